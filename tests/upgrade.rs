//! An office of an older format is refused by name with the way out, and brought up whole or not at all.

#[allow(dead_code)]
mod scratch;

use std::fs;

use rusqlite::Connection;
use scratch::Scratch;

/// A scratch folder with an office of format 2 as `o.db`.
fn old() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("o.db", fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/formats/2.db")).unwrap());
    scratch
}

#[test]
fn an_older_office_is_named_with_the_way_out_and_comes_up_whole() {
    let scratch = old();
    let before = fs::read(scratch.path("o.db")).unwrap();
    for args in
        [&["queue", "o.db"][..], &["ledger", "verify", "o.db"], &["decide", "o.db", "1001", "grant", "--as", "anna"]]
    {
        scratch.refused(3, args, &["format 2", "suffrage upgrade o.db"]);
    }
    assert_eq!(fs::read(scratch.path("o.db")).unwrap(), before, "a look changes nothing");
    let said = scratch.done(&["upgrade", "o.db"]).out;
    assert!(said.contains("format 2") && said.contains("o.db.format-2"), "{said}");
    let kept = Connection::open(scratch.path("o.db.format-2")).unwrap();
    let kept: i64 = kept.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 2, "the office as it was stays");
    let report = scratch.json(&["ledger", "verify", "o.db"]);
    let root = "6cf5dc1a158e39f43daa8eaac83cf827f6c9166f1bc734bead43be186860e2da";
    assert_eq!((report["holds"].clone(), report["root"].as_str()), (true.into(), Some(root)), "no commitment changed");
    // And work goes on in it.
    scratch.done(&["decide", "o.db", "1001", "grant", "--departure", "the original was seen", "--as", "anna"]);
    scratch.verifies();
    assert!(scratch.done(&["upgrade", "o.db"]).out.contains("already"));
}

#[test]
fn nothing_is_brought_up_while_somebody_works() {
    let scratch = old();
    let other = Connection::open(scratch.path("o.db")).unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    scratch.refused(3, &["upgrade", "o.db"], &["o.db", "open"]);
    assert!(!scratch.path("o.db.part").exists() && !scratch.path("o.db.format-2").exists());
    drop(other);
    scratch.done(&["upgrade", "o.db"]);
}

#[test]
fn an_office_that_does_not_verify_stays_as_it_is() {
    let scratch = old();
    let db = Connection::open(scratch.path("o.db")).unwrap();
    let trigger: String =
        db.query_row("SELECT sql FROM sqlite_schema WHERE name='fact_stays'", [], |row| row.get(0)).unwrap();
    db.execute_batch("DROP TRIGGER fact_stays; UPDATE fact SET value='KZ' WHERE kind='citizenship'").unwrap();
    db.execute_batch(&trigger).unwrap();
    drop(db);
    scratch.refused(7, &["upgrade", "o.db"], &["o.db", "row_changed", "fact/"]);
    assert!(!scratch.path("o.db.part").exists() && !scratch.path("o.db.format-2").exists());
    assert_eq!(fs::read(scratch.path("o.db")).unwrap()[18..20], [2, 2], "it is in the mode in which it was");
    scratch.refused(3, &["queue", "o.db"], &["format 2"]);
}

#[test]
fn what_no_script_leads_on_from_is_refused_by_name() {
    let scratch = Scratch::new();
    let db = Connection::open(scratch.path("o.db")).unwrap();
    db.execute_batch("PRAGMA application_id=0x53554652; PRAGMA user_version=1; CREATE TABLE office (id)").unwrap();
    drop(db);
    for args in [&["queue", "o.db"][..], &["upgrade", "o.db"]] {
        scratch.refused(3, args, &["o.db", "format 1", "before the first release", "suffrage init"]);
    }
    scratch.refused(3, &["upgrade", "none.db"], &["none.db", "does not exist"]);
}
