//! What may be in the tree of dependencies: no network, free licences, no
//! version with a known vulnerability.

mod common;

use std::collections::BTreeSet;
use std::process::Command;

use serde::Deserialize;

/// Crates that fetch, or speak TLS. A program that reads files needs none.
/// `tiny_http`, which `review serve` answers the local browser with, can do
/// neither: it only listens, and only on the loopback address.
#[rustfmt::skip]
const NETWORK: [&str; 25] = [
    "actix-web", "attohttpc", "awc", "aws-lc-rs", "aws-lc-sys", "boring", "curl", "curl-sys", "h2", "h3",
    "hyper", "isahc", "mbedtls", "minreq", "native-tls", "object_store", "openssl", "openssl-sys", "quinn",
    "reqwest", "ring", "rustls", "surf", "tokio-rustls", "ureq",
];

const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// A crate of the tree.
#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// What `cargo metadata` prints, as far as it is needed here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
}

/// What is compiled for this machine: dependencies of the program, of its
/// build script and of its tests.
fn tree() -> Vec<Package> {
    let cargo = || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(common::root());
        cargo
    };
    let version = cargo().arg("-vV").output().expect("cargo runs").stdout;
    let version = String::from_utf8(version).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo knows its host");
    let output = cargo()
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", common::messages(&output));
    let Metadata { packages, resolve } = serde_json::from_slice(&output.stdout).unwrap();
    let compiled: BTreeSet<String> = resolve.nodes.into_iter().map(|node| node.id).collect();
    let tree: Vec<Package> = packages.into_iter().filter(|package| compiled.contains(&package.id)).collect();
    assert!(tree.len() > 100, "only {} crates in the tree", tree.len());
    tree
}

/// Name and version of every crate in `Cargo.lock`, for whatever machine.
fn locked() -> Vec<(String, String)> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Locked>,
    }
    #[derive(Deserialize)]
    struct Locked {
        name: String,
        version: String,
    }
    let text = std::fs::read_to_string(common::root().join("Cargo.lock")).unwrap();
    let lock: Lock = toml::from_str(&text).unwrap();
    lock.package.into_iter().map(|package| (package.name, package.version)).collect()
}

#[test]
fn nothing_in_the_tree_speaks_http_or_tls() {
    let found: Vec<String> =
        tree().into_iter().map(|package| package.name).filter(|n| NETWORK.contains(&n.as_str())).collect();
    assert!(found.is_empty(), "{found:?}: turn off the feature that brings them");
}

#[test]
fn every_crate_comes_from_the_registry_under_a_free_licence() {
    for package in tree() {
        let Package { name, version, license, source, .. } = &package;
        let licence =
            license.as_deref().unwrap_or_else(|| panic!("{name} {version} names no licence; choose another"));
        assert!(
            allowed(licence),
            "{name} {version} is under {licence:?}; choose another, or add the licence to the list here"
        );
        assert!(
            name == "mustalah" || source.as_deref().is_some_and(|source| source.starts_with("registry+")),
            "{name} {version} does not come from a registry: {source:?}"
        );
    }
}

#[test]
fn no_locked_version_has_a_known_vulnerability() {
    let advisories = advisories();
    let mut found = BTreeSet::new();
    for (name, version) in locked() {
        for advisory in advisories.iter().filter(|advisory| advisory.concerns(&name, &version)) {
            found.insert(format!("{name} {version}: {} ({})", advisory.id, advisory.what));
        }
    }
    assert!(found.is_empty(), "update these: {found:#?}");
}

/// Whether an SPDX expression can be met with the licences of the list.
fn allowed(expression: &str) -> bool {
    // Old manifests say `MIT/Apache-2.0` for OR.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Spdx { words: &words };
    let met = parser.alternatives();
    met && parser.words.is_empty()
}

struct Spdx<'a> {
    words: &'a [&'a str],
}

impl Spdx<'_> {
    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }

    fn alternatives(&mut self) -> bool {
        let mut met = self.together();
        while self.take("OR") {
            met |= self.together();
        }
        met
    }

    fn together(&mut self) -> bool {
        let mut met = self.one();
        while self.take("AND") {
            met &= self.one();
        }
        met
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let met = self.alternatives();
            return self.take(")") && met;
        }
        let Some((&licence, rest)) = self.words.split_first() else { return false };
        self.words = rest;
        if self.take("WITH") {
            let Some((&exception, rest)) = self.words.split_first() else { return false };
            self.words = rest;
            return LICENCES.contains(&format!("{licence} WITH {exception}").as_str());
        }
        LICENCES.contains(&licence)
    }
}

/// A row of `advisories.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    id: String,
    #[serde(rename = "crate")]
    name: String,
    from: Option<String>,
    below: String,
    what: String,
}

impl Advisory {
    fn concerns(&self, name: &str, version: &str) -> bool {
        let version = numbers(version);
        name == self.name
            && version < numbers(&self.below)
            && self.from.as_deref().is_none_or(|from| numbers(from) <= version)
    }
}

fn advisories() -> Vec<Advisory> {
    #[derive(Deserialize)]
    struct File {
        advisory: Vec<Advisory>,
    }
    let text = std::fs::read_to_string(common::root().join("tests/advisories.toml")).unwrap();
    let file: File = toml::from_str(&text).unwrap();
    file.advisory
}

/// `1.11.1+lz4-1.10.0` as 1, 11, 1; an alpha counts as its release.
fn numbers(version: &str) -> [u64; 3] {
    let core = version.split(['+', '-']).next().unwrap_or_default();
    let mut numbers = core.split('.').map(|part| part.parse().unwrap_or_else(|_| panic!("{version:?}")));
    std::array::from_fn(|_| numbers.next().unwrap_or_default())
}

#[test]
fn the_rules_themselves_say_what_they_mean() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR GPL-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT)", "MIT Zlib", "Zlib WITH LLVM-exception"] {
        assert!(!allowed(bad), "{bad}");
    }
    let concerns = |name: &str, version: &str| advisories().iter().any(|a| a.concerns(name, version));
    assert!(concerns("quick-xml", "0.38.4") && concerns("quick-xml", "0.40.9"));
    assert!(!concerns("quick-xml", "0.41.0") && !concerns("quick-xml", "1.0.0") && !concerns("xml", "0.1.0"));
    assert!(concerns("slab", "0.4.10") && !concerns("slab", "0.4.9") && !concerns("slab", "0.4.11"));
}
