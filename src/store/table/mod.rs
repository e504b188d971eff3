//! The recorded tables, one file each: their columns in the order in which commitments take them, how a value becomes a
//! row, and how a row is read.
//!
//! Rows are only ever added. The first column is the key, the second the number of the entry that commits to the row; a
//! column that a table gains later stands at the end, and is null in the rows that were there before.

pub mod applicant;
pub mod approval;
pub mod assent;
pub mod attachment;
pub mod case_file;
pub mod competence;
pub mod decision;
pub mod enrolment;
pub mod fact;
pub mod fact_schema;
pub mod motion;
pub mod office;
pub mod pack;
pub mod permission;
pub mod poll;
pub mod remark;

use std::fmt::Write;

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

pub use applicant::APPLICANT;
pub use approval::APPROVAL;
pub use assent::ASSENT;
pub use attachment::ATTACHMENT;
pub use case_file::CASE;
pub use competence::COMPETENCE;
pub use decision::DECISION;
pub use enrolment::ENROLMENT;
pub use fact::FACT;
pub use fact_schema::FACT_SCHEMA;
pub use motion::MOTION;
pub use office::OFFICE;
pub use pack::PACK;
pub use permission::PERMISSION;
pub use poll::POLL;
pub use remark::REMARK;

use crate::ledger::Hash;
use crate::ledger::commitment::{Cell, commitment, encode_row};

/// More columns than any table has.
pub const CELLS: usize = 24;

/// A table whose every row the ledger commits to.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The key, the number of the entry, then the rest.
    pub columns: &'static [&'static str],
    /// `INSERT` with the salt first, then the columns in order.
    pub insert: &'static str,
    /// Rows as they are read: salt, then the columns. A condition or an order can follow.
    pub select: &'static str,
}

/// Every recorded table.
pub const TABLES: [&Table; 16] = [
    &OFFICE,
    &ENROLMENT,
    &PERMISSION,
    &COMPETENCE,
    &MOTION,
    &ASSENT,
    &POLL,
    &APPLICANT,
    &FACT_SCHEMA,
    &PACK,
    &CASE,
    &FACT,
    &DECISION,
    &APPROVAL,
    &REMARK,
    &ATTACHMENT,
];

macro_rules! mark {
    ($column:literal) => {
        ",?"
    };
}

/// Declares a table by its name and the columns after `id` and `seq`.
macro_rules! table {
    ($name:ident, $table:literal $(, $column:literal)*) => {
        pub const $name: $crate::store::table::Table = $crate::store::table::Table {
            name: $table,
            columns: &["id", "seq" $(, $column)*],
            insert: concat!(
                "INSERT INTO ", $table, " (salt,id,seq" $(, ",", $column)*,
                ") VALUES (?,?,?" $(, $crate::store::table::mark!($column))*, ")"
            ),
            select: concat!("SELECT salt,id,seq" $(, ",", $column)*, " FROM ", $table),
        };
    };
}

use {mark, table};

impl Table {
    /// Where a column stands in a row that was read with `select`.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column).map(|at| at + 1)
    }

    /// The commitment to a row read with `select`; the buffers are used again for each row.
    pub fn commitment_of(&self, row: &Row, buffers: &mut Buffers) -> rusqlite::Result<Hash> {
        let id: i64 = row.get(1)?;
        buffers.field.clear();
        // Writing to a string cannot fail.
        let _ = write!(buffers.field, "{}/{id}", self.name);
        buffers.bytes.clear();
        let mut cells = [Cell::Null; CELLS];
        for (at, cell) in cells[..self.columns.len()].iter_mut().enumerate() {
            *cell = cell_of(row.get_ref(at + 1)?);
        }
        encode_row(&cells[..self.columns.len()], &mut buffers.bytes);
        let salt = row.get_ref(0)?.as_blob().unwrap_or_default();
        Ok(commitment(&buffers.field, salt, &buffers.bytes))
    }
}

/// What one commitment after the other is computed in.
#[derive(Debug, Default)]
pub struct Buffers {
    /// Table and key of the row that came last.
    pub field: String,
    bytes: Vec<u8>,
}

/// The table and the key that an entry names, such as `fact/99`.
pub fn row_of(field: &str) -> Option<(&'static Table, i64)> {
    let (name, key) = field.split_once('/')?;
    let table = TABLES.iter().find(|table| table.name == name)?;
    let number: i64 = key.parse().ok()?;
    // One row has one name.
    (number.to_string() == key).then_some((table, number))
}

fn cell_of(value: ValueRef) -> Cell {
    match value {
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(text) => std::str::from_utf8(text).map_or(Cell::Blob(text), Cell::Text),
        ValueRef::Blob(blob) => Cell::Blob(blob),
        // STRICT tables hold no floating-point numbers in these columns.
        ValueRef::Null | ValueRef::Real(_) => Cell::Null,
    }
}

/// A value to be written, as it is committed to.
pub fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Integer(value) => Cell::Int(*value),
        Value::Text(text) => Cell::Text(text),
        Value::Blob(blob) => Cell::Blob(blob),
        Value::Null | Value::Real(_) => Cell::Null,
    }
}
