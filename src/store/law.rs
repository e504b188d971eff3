//! The law on record: the text of each pack that something was answered with, and of the schema that it was read with. Years
//! later, under other packs, the same answer comes from the same text.

use rusqlite::{Connection, OptionalExtension, params};

use super::person::Person;
use super::reader::Reader;
use super::recorder::{Recorder, next_id};
use super::table::pack::{self, PackOnRecord};
use super::table::{FACT, FACT_SCHEMA, PACK, fact, fact_schema};
use super::{Store, StoreError};
use crate::domain::{CaseId, Day, DecisionId, Fact, Poll, Stamp};
use crate::law::{Inquiry, Knobs, Library, NOTATION, Pack};
use crate::wording::letter::Basis;

/// The row of a pack as this program has it, where it is on record.
pub(super) fn row_of(db: &Connection, library: &Library, pack: &Pack) -> Result<Option<i64>, StoreError> {
    let (_, schema_hash) = library.schema_text();
    let sql = "SELECT pack.id FROM pack JOIN fact_schema ON fact_schema.id=pack.fact_schema \
         WHERE pack.hash=? AND fact_schema.hash=? AND notation=?";
    let mut statement = db.prepare_cached(sql)?;
    let known = statement.query_row(params![pack.edition.hash, schema_hash, NOTATION], |row| row.get(0));
    Ok(known.optional()?)
}

/// The row of a pack, which is written if it is not there.
pub(super) fn on_record(
    db: &Connection,
    recorder: &mut Recorder,
    library: &Library,
    pack: &Pack,
) -> Result<i64, StoreError> {
    if let Some(id) = row_of(db, library, pack)? {
        return Ok(id);
    }
    let (schema_text, schema_hash) = library.schema_text();
    let find = "SELECT id FROM fact_schema WHERE hash=?";
    let known: Option<i64> = db.prepare_cached(find)?.query_row([schema_hash], |row| row.get(0)).optional()?;
    let schema = match known {
        Some(id) => id,
        None => {
            let id = next_id(db, "fact_schema")?;
            recorder.insert(&FACT_SCHEMA, &fact_schema::row(id, &schema_hash, schema_text))?;
            id
        }
    };
    let text = library.text_of(&pack.edition.id).ok_or_else(|| StoreError::UnknownPack(pack.edition.id.clone()))?;
    let id = next_id(db, "pack")?;
    recorder.insert(&PACK, &pack::row(id, &pack.edition, schema, text))?;
    Ok(id)
}

/// A pack on record, read as it was then.
pub(super) fn recorded(db: &Connection, id: i64) -> Result<(PackOnRecord, Library), StoreError> {
    let strange = |what: &str| StoreError::damaged(format!("pack/{id}: {what}"));
    let found = db
        .prepare_cached(&format!("{} WHERE id=?", PACK.select))?
        .query_row([id], pack::read)
        .optional()?
        .ok_or_else(|| strange("it is missing"))?;
    if found.notation > NOTATION {
        return Err(StoreError::NewerNotation { pack: found.name, found: found.notation, known: NOTATION });
    }
    let schema: String = db
        .prepare_cached("SELECT text FROM fact_schema WHERE id=?")?
        .query_row([found.fact_schema], |row| row.get(0))
        .optional()?
        .ok_or_else(|| strange("the schema that it was read with is missing"))?;
    let file = format!("{}.toml", found.name);
    let library = Library::recorded(&schema, &file, &found.text).map_err(|_| strange("its text cannot be read"))?;
    match library.pack(&found.name).is_some_and(|pack| pack.edition.hash == found.hash) {
        true => Ok((found, library)),
        false => Err(strange("its text is another than its hash says")),
    }
}

/// What a decision was made on: the pack to the letter, and the facts that were on record.
pub struct AsDecided {
    /// The decision.
    pub decision: DecisionId,
    /// The pack on record, with the schema that it was read with.
    pub library: Library,
    /// Id of the pack.
    pub pack: String,
    /// The poll of the case.
    pub poll: Poll,
    /// The day of the application.
    pub applied_on: Option<Day>,
    /// When the case was opened.
    pub opened_at: Stamp,
    /// The facts that were on record.
    pub facts: Vec<Fact>,
}

impl Store {
    /// The ground of a decision of a case, of its newest where none is named; `None`: there is no such decision. Each row
    /// is held against the log: what is edited is refused, not repeated.
    pub fn as_decided(&self, case: CaseId, decision: Option<DecisionId>) -> Result<Option<AsDecided>, StoreError> {
        let tx = self.db.unchecked_transaction()?;
        let mut reader = Reader::checked(&tx);
        let Some(applicant) = Person::of(&reader, case)? else { return Ok(None) };
        let sql = "SELECT id, pack FROM decision WHERE case_id=?1 AND id=coalesce(?2, id) ORDER BY id DESC LIMIT 1";
        let wanted = params![case.0, decision.map(|decision| decision.0)];
        let found: Option<(i64, i64)> =
            tx.prepare_cached(sql)?.query_row(wanted, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((id, pack)) = found else { return Ok(None) };
        // Its text must be what the log commits to, and so must that of the schema.
        // A reader of its own: the entry that put the pack on record opened somebody's case, who need not be this person.
        let mut laws = Reader::checked(&tx);
        let schema = laws.one(&PACK, pack, |row| Ok(pack::read(row)?.fact_schema))?.unwrap_or_default();
        laws.one(&FACT_SCHEMA, schema, |_| Ok(()))?;
        let (on_record, library) = recorded(&tx, pack)?;
        let person = Person::load(&mut reader, applicant, &library.schema, |_| {})?;
        let made = person.decisions.iter().find(|made| made.id.0 == id);
        let (Some(made), Some((opened, _))) = (made, person.case(case)) else { return Ok(None) };
        let mut facts = Vec::new();
        reader.each(&FACT, "applicant=?", &applicant.0, |row| {
            if row.get::<_, i64>(2)? < made.seq as i64 {
                facts.push(fact::read(row, &library.schema)?);
            }
            Ok(())
        })?;
        Ok(Some(AsDecided {
            decision: made.id,
            poll: reader.poll(opened.poll)?,
            applied_on: opened.applied_on,
            opened_at: opened.opened_at,
            facts,
            pack: on_record.name,
            library,
        }))
    }
}

impl Store {
    /// What a decision rests on, for its letter: the determination made again from the pack and the facts on record.
    pub fn basis(&self, case: CaseId, decision: DecisionId) -> Result<Option<Basis>, StoreError> {
        let Some(found) = self.as_decided(case, Some(decision))? else { return Ok(None) };
        let AsDecided { library, pack, poll, applied_on, opened_at, facts, .. } = found;
        let Some(pack) = library.pack(&pack) else { return Ok(None) };
        let inquiry =
            Inquiry { poll: &poll, applied_on, applied_at: Some(opened_at), facts: &facts, knobs: Knobs::default() };
        let determination = pack.determine(&inquiry);
        Ok(Some(Basis { determination, schema: library.schema.clone(), facts }))
    }
}
