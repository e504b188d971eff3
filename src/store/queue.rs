//! Windows of the queue: by key, never by offset, never counted. Each is a handful of rows off an index.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::listed::{JOINS, ROW, key, read_row, slot_of};
use super::values::{int, text};
use super::{Store, StoreError};
use crate::domain::{Anchor, QueueQuery, QueueRow, QueueWindow, RowKey, Stamp, StatusFilter};

/// Rows of one window at most.
const LIMIT: usize = 1_000;

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
            conditions.push(format!("slot {sign} ?"));
            values.push(int(slot_of(key.due, key.case.0)));
        }
        values.push(Value::Integer(limit as i64));
        // Without an index of its own the whole queue is read in the order of its table.
        let index = match filter {
            StatusFilter::All => "",
            StatusFilter::ToDo => "INDEXED BY listed_to_do",
            StatusFilter::One(_) => "INDEXED BY listed_by_status",
        };
        let condition =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let order = if way == Way::Forward { "slot" } else { "slot DESC" };
        let sql = format!("{ROW} FROM listed {index} {JOINS} {condition} ORDER BY {order} LIMIT ?");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push((key(String::new(), row.get(0)?), read_row(row)?));
        }
        Ok(rows)
    }
}
