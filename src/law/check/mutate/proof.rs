//! Whether two laws are the same: by their compiled form, or because they agree on every combination of answers.

use std::collections::BTreeSet;

use crate::domain::{Day, Why};
use crate::law::engine::asked::SlotDef;
use crate::law::engine::compiled::Compiled;
use crate::law::engine::finding::{Judged, judge, width};
use crate::law::engine::program::{SLOTS, SlotSet, Slots};
use crate::law::engine::resolve::Resolved;
use crate::law::pack::Pack;

/// Combinations of answers of one criterion that are tried at most.
const COMBINATIONS: usize = 20_000;

/// Whether two laws decide every case alike on every day. The steps of the explanation, which quote the text, do not
/// count, nor which of two versions with one program is in force.
pub fn same_law(one: &Pack, other: &Pack) -> bool {
    let laws = [one, other].into_iter().flat_map(|pack| &pack.compiled);
    let days: BTreeSet<Day> = laws.flat_map(|law| law.in_force.from.into_iter().chain(law.in_force.to)).collect();
    days.into_iter().all(|day| match (one.on(day), other.on(day)) {
        (None, None) => true,
        (Some(ours), Some(theirs)) => {
            let ids = |pack: &Pack, law: &Compiled| {
                law.criteria.iter().map(|at| pack.criteria[at.criterion].id.clone()).collect::<Vec<_>>()
            };
            ids(one, ours) == ids(other, theirs) && (same_program(ours, theirs) || agree(ours, theirs))
        }
        _ => false,
    })
}

fn same_program(one: &Compiled, other: &Compiled) -> bool {
    let down = match (&one.down, &other.down) {
        (None, None) => true,
        (Some(one), Some(other)) => same_program(one, other),
        _ => false,
    };
    let criteria = one.criteria.len() == other.criteria.len()
        && one.criteria.iter().zip(&other.criteria).all(|(one, other)| {
            (one.root, one.reads) == (other.root, other.reads) && one.exceptions == other.exceptions
        });
    down && criteria && one.program == other.program && one.slots == other.slots
}

/// Whether every criterion gives the same finding, waiting for the same answers, whatever the answers are.
fn agree(one: &Compiled, other: &Compiled) -> bool {
    one.down.is_none()
        && other.down.is_none()
        && one.criteria.len() == other.criteria.len()
        && (0..one.criteria.len()).all(|at| criterion_agrees(one, other, at) == Some(true))
}

/// `None` where there are too many combinations, or answers that are not few.
fn criterion_agrees(one: &Compiled, other: &Compiled, at: usize) -> Option<bool> {
    let mut read: Vec<&SlotDef> = Vec::new();
    for law in [one, other] {
        let slots = law.slots.iter().enumerate().filter(|(slot, _)| law.criteria[at].reads >> slot & 1 == 1);
        for (_, def) in slots {
            if !read.contains(&def) {
                read.push(def);
            }
        }
    }
    if let Some(same) = same_condition(one, other, at) {
        return Some(same);
    }
    // One more than it has values: it can be unknown.
    let widths: Vec<usize> = read.iter().map(|def| Some(width(def)? + 1)).collect::<Option<_>>()?;
    let all = widths.iter().try_fold(1_usize, |all, width| all.checked_mul(*width))?;
    if all > COMBINATIONS {
        return None;
    }
    Some((0..all).all(|mut number| {
        let answers = widths.iter().map(|width| {
            let answer = number % width;
            number /= width;
            answer.checked_sub(1).map(|value| value as i32)
        });
        let answers: Vec<(&SlotDef, Option<i32>)> = read.iter().copied().zip(answers).collect();
        given(one, at, &answers) == given(other, at, &answers)
    }))
}

/// A criterion that the change did not touch needs no trying. Where a parameter is read as of another day, more than its
/// value of today counts, so that nothing is said.
fn same_condition(one: &Compiled, other: &Compiled, at: usize) -> Option<bool> {
    let steps = |law: &Compiled| {
        let steps = law.criteria[at].steps.iter().map(|step| (step.text.clone(), step.step.clone()));
        steps.collect::<Vec<_>>()
    };
    let effects = |law: &Compiled| law.criteria[at].exceptions.iter().map(|one| one.effect).collect::<Vec<_>>();
    let params =
        |law: &Compiled| law.params.iter().map(|(id, value, ..)| (id.clone(), value.clone())).collect::<Vec<_>>();
    let ours = steps(one);
    let today = ours.iter().all(|(text, _)| !text.contains("as_of"));
    (today && ours == steps(other) && effects(one) == effects(other) && params(one) == params(other)).then_some(true)
}

/// The finding under these answers, and the questions that it waits for.
fn given(law: &Compiled, at: usize, answers: &[(&SlotDef, Option<i32>)]) -> (String, Vec<String>, Vec<String>) {
    let mut resolved = Resolved { slots: Slots::default(), why: [Why::NotAsked; SLOTS], down: None };
    for (slot, def) in law.slots.iter().enumerate() {
        let answer = answers.iter().find(|(asked, _)| *asked == def).and_then(|(_, answer)| *answer);
        if let Some(value) = answer {
            resolved.slots.set(slot, value);
        }
    }
    let Judged { verdict, missing, deciding } = judge(law, at, &resolved);
    let names = |set: SlotSet| {
        let slots = law.slots.iter().enumerate().filter(|(slot, _)| set >> slot & 1 == 1);
        let mut names: Vec<String> = slots.map(|(_, def)| format!("{def:?}")).collect();
        names.sort();
        names
    };
    (format!("{verdict:?}"), names(missing), names(deciding))
}
