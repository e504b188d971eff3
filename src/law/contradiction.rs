//! Facts on record that cannot both be so, as the engine reads them: whoever records one is shown the other at once.

use crate::domain::fact::known_at;
use crate::domain::place::within;
use crate::domain::{Fact, Interval, Kind, Many, Register, Schema, State, Value};

/// The facts that stand and contradict one of them. What is kept from whoever looks is no part of it.
pub fn contradicting<'f>(fact: &Fact, facts: &'f [Fact], schema: &Schema) -> Vec<&'f Fact> {
    let Some(kind) = schema.kind(&fact.kind) else { return Vec::new() };
    let stands = known_at(facts, None).into_iter();
    let others = stands.filter(|other| other.id != fact.id && other.kind == fact.kind && !other.unseen && !fact.unseen);
    others.filter(|other| contradict(kind, fact, other, &schema.registers)).collect()
}

/// Whether two facts of a kind contradict each other: at most one value is so on a day, and these two are of one day.
fn contradict(kind: &Kind, one: &Fact, other: &Fact, registers: &[Register]) -> bool {
    let together = || certain(one).overlaps(&certain(other));
    match (kind.many, &one.state, &other.state) {
        (Many::Scalar, State::Known(one), State::Known(other)) => one != other,
        (Many::One, State::Known(a), State::Known(b)) => differ(kind, a, b, registers) && together(),
        (Many::One, State::Known(_), State::None) | (Many::One, State::None, State::Known(_)) => together(),
        _ => false,
    }
}

/// Whether one value excludes another. Of two codes of which one prevails, that one counts.
fn differ(kind: &Kind, one: &Value, other: &Value, registers: &[Register]) -> bool {
    match (one, other) {
        (Value::Place(one), Value::Place(other)) => {
            within(one, other, registers) == Some(false) && within(other, one, registers) != Some(true)
        }
        (Value::Code(a), Value::Code(b)) => a != b && kind.prevails.contains(a) == kind.prevails.contains(b),
        _ => one != other,
    }
}

/// The days on which a fact is certainly so: without a first day it had begun when it was shown.
fn certain(fact: &Fact) -> Interval {
    if fact.holds.from.is_some() || fact.state == State::None {
        return fact.holds;
    }
    let dated = fact.evidence.as_ref().and_then(|evidence| evidence.dated);
    let shown = dated.map_or(fact.recorded_at.day(), |dated| dated.min(fact.recorded_at.day()));
    let last = fact.holds.to.and_then(|to| to.pred_opt());
    Interval { from: Some(last.map_or(shown, |last| shown.min(last))), to: fact.holds.to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FactId, Stamp};
    use crate::law::Library;

    fn fact(id: i64, kind: &str, state: State, from: &str) -> Fact {
        let holds = Interval { from: from.parse().ok(), to: None };
        let recorded_at = Stamp::parse("2026-06-01T10:00:00Z").unwrap();
        Fact { recorded_at, ..Fact::bare(id, kind, state, holds) }
    }

    #[test]
    fn two_values_contradict_where_only_one_can_be_so_on_a_day() {
        let library = Library::embedded().unwrap();
        let day = |text: &str| State::Known(Value::Date(text.parse().unwrap()));
        let code = |text: &str| State::Known(Value::Code(text.into()));
        let yes = State::Known(Value::Bool(true));
        let pairs = [
            (true, fact(1, "birth_date", day("1980-03-13"), ""), fact(2, "birth_date", day("1980-05-14"), "")),
            (false, fact(1, "birth_date", day("1980-03-13"), ""), fact(2, "birth_date", day("1980-03-13"), "")),
            // A person may have several citizenships.
            (false, fact(1, "citizenship", code("BY"), ""), fact(2, "citizenship", code("RU"), "")),
            (true, fact(1, "incapacity", yes.clone(), "2020-01-01"), fact(2, "incapacity", State::None, "2019-01-01")),
            (false, fact(1, "incapacity", yes.clone(), "2020-01-01"), {
                let before = Interval { from: None, to: "2020-01-01".parse().ok() };
                Fact { holds: before, ..fact(2, "incapacity", State::None, "") }
            }),
            // A sentence counts whatever detention there is.
            (
                false,
                fact(1, "imprisonment", code("pretrial"), "2020-01-01"),
                fact(2, "imprisonment", code("sentence"), "2020-01-01"),
            ),
        ];
        for (expected, one, other) in pairs {
            let facts = [one.clone(), other.clone()];
            let found = contradicting(&one, &facts, &library.schema);
            assert_eq!(found.iter().map(|fact| fact.id).any(|id| id == FactId(2)), expected, "{one:?} {other:?}");
            let kept = [one.clone(), other.kept_from_view()];
            assert!(contradicting(&one, &kept, &library.schema).is_empty(), "what is kept from view stays so");
        }
    }
}
