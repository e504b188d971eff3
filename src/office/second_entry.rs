//! The blind second entry: of some kinds of fact an office wants each value entered by two officers, neither of whom sees what
//! the other wrote. Where the two differ a third one says what is so.

use std::borrow::Cow;

use crate::domain::{ActError, CaseFile, Fact, FactDraft, FactId, Officer, State};

/// Whether two entries of a fact say the same.
fn agree(one: &Fact, other: &Fact) -> bool {
    one.kind == other.kind && one.state == other.state && one.holds == other.holds
}

/// The facts that a fact takes the place of, the newest first.
fn replaced<'f>(fact: &'f Fact, facts: &'f [Fact]) -> impl Iterator<Item = &'f Fact> {
    let old =
        move |fact: &Fact| fact.supersedes.and_then(|old| facts.iter().find(|one| one.id == old && one.id < fact.id));
    std::iter::successors(old(fact), move |fact| old(fact))
}

/// Whether a fact says what is so. That there is nothing is an answer like any other: if only the others were kept from the
/// second officer, what is kept would tell itself.
fn says(fact: &Fact) -> bool {
    !matches!(fact.state, State::Unknown(_))
}

/// Whether a fact is one that another officer enters, too: of a kind that the office names, and saying what is so, or taking
/// the place of what said it.
fn wanted(fact: &Fact, facts: &[Fact], kinds: &[String]) -> bool {
    kinds.contains(&fact.kind) && (says(fact) || replaced(fact, facts).any(says))
}

fn corrected(fact: &Fact, facts: &[Fact]) -> bool {
    facts.iter().any(|other| other.supersedes == Some(fact.id))
}

/// What officers have entered of a kind and still stands, in the order in which they did.
fn entries<'f>(kind: &'f str, facts: &'f [Fact], kinds: &'f [String]) -> impl Iterator<Item = &'f Fact> {
    facts.iter().filter(move |fact| fact.kind == kind && wanted(fact, facts, kinds) && !corrected(fact, facts))
}

/// Whether a fact has been entered by a second officer in the same words, or was said by a third after two differed.
fn is_confirmed(fact: &Fact, facts: &[Fact]) -> bool {
    let other = |one: &&Fact| one.id != fact.id && one.recorded_by != fact.recorded_by;
    facts.iter().filter(other).any(|one| agree(one, fact)) || settles(fact, facts)
}

/// A third officer's correction of one of two entries that differed.
fn settles(fact: &Fact, facts: &[Fact]) -> bool {
    let Some(old) = fact.supersedes.and_then(|old| facts.iter().find(|one| one.id == old)) else { return false };
    let second = |one: &&Fact| {
        one.id != old.id && one.id < fact.id && one.kind == old.kind && one.recorded_by != old.recorded_by && says(one)
    };
    let differs = |one: &Fact| one.recorded_by != fact.recorded_by && !agree(one, old);
    old.recorded_by != fact.recorded_by && facts.iter().filter(second).any(differs)
}

/// Whether a decision may rest on these facts.
pub fn decidable(facts: &[Fact], read: &[FactId], kinds: &[String]) -> Result<(), ActError> {
    if kinds.is_empty() {
        return Ok(());
    }
    for fact in facts.iter().filter(|fact| read.contains(&fact.id) && wanted(fact, facts, kinds)) {
        if is_confirmed(fact, facts) {
            continue;
        }
        let mut others = entries(&fact.kind, facts, kinds).filter(|one| one.recorded_by != fact.recorded_by);
        return Err(match others.next() {
            Some(other) => ActError::EntriesDiffer {
                kind: fact.kind.clone(),
                first: fact.recorded_by.clone(),
                second: other.recorded_by.clone(),
            },
            None => ActError::NeedsSecondEntry { kind: fact.kind.clone(), fact: fact.id },
        });
    }
    Ok(())
}

/// Whether an officer may correct a fact of such a kind. Whoever entered it alone does; another, who has not seen it, enters
/// it for the second time instead. After two officers differed only a third one does.
pub fn may_correct(draft: &FactDraft, officer: &Officer, facts: &[Fact], kinds: &[String]) -> Result<(), ActError> {
    let Some(old) = draft.supersedes.and_then(|old| facts.iter().find(|fact| fact.id == old)) else { return Ok(()) };
    if !wanted(old, facts, kinds) {
        return Ok(());
    }
    let differ = |one: &&Fact| one.recorded_by != old.recorded_by && !agree(one, old);
    match entries(&old.kind, facts, kinds).find(differ) {
        // Whoever has settled one of two goes on to the other.
        Some(other) if other.recorded_by == officer.name && settles(other, facts) => Ok(()),
        Some(other) if [&old.recorded_by, &other.recorded_by].contains(&&officer.name) => {
            Err(ActError::EntriesDiffer {
                kind: old.kind.clone(),
                first: old.recorded_by.clone(),
                second: other.recorded_by.clone(),
            })
        }
        Some(_) => Ok(()),
        None if old.recorded_by == officer.name || is_confirmed(old, facts) => Ok(()),
        None => Err(ActError::NeedsSecondEntry { kind: old.kind.clone(), fact: old.id }),
    }
}

/// What a viewer does not see yet: what another officer entered alone, and what that took the place of. `None`: everybody
/// together, who see only what two have entered.
fn unseen(facts: &[Fact], viewer: Option<&str>, kinds: &[String]) -> Vec<FactId> {
    let by_viewer = |fact: &Fact| viewer == Some(&fact.recorded_by);
    let alone = |fact: &&Fact| {
        let mut standing = entries(&fact.kind, facts, kinds);
        wanted(fact, facts, kinds) && !corrected(fact, facts) && !is_confirmed(fact, facts) && {
            !by_viewer(fact) && standing.all(|one| one.recorded_by == fact.recorded_by)
        }
    };
    let mut unseen: Vec<FactId> = Vec::new();
    for fact in facts.iter().filter(alone) {
        unseen.push(fact.id);
        // What two had agreed on before is no secret.
        let before = replaced(fact, facts).take_while(|old| !is_confirmed(old, facts) && !by_viewer(old));
        unseen.extend(before.map(|old| old.id));
    }
    unseen
}

/// Keeps from somebody what they do not see yet: what another officer entered alone, and what that took the place of.
pub fn keep_from_view(file: &mut CaseFile, viewer: &str, kinds: &[String]) {
    if kinds.is_empty() {
        return;
    }
    let unseen = unseen(&file.facts, Some(viewer), kinds);
    for fact in file.facts.iter_mut().filter(|fact| unseen.contains(&fact.id)) {
        *fact = fact.clone().kept_from_view();
    }
}

/// What everybody may see of these facts: the queue is one for all, and what it proposes must not tell the second officer
/// what the first one wrote.
pub fn seen_by_all<'f>(facts: &'f [Fact], kinds: &[String]) -> Cow<'f, [Fact]> {
    let unseen = if kinds.is_empty() { Vec::new() } else { unseen(facts, None, kinds) };
    if unseen.is_empty() {
        return Cow::Borrowed(facts);
    }
    let kept = |fact: &Fact| match unseen.contains(&fact.id) {
        true => fact.clone().kept_from_view(),
        false => fact.clone(),
    };
    Cow::Owned(facts.iter().map(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Interval, Role, Value, Why};

    const KIND: &str = "imprisonment";

    fn kinds() -> Vec<String> {
        vec![KIND.to_owned()]
    }

    /// The `id`-th fact, by an officer: yes from a day on; `corrects`: the one that it takes the place of.
    fn entry(id: i64, by: &str, from: &str, corrects: Option<i64>) -> Fact {
        let holds = Interval { from: Some(from.parse().unwrap()), to: None };
        let fact = Fact::bare(id, KIND, State::Known(Value::Bool(true)), holds);
        Fact { recorded_by: by.into(), supersedes: corrects.map(FactId), ..fact }
    }

    fn decide(facts: &[Fact]) -> Result<(), ActError> {
        let read: Vec<FactId> = facts.iter().map(|fact| fact.id).collect();
        decidable(facts, &read, &kinds())
    }

    #[test]
    fn a_decision_rests_on_what_two_officers_entered_alike_or_a_third_settled() {
        let (one, other) = ("2025-01-01", "2026-01-01");
        let needs = |facts: &[Fact]| matches!(decide(facts), Err(ActError::NeedsSecondEntry { .. }));
        let differ = |facts: &[Fact]| matches!(decide(facts), Err(ActError::EntriesDiffer { .. }));
        let first = entry(1, "anna", one, None);
        assert!(needs(std::slice::from_ref(&first)));
        assert!(needs(&[first.clone(), entry(2, "anna", one, None)]), "twice by one officer is once");
        assert_eq!(decide(&[first.clone(), entry(2, "boris", one, None)]), Ok(()));
        let second = entry(2, "boris", other, None);
        assert!(differ(&[first.clone(), second.clone()]));
        // One of the two settles nothing; a third one does, once nothing else stands.
        let third = entry(3, "vera", other, Some(1));
        let facts = [first.clone(), second.clone(), third];
        let read = [FactId(2), FactId(3)];
        assert_eq!(decidable(&facts, &read, &kinds()), Ok(()));
        // Nothing is asked of other kinds, and of what is not known yet.
        assert_eq!(decidable(std::slice::from_ref(&first), &[FactId(1)], &["citizenship".into()]), Ok(()));
        let unknown = Fact { state: State::Unknown(Why::Requested), ..first.clone() };
        assert_eq!(decide(&[unknown]), Ok(()));
        // That nothing was found is an answer: alone it waits for the second, beside a yes it differs, and it stands between
        // the first officer and her entry.
        let none = Fact { state: State::None, ..entry(2, "boris", one, None) };
        assert!(needs(std::slice::from_ref(&none)));
        let facts = [first, none];
        assert!(differ(&facts));
        let draft = FactDraft { supersedes: Some(FactId(1)), ..FactDraft::bare(KIND, State::None) };
        let anna = Officer::in_role("anna", Role::Officer);
        assert!(matches!(may_correct(&draft, &anna, &facts, &kinds()), Err(ActError::EntriesDiffer { .. })));
    }

    #[test]
    fn where_two_differ_neither_of_them_corrects() {
        let facts = [entry(1, "anna", "2025-01-01", None), entry(2, "boris", "2026-01-01", None)];
        let draft =
            |corrects: i64| FactDraft { supersedes: Some(FactId(corrects)), ..FactDraft::bare(KIND, State::None) };
        let officer = |name: &str| Officer::in_role(name, Role::Officer);
        for corrects in [1, 2] {
            for name in ["anna", "boris"] {
                assert!(may_correct(&draft(corrects), &officer(name), &facts, &kinds()).is_err(), "{name} {corrects}");
            }
            assert_eq!(may_correct(&draft(corrects), &officer("vera"), &facts, &kinds()), Ok(()));
        }
        // Before a second entry whoever erred corrects, and nobody else.
        assert_eq!(may_correct(&draft(1), &officer("anna"), &facts[..1], &kinds()), Ok(()));
        assert!(may_correct(&draft(1), &officer("boris"), &facts[..1], &kinds()).is_err());
    }

    #[test]
    fn what_two_established_one_does_not_take_away() {
        let from = "2025-01-01";
        let pair = [entry(1, "anna", from, None), entry(2, "boris", from, None)];
        let taken = |id, by: &str, old| Fact { state: State::None, ..entry(id, by, from, Some(old)) };
        let alone = [pair[0].clone(), pair[1].clone(), taken(3, "anna", 1), taken(4, "anna", 2)];
        let read = [FactId(3), FactId(4)];
        assert!(matches!(decidable(&alone, &read, &kinds()), Err(ActError::NeedsSecondEntry { .. })));
        // Nor by saying that nothing is known any more, however many corrections lie between.
        let unknown = |id, old| Fact { state: State::Unknown(Why::Requested), ..taken(id, "anna", old) };
        let veiled = [pair[0].clone(), pair[1].clone(), unknown(3, 1), unknown(4, 2), unknown(5, 4)];
        assert!(matches!(
            decidable(&veiled, &[FactId(3), FactId(5)], &kinds()),
            Err(ActError::NeedsSecondEntry { .. })
        ));
        let two = [pair[0].clone(), pair[1].clone(), taken(3, "anna", 1), taken(4, "boris", 2)];
        assert_eq!(decidable(&two, &read, &kinds()), Ok(()));
    }

    #[test]
    fn what_one_entered_alone_is_seen_by_that_one_only_and_nothing_else_is_kept() {
        let (one, other) = ("2025-01-01", "2026-01-01");
        let kept = |facts: &[Fact], viewer: Option<&str>| -> Vec<i64> {
            unseen(facts, viewer, &kinds()).into_iter().map(|fact| fact.0).collect()
        };
        let none: &[i64] = &[];
        let alone = [entry(1, "anna", one, None)];
        assert_eq!((kept(&alone, Some("anna")), kept(&alone, Some("boris"))), (vec![], vec![1]));
        assert_eq!(kept(&alone, None), [1]);
        // What she corrected meanwhile is kept with it, and is no entry of its own.
        let corrected = [entry(1, "anna", one, None), entry(2, "anna", other, Some(1))];
        assert_eq!((kept(&corrected, Some("anna")), kept(&corrected, Some("boris"))), (vec![], vec![2, 1]));
        // Two that agree, or differ, are seen by all; what was agreed on stays seen when one of the two takes it away.
        let pair = [entry(1, "anna", one, None), entry(2, "boris", one, None)];
        let differing = [entry(1, "anna", one, None), entry(2, "boris", other, None)];
        assert_eq!((kept(&pair, None), kept(&differing, None)), (vec![], vec![]));
        let taken: Vec<Fact> = pair.iter().cloned().chain([entry(3, "anna", other, Some(1))]).collect();
        assert_eq!(kept(&taken, None), none);
        // Other kinds, and what is not known, are kept from nobody.
        let unknown = Fact { state: State::Unknown(Why::Refused), ..entry(1, "anna", one, None) };
        let elsewhere = Fact { kind: "citizenship".into(), ..entry(1, "anna", one, None) };
        assert_eq!((kept(&[unknown], None), kept(std::slice::from_ref(&elsewhere), None)), (vec![], vec![]));
        assert_eq!(kept(&[elsewhere, entry(2, "anna", one, None)], Some("boris")), [2]);
        assert_eq!(seen_by_all(&alone, &kinds())[0], alone[0].clone().kept_from_view());
        assert_eq!(&seen_by_all(&pair, &kinds())[..], pair);
    }

    #[test]
    fn a_third_who_settled_one_goes_on_to_the_other_and_of_an_agreed_pair_each_mends_their_own() {
        let (one, other, third) = ("2025-01-01", "2026-01-01", "2024-06-01");
        let may = |facts: &[Fact], corrects: i64, name: &str| {
            let draft = FactDraft { supersedes: Some(FactId(corrects)), ..FactDraft::bare(KIND, State::None) };
            may_correct(&draft, &Officer::in_role(name, Role::Officer), facts, &kinds())
        };
        let settled = [entry(1, "anna", one, None), entry(2, "boris", other, None), entry(3, "vera", third, Some(1))];
        assert_eq!(may(&settled, 2, "vera"), Ok(()));
        assert!(may(&settled, 2, "boris").is_err());
        // What the third one says stands although nobody else said the same.
        assert_eq!(decidable(&settled, &[FactId(3)], &kinds()), Ok(()));
        let first = Fact { kind: "citizenship".into(), ..entry(9, "anna", one, None) };
        let behind = [&[first], &settled[..]].concat();
        assert_eq!(decidable(&behind, &[FactId(3)], &kinds()), Ok(()), "wherever the other kinds stand");
        let elsewhere = Fact { kind: "citizenship".into(), ..settled[1].clone() };
        let alone = [settled[0].clone(), elsewhere, settled[2].clone()];
        assert!(decidable(&alone, &[FactId(3)], &kinds()).is_err(), "nobody had differed");
        let pair = [entry(1, "anna", one, None), entry(2, "boris", one, None)];
        for (corrects, name) in [(1, "anna"), (2, "boris"), (1, "boris"), (1, "vera")] {
            assert_eq!(may(&pair, corrects, name), Ok(()), "{name} {corrects}");
        }
    }
}
