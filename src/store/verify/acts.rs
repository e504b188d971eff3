//! Each entry as an act: it made the rows of its action and no others, they say what the entry says, and the rules of the
//! office allowed it to a case that stood as the entries before it left it.
//!
//! What the law said at the time is not worked out again here.

use super::noted::{MadeApproval, MadeDecision, MadeRemark, Noted};
use crate::domain::{ActError, CaseId, Officer, Stamp, Status, Verdict};
use crate::ledger::{Action, Entry, Fault, FaultClass};
use crate::office::{self, ActKind, CaseState};
use crate::store::table::{APPLICANT, APPROVAL, CASE, DECISION, ENROLMENT, FACT, OFFICE, POLL, REMARK};

/// What the rows of one entry say, gathered while they are compared.
#[derive(Debug, Default)]
pub struct Made {
    enrolments: u32,
    polls: u32,
    applicants: u32,
    facts: u32,
    offices: u32,
    /// The rows of cases: that of the entry's own, and others.
    own_case: u32,
    other_cases: u32,
    decisions: Vec<MadeDecision>,
    approvals: Vec<MadeApproval>,
    remarks: Vec<MadeRemark>,
}

impl Made {
    /// Adds a row of a table; `own`: it is the row of the entry's own case.
    pub fn add(&mut self, table: &str, own: bool, noted: Option<&Noted>) {
        match (table, noted) {
            (_, Some(Noted::Decision(one))) => self.decisions.push(one.clone()),
            (_, Some(Noted::Approval(one))) => self.approvals.push(one.clone()),
            (_, Some(Noted::Remark(one))) => self.remarks.push(one.clone()),
            (table, _) if table == CASE.name && own => self.own_case += 1,
            (table, _) if table == CASE.name => self.other_cases += 1,
            (table, _) if table == OFFICE.name => self.offices += 1,
            (table, _) if table == ENROLMENT.name => self.enrolments += 1,
            (table, _) if table == POLL.name => self.polls += 1,
            (table, _) if table == APPLICANT.name => self.applicants += 1,
            (table, _) if table == FACT.name => self.facts += 1,
            (table, _) => debug_assert!([DECISION.name, APPROVAL.name, REMARK.name].contains(&table), "{table}"),
        }
    }

    /// Whether these are the rows that the action makes.
    fn fit(&self, action: Action) -> bool {
        let Made { enrolments, polls, applicants, facts, offices, own_case, other_cases, .. } = *self;
        let (decisions, approvals, remarks) = (self.decisions.len(), self.approvals.len(), self.remarks.len());
        let judged = (decisions, approvals, remarks);
        let plain = (enrolments, polls, applicants, offices) == (0, 0, 0, 0);
        match action {
            Action::OfficeMade => {
                let none = (polls, applicants, facts, own_case, other_cases) == (0, 0, 0, 0, 0);
                offices == 1 && enrolments > 0 && none && judged == (0, 0, 0)
            }
            Action::OfficerEnrolled => {
                let none = (polls, applicants, facts, offices, own_case, other_cases) == (0, 0, 0, 0, 0, 0);
                enrolments == 1 && none && judged == (0, 0, 0)
            }
            Action::CaseOpened => {
                let new = own_case == 1 && polls <= 1 && applicants <= 1 && (enrolments, offices) == (0, 0);
                // A person who applies again may bring facts, and their other cases follow.
                new && judged == (0, 0, 0) && (other_cases == 0 || facts > 0 && applicants == 0)
            }
            Action::FactRecorded => plain && own_case == 1 && facts == 1 && judged == (0, 0, 0),
            _ => {
                let one = match action {
                    Action::DecisionMade => (1, 0, 0),
                    Action::DecisionApproved | Action::DecisionReturned => (0, 1, 0),
                    _ => (0, 0, 1),
                };
                plain && own_case == 1 && (facts, other_cases) == (0, 0) && judged == one
            }
        }
    }
}

/// A case as the entries so far leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    /// The number of its newest decision; 0 before there is one.
    pub decision: u32,
}

/// What an act is judged by beside its own rows.
pub struct Office<'a> {
    pub undo_minutes: i64,
    /// Whoever acts, as the log enrolled them by now.
    pub actor: Option<&'a Officer>,
    /// The newest decision of the case.
    pub standing: Option<&'a office::Standing>,
}

/// How the case stands after the entry, or why the office could not have made it. `before` is `None` for the first entry
/// of a case.
pub fn perform(
    entry: &Entry,
    made: &Made,
    before: Option<Standing>,
    office: &Office,
) -> Result<Option<Standing>, Fault> {
    let wrong = |what: String| Fault { class: FaultClass::Unlawful, place: format!("entry {}", entry.seq), what };
    if !made.fit(entry.action) {
        return Err(wrong(format!("it made other rows than {} makes", entry.action.code())));
    }
    let about_a_case = !matches!(entry.action, Action::OfficeMade | Action::OfficerEnrolled);
    if about_a_case != entry.case.is_some() {
        let about = if about_a_case { "a case" } else { "no case" };
        return Err(wrong(format!("{} is about {about}", entry.action.code())));
    }
    let Some(kind) = ActKind::ALL.iter().copied().find(|kind| kind.action() == entry.action) else {
        return match (entry.action, before) {
            (Action::CaseOpened, None) => Ok(Some(Standing { status: Status::New, decision: 0 })),
            (Action::CaseOpened, Some(_)) => Err(wrong("the case was opened before".into())),
            _ => Ok(None),
        };
    };
    let before = before.ok_or_else(|| wrong("its case was never opened".into()))?;
    lawful(entry, kind, before, office)?;
    sound(entry, kind, made, before).map_err(|what| wrong(what.into()))?;
    let decision = match made.decisions.first() {
        Some(new) => u32::try_from(new.id).map_err(|_| wrong("too many decisions".into()))?,
        None => before.decision,
    };
    let departs = made.decisions.first().is_some_and(|new| new.departs);
    let waits = |status: &Status| kind != ActKind::Decide || (*status == Status::AwaitingApproval) == departs;
    let status = kind.after(before.status).into_iter().find(waits).unwrap_or(before.status);
    Ok(Some(Standing { status, decision }))
}

/// Whether the rules of the office allowed the act at its moment. Holds are no part of the record.
fn lawful(entry: &Entry, kind: ActKind, before: Standing, office: &Office) -> Result<(), Fault> {
    let fault = |class, what: String| Fault { class, place: format!("entry {}", entry.seq), what };
    let unlawful = |what: &str| fault(FaultClass::Unlawful, what.to_owned());
    let stranger = || fault(FaultClass::NotPermitted, format!("{} was not an officer", entry.actor));
    let actor = office.actor.ok_or_else(stranger)?;
    let state = CaseState {
        case: CaseId(entry.case.unwrap_or_default()),
        status: before.status,
        standing: office.standing,
        hold: None,
        undo_minutes: office.undo_minutes,
    };
    office::may(&state, actor, Stamp(entry.at_ms), kind).map_err(|error| match error {
        ActError::SameOfficer { officer } => fault(FaultClass::FourEyes, format!("{officer} decided and approved")),
        ActError::NotPermitted { right: "undo", .. } => unlawful("another officer made the decision"),
        ActError::UndoOver { .. } => unlawful("the decision could no longer be taken back"),
        ActError::UndoStillOpen { .. } => unlawful("the decision could still be taken back"),
        ActError::WrongStatus { status, .. } => {
            unlawful(&format!("{} cannot be done to a case that is {}", kind.code(), status.code()))
        }
        error => unlawful(&error.to_string()),
    })
}

/// Whether the rows say what the entry says, of its case and of the decision that stands.
fn sound(entry: &Entry, kind: ActKind, made: &Made, before: Standing) -> Result<(), &'static str> {
    const ELSEWHERE: &str = "its row belongs to another case";
    const OTHER_DECISION: &str = "it is about another decision than the newest of its case";
    const OTHER_ACTION: &str = "its action is not what its row says";
    let same_case = |case: i64| Some(case) == entry.case;
    let standing = |decision: Option<i64>| decision == Some(i64::from(before.decision)) && before.decision > 0;
    if let Some(new) = made.decisions.first() {
        if !same_case(new.case) {
            return Err(ELSEWHERE);
        }
        if new.verdict.is_none() || new.verdict != entry.outcome {
            return Err("its outcome is not the verdict of its decision");
        }
        if let Some(what) = unsound(new, entry) {
            return Err(what);
        }
    }
    if let Some(approval) = made.approvals.first() {
        if !standing(Some(approval.decision)) {
            return Err(OTHER_DECISION);
        }
        if approval.approved != (kind == ActKind::Approve) {
            return Err(OTHER_ACTION);
        }
    }
    if let Some(remark) = made.remarks.first() {
        if !same_case(remark.case) {
            return Err(ELSEWHERE);
        }
        if remark.action != entry.action.code() {
            return Err(OTHER_ACTION);
        }
        if kind != ActKind::RequestEvidence && !standing(remark.decision) {
            return Err(OTHER_DECISION);
        }
    }
    Ok(())
}

/// What does not fit together in a decision.
fn unsound(new: &MadeDecision, entry: &Entry) -> Option<&'static str> {
    let Some(proposed) = new.proposed else { return Some("it answers no proposal that there is") };
    if new.departs != (proposed.verdict() != new.verdict) {
        return Some("whether it departs from the determination is not what its row says");
    }
    if new.departs && !new.departure {
        return Some("it departs from the determination and does not say why");
    }
    if new.verdict == Some(Verdict::Refuse) && !new.reasons {
        return Some("it refuses without reasons");
    }
    if entry.rules.len() != 1 || entry.rules[0] != new.rule {
        return Some("it names other rules than its row");
    }
    None
}
