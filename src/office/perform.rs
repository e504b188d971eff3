//! One act: from what is on record and what is asked to what changes, or why nothing does.

use std::sync::Arc;

use super::clock::{Time, entry_time, standing};
use super::competence::{Matter, competent};
use super::drafts::{check_draft, corrects, fit, is_past, needed, to_come};
use super::freeze;
use super::offers::{CaseState, allowed, permitted};
use super::representation;
use super::rules::ActKind;
use super::second_entry;
use super::snapshot::{CaseSnapshot, LastChange, Snapshot, Subject};
use super::staff::{Force, Weighty, speaks_for};
use crate::domain::{
    Act, ActError, Appeal, Attached, CaseAct, Clean, Command, Day, DecisionId, FactDraft, FactId, Ground, Letter, More,
    MotionId, Office, OfficeAct, Officer, Outcome, Ruling, Schema, Stamp, Status, Verdict,
};
use crate::law::days::in_range;
use crate::law::{Edition, Inquiry, Knobs};
use crate::ledger::Action;

/// What an act changes: one new row, and the state of its case.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What the entry says happened.
    pub action: Action,
    /// The time of the entry.
    pub at: Stamp,
    /// The row of the act.
    pub record: Record,
    /// The status of the case afterwards; `None` for an act on the office.
    pub status: Option<Status>,
    /// The determination that a decision was made on. After other acts the office works it out anew where it needs it.
    pub proposed: Option<Outcome>,
}

/// The row that goes on record. Its number, its author and its moment are those of the entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A fact about the applicant.
    Fact(FactDraft),
    /// A request, a decision taken back, a notice: what was said, and of which decision.
    Remark {
        /// The decision that it is about.
        decision: Option<DecisionId>,
        /// Its text.
        said: String,
        /// What it says beside.
        more: More,
    },
    /// A decision on the case.
    Decision(Box<NewDecision>),
    /// The second officer's word on a decision.
    Approval {
        /// The decision.
        decision: DecisionId,
        /// Why it is returned; `None`: it is approved.
        returned: Option<Ground>,
        /// Why; a return needs it.
        note: String,
    },
    /// A file that belongs to the case.
    Attachment(Attached),
    /// Somebody is an officer from now on, and may do this.
    Enrolment(Officer),
    /// What the office sets for itself from now on.
    Office(Box<Office>),
    /// A change that waits for a second person.
    Motion(Weighty),
    /// The second person's word on a change.
    Assent {
        /// The change.
        motion: MotionId,
        /// `false`: it is rejected.
        agreed: bool,
        /// Why; may be empty.
        note: String,
    },
    /// What stands in the entry is all.
    Nothing,
}

/// A decision as it goes on record.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDecision {
    /// What is decided.
    pub verdict: Verdict,
    /// It departs from what the law proposed.
    pub departs: bool,
    /// The reasons; a refusal has some.
    pub reasons: String,
    /// Why it departs; empty where it does not.
    pub departure: String,
    /// What the law proposed.
    pub proposed: Outcome,
    /// The pack that the determination was made with.
    pub edition: Arc<Edition>,
    /// The day whose law was asked.
    pub law_date: Day,
    /// The facts that were read, in order.
    pub facts: Vec<FactId>,
}

/// Performs a command on the office as it stands. Nothing is written here: the change says what must be.
pub fn perform(snapshot: &Snapshot, command: &Command) -> Result<Change, ActError> {
    let officer = snapshot.officer.ok_or_else(|| ActError::NotEnrolled { officer: command.officer.clone() })?;
    speaks_for(officer, &command.login, snapshot.office.fictitious || snapshot.gateway)?;
    match (&command.act, &snapshot.subject) {
        (Act::Case { case, version, act }, subject) => {
            let found = match subject {
                Subject::Case(Some(found)) if found.case.id == *case => found,
                _ => return Err(ActError::NoSuchCase { case: *case }),
            };
            let at = entry_time(snapshot.last_at, command.at, snapshot.office.fictitious)?;
            freeze::program(snapshot.office, snapshot.frozen, snapshot.program)?;
            let doing = Doing { snapshot, found, at };
            permitted(officer, ActKind::of(act))?;
            doing.is_current(*version)?;
            allowed(&doing.state(), officer, at, ActKind::of(act))?;
            doing.case_act(act)
        }
        (Act::Office(act), Subject::Office) => {
            if !matches!(act, OfficeAct::Set { .. } | OfficeAct::Assent { .. }) {
                freeze::program(snapshot.office, snapshot.frozen, snapshot.program)?;
            }
            let time = Time { last: snapshot.last_at, now: command.at, fictitious: snapshot.office.fictitious };
            office_act(time, officer, snapshot, act)
        }
        (Act::Office(_), Subject::Case(_)) => Err(ActError::NotEnrolled { officer: command.officer.clone() }),
    }
}

/// An act on the office itself.
fn office_act(time: Time, by: &Officer, snapshot: &Snapshot, act: &OfficeAct) -> Result<Change, ActError> {
    let Time { last, now, fictitious } = time;
    let Snapshot { staff, frozen, .. } = *snapshot;
    let change = |action, at, record| Change { action, at, record, status: None, proposed: None };
    match act {
        OfficeAct::Enrol { officer } => {
            let force = staff.enrol(by, officer, frozen)?;
            let at = entry_time(last, now, fictitious)?;
            Ok(match force {
                Force::AtOnce => change(Action::OfficerEnrolled, at, Record::Enrolment(officer.clone())),
                Force::WhenAgreed => {
                    change(Action::ChangeProposed, at, Record::Motion(Weighty::Enrol(officer.clone())))
                }
            })
        }
        OfficeAct::Set { office } => {
            let force = staff.set(by, snapshot.office, office, frozen)?;
            let known = |kind: &&String| snapshot.schema.kind(kind).is_none();
            if let Some(kind) = office.second_entry.iter().find(known) {
                return Err(ActError::BadSetting { setting: "second_entry", value: kind.clone() });
            }
            let at = entry_time(last, now, fictitious)?;
            let today = office.zone.day(at);
            if let Some(day) =
                office.frozen_until.filter(|day| Some(*day) != snapshot.office.frozen_until && *day < today)
            {
                return Err(ActError::DayIsPast { day });
            }
            Ok(match force {
                Force::AtOnce => change(Action::OfficeChanged, at, Record::Office(office.clone())),
                Force::WhenAgreed => change(Action::ChangeProposed, at, Record::Motion(Weighty::Set(office.clone()))),
            })
        }
        OfficeAct::ConfirmClock => {
            staff.confirm_clock(by)?;
            if now < last {
                return Err(ActError::ClockWentBack { last, now });
            }
            Ok(change(Action::ClockConfirmed, now, Record::Nothing))
        }
        OfficeAct::CorrectClock => Ok(match staff.correct_clock(by)? {
            Force::AtOnce => change(Action::ClockCorrected, now, Record::Nothing),
            // Until it is agreed to, time stands.
            Force::WhenAgreed => change(Action::ChangeProposed, standing(&time)?, Record::Motion(Weighty::Clock)),
        }),
        OfficeAct::Assent { motion, agree, note } => {
            fit("note", note)?;
            let found = staff.assent(by, *motion)?;
            let about_clock = found.change == Weighty::Clock;
            let at = match (about_clock, agree) {
                (true, true) => now,
                (true, false) => standing(&time)?,
                (false, _) => entry_time(last, now, fictitious)?,
            };
            if let (Weighty::Enrol(officer), true) = (&found.change, agree) {
                // What was proposed must be possible still.
                let mover = staff.officer(&found.by).ok_or(ActError::NoSuchMotion { motion: *motion })?;
                staff.enrol(mover, officer, frozen)?;
            }
            let action = if *agree { Action::ChangeAgreed } else { Action::ChangeRejected };
            let note = note.trim().to_owned();
            Ok(change(action, at, Record::Assent { motion: *motion, agreed: *agree, note }))
        }
    }
}

/// One act on a case while it is performed.
struct Doing<'a> {
    snapshot: &'a Snapshot<'a>,
    found: &'a CaseSnapshot<'a>,
    at: Stamp,
}

impl Doing<'_> {
    fn state(&self) -> CaseState<'_> {
        let CaseSnapshot { case, poll, standing, hold, waits, barred, .. } = *self.found;
        let undo_minutes = self.snapshot.office.undo_minutes;
        let registers = &self.snapshot.schema.registers;
        let matter = Matter { host: &poll.host, pack: &case.pack, municipality: Some(&poll.municipality), registers };
        CaseState { case: case.id, status: case.status, standing, hold, waits, barred, undo_minutes, matter }
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
            CaseAct::RequestEvidence { kinds, note, answer_by } => self.request_evidence(kinds, note, *answer_by),
            CaseAct::Decide { verdict, reasons, departure } => self.decide(*verdict, reasons, departure),
            CaseAct::Undo { reason } => self.undo(reason),
            CaseAct::Approve { decision, note } => self.approve(*decision, None, note),
            CaseAct::Return { decision, ground, note } => self.approve(*decision, Some(*ground), note),
            CaseAct::RecordNotice { letter } => self.notice(letter),
            CaseAct::RecordUndelivered { came_back_on, reason } => self.undelivered(*came_back_on, reason),
            CaseAct::RecordAppeal { appeal } => self.appeal(appeal),
            CaseAct::DismissAppeal { ruling } => self.ruling(ActKind::DismissAppeal, ruling),
            CaseAct::SetAside { ruling } => self.ruling(ActKind::SetAside, ruling),
            CaseAct::Reopen { reason } => {
                let reason = needed("reason", reason)?;
                Ok(self.remark(ActKind::Reopen, self.standing(), reason, More::default()))
            }
            CaseAct::Assign { to } => self.assign(to),
            CaseAct::Snooze { until, reason } => self.snooze(*until, reason),
            CaseAct::Ask { whom, question } => self.ask(whom, question),
            CaseAct::Answer { answer } => {
                let answer = needed("answer", answer)?;
                Ok(self.remark(ActKind::Answer, None, answer, More::default()))
            }
            CaseAct::Attach { file } => {
                fit("note", &file.note)?;
                let (name, note) = (needed("name", &file.name)?, file.note.trim().to_owned());
                Ok(self.change(ActKind::Attach, Record::Attachment(Attached { name, note, ..file.clone() }), false))
            }
            CaseAct::Represent { representative } => {
                let (name, more) = representation::named(representative, self.today())?;
                Ok(self.remark(ActKind::Represent, None, name, more))
            }
            CaseAct::EndRepresentation { name, reason } => {
                let (reason, more) = representation::ended(self.found.representatives, name, reason)?;
                Ok(self.remark(ActKind::EndRepresentation, None, reason, more))
            }
        }
    }

    /// The change that an act makes; `departs`: it is a decision that departs from the determination.
    fn change(&self, kind: ActKind, record: Record, departs: bool) -> Change {
        let status = kind.leads_to(self.found.case.status, departs);
        debug_assert!(status.is_some(), "{kind:?} leaves no status");
        let status = status.or(Some(self.found.case.status));
        Change { action: kind.action(), at: self.at, record, status, proposed: None }
    }

    fn remark(&self, kind: ActKind, decision: Option<DecisionId>, said: String, more: More) -> Change {
        self.change(kind, Record::Remark { decision, said, more }, false)
    }

    /// The day in the office.
    fn today(&self) -> Day {
        self.snapshot.office.zone.day(self.at)
    }

    /// While the office is frozen no rules come on record that were not there.
    fn rules_stay(&self) -> Result<(), ActError> {
        self.found.new_rules.map_or(Ok(()), |pack| freeze::new_rules(pack, self.snapshot.frozen))
    }

    /// A day from today on.
    fn to_come(&self, day: Day) -> Result<Day, ActError> {
        to_come(day, self.today())
    }

    /// A day from that of the decision up to today.
    fn gone(&self, day: Day) -> Result<Day, ActError> {
        if !in_range(day) {
            return Err(ActError::DayOutOfRange { day });
        }
        let decided = self.found.standing.map(|standing| self.snapshot.office.zone.day(standing.at));
        if let Some(first) = decided.filter(|first| day < *first) {
            return Err(ActError::DayTooEarly { day, first });
        }
        is_past(day, self.today()).map(|()| day)
    }

    /// Somebody who works in the office.
    /// Somebody at work who can do one of these to the case: a case that is given to anybody else waits for nobody.
    fn colleague(&self, name: &str, able: &[ActKind]) -> Result<String, ActError> {
        let none = || ActError::NoSuchOfficer { name: name.to_owned() };
        let found = self.snapshot.staff.at_work().find(|officer| officer.name == name).ok_or_else(none)?;
        let state = self.state();
        let may =
            |kind: &ActKind| permitted(found, *kind).and_then(|()| competent(found, state.case, &state.matter, *kind));
        // Of several refusals the first is told.
        let one_of = able.iter().map(may).reduce(|first, next| first.or_else(|refusal| next.map_err(|_| refusal)));
        one_of.unwrap_or(Ok(())).map(|()| found.name.clone())
    }

    fn notice(&self, letter: &Letter) -> Result<Change, ActError> {
        fit("number", &letter.number)?;
        if let Some(day) = letter.sent_on {
            self.gone(day)?;
        }
        let means = letter.means.map(|means| means.code().to_owned()).unwrap_or_default();
        let number = letter.number.trim().to_owned();
        let more = More { day: letter.sent_on, number, means, ..More::default() };
        Ok(self.remark(ActKind::RecordNotice, self.standing(), String::new(), more))
    }

    fn undelivered(&self, day: Option<Day>, reason: &str) -> Result<Change, ActError> {
        let more = More { dated: day.map(|day| self.gone(day)).transpose()?, ..More::default() };
        Ok(self.remark(ActKind::RecordUndelivered, self.standing(), needed("reason", reason)?, more))
    }

    fn appeal(&self, appeal: &Appeal) -> Result<Change, ActError> {
        let Appeal { to, number, lodged_on, answer_by, grounds } = appeal;
        fit("number", number)?;
        let more = More {
            day: Some(self.to_come(*answer_by)?),
            about: needed("to", to)?,
            number: number.trim().to_owned(),
            dated: lodged_on.map(|day| self.gone(day)).transpose()?,
            means: String::new(),
        };
        Ok(self.remark(ActKind::RecordAppeal, self.standing(), needed("grounds", grounds)?, more))
    }

    fn ruling(&self, kind: ActKind, ruling: &Ruling) -> Result<Change, ActError> {
        let Ruling { by, number, day, reasons } = ruling;
        fit("number", number)?;
        let more = More {
            about: needed("by", by)?,
            number: number.trim().to_owned(),
            dated: day.map(|day| self.gone(day)).transpose()?,
            ..More::default()
        };
        Ok(self.remark(kind, self.standing(), needed("reasons", reasons)?, more))
    }

    fn assign(&self, to: &str) -> Result<Change, ActError> {
        let more = More { about: self.colleague(to, &[ActKind::Decide, ActKind::Approve])?, ..More::default() };
        Ok(self.remark(ActKind::Assign, None, String::new(), more))
    }

    fn snooze(&self, until: Day, reason: &str) -> Result<Change, ActError> {
        let more = More { day: Some(self.to_come(until)?), ..More::default() };
        Ok(self.remark(ActKind::Snooze, None, needed("reason", reason)?, more))
    }

    fn ask(&self, whom: &str, question: &str) -> Result<Change, ActError> {
        let more = More { about: self.colleague(whom, &[ActKind::Answer])?, ..More::default() };
        Ok(self.remark(ActKind::Ask, None, needed("question", question)?, more))
    }

    fn standing(&self) -> Option<DecisionId> {
        self.found.standing.map(|standing| standing.id)
    }

    fn record_fact(&self, draft: &FactDraft) -> Result<Change, ActError> {
        check_draft(draft, self.snapshot.schema, self.today())?;
        self.rules_stay()?;
        if let Some(old) = draft.supersedes {
            let facts = self.found.facts;
            if let Some(officer) = self.snapshot.officer {
                second_entry::may_correct(draft, officer, facts, &self.snapshot.office.second_entry)?;
            }
            let found = facts.iter().find(|fact| fact.id == old && fact.kind == draft.kind);
            let current = found.filter(|_| facts.iter().all(|fact| fact.supersedes != Some(old)));
            let current = current.ok_or(ActError::NoSuchFact { fact: old })?;
            // A correction from before what it corrects would be known before there was anything to correct.
            if self.at < current.recorded_at {
                return Err(ActError::ClockWentBack { last: current.recorded_at, now: self.at });
            }
            corrects(draft, current)?;
        }
        let fact = FactDraft { note: draft.note.trim().to_owned(), ..draft.clone() };
        Ok(self.change(ActKind::RecordFact, Record::Fact(fact), false))
    }

    fn request_evidence(&self, kinds: &[String], note: &str, by: Option<Day>) -> Result<Change, ActError> {
        fit("note", note)?;
        if let Some(kind) = kinds.iter().find(|kind| !is_kind(kind, self.snapshot.schema)) {
            let problem = "the schema has no such kind".to_owned();
            return Err(ActError::BadFact { kind: kind.clone(), problem });
        }
        let day = by.map(|day| self.to_come(day)).transpose()?;
        let more = More { day, about: kinds.join(", "), ..More::default() };
        Ok(self.remark(ActKind::RequestEvidence, None, note.trim().to_owned(), more))
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
        self.rules_stay()?;
        let answer = pack.determine(&inquiry);
        second_entry::decidable(facts, &answer.facts_read, &self.snapshot.office.second_entry)?;
        let departs = answer.outcome.verdict() != Some(verdict);
        if departs && Clean::is_blank(departure) {
            return Err(ActError::NeedsDeparture { proposed: answer.outcome });
        }
        let proposed = Some(answer.outcome);
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
        Ok(Change { proposed, ..self.change(ActKind::Decide, Record::Decision(Box::new(decision)), departs) })
    }

    fn undo(&self, reason: &str) -> Result<Change, ActError> {
        fit("reason", reason)?;
        Ok(self.remark(ActKind::Undo, self.standing(), reason.trim().to_owned(), More::default()))
    }

    fn approve(&self, decision: DecisionId, returned: Option<Ground>, note: &str) -> Result<Change, ActError> {
        fit("note", note)?;
        if returned.is_some() && Clean::is_blank(note) {
            return Err(ActError::NeedsNote);
        }
        if self.standing() != Some(decision) {
            return Err(ActError::WrongStatus { case: self.found.case.id, status: self.found.case.status });
        }
        let kind = match returned {
            None => ActKind::Approve,
            Some(Ground::Anew) => ActKind::Discard,
            Some(_) => ActKind::Return,
        };
        let record = Record::Approval { decision, returned, note: note.trim().to_owned() };
        Ok(self.change(kind, record, false))
    }
}

/// A kind of the schema, or a date of the case or the poll.
fn is_kind(kind: &str, schema: &Schema) -> bool {
    schema.kind(kind).is_some() || kind.starts_with("case.") || kind.starts_with("poll.")
}
