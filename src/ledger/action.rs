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
        CaseOpened = "case.opened",
        FactRecorded = "fact.recorded",
        EvidenceRequested = "evidence.requested",
        DecisionMade = "decision.made",
        DecisionUndone = "decision.undone",
        DecisionApproved = "decision.approved",
        DecisionReturned = "decision.returned",
        NoticeSent = "notice.sent",
    }
);

coded!(
    /// In what capacity the actor acted.
    Capacity {
        Officer = "officer",
        Approver = "approver",
        Registry = "registry",
        /// Whoever made the office, in its first entry.
        Office = "office",
    }
);

impl Action {
    /// The permission that the actor needs at that moment; nobody has any before the office is made.
    pub fn permission(self) -> Option<Permission> {
        match self {
            Action::OfficeMade => None,
            Action::OfficerEnrolled | Action::DecisionApproved | Action::DecisionReturned => Some(Permission::Approve),
            Action::CaseOpened
            | Action::FactRecorded
            | Action::EvidenceRequested
            | Action::DecisionMade
            | Action::DecisionUndone
            | Action::NoticeSent => Some(Permission::Decide),
        }
    }

    /// The one capacity in which it is done.
    pub fn capacity(self) -> Capacity {
        match self {
            Action::OfficeMade => Capacity::Office,
            Action::CaseOpened => Capacity::Registry,
            Action::DecisionApproved | Action::DecisionReturned => Capacity::Approver,
            Action::OfficerEnrolled
            | Action::FactRecorded
            | Action::EvidenceRequested
            | Action::DecisionMade
            | Action::DecisionUndone
            | Action::NoticeSent => Capacity::Officer,
        }
    }
}
