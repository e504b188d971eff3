//! Whether the office is frozen, from what it sets for itself and from its polls.

use rusqlite::Connection;

use super::reader::Reader;
use super::{Store, StoreError, law};
use crate::domain::{Day, Office, PollId, Stamp};
use crate::law::Library;
use crate::office::freeze::{Critical, frozen_until};

impl Store {
    /// Until when nothing about people, rules or the program changes without two people; `None`: one person is enough.
    pub fn frozen(&self, now: Stamp) -> Result<Option<Day>, StoreError> {
        let mut reader = Reader::unchecked(&self.db);
        let office = reader.office()?;
        frozen(&mut reader, &office, now)
    }
}

/// Until when the office is frozen at a moment. The polls are read only where the office freezes by itself.
pub(super) fn frozen(reader: &mut Reader, office: &Office, at: Stamp) -> Result<Option<Day>, StoreError> {
    let mut polls = Vec::new();
    if office.freeze_days.is_some() {
        let sql = "SELECT id FROM poll WHERE roll_date IS NOT NULL AND day >= ?";
        let mut statement = reader.db().prepare_cached(sql)?;
        let mut rows = statement.query([office.zone.day(at).to_string()])?;
        while let Some(row) = rows.next()? {
            polls.push(PollId(row.get(0)?));
        }
    }
    let mut critical = Vec::with_capacity(polls.len());
    for id in polls {
        let poll = reader.poll(id)?;
        critical.push(Critical { roll: poll.roll_date, poll: poll.day });
    }
    Ok(frozen_until(office, critical.into_iter(), at))
}

/// The first of some packs that is not on record as this program has it.
pub(super) fn new_rules<'l>(
    db: &Connection,
    library: &'l Library,
    packs: impl Iterator<Item = String>,
) -> Result<Option<&'l str>, StoreError> {
    for name in packs {
        // A pack that the program does not have is refused elsewhere.
        let Some(pack) = library.pack(&name) else { continue };
        if law::row_of(db, library, pack)?.is_none() {
            return Ok(Some(&pack.edition.id));
        }
    }
    Ok(None)
}
