//! What second officers said of decisions.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Approval, DecisionId, Ground, Stamp};
use crate::store::StoreError;
use crate::store::values::{flag, int, needed, text};

table!(APPROVAL, "approval", "officer", "at", "decision", "approved", "note", "ground");

pub fn row(id: i64, by: &str, at: Stamp, decision: DecisionId, returned: Option<Ground>, note: &str) -> Vec<Value> {
    let ground = returned.map_or(Value::Null, |ground| text(ground.code()));
    vec![int(id), text(by), int(at.0), int(decision.0), int(returned.is_none()), text(note), ground]
}

/// Why a decision was returned; `None`: it was approved. A return from before grounds were said is one to be corrected.
pub fn ground(row: &Row) -> Result<Option<Ground>, StoreError> {
    let (approved, ground): (bool, Option<String>) = (flag(row, 6)?, row.get(8)?);
    match (approved, ground) {
        (true, None) => Ok(None),
        (false, None) => Ok(Some(Ground::Correction)),
        (_, Some(code)) => needed(Ground::parse(&code).filter(|_| !approved), "approval.ground").map(Some),
    }
}

pub fn read(row: &Row) -> Result<Approval, StoreError> {
    let returned = ground(row)?;
    Ok(Approval {
        decision: DecisionId(row.get(5)?),
        returned,
        note: row.get(7)?,
        by: row.get(3)?,
        at: Stamp(row.get(4)?),
        seq: row.get::<_, i64>(2)? as u64,
    })
}
