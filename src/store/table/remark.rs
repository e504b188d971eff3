//! What was said with an act that leaves no row of its own: a request for evidence, an undo, a notice.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{CaseId, DecisionId, Stamp};
use crate::ledger::Action;
use crate::store::values::{int, optional, text};

table!(REMARK, "remark", "officer", "at", "case_id", "decision", "action", "text");

/// Whose remark it is, and when and on which case it was made.
pub struct Said<'a> {
    pub by: &'a str,
    pub at: Stamp,
    pub case: CaseId,
}

pub fn row(id: i64, said: &Said, decision: Option<DecisionId>, action: Action, remark: &str) -> Vec<Value> {
    vec![
        int(id),
        text(said.by),
        int(said.at.0),
        int(said.case.0),
        optional(decision.map(|decision| decision.0)),
        text(action.code()),
        text(remark),
    ]
}

/// The entry that it belongs to, the decision that it is about, and its text.
pub fn read(row: &Row) -> rusqlite::Result<(u64, Option<DecisionId>, String)> {
    Ok((row.get::<_, i64>(2)? as u64, row.get::<_, Option<i64>>(6)?.map(DecisionId), row.get(8)?))
}
