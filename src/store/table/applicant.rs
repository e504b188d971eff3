//! Persons who ask for a right, as the office first wrote them down.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{ApplicantId, NewApplicant};
use crate::store::values::{int, text};

table!(APPLICANT, "applicant", "key", "name", "latin", "document", "personal_number");

pub fn row(id: ApplicantId, new: &NewApplicant) -> Vec<Value> {
    let NewApplicant { key, name, latin, document, personal_number } = new;
    vec![int(id.0), text(key), text(name), text(latin), text(document), text(personal_number)]
}

pub fn read(row: &Row) -> rusqlite::Result<(ApplicantId, NewApplicant)> {
    let applicant = NewApplicant {
        key: row.get(3)?,
        name: row.get(4)?,
        latin: row.get(5)?,
        document: row.get(6)?,
        personal_number: row.get(7)?,
    };
    Ok((ApplicantId(row.get(1)?), applicant))
}
