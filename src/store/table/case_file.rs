//! Cases as they were opened. Where a case stands is folded from its entries.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{ApplicantId, CaseId, Day, PollId, Right, Stamp};
use crate::store::StoreError;
use crate::store::values::{day, int, needed, read_day, str_at, text};

table!(CASE, "case_file", "key", "applicant", "poll", "\"right\"", "pack", "applied_on", "due_on", "opened_at");

/// A case as it was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedCase {
    pub id: CaseId,
    pub key: String,
    pub applicant: ApplicantId,
    pub poll: PollId,
    pub right: Right,
    /// Id of the pack that governs it.
    pub pack: String,
    pub applied_on: Option<Day>,
    pub due_on: Day,
    pub opened_at: Stamp,
}

pub fn row(case: &OpenedCase) -> Vec<Value> {
    vec![
        int(case.id.0),
        text(&case.key),
        int(case.applicant.0),
        int(case.poll.0),
        text(case.right.code()),
        text(&case.pack),
        day(case.applied_on),
        day(Some(case.due_on)),
        int(case.opened_at.0),
    ]
}

pub fn read(row: &Row) -> Result<OpenedCase, StoreError> {
    Ok(OpenedCase {
        id: CaseId(row.get(1)?),
        key: row.get(3)?,
        applicant: ApplicantId(row.get(4)?),
        poll: PollId(row.get(5)?),
        right: needed(Right::parse(str_at(row, 6)?), "case_file.right")?,
        pack: row.get(7)?,
        applied_on: read_day(row, 8)?,
        due_on: needed(read_day(row, 9)?, "case_file.due_on")?,
        opened_at: Stamp(row.get(10)?),
    })
}
