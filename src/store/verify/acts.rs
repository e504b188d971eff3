//! Each entry as an act: it made the rows of its action and no others, they say what the entry says, and the rules of the
//! office allowed it, to that officer by that login, on the office and a case that stood as the entries before it left them.

use super::made::Made;
use super::sound::{represented, sound};
use crate::domain::{self, ActError, CaseId, Day, DecisionId, MotionId, Officer, Representative, Stamp};
use crate::ledger::{Action, Entry, Fault, FaultClass};
use crate::office::course::Made as MadeByAct;
use crate::office::staff::{Force, Weighty};
use crate::office::{self, ActKind, CaseState, Course, Matter, Staff, Standing};
use crate::store::table::motion::MotionKind;

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
    let free = corrects || entry.action == Action::ClockConfirmed;
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
            (set(made, actor, None, office)? == Force::AtOnce, "the change needed a second person")
        }
        (Action::ChangeProposed, None, Some((id, MotionKind::Office))) => {
            (set(made, actor, Some(*id), office)? == Force::WhenAgreed, "the change needed no second person")
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

/// How what an entry sets for the office comes into force; its row names this motion.
fn set(made: &Made, actor: &Officer, motion: Option<i64>, office: &Office) -> Result<Force, String> {
    let (new, named) = made.offices.first().ok_or("it sets nothing")?;
    if *named != motion {
        return Err("its rows do not belong together".to_owned());
    }
    let old = office.is.ok_or("there was no office")?;
    office.staff.set(actor, old, new, office.frozen).map_err(|error| error.to_string())
}
