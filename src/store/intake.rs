//! Opening cases in bulk: imports and samples. One transaction, one entry a case, streamed.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::acts::Asked;
use super::listed;
use super::person::Person;
use super::reader::Reader;
use super::recorder::{Actor, Head, Meta, Recorder, next_id};
use super::search::{number_terms, terms_of};
use super::staff::Checked;
use super::table::case_file::OpenedCase;
use super::table::{APPLICANT, CASE, FACT, POLL, applicant, case_file, fact, poll};
use super::{Entropy, Store, StoreError, acts, freeze, write};
use crate::domain::Zone;
use crate::domain::time::in_range;
use crate::domain::{
    ActError, ApplicantId, CaseId, CmdId, Day, Fact, FactDraft, FactId, Intake, NewApplicant, NewCase, PlaceProblem,
    Poll, PollId, Schema, Stamp,
};
use crate::law::Library;
use crate::ledger::Action;
use crate::office;

/// The first case of an office; numbers below look like counts when said aloud.
pub(super) const FIRST_CASE: i64 = 1001;

/// Where the terms of the search wait until they can be written in their order: otherwise each of them would read and
/// write a page of its own somewhere in the index.
const WAITING: &str = "CREATE TEMP TABLE IF NOT EXISTS waiting (term TEXT NOT NULL, slot INTEGER NOT NULL)";
const WAIT: &str = "INSERT INTO temp.waiting (term, slot) VALUES (?,?)";

/// Who brings the cases in, and when.
pub struct Bringing<'a> {
    /// The officer.
    pub officer: &'a str,
    /// The account of the operating system by which they do.
    pub login: &'a str,
    /// When.
    pub at: Stamp,
    /// A fresh command id for each case.
    pub ids: &'a mut dyn FnMut() -> CmdId,
    /// Told how many cases have been read, now and then.
    pub progress: &'a mut dyn FnMut(u64),
}

impl Store {
    /// Opens every case or none. A case whose key the office already has is skipped. An error of the source ends the
    /// transaction, and nothing has happened.
    pub fn import<E: From<StoreError>>(
        &mut self,
        cases: impl Iterator<Item = Result<NewCase, E>>,
        bringing: Bringing,
    ) -> Result<Intake, E> {
        let tx = write(&mut self.db, &self.place)?;
        may_open(&tx, &bringing)?;
        let mut opening = Opening::begin(&tx, &self.library, &mut self.entropy, &bringing)?;
        let mut intake = Intake::default();
        for (read, new) in cases.enumerate() {
            let command = (bringing.ids)();
            match opening.open(new?, command)? {
                true => intake.opened += 1,
                false => intake.skipped += 1,
            }
            if read % 1000 == 999 {
                (bringing.progress)(read as u64 + 1);
            }
        }
        opening.head.save(&tx).map_err(E::from)?;
        if !self.filling {
            put_terms(&tx)?;
        }
        tx.commit()?;
        (bringing.progress)((intake.opened + intake.skipped) as u64);
        Ok(intake)
    }

    /// The case that the office has under this key.
    pub fn case_of_key(&self, key: &str) -> Result<Option<CaseId>, StoreError> {
        Ok(known_key(&self.db, key)?.map(|(case, _)| case))
    }
}

/// Whether they may open cases, under this login.
fn may_open(db: &Connection, bringing: &Bringing) -> Result<(), StoreError> {
    let Checked { office, staff, .. } = Checked::refresh(db, None)?;
    let officer = staff.speaker(bringing.officer, bringing.login, office.fictitious)?;
    Ok(office::may_open(officer)?)
}

/// The case with this key, and the key of its applicant.
fn known_key(db: &Connection, key: &str) -> Result<Option<(CaseId, String)>, StoreError> {
    let sql = "SELECT case_file.id, applicant.key FROM case_file JOIN applicant ON applicant.id=case_file.applicant \
         WHERE case_file.key=?";
    let found = db.prepare_cached(sql)?.query_row([key], |row| Ok((CaseId(row.get(0)?), row.get(1)?)));
    Ok(found.optional()?)
}

struct Opening<'a> {
    db: &'a Connection,
    library: &'a Library,
    entropy: &'a mut Entropy,
    head: Head,
    officer: String,
    login: String,
    at: Stamp,
    zone: Zone,
    /// Until when the office is frozen, if it is.
    frozen: Option<Day>,
    /// The kinds of fact that the office wants entered twice.
    twice: Vec<String>,
    next_case: i64,
    next_applicant: i64,
    next_poll: i64,
    next_fact: i64,
    /// Polls by host, day, level, municipality: an office has few.
    polls: HashMap<PollKey, Poll>,
    /// Persons who came in with this transaction, and those of before whose record was checked: what it has written itself
    /// needs no check.
    trusted: HashSet<ApplicantId>,
}

type PollKey = (String, Day, String, String);

/// Writes the waiting search terms in the order of their index.
pub(super) fn put_terms(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(WAITING)?;
    db.execute_batch("INSERT OR IGNORE INTO search_term SELECT term, slot FROM temp.waiting ORDER BY term, slot")?;
    Ok(db.execute_batch("DELETE FROM temp.waiting")?)
}

/// Keeps the terms under which the case will be found.
fn wait_for_search(
    db: &Connection,
    person: &NewApplicant,
    case: &OpenedCase,
    twice: &[String],
) -> Result<(), StoreError> {
    let mut wait = db.prepare_cached(WAIT)?;
    let slot = listed::slot(case.due_on, case.id);
    for term in terms_of(db, case.applicant, person, case.id, twice)? {
        wait.execute(params![term, slot])?;
    }
    Ok(())
}

/// Keeps what new evidence adds to the terms of cases that were there before.
fn wait_for_evidence<'c>(
    db: &Connection,
    new: &[Fact],
    twice: &[String],
    cases: impl Iterator<Item = &'c OpenedCase>,
) -> Result<(), StoreError> {
    let shown = new.iter().filter(|fact| !twice.contains(&fact.kind)).filter_map(|fact| fact.evidence.as_ref());
    let terms: Vec<String> = shown.flat_map(|evidence| number_terms(&evidence.reference)).collect();
    let mut wait = db.prepare_cached(WAIT)?;
    for case in cases {
        let slot = listed::slot(case.due_on, case.id);
        terms.iter().try_for_each(|term| wait.execute(params![term, slot]).map(drop))?;
    }
    Ok(())
}

impl<'a> Opening<'a> {
    fn begin(
        db: &'a Connection,
        library: &'a Library,
        entropy: &'a mut Entropy,
        bringing: &Bringing,
    ) -> Result<Opening<'a>, StoreError> {
        db.execute_batch(WAITING)?;
        let head = Head::load(db)?;
        let office = Reader::checked(db).office()?;
        let at = office::entry_time(head.last_at, bringing.at, office.fictitious).map_err(StoreError::from)?;
        let frozen = freeze::frozen(&mut Reader::checked(db), &office, at)?;
        office::freeze::program(&office, frozen, env!("CARGO_PKG_VERSION")).map_err(StoreError::from)?;
        Ok(Opening {
            db,
            library,
            entropy,
            head,
            officer: bringing.officer.to_owned(),
            login: bringing.login.to_owned(),
            at,
            zone: office.zone,
            frozen,
            twice: office.second_entry,
            next_case: next_id(db, "case_file")?.max(FIRST_CASE),
            next_applicant: next_id(db, "applicant")?,
            next_poll: next_id(db, "poll")?,
            next_fact: next_id(db, "fact")?,
            polls: HashMap::new(),
            trusted: HashSet::new(),
        })
    }

    /// While the office is frozen no rules come on record that were not there: not those of the new case, and not those of
    /// the cases of the same person, which are answered anew.
    fn rules_stay(&self, pack: &str, known: Option<ApplicantId>) -> Result<(), StoreError> {
        if self.frozen.is_none() {
            return Ok(());
        }
        let others = known.map(|id| cases_of(self.db, id)).transpose()?.unwrap_or_default();
        let packs = others.into_iter().map(|case| case.pack).chain([pack.to_owned()]);
        match freeze::new_rules(self.db, self.library, packs)? {
            Some(pack) => office::freeze::new_rules(pack, self.frozen).map_err(StoreError::from),
            None => Ok(()),
        }
    }

    /// Opens one case; `false` if it was there already.
    fn open(&mut self, new: NewCase, command: CmdId) -> Result<bool, StoreError> {
        if let Some((case, applicant)) = known_key(self.db, &new.key)? {
            // The same application again is passed over; another person's under the same key must not get lost.
            return match applicant == new.applicant.key {
                true => Ok(false),
                false => Err(ActError::KeyTaken { key: new.key, case }.into()),
            };
        }
        check(&new, &self.library.schema, self.zone.day(self.at))?;
        let known = find_applicant(self.db, &new.applicant.key)?;
        self.rules_stay(&new.pack, known)?;
        let known = known.map(|id| self.returning(id)).transpose()?;
        let mut recorder = Recorder::new(self.db, self.entropy, &self.head);
        let poll = find_poll(self.db, &mut recorder, &mut self.polls, &mut self.next_poll, new.poll)?;
        let returning = known.is_some();
        let (id, person, mut facts) = match known {
            Some(known) => known,
            None => {
                let id = ApplicantId(self.next_applicant);
                self.next_applicant += 1;
                self.trusted.insert(id);
                recorder.insert(&APPLICANT, &applicant::row(id, &new.applicant))?;
                (id, new.applicant, Vec::new())
            }
        };
        let known = facts.len();
        for draft in new.facts {
            let draft = FactDraft { supersedes: None, ..draft };
            let fact = draft.recorded(FactId(self.next_fact), id, self.at, &self.officer);
            // The same person applying again says the same things again; what is on record is not recorded twice.
            let same = |old: &Fact| old.kind == fact.kind && old.state == fact.state && old.holds == fact.holds;
            if facts[..known].iter().any(same) {
                continue;
            }
            self.next_fact += 1;
            recorder.insert(&FACT, &fact::row(&fact))?;
            facts.push(fact);
        }
        let case = OpenedCase {
            id: CaseId(self.next_case),
            key: new.key,
            applicant: id,
            poll: poll.id,
            right: new.right,
            pack: new.pack,
            applied_on: new.applied_on,
            due_on: new.due_on,
            opened_at: self.at,
        };
        self.next_case += 1;
        let asked =
            Asked { pack: &case.pack, poll: &poll, applied_on: case.applied_on, facts: &facts, twice: &self.twice };
        let answered = acts::propose(self.db, self.library, &mut recorder, &asked)?;
        recorder.insert(&CASE, &case_file::row(&case))?;
        listed::put(self.db, &case, &person.name, (answered.outcome, answered.pack))?;
        let mut rules = vec![answered.rule];
        if returning && facts.len() > known {
            let cases: Vec<OpenedCase> =
                cases_of(self.db, id)?.into_iter().filter(|other| other.id != case.id).collect();
            acts::follow(self.db, self.library, &mut recorder, cases.iter(), (&facts, &self.twice), &mut rules)?;
            wait_for_evidence(self.db, &facts[known..], &self.twice, cases.iter())?;
        }
        wait_for_search(self.db, &person, &case, &self.twice)?;
        let by = Actor { officer: &self.officer, login: &self.login };
        let (action, case) = (Action::CaseOpened, Some((case.id, 1, None)));
        recorder.finish(&mut self.head, Meta { at: self.at, by, action, case, outcome: None, rules, command })?;
        Ok(true)
    }

    /// Somebody whom the office knows already, and what it knows of them; checked the first time.
    fn returning(&mut self, id: ApplicantId) -> Result<(ApplicantId, NewApplicant, Vec<Fact>), StoreError> {
        let schema = &self.library.schema;
        if self.trusted.insert(id) {
            let person = Person::load(&mut Reader::checked(self.db), id, schema, |_| {})?;
            return Ok((id, person.known, person.facts));
        }
        let mut reader = Reader::unchecked(self.db);
        let known = reader.one(&APPLICANT, id.0, |row| Ok(applicant::read(row)?.1))?;
        let known = known.ok_or_else(|| StoreError::damaged(format!("applicant {id} is missing")))?;
        let mut facts = Vec::new();
        reader.each(&FACT, "applicant=?", &id.0, |row| {
            facts.push(fact::read(row, schema)?);
            Ok(())
        })?;
        Ok((id, known, facts))
    }
}

/// The cases of a person, as they were opened.
fn cases_of(db: &Connection, applicant: ApplicantId) -> Result<Vec<OpenedCase>, StoreError> {
    let mut cases = Vec::new();
    Reader::unchecked(db).each(&CASE, "applicant=?", &applicant.0, |row| {
        cases.push(case_file::read(row)?);
        Ok(())
    })?;
    Ok(cases)
}

/// Whether the application may go on record as it is.
fn check(new: &NewCase, schema: &Schema, today: Day) -> Result<(), StoreError> {
    let bad_place =
        |problem: PlaceProblem| ActError::BadFact { kind: "poll.municipality".into(), problem: problem.to_string() };
    new.poll.municipality.check(&schema.registers).map_err(bad_place)?;
    check_days(new)?;
    if let Some(day) = new.applied_on {
        office::is_past(day, today)?;
    }
    office::check_applicant(&new.applicant).map_err(StoreError::from)?;
    new.facts.iter().try_for_each(|draft| office::check_draft(draft, schema, today)).map_err(StoreError::from)
}

/// Whether the poll hangs together, and the days of the application are days that the record knows.
fn check_days(new: &NewCase) -> Result<(), StoreError> {
    let poll = &new.poll;
    if let Err(problem) = poll.check() {
        let (kind, problem) = (format!("poll.{}", problem.field()), problem.to_string());
        return Err(ActError::BadFact { kind, problem }.into());
    }
    let milestones = [poll.nomination_from, poll.nomination_to, poll.roll_date, poll.first_day];
    let windows = [poll.application_from, poll.application_to, new.applied_on, Some(poll.day), Some(new.due_on)];
    match milestones.into_iter().chain(windows).flatten().find(|day| !in_range(*day)) {
        Some(day) => Err(ActError::DayOutOfRange { day }.into()),
        None => Ok(()),
    }
}

fn find_poll(
    db: &Connection,
    recorder: &mut Recorder,
    polls: &mut HashMap<PollKey, Poll>,
    next: &mut i64,
    mut poll: Poll,
) -> Result<Poll, StoreError> {
    let key = (poll.host.clone(), poll.day, poll.level.clone(), poll.municipality.to_string());
    if let Some(known) = polls.get(&key) {
        return Ok(known.clone());
    }
    let sql = "SELECT id FROM poll WHERE host=? AND day=? AND level=? AND municipality=?";
    let found: Option<i64> = db
        .prepare_cached(sql)?
        .query_row(params![key.0, key.1.to_string(), key.2, key.3], |row| row.get(0))
        .optional()?;
    let poll = match found {
        Some(id) => Reader::checked(db).poll(PollId(id))?,
        None => {
            poll.id = PollId(*next);
            *next += 1;
            recorder.insert(&POLL, &poll::row(&poll))?;
            poll
        }
    };
    polls.insert(key, poll.clone());
    Ok(poll)
}

/// The applicant with this key: what the office first wrote down of them stays.
fn find_applicant(db: &Connection, key: &str) -> Result<Option<ApplicantId>, StoreError> {
    let mut statement = db.prepare_cached("SELECT id FROM applicant WHERE key=?")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?.map(ApplicantId))
}
