//! What facts on record can be together, as far as it follows from equal days and from codes: of a kind with one value
//! on a day two disjoint values are not held at once; who holds a value holds every set around it; a run holds its days.

use std::collections::BTreeSet;

use super::{DayTerm, Writer};
use crate::domain::{FactType, Many};
use crate::law::days;
use crate::law::engine::asked::{Asked, AskedFor, SlotDef};
use crate::law::engine::day_of::Root;
use crate::law::expr::{Ask, Given};

/// Whether the slot holds that date.
pub(super) fn is_root(def: &SlotDef, root: &Root) -> bool {
    match (def, root) {
        (SlotDef::Given(given), Root::Given(wanted)) => given == wanted,
        (SlotDef::Fact { kind, .. }, Root::Fact(wanted)) => kind == wanted,
        _ => false,
    }
}

/// The name of a date that days count from.
pub(super) fn root_name(root: &Root) -> &str {
    match root {
        Root::Given(given) => given.name(),
        Root::Fact(kind) => kind,
    }
}

/// What a slot asks, for whoever reads the file.
pub(super) fn told(def: &SlotDef) -> String {
    match def {
        SlotDef::Fact { kind, .. } => kind.to_string(),
        SlotDef::Given(given) => given.name().to_owned(),
        SlotDef::PollIn(places) => format!("the poll is in {places:?}"),
        SlotDef::History(asked) => format!("{:?} {} {:?}", asked.ask, asked.kind, asked.wanted),
    }
}

/// A question about days that are named: its constant, its first and last day.
struct Run {
    name: String,
    asked: Asked,
    first: String,
    last: String,
}

impl Run {
    fn is_every_day(&self) -> bool {
        self.asked.ask != Ask::HeldWithin
    }

    fn is_some_day(&self) -> bool {
        self.asked.ask != Ask::HeldThroughout
    }
}

pub(super) fn write(writer: &mut Writer) {
    in_force(writer);
    let mut runs = Vec::new();
    let compiled = writer.compiled;
    let laws = std::iter::once(("s", compiled)).chain(compiled.down.as_deref().map(|down| ("d", down)));
    for (letter, law) in laws {
        for (at, def) in law.slots.iter().enumerate() {
            let SlotDef::History(asked) = def else { continue };
            if letter == "d" && *def == compiled.slots[at] {
                continue;
            }
            if let Some(run) = run(writer, &format!("{letter}{at}"), asked) {
                runs.push(run);
            }
        }
    }
    for (at, one) in runs.iter().enumerate() {
        for (_, other) in runs.iter().enumerate().filter(|(n, other)| *n != at && other.asked.kind == one.asked.kind) {
            for term in related(writer, one, other) {
                writer.assert(&term);
            }
        }
    }
}

/// The law is that of the polling day, and the year of the poll ends with its last day.
fn in_force(writer: &mut Writer) {
    let poll = writer.root(&Root::Given(Given::PollDay));
    let in_force = writer.compiled.in_force;
    if let Some(from) = in_force.from {
        writer.assert(&format!("(<= {} {})", DayTerm::fixed(days::pack(from)).packed(), poll.packed()));
    }
    if let Some(to) = in_force.to {
        writer.assert(&format!("(< {} {})", poll.packed(), DayTerm::fixed(days::pack(to)).packed()));
    }
    let ends = Root::Given(Given::PollYearEnd);
    if writer.compiled.slots.iter().any(|def| is_root(def, &ends)) {
        let ends = writer.root(&ends);
        writer.assert(&format!("(and (= {} {}) (= {} 12) (= {} 31))", ends.y, poll.y, ends.m, ends.d));
    }
}

/// Names the first and the last day of a question; over no day at all its answer is no.
fn run(writer: &mut Writer, name: &str, asked: &Asked) -> Option<Run> {
    let (first, last) = (asked.days.first()?.clone(), asked.days.last()?.clone());
    let (first, last) = (writer.day_of(&first).packed(), writer.day_of(&last).packed());
    writer.define(&format!("{name}.first"), "Int", &first);
    writer.define(&format!("{name}.last"), "Int", &last);
    let run = Run {
        name: name.to_owned(),
        asked: asked.clone(),
        first: format!("{name}.first"),
        last: format!("{name}.last"),
    };
    if asked.days.len() > 1 {
        writer.assert(&format!("(=> {name} (<= {} {}))", run.first, run.last));
    }
    Some(run)
}

/// What the answer to one question says of the answer to another about the same kind.
fn related(writer: &Writer, one: &Run, other: &Run) -> Vec<String> {
    let mut terms = Vec::new();
    let (a, b) = (&one.name, &other.name);
    let inside =
        |inner: &Run, outer: &Run| format!("(<= {} {} {} {})", outer.first, inner.first, inner.last, outer.last);
    let (one_inside, other_inside) = (inside(one, other), inside(other, one));
    let overlap = format!("(and (<= {} {}) (<= {} {}))", one.first, other.last, other.first, one.last);
    if is_within(writer, &one.asked, &other.asked) {
        if one.is_every_day() && other.is_some_day() {
            terms.push(format!("(=> (and {a} {overlap}) {b})"));
        }
        if one.is_every_day() && other.is_every_day() {
            terms.push(format!("(=> (and {a} {other_inside}) {b})"));
        }
        if one.is_some_day() && other.is_some_day() {
            terms.push(format!("(=> (and {a} {one_inside}) {b})"));
        }
    }
    if one.asked.many == Many::One && are_disjoint(writer, &one.asked, &other.asked) {
        if one.is_every_day() && other.is_some_day() {
            terms.push(format!("(=> {other_inside} (not (and {a} {b})))"));
        }
        if one.is_every_day() && other.is_every_day() {
            terms.push(format!("(=> {overlap} (not (and {a} {b})))"));
        }
    }
    terms
}

/// The codes that answer yes, where the kind has codes.
fn codes<'a>(writer: &'a Writer, asked: &'a Asked) -> Option<BTreeSet<&'a str>> {
    let schema = &writer.pack.schema;
    let FactType::Code(list) = &schema.kind(&asked.kind)?.ty else { return None };
    let all = schema.list(list)?.codes.iter().map(|(code, _)| code.as_str());
    Some(all.filter(|code| asked.wanted.fit_code(code) == crate::law::engine::wanted::Fit::Yes).collect())
}

fn is_within(writer: &Writer, one: &Asked, other: &Asked) -> bool {
    if one.wanted == other.wanted || other.wanted == AskedFor::Any {
        return true;
    }
    let sets = codes(writer, one).zip(codes(writer, other));
    sets.is_some_and(|(one, other)| one.is_subset(&other))
}

fn are_disjoint(writer: &Writer, one: &Asked, other: &Asked) -> bool {
    match (&one.wanted, &other.wanted) {
        (AskedFor::Places(a), AskedFor::OutsideOf(b)) | (AskedFor::OutsideOf(b), AskedFor::Places(a)) => a == b,
        _ => codes(writer, one).zip(codes(writer, other)).is_some_and(|(one, other)| one.is_disjoint(&other)),
    }
}
