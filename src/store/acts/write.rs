//! What the rules say, as rows and one entry.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::load::Found;
use super::{follow, next_id, propose};
use crate::domain::{Case, Command, DecisionId, Fact, FactId, Receipt, Verdict};
use crate::law::Library;
use crate::office::{Change, NewDecision, Record};
use crate::store::recorder::{Head, Meta, Recorder};
use crate::store::table::{APPROVAL, CASE, DECISION, ENROLMENT, FACT, REMARK};
use crate::store::values::{day, fact_row, int, optional, text};
use crate::store::{Entropy, StoreError, listed, office};

/// One act while it is written.
pub(super) struct Writing<'a> {
    pub db: &'a Connection,
    pub library: &'a Library,
    pub entropy: &'a mut Entropy,
    pub head: &'a mut Head,
    pub command: &'a Command,
}

impl Writing<'_> {
    /// An act on a case: its row, the case's next version, and what follows from a fact.
    pub fn case(&mut self, found: Found, change: Change) -> Result<Receipt, StoreError> {
        let Found { mut row, mut facts, poll, .. } = found;
        let mut recorder = Recorder::new(self.db, self.entropy, self.head);
        let (seq, at, action) = (self.head.edge.size, change.at, change.action);
        let (before, listed) = (row.last_seq, (row.case.status, row.proposal.outcome));
        let made = record(self.db, &mut recorder, self.command, &row.case, &change)?;
        row.case.status = change.status.unwrap_or(row.case.status);
        if let Some(proposal) = change.proposal {
            row.proposal = proposal;
        }
        let fact = made.fact.as_ref().map(|fact| fact.id);
        if let Some(new) = made.fact {
            facts.push(new);
            if row.case.status.is_to_do() {
                row.proposal = propose(self.library, &row.case.pack, &poll, row.case.applied_on, &facts)?;
            }
            follow(self.db, self.library, &mut recorder, row.case.applicant, row.case.id, &facts)?;
        }
        row.case.version += 1;
        row.last_seq = seq;
        recorder.update(&CASE, &row.values())?;
        listed::follow(self.db, listed, &row)?;
        let meta = Meta {
            at,
            actor: &self.command.officer,
            action,
            case: Some(row.case.id),
            case_version: Some(row.case.version),
            case_before: Some(before),
            outcome: made.verdict,
            rules: made.rule.into_iter().collect(),
            command: self.command.id,
        };
        recorder.finish(self.head, meta)?;
        let (version, status) = (row.case.version, Some(row.case.status));
        Ok(Receipt { seq, version, status, fact, decision: made.decision, repeated: false })
    }

    /// An act on the office.
    pub fn office(&mut self, change: Change) -> Result<Receipt, StoreError> {
        let mut recorder = Recorder::new(self.db, self.entropy, self.head);
        let Record::Enrolment(officer) = &change.record else {
            return Err(StoreError::damaged("an act of a case that belongs to the office"));
        };
        recorder.insert(&ENROLMENT, &office::enrolment_row(next_id(self.db, "enrolment")?, officer))?;
        let meta = Meta {
            at: change.at,
            actor: &self.command.officer,
            action: change.action,
            case: None,
            case_version: None,
            case_before: None,
            outcome: None,
            rules: Vec::new(),
            command: self.command.id,
        };
        let seq = recorder.finish(self.head, meta)?;
        Ok(Receipt { seq, version: 0, status: None, fact: None, decision: None, repeated: false })
    }
}

/// What came of the row of an act.
#[derive(Default)]
struct Made {
    fact: Option<Fact>,
    decision: Option<DecisionId>,
    verdict: Option<Verdict>,
    rule: Option<String>,
}

/// Writes the one row of an act on a case.
fn record(
    db: &Connection,
    recorder: &mut Recorder,
    command: &Command,
    case: &Case,
    change: &Change,
) -> Result<Made, StoreError> {
    let (at, by) = (change.at, command.officer.as_str());
    match &change.record {
        Record::Fact(draft) => {
            let id = FactId(next_id(db, "fact")?);
            let fact = draft.clone().recorded(id, case.applicant, at, by);
            recorder.insert(&FACT, &fact_row(&fact))?;
            Ok(Made { fact: Some(fact), ..Made::default() })
        }
        Record::Remark { decision, said } => {
            let values = [
                int(next_id(db, "remark")?),
                int(case.id.0),
                optional(decision.map(|decision| decision.0)),
                text(change.action.code()),
                text(said),
                text(by),
                int(at.0),
            ];
            recorder.insert(&REMARK, &values)?;
            Ok(Made { decision: *decision, ..Made::default() })
        }
        Record::Decision(new) => {
            let id = DecisionId(next_id(db, "decision")?);
            let mut values = vec![int(id.0), int(case.id.0)];
            values.extend(decision_values(new, at.0));
            values.extend([text(by), int(at.0)]);
            recorder.insert(&DECISION, &values)?;
            let (verdict, rule) = (Some(new.verdict), Some(new.edition.rule()));
            Ok(Made { decision: Some(id), verdict, rule, ..Made::default() })
        }
        Record::Approval { decision, approved, note } => {
            let id = next_id(db, "approval")?;
            let said = [int(id), int(decision.0), int(*approved), text(note), text(by), int(at.0)];
            recorder.insert(&APPROVAL, &said)?;
            Ok(Made { decision: Some(*decision), ..Made::default() })
        }
        Record::Enrolment(_) => Err(StoreError::damaged("an enrolment that belongs to a case")),
    }
}

/// What a decision says, in the order of its columns.
fn decision_values(new: &NewDecision, known_at: i64) -> Vec<Value> {
    let read: Vec<String> = new.facts.iter().map(|fact| fact.0.to_string()).collect();
    vec![
        text(new.verdict.code()),
        int(new.departs),
        text(&new.reasons),
        text(&new.departure),
        text(new.proposed.code()),
        text(&new.edition.id),
        text(&new.edition.version),
        Value::Blob(new.edition.hash.to_vec()),
        day(Some(new.law_date)),
        int(known_at),
        text(read.join(" ")),
    ]
}
