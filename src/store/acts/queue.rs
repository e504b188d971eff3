//! What the queue may tell when the office changes which facts are entered twice.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::follow::Asked;
use crate::domain::{ApplicantId, Schema};
use crate::law::Library;
use crate::office::second_entry::seen_by_all;
use crate::store::law::recorded;
use crate::store::person::Person;
use crate::store::reader::Reader;
use crate::store::{StoreError, listed, search};

/// The queue, with the packs on record that answered for it. They answer again: a change of what is entered twice brings no
/// new law.
pub(super) struct Queue<'a> {
    pub db: &'a Connection,
    pub schema: &'a Schema,
    pub packs: HashMap<i64, (String, Library)>,
}

impl Queue<'_> {
    /// Asks again for everybody of whom the queue may now tell less, or more.
    pub fn tell(&mut self, before: &[String], after: &[String]) -> Result<(), StoreError> {
        for applicant in self.with_facts_of(before, after)? {
            // One reader for each: what it has seen of an entry is of this person.
            let mut reader = Reader::checked(self.db);
            let person = Person::load(&mut reader, applicant, self.schema, |_| {})?;
            if seen_by_all(&person.facts, before) != seen_by_all(&person.facts, after) {
                self.ask(&mut reader, &person, after)?;
            }
            search::follow(
                self.db,
                (applicant, &person.known),
                person.cases.iter().map(|(case, _)| case),
                before,
                after,
            )?;
        }
        Ok(())
    }

    /// Whoever has a fact of a kind that one of the settings names and the other does not.
    fn with_facts_of(&self, before: &[String], after: &[String]) -> Result<BTreeSet<ApplicantId>, StoreError> {
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|kind| !those.contains(kind)).cloned().collect()
        };
        let mut found = BTreeSet::new();
        let mut statement = self.db.prepare("SELECT DISTINCT applicant FROM fact WHERE kind=?")?;
        for kind in only(before, after).into_iter().chain(only(after, before)) {
            let mut rows = statement.query([kind])?;
            while let Some(row) = rows.next()? {
                found.insert(ApplicantId(row.get(0)?));
            }
        }
        Ok(found)
    }

    fn ask(&mut self, reader: &mut Reader, person: &Person, twice: &[String]) -> Result<(), StoreError> {
        for (case, _) in &person.cases {
            let slot = listed::slot(case.due_on, case.id);
            let sql = "SELECT pack FROM listed WHERE slot=?";
            let row: i64 = self.db.prepare_cached(sql)?.query_row(params![slot], |row| row.get(0))?;
            if !self.packs.contains_key(&row) {
                let (pack, library) = recorded(self.db, row)?;
                self.packs.insert(row, (pack.name, library));
            }
            let (name, library) = &self.packs[&row];
            let poll = reader.poll(case.poll)?;
            let facts = &person.facts;
            let asked = Asked { pack: name, poll: &poll, applied_on: case.applied_on, facts, twice };
            let pack = library.pack(name).ok_or_else(|| StoreError::UnknownPack(name.clone()))?;
            listed::answer(self.db, slot, asked.of(pack), row)?;
        }
        Ok(())
    }
}
