//! Leases: who works on a case right now. They are no part of the record and end by themselves.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, StoreError, write};
use crate::domain::{ActError, CaseId, Hold, Stamp};
use crate::office::{CaseState, Standing, may_hold, may_take_over};

/// The longest lease that holds anybody up, in milliseconds, as SQL: what the office gives, and five minutes for clocks that
/// differ. One that ends later was not made by this program.
macro_rules! longest {
    () => {
        "(SELECT 60000 * (lease_minutes + 5) FROM office ORDER BY id DESC LIMIT 1)"
    };
}
pub(super) use longest;

/// From whom a case is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From nobody, not even another session of the same officer.
    Nobody,
    /// From oneself at most: a lease that is renewed.
    Oneself,
    /// From whoever holds it; not everybody may.
    Anybody,
}

impl Store {
    /// Takes or renews the lease on a case until `until`. A case that another officer holds stays theirs.
    pub fn claim(&mut self, case: CaseId, officer: &str, now: Stamp, until: Stamp) -> Result<(), StoreError> {
        self.take(case, officer, (now, until), From::Oneself)
    }

    /// Takes the lease on a case from now until a moment, for somebody who could do something to it.
    pub fn take(
        &mut self,
        case: CaseId,
        officer: &str,
        (now, until): (Stamp, Stamp),
        from: From,
    ) -> Result<(), StoreError> {
        let known = self.officer(officer)?.ok_or_else(|| ActError::NotEnrolled { officer: officer.to_owned() })?;
        let file = self.case(case, now)?.ok_or(ActError::NoSuchCase { case })?;
        let standing = Standing::of(&file);
        let undo_minutes = self.office()?.undo_minutes;
        let state = CaseState::of(&file, standing.as_ref(), undo_minutes, &self.library.schema.registers);
        may_hold(&state, &known, now)?;
        let tx = write(&mut self.db, &self.place)?;
        match (holder(&tx, case, now)?, from) {
            (None, _) => {}
            (Some(hold), From::Oneself | From::Anybody) if hold.by == officer => {}
            (Some(_), From::Anybody) => may_take_over(&known)?,
            (Some(Hold { by, until }), _) => return Err(ActError::Held { case, by, until }.into()),
        }
        tx.prepare_cached("INSERT INTO lease (case_id, officer, until) VALUES (?1,?2,?3) ON CONFLICT (case_id) DO UPDATE SET officer=?2, until=?3")?
            .execute(params![case.0, officer, until.0])?;
        tx.commit()
    }

    /// Gives back every case that the officer holds.
    pub fn release(&mut self, officer: &str) -> Result<(), StoreError> {
        let held: Option<i64> = self
            .db
            .prepare_cached("SELECT 1 FROM lease WHERE officer=? LIMIT 1")?
            .query_row([officer], |r| r.get(0))
            .optional()?;
        if held.is_none() {
            return Ok(());
        }
        let tx = write(&mut self.db, &self.place)?;
        tx.prepare_cached("DELETE FROM lease WHERE officer=?")?.execute([officer])?;
        tx.commit()
    }

    /// Gives back one case, if the officer holds it.
    pub fn give_back(&mut self, case: CaseId, officer: &str) -> Result<(), StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        tx.prepare_cached("DELETE FROM lease WHERE case_id=? AND officer=?")?.execute(params![case.0, officer])?;
        tx.commit()
    }

    /// How many leases end later than this program lets them: they were written past it, and hold nobody up.
    pub fn strange_leases(&self, now: Stamp) -> Result<i64, StoreError> {
        let sql = concat!("SELECT count(*) FROM lease WHERE until - ? > ", longest!());
        Ok(self.db.query_row(sql, [now.0], |row| row.get(0))?)
    }
}

/// The officer who holds a case now, and until when.
pub(super) fn holder(db: &Connection, case: CaseId, now: Stamp) -> Result<Option<Hold>, StoreError> {
    let sql = concat!("SELECT officer, until FROM lease WHERE case_id=? AND until - ? BETWEEN 1 AND ", longest!());
    let row = db
        .prepare_cached(sql)?
        .query_row([case.0, now.0], |row| Ok(Hold { by: row.get(0)?, until: Stamp(row.get(1)?) }));
    Ok(row.optional()?)
}
