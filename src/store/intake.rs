//! Opening cases in bulk: imports and samples. One transaction, one entry a case, streamed.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::acts::next_id;
use super::listed;
use super::recorder::{Head, Meta, Recorder};
use super::search::terms;
use super::table::{APPLICANT, CASE, ENROLMENT, FACT, POLL};
use super::trust::Trust;
use super::values::{CaseRow, fact_row, int, poll_row, text};
use super::{Entropy, Store, StoreError, acts, case, office as officers, write};
use crate::domain::time::in_range;
use crate::domain::{
    ActError, ApplicantId, Case, CaseId, CmdId, Day, Fact, FactDraft, FactId, Intake, NewApplicant, NewCase,
    PlaceProblem, Poll, PollId, Schema, Stamp, Status,
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
    pub officer: &'a str,
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
        Trust::new(&tx).rows(&ENROLMENT, "name=?", &bringing.officer).map_err(E::from)?;
        let enrolled = officers::officer(&tx, bringing.officer)?;
        if enrolled.is_none_or(|officer| !officer.may_decide) {
            let officer = bringing.officer.to_owned();
            return Err(StoreError::from(ActError::NotEnrolled { officer }).into());
        }
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
        tx.commit().map_err(StoreError::from)?;
        (bringing.progress)((intake.opened + intake.skipped) as u64);
        Ok(intake)
    }

    /// Whether the office has a case with this key.
    pub fn has_case_key(&self, key: &str) -> Result<bool, StoreError> {
        Ok(known_key(&self.db, key)?.is_some())
    }
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
    at: Stamp,
    next_case: i64,
    next_applicant: i64,
    next_poll: i64,
    next_fact: i64,
    /// Polls by host, day, level, municipality: an office has few.
    polls: HashMap<PollKey, Poll>,
    /// Persons who were there before and whose record was checked, and those who came in now.
    trusted: HashSet<ApplicantId>,
}

type PollKey = (String, Day, String, String);

/// Writes the waiting search terms in the order of their index.
pub(super) fn put_terms(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(WAITING)?;
    db.execute_batch("INSERT INTO search_term SELECT term, slot FROM temp.waiting ORDER BY term, slot")?;
    Ok(db.execute_batch("DELETE FROM temp.waiting")?)
}

/// Keeps the terms under which the case will be found.
fn wait_for_search(db: &Connection, person: &NewApplicant, case: &Case) -> Result<(), StoreError> {
    let mut wait = db.prepare_cached(WAIT)?;
    let slot = listed::slot(case.due_on, case.id);
    for term in terms(person, case.id) {
        wait.execute(params![term, slot])?;
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
        let at = acts::checked_time(&head, bringing.at)?;
        Ok(Opening {
            db,
            library,
            entropy,
            head,
            officer: bringing.officer.to_owned(),
            at,
            next_case: next_id(db, "case_file")?.max(FIRST_CASE),
            next_applicant: next_id(db, "applicant")?,
            next_poll: next_id(db, "poll")?,
            next_fact: next_id(db, "fact")?,
            polls: HashMap::new(),
            trusted: HashSet::new(),
        })
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
        check(&new, &self.library.schema)?;
        let mut recorder = Recorder::new(self.db, self.entropy, &self.head);
        let poll = find_poll(self.db, &mut recorder, &mut self.polls, &mut self.next_poll, new.poll)?;
        let known_person = find_applicant(self.db, &new.applicant.key)?;
        let returning = known_person.is_some();
        let (applicant, person) = match known_person {
            Some(known) => known,
            None => (add_applicant(&mut recorder, &mut self.next_applicant, &new.applicant)?, new.applicant),
        };
        // What this transaction has written needs no look.
        if self.trusted.insert(applicant) && returning {
            Trust::new(self.db).person(applicant)?;
        }
        let mut facts = if returning { case::facts_of(self.db, applicant, &self.library.schema)? } else { Vec::new() };
        let known = facts.len();
        for draft in new.facts {
            let draft = FactDraft { supersedes: None, ..draft };
            let fact = draft.recorded(FactId(self.next_fact), applicant, self.at, &self.officer);
            // The same person applying again says the same things again; what is on record is not recorded twice.
            let same = |old: &Fact| old.kind == fact.kind && old.state == fact.state && old.holds == fact.holds;
            if facts[..known].iter().any(same) {
                continue;
            }
            self.next_fact += 1;
            recorder.insert(&FACT, &fact_row(&fact))?;
            facts.push(fact);
        }
        let proposal = acts::propose(self.library, &new.pack, &poll, new.applied_on, &facts)?;
        let case = Case {
            id: CaseId(self.next_case),
            applicant,
            right: new.right,
            pack: new.pack,
            status: Status::New,
            applied_on: new.applied_on,
            due_on: new.due_on,
            opened_at: self.at,
            version: 1,
        };
        self.next_case += 1;
        let id = case.id;
        let row = CaseRow { case, key: new.key, poll: poll.id, proposal, last_seq: self.head.edge.size };
        recorder.insert(&CASE, &row.values())?;
        listed::put(self.db, &row, &person.name)?;
        if returning && facts.len() > known {
            acts::follow(self.db, self.library, &mut recorder, applicant, id, &facts)?;
        }
        wait_for_search(self.db, &person, &row.case)?;
        let meta = Meta {
            at: self.at,
            actor: &self.officer,
            action: Action::CaseOpened,
            case: Some(id),
            case_version: Some(1),
            case_before: None,
            outcome: None,
            rules: Vec::new(),
            command,
        };
        recorder.finish(&mut self.head, meta)?;
        Ok(true)
    }
}

/// Whether the application may go on record as it is.
fn check(new: &NewCase, schema: &Schema) -> Result<(), StoreError> {
    let bad_place =
        |problem: PlaceProblem| ActError::BadFact { kind: "poll.municipality".into(), problem: problem.to_string() };
    new.poll.municipality.check(&schema.registers).map_err(bad_place)?;
    check_days(new)?;
    new.facts.iter().try_for_each(|draft| office::check_draft(draft, schema)).map_err(StoreError::from)
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
        Some(id) => case::poll_of(db, PollId(id))?,
        None => {
            poll.id = PollId(*next);
            *next += 1;
            recorder.insert(&POLL, &poll_row(&poll))?;
            poll
        }
    };
    polls.insert(key, poll.clone());
    Ok(poll)
}

/// The applicant with this key, as the office knows them: what it first wrote down stays.
fn find_applicant(db: &Connection, key: &str) -> Result<Option<(ApplicantId, NewApplicant)>, StoreError> {
    let sql = "SELECT id, name, latin, document, personal_number FROM applicant WHERE key=?";
    let found = db.prepare_cached(sql)?.query_row([key], |row| {
        let person = NewApplicant {
            key: key.to_owned(),
            name: row.get(1)?,
            latin: row.get(2)?,
            document: row.get(3)?,
            personal_number: row.get(4)?,
        };
        Ok((ApplicantId(row.get(0)?), person))
    });
    Ok(found.optional()?)
}

fn add_applicant(recorder: &mut Recorder, next: &mut i64, new: &NewApplicant) -> Result<ApplicantId, StoreError> {
    let id = *next;
    *next += 1;
    let NewApplicant { key, name, latin, document, personal_number } = new;
    recorder
        .insert(&APPLICANT, &[int(id), text(key), text(name), text(latin), text(document), text(personal_number)])?;
    Ok(ApplicantId(id))
}
