//! Windows of the queue: by key, never by offset, never counted. Each is a handful of rows off an index.

use chrono::Datelike;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::values::{int, read_day, str_at, text};
use super::{Store, StoreError};
use crate::domain::{
    Anchor, CaseId, Day, Outcome, QueueQuery, QueueRow, QueueWindow, Right, RowKey, Stamp, Status, StatusFilter,
};

/// Rows of one window at most.
const LIMIT: usize = 1_000;

/// What a row of the queue is made of; [`read_row`] reads it by its places.
pub(super) const ROW: &str = "SELECT case_file.id, applicant.name, case_file.\"right\", poll.day AS poll_day, poll.level, \
     poll.place, case_file.status, case_file.due_on, lease.officer, case_file.outcome";
pub(super) const JOINS: &str = "JOIN applicant ON applicant.id = case_file.applicant JOIN poll ON poll.id = case_file.poll \
     LEFT JOIN lease ON lease.case_id = case_file.id AND lease.until - ? BETWEEN 1 AND 86400000";

/// Which way a window is read off its index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

impl Store {
    /// One window. Its rows are in queue order, whichever end it was read from.
    pub fn queue(&self, query: &QueueQuery, now: Stamp) -> Result<QueueWindow, StoreError> {
        let limit = query.limit.clamp(1, LIMIT);
        if !query.search.trim().is_empty() {
            return self.search(query, limit, now);
        }
        let (way, from, inclusive) = match &query.anchor {
            Anchor::First => (Way::Forward, None, true),
            Anchor::Last => (Way::Back, None, true),
            Anchor::After(key) => (Way::Forward, Some(key), false),
            Anchor::Before(key) => (Way::Back, Some(key), false),
            Anchor::From(key) => (Way::Forward, Some(key), true),
        };
        let mut rows = self.rows(query.filter, way, from, inclusive, limit + 1, now)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        if way == Way::Back {
            rows.reverse();
        }
        let (more_before, more_after) = match way {
            Way::Forward => (self.any_beyond(query, rows.first(), from, Way::Back, now)?, more),
            Way::Back => (more, self.any_beyond(query, rows.last(), from, Way::Forward, now)?),
        };
        Ok(QueueWindow { rows, more_before, more_after, search_cut: false })
    }

    /// Whether a row exists beyond the window's end; for an empty window, beyond where it was asked to start.
    fn any_beyond(
        &self,
        query: &QueueQuery,
        end: Option<&(RowKey, QueueRow)>,
        from: Option<&RowKey>,
        way: Way,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        match end.map(|(key, _)| key).or(from) {
            None => Ok(false),
            Some(key) => Ok(!self.rows(query.filter, way, Some(key), false, 1, now)?.is_empty()),
        }
    }

    fn rows(
        &self,
        filter: StatusFilter,
        way: Way,
        from: Option<&RowKey>,
        inclusive: bool,
        limit: usize,
        now: Stamp,
    ) -> Result<Vec<(RowKey, QueueRow)>, StoreError> {
        let mut conditions = Vec::new();
        let mut values = vec![int(now.0)];
        match filter {
            StatusFilter::All => {}
            StatusFilter::ToDo => conditions.push("todo = 1".to_owned()),
            StatusFilter::One(status) => {
                conditions.push("status = ?".to_owned());
                values.push(text(status.code()));
            }
        }
        if let Some(key) = from {
            let sign = match (way, inclusive) {
                (Way::Forward, false) => ">",
                (Way::Forward, true) => ">=",
                (Way::Back, false) => "<",
                (Way::Back, true) => "<=",
            };
            conditions.push(format!("(due_on, case_file.id) {sign} (?, ?)"));
            values.extend([text(due_text(key.due)), int(key.case.0)]);
        }
        values.push(Value::Integer(limit as i64));
        let index = match filter {
            StatusFilter::All => "case_by_due",
            StatusFilter::ToDo => "case_to_do",
            StatusFilter::One(_) => "case_by_status",
        };
        let condition =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let order = if way == Way::Forward { "due_on, case_file.id" } else { "due_on DESC, case_file.id DESC" };
        let sql = format!("{ROW} FROM case_file INDEXED BY {index} {JOINS} {condition} ORDER BY {order} LIMIT ?");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let row = read_row(row)?;
            rows.push((RowKey { term: String::new(), due: due_number(row.due_on), case: row.case }, row));
        }
        Ok(rows)
    }
}

pub(super) fn due_number(day: Day) -> i64 {
    i64::from(day.num_days_from_ce())
}

fn due_text(number: i64) -> String {
    let day = i32::try_from(number).ok().and_then(Day::from_num_days_from_ce_opt);
    day.map(|day| day.to_string()).unwrap_or_default()
}

pub(super) fn read_row(row: &Row) -> Result<QueueRow, StoreError> {
    let strange = |what: &str| StoreError::damaged(format!("{what} holds something this program never writes"));
    Ok(QueueRow {
        case: CaseId(row.get(0)?),
        name: row.get(1)?,
        right: Right::parse(str_at(row, 2)?).ok_or_else(|| strange("right"))?,
        poll_day: read_day(row, 3)?.ok_or_else(|| strange("poll.day"))?,
        level: row.get(4)?,
        place: row.get(5)?,
        status: Status::parse(str_at(row, 6)?).ok_or_else(|| strange("status"))?,
        due_on: read_day(row, 7)?.ok_or_else(|| strange("due_on"))?,
        holder: row.get(8)?,
        outcome: Outcome::parse(str_at(row, 9)?).ok_or_else(|| strange("outcome"))?,
    })
}
