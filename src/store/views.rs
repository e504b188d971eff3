//! Views of the queue that have a name: a person's own, and everybody's. They are no part of the record.

use rusqlite::{Connection, OptionalExtension, params};

use super::reader::Reader;
use super::staff::staff;
use super::{Store, StoreError, write};
use crate::domain::filter::Over;
use crate::domain::{ActError, View};
use crate::office;

/// What came of keeping a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Kept,
    /// Nothing was done: the office has another view of this name, with this line.
    Taken {
        /// The line that stays.
        line: String,
    },
}

impl Store {
    /// The views that an officer sees: their own first, then everybody's, each by name.
    pub fn views(&self, officer: &str) -> Result<Vec<View>, StoreError> {
        let sql = "SELECT owner = '', name, line FROM view WHERE owner IN (?, '') ORDER BY 1, 2";
        let mut statement = self.db.prepare_cached(sql)?;
        let views = statement
            .query_map([officer], |row| Ok(View { shared: row.get(0)?, name: row.get(1)?, line: row.get(2)? }))?;
        Ok(views.collect::<Result<_, _>>()?)
    }

    /// The view of this name that an officer means: their own, or else everybody's.
    pub fn view(&self, officer: &str, name: &str) -> Result<Option<View>, StoreError> {
        let sql = "SELECT owner = '', name, line FROM view WHERE owner IN (?1, '') AND name = ?2 ORDER BY 1 LIMIT 1";
        let mut statement = self.db.prepare_cached(sql)?;
        let found = statement
            .query_row([officer, name], |row| Ok(View { shared: row.get(0)?, name: row.get(1)?, line: row.get(2)? }));
        Ok(found.optional()?)
    }

    /// Keeps a view under its name, in the place of one's own that had it; whether also in the place of everybody's, `over`
    /// says.
    pub fn keep_view(&mut self, officer: &str, view: &View, over: Over) -> Result<Kept, StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        may_share(&tx, officer, view.shared)?;
        if view.shared && over == Over::Ask {
            let there: Option<String> = tx
                .prepare_cached("SELECT line FROM view WHERE owner='' AND name=?")?
                .query_row([&view.name], |row| row.get(0))
                .optional()?;
            if let Some(line) = there.filter(|line| *line != view.line) {
                return Ok(Kept::Taken { line });
            }
        }
        let sql =
            "INSERT INTO view (owner, name, line) VALUES (?1,?2,?3) ON CONFLICT (owner, name) DO UPDATE SET line=?3";
        tx.prepare_cached(sql)?.execute(params![owner(officer, view.shared), view.name, view.line])?;
        tx.commit()?;
        Ok(Kept::Kept)
    }

    /// Forgets a view; `false`: there was none of this name.
    pub fn forget_view(&mut self, officer: &str, name: &str, shared: bool) -> Result<bool, StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        may_share(&tx, officer, shared)?;
        let gone =
            tx.prepare_cached("DELETE FROM view WHERE owner=? AND name=?")?.execute([owner(officer, shared), name])?;
        tx.commit()?;
        Ok(gone > 0)
    }
}

/// What is everybody's is changed by those who work here; whoever only reads keeps views of their own.
fn may_share(db: &Connection, officer: &str, shared: bool) -> Result<(), StoreError> {
    if !shared {
        return Ok(());
    }
    let staff = staff(&mut Reader::unchecked(db))?;
    let none = || ActError::NotEnrolled { officer: officer.to_owned() };
    Ok(office::may_share(staff.officer(officer).ok_or_else(none)?)?)
}

fn owner(officer: &str, shared: bool) -> &str {
    if shared { "" } else { officer }
}
