//! The schema of facts that packs on record were read with, as text.

use rusqlite::types::Value;

use super::table;
use crate::store::values::{int, text};

table!(FACT_SCHEMA, "fact_schema", "hash", "text");

pub fn row(id: i64, hash: &[u8; 32], schema: &str) -> Vec<Value> {
    vec![int(id), Value::Blob(hash.to_vec()), text(schema)]
}
