//! The time of an entry: what a clock may say beside that of the newest one.

use crate::domain::{ActError, Stamp};

/// A clock may be so far behind that of the newest entry; then it is taken to be wrong.
const CLOCK_SLACK_MINUTES: i64 = 5;
/// After so long without an entry somebody must say that the clock is right: one act under a wrong clock would make
/// every later one impossible.
const CLOCK_REST_MINUTES: i64 = 60 * 24 * 30;

/// The time of an entry: never before that of the newest one, and not long after it unless nobody in the office is real.
pub fn entry_time(last_at: Stamp, now: Stamp, fictitious: bool) -> Result<Stamp, ActError> {
    if now.plus_minutes(CLOCK_SLACK_MINUTES) < last_at {
        return Err(ActError::ClockWentBack { last: last_at, now });
    }
    if !fictitious && last_at.plus_minutes(CLOCK_REST_MINUTES) < now {
        return Err(ActError::ClockFarAhead { last: last_at, now });
    }
    Ok(now.max(last_at))
}

/// When something is done, and when the newest entry was made.
pub(super) struct Time {
    pub last: Stamp,
    pub now: Stamp,
    pub fictitious: bool,
}

/// The time of a word about a wrong clock that moves nothing: where the clock is behind, the time of the newest entry.
pub(super) fn standing(time: &Time) -> Result<Stamp, ActError> {
    match entry_time(time.last, time.now, time.fictitious) {
        Err(ActError::ClockWentBack { last, .. }) => Ok(last),
        other => other,
    }
}
