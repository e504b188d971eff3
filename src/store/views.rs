//! Views of the queue that have a name: a person's own, and everybody's. They are no part of the record.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError, write};
use crate::domain::View;

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

    /// Keeps a view under its name, in the place of one that had it.
    pub fn keep_view(&mut self, officer: &str, view: &View) -> Result<(), StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        let sql =
            "INSERT INTO view (owner, name, line) VALUES (?1,?2,?3) ON CONFLICT (owner, name) DO UPDATE SET line=?3";
        tx.prepare_cached(sql)?.execute(params![owner(officer, view.shared), view.name, view.line])?;
        tx.commit()
    }

    /// Forgets a view; `false`: there was none of this name.
    pub fn forget_view(&mut self, officer: &str, name: &str, shared: bool) -> Result<bool, StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        let gone =
            tx.prepare_cached("DELETE FROM view WHERE owner=? AND name=?")?.execute([owner(officer, shared), name])?;
        tx.commit()?;
        Ok(gone > 0)
    }
}

fn owner(officer: &str, shared: bool) -> &str {
    if shared { "" } else { officer }
}
