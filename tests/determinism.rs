//! Same inputs, same bytes: at any thread count, in any order of the inputs,
//! however they are sharded.

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use mustalah::curate::Curation;
use mustalah::knowledge::Knowledge;
use mustalah::model::Shard;
use mustalah::pipeline::{curate_shards, mine_inputs};
use mustalah::progress::Progress;
use mustalah::write::{formats, read_shard, render, write_shard};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(common::knowledge);

fn mined(inputs: &[String]) -> Shard {
    mine_inputs(inputs, &KNOWLEDGE, Progress::new(true))
}

/// The bytes of every output.
fn rendered(shards: Vec<Shard>) -> BTreeMap<String, Vec<u8>> {
    let glossary = curate_shards(shards, &KNOWLEDGE, Curation::default());
    let files = render(&glossary, &formats()).unwrap();
    files.into_iter().map(|file| (file.name.to_owned(), file.bytes)).collect()
}

/// An order of the items that looks like none, the same on every run.
fn shuffled<T: Clone>(items: &[T], mut seed: u64) -> Vec<T> {
    let mut items = items.to_vec();
    for at in (1..items.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(seed >> 33).unwrap() % (at + 1);
        items.swap(at, other);
    }
    items
}

fn article_inputs() -> Vec<String> {
    common::article_files().iter().map(|path| common::input(path)).collect()
}

fn folder_inputs() -> Vec<String> {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(common::articles()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders.iter().map(|path| common::input(path)).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_files() {
    let home = tempfile::tempdir().unwrap();
    let outputs = ["1", "2", "8"].map(|threads| {
        let output = common::program(home.path())
            .args(["build", "--quiet", "--threads", threads, "-o", threads])
            .arg(common::articles())
            .env("POLARS_MAX_THREADS", threads)
            .output()
            .unwrap();
        common::assert_code(&output, 0);
        common::contents(&home.path().join(threads))
    });
    assert!(outputs[0].contains_key("glossary.parquet") && outputs[0].contains_key("report.json"));
    common::assert_same("1 and 2 threads", &outputs[0], &outputs[1]);
    common::assert_same("1 and 8 threads", &outputs[0], &outputs[2]);
}

#[test]
fn any_order_of_the_inputs_gives_the_same_files() {
    for inputs in [article_inputs(), folder_inputs()] {
        let first = shuffled(&inputs, 1);
        let second = shuffled(&inputs, 2);
        assert_ne!(first, second);
        common::assert_same("two orders", &rendered(vec![mined(&first)]), &rendered(vec![mined(&second)]));
    }
}

#[test]
fn shards_in_any_number_and_order_equal_one_build() {
    let home = tempfile::tempdir().unwrap();
    let files = common::article_files();
    let whole = mined(&article_inputs());
    let parallel = whole.parallel.clone();
    assert!(parallel.len() >= 6);
    let whole = rendered(vec![whole]);
    let folders: Vec<PathBuf> = folder_inputs().into_iter().map(PathBuf::from).collect();
    for count in [2, 3, 5] {
        let dirs: Vec<PathBuf> = (0..count)
            .map(|number| {
                // Whole subfolders, so that both sides of a pair meet.
                let mine = |path: &PathBuf| {
                    folders.iter().position(|folder| path.starts_with(folder)).unwrap() % count == number
                };
                let inputs: Vec<String> =
                    files.iter().filter(|path| mine(path)).map(|path| common::input(path)).collect();
                let dir = home.path().join(format!("{count}-{number}"));
                write_shard(&dir, &mined(&inputs)).unwrap();
                dir
            })
            .collect();
        let mut of_shards: Vec<_> = dirs.iter().flat_map(|dir| read_shard(dir).unwrap().parallel).collect();
        of_shards.sort();
        assert_eq!(of_shards, parallel);
        for seed in 0..3 {
            let shards = shuffled(&dirs, seed).iter().map(|dir| read_shard(dir).unwrap()).collect();
            common::assert_same(&format!("{count} shards, order {seed}"), &whole, &rendered(shards));
        }
    }
}
