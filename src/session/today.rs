//! What the officer of a session did today, read from the ledger and from the cases as they are now.

use std::collections::BTreeMap;

use super::Session;
use crate::app::Answer;
use crate::app::deeds::{Deed, WINDOW, Wanted, of_today};
use crate::app::screens::today::{LOOKED, MOST};
use crate::domain::{CaseFile, CaseId, Stamp};
use crate::store::StoreError;

impl Session {
    pub(super) fn today(&self, now: Stamp) -> Result<Answer, StoreError> {
        let office = &self.app.office;
        let wanted = Wanted { officer: &self.app.officer.name, zone: office.zone, now, most: MOST, looked: LOOKED };
        let found = of_today(wanted, |before| self.store.entries(before, WINDOW))?;
        // One case is often acted on several times a day.
        let mut files: BTreeMap<CaseId, Option<CaseFile>> = BTreeMap::new();
        for case in found.rows.iter().filter_map(|row| row.case) {
            if let std::collections::btree_map::Entry::Vacant(place) = files.entry(case) {
                place.insert(self.case(case, now)?);
            }
        }
        let deed = |row: crate::domain::LedgerRow| {
            let file = row.case.and_then(|case| files.get(&case)?.as_ref());
            Deed::new(row, file, now, office.undo_minutes)
        };
        Ok(Answer::Today { deeds: found.rows.into_iter().map(deed).collect(), cut: found.cut })
    }
}
