//! What second officers said of decisions.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Approval, DecisionId, Stamp};
use crate::store::values::{int, text};

table!(APPROVAL, "approval", "officer", "at", "decision", "approved", "note");

pub fn row(id: i64, by: &str, at: Stamp, decision: DecisionId, approved: bool, note: &str) -> Vec<Value> {
    vec![int(id), text(by), int(at.0), int(decision.0), int(approved), text(note)]
}

pub fn read(row: &Row) -> rusqlite::Result<Approval> {
    Ok(Approval {
        decision: DecisionId(row.get(5)?),
        approved: row.get(6)?,
        note: row.get(7)?,
        by: row.get(3)?,
        at: Stamp(row.get(4)?),
        seq: row.get::<_, i64>(2)? as u64,
    })
}
