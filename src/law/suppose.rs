//! Suppositions: what would follow if a fact were another one, or were known. Nothing of it is on record.

use crate::domain::{Fact, FactId, Interval, State};

/// A fact that is supposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Supposed {
    pub kind: String,
    pub state: State,
    pub holds: Interval,
}

/// The facts of a question in which what is supposed takes the place of everything on record of its kind. A supposed fact
/// has a number below zero, which no fact on record has, and counts as known from the beginning.
pub fn suppose(facts: &[Fact], supposed: &[Supposed], note: &str) -> Vec<Fact> {
    let stays = |fact: &&Fact| supposed.iter().all(|one| one.kind != fact.kind);
    let put = (1..)
        .zip(supposed)
        .map(|(n, one)| Fact { note: note.to_owned(), ..Fact::bare(-n, &one.kind, one.state.clone(), one.holds) });
    facts.iter().filter(stays).cloned().chain(put).collect()
}

/// Whether a fact is supposed.
pub fn is_supposed(fact: FactId) -> bool {
    fact.0 < 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Value, Why};

    #[test]
    fn what_is_supposed_takes_the_place_of_all_of_its_kind_and_of_nothing_else() {
        let code = |code: &str| State::Known(Value::Code(code.to_owned()));
        let facts = [
            Fact::bare(1, "citizenship", code("BY"), Interval::ALWAYS),
            Fact::bare(2, "citizenship", code("KZ"), Interval::ALWAYS),
            Fact::bare(3, "incapacity", State::Unknown(Why::Requested), Interval::ALWAYS),
        ];
        let one = |kind: &str, state| Supposed { kind: kind.to_owned(), state, holds: Interval::ALWAYS };
        let made = suppose(&facts, &[one("citizenship", code("RU")), one("imprisonment", State::None)], "x");
        let found: Vec<_> = made.iter().map(|fact| (fact.id.0, &*fact.kind, is_supposed(fact.id))).collect();
        assert_eq!(found, [(3, "incapacity", false), (-1, "citizenship", true), (-2, "imprisonment", true)]);
        assert_eq!((&made[1].state, made[1].note.as_str()), (&code("RU"), "x"));
        assert_eq!(suppose(&facts, &[], "x"), facts);
    }
}
