//! Answers that must not change again: each file is a case in the form of `determine --facts`, and stands here with what
//! it comes to, or with the exit code and a word of the refusal.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::path::Path;

use scratch::Scratch;

/// What a case must come to.
enum Want {
    Outcome(&'static str),
    /// The input is refused, and the message has these parts: the field, what is wrong, what to do.
    Refused(&'static [&'static str]),
}

use Want::{Outcome, Refused};

const CASES: &[(&str, Want)] = &[
    // Every ruling counts, not the earliest; one without a day is not of long ago.
    ("01-two-rulings.json", Outcome("ineligible")),
    ("02-ruling-day-unknown.json", Outcome("undetermined")),
    // A search of one year says nothing of ten.
    ("03-none-since-2026.json", Outcome("undetermined")),
    ("04-head-18-local-21.json", Outcome("ineligible")),
    ("05-head-21-local-21.json", Outcome("eligible")),
    ("06-head-18-local-unknown.json", Outcome("undetermined")),
    ("07-settlement-in-municipality.json", Outcome("eligible")),
    ("08-oblast-council.json", Outcome("eligible")),
    ("09-value-and-conflict.json", Outcome("undetermined")),
    ("10-sentence-and-pretrial.json", Outcome("ineligible")),
    ("11-place-hidden-char.json", Refused(&["facts[5] (registration)", "U+200B", "type the code again"])),
    ("12-poll-place-empty.json", Refused(&["poll.municipality", "empty", "write its code"])),
    ("13-poll-place-blank-before.json", Outcome("eligible")),
    ("14-poll-year-12026.json", Refused(&["+12026-01-01", "is no day", "2200-12-31"])),
    ("15-known-at-before-application.json", Outcome("undetermined")),
    ("16-offence-against-minor-as-other.json", Outcome("contested")),
    // Residence known from 2024 only is not known to be broken; two rows that touch are one run; a permit without its
    // first day began on an unknown day.
    ("17-permit-known-from-2024-only.json", Outcome("undetermined")),
    ("18-same-with-touching-older-row.json", Outcome("eligible")),
    ("19-permit-without-from.json", Outcome("undetermined")),
    ("21-evidence-kind-made-up.json", Refused(&["facts[5] (residence_permit)", "hearsay", "register_search"])),
    ("22-needs-though-decided.json", Outcome("ineligible")),
    ("23-fixed-permanent-and-temporary-before.json", Outcome("undetermined")),
    ("place-with-hyphens.json", Refused(&["poll.municipality", "hyphen", "without hyphens"])),
    // The poll is in the municipality, and all that is known is the region.
    ("place-known-as-region.json", Outcome("undetermined")),
    // Registered in a city of the other state: nobody has said where here.
    ("place-of-another-register.json", Outcome("undetermined")),
    ("place-elsewhere.json", Outcome("ineligible")),
];

#[test]
fn every_case_comes_to_what_it_must() {
    let scratch = Scratch::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    for (file, want) in CASES {
        let path = folder.join(file).display().to_string();
        match want {
            Outcome(outcome) => {
                // What is asked of a run of five years is asked with a pack of its own.
                let pack = folder.join("five-years.toml").display().to_string();
                let with_pack = matches!(&file[..2], "17" | "18" | "19");
                let asked = ["determine", "--facts", &path, "--pack", &pack];
                // In May nobody had applied yet.
                let before = ["determine", "--facts", &path, "--known-at", "2026-05-01"];
                let answer = match &file[..2] {
                    "15" => scratch.json(&before),
                    _ => scratch.json(&asked[..if with_pack { 5 } else { 3 }]),
                };
                let needs = answer["needs"].as_array().unwrap();
                match *outcome {
                    "undetermined" => assert!(!needs.is_empty(), "{file} says nothing of what to ask"),
                    _ => assert_eq!(needs.len(), 0, "{file} is decided and asks for more"),
                }
                if file.starts_with("15") {
                    assert!(needs.iter().any(|need| need["kind"] == "case.applied_on"), "{needs:?}");
                }
                assert_eq!(answer["outcome"], *outcome, "{file}: {answer}");
            }
            Refused(parts) => scratch.refused(4, &["determine", "--facts", &path], parts),
        }
    }
}

/// What was put on file later was not known: the application counts from the start of its day, a bare day means its end.
#[test]
fn an_application_is_known_from_the_moment_it_is_on_file() {
    let scratch = Scratch::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    let text = std::fs::read_to_string(folder.join("15-known-at-before-application.json")).unwrap();
    let filed = r#""applied_recorded_at": "2026-07-05T09:00:00Z", "applied_on""#;
    scratch.write("day.json", &text);
    scratch.write("moment.json", text.replace("\"applied_on\"", filed));
    for (file, known_at, outcome) in [
        ("day.json", "2026-06-30T23:59:59Z", "undetermined"),
        ("day.json", "2026-06-30", "undetermined"),
        ("day.json", "2026-07-01T00:00:00Z", "eligible"),
        ("moment.json", "2026-07-05T08:59:59Z", "undetermined"),
        ("moment.json", "2026-07-05T12:00:00+03:00", "eligible"),
        ("moment.json", "2026-07-05", "eligible"),
    ] {
        let answer = scratch.json(&["determine", "--facts", file, "--known-at", known_at]);
        assert_eq!(answer["outcome"], outcome, "{file} {known_at}: {answer}");
    }
}

#[test]
fn every_file_stands_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".toml") {
            continue;
        }
        assert!(CASES.iter().any(|(known, _)| *known == name), "{name} is asked by nobody");
    }
}

/// One range and one form for every day of a case, wherever it stands.
#[test]
fn a_day_that_is_none_is_refused_in_every_field() {
    let scratch = Scratch::new();
    let case = |field: &str, day: &str| {
        let mut case = serde_json::json!({
            "pack": "ru-by-vote",
            "poll": {"host": "RU", "day": "2026-09-20", "level": "municipal_council", "municipality": "46701000"},
            "applied_on": "2026-07-01",
            "facts": [{"kind": "residence_permit", "value": "permanent", "evidence": {"kind": "residence_permit"}}],
        });
        let place = match field.split('.').collect::<Vec<_>>()[..] {
            ["poll", field] => &mut case["poll"][field],
            ["fact", field] => &mut case["facts"][0][field],
            ["evidence", field] => &mut case["facts"][0]["evidence"][field],
            _ => &mut case[field],
        };
        *place = day.into();
        if field == "fact.value" {
            case["facts"][0]["kind"] = "birth_date".into();
        }
        scratch.write("case.json", case.to_string());
    };
    let fields = [
        "poll.day",
        "poll.nomination_from",
        "poll.nomination_to",
        "poll.roll_date",
        "poll.first_day",
        "poll.application_from",
        "poll.application_to",
        "applied_on",
        "fact.from",
        "fact.to",
        "fact.value",
        "evidence.dated",
    ];
    for field in fields {
        for bad in
            ["2026-9-20", "+12026-01-01", "12026-01-01", "1799-12-31", "2201-01-01", "2026-02-30", "20.09.2026", ""]
        {
            case(field, bad);
            let out = scratch.run(&["determine", "--facts", "case.json"]);
            assert_eq!(out.code, 4, "{field} {bad:?}: {}", out.err);
            assert!(out.err.contains(bad), "{field} {bad:?}: {}", out.err);
        }
    }
    case("applied_on", "2026-07-01");
    for option in ["--poll-day", "--law-date", "--known-at"] {
        for bad in ["2026-9-20", "12026-01-01", "1799-12-31", "2201-01-01"] {
            scratch.refused(2, &["determine", "--facts", "case.json", option, bad], &[bad, "2026-0"]);
        }
    }
    for (age, code) in [(13, 4), (14, 0), (40, 0), (41, 4), (-1, 4)] {
        let text = format!(
            r#"{{"pack": "ru-by-vote", "facts": [], "poll": {{"host": "RU", "day": "2026-09-20", "level": "municipal_head",
            "municipality": "46701000", "local_age": {age}}}}}"#
        );
        scratch.write("age.json", text);
        let out = scratch.run(&["determine", "--facts", "age.json"]);
        assert_eq!(out.code, code, "{age}: {}", out.err);
    }
}

#[test]
fn a_correction_is_not_earlier_than_what_it_corrects() {
    let scratch = Scratch::new();
    let case = |second: &str| {
        format!(
            r#"{{"pack": "ru-by-vote", "poll": {{"host": "RU", "day": "2026-09-20", "level": "municipal_council",
            "municipality": "46701000"}}, "facts": [
            {{"kind": "residence_permit", "value": "permanent", "id": 1, "recorded_at": "2026-05-02T10:00:00Z"}},
            {{"kind": "residence_permit", "value": "temporary", "id": 2, "supersedes": 1, "recorded_at": "{second}"}}]}}"#
        )
    };
    scratch.write("case.json", case("2026-05-02T10:00:00Z"));
    assert_eq!(scratch.run(&["determine", "--facts", "case.json"]).code, 0);
    scratch.write("case.json", case("2026-05-01T10:00:00Z"));
    let parts = ["facts[1]", "2026-05-01T10:00:00Z", "2026-05-02T10:00:00Z", "earlier"];
    scratch.refused(4, &["determine", "--facts", "case.json"], &parts);
}

/// The JSON is a contract: whole answers are kept, and a change of them is seen. `UPDATE=1` writes them anew.
#[test]
fn whole_answers_stay_as_they_are_kept() {
    let scratch = Scratch::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for file in ["01-two-rulings.json", "06-head-18-local-unknown.json", "16-offence-against-minor-as-other.json"] {
        let facts = root.join("answers").join(file).display().to_string();
        let said = scratch.done(&["determine", "--facts", &facts, "--json"]).out;
        let kept = root.join("golden").join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&kept, &said).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), said, "{file}");
    }
    let schema = scratch.done(&["determine", "--json-schema"]).out;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["properties"]["version"]["const"], suffrage::law::answer::render::VERSION);
}
