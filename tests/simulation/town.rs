//! The simulated office: one real file, its machines with a clock each, and the people at them.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use suffrage::domain::{
    ActError, CaseId, CmdId, Command, Evidence, FactDraft, Hold, Interval, Lang, NewApplicant, NewCase, Officer,
    Permission, Place, Poll, Receipt, Right, Role, Stamp, State, Value,
};
use suffrage::law::Library;
use suffrage::session::{Session, Who};
use suffrage::store::{Bringing, Entropy, NewOffice, Store, StoreError};

use crate::dice::Dice;
use crate::guards::Guard;
use crate::model::{Line, Model};

/// What does not hold, in words; the simulation ends with the first.
pub type Found = String;
pub type Step = Result<(), Found>;

static FOLDERS: AtomicU32 = AtomicU32::new(0);
const NAMES: [&str; 12] =
    ["anna", "boris", "vera", "galina", "darya", "egor", "zhanna", "ihar", "katya", "leonid", "maria", "nina"];

/// What somebody works with.
pub enum Hand {
    /// Commands, as scripts give them.
    Commands(Box<Store>),
    /// Screens and keys, and the clock of their machine.
    Screens(Box<Session>, Rc<Cell<Stamp>>),
}

pub struct Seat {
    pub name: String,
    /// How far the clock of this machine is off, in milliseconds.
    pub off: i64,
    pub hand: Hand,
    /// The versions of cases that this person has seen; nobody looks again before every act.
    pub seen: BTreeMap<CaseId, i64>,
}

pub struct Town {
    pub folder: PathBuf,
    pub library: Rc<Library>,
    pub dice: Dice,
    pub model: Model,
    pub seats: Vec<Seat>,
    /// Looks at the file and never writes.
    pub eye: Store,
    pub now: i64,
    /// The clocks are left as they are.
    pub time_stands: bool,
    /// What was planted is in the file, whatever comes of opening it.
    pub planted: bool,
    /// The office works without this guard.
    pub missing: Option<Guard>,
    pub steps: Vec<String>,
    /// Commands that were acknowledged, to be sent again.
    pub sent: Vec<(Command, Receipt)>,
    pub by_keys: usize,
    pub refused: usize,
}

impl Drop for Town {
    fn drop(&mut self) {
        self.seats.clear();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn at(text: &str) -> i64 {
    Stamp::parse(text).unwrap().0
}

fn entropy(seed: u64) -> Entropy {
    let mut dice = Dice::new(seed);
    Box::new(move |bytes| dice.fill(bytes))
}

impl Town {
    pub fn new(seed: u64, people: usize, library: &Rc<Library>) -> Town {
        let n = FOLDERS.fetch_add(1, Ordering::Relaxed);
        // In memory where there is such a place: what a power cut loses is another test's question.
        let memory = PathBuf::from("/dev/shm");
        let under = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = under.join(format!("suffrage-simulation-{}-{n}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let mut dice = Dice::new(seed);
        let start = at("2026-08-20T09:00:00Z");
        let fictitious = dice.one_in(2);
        // Somebody of every role that an office cannot do without; the others by chance.
        let fixed = [Role::Supervisor, Role::Administrator];
        let officers: Vec<Officer> = (0..people)
            .map(|n| {
                let role = fixed.get(n).copied().unwrap_or_else(|| *dice.pick(Role::ALL));
                let name = NAMES.get(n).map_or_else(|| format!("officer{n}"), |name| (*name).to_owned());
                let officer = Officer::in_role(&name, role);
                if dice.one_in(9) { officer.and(Permission::ApproveOwn) } else { officer }
            })
            .collect();
        let new = NewOffice {
            name: "Тверь".into(),
            log_id: format!("simulation-{seed}"),
            fictitious,
            officers: officers.clone(),
            at: Stamp(start),
            by: "galina".into(),
            login: "galina".into(),
            command: CmdId([255; 16]),
        };
        let by = officers.iter().find(|one| one.may(Permission::Administer)).map_or("", |one| &one.name).to_owned();
        let new = NewOffice { by: by.clone(), login: by.clone(), ..new };
        let path = folder.join("office.db");
        drop(Store::create(&path, Rc::clone(library), entropy(seed ^ 1), &new).unwrap());
        let eye = Store::open(&path, Rc::clone(library), entropy(seed ^ 2)).unwrap();
        let model = Model {
            office: eye.office().unwrap(),
            officers,
            last_at: start,
            lines: vec![Line { by, action: "office.made", case: None }],
            motions: Vec::new(),
            cases: BTreeMap::new(),
            people: BTreeMap::new(),
            own: Vec::new(),
        };
        let (library, sent, steps) = (Rc::clone(library), Vec::new(), Vec::new());
        let mut town = Town {
            folder,
            library,
            dice,
            model,
            seats: Vec::new(),
            eye,
            now: start,
            time_stands: false,
            planted: false,
            missing: None,
            steps,
            sent,
            by_keys: 0,
            refused: 0,
        };
        town.sit_down();
        town
    }

    pub fn path(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    fn open(&mut self) -> Store {
        let seed = self.dice.next();
        Store::open(&self.path(), Rc::clone(&self.library), entropy(seed)).unwrap()
    }

    /// Everybody opens the file anew.
    pub fn sit_down(&mut self) {
        self.seats.clear();
        self.eye = self.open();
        let names: Vec<String> = self.model.officers.iter().map(|one| one.name.clone()).collect();
        for name in names {
            let store = self.open();
            // Whose login is another's is let to no screens.
            let theirs = self.model.office.fictitious || self.model.officer(&name).is_some_and(|one| one.login == name);
            let screens = self.dice.one_in(2) && theirs;
            let hand = if screens { self.session(store, &name) } else { Hand::Commands(Box::new(store)) };
            self.seats.push(Seat { name, off: 0, hand, seen: BTreeMap::new() });
        }
    }

    fn session(&mut self, store: Store, name: &str) -> Hand {
        let clock = Rc::new(Cell::new(Stamp(self.now)));
        let shown = Rc::clone(&clock);
        let seed = self.dice.next();
        let lang = *self.dice.pick(&[Lang::En, Lang::Ru, Lang::Be]);
        let library = Rc::clone(&self.library);
        let now = Box::new(move || shown.get());
        let mut session = Session::new(store, library, &Who::named(name), lang, now, entropy(seed)).unwrap();
        session.resize(80, 24);
        Hand::Screens(Box::new(session), clock)
    }

    /// What the clock of somebody's machine shows.
    pub fn clock(&self, seat: usize) -> Stamp {
        Stamp(self.now + self.seats[seat].off)
    }

    pub fn say(&mut self, step: String) {
        self.steps.push(step);
    }

    pub fn id(&mut self) -> CmdId {
        let at = Stamp(self.now);
        CmdId::new(at, &mut |bytes| self.dice.fill(bytes))
    }

    /// Who holds a case, at the moment when an act of this clock goes on record.
    pub fn hold(&self, case: CaseId, at: Stamp) -> Result<Option<Hold>, Found> {
        let file = self.eye.case(case, at).map_err(|error| format!("case {case} cannot be read: {error}"))?;
        Ok(file.and_then(|file| file.hold))
    }

    /// Sends a command by somebody's own store; whoever works with screens lends theirs to nobody, so a fresh one.
    fn send(&mut self, seat: usize, command: &Command) -> Result<Receipt, StoreError> {
        if self.missing == Some(Guard::EndOfLease)
            && let Some(held) = self.ended_lease(command)
        {
            return Err(held.into());
        }
        let done = match &mut self.seats[seat].hand {
            Hand::Commands(store) => store.apply(command),
            Hand::Screens(..) => self.open().apply(command),
        };
        match self.missing {
            Some(guard) => self.without(guard, command, done),
            None => done,
        }
    }

    /// Tries a command: the office must say what the model says.
    pub fn try_to(&mut self, seat: usize, command: Command) -> Step {
        let hold = command.act.case().map(|case| self.hold(case, command.at)).transpose()?.flatten();
        let allowed = self.model.judge(&command, hold.as_ref());
        let what = format!("{:?} by {} ({}) at {}", command.act, command.officer, command.login, command.at);
        let done = self.send(seat, &command);
        let verdict = match &done {
            Ok(receipt) => format!("entry {}", receipt.seq),
            Err(error) => error.to_string(),
        };
        self.say(format!("{what} -> {verdict}"));
        match done {
            Ok(receipt) if allowed && !receipt.repeated => {
                if receipt.seq != self.model.lines.len() as u64 {
                    return Err(format!("entry {} instead of {}", receipt.seq, self.model.lines.len()));
                }
                self.model.done(&command, &receipt);
                if let Some((case, known)) = command.act.case().and_then(|id| Some((id, self.model.cases.get(&id)?))) {
                    if (receipt.version, receipt.status) != (known.version, Some(known.status)) {
                        return Err(format!("the receipt says {receipt:?}, the model {known:?}"));
                    }
                    self.seats[seat].seen.insert(case, receipt.version);
                }
                self.sent.push((command, receipt));
                Ok(())
            }
            Ok(receipt) => Err(format!("accepted as {receipt:?}, and it must not be: {what}")),
            Err(StoreError::Refused(_)) if !allowed => {
                self.refused += 1;
                Ok(())
            }
            Err(error) => Err(format!("{error} (may: {allowed}): {what}")),
        }
    }

    /// A command comes a second time, as after a lost line: nothing happens twice.
    pub fn repeat(&mut self, seat: usize) -> Step {
        if self.sent.is_empty() {
            return Ok(());
        }
        let from = self.sent.len().saturating_sub(8);
        let (command, first) = self.sent[from + self.dice.below(self.sent.len() - from)].clone();
        self.say(format!("the command of entry {} comes again", first.seq));
        let again = self.send(seat, &command).map_err(|error| format!("a repeated command: {error}"))?;
        let told = |receipt: &Receipt| (receipt.seq, receipt.fact, receipt.decision, receipt.motion);
        if !again.repeated || told(&again) != told(&first) {
            return Err(format!("{first:?} and again {again:?}"));
        }
        Ok(())
    }

    /// Somebody takes hold of a case, or gives back what they hold.
    pub fn claim(&mut self, seat: usize, case: CaseId) -> Step {
        let (now, name) = (self.clock(seat), self.seats[seat].name.clone());
        let minutes = self.dice.below(20) as i64;
        let held = self.hold(case, now)?.is_some_and(|hold| hold.by != name);
        let mut store = self.open();
        if self.dice.one_in(3) {
            self.say(format!("{name} gives everything back"));
            return store.release(&name).map_err(|error| error.to_string());
        }
        let done = store.claim(case, &name, now, now.plus_minutes(minutes));
        self.say(format!("{name} takes {case} at {now} for {minutes} minutes -> {}", done.is_ok()));
        let works = self.model.may_hold(&name, case);
        match done {
            Ok(()) if !held && works => Ok(()),
            Err(StoreError::Refused(ActError::Held { .. })) if held && works => Ok(()),
            // Whoever can do nothing to a case keeps nobody from it.
            Err(StoreError::Refused(_)) if !works => Ok(()),
            other => Err(format!("claim: {other:?}, held by another: {held}")),
        }
    }

    /// A few applications, all or none.
    pub fn import(&mut self, seat: usize) -> Step {
        let (now, name) = (self.clock(seat), self.seats[seat].name.clone());
        let mut allowed = self.model.may_open(&name, &name, now);
        let mut next = self.model.cases.keys().last().map_or(1001, |case| case.0 + 1);
        let mut after = self.model.clone();
        let mut batch = Vec::new();
        let (mut opened, mut skipped) = (0, 0);
        for _ in 0..1 + self.dice.below(3) {
            let person = format!("person-{}", self.dice.below(6 + self.model.people.len()));
            let key = format!("case-{}", self.dice.below(12 + 3 * self.model.cases.len()));
            let searched = !self.dice.one_in(3);
            let new = application(&key, &person, searched, self.dice.below(40) as u64);
            match after.cases.values().find(|case| case.key == key) {
                Some(case) if case.person == person => skipped += 1,
                Some(_) => allowed = false,
                None => {
                    let shown = new.facts.iter().map(|fact| fact.kind.clone()).collect();
                    after.opened(&name, now, CaseId(next), key, person, shown);
                    next += 1;
                    opened += 1;
                }
            }
            batch.push(Ok(new));
        }
        // A source that breaks off.
        if self.dice.one_in(8) {
            allowed = false;
            batch.push(Err(StoreError::NotAnOffice { path: self.path(), why: "the source breaks off".into() }));
        }
        let count = batch.len();
        let mut store = self.open();
        let dice = &mut self.dice;
        let mut ids = || CmdId::new(now, &mut |bytes| dice.fill(bytes));
        let bringing = Bringing { officer: &name, login: &name, at: now, ids: &mut ids, progress: &mut |_| {} };
        let done = store.import::<StoreError>(batch.into_iter(), bringing);
        self.say(format!("{name} brings {count} applications at {now} -> {done:?}"));
        match done {
            Ok(intake) if allowed && (intake.opened, intake.skipped) == (opened, skipped) => {
                self.model = after;
                Ok(())
            }
            Err(StoreError::Refused(_) | StoreError::NotAnOffice { .. }) if !allowed => Ok(()),
            other => Err(format!("import: {other:?}; allowed: {allowed}, {opened} new, {skipped} known")),
        }
    }
}

/// A citizen of Belarus with everything shown but, where it was not searched, the register of prisoners.
fn application(key: &str, person: &str, searched: bool, due: u64) -> NewCase {
    let day = |text: &str| text.parse().unwrap();
    let draft = |kind: &str, state: State, from: Option<&str>| FactDraft {
        holds: Interval { from: from.map(day), to: None },
        evidence: Some(Evidence { kind: "passport".to_owned(), reference: String::new(), dated: None }),
        ..FactDraft::bare(kind, state)
    };
    let code = |code: &str| State::Known(Value::Code(code.to_owned()));
    let place = || Place::recorded("OKTMO:46701000").unwrap();
    let mut facts = vec![
        draft("birth_date", State::Known(Value::Date(day("1990-05-01"))), None),
        draft("citizenship", code("BY"), Some("1990-05-01")),
        draft("residence_permit", code("permanent"), Some("2015-01-01")),
        draft("registration", State::Known(Value::Place(place())), Some("2015-01-01")),
        draft("incapacity", State::None, None),
    ];
    if searched {
        facts.push(draft("imprisonment", State::None, None));
    }
    let due_on = day("2026-09-01").checked_add_days(chrono::Days::new(due)).unwrap();
    NewCase {
        key: key.to_owned(),
        applicant: NewApplicant { key: person.to_owned(), name: format!("Цётка {person}"), ..Default::default() },
        poll: Poll {
            place: "Тверь".to_owned(), ..Poll::bare("RU", day("2026-09-20"), "municipal_council", place())
        },
        right: Right::Vote,
        pack: "ru-by-vote".to_owned(),
        applied_on: Some(day("2026-07-01")),
        due_on,
        facts,
    }
}
