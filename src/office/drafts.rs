//! What may go on record: facts that the schema allows, texts that can be read.

use crate::domain::{ActError, Clean, Day, Fact, FactDraft, FactType, NewApplicant, Schema, State, Value};
use crate::law::days::in_range;

/// The longest reasons, note or request, in characters.
const TEXT_LIMIT: usize = 10_000;

/// Whether the schema allows the fact, on this day.
pub fn check_draft(draft: &FactDraft, schema: &Schema, today: Day) -> Result<(), ActError> {
    let bad = |problem: String| ActError::BadFact { kind: draft.kind.clone(), problem };
    let kind = schema.kind(&draft.kind).ok_or_else(|| bad("the schema has no such kind".into()))?;
    if let State::Known(value) = &draft.state {
        let fits = match (&kind.ty, value) {
            (FactType::Flag, Value::Bool(true)) | (FactType::Int, Value::Int(_)) => true,
            (FactType::Date, Value::Date(day)) => in_range(*day),
            (FactType::Place, Value::Place(place)) => {
                place.check(&schema.registers).map_err(|problem| bad(problem.to_string()))?;
                true
            }
            (FactType::Code(list), Value::Code(code)) => {
                schema.list(list).is_some_and(|list| list.label(code).is_some())
            }
            _ => false,
        };
        if !fits {
            return Err(bad("the value is not one that this kind can have".into()));
        }
    }
    kind.accepts(draft).map_err(|problem| ActError::FactNotAccepted { kind: draft.kind.clone(), problem })?;
    if let Some(evidence) = &draft.evidence {
        if schema.list("evidence").is_none_or(|list| list.label(&evidence.kind).is_none()) {
            return Err(bad(format!("{:?} is no kind of evidence", evidence.kind)));
        }
        fit("evidence", &evidence.reference)?;
    }
    let dated = draft.evidence.as_ref().and_then(|evidence| evidence.dated);
    for day in [draft.holds.from, draft.holds.to, dated].into_iter().flatten() {
        if !in_range(day) {
            return Err(ActError::DayOutOfRange { day });
        }
    }
    if let Some(day) = dated {
        is_past(day, today)?;
    }
    if let (Some(from), Some(to)) = (draft.holds.from, draft.holds.to)
        && from >= to
    {
        return Err(bad(format!("it ends on {to}, which is not after {from}")));
    }
    fit("note", &draft.note)
}

/// Whether a correction says anything else than what it takes the place of. One that does not would stand in the history as
/// a mistake that was mended.
pub fn corrects(draft: &FactDraft, old: &Fact) -> Result<(), ActError> {
    let new = (&draft.state, draft.holds, &draft.evidence, draft.note.trim());
    match new == (&old.state, old.holds, &old.evidence, old.note.trim()) {
        true => Err(ActError::NothingToChange),
        false => Ok(()),
    }
}

/// The longest name or number of an applicant, in characters.
const NAME_LIMIT: usize = 2_000;

/// Whether what an application says of a person may go on record.
pub fn check_applicant(new: &NewApplicant) -> Result<(), ActError> {
    let NewApplicant { key: _, name, latin, document, personal_number } = new;
    for (text, said) in [("name", name), ("latin", latin), ("document", document), ("personal_number", personal_number)]
    {
        if said.chars().count() > NAME_LIMIT {
            return Err(ActError::TooLong { text, limit: NAME_LIMIT });
        }
        // A name stands on one line.
        if said.chars().any(char::is_control) {
            return Err(ActError::Unprintable { text });
        }
    }
    Ok(())
}

/// Whether a day on which something has happened is none to come.
pub fn is_past(day: Day, today: Day) -> Result<(), ActError> {
    if day > today { Err(ActError::DayIsToCome { day }) } else { Ok(()) }
}

/// Whether a day is one from today on.
pub(super) fn to_come(day: Day, today: Day) -> Result<Day, ActError> {
    if !in_range(day) {
        return Err(ActError::DayOutOfRange { day });
    }
    if day < today { Err(ActError::DayIsPast { day }) } else { Ok(day) }
}

/// A text that must be there.
pub(super) fn needed(text: &'static str, said: &str) -> Result<String, ActError> {
    fit(text, said)?;
    if Clean::is_blank(said) { Err(ActError::NeedsText { text }) } else { Ok(said.trim().to_owned()) }
}

/// A text that may go on record: short enough, and without control characters other than line breaks and tabs.
pub(super) fn fit(text: &'static str, said: &str) -> Result<(), ActError> {
    if said.chars().count() > TEXT_LIMIT {
        return Err(ActError::TooLong { text, limit: TEXT_LIMIT });
    }
    if said.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(ActError::Unprintable { text });
    }
    Ok(())
}
