//! Every determination made again: of each decision with the facts that were on record and the pack that is, and of each
//! case as the queue shows it.
//!
//! The facts of a person are needed together, so this is a pass of its own, in the order of persons. A pack in a notation
//! that this program does not speak cannot be asked; what it answered is counted and called neither right nor wrong.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Rows, params};

use super::{Stop, fault};
use crate::domain::{ApplicantId, Fact, Outcome, Poll, Schema};
use crate::law::{Inquiry, Knobs, Library, Pack};
use crate::ledger::FaultClass;
use crate::office::second_entry;
use crate::store::StoreError;
use crate::store::law::recorded;
use crate::store::listed::slot;
use crate::store::table::case_file::{self, OpenedCase};
use crate::store::table::decision::{self, RecordedDecision};
use crate::store::table::{CASE, DECISION, FACT, OFFICE, POLL, fact, office, poll};
use crate::store::values::{needed, str_at};

/// How many answers were given again, and how many could not be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answers {
    pub repeated: u64,
    pub unspoken: u64,
}

/// A pack on record, read as it was then; `None`: in a notation that is not spoken here.
type OnRecord = Option<(String, Rc<Library>)>;

struct Repeating<'a> {
    db: &'a Connection,
    packs: HashMap<i64, OnRecord>,
    polls: HashMap<i64, Rc<Poll>>,
    answers: Answers,
    /// Which kinds of fact the office wanted entered twice from which entry on, in their order; empty: never any.
    twice: Vec<(u64, Vec<String>)>,
}

pub fn repeat(db: &Connection) -> Result<Answers, Stop> {
    let mut repeating =
        Repeating { db, packs: HashMap::new(), polls: HashMap::new(), answers: Answers::default(), twice: twice(db)? };
    let Some(schema) = repeating.newest_schema()? else { return Ok(Answers::default()) };
    let mut cases = db.prepare(&format!("{} ORDER BY applicant, id", CASE.select))?;
    let mut facts = db.prepare(&format!("{} ORDER BY applicant, id", FACT.select))?;
    let mut facts = Facts {
        rows: facts.query([])?,
        ahead: None,
        person: Vec::new(),
        entries: Vec::new(),
        of: ApplicantId(0),
        whole: !repeating.twice.is_empty(),
    };
    let mut cases = cases.query([])?;
    while let Some(row) = cases.next()? {
        let case = case_file::read(row)?;
        facts.go_to(case.applicant, &schema)?;
        repeating.case(&case, &facts)?;
    }
    Ok(repeating.answers)
}

/// What the office set of second entries, each with the entry by which it came into force; nothing where it never wanted any.
fn twice(db: &Connection) -> Result<Vec<(u64, Vec<String>)>, Stop> {
    let mut statement = db.prepare(&format!("{} ORDER BY id", OFFICE.select))?;
    let mut rows = statement.query([])?;
    let mut set = Vec::new();
    while let Some(row) = rows.next()? {
        let (office, motion) = office::read(row)?;
        let agreed = "SELECT seq FROM assent WHERE motion=? AND agreed=1";
        let seq = match motion {
            None => Some(row.get(2)?),
            Some(motion) => db.query_row(agreed, [motion], |row| row.get::<_, i64>(0)).optional()?,
        };
        set.extend(seq.map(|seq| (seq as u64, office.second_entry)));
    }
    set.sort_by_key(|(seq, _)| *seq);
    let any = set.iter().any(|(_, kinds)| !kinds.is_empty());
    Ok(if any { set } else { Vec::new() })
}

/// The facts of one person after the other.
struct Facts<'s> {
    rows: Rows<'s>,
    /// The first of the next person.
    ahead: Option<(u64, Fact)>,
    person: Vec<Fact>,
    /// The number of the entry of each; they grow.
    entries: Vec<u64>,
    of: ApplicantId,
    /// Who entered each is read, too.
    whole: bool,
}

impl Facts<'_> {
    fn go_to(&mut self, applicant: ApplicantId, schema: &Schema) -> Result<(), Stop> {
        if self.of == applicant {
            return Ok(());
        }
        self.of = applicant;
        self.person.clear();
        self.entries.clear();
        loop {
            let next = match self.ahead.take() {
                Some(next) => next,
                None => match self.rows.next()? {
                    Some(row) => {
                        let read = if self.whole { fact::read } else { fact::read_for_law };
                        (row.get::<_, i64>(2)? as u64, read(row, schema)?)
                    }
                    None => return Ok(()),
                },
            };
            if next.1.applicant > applicant {
                self.ahead = Some(next);
                return Ok(());
            }
            if next.1.applicant == applicant {
                superseded(&self.person, &next.1)?;
                self.entries.push(next.0);
                self.person.push(next.1);
            }
        }
    }
}

/// A correction corrects a fact of the same person and kind that nothing has corrected before.
fn superseded(known: &[Fact], new: &Fact) -> Result<(), Stop> {
    let Some(old) = new.supersedes else { return Ok(()) };
    let there = known.iter().any(|fact| fact.id == old && fact.kind == new.kind);
    let again = known.iter().any(|fact| fact.supersedes == Some(old));
    if there && !again {
        return Ok(());
    }
    let what = "it corrects a fact that there was not to correct";
    Err(fault(FaultClass::Unlawful, format!("fact/{}", new.id), what))
}

impl Repeating<'_> {
    /// The schema that facts are read with: the newest on record. `None`: nothing is on record yet.
    fn newest_schema(&mut self) -> Result<Option<std::sync::Arc<Schema>>, Stop> {
        let sql = "SELECT id FROM pack ORDER BY fact_schema DESC, id DESC LIMIT 1";
        let newest: Option<i64> = self.db.query_row(sql, [], |row| row.get(0)).optional()?;
        let Some(newest) = newest else { return Ok(None) };
        Ok(self.pack(newest)?.as_ref().map(|(_, library)| library.schema.clone()))
    }

    fn pack(&mut self, id: i64) -> Result<&OnRecord, Stop> {
        if !self.packs.contains_key(&id) {
            let read = match recorded(self.db, id) {
                Ok((pack, library)) => Some((pack.name, Rc::new(library))),
                Err(StoreError::NewerNotation { .. }) => None,
                Err(StoreError::Damaged(what)) => {
                    return Err(fault(FaultClass::Derived, format!("pack/{id}"), what));
                }
                Err(error) => return Err(error.into()),
            };
            self.packs.insert(id, read);
        }
        Ok(&self.packs[&id])
    }

    fn poll(&mut self, id: i64) -> Result<Rc<Poll>, Stop> {
        if let Some(known) = self.polls.get(&id) {
            return Ok(Rc::clone(known));
        }
        let sql = format!("{} WHERE id=?", POLL.select);
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or_else(|| fault(FaultClass::Derived, format!("poll/{id}"), "it does not exist"))?;
        let found = Rc::new(poll::read(row)?);
        self.polls.insert(id, Rc::clone(&found));
        Ok(found)
    }

    fn case(&mut self, case: &OpenedCase, facts: &Facts) -> Result<(), Stop> {
        let poll = self.poll(case.poll.0)?;
        let place = slot(case.due_on, case.id);
        let mut statement = self.db.prepare_cached("SELECT outcome, pack FROM listed WHERE slot=?")?;
        let mut rows = statement.query([place])?;
        // A case that is not in the queue is found by what compares the queue.
        let shown = match rows.next()? {
            Some(row) => Some((needed(Outcome::parse(str_at(row, 0)?), "listed.outcome")?, row.get::<_, i64>(1)?)),
            None => None,
        };
        if let Some((shown, pack)) = shown {
            let seen = second_entry::seen_by_all(&facts.person, self.twice.last().map_or(&[], |(_, kinds)| kinds));
            let asked = self.ask(case, pack, |pack| pack.propose(&inquiry(case, &poll, &seen)))?;
            if asked.is_some_and(|outcome| outcome != shown) {
                let what = format!("the queue says {}; the pack on record does not", shown.code());
                return Err(fault(FaultClass::Derived, format!("listed/{}", case.id), what));
            }
        }
        let sql = format!("{} WHERE case_id=? ORDER BY id", DECISION.select);
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![case.id.0])?;
        while let Some(row) = rows.next()? {
            self.decision(case, &poll, facts, &decision::read(row)?)?;
        }
        Ok(())
    }

    fn ask<T>(&mut self, case: &OpenedCase, pack: i64, ask: impl Fn(&Pack) -> T) -> Result<Option<T>, Stop> {
        let Some((name, library)) = self.pack(pack)? else {
            self.answers.unspoken += 1;
            return Ok(None);
        };
        let other = || fault(FaultClass::Derived, format!("case_file/{}", case.id), "another pack answered it");
        let pack = library.pack(name).filter(|_| *name == case.pack).ok_or_else(other)?;
        let answer = ask(pack);
        self.answers.repeated += 1;
        Ok(Some(answer))
    }

    /// What the law said when the decision was made, of the facts that were on record.
    fn decision(&mut self, case: &OpenedCase, poll: &Poll, facts: &Facts, made: &RecordedDecision) -> Result<(), Stop> {
        let known = &facts.person[..facts.entries.partition_point(|seq| *seq < made.seq)];
        let answer = self.ask(case, made.pack, |pack| pack.determine(&inquiry(case, poll, known)))?;
        let Some(answer) = answer else { return Ok(()) };
        let twice = self.twice.iter().rev().find(|(seq, _)| *seq < made.seq).map_or(&[][..], |(_, kinds)| kinds);
        if let Err(error) = second_entry::decidable(known, &answer.facts_read, twice) {
            return Err(fault(FaultClass::Unlawful, format!("decision/{}", made.id), error.to_string()));
        }
        let read: Vec<i64> = answer.facts_read.iter().map(|fact| fact.0).collect();
        let what = if answer.outcome != made.proposed {
            format!("the law said {}, its row says {}", answer.outcome.code(), made.proposed.code())
        } else if answer.law_date != made.law_date {
            format!("the law of {} was asked, its row says {}", answer.law_date, made.law_date)
        } else if read != made.facts {
            "other facts were read than its row says".to_owned()
        } else {
            return Ok(());
        };
        Err(fault(FaultClass::Unlawful, format!("decision/{}", made.id), what))
    }
}

fn inquiry<'a>(case: &OpenedCase, poll: &'a Poll, facts: &'a [Fact]) -> Inquiry<'a> {
    let knobs = Knobs::default();
    Inquiry { poll, applied_on: case.applied_on, applied_at: Some(case.opened_at), facts, knobs }
}
