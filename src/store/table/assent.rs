//! What the second person said of a motion.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::store::StoreError;
use crate::store::values::{flag, int, text};

table!(ASSENT, "assent", "officer", "at", "motion", "agreed", "note");

pub fn row(id: i64, officer: &str, at: i64, motion: i64, agreed: bool, note: &str) -> Vec<Value> {
    vec![int(id), text(officer), int(at), int(motion), int(agreed), text(note)]
}

/// The motion, and whether it was agreed to.
pub fn read(row: &Row) -> Result<(i64, bool), StoreError> {
    Ok((row.get(5)?, flag(row, 6)?))
}
