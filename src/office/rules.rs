//! The two tables of the office: status by act, and the permission of each act.
//!
//! `suffrage office rules` prints them:
//!
//! ```text
#![doc = include_str!("rules.txt")]
//! ```

use std::fmt::Write;

use crate::domain::{CaseAct, Ground, Permission, Role, Status, coded};
use crate::ledger::{Action, Capacity};

coded!(
    /// The kinds of act on a case.
    ActKind {
        RecordFact = "record fact",
        RequestEvidence = "request evidence",
        Decide = "decide",
        Undo = "undo",
        Approve = "approve",
        Return = "return",
        Discard = "return anew",
        RecordNotice = "record notice",
        RecordUndelivered = "record undelivered",
        RecordAppeal = "record appeal",
        DismissAppeal = "dismiss appeal",
        SetAside = "set aside",
        Reopen = "reopen",
        Assign = "assign",
        Snooze = "snooze",
        Ask = "ask",
        Answer = "answer",
        Attach = "attach",
        Represent = "represent",
        EndRepresentation = "end representation",
    }
);

/// What becomes of a case's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Becomes {
    /// One of these; the rules of the act say which.
    OneOf(&'static [Status]),
    /// The same.
    Stays,
}

/// Each act, the statuses in which it can be done, and what becomes of them. What stands in no row is refused.
const TABLE: [(ActKind, &[Status], Becomes); 22] = {
    use Becomes::{OneOf, Stays};
    use Status::{AwaitingApproval, AwaitingEvidence, Decided, Final, InReview, New, Noticed};
    const OPEN: &[Status] = &[New, InReview, AwaitingEvidence];
    const JUDGED: &[Status] = &[Decided, AwaitingApproval];
    const GIVEN: &[Status] = &[Decided, Final, Noticed];
    const ALL: &[Status] = &[New, InReview, AwaitingEvidence, Decided, AwaitingApproval, Final, Noticed];
    [
        (ActKind::RecordFact, OPEN, OneOf(&[InReview])),
        // What is learnt later goes on record, too; it changes no decision by itself.
        (ActKind::RecordFact, &[Decided, AwaitingApproval, Final, Noticed], Stays),
        (ActKind::RequestEvidence, OPEN, OneOf(&[AwaitingEvidence])),
        // A decision that departs from the determination waits for a second officer.
        (ActKind::Decide, OPEN, OneOf(&[Decided, AwaitingApproval])),
        (ActKind::Undo, JUDGED, OneOf(&[InReview])),
        (ActKind::Approve, JUDGED, OneOf(&[Final])),
        (ActKind::Return, JUDGED, OneOf(&[InReview])),
        // Somebody else than the one who decided decides then.
        (ActKind::Discard, JUDGED, OneOf(&[InReview])),
        (ActKind::RecordNotice, &[Final], OneOf(&[Noticed])),
        // After its undo window a decision that departs from nothing needs no second officer.
        (ActKind::RecordNotice, &[Decided], OneOf(&[Noticed])),
        // A letter that came back is owed again.
        (ActKind::RecordUndelivered, &[Noticed], OneOf(&[Final])),
        // After the time for taking it back only a formal reversal moves a decision.
        (ActKind::RecordAppeal, GIVEN, Stays),
        (ActKind::DismissAppeal, GIVEN, Stays),
        (ActKind::SetAside, GIVEN, OneOf(&[InReview])),
        (ActKind::Reopen, &[Final, Noticed], OneOf(&[InReview])),
        // What officers say to each other moves nothing.
        (ActKind::Assign, &[New, InReview, AwaitingEvidence, Decided, AwaitingApproval, Final], Stays),
        (ActKind::Snooze, &[New, InReview, AwaitingEvidence, AwaitingApproval], Stays),
        (ActKind::Ask, ALL, Stays),
        (ActKind::Answer, ALL, Stays),
        // A paper can come in at any time.
        (ActKind::Attach, ALL, Stays),
        // So can a power of attorney, above all with an appeal; it can be withdrawn at any time.
        (ActKind::Represent, ALL, Stays),
        (ActKind::EndRepresentation, ALL, Stays),
    ]
};

impl ActKind {
    /// The kind of an act.
    pub fn of(act: &CaseAct) -> ActKind {
        match act {
            CaseAct::RecordFact { .. } => ActKind::RecordFact,
            CaseAct::RequestEvidence { .. } => ActKind::RequestEvidence,
            CaseAct::Decide { .. } => ActKind::Decide,
            CaseAct::Undo { .. } => ActKind::Undo,
            CaseAct::Approve { .. } => ActKind::Approve,
            CaseAct::Return { ground: Ground::Anew, .. } => ActKind::Discard,
            CaseAct::Return { .. } => ActKind::Return,
            CaseAct::RecordNotice { .. } => ActKind::RecordNotice,
            CaseAct::RecordUndelivered { .. } => ActKind::RecordUndelivered,
            CaseAct::RecordAppeal { .. } => ActKind::RecordAppeal,
            CaseAct::DismissAppeal { .. } => ActKind::DismissAppeal,
            CaseAct::SetAside { .. } => ActKind::SetAside,
            CaseAct::Reopen { .. } => ActKind::Reopen,
            CaseAct::Assign { .. } => ActKind::Assign,
            CaseAct::Snooze { .. } => ActKind::Snooze,
            CaseAct::Ask { .. } => ActKind::Ask,
            CaseAct::Answer { .. } => ActKind::Answer,
            CaseAct::Attach { .. } => ActKind::Attach,
            CaseAct::Represent { .. } => ActKind::Represent,
            CaseAct::EndRepresentation { .. } => ActKind::EndRepresentation,
        }
    }

    /// The action of its entry.
    pub fn action(self) -> Action {
        match self {
            ActKind::RecordFact => Action::FactRecorded,
            ActKind::RequestEvidence => Action::EvidenceRequested,
            ActKind::Decide => Action::DecisionMade,
            ActKind::Undo => Action::DecisionUndone,
            ActKind::Approve => Action::DecisionApproved,
            ActKind::Return => Action::DecisionReturned,
            ActKind::Discard => Action::DecisionDiscarded,
            ActKind::RecordNotice => Action::NoticeSent,
            ActKind::RecordUndelivered => Action::NoticeUndelivered,
            ActKind::RecordAppeal => Action::AppealLodged,
            ActKind::DismissAppeal => Action::AppealDismissed,
            ActKind::SetAside => Action::DecisionSetAside,
            ActKind::Reopen => Action::CaseReopened,
            ActKind::Assign => Action::CaseAssigned,
            ActKind::Snooze => Action::CaseSnoozed,
            ActKind::Ask => Action::QuestionAsked,
            ActKind::Answer => Action::QuestionAnswered,
            ActKind::Attach => Action::FileAttached,
            ActKind::Represent => Action::RepresentativeNamed,
            ActKind::EndRepresentation => Action::RepresentativeEnded,
        }
    }

    /// The statuses that a case can have after it; none where it cannot be done.
    pub fn after(self, status: Status) -> Vec<Status> {
        let row = TABLE.iter().find(|(kind, from, _)| *kind == self && from.contains(&status));
        match row.map(|(.., becomes)| *becomes) {
            None => Vec::new(),
            Some(Becomes::Stays) => vec![status],
            Some(Becomes::OneOf(statuses)) => statuses.to_vec(),
        }
    }

    /// The status afterwards; `departs`: it is a decision that departs from the determination, and waits for a second officer.
    pub fn leads_to(self, status: Status, departs: bool) -> Option<Status> {
        let waits = |after: &Status| self != ActKind::Decide || (*after == Status::AwaitingApproval) == departs;
        self.after(status).into_iter().find(waits)
    }

    /// The kind of act whose entry has this action; `None`: it is no act on a case that is there.
    pub fn of_action(action: Action) -> Option<ActKind> {
        ActKind::ALL.iter().copied().find(|kind| kind.action() == action)
    }

    /// Whether it changes the case, so that only somebody competent may do it. Anybody can ask and answer.
    pub fn needs_competence(self) -> bool {
        !matches!(self, ActKind::Ask | ActKind::Answer)
    }

    /// The act that brings a case of this status forward; `None`: nothing is left to do.
    pub fn onward(status: Status) -> Option<ActKind> {
        match status {
            Status::New | Status::InReview | Status::AwaitingEvidence => Some(ActKind::Decide),
            Status::AwaitingApproval => Some(ActKind::Approve),
            Status::Decided | Status::Final => Some(ActKind::RecordNotice),
            Status::Noticed => None,
        }
    }

    /// Whether it can be done to a case of this status.
    pub fn fits(self, status: Status) -> bool {
        TABLE.iter().any(|(kind, from, _)| *kind == self && from.contains(&status))
    }
}

/// Both tables, as text.
pub fn printed() -> String {
    let words = |statuses: &[Status], between: &str| {
        let words: Vec<&str> = statuses.iter().map(|status| status.code()).collect();
        words.join(between)
    };
    let mut page = String::from(
        "An act, the statuses in which it can be done, and what becomes of them. All else is refused.\n\n",
    );
    for (kind, from, becomes) in &TABLE {
        let becomes = match becomes {
            Becomes::Stays => "the same".to_owned(),
            Becomes::OneOf(statuses) => words(statuses, " or "),
        };
        let from = if from.len() == Status::ALL.len() { "any".to_owned() } else { words(from, ", ") };
        let _ = writeln!(page, "{:17} {:42} -> {becomes}", kind.code(), from);
    }
    page.push_str("\nAn action of the ledger, the permission that it needs, and in what capacity it is done.\n\n");
    for action in Action::ALL {
        let needs = match action.permission() {
            Some(permission) => permission.code(),
            None if *action == Action::OfficeMade => "(first entry)",
            None if action.capacity() == Capacity::Second => "(second)",
            None => "(any)",
        };
        let _ = writeln!(page, "{:19} {needs:14} {}", action.code(), action.capacity().code());
    }
    page.push_str("\nA role, and what it may do.\n\n");
    for role in Role::ALL {
        let may: Vec<&str> = role.permissions().iter().map(Permission::code).collect();
        let may = if may.is_empty() { "(reads and verifies)".to_owned() } else { may.join(", ") };
        let _ = writeln!(page, "{:19} {may}", role.code());
    }
    let weighty = Permission::ALL.iter().filter(|one| one.is_weighty()).map(|one| one.code());
    let weighty: Vec<&str> = weighty.collect();
    let _ = writeln!(page, "\nTo give or take these needs a second person: {}.", weighty.join(", "));
    page.push_str(
        "So does another login for somebody who has one of them, and a wider competence for somebody who may approve.\n\n\
         An officer may be competent for some cases only: those of a state, a pack, a territory. They then do nothing to\n\
         others, but for these: ",
    );
    let free: Vec<&str> = ActKind::ALL.iter().filter(|kind| !kind.needs_competence()).map(|kind| kind.code()).collect();
    let _ = writeln!(page, "{}. Opening a case is not bounded.", free.join(", "));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_are_printed_are_those_of_the_documentation() {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/office/rules.txt"), printed()).unwrap();
        }
        assert_eq!(printed(), include_str!("rules.txt"), "UPDATE=1 rewrites it");
    }

    #[test]
    fn no_act_stands_twice_for_one_status() {
        for kind in ActKind::ALL {
            for status in Status::ALL {
                let rows = TABLE.iter().filter(|(one, from, _)| one == kind && from.contains(status)).count();
                assert!(rows <= 1, "{kind:?} {status:?}");
            }
        }
    }
}
