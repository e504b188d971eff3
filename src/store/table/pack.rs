//! Packs that something was answered with, to the letter.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::law::{Edition, NOTATION};
use crate::store::values::{int, text};

table!(PACK, "pack", "hash", "name", "version", "notation", "fact_schema", "text");

/// A pack on record.
#[derive(Debug, Clone)]
pub struct PackOnRecord {
    /// SHA-256 of its text.
    pub hash: [u8; 32],
    pub name: String,
    /// The number of the notation that the program spoke which read it.
    pub notation: u32,
    /// The row of the schema that it was read with.
    pub fact_schema: i64,
    pub text: String,
}

pub fn row(id: i64, edition: &Edition, fact_schema: i64, pack: &str) -> Vec<Value> {
    vec![
        int(id),
        Value::Blob(edition.hash.to_vec()),
        text(&edition.id),
        text(&edition.version),
        int(NOTATION),
        int(fact_schema),
        text(pack),
    ]
}

pub fn read(row: &Row) -> rusqlite::Result<PackOnRecord> {
    Ok(PackOnRecord {
        hash: row.get(3)?,
        name: row.get(4)?,
        notation: row.get(6)?,
        fact_schema: row.get(7)?,
        text: row.get(8)?,
    })
}
