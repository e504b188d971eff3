//! Who is an officer, by which login. What they may do stands in `permission`, a row for each.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::store::values::{int, optional, text};

table!(ENROLMENT, "enrolment", "name", "login", "motion");

/// One enrolment. One that names a motion is in force when that is agreed to.
pub struct Enrolment {
    pub id: i64,
    pub seq: i64,
    pub name: String,
    pub login: String,
    pub motion: Option<i64>,
}

pub fn row(id: i64, name: &str, login: &str, motion: Option<i64>) -> Vec<Value> {
    vec![int(id), text(name), text(login), optional(motion)]
}

pub fn read(row: &Row) -> rusqlite::Result<Enrolment> {
    Ok(Enrolment { id: row.get(1)?, seq: row.get(2)?, name: row.get(3)?, login: row.get(4)?, motion: row.get(5)? })
}
