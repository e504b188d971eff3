//! Both sides of each edge of the office's rules: the last moment at which something may be done and the first at which it may not.

use suffrage::domain::{
    Act, ActError, CaseId, CmdId, Command, DecisionId, Evidence, FactDraft, Hold, Interval, MotionId, Office,
    OfficeAct, Officer, Permission, Permissions, Place, Role, Stamp, State, Status, Value, Why,
};
use suffrage::law::Library;
use suffrage::office::staff::{Force, Motion, Weighty, found};
use suffrage::office::{
    ActKind, CaseState, Change, Course, Matter, Snapshot, Staff, Standing, Subject, check_draft, entry_time, may,
    perform, speaks_for,
};

const NOW: Stamp = Stamp(1_800_000_000_000);
const MINUTE: i64 = 60_000;
const UNDO_MINUTES: i64 = 10;

fn later(millis: i64) -> Stamp {
    Stamp(NOW.0 + millis)
}

fn state<'a>(status: Status, standing: Option<&'a Standing>, hold: Option<&'a Hold>) -> CaseState<'a> {
    CaseState {
        case: CaseId(1001),
        status,
        standing,
        hold,
        waits: Default::default(),
        barred: None,
        undo_minutes: UNDO_MINUTES,
        matter: Matter::default(),
    }
}

#[test]
fn a_hold_is_anothers_and_ends_at_its_moment() {
    let anna = Officer::in_role("anna", Role::Officer);
    for (by, until, free) in [("boris", later(1), false), ("boris", NOW, true), ("anna", later(1), true)] {
        let hold = Hold { by: by.into(), until };
        let state = state(Status::New, None, Some(&hold));
        assert_eq!(may(&state, &anna, NOW, ActKind::Decide).is_ok(), free, "{by} until {until:?}");
    }
}

#[test]
fn the_window_to_take_back_and_the_letter_share_no_moment_and_leave_none_out() {
    let anna = Officer::in_role("anna", Role::Officer);
    let standing = Standing { id: DecisionId(7), by: "anna".into(), at: NOW };
    let decided = state(Status::Decided, Some(&standing), None);
    for millis in [0, UNDO_MINUTES * MINUTE - 1, UNDO_MINUTES * MINUTE, UNDO_MINUTES * MINUTE + 1] {
        let open = millis <= UNDO_MINUTES * MINUTE;
        assert_eq!(may(&decided, &anna, later(millis), ActKind::Undo).is_ok(), open, "{millis}");
        assert_eq!(may(&decided, &anna, later(millis), ActKind::RecordNotice).is_ok(), !open, "{millis}");
    }
}

#[test]
fn a_clock_may_be_a_little_behind_and_not_a_month_ahead() {
    let (slack, rest) = (5 * MINUTE, 30 * 24 * 60 * MINUTE);
    for fictitious in [false, true] {
        assert_eq!(entry_time(NOW, later(-slack), fictitious), Ok(NOW));
        let back = entry_time(NOW, later(-slack - 1), fictitious);
        assert!(matches!(back, Err(ActError::ClockWentBack { .. })), "{back:?}");
        assert_eq!(entry_time(NOW, later(rest), fictitious), Ok(later(rest)));
    }
    let ahead = entry_time(NOW, later(rest + 1), false);
    assert!(matches!(ahead, Err(ActError::ClockFarAhead { .. })), "{ahead:?}");
    assert_eq!(entry_time(NOW, later(rest + 1), true), Ok(later(rest + 1)));
}

#[test]
fn a_login_speaks_for_its_officer_and_no_login_for_nobody() {
    let anna = Officer::in_role("anna", Role::Officer);
    let gone = Officer { login: String::new(), ..anna.clone() };
    for (officer, login, any, right) in [
        (&anna, "anna", false, true),
        (&anna, "boris", false, false),
        (&anna, "boris", true, true),
        (&anna, "", false, false),
        (&gone, "", false, false),
    ] {
        assert_eq!(speaks_for(officer, login, any).is_ok(), right, "{login:?} for {:?}, {any}", officer.login);
    }
}

/// An act of galina on an office in which boris can be the second person.
fn on_office(
    staff: &Staff,
    by: &str,
    login: &str,
    at: Stamp,
    world: (bool, bool),
    act: OfficeAct,
) -> Result<Change, ActError> {
    let library = Library::embedded().unwrap();
    let (fictitious, gateway) = world;
    let snapshot = Snapshot {
        officer: staff.officer(by),
        office: &Office::founded("office".into(), "log".into(), fictitious),
        frozen: None,
        program: "1",
        gateway,
        last_at: NOW,
        schema: &library.schema,
        staff,
        subject: Subject::Office,
    };
    let act = Act::Office(act);
    perform(&snapshot, &Command { id: CmdId([0; 16]), officer: by.into(), login: login.into(), at, act })
}

fn staff() -> Staff {
    let mut staff = Staff::default();
    staff.put(Officer::in_role("galina", Role::Administrator));
    staff.put(Officer::in_role("boris", Role::Supervisor));
    staff
}

#[test]
fn another_login_acts_where_nobody_is_real_or_through_a_gateway() {
    for (fictitious, gateway) in [(false, false), (true, false), (false, true)] {
        let done = on_office(&staff(), "galina", "boris", NOW, (fictitious, gateway), OfficeAct::ConfirmClock);
        assert_eq!(done.is_ok(), fictitious || gateway, "{done:?}");
    }
}

#[test]
fn a_clock_is_confirmed_forward_and_corrected_either_way() {
    let real = (false, false);
    for (millis, right) in [(-1, false), (0, true), (1, true)] {
        let done = on_office(&staff(), "galina", "galina", later(millis), real, OfficeAct::ConfirmClock);
        assert_eq!(done.is_ok(), right, "{millis}: {done:?}");
    }
    let motion = |change| Motion::open(MotionId(1), "galina", change);
    let petr = Officer::in_role("petr", Role::Officer);
    // Years back: only a motion about the clock may be agreed to under such a time, and only its agreement is made then.
    let before = later(-1_000 * 24 * 60 * MINUTE);
    for (change, agree, at) in [
        (Weighty::Clock, true, Some(before)),
        (Weighty::Clock, false, Some(NOW)),
        (Weighty::Enrol(petr.clone()), true, None),
        (Weighty::Enrol(petr), false, None),
    ] {
        let mut staff = staff();
        staff.propose(motion(change));
        let act = OfficeAct::Assent { motion: MotionId(1), agree, note: String::new() };
        let done = on_office(&staff, "boris", "boris", before, real, act);
        assert_eq!(done.ok().map(|change| change.at), at, "{agree}");
    }
}

#[test]
fn a_case_knows_whether_a_question_waits() {
    let opened = Course::opened(1);
    let asked = opened.after(ActKind::Ask, 2, None).unwrap();
    let (noted, answered) =
        (asked.after(ActKind::Assign, 3, None).unwrap(), asked.after(ActKind::Answer, 3, None).unwrap());
    assert_eq!([opened, asked, noted, answered].map(|course| course.waits.answer), [false, true, true, false]);
}

#[test]
fn only_the_login_of_a_gateway_speaks_for_others() {
    let mut staff = staff();
    staff.put(Officer::in_role("web", Role::Officer).and(Permission::Gateway));
    assert_eq!(["web", "boris", "nobody"].map(|login| staff.is_gateway(login)), [true, false, false]);
}

#[test]
fn the_last_who_approves_stays_and_one_of_two_may_go() {
    let mut staff = staff();
    let galina = Officer::in_role("galina", Role::Administrator);
    let lowered = |name: &str| Officer::in_role(name, Role::Officer);
    let last = staff.enrol(&galina, &lowered("boris"), None);
    assert!(matches!(&last, Err(ActError::LastOf { officer, .. }) if officer == "boris"), "{last:?}");
    // Who never approved, and who goes on approving, is nobody's last.
    assert_eq!(staff.enrol(&galina, &lowered("petr"), None), Ok(Force::AtOnce));
    assert_eq!(staff.enrol(&galina, &Officer::in_role("boris", Role::Supervisor), None), Ok(Force::AtOnce));
    staff.put(Officer::in_role("anna", Role::Supervisor));
    assert_eq!(staff.enrol(&galina, &lowered("boris"), None), Ok(Force::WhenAgreed));
    // Another who works here and approves nothing takes nobody's place.
    let mut staff = self::staff();
    staff.put(lowered("vera"));
    assert!(staff.enrol(&galina, &lowered("boris"), None).is_err());
}

#[test]
fn another_login_is_weighty_for_whoever_may_do_something_weighty() {
    let mut staff = staff();
    staff.put(Officer::in_role("anna", Role::Supervisor));
    staff.put(Officer::in_role("vera", Role::Officer));
    let galina = Officer::in_role("galina", Role::Administrator);
    for (name, role, login, force) in [
        ("anna", Role::Supervisor, "anna", Force::AtOnce),
        ("anna", Role::Supervisor, "anna2", Force::WhenAgreed),
        ("vera", Role::Officer, "vera2", Force::AtOnce),
        ("vera", Role::Supervisor, "vera", Force::WhenAgreed),
        ("petr", Role::Supervisor, "petr", Force::WhenAgreed),
        ("petr", Role::Officer, "petr", Force::AtOnce),
    ] {
        let new = Officer { login: login.into(), ..Officer::in_role(name, role) };
        assert_eq!(staff.enrol(&galina, &new, None), Ok(force), "{name} {login}");
    }
}

#[test]
fn whoever_weighs_agrees_then_any_other_then_the_one_concerned() {
    let may_agree = |others: &[Officer]| {
        let mut staff = Staff::default();
        staff.put(Officer::in_role("galina", Role::Administrator));
        others.iter().for_each(|officer| staff.put(officer.clone()));
        let change = Weighty::Enrol(Officer::in_role("petr", Role::Supervisor));
        staff.propose(Motion::open(MotionId(1), "galina", change));
        let all: Vec<Officer> = staff.officers().to_vec();
        let agree = all.iter().filter(|officer| staff.assent(officer, MotionId(1)).is_ok());
        agree.map(|officer| officer.name.clone()).collect::<Vec<_>>()
    };
    let (petr, vera) = (Officer::in_role("petr", Role::Officer), Officer::in_role("vera", Role::Officer));
    let boris = Officer::in_role("boris", Role::Supervisor);
    let gone = Officer { login: String::new(), ..boris.clone() };
    let none: [&str; 0] = [];
    assert_eq!(may_agree(&[petr.clone(), vera.clone(), boris]), ["boris"]);
    assert_eq!(may_agree(&[petr.clone(), vera, gone.clone()]), ["vera"]);
    assert_eq!(may_agree(&[petr, gone.clone()]), ["petr"]);
    assert_eq!(may_agree(&[gone]), none);
}

#[test]
fn a_motion_is_settled_once_and_changes_somebody_only_if_agreed() {
    for agreed in [true, false] {
        let mut staff = staff();
        let motion = |id, name: &str| {
            let change = Weighty::Enrol(Officer::in_role(name, Role::Supervisor));
            Motion::open(MotionId(id), "galina", change)
        };
        staff.propose(motion(1, "petr"));
        staff.propose(motion(2, "dana"));
        staff.settle(MotionId(2), agreed);
        assert_eq!(staff.officer("dana").is_some(), agreed);
        assert!(staff.officer("petr").is_none());
        let boris = Officer::in_role("boris", Role::Supervisor);
        assert!(staff.assent(&boris, MotionId(1)).is_ok() && staff.assent(&boris, MotionId(2)).is_err());
    }
}

#[test]
fn who_may_do_nothing_changes_nothing_about_the_office() {
    let staff = staff();
    let reader = Officer { permissions: Permissions::NONE, ..Officer::in_role("rita", Role::Officer) };
    assert!(staff.confirm_clock(&reader).is_err());
    let vera = Officer::in_role("vera", Role::Officer);
    assert!(staff.confirm_clock(&vera).is_ok());
    assert!(staff.enrol(&vera, &Officer::in_role("petr", Role::Officer), None).is_err());
    assert!(staff.correct_clock(&vera).is_err());
}

#[test]
fn an_office_has_a_name_and_people_of_their_own() {
    let (anna, boris) = (Officer::in_role("anna", Role::Officer), Officer::in_role("boris", Role::Officer));
    let same = Officer { login: "anna".into(), ..boris.clone() };
    let gone = [&anna, &boris].map(|officer| Officer { login: String::new(), ..officer.clone() });
    for (name, officers, right) in [
        ("Tver", vec![anna.clone(), boris], true),
        ("", vec![anna.clone()], false),
        ("Tver", vec![anna, same], false),
        ("Tver", gone.to_vec(), true),
    ] {
        assert_eq!(found(name, &officers).is_ok(), right, "{name:?} {officers:?}");
    }
}

#[test]
fn no_paper_is_younger_than_the_day_on_which_it_is_recorded() {
    let library = Library::embedded().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let shown = |dated: &str| {
        let mut draft = FactDraft::bare("incapacity", State::None);
        let (kind, reference) = ("register_search".into(), String::new());
        draft.evidence = Some(Evidence { kind, reference, dated: Some(day(dated)) });
        check_draft(&draft, &library.schema, day("2026-11-20"))
    };
    assert_eq!(shown("2026-11-20"), Ok(()));
    assert_eq!(shown("2026-11-21"), Err(ActError::DayIsToCome { day: day("2026-11-21") }));
}

#[test]
fn a_value_goes_on_record_only_where_its_kind_can_have_it() {
    let library = Library::embedded().unwrap();
    let code = |code: &str| Value::Code(code.into());
    let place = |place: &str| Value::Place(Place::recorded(place).unwrap());
    let born = Value::Date("1990-05-01".parse().unwrap());
    for (kind, value, right) in [
        ("incapacity", Value::Bool(true), true),
        ("incapacity", Value::Bool(false), false),
        ("incapacity", Value::Int(1), false),
        ("birth_date", born.clone(), true),
        ("birth_date", Value::Date("0001-01-01".parse().unwrap()), false),
        ("birth_date", code("BY"), false),
        ("citizenship", code("BY"), true),
        ("citizenship", code("QQ"), false),
        ("citizenship", born, false),
        ("registration", place("OKTMO:46701000"), true),
        ("registration", place("OKTMO:467010001"), false),
        ("registration", place("SOATO:46701000"), false),
        ("registration", place("NONE:46701000"), false),
        ("registration", code("OKTMO:46701000"), false),
        ("height", Value::Bool(true), false),
    ] {
        let mut draft = FactDraft::bare(kind, State::Known(value.clone()));
        let dated = Some("2026-01-10".parse().unwrap());
        let shown = if kind == "incapacity" { "court_decision" } else { "certificate" };
        draft.evidence = Some(Evidence { kind: shown.into(), reference: "1".into(), dated });
        let checked = check_draft(&draft, &library.schema, "2026-11-20".parse().unwrap());
        assert_eq!(checked.is_ok(), right, "{kind} {value:?}: {checked:?}");
    }
}

#[test]
fn what_holds_ends_after_it_begins_and_a_note_has_a_limit() {
    let library = Library::embedded().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let draft = |to: &str, note: usize| {
        let mut draft = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        draft.holds = Interval { from: Some(day("2026-01-02")), to: Some(day(to)) };
        draft.note = "я".repeat(note);
        check_draft(&draft, &library.schema, "2026-11-20".parse().unwrap())
    };
    for (to, note, right) in [
        ("2026-01-03", 0, true),
        ("2026-01-02", 0, false),
        ("2026-01-01", 0, false),
        ("2026-01-03", 10_000, true),
        ("2026-01-03", 10_001, false),
    ] {
        let done = draft(to, note);
        assert_eq!(done.is_ok(), right, "{to} {note}: {done:?}");
    }
}
