//! Every function over every sort of history, as a table that is printed, kept beside the code, and shown by the guide.

use std::fmt::Write;

use super::*;
use crate::domain::{Evidence, Interval, Many, Stamp};
use crate::law::days::Leap;
use crate::law::engine::asked::{RowDay, RowTest};
use crate::law::engine::day_of::DayOf;
use crate::law::engine::wanted::{Codes, Wanted};
use crate::law::expr::Cmp;

const TABLE: &str = include_str!("../truth-table.txt");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// `BY 2020-01-01..2024-01-01`, `none ..`, `?requested ..`: what a row says, and when.
fn row(text: &str) -> Fact {
    let (said, holds) = text.split_once(' ').unwrap();
    let (from, to) = holds.split_once("..").unwrap();
    let side = |text: &str| (!text.is_empty()).then(|| day(text));
    let state = match said.strip_prefix('?') {
        Some(why) => State::Unknown(Why::parse(why).unwrap()),
        None if said == "none" => State::None,
        None => State::Known(Value::Code(said.to_owned())),
    };
    Fact::bare(1, "k", state, Interval { from: side(from), to: side(to) })
}

fn rows(text: &str) -> Vec<Fact> {
    text.split("; ").filter(|row| !row.is_empty()).map(row).collect()
}

/// A question about `A` (or `A1`, which lies inside it) on 20 September 2026, or over the ten years before it.
fn put(ask: Ask, many: Many, facts: &[Fact]) -> Answer {
    let codes = Codes { fits: vec!["A".into(), "A1".into()], may_fit: vec!["ANY".into()] };
    let prevails = ["P".to_owned()];
    let bars = RowTest::Compare(
        Cmp::Gt,
        RowDay::YearsAfter(Box::new(RowDay::From), 5, Leap::Up),
        RowDay::Same(DayOf::Fixed(days::pack(day("2026-09-20")))),
    );
    let runs = ask.days() == 2;
    let question = Question {
        ask,
        many,
        prevails: if many == Many::One { &prevails } else { &[] },
        wanted: if ask == Ask::HeldOther { Wanted::OtherThan(&codes) } else { Wanted::Codes(&codes) },
        first: if runs { day("2016-09-20") } else { day("2026-09-20") },
        last: day("2026-09-20"),
        stated_by: day("2026-07-01"),
        row: Some(&bars),
        root: &|_| None,
    };
    super::ask(&question, facts.iter())
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown(Why::Conflict) => "conflict",
        Answer::Unknown(_) => "unknown",
    }
}

/// What is on record, and how it is called.
const HISTORIES: [(&str, &str); 22] = [
    ("no row", ""),
    ("asked, no answer yet", "?requested .."),
    ("the value, since before", "A 2010-01-01.."),
    ("the value, for two years", "A 2024-01-01.."),
    ("the value, ended", "A 2010-01-01..2020-01-01"),
    ("the value, from an unknown day", "A .."),
    ("another value", "B 2010-01-01.."),
    ("nothing found", "none .."),
    ("nothing found since 2026", "none 2026-01-01.."),
    ("the value, nothing else", "A 2024-01-01..; none .."),
    ("another value, nothing else", "B 2010-01-01..; none .."),
    ("the value and another", "A 2010-01-01..; B 2010-01-01.."),
    ("the value ended, then another", "A 2010-01-01..2020-01-01; B 2020-01-01.."),
    ("touching rows", "A 2010-01-01..2020-01-01; A 2020-01-01.."),
    ("rows with a hole", "A 2010-01-01..2020-01-01; A 2020-02-01.."),
    ("rows with none between", "A 2010-01-01..2020-01-01; none 2020-01-01..2020-02-01; A 2020-02-01.."),
    ("an old row and a new one", "A 2015-01-01..; A 2024-01-01.."),
    ("less precise than asked", "ANY 2010-01-01.."),
    ("more precise than asked", "A1 2010-01-01.."),
    ("the value, and one that prevails", "A 2010-01-01..; P 2024-01-01.."),
    ("the value, and asked for more", "A 2010-01-01..; ?requested 2026-01-01.."),
    ("the value, and a conflict", "A 2010-01-01..; ?conflict .."),
];

fn table() -> String {
    let mut table = String::new();
    for (many, name) in [(Many::One, "one value on a day"), (Many::Several, "several at once")] {
        writeln!(table, "A kind with {name}\n").unwrap();
        write!(table, "{:<34}", "").unwrap();
        Ask::ALL.iter().for_each(|ask| write!(table, " {:<15}", ask.name()).unwrap());
        table.truncate(table.trim_end().len());
        table.push('\n');
        for (called, text) in HISTORIES {
            let mut line = format!("{called:<34}");
            for ask in Ask::ALL {
                write!(line, " {:<15}", word(put(ask, many, &rows(text)))).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        table.push('\n');
    }
    table
}

#[test]
fn every_function_answers_every_history_as_the_table_says() {
    let made = table();
    println!("{made}");
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/law/truth-table.txt");
        std::fs::write(path, format!("{}\n\n{made}", TABLE.split("\n\n").next().unwrap_or_default())).unwrap();
    }
    let kept = TABLE.split_once("\n\n").map_or("", |(_, table)| table);
    assert_eq!(kept, made, "UPDATE=1 writes the table again; read what changed");
}

/// The table at the head of the module, row by row.
#[test]
fn one_day_is_answered_as_the_documentation_says() {
    let document = include_str!("../history.rs");
    let histories = |called: &str| match called {
        "no row" => "",
        "the value" => "A ..",
        "another value" => "B ..",
        "none" => "none ..",
        "the value, and none" => "A ..; none ..",
        "another value, and none" => "B ..; none ..",
        "the value, and another" => "A ..; B ..",
        "the value, and another that prevails" => "A ..; P ..",
        "unknown (asked, refused)" => "?refused ..",
        "the value, and unknown" => "A ..; ?refused ..",
        "none, and unknown" => "none ..; ?refused ..",
        "a value that is less precise than asked" => "ANY ..",
        "the value in a row that may not have begun" => "late",
        "any row, and a conflict" => "A ..; ?conflict ..",
        other => panic!("the table has a row that nobody tests: {other}"),
    };
    let mut tested = 0;
    for line in document.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1) {
        let cells: Vec<&str> = line.trim_end_matches(" |").split(" | ").collect();
        let facts = match histories(cells[0]) {
            "late" => {
                let evidence = Evidence { kind: "e".into(), reference: String::new(), dated: Some(day("2026-10-01")) };
                vec![Fact { evidence: Some(evidence), ..row("A ..") }]
            }
            text => rows(text),
        };
        assert_eq!(word(put(Ask::Held, Many::One, &facts)), cells[1], "one: {}", cells[0]);
        if cells[2] != "-" {
            assert_eq!(word(put(Ask::Held, Many::Several, &facts)), cells[2], "several: {}", cells[0]);
        }
        tested += 1;
    }
    assert!(tested > 10, "{tested}");
}

#[test]
fn a_row_without_a_first_day_has_begun_by_the_day_it_was_shown() {
    let mut fact = row("A ..");
    let held = |fact: &Fact, on: &str| {
        let codes = Codes { fits: vec!["A".into()], may_fit: Vec::new() };
        let (first, last) = (day(on), day(on));
        let question = Question {
            ask: Ask::Held,
            many: Many::One,
            prevails: &[],
            wanted: Wanted::Codes(&codes),
            first,
            last,
            stated_by: day("2026-07-01"),
            row: None,
            root: &|_| None,
        };
        word(super::ask(&question, [fact].into_iter()))
    };
    assert_eq!((held(&fact, "2026-06-30"), held(&fact, "2026-07-01")), ("unknown", "yes"), "the application");
    fact.recorded_at = Stamp::parse("2026-03-01T10:00:00Z").unwrap();
    assert_eq!((held(&fact, "2026-02-28"), held(&fact, "2026-03-01")), ("unknown", "yes"), "the record");
    fact.evidence = Some(Evidence { kind: "e".into(), reference: String::new(), dated: Some(day("2024-05-05")) });
    assert_eq!((held(&fact, "2024-05-04"), held(&fact, "2024-05-05")), ("unknown", "yes"), "the evidence");
    fact.holds.to = Some(day("2023-01-01"));
    assert_eq!((held(&fact, "2022-12-30"), held(&fact, "2022-12-31")), ("unknown", "yes"), "its own last day");
}

#[test]
fn ten_thousand_touching_rows_are_walked_once() {
    let start = day("1900-01-01");
    let facts: Vec<Fact> = (0..10_000)
        .map(|at| {
            let from = start + chrono::Days::new(at * 4);
            Fact { holds: Interval { from: Some(from), to: Some(from + chrono::Days::new(4)) }, ..row("A ..") }
        })
        .collect();
    assert_eq!(put(Ask::HeldThroughout, Many::One, &facts), Answer::Unknown(Why::NotAsked), "they end in 2009");
    let timed = |facts: &[Fact]| {
        let began = std::time::Instant::now();
        for _ in 0..10 {
            std::hint::black_box(put(Ask::HeldThroughout, Many::One, facts));
        }
        began.elapsed()
    };
    // Ten times the rows: quadratic work would take a hundred times as long, at each try.
    let tries: Vec<_> = (0..5).map(|_| (timed(&facts[..1_000]), timed(&facts))).collect();
    assert!(tries.iter().any(|(small, large)| *large < *small * 40), "a thousand and ten thousand rows: {tries:?}");
}

#[test]
fn two_birthdays_are_a_conflict() {
    let born = |text: &str| Fact { state: State::Known(Value::Date(day(text))), ..row("A ..") };
    assert_eq!(scalar([born("1990-05-01")].iter()), Ok(&Value::Date(day("1990-05-01"))));
    assert!(scalar([born("1990-05-01"), born("1990-05-01")].iter()).is_ok());
    assert_eq!(scalar([born("1990-05-01"), born("1991-05-01")].iter()), Err(Why::Conflict));
    assert_eq!(scalar([born("1990-05-01"), row("?conflict ..")].iter()), Err(Why::Conflict));
    assert_eq!(scalar([].iter()), Err(Why::NotAsked));
    assert_eq!(scalar([row("none ..")].iter()), Err(Why::NotAsked));
}
