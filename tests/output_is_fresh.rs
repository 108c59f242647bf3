//! The committed `output/` is what the program gives today.

mod common;

use std::collections::BTreeSet;

const COMMAND: &str = "run `cargo run --release -- build tests/articles`";

#[test]
fn the_committed_output_is_what_the_articles_give() {
    let committed = common::root().join("output");
    assert!(committed.join("report.json").is_file(), "there is no output/; {COMMAND} and commit it");
    let committed = common::contents(&committed);

    let home = tempfile::tempdir().unwrap();
    let build = common::program(common::root())
        .args(["build", "--quiet", "tests/articles", "-o"])
        .arg(home.path())
        .output()
        .unwrap();
    common::assert_code(&build, 0);
    let built = common::contents(home.path());

    let names: BTreeSet<&String> = committed.keys().chain(built.keys()).collect();
    let stale: Vec<&String> =
        names.into_iter().filter(|name| committed.get(*name) != built.get(*name)).collect();
    assert!(stale.is_empty(), "output/ is not up to date in {stale:?}; {COMMAND} and commit the result");
}
