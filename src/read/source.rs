//! Which site or repository an article comes from.

use super::language::{names_arabic, names_english};

/// Folders that say how a corpus is laid out, not where it is from.
const LAYOUT: [&str; 12] =
    ["docs", "doc", "src", "content", "contents", "html", "native", "mixed", "mono", "text", "txt", "pages"];

/// The host of a URL, without `www.`.
pub(super) fn host(url: &str) -> Option<String> {
    let rest =
        url.trim().split_once("://").map_or_else(|| url.trim().strip_prefix("//"), |(_, rest)| Some(rest))?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// A site as a record or a heading names it: a URL's host, or the name itself.
pub(super) fn site(name: &str) -> Option<String> {
    let name = name.trim();
    host(name)
        .or_else(|| (!name.is_empty() && name.len() <= 100 && !name.contains('\n')).then(|| name.to_owned()))
}

/// The source by the path: a folder that is named like a host, or the first
/// folder that names neither a language nor the layout; below a language folder
/// the names are chapters, so there the input itself is the source.
pub(super) fn from_path(shown: &str, input: &str) -> String {
    let folders =
        || shown.rsplit_once('/').map(|(folders, _)| folders).into_iter().flat_map(|f| f.split('/'));
    if let Some(host) = folders().find(|folder| looks_like_host(folder)) {
        return host.strip_prefix("www.").unwrap_or(host).to_owned();
    }
    folders()
        .take_while(|folder| !names_language(folder))
        .find(|folder| !LAYOUT.contains(folder))
        .map_or_else(|| input.to_owned(), str::to_owned)
}

/// The name of the innermost folder that names a source.
pub(super) fn from_folder(path: &std::path::Path) -> String {
    let names: Vec<String> = path
        .components()
        .filter_map(|part| match part {
            std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let telling = names.iter().rev().find(|name| !names_language(name) && !LAYOUT.contains(&name.as_str()));
    telling.or(names.last()).cloned().unwrap_or_else(|| "input".to_owned())
}

fn names_language(folder: &str) -> bool {
    let folder = folder.strip_prefix("mono-").unwrap_or(folder);
    names_arabic(folder) || names_english(folder)
}

fn looks_like_host(folder: &str) -> bool {
    let mut labels = folder.split('.');
    let last = labels.next_back().unwrap_or_default();
    let known = ["com", "org", "net", "info", "io", "dev", "edu", "gov", "ai", "example"].contains(&last)
        || (last.len() == 2 && last != "js" && last.bytes().all(|byte| byte.is_ascii_lowercase()));
    known
        && labels.clone().count() > 0
        && labels.all(|label| label.len() > 1 && !label.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lose_their_www() {
        assert_eq!(host("https://www.Site.example:80/a").as_deref(), Some("site.example"));
        assert_eq!(host("ليس عنوانا"), None);
        assert_eq!(site("جريدة").as_deref(), Some("جريدة"));
    }

    #[test]
    fn the_first_folder_that_is_not_layout_names_the_source() {
        assert_eq!(from_path("vue-docs/ar/guide/a.md", "corpora"), "vue-docs");
        assert_eq!(from_path("native/kde/a.po", "corpora"), "kde");
        assert_eq!(from_path("ar/guide/a.md", "vue-docs"), "vue-docs");
        assert_eq!(from_path("ar/news.example/a.html", "crawl"), "news.example");
        assert_eq!(from_path("a.md", "notes"), "notes");
    }

    #[test]
    fn a_language_folder_is_called_by_its_parent() {
        assert_eq!(from_folder(std::path::Path::new("/x/vue-docs/ar")), "vue-docs");
    }
}
