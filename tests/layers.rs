//! The layers: a module imports only from those on its left. This reads the source, so that an arrow the wrong way is
//! found on the day it is drawn.

use std::fs;
use std::path::{Path, PathBuf};

/// Groups from left to right. Modules of one group do not know each other, with one exception below.
const GROUPS: [&[&str]; 8] = [
    &["domain", "i18n"],
    &["law", "ledger"],
    &["wording"],
    &["store", "app", "notice"],
    &["ui"],
    &["session"],
    &["terminal", "cli"],
    &["main"],
];

/// Arrows inside a group that are allowed: sentences speak about domain values.
const ALLOWED: [(&str, &str); 2] = [
    ("i18n", "domain"),
    // A command that opens the screens enters the terminal.
    ("cli", "terminal"),
];

fn group(module: &str) -> Option<usize> {
    GROUPS.iter().position(|group| group.contains(&module))
}

/// The modules that a source text names by `crate::X` or `suffrage::X`, each with its line; braces are opened.
fn arrows(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "suffrage::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let line = text[..at].matches('\n').count() + 1;
            let rest = &text[at + root.len()..];
            let names: Vec<String> = match rest.strip_prefix('{') {
                Some(inner) => top_level_names(inner),
                None => vec![rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()],
            };
            found.extend(names.into_iter().filter(|name| !name.is_empty()).map(|name| (line, name)));
        }
    }
    found
}

/// `domain::{A, B}, i18n::C}` -> `domain`, `i18n`.
fn top_level_names(inner: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0;
    let mut in_path = false;
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(String::new());
                in_path = false;
            }
            ':' if depth == 0 => in_path = true,
            c if depth == 0 && !in_path && (c.is_alphanumeric() || c == '_') => {
                if let Some(last) = names.last_mut() {
                    last.push(c);
                }
            }
            _ => {}
        }
    }
    names
}

/// The code of a file: no comments, and nothing after the tests begin.
fn code(text: &str) -> String {
    let keep = |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    text.lines().take_while(|line| line.trim() != "#[cfg(test)]").map(keep).collect::<Vec<_>>().join("\n")
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// The layer that a file belongs to: its first folder under `src`, or its own name.
fn module_of(path: &Path, src: &Path) -> String {
    let first = path.strip_prefix(src).unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).with_extension("").display().to_string()
}

fn wrong_arrow(from: &str, to: &str) -> bool {
    if from == to || ALLOWED.contains(&(from, to)) {
        return false;
    }
    match (group(from), group(to)) {
        (Some(from), Some(to)) => to >= from,
        // A name at the root of the crate that is no layer: nothing may hide there.
        _ => true,
    }
}

#[test]
fn no_arrow_points_the_wrong_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&src, &mut paths);
    let mut arrows_seen = 0;
    let mut wrong = Vec::new();
    for path in paths.iter().filter(|path| **path != src.join("lib.rs")) {
        let from = module_of(path, &src);
        assert!(group(&from).is_some(), "{} belongs to no layer", path.display());
        for (line, to) in arrows(&code(&fs::read_to_string(path).unwrap())) {
            arrows_seen += 1;
            // `suffrage::run` in main and the like name a layer; `crate::X` inside a macro does too.
            if wrong_arrow(&from, &to) {
                wrong.push(format!("{}:{line}: {from} -> {to}", path.display()));
            }
        }
    }
    assert!(arrows_seen > 50, "only {arrows_seen} imports were found: the test looks in the wrong place");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_test_sees_an_arrow_the_wrong_way() {
    let text = "use crate::{domain::{A, B}, store::Store};\nfn f() { crate::cli::run() }\n// crate::ui\n";
    let mut seen = arrows(&code(text));
    seen.sort();
    assert_eq!(seen, [(1, "domain".into()), (1, "store".into()), (2, "cli".into())]);
    assert!(wrong_arrow("law", "store") && wrong_arrow("law", "ledger") && wrong_arrow("domain", "i18n"));
    assert!(!wrong_arrow("i18n", "domain") && !wrong_arrow("cli", "law") && !wrong_arrow("app", "law"));
    assert!(wrong_arrow("app", "store") && wrong_arrow("ui", "session") && wrong_arrow("store", "nowhere"));
}
