//! What officers decided.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{CaseId, Day, DecisionId, Outcome, Stamp, Verdict};
use crate::office::NewDecision;
use crate::store::StoreError;
use crate::store::values::{day, flag, int, needed, read_day, str_at, text};

table!(
    DECISION,
    "decision",
    "officer",
    "at",
    "case_id",
    "verdict",
    "departs",
    "reasons",
    "departure",
    "proposed",
    "pack",
    "law_date",
    "facts"
);

/// A decision as it stands in the record; the pack is the number of its row.
#[derive(Debug, Clone)]
pub struct RecordedDecision {
    pub id: DecisionId,
    pub seq: u64,
    pub by: String,
    pub at: Stamp,
    pub case: CaseId,
    pub verdict: Verdict,
    pub departs: bool,
    pub reasons: String,
    pub departure: String,
    pub proposed: Outcome,
    pub pack: i64,
    pub law_date: Day,
    /// The facts that were read, in order.
    pub facts: Vec<i64>,
}

pub fn row(id: DecisionId, by: &str, at: Stamp, case: CaseId, new: &NewDecision, pack: i64) -> Vec<Value> {
    let read: Vec<String> = new.facts.iter().map(|fact| fact.0.to_string()).collect();
    vec![
        int(id.0),
        text(by),
        int(at.0),
        int(case.0),
        text(new.verdict.code()),
        int(new.departs),
        text(&new.reasons),
        text(&new.departure),
        text(new.proposed.code()),
        int(pack),
        day(Some(new.law_date)),
        text(read.join(" ")),
    ]
}

pub fn read(row: &Row) -> Result<RecordedDecision, StoreError> {
    let facts: Option<Vec<i64>> = str_at(row, 13)?.split_whitespace().map(|id| id.parse().ok()).collect();
    Ok(RecordedDecision {
        id: DecisionId(row.get(1)?),
        seq: row.get::<_, i64>(2)? as u64,
        by: row.get(3)?,
        at: Stamp(row.get(4)?),
        case: CaseId(row.get(5)?),
        verdict: needed(Verdict::parse(str_at(row, 6)?), "decision.verdict")?,
        departs: flag(row, 7)?,
        reasons: row.get(8)?,
        departure: row.get(9)?,
        proposed: needed(Outcome::parse(str_at(row, 10)?), "decision.proposed")?,
        pack: row.get(11)?,
        law_date: needed(read_day(row, 12)?, "decision.law_date")?,
        facts: needed(facts, "decision.facts")?,
    })
}
