//! The recorded tables: their columns in the order in which commitments take them, and their SQL.

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

use crate::ledger::Hash;
use crate::ledger::commitment::{Cell, commitment, encode_row};

/// More columns than any table has.
pub const CELLS: usize = 24;

/// A table whose every row the ledger commits to.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The first is the key, the last the number of the entry that commits to the row.
    pub columns: &'static [&'static str],
    /// `INSERT` with the salt first, then the columns in order.
    pub insert: &'static str,
    /// Columns that never change once the row is there; the rest follow them.
    pub fixed: usize,
    /// `UPDATE` of the salt and the columns that may change, in order; the key comes at the end. An engine writes every
    /// index anew whose column is named, changed or not.
    pub update: &'static str,
    /// All rows in the order of the key: salt, then the columns.
    pub select: &'static str,
}

macro_rules! mark {
    ($column:literal) => {
        ",?"
    };
}

macro_rules! table {
    ($name:ident, $table:literal, $key:literal $(, $column:literal)* $(; $($changing:literal),+)?) => {
        pub const $name: Table = Table {
            name: $table,
            columns: &[$key $(, $column)* $($(, $changing)+)?],
            fixed: [$key $(, $column)*].len(),
            insert: concat!(
                "INSERT INTO ", $table, " (salt,", $key $(, ",", $column)* $($(, ",", $changing)+)?,
                ") VALUES (?,?" $(, mark!($column))* $($(, mark!($changing))+)?, ")"
            ),
            update: concat!("UPDATE ", $table, " SET salt=?" $($(, ",", $changing, "=?")+)?, " WHERE ", $key, "=?"),
            select: concat!(
                "SELECT salt,", $key $(, ",", $column)* $($(, ",", $changing)+)?, " FROM ", $table, " ORDER BY ", $key
            ),
        };
    };
}

table!(OFFICE, "office", "id", "name", "log_id", "fictitious", "undo_minutes", "lease_minutes", "created_at", "seq");
table!(ENROLMENT, "enrolment", "id", "name", "may_decide", "may_approve", "may_self_approve", "seq");
table!(
    POLL,
    "poll",
    "id",
    "host",
    "day",
    "level",
    "municipality",
    "place",
    "nomination_from",
    "nomination_to",
    "roll_date",
    "local_age",
    "first_day",
    "application_from",
    "application_to",
    "seq"
);
table!(APPLICANT, "applicant", "id", "key", "name", "latin", "document", "personal_number", "seq");
table!(
    CASE,
    "case_file",
    "id",
    "key",
    "applicant",
    "poll",
    "\"right\"",
    "pack",
    "applied_on",
    "due_on",
    "opened_at";
    "status",
    "version",
    "outcome",
    "pack_hash",
    "last_seq",
    "seq"
);
table!(
    FACT,
    "fact",
    "id",
    "applicant",
    "kind",
    "state",
    "value",
    "holds_from",
    "holds_to",
    "evidence_kind",
    "evidence_ref",
    "evidence_date",
    "note",
    "recorded_at",
    "recorded_by",
    "supersedes",
    "seq"
);
table!(
    DECISION,
    "decision",
    "id",
    "case_id",
    "verdict",
    "departs",
    "reasons",
    "departure",
    "proposed",
    "pack",
    "pack_version",
    "pack_hash",
    "law_date",
    "known_at",
    "facts",
    "decided_by",
    "decided_at",
    "seq"
);
table!(APPROVAL, "approval", "id", "decision", "approved", "note", "approved_by", "approved_at", "seq");
table!(REMARK, "remark", "id", "case_id", "decision", "action", "text", "said_by", "said_at", "seq");

impl Table {
    pub fn field(&self, key: &Value) -> String {
        match key {
            Value::Integer(id) => format!("{}/{id}", self.name),
            Value::Text(name) => format!("{}/{name}", self.name),
            _ => format!("{}/?", self.name),
        }
    }

    /// The commitment to a row read with `select`; the buffer is used again for each row.
    pub fn commitment_of(&self, row: &Row, field: &str, buffer: &mut Vec<u8>) -> rusqlite::Result<Hash> {
        buffer.clear();
        let mut cells = [Cell::Null; CELLS];
        for (at, cell) in cells[..self.columns.len()].iter_mut().enumerate() {
            *cell = cell_of(row.get_ref(at + 1)?);
        }
        encode_row(&cells[..self.columns.len()], buffer);
        let salt = row.get_ref(0)?.as_blob().unwrap_or_default();
        Ok(commitment(field, salt, buffer))
    }
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
