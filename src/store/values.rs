//! Between domain values and columns.

use rusqlite::Row;
use rusqlite::types::Value;

use super::StoreError;
use crate::domain::{
    ApplicantId, Case, CaseId, Day, Evidence, Fact, FactId, Interval, Outcome, Poll, PollId, Proposal, Right, Schema,
    Stamp, State, Status, Why,
};
use crate::law::facts_json::read_value;
use crate::law::render::state_text;

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
pub fn read_day(row: &Row, at: &str) -> Result<Option<Day>, StoreError> {
    let text: Option<String> = row.get(at)?;
    let parsed = text.map(|text| text.parse().map_err(|_| StoreError::damaged(format!("{at}: {text:?} is no day"))));
    parsed.transpose()
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
        text(&poll.municipality),
        text(&poll.place),
        day(poll.nomination_from),
        day(poll.nomination_to),
        day(poll.roll_date),
        optional(poll.local_age),
    ]
}

/// The columns of `poll`, each behind `poll_`.
pub const POLL_COLUMNS: &str = "poll.id AS poll_id, poll.host AS poll_host, poll.day AS poll_day, poll.level AS poll_level, \
     poll.municipality AS poll_municipality, poll.place AS poll_place, poll.nomination_from AS poll_nomination_from, \
     poll.nomination_to AS poll_nomination_to, poll.roll_date AS poll_roll_date, poll.local_age AS poll_local_age";

pub fn read_poll(row: &Row) -> Result<Poll, StoreError> {
    Ok(Poll {
        id: PollId(row.get("poll_id")?),
        host: row.get("poll_host")?,
        day: needed(read_day(row, "poll_day")?, "poll.day")?,
        level: row.get("poll_level")?,
        municipality: row.get("poll_municipality")?,
        place: row.get("poll_place")?,
        nomination_from: read_day(row, "poll_nomination_from")?,
        nomination_to: read_day(row, "poll_nomination_to")?,
        roll_date: read_day(row, "poll_roll_date")?,
        local_age: row.get("poll_local_age")?,
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
        let todo = case.status.is_open() || case.status == Status::AwaitingApproval;
        vec![
            int(case.id.0),
            text(&self.key),
            int(case.applicant.0),
            int(self.poll.0),
            text(case.right.code()),
            text(&case.pack),
            text(case.status.code()),
            int(todo),
            day(case.applied_on),
            day(Some(case.due_on)),
            int(case.opened_at.0),
            int(case.version),
            text(self.proposal.outcome.code()),
            int(self.proposal.not_met),
            int(self.proposal.not_shown),
            int(self.proposal.contested),
            Value::Blob(self.proposal.pack_hash.to_vec()),
            int(self.last_seq as i64),
        ]
    }
}

/// The columns of `case_file` that [`read_case`] reads.
pub const CASE_COLUMNS: &str = "case_file.id AS case_id, case_file.key AS case_key, case_file.applicant, case_file.poll, \
     case_file.\"right\", case_file.pack, case_file.status, case_file.applied_on, case_file.due_on, case_file.opened_at, \
     case_file.version, case_file.outcome, case_file.not_met, case_file.not_shown, case_file.contested, \
     case_file.pack_hash, case_file.last_seq";

pub fn read_case(row: &Row) -> Result<CaseRow, StoreError> {
    let code = |at: &str| -> Result<String, StoreError> { Ok(row.get(at)?) };
    let mask = |at: &str| -> Result<u32, StoreError> { Ok(row.get(at)?) };
    Ok(CaseRow {
        case: Case {
            id: CaseId(row.get("case_id")?),
            applicant: ApplicantId(row.get("applicant")?),
            right: needed(Right::parse(&code("right")?), "right")?,
            pack: code("pack")?,
            status: needed(Status::parse(&code("status")?), "status")?,
            applied_on: read_day(row, "applied_on")?,
            due_on: needed(read_day(row, "due_on")?, "due_on")?,
            opened_at: Stamp(row.get("opened_at")?),
            version: row.get("version")?,
        },
        key: code("case_key")?,
        poll: PollId(row.get("poll")?),
        proposal: Proposal {
            outcome: needed(Outcome::parse(&code("outcome")?), "outcome")?,
            not_met: mask("not_met")?,
            not_shown: mask("not_shown")?,
            contested: mask("contested")?,
            pack_hash: row.get("pack_hash")?,
        },
        last_seq: row.get::<_, i64>("last_seq")? as u64,
    })
}

pub fn fact_row(fact: &Fact) -> Vec<Value> {
    let (state, value) = match &fact.state {
        State::Known(_) => ("known", text(state_text(&fact.state))),
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

/// The columns of `fact` that [`read_fact`] reads.
pub const FACT_COLUMNS: &str = "id, applicant, kind, state, value, holds_from, holds_to, evidence_kind, evidence_ref, \
     evidence_date, note, recorded_at, recorded_by, supersedes";

pub fn read_fact(row: &Row, schema: &Schema) -> Result<Fact, StoreError> {
    let kind: String = row.get("kind")?;
    let value: Option<String> = row.get("value")?;
    let state: String = row.get("state")?;
    let state = match (state.as_str(), &value) {
        ("none", None) => State::None,
        ("unknown", Some(why)) => State::Unknown(needed(Why::parse(why), "fact.value")?),
        ("known", Some(value)) => {
            let declared =
                schema.kind(&kind).ok_or_else(|| StoreError::damaged(format!("no kind of fact {kind:?}")))?;
            State::Known(read_value(value, &declared.ty, schema).map_err(StoreError::damaged)?)
        }
        _ => return Err(StoreError::damaged("fact.state and fact.value do not fit")),
    };
    let evidence_kind: Option<String> = row.get("evidence_kind")?;
    let reference: Option<String> = row.get("evidence_ref")?;
    let dated = read_day(row, "evidence_date")?;
    Ok(Fact {
        id: FactId(row.get("id")?),
        applicant: ApplicantId(row.get("applicant")?),
        kind,
        state,
        holds: Interval { from: read_day(row, "holds_from")?, to: read_day(row, "holds_to")? },
        evidence: evidence_kind.map(|kind| Evidence { kind, reference: reference.unwrap_or_default(), dated }),
        note: row.get("note")?,
        recorded_at: Stamp(row.get("recorded_at")?),
        recorded_by: row.get("recorded_by")?,
        supersedes: row.get::<_, Option<i64>>("supersedes")?.map(FactId),
    })
}
