//! Compiles the glossary folder into the binary, so that it works without one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=glossary");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("glossary");
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    let mut code = String::from("pub(super) static EMBEDDED: &[(&str, &str)] = &[\n");
    for name in files {
        // The folder by its variable: clones may share one target folder.
        let file = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/glossary/{name}"));
        writeln!(code, "    ({name:?}, include_str!({file})),").expect("a String takes it");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("embedded_glossary.rs");
    fs::write(out, code)
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "csv" || e == "tsv" || e == "txt") {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            files.push(name.replace('\\', "/"));
        }
    }
    Ok(())
}
