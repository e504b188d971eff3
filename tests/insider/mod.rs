//! Whoever can write the file and does not go by the program: changes past the engine's triggers, and entries made anew with
//! every hash that follows from them.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use suffrage::ledger::commitment::{Cell, commitment, encode_row};
use suffrage::ledger::tree::{Edge, leaf_hash};

/// Changes a file with the triggers taken away and put back, and no check of foreign keys.
pub fn past_the_triggers<T>(path: &Path, change: impl FnOnce(&Connection) -> T) -> T {
    let db = Connection::open(path).unwrap();
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type='trigger'";
    let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
    let triggers: Vec<(String, String)> =
        db.prepare(sql).unwrap().query_map([], read).unwrap().collect::<Result<_, _>>().unwrap();
    triggers.iter().for_each(|(name, _)| db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    db.pragma_update(None, "foreign_keys", 0).unwrap();
    let done = change(&db);
    triggers.iter().for_each(|(_, sql)| db.execute_batch(sql).unwrap());
    done
}

/// The commitment to a row as it stands now; `None`: there is no such row.
pub fn committed(db: &Connection, field: &str) -> Option<[u8; 32]> {
    let (table, id) = field.split_once('/')?;
    let mut statement = db.prepare(&format!("SELECT * FROM {table} WHERE id='{id}'")).ok()?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = |row: &rusqlite::Row| (0..names.len()).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
    let mut values = statement.query_row([], row).ok()?;
    let salt = names.iter().position(|name| name == "salt")?;
    let Value::Blob(salt) = values.remove(salt) else { return None };
    let cells: Vec<Cell> = values.iter().map(|value| cell(value.into())).collect();
    let mut encoded = Vec::new();
    encode_row(&cells, &mut encoded);
    Some(commitment(field, &salt, &encoded))
}

fn cell(value: ValueRef) -> Cell {
    match value {
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).unwrap()),
        ValueRef::Blob(blob) => Cell::Blob(blob),
        _ => Cell::Null,
    }
}

/// The whole tree and its head, from the entries.
pub fn rebuild(db: &Connection, last_at: i64) {
    db.execute_batch("DELETE FROM node").unwrap();
    let mut edge = Edge::default();
    let mut entries = db.prepare("SELECT bytes FROM entry ORDER BY seq").unwrap();
    let entries: Vec<Vec<u8>> = entries.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut node = db.prepare("INSERT INTO node (level, idx, hash) VALUES (?,?,?)").unwrap();
    for bytes in entries {
        edge.push(leaf_hash(&bytes), |one| {
            node.execute((one.level, one.index as i64, one.hash)).unwrap();
        });
    }
    let head = (edge.size as i64, edge.root(), last_at);
    db.execute("UPDATE head SET size=?, root=?, last_at=? WHERE id=1", head).unwrap();
}
