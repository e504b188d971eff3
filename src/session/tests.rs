//! The main path over a real office file: keys in, screens and ledger out.

mod news;

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{Entropy, HostEffect, Session, Who};
use crate::app::key::Key;
use crate::app::{Effect, Question};
use crate::domain::filter::Over;
use crate::domain::{
    CmdId, Evidence, FactDraft, Interval, Lang, NewApplicant, NewCase, Officer, Outcome, Place, Poll, Right, Role,
    Stamp, State, Status, Value, Verdict, View,
};
use crate::i18n::Texts;
use crate::law::Library;
use crate::store::{Bringing, NewOffice, Store, StoreError};

/// An office in a file of its own, with a clock that the test moves.
struct Town {
    path: PathBuf,
    library: Rc<Library>,
    clock: Rc<Cell<Stamp>>,
}

/// Bytes that never repeat within a test.
fn entropy(seed: u64) -> Entropy {
    let mut state = seed;
    Box::new(move |bytes| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 33) as u8;
        }
    })
}

fn officer(name: &str) -> Officer {
    Officer::in_role(name, Role::Supervisor)
}

/// A citizen of Belarus with everything shown but the register of prisoners, which has (or has not) been searched.
fn applicant(n: i64, searched: bool) -> NewCase {
    let day = |text: &str| text.parse().unwrap();
    let draft = |kind: &str, state: State, from: Option<&str>| FactDraft {
        holds: Interval { from: from.map(day), to: None },
        evidence: Some(Evidence { kind: "passport".to_owned(), reference: String::new(), dated: None }),
        ..FactDraft::bare(kind, state)
    };
    let code = |code: &str| State::Known(Value::Code(code.to_owned()));
    let mut facts = vec![
        draft("birth_date", State::Known(Value::Date(day("1990-05-01"))), None),
        draft("citizenship", code("BY"), Some("1990-05-01")),
        draft("residence_permit", code("permanent"), Some("2015-01-01")),
        draft(
            "registration",
            State::Known(Value::Place(Place::recorded("OKTMO:46701000").unwrap())),
            Some("2015-01-01"),
        ),
        draft("incapacity", State::None, None),
    ];
    if searched {
        facts.push(draft("imprisonment", State::None, None));
    }
    NewCase {
        key: format!("case-{n}"),
        applicant: NewApplicant {
            key: format!("person-{n}"), name: format!("Цётка Алена {n}"), ..Default::default()
        },
        poll: Poll {
            place: "Тверь".to_owned(),
            ..Poll::bare("RU", day("2026-09-20"), "municipal_council", Place::recorded("OKTMO:46701000").unwrap())
        },
        right: Right::Vote,
        pack: "ru-by-vote".to_owned(),
        applied_on: Some(day("2026-07-01")),
        due_on: day("2026-09-01"),
        facts,
    }
}

impl Town {
    fn new(name: &str) -> Town {
        let path = std::env::temp_dir().join(format!("suffrage-{name}-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let library = Rc::new(Library::embedded().expect("the embedded packs load"));
        let at = Stamp::parse("2026-08-20T09:00:00Z").unwrap();
        let new = NewOffice {
            name: "Тверь".to_owned(),
            log_id: "log".to_owned(),
            fictitious: true,
            officers: vec![officer("ira"), officer("oleg")],
            at,
            by: "ira".to_owned(),
            login: "ira".to_owned(),
            command: CmdId([1; 16]),
        };
        let mut store = Store::create(&path, library.clone(), entropy(7), &new).unwrap();
        let mut count = 0u8;
        let mut ids = || {
            count += 1;
            CmdId([count + 1; 16])
        };
        let cases = [applicant(1, true), applicant(2, false), applicant(3, true)];
        let bringing = Bringing { officer: "ira", login: "ira", at, ids: &mut ids, progress: &mut |_| {} };
        store.import::<StoreError>(cases.into_iter().map(Ok), bringing).unwrap();
        Town { path, library, clock: Rc::new(Cell::new(Stamp::parse("2026-08-20T10:00:00Z").unwrap())) }
    }

    fn sit(&self, user: &str, seed: u64) -> Seat {
        let store = Store::open(&self.path, self.library.clone(), entropy(seed)).unwrap();
        let clock = self.clock.clone();
        let now = Box::new(move || clock.get());
        let who = Who::named(user);
        let mut session =
            Session::new(store, self.library.clone(), &who, Lang::En, now, entropy(seed + 1)).expect("an officer");
        session.resize(80, 24);
        Seat { session, terminal: Terminal::new(TestBackend::new(80, 24)).unwrap() }
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let drafts = format!("{}.draft-", self.path.display());
        for left in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten().map(|one| one.path()) {
            if left.to_string_lossy().starts_with(&drafts) {
                let _ = std::fs::remove_file(&left).or_else(|_| std::fs::remove_dir(&left));
            }
        }
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

struct Seat {
    session: Session,
    terminal: Terminal<TestBackend>,
}

impl Seat {
    fn press(&mut self, keys: &str) -> &mut Seat {
        keys.split(' ').for_each(|word| self.session.key(Key::parse(word).expect("a key")));
        self
    }

    fn write(&mut self, text: &str) -> &mut Seat {
        text.chars().for_each(|c| self.session.key(Key::char(c)));
        self
    }

    fn screen(&mut self) -> String {
        let Seat { session, terminal } = self;
        terminal.draw(|frame| _ = session.draw(frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y: u16| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..24).map(|y| row(y) + "\n").collect()
    }

    fn sees(&mut self, phrases: &[&str]) {
        let shown = self.screen();
        for phrase in phrases {
            assert!(shown.contains(phrase), "{phrase:?} is missing in:\n{shown}");
        }
    }
}

#[test]
fn find_understand_correct_decide_approve_and_verify() {
    let town = Town::new("main-path");
    let mut ira = town.sit("ira", 100);
    ira.sees(&["Тверь", "FICTITIOUS", "> 1001", "+ eligible", "? undetermined"]);
    // Case 1002 misses one fact; recording it makes the findings change before the officer's eyes.
    ira.press("/").write("алена 2").press("enter enter").sees(&["Case 1002", "? undetermined", "Ask for"]);
    ira.press("e enter right").press("ctrl-s").sees(&["Fact recorded", "+ eligible", "Case 1002"]);
    // Deciding as the determination says; then the screen has nothing further under this search.
    ira.press("d ctrl-s").sees(&["Case 1002 decided"]);
    assert!(ira.session.app().screens.is_empty());
    ira.press("esc 4 enter").sees(&["Case 1002", "Decided: grant, ira"]);
    ira.press("esc 0 g enter").sees(&["Case 1001"]);
    // Departing needs a reason and a second officer.
    ira.press("d right ctrl-s").sees(&["A refusal needs reasons"]);
    ira.write("not at home").press("tab").write("the address is a hotel").press("ctrl-s");
    ira.sees(&["Case 1001 decided", "waits for a second officer", "Case 1003"]);
    let mut oleg = town.sit("oleg", 200);
    oleg.press("5 enter a").sees(&["Approve case 1001", "not at home", "the address is a hotel"]);
    oleg.press("ctrl-s").sees(&["Case 1001 approved"]);
    oleg.press("L v").sees(&["+ The ledger holds", "decision approved", "decision made: refuse"]);
    // What the other one did is on the first one's screen after a look.
    ira.press("esc 6");
    assert!(ira.session.poll());
    ira.sees(&["1001", "final"]);
    assert!(!ira.session.poll());
    let file = ira.session.store().case(crate::domain::CaseId(1001), town.clock.get()).unwrap().unwrap();
    assert_eq!(file.case.status, Status::Final);
    let decision = file.decision().unwrap();
    assert_eq!((decision.verdict, decision.proposed, decision.departs), (Verdict::Refuse, Outcome::Eligible, true));
}

#[test]
fn nobody_approves_their_own_decision() {
    let town = Town::new("four-eyes");
    let mut ira = town.sit("ira", 300);
    ira.press("enter d right").press("tab").write("x").press("tab").write("y").press("ctrl-s");
    // The key is refused, so that nobody writes a note for nothing.
    ira.press("esc 5 enter a").sees(&["! ira made this decision", "Case 1001"]);
}

#[test]
fn a_stale_act_is_refused_and_the_form_keeps_its_text() {
    let town = Town::new("stale");
    let (mut ira, mut oleg) = (town.sit("ira", 400), town.sit("oleg", 500));
    ira.press("enter d tab").write("my words");
    oleg.press("enter d ctrl-s").sees(&["Case 1001 decided"]);
    assert!(ira.session.poll());
    ira.press("ctrl-s").sees(&["oleg", "decision made", "my words"]);
}

#[test]
fn a_held_case_is_marked_and_given_back_at_the_end() {
    let town = Town::new("lease");
    let (mut ira, mut oleg) = (town.sit("ira", 600), town.sit("oleg", 700));
    ira.press("enter c").sees(&["Case 1001 is yours", "held by ira"]);
    oleg.press("enter").sees(&["held by ira"]);
    oleg.press("d").sees(&["ira is working on case 1001", "held by ira"]);
    ira.press("esc q");
    assert_eq!(ira.session.take_host_effects(), [HostEffect::Quit]);
    assert!(oleg.session.poll(), "the hold that was given back is seen");
    oleg.press("d ctrl-s").sees(&["Case 1001 decided"]);
}

#[test]
fn a_decision_is_taken_back_within_its_window_and_not_after() {
    let town = Town::new("undo");
    let mut ira = town.sit("ira", 800);
    ira.press("enter d ctrl-s u").sees(&["Take the decision back, case 1001"]);
    ira.write("wrong person").press("ctrl-s").sees(&["Decision taken back, case 1001"]);
    ira.press("d ctrl-s").sees(&["Case 1001 decided"]);
    town.clock.set(town.clock.get().plus_minutes(11));
    ira.press("u").sees(&["could be undone until"]);
}

#[test]
fn somebody_who_is_no_officer_gets_no_session() {
    let town = Town::new("stranger");
    let store = Store::open(&town.path, town.library.clone(), entropy(1)).unwrap();
    let eve = Who::named("eve");
    let session = Session::new(store, town.library.clone(), &eve, Lang::En, Box::new(|| Stamp(0)), entropy(2));
    assert!(matches!(session.err(), Some(StoreError::Refused(crate::domain::ActError::NotEnrolled { .. }))));
}

/// Counts what a frame would send.
#[derive(Clone, Default)]
struct Counter(Rc<Cell<usize>>);

impl std::io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_cursor_key_sends_little() {
    let town = Town::new("bytes");
    for (width, height) in [(80, 24), (120, 40)] {
        let mut seat = town.sit("ira", 900);
        seat.session.resize(width, height);
        let sent = Counter::default();
        let area = ratatui::layout::Rect::new(0, 0, width, height);
        let options = ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(area) };
        let backend = ratatui::backend::CrosstermBackend::new(sent.clone());
        let mut terminal = Terminal::with_options(backend, options).unwrap();
        for (key, limit) in [("k", 8_000), ("j", 400), ("j", 400), ("k", 400)] {
            seat.press(key);
            sent.0.set(0);
            terminal.draw(|frame| _ = seat.session.draw(frame)).unwrap();
            let bytes = sent.0.get();
            assert!(bytes <= limit, "{key} at {width}x{height} sent {bytes} bytes");
        }
    }
}

/// Every form that an officer types in, with the keys that open it and what they type.
const TYPED: [(&str, &str); 6] = [
    ("d", "shift-tab shift-tab a n d tab o"),
    ("r", "tab 1 . 1 0 tab w h y"),
    ("s", "1 . 9 tab l a t e r"),
    ("t", "tab i s space i t"),
    ("e down enter", "tab"),
    ("o", "tab B y k a u"),
];

#[test]
fn what_was_typed_is_there_again_after_a_line_was_cut() {
    let mut kept = 0;
    for (n, (open, typed)) in TYPED.into_iter().enumerate() {
        let town = Town::new(&format!("draft-{n}"));
        let mut ira = town.sit("ira", 1);
        ira.press(open);
        ira.press(typed);
        // The last key may not be an editing one.
        ira.press("x backspace right left");
        let Some(draft) = ira.session.app().draft() else { panic!("{open}: nothing is typed\n{}", ira.screen()) };
        kept += 1;
        ira.session.poll();
        let screen = ira.screen();
        // The line is cut: nothing ends in order.
        drop(ira);
        let mut again = town.sit("ira", 2);
        assert_eq!(again.session.app().draft(), Some(draft), "{open}: {screen}");
        let file = again.session.store().draft_file("ira", 0);
        assert!(file.exists() && town.sit("oleg", 3).session.app().draft().is_none(), "{open}");
        again.press("esc y");
        assert!(!file.exists(), "{open}: what was thrown away is kept");
    }
    assert_eq!(kept, TYPED.len());
}

#[test]
fn a_draft_that_fits_no_more_acts_on_nothing() {
    let town = Town::new("draft-stale");
    let mut ira = town.sit("ira", 1);
    ira.press("d tab a n d");
    ira.session.poll();
    drop(ira);
    town.sit("oleg", 2).press("d ctrl-s");
    let mut again = town.sit("ira", 3);
    assert!(again.session.app().form().is_none());
    let file = again.session.store().draft_file("ira", 0);
    let aside = std::path::PathBuf::from(format!("{}.unused-0", file.display()));
    assert!(aside.exists() && !file.exists(), "what was typed must not be lost");
    assert!(again.screen().contains("unused-0"), "{}", again.screen());
    drop(again);
    assert!(!town.sit("ira", 4).screen().contains("unused-0"), "it is said once");
}

#[test]
fn a_pipe_where_the_draft_would_be_holds_nobody_up() {
    let town = Town::new("draft-pipe");
    let file = town.sit("ira", 1).session.store().draft_file("ira", 0);
    assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success());
    assert!(town.sit("ira", 2).session.app().draft().is_none());
    std::fs::remove_file(file).unwrap();
}

/// A draft as a session of ira's leaves it that is cut.
fn leave_draft(town: &Town, seed: u64, typed: &str) {
    let mut ira = town.sit("ira", seed);
    ira.press("t");
    ira.press(typed);
    ira.session.poll();
}

#[test]
fn two_sessions_of_one_officer_keep_a_draft_each() {
    let town = Town::new("draft-two");
    let (mut first, mut second) = (town.sit("ira", 1), town.sit("ira", 2));
    first.press("t tab o n e");
    first.session.poll();
    second.press("t tab t w o");
    second.session.poll();
    let drafts = [first.session.app().draft(), second.session.app().draft()];
    assert!(drafts.iter().all(Option::is_some) && drafts[0] != drafts[1], "{drafts:?}");
    assert_eq!(town.sit("ira", 3).session.app().draft(), None, "a draft of a session that lives is its own");
    drop(first);
    let third = town.sit("ira", 4);
    assert_eq!(third.session.app().draft(), drafts[0]);
    drop(second);
    assert_eq!(town.sit("ira", 5).session.app().draft(), drafts[1]);
    assert_eq!(third.session.app().draft(), drafts[0]);
}

#[test]
fn a_draft_of_a_case_that_is_not_there_is_said_once_and_kept() {
    let town = Town::new("draft-gone");
    leave_draft(&town, 1, "tab o n e");
    let file = town.sit("oleg", 2).session.store().draft_file("ira", 0);
    let mut draft: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    draft["case"] = 987_654.into();
    std::fs::write(&file, draft.to_string()).unwrap();
    let mut again = town.sit("ira", 3);
    assert!(again.screen().contains("unused-0"), "{}", again.screen());
    again.press("enter t");
    assert!(again.session.app().draft().is_none(), "it must not get into the form of another case");
    drop(again);
    assert!(!file.exists());
    assert!(!town.sit("ira", 4).screen().contains("unused-0"));
}

#[test]
fn a_draft_that_cannot_be_kept_is_said_once() {
    let town = Town::new("draft-nowhere");
    let mut ira = town.sit("ira", 1);
    // Every place where a draft of hers could be is taken by a folder.
    for nth in 0..64 {
        std::fs::create_dir(ira.session.store().draft_file("ira", nth)).unwrap();
    }
    ira.press("t tab o");
    ira.session.poll();
    let said = Texts::new(ira.session.lang()).get("message-draft-not-kept").to_string();
    let begins: String = said.chars().take(40).collect();
    assert!(ira.screen().contains(&begins), "{}", ira.screen());
    ira.press("n");
    ira.session.poll();
    assert!(!ira.screen().contains(&begins), "{}", ira.screen());
}

#[test]
fn what_was_typed_for_many_cases_is_there_again_with_their_marks() {
    let town = Town::new("draft-many");
    let mut ira = town.sit("ira", 1);
    ira.press("space space r tab w h y");
    let Some(draft) = ira.session.app().draft() else { panic!("nothing is typed\n{}", ira.screen()) };
    assert_eq!(draft.cases.len(), 2);
    ira.session.poll();
    drop(ira);
    let mut again = town.sit("ira", 2);
    assert_eq!(again.session.app().draft(), Some(draft), "{}", again.screen());
    assert_eq!(again.session.app().queue.marks.len(), 2);
    again.press("esc y");
    assert_eq!(again.session.app().draft(), None);
}

#[test]
fn a_view_of_the_office_is_neither_replaced_nor_forgotten_without_a_yes() {
    let town = Town::new("views-asked");
    let shared = |line: &str| View { name: "late ones".into(), line: line.into(), shared: true };
    let mut ira = town.sit("ira", 1);
    let mut other = Store::open(&town.path, town.library.clone(), entropy(9)).unwrap();
    other.keep_view("oleg", &shared("late"), Over::Ask).unwrap();
    ira.press("F");
    ira.session.perform_all(vec![Effect::KeepView { view: shared("mine"), over: Over::Ask }], Stamp(0));
    let line = |store: &Store| store.view("oleg", "late ones").unwrap().map(|view| view.line);
    assert_eq!(line(&other).as_deref(), Some("late"));
    assert!(ira.screen().contains("late ones"), "{}", ira.screen());
    ira.press("n x");
    let asked = ira.session.app().question;
    assert_eq!(asked, Some(Question::ForgetView), "{}", ira.screen());
    ira.press("x n");
    assert_eq!(line(&other).as_deref(), Some("late"), "nobody said yes");
    ira.session.perform_all(vec![Effect::KeepView { view: shared("mine"), over: Over::Ask }], Stamp(0));
    ira.press("y");
    assert_eq!(line(&other).as_deref(), Some("mine"));
    ira.press("x y");
    assert_eq!(line(&other), None);
}

#[test]
fn a_search_says_until_when_what_it_hides_is_put_aside() {
    let town = Town::new("search-resting");
    let mut ira = town.sit("ira", 1);
    ira.press("s 1 . 9 tab l a t e r ctrl-s esc / А л е н а");
    let until = Texts::new(ira.session.lang()).date("2026-09-01".parse().unwrap());
    assert!(ira.screen().lines().any(|line| line.contains(&until) && line.contains(": 1")), "{}", ira.screen());
}

#[test]
fn the_palette_says_what_enter_and_escape_do_there() {
    let town = Town::new("palette-foot");
    let mut ira = town.sit("ira", 1);
    ira.press(":");
    let hints: Vec<&str> = ira.session.app().hints().into_iter().map(|(_, words)| words).collect();
    assert_eq!(hints, ["hint-run", "hint-close"]);
    ira.press("esc ? /");
    let hints: Vec<&str> = ira.session.app().hints().into_iter().map(|(_, words)| words).collect();
    assert_eq!(hints, ["hint-keep-search", "hint-drop-search"]);
}
