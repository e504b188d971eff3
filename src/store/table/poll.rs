//! Election days in one place.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Place, Poll, PollId};
use crate::store::StoreError;
use crate::store::values::{day, int, needed, optional, read_day, str_at, text};

table!(
    POLL,
    "poll",
    "host",
    "day",
    "level",
    "municipality",
    "place",
    "nomination_from",
    "nomination_to",
    "roll_date",
    "local_age",
    "first_day",
    "application_from",
    "application_to"
);

pub fn row(poll: &Poll) -> Vec<Value> {
    vec![
        int(poll.id.0),
        text(&poll.host),
        text(poll.day.to_string()),
        text(&poll.level),
        text(poll.municipality.to_string()),
        text(&poll.place),
        day(poll.nomination_from),
        day(poll.nomination_to),
        day(poll.roll_date),
        optional(poll.local_age),
        day(poll.first_day),
        day(poll.application_from),
        day(poll.application_to),
    ]
}

pub fn read(row: &Row) -> Result<Poll, StoreError> {
    Ok(Poll {
        id: PollId(row.get(1)?),
        host: row.get(3)?,
        day: needed(read_day(row, 4)?, "poll.day")?,
        level: row.get(5)?,
        municipality: needed(Place::recorded(str_at(row, 6)?), "poll.municipality")?,
        place: row.get(7)?,
        nomination_from: read_day(row, 8)?,
        nomination_to: read_day(row, 9)?,
        roll_date: read_day(row, 10)?,
        local_age: row.get(11)?,
        first_day: read_day(row, 12)?,
        application_from: read_day(row, 13)?,
        application_to: read_day(row, 14)?,
    })
}
