//! One act: from what is on record and what is asked to what changes, or why nothing does.

use std::sync::Arc;

use super::drafts::{check_draft, fit};
use super::offers::{CaseState, allowed, permitted};
use super::rules::ActKind;
use super::snapshot::{CaseSnapshot, LastChange, Snapshot, Subject};
use crate::domain::name::{is_officer_name, looks_like};
use crate::domain::{
    Act, ActError, CaseAct, Clean, Command, Day, DecisionId, FactDraft, FactId, OfficeAct, Officer, Outcome, Proposal,
    Schema, Stamp, Status, Verdict,
};
use crate::law::{Edition, Inquiry, Knobs};
use crate::ledger::Action;

/// A clock may differ from that of the newest entry by so much; then it is taken to be wrong.
const CLOCK_SLACK_MINUTES: i64 = 5;

/// What an act changes: one new row, and the state of its case.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub action: Action,
    /// The time of the entry.
    pub at: Stamp,
    pub record: Record,
    /// The status of the case afterwards; `None` for an act on the office.
    pub status: Option<Status>,
    /// The determination that a decision was made on. After other acts the office works it out anew where it needs it.
    pub proposal: Option<Proposal>,
}

/// The row that goes on record. Its number, its author and its moment are those of the entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    Fact(FactDraft),
    /// A request, a decision taken back, a notice: what was said, and of which decision.
    Remark {
        decision: Option<DecisionId>,
        said: String,
    },
    Decision(Box<NewDecision>),
    Approval {
        decision: DecisionId,
        approved: bool,
        note: String,
    },
    Enrolment(Officer),
}

/// A decision as it goes on record.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDecision {
    pub verdict: Verdict,
    pub departs: bool,
    pub reasons: String,
    /// Why it departs; empty where it does not.
    pub departure: String,
    pub proposed: Outcome,
    /// The pack that the determination was made with.
    pub edition: Arc<Edition>,
    pub law_date: Day,
    /// The facts that were read, in order.
    pub facts: Vec<FactId>,
}

/// The time of an entry: never before that of the newest one.
pub fn entry_time(last_at: Stamp, now: Stamp) -> Result<Stamp, ActError> {
    if now.plus_minutes(CLOCK_SLACK_MINUTES) < last_at {
        return Err(ActError::ClockWentBack { last: last_at, now });
    }
    Ok(now.max(last_at))
}

/// Performs a command on the office as it stands. Nothing is written here: the change says what must be.
pub fn perform(snapshot: &Snapshot, command: &Command) -> Result<Change, ActError> {
    let at = entry_time(snapshot.last_at, command.at)?;
    let officer = snapshot.officer.ok_or_else(|| ActError::NotEnrolled { officer: command.officer.clone() })?;
    match (&command.act, &snapshot.subject) {
        (Act::Case { case, version, act }, subject) => {
            let found = match subject {
                Subject::Case(Some(found)) if found.case.id == *case => found,
                _ => return Err(ActError::NoSuchCase { case: *case }),
            };
            let doing = Doing { snapshot, found, at };
            permitted(officer, ActKind::of(act))?;
            doing.is_current(*version)?;
            allowed(&doing.state(), officer, at, ActKind::of(act))?;
            doing.case_act(act)
        }
        (Act::Office(OfficeAct::Enrol { officer: new }), subject) => {
            let names = if let Subject::Office { names } = subject { *names } else { &[] };
            enrol(officer, new, names, at)
        }
    }
}

/// Who may approve decisions may also say who the officers are.
fn enrol(by: &Officer, new: &Officer, names: &[String], at: Stamp) -> Result<Change, ActError> {
    let action = Action::OfficerEnrolled;
    if let Some(permission) = action.permission().filter(|permission| !by.may(*permission)) {
        return Err(ActError::NotPermitted { officer: by.name.clone(), right: permission.code() });
    }
    // A new name must be a name, and not look like one that the office has already.
    let looks = looks_like(&new.name);
    let like_another = names.iter().any(|known| *known != new.name && looks_like(known) == looks);
    if like_another || !is_officer_name(&new.name) {
        return Err(ActError::OfficerName { name: new.name.clone() });
    }
    Ok(Change { action, at, record: Record::Enrolment(new.clone()), status: None, proposal: None })
}

/// One act on a case while it is performed.
struct Doing<'a> {
    snapshot: &'a Snapshot<'a>,
    found: &'a CaseSnapshot<'a>,
    at: Stamp,
}

impl Doing<'_> {
    fn state(&self) -> CaseState<'_> {
        let CaseSnapshot { case, standing, hold, .. } = *self.found;
        CaseState { case: case.id, status: case.status, standing, hold, undo_minutes: self.snapshot.undo_minutes }
    }

    /// Nobody acts on what they have not seen.
    fn is_current(&self, seen: i64) -> Result<(), ActError> {
        let case = self.found.case;
        if case.version == seen {
            return Ok(());
        }
        let unknown = LastChange { by: String::new(), at: self.snapshot.last_at, action: String::new() };
        let LastChange { by, at, action } = self.found.last_change.cloned().unwrap_or(unknown);
        Err(ActError::Stale { case: case.id, by, at, action })
    }

    fn case_act(&self, act: &CaseAct) -> Result<Change, ActError> {
        match act {
            CaseAct::RecordFact { fact } => self.record_fact(fact),
            CaseAct::RequestEvidence { kinds, note } => self.request_evidence(kinds, note),
            CaseAct::Decide { verdict, reasons, departure } => self.decide(*verdict, reasons, departure),
            CaseAct::Undo { reason } => self.undo(reason),
            CaseAct::Approve { decision, approve, note } => self.approve(*decision, *approve, note),
            CaseAct::RecordNotice => Ok(self.remark(ActKind::RecordNotice, self.standing(), String::new())),
        }
    }

    /// The change that an act makes where the table leaves one status; `chosen` is asked where it leaves several.
    fn change(&self, kind: ActKind, record: Record, chosen: impl Fn(&Status) -> bool) -> Change {
        let status = kind.after(self.found.case.status).into_iter().find(chosen);
        debug_assert!(status.is_some(), "{kind:?} leaves no status");
        let status = status.or(Some(self.found.case.status));
        Change { action: kind.action(), at: self.at, record, status, proposal: None }
    }

    fn remark(&self, kind: ActKind, decision: Option<DecisionId>, said: String) -> Change {
        self.change(kind, Record::Remark { decision, said }, |_| true)
    }

    fn standing(&self) -> Option<DecisionId> {
        self.found.standing.map(|standing| standing.id)
    }

    fn record_fact(&self, draft: &FactDraft) -> Result<Change, ActError> {
        check_draft(draft, self.snapshot.schema)?;
        if let Some(old) = draft.supersedes {
            let facts = self.found.facts;
            let found = facts.iter().find(|fact| fact.id == old && fact.kind == draft.kind);
            let current = found.filter(|_| facts.iter().all(|fact| fact.supersedes != Some(old)));
            let current = current.ok_or(ActError::NoSuchFact { fact: old })?;
            // A correction from before what it corrects would be known before there was anything to correct.
            if self.at < current.recorded_at {
                return Err(ActError::ClockWentBack { last: current.recorded_at, now: self.at });
            }
        }
        let fact = FactDraft { note: draft.note.trim().to_owned(), ..draft.clone() };
        Ok(self.change(ActKind::RecordFact, Record::Fact(fact), |_| true))
    }

    fn request_evidence(&self, kinds: &[String], note: &str) -> Result<Change, ActError> {
        fit("note", note)?;
        if let Some(kind) = kinds.iter().find(|kind| !is_kind(kind, self.snapshot.schema)) {
            let problem = "the schema has no such kind".to_owned();
            return Err(ActError::BadFact { kind: kind.clone(), problem });
        }
        let said = [kinds.join(", "), note.trim().to_owned()];
        let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(self.remark(ActKind::RequestEvidence, None, said.join(": ")))
    }

    fn decide(&self, verdict: Verdict, reasons: &str, departure: &str) -> Result<Change, ActError> {
        fit("reasons", reasons)?;
        fit("departure", departure)?;
        if verdict == Verdict::Refuse && Clean::is_blank(reasons) {
            return Err(ActError::NeedsReasons);
        }
        let CaseSnapshot { case, poll, facts, pack, .. } = *self.found;
        let pack = pack.ok_or_else(|| ActError::UnknownPack { pack: case.pack.clone() })?;
        let applied_at = Some(case.opened_at);
        let inquiry = Inquiry { poll, applied_on: case.applied_on, applied_at, facts, knobs: Knobs::default() };
        let answer = pack.determine(&inquiry);
        let departs = answer.outcome.verdict() != Some(verdict);
        if departs && Clean::is_blank(departure) {
            return Err(ActError::NeedsDeparture { proposed: answer.outcome });
        }
        let proposal = Some(answer.proposal());
        let decision = NewDecision {
            verdict,
            departs,
            reasons: reasons.trim().to_owned(),
            departure: if departs { departure.trim().to_owned() } else { String::new() },
            proposed: answer.outcome,
            edition: answer.edition,
            law_date: answer.law_date,
            facts: answer.facts_read,
        };
        let waits = |status: &Status| (*status == Status::AwaitingApproval) == departs;
        Ok(Change { proposal, ..self.change(ActKind::Decide, Record::Decision(Box::new(decision)), waits) })
    }

    fn undo(&self, reason: &str) -> Result<Change, ActError> {
        fit("reason", reason)?;
        Ok(self.remark(ActKind::Undo, self.standing(), reason.trim().to_owned()))
    }

    fn approve(&self, decision: DecisionId, approve: bool, note: &str) -> Result<Change, ActError> {
        fit("note", note)?;
        if !approve && Clean::is_blank(note) {
            return Err(ActError::NeedsNote);
        }
        if self.standing() != Some(decision) {
            return Err(ActError::WrongStatus { case: self.found.case.id, status: self.found.case.status });
        }
        let kind = if approve { ActKind::Approve } else { ActKind::Return };
        let record = Record::Approval { decision, approved: approve, note: note.trim().to_owned() };
        Ok(self.change(kind, record, |_| true))
    }
}

/// A kind of the schema, or a date of the case or the poll.
fn is_kind(kind: &str, schema: &Schema) -> bool {
    schema.kind(kind).is_some() || kind.starts_with("case.") || kind.starts_with("poll.")
}
