//! The office behind the doors: a case of every status, somebody of every role, and what the rules say to each act.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::Permissions;
use std::io::{Cursor, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use suffrage::cli::{self, Env, Exit};
use suffrage::domain::competence::Competence;
use suffrage::domain::{ActError, CaseId, CmdId, Lang, Officer, Role, Stamp, Status};
use suffrage::i18n::Texts;
use suffrage::law::Library;
use suffrage::office::{ActKind, CaseState, Standing, may, may_hold};
use suffrage::store::{Entropy, NewOffice, Store};

/// What stands at the beginning of each case's life, in the order of the numbers from 1001 on.
pub const CASES: [&str; 14] = [
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
pub const DECIDER: &str = "boris";
/// The day before, and the moment of every trial.
pub const BEFORE: &str = "2026-07-20T09:00:00Z";
pub const NOW: &str = "2026-07-21T09:00:00Z";

pub fn at(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

pub fn name_of(case: usize) -> String {
    let letters = ["Аглая", "Богдан", "Варвара", "Глеб", "Дарья", "Елисей", "Жанна", "Захар", "Инна", "Карп", "Лев"];
    format!("{} {}", ["Кот", "Лис", "Ёж"][case / letters.len()], letters[case % letters.len()])
}

pub fn entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).unwrap())
}

/// Somebody of every role, two who are competent for other cases, and whoever decided.
pub fn officers() -> Vec<Officer> {
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

/// An act as it is given on the command line.
pub fn words(kind: ActKind) -> &'static [&'static str] {
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
        ActKind::Attach => &["attach", "CASE", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")],
        ActKind::Represent => &["represent", "CASE", "--name", "Карп", "--scope", "letters", "--until", "+3"],
        ActKind::EndRepresentation => &["represent", "CASE", "--name", "Вера", "--end", "--reason", "withdrawn"],
        ActKind::Assign => &["assign", "CASE", "vera"],
        ActKind::Snooze => &["snooze", "CASE", "+3", "--reason", "abroad"],
        ActKind::Ask => &["ask", "CASE", "vera", "seen the original?"],
        ActKind::Answer => &["answer", "CASE", "yes"],
    }
}

/// The office as it was prepared, and a file that is made like it before each trial that needs one.
pub struct Desk {
    folder: PathBuf,
    bytes: Vec<u8>,
    pub library: Rc<Library>,
    pub texts: Texts,
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
pub fn run(path: &Path, args: &[&str], case: &str, officer: &str, now: Stamp, input: &str) -> (Exit, String, String) {
    let (out, err) = (Heard::default(), Heard::default());
    let mut env = Env {
        zone: Default::default(),
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
        dumb: false,
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
    pub fn new(name: &str) -> Desk {
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

    pub fn path(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    pub fn open(&self) -> Store {
        Store::open(&self.path(), Rc::clone(&self.library), entropy()).unwrap()
    }

    /// The file as it was prepared.
    pub fn fresh(&self) {
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
            self.done(&["represent", "CASE", "--name", "Вера", "--scope", "file"], n, "anna", at(BEFORE));
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

pub fn number(n: usize) -> CaseId {
    CaseId(1001 + n as i64)
}

/// What the rules of the office say to one act.
pub fn ruled(store: &Store, library: &Library, officer: &Officer, case: CaseId, kind: ActKind) -> Result<(), ActError> {
    let file = store.case(case, at(NOW)).unwrap().unwrap();
    let standing = Standing::of(&file);
    let undo = store.office().unwrap().undo_minutes;
    may(&CaseState::of(&file, standing.as_ref(), undo, &library.schema.registers), officer, at(NOW), kind)
}

pub fn holdable(store: &Store, library: &Library, officer: &Officer, case: CaseId) -> Result<(), ActError> {
    let file = store.case(case, at(NOW)).unwrap().unwrap();
    let standing = Standing::of(&file);
    let undo = store.office().unwrap().undo_minutes;
    may_hold(&CaseState::of(&file, standing.as_ref(), undo, &library.schema.registers), officer, at(NOW))?;
    match file.hold.filter(|hold| hold.by != officer.name) {
        Some(hold) => Err(ActError::Held { case, by: hold.by, until: hold.until }),
        None => Ok(()),
    }
}
