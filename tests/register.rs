//! A batch for a register and its answers: shown beside what is on record, recorded only where nothing speaks against it.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use scratch::Scratch;

const KIND: &str = "imprisonment";

/// Three people, of whom everything is known but whether they are in prison; the first one's name begins like a formula.
const PEOPLE: &str = "key,name,latin,document,right,host,poll_day,level,municipality,applied_on,fact:birth_date,\
     fact:citizenship,fact:citizenship:from,fact:residence_permit,fact:residence_permit:from,fact:registration,\
     fact:registration:from,fact:incapacity\n\
    K-1,=Ann,=ANN,AB1,vote,RU,2026-09-20,municipal_council,46701000,2026-07-01,1990-05-01,BY,1990-05-01,permanent,\
     2015-01-01,46701000,2015-01-01,none\n\
    K-2,Ben,BEN,AB2,vote,RU,2026-09-20,municipal_council,46701000,2026-07-01,1990-05-01,BY,1990-05-01,permanent,\
     2015-01-01,46701000,2015-01-01,none\n\
    K-3,Cid,CID,AB3,vote,RU,2026-09-20,municipal_council,46701000,2026-07-01,1990-05-01,BY,1990-05-01,permanent,\
     2015-01-01,46701000,2015-01-01,none\n";

/// An office in which three cases wait for the register of prisoners, and the batch for it.
fn asked() -> (Scratch, Vec<Vec<String>>) {
    let scratch = Scratch::office();
    scratch.write("people.csv", PEOPLE.replace(",\n     ", ",").replace("     ", ""));
    scratch.done(&["import", "o.db", "people.csv", "--as", "anna"]);
    scratch.done(&["register", "ask", "o.db", "--kind", KIND, "--out", "batch.csv"]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(scratch.path("batch.csv")).unwrap();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (scratch, rows)
}

/// Writes the batch with these answers: the number of a row, a column, what stands there.
fn answer(scratch: &Scratch, rows: &[Vec<String>], said: &[(usize, &str, &str)]) {
    let mut rows = rows.to_vec();
    for (row, column, value) in said {
        let at = rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("{column}: {:?}", rows[0]));
        rows[*row][at] = (*value).to_owned();
    }
    let mut writer = csv::Writer::from_path(scratch.path("answers.csv")).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

fn outcome(scratch: &Scratch, case: &str) -> String {
    let queue = scratch.json(&["queue", "o.db", "--status", "all"]);
    let cases = queue["cases"].as_array().unwrap().clone();
    let found = cases.into_iter().find(|one| one["case"].as_i64() == case.parse().ok()).unwrap();
    found["outcome"].as_str().unwrap().to_owned()
}

#[test]
fn a_batch_is_new_private_and_no_formula() {
    let (scratch, rows) = asked();
    assert_eq!(rows.len(), 4, "{rows:?}");
    let mode = fs::metadata(scratch.path("batch.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let formula = |cell: &String| cell.starts_with(['=', '+', '-', '@']);
    assert!(!rows.iter().flatten().any(formula), "{rows:?}");
    let before = fs::read(scratch.path("batch.csv")).unwrap();
    let again = scratch.run(&["register", "ask", "o.db", "--kind", KIND, "--out", "batch.csv"]);
    assert!(again.code != 0 && fs::read(scratch.path("batch.csv")).unwrap() == before, "{}", again.err);
    let wrong = scratch.run(&["register", "ask", "o.db", "--kind", "shoe_size", "--out", "new.csv"]);
    assert!(wrong.code != 0 && wrong.err.contains("shoe_size") && !scratch.path("new.csv").exists(), "{}", wrong.err);
}

#[test]
fn an_answer_is_only_shown_until_it_shall_be_recorded() {
    let (scratch, rows) = asked();
    answer(&scratch, &rows, &[(1, "none", "yes"), (2, "none", "yes")]);
    let shown = scratch.run(&["register", "answer", "o.db", "answers.csv", "--as", "anna"]);
    assert_eq!(shown.code, 0, "{}{}", shown.out, shown.err);
    let last = |out: &str| out.lines().last().unwrap_or_default().to_owned();
    assert!(last(&shown.out).starts_with("3 = 2 proposed"), "{}", shown.out);
    assert_eq!(outcome(&scratch, "1001"), "undetermined", "nothing is recorded by looking");
    let done = scratch.run(&["register", "answer", "o.db", "answers.csv", "--record", "--as", "anna"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(last(&done.out).starts_with("3 = 2 recorded"), "{}", done.out);
    assert_eq!((outcome(&scratch, "1001"), outcome(&scratch, "1003")), ("eligible".into(), "undetermined".into()));
    // The same answers again do nothing twice.
    let again = scratch.run(&["register", "answer", "o.db", "answers.csv", "--record", "--as", "anna"]);
    assert!(last(&again.out).contains("2 ") && !again.out.contains("recorded"), "{}", again.out);
    scratch.verifies();
}

#[test]
fn what_belongs_to_another_or_has_changed_meanwhile_is_never_recorded() {
    let (scratch, rows) = asked();
    scratch.done(&["assign", "o.db", "1003", "boris", "--as", "anna"]);
    answer(&scratch, &rows, &[(1, "none", "yes"), (1, "document", "XX9"), (2, "none", "perhaps"), (3, "none", "yes")]);
    let ran = scratch.run(&["register", "answer", "o.db", "answers.csv", "--record", "--as", "anna"]);
    assert!(ran.code != 0, "{}{}", ran.out, ran.err);
    let told = scratch.run(&["register", "answer", "o.db", "answers.csv", "--json", "--as", "anna"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let came: Vec<&str> = told["rows"].as_array().unwrap().iter().map(|row| row["came"].as_str().unwrap()).collect();
    assert_eq!(came, ["another", "bad", "changed"], "{told}");
    for case in ["1001", "1002", "1003"] {
        assert_eq!(outcome(&scratch, case), "undetermined", "{case}");
    }
    scratch.verifies();
}
