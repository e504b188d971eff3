//! Scripts of messages against the state machine, without a store.

use super::fixture::{app, determination, file, now, press, tell, view, write};
use super::screens::case::Section;
use super::screens::decide;
use super::screens::fact_form::{FactForm, Stage};
use super::screens::queue;
use super::*;
use crate::domain::*;

fn receipt(status: Status) -> Receipt {
    Receipt { seq: 42, version: 4, status: Some(status), fact: None, decision: None, motion: None, repeated: false }
}

fn shown(app: &App) -> Option<CaseId> {
    app.case.as_ref().map(CaseView::id)
}

#[test]
fn enter_opens_the_case_and_esc_returns_to_the_same_row() {
    let mut app = app(80, 24);
    press(&mut app, "j j j enter");
    assert!(matches!(app.screens[..], [Screen::Case]));
    assert_eq!(shown(&app), Some(CaseId(1004)));
    press(&mut app, "esc");
    assert!(app.screens.is_empty());
    assert_eq!(app.queue.current_case(), Some(CaseId(1004)));
}

#[test]
fn at_120_columns_the_case_beside_follows_the_cursor_and_at_80_it_does_not() {
    let mut wide = app(120, 40);
    assert_eq!(shown(&wide), Some(CaseId(1001)));
    press(&mut wide, "j j");
    assert_eq!(shown(&wide), Some(CaseId(1003)));
    let mut narrow = app(80, 24);
    press(&mut narrow, "j j");
    assert_eq!(shown(&narrow), None);
}

#[test]
fn a_refusal_that_follows_is_sent_with_the_findings_that_are_not_met_as_reasons() {
    let mut app = app(80, 24);
    press(&mut app, "enter d");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { case, version, act: CaseAct::Decide { verdict, reasons, departure } })] =
        &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!((*case, *version, *verdict, departure.as_str()), (CaseId(1001), 3, Verdict::Refuse, ""));
    assert_eq!(
        reasons,
        "Condition not met: “age title” (67-FZ, art. age). The opposite of age. On record: birth_date label: 1990-05-01, since 1990-05-01, passport name \
         MP 123; polling day 2026-09-20."
    );
}

#[test]
fn departing_needs_a_written_reason() {
    let mut app = app(80, 24);
    press(&mut app, "enter d left");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    write(&mut app, "court order");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { act: CaseAct::Decide { verdict, reasons, departure }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((*verdict, reasons.as_str(), departure.as_str()), (Verdict::Grant, "", "court order"));
}

#[test]
fn an_undetermined_case_has_no_verdict_until_one_is_chosen() {
    let mut app = app(80, 24);
    press(&mut app, "enter");
    app.case = Some(view(1001, Outcome::Undetermined));
    assert_eq!(press(&mut app, "d ctrl-s"), []);
    let Some(Screen::Decide(decide)) = app.screens.last() else { panic!() };
    assert_eq!(decide.verdict(), None);
    assert!(decide.form.field("verdict").unwrap().problem.is_some());
}

#[test]
fn after_a_decision_the_screen_moves_to_the_next_case() {
    let mut app = app(80, 24);
    press(&mut app, "j enter d");
    let act = press(&mut app, "ctrl-s").remove(0);
    let Effect::Perform(act) = act else { panic!() };
    tell(&mut app, Msg::Answer(Answer::Done { act, receipt: receipt(Status::Decided) }));
    assert!(matches!(app.screens[..], [Screen::Case]));
    assert_eq!(shown(&app), Some(CaseId(1003)));
    assert_eq!(app.queue.current_case(), Some(CaseId(1003)));
    assert!(matches!(app.notice, Some(Notice::Say { key: "message-decided", .. })));
}

#[test]
fn a_refused_act_keeps_the_text_of_the_form_and_loads_the_case_anew() {
    let mut app = app(80, 24);
    press(&mut app, "enter d left tab tab");
    write(&mut app, "because");
    let stale = ActError::Stale { case: CaseId(1001), by: "anna".into(), at: now(), action: "fact.recorded".into() };
    let effects = app.on(Msg::Answer(Answer::Refused(stale.clone())), now());
    assert_eq!(effects, [Effect::LoadCase(CaseId(1001))]);
    let mut newer = file(1001);
    newer.case.version = 9;
    app.on(Msg::Answer(Answer::Case { id: CaseId(1001), file: Some(Box::new(newer)) }), now());
    assert_eq!(app.notice, Some(Notice::Refused(stale)));
    let Some(Screen::Decide(decide)) = app.screens.last() else { panic!() };
    assert!(decide.form.fields.iter().any(|field| decide.form.text(field.id) == "because"));
}

#[test]
fn leaving_a_form_with_text_asks_first() {
    let mut app = app(80, 24);
    press(&mut app, "enter d tab x esc");
    assert_eq!(app.question, Some(Question::Discard));
    press(&mut app, "n");
    assert!(matches!(app.screens.last(), Some(Screen::Decide(_))));
    press(&mut app, "esc y");
    assert!(matches!(app.screens.last(), Some(Screen::Case)));
    press(&mut app, "d esc");
    assert!(matches!(app.screens.last(), Some(Screen::Case)), "nothing was typed, so nothing is asked");
}

#[test]
fn a_paste_outside_a_field_is_dropped_with_a_notice() {
    let mut app = app(80, 24);
    let effects = tell(&mut app, Msg::Paste("dy".to_owned()));
    assert_eq!(effects, []);
    assert!(app.screens.is_empty());
    assert!(matches!(app.notice, Some(Notice::Say { key: "message-paste-dropped", .. })));
    press(&mut app, "enter d tab");
    tell(&mut app, Msg::Paste("a\nb".to_owned()));
    assert!(app.form().unwrap().text("reasons").ends_with("a\nb"));
}

#[test]
fn a_missing_fact_comes_first_and_its_form_makes_the_act() {
    let mut app = app(80, 24);
    press(&mut app, "enter e");
    let Some(Screen::Fact(FactForm { stage: Stage::Choosing { rows, .. }, .. })) = app.screens.last() else { panic!() };
    assert_eq!((rows[0].kind.as_str(), rows[0].needed), ("incapacity", Some(Why::NotAsked)));
    assert_eq!(rows.len(), 4);
    press(&mut app, "enter right right");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { act: CaseAct::RecordFact { fact }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((fact.kind.as_str(), &fact.state, fact.supersedes), ("incapacity", &State::None, None));
}

#[test]
fn a_yes_no_begins_with_neither_and_a_yes_against_a_person_needs_dated_evidence() {
    let mut app = app(80, 24);
    press(&mut app, "enter e enter");
    let complaint = |app: &App| {
        let field = app.form().unwrap().current().unwrap();
        (field.id, field.problem.as_ref().map(|problem| problem.key))
    };
    assert_eq!(press(&mut app, "ctrl-s"), [], "nothing was chosen");
    assert_eq!(complaint(&app), ("state", Some("fact-needs-state")));
    press(&mut app, "right");
    assert_eq!(app.form().unwrap().choice("state"), "known");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    assert_eq!(complaint(&app), ("evidence", Some("against-needs-evidence")));
    press(&mut app, "right");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    assert_eq!(complaint(&app), ("dated", Some("against-needs-day")));
    app.form_mut().unwrap().set_text("dated", "soon");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    assert_eq!(complaint(&app), ("dated", Some("form-not-a-day")), "what is written is named, not what is missing");
    app.form_mut().unwrap().set_text("dated", "2026-03-01");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { act: CaseAct::RecordFact { fact }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(fact.state, State::Known(Value::Bool(true)));
    assert_eq!(fact.evidence.as_ref().unwrap().dated, Some("2026-03-01".parse().unwrap()));
}

#[test]
fn a_zone_never_fills_the_yes() {
    let mut app = app(80, 24);
    press(&mut app, "enter e enter");
    let zone = "P<BLRIVANOVA<<ULYANA<<<<<<<<<<<<<<<<<<<<<<<<\nAB71867914BLR6007115F31030163110760B689PB644";
    tell(&mut app, Msg::Paste(zone.to_owned()));
    if app.question.is_some() {
        press(&mut app, "y");
    }
    let form = app.form().unwrap();
    assert_eq!((form.text("reference").as_str(), form.choice("state")), ("AB7186791", ""));
}

#[test]
fn correcting_a_fact_supersedes_it() {
    let mut app = app(80, 24);
    press(&mut app, "enter tab");
    assert_eq!(app.case.as_ref().unwrap().section, Section::Facts);
    press(&mut app, "j enter");
    assert_eq!(app.form().unwrap().choice("replaces"), "12");
    press(&mut app, "tab tab right right");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { act: CaseAct::RecordFact { fact }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(fact.supersedes, Some(FactId(12)));
    assert_eq!(fact.state, State::Known(Value::Code("KZ".to_owned())));
    assert_eq!(fact.evidence.as_ref().unwrap().reference, "MP 123");
}

#[test]
fn a_place_that_is_none_is_said_at_its_field_and_a_bare_code_is_the_host_s() {
    let mut app = app(80, 24);
    press(&mut app, "enter e");
    let Some(Screen::Fact(FactForm { stage: Stage::Choosing { rows, .. }, .. })) = app.screens.last() else { panic!() };
    let down = rows.iter().position(|row| row.kind == "registration").unwrap();
    press(&mut app, &format!("{}enter", "j ".repeat(down)));
    let send = |app: &mut App, text: &str| {
        app.form_mut().unwrap().set_text("value", text);
        press(app, "ctrl-s")
    };
    for (text, key, value) in [
        ("46-701-000", "place-hyphen", ""),
        ("4670100\u{430}", "place-not-digits", "\u{430}"),
        ("4670100", "place-length", "2 / 5 / 8 / 11"),
        ("", "place-empty", ""),
    ] {
        assert_eq!(send(&mut app, text), []);
        let problem = app.form().unwrap().field("value").unwrap().problem.as_ref().unwrap();
        assert_eq!((problem.key, problem.value.as_str()), (key, value), "{text:?}");
    }
    let effects = send(&mut app, " 46701000101 ");
    let [Effect::Perform(Act::Case { act: CaseAct::RecordFact { fact }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(fact.state, State::Known(Value::Place(crate::domain::Place::recorded("OKTMO:46701000101").unwrap())));
}

#[test]
fn a_wrong_day_or_interval_is_said_at_its_field() {
    let mut app = app(80, 24);
    press(&mut app, "enter e j j enter tab tab tab");
    write(&mut app, "2026-02-30");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    let problem = |app: &App, id: &str| app.form().unwrap().field(id).unwrap().problem.as_ref().map(|p| p.key);
    assert_eq!(problem(&app, "from"), Some("form-no-such-day"));
    assert_eq!(problem(&app, "value"), Some("fact-needs-value"));
    app.form_mut().unwrap().choose("value", "KZ");
    app.form_mut().unwrap().set_text("from", "02.03.2026");
    app.form_mut().unwrap().set_text("to", "2026-03-02");
    assert_eq!(press(&mut app, "ctrl-s"), []);
    assert_eq!((problem(&app, "from"), problem(&app, "to")), (None, Some("fact-interval-turned")));
    app.form_mut().unwrap().set_text("to", "2026-03-03");
    let effects = press(&mut app, "ctrl-s");
    let [Effect::Perform(Act::Case { act: CaseAct::RecordFact { fact }, .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(fact.holds.to_string(), "2026-03-02..2026-03-03");
}

#[test]
fn an_act_that_the_status_does_not_allow_says_so() {
    let mut app = app(80, 24);
    press(&mut app, "enter a");
    let expected = ActError::WrongStatus { case: CaseId(1001), status: Status::InReview };
    assert_eq!(app.notice, Some(Notice::Refused(expected)));
    assert!(app.hints().iter().all(|(key, _)| *key != "a"));
}

#[test]
fn an_act_from_the_queue_opens_the_case_first() {
    let mut app = app(80, 24);
    press(&mut app, "j d");
    assert!(matches!(app.screens[..], [Screen::Case, Screen::Decide(_)]));
    assert_eq!(shown(&app), Some(CaseId(1002)));
}

#[test]
fn quitting_gives_the_lease_back() {
    assert_eq!(press(&mut app(80, 24), "q"), [Effect::Release, Effect::Quit]);
}

#[test]
fn the_commands_work_on_a_cyrillic_layout() {
    let mut app = app(80, 24);
    press(&mut app, "о о enter в");
    assert_eq!(shown(&app), Some(CaseId(1003)));
    assert!(matches!(app.screens.last(), Some(Screen::Decide(_))));
    press(&mut app, "esc д");
    assert_eq!(app.lang, Lang::Ru);
}

#[test]
fn the_ledger_and_its_verification() {
    let mut app = app(80, 24);
    let effects = press(&mut app, "L v");
    assert_eq!(effects, [Effect::LoadEntries { before: None, limit: 200 }, Effect::Verify]);
    let verified = Verified::Holds { entries: 3, rows: 9, root: "ab".to_owned() };
    tell(&mut app, Msg::Answer(Answer::Verified(verified.clone())));
    let Some(Screen::Ledger(ledger)) = app.screens.last() else { panic!() };
    assert_eq!(ledger.verified, Some(verified));
}

#[test]
fn a_case_without_its_pack_has_no_determination() {
    let library = Library::without_packs(fixture::schema());
    assert!(CaseView::new(file(1001), &library).determination.is_none());
    assert_eq!(decide::proposed(&view(1, Outcome::Contested)), determination(Outcome::Contested).outcome);
}

#[test]
fn no_key_acts_on_what_cannot_be_seen() {
    for start in ["", "enter", "enter d", "enter e", "L", "/", "?"] {
        let mut app = app(80, 24);
        for word in start.split(' ').filter(|word| !word.is_empty()) {
            press(&mut app, word);
        }
        app.on(Msg::Resize(Size { width: 40, height: 10 }), app.now);
        let before = format!("{:?} {:?} {:?} {:?}", app.screens, app.question, app.queue, app.lang);
        let words = Context::ALL
            .into_iter()
            .flat_map(|context| super::keymap::Keymap::default().of(context))
            .flat_map(|binding| binding.keys.split(' '));
        for word in words.chain(["x", "ё", "7"]) {
            let key = Key::parse(word).unwrap();
            let everywhere = super::keymap::Keymap::default().command(&[Context::Everywhere], key, false);
            if matches!(everywhere, Some(super::keymap::Command::Quit | super::keymap::Command::Suspend)) {
                continue;
            }
            let effects = app.on(Msg::Key(key), app.now);
            assert_eq!(effects, [], "{word} after {start:?}");
            let after = format!("{:?} {:?} {:?} {:?}", app.screens, app.question, app.queue, app.lang);
            assert_eq!(before, after, "{word} after {start:?}");
        }
        assert_eq!(app.on(Msg::Paste("ab".into()), app.now), []);
        let suspend = Key::parse("ctrl-z").unwrap();
        assert_eq!(app.on(Msg::Key(suspend), app.now), [Effect::Suspend]);
    }
}

#[test]
fn a_key_that_acts_on_a_case_needs_a_case_that_is_shown() {
    let nobody = |app: &mut App| {
        let (filter, search) = (app.queue.filter.clone(), app.queue.search.text().to_owned());
        let query = QueueQuery { filter, search, anchor: Anchor::First, limit: 8 };
        let window = QueueWindow::default();
        app.queue.take(&query, queue::Place::Instead, window);
    };
    let mut app = app(80, 24);
    app.decided.push(CaseId(1001));
    nobody(&mut app);
    for key in "d a e r u N W c enter".split(' ') {
        let effects = app.on(Msg::Key(Key::parse(key).unwrap()), app.now);
        assert_eq!((effects, app.screens.len()), (vec![], 0), "{key} over an empty list");
        assert!(matches!(app.notice, Some(Notice::Say { key: "message-no-case-shown", .. })), "{key}");
    }
    app.queue.search.set("zzz");
    nobody(&mut app);
    for key in "enter d a e r u N W c l L P ? q 9 в".split(' ') {
        let effects = app.on(Msg::Key(Key::parse(key).unwrap()), app.now);
        let searches = |effect: &Effect| matches!(effect, Effect::LoadQueue { .. });
        assert!(effects.iter().all(searches) && app.screens.is_empty(), "{key}: {effects:?}");
        assert!(app.queue.searching, "{key} left the search");
        nobody(&mut app);
    }
}

#[test]
fn what_is_typed_for_a_form_that_was_refused_is_no_command() {
    let mut app = app(80, 24);
    press(&mut app, "enter");
    let then = |ms: i64| Stamp(now().0 + ms);
    let key = |app: &mut App, word: &str, ms: i64| app.on(Msg::Key(Key::parse(word).unwrap()), then(ms));
    // Nobody has decided: there is nothing to approve.
    key(&mut app, "a", 0);
    let refusal = app.notice.clone();
    assert!(matches!(refusal, Some(Notice::Refused(_))), "{refusal:?}");
    for (n, letter) in ["n", "o", "t", "space", "e", "q"].into_iter().enumerate() {
        assert_eq!(key(&mut app, letter, 150 * (n as i64 + 1)), Vec::new(), "{letter}");
        assert_eq!((&app.notice, app.screens.len()), (&refusal, 1), "{letter} acted");
    }
    assert_eq!(app.unheard, None, "a key of this place is dropped without a word");
    key(&mut app, "Z", 1_000);
    assert_eq!((&app.notice, app.unheard), (&refusal, Key::parse("Z")), "one that does nothing anywhere is told");
    // A pause, and letters are keys again; so they are after any key that is no letter.
    key(&mut app, "e", 2_000);
    assert!(matches!(app.screens.last(), Some(Screen::Fact(_))));
    key(&mut app, "esc", 2_100);
    key(&mut app, "a", 3_000);
    key(&mut app, "tab", 3_100);
    key(&mut app, "e", 3_200);
    assert!(matches!(app.screens.last(), Some(Screen::Fact(_))));
}
