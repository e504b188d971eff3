//! What the office is called, and its clocks. The newest row counts.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::Office;
use crate::store::values::{int, text};

table!(OFFICE, "office", "name", "log_id", "fictitious", "undo_minutes", "lease_minutes", "created_at");

pub fn row(id: i64, office: &Office, created_at: i64) -> Vec<Value> {
    vec![
        int(id),
        text(&office.name),
        text(&office.log_id),
        int(office.fictitious),
        int(office.undo_minutes),
        int(office.lease_minutes),
        int(created_at),
    ]
}

pub fn read(row: &Row) -> rusqlite::Result<Office> {
    Ok(Office {
        name: row.get(3)?,
        log_id: row.get(4)?,
        fictitious: row.get(5)?,
        undo_minutes: row.get(6)?,
        lease_minutes: row.get(7)?,
    })
}
