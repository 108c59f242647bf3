//! What several test files share.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mustalah::knowledge::Knowledge;

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The articles that stand beside the tests.
pub fn articles() -> PathBuf {
    root().join("tests/articles")
}

/// A path as an input of a run.
pub fn input(path: &Path) -> String {
    path.to_str().expect("paths of tests are UTF-8").to_owned()
}

/// What the glossary folder of the crate says.
pub fn knowledge() -> Knowledge {
    Knowledge::load(Some(root().join("glossary")), true).expect("the glossary folder loads")
}

/// Every file of a folder and its subfolders, sorted.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    for entry in entries {
        let path = entry.expect("a folder of tests can be read").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The articles themselves, without what is expected of them.
pub fn article_files() -> Vec<PathBuf> {
    let mut files = files_below(&articles());
    files.retain(|path| !path.to_string_lossy().ends_with(".expect.toml"));
    files
}

/// The bytes of every file of an output folder, by name.
pub fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(dir)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(dir).expect("it was found there").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("an output can be read"))
        })
        .collect()
}

/// Says in which files two outputs differ.
pub fn assert_same(what: &str, left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    assert!(!left.is_empty(), "{what}: nothing was written");
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right), "{what}: other files");
    let differing: Vec<&String> = left.keys().filter(|name| left[*name] != right[*name]).collect();
    assert!(differing.is_empty(), "{what}: these files differ: {differing:?}");
}

/// The program, run in a folder that holds no `glossary`.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mustalah"));
    command.current_dir(folder).env_remove("NO_COLOR");
    command
}

/// Runs the program in a folder.
pub fn run<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Output {
    program(folder).args(arguments).output().expect("the program starts")
}

/// What a run printed to stderr.
pub fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// Asserts an exit code, and shows the messages when it is another.
#[track_caller]
pub fn assert_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", messages(output));
}
