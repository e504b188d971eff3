//! The last entry made anew by somebody who knows the format: every hash from the row to the head fits, and only what the
//! entry says is something that the office may never have done.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use rusqlite::Connection;
use rusqlite::types::Value;
use suffrage::domain::{
    Act, Appeal, Attached, CaseAct, CaseFile, CmdId, Command, FactDraft, Ground, MotionId, OfficeAct, Officer,
    QueueQuery, Representative, Role, Ruling, Scope, Stamp, State, Status, StatusFilter, Verdict, Why,
};
use suffrage::law::Library;
use suffrage::ledger::{Action, Capacity, Entry};
use suffrage::office::ActKind;
use suffrage::sample::{SAMPLE, make};
use suffrage::store::Store;

use super::{Dice, tamper};
use crate::insider::{committed, rebuild};

/// An office whose last entry is one that can be made anew.
pub struct Base {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// Where its case stood before the last entry.
    before: Option<Status>,
}

/// What somebody did last. `Agree` and `Reject` answer the motion before them.
enum Step {
    On(&'static str, Status, fn(&CaseFile) -> CaseAct),
    Again(&'static str, fn(&CaseFile) -> CaseAct),
    Office(&'static str, OfficeAct),
}

fn decide(_: &CaseFile) -> CaseAct {
    CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: "x".into() }
}

fn approve(file: &CaseFile) -> CaseAct {
    CaseAct::Approve { decision: file.decision().unwrap().id, note: String::new() }
}

fn give_back(file: &CaseFile) -> CaseAct {
    CaseAct::Return { decision: file.decision().unwrap().id, ground: Ground::Correction, note: "x".into() }
}

fn undo(_: &CaseFile) -> CaseAct {
    CaseAct::Undo { reason: "x".into() }
}

fn ask(_: &CaseFile) -> CaseAct {
    CaseAct::RequestEvidence { kinds: Vec::new(), note: "x".into(), answer_by: None }
}

fn learn(_: &CaseFile) -> CaseAct {
    CaseAct::RecordFact { fact: FactDraft::bare("incapacity", State::Unknown(Why::Requested)) }
}

fn give_back_anew(file: &CaseFile) -> CaseAct {
    CaseAct::Return { decision: file.decision().unwrap().id, ground: Ground::Anew, note: "x".into() }
}

fn appeal(_: &CaseFile) -> CaseAct {
    let (to, number, grounds) = ("x".into(), "2-17".into(), "x".into());
    let (lodged_on, answer_by) = ("2026-12-30".parse().ok(), "2027-01-09".parse().unwrap());
    CaseAct::RecordAppeal { appeal: Appeal { to, number, lodged_on, answer_by, grounds } }
}

fn ruling() -> Ruling {
    Ruling { by: "x".into(), number: "2-17".into(), day: "2026-12-31".parse().ok(), reasons: "x".into() }
}

fn dismiss(_: &CaseFile) -> CaseAct {
    CaseAct::DismissAppeal { ruling: ruling() }
}

fn set_aside(_: &CaseFile) -> CaseAct {
    CaseAct::SetAside { ruling: ruling() }
}

fn reopen(_: &CaseFile) -> CaseAct {
    CaseAct::Reopen { reason: "x".into() }
}

fn undelivered(_: &CaseFile) -> CaseAct {
    CaseAct::RecordUndelivered { came_back_on: None, reason: "x".into() }
}

fn assign(_: &CaseFile) -> CaseAct {
    CaseAct::Assign { to: "vera".into() }
}

fn put_aside(_: &CaseFile) -> CaseAct {
    CaseAct::Snooze { until: "2027-02-01".parse().unwrap(), reason: "x".into() }
}

fn question(_: &CaseFile) -> CaseAct {
    CaseAct::Ask { whom: "vera".into(), question: "x".into() }
}

fn reply(_: &CaseFile) -> CaseAct {
    CaseAct::Answer { answer: "x".into() }
}

fn attach(_: &CaseFile) -> CaseAct {
    let file = Attached { name: "x.pdf".into(), size: 1, sha256: [7; 32], note: "x".into() };
    CaseAct::Attach { file }
}

fn represent(_: &CaseFile) -> CaseAct {
    let scope = [Scope::Letters, Scope::Appeal].into();
    let representative = Representative { name: "x".into(), scope, ..Representative::default() };
    CaseAct::Represent { representative }
}

fn end_representation(_: &CaseFile) -> CaseAct {
    CaseAct::EndRepresentation { name: "x".into(), reason: "x".into() }
}

/// The office of the sample with something set.
fn set(change: impl FnOnce(&mut suffrage::domain::Office)) -> OfficeAct {
    let mut office = suffrage::domain::Office::founded("Выбарчая камісія (узор)".into(), "sample-1-300".into(), true);
    change(&mut office);
    OfficeAct::Set { office: Box::new(office) }
}

fn freeze() -> OfficeAct {
    set(|office| office.frozen_until = "2027-02-01".parse().ok())
}

fn twice() -> OfficeAct {
    set(|office| office.second_entry = vec!["imprisonment".into()])
}

fn notify(_: &CaseFile) -> CaseAct {
    CaseAct::RecordNotice { letter: suffrage::domain::Letter::default() }
}

fn steps() -> Vec<(&'static str, Vec<Step>)> {
    use Step::{Again, Office, On};
    let enrol = |name, role| OfficeAct::Enrol { officer: Officer::in_role(name, role) };
    let say = |agree| OfficeAct::Assent { motion: MotionId(1), agree, note: String::new() };
    let supervisor = || Office("galina", enrol("dina", Role::Supervisor));
    vec![
        ("fact", vec![On("anna", Status::New, learn)]),
        ("fact on a final case", vec![On("anna", Status::Final, learn)]),
        ("request", vec![On("vera", Status::New, ask)]),
        ("decision", vec![On("anna", Status::New, decide)]),
        ("approval", vec![On("anna", Status::New, decide), Again("boris", approve)]),
        ("return", vec![On("anna", Status::New, decide), Again("boris", give_back)]),
        ("return anew", vec![On("anna", Status::New, decide), Again("boris", give_back_anew)]),
        ("decision anew", vec![On("anna", Status::New, decide), Again("boris", give_back_anew), Again("vera", decide)]),
        ("appeal", vec![On("vera", Status::Noticed, appeal)]),
        ("dismissal", vec![On("vera", Status::Noticed, appeal), Again("vera", dismiss)]),
        ("reversal", vec![On("boris", Status::Noticed, appeal), Again("boris", set_aside)]),
        ("reopened", vec![On("boris", Status::Noticed, reopen)]),
        ("undelivered", vec![On("vera", Status::Noticed, undelivered)]),
        ("assignment", vec![On("vera", Status::New, assign)]),
        ("rest", vec![On("vera", Status::New, put_aside)]),
        ("question", vec![On("vera", Status::New, question)]),
        ("answer", vec![On("vera", Status::New, question), Again("anna", reply)]),
        ("attachment", vec![On("vera", Status::Noticed, attach)]),
        ("representative", vec![On("vera", Status::Noticed, represent)]),
        ("representation ended", vec![On("vera", Status::New, represent), Again("anna", end_representation)]),
        ("undo", vec![On("anna", Status::New, decide), Again("anna", undo)]),
        ("notice", vec![On("anna", Status::Final, notify)]),
        ("notice of a decision", vec![On("anna", Status::Decided, notify)]),
        ("enrolment", vec![Office("galina", enrol("egor", Role::Registrar))]),
        ("motion", vec![supervisor()]),
        ("agreement", vec![supervisor(), Office("anna", say(true))]),
        ("rejection", vec![supervisor(), Office("boris", say(false))]),
        ("frozen", vec![Office("galina", freeze())]),
        ("enrolment while frozen", vec![Office("galina", freeze()), Office("galina", enrol("egor", Role::Registrar))]),
        ("settings", vec![Office("galina", twice())]),
        ("settings agreed", vec![Office("galina", twice()), Office("anna", say(true))]),
        ("clock confirmed", vec![Office("vera", OfficeAct::ConfirmClock)]),
        ("clock motion", vec![Office("galina", OfficeAct::CorrectClock)]),
        ("clock agreed", vec![Office("galina", OfficeAct::CorrectClock), Office("anna", say(true))]),
    ]
}

/// An office for each kind of last entry.
pub fn bases(folder: &Path, library: &Rc<Library>) -> Vec<Base> {
    let path = folder.join("base.db");
    let mut bases: Vec<Base> = steps()
        .into_iter()
        .map(|(name, steps)| {
            std::fs::write(&path, SAMPLE).unwrap();
            let before = perform(&path, library, steps);
            Base { name, bytes: std::fs::read(&path).unwrap(), before }
        })
        .collect();
    let opened: PathBuf = folder.join("opened.db");
    make(&opened, Rc::clone(library), 1, 5, &mut |_| {}).unwrap();
    bases.push(Base { name: "case", bytes: std::fs::read(&opened).unwrap(), before: None });
    bases
}

/// Acts one after another; where the case of the last one stood before it.
fn perform(path: &Path, library: &Rc<Library>, steps: Vec<Step>) -> Option<Status> {
    let mut store = Store::open(path, Rc::clone(library), Box::new(|salt| salt.fill(7))).unwrap();
    let now = Stamp::parse("2027-01-01T09:00:00Z").unwrap();
    let (mut case, mut before) = (None, None);
    for (number, step) in (1..).zip(steps) {
        if let Step::On(_, status, _) = step {
            let query = QueueQuery { filter: StatusFilter::One(status).into(), limit: 1, ..QueueQuery::default() };
            case = Some(store.queue(&query, now).unwrap().rows[0].1.case);
        }
        let (officer, act) = match step {
            Step::Office(officer, act) => (officer, Act::Office(act)),
            Step::On(officer, _, act) | Step::Again(officer, act) => {
                let file = store.case(case.unwrap(), now).unwrap().unwrap();
                before = Some(file.case.status);
                (officer, act(&file).on(file.case.id, file.case.version))
            }
        };
        let (officer, login) = (officer.to_owned(), officer.to_owned());
        store.apply(&Command { id: CmdId([number; 16]), officer, login, at: now, act }).unwrap();
    }
    before
}

/// Makes the last entry anew with one or two changes; what they were.
pub fn forge(path: &Path, base: &Base, dice: &mut Dice) -> String {
    tamper(path, |db| {
        let sql = "SELECT bytes FROM entry ORDER BY seq DESC LIMIT 1";
        let bytes: Vec<u8> = db.query_row(sql, [], |row| row.get(0)).unwrap();
        let mut entry = Entry::decode(&bytes).unwrap();
        let mut said = vec![base.name.to_owned()];
        for _ in 0..1 + dice.below(2) {
            said.push(change(db, &mut entry, dice));
        }
        follow(db, &entry, base.before, dice);
        for field in &mut entry.fields {
            field.commitment = committed(db, &field.id).unwrap_or(field.commitment);
        }
        let mut bytes = entry.encode();
        if dice.below(12) == 0 {
            said.push(respell(&mut bytes, dice));
        }
        let row = (&bytes, entry.case, entry.command, entry.seq as i64);
        db.execute("UPDATE entry SET bytes=?, case_id=?, cmd=? WHERE seq=?", row).unwrap();
        rebuild(db, entry.at_ms);
        said.join("; ")
    })
}

/// One change of the entry, with the rows that say the same.
fn change(db: &Connection, entry: &mut Entry, dice: &mut Dice) -> String {
    match dice.below(16) {
        0 => {
            let actor = dice.one(&["anna", "boris", "vera", "galina", "egor", "dina", "nobody", ""]).to_owned();
            set_rows(db, entry, "officer", &Value::Text(actor.clone()));
            entry.actor = actor.into();
            format!("actor {}", entry.actor)
        }
        1 => {
            entry.login = ["anna", "nobody", ""][dice.below(3)].into();
            format!("login {}", entry.login)
        }
        2 => {
            entry.key = vec![1, 2, 3].into();
            "key".to_owned()
        }
        3 => {
            entry.capacity = Capacity::ALL[dice.below(Capacity::ALL.len())];
            format!("capacity {:?}", entry.capacity)
        }
        4 | 5 => {
            entry.action = Action::ALL[dice.below(Action::ALL.len())];
            if dice.below(3) > 0 {
                entry.capacity = entry.action.capacity();
            }
            set_rows(db, entry, "action", &Value::Text(entry.action.code().into()));
            let yes = matches!(entry.action, Action::DecisionApproved | Action::ChangeAgreed);
            set_rows(db, entry, "approved", &Value::Integer(yes.into()));
            set_rows(db, entry, "agreed", &Value::Integer(yes.into()));
            format!("action {}", entry.action.code())
        }
        6 => {
            entry.case = [None, Some(1001), Some(1002), Some(9999), Some(-1)][dice.below(5)];
            format!("case {:?}", entry.case)
        }
        7 => {
            let by = [-1, 1, 1000][dice.below(3)];
            entry.case_version = entry.case_version.map(|version| version + by).filter(|_| dice.below(4) > 0);
            format!("version {:?}", entry.case_version)
        }
        8 => {
            entry.case_before = [None, Some(0), Some(entry.seq), Some(entry.seq - 1)][dice.below(4)];
            format!("before {:?}", entry.case_before)
        }
        9 => {
            entry.outcome = [None, Some(Verdict::Grant), Some(Verdict::Refuse)][dice.below(3)];
            format!("outcome {:?}", entry.outcome)
        }
        10 => rules(entry, dice),
        11 => fields(entry, dice),
        12 => {
            entry.erased = vec!["fact/1".into()];
            "erased".to_owned()
        }
        13 => {
            let minutes = [-60 * 24 * 90, -1, 10, 11, 60 * 24 * 90][dice.below(5)];
            entry.at_ms += minutes * 60_000;
            set_rows(db, entry, "at", &Value::Integer(entry.at_ms));
            set_rows(db, entry, "opened_at", &Value::Integer(entry.at_ms));
            format!("time {minutes:+} minutes")
        }
        _ => row(db, entry, dice),
    }
}

fn rules(entry: &mut Entry, dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => entry.rules.clear(),
        1 if !entry.rules.is_empty() => entry.rules.push(entry.rules[0].clone()),
        _ => entry.rules.iter_mut().for_each(|rule| rule.version = "2020.1".into()),
    }
    format!("{} rules", entry.rules.len())
}

fn fields(entry: &mut Entry, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => drop(entry.fields.pop()),
        1 => entry.fields.extend(entry.fields.first().cloned()),
        2 => entry.fields.reverse(),
        _ => entry.fields.iter_mut().take(1).for_each(|field| field.id = format!("0{}", field.id).into()),
    }
    format!("{} fields", entry.fields.len())
}

/// What only the law can tell right from wrong: the second verifier does not know it.
const LAWFUL: [&str; 17] = [
    "proposed",
    "facts",
    "law_date",
    "reasons",
    "kind",
    "state",
    "value",
    "holds_from",
    "holds_to",
    "text",
    "host",
    "day",
    "level",
    "applied_on",
    "supersedes",
    "roll_date",
    "local_age",
];

/// Another value in a row that the entry made.
fn row(db: &Connection, entry: &Entry, dice: &mut Dice) -> String {
    let Some(field) = entry.fields.get(dice.below(entry.fields.len().max(1))) else { return "no row".to_owned() };
    let (table, id) = field.id.split_once('/').unwrap();
    let mut columns = db.prepare("SELECT name FROM pragma_table_info(?)").unwrap();
    let columns: Vec<String> = columns.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let column = &columns[1 + dice.below(columns.len() - 1)];
    let milestone = table == "poll" && !matches!(column.as_str(), "place" | "municipality" | "seq");
    if milestone || LAWFUL.contains(&column.as_str()) && (table, column.as_str()) != ("motion", "kind") {
        return format!("{table}.{column} left as it is");
    }
    let new = match dice.below(4) {
        0 => format!("(SELECT \"{column}\" FROM {table} WHERE id<>{id} LIMIT 1)"),
        1 => "NULL".to_owned(),
        2 => format!("iif(typeof(\"{column}\")='integer', \"{column}\"+1, '')"),
        _ => format!("iif(typeof(\"{column}\")='integer', 1-\"{column}\", \"{column}\"||'7')"),
    };
    match db.execute(&format!("UPDATE {table} SET \"{column}\"={new} WHERE id='{id}'"), []) {
        Ok(_) => format!("{table}.{column}={new}"),
        Err(_) => format!("{table}.{column} cannot be {new}"),
    }
}

/// Sets a column of those rows of the entry that have it.
fn set_rows(db: &Connection, entry: &Entry, column: &str, value: &Value) {
    for field in &entry.fields {
        let Some((table, id)) = field.id.split_once('/') else { continue };
        // A table without the column has nothing to say of it.
        let _ = db.execute(&format!("UPDATE {table} SET \"{column}\"=? WHERE id='{id}'"), [value]);
    }
}

/// The queue says what the entry makes of its case, so that nothing else gives it away.
fn follow(db: &Connection, entry: &Entry, before: Option<Status>, dice: &mut Dice) {
    let (Some(case), Some(before), Some(kind)) = (entry.case, before, ActKind::of_action(entry.action)) else { return };
    let departs = "SELECT departs FROM decision WHERE seq=?";
    let departs =
        db.query_row(departs, [entry.seq as i64], |row| row.get::<_, i64>(0)).is_ok_and(|departs| departs == 1);
    let lost = Status::ALL[dice.below(Status::ALL.len())];
    let status = kind.leads_to(before, departs).unwrap_or(lost);
    let row = (status.code(), i64::from(status.is_to_do()), case);
    db.execute("UPDATE listed SET status=?, todo=? WHERE slot & 1099511627775 = ?", row).unwrap();
}

/// The same values in bytes that are not their one form, or a word that the format does not have.
fn respell(bytes: &mut Vec<u8>, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => bytes.push(0),
        1 => drop(bytes.splice(1..2, [0x18, 0x01])),
        2 => bytes.truncate(bytes.len() - 1),
        _ => {
            let at = dice.below(bytes.len() - 16);
            bytes[at] ^= 0x20;
        }
    }
    "spelt otherwise".to_owned()
}
