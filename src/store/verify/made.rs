//! What the rows of one entry say together.

use super::rows::{MadeAttachment, MadeCase, MadeDecision, MadeRemark, Noted};
use crate::domain::{Day, MotionId, Office, Officer, Permissions, Representative};
use crate::ledger::Action;
use crate::office::representation::follow;
use crate::office::staff::{Motion, Weighty};
use crate::office::{ActKind, Staff};
use crate::store::table::FACT_SCHEMA;
use crate::store::table::motion::MotionKind;

/// What the rows of one entry say, gathered while they are compared.
#[derive(Debug, Default)]
pub struct Made {
    pub polls: Vec<i64>,
    pub applicants: Vec<i64>,
    pub schemas: u32,
    pub packs: u32,
    pub facts: u32,
    /// What the office is or shall be, each with the motion that must be agreed to.
    pub offices: Vec<(Office, Option<i64>)>,
    pub enrolments: Vec<(i64, Officer, Option<i64>)>,
    /// Permissions and competences that name no enrolment of this entry.
    pub strays: u32,
    pub motions: Vec<(i64, MotionKind)>,
    pub assents: Vec<(i64, bool)>,
    pub cases: u32,
    pub case: Option<MadeCase>,
    pub decisions: Vec<MadeDecision>,
    pub approvals: Vec<Judged>,
    pub remarks: Vec<MadeRemark>,
    pub attachments: Vec<MadeAttachment>,
}

/// What a second officer said of a decision.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    pub decision: i64,
    pub approved: bool,
    /// It is returned to be made anew by somebody else.
    pub anew: bool,
    pub says_why: bool,
}

impl Made {
    /// What its remark says beside its text.
    pub fn said(&self) -> (Option<&str>, Option<Day>) {
        self.remarks.first().map_or((None, None), |remark| (remark.about.as_deref(), remark.day))
    }

    /// Who represents after an act that was allowed.
    pub fn represent(&self, kind: ActKind, current: &mut Vec<Representative>) {
        if let Some(remark) = self.remarks.first() {
            follow(current, kind, &remark.text, &remark.more());
        }
    }

    /// Adds a row of a table.
    pub fn add(&mut self, table: &str, noted: Noted) {
        match noted {
            Noted::Office(office, motion) => self.offices.push((*office, motion)),
            Noted::Enrolment { id, name, login, motion } => {
                self.enrolments.push((
                    id,
                    Officer { name, login, permissions: Permissions::NONE, competences: Vec::new() },
                    motion,
                ));
            }
            Noted::Permission { enrolment, permission } => {
                match self.enrolments.iter_mut().find(|(id, ..)| *id == enrolment) {
                    Some((_, officer, _)) => officer.permissions = officer.permissions.with(permission),
                    None => self.strays += 1,
                }
            }
            Noted::Competence { enrolment, competence } => {
                match self.enrolments.iter_mut().find(|(id, ..)| *id == enrolment) {
                    Some((_, officer, _)) => officer.competences.push(competence),
                    None => self.strays += 1,
                }
            }
            Noted::Motion { id, kind } => self.motions.push((id, kind)),
            Noted::Assent { motion, agreed } => self.assents.push((motion, agreed)),
            Noted::Pack(_) => self.packs += 1,
            Noted::Case(case) => {
                self.cases += 1;
                self.case = Some(case);
            }
            Noted::Fact { .. } => self.facts += 1,
            Noted::Decision(one) => self.decisions.push(one),
            Noted::Approval { decision, approved, anew, says_why } => {
                self.approvals.push(Judged { decision, approved, anew, says_why });
            }
            Noted::Remark(one) => self.remarks.push(one),
            Noted::Attachment(one) => self.attachments.push(one),
            Noted::Poll { id, .. } => self.polls.push(id),
            Noted::Applicant { id } => self.applicants.push(id),
            Noted::Nothing => {
                debug_assert_eq!(table, FACT_SCHEMA.name);
                self.schemas += 1;
            }
        }
    }

    /// Whether these are the rows that the action makes.
    pub fn fit(&self, action: Action) -> bool {
        let staff = self.enrolments.len();
        let agenda = (self.motions.len(), self.assents.len());
        let judged = (self.decisions.len(), self.approvals.len(), self.remarks.len());
        let filed = (self.polls.len(), self.applicants.len(), self.cases);
        let law = self.packs > 0 || self.schemas > 0;
        let (quiet, empty) = (agenda == (0, 0) && judged == (0, 0, 0), filed == (0, 0, 0) && self.facts == 0);
        let offices = self.offices.len();
        let proposed = self.motions.first().map(|(_, kind)| *kind);
        let sets = match action {
            Action::OfficeMade | Action::OfficeChanged => 1,
            Action::ChangeProposed if proposed == Some(MotionKind::Office) => 1,
            _ => 0,
        };
        let files = usize::from(action == Action::FileAttached);
        if self.strays > 0 || offices != sets || self.attachments.len() != files {
            return false;
        }
        match action {
            Action::OfficeMade => staff > 0 && quiet && empty && !law,
            Action::OfficeChanged => staff == 0 && quiet && empty && !law,
            Action::OfficerEnrolled => staff == 1 && quiet && empty && !law,
            Action::ChangeProposed => {
                let about = usize::from(proposed == Some(MotionKind::Enrol));
                staff == about && agenda == (1, 0) && judged == (0, 0, 0) && empty && !law
            }
            Action::ChangeAgreed | Action::ChangeRejected => {
                staff == 0 && agenda == (0, 1) && judged == (0, 0, 0) && empty && !law
            }
            Action::ClockConfirmed | Action::ClockCorrected => staff == 0 && quiet && empty && !law,
            Action::FileAttached => staff == 0 && quiet && empty && !law,
            Action::CaseOpened => {
                staff == 0
                    && quiet
                    && self.cases == 1
                    && self.case.as_ref().is_some_and(|case| {
                        self.polls.iter().all(|poll| *poll == case.poll)
                            && self.applicants.iter().all(|applicant| *applicant == case.applicant)
                    })
            }
            Action::FactRecorded => staff == 0 && quiet && filed == (0, 0, 0) && self.facts == 1,
            Action::DecisionMade => staff == 0 && agenda == (0, 0) && empty && judged == (1, 0, 0),
            Action::DecisionApproved | Action::DecisionReturned | Action::DecisionDiscarded => {
                staff == 0 && agenda == (0, 0) && empty && !law && judged == (0, 1, 0)
            }
            Action::EvidenceRequested
            | Action::DecisionUndone
            | Action::NoticeSent
            | Action::NoticeUndelivered
            | Action::AppealLodged
            | Action::AppealDismissed
            | Action::DecisionSetAside
            | Action::CaseReopened
            | Action::CaseAssigned
            | Action::CaseSnoozed
            | Action::QuestionAsked
            | Action::QuestionAnswered
            | Action::RepresentativeNamed
            | Action::RepresentativeEnded => staff == 0 && agenda == (0, 0) && empty && !law && judged == (0, 0, 1),
        }
    }

    /// What the office is after the entry, which was allowed: the row of the entry, or that of the motion it agreed to.
    pub fn office(&self, action: Action, staff: &Staff) -> Option<Office> {
        match action {
            Action::OfficeMade | Action::OfficeChanged => self.offices.first().map(|(office, _)| office.clone()),
            Action::ChangeAgreed => {
                let (motion, _) = self.assents.first()?;
                let found = staff.motions().iter().find(|one| one.id.0 == *motion)?;
                match &found.change {
                    Weighty::Set(office) => Some((**office).clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What the entry, which was allowed, changes among the people of the office.
    pub fn tell(&self, staff: &mut Staff, actor: &str) {
        let open = |id, change| Motion::open(MotionId(id), actor, change);
        for (_, officer, motion) in &self.enrolments {
            match motion {
                Some(id) => staff.propose(open(*id, Weighty::Enrol(officer.clone()))),
                None => staff.put(officer.clone()),
            }
        }
        for (id, kind) in &self.motions {
            let change = match kind {
                MotionKind::Enrol => None,
                MotionKind::Clock => Some(Weighty::Clock),
                MotionKind::Office => self.offices.first().map(|(office, _)| Weighty::Set(Box::new(office.clone()))),
            };
            if let Some(change) = change {
                staff.propose(open(*id, change));
            }
        }
        if self.motions.is_empty() && !self.offices.is_empty() {
            staff.office_changed();
        }
        self.assents.iter().for_each(|(motion, agreed)| staff.settle(MotionId(*motion), *agreed));
    }
}
