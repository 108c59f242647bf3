//! Findings as text, JSON and SARIF.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::finding::{Finding, Rule};

/// One finding after the other, as compilers print them, with the sentence
/// and the suggestion below.
#[must_use]
pub fn to_text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let Finding { file, line, column, rule, message, suggestion, times, sentence, .. } = finding;
        let more = if *times > 1 { format!("; {times} places") } else { String::new() };
        let _ = writeln!(text, "{file}:{line}:{column}: {}: {message}{more}", rule.name());
        let _ = writeln!(text, "    {sentence}");
        if !suggestion.is_empty() {
            let _ = writeln!(text, "    suggestion: {suggestion}");
        }
    }
    text
}

/// A JSON array with one object for each finding.
#[must_use]
pub fn to_json(findings: &[Finding]) -> String {
    let objects: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut object = serde_json::to_value(finding).unwrap_or_default();
            object["level"] = finding.rule.level().name().into();
            object["message"] = without_isolates(&finding.message).into();
            object
        })
        .collect();
    format!("{:#}\n", Value::Array(objects))
}

/// A SARIF 2.1.0 log, which editors and code hosts show in place.
#[must_use]
pub fn to_sarif(findings: &[Finding]) -> String {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name(),
                "shortDescription": { "text": rule.description() },
                "defaultConfiguration": { "level": rule.level().name() },
            })
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mustalah",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(finding: &Finding) -> Value {
    let advice = match finding.suggestion.as_str() {
        "" => String::new(),
        suggestion => format!(" Suggestion: {suggestion}"),
    };
    json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": finding.rule.level().name(),
        "message": { "text": format!("{}.{advice}", without_isolates(&finding.message)) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&finding.file) },
            "region": {
                "startLine": finding.line,
                "startColumn": finding.column,
                "endLine": finding.end_line,
                "endColumn": finding.end_column,
                "snippet": { "text": finding.sentence },
            },
        }}],
        "properties": { "term": finding.term, "suggestion": finding.suggestion, "times": finding.times },
    })
}

/// A path as a URI reference: what is no plain character is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}

fn without_isolates(message: &str) -> String {
    message.replace(['\u{2068}', '\u{2069}'], "")
}
