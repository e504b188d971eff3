//! Every act, by everybody, on a case of every status, through every door: the queue, the search, the ledger, the palette,
//! the marks and the command line. All doors say what the rules of the office say, in its words, and a refusal leaves nothing.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::Permissions;
use std::io::{Cursor, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use suffrage::app::key::Key;
use suffrage::app::keymap::{Command, Keymap};
use suffrage::app::screens::bulk::Plan;
use suffrage::app::{Notice, Question, Screen};
use suffrage::cli::{self, Env, Exit};
use suffrage::domain::competence::Competence;
use suffrage::domain::{ActError, CaseId, CmdId, Lang, Officer, Role, Stamp, Status};
use suffrage::i18n::Texts;
use suffrage::law::Library;
use suffrage::office::{ActKind, CaseState, Standing, may, may_hold, may_take_over};
use suffrage::session::{Session, Who};
use suffrage::store::{Entropy, NewOffice, Store};

/// What stands at the beginning of each case's life, in the order of the numbers from 1001 on.
const CASES: [&str; 14] = [
    "new",
    "in review",
    "awaiting evidence",
    "decided just now",
    "decided long ago",
    "awaiting approval",
    "final",
    "noticed",
    "appealed",
    "asked",
    "held by another",
    "returned to be made anew",
    "put aside",
    "came back",
];
const DECIDER: &str = "boris";
/// The day before, and the moment of every trial.
const BEFORE: &str = "2026-07-20T09:00:00Z";
const NOW: &str = "2026-07-21T09:00:00Z";

fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn name_of(case: usize) -> String {
    let letters = ["Аглая", "Богдан", "Варвара", "Глеб", "Дарья", "Елисей", "Жанна", "Захар", "Инна", "Карп", "Лев"];
    format!("{} {}", ["Кот", "Лис", "Ёж"][case / letters.len()], letters[case % letters.len()])
}

fn entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).unwrap())
}

/// Somebody of every role, two who are competent for other cases, and whoever decided.
fn officers() -> Vec<Officer> {
    let elsewhere = |name: &str, role| Officer {
        competences: vec![Competence::Regime("BY".into())],
        ..Officer::in_role(name, role)
    };
    vec![
        Officer::in_role("anna", Role::Officer),
        Officer::in_role(DECIDER, Role::Supervisor),
        Officer::in_role("vera", Role::Supervisor),
        Officer::in_role("rita", Role::Registrar),
        Officer::in_role("avel", Role::Auditor),
        Officer::in_role("galina", Role::Administrator),
        elsewhere("olga", Role::Officer),
        elsewhere("serge", Role::Supervisor),
    ]
}

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
const KEYS: [(&str, Command, &[ActKind]); 14] = [
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
];

/// An act as it is given on the command line.
fn words(kind: ActKind) -> &'static [&'static str] {
    match kind {
        ActKind::RecordFact => &["fact", "CASE", "incapacity", "--none"],
        ActKind::RequestEvidence => &["request", "CASE", "citizenship"],
        ActKind::Decide => &["decide", "CASE", "refuse", "--reason", "not shown", "--departure", "seen"],
        ActKind::Undo => &["undo", "CASE", "--reason", "a slip"],
        ActKind::Approve => &["approve", "CASE"],
        ActKind::Return => &["approve", "CASE", "--return", "look again"],
        ActKind::Discard => &["approve", "CASE", "--return", "look again", "--ground", "anew"],
        ActKind::RecordNotice => &["notice", "CASE"],
        ActKind::RecordUndelivered => &["undelivered", "CASE", "--reason", "gone away"],
        ActKind::RecordAppeal => &["appeal", "CASE", "--to", "court", "--by", "+5", "--grounds", "genuine"],
        ActKind::DismissAppeal => &["ruling", "CASE", "dismissed", "--of", "court", "--reason", "late"],
        ActKind::SetAside => &["ruling", "CASE", "set-aside", "--of", "court", "--reason", "unlawful"],
        ActKind::Reopen => &["reopen", "CASE", "--reason", "a register was wrong"],
        ActKind::Assign => &["assign", "CASE", "vera"],
        ActKind::Snooze => &["snooze", "CASE", "+3", "--reason", "abroad"],
        ActKind::Ask => &["ask", "CASE", "vera", "seen the original?"],
        ActKind::Answer => &["answer", "CASE", "yes"],
    }
}

/// The office as it was prepared, and a file that is made like it before each trial that needs one.
struct Desk {
    folder: PathBuf,
    bytes: Vec<u8>,
    library: Rc<Library>,
    texts: Texts,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One run of the command line, in this process: how it ended, what it printed, and what it said beside.
fn run(path: &Path, args: &[&str], case: &str, officer: &str, now: Stamp, input: &str) -> (Exit, String, String) {
    let (out, err) = (Heard::default(), Heard::default());
    let mut env = Env {
        stdin: Box::new(Cursor::new(input.to_owned().into_bytes())),
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        stderr_is_tty: false,
        clock: Rc::new(move || now),
        user: officer.to_owned(),
        entropy: |bytes| getrandom::fill(bytes).unwrap(),
        locale: "en".into(),
        colour: false,
        settings: None,
        columns: None,
        answered: false,
        remote: false,
    };
    let path = path.display().to_string();
    let mut all = vec!["suffrage", args[0], &path];
    all.extend(args[1..].iter().map(|word| if *word == "CASE" { case } else { word }));
    all.extend(["--as", officer]);
    let exit = cli::run(all.iter().map(Into::into), &mut env);
    let text = |heard: &Heard| String::from_utf8(heard.0.borrow().clone()).unwrap();
    (exit, text(&out), text(&err))
}

impl Desk {
    fn new(name: &str) -> Desk {
        let memory = PathBuf::from("/dev/shm");
        let under = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = under.join(format!("suffrage-doors-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let library = Rc::new(Library::embedded().unwrap());
        let mut desk = Desk { folder, bytes: Vec::new(), library, texts: Texts::new(Lang::En) };
        desk.prepare();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    fn open(&self) -> Store {
        Store::open(&self.path(), Rc::clone(&self.library), entropy()).unwrap()
    }

    /// The file as it was prepared.
    fn fresh(&self) {
        for file in std::fs::read_dir(&self.folder).unwrap() {
            let path = file.unwrap().path();
            let _ = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        }
        std::fs::write(self.path(), &self.bytes).unwrap();
        // What everybody can read is warned of.
        std::fs::set_permissions(self.path(), Permissions::from_mode(0o600)).unwrap();
    }

    fn prepare(&mut self) {
        let new = NewOffice {
            name: "Тверь".into(),
            log_id: "doors".into(),
            fictitious: false,
            officers: officers(),
            at: at(BEFORE),
            by: "galina".into(),
            login: "galina".into(),
            command: CmdId([255; 16]),
        };
        drop(Store::create(&self.path(), Rc::clone(&self.library), entropy(), &new).unwrap());
        let mut table = String::from(
            "key,name,document,right,host,poll_day,level,municipality,place,applied_on,due_on,fact:birth_date,\
             fact:citizenship,fact:citizenship:from,fact:residence_permit,fact:residence_permit:from,fact:incapacity,\
             fact:imprisonment,fact:registration,fact:registration:from\n",
        );
        for n in 0..CASES.len() {
            table += &format!(
                "A-{n},{},MP12345{n:02},vote,RU,2026-09-20,municipal_council,46701000,Балашиха,2026-07-01,2026-08-{:02},\
                 1990-05-01,BY,1990-05-01,permanent,2019-03-01,none,none,46701000,2019-04-01\n",
                name_of(n),
                n + 10
            );
        }
        std::fs::write(self.folder.join("cases.csv"), table).unwrap();
        let file = self.folder.join("cases.csv").display().to_string();
        let (exit, _, err) = run(&self.path(), &["import", &file], "", "rita", at(BEFORE), "");
        assert_eq!(exit, Exit::Done, "{err}");
        let (grant, depart) = (["decide", "CASE", "grant"], words(ActKind::Decide));
        let (approve, notice) = (words(ActKind::Approve), words(ActKind::RecordNotice));
        let long_ago: [&[(&str, &[&str])]; CASES.len()] = [
            &[],
            &[("anna", words(ActKind::RecordFact))],
            &[("anna", words(ActKind::RequestEvidence))],
            &[],
            &[(DECIDER, &grant)],
            &[(DECIDER, depart)],
            &[(DECIDER, &grant), ("vera", approve)],
            &[(DECIDER, &grant), ("vera", approve), ("anna", notice)],
            &[(DECIDER, &grant), ("vera", approve), ("anna", notice), ("anna", words(ActKind::RecordAppeal))],
            &[("anna", words(ActKind::Ask))],
            &[],
            &[(DECIDER, depart), ("vera", words(ActKind::Discard))],
            &[("anna", words(ActKind::Snooze))],
            &[(DECIDER, &grant), ("vera", approve), ("anna", notice), ("anna", words(ActKind::RecordUndelivered))],
        ];
        for (n, acts) in long_ago.iter().enumerate() {
            for (officer, act) in acts.iter() {
                self.done(act, n, officer, at(BEFORE));
            }
        }
        self.done(&grant, 3, DECIDER, at(NOW));
        self.done(&["claim", "CASE"], 10, "vera", at(NOW));
        let mut store = self.open();
        store.release("nobody").unwrap();
        let statuses: BTreeSet<Status> =
            (0..CASES.len()).map(|n| store.case(number(n), at(NOW)).unwrap().unwrap().case.status).collect();
        assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
        drop(store);
        // Nothing beside the file is needed to make it again.
        assert!(std::fs::metadata(self.folder.join("office.db-wal")).map_or(0, |wal| wal.len()) == 0);
        self.bytes = std::fs::read(self.path()).unwrap();
    }

    fn done(&self, act: &[&str], n: usize, officer: &str, now: Stamp) {
        let (exit, _, err) = run(&self.path(), act, &number(n).to_string(), officer, now, "");
        assert_eq!(exit, Exit::Done, "{}: {act:?}: {err}", CASES[n]);
    }
}

fn number(n: usize) -> CaseId {
    CaseId(1001 + n as i64)
}

/// What the rules of the office say to one act.
fn ruled(store: &Store, library: &Library, officer: &Officer, case: CaseId, kind: ActKind) -> Result<(), ActError> {
    let file = store.case(case, at(NOW)).unwrap().unwrap();
    let standing = Standing::of(&file);
    let undo = store.office().unwrap().undo_minutes;
    may(&CaseState::of(&file, standing.as_ref(), undo, &library.schema.registers), officer, at(NOW), kind)
}

fn holdable(store: &Store, library: &Library, officer: &Officer, case: CaseId) -> Result<(), ActError> {
    let file = store.case(case, at(NOW)).unwrap().unwrap();
    let standing = Standing::of(&file);
    let undo = store.office().unwrap().undo_minutes;
    may_hold(&CaseState::of(&file, standing.as_ref(), undo, &library.schema.registers), officer, at(NOW))?;
    match file.hold.filter(|hold| hold.by != officer.name) {
        Some(hold) => Err(ActError::Held { case, by: hold.by, until: hold.until }),
        None => Ok(()),
    }
}

/// Somebody at the screens.
struct Hands<'a> {
    session: Session,
    desk: &'a Desk,
    officer: Officer,
}

impl<'a> Hands<'a> {
    fn sit_down(desk: &'a Desk, officer: &Officer) -> Hands<'a> {
        let (library, clock) = (Rc::clone(&desk.library), Box::new(|| at(NOW)));
        let who = Who::named(&officer.name);
        let mut session = Session::new(desk.open(), library, &who, Lang::En, clock, entropy()).unwrap();
        session.resize(80, 40);
        Hands { session, desk, officer: officer.clone() }
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
            help.found().nth(help.pane.cursor).is_some_and(|one| one.command == command)
        });
        self.press("enter");
    }

    /// What the screens say to the act of a key: its form, or a refusal.
    fn said(&self, n: usize, what: &str) -> Result<(), ActError> {
        let app = self.session.app();
        match (app.screens.last(), &app.notice) {
            (Some(Screen::Case) | None, Some(Notice::Refused(error))) => Err(error.clone()),
            (Some(Screen::Decide(_) | Screen::Approve(_) | Screen::Fact(_) | Screen::Request(_)), None) => {
                assert_eq!(app.case.as_ref().map(|case| case.id()), Some(number(n)));
                Ok(())
            }
            (screen, notice) => panic!("{what}: {screen:?}, {notice:?}"),
        }
    }
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
        for n in 0..CASES.len() {
            for (key, command, kinds) in KEYS {
                let expected = any_of(&kinds.iter().map(|kind| rules(n, *kind)).collect::<Vec<_>>());
                if expected.is_ok() {
                    accepted += 1
                } else {
                    refused += 1
                }
                for door in DOORS {
                    hands.go(door, n, key, command);
                    let what = format!("{} {key} on a case {} by {door:?}", officer.name, CASES[n]);
                    assert_eq!(hands.said(n, &what), expected, "{what}");
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
        for n in 0..CASES.len() {
            let (expected, before) = (holdable(&eye, &desk.library, &officer, number(n)), holder(n));
            for door in DOORS {
                let mut hands = Hands::sit_down(&desk, &officer);
                hands.go(door, n, "c", Command::Claim);
                let what = format!("{} takes a case {} by {door:?}", officer.name, CASES[n]);
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
