//! The embedded cases of the built-in packs notice every small change of their law.

use std::collections::BTreeSet;
use std::sync::Arc;

use suffrage::domain::Schema;
use suffrage::law::Library;
use suffrage::law::check::mutate::{Bench, Fate, Mutant, What};

fn schema() -> Arc<Schema> {
    Library::with_cases().unwrap().schema
}

fn unnoticed(bench: &Bench) -> Vec<(&Mutant, Fate)> {
    let fates = bench.mutants.iter().map(|mutant| (mutant, bench.judge(mutant)));
    fates.filter(|(_, fate)| matches!(fate, Fate::Alive { .. })).collect()
}

#[test]
fn no_change_of_a_built_in_pack_goes_unnoticed() {
    let schema = schema();
    let mut kinds = BTreeSet::new();
    let library = Library::with_cases().unwrap();
    for pack in library.ids() {
        let bench = Bench::of(pack, library.text_of(pack).unwrap(), &schema).unwrap();
        kinds.extend(bench.mutants.iter().map(|mutant| mutant.what.code()));
        assert!(bench.mutants.len() > 60, "{pack}: {}", bench.mutants.len());
        let alive = unnoticed(&bench);
        assert!(alive.is_empty(), "{pack}: {alive:#?}");
    }
    assert_eq!(kinds.len(), What::ALL.len(), "some kind of change is found nowhere: {kinds:?}");
}

#[test]
fn without_its_case_a_change_goes_unnoticed_and_the_case_is_proposed() {
    let schema = schema();
    let library = Library::with_cases().unwrap();
    let text = library.text_of("by-ru-vote").unwrap();
    let name = "for village council";
    let start = text.find(&format!("[[case]]\nname = {name:?}")).expect("the case is there");
    let end = text[start + 1..].find("[[case]]").map_or(text.len(), |at| start + 1 + at);
    let less = format!("{}{}", &text[..start], &text[end..]);

    let bench = Bench::of("less.toml", &less, &schema).unwrap();
    let alive = unnoticed(&bench);
    let [(mutant, Fate::Alive { missing: Some(missing), .. })] = &alive[..] else { panic!("{alive:#?}") };
    let line = less.lines().nth(mutant.line - 1).unwrap();
    let at: String = line.chars().skip(mutant.column - 1).take(mutant.old.chars().count()).collect();
    assert_eq!((at.as_str(), mutant.old.as_str()), ("'village_council'", "'village_council'"));
    assert!(missing.toml.contains("level = \"village_council\""), "{}", missing.toml);

    let pasted = format!("{less}\n{}", missing.toml);
    assert!(unnoticed(&Bench::of("pasted.toml", &pasted, &schema).unwrap()).is_empty());
}

#[test]
fn what_could_change_nothing_is_proven_to_and_nothing_else_is() {
    let schema = schema();
    let bench =
        Bench::of("by-ru-stand", Library::with_cases().unwrap().text_of("by-ru-stand").unwrap(), &schema).unwrap();
    let same: Vec<&str> = bench
        .mutants
        .iter()
        .filter(|mutant| bench.judge(mutant) == Fate::Same)
        .map(|mutant| mutant.old.as_str())
        .collect();
    // Who serves the Council only is contested by an exception, whatever the member says.
    assert!(same.contains(&"serves"), "{same:?}");
    // Both versions of the bar in custody say the same; only their provisions differ.
    assert_eq!(same.iter().filter(|old| **old == "2023-03-03").count(), 2, "{same:?}");
    // Each of three parameters may begin before the law does.
    assert_eq!(same.iter().filter(|old| **old == "2000-02-11").count(), 3, "{same:?}");
    assert_eq!(same.len(), 6, "{same:?}");
}

/// A parameter and a criterion of one name begin each on its own day: what the reader refuses is the gap that this leaves
/// at the beginning of the law, a criterion before the law, or a missing citation, and nothing else.
#[test]
fn only_the_edge_of_the_law_and_citations_are_refused() {
    let schema = schema();
    let bench =
        Bench::of("by-ru-vote", Library::with_cases().unwrap().text_of("by-ru-vote").unwrap(), &schema).unwrap();
    let refused = bench.mutants.iter().filter(|mutant| bench.judge(mutant) == Fate::Refused);
    let other = refused.filter(|mutant| mutant.what != What::Citation && mutant.old != "2000-02-11");
    assert_eq!(other.count(), 0);
    let age = bench.mutants.iter().filter(|mutant| mutant.owner == "age" && mutant.old == "2000-02-11");
    let fates: Vec<Fate> = age.map(|mutant| bench.judge(mutant)).collect();
    // The parameter a day earlier, and later; the criterion a day earlier, and later.
    assert_eq!(fates, [Fate::Same, Fate::Refused, Fate::Refused, Fate::Killed]);
}
