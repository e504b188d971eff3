//! Every act, by everybody, on a case of every status, through every door: the queue, the search, the ledger, the palette,
//! the marks and the command line. All doors say what the rules of the office say, in its words, and a refusal leaves nothing.

mod desk;

use std::rc::Rc;

use desk::{CASES, Desk, NOW, at, entropy, holdable, name_of, number, officers, ruled, run, words};
use suffrage::app::key::Key;
use suffrage::app::keymap::{Command, Keymap};
use suffrage::app::screens::bulk::Plan;
use suffrage::app::screens::request::Purpose;
use suffrage::app::{Notice, Question, Screen};
use suffrage::cli::Exit;
use suffrage::domain::{ActError, Lang, Officer};
use suffrage::office::{ActKind, may_take_over};
use suffrage::session::{Session, Who};

/// A door by which an act comes to a case of the screen.
#[derive(Debug, Clone, Copy)]
enum Door {
    Queue,
    Name,
    Number,
    Ledger,
    Palette,
}

const DOORS: [Door; 5] = [Door::Queue, Door::Name, Door::Number, Door::Ledger, Door::Palette];

/// What a key of the screens leads to, and the acts that its form can become.
const KEYS: [(&str, Command, &[ActKind]); 15] = [
    ("d", Command::Decide, &[ActKind::Decide]),
    ("a", Command::Approve, &[ActKind::Approve, ActKind::Return, ActKind::Discard]),
    ("e", Command::Fact, &[ActKind::RecordFact]),
    ("r", Command::Request, &[ActKind::RequestEvidence]),
    ("u", Command::Undo, &[ActKind::Undo]),
    ("N", Command::Notice, &[ActKind::RecordNotice]),
    ("s", Command::Snooze, &[ActKind::Snooze]),
    ("A", Command::Assign, &[ActKind::Assign]),
    ("t", Command::AskColleague, &[ActKind::Ask]),
    ("T", Command::AnswerColleague, &[ActKind::Answer]),
    ("b", Command::Undelivered, &[ActKind::RecordUndelivered]),
    ("O", Command::Appeal, &[ActKind::RecordAppeal]),
    ("R", Command::Ruling, &[ActKind::DismissAppeal, ActKind::SetAside]),
    ("E", Command::Reopen, &[ActKind::Reopen]),
    ("V", Command::Represent, &[ActKind::Represent, ActKind::EndRepresentation]),
];

/// Somebody at the screens.
struct Hands<'a> {
    session: Session,
    desk: &'a Desk,
}

impl<'a> Hands<'a> {
    fn sit_down(desk: &'a Desk, officer: &Officer) -> Hands<'a> {
        let (library, clock) = (Rc::clone(&desk.library), Box::new(|| at(NOW)));
        let who = Who::named(&officer.name);
        let mut session = Session::new(desk.open(), library, &who, Lang::En, clock, entropy()).unwrap();
        session.resize(80, 40);
        Hands { session, desk }
    }

    fn press(&mut self, keys: &str) {
        keys.split(' ').for_each(|key| self.session.key(Key::parse(key).unwrap()));
    }

    fn text(&mut self, text: &str) {
        text.chars().for_each(|sign| {
            let key = if sign == ' ' { Key::parse("space") } else { Key::parse(&sign.to_string()) };
            self.session.key(key.unwrap());
        });
    }

    /// Presses a key until something holds.
    fn until(&mut self, key: &str, holds: impl Fn(&Session) -> bool) {
        for _ in 0..200 {
            if holds(&self.session) {
                return;
            }
            self.press(key);
        }
        panic!("{key} leads nowhere");
    }

    /// To the queue of all cases, with nothing searched and nothing marked.
    fn home(&mut self) {
        self.until("esc", |session| {
            let app = session.app();
            app.screens.is_empty()
                && app.question.is_none()
                && app.queue.search.text().is_empty()
                && app.queue.marks.is_empty()
                && !app.queue.searching
        });
        self.press("9 g");
    }

    /// Goes through a door to a case and asks for the act of a key.
    fn go(&mut self, door: Door, n: usize, key: &str, command: Command) {
        let case = number(n);
        self.home();
        match door {
            Door::Queue | Door::Palette => self.until("j", |session| session.app().queue.current_case() == Some(case)),
            Door::Name | Door::Number => {
                self.press("/");
                let sought = if matches!(door, Door::Name) { name_of(n) } else { case.to_string() };
                self.text(&sought);
                self.press("enter");
                assert_eq!(self.session.app().queue.current_case(), Some(case), "{door:?} {sought}");
            }
            Door::Ledger => {
                self.press("L");
                self.until("j", |session| {
                    let Some(Screen::Ledger(ledger)) = session.app().screens.last() else { return false };
                    ledger.rows.get(ledger.pane.cursor).is_some_and(|row| row.case == Some(case))
                });
                self.press("enter");
            }
        }
        if !matches!(door, Door::Palette) {
            return self.press(key);
        }
        let all = Keymap::default().all();
        let help = all.iter().find(|one| one.command == command && one.keys == key).unwrap().help;
        let words = self.desk.texts.get(help).to_string();
        self.press(":");
        self.text(&words);
        self.until("down", |session| {
            let Some(Screen::Help(help)) = session.app().screens.last() else { return false };
            help.found().nth(help.pane.cursor).is_some_and(|one| one.command() == Some(command))
        });
        self.press("enter");
    }

    /// What the screens say to the act of a key: its form, or a refusal.
    fn said(&self, n: usize, command: Command, what: &str) -> Result<(), ActError> {
        let app = self.session.app();
        match (app.screens.last(), &app.notice) {
            (Some(Screen::Case) | None, Some(Notice::Refused(error))) => Err(error.clone()),
            (Some(screen), None) if is_form_of(screen, command) => {
                assert_eq!(app.case.as_ref().map(|case| case.id()), Some(number(n)));
                Ok(())
            }
            (screen, notice) => panic!("{what}: {screen:?}, {notice:?}"),
        }
    }
}

/// Whether it is the form that a command opens.
fn is_form_of(screen: &Screen, command: Command) -> bool {
    let purpose = match (screen, command) {
        (Screen::Decide(_), Command::Decide)
        | (Screen::Approve(_), Command::Approve)
        | (Screen::Fact(_), Command::Fact) => return true,
        (Screen::Request(request), _) => request.purpose,
        _ => return false,
    };
    matches!(
        (purpose, command),
        (Purpose::Evidence, Command::Request)
            | (Purpose::Undo, Command::Undo)
            | (Purpose::Notice, Command::Notice)
            | (Purpose::Snooze, Command::Snooze)
            | (Purpose::Assign, Command::Assign)
            | (Purpose::Ask, Command::AskColleague)
            | (Purpose::Answer, Command::AnswerColleague)
            | (Purpose::Undelivered, Command::Undelivered)
            | (Purpose::Appeal, Command::Appeal)
            | (Purpose::Ruling, Command::Ruling)
            | (Purpose::Reopen, Command::Reopen)
            | (Purpose::Represent, Command::Represent)
    )
}

/// Whether a key's form opens, by the rules: one of its acts is allowed.
fn any_of(ruled: &[Result<(), ActError>]) -> Result<(), ActError> {
    if ruled.iter().any(Result::is_ok) { Ok(()) } else { ruled[0].clone() }
}

#[test]
fn every_door_says_what_the_rules_say() {
    let desk = Desk::new("screens");
    let (mut accepted, mut refused) = (0, 0);
    for officer in officers() {
        desk.fresh();
        let eye = desk.open();
        let head = eye.head().unwrap();
        let rules = |n: usize, kind: ActKind| ruled(&eye, &desk.library, &officer, number(n), kind);
        let mut hands = Hands::sit_down(&desk, &officer);
        for (n, of) in CASES.iter().enumerate() {
            for (key, command, kinds) in KEYS {
                let expected = any_of(&kinds.iter().map(|kind| rules(n, *kind)).collect::<Vec<_>>());
                if expected.is_ok() {
                    accepted += 1
                } else {
                    refused += 1
                }
                for door in DOORS {
                    hands.go(door, n, key, command);
                    let what = format!("{} {key} on a case {of} by {door:?}", officer.name);
                    assert_eq!(hands.said(n, command, &what), expected, "{what}");
                    assert_eq!(eye.head().unwrap(), head, "{what}");
                }
            }
        }
    }
    assert!(accepted > 200 && refused > 600, "{accepted} {refused}");
}

#[test]
fn the_command_line_says_what_the_rules_say() {
    let desk = Desk::new("commands");
    let (mut accepted, mut refused) = (0, 0);
    for (nth, officer) in officers().into_iter().enumerate() {
        desk.fresh();
        let mut eye = desk.open();
        for (n, of) in CASES.iter().enumerate() {
            // What can be done by a list is tried on every case there; a part of it here.
            let tried = |kind: &&ActKind| !LISTED.contains(kind) || (n + nth) % 4 == 0;
            for kind in ActKind::ALL.iter().filter(tried).copied() {
                let case = number(n).to_string();
                let (head, expected) = (eye.head().unwrap(), ruled(&eye, &desk.library, &officer, number(n), kind));
                let (exit, out, err) = run(&desk.path(), words(kind), &case, &officer.name, at(NOW), "");
                let what = format!("{} {} on a case {of}: {out}{err}", officer.name, kind.code());
                let written = eye.head().unwrap() != head;
                if let Err(error) = &expected {
                    assert!(exit == Exit::Refused && !written, "{what}");
                    assert_eq!(err, format!("suffrage: {}\n", desk.texts.refusal(error)), "{what}");
                    refused += 1;
                } else {
                    assert!(exit == Exit::Done && written, "{what}");
                    accepted += 1;
                    drop(eye);
                    desk.fresh();
                    eye = desk.open();
                }
            }
        }
    }
    assert!(accepted > 100 && refused > 500, "{accepted} {refused}");
}

/// The acts that a command does to each case of a list.
const LISTED: [ActKind; 8] = [
    ActKind::Decide,
    ActKind::RequestEvidence,
    ActKind::Approve,
    ActKind::Return,
    ActKind::Discard,
    ActKind::RecordNotice,
    ActKind::Assign,
    ActKind::Snooze,
];

/// The acts that are done to many cases at once, by their keys.
const BULK: [(&str, ActKind); 7] = [
    ("d", ActKind::Decide),
    ("r", ActKind::RequestEvidence),
    ("a", ActKind::Approve),
    ("N", ActKind::RecordNotice),
    ("A", ActKind::Assign),
    ("s", ActKind::Snooze),
    ("u", ActKind::Undo),
];

#[test]
fn what_is_done_to_marked_cases_is_ruled_case_by_case() {
    let desk = Desk::new("marks");
    desk.fresh();
    let eye = desk.open();
    let head = eye.head().unwrap();
    for officer in officers() {
        for (key, kind) in BULK {
            let mut hands = Hands::sit_down(&desk, &officer);
            hands.home();
            hands.press("*");
            hands.press(key);
            let Some(Screen::Bulk(bulk)) = hands.session.app().screens.last() else { panic!("{} {key}", officer.name) };
            assert_eq!(bulk.items.len(), CASES.len());
            for item in &bulk.items {
                let of = CASES[usize::try_from(item.case.0 - 1001).unwrap()];
                let said = if let Plan::Refused(error) = &item.plan { Err(error.clone()) } else { Ok(()) };
                let expected = ruled(&eye, &desk.library, &officer, item.case, kind);
                assert_eq!(said, expected, "{} marks a case {of} and presses {key}", officer.name);
            }
            assert_eq!(eye.head().unwrap(), head);
        }
    }
}

#[test]
fn what_is_done_to_a_list_of_cases_is_ruled_case_by_case() {
    let desk = Desk::new("list");
    let bare: &[&str] = &["request", "CASE"];
    let acts = LISTED.map(|kind| (kind, words(kind))).into_iter().chain([(ActKind::RequestEvidence, bare)]);
    let (mut accepted, mut refused) = (0, 0);
    for (officer, (kind, words)) in officers().iter().flat_map(|one| acts.clone().map(move |act| (one, act))) {
        desk.fresh();
        let eye = desk.open();
        let (before, _) = eye.head().unwrap();
        let cases = || (0..CASES.len()).map(number);
        let expected: Vec<_> = cases().map(|case| ruled(&eye, &desk.library, officer, case, kind)).collect();
        let list: String = cases().map(|case| format!("{case}\n")).collect();
        let act = [words, &["--json"]].concat();
        let (_, out, err) = run(&desk.path(), &act, "-", &officer.name, at(NOW), &list);
        let told: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
        let mut done = 0;
        for (n, expected) in expected.iter().enumerate() {
            let case = &told["cases"][n];
            let what = format!("{} {words:?} on a list with a case {}: {case}", officer.name, CASES[n]);
            match expected {
                // Where nothing is missing, nothing is asked for, whoever may ask.
                Ok(()) if words == bare => done += u64::from(case["entry"].is_u64()),
                Ok(()) => {
                    assert!(case["entry"].is_u64(), "{what}");
                    done += 1;
                }
                Err(error) => {
                    assert_eq!(case["error"]["message"], desk.texts.refusal(error).to_string(), "{what}");
                    refused += 1;
                }
            }
        }
        assert_eq!(eye.head().unwrap().0 - before, done, "an entry for each: {} {words:?}", officer.name);
        accepted += done;
    }
    assert!(accepted > 80 && refused > 300, "{accepted} {refused}");
}

#[test]
fn whoever_can_do_nothing_to_a_case_holds_it_by_no_door() {
    let desk = Desk::new("holds");
    let (mut taken, mut refused) = (0, 0);
    for officer in officers() {
        desk.fresh();
        let eye = desk.open();
        let holder = |n: usize| eye.case(number(n), at(NOW)).unwrap().unwrap().hold.map(|hold| hold.by);
        for (n, of) in CASES.iter().enumerate() {
            let (expected, before) = (holdable(&eye, &desk.library, &officer, number(n)), holder(n));
            for door in DOORS {
                let mut hands = Hands::sit_down(&desk, &officer);
                hands.go(door, n, "c", Command::Claim);
                let what = format!("{} takes a case {of} by {door:?}", officer.name);
                let app = hands.session.app();
                match (&expected, app.question, &app.notice) {
                    (Ok(()), None, _) => assert_eq!(holder(n).as_ref(), Some(&officer.name), "{what}"),
                    // Whoever may take it over is asked first.
                    (Err(ActError::Held { .. }), Some(Question::TakeOver), _) => {
                        assert!(may_take_over(&officer).is_ok(), "{what}");
                    }
                    (Err(error), None, Some(Notice::Refused(said))) => assert_eq!(said, error, "{what}"),
                    (expected, question, notice) => panic!("{what}: {expected:?}, {question:?}, {notice:?}"),
                }
                hands.session.close();
                assert_eq!(holder(n), before, "{what}");
            }
            let case = number(n).to_string();
            let (exit, out, err) = run(&desk.path(), &["claim", "CASE"], &case, &officer.name, at(NOW), "");
            match expected {
                Ok(()) => {
                    assert_eq!((exit, holder(n)), (Exit::Done, Some(officer.name.clone())), "{err}");
                    run(&desk.path(), &["release", "CASE"], &case, &officer.name, at(NOW), "");
                    taken += 1;
                }
                Err(error) => {
                    assert_eq!(err, format!("suffrage: {}\n", desk.texts.refusal(&error)), "{out}");
                    assert_eq!((exit, holder(n)), (Exit::Refused, before));
                    refused += 1;
                }
            }
        }
    }
    assert!(taken > 30 && refused > 30, "{taken} {refused}");
}
