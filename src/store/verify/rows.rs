//! The tables whose rows never change, each read once along with the log.

use rusqlite::{Row, Rows};

use super::noted::{MadeApproval, MadeDecision, MadeRemark, Noted};
use super::{Stop, fault};
use crate::domain::{Clean, Officer, Outcome, Verdict};
use crate::law::pack::rule;
use crate::ledger::{Entry, FaultClass, Field};
use crate::store::table::{APPLICANT, APPROVAL, DECISION, ENROLMENT, FACT, POLL, REMARK, Table};
use crate::store::values::str_at;

pub const FIXED: [&Table; 7] = [&ENROLMENT, &POLL, &APPLICANT, &FACT, &DECISION, &APPROVAL, &REMARK];

/// A table that is read along with the log.
pub struct Cursor<'s> {
    pub table: &'static Table,
    rows: Rows<'s>,
    /// The key of the row read last; rows are numbered from 1 without a gap, so every row up to it exists.
    pub last: i64,
    /// Columns that repeat what the entry of the row says: who, when, its number.
    by: Option<usize>,
    at: Option<usize>,
    seq: Option<usize>,
}

impl<'s> Cursor<'s> {
    pub fn new(table: &'static Table, rows: Rows<'s>) -> Cursor<'s> {
        // The salt stands before the columns.
        let column = |ends: &str| table.columns.iter().position(|name| name.ends_with(ends)).map(|at| at + 1);
        let acts = table.name != ENROLMENT.name;
        let only = |found: Option<usize>| found.filter(|_| acts);
        Cursor {
            table,
            rows,
            last: 0,
            by: only(column("_by")),
            at: only(column("ed_at").or(column("said_at"))),
            seq: column("seq"),
        }
    }

    /// Compares the next row with what the log says of it.
    pub fn compare(&mut self, entry: &Entry, field: &Field, key: &str, buffer: &mut Vec<u8>) -> Result<Noted, Stop> {
        let table = self.table;
        let missing = || fault(FaultClass::RowMissing, &*field.id, "the log made this row, and it is gone");
        let Some(row) = self.rows.next()? else { return Err(missing()) };
        let (found, wanted): (i64, Option<i64>) = (row.get(1)?, key.parse().ok());
        if wanted != Some(found) {
            return Err(match wanted {
                Some(wanted) if found > wanted => missing(),
                _ => added(table, found),
            });
        }
        if found != self.last + 1 {
            let what = format!("the row before it is numbered {}", self.last);
            return Err(fault(FaultClass::Gap, &*field.id, what));
        }
        self.last = found;
        if table.commitment_of(row, &field.id, buffer)? != field.commitment {
            return Err(fault(FaultClass::RowChanged, &*field.id, "the row is not the one that the log commits to"));
        }
        let other = |what: &str| {
            fault(FaultClass::Sequence, &*field.id, format!("the row names another {what} than its entry"))
        };
        if let Some(by) = self.by
            && row.get_ref(by)?.as_str().ok() != Some(&*entry.actor)
        {
            return Err(other("officer"));
        }
        if let Some(at) = self.at
            && row.get_ref(at)?.as_i64().ok() != Some(entry.at_ms)
        {
            return Err(other("moment"));
        }
        if let Some(seq) = self.seq
            && row.get_ref(seq)?.as_i64().ok() != Some(entry.seq as i64)
        {
            return Err(other("entry"));
        }
        note(table, row, &field.id)
    }

    pub fn must_be_at_its_end(&mut self) -> Result<(), Stop> {
        match self.rows.next()? {
            None => Ok(()),
            Some(row) => Err(added(self.table, row.get(1)?)),
        }
    }
}

/// A row of `decision`.
fn decision(row: &Row) -> Result<MadeDecision, Stop> {
    let said = |at: usize| Ok::<bool, Stop>(!Clean::is_blank(str_at(row, at)?));
    let hash = row.get_ref(10)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(MadeDecision {
        id: row.get(1)?,
        case: row.get(2)?,
        verdict: Verdict::parse(str_at(row, 3)?),
        departs: row.get(4)?,
        reasons: said(5)?,
        departure: said(6)?,
        proposed: Outcome::parse(str_at(row, 7)?),
        rule: rule(str_at(row, 8)?, str_at(row, 9)?, hash),
        facts: str_at(row, 13)?.split_whitespace().map(|id| id.parse().ok()).collect(),
    })
}

/// What the row says, as far as the walk must know it. The salt stands before the columns.
fn note(table: &Table, row: &Row, field: &str) -> Result<Noted, Stop> {
    let refers = |at: usize| -> rusqlite::Result<Option<i64>> { row.get(at) };
    Ok(if table.name == ENROLMENT.name {
        Noted::Officer(Officer {
            name: row.get(2)?,
            may_decide: row.get(3)?,
            may_approve: row.get(4)?,
            may_self_approve: row.get(5)?,
        })
    } else if table.name == FACT.name {
        // The last column but one: the last names the entry.
        let superseded = table.columns.len() - 1;
        if refers(superseded)?.is_some_and(|older| Some(older) >= refers(1).ok().flatten()) {
            return Err(dangling(field));
        }
        Noted::Fact { applicant: row.get(2)? }
    } else if table.name == DECISION.name {
        Noted::Decision(decision(row)?)
    } else if table.name == APPROVAL.name {
        Noted::Approval(MadeApproval { decision: row.get(2)?, approved: row.get(3)? })
    } else if table.name == REMARK.name {
        Noted::Remark(MadeRemark { case: row.get(2)?, decision: refers(3)?, action: row.get(4)? })
    } else {
        Noted::Nothing
    })
}

/// A row that refers to one which does not exist, or not yet.
pub fn dangling(field: &str) -> Stop {
    fault(FaultClass::Derived, field, "it refers to a row that does not exist")
}

fn added(table: &Table, key: i64) -> Stop {
    fault(FaultClass::RowAdded, format!("{}/{key}", table.name), "the log knows nothing of this row")
}
