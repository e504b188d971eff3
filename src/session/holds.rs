//! Holds: who works on a case now, taken, taken over and renewed by a session.

use super::Session;
use crate::app::{Answer, Msg};
use crate::domain::{ActError, CaseId, QueueQuery, Stamp};
use crate::office::{self, CaseState, Standing};
use crate::store::{From, StoreError};

/// A lease is renewed by the first key after so many parts of its time have gone by.
const RENEW: i64 = 3;

impl Session {
    /// Takes the first case of a view that nobody holds and that the officer can bring forward; whoever was quicker gets theirs.
    pub(super) fn claim_next(&mut self, query: &QueueQuery, now: Stamp) -> Result<Answer, StoreError> {
        let window = self.store.queue(query, now)?;
        for (_, row) in window.rows.into_iter().filter(|(_, row)| row.holder.is_none()) {
            let Some(file) = self.store.case(row.case, now)? else { continue };
            let standing = Standing::of(&file);
            let registers = &self.app.library.schema.registers;
            let state = CaseState::of(&file, standing.as_ref(), self.app.office.undo_minutes, registers);
            if !office::is_next(&state, &self.app.officer, now) {
                continue;
            }
            match self.claim(row.case, now, From::Nobody) {
                Ok(_) => return Ok(Answer::ClaimedNext(Some(row.case))),
                Err(StoreError::Refused(ActError::Held { .. })) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Answer::ClaimedNext(None))
    }

    pub(super) fn claim(&mut self, case: CaseId, now: Stamp, from: From) -> Result<Answer, StoreError> {
        self.store.take(case, &self.app.officer.name, (now, now.plus_minutes(self.lease)), from)?;
        self.held = Some((case, now));
        Ok(Answer::Claimed(case))
    }

    /// Activity keeps a lease alive. Whoever has lost it is told.
    pub(super) fn renew(&mut self) {
        let now = self.now();
        if let Some((case, since)) = self.held
            && now >= since.plus_minutes(self.lease / RENEW)
        {
            match self.store.claim(case, &self.app.officer.name, now, now.plus_minutes(self.lease)) {
                Ok(()) => self.held = Some((case, now)),
                Err(StoreError::Refused(error)) => {
                    self.held = None;
                    self.take(Msg::Answer(Answer::Refused(error)));
                }
                // The file may be busy; the next key tries again.
                Err(_) => {}
            }
        }
    }
}
