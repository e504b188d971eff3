//! What the office is called, and what it sets for itself. A row that names a motion is in force once that was agreed to; of
//! those in force the one that came last counts.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Office, Zone};
use crate::store::StoreError;
use crate::store::values::{day, flag, int, needed, optional, read_day, text};

table!(
    OFFICE,
    "office",
    "name",
    "log_id",
    "fictitious",
    "undo_minutes",
    "lease_minutes",
    "created_at",
    "zone",
    "frozen_until",
    "freeze_days",
    "program",
    "second_entry",
    "motion"
);

pub fn row(id: i64, office: &Office, created_at: i64, motion: Option<i64>) -> Vec<Value> {
    let there = |said: String| if said.is_empty() { Value::Null } else { text(said) };
    let zone = if office.zone == Zone::default() { String::new() } else { office.zone.to_string() };
    vec![
        int(id),
        text(&office.name),
        text(&office.log_id),
        int(office.fictitious),
        int(office.undo_minutes),
        int(office.lease_minutes),
        int(created_at),
        there(zone),
        day(office.frozen_until),
        optional(office.freeze_days),
        there(office.program.clone()),
        there(office.second_entry.join(" ")),
        optional(motion),
    ]
}

/// The office, and the motion that must be agreed to.
pub fn read(row: &Row) -> Result<(Office, Option<i64>), StoreError> {
    let there = |at: usize| -> rusqlite::Result<String> { Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default()) };
    let zone: Option<String> = row.get(9)?;
    let zone = zone.map(|name| needed(Zone::parse(&name), "office.zone")).transpose()?;
    let office = Office {
        name: row.get(3)?,
        log_id: row.get(4)?,
        fictitious: flag(row, 5)?,
        undo_minutes: row.get(6)?,
        lease_minutes: row.get(7)?,
        zone: zone.unwrap_or_default(),
        frozen_until: read_day(row, 10)?,
        freeze_days: row.get(11)?,
        program: there(12)?,
        second_entry: there(13)?.split_whitespace().map(str::to_owned).collect(),
    };
    Ok((office, row.get(14)?))
}
