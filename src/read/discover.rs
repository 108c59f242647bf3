//! From the inputs given to a sorted list of units.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::formats::{self, Format};
use super::manifest::{self, Manifest};
use super::pairing::{self, Candidate};
use super::source;
use super::unit::{Side, Unit};
use crate::error::Skip;

/// What the inputs hold.
#[derive(Debug, Default)]
pub struct Discovery {
    /// What is to be read, sorted by path.
    pub units: Vec<Unit>,
    /// What cannot be read, sorted by path.
    pub skipped: Vec<Skip>,
    /// Files that are no articles, by extension; English files without an
    /// Arabic one under `english`.
    pub ignored: BTreeMap<String, u64>,
}

/// Finds the articles in files, folders and globs; `-` is standard input.
///
/// The result does not depend on the order of the inputs or of the folders. A
/// file that is reached twice is read once.
///
/// ```no_run
/// let found = mustalah::read::discover(&["corpora".to_owned()]);
/// for unit in &found.units {
///     unit.read(&mut |articles| assert!(!articles.is_empty()));
/// }
/// ```
#[must_use]
pub fn discover(inputs: &[String]) -> Discovery {
    let inputs: BTreeSet<&str> = inputs.iter().map(String::as_str).collect();
    let mut search = Search::default();
    for (index, input) in inputs.into_iter().enumerate() {
        search.input(index, input);
    }
    search.finish()
}

/// A file that was reached.
struct Found {
    /// Canonical.
    real: PathBuf,
    shown: String,
    /// Which input it was reached by.
    input: usize,
    /// The source, unless something else names one.
    source: String,
    bytes: u64,
    /// Given by name: then it must be read, or a reason given.
    explicit: bool,
}

#[derive(Default)]
struct Search {
    found: Vec<Found>,
    manifests: Vec<(PathBuf, String)>,
    stdin: bool,
    result: Discovery,
}

impl Search {
    fn input(&mut self, index: usize, input: &str) {
        let path = Path::new(input);
        if input == "-" {
            self.stdin = true;
        } else if path.is_dir() {
            self.walk(index, path, None);
        } else if path.is_file() {
            let shown = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.file(index, path, shown, None);
        } else if input.contains(['*', '?', '[', '{']) {
            self.glob(index, input);
        } else {
            self.skip(input, "no such file or folder; check the path");
        }
    }

    fn glob(&mut self, index: usize, input: &str) {
        let input = input.replace('\\', "/");
        let meta = input.find(['*', '?', '[', '{']).unwrap_or_default();
        let (prefix, pattern) = match input[..meta].rfind('/') {
            Some(slash) => (&input[..=slash], &input[slash + 1..]),
            None => (".", input.as_str()),
        };
        let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => return self.skip(&input, &format!("{error}; correct the glob")),
        };
        let before = self.found.len();
        if Path::new(prefix).is_dir() {
            self.walk(index, Path::new(prefix), Some(&matcher));
        }
        if self.found.len() == before {
            self.skip(&input, "no file matches; check the glob");
        }
    }

    fn walk(&mut self, index: usize, root: &Path, matcher: Option<&GlobMatcher>) {
        let name = source::from_folder(&root.canonicalize().unwrap_or_else(|_| root.to_path_buf()));
        // A corpus must not vanish because of a .gitignore.
        let walk =
            ignore::WalkBuilder::new(root).standard_filters(false).hidden(true).follow_links(true).build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.skip(&root.display().to_string(), &format!("{error}; check the folder"));
                    continue;
                }
            };
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let shown: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let shown = shown.join("/");
            if entry.file_name() == manifest::NAME {
                self.manifests.push((canonical(entry.path()), shown));
            } else if matcher.is_none_or(|matcher| matcher.is_match(inside)) {
                self.file(index, entry.path(), shown, Some(&name));
            }
        }
    }

    /// Notes a file; `folder` is the name of the folder it was found from.
    fn file(&mut self, input: usize, path: &Path, shown: String, folder: Option<&str>) {
        let real = canonical(path);
        let source = match folder {
            Some(folder) => source::from_path(&shown, folder),
            None => source::from_folder(real.parent().unwrap_or(Path::new(""))),
        };
        let bytes = path.metadata().map_or(0, |metadata| metadata.len());
        self.found.push(Found { real, shown, input, source, bytes, explicit: folder.is_none() });
    }

    fn skip(&mut self, path: &str, reason: &str) {
        self.result.skipped.push(Skip { path: path.to_owned(), line: 1, reason: reason.to_owned() });
    }

    fn finish(mut self) -> Discovery {
        // Of several ways to a file the outermost input says most.
        self.found.sort_by(|a, b| {
            (&a.real, std::cmp::Reverse(a.shown.len()), &a.shown, a.input).cmp(&(
                &b.real,
                std::cmp::Reverse(b.shown.len()),
                &b.shown,
                b.input,
            ))
        });
        let found = std::mem::take(&mut self.found);
        let mut kept: Vec<Found> = Vec::new();
        for file in found {
            if let Some(last) = kept.last_mut().filter(|last| last.real == file.real) {
                last.explicit |= file.explicit;
            } else {
                kept.push(file);
            }
        }
        kept.retain(|file| self.is_article(file));
        let manifests = self.read_manifests();
        self.units(&kept, &manifests);
        if self.stdin {
            let side = Side { shown: "-".to_owned(), path: None, bytes: 0 };
            let source = "stdin".to_owned();
            self.result.units.push(Unit {
                arabic: side,
                english: None,
                declared: None,
                source,
                subject: None,
            });
        }
        self.result.units.sort();
        self.result.skipped.sort();
        self.result.skipped.dedup();
        self.result
    }

    /// Whether a file is to be read; if not, says so.
    fn is_article(&mut self, file: &Found) -> bool {
        let name = file.shown.rsplit('/').next().unwrap_or_default();
        let extension = formats::extension(name);
        match formats::of_name(name) {
            Format::Known(_) => return true,
            Format::NotYet(format) => {
                self.skip(&file.shown, &formats::not_yet(format));
                return false;
            }
            Format::ByContent | Format::Unknown if file.explicit => return true,
            Format::ByContent if !is_notice(name) && is_text(&file.real) => return true,
            Format::Foreign if file.explicit => {
                self.skip(
                    &file.shown,
                    &format!(".{extension} files are no articles; give text, Markdown, HTML or JSON"),
                );
                return false;
            }
            _ => {}
        }
        let key = if extension.is_empty() { "(none)".to_owned() } else { extension };
        *self.result.ignored.entry(key).or_default() += 1;
        false
    }

    fn read_manifests(&mut self) -> Vec<Manifest> {
        self.manifests.sort();
        self.manifests.dedup_by(|a, b| a.0 == b.0);
        let mut manifests = Vec::new();
        for (path, shown) in std::mem::take(&mut self.manifests) {
            match Manifest::read(&path) {
                Ok(manifest) => manifests.push(manifest),
                Err(problem) => {
                    self.result.skipped.push(Skip {
                        path: shown,
                        line: problem.line,
                        reason: problem.reason,
                    });
                }
            }
        }
        // The innermost manifest speaks first.
        manifests.sort_by_key(|manifest| std::cmp::Reverse(manifest.folder.components().count()));
        manifests
    }

    fn units(&mut self, files: &[Found], manifests: &[Manifest]) {
        let candidates: Vec<Candidate> = files
            .iter()
            .map(|file| Candidate { shown: &file.shown, real: &file.real, input: file.input })
            .collect();
        let mut originals = pairing::pair(&candidates);
        self.declared_pairs(files, manifests, &mut originals);
        let taken: BTreeSet<usize> = originals.iter().flatten().copied().collect();
        for (index, file) in files.iter().enumerate() {
            if taken.contains(&index) {
                continue;
            }
            if originals[index].is_none() && pairing::is_english(&file.shown) {
                *self.result.ignored.entry("english".to_owned()).or_default() += 1;
                continue;
            }
            let (declared, subject) =
                manifests.iter().find_map(|manifest| manifest.source_of(&file.real)).unwrap_or_default();
            self.result.units.push(Unit {
                arabic: side(file),
                english: originals[index].map(|original| side(&files[original])),
                declared,
                source: file.source.clone(),
                subject,
            });
        }
    }

    /// The pairs that manifests name.
    fn declared_pairs(&mut self, files: &[Found], manifests: &[Manifest], originals: &mut [Option<usize>]) {
        let by_path: BTreeMap<&Path, usize> =
            files.iter().enumerate().map(|(index, file)| (file.real.as_path(), index)).collect();
        for manifest in manifests {
            for (arabic, english) in &manifest.pairs {
                let at = |path: &Path| by_path.get(canonical(path).as_path()).copied();
                match (at(arabic), at(english)) {
                    (Some(arabic), Some(english)) => originals[arabic] = Some(english),
                    (arabic_at, _) => {
                        let missing = if arabic_at.is_none() { arabic } else { english };
                        let missing = missing.strip_prefix(&manifest.folder).unwrap_or(missing);
                        let reason =
                            format!("a pair names {}, which is not among the inputs", missing.display());
                        self.skip(manifest::NAME, &format!("{reason}; correct the manifest"));
                    }
                }
            }
        }
    }
}

fn side(file: &Found) -> Side {
    Side { shown: file.shown.clone(), path: Some(file.real.clone()), bytes: file.bytes }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Legal texts and build files have no extension, and no articles.
fn is_notice(name: &str) -> bool {
    ["LICENSE", "LICENCE", "NOTICE", "COPYING", "AUTHORS", "CODEOWNERS", "CNAME", "Makefile", "Dockerfile"]
        .contains(&name)
}

/// Whether a file of no telling name begins like text.
fn is_text(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut head));
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    // A file that cannot be read gets its reason when it is read.
    read.is_err() || utf16 || !head.contains(&0)
}
