//! What is on record, as the snapshot that the rules look at.

use rusqlite::{Connection, OptionalExtension, params};

use super::entry;
use crate::domain::{Act, ActError, CaseId, Command, DecisionId, Fact, Hold, Poll, Stamp};
use crate::law::Library;
use crate::office::{self, CaseSnapshot, Change, LastChange, Snapshot, Standing, Subject};
use crate::store::case::{case_row, facts_of, poll_of};
use crate::store::table::{ENROLMENT, OFFICE, POLL};
use crate::store::trust::Trust;
use crate::store::values::CaseRow;
use crate::store::{StoreError, lease, office as officers};

/// Where an act is performed: one transaction, and the law.
pub(super) struct Desk<'a> {
    pub db: &'a Connection,
    pub library: &'a Library,
    pub last_at: Stamp,
}

/// A case as it was read for one act.
pub(super) struct Found {
    pub row: CaseRow,
    pub poll: Poll,
    pub facts: Vec<Fact>,
    standing: Option<Standing>,
    hold: Option<Hold>,
    last_change: Option<LastChange>,
}

impl Desk<'_> {
    /// Reads a case; `seen` is the version that the person has seen.
    pub fn case(&self, case: CaseId, seen: i64, now: Stamp) -> Result<Option<Found>, StoreError> {
        let Some(row) = case_row(self.db, case)? else { return Ok(None) };
        let mut trust = Trust::new(self.db);
        trust.person(row.case.applicant)?;
        trust.rows(&POLL, "id=?", &row.poll.0)?;
        let last_change = if row.case.version == seen { None } else { Some(last_change(self.db, row.last_seq)?) };
        Ok(Some(Found {
            poll: poll_of(self.db, row.poll)?,
            facts: facts_of(self.db, row.case.applicant, &self.library.schema)?,
            standing: standing(self.db, case)?,
            hold: lease::holder(self.db, case, now)?,
            last_change,
            row,
        }))
    }

    /// What the rules say to the command.
    pub fn perform(&self, command: &Command, found: Option<&Found>) -> Result<Change, StoreError> {
        let mut trust = Trust::new(self.db);
        trust.rows(&OFFICE, "id=?", &1)?;
        trust.rows(&ENROLMENT, "name=?", &command.officer)?;
        let officer = officers::officer(self.db, &command.officer)?;
        let names = match command.act {
            Act::Case { .. } => Vec::new(),
            Act::Office(_) => officers::names(self.db)?,
        };
        let subject = match (&command.act, found) {
            (Act::Office(_), _) => Subject::Office { names: &names },
            (Act::Case { .. }, found) => Subject::Case(found.map(|found| CaseSnapshot {
                case: &found.row.case,
                poll: &found.poll,
                facts: &found.facts,
                pack: self.library.pack(&found.row.case.pack),
                standing: found.standing.as_ref(),
                hold: found.hold.as_ref(),
                last_change: found.last_change.as_ref(),
            })),
        };
        let snapshot = Snapshot {
            officer: officer.as_ref(),
            last_at: self.last_at,
            undo_minutes: officers::undo_minutes(self.db)?,
            schema: &self.library.schema,
            subject,
        };
        office::perform(&snapshot, command).map_err(|error| match error {
            ActError::UnknownPack { pack } => StoreError::UnknownPack(pack),
            error => error.into(),
        })
    }
}

/// The decision of the case that was made last.
fn standing(db: &Connection, case: CaseId) -> Result<Option<Standing>, StoreError> {
    let sql = "SELECT id, decided_by, decided_at FROM decision WHERE case_id=? ORDER BY id DESC LIMIT 1";
    let read =
        |row: &rusqlite::Row| Ok(Standing { id: DecisionId(row.get(0)?), by: row.get(1)?, at: Stamp(row.get(2)?) });
    Ok(db.prepare_cached(sql)?.query_row(params![case.0], read).optional()?)
}

fn last_change(db: &Connection, seq: u64) -> Result<LastChange, StoreError> {
    entry(db, seq, |entry| LastChange {
        by: entry.actor.into_owned(),
        at: Stamp(entry.at_ms),
        action: entry.action.code().to_owned(),
    })
}
