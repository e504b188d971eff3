//! Plays every transcript of `tests/scripts`: each documents one behaviour, in one of the three languages.
//!
//! `UPDATE=1 cargo test --test transcripts` writes what happened into the files; read the difference before committing it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use suffrage::law::Library;
use suffrage::play::play;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Plays the files whose place in the list leaves `rest` when divided by two, and returns what differs.
fn play_half(rest: usize) -> Vec<String> {
    let library = Rc::new(Library::embedded().unwrap());
    let mut wrong = Vec::new();
    for (at, path) in files().iter().enumerate().filter(|(at, _)| at % 2 == rest) {
        let text = std::fs::read_to_string(path).unwrap();
        let folder = std::env::temp_dir().join(format!("suffrage-transcript-{}-{at}", std::process::id()));
        let name = path.file_name().unwrap().to_string_lossy();
        match play(&text, Rc::clone(&library), &folder) {
            Err(problem) => wrong.push(format!("{name}: {problem}")),
            Ok(played) if std::env::var_os("UPDATE").is_some() => std::fs::write(path, played.as_it_went).unwrap(),
            Ok(played) => wrong.extend(played.differences.iter().map(|difference| format!("{name}, {difference}"))),
        }
    }
    wrong
}

#[test]
fn every_transcript_goes_as_written() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db");
    let before = std::fs::read(&sample).unwrap();
    let halves = [0, 1].map(|rest| std::thread::spawn(move || play_half(rest)));
    let wrong: Vec<String> = halves.into_iter().flat_map(|half| half.join().unwrap()).collect();
    assert!(wrong.is_empty(), "(- the file, + what happened)\n{}", wrong.join("\n"));
    assert!(std::fs::read(&sample).unwrap() == before, "a transcript changed sample.db");
}

#[test]
fn there_are_enough_of_them_in_each_language_and_each_says_what_it_shows() {
    let texts: Vec<String> = files().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert!(texts.len() >= 30, "{} transcripts", texts.len());
    for lang in ["lang=ru", "lang=be"] {
        let count = texts.iter().filter(|text| text.contains(lang)).count();
        assert!(count >= 8, "{count} transcripts with {lang}");
    }
    for (path, text) in files().iter().zip(&texts) {
        assert!(text.starts_with("# "), "{} does not say what it shows", path.display());
        assert!(text.contains("\n> open "), "{} opens nothing", path.display());
    }
}

#[test]
fn the_readme_shows_a_screen_as_it_is() {
    let script = include_str!("scripts/case-in-the-readme.txt");
    let screen: Vec<&str> = script.lines().filter_map(|line| line.strip_prefix('|')).collect();
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("```text\n{}\n```", screen.join("\n"))), "{}", screen.join("\n"));
}

/// What a screen says is words: no key of the notation, none of a pack's sources and no code of the record.
#[test]
fn no_screen_shows_the_notation() {
    let library = Library::embedded().unwrap();
    let keys: BTreeSet<&str> = library.packs().flat_map(|pack| &pack.sources).map(|(key, _)| key.as_str()).collect();
    assert!(keys.len() > 20, "{keys:?}");
    let mut lines = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| line.starts_with('|')) {
            for raw in ["poll.", "case.", "params.", "held(", "row.", "9999-12-31", "OKTMO:", "not_asked", "&&"] {
                assert!(!line.contains(raw), "{}: {raw:?} in {line}", path.display());
            }
            let key = line.split(|c: char| !c.is_alphanumeric()).find(|word| keys.contains(word));
            assert_eq!(key, None, "{}: the key of a source in {line}", path.display());
            lines += 1;
        }
    }
    assert!(lines > 1_000, "only {lines} lines of screens were read");
}
