//! Bad days, ages and windows, at every way in: each is refused, with its field and what to write, and nothing is taken.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::fs;
use std::path::Path;

use scratch::Scratch;
use serde_json::{Value as Json, json};
use suffrage::law::{Library, facts_json};

/// What is no day, anywhere: another spelling, a year of five digits, a day outside the range.
const BAD_DAYS: [&str; 5] = ["2026-9-20", "+12026-01-01", "12026-01-01", "1799-12-31", "2201-01-01"];
const RANGE: [&str; 2] = ["1800-01-01", "2200-12-31"];

fn asked() -> Json {
    json!({
        "pack": "ru-by-vote", "applied_on": "2026-07-01", "applied_recorded_at": "2026-07-02",
        "poll": {"host": "RU", "first_day": "2026-09-18", "day": "2026-09-20", "level": "municipal_council",
                 "municipality": "46701000", "nomination_from": "2026-06-01", "nomination_to": "2026-07-01",
                 "roll_date": "2026-09-01", "application_from": "2026-06-15", "application_to": "2026-09-10",
                 "local_age": 21},
        "facts": [
            {"kind": "birth_date", "value": "1990-05-01"},
            {"kind": "citizenship", "value": "BY", "from": "1990-05-01", "to": "2030-01-01",
             "recorded_at": "2026-07-02", "evidence": {"kind": "passport", "dated": "2020-02-02"}},
        ],
    })
}

/// The JSON form of facts with one place of it replaced, refused with these words.
fn json_refused(pointer: &str, value: Json, parts: &[&str]) {
    thread_local!(static LIBRARY: Library = Library::embedded().unwrap());
    let mut asked = asked();
    *asked.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    let read = LIBRARY.with(|library| facts_json::read(&asked.to_string(), &library.schema));
    let said = read.expect_err(pointer).to_string();
    for part in parts {
        assert!(said.contains(part), "{pointer}: {part:?} is missing in: {said}");
    }
}

#[test]
fn every_day_of_a_file_of_facts_has_one_form_and_one_range() {
    let scratch = Scratch::new();
    scratch.write("good.json", asked().to_string());
    scratch.done(&["determine", "--facts", "good.json"]);
    let poll =
        ["first_day", "day", "nomination_from", "nomination_to", "roll_date", "application_from", "application_to"];
    let mut places: Vec<(String, String)> =
        poll.map(|field| (format!("/poll/{field}"), format!("poll.{field}: "))).into();
    for (pointer, name) in [
        ("/applied_on", "applied_on: "),
        ("/applied_recorded_at", "applied_recorded_at: "),
        ("/facts/0/value", "facts[0] (birth_date): "),
        ("/facts/1/from", "facts[1] (citizenship): from: "),
        ("/facts/1/to", "facts[1] (citizenship): to: "),
        ("/facts/1/recorded_at", "facts[1] (citizenship): recorded_at: "),
        ("/facts/1/evidence/dated", "facts[1] (citizenship): evidence.dated: "),
    ] {
        places.push((pointer.to_owned(), name.to_owned()));
    }
    for (pointer, name) in &places {
        for bad in BAD_DAYS {
            json_refused(pointer, json!(bad), &[name, bad, "write", RANGE[0], RANGE[1]]);
        }
    }
}

#[test]
fn what_cannot_be_right_in_a_poll_is_refused_at_its_field() {
    for age in [-1, 0, 13, 41, 120] {
        json_refused("/poll/local_age", json!(age), &["poll.local_age", "14", "40"]);
    }
    json_refused("/poll/first_day", json!("2026-09-21"), &["poll.first_day", "later than the polling day"]);
    json_refused("/poll/nomination_to", json!("2026-05-01"), &["poll.nomination_to", "ends before"]);
    json_refused("/poll/application_to", json!("2026-05-01"), &["poll.application_to", "ends before"]);
}

#[test]
fn evidence_is_of_a_kind_that_the_schema_lists() {
    let at = "/facts/1/evidence/kind";
    json_refused(at, json!("pasport"), &["facts[1] (citizenship): evidence.kind", "list evidence", "\"passport\"?"]);
    json_refused(at, json!("hearsay"), &["list evidence", "one of", "passport"]);
}

const COLUMNS: [(&str, &str); 16] = [
    ("name", "Ann"),
    ("right", "vote"),
    ("host", "RU"),
    ("poll_day", "2026-09-20"),
    ("level", "municipal_council"),
    ("municipality", "46701000"),
    ("first_day", "2026-09-18"),
    ("applied_on", "2026-07-01"),
    ("due_on", "2026-09-01"),
    ("nomination_from", "2026-06-01"),
    ("nomination_to", "2026-07-01"),
    ("roll_date", "2026-09-01"),
    ("application_from", "2026-06-15"),
    ("application_to", "2026-09-10"),
    ("fact:birth_date", "1990-05-01"),
    ("local_age", "21"),
];
const FACT: [(&str, &str); 5] = [
    ("fact:citizenship", "BY"),
    ("fact:citizenship:from", "1990-05-01"),
    ("fact:citizenship:to", "2030-01-01"),
    ("fact:citizenship:evidence", "passport"),
    ("fact:citizenship:evidence_date", "2020-02-02"),
];

/// A file in which each row has one of these values in a column, and is otherwise as usual.
fn csv(scratch: &Scratch, changed: &str, values: &[&str]) {
    let columns = || COLUMNS.iter().chain(&FACT);
    let header: Vec<&str> = columns().map(|(name, _)| *name).collect();
    let row = |value: &str| {
        let row: Vec<&str> = columns().map(|(name, usual)| if *name == changed { value } else { usual }).collect();
        row.join(",")
    };
    let rows: Vec<String> = values.iter().map(|value| row(value)).collect();
    scratch.write("f.csv", format!("{}\n{}\n", header.join(","), rows.join("\n")));
}

#[test]
fn every_day_of_a_row_has_one_form_and_one_range() {
    let scratch = Scratch::office();
    let import = ["import", "o.db", "f.csv", "--as", "anna"];
    let days = COLUMNS.iter().chain(&FACT).filter(|(_, usual)| usual.len() == 10 && usual.contains("-0"));
    let days: Vec<&str> = days.map(|(name, _)| *name).collect();
    assert_eq!(days.len(), 13, "{days:?}");
    let refused = |column: &str, values: &[&str], parts: &[&str]| {
        csv(&scratch, column, values);
        let ran = scratch.run(&import);
        let said = format!("{}{}", ran.out, ran.err);
        assert_eq!(ran.code, 4, "{column}: {said}");
        for (at, value) in values.iter().enumerate() {
            let line = said.lines().find(|line| line.contains(&format!("f.csv:{}: ", at + 2)));
            let line = line.unwrap_or_else(|| panic!("{column} {value} is not refused: {said}"));
            for part in parts.iter().chain(&[column, value]) {
                assert!(line.contains(part), "{column} {value}: {part:?} is missing in {line}");
            }
        }
    };
    for column in days {
        refused(column, &BAD_DAYS, &RANGE);
    }
    refused("local_age", &["-1", "13", "41", "120"], &["14", "40"]);
    refused("first_day", &["2026-09-21"], &["later"]);
    refused("application_to", &["2026-05-01"], &["ends before"]);
    refused("nomination_to", &["2026-05-01"], &["ends before"]);
    csv(&scratch, "", &[""]);
    assert!(scratch.done(&import).out.contains("1 opened"));
    let poll = &scratch.json(&["show", "o.db", "1001"])["poll"];
    for (field, usual) in COLUMNS.iter().filter(|(name, _)| name.starts_with("application_") || *name == "first_day") {
        assert_eq!(poll[field], *usual);
    }
    scratch.verifies();
}

#[test]
fn every_day_of_an_option_has_one_form_and_one_range() {
    let scratch = Scratch::new();
    scratch.write("f.json", asked().to_string());
    for option in ["--poll-day", "--law-date", "--known-at"] {
        for bad in BAD_DAYS {
            let given = format!("{option}={bad}");
            scratch.refused(2, &["determine", "--facts", "f.json", &given], &[option, bad, RANGE[0], RANGE[1]]);
        }
    }
    for bad in BAD_DAYS {
        let facts = json!({"A": bad}).to_string();
        let eval = ["law", "eval", "--schema", "{\"A\":\"date\"}", "--facts", &facts, "A <= date('2026-09-20')"];
        assert_ne!(scratch.run(&eval).code, 0, "{bad}");
    }
}

#[test]
fn every_day_of_a_pack_has_one_range() {
    let scratch = Scratch::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pack = fs::read_to_string(folder.join("src/law/packs/ru/ru-by-vote.toml")).unwrap();
    let day = |line: &str| {
        line.split(['=', ',', '}', ' '])
            .any(|word| word.len() == 10 && word.starts_with("20") && word.as_bytes()[4] == b'-')
    };
    let mut tried = 0;
    for key in ["from = ", "day = ", "applied_on = ", "law_date = ", "nomination_from = ", "to = ", "value = "] {
        let found = pack.lines().position(|line| {
            !line.starts_with('#') && line.contains(key) && {
                let at = line.find(key).unwrap() + key.len();
                line.get(at..at + 10).is_some_and(day)
            }
        });
        let Some(found) = found else { continue };
        tried += 1;
        for bad in BAD_DAYS {
            let lines = pack.lines().enumerate().map(|(at, line)| {
                let mut line = line.to_owned();
                if at == found {
                    let from = line.find(key).unwrap() + key.len();
                    line.replace_range(from..from + 10, bad);
                }
                line
            });
            scratch.write("p.toml", lines.collect::<Vec<_>>().join("\n"));
            let ran = scratch.run(&["law", "check", "p.toml"]);
            assert_ne!(ran.code, 0, "{key}{bad}");
            let place = format!("p.toml:{}", found + 1);
            let said = format!("{}{}", ran.out, ran.err);
            // What TOML itself cannot read as a date it refuses; the rest is told the range.
            if bad.len() == 10 && bad.starts_with(char::is_numeric) {
                assert!(said.contains(RANGE[0]) && said.contains(RANGE[1]), "{key}{bad}: {said}");
            } else {
                assert!(said.contains(&place), "{key}{bad}: {said}");
            }
        }
    }
    assert!(tried >= 3, "{tried}");
}
