//! Between domain values and columns.

use rusqlite::Row;
use rusqlite::types::Value;

use super::StoreError;
use crate::domain::time::parse_day;
use crate::domain::{
    ApplicantId, Case, CaseId, Day, Evidence, Fact, FactId, Interval, Outcome, Place, Poll, PollId, Proposal, Right,
    Schema, Stamp, State, Status, Why,
};
use crate::law::facts_json::read_value;

pub fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub fn int(value: impl Into<i64>) -> Value {
    Value::Integer(value.into())
}

pub fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::Text(day.to_string()))
}

pub fn optional(value: Option<i64>) -> Value {
    value.map_or(Value::Null, Value::Integer)
}

/// Reads a day; the record holds only days that were days when they were written.
pub fn read_day(row: &Row, at: usize) -> Result<Option<Day>, StoreError> {
    let Some(text) = row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)? else { return Ok(None) };
    let wrong = || {
        let start: String = text.chars().take(20).collect();
        StoreError::damaged(format!("{}: {start:?} is no day", row.as_ref().column_name(at).unwrap_or_default()))
    };
    parse_day(text).map(Some).ok_or_else(wrong)
}

fn needed<T>(value: Option<T>, what: &str) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::damaged(format!("{what} holds something this program never writes")))
}

pub fn poll_row(poll: &Poll) -> Vec<Value> {
    vec![
        int(poll.id.0),
        text(&poll.host),
        text(poll.day.to_string()),
        text(&poll.level),
        text(poll.municipality.to_string()),
        text(&poll.place),
        day(poll.nomination_from),
        day(poll.nomination_to),
        day(poll.roll_date),
        optional(poll.local_age),
        day(poll.first_day),
        day(poll.application_from),
        day(poll.application_to),
    ]
}

/// The columns of `poll` that [`read_poll`] reads, by their places.
pub const POLL_COLUMNS: &str = "id, host, day, level, municipality, place, nomination_from, nomination_to, roll_date, local_age, \
     first_day, application_from, application_to";

pub fn read_poll(row: &Row) -> Result<Poll, StoreError> {
    Ok(Poll {
        id: PollId(row.get(0)?),
        host: row.get(1)?,
        day: needed(read_day(row, 2)?, "poll.day")?,
        level: row.get(3)?,
        municipality: needed(Place::recorded(str_at(row, 4)?), "poll.municipality")?,
        place: row.get(5)?,
        nomination_from: read_day(row, 6)?,
        nomination_to: read_day(row, 7)?,
        roll_date: read_day(row, 8)?,
        local_age: row.get(9)?,
        first_day: read_day(row, 10)?,
        application_from: read_day(row, 11)?,
        application_to: read_day(row, 12)?,
    })
}

/// A case with the columns that only the store needs.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    pub case: Case,
    pub key: String,
    pub poll: PollId,
    pub proposal: Proposal,
    pub last_seq: u64,
}

impl CaseRow {
    pub fn values(&self) -> Vec<Value> {
        let case = &self.case;
        vec![
            int(case.id.0),
            text(&self.key),
            int(case.applicant.0),
            int(self.poll.0),
            text(case.right.code()),
            text(&case.pack),
            day(case.applied_on),
            day(Some(case.due_on)),
            int(case.opened_at.0),
            text(case.status.code()),
            int(case.version),
            text(self.proposal.outcome.code()),
            Value::Blob(self.proposal.pack_hash.to_vec()),
            int(self.last_seq as i64),
        ]
    }
}

/// The columns of `case_file` that [`read_case`] reads, by their places.
pub const CASE_COLUMNS: &str = "id, key, applicant, poll, \"right\", pack, status, applied_on, due_on, opened_at, version, \
     outcome, pack_hash, last_seq";

pub fn read_case(row: &Row) -> Result<CaseRow, StoreError> {
    Ok(CaseRow {
        case: Case {
            id: CaseId(row.get(0)?),
            applicant: ApplicantId(row.get(2)?),
            right: needed(Right::parse(str_at(row, 4)?), "right")?,
            pack: row.get(5)?,
            status: needed(Status::parse(str_at(row, 6)?), "status")?,
            applied_on: read_day(row, 7)?,
            due_on: needed(read_day(row, 8)?, "due_on")?,
            opened_at: Stamp(row.get(9)?),
            version: row.get(10)?,
        },
        key: row.get(1)?,
        poll: PollId(row.get(3)?),
        proposal: Proposal { outcome: needed(Outcome::parse(str_at(row, 11)?), "outcome")?, pack_hash: row.get(12)? },
        last_seq: row.get::<_, i64>(13)? as u64,
    })
}

/// A text that is only looked at.
pub fn str_at<'r>(row: &'r Row, at: usize) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?)
}

pub fn fact_row(fact: &Fact) -> Vec<Value> {
    let (state, value) = match &fact.state {
        State::Known(value) => ("known", text(value.canonical())),
        State::None => ("none", Value::Null),
        State::Unknown(why) => ("unknown", text(why.code())),
    };
    let evidence = fact.evidence.as_ref();
    let part = |part: Option<&String>| part.map_or(Value::Null, text);
    vec![
        int(fact.id.0),
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
        int(fact.recorded_at.0),
        text(&fact.recorded_by),
        optional(fact.supersedes.map(|fact| fact.0)),
    ]
}

/// The columns of `fact` that [`read_fact`] reads, by their places.
pub const FACT_COLUMNS: &str = "id, applicant, kind, state, value, holds_from, holds_to, evidence_kind, evidence_ref, \
     evidence_date, note, recorded_at, recorded_by, supersedes";

pub fn read_fact(row: &Row, schema: &Schema) -> Result<Fact, StoreError> {
    let kind: String = row.get(2)?;
    let value = row.get_ref(4)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let state = match (str_at(row, 3)?, value) {
        ("none", None) => State::None,
        ("unknown", Some(why)) => State::Unknown(needed(Why::parse(why), "fact.value")?),
        ("known", Some(value)) => {
            let declared =
                schema.kind(&kind).ok_or_else(|| StoreError::damaged(format!("no kind of fact {kind:?}")))?;
            State::Known(read_value(value, &declared.ty, schema, None).map_err(StoreError::damaged)?)
        }
        _ => return Err(StoreError::damaged("fact.state and fact.value do not fit")),
    };
    let evidence_kind: Option<String> = row.get(7)?;
    let reference: Option<String> = row.get(8)?;
    let dated = read_day(row, 9)?;
    Ok(Fact {
        id: FactId(row.get(0)?),
        applicant: ApplicantId(row.get(1)?),
        kind,
        state,
        holds: Interval { from: read_day(row, 5)?, to: read_day(row, 6)? },
        evidence: evidence_kind.map(|kind| Evidence { kind, reference: reference.unwrap_or_default(), dated }),
        note: row.get(10)?,
        recorded_at: Stamp(row.get(11)?),
        recorded_by: row.get(12)?,
        supersedes: row.get::<_, Option<i64>>(13)?.map(FactId),
    })
}
