//! An office without one of its guards, made from outside: what the office refused is asked of its rules once more, about a
//! snapshot in which this one guard has nothing to say. If they then agree, an office without the guard would have acted, and
//! the simulation is told so. Nothing is written: whether the act must not be is for the model alone to say.

use rusqlite::Connection;
use suffrage::domain::{Act, ActError, CaseAct, Command, Permission, Receipt, Stamp, Status};
use suffrage::office::{ActKind, CaseSnapshot, Snapshot, Standing, Subject, perform};
use suffrage::store::StoreError;

use crate::town::{Found, Town};

/// A guard of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    OwnApproval,
    StaleVersion,
    Permission,
    UndoWindow,
    StatusTable,
    HeldByAnother,
    OrderOfActs,
    Login,
    /// The one that fails the other way: a lease that has ended holds everybody up.
    EndOfLease,
}

/// An undo window that never ends, in minutes.
const FOR_EVER: i64 = 60 * 24 * 365 * 100;

impl Guard {
    pub const ALL: [Guard; 9] = [
        Guard::OwnApproval,
        Guard::StaleVersion,
        Guard::Permission,
        Guard::UndoWindow,
        Guard::StatusTable,
        Guard::HeldByAnother,
        Guard::OrderOfActs,
        Guard::Login,
        Guard::EndOfLease,
    ];

    /// Only the model may find it: any other word would be about the wrapper.
    pub fn is_told_by(self, what: &str) -> bool {
        match self {
            Guard::EndOfLease => what.contains("is held by") && what.contains("(may: true)"),
            _ => what.starts_with("accepted as"),
        }
    }
}

impl Town {
    /// What an office without this guard answers where the real one answered `done`.
    pub fn without(
        &self,
        guard: Guard,
        command: &Command,
        done: Result<Receipt, StoreError>,
    ) -> Result<Receipt, StoreError> {
        match (&done, guard) {
            (Err(StoreError::Refused(_)), Guard::EndOfLease) => done,
            (Err(StoreError::Refused(_)), _) => match self.unguarded(guard, command).unwrap() {
                Some(receipt) => Ok(receipt),
                None => done,
            },
            _ => done,
        }
    }

    /// Somebody else's lease on the case of a command, if it has ended and nobody gave it back.
    pub fn ended_lease(&self, command: &Command) -> Option<ActError> {
        let case = command.act.case()?;
        let db = Connection::open(self.path()).unwrap();
        let row = db.query_row("SELECT officer, until FROM lease WHERE case_id=?", [case.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        });
        let (by, until) = row.ok()?;
        let ended = by != command.officer && until <= command.at.0;
        ended.then_some(ActError::Held { case, by, until: Stamp(until) })
    }

    /// The receipt of an act on a case that only this guard stood in the way of.
    fn unguarded(&self, guard: Guard, command: &Command) -> Result<Option<Receipt>, Found> {
        let Act::Case { case: id, version, act } = &command.act else { return Ok(None) };
        let text = |error: StoreError| error.to_string();
        let Some(mut file) = self.eye.case(*id, command.at).map_err(text)? else { return Ok(None) };
        let (staff, mut office) = (self.eye.staff().map_err(text)?, self.eye.office().map_err(text)?);
        let mut officer = staff.officer(&command.officer).cloned();
        let mut last_at = self.eye.entries(None, 1).map_err(text)?.first().ok_or("no entry")?.at;
        let mut gateway = staff.is_gateway(&command.login);
        let mut statuses = vec![file.case.status];
        match guard {
            Guard::OwnApproval => officer = officer.map(|one| one.and(Permission::ApproveOwn)),
            Guard::StaleVersion => file.case.version = *version,
            Guard::Permission => {
                let given = Permission::ALL.iter().copied().filter(|one| *one != Permission::ApproveOwn);
                officer = officer.map(|one| given.fold(one, |one, more| one.and(more)));
            }
            Guard::UndoWindow => office.undo_minutes = if matches!(act, CaseAct::Undo { .. }) { FOR_EVER } else { -1 },
            Guard::StatusTable => {
                statuses = Status::ALL.iter().copied().filter(|one| ActKind::of(act).fits(*one)).collect()
            }
            Guard::HeldByAnother => file.hold = None,
            Guard::OrderOfActs => last_at = last_at.min(command.at),
            Guard::Login => gateway = true,
            Guard::EndOfLease => {}
        }
        let made = file.decisions.last();
        let standing = made.map(|made| Standing { id: made.id, by: made.by.clone(), at: made.at });
        let barred = file.waits.another.and_then(|id| file.decisions.iter().find(|made| made.id == id));
        let barred = barred.map(|made| made.by.as_str());
        let agreed = statuses.into_iter().any(|status| {
            let case = suffrage::domain::Case { status, ..file.case.clone() };
            let subject = Subject::Case(Some(CaseSnapshot {
                case: &case,
                poll: &file.poll,
                facts: &file.facts,
                pack: self.library.pack(&case.pack),
                new_rules: None,
                standing: standing.as_ref(),
                hold: file.hold.as_ref(),
                waits: file.waits,
                barred,
                representatives: &[],
                last_change: None,
            }));
            let (office, schema, staff) = (&office, &self.library.schema, &staff);
            let (officer, frozen, program) = (officer.as_ref(), None, "1");
            let snapshot = Snapshot { officer, office, frozen, program, gateway, last_at, schema, staff, subject };
            perform(&snapshot, command).is_ok()
        });
        Ok(agreed.then(|| Receipt {
            seq: self.model.lines.len() as u64,
            version: version + 1,
            status: None,
            fact: None,
            decision: None,
            motion: None,
            repeated: false,
        }))
    }
}
