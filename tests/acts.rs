//! What an office refuses, each with its reason, and that nothing has happened then.

use std::path::PathBuf;
use std::rc::Rc;

use suffrage::domain::{
    Act, ActError, CaseAct, CaseId, CmdId, Command, DecisionId, Evidence, FactDraft, FactId, FactProblem, Ground,
    Interval, Letter, OfficeAct, Officer, Receipt, Role, Stamp, State, Status, Value, Verdict, Why,
};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::{Entropy, From, Store, StoreError};

struct Desk {
    store: Store,
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("suffrage-acts-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
        let store = open(&folder);
        Desk { store, folder }
    }

    fn version(&self, case: i64) -> i64 {
        self.store.case(CaseId(case), now()).unwrap().unwrap().case.version
    }

    fn act(&mut self, officer: &str, at: Stamp, act: Act) -> Result<Receipt, ActError> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        let before = self.store.head().unwrap();
        let done =
            self.store.apply(&Command { id: CmdId(id), officer: officer.into(), login: officer.into(), at, act });
        match done {
            Ok(receipt) => Ok(receipt),
            Err(StoreError::Refused(error)) => {
                assert_eq!(self.store.head().unwrap(), before, "a refusal changes nothing");
                Err(error)
            }
            Err(other) => panic!("{other}"),
        }
    }

    fn decide(&mut self, officer: &str, case: i64, verdict: Verdict) -> Result<Receipt, ActError> {
        let act = decide(case, self.version(case), verdict, "seen", "seen");
        self.act(officer, now(), act)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn open(folder: &std::path::Path) -> Store {
    let entropy: Entropy = Box::new(|bytes| getrandom::fill(bytes).unwrap());
    Store::open(&folder.join("office.db"), Rc::new(Library::embedded().unwrap()), entropy).unwrap()
}

fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn now() -> Stamp {
    at("2026-12-01T09:00:00Z")
}

fn decide(case: i64, version: i64, verdict: Verdict, reasons: &str, departure: &str) -> Act {
    CaseAct::Decide { verdict, reasons: reasons.into(), departure: departure.into() }.on(CaseId(case), version)
}

fn fact(kind: &str, state: State) -> FactDraft {
    FactDraft::bare(kind, state)
}

#[test]
fn two_officers_who_decide_the_same_case_are_told_who_was_first() {
    let mut desk = Desk::new("two");
    let version = desk.version(1001);
    desk.act("anna", now(), decide(1001, version, Verdict::Grant, "", "seen")).unwrap();
    let late = desk.act("boris", now(), decide(1001, version, Verdict::Refuse, "seen", "seen")).unwrap_err();
    assert!(matches!(&late, ActError::Stale { by, action, .. } if by == "anna" && action == "decision.made"), "{late}");
    assert_eq!(desk.store.case(CaseId(1001), now()).unwrap().unwrap().decisions.len(), 1);
}

#[test]
fn a_lease_holds_others_off_until_it_ends_and_ends_by_itself() {
    let mut desk = Desk::new("lease");
    let until = now().plus_minutes(15);
    desk.store.claim(CaseId(1001), "vera", now(), until).unwrap();
    let held = desk.decide("anna", 1001, Verdict::Grant).unwrap_err();
    assert_eq!(held, ActError::Held { case: CaseId(1001), by: "vera".into(), until });
    // Vera's session died; nobody gave the case back.
    let act = decide(1001, desk.version(1001), Verdict::Grant, "", "seen");
    desk.act("anna", until.plus_minutes(1), act).unwrap();
}

#[test]
fn who_may_takes_a_case_over_and_the_other_one_loses_it() {
    let mut desk = Desk::new("take over");
    let case = CaseId(1001);
    let times = (now(), now().plus_minutes(15));
    desk.store.take(case, "vera", times, From::Nobody).unwrap();
    // A second session of hers finds it taken, and so does somebody who may take nothing over.
    for (who, from) in [("vera", From::Nobody), ("anna", From::Oneself), ("boris", From::Nobody)] {
        let held = desk.store.take(case, who, times, from);
        assert!(matches!(held, Err(StoreError::Refused(ActError::Held { .. }))), "{who}: {held:?}");
    }
    desk.store.take(case, "anna", times, From::Anybody).unwrap();
    assert_eq!(desk.store.case(case, now()).unwrap().unwrap().hold.unwrap().by, "anna");
    let back = desk.store.take(case, "vera", times, From::Anybody);
    assert!(matches!(back, Err(StoreError::Refused(ActError::NotPermitted { .. }))), "{back:?}");
    // Whoever can do nothing to a case keeps nobody from it.
    let clerk = desk.store.take(CaseId(1002), "galina", times, From::Nobody);
    assert!(matches!(clerk, Err(StoreError::Refused(ActError::NotPermitted { .. }))), "{clerk:?}");
}

#[test]
fn a_lease_without_end_holds_nobody_off() {
    let mut desk = Desk::new("endless");
    desk.store.claim(CaseId(1001), "vera", now(), Stamp(i64::MAX)).unwrap();
    desk.decide("anna", 1001, Verdict::Grant).unwrap();
    let stranger = desk.store.claim(CaseId(1002), "nobody", now(), now().plus_minutes(5));
    assert!(matches!(stranger, Err(StoreError::Refused(ActError::NotEnrolled { .. }))));
}

#[test]
fn a_clock_that_goes_back_is_found() {
    let mut desk = Desk::new("clock");
    desk.decide("anna", 1001, Verdict::Grant).unwrap();
    let act = decide(1002, desk.version(1002), Verdict::Grant, "", "seen");
    let back = desk.act("anna", at("2026-11-30T09:00:00Z"), act.clone()).unwrap_err();
    assert!(matches!(back, ActError::ClockWentBack { .. }), "{back}");
    // Clocks of two machines differ a little; the record never goes back.
    desk.act("anna", at("2026-12-01T08:58:00Z"), act).unwrap();
    assert!(desk.store.verify().unwrap().is_ok());
}

#[test]
fn a_correction_that_changes_nothing_is_refused_and_one_that_changes_anything_is_not() {
    let mut desk = Desk::new("same");
    let record = |desk: &mut Desk, fact| {
        let act = CaseAct::RecordFact { fact }.on(CaseId(1001), desk.version(1001));
        desk.act("anna", now(), act)
    };
    let passport = Evidence { kind: "passport".into(), reference: "MP1".into(), dated: None };
    let born = State::Known(Value::Date("1990-05-01".parse().unwrap()));
    let first = FactDraft { evidence: Some(passport.clone()), note: "seen".into(), ..fact("birth_date", born) };
    let mut old = record(&mut desk, first.clone()).unwrap().fact;
    let evidence = |reference: &str, dated: Option<&str>| {
        let dated = dated.map(|day| day.parse().unwrap());
        Some(Evidence { reference: reference.into(), dated, ..passport.clone() })
    };
    let other = State::Known(Value::Date("1990-05-02".parse().unwrap()));
    let mut last = first.clone();
    for change in [
        FactDraft { state: other, ..first.clone() },
        FactDraft { holds: Interval { from: Some("1990-05-01".parse().unwrap()), to: None }, ..first.clone() },
        FactDraft { evidence: None, ..first.clone() },
        FactDraft { evidence: evidence("MP2", None), ..first.clone() },
        FactDraft { evidence: evidence("MP1", Some("2019-01-01")), ..first.clone() },
        FactDraft { note: "seen again".into(), ..first },
    ] {
        let same = FactDraft { supersedes: old, note: format!(" {} ", last.note), ..last };
        assert_eq!(record(&mut desk, same).unwrap_err(), ActError::NothingToChange);
        last = FactDraft { supersedes: old, ..change };
        old = record(&mut desk, last.clone()).unwrap().fact;
    }
}

#[test]
fn a_correction_is_never_before_what_it_corrects() {
    let mut desk = Desk::new("corrects");
    let (then, early) = (now(), at("2026-11-30T09:00:00Z"));
    let record = |desk: &Desk, fact| CaseAct::RecordFact { fact }.on(CaseId(1001), desk.version(1001));
    let first = record(&desk, fact("birth_date", State::Known(Value::Date("1990-05-01".parse().unwrap()))));
    let old = desk.act("anna", then, first).unwrap().fact;
    let mut mended = fact("birth_date", State::Known(Value::Date("1991-05-01".parse().unwrap())));
    mended.supersedes = old;
    let correct = record(&desk, mended);
    let back = desk.act("anna", early, correct.clone()).unwrap_err();
    assert_eq!(back, ActError::ClockWentBack { last: then, now: early });
    assert!(back.to_string().contains(&then.to_string()) && back.to_string().contains(&early.to_string()), "{back}");
    // A clock that is a little behind: the correction is recorded at the moment of the older one, not before.
    let new = desk.act("anna", at("2026-12-01T08:58:00Z"), correct).unwrap().fact;
    let facts = desk.store.case(CaseId(1001), then).unwrap().unwrap().facts;
    let recorded = |id| facts.iter().find(|fact| Some(fact.id) == id).unwrap().recorded_at;
    assert!(recorded(old) <= recorded(new));
}

#[test]
fn reasons_that_nobody_can_read_are_none() {
    let mut desk = Desk::new("blank");
    let version = desk.version(1001);
    for blank in ["", "  ", "\u{200b}", "\u{2800}", "\u{feff}\u{301}"] {
        let act = decide(1001, version, Verdict::Refuse, blank, "seen");
        assert_eq!(desk.act("anna", now(), act).unwrap_err(), ActError::NeedsReasons, "{blank:?}");
        let act = decide(1001, version, Verdict::Refuse, "seen", blank);
        let refused = desk.act("anna", now(), act).unwrap_err();
        assert!(matches!(refused, ActError::NeedsDeparture { .. }), "{blank:?}: {refused}");
    }
    let act = decide(1001, version, Verdict::Grant, "a\u{1b}[2J", "");
    assert_eq!(desk.act("anna", now(), act).unwrap_err(), ActError::Unprintable { text: "reasons" });
    let act = decide(1001, version, Verdict::Grant, &"a".repeat(10_001), "");
    assert!(matches!(desk.act("anna", now(), act).unwrap_err(), ActError::TooLong { .. }));
}

#[test]
fn four_eyes_are_two_people_and_a_return_says_why() {
    let mut desk = Desk::new("eyes");
    let decision = desk.decide("anna", 1001, Verdict::Refuse).unwrap().decision.unwrap();
    let approve = |desk: &Desk, decision: DecisionId, approve: bool, note: &str| {
        let (version, note) = (desk.version(1001), note.to_owned());
        let act = match approve {
            true => CaseAct::Approve { decision, note },
            false => CaseAct::Return { decision, ground: Ground::Law, note },
        };
        act.on(CaseId(1001), version)
    };
    let act = approve(&desk, decision, true, "");
    assert_eq!(desk.act("anna", now(), act).unwrap_err(), ActError::SameOfficer { officer: "anna".into() });
    let act = approve(&desk, decision, true, "");
    let vera = desk.act("vera", now(), act).unwrap_err();
    assert!(matches!(vera, ActError::NotPermitted { right: "approve", .. }), "{vera}");
    let act = approve(&desk, decision, false, " \u{200b}");
    assert_eq!(desk.act("boris", now(), act).unwrap_err(), ActError::NeedsNote);
    let act = approve(&desk, DecisionId(decision.0 + 1), true, "");
    assert!(matches!(desk.act("boris", now(), act).unwrap_err(), ActError::WrongStatus { .. }));
    let act = approve(&desk, decision, true, "");
    assert_eq!(desk.act("boris", now(), act).unwrap().status, Some(Status::Final));
}

#[test]
fn an_undo_is_ones_own_and_in_time() {
    let mut desk = Desk::new("undo");
    desk.decide("anna", 1001, Verdict::Grant).unwrap();
    let undo = |desk: &Desk| CaseAct::Undo { reason: "a slip".into() }.on(CaseId(1001), desk.version(1001));
    let act = undo(&desk);
    assert!(matches!(desk.act("boris", now(), act).unwrap_err(), ActError::NotPermitted { right: "undo", .. }));
    let notice = CaseAct::RecordNotice { letter: Letter::default() }.on(CaseId(1001), desk.version(1001));
    assert!(matches!(
        desk.act("anna", now(), notice).unwrap_err(),
        ActError::UndoStillOpen { .. } | ActError::WrongStatus { .. }
    ));
    let act = undo(&desk);
    let late = desk.act("anna", now().plus_minutes(11), act).unwrap_err();
    assert!(matches!(late, ActError::UndoOver { .. }), "{late}");
    let act = undo(&desk);
    assert_eq!(desk.act("anna", now().plus_minutes(9), act).unwrap().status, Some(Status::InReview));
    let act = undo(&desk);
    assert!(matches!(desk.act("anna", now().plus_minutes(9), act).unwrap_err(), ActError::WrongStatus { .. }));
}

#[test]
fn a_fact_that_the_schema_does_not_know_is_refused() {
    let mut desk = Desk::new("fact");
    let record = |desk: &Desk, fact: FactDraft| CaseAct::RecordFact { fact }.on(CaseId(1001), desk.version(1001));
    let code = State::Known(Value::Code("XX-none".into()));
    for draft in [fact("shoe_size", State::None), fact("citizenship", code)] {
        let act = record(&desk, draft);
        assert!(matches!(desk.act("anna", now(), act).unwrap_err(), ActError::BadFact { .. }));
    }
    let correction = FactDraft { supersedes: Some(FactId(999_999)), ..fact("incapacity", State::None) };
    let act = record(&desk, correction);
    assert_eq!(desk.act("anna", now(), act).unwrap_err(), ActError::NoSuchFact { fact: FactId(999_999) });
    let nowhere = CaseAct::RecordNotice { letter: Letter::default() }.on(CaseId(99), 1);
    assert_eq!(desk.act("anna", now(), nowhere).unwrap_err(), ActError::NoSuchCase { case: CaseId(99) });
    let act = decide(1001, desk.version(1001), Verdict::Grant, "", "");
    assert_eq!(desk.act("eve", now(), act).unwrap_err(), ActError::NotEnrolled { officer: "eve".into() });
}

#[test]
fn a_fact_against_a_person_needs_dated_evidence_whoever_brings_it() {
    let mut desk = Desk::new("against");
    let shown = |kind: &str, dated: Option<&str>| {
        let dated = dated.map(|day| day.parse().unwrap());
        Some(Evidence { kind: kind.into(), reference: String::new(), dated })
    };
    let bars = [
        ("incapacity", State::Known(Value::Bool(true))),
        ("imprisonment", State::Known(Value::Code("pretrial".into()))),
        ("foreign_permit", State::Known(Value::Code("PL".into()))),
    ];
    let record = |desk: &mut Desk, evidence: Option<Evidence>, kind: &str, state: &State| {
        let fact = FactDraft { evidence, ..fact(kind, state.clone()) };
        let act = CaseAct::RecordFact { fact }.on(CaseId(1001), desk.version(1001));
        desk.act("anna", now(), act)
    };
    for (kind, state) in bars {
        for (evidence, problem) in
            [(None, FactProblem::NeedsEvidence), (shown("court_decision", None), FactProblem::NeedsEvidenceDay)]
        {
            let refused = record(&mut desk, evidence, kind, &state).unwrap_err();
            assert_eq!(refused, ActError::FactNotAccepted { kind: kind.into(), problem });
        }
        record(&mut desk, shown("court_decision", Some("2026-03-01")), kind, &state).unwrap();
    }
    for state in [State::None, State::Unknown(Why::Refused)] {
        record(&mut desk, None, "foreign_agent", &state).unwrap();
    }
}

#[test]
fn an_officer_has_a_name_of_their_own() {
    let mut desk = Desk::new("names");
    let enrol = |name: &str| {
        let officer = Officer::in_role(name, Role::Officer);
        Act::Office(OfficeAct::Enrol { officer })
    };
    for bad in ["", " ", "anna ", "an\u{200b}na", "\u{1b}[2J", "аnna", "Anna", "VERA"] {
        let refused = desk.act("galina", now(), enrol(bad)).unwrap_err();
        assert_eq!(refused, ActError::OfficerName { name: bad.into() });
    }
    desk.act("galina", now(), enrol("Кацярына")).unwrap();
    desk.act("galina", now(), enrol("vera")).unwrap();
    assert!(desk.store.verify().unwrap().is_ok());
}

#[test]
fn an_office_that_was_moved_away_takes_no_more_acts() {
    let mut desk = Desk::new("moved");
    let version = desk.version(1001);
    let path = desk.folder.join("office.db");
    std::fs::rename(&path, desk.folder.join("old.db")).unwrap();
    let try_to = |desk: &mut Desk| {
        let act = decide(1001, version, Verdict::Grant, "", "seen");
        desk.store.apply(&Command { id: CmdId([1; 16]), officer: "anna".into(), login: "anna".into(), at: now(), act })
    };
    assert!(matches!(try_to(&mut desk), Err(StoreError::Moved(_))), "it is gone");
    std::fs::write(&path, SAMPLE).unwrap();
    assert!(matches!(try_to(&mut desk), Err(StoreError::Moved(_))), "another file stands in its place");
    std::fs::rename(desk.folder.join("old.db"), &path).unwrap();
    assert!(try_to(&mut desk).is_ok(), "it is back");
}

#[test]
fn a_day_to_come_is_today_or_later() {
    let mut desk = Desk::new("days");
    let today = now().day();
    for (until, right) in [(today - chrono::Days::new(1), false), (today, true), (today + chrono::Days::new(1), true)] {
        let act = CaseAct::Snooze { until, reason: "abroad".into() }.on(CaseId(1001), desk.version(1001));
        let done = desk.act("anna", now(), act);
        assert_eq!(done.is_ok(), right, "{until}: {done:?}");
    }
}

#[test]
fn evidence_is_asked_for_by_kinds_that_there_are() {
    let mut desk = Desk::new("kinds");
    for (kind, right) in [("citizenship", true), ("case.applied_on", true), ("poll.date", true), ("horoscope", false)] {
        let act = CaseAct::RequestEvidence { kinds: vec![kind.into()], note: String::new(), answer_by: None };
        let version = desk.version(1001);
        let done = desk.act("anna", now(), act.on(CaseId(1001), version));
        assert_eq!(done.is_ok(), right, "{kind}: {done:?}");
    }
}

#[test]
fn a_letter_left_on_a_day_that_can_be() {
    let mut desk = Desk::new("sent");
    desk.decide("anna", 1001, Verdict::Grant).unwrap();
    let file = desk.store.case(CaseId(1001), now()).unwrap().unwrap();
    if file.case.status == Status::AwaitingApproval {
        let approve = CaseAct::Approve { decision: file.decision().unwrap().id, note: String::new() };
        desk.act("boris", now(), approve.on(CaseId(1001), file.case.version)).unwrap();
    }
    let day = |text: &str| text.parse().unwrap();
    for (sent_on, right) in [(day("0001-01-01"), false), (day("2026-12-01"), true)] {
        let letter = Letter { sent_on: Some(sent_on), ..Letter::default() };
        let act = CaseAct::RecordNotice { letter }.on(CaseId(1001), desk.version(1001));
        let done = desk.act("anna", now().plus_minutes(11), act);
        assert_eq!(done.is_ok(), right, "{sent_on}: {done:?}");
    }
}
