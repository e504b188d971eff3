//! The law on record: the text of each pack that something was answered with, and of the schema that it was read with. Years
//! later, under other packs, the same answer comes from the same text.

use rusqlite::{Connection, OptionalExtension, params};

use super::recorder::{Recorder, next_id};
use super::table::pack::{self, PackOnRecord};
use super::table::{FACT_SCHEMA, PACK, fact_schema};
use super::{Store, StoreError};
use crate::law::{Library, NOTATION, Pack};

impl Store {
    /// A pack on record, by the number of its row.
    pub fn pack_on_record(&self, id: i64) -> Result<Library, StoreError> {
        recorded(&self.db, id).map(|(_, library)| library)
    }
}

/// The row of a pack, which is written if it is not there.
pub(super) fn on_record(
    db: &Connection,
    recorder: &mut Recorder,
    library: &Library,
    pack: &Pack,
) -> Result<i64, StoreError> {
    let (schema_text, schema_hash) = library.schema_text();
    let known: Option<i64> = db
        .prepare_cached(
            "SELECT pack.id FROM pack JOIN fact_schema ON fact_schema.id=pack.fact_schema \
             WHERE pack.hash=? AND fact_schema.hash=? AND notation=?",
        )?
        .query_row(params![pack.edition.hash, schema_hash, NOTATION], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
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
