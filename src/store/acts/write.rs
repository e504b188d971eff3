//! What the rules say, as rows and one entry.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::load::Found;
use super::{follow, next_id, propose};
use crate::domain::{Command, DecisionId, Fact, FactId, Receipt};
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
        let (seq, at, by) = (self.head.edge.size, change.at, self.command.officer.as_str());
        let (before, listed) = (row.last_seq, (row.case.status, row.proposal.outcome));
        let (mut fact, mut decision, mut verdict, mut rules) = (None, None, None, Vec::new());
        match change.record {
            Record::Fact(draft) => {
                let id = FactId(next_id(self.db, "fact")?);
                let new = Fact {
                    id,
                    applicant: row.case.applicant,
                    kind: draft.kind,
                    state: draft.state,
                    holds: draft.holds,
                    evidence: draft.evidence,
                    note: draft.note,
                    recorded_at: at,
                    recorded_by: by.to_owned(),
                    supersedes: draft.supersedes,
                };
                recorder.insert(&FACT, &fact_row(&new))?;
                facts.push(new);
                fact = Some(id);
            }
            Record::Remark { decision: about, said } => {
                let values = [
                    int(next_id(self.db, "remark")?),
                    int(row.case.id.0),
                    optional(about.map(|decision| decision.0)),
                    text(change.action.code()),
                    text(&said),
                    text(by),
                    int(at.0),
                ];
                recorder.insert(&REMARK, &values)?;
                decision = about;
            }
            Record::Decision(new) => {
                let id = DecisionId(next_id(self.db, "decision")?);
                let mut values = vec![int(id.0), int(row.case.id.0)];
                values.extend(decision_values(&new, at.0));
                values.extend([text(by), int(at.0)]);
                recorder.insert(&DECISION, &values)?;
                rules.push(new.edition.rule());
                (decision, verdict) = (Some(id), Some(new.verdict));
            }
            Record::Approval { decision: about, approved, note } => {
                let id = next_id(self.db, "approval")?;
                let said = [int(about.0), int(approved), text(&note), text(by), int(at.0)];
                recorder.insert(&APPROVAL, &[&[int(id)], &said[..]].concat())?;
                decision = Some(about);
            }
            Record::Enrolment(_) => return Err(StoreError::damaged("an enrolment that belongs to a case")),
        }
        row.case.status = change.status.unwrap_or(row.case.status);
        match change.proposal {
            Some(proposal) => row.proposal = proposal,
            None if fact.is_some() && row.case.status.is_to_do() => {
                row.proposal = propose(self.library, &row.case.pack, &poll, row.case.applied_on, &facts)?;
            }
            None => {}
        }
        if fact.is_some() {
            follow(self.db, self.library, &mut recorder, row.case.applicant, row.case.id, &facts)?;
        }
        row.case.version += 1;
        row.last_seq = seq;
        recorder.update(&CASE, &row.values())?;
        listed::follow(self.db, listed, &row)?;
        let meta = Meta {
            at,
            actor: by,
            action: change.action,
            case: Some(row.case.id),
            case_version: Some(row.case.version),
            case_before: Some(before),
            outcome: verdict,
            rules,
            command: self.command.id,
        };
        recorder.finish(self.head, meta)?;
        let (version, status) = (row.case.version, Some(row.case.status));
        Ok(Receipt { seq, version, status, fact, decision, repeated: false })
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
