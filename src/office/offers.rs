//! Whether an act can be done now, before anybody has typed what it says: the screens offer exactly that.

use super::competence::{Matter, competent};
use super::rules::ActKind;
use super::snapshot::Standing;
use crate::domain::case::Waits;
use crate::domain::{ActError, CaseFile, CaseId, Hold, Officer, Permission, Permissions, Register, Stamp, Status};
use crate::ledger::Action;

/// What decides whether an act can be done to a case.
#[derive(Debug, Clone, Copy)]
pub struct CaseState<'a> {
    /// Its number.
    pub case: CaseId,
    /// Where it stands.
    pub status: Status,
    /// The decision that was made last.
    pub standing: Option<&'a Standing>,
    /// Who holds it.
    pub hold: Option<&'a Hold>,
    /// What it waits for beside.
    pub waits: Waits,
    /// Whose decision was returned to be made anew by another.
    pub barred: Option<&'a str>,
    /// How long a decision can be taken back.
    pub undo_minutes: i64,
    /// What decides who is competent for it.
    pub matter: Matter<'a>,
}

impl<'a> CaseState<'a> {
    /// What the file of a case says; `standing` is that of the same file.
    pub fn of(
        file: &'a CaseFile,
        standing: Option<&'a Standing>,
        undo_minutes: i64,
        registers: &'a [Register],
    ) -> CaseState<'a> {
        let CaseFile { case, poll, hold, waits, .. } = file;
        let matter = Matter { host: &poll.host, pack: &case.pack, municipality: Some(&poll.municipality), registers };
        CaseState {
            case: case.id,
            status: case.status,
            standing,
            hold: hold.as_ref(),
            waits: *waits,
            barred: barred(file),
            undo_minutes,
            matter,
        }
    }
}

/// Whose decision was returned to be made anew by another, by a file.
fn barred(file: &CaseFile) -> Option<&str> {
    let decision = file.waits.another?;
    file.decisions.iter().find(|made| made.id == decision).map(|made| made.by.as_str())
}

/// Whether the officer may hold the case, whoever holds it now: nobody keeps others from a case on which they could do nothing.
pub fn may_hold(state: &CaseState, officer: &Officer, at: Stamp) -> Result<(), ActError> {
    let state = CaseState { hold: None, ..*state };
    let refusal = may(&state, officer, at, ActKind::RecordFact);
    match may(&state, officer, at, ActKind::Approve) {
        Ok(()) => Ok(()),
        Err(_) => refusal,
    }
}

/// Whether the officer may take over a case that another holds.
pub fn may_take_over(officer: &Officer) -> Result<(), ActError> {
    has(officer, Some(Permission::TakeOver))
}

/// Whether it is the officer who can bring the case forward: decide it, approve it or send its letter.
pub fn is_next(state: &CaseState, officer: &Officer, at: Stamp) -> bool {
    ActKind::onward(state.status).is_some_and(|kind| may(state, officer, at, kind).is_ok())
}

/// Whether the officer may do this to the case at this moment, and if not, why.
pub fn may(state: &CaseState, officer: &Officer, at: Stamp, kind: ActKind) -> Result<(), ActError> {
    permitted(officer, kind)?;
    allowed(state, officer, at, kind)
}

/// Whether the officer may open cases.
pub fn may_open(officer: &Officer) -> Result<(), ActError> {
    has(officer, Action::CaseOpened.permission())
}

/// Whether the officer may keep views for everybody: whoever only reads changes nothing, and these are not of the record.
pub fn may_share(officer: &Officer) -> Result<(), ActError> {
    match officer.permissions == Permissions::NONE {
        true => Err(ActError::NotPermitted { officer: officer.name.clone(), right: Permission::Open.code() }),
        false => Ok(()),
    }
}

/// Whether the officer has the permission that the act needs.
pub(crate) fn permitted(officer: &Officer, kind: ActKind) -> Result<(), ActError> {
    has(officer, kind.action().permission())
}

fn has(officer: &Officer, needed: Option<Permission>) -> Result<(), ActError> {
    match needed {
        Some(permission) if !officer.may(permission) => {
            Err(ActError::NotPermitted { officer: officer.name.clone(), right: permission.code() })
        }
        _ => Ok(()),
    }
}

/// Whether the case is one of theirs and in a state for it: held by nobody else, of a fitting status, decided by the right person, in time.
pub(super) fn allowed(state: &CaseState, officer: &Officer, at: Stamp, kind: ActKind) -> Result<(), ActError> {
    let case = state.case;
    competent(officer, case, &state.matter, kind)?;
    if let Some(Hold { by, until }) = state.hold.filter(|hold| hold.by != officer.name && hold.until > at) {
        return Err(ActError::Held { case, by: by.clone(), until: *until });
    }
    if !kind.fits(state.status) {
        return Err(ActError::WrongStatus { case, status: state.status });
    }
    match kind {
        ActKind::RecordFact
        | ActKind::RequestEvidence
        | ActKind::RecordUndelivered
        | ActKind::RecordAppeal
        | ActKind::Assign
        | ActKind::Snooze
        | ActKind::Ask
        | ActKind::Attach
        | ActKind::Represent
        | ActKind::EndRepresentation => Ok(()),
        ActKind::Answer if !state.waits.answer => Err(ActError::NothingAsked { case }),
        ActKind::DismissAppeal if !state.waits.ruling => Err(ActError::NothingAppealed { case }),
        ActKind::Answer | ActKind::DismissAppeal => Ok(()),
        ActKind::Decide => another(state, officer),
        ActKind::Undo => undo(state, officer, at),
        ActKind::Approve | ActKind::Return | ActKind::Discard | ActKind::SetAside | ActKind::Reopen => {
            second_officer(state, officer)
        }
        ActKind::RecordNotice => notice(state, at),
    }
}

fn standing<'a>(state: &CaseState<'a>) -> Result<&'a Standing, ActError> {
    state.standing.ok_or(ActError::WrongStatus { case: state.case, status: state.status })
}

/// One takes back one's own decision, within the window.
fn undo(state: &CaseState, officer: &Officer, at: Stamp) -> Result<(), ActError> {
    let standing = standing(state)?;
    if standing.by != officer.name {
        return Err(ActError::NotPermitted { officer: officer.name.clone(), right: "undo" });
    }
    let ended = standing.at.plus_minutes(state.undo_minutes);
    if at > ended { Err(ActError::UndoOver { ended }) } else { Ok(()) }
}

/// A decision that was returned to be made anew is made by somebody else.
fn another(state: &CaseState, officer: &Officer) -> Result<(), ActError> {
    match state.barred.filter(|barred| *barred == officer.name && !officer.may(Permission::ApproveOwn)) {
        Some(barred) => Err(ActError::DecidedBefore { officer: barred.to_owned() }),
        None => Ok(()),
    }
}

/// Four eyes: who decided does not approve.
fn second_officer(state: &CaseState, officer: &Officer) -> Result<(), ActError> {
    let standing = standing(state)?;
    if standing.by == officer.name && !officer.may(Permission::ApproveOwn) {
        return Err(ActError::SameOfficer { officer: standing.by.clone() });
    }
    Ok(())
}

/// A letter leaves when its decision is final, or can no longer be taken back.
fn notice(state: &CaseState, at: Stamp) -> Result<(), ActError> {
    let standing = standing(state)?;
    let until = standing.at.plus_minutes(state.undo_minutes);
    let open = state.status == Status::Decided && at <= until;
    if open { Err(ActError::UndoStillOpen { until }) } else { Ok(()) }
}
