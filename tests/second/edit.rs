//! Edits of what stands in the tables, without a thought for the hashes.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::Dice;

/// Every table that both verifiers check, by the column that tells its rows apart.
///
/// `search_term` is not among them: under which texts a case is found stands on no page, and the second verifier takes it
/// as it is.
const TABLES: [(&str, &str); 20] = [
    ("office", "id"),
    ("motion", "id"),
    ("assent", "id"),
    ("enrolment", "id"),
    ("permission", "id"),
    ("competence", "id"),
    ("poll", "id"),
    ("applicant", "id"),
    ("fact_schema", "id"),
    ("pack", "id"),
    ("case_file", "id"),
    ("fact", "id"),
    ("decision", "id"),
    ("approval", "id"),
    ("remark", "id"),
    ("attachment", "id"),
    ("listed", "slot"),
    ("entry", "seq"),
    ("node", "level * 1000000 + idx"),
    ("head", "id"),
];

/// What is done to a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Cell,
    Delete,
    Duplicate,
    Swap,
    Status,
}

/// Makes one edit; what it was.
pub fn edit(db: &Connection, kind: Edit, dice: &mut Dice) -> String {
    // Some tables are empty, and some edits would break a key of the engine: another is tried.
    for _ in 0..1000 {
        let (table, key) = match kind {
            Edit::Status => ("listed", "slot"),
            _ => TABLES[dice.below(TABLES.len())],
        };
        let rows = keys(db, table, key);
        if rows.is_empty() {
            continue;
        }
        let (row, other) = (rows[dice.below(rows.len())], rows[dice.below(rows.len())]);
        let changed = match kind {
            Edit::Cell => cell(db, (table, key), (row, other), dice),
            Edit::Status => status(db, row, dice),
            Edit::Delete => try_sql(db, &format!("DELETE FROM {table} WHERE {key}={row}")),
            Edit::Duplicate => duplicate(db, table, key, row),
            Edit::Swap if row != other => swap(db, (table, key), (row, other)),
            Edit::Swap => None,
        };
        if let Some(what) = changed {
            return what;
        }
    }
    panic!("no {kind:?} was possible")
}

fn keys(db: &Connection, table: &str, key: &str) -> Vec<i64> {
    let mut rows = db.prepare(&format!("SELECT {key} FROM {table} ORDER BY 1")).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The columns of a table, but for the one whose worth only the law knows.
fn columns(db: &Connection, table: &str) -> Vec<String> {
    let mut columns = db.prepare("SELECT name FROM pragma_table_info(?) WHERE ?<>'listed' OR name<>'outcome'").unwrap();
    columns.query_map([table, table], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The statement, if it could be carried out and changed something.
fn try_sql(db: &Connection, sql: &str) -> Option<String> {
    db.execute(sql, []).ok().filter(|changed| *changed > 0).map(|_| sql.to_owned())
}

/// One cell gets another value: its neighbour, or that of another row.
fn cell(db: &Connection, (table, key): (&str, &str), (row, other): (i64, i64), dice: &mut Dice) -> Option<String> {
    let columns = columns(db, table);
    let column = &columns[dice.below(columns.len())];
    let read = |row: i64| -> Value {
        let sql = format!("SELECT \"{column}\" FROM {table} WHERE {key}={row}");
        db.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let (old, theirs) = (read(row), read(other));
    let new = match (&old, dice.below(5)) {
        (_, 0) => theirs,
        (Value::Integer(value), 1) => Value::Integer(-value),
        (Value::Integer(value), 2) => Value::Integer(value ^ 1 << dice.below(63)),
        (Value::Integer(value), _) => Value::Integer(value.wrapping_add(1)),
        (Value::Text(text), 1) => Value::Text(text.chars().skip(1).collect()),
        (Value::Text(text), 2) => Value::Text(text.to_uppercase()),
        (Value::Text(text), _) => Value::Text(format!("{text} ")),
        (Value::Blob(blob), 1) => Value::Blob(blob[..blob.len() / 2].to_vec()),
        (Value::Blob(blob), 2) => Value::Blob([blob.as_slice(), &[0]].concat()),
        (Value::Blob(blob), _) if blob.is_empty() => Value::Blob(vec![0]),
        (Value::Blob(blob), _) => {
            let mut blob = blob.clone();
            let at = dice.below(blob.len());
            blob[at] ^= 1 << dice.below(8);
            Value::Blob(blob)
        }
        (_, 1) => Value::Integer(1),
        (_, _) => Value::Text("2027-01-01".to_owned()),
    };
    if new == old {
        return None;
    }
    let sql = format!("UPDATE {table} SET \"{column}\"=? WHERE {key}={row}");
    db.execute(&sql, [&new]).ok().filter(|changed| *changed > 0)?;
    Some(format!("{sql} from {old:?} to {new:?}").chars().take(300).collect())
}

fn status(db: &Connection, slot: i64, dice: &mut Dice) -> Option<String> {
    let words = ["new", "in_review", "awaiting_evidence", "decided", "awaiting_approval", "final", "noticed", "lost"];
    let (word, todo) = (dice.one(&words), ["todo", "1 - todo"][dice.below(2)]);
    let sql = format!("UPDATE listed SET status='{word}', todo={todo} WHERE slot={slot} AND status<>'{word}'");
    try_sql(db, &sql)
}

fn duplicate(db: &Connection, table: &str, key: &str, row: i64) -> Option<String> {
    let columns = columns(db, table);
    let values: Vec<String> = columns
        .iter()
        .map(|column| match column.as_str() {
            "id" | "slot" | "seq" if column == key => format!("(SELECT max({key}) + 1 FROM {table})"),
            "idx" if table == "node" => "idx + 500000".to_owned(),
            "cmd" => "zeroblob(16)".to_owned(),
            "key" => "key || '+'".to_owned(),
            "municipality" => "municipality || '+'".to_owned(),
            _ => format!("\"{column}\""),
        })
        .collect();
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let (names, values) = match table {
        "listed" => (format!("{}, outcome", names.join(", ")), format!("{}, outcome", values.join(", "))),
        _ => (names.join(", "), values.join(", ")),
    };
    try_sql(db, &format!("INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {key}={row}"))
}

/// Two rows change their places: each gets the key of the other.
fn swap(db: &Connection, (table, key): (&str, &str), (row, other): (i64, i64)) -> Option<String> {
    let moves = match key {
        "id" | "slot" | "seq" => [(row, -7), (other, row), (-7, other)]
            .map(|(from, to)| format!("UPDATE {table} SET {key}={to} WHERE {key}={from}"))
            .to_vec(),
        _ => vec![
            format!("CREATE TEMP TABLE two AS SELECT hash, {key} AS k FROM node WHERE {key} IN ({row}, {other})"),
            format!("UPDATE node SET hash=(SELECT hash FROM two WHERE k={other}) WHERE {key}={row}"),
            format!("UPDATE node SET hash=(SELECT hash FROM two WHERE k={row}) WHERE {key}={other}"),
        ],
    };
    moves.iter().for_each(|sql| db.execute_batch(sql).unwrap());
    Some(format!("{table} {row} and {other} change places"))
}
