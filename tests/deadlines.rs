//! The day by which the office must decide: counted by law where nobody sets one, said where it is shown, and reported
//! where it was missed.

#[allow(dead_code)]
mod scratch;

use scratch::Scratch;
use serde_json::{Value as Json, json};

const HEAD: &str = "key,name,right,host,poll_day,level,municipality,applied_on,due_on\n";

fn row(key: &str, right: &str, poll_day: &str, applied_on: &str, due_on: &str) -> String {
    format!("{key},Ульяна {key},{right},RU,{poll_day},municipal_council,46701000,{applied_on},{due_on}\n")
}

fn days_after(days: i64) -> String {
    let today = chrono::Utc::now().date_naive();
    (today + chrono::Duration::days(days)).to_string()
}

#[test]
fn the_law_sets_the_day_where_the_row_does_not() {
    let scratch = Scratch::office();
    let table = [
        HEAD.to_owned(),
        row("1", "vote", "2026-09-20", "2026-09-01", ""),
        row("2", "vote", "2026-09-20", "2026-09-01", "2026-09-15"),
        row("3", "vote", "2026-09-20", "2026-09-20", ""),
        row("4", "vote", "2026-09-20", "", ""),
        row("5", "stand", "2026-09-20", "2026-07-20", ""),
    ];
    scratch.write("a.csv", table.concat());
    scratch.done(&["import", "o.db", "a.csv", "--as", "anna"]);
    let queue = scratch.json(&["queue", "o.db", "--status", "all", "--as", "anna"]);
    let mut due: Vec<(i64, &str)> = queue["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (case["case"].as_i64().unwrap(), case["due_on"].as_str().unwrap()))
        .collect();
    due.sort();
    let days: Vec<&str> = due.iter().map(|(_, day)| *day).collect();
    assert_eq!(days, ["2026-09-02", "2026-09-15", "2026-09-20", "2026-09-20", "2026-09-20"]);
    let show = |nth: usize| scratch.json(&["show", "o.db", &due[nth].0.to_string()])["term"].clone();
    let counted = show(0);
    assert_eq!((&counted["day"], &counted["is_due_on"]), (&json!("2026-09-02"), &json!(true)));
    assert_eq!(
        (&counted["within"], &counted["counts"], &counted["unverified"]),
        (&json!(24), &json!("hours"), &json!(true))
    );
    assert_eq!((&show(1)["day"], &show(1)["is_due_on"]), (&json!("2026-09-02"), &json!(false)));
    assert_eq!((&show(2)["within"], &show(2)["near_poll"]), (&json!(2), &json!(true)));
    assert_eq!((show(3), show(4)), (Json::Null, Json::Null), "no day of application; no term that anybody has read");
    let says = |nth: usize, lang: &str| scratch.done(&["show", "o.db", &due[nth].0.to_string(), "--lang", lang]).out;
    assert!(
        says(0, "en").contains("By law: 24 hours from 2026-09-01: 2026-09-02 · 67-FZ, art. 17 · primary text not seen")
    );
    assert!(
        says(1, "ru").contains("По закону срок был бы другим: 24 часа с 01.09.2026: 02.09.2026"),
        "{}",
        says(1, "ru")
    );
    assert!(!says(4, "en").contains("By law"));
    scratch.verifies();
}

#[test]
fn a_case_at_the_counter_is_due_by_law_too() {
    let scratch = Scratch::office();
    let new = |name: &str, more: &[&str]| {
        let args = ["case", "new", "o.db", "--name", name, "--right", "vote", "--host", "RU", "--as", "anna"];
        let poll = ["--poll-day", "2026-09-20", "--level", "municipal_council", "--municipality", "46701000"];
        let opened = scratch.json(&[&args[..], &poll, more].concat());
        scratch.json(&["show", "o.db", &opened["case"].to_string()])["due_on"].clone()
    };
    assert_eq!(new("Anna", &["--applied-on", "2026-09-01"]), "2026-09-02");
    assert_eq!(new("Boris", &["--applied-on", "2026-09-01", "--due-on", "2026-09-09"]), "2026-09-09");
    assert_eq!(new("Clara", &[]), "2026-09-20");
}

#[test]
fn what_was_late_is_open_past_its_day_or_falls_due_soon_is_reported() {
    let scratch = Scratch::office();
    let poll = days_after(40);
    let due = [-9, -4, -1, 0, 2, 30].map(days_after);
    let mut table = HEAD.to_owned();
    for (n, due) in due.iter().enumerate() {
        table += &row(&n.to_string(), "vote", &poll, &days_after(-12), due);
    }
    scratch.write("a.csv", table);
    scratch.done(&["import", "o.db", "a.csv", "--as", "anna"]);
    let report = |more: &[&str]| scratch.json(&[&["report", "o.db"], more].concat());
    let all = report(&[]);
    assert_eq!(all["counts"], json!({"late": 3, "decided_late": 0, "open_late": 3, "falls_due": 2}));
    let late: Vec<(&str, i64)> = all["late"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (case["due_on"].as_str().unwrap(), case["days_late"].as_i64().unwrap()))
        .collect();
    assert_eq!(late, [(due[0].as_str(), 9), (due[1].as_str(), 4), (due[2].as_str(), 1)]);
    assert_eq!(report(&["--soon", "30"])["counts"]["falls_due"], 3);
    assert_eq!(report(&["--soon", "0"])["counts"]["falls_due"], 1, "today itself");
    let span = report(&["--from", &due[1], "--to", &due[1]]);
    assert_eq!((&span["counts"]["late"], &span["late"][0]["due_on"]), (&json!(1), &json!(due[1])));
    // One that is decided late stays in the report, one that is decided in time never enters it.
    let (first, in_time) = (all["late"][0]["case"].to_string(), all["falls_due"][0]["case"].to_string());
    for case in [&first, &in_time] {
        let args = ["decide", "o.db", case, "refuse", "--reason", "Nothing was shown.", "--as", "anna"];
        scratch.done(&[&args[..], &["--departure", "The time is over."]].concat());
        scratch.done(&["approve", "o.db", case, "--as", "boris"]);
    }
    let after = report(&[]);
    assert_eq!(after["counts"], json!({"late": 3, "decided_late": 1, "open_late": 2, "falls_due": 1}));
    let decided = &after["late"][0];
    assert_eq!((&decided["decided_on"], &decided["days_late"]), (&json!(days_after(0)), &json!(9)));
    assert_eq!((&decided["officer"], &decided["status"]), (&json!("anna"), &json!("final")));
    let said = scratch.done(&["report", "o.db"]).out;
    assert!(said.contains("3 cases late = 1 decided late + 2 open past the day"), "{said}");
    scratch.verifies();
}
