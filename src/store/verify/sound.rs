//! Whether the rows of an act on a case fit together, and say what its entry says.

use super::made::{Judged, Made};
use super::rows::MadeDecision;
use crate::domain::{Representative, Verdict};
use crate::ledger::Entry;
use crate::office::representation::represents;
use crate::office::{ActKind, Course};

/// Whether the rows say what the entry says, of its case and of the decision that stands.
pub fn sound(entry: &Entry, kind: ActKind, made: &Made, before: Course) -> Result<(), &'static str> {
    const ELSEWHERE: &str = "its row belongs to another case";
    const OTHER_DECISION: &str = "it is about another decision than the newest of its case";
    const OTHER_ACTION: &str = "its action is not what its row says";
    let same_case = |case: i64| Some(case) == entry.case;
    let standing = |decision: Option<i64>| decision.is_some() && decision == before.decision.map(|one| one.0);
    if let Some(new) = made.decisions.first() {
        if !same_case(new.case) {
            return Err(ELSEWHERE);
        }
        if new.verdict.is_none() || new.verdict != entry.outcome {
            return Err("its outcome is not the verdict of its decision");
        }
        if let Some(what) = unsound(new) {
            return Err(what);
        }
    }
    if let Some(Judged { decision, approved, anew, says_why }) = made.approvals.first() {
        if !standing(Some(*decision)) {
            return Err(OTHER_DECISION);
        }
        if *approved != (kind == ActKind::Approve) || *anew != (kind == ActKind::Discard) {
            return Err(OTHER_ACTION);
        }
        if !approved && !says_why {
            return Err("it returns the decision and does not say why");
        }
    }
    if let Some(file) = made.attachments.first() {
        if !same_case(file.case) {
            return Err(ELSEWHERE);
        }
        if !file.sound {
            return Err("no file can be what its row says");
        }
    }
    if let Some(remark) = made.remarks.first() {
        if !same_case(remark.case) {
            return Err(ELSEWHERE);
        }
        if remark.action != entry.action.code() {
            return Err(OTHER_ACTION);
        }
        let about_decision = !matches!(
            kind,
            ActKind::RequestEvidence
                | ActKind::Assign
                | ActKind::Snooze
                | ActKind::Ask
                | ActKind::Answer
                | ActKind::Represent
                | ActKind::EndRepresentation
        );
        if about_decision != remark.decision.is_some() || about_decision && !standing(remark.decision) {
            return Err(OTHER_DECISION);
        }
    }
    Ok(())
}

/// Whether somebody can represent as a row says, or did until it ended.
pub fn represented(kind: ActKind, made: &Made, current: &[Representative]) -> Result<(), &'static str> {
    let Some(remark) = made.remarks.first() else { return Ok(()) };
    match kind {
        ActKind::Represent if remark.representative().is_none() => Err("nobody can represent as its row says"),
        ActKind::EndRepresentation if !represents(current, remark.about.as_deref().unwrap_or_default()) => {
            Err("whoever it names represented nobody here")
        }
        _ => Ok(()),
    }
}

/// What does not fit together in a decision.
fn unsound(new: &MadeDecision) -> Option<&'static str> {
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
    None
}
