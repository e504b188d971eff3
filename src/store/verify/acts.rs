//! Each entry as an act: it made the rows of its action and no others, they say what the entry says, and the rules of the
//! office allowed it, to that officer by that login, on the office and a case that stood as the entries before it left them.

use super::rows::{MadeAttachment, MadeCase, MadeDecision, MadeRemark, Noted};
use crate::domain::{
    self, ActError, CaseId, Day, DecisionId, MotionId, Officer, Permissions, Representative, Stamp, Verdict,
};
use crate::ledger::{Action, Entry, Fault, FaultClass};
use crate::office::course::Made as MadeByAct;
use crate::office::representation::{follow, represents};
use crate::office::staff::{Force, Motion, Weighty};
use crate::office::{self, ActKind, CaseState, Course, Matter, Staff, Standing};
use crate::store::table::FACT_SCHEMA;
use crate::store::table::motion::MotionKind;

/// What the rows of one entry say, gathered while they are compared.
#[derive(Debug, Default)]
pub struct Made {
    polls: Vec<i64>,
    applicants: Vec<i64>,
    schemas: u32,
    packs: u32,
    pub facts: u32,
    /// What the office is or shall be, each with the motion that must be agreed to.
    offices: Vec<(domain::Office, Option<i64>)>,
    enrolments: Vec<(i64, Officer, Option<i64>)>,
    /// Permissions and competences that name no enrolment of this entry.
    strays: u32,
    motions: Vec<(i64, MotionKind)>,
    assents: Vec<(i64, bool)>,
    cases: u32,
    pub case: Option<MadeCase>,
    pub decisions: Vec<MadeDecision>,
    approvals: Vec<Judged>,
    remarks: Vec<MadeRemark>,
    attachments: Vec<MadeAttachment>,
}

/// What a second officer said of a decision.
#[derive(Debug, Clone, Copy)]
struct Judged {
    decision: i64,
    approved: bool,
    /// It is returned to be made anew by somebody else.
    anew: bool,
    says_why: bool,
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
    fn fit(&self, action: Action) -> bool {
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
    pub fn office(&self, action: Action, staff: &Staff) -> Option<domain::Office> {
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

    /// How what an entry sets for the office comes into force; its row names this motion.
    fn set(&self, actor: &Officer, motion: Option<i64>, office: &Office) -> Result<Force, String> {
        let (new, named) = self.offices.first().ok_or("it sets nothing")?;
        if *named != motion {
            return Err("its rows do not belong together".to_owned());
        }
        let old = office.is.ok_or("there was no office")?;
        office.staff.set(actor, old, new, office.frozen).map_err(|error| error.to_string())
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

/// The office as the entries before left it.
pub struct Office<'a> {
    /// `None`: before its first entry.
    pub is: Option<&'a domain::Office>,
    /// Until when it is frozen at the moment of the entry.
    pub frozen: Option<Day>,
    pub staff: &'a Staff,
}

impl Office<'_> {
    fn fictitious(&self) -> bool {
        self.is.is_some_and(|office| office.fictitious)
    }
}

/// What came before the entry.
pub struct Before<'a> {
    /// The time of the entry before.
    pub last_at: Stamp,
    /// Its case; `None` if it was never opened.
    pub course: Option<Course>,
    /// The newest decision of the case.
    pub standing: Option<Standing>,
    /// Whose decision was returned to be made anew by another.
    pub barred: Option<&'a str>,
    /// Who acts for its person.
    pub representatives: &'a [Representative],
    /// What tells who is competent for the case.
    pub matter: Matter<'a>,
}

/// Where the case stands after the entry, or why the office could not have made it.
pub fn perform(entry: &Entry, made: &Made, before: &Before, office: &Office) -> Result<Option<Course>, Fault> {
    let wrong = |class, what: &str| Fault { class, place: format!("entry {}", entry.seq), what: what.to_owned() };
    let unlawful = |what: &str| wrong(FaultClass::Unlawful, what);
    if (entry.action == Action::OfficeMade) != (entry.seq == 0) {
        return Err(wrong(FaultClass::NotPermitted, "an office is made once, by its first entry"));
    }
    if entry.capacity != entry.action.capacity() {
        let what = format!("nobody does that as {} ({})", entry.capacity.code(), entry.action.code());
        return Err(wrong(FaultClass::NotPermitted, &what));
    }
    if entry.outcome.is_some() != (entry.action == Action::DecisionMade) {
        return Err(wrong(FaultClass::Malformed, "an outcome stands with a decision and with nothing else"));
    }
    if made.packs > 0 && office.frozen.is_some() {
        return Err(unlawful("new rules came on record while the office was frozen"));
    }
    if !made.fit(entry.action) {
        return Err(unlawful(&format!("it made other rows than {} makes", entry.action.code())));
    }
    let kind = ActKind::of_action(entry.action);
    if (kind.is_some() || entry.action == Action::CaseOpened) != entry.case.is_some() {
        return Err(unlawful(&format!("{} is about another thing", entry.action.code())));
    }
    if entry.seq == 0 {
        let officers: Vec<Officer> = made.enrolments.iter().map(|(_, officer, _)| officer.clone()).collect();
        office::staff::found("-", &officers).map_err(|error| unlawful(&error.to_string()))?;
        return Ok(None);
    }
    let actor = acting(entry, office).map_err(|what| wrong(FaultClass::NotPermitted, &what))?;
    timely(entry, made, before.last_at, office).map_err(|(class, what)| wrong(class, &what))?;
    let Some(kind) = kind else {
        return match entry.action {
            Action::CaseOpened => opened(entry, made, before).map(Some).map_err(|(class, what)| wrong(class, what)),
            _ => on_office(entry, made, actor, office).map(|()| None).map_err(|what| unlawful(&what)),
        };
    };
    let course = before.course.ok_or_else(|| unlawful("its case was never opened"))?;
    if entry.case_before != Some(course.last_seq) {
        let what = "it names another predecessor than the last entry of its case";
        return Err(wrong(FaultClass::Sequence, what));
    }
    lawful(entry, kind, before, course, actor, office.is.map_or(0, |office| office.undo_minutes))?;
    sound(entry, kind, made, course).map_err(unlawful)?;
    represented(kind, made, before.representatives).map_err(unlawful)?;
    let new = made.decisions.first().map(|new| MadeByAct { decision: DecisionId(new.id), departs: new.departs });
    let after = course.after(kind, entry.seq, new);
    let after = after.ok_or_else(|| unlawful("its case was in no state for it"))?;
    if entry.case_version != Some(after.version) {
        let what = format!("it makes version {} of its case", after.version);
        return Err(wrong(FaultClass::Sequence, &what));
    }
    Ok(Some(after))
}

/// Whoever acted: an officer at that moment, with the permission, by a login that may speak for them.
fn acting<'a>(entry: &Entry, office: &Office<'a>) -> Result<&'a Officer, String> {
    let actor = office.staff.officer(&entry.actor).ok_or_else(|| format!("{} was not an officer", entry.actor))?;
    let any_login = office.fictitious() || office.staff.is_gateway(&entry.login);
    office::speaks_for(actor, &entry.login, any_login).map_err(|error| error.to_string())?;
    match entry.action.permission().filter(|permission| !actor.may(*permission)) {
        Some(_) => Err(format!("{} might not do that ({})", entry.actor, entry.action.code())),
        None => Ok(actor),
    }
}

/// Entries are in the order of time, and none long after the one before unless somebody confirmed the clock; a clock that
/// is put right may go back.
fn timely(entry: &Entry, made: &Made, last: Stamp, office: &Office) -> Result<(), (FaultClass, String)> {
    let at = Stamp(entry.at_ms);
    let about_clock = |motion: &(i64, bool)| {
        let mut motions = office.staff.motions().iter();
        motions.any(|known| known.id.0 == motion.0 && known.change == Weighty::Clock)
    };
    let corrects = entry.action == Action::ClockCorrected
        || entry.action == Action::ChangeAgreed && made.assents.first().is_some_and(about_clock);
    if at < last && !corrects {
        return Err((FaultClass::TimeWentBack, "it is older than the entry before it".into()));
    }
    let free = corrects || matches!(entry.action, Action::ClockConfirmed | Action::ChangeProposed);
    match office::entry_time(last, at, office.fictitious()) {
        Err(ActError::ClockFarAhead { .. }) if !free => {
            Err((FaultClass::Unlawful, "it is long after the entry before it, and nobody confirmed the clock".into()))
        }
        _ => Ok(()),
    }
}

/// A case that is opened is new and starts at version 1.
fn opened(entry: &Entry, made: &Made, before: &Before) -> Result<Course, (FaultClass, &'static str)> {
    if before.course.is_some() {
        return Err((FaultClass::Unlawful, "the case was opened before"));
    }
    if entry.case_before.is_some() || entry.case_version != Some(1) {
        return Err((FaultClass::Sequence, "a case begins with version 1 and without a predecessor"));
    }
    if made.case.as_ref().is_none_or(|case| case.opened_at != entry.at_ms) {
        return Err((FaultClass::Sequence, "the row names another moment than its entry"));
    }
    Ok(Course::opened(entry.seq))
}

/// Whether the people of the office were right for an act on the office.
fn on_office(entry: &Entry, made: &Made, actor: &Officer, office: &Office) -> Result<(), String> {
    let staff = office.staff;
    let said = |error: ActError| error.to_string();
    let force = match (entry.action, made.enrolments.first(), made.motions.first()) {
        (Action::OfficerEnrolled, Some((_, new, None)), _) => (
            staff.enrol(actor, new, office.frozen).map_err(said)? == Force::AtOnce,
            "the change needed a second person",
        ),
        (Action::ChangeProposed, Some((_, new, Some(motion))), Some((id, MotionKind::Enrol))) if motion == id => (
            staff.enrol(actor, new, office.frozen).map_err(said)? == Force::WhenAgreed,
            "the change needed no second person",
        ),
        (Action::ChangeProposed, None, Some((_, MotionKind::Clock))) => {
            (staff.correct_clock(actor).map_err(said)? == Force::WhenAgreed, "the change needed no second person")
        }
        (Action::OfficeChanged, None, None) => {
            (made.set(actor, None, office)? == Force::AtOnce, "the change needed a second person")
        }
        (Action::ChangeProposed, None, Some((id, MotionKind::Office))) => {
            (made.set(actor, Some(*id), office)? == Force::WhenAgreed, "the change needed no second person")
        }
        (Action::ClockCorrected, ..) => {
            (staff.correct_clock(actor).map_err(said)? == Force::AtOnce, "the change needed a second person")
        }
        (Action::ClockConfirmed, ..) => {
            staff.confirm_clock(actor).map_err(said)?;
            (true, "")
        }
        (Action::ChangeAgreed | Action::ChangeRejected, ..) => {
            let (motion, agreed) = made.assents.first().copied().unwrap_or_default();
            let found = staff.assent(actor, MotionId(motion)).map_err(said)?;
            if let (Weighty::Enrol(officer), true) = (&found.change, agreed) {
                let mover = staff.officer(&found.by).ok_or("whoever proposed it is no officer")?;
                staff.enrol(mover, officer, office.frozen).map_err(said)?;
            }
            (agreed == (entry.action == Action::ChangeAgreed), "its action is not what its row says")
        }
        _ => (false, "its rows do not belong together"),
    };
    if force.0 { Ok(()) } else { Err(force.1.to_owned()) }
}

/// Whether the rules of the office allowed the act at its moment. Holds are no part of the record.
fn lawful(
    entry: &Entry,
    kind: ActKind,
    before: &Before,
    course: Course,
    actor: &Officer,
    undo_minutes: i64,
) -> Result<(), Fault> {
    let fault = |class, what: String| Fault { class, place: format!("entry {}", entry.seq), what };
    let unlawful = |what: &str| fault(FaultClass::Unlawful, what.to_owned());
    let state = CaseState {
        case: CaseId(entry.case.unwrap_or_default()),
        status: course.status,
        standing: before.standing.as_ref(),
        hold: None,
        waits: course.waits,
        barred: before.barred,
        undo_minutes,
        matter: before.matter,
    };
    office::may(&state, actor, Stamp(entry.at_ms), kind).map_err(|error| match error {
        ActError::SameOfficer { officer } => fault(FaultClass::FourEyes, format!("{officer} decided and approved")),
        ActError::NotPermitted { right: "undo", .. } => unlawful("another officer made the decision"),
        ActError::NotCompetent { .. } => fault(FaultClass::NotPermitted, error.to_string()),
        ActError::UndoOver { .. } => unlawful("the decision could no longer be taken back"),
        ActError::UndoStillOpen { .. } => unlawful("the decision could still be taken back"),
        ActError::WrongStatus { status, .. } => {
            unlawful(&format!("{} cannot be done to a case that is {}", kind.code(), status.code()))
        }
        error => unlawful(&error.to_string()),
    })
}

/// Whether the rows say what the entry says, of its case and of the decision that stands.
fn sound(entry: &Entry, kind: ActKind, made: &Made, before: Course) -> Result<(), &'static str> {
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
fn represented(kind: ActKind, made: &Made, current: &[Representative]) -> Result<(), &'static str> {
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
