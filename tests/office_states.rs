//! Every state that an office of three officers and two cases can come to by its own rules, searched breadth first: in each
//! of them the invariants hold, no act leads anywhere that the printed table does not name, and what may be done before
//! anything is typed is exactly what is accepted.

use std::collections::{BTreeSet, HashMap, VecDeque};

use suffrage::domain::case::Waits;
use suffrage::domain::{
    Appeal, ApplicantId, Attached, Case, CaseAct, CaseId, CmdId, Command, DecisionId, Fact, FactDraft, Ground, Hold,
    Interval, Letter, Office, Officer, Permission, Place, Poll, PollId, Representative, Right, Role, Ruling, Scope,
    Stamp, State, Status, Value, Verdict, Why,
};
use suffrage::law::{Library, Pack};
use suffrage::office::{
    ActKind, CaseSnapshot, CaseState, Change, Matter, Record, Snapshot, Staff, Standing, Subject, may, perform,
};

const OFFICERS: [&str; 3] = ["anna", "boris", "vera"];
/// The moment of every act; a decision was made now, or longer ago than it can be taken back.
const NOW: i64 = 1_800_000_000_000;
const UNDO_MINUTES: i64 = 10;

/// A case as far as the rules can tell it from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct CaseSeen {
    status: Status,
    /// Who decided, whether it departs, whether the undo window is open; while a decision stands.
    decided: Option<(usize, bool, bool)>,
    approved_by: Option<usize>,
    held_by: Option<usize>,
    waits: Waits,
    /// Whose decision somebody else makes anew.
    barred: Option<usize>,
}

/// The two cases, and whether vera may approve her own decisions at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct OfficeSeen {
    cases: [CaseSeen; 2],
    vera_approves_own: bool,
}

struct World {
    library: Library,
    poll: Poll,
    cases: [Case; 2],
    facts: [Vec<Fact>; 2],
}

/// The first of two people is eligible; of the second nothing is known.
fn world() -> World {
    let library = Library::embedded().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let poll = Poll {
        id: PollId(1),
        ..Poll::bare("RU", day("2026-09-20"), "municipal_council", Place::recorded("OKTMO:46701000").unwrap())
    };
    let code = |code: &str| State::Known(Value::Code(code.into()));
    let known = [
        ("birth_date", State::Known(Value::Date(day("1990-05-01")))),
        ("citizenship", code("BY")),
        ("residence_permit", code("permanent")),
        ("registration", State::Known(Value::Place(Place::recorded("OKTMO:46701000").unwrap()))),
        ("incapacity", State::None),
        ("imprisonment", State::None),
    ];
    let facts = known.into_iter().zip(1..).map(|((kind, state), id)| {
        let from = (kind != "birth_date").then(|| day("2000-01-01"));
        Fact::bare(id, kind, state, Interval { from, to: None })
    });
    let case = |number: i64| Case {
        id: CaseId(1000 + number),
        applicant: ApplicantId(number),
        right: Right::Vote,
        pack: "ru-by-vote".into(),
        status: Status::New,
        applied_on: Some(day("2026-07-01")),
        due_on: day("2026-08-01"),
        opened_at: Stamp(0),
        version: 1,
    };
    World { poll, cases: [case(1), case(2)], facts: [facts.collect(), Vec::new()], library }
}

fn officer(number: usize, seen: &OfficeSeen) -> Officer {
    let role = if number > 0 { Role::Supervisor } else { Role::Officer };
    let officer = Officer::in_role(OFFICERS[number], role);
    if number == 2 && seen.vera_approves_own { officer.and(Permission::ApproveOwn) } else { officer }
}

/// The acts that somebody tries: each kind, with what it needs to be accepted, and some that it must not be.
fn tries(decision: i64) -> Vec<CaseAct> {
    let decision = DecisionId(decision);
    let decide = |verdict, reasons: &str, departure: &str| CaseAct::Decide {
        verdict,
        reasons: reasons.into(),
        departure: departure.into(),
    };
    let approve = |decision| CaseAct::Approve { decision, note: String::new() };
    let give_back = |ground, note: &str| CaseAct::Return { decision, ground, note: note.into() };
    let ruling = |by: &str| Ruling { by: by.into(), number: "2-17".into(), day: None, reasons: "unlawful".into() };
    let appeal = |days: i64| Appeal {
        to: "the court".into(),
        number: String::new(),
        lodged_on: Some(Stamp(NOW).day()),
        answer_by: Stamp(NOW).day() + chrono::Duration::days(days),
        grounds: "the stamp is genuine".into(),
    };
    let attach = |name: &str| CaseAct::Attach {
        file: Attached { name: name.into(), size: 9, sha256: [7; 32], note: String::new() },
    };
    let represent = |name: &str, days: i64| CaseAct::Represent {
        representative: Representative {
            name: name.into(),
            scope: BTreeSet::from([Scope::Letters]),
            until: Some(Stamp(NOW).day() + chrono::Duration::days(days)),
            ..Representative::default()
        },
    };
    let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
    vec![
        CaseAct::RecordFact { fact },
        CaseAct::RequestEvidence { kinds: vec!["citizenship".into()], note: String::new(), answer_by: None },
        decide(Verdict::Grant, "", "the original was seen"),
        decide(Verdict::Grant, "", ""),
        decide(Verdict::Refuse, "not shown", "the original was seen"),
        decide(Verdict::Refuse, "", "the original was seen"),
        CaseAct::Undo { reason: "a slip".into() },
        approve(decision),
        give_back(Ground::Evidence, "look again"),
        give_back(Ground::Evidence, ""),
        give_back(Ground::Anew, "from the beginning"),
        approve(DecisionId(decision.0 + 1)),
        CaseAct::RecordNotice { letter: Letter::default() },
        CaseAct::RecordUndelivered { came_back_on: None, reason: "gone away".into() },
        CaseAct::RecordUndelivered { came_back_on: Some(Stamp(NOW).day() + chrono::Days::new(1)), reason: "x".into() },
        CaseAct::RecordAppeal { appeal: appeal(3) },
        CaseAct::RecordAppeal { appeal: appeal(-1) },
        CaseAct::DismissAppeal { ruling: ruling("the court") },
        CaseAct::SetAside { ruling: ruling("the court") },
        CaseAct::SetAside { ruling: ruling(" ") },
        CaseAct::Reopen { reason: "a register was wrong".into() },
        CaseAct::Reopen { reason: String::new() },
        CaseAct::Assign { to: "boris".into() },
        CaseAct::Assign { to: "zoya".into() },
        CaseAct::Snooze { until: Stamp(NOW).day() + chrono::Days::new(3), reason: "abroad".into() },
        CaseAct::Snooze { until: Stamp(NOW).day() - chrono::Days::new(1), reason: "abroad".into() },
        CaseAct::Ask { whom: "vera".into(), question: "seen the original?".into() },
        CaseAct::Ask { whom: "vera".into(), question: " ".into() },
        CaseAct::Answer { answer: "yes".into() },
        represent("Вера Пугач", 3),
        represent("Вера Пугач", -1),
        represent(" ", 3),
        CaseAct::EndRepresentation { name: "Карп".into(), reason: "withdrawn".into() },
        CaseAct::EndRepresentation { name: "nobody".into(), reason: "withdrawn".into() },
        attach("passport.pdf"),
        attach(" "),
    ]
}

/// What the rules say to one try, as the case would be afterwards.
struct Tried {
    kind: ActKind,
    accepted: Option<CaseSeen>,
}

/// The case after a change that was accepted; the change is one that the table names.
fn afterwards(kind: ActKind, status: Status, seen: CaseSeen, by: usize, change: Change) -> CaseSeen {
    let after = change.status.expect("an act on a case leaves a status");
    assert!(kind.after(status).contains(&after), "{kind:?}: {status:?} -> {after:?}");
    assert_eq!(change.action, kind.action());
    let mut case = CaseSeen { status: after, ..seen };
    match change.record {
        Record::Decision(new) => case.decided = Some((by, new.departs, true)),
        Record::Approval { returned: None, .. } => {
            (case.approved_by, case.barred, case.waits.another) = (Some(by), None, None);
        }
        Record::Approval { returned, .. } => {
            if returned == Some(Ground::Anew) {
                case.barred = seen.decided.map(|(by, ..)| by);
                case.waits.another = Some(DecisionId(7));
            }
            (case.decided, case.approved_by, case.waits.ruling) = (None, None, false);
        }
        Record::Remark { .. } => match kind {
            ActKind::Undo | ActKind::SetAside | ActKind::Reopen => {
                (case.decided, case.approved_by, case.waits.ruling) = (None, None, false);
            }
            ActKind::RecordNotice => (case.barred, case.waits.another) = (None, None),
            ActKind::Ask => case.waits.answer = true,
            ActKind::Answer => case.waits.answer = false,
            ActKind::RecordAppeal => case.waits.ruling = true,
            ActKind::DismissAppeal => case.waits.ruling = false,
            _ => {}
        },
        _ => {}
    }
    case
}

fn attempt(world: &World, pack: &Pack, seen: &OfficeSeen, by: usize, at: usize) -> Vec<Tried> {
    let case_seen = seen.cases[at];
    let mut case = world.cases[at].clone();
    case.status = case_seen.status;
    let made = |open: bool| Stamp(if open { NOW } else { NOW - (UNDO_MINUTES + 1) * 60_000 });
    let standing = case_seen.decided.map(|(decider, _, open)| Standing {
        id: DecisionId(7),
        by: OFFICERS[decider].into(),
        at: made(open),
    });
    let hold = case_seen.held_by.map(|holder| Hold { by: OFFICERS[holder].into(), until: Stamp(NOW + 60_000) });
    let mut staff = Staff::default();
    (0..OFFICERS.len()).for_each(|number| staff.put(officer(number, seen)));
    let officer = officer(by, seen);
    let snapshot = Snapshot {
        officer: Some(&officer),
        office: &Office::founded("office".into(), "log".into(), false),
        frozen: None,
        program: "1",
        gateway: false,
        last_at: Stamp(NOW),
        schema: &world.library.schema,
        staff: &staff,
        subject: Subject::Case(Some(CaseSnapshot {
            case: &case,
            poll: &world.poll,
            facts: &world.facts[at],
            pack: Some(pack),
            new_rules: None,
            standing: standing.as_ref(),
            hold: hold.as_ref(),
            waits: case_seen.waits,
            barred: case_seen.barred.map(|by| OFFICERS[by]),
            representatives: &[Representative { name: "Карп".into(), ..Representative::default() }],
            last_change: None,
        })),
    };
    let state = CaseState {
        case: case.id,
        status: case.status,
        standing: standing.as_ref(),
        hold: hold.as_ref(),
        waits: case_seen.waits,
        barred: case_seen.barred.map(|by| OFFICERS[by]),
        undo_minutes: UNDO_MINUTES,
        matter: Matter::default(),
    };
    let mut tried = Vec::new();
    for act in tries(7) {
        let kind = ActKind::of(&act);
        let command = Command {
            id: CmdId([0; 16]),
            officer: officer.name.clone(),
            login: officer.login.clone(),
            at: Stamp(NOW),
            act: act.on(case.id, case.version),
        };
        let change = perform(&snapshot, &command).ok();
        let accepted = change.map(|change| afterwards(kind, case.status, case_seen, by, change));
        tried.push(Tried { kind, accepted });
    }
    // What the screens offer is what is accepted, whoever looks and wherever the case stands.
    for kind in ActKind::ALL {
        let offered = may(&state, &officer, Stamp(NOW), *kind).is_ok();
        let accepted = tried.iter().any(|one| one.kind == *kind && one.accepted.is_some());
        assert_eq!(offered, accepted, "{kind:?} by {} in {case_seen:?}", officer.name);
    }
    tried
}

fn invariants(seen: &OfficeSeen) {
    for case in &seen.cases {
        match case.status {
            Status::New | Status::InReview | Status::AwaitingEvidence => {
                assert_eq!((case.decided, case.approved_by), (None, None), "{case:?}");
            }
            Status::Decided => assert!(matches!(case.decided, Some((_, false, _))), "{case:?}"),
            Status::AwaitingApproval => assert!(matches!(case.decided, Some((_, true, _))), "{case:?}"),
            // A letter rests on an approval, or on a decision that departs from nothing and can no longer be taken back; one
            // that came back has left before.
            Status::Final | Status::Noticed => {
                let (_, departs, open) = case.decided.expect("a letter needs a decision");
                assert!(case.approved_by.is_some() || !departs && !open, "{case:?}");
            }
        }
        // Whoever's decision was returned to be made anew by another does not make it, but for vera where she may.
        assert_eq!(case.barred.is_some(), case.waits.another.is_some(), "{case:?}");
        if let (Some((decider, ..)), Some(approver)) = (case.decided, case.approved_by) {
            // Only vera is ever allowed to approve what she decided, and anna approves nothing.
            assert!(approver != decider || approver == 2, "{case:?}");
            assert_ne!(approver, 0, "{case:?}");
        }
    }
}

#[test]
fn every_state_that_the_rules_lead_to_is_one_that_the_office_allows() {
    let world = world();
    let pack = world.library.pack("ru-by-vote").unwrap();
    let fresh = CaseSeen {
        status: Status::New,
        decided: None,
        approved_by: None,
        held_by: None,
        waits: Waits::default(),
        barred: None,
    };
    let first = OfficeSeen { cases: [fresh; 2], vera_approves_own: false };
    let (mut known, mut waiting) = (BTreeSet::from([first]), VecDeque::from([first]));
    // What an act comes to depends on its own case alone, so that each case is tried once in each of its states.
    let mut memory: HashMap<(CaseSeen, bool, usize, usize), Vec<CaseSeen>> = HashMap::new();
    let mut reached: BTreeSet<(ActKind, Status, Status)> = BTreeSet::new();
    while let Some(seen) = waiting.pop_front() {
        invariants(&seen);
        let mut next = vec![OfficeSeen { vera_approves_own: !seen.vera_approves_own, ..seen }];
        for at in 0..2 {
            let case = seen.cases[at];
            let mut after = Vec::new();
            for by in 0..OFFICERS.len() {
                let tried = memory.entry((case, seen.vera_approves_own, by, at)).or_insert_with(|| {
                    let tried = attempt(&world, pack, &seen, by, at);
                    let accepted = tried.into_iter().filter_map(|one| {
                        let after = one.accepted?;
                        reached.insert((one.kind, case.status, after.status));
                        Some(after)
                    });
                    accepted.collect()
                });
                after.extend(tried.iter().copied());
                // Only the second case is ever held; the first shows what holds nobody up.
                if at == 1 {
                    after.push(CaseSeen { held_by: Some(by), ..case });
                }
            }
            after.push(CaseSeen { held_by: None, ..case });
            // Time passes.
            after.push(CaseSeen { decided: case.decided.map(|(by, departs, _)| (by, departs, false)), ..case });
            // Only the first case is ever appealed against or decided anew; the second shows what that does not touch.
            after.retain(|one| at == 0 || !one.waits.ruling && one.barred.is_none());
            for one in after {
                let mut cases = seen.cases;
                cases[at] = one;
                next.push(OfficeSeen { cases, ..seen });
            }
        }
        for one in next {
            if known.insert(one) {
                waiting.push_back(one);
            }
        }
    }
    println!("{} states, {} different cases", known.len(), memory.len());
    assert!(known.len() > 1_000, "{} states", known.len());
    // Nothing in the table is dead: each move that it names is made by somebody.
    for kind in ActKind::ALL {
        for status in Status::ALL {
            for after in kind.after(*status) {
                assert!(reached.contains(&(*kind, *status, after)), "{kind:?}: {status:?} -> {after:?} is never made");
            }
        }
    }
    assert!(officer(2, &first).may(Permission::Approve));
}
