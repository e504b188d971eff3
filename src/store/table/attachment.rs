//! The files that belong to a case.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Attached, Attachment, CaseId, Stamp};
use crate::store::StoreError;
use crate::store::values::{int, needed, text};

table!(ATTACHMENT, "attachment", "officer", "at", "case_id", "name", "size", "sha256", "note");

pub fn row(id: i64, by: &str, at: Stamp, case: CaseId, file: &Attached) -> Vec<Value> {
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    let hash = Value::Blob(file.sha256.to_vec());
    vec![int(id), text(by), int(at.0), int(case.0), text(file.name.as_str()), int(size), hash, text(file.note.as_str())]
}

pub fn read(row: &Row) -> Result<Attachment, StoreError> {
    let hash: Vec<u8> = row.get(8)?;
    Ok(Attachment {
        file: Attached {
            name: row.get(6)?,
            size: needed(u64::try_from(row.get::<_, i64>(7)?).ok(), "attachment.size")?,
            sha256: needed(hash.try_into().ok(), "attachment.sha256")?,
            note: row.get(9)?,
        },
        by: row.get(3)?,
        at: Stamp(row.get(4)?),
        seq: row.get::<_, i64>(2)? as u64,
    })
}
