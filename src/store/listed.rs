//! The queue as it is read: what a row of it shows, kept in the order of the queue, so that a window is a few
//! neighbouring pages whatever the size of the office. Computed from the record; verification computes it again.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::lease::longest;
use super::table::case_file::OpenedCase;
use super::values::{read_day, str_at};
use crate::domain::case::Aside;
use crate::domain::{CaseId, Day, Outcome, QueueRow, Right, RowKey, Status};
use chrono::Datelike;

/// What a row of the queue is made of; [`read_row`] reads it by its places.
pub(super) const ROW: &str = "SELECT listed.slot, listed.name, listed.\"right\", poll.day, poll.level, poll.place, \
     listed.status, lease.officer, listed.outcome, listed.assigned, listed.asked, listed.rests, listed.answer_by, \
     listed.returned, listed.appeal";
/// Takes the moment for which leases are looked at. `CROSS`: the queue leads, whatever the planner thinks.
pub(super) const JOINS: &str = concat!(
    "CROSS JOIN poll ON poll.id = listed.poll LEFT JOIN lease ON lease.case_id = listed.slot & 1099511627775 ",
    "AND lease.until - ? BETWEEN 1 AND ",
    longest!()
);

/// Bits of a slot that number the case; those above number the day on which it is due.
const CASE_BITS: u32 = 40;

/// The place of a case in the order of the queue.
pub(super) fn slot(due: Day, case: CaseId) -> i64 {
    slot_of(due_number(due), case.0)
}

/// The same from the parts of a key. A key that nobody was given leads somewhere, and nowhere outside of the queue.
pub(super) fn slot_of(due: i64, case: i64) -> i64 {
    due.clamp(0, (1 << 22) - 1) << CASE_BITS | case.clamp(0, (1 << CASE_BITS) - 1)
}

/// The key of a row, from its slot.
pub(super) fn key(term: String, slot: i64) -> RowKey {
    RowKey { term, due: slot >> CASE_BITS, case: CaseId(slot & ((1 << CASE_BITS) - 1)) }
}

/// The days from the first day of year 1 to a day.
pub(super) fn due_number(day: Day) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// The day of a number of days.
pub(super) fn day_of(due: i64) -> Result<Day, StoreError> {
    let day = i32::try_from(due).ok().and_then(Day::from_num_days_from_ce_opt);
    day.ok_or_else(|| StoreError::damaged("listed.slot holds something this program never writes"))
}

pub(super) fn read_row(row: &Row) -> Result<QueueRow, StoreError> {
    let strange = |what: &str| StoreError::damaged(format!("{what} holds something this program never writes"));
    let key = key(String::new(), row.get(0)?);
    Ok(QueueRow {
        case: key.case,
        name: row.get(1)?,
        right: Right::parse(str_at(row, 2)?).ok_or_else(|| strange("right"))?,
        poll_day: read_day(row, 3)?.ok_or_else(|| strange("poll.day"))?,
        level: row.get(4)?,
        place: row.get(5)?,
        status: Status::parse(str_at(row, 6)?).ok_or_else(|| strange("status"))?,
        due_on: day_of(key.due)?,
        holder: row.get(7)?,
        outcome: Outcome::parse(str_at(row, 8)?).ok_or_else(|| strange("outcome"))?,
        aside: read_aside(row, 9)?,
    })
}

/// The six columns from this place on that say what officers have said to each other.
fn read_aside(row: &Row, at: usize) -> Result<Aside, StoreError> {
    let day = |at: usize| -> Result<Option<Day>, StoreError> {
        let number: Option<i64> = row.get(at)?;
        Ok(number.and_then(|number| Day::from_num_days_from_ce_opt(i32::try_from(number).ok()?)))
    };
    Ok(Aside {
        assigned: row.get(at)?,
        asked: row.get(at + 1)?,
        rests_until: day(at + 2)?,
        answer_by: day(at + 3)?,
        returned: row.get::<_, Option<i64>>(at + 4)? == Some(1),
        appeal_by: day(at + 5)?,
    })
}

/// Puts a new case in the queue; `answered`: its proposal, and the row of the pack that gave it.
pub(super) fn put(db: &Connection, case: &OpenedCase, name: &str, answered: (Outcome, i64)) -> Result<(), StoreError> {
    let sql = "INSERT INTO listed (slot, name, \"right\", poll, status, todo, outcome, pack) VALUES (?,?,?,?,?,?,?,?)";
    db.prepare_cached(sql)?.execute(params![
        slot(case.due_on, case.id),
        name,
        case.right.code(),
        case.poll.0,
        Status::New.code(),
        Status::New.is_to_do(),
        answered.0.code(),
        answered.1
    ])?;
    Ok(())
}

/// What the law proposes for a case now, and the row of the pack that says so.
pub(super) fn answer(db: &Connection, slot: i64, outcome: Outcome, pack: i64) -> Result<(), StoreError> {
    let sql = "UPDATE listed SET outcome=?, pack=? WHERE slot=?";
    let changed = db.prepare_cached(sql)?.execute(params![outcome.code(), pack, slot])?;
    if changed == 1 { Ok(()) } else { Err(StoreError::damaged("a case is not in the queue")) }
}

/// Where a case stands now.
pub(super) struct Stands {
    pub due_on: Day,
    pub case: CaseId,
    pub status: Status,
}

/// Brings the queue up to where a case stands; `answered`: its new proposal, and the row of the pack that gave it, else they
/// stay; `said`: what becomes of what officers have said to each other.
pub(super) fn follow(
    db: &Connection,
    stands: &Stands,
    answered: Option<(Outcome, i64)>,
    said: impl FnOnce(Aside) -> Aside,
) -> Result<(), StoreError> {
    let lost = || StoreError::damaged(format!("case {} is not in the queue", stands.case));
    let place = slot(stands.due_on, stands.case);
    let sql = "SELECT assigned, asked, rests, answer_by, returned, appeal FROM listed WHERE slot=?";
    let mut statement = db.prepare_cached(sql)?;
    let aside = statement.query([place])?.next()?.map(|row| read_aside(row, 0)).transpose()?.ok_or_else(lost)?;
    let aside = said(aside);
    let sql = "UPDATE listed SET status=?1, todo=?2, outcome=coalesce(?3, outcome), pack=coalesce(?4, pack), \
         assigned=?6, asked=?7, rests=?8, answer_by=?9, returned=?10, appeal=?11 WHERE slot=?5";
    let changed = db.prepare_cached(sql)?.execute(params![
        stands.status.code(),
        stands.status.is_to_do(),
        answered.map(|(outcome, _)| outcome.code()),
        answered.map(|(_, pack)| pack),
        place,
        aside.assigned,
        aside.asked,
        aside.rests_until.map(due_number),
        aside.answer_by.map(due_number),
        aside.returned.then_some(1),
        aside.appeal_by.map(due_number),
    ])?;
    if changed == 1 { Ok(()) } else { Err(lost()) }
}
