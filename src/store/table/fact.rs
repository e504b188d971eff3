//! Dated statements about applicants. A correction is a row of its own.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{ApplicantId, Evidence, Fact, FactId, Interval, Schema, Stamp, State, Why};
use crate::law::facts_json::read_value;
use crate::store::StoreError;
use crate::store::values::{day, int, needed, optional, read_day, str_at, text};

table!(
    FACT,
    "fact",
    "officer",
    "at",
    "applicant",
    "kind",
    "state",
    "value",
    "holds_from",
    "holds_to",
    "evidence_kind",
    "evidence_ref",
    "evidence_date",
    "note",
    "supersedes"
);

pub fn row(fact: &Fact) -> Vec<Value> {
    let (state, value) = match &fact.state {
        State::Known(value) => ("known", text(value.canonical())),
        State::None => ("none", Value::Null),
        State::Unknown(why) => ("unknown", text(why.code())),
    };
    let evidence = fact.evidence.as_ref();
    let part = |part: Option<&String>| part.map_or(Value::Null, text);
    vec![
        int(fact.id.0),
        text(&fact.recorded_by),
        int(fact.recorded_at.0),
        int(fact.applicant.0),
        text(&fact.kind),
        text(state),
        value,
        day(fact.holds.from),
        day(fact.holds.to),
        part(evidence.map(|evidence| &evidence.kind)),
        part(evidence.map(|evidence| &evidence.reference)),
        day(evidence.and_then(|evidence| evidence.dated)),
        text(&fact.note),
        optional(fact.supersedes.map(|fact| fact.0)),
    ]
}

pub fn read(row: &Row, schema: &Schema) -> Result<Fact, StoreError> {
    let evidence_kind: Option<String> = row.get(11)?;
    let reference: Option<String> = row.get(12)?;
    let dated = read_day(row, 13)?;
    let evidence = evidence_kind.map(|kind| Evidence { kind, reference: reference.unwrap_or_default(), dated });
    Ok(Fact { evidence, note: row.get(14)?, recorded_by: row.get(3)?, ..read_for_law(row, schema)? })
}

/// The same without what only people read: who recorded it, what shows it, the note.
pub fn read_for_law(row: &Row, schema: &Schema) -> Result<Fact, StoreError> {
    let kind: String = row.get(6)?;
    let value = row.get_ref(8)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let state = match (str_at(row, 7)?, value) {
        ("none", None) => State::None,
        ("unknown", Some(why)) => State::Unknown(needed(Why::parse(why), "fact.value")?),
        ("known", Some(value)) => {
            let declared =
                schema.kind(&kind).ok_or_else(|| StoreError::damaged(format!("no kind of fact {kind:?}")))?;
            State::Known(
                read_value(value, &declared.ty, schema, None)
                    .map_err(|problem| StoreError::damaged(problem.to_string()))?,
            )
        }
        _ => return Err(StoreError::damaged("fact.state and fact.value do not fit")),
    };
    Ok(Fact {
        id: FactId(row.get(1)?),
        applicant: ApplicantId(row.get(5)?),
        kind,
        state,
        holds: Interval { from: read_day(row, 9)?, to: read_day(row, 10)? },
        evidence: None,
        note: String::new(),
        recorded_at: Stamp(row.get(4)?),
        recorded_by: String::new(),
        supersedes: row.get::<_, Option<i64>>(15)?.map(FactId),
        unseen: false,
    })
}
