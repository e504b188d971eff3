//! What becomes of a case of the model after each act.

use suffrage::domain::{CaseAct, DecisionId, Ground, Receipt, Status};

use crate::model::{Case, Decided};

impl Case {
    /// The status after an act, and the action of its entry.
    pub fn moved(
        &mut self,
        by: &str,
        at: i64,
        act: &CaseAct,
        receipt: &Receipt,
        departs: bool,
    ) -> (Status, &'static str) {
        match act {
            CaseAct::RecordFact { .. } if self.status.is_open() => (Status::InReview, "fact.recorded"),
            CaseAct::RecordFact { .. } => (self.status, "fact.recorded"),
            CaseAct::RequestEvidence { .. } => (Status::AwaitingEvidence, "evidence.requested"),
            CaseAct::Decide { verdict, .. } => {
                let id = receipt.decision.unwrap_or(DecisionId(-1));
                self.standing = Some(Decided { id, by: by.into(), at, verdict: *verdict });
                self.decisions += 1;
                (if departs { Status::AwaitingApproval } else { Status::Decided }, "decision.made")
            }
            CaseAct::Undo { .. } => self.back("decision.undone"),
            CaseAct::Approve { .. } => {
                self.approvals += 1;
                self.barred = None;
                (Status::Final, "decision.approved")
            }
            CaseAct::Return { ground, .. } => {
                self.approvals += 1;
                self.appealed = false;
                if *ground == Ground::Anew {
                    self.barred = self.standing.as_ref().map(|standing| standing.by.clone());
                    return (Status::InReview, "decision.discarded");
                }
                (Status::InReview, "decision.returned")
            }
            CaseAct::RecordUndelivered { .. } => (Status::Final, "notice.undelivered"),
            CaseAct::RecordAppeal { .. } => {
                self.appealed = true;
                (self.status, "appeal.lodged")
            }
            CaseAct::DismissAppeal { .. } => {
                self.appealed = false;
                (self.status, "appeal.dismissed")
            }
            CaseAct::SetAside { .. } => self.back("decision.set_aside"),
            CaseAct::Reopen { .. } => self.back("case.reopened"),
            CaseAct::RecordNotice { .. } => {
                self.barred = None;
                (Status::Noticed, "notice.sent")
            }
            CaseAct::Assign { .. } => (self.status, "case.assigned"),
            CaseAct::Snooze { .. } => (self.status, "case.snoozed"),
            CaseAct::Ask { .. } => {
                self.asked = true;
                (self.status, "question.asked")
            }
            CaseAct::Answer { .. } => {
                self.asked = false;
                (self.status, "question.answered")
            }
            CaseAct::Attach { .. } => (self.status, "file.attached"),
            CaseAct::Represent { representative } => {
                self.representatives.insert(representative.name.clone());
                (self.status, "representative.named")
            }
            CaseAct::EndRepresentation { name, .. } => {
                self.representatives.remove(name);
                (self.status, "representative.ended")
            }
        }
    }

    /// The decision no longer stands, and no appeal against it does.
    fn back(&mut self, action: &'static str) -> (Status, &'static str) {
        self.appealed = false;
        (Status::InReview, action)
    }
}
