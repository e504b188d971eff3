//! One thing that an enrolment allows.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::Permission;
use crate::store::StoreError;
use crate::store::values::{int, needed, str_at, text};

table!(PERMISSION, "permission", "enrolment", "name");

pub fn row(id: i64, enrolment: i64, permission: Permission) -> Vec<Value> {
    vec![int(id), int(enrolment), text(permission.code())]
}

/// The enrolment, and what it allows.
pub fn read(row: &Row) -> Result<(i64, Permission), StoreError> {
    Ok((row.get(3)?, needed(Permission::parse(str_at(row, 4)?), "permission.name")?))
}
