//! What an entry says happened, and in what capacity its actor did it.
//!
//! An entry with another word than these is no entry of this format: a program that reads it says so, and takes it for
//! nothing else.

use crate::domain::{Permission, coded};

coded!(
    /// What happened.
    Action {
        OfficeMade = "office.made",
        OfficerEnrolled = "officer.enrolled",
        /// The office set something for itself.
        OfficeChanged = "office.changed",
        /// Somebody proposed a change that needs a second person.
        ChangeProposed = "change.proposed",
        ChangeAgreed = "change.agreed",
        ChangeRejected = "change.rejected",
        /// The newest entry was long ago, and the clock is right all the same.
        ClockConfirmed = "clock.confirmed",
        /// The office's time went back to the true one; it was the only officer's word.
        ClockCorrected = "clock.corrected",
        CaseOpened = "case.opened",
        FactRecorded = "fact.recorded",
        EvidenceRequested = "evidence.requested",
        DecisionMade = "decision.made",
        DecisionUndone = "decision.undone",
        DecisionApproved = "decision.approved",
        DecisionReturned = "decision.returned",
        /// A second officer returned it, to be decided by somebody else.
        DecisionDiscarded = "decision.discarded",
        NoticeSent = "notice.sent",
        /// The letter came back.
        NoticeUndelivered = "notice.undelivered",
        AppealLodged = "appeal.lodged",
        AppealDismissed = "appeal.dismissed",
        /// By a court or a higher commission.
        DecisionSetAside = "decision.set_aside",
        /// Of the office's own motion.
        CaseReopened = "case.reopened",
        CaseAssigned = "case.assigned",
        CaseSnoozed = "case.snoozed",
        QuestionAsked = "question.asked",
        QuestionAnswered = "question.answered",
        FileAttached = "file.attached",
        RepresentativeNamed = "representative.named",
        RepresentativeEnded = "representative.ended",
    }
);

coded!(
    /// In what capacity the actor acted.
    Capacity {
        Officer = "officer",
        Approver = "approver",
        Registry = "registry",
        /// The second person to a weighty change.
        Second = "second",
        /// Whoever made the office, in its first entry.
        Office = "office",
    }
);

impl Action {
    /// The permission that the actor needs at that moment; nobody has any before the office is made.
    pub fn permission(self) -> Option<Permission> {
        match self {
            // Who can agree depends on what is proposed and by whom; see `office::staff`.
            Action::OfficeMade | Action::ChangeAgreed | Action::ChangeRejected | Action::ClockConfirmed => None,
            Action::OfficerEnrolled | Action::OfficeChanged | Action::ChangeProposed | Action::ClockCorrected => {
                Some(Permission::Administer)
            }
            Action::DecisionApproved
            | Action::DecisionReturned
            | Action::DecisionDiscarded
            | Action::DecisionSetAside
            | Action::CaseReopened => Some(Permission::Approve),
            Action::CaseOpened => Some(Permission::Open),
            Action::FactRecorded
            | Action::EvidenceRequested
            | Action::DecisionMade
            | Action::DecisionUndone
            | Action::NoticeSent
            | Action::NoticeUndelivered
            | Action::AppealLodged
            | Action::AppealDismissed
            | Action::CaseAssigned
            | Action::CaseSnoozed
            | Action::QuestionAsked
            | Action::QuestionAnswered
            | Action::FileAttached
            | Action::RepresentativeNamed
            | Action::RepresentativeEnded => Some(Permission::Decide),
        }
    }

    /// The one capacity in which it is done.
    pub fn capacity(self) -> Capacity {
        match self {
            Action::OfficeMade => Capacity::Office,
            Action::CaseOpened => Capacity::Registry,
            Action::DecisionApproved
            | Action::DecisionReturned
            | Action::DecisionDiscarded
            | Action::DecisionSetAside
            | Action::CaseReopened => Capacity::Approver,
            Action::ChangeAgreed | Action::ChangeRejected => Capacity::Second,
            Action::OfficerEnrolled
            | Action::OfficeChanged
            | Action::ChangeProposed
            | Action::ClockConfirmed
            | Action::ClockCorrected
            | Action::FactRecorded
            | Action::EvidenceRequested
            | Action::DecisionMade
            | Action::DecisionUndone
            | Action::NoticeSent
            | Action::NoticeUndelivered
            | Action::AppealLodged
            | Action::AppealDismissed
            | Action::CaseAssigned
            | Action::CaseSnoozed
            | Action::QuestionAsked
            | Action::QuestionAnswered
            | Action::FileAttached
            | Action::RepresentativeNamed
            | Action::RepresentativeEnded => Capacity::Officer,
        }
    }
}
