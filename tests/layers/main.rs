//! The layers: a module imports only from those on its left, and no two modules need each other. This reads the source by
//! its syntax, every line of it but test modules, so that an arrow the wrong way is found on the day it is drawn.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use source::{Module, Source};

/// Groups from left to right. Modules of one group do not know each other, with the exceptions below.
const GROUPS: [&[&str]; 8] = [
    &["domain", "i18n"],
    &["law", "ledger"],
    &["office", "wording", "intake"],
    &["store", "app", "notice"],
    &["ui"],
    &["session"],
    &["terminal", "cli", "sample", "play"],
    &["main"],
];

/// The folders of the law, from left to right; what stands beside them in files is no layer of its own.
const LAW: [&str; 5] = ["expr", "engine", "pack", "answer", "check"];

/// Arrows inside a group that are allowed; the first: sentences speak about domain values.
const ALLOWED: [(&str, &str); 5] = [
    ("i18n", "domain"),
    // A command that opens the screens enters the terminal.
    ("cli", "terminal"),
    // A command hands over to the sample and to the replay; what is replayed, is replayed on the sample.
    ("cli", "sample"),
    ("cli", "play"),
    ("play", "sample"),
];

fn group(module: &str) -> Option<usize> {
    GROUPS.iter().position(|group| group.contains(&module))
}

fn wrong_arrow(from: &[String], to: &[String]) -> bool {
    let (Some(first), Some(second)) = (from.first(), to.first()) else { return false };
    if first == "law" && second == "law" {
        let place = |module: &[String]| LAW.iter().position(|folder| module.get(1).is_some_and(|name| name == folder));
        return place(from).zip(place(to)).is_some_and(|(from, to)| to > from);
    }
    if first == second || ALLOWED.contains(&(first, second)) {
        return false;
    }
    match (group(first), group(second)) {
        (Some(from), Some(to)) => to >= from,
        // A name at the root of the crate that is no layer: nothing may hide there.
        _ => true,
    }
}

fn wrong_arrows(source: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in source.files.values().filter(|file| !file.module.is_empty()) {
        for to in source.imports(file).iter().filter(|to| wrong_arrow(&file.module, to)) {
            wrong.push(format!("{}: {} -> {}", file.path.display(), file.module.join("::"), to.join("::")));
        }
    }
    wrong
}

/// Every set of modules that need each other, each as one circle of arrows. What a module takes from the one that
/// holds it is no arrow: a part may know its whole, but not through a third.
fn circles(source: &Source) -> Vec<String> {
    let imports = source.files.values().map(|file| {
        let imports = source.imports(file).into_iter().filter(|to| !file.module.starts_with(to));
        (&file.module, imports.collect())
    });
    let arrows: BTreeMap<&Module, BTreeSet<Module>> = imports.collect();
    let mut circles = Vec::new();
    let mut known: BTreeSet<&Module> = BTreeSet::new();
    for start in arrows.keys() {
        if known.contains(start) {
            continue;
        }
        if let Some(circle) = way(start, start, &arrows) {
            known.extend(arrows.keys().filter(|module| circle.contains(module)));
            circles.push(circle.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" -> "));
        }
    }
    circles
}

/// The shortest way from one module to another, along at least one arrow.
fn way(from: &Module, to: &Module, arrows: &BTreeMap<&Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut ways = std::collections::VecDeque::from([vec![from.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in arrows.get(way.last()?).into_iter().flatten() {
            let longer = [&way[..], std::slice::from_ref(next)].concat();
            if next == to {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push_back(longer);
            }
        }
    }
    None
}

fn own() -> Source {
    Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn no_arrow_points_the_wrong_way() {
    let source = own();
    let homeless: Vec<String> = source
        .files
        .keys()
        .filter(|module| module.first().is_some_and(|first| group(first).is_none()))
        .map(|module| module.join("::"))
        .collect();
    assert!(homeless.is_empty(), "these belong to no layer: {homeless:?}");
    let arrows: usize = source.files.values().map(|file| source.imports(file).len()).sum();
    assert!(arrows > 500, "only {arrows} imports were found: the test looks in the wrong place");
    let wrong = wrong_arrows(&source);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_modules_need_each_other() {
    let circles = circles(&own());
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_test_sees_an_arrow_wherever_it_stands() {
    let wrong =
        |text| wrong_arrows(&Source::of(&[("law::a", text), ("store", ""), ("law", "pub mod a;"), ("domain", "")]));
    assert!(wrong("use crate::domain::Day;").is_empty());
    assert_eq!(wrong("use crate::{domain::{A, B}, store::Store};").len(), 1);
    assert_eq!(wrong("fn f() { crate::store::run() }").len(), 1);
    assert_eq!(wrong("fn f() { println!(\"{}\", super::super::store::NAME) }").len(), 1);
    assert_eq!(wrong("#[cfg(test)] mod tests { use crate::store::A; } fn f() -> crate::store::B { todo!() }").len(), 1);
    assert!(wrong("// crate::store\n#[cfg(test)] mod tests { use crate::store::A; }").is_empty());
    let law = [("law", ""), ("law::engine", ""), ("law::pack", ""), ("law::pack::b", "use crate::law::engine::A;")];
    assert!(wrong_arrows(&Source::of(&law)).is_empty());
    let back = ("law::engine::a", "use crate::law::pack::b::B;");
    assert_eq!(wrong_arrows(&Source::of(&[&law[..], &[back]].concat())).len(), 1);
}

#[test]
fn the_test_sees_a_circle_through_whatever_passes_a_name_on() {
    let found =
        |a, b| circles(&Source::of(&[("m", "mod a; mod b; pub use a::A; pub use b::*;"), ("m::a", a), ("m::b", b)]));
    assert!(found("use super::b::B; pub struct A;", "pub struct B;").is_empty());
    assert_eq!(found("use super::b::B; pub struct A;", "use super::a::A; pub struct B;"), ["m::a -> m::b -> m::a"]);
    assert!(found("use super::b::B; use super::M; pub struct A;", "use super::M; pub struct B;").is_empty());
    assert_eq!(found("use crate::m::B; pub struct A;", "fn f(a: super::A) {} pub struct B;"), ["m::a -> m::b -> m::a"]);
}
