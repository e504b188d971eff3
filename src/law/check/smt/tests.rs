//! The export of a pack against the engine.

use std::collections::BTreeSet;

use super::*;
use crate::law::Library;

fn exported() -> Vec<(String, String, usize)> {
    let library = Library::with_cases().unwrap();
    library.packs().map(|pack| (pack.edition.id.clone(), export(pack), pack.compiled.len())).collect()
}

/// The text without comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with(';')).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_built_in_pack_exports_every_interval_of_its_law() {
    let packs = exported();
    assert_eq!(packs.len(), Library::embedded().unwrap().len());
    for (id, text, intervals) in packs {
        assert_eq!(text.matches("(push 1)").count(), intervals, "{id}");
        assert_eq!(text.matches("(declare-const |outcome.eligible| Bool)").count(), intervals, "{id}");
    }
}

#[test]
fn parentheses_balance_on_every_statement() {
    for (id, text, _) in exported() {
        let (mut depth, mut quoted) = (0i32, false);
        for sign in code(&text).chars() {
            match sign {
                '|' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => depth -= 1,
                _ => {}
            }
            assert!(depth >= 0, "{id}");
        }
        assert!(depth == 0 && !quoted, "{id}");
    }
}

#[test]
fn every_constant_is_declared_once_in_its_interval_and_before_it_is_used() {
    for (id, text, _) in exported() {
        for interval in text.split("(push 1)").skip(1) {
            let mut declared = BTreeSet::new();
            for line in code(interval).lines() {
                if let Some(rest) = line.strip_prefix("(declare-const ") {
                    let name = rest.rsplit_once(' ').unwrap().0;
                    assert!(declared.insert(name.to_owned()), "{id}: {name} twice");
                    continue;
                }
                let named = line.split(['(', ')', ' ']).filter(|word| {
                    let mut signs = word.chars();
                    matches!(signs.next(), Some('s' | 'd' | 'k' | 'n' | 'g' | '|'))
                        && (word.contains('.') || signs.next().is_some_and(|sign| sign.is_ascii_digit()))
                });
                for name in named {
                    assert!(declared.contains(name), "{id}: {name} is not declared before {line}");
                }
            }
        }
    }
}

#[test]
fn every_slot_is_declared() {
    let library = Library::with_cases().unwrap();
    for pack in library.packs() {
        let text = export(pack);
        for (interval, compiled) in text.split("(push 1)").skip(1).zip(&pack.compiled) {
            for at in 0..compiled.slots.len() {
                let whole = interval.matches(&format!("(declare-const s{at} ")).count();
                let parts = interval.matches(&format!("(declare-const s{at}.y ")).count();
                assert_eq!(whole + parts, 1, "{}: s{at}", pack.edition.id);
            }
        }
    }
}
