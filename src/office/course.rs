//! The course of a case: where its entries leave it. Nothing about a case is stored that its entries do not say; the store
//! before an act and verification fold the same entries by this one rule.

use super::rules::ActKind;
use crate::domain::case::{Aside, Waits};
use crate::domain::{Day, DecisionId, Status};

/// Where a case stands after the entries so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Its status.
    pub status: Status,
    /// How many entries have concerned it: its own, and those that recorded a fact about its applicant with another case.
    pub version: i64,
    /// Its own newest entry.
    pub last_seq: u64,
    /// Its newest decision.
    pub decision: Option<DecisionId>,
    /// What it waits for beside.
    pub waits: Waits,
}

/// A decision that an entry made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub decision: DecisionId,
    /// It departs from the determination, and waits for a second officer.
    pub departs: bool,
}

impl Course {
    /// A case that an entry has opened.
    pub fn opened(seq: u64) -> Course {
        Course { status: Status::New, version: 1, last_seq: seq, decision: None, waits: Waits::default() }
    }

    /// After an act on it; `None` if the case was in no state for that. `made`: the decision that the act made.
    pub fn after(self, kind: ActKind, seq: u64, made: Option<Made>) -> Option<Course> {
        let status = kind.leads_to(self.status, made.is_some_and(|made| made.departs))?;
        let decision = made.map(|made| made.decision).or(self.decision);
        let waits = match kind {
            ActKind::Ask => Waits { answer: true, ..self.waits },
            ActKind::Answer => Waits { answer: false, ..self.waits },
            ActKind::RecordAppeal => Waits { ruling: true, ..self.waits },
            // An appeal ends with the decision that it is about.
            ActKind::DismissAppeal | ActKind::SetAside | ActKind::Undo | ActKind::Return | ActKind::Reopen => {
                Waits { ruling: false, ..self.waits }
            }
            ActKind::Discard => Waits { ruling: false, another: self.decision, ..self.waits },
            ActKind::Approve | ActKind::RecordNotice => Waits { another: None, ..self.waits },
            _ => self.waits,
        };
        Some(Course { status, version: self.version + 1, last_seq: seq, decision, waits })
    }

    /// After an entry of another case that recorded something about the same person: who has seen the case before has not
    /// seen everything.
    pub fn learnt(self) -> Course {
        Course { version: self.version + 1, ..self }
    }
}

impl<Name> Aside<Name> {
    /// After an act on the case; `about` and `day`: what its remark says beside its text. What is learnt or decided ends a rest
    /// and the wait for an answer.
    #[must_use]
    pub fn after(self, kind: ActKind, about: Option<Name>, day: Option<Day>) -> Aside<Name> {
        match kind {
            ActKind::Assign => Aside { assigned: about, ..self },
            ActKind::Snooze => Aside { rests_until: day, ..self },
            ActKind::Ask => Aside { asked: about, ..self },
            ActKind::Answer => Aside { asked: None, ..self },
            ActKind::RequestEvidence => Aside { answer_by: day, ..self },
            ActKind::RecordFact => Aside { rests_until: None, answer_by: None, ..self },
            ActKind::Decide => Aside { rests_until: None, answer_by: None, returned: false, ..self },
            ActKind::Return | ActKind::Discard | ActKind::Reopen | ActKind::SetAside => {
                Aside { rests_until: None, returned: true, appeal_by: None, ..self }
            }
            ActKind::RecordAppeal => Aside { appeal_by: day, ..self },
            ActKind::DismissAppeal | ActKind::Undo => Aside { appeal_by: None, ..self },
            ActKind::Approve
            | ActKind::RecordNotice
            | ActKind::RecordUndelivered
            | ActKind::Attach
            | ActKind::Represent
            | ActKind::EndRepresentation => self,
        }
    }
}
