//! Every sentence exists in every language, takes the same values there, and is used; every key that is used exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use suffrage::domain::filter::{Column, FLAGS, KEYS, Order};
use suffrage::domain::{Ground, Means, Outcome, Permission, Right, Role, Scope, Status, Verdict, Why};
use suffrage::law::Reading;
use suffrage::law::check::mutate::What;
use suffrage::ledger::{Action, FaultClass};
use suffrage::wording::source::PROVISIONS;

const FILES: [&str; 6] = ["screens", "cli", "words", "errors", "usage", "letter"];

/// Keys that are built from a prefix and a code: for each prefix, all its codes.
fn generated() -> Vec<(&'static str, Vec<String>)> {
    let codes = |list: &[&str]| list.iter().map(|code| code.replace('.', "-")).collect::<Vec<_>>();
    vec![
        ("status", Status::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("outcome", Outcome::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("outcome-sign", Outcome::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("verdict", Verdict::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("right", codes(&[Right::Vote.code(), Right::Stand.code()])),
        ("why", Why::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("finding", codes(&["met", "not_met", "not_shown", "contested"])),
        ("tri", codes(&["yes", "no", "unknown"])),
        ("effect", codes(&["met", "not_met", "contested"])),
        ("pack-status", codes(&["draft", "confirmed"])),
        ("action", Action::ALL.iter().map(|one| one.code().replace('.', "-")).collect()),
        ("filter", codes(&["todo", "all"])),
        ("filter-whose", codes(&["me", "anybody", "nobody"])),
        ("filter-order", Order::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("filter-column", Column::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("filter-word", codes(&[&FLAGS[..], &KEYS[..]].concat())),
        ("bulk", codes(&["decide", "request-evidence", "approve", "record-notice", "assign", "snooze", "undo"])),
        ("permission", Permission::ALL.iter().map(|one| one.code()).chain(["undo"]).map(str::to_owned).collect()),
        ("attached", codes(&["same", "missing", "differs"])),
        ("means", Means::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("scope", Scope::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("return", Ground::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("term", codes(&["decision"])),
        ("role", Role::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("given", codes(GIVENS)),
        ("fault", FaultClass::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("state", codes(&["none", "yes"])),
        ("mutant", What::ALL.iter().map(|one| one.code().to_owned()).collect()),
        ("provision", codes(&PROVISIONS)),
        ("source-read", Reading::ALL.iter().map(|one| one.code().to_owned()).collect()),
    ]
}

/// What a determination can miss besides facts about the person.
const GIVENS: &[&str] = &[
    "law.date",
    "poll.day",
    "poll.level",
    "poll.municipality",
    "poll.nomination_from",
    "poll.nomination_to",
    "poll.roll_date",
    "poll.local_age",
    "poll.year_end",
    "poll.first_day",
    "poll.application_from",
    "poll.application_to",
    "case.applied_on",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Key and variables of each message of a language.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in FILES {
        let path = root().join(format!("src/i18n/{lang}/{file}.ftl"));
        let text = fs::read_to_string(&path).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
            panic!("{}: {errors:?}", path.display());
        }
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                key = line.split('=').next().unwrap().trim().to_owned();
                let twice = found.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{}: {key} is written twice", path.display());
            }
            for after in line.split('$').skip(1) {
                let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                found.get_mut(&key).expect("a variable stands in a message").insert(name);
            }
        }
    }
    found
}

fn sources(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Every string literal of the program, its tests left out, that could be a key: lower case words joined by dashes, or
/// one word alone.
fn literals() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut found = Vec::new();
    let is_test = |path: &Path| path.file_stem().is_some_and(|name| name == "tests" || name == "fixture");
    for (path, text) in files.into_iter().filter(|(path, _)| !is_test(path)) {
        let program = text.lines().take_while(|line| line.trim() != "#[cfg(test)]" || text.contains("mod tests;"));
        for line in program.filter(|line| !line.trim_start().starts_with("//")) {
            for (i, part) in line.split('"').enumerate() {
                let word = part.starts_with(|c: char| c.is_ascii_lowercase())
                    && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
                if i % 2 == 1 && word && !part.ends_with('-') {
                    found.push((path.clone(), part.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn the_three_languages_say_the_same_things() {
    let en = messages("en");
    assert!(en.len() > 100, "only {} sentences were found", en.len());
    let keys = |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
    for lang in ["ru", "be"] {
        let other = messages(lang);
        let missing: Vec<_> = keys(&en).difference(&keys(&other)).cloned().collect();
        let extra: Vec<_> = keys(&other).difference(&keys(&en)).cloned().collect();
        assert!(missing.is_empty() && extra.is_empty(), "{lang} lacks {missing:?} and alone has {extra:?}");
        for (key, variables) in &en {
            assert_eq!(variables, &other[key], "{key} takes other values in {lang}");
        }
    }
}

#[test]
fn every_code_has_its_word() {
    let en = messages("en");
    for (prefix, codes) in generated() {
        for code in codes {
            assert!(en.contains_key(&format!("{prefix}-{code}")), "no word for {prefix}-{code}");
        }
    }
}

#[test]
fn every_sentence_is_used() {
    let mut used: BTreeSet<String> = literals().into_iter().map(|(_, literal)| literal).collect();
    for (prefix, codes) in generated() {
        used.extend(codes.iter().map(|code| format!("{prefix}-{code}")));
    }
    let unused: Vec<_> = messages("en").into_keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "nothing says: {unused:#?}");
}

#[test]
fn every_key_that_is_used_exists() {
    let en = messages("en");
    let prefixes: BTreeSet<&str> = en.keys().filter_map(|key| Some(key.split_once('-')?.0)).collect();
    let unknown: Vec<_> = literals()
        .into_iter()
        .filter(|(_, literal)| literal.split_once('-').is_some_and(|(prefix, _)| prefixes.contains(prefix)))
        .filter(|(_, literal)| !en.contains_key(literal))
        .filter(|(_, literal)| generated().iter().all(|(prefix, _)| prefix != literal))
        .collect();
    assert!(unknown.is_empty(), "no such sentence: {unknown:#?}");
}

#[test]
fn no_sentence_is_left_in_another_language() {
    let cyrillic = |line: &&str| line.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    for file in FILES {
        let read = |lang: &str| fs::read_to_string(root().join(format!("src/i18n/{lang}/{file}.ftl"))).unwrap();
        let (en, ru, be) = (read("en"), read("ru"), read("be"));
        let wrong = [
            en.lines().filter(cyrillic).collect::<Vec<_>>(),
            ru.lines().filter(|line| line.contains(['і', 'І', 'ў', 'Ў'])).collect(),
            be.lines().filter(|line| line.contains(['и', 'И', 'щ', 'Щ', 'ъ'])).collect(),
        ];
        assert!(wrong.iter().all(Vec::is_empty), "{file}: letters of another language: {wrong:#?}");
    }
}

/// One word for one thing: a status is called the same in the queue, on its key and in messages, and what the law proposes
/// is nowhere called a conclusion, which is a document.
#[test]
fn one_thing_has_one_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n");
    for lang in ["en", "ru", "be"] {
        let text: String =
            FILES.iter().map(|file| fs::read_to_string(root.join(lang).join(format!("{file}.ftl"))).unwrap()).collect();
        let said = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
            line.unwrap_or_else(|| panic!("{lang}: {key}")).to_owned()
        };
        let status = said("status-in_review");
        assert_eq!([said("short-in-review"), said("key-filter-in-review")], [status.clone(), status], "{lang}");
        for word in ["заключени", "заключэнн", "право на дату", "права на дату"]
        {
            assert!(!text.to_lowercase().contains(word), "{lang}: {word}");
        }
    }
}
