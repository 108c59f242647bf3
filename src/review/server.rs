//! The page of `review serve`, on this machine alone.
//!
//! It listens on the loopback address. A random token in the address opens
//! the page, and only the page knows it: other programs' pages cannot read it,
//! and every request that writes must carry it in a header, which no other
//! site can set without being asked first and refused. `Host` and `Origin`
//! must be this server's own, so a name that is made to point here does not
//! help either.

use std::fmt::Write as _;
use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr};

use tiny_http::{Header, Method, Request, Response, Server};

use super::desk::Desk;
use crate::error::{Error, Result};

/// The page; `{{token}}` and `{{nonce}}` are filled in.
const PAGE: &str = include_str!("page.html");
/// Longest body that is read.
const BODY: u64 = 64 << 10;

/// A server that is ready to answer.
pub struct ReviewServer {
    server: Server,
    address: SocketAddr,
    token: String,
}

impl ReviewServer {
    /// Listens on the loopback address; port 0 takes a free one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn listen(port: u16) -> Result<Self> {
        let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            Error::Usage(format!("cannot listen on port {port}: {error}; choose another with --port"))
        })?;
        let address = server
            .server_addr()
            .to_ip()
            .ok_or_else(|| Error::Usage("the loopback address is no IP address".into()))?;
        Ok(Self { server, address, token: random()? })
    }

    /// Where the page is, token and all.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.address, self.token)
    }

    /// Answers requests, one after the other, until the program is ended.
    pub fn run(&self, desk: &mut Desk) {
        for request in self.server.incoming_requests() {
            // A browser that went away is no reason to stop.
            let _ = self.respond(request, desk);
        }
    }

    fn respond(&self, mut request: Request, desk: &mut Desk) -> io::Result<()> {
        let (path, query) = match request.url().split_once('?') {
            Some((path, query)) => (path.to_owned(), query.to_owned()),
            None => (request.url().to_owned(), String::new()),
        };
        if !self.is_ours(&request) {
            return request.respond(text(403, "this page answers its own requests only"));
        }
        match request.method() {
            Method::Get if path == "/" => {
                let given = query.split('&').find_map(|pair| pair.strip_prefix("token="));
                if !given.is_some_and(|given| same(given, &self.token)) {
                    return request.respond(text(403, "open the address that the program printed"));
                }
                request.respond(self.page()?)
            }
            Method::Post => {
                let sent = header(&request, "X-Review-Token").unwrap_or_default();
                if !same(&sent, &self.token) {
                    return request
                        .respond(text(403, "the token is missing or old; reload the printed address"));
                }
                let mut body = String::new();
                if request.as_reader().take(BODY).read_to_string(&mut body).is_err() {
                    return request.respond(text(400, "the body is no text"));
                }
                let answer = desk.answer(&path, &body);
                let response = Response::from_string(answer.body.to_string())
                    .with_status_code(answer.status)
                    .with_header(known("Content-Type", "application/json; charset=utf-8"));
                request.respond(guarded(response))
            }
            Method::Get => request.respond(text(404, "there is nothing here")),
            _ => request.respond(text(405, "GET or POST")),
        }
    }

    /// Whether a request names this server as its host, and comes from its
    /// own page where it says where from.
    fn is_ours(&self, request: &Request) -> bool {
        let port = self.address.port();
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let host = header(request, "Host").is_some_and(|host| hosts.contains(&host));
        let local = request.remote_addr().is_none_or(|address| address.ip().is_loopback());
        let origin = match header(request, "Origin") {
            Some(origin) => hosts.iter().any(|host| origin == format!("http://{host}")),
            // Browsers name the origin of whatever may write.
            None => *request.method() == Method::Get,
        };
        host && local && origin
    }

    fn page(&self) -> io::Result<Response<io::Cursor<Vec<u8>>>> {
        let nonce = random().map_err(io::Error::other)?;
        let page = PAGE.replace("{{token}}", &self.token).replace("{{nonce}}", &nonce);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        let response = Response::from_string(page)
            .with_header(known("Content-Type", "text/html; charset=utf-8"))
            .with_header(known("Content-Security-Policy", &policy));
        Ok(guarded(response))
    }
}

fn text(status: u16, message: &str) -> Response<io::Cursor<Vec<u8>>> {
    guarded(Response::from_string(format!("{message}\n")).with_status_code(status))
}

/// Nothing is kept, framed, guessed or passed on.
fn guarded(response: Response<io::Cursor<Vec<u8>>>) -> Response<io::Cursor<Vec<u8>>> {
    [
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    .into_iter()
    .fold(response, |response, (name, value)| response.with_header(known(name, value)))
}

fn known(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a header of plain ASCII")
}

fn header(request: &Request, name: &str) -> Option<String> {
    let found =
        request.headers().iter().find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name));
    found.map(|header| header.value.as_str().to_owned())
}

/// Compares without telling by the time where the two differ.
fn same(given: &str, token: &str) -> bool {
    given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |odd, (a, b)| odd | (a ^ b)) == 0
}

/// 128 random bits in hexadecimal.
fn random() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::Usage(format!("the system gives no random numbers: {error}")))?;
    Ok(bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}
