//! The page of `review serve`: who may write, and what is on the disk.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::{assert_code, program, run};

const TEXT: &str = "درب الباحثون **الشبكة العصبية** (neural network) على بيانات كثيرة من الصور.\n\n\
    تصنع الشركة **الرقائق الإلكترونية** (electronic chips) من السيليكون.\n\n\
    يستخدم الفريق **المطياف الحراري** (thermal spectrometer) في قياس الإشعاع.\n";

struct Served {
    home: tempfile::TempDir,
    child: Child,
    /// `127.0.0.1:PORT`.
    host: String,
    token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve() -> Served {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), TEXT).unwrap();
    let built =
        run(home.path(), &["build", "a.md", "-o", "out", "--no-base", "--min-confidence", "0.999", "-q"]);
    assert_code(&built, 0);
    fs::create_dir(home.path().join("g")).unwrap();
    let mut child = program(home.path())
        .args(["review", "serve", "-o", "out", "--glossary", "g", "--person", "Huda", "-q"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
    let (host, token) = url.trim().strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
    Served { home, host: host.to_owned(), token: token.to_owned(), child }
}

impl Served {
    /// Sends a request; the status and the whole answer.
    fn send(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    fn post(&self, path: &str, body: &str, host: &str, origin: &str, token: &str) -> (u16, String) {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\n{origin}X-Review-Token: {token}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    fn ask(&self, path: &str, body: &str) -> (u16, serde_json::Value) {
        let origin = format!("Origin: http://{}\r\n", self.host);
        let (status, answer) = self.post(path, body, &self.host, &origin, &self.token);
        (status, serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap())
    }

    fn verdicts(&self) -> String {
        fs::read_to_string(self.home.path().join("g/verdicts.csv")).unwrap_or_default()
    }
}

#[test]
fn verdicts_are_on_disk_before_the_next_pair_and_tabs_do_not_lose_any() {
    let served = serve();
    assert!(served.host.starts_with("127.0.0.1:"));
    let (_, first) = served.ask("/api/next", r#"{"tab":"1"}"#);
    let (_, second) = served.ask("/api/next", r#"{"tab":"2"}"#);
    assert_ne!(first["number"], second["number"], "two tabs show two pairs");
    let verdict = |tab: &str, number: &serde_json::Value| {
        served.ask("/api/verdict", &format!(r#"{{"tab":"{tab}","card":{number},"verdict":"accept"}}"#))
    };
    assert_eq!(verdict("1", &first["number"]).0, 200);
    assert!(served.verdicts().contains(first["card"]["ar"].as_str().unwrap()));
    assert_eq!(verdict("2", &second["number"]).0, 200);
    assert_eq!(served.verdicts().matches(",accept,").count(), 2);
    assert!(served.verdicts().contains(",Huda,20"));
    let (status, told) = verdict("3", &first["number"]);
    assert_eq!((status, told["known"].as_str()), (409, Some("accept")));
    let (_, back) = served.ask("/api/undo", r#"{"tab":"2"}"#);
    assert_eq!(back["number"], second["number"]);
    assert_eq!(served.verdicts().matches(",accept,").count(), 1);
}

#[test]
fn no_other_site_or_host_can_read_or_write() {
    let served = serve();
    let own = format!("Origin: http://{}\r\n", served.host);
    let port = served.host.rsplit(':').next().unwrap();
    let evil = format!("evil.example:{port}");
    let body = r#"{"tab":"1","card":0,"verdict":"reject"}"#;
    for (host, origin, token) in [
        (served.host.as_str(), own.as_str(), "0123456789abcdef0123456789abcdef"),
        (served.host.as_str(), own.as_str(), ""),
        (served.host.as_str(), "Origin: http://evil.example\r\n", served.token.as_str()),
        (served.host.as_str(), "Origin: null\r\n", served.token.as_str()),
        (served.host.as_str(), "", served.token.as_str()),
        (evil.as_str(), own.as_str(), served.token.as_str()),
    ] {
        let (status, answer) = served.post("/api/verdict", body, host, origin, token);
        assert_eq!(status, 403, "{host} {origin} {token}: {answer}");
    }
    assert_eq!(served.verdicts(), "", "nothing was written");
    let get = |path: &str, host: &str| {
        served.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    assert_eq!(get("/", &served.host).0, 403);
    assert_eq!(get(&format!("/?token={}", served.token), &evil).0, 403);
    let (status, page) = get(&format!("/?token={}", served.token), &served.host);
    assert_eq!(status, 200);
    let head = page.split_once("\r\n\r\n").unwrap().0.to_lowercase();
    assert!(head.contains("frame-ancestors 'none'") && head.contains("no-store"), "{head}");
    assert!(!head.contains("access-control-allow"), "{head}");
    assert_eq!(
        served.send("POST /api/next HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").0,
        403
    );
}

#[test]
fn the_page_shows_a_pair_in_a_browser() {
    let names = ["chromium", "chromium-browser", "google-chrome", "headless_shell"];
    let folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let found =
        names.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|path| path.is_file()));
    let Some(browser) = found else {
        let _ = writeln!(std::io::stderr(), "skipped: there is no Chromium here");
        return;
    };
    let served = serve();
    let page = dump(&browser, &format!("http://{}/?token={}", served.host, served.token), served.home.path());
    let (_, state) = served.ask("/api/next", r#"{"tab":"other"}"#);
    assert!(state["open"].as_u64() >= Some(3), "{state}");
    assert!(page.contains("dir=\"rtl\"") && page.contains("<mark>"), "{page}");
    assert!(
        ["neural network", "electronic chip", "thermal spectrometer"].iter().any(|en| page.contains(en)),
        "{page}"
    );
}

/// What a page has become when its script has run.
fn dump(browser: &Path, url: &str, profile: &Path) -> String {
    let output = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.join("browser").display()))
        .arg(url)
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}
