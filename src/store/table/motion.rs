//! A change that waits for a second person.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::coded;
use crate::store::StoreError;
use crate::store::values::{int, needed, str_at, text};

table!(MOTION, "motion", "officer", "at", "kind");

coded!(
    /// What a motion proposes.
    MotionKind {
        /// The enrolment that names it.
        Enrol = "enrol",
        /// The clock is put right.
        Clock = "clock",
        /// The row of the office that names it.
        Office = "office",
    }
);

pub fn row(id: i64, officer: &str, at: i64, kind: MotionKind) -> Vec<Value> {
    vec![int(id), text(officer), int(at), text(kind.code())]
}

pub fn read_kind(row: &Row) -> Result<MotionKind, StoreError> {
    needed(MotionKind::parse(str_at(row, 5)?), "motion.kind")
}
