//! What the rules say, as rows and one entry.

use std::collections::HashMap;

use rusqlite::Connection;

use super::follow::{Asked, follow, name, propose, rule};
use super::load::Found;
use super::queue::Queue;
use crate::domain::{Case, Command, DecisionId, Fact, FactId, MotionId, Office, Officer, Receipt, Verdict};
use crate::law::Library;
use crate::ledger::Rule;
use crate::office::course::Made;
use crate::office::staff::Weighty;
use crate::office::{ActKind, Change, NewDecision, Record};
use crate::store::listed::{self, Stands};
use crate::store::reader::Reader;
use crate::store::recorder::{Actor, Head, Meta, Recorder, next_id};
use crate::store::table::motion::MotionKind;
use crate::store::table::remark::Said;
use crate::store::table::{
    APPROVAL, ASSENT, ATTACHMENT, COMPETENCE, DECISION, ENROLMENT, FACT, MOTION, OFFICE, PERMISSION, REMARK, approval,
    assent, attachment, competence, decision, enrolment, fact, motion, office, permission, remark,
};
use crate::store::{Entropy, StoreError, law, search};

/// One act while it is written.
pub(super) struct Writing<'a> {
    pub db: &'a Connection,
    pub library: &'a Library,
    pub entropy: &'a mut Entropy,
    pub head: &'a mut Head,
    pub command: &'a Command,
    /// The office as it is before the act.
    pub office: &'a Office,
}

/// What came of the row of an act on a case.
#[derive(Default)]
struct Written {
    fact: Option<Fact>,
    made: Option<Made>,
    verdict: Option<Verdict>,
    rule: Option<Rule<'static>>,
    /// The decision that the act is about.
    decision: Option<DecisionId>,
    /// The row of the pack that the case was answered with.
    pack: Option<i64>,
}

impl Writing<'_> {
    /// An act on a case: its row, where the case stands in the queue, and what follows from a fact.
    pub fn case(&mut self, found: Found<'_>, change: Change) -> Result<Receipt, StoreError> {
        let Found { case, course, mut person, poll, .. } = found;
        let (seq, at, action) = (self.head.edge.size, change.at, change.action);
        let mut recorder = Recorder::new(self.db, self.entropy, self.head);
        let written = record(self.db, self.library, &mut recorder, self.command, &case, &change)?;
        let kind = ActKind::of_action(action);
        let after = kind.and_then(|kind| course.after(kind, seq, written.made));
        let after = after.ok_or_else(|| StoreError::damaged("an act that its case does not allow"))?;
        debug_assert_eq!(Some(after.status), change.status);
        let twice = self.office.second_entry.as_slice();
        let applied_on = case.applied_on;
        let mut answered = change.proposed.zip(written.pack);
        if let Some((outcome, _)) = answered.as_mut().filter(|_| !twice.is_empty()) {
            // The determination of a decision may rest on more than the queue tells everybody.
            let asked = Asked { pack: &case.pack, poll: &poll, applied_on, facts: &person.facts, twice };
            *outcome = self.library.pack(&case.pack).map_or(*outcome, |pack| asked.of(pack));
        }
        let mut rules: Vec<Rule> = written.rule.into_iter().collect();
        let fact = written.fact.as_ref().map(|fact| fact.id);
        if let Some(new) = written.fact {
            let reference = new.evidence.as_ref().map_or("", |evidence| &evidence.reference);
            // A number that others could guess would tell them what one officer entered alone.
            if !twice.contains(&new.kind) {
                search::add_evidence(self.db, reference, person.cases.iter().map(|(case, _)| case))?;
            }
            person.facts.push(new);
            let asked = Asked { pack: &case.pack, poll: &poll, applied_on, facts: &person.facts, twice };
            let proposed = propose(self.db, self.library, &mut recorder, &asked)?;
            answered = Some((proposed.outcome, proposed.pack));
            name(&mut rules, proposed.rule);
            let others = person.cases.iter().map(|(case, _)| case).filter(|other| other.id != case.id);
            follow(self.db, self.library, &mut recorder, others, (&person.facts, twice), &mut rules)?;
        }
        let stands = Stands { due_on: case.due_on, case: case.id, status: after.status };
        listed::follow(self.db, &stands, answered, |aside| match (&change.record, kind) {
            (Record::Remark { more, .. }, Some(kind)) => aside.after(kind, Some(more.about.clone()), more.day),
            (_, Some(kind)) => aside.after(kind, None, None),
            (_, None) => aside,
        })?;
        let meta = Meta {
            at,
            by: Actor { officer: &self.command.officer, login: &self.command.login },
            action,
            case: Some((case.id, after.version, Some(course.last_seq))),
            outcome: written.verdict,
            rules,
            command: self.command.id,
        };
        recorder.finish(self.head, meta)?;
        let (version, status) = (after.version, Some(after.status));
        let decision = written.made.map(|made| made.decision).or(written.decision);
        Ok(Receipt { seq, version, status, fact, decision, motion: None, repeated: false })
    }

    /// An act on the office.
    pub fn office(&mut self, change: Change) -> Result<Receipt, StoreError> {
        let mut recorder = Recorder::new(self.db, self.entropy, self.head);
        let (by, at) = (self.command.officer.as_str(), change.at.0);
        let mut moved = None;
        let mut put_motion = |recorder: &mut Recorder, kind| -> Result<i64, StoreError> {
            let id = next_id(self.db, "motion")?;
            recorder.insert(&MOTION, &motion::row(id, by, at, kind))?;
            moved = Some(MotionId(id));
            Ok(id)
        };
        match &change.record {
            Record::Enrolment(officer) => enrol(self.db, &mut recorder, officer, None)?,
            Record::Office(office) => {
                let id = next_id(self.db, "office")?;
                recorder.insert(&OFFICE, &office::row(id, office, at, None))?;
            }
            Record::Motion(Weighty::Set(office)) => {
                let motion = put_motion(&mut recorder, MotionKind::Office)?;
                let id = next_id(self.db, "office")?;
                recorder.insert(&OFFICE, &office::row(id, office, at, Some(motion)))?;
            }
            Record::Motion(Weighty::Clock) => {
                put_motion(&mut recorder, MotionKind::Clock)?;
            }
            Record::Motion(Weighty::Enrol(officer)) => {
                let id = put_motion(&mut recorder, MotionKind::Enrol)?;
                enrol(self.db, &mut recorder, officer, Some(id))?;
            }
            Record::Assent { motion, agreed, note } => {
                let id = next_id(self.db, "assent")?;
                recorder.insert(&ASSENT, &assent::row(id, by, at, motion.0, *agreed, note))?;
            }
            Record::Nothing => {}
            _ => return Err(StoreError::damaged("an act of a case that belongs to the office")),
        }
        let meta = Meta {
            at: change.at,
            by: Actor { officer: by, login: &self.command.login },
            action: change.action,
            case: None,
            outcome: None,
            rules: Vec::new(),
            command: self.command.id,
        };
        let seq = recorder.finish(self.head, meta)?;
        self.office_changed()?;
        Ok(Receipt { seq, version: 0, status: None, fact: None, decision: None, motion: moved, repeated: false })
    }
}

impl Writing<'_> {
    /// What the queue may tell follows where the office wants other facts entered twice than before.
    fn office_changed(&mut self) -> Result<(), StoreError> {
        let before = &self.office.second_entry;
        let after = Reader::checked(self.db).office()?.second_entry;
        if *before == after {
            return Ok(());
        }
        let mut queue = Queue { db: self.db, schema: &self.library.schema, packs: HashMap::new() };
        queue.tell(before, &after)
    }
}

/// The rows of an officer: the enrolment, and one for each permission and each competence.
pub(in crate::store) fn enrol(
    db: &Connection,
    recorder: &mut Recorder,
    officer: &Officer,
    motion: Option<i64>,
) -> Result<(), StoreError> {
    let id = next_id(db, "enrolment")?;
    recorder.insert(&ENROLMENT, &enrolment::row(id, &officer.name, &officer.login, motion))?;
    for one in officer.permissions.iter() {
        recorder.insert(&PERMISSION, &permission::row(next_id(db, "permission")?, id, one))?;
    }
    for one in &officer.competences {
        recorder.insert(&COMPETENCE, &competence::row(next_id(db, "competence")?, id, one))?;
    }
    Ok(())
}

/// Writes the one row of an act on a case.
fn record(
    db: &Connection,
    library: &Library,
    recorder: &mut Recorder,
    command: &Command,
    case: &Case,
    change: &Change,
) -> Result<Written, StoreError> {
    let (at, by) = (change.at, command.officer.as_str());
    match &change.record {
        Record::Fact(draft) => {
            let id = FactId(next_id(db, "fact")?);
            let new = draft.clone().recorded(id, case.applicant, at, by);
            recorder.insert(&FACT, &fact::row(&new))?;
            Ok(Written { fact: Some(new), ..Written::default() })
        }
        Record::Remark { decision, said, more } => {
            let whose = Said { by, at, case: case.id };
            recorder
                .insert(&REMARK, &remark::row(next_id(db, "remark")?, &whose, *decision, change.action, said, more))?;
            Ok(Written { decision: *decision, ..Written::default() })
        }
        Record::Decision(new) => {
            let NewDecision { edition, verdict, departs, .. } = &**new;
            let pack = library.pack(&edition.id).ok_or_else(|| StoreError::UnknownPack(edition.id.clone()))?;
            let pack = law::on_record(db, recorder, library, pack)?;
            let id = DecisionId(next_id(db, "decision")?);
            recorder.insert(&DECISION, &decision::row(id, by, at, case.id, new, pack))?;
            let made = Some(Made { decision: id, departs: *departs });
            let (verdict, rule) = (Some(*verdict), Some(rule(edition)));
            Ok(Written { made, verdict, rule, pack: Some(pack), ..Written::default() })
        }
        Record::Approval { decision, returned, note } => {
            let id = next_id(db, "approval")?;
            recorder.insert(&APPROVAL, &approval::row(id, by, at, *decision, *returned, note))?;
            Ok(Written { decision: Some(*decision), ..Written::default() })
        }
        Record::Attachment(file) => {
            recorder.insert(&ATTACHMENT, &attachment::row(next_id(db, "attachment")?, by, at, case.id, file))?;
            Ok(Written::default())
        }
        _ => Err(StoreError::damaged("an act of the office that belongs to a case")),
    }
}
