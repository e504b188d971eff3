//! Years later, under other packs and with more on record, a decision's determination and explanation come out again, byte
//! for byte, from the pack that went on record with it.

use std::rc::Rc;

use suffrage::domain::{
    CaseAct, CaseId, CmdId, Command, FactDraft, Interval, Lang, NewApplicant, NewCase, Officer, Place, Poll, Right,
    Role, Stamp, State, Value, Verdict,
};
use suffrage::law::answer::render;
use suffrage::law::{Inquiry, Knobs, Library};
use suffrage::store::{Bringing, NewOffice, Store, StoreError};

const OWN: &str = "own-vote";

/// The program's packs and one of the office's own: that of Russia under another name, changed at one place.
fn library(change: (&str, &str)) -> Rc<Library> {
    let mut library = Library::embedded().unwrap();
    let (_, text) = Library::own_files().find(|(file, _)| *file == "ru-by-vote.toml").unwrap();
    let text = text.replacen("id = \"ru-by-vote\"", &format!("id = \"{OWN}\""), 1);
    assert!(text.contains(change.0), "{change:?}");
    library.prove("own.toml", &text.replace(change.0, change.1)).unwrap();
    Rc::new(library)
}

fn day(text: &str) -> suffrage::domain::Day {
    text.parse().unwrap()
}

fn facts() -> Vec<FactDraft> {
    let code = |code: &str| State::Known(Value::Code(code.into()));
    let since = |kind: &str, state| FactDraft {
        holds: Interval { from: Some(day("2010-01-01")), to: None },
        ..FactDraft::bare(kind, state)
    };
    vec![
        FactDraft::bare("birth_date", State::Known(Value::Date(day("1990-05-01")))),
        since("citizenship", code("BY")),
        since("residence_permit", code("permanent")),
        since("registration", State::Known(Value::Place(Place::recorded("OKTMO:46701000").unwrap()))),
        FactDraft::bare("incapacity", State::None),
    ]
}

struct Office {
    path: std::path::PathBuf,
    acts: u8,
}

impl Drop for Office {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

impl Office {
    /// An office with one case under the office's own pack.
    fn new(library: &Rc<Library>) -> Office {
        let path = std::env::temp_dir().join(format!("suffrage-as-decided-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let at = Stamp::parse("2026-08-20T09:00:00Z").unwrap();
        let new = NewOffice {
            name: "Тверь".into(),
            log_id: "log".into(),
            fictitious: false,
            officers: vec![Officer::in_role("ira", Role::Supervisor)],
            at,
            by: "ira".into(),
            login: "ira".into(),
            command: CmdId([1; 16]),
        };
        let salts = || Box::new(|salt: &mut [u8]| salt.fill(9));
        let mut store = Store::create(&path, Rc::clone(library), salts(), &new).unwrap();
        let poll = Poll::bare("RU", day("2026-09-20"), "municipal_council", Place::recorded("OKTMO:46701000").unwrap());
        let case = NewCase {
            key: "1".into(),
            applicant: NewApplicant { key: "1".into(), name: "Ян Няхай".into(), ..NewApplicant::default() },
            poll,
            right: Right::Vote,
            pack: OWN.into(),
            applied_on: Some(day("2026-07-01")),
            due_on: day("2026-09-01"),
            facts: facts(),
        };
        let mut ids = || CmdId([2; 16]);
        let bringing = Bringing { officer: "ira", login: "ira", at, ids: &mut ids, progress: &mut |_| {} };
        store.import::<StoreError>([Ok(case)].into_iter(), bringing).unwrap();
        Office { path, acts: 10 }
    }

    fn store(&self, library: &Rc<Library>) -> Store {
        Store::open(&self.path, Rc::clone(library), Box::new(|salt| salt.fill(8))).unwrap()
    }

    fn act(&mut self, library: &Rc<Library>, at: &str, act: CaseAct) {
        self.acts += 1;
        let at = Stamp::parse(at).unwrap();
        let mut store = self.store(library);
        let version = store.case(CaseId(1001), at).unwrap().unwrap().case.version;
        let act = act.on(CaseId(1001), version);
        store
            .apply(&Command { id: CmdId([self.acts; 16]), officer: "ira".into(), login: "ira".into(), at, act })
            .unwrap();
    }
}

/// The answer as JSON, explanation and all, by the pack that is at hand.
fn answer_now(store: &Store, library: &Library) -> String {
    let file = store.case(CaseId(1001), Stamp(0)).unwrap().unwrap();
    let (poll, facts, knobs) = (&file.poll, &file.facts, Knobs::default());
    let (applied_on, applied_at) = (file.case.applied_on, Some(file.case.opened_at));
    let answer = library.pack(OWN).unwrap().determine(&Inquiry { poll, applied_on, applied_at, facts, knobs });
    render::json(&answer, facts, &library.schema, Lang::En).to_string()
}

/// The same as it was decided.
fn answer_then(store: &Store) -> String {
    let then = store.as_decided(CaseId(1001), None).unwrap().unwrap();
    let (poll, facts, knobs) = (&then.poll, &then.facts, Knobs::default());
    let (applied_on, applied_at) = (then.applied_on, Some(then.opened_at));
    let answer =
        then.library.pack(&then.pack).unwrap().determine(&Inquiry { poll, applied_on, applied_at, facts, knobs });
    render::json(&answer, facts, &then.library.schema, Lang::En).to_string()
}

#[test]
fn what_was_answered_is_answered_again_under_another_law_and_with_more_known() {
    let then = library(("The polling day is not earlier", "The polling day is not earlier"));
    let mut office = Office::new(&then);
    let imprisonment = FactDraft::bare("imprisonment", State::None);
    office.act(&then, "2026-08-20T10:00:00Z", CaseAct::RecordFact { fact: imprisonment });
    let decided = answer_now(&office.store(&then), &then);
    assert!(decided.contains("\"eligible\""), "{decided}");
    let decide = CaseAct::Decide { verdict: Verdict::Grant, reasons: String::new(), departure: String::new() };
    office.act(&then, "2026-08-20T10:05:00Z", decide);
    // The law changes in its words, and something new is learnt.
    let now = library(("The polling day is not earlier", "The day of the poll is not earlier"));
    let learnt = FactDraft::bare("citizenship", State::Unknown(suffrage::domain::Why::Refused));
    office.act(&now, "2026-08-20T10:30:00Z", CaseAct::RecordFact { fact: learnt });
    let store = office.store(&now);
    assert_ne!(answer_now(&store, &now), decided, "under the law and the facts of today it is another answer");
    assert_eq!(answer_then(&store), decided);
    // Also by a program that does not have the pack at all; and the record holds for it.
    let without = Rc::new(Library::embedded().unwrap());
    assert_eq!(answer_then(&office.store(&without)), decided);
    let report = office.store(&without).verify().unwrap().unwrap();
    assert_eq!((report.answers, report.unspoken), (2, 0), "the decision, and what the queue shows");
    // An edited pack is refused, not asked.
    let db = rusqlite::Connection::open(&office.path).unwrap();
    let trigger: String =
        db.query_row("SELECT sql FROM sqlite_schema WHERE name='pack_stays'", [], |row| row.get(0)).unwrap();
    db.execute_batch("DROP TRIGGER pack_stays; UPDATE pack SET text=replace(text, '18', '81')").unwrap();
    db.execute_batch(&trigger).unwrap();
    assert!(matches!(office.store(&now).as_decided(CaseId(1001), None), Err(StoreError::Tampered(_))));
}
