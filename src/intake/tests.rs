//! Tables and records of others, read row by row.

use std::io::Cursor;

use super::rejects::RejectsFile;
use super::*;
use crate::domain::{Day, Evidence, Lang, NewCase, Place, Right, State, Value, Why};
use crate::law::Library;

const PLAIN: &str = include_str!("../../tests/data/import/plain.csv");
const FOREIGN: &str = include_str!("../../tests/data/import/foreign.csv");
const FOREIGN_MAP: &str = include_str!("../../tests/data/import/foreign.toml");

/// A row that is right, without the header; tests change one thing about it.
const HEADER: &str = "key,name,right,host,poll_day,level,municipality,fact:citizenship,fact:citizenship:to";
const ROW: &str = "K,Ann,vote,RU,2026-09-20,municipal_council,46701000,BY,";

type Taken = Result<NewCase, Rejected>;

fn read_with(map: &str, text: impl AsRef<[u8]>) -> Result<Vec<Taken>, IntakeError> {
    let library = Library::embedded().unwrap();
    let map = Map::read(map).unwrap();
    let file = Box::new(Cursor::new(text.as_ref().to_vec()));
    let mut rows = Rows::open(file, map.delimiter.map(|mark| mark as u8))?;
    let plan = Plan::new(&rows.header, &map, &library.schema)?;
    let find: row::FindPack = Box::new(|host, right, asked| match asked {
        None => library.pack_for(host, right),
        Some(id) => library.pack(id),
    });
    let mut reader = RowReader::new(plan, &library.schema, find, "2026-11-20".parse().unwrap());
    let mut record = Record::default();
    let mut taken = Vec::new();
    while rows.next(&mut record)? {
        taken.push(reader.read(&record)?);
    }
    Ok(taken)
}

fn read(text: impl AsRef<[u8]>) -> Vec<Taken> {
    read_with("", text).unwrap()
}

/// The sentence that a file is refused with.
fn refused(map: &str, text: impl AsRef<[u8]>) -> String {
    let Err(IntakeError::Unreadable { key, args }) = read_with(map, text) else { panic!("the file was read") };
    Texts::new(Lang::En).say(key, &args).to_string()
}

/// Field, value and sentence of everything wrong with the only row of a file.
fn wrong(header: &str, row: &str) -> Vec<(String, String, &'static str)> {
    let taken = read(format!("{header}\n{row}\n"));
    let [Err(rejected)] = taken.as_slice() else { panic!("{taken:?}") };
    rejected.problems.iter().map(|one| (one.field.clone(), one.value.clone(), one.key)).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_plain_file_becomes_applications() {
    let cases: Vec<NewCase> = read(PLAIN).into_iter().map(Result::unwrap).collect();
    let [first, second, third] = cases.as_slice() else { panic!("{} cases", cases.len()) };
    assert_eq!((first.key.as_str(), first.right, first.pack.as_str()), ("A-1", Right::Vote, "ru-by-vote"));
    assert_eq!(first.applicant.name, "Цётка Ўладзіслава");
    assert_eq!(first.applicant.key, "document:MP1234567");
    assert_eq!((first.poll.day, first.due_on), (day("2026-09-20"), day("2026-08-31")));
    let stated: Vec<(&str, &State)> = first.facts.iter().map(|fact| (fact.kind.as_str(), &fact.state)).collect();
    assert_eq!(
        stated,
        [
            ("birth_date", &State::Known(Value::Date(day("1990-05-01")))),
            ("citizenship", &State::Known(Value::Code("BY".into()))),
            ("residence_permit", &State::Known(Value::Code("permanent".into()))),
            ("incapacity", &State::None),
            ("imprisonment", &State::Unknown(Why::Requested)),
            ("registration", &State::Known(Value::Place(Place::recorded("OKTMO:46701000").unwrap()))),
        ]
    );
    let passport = Evidence { kind: "passport".into(), reference: "MP1234567".into(), dated: None };
    assert_eq!(first.facts[1].evidence, Some(passport));
    assert_eq!(first.facts[2].holds.from, Some(day("2019-03-01")));
    assert_eq!((second.applicant.name.as_str(), second.pack.as_str()), ("Д'Арк, Жанна", "ru-by-stand"));
    let citizenships = second.facts.iter().filter(|fact| fact.kind == "citizenship").map(|fact| &fact.state);
    assert_eq!(citizenships.collect::<Vec<_>>(), [&State::Known(Value::Code("BY".into())), &State::None]);
    assert_eq!(second.due_on, second.poll.day, "without a date of its own it is due on the polling day");
    assert_eq!(third.facts.len(), 2, "an empty field says nothing");
}

#[test]
fn a_foreign_file_is_read_through_its_mapping() {
    let cases: Vec<NewCase> = read_with(FOREIGN_MAP, FOREIGN).unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!((cases[0].key.as_str(), cases[0].applicant.name.as_str()), ("1", "Іваноў Ян Янавіч"));
    assert_eq!(cases[0].poll.day, day("2026-09-20"));
    assert_eq!(cases[0].facts[0].state, State::Known(Value::Date(day("1990-05-01"))));
    assert_eq!(cases[0].facts[2].holds.from, Some(day("2019-03-01")));
    assert_eq!(cases[0].facts[3].state, State::Unknown(Why::NotAsked));
    assert_eq!(cases[1].facts[2].state, State::Known(Value::Code("temporary".into())));
    assert_eq!(cases[1].facts[3].state, State::None);
}

#[test]
fn a_bad_field_is_named_with_its_value() {
    let one = |from: &str, to: &str, field: &str, value: &str, key| {
        assert!(ROW.contains(from));
        let found = wrong(HEADER, &ROW.replacen(from, to, 1));
        assert_eq!(found, [(field.to_owned(), value.to_owned(), key)]);
    };
    one("2026-09-20", "2026-02-30", "poll_day", "2026-02-30", "import-not-a-date");
    one("2026-09-20", "20.09.2026", "poll_day", "20.09.2026", "import-not-a-date");
    one("2026-09-20", "0026-09-20", "poll_day", "0026-09-20", "import-not-a-date");
    one("Ann", "", "name", "", "import-empty");
    one("Ann", "A\u{7}n", "name", "A\u{7}n", "import-control-character");
    one("Ann", "A\0n", "name", "A\0n", "import-control-character");
    one("vote", "elect", "right", "elect", "import-not-a-code");
    one("municipal_council", "parliament", "level", "parliament", "import-not-in-list");
    one("RU", "XX", "host", "XX", "import-no-pack");
    one("46701000", "46-701-000", "municipality", "46-701-000", "place-hyphen");
    one("46701000", "46701000\u{200b}", "municipality", "46701000\u{200b}", "place-hidden");
    one("46701000", "1401000000", "municipality", "1401000000", "place-length");
    one("BY,", "BX,", "fact:citizenship", "BX", "import-not-in-list");
    one("BY,", "unknown:perhaps,", "fact:citizenship", "unknown:perhaps", "import-not-a-code");
    one("BY,", ",2020-01-01", "fact:citizenship:to", "2020-01-01", "import-fact-without-value");
}

#[test]
fn a_bare_code_of_a_place_is_one_of_the_row_s_own_state() {
    let header = HEADER.replace("fact:citizenship,fact:citizenship:to", "fact:registration,fact:workplace");
    let row = ROW.replace("BY,", "46701000101,SOATO:1401000000");
    let case = read(format!("{header}\n{row}\n")).remove(0).unwrap();
    let places: Vec<&State> = case.facts.iter().map(|fact| &fact.state).collect();
    let place = |text: &str| State::Known(Value::Place(Place::recorded(text).unwrap()));
    assert_eq!(places, [&place("OKTMO:46701000101"), &place("SOATO:1401000000")]);
    let found = wrong(&header, &row.replace("46701000101", "46701000000"));
    assert_eq!(found, [("fact:registration".to_owned(), "46701000000".to_owned(), "place-heading")]);
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let found = wrong(HEADER, "K,,elect,RU,soon,municipal_council,46701000,BY,");
    let fields: Vec<&str> = found.iter().map(|(field, ..)| field.as_str()).collect();
    assert_eq!(fields, ["name", "right", "poll_day"]);
    assert_eq!(wrong(HEADER, "K,Ann")[0].2, "import-row-width");
}

#[test]
fn the_same_application_twice_in_a_file_names_the_first_line() {
    let taken = read(format!("{HEADER}\n{ROW}\n{}\n{ROW}\n", ROW.replacen('K', "L", 1)));
    assert!(taken[0].is_ok() && taken[1].is_ok());
    let Err(rejected) = &taken[2] else { panic!("taken twice") };
    assert_eq!((rejected.line, rejected.problems[0].key), (4, "import-key-twice"));
    assert_eq!(rejected.problems[0].args, [("line", Arg::Count(2))]);
}

#[test]
fn a_row_without_a_number_is_its_own_number() {
    let (header, row) = (HEADER.replacen("key,", "", 1), ROW.replacen("K,", "", 1));
    let key = |row: &str| read(format!("{header}\n{row}\n"))[0].as_ref().unwrap().key.clone();
    assert_eq!(key(&row), key(&row));
    assert!(key(&row).starts_with("row:"));
    assert_ne!(key(&row), key(&row.replacen("Ann", "Anne", 1)));
    // Where one field ends and the next begins is part of it.
    assert_ne!(key(&row.replacen("46701000,BY", "46701000,", 1)), key(&row));
}

#[test]
fn a_wrong_header_names_what_is_unknown_and_what_is_missing() {
    let said = refused("", "nme,right,host,poll_day,level,municipality,fact:citizenshp\n");
    for part in ["\"nme\" (name?)", "\"fact:citizenshp\" (fact:citizenship?)", "missing: name"] {
        assert!(said.contains(part), "{part} is missing in: {said}");
    }
    assert!(refused("", "name,right\n").contains("host, poll_day, level, municipality"));
    assert!(refused("", format!("{HEADER},name\n")).contains("name"));
    assert!(refused("[columns]\n\"Имя\" = \"name\"\n", format!("{HEADER}\n")).contains("Имя"));
    let constant = refused("[constants]\nhots = \"RU\"\n", format!("{HEADER}\n"));
    assert!(constant.contains("constant") && constant.contains("hots") && constant.contains("host?"), "{constant}");
    assert!(!refused("", format!("{HEADER},\x1b[2J\n")).contains('\x1b'));
}

#[test]
fn windows_1251_is_recognised_with_line_and_byte() {
    let mut text = format!("{HEADER}\n{ROW}\nL,").into_bytes();
    text.extend(b"\xc8\xe2\xe0\xed,vote,RU,2026-09-20,municipal_council,46701000,BY,\n");
    let said = refused("", text);
    for part in ["line 3, field 2", "0xC8", "Windows-1251", "\"Иван\""] {
        assert!(said.contains(part), "{part} is missing in: {said}");
    }
}

#[test]
fn rejected_rows_are_mended_and_read_again_and_no_cell_is_a_formula() {
    let bad = "=1+1,Ann,vote,RU,soon,municipal_council,46701000,BY,";
    let text = format!("{HEADER}\n{bad}\n");
    let taken = read(&text);
    let Err(rejected) = &taken[0] else { panic!("taken") };
    let mut rows = Rows::open(Box::new(Cursor::new(text.into_bytes())), None).unwrap();
    let mut record = Record::default();
    rows.next(&mut record).unwrap();
    let mut out = Vec::new();
    let mut file = RejectsFile::new(&mut out, &rows.header, rows.delimiter).unwrap();
    file.add(&rows.header, &record, rejected, &Texts::new(Lang::En)).unwrap();
    file.finish().unwrap();
    let written = String::from_utf8(out).unwrap();
    assert!(written.contains("\n\"'=1+1\","), "{written}");
    assert!(written.lines().next().unwrap().ends_with(",\"rejected:line\",\"rejected:reason\""));
    let mended = written.replace("soon", "2026-09-20");
    let again = read(mended);
    assert_eq!(again[0].as_ref().unwrap().key, "=1+1");
}

#[test]
fn constants_stand_where_a_field_is_empty() {
    let map = "[constants]\nhost = \"RU\"\n";
    let taken = read_with(map, format!("{HEADER}\n{}\n", ROW.replacen("RU", "", 1))).unwrap();
    assert_eq!(taken[0].as_ref().unwrap().poll.host, "RU");
}

/// One yes/no of a row, with what shows it.
fn incapacity(row: &str) -> Vec<(String, String, &'static str)> {
    let header = "key,name,right,host,poll_day,level,municipality,fact:incapacity,fact:incapacity:evidence,fact:incapacity:evidence_date";
    wrong(header, &format!("K,Ann,vote,RU,2026-09-20,municipal_council,46701000,{row}"))
}

#[test]
fn what_weighs_against_a_person_needs_dated_evidence() {
    let field = |name: &str, key| vec![(name.to_owned(), String::new(), key)];
    let dated = "fact:incapacity:evidence_date";
    assert_eq!(incapacity("yes,,"), field("fact:incapacity:evidence", "against-needs-evidence"));
    assert_eq!(incapacity("yes,court_decision,"), field(dated, "against-needs-day"));
    let soon = incapacity("yes,court_decision,soon");
    assert_eq!(soon, [(dated.to_owned(), "soon".to_owned(), "import-not-a-date")], "named once");
    // A file without such columns is told which it needs, the second of a kind by its number.
    let header = format!("{HEADER},fact:conviction#2");
    let said = wrong(&header, &format!("{ROW},grave"));
    assert_eq!(said, field("fact:conviction#2:evidence", "against-needs-evidence"));
    let good = ["none", "unknown:refused", ""].map(|state| read(format!("{HEADER},fact:conviction\n{ROW},{state}\n")));
    assert!(good.iter().all(|taken| taken[0].is_ok()), "{good:?}");
}

#[test]
fn no_default_weighs_against_a_person() {
    let silent = read(format!("{HEADER},fact:incapacity\n{ROW},\n"));
    assert!(silent[0].as_ref().unwrap().facts.iter().all(|fact| fact.kind != "incapacity"), "empty stays unknown");
    let shown =
        "\"fact:incapacity:evidence\" = \"court_decision\"\n\"fact:incapacity:evidence_date\" = \"2026-03-01\"\n";
    let constant = format!("[constants]\n\"fact:incapacity\" = \"yes\"\n{shown}");
    let blank = format!("[constants]\n{shown}[values.\"fact:incapacity\"]\n\"\" = \"yes\"\n");
    let files = [(constant, format!("{HEADER}\n{ROW}\n")), (blank, format!("{HEADER},fact:incapacity\n{ROW},\n"))];
    for (map, file) in files {
        let taken = read_with(&map, file).unwrap();
        let Err(rejected) = &taken[0] else { panic!("{taken:?}") };
        let problem = &rejected.problems[0];
        assert_eq!((problem.field.as_str(), problem.key), ("fact:incapacity", "against-by-default"), "{map}");
    }
}
