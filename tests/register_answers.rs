//! Answers of a register row by row: what stands beside them, what contradicts the record or another row of the file, and
//! how a bad value is named; and which cases a batch asks about.

mod scratch;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use scratch::{Scratch, data};
use serde_json::Value as Json;

/// An office with the three applications of the plain example, and a fourth of a person whose name is a formula; the
/// questions about permits and custody stand in `ask.csv`.
fn asked() -> Scratch {
    let scratch = Scratch::office();
    let plain = fs::read_to_string(data("plain.csv")).unwrap();
    let fourth = plain.lines().last().unwrap().replace("A-3,Ян,,MC0000001", "A-4,'=1+1,,MC0000002");
    scratch.write("list.csv", format!("{plain}{fourth}\n"));
    scratch.done(&["import", "o.db", "list.csv", "--as", "anna"]);
    let ask = ["register", "ask", "o.db", "--kind", "residence_permit", "--kind", "imprisonment", "--out", "ask.csv"];
    assert!(scratch.done(&ask).out.contains("5 rows"));
    scratch
}

/// The rows of `ask.csv` as `answer.csv`, with these in place of the empty columns, by case and kind.
fn answered(scratch: &Scratch, answers: &[(&str, &str, &str)]) {
    let text = fs::read_to_string(scratch.path("ask.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (case, kind, cells) in answers {
        let (start, end) = (format!("\"{case}\","), format!("\"{kind}\",\"\",\"\",\"\",\"\",\"\",\"\""));
        let row = lines.iter_mut().find(|line| line.starts_with(&start) && line.ends_with(&end)).unwrap();
        let kept = row.strip_suffix(&end).unwrap();
        *row = format!("{kept}\"{kind}\",{cells}");
    }
    scratch.write("answer.csv", lines.join("\n"));
}

fn answer<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["register", "answer", "o.db", "answer.csv", "--as", "anna"], more].concat()
}

fn facts(scratch: &Scratch, case: &str, kind: &str) -> Vec<Json> {
    let shown = scratch.json(&["show", "o.db", case]);
    let facts = shown["facts"].as_array().unwrap().iter().filter(|fact| fact["kind"] == kind);
    facts.cloned().collect()
}

const PERMIT: &str = "permanent,2019-03-01,,R-7,2026-07-10,";

#[test]
fn a_batch_is_a_new_private_file_of_the_cases_that_wait_and_holds_no_formula() {
    let scratch = asked();
    let text = fs::read_to_string(scratch.path("ask.csv")).unwrap();
    let mode = fs::metadata(scratch.path("ask.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let cases: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    // The permit of the first is on record; the second waits for nothing.
    assert_eq!(cases, ["\"1003\"", "\"1004\"", "\"1001\"", "\"1003\"", "\"1004\""], "{text}");
    assert!(text.contains("\"'=1+1\"") && !text.contains("\"=1+1\""), "{text}");
    assert!(text.contains("\"2008-09-20\"") && text.contains("\"MC0000001\""), "{text}");
    let again = ["register", "ask", "o.db", "--kind", "imprisonment", "--out", "ask.csv"];
    scratch.refused(3, &again, &["ask.csv", "already exists"]);
    assert_eq!(fs::read_to_string(scratch.path("ask.csv")).unwrap(), text);
    let other = |kind| ["register", "ask", "o.db", "--kind", kind, "--out", "other.csv"];
    scratch.refused(2, &other("birth_date"), &["birth_date", "passport"]);
    scratch.refused(2, &other("imprisonmet"), &["imprisonment"]);
    let filter = ["--kind", "imprisonment", "--filter", "place:99", "--out", "other.csv"];
    assert!(scratch.done(&[&["register", "ask", "o.db"], &filter[..]].concat()).out.contains("No case waits"));
    assert!(!scratch.path("other.csv").exists());
}

#[test]
fn answers_are_shown_beside_the_record_and_recorded_only_when_told() {
    let scratch = asked();
    answered(
        &scratch,
        &[
            ("1001", "imprisonment", ",,,R-8,2026-07-10,yes"),
            ("1003", "residence_permit", PERMIT),
            ("1003", "imprisonment", ",,,R-9,2026-07-10,yes"),
            ("1004", "residence_permit", PERMIT),
        ],
    );
    let ran = scratch.done(&answer(&[]));
    assert!(
        ran.out.contains("register searched, nothing found") && ran.out.contains("nothing on record ->"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("1001 Цётка Ўладзіслава: ") && ran.out.contains("requested, no answer yet"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.lines().last(), Some("5 = 4 proposed + 1 no answer (1004)"), "{}", ran.out);
    assert!(ran.err.contains("Nothing was recorded"), "{}", ran.err);
    assert!(facts(&scratch, "1003", "residence_permit").is_empty());
    // Both facts of one case go on record, although the first moves its version; the marked name comes back as it was.
    let ran = scratch.done(&answer(&["--record"]));
    assert_eq!(ran.out.lines().last(), Some("5 = 4 recorded + 1 no answer (1004)"), "{}", ran.out);
    let permit = &facts(&scratch, "1003", "residence_permit")[0];
    assert_eq!((&permit["value"], &permit["evidence"]["kind"]), (&"permanent".into(), &"register_search".into()));
    assert_eq!(facts(&scratch, "1003", "imprisonment")[0]["none"], true);
    // The same file again records nothing twice.
    let ran = scratch.done(&answer(&["--record"]));
    assert_eq!(ran.out.lines().last(), Some("5 = 4 on record already + 1 no answer (1004)"), "{}", ran.out);
    assert_eq!(facts(&scratch, "1004", "residence_permit").len(), 1);
    scratch.verifies();
}

#[test]
fn what_belongs_to_another_contradicts_or_has_changed_is_named_and_never_recorded() {
    let scratch = asked();
    answered(
        &scratch,
        &[
            ("1003", "residence_permit", PERMIT),
            ("1004", "residence_permit", PERMIT),
            ("1001", "imprisonment", ",,,,2026-07-10,yes"),
        ],
    );
    let text = fs::read_to_string(scratch.path("answer.csv")).unwrap();
    // The document of the fourth is another's.
    scratch.write("answer.csv", text.replace("MC0000002", "MC0000009"));
    let record = |case, value| scratch.done(&["fact", "o.db", case, "residence_permit", value, "--as", "anna"]);
    record("1003", "temporary");
    scratch.done(&["request", "o.db", "1001", "imprisonment", "--as", "anna"]);
    for (more, code) in [(&[][..], 0), (&["--record"][..], 1)] {
        let ran = scratch.run(&answer(more));
        assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
        let last = "5 = 2 no answer (1003, 1004) + 1 against the record (1003) + 1 of another person (1004) \
                    + 1 changed meanwhile (1001)";
        assert_eq!(ran.out.lines().last(), Some(last), "{}", ran.out);
        assert!(ran.out.contains("contradicts the record") && ran.out.contains("belongs to another"), "{}", ran.out);
    }
    assert_eq!(facts(&scratch, "1003", "residence_permit").len(), 1);
    assert!(facts(&scratch, "1004", "residence_permit").is_empty());
    assert_eq!(facts(&scratch, "1001", "imprisonment").len(), 1);
    scratch.verifies();
}

#[test]
fn answers_of_one_file_that_contradict_each_other_are_both_left() {
    let scratch = asked();
    answered(&scratch, &[("1003", "residence_permit", PERMIT)]);
    let text = fs::read_to_string(scratch.path("answer.csv")).unwrap();
    let row = text.lines().find(|line| line.ends_with(PERMIT)).unwrap().replace("permanent", "temporary");
    scratch.write("answer.csv", format!("{text}\n{row}\n"));
    for more in [&[][..], &["--record"][..]] {
        let ran = scratch.run(&answer(more));
        let last = ran.out.lines().last().unwrap();
        assert!(last.contains("2 against the record (1003, 1003)") && !last.contains("ed (10"), "{}", ran.out);
    }
    assert!(facts(&scratch, "1003", "residence_permit").is_empty());
}

#[test]
fn what_would_be_refused_is_not_proposed() {
    let scratch = asked();
    answered(&scratch, &[("1003", "residence_permit", "permanent,2019-03-01,,R-7,2126-07-10,")]);
    for more in [&[][..], &["--record"][..]] {
        let ran = scratch.run(&answer(more));
        assert!(ran.out.lines().last().unwrap().contains("1 not possible (1003)"), "{more:?} {}", ran.out);
        assert!(ran.err.contains("2126-07-10 is still to come"), "{}", ran.err);
    }
}

#[test]
fn a_bad_value_is_named_with_line_field_and_reason() {
    let scratch = asked();
    for (cells, field, reason) in [
        ("forever,,,,,", "value \"forever\"", "no code of the list permit"),
        ("permanent,1.3.2019,,,,", "from \"1.3.2019\"", "not a date"),
        ("permanent,2019-03-01,2018-03-01,,,", "to \"2018-03-01\"", "2019-03-01"),
        ("permanent,,,,,yes", "none \"yes\"", "cannot both be so"),
        (",,,,,perhaps", "none \"perhaps\"", "yes, no"),
        (",,,R-1,,", "value \"\"", "nothing"),
    ] {
        answered(&scratch, &[("1003", "residence_permit", cells)]);
        let ran = scratch.run(&answer(&["--record"]));
        assert_eq!(ran.code, 4, "{cells}: {}", ran.err);
        assert!(
            ran.err.contains(&format!("answer.csv:2: {field}: ")) && ran.err.contains(reason),
            "{cells}: {}",
            ran.err
        );
        assert!(ran.out.ends_with("+ 1 rejected (1003)\n"), "{}", ran.out);
    }
    // What weighs against a person needs the day of the search.
    answered(&scratch, &[("1003", "imprisonment", "sentence,,,,,")]);
    let ran = scratch.run(&answer(&["--json"]));
    let told: Json = serde_json::from_str(&ran.out).unwrap();
    let rows = told["rows"].as_array().unwrap();
    let bad = rows.iter().find(|row| row["came"] == "bad").unwrap();
    assert_eq!((ran.code, &bad["problems"][0]["field"], &told["came"]["bad"]), (4, &"evidence_date".into(), &1.into()));
    scratch.write("answer.csv", "case,name\n1001,Ann\n");
    scratch.refused(4, &answer(&[]), &["version", "kind", "none"]);
}
