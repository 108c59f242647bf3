//! Which English file is the original of which Arabic file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::formats::{extension, uncompressed};
use super::language::{names_arabic, names_english};

/// A file to be paired.
pub(super) struct Candidate<'a> {
    /// Relative to its input.
    pub(super) shown: &'a str,
    /// The file.
    pub(super) real: &'a Path,
    /// The input it was found in.
    pub(super) input: usize,
}

/// Stands for the language in the key that both sides of a pair share.
const LANGUAGE: &str = "\0";

type Names = fn(&str) -> bool;

/// For each file the index of its English original.
pub(super) fn pair(files: &[Candidate]) -> Vec<Option<usize>> {
    let mut originals: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        for (key, tag) in keys(file, names_english) {
            originals.entry(key).or_default().push((tag, index));
        }
    }
    // `en` before `en-GB`, whatever the order of the files.
    for found in originals.values_mut() {
        found.sort_by_key(|&(tag, index)| (!tag.eq_ignore_ascii_case("en"), tag, files[index].shown));
    }
    files
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let found = keys(file, names_arabic).into_iter().find_map(|(key, _)| originals.get(&key));
            found?.iter().map(|&(_, original)| original).find(|&original| original != index)
        })
        .collect()
}

/// The English original of a file by itself, where one stands on disk:
/// `…/en/PATH` for `…/ar/PATH`, or `NAME.en.EXT` for `NAME.ar.EXT`.
#[must_use]
pub fn original_of(path: &Path) -> Option<PathBuf> {
    let shown = path.to_string_lossy();
    let name = path.file_name()?.to_string_lossy().into_owned();
    let beside = |folder: &Path| {
        let parts: Vec<&str> = name.split('.').collect();
        let tagged = parts.iter().rposition(|part| names_arabic(part)).filter(|&at| at > 0);
        let other = tagged.map(|at| {
            let mut parts = parts.clone();
            parts[at] = "en";
            folder.join(parts.join("."))
        });
        other.into_iter().chain([folder.join(&name)]).find(|file| file.is_file() && file != path)
    };
    if let Some(found) = path.parent().and_then(beside) {
        return Some(found);
    }
    // The innermost folder that names Arabic.
    let parts: Vec<&str> = shown.split('/').collect();
    let folders = parts.len().saturating_sub(1);
    (0..folders).rev().filter(|&at| names_arabic(parts[at])).find_map(|at| {
        let mut parts = parts[..folders].to_vec();
        parts[at] = "en";
        beside(Path::new(&parts.join("/")))
    })
}

/// Whether the path says that the file is English.
pub(super) fn is_english(shown: &str) -> bool {
    let (folders, name) = shown.rsplit_once('/').unwrap_or(("", shown));
    folders.split('/').any(names_english) || tag_of_name(name, names_english).is_some()
}

/// The paths of a file with one language taken out, and that language.
fn keys<'a>(file: &Candidate<'a>, names: Names) -> Vec<(String, &'a str)> {
    let mut keys = Vec::new();
    let shown = uncompressed(file.shown);
    let (folders, name) = shown.rsplit_once('/').unwrap_or(("", shown));
    let parts: Vec<&str> = folders.split('/').collect();
    let tag = tag_of_name(name, names);
    for (at, folder) in parts.iter().enumerate().filter(|(_, folder)| names(folder)) {
        let path = |name: &str| {
            let mut parts = parts.clone();
            parts[at] = LANGUAGE;
            format!("{}\n{}/{name}", file.input, parts.join("/"))
        };
        keys.push((path(name), *folder));
        if let Some((neutral, _)) = &tag {
            keys.push((path(neutral), *folder));
        }
    }
    // Beside each other in one folder, however they were given.
    if let (Some((neutral, tag)), Some(folder)) = (tag, file.real.parent()) {
        keys.push((format!("{}\n{neutral}", folder.display()), tag));
    }
    keys
}

/// `NAME.ar.EXT` and `NAME.ar`: the name without its language, and the language.
fn tag_of_name(name: &str, names: Names) -> Option<(String, &str)> {
    let name = uncompressed(name);
    let (stem, last) = name.rsplit_once('.')?;
    if names(last) {
        return Some((format!("{stem}.{LANGUAGE}"), last));
    }
    let (stem, tag) = stem.rsplit_once('.')?;
    names(tag).then(|| (format!("{stem}.{LANGUAGE}.{}", extension(name)), tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(files: &[(&str, usize)]) -> Vec<(String, String)> {
        let candidates: Vec<Candidate> = files
            .iter()
            .map(|(shown, input)| Candidate { shown, real: Path::new(shown), input: *input })
            .collect();
        let originals = pair(&candidates);
        let pairs = candidates.iter().zip(originals).filter_map(|(file, original)| {
            Some((file.shown.to_owned(), candidates[original?].shown.to_owned()))
        });
        pairs.collect()
    }

    #[test]
    fn folders_and_names_make_pairs() {
        for (arabic, english) in [
            ("x/ar/a/b.md", "x/en/a/b.md"),
            ("ar-MA/b.html", "en-US/b.html"),
            ("a.ar.md", "a.en.md"),
            ("a.ar.md.gz", "a.en.md"),
            ("bitext.ar", "bitext.en"),
            ("ar/a.ar.md", "en/a.en.md"),
        ] {
            let pairs = paired(&[(english, 0), (arabic, 0), ("other/en/b.md", 0)]);
            assert_eq!(pairs, [(arabic.to_owned(), english.to_owned())]);
        }
    }

    #[test]
    fn plain_english_comes_before_a_region_and_inputs_do_not_mix() {
        assert_eq!(paired(&[("en-GB/a.md", 0), ("ar/a.md", 0), ("en/a.md", 0)])[0].1, "en/a.md");
        assert!(paired(&[("ar/a.md", 0), ("en/a.md", 1)]).is_empty());
        assert_eq!(paired(&[("a.ar.md", 0), ("a.en.md", 1)]).len(), 1);
    }

    #[test]
    fn a_file_alone_finds_its_original() {
        let home = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "x").unwrap();
            path
        };
        let (folder, named) = (file("docs/en/a/b.md"), file("c.en.txt"));
        assert_eq!(original_of(&file("docs/ar/a/b.md")), Some(folder));
        assert_eq!(original_of(&file("c.ar.txt")), Some(named));
        assert_eq!(original_of(&file("docs/ar/a/alone.md")), None);
    }

    #[test]
    fn paths_tell_english() {
        assert!(is_english("x/en/a.md") && is_english("a.en.md") && is_english("a.en"));
        assert!(!is_english("x/ar/a.md") && !is_english("en.md"));
    }
}
