//! What an office sets for itself: a freeze, and facts that two officers enter: the real binary.

#[allow(dead_code)]
mod scratch;

use scratch::{Scratch, data};

/// An office of fictitious people: anna may do everything, boris approves, vera decides.
fn office() -> Scratch {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    scratch.done(&["officer", "add", "o.db", "vera", "--as", "anna"]);
    scratch
}

/// The same, where nobody has said anything of incapacity yet.
fn unasked() -> Scratch {
    let scratch = Scratch::office();
    let file = std::fs::read_to_string(data("plain.csv")).unwrap();
    let file: Vec<String> = file.lines().map(|line| line.replacen(",none,", ",,", 1)).collect();
    scratch.write("unasked.csv", file.join("\n"));
    scratch.done(&["import", "o.db", "unasked.csv", "--as", "anna"]);
    scratch.done(&["officer", "add", "o.db", "vera", "--as", "anna"]);
    scratch
}

fn changes(scratch: &Scratch) -> usize {
    scratch.json(&["officer", "list", "o.db"])["changes"].as_array().unwrap().len()
}

#[test]
fn a_freeze_is_one_persons_and_its_end_is_two_peoples() {
    let scratch = office();
    scratch.done(&["office", "freeze", "o.db", "+10", "--as", "anna"]);
    let shown = scratch.json(&["office", "show", "o.db"]);
    assert_eq!(shown["frozen_now_until"], shown["frozen_until"]);
    assert!(shown["frozen_now_until"].is_string() && shown["program"] == env!("CARGO_PKG_VERSION"), "{shown}");
    // What one person does otherwise waits now.
    scratch.done(&["officer", "add", "o.db", "egor", "--as", "anna"]);
    assert_eq!(changes(&scratch), 1);
    scratch.done(&["office", "set", "o.db", "--frozen-until", "no", "--as", "anna"]);
    assert_eq!(changes(&scratch), 2);
    scratch.refused(1, &["officer", "agree", "o.db", "2", "--as", "anna"], &["anna"]);
    scratch.done(&["officer", "agree", "o.db", "2", "--as", "boris"]);
    assert!(scratch.json(&["office", "show", "o.db"])["frozen_now_until"].is_null());
    scratch.done(&["officer", "add", "o.db", "zoya", "--as", "anna"]);
    assert_eq!(changes(&scratch), 1, "after the freeze one person is enough again");
    scratch.verifies();
}

#[test]
fn rules_that_are_new_do_not_come_while_the_office_is_frozen() {
    let scratch = Scratch::office();
    scratch.done(&["office", "freeze", "o.db", "+10", "--as", "anna"]);
    // Nothing is on record yet, so that every pack would be new.
    scratch.refused(1, &["import", "o.db", &data("plain.csv"), "--as", "anna"], &["frozen", "ru-by"]);
    scratch.verifies();
}

#[test]
fn an_office_freezes_by_itself_before_a_roll_is_settled() {
    let scratch = office();
    scratch.done(&["office", "set", "o.db", "--freeze-days", "366", "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let shown = scratch.json(&["office", "show", "o.db"]);
    let rolls = scratch.json(&["polls", "o.db"]);
    let any = rolls["polls"].as_array().unwrap().iter().any(|poll| poll["roll_date"].is_string());
    assert_eq!(shown["frozen_now_until"].is_string(), any, "{shown} {rolls}");
    scratch.refused(2, &["office", "set", "o.db", "--freeze-days", "soon", "--as", "anna"], &["soon"]);
    scratch.refused(1, &["office", "set", "o.db", "--freeze-days", "900", "--as", "anna"], &["900"]);
    scratch.refused(2, &["office", "set", "o.db", "--zone", "Minsk", "--as", "anna"], &["Minsk"]);
    scratch.refused(2, &["office", "set", "o.db", "--second-entry", "height", "--as", "anna"], &["height"]);
    scratch.verifies();
}

#[test]
fn a_fact_that_two_officers_enter_is_decided_on_when_they_agree() {
    let scratch = unasked();
    scratch.done(&["office", "set", "o.db", "--second-entry", "incapacity", "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let yes = |officer: &str, from: &str| {
        let evidence = ["--evidence", "court_decision", "--reference", "2-17/2026", "--dated", "2026-01-10"];
        let fact = ["fact", "o.db", "1001", "incapacity", "yes", "--from", from, "--as", officer];
        scratch.done(&[&fact[..], &evidence].concat());
    };
    let refuse =
        ["decide", "o.db", "1001", "refuse", "--reason", "a court found so", "--departure", "seen", "--as", "vera"];
    yes("vera", "2026-01-10");
    scratch.refused(1, &refuse, &["incapacity"]);
    // Whoever comes second does not see what the first one wrote.
    let seen = |officer: &str| scratch.done(&["show", "o.db", "1001", "--as", officer]).out;
    assert!(seen("vera").contains("2026-01-10"), "{}", seen("vera"));
    assert!(!seen("boris").contains("2026-01-10") && !seen("boris").contains("2-17/2026"), "{}", seen("boris"));
    yes("boris", "2026-01-11");
    scratch.refused(1, &refuse, &["vera", "boris"]);
    assert!(seen("boris").contains("2026-01-10"), "what differs is seen by all");
    scratch.verifies();
}

#[test]
fn an_older_proposal_lapses_when_the_office_changes() {
    let scratch = office();
    scratch.done(&["office", "set", "o.db", "--undo-minutes", "5", "--as", "anna"]);
    scratch.done(&["office", "freeze", "o.db", "+10", "--as", "anna"]);
    assert_eq!(changes(&scratch), 0, "it was proposed against what the office set before");
    scratch.refused(1, &["officer", "agree", "o.db", "1", "--as", "boris"], &["1"]);
    assert!(scratch.json(&["office", "show", "o.db"])["frozen_now_until"].is_string());
    scratch.refused(1, &["office", "freeze", "o.db", "1900-01-01", "--as", "anna"], &["1900"]);
    scratch.verifies();
}

#[test]
fn what_two_established_one_does_not_take_away() {
    let scratch = unasked();
    scratch.done(&["office", "set", "o.db", "--second-entry", "incapacity", "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let shown = ["--evidence", "court_decision", "--reference", "2-17/2026", "--dated", "2026-01-10"];
    let yes = |officer: &str| {
        let fact = ["fact", "o.db", "1001", "incapacity", "yes", "--from", "2026-01-10", "--as", officer];
        scratch.done(&[&fact[..], &shown].concat())
    };
    yes("vera");
    // A correction by who has not seen it would not be a second entry.
    let facts = || scratch.json(&["show", "o.db", "1001", "--as", "vera"])["facts"].as_array().unwrap().clone();
    let of_kind =
        || facts().iter().filter(|one| one["kind"] == "incapacity").map(|one| one["id"].to_string()).collect();
    let first: Vec<String> = of_kind();
    let none = |old: &str, officer: &str| {
        let evidence = ["--evidence", "register_search", "--dated", "2026-01-12"];
        let fact = ["fact", "o.db", "1001", "incapacity", "--none", "--corrects", old, "--as", officer];
        scratch.run(&[&fact[..], &evidence].concat())
    };
    assert_eq!(none(first.last().unwrap(), "boris").code, 1);
    yes("boris");
    let both: Vec<String> = of_kind();
    let (one, two) = (both[both.len() - 2].clone(), both[both.len() - 1].clone());
    // Taking one of the pair back makes the two differ, and then a third one speaks.
    assert_eq!((none(&one, "anna").code, none(&two, "anna").code), (0, 1));
    let grant = ["decide", "o.db", "1001", "grant", "--departure", "seen", "--as", "anna"];
    scratch.refused(1, &grant, &["incapacity"]);
    scratch.verifies();
}

/// What somebody is told, without the times of day at which it was told.
fn told(scratch: &Scratch, args: &[&str]) -> String {
    let ran = scratch.run(args);
    let said = format!("{} {}{}", ran.code, ran.out, ran.err);
    let timeless = |word: &str| match word.contains(':') && word.contains(|c: char| c.is_ascii_digit()) {
        true => "time".to_owned(),
        false => word.to_owned(),
    };
    said.split_whitespace().map(timeless).collect::<Vec<_>>().join(" ")
}

/// Two offices that differ only in what one officer entered alone tell everybody else the same, by every door that reads.
#[test]
fn what_one_entered_alone_is_told_to_nobody_else_in_any_way() {
    let kinds = "incapacity,citizenship";
    let yes = |to| ["yes", "--from", "2026-01-10", "--to", to, "--evidence", "court_decision", "--reference"];
    let none: &[&str] = &["--none", "--evidence", "register_search"];
    let (long, short) =
        ([&yes("2028-01-01")[..], &["2-17/2026"]].concat(), [&yes("2026-02-01")[..], &["9-1/2025"]].concat());
    let offices: Vec<Scratch> = [&long, &short, none].map(|said| entered_alone(kinds, said)).into();
    let doors: [&[&str]; 19] = [
        &["queue", "o.db", "--status", "all", "--search", "2-17/2026"],
        &["queue", "o.db", "--status", "all", "--search", "9-1"],
        &["queue", "o.db", "--status", "all", "--search", "д'арк 2-17"],
        &["queue", "o.db", "--status", "all"],
        &["queue", "o.db", "--status", "all", "--json"],
        &["queue", "o.db", "--filter", "proposed:eligible"],
        &["queue", "o.db", "--filter", "proposed:not_eligible"],
        &["queue", "o.db", "--filter", "needs:incapacity"],
        &["show", "o.db", "1002"],
        &["show", "o.db", "1002", "--json"],
        &["determine", "o.db", "1002"],
        &["determine", "o.db", "1002", "--json"],
        &["determine", "o.db", "1002", "--suppose", "incapacity=none"],
        &["decide", "o.db", "1002", "grant"],
        &["decide", "o.db", "1002", "refuse", "--reason", "so"],
        &["register", "ask", "o.db", "--kind", "incapacity", "--out", "ask.csv"],
        &["report", "o.db"],
        &["mine", "o.db"],
        &["precheck", "plain.csv"],
    ];
    for door in doors {
        let as_boris = [door, &["--as", "boris"]].concat();
        let [long, short, none] = [0, 1, 2].map(|at| told(&offices[at], &as_boris));
        assert_eq!((&long, &long), (&short, &none), "{door:?}");
    }
    offices.iter().for_each(Scratch::verifies);
}

/// An office where vera alone entered whether somebody is incapable.
fn entered_alone(kinds: &str, said: &[&str]) -> Scratch {
    let scratch = unasked();
    scratch.done(&["office", "set", "o.db", "--second-entry", kinds, "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let (fact, by) = (["fact", "o.db", "1002", "incapacity"], ["--dated", "2026-01-10", "--as", "vera"]);
    scratch.done(&[&fact, said, &by].concat());
    scratch
}

#[test]
fn the_queue_follows_when_the_office_changes_what_is_entered_twice() {
    let scratch = office();
    let proposed = || {
        let queue = scratch.json(&["queue", "o.db", "--status", "all"]);
        let rows = queue["cases"].as_array().unwrap().clone();
        rows.iter().map(|row| row["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let set = |kinds: &str, motion: &str| {
        scratch.done(&["office", "set", "o.db", "--second-entry", kinds, "--as", "anna"]);
        scratch.done(&["officer", "agree", "o.db", motion, "--as", "boris"]);
        scratch.verifies();
    };
    let before = proposed();
    set("citizenship", "1");
    let masked = proposed();
    assert!(before != masked && masked.iter().all(|one| one == "undetermined"), "{before:?} {masked:?}");
    set("none", "2");
    assert_eq!(proposed(), before);
}

#[test]
fn two_answers_that_differ_go_to_a_third_whatever_they_say() {
    let scratch = unasked();
    scratch.done(&["office", "set", "o.db", "--second-entry", "incapacity", "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let fact = |said: &[&str], by: &str| {
        let on = ["fact", "o.db", "1002", "incapacity"];
        scratch.run(&[&on, said, &["--dated", "2026-01-10", "--as", by]].concat())
    };
    let none: &[&str] = &["--none", "--evidence", "register_search"];
    let yes = ["yes", "--from", "2026-01-10", "--evidence", "court_decision", "--reference", "2-17/2026"];
    assert_eq!((fact(&yes, "vera").code, fact(none, "boris").code), (0, 0));
    // Both see now what the other wrote, and neither takes a step towards it.
    let facts = scratch.json(&["show", "o.db", "1002", "--as", "boris"])["facts"].as_array().unwrap().clone();
    let of: Vec<_> = facts.iter().filter(|one| one["kind"] == "incapacity").collect();
    assert!(of.len() == 2 && of.iter().all(|one| one["unseen"].is_null()), "{of:?}");
    let ids: Vec<String> = of.iter().map(|one| one["id"].to_string()).collect();
    let gives_in = [none, &["--corrects", &ids[0]]].concat();
    assert_eq!(fact(&gives_in, "vera").code, 1);
    let grant = ["decide", "o.db", "1002", "grant", "--departure", "seen", "--as", "anna"];
    scratch.refused(1, &grant, &["vera", "boris"]);
    assert_eq!(fact(&gives_in, "anna").code, 0);
    scratch.done(&["decide", "o.db", "1002", "grant", "--as", "anna"]);
    scratch.verifies();
}
