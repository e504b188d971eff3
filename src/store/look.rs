//! A look at the tables for transcripts: read-only, and as text.

use std::path::Path;

use rusqlite::types::ValueRef;

use super::{Store, StoreError, open};
use crate::domain::hex;

impl Store {
    /// The rows of one `SELECT` on an office file, each value as text. The file cannot be changed through this.
    pub fn look(path: &Path, sql: &str) -> Result<Vec<Vec<String>>, StoreError> {
        let db = open::open(path, false)?;
        let mut statement = db.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let texts = (0..columns).map(|at| row.get_ref(at).map(shown)).collect::<rusqlite::Result<_>>()?;
            found.push(texts);
        }
        Ok(found)
    }
}

fn shown(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(value) => value.to_string(),
        ValueRef::Real(value) => value.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(blob) => hex(blob),
    }
}
