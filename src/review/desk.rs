//! What the page asks of the program: the next pair, a verdict, an undo.
//!
//! Every request is answered from one desk, one at a time, so tabs cannot
//! race. A pair that one tab shows is not given to another while there are
//! others. A verdict says which verdict its tab knew of; when another tab
//! decided meanwhile nothing is written, and the tab is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error::Result;
use crate::knowledge::{Verdict, VerdictFile};

/// A pair to be judged, with what the page shows of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// English headword.
    pub en: String,
    /// Arabic headword.
    pub ar: String,
    /// Why it is asked.
    pub why: String,
    /// How sure the program is.
    pub confidence: f64,
    /// How often it stands in the articles.
    pub occurrences: u32,
    /// In how many sources.
    pub sources: u32,
    /// What else is known of it, such as flags.
    pub flags: Vec<String>,
    /// Other Arabic forms.
    pub ar_variants: Vec<String>,
    /// Other renderings of the same English that may be used.
    pub rivals: Vec<String>,
    /// Sentences: the Arabic before the term, the term, the Arabic after it,
    /// the English sentence, and the place.
    pub examples: Vec<[String; 5]>,
}

/// What a request asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Which tab asks.
    tab: String,
    /// The pair that the verdict is on, by its number.
    #[serde(default)]
    card: Option<usize>,
    /// The word for the verdict.
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    new_en: String,
    #[serde(default)]
    new_ar: String,
    #[serde(default)]
    note: String,
    /// The verdict on the pair that the tab knows of, or empty.
    #[serde(default)]
    known: String,
}

/// An answer: an HTTP status and a JSON object.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// What the page is told.
    pub body: serde_json::Value,
}

/// A verdict that a tab gave, for its undo.
struct Given {
    card: usize,
    verdict: Verdict,
    before: Option<Verdict>,
}

/// The pairs, and who looks at which.
pub struct Desk {
    dir: PathBuf,
    person: String,
    date: String,
    cards: Vec<Card>,
    done: BTreeSet<usize>,
    /// What each tab shows.
    shown: BTreeMap<String, usize>,
    /// What each tab passed over.
    passed: BTreeMap<String, BTreeSet<usize>>,
    given: BTreeMap<String, Vec<Given>>,
}

impl Desk {
    /// A desk whose verdicts go into a glossary folder, signed.
    #[must_use]
    pub fn new(dir: &Path, cards: Vec<Card>, person: String, date: String) -> Self {
        Self {
            dir: dir.to_owned(),
            person,
            date,
            cards,
            done: BTreeSet::new(),
            shown: BTreeMap::new(),
            passed: BTreeMap::new(),
            given: BTreeMap::new(),
        }
    }

    /// Answers a request of the page; every verdict is on the disk before the
    /// answer with the next pair is given.
    pub fn answer(&mut self, path: &str, body: &str) -> Answer {
        let request: Request = match serde_json::from_str(body) {
            Ok(request) => request,
            Err(error) => return refused(400, &format!("not understood: {error}")),
        };
        let result = match path {
            "/api/next" => Ok(self.next(&request.tab)),
            "/api/pass" => Ok(self.pass(&request)),
            "/api/verdict" => self.verdict(&request),
            "/api/undo" => self.undo(&request),
            _ => return refused(404, "there is nothing here"),
        };
        result.unwrap_or_else(|error| refused(500, &error.to_string()))
    }

    /// The pair that a tab shows, or the first that is open and that no other
    /// tab shows.
    fn next(&mut self, tab: &str) -> Answer {
        let open = |at: &usize| !self.done.contains(at);
        let passed = self.passed.get(tab);
        let own = self.shown.get(tab).copied().filter(open);
        let elsewhere: BTreeSet<usize> =
            self.shown.iter().filter(|(other, _)| *other != tab).map(|(_, at)| *at).collect();
        let waiting = |at: &usize| open(at) && !passed.is_some_and(|passed| passed.contains(at));
        let free = |at: &usize| waiting(at) && !elsewhere.contains(at);
        let all = 0..self.cards.len();
        let next = own.or_else(|| all.clone().find(free)).or_else(|| all.clone().find(waiting));
        let next = next.or_else(|| all.clone().find(open));
        match next {
            Some(at) => self.shown.insert(tab.to_owned(), at),
            None => self.shown.remove(tab),
        };
        let body = json!({
            "number": next,
            "card": next.map(|at| &self.cards[at]),
            "known": next.map_or(String::new(), |at| self.known(at)),
            "open": self.cards.len() - self.done.len(),
            "done": self.done.len(),
            "undo": self.given.get(tab).is_some_and(|given| !given.is_empty()),
        });
        Answer { status: 200, body }
    }

    fn pass(&mut self, request: &Request) -> Answer {
        if let Some(at) = request.card {
            self.passed.entry(request.tab.clone()).or_default().insert(at);
            self.shown.remove(&request.tab);
        }
        self.next(&request.tab)
    }

    /// The word of the verdict on a pair as the file has it now, or empty.
    fn known(&self, at: usize) -> String {
        let Ok(file) = VerdictFile::open(&self.dir) else { return String::new() };
        self.on(&file, at).ok().flatten().map_or_else(String::new, |verdict| verdict.kind.name().to_owned())
    }

    fn on(&self, file: &VerdictFile, at: usize) -> Result<Option<Verdict>> {
        let Card { en, ar, .. } = &self.cards[at];
        file.on(en, ar)
    }

    fn verdict(&mut self, request: &Request) -> Result<Answer> {
        let Some((at, card)) = request.card.and_then(|at| Some((at, self.cards.get(at)?))) else {
            return Ok(refused(400, "no pair of that number"));
        };
        let cells = [
            &card.en,
            &card.ar,
            &request.verdict,
            &request.new_en,
            &request.new_ar,
            &request.note,
            &self.person,
            &self.date,
        ];
        let verdict = match Verdict::from_cells(&cells.map(|cell| cell.trim().to_owned()), "page", 0) {
            Ok(verdict) => verdict,
            Err(reason) => return Ok(refused(400, &reason)),
        };
        let mut file = VerdictFile::open(&self.dir)?;
        let before = self.on(&file, at)?;
        let now = before.as_ref().map_or("", |before| before.kind.name());
        if now != request.known {
            let message = format!("decided meanwhile: {}", if now.is_empty() { "taken back" } else { now });
            let body = json!({ "error": message, "known": now });
            return Ok(Answer { status: 409, body });
        }
        file.put(&verdict)?;
        file.save()?;
        drop(file);
        self.done.insert(at);
        self.shown.remove(&request.tab);
        self.given.entry(request.tab.clone()).or_default().push(Given { card: at, verdict, before });
        Ok(self.next(&request.tab))
    }

    fn undo(&mut self, request: &Request) -> Result<Answer> {
        let Some(given) = self.given.get_mut(&request.tab).and_then(Vec::pop) else {
            return Ok(refused(409, "nothing to undo in this tab"));
        };
        let mut file = VerdictFile::open(&self.dir)?;
        // Another tab's or person's later word on the pair stays.
        if self.on(&file, given.card)?.is_some_and(|now| now.says_the_same(&given.verdict)) {
            file.undo(&given.verdict, given.before.as_ref())?;
            file.save()?;
        }
        drop(file);
        self.done.remove(&given.card);
        self.shown.insert(request.tab.clone(), given.card);
        Ok(self.next(&request.tab))
    }
}

fn refused(status: u16, reason: &str) -> Answer {
    Answer { status, body: json!({ "error": reason }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::VERDICTS;

    fn card(en: &str, ar: &str) -> Card {
        Card {
            en: en.to_owned(),
            ar: ar.to_owned(),
            why: String::new(),
            confidence: 0.5,
            occurrences: 1,
            sources: 1,
            flags: Vec::new(),
            ar_variants: Vec::new(),
            rivals: Vec::new(),
            examples: Vec::new(),
        }
    }

    fn desk(dir: &Path) -> Desk {
        let cards = vec![card("chip", "رقاقة"), card("cloud", "سحابة"), card("AI", "ذكاء")];
        Desk::new(dir, cards, "Huda".into(), "2026-03-01".into())
    }

    #[allow(clippy::needless_pass_by_value, reason = "reads better at every call")]
    fn ask(desk: &mut Desk, path: &str, body: serde_json::Value) -> Answer {
        desk.answer(path, &body.to_string())
    }

    fn rows(dir: &Path) -> Vec<String> {
        let text = std::fs::read_to_string(dir.join(VERDICTS)).unwrap_or_default();
        text.lines().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn a_verdict_is_on_disk_before_the_next_pair_and_can_be_undone() {
        let home = tempfile::tempdir().unwrap();
        let mut desk = desk(home.path());
        let first = ask(&mut desk, "/api/next", json!({ "tab": "1" }));
        assert_eq!(
            (first.body["number"].as_u64(), first.body["card"]["en"].as_str()),
            (Some(0), Some("chip"))
        );
        let next = ask(&mut desk, "/api/verdict", json!({ "tab": "1", "card": 0, "verdict": "accept" }));
        assert_eq!((next.status, next.body["number"].as_u64()), (200, Some(1)));
        assert_eq!(rows(home.path()), ["chip,رقاقة,accept,,,,Huda,2026-03-01"]);
        let edit = json!({ "tab": "1", "card": 1, "verdict": "edit", "new_ar": "حوسبة سحابية" });
        assert_eq!(ask(&mut desk, "/api/verdict", edit).body["number"], 2);
        let back = ask(&mut desk, "/api/undo", json!({ "tab": "1" }));
        assert_eq!(back.body["number"], 1, "the pair is shown again");
        assert_eq!(rows(home.path()).len(), 1);
        let bad = ask(&mut desk, "/api/verdict", json!({ "tab": "1", "card": 1, "verdict": "edit" }));
        assert_eq!(bad.status, 400);
        assert_eq!(
            ask(&mut desk, "/api/verdict", json!({ "tab": "1", "card": 9, "verdict": "accept" })).status,
            400
        );
        assert_eq!(ask(&mut desk, "/api/what", json!({ "tab": "1" })).status, 404);
        assert_eq!(desk.answer("/api/next", "{").status, 400);
    }

    #[test]
    fn two_tabs_see_different_pairs_and_neither_loses_a_verdict() {
        let home = tempfile::tempdir().unwrap();
        let mut desk = desk(home.path());
        for (tab, number) in [("1", 0), ("2", 1), ("1", 0)] {
            assert_eq!(ask(&mut desk, "/api/next", json!({ "tab": tab })).body["number"], number);
        }
        // An old tab still shows the pair that another has decided.
        ask(&mut desk, "/api/verdict", json!({ "tab": "1", "card": 0, "verdict": "accept" }));
        let late = json!({ "tab": "3", "card": 0, "verdict": "reject" });
        let told = ask(&mut desk, "/api/verdict", late);
        assert_eq!((told.status, told.body["known"].as_str()), (409, Some("accept")));
        assert!(rows(home.path())[0].contains("accept"));
        let knowing = json!({ "tab": "3", "card": 0, "verdict": "reject", "known": "accept" });
        assert_eq!(ask(&mut desk, "/api/verdict", knowing).status, 200);
        assert!(rows(home.path())[0].contains("reject"));
        // The first tab's undo leaves the later word alone.
        ask(&mut desk, "/api/undo", json!({ "tab": "1" }));
        assert!(rows(home.path())[0].contains("reject"));
        // A hand at the file meanwhile is seen as well.
        std::fs::write(home.path().join(VERDICTS), "en,ar,verdict\ncloud,سحابة,prefer\n").unwrap();
        let blind = json!({ "tab": "2", "card": 1, "verdict": "reject" });
        assert_eq!(ask(&mut desk, "/api/verdict", blind).status, 409);
    }
}
