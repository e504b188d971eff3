//! Packs with one fault each: none of them loads, and the complaint names the line and what is wrong.

use std::sync::Arc;

use suffrage::domain::Schema;
use suffrage::law::{Library, load};

const PACK: &str = include_str!("../src/law/packs/ru/ru-by-vote.toml");

fn schema() -> Arc<Schema> {
    Library::embedded().unwrap().schema
}

/// The pack with one thing changed.
fn changed(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "{from}");
    PACK.replacen(from, to, 1)
}

/// Every complaint about it, and the line that `mark` stands on.
fn complaints(text: &str) -> Vec<(usize, String)> {
    let errors = load("pack.toml", text, &schema()).err().unwrap_or_default();
    errors.iter().map(|error| (error.line, error.problem.clone())).collect()
}

fn refused(text: &str, part: &str, mark: &str) {
    let found = complaints(text);
    let line = text.lines().position(|line| line.contains(mark)).map(|at| at + 1).expect("the mark is there");
    let right = found.iter().any(|(at, problem)| problem.contains(part) && at.abs_diff(line) <= 1);
    assert!(right, "{part:?} near line {line} is not among {found:#?}");
}

#[test]
fn each_fault_is_named_with_its_line() {
    let broken = changed("id = \"citizenship\"", "id = \"citizenship");
    assert!(complaints(&broken)[0].0 > 1, "a syntax error has its line");

    let age = "age_on(birth_date, poll.day) >= params.voting_age";
    refused(
        &changed(age, "age_on(birth_dat, poll.day) >= params.voting_age"),
        "did you mean \"birth_date\"",
        "birth_dat,",
    );
    refused(&changed(age, "age_on(birth_date, poll.day) >= 'eighteen'"), "a number cannot be compared", "eighteen");
    refused(&changed(age, "has(birth_date)"), "has", "has(birth_date)");
    refused(&changed(age, "age_on(birth_date"), "( stands open", "age_on(birth_date\"");
    refused(&changed("'permanent', poll.day", "'permanant', poll.day"), "did you mean \"permanent\"", "permanant");
    let registered = "held(registration, poll.municipality, poll.day)";
    for (place, problem) in [
        ("46701000", "write one of SOATO"),
        ("OKTMO:46-701-000", "hyphen"),
        ("OKTMO:4670100", "2 / 5 / 8 / 11 signs"),
        ("OKATO:46701000", "no register \"OKATO\""),
    ] {
        let literal = format!("held(registration, '{place}', poll.day)");
        refused(&changed(registered, &literal), problem, &literal);
    }
    refused(&changed("value = \"46702000\"", "value = \"46702-000\""), "hyphen", "46702-000");
    refused(&changed("cite = \"CEC25\"\ntest", "cite = \"\"\ntest"), "a citation is missing", "cite = \"\"");
    refused(&changed("cite = \"CEC25\"\ntest", "cite = \"XYZ\"\ntest"), "is no key of [source]", "XYZ");
    refused(&changed("be = \"Рэгістрацыя па месцы\"", "be = \"\""), "title.be", "be = \"\"");
}

#[test]
fn a_place_that_a_pack_names_holds_what_lies_in_it() {
    let registered = "held(registration, poll.municipality, poll.day)";
    // The cases of the pack are of 46701000 and 46702000; both lie in the region 46, one in the town.
    assert_eq!(complaints(&changed(registered, "held(registration, 'OKTMO:46701', poll.day)")), []);
    for asked in [
        "held(registration, ['OKTMO:46703000', 'OKTMO:46701000'], poll.day)",
        "held_other(registration, ['OKTMO:46703000', 'OKTMO:46702000'], poll.day)",
    ] {
        assert_eq!(complaints(&changed(registered, asked)), [], "{asked}");
    }
    let region = complaints(&changed(registered, "held(registration, 'OKTMO:46', poll.day)"));
    assert!(region.iter().any(|(_, problem)| problem.contains("want not_met, got met")), "{region:#?}");
}

#[test]
fn versions_leave_no_gap_and_do_not_overlap() {
    let second = "id = \"in-force\"\nfrom = 2025-10-29";
    refused(&changed(second, "id = \"in-force\"\nfrom = 2025-10-01"), "overlap", "id = \"in-force\"");
    refused(&changed(second, "id = \"in-force\"\nfrom = 2025-11-29"), "gap", "id = \"in-force\"");
    let value = "{ from = 2002-11-25, value = 18, cite = \"FZ67 art. 4(1)\" },";
    let gap = format!("{value}\n  {{ from = 2002-11-25, value = 16, cite = \"FZ67 art. 4\" }},");
    refused(&changed(value, &gap), "overlap", "value = 18");
    refused(&changed(value, &value.replace("2002-11-25", "2010-01-01")), "gap", "id = \"voting_age\"");
}

#[test]
fn a_pack_proves_itself_by_its_cases() {
    let wrong = changed("[case.expect]\noutcome = \"eligible\"", "[case.expect]\noutcome = \"ineligible\"");
    let found = complaints(&wrong);
    assert!(found.iter().any(|(_, problem)| problem.contains("want ineligible, got eligible")), "{found:#?}");

    let untried = PACK.replace("[case.expect]\noutcome = \"undetermined\"", "[case.expect]\noutcome = \"eligible\"");
    assert!(!complaints(&untried).is_empty());
    let first_case = PACK.find("[[case]]").unwrap();
    let found = complaints(&PACK[..first_case]);
    assert!(found.iter().any(|(_, problem)| problem.contains("no embedded case")), "{found:#?}");
}

#[test]
fn names_are_plain_and_texts_are_visible() {
    for (from, to, part) in [
        ("id = \"ru-by-vote\"", "id = \"\"", "pack.id"),
        ("version = \"2026.2\"", "version = \"\\u001b[2J\"", "pack.version"),
        ("title = { en = \"Voting in", "title = { en = \"\\u202eVoting in", "hidden characters"),
        ("schema = \"electoral-facts/1\"", "schema = \"electoral-facts/9\"", "written for the schema"),
        ("host = \"RU\"", "host = \"QQ\"", "list country"),
    ] {
        let found = complaints(&changed(from, to));
        assert!(found.iter().any(|(_, problem)| problem.contains(part)), "{part}: {found:#?}");
    }
    assert!(complaints(PACK).is_empty(), "the pack itself loads");
}

/// A thousand failing cases more cost what the first thousand cost: places and complaints are not looked for anew each time.
#[test]
fn many_failing_cases_cost_as_much_each_as_few() {
    let failing = |count: usize| {
        let base = "as = \"";
        let label = PACK.split_once(base).and_then(|(_, rest)| rest.split('"').next()).expect("a case with a label");
        let one = |n: usize| {
            format!("\n[[case]]\nname = \"x{n}\"\nlike = \"{label}\"\nexpect = {{ outcome = \"no_law\" }}\n")
        };
        PACK.to_owned() + &(0..count).map(one).collect::<String>()
    };
    let cost = |count: usize| {
        let text = failing(count);
        let tries = (0..5).map(|_| {
            let began = std::time::Instant::now();
            assert_eq!(complaints(&text).len(), count);
            began.elapsed().as_secs_f64()
        });
        tries.fold(f64::MAX, f64::min)
    };
    let (few, many) = (cost(500), cost(4_000));
    assert!(many < few * 8.0 * 3.0, "500 cost {few:.3} s, 4,000 cost {many:.3} s");
}
