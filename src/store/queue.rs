//! Windows of the queue: by key, never by offset, never counted. Each is a handful of rows off an index; where no index
//! serves a view, only so many rows are looked at for one window, and it says how far it came.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::conditions::{Conditions, Wanted};
use super::listed::{JOINS, ROW, key, read_row, slot_of};
use super::search::{Found, window};
use super::values::int;
use super::{Store, StoreError};
use crate::domain::filter::Order;
use crate::domain::{Anchor, QueueQuery, QueueRow, QueueWindow, RowKey, Stamp, fold};

/// Rows of one window at most.
const LIMIT: usize = 1_000;
/// Rows that are looked at for one window where no index serves the view.
const LOOKED_AT: usize = 2_000;
/// The same where a row's case has to be determined for it.
const DETERMINED: usize = 30;
/// Cases that are sorted at most, for an order that no index keeps.
const SORTED: usize = 2_000;

/// Which way a window is read off its index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

/// Where a reading starts.
#[derive(Clone, Copy)]
struct Start<'a> {
    way: Way,
    from: Option<&'a RowKey>,
    inclusive: bool,
}

/// What a reading gave: rows in the order in which they were read.
struct Read {
    rows: Found,
    /// The last row that was looked at, where it stopped before the end and before it had enough.
    stopped: Option<RowKey>,
}

impl Store {
    /// One window. Its rows are in queue order, whichever end it was read from.
    pub fn queue(&self, query: &QueueQuery, now: Stamp) -> Result<QueueWindow, StoreError> {
        let limit = query.limit.clamp(1, LIMIT);
        if !query.search.trim().is_empty() {
            return self.search(query, limit, now);
        }
        let wanted = self.wanted(&query.filter, now)?;
        if query.filter.order != Order::Due {
            return self.sorted(query, &wanted, limit, now);
        }
        let (way, from, inclusive) = match &query.anchor {
            Anchor::First => (Way::Forward, None, true),
            Anchor::Last => (Way::Back, None, true),
            Anchor::After(key) => (Way::Forward, Some(key), false),
            Anchor::Before(key) => (Way::Back, Some(key), false),
            Anchor::From(key) => (Way::Forward, Some(key), true),
        };
        let Read { mut rows, stopped } = self.rows(&wanted, Start { way, from, inclusive }, limit + 1, now)?;
        let more = rows.len() > limit || stopped.is_some();
        rows.truncate(limit);
        if way == Way::Back {
            rows.reverse();
        }
        let (more_before, more_after) = match way {
            Way::Forward => (self.any_beyond(&wanted, rows.first(), from, Way::Back, now)?, more),
            Way::Back => (more, self.any_beyond(&wanted, rows.last(), from, Way::Forward, now)?),
        };
        Ok(QueueWindow { rows, more_before, more_after, search_cut: false, looked_up_to: stopped, found: None })
    }

    /// Whether a row exists beyond the window's end; for an empty window, beyond where it was asked to start. A look that did not
    /// come to an end says yes.
    fn any_beyond(
        &self,
        wanted: &Wanted,
        end: Option<&(RowKey, QueueRow)>,
        from: Option<&RowKey>,
        way: Way,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        match end.map(|(key, _)| key).or(from) {
            None => Ok(false),
            key => {
                let Read { rows, stopped } = self.rows(wanted, Start { way, from: key, inclusive: false }, 1, now)?;
                Ok(!rows.is_empty() || stopped.is_some())
            }
        }
    }

    /// What the rows of these keys say now; a case that stands elsewhere by now has none.
    pub fn rows_at(&self, keys: &[RowKey], now: Stamp) -> Result<Vec<QueueRow>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{ROW} FROM listed {JOINS} WHERE listed.slot = ?"))?;
        let mut rows = Vec::new();
        for key in keys.iter().take(LIMIT) {
            let mut found = statement.query([now.0, slot_of(key.due, key.case.0)])?;
            rows.extend(found.next()?.map(read_row).transpose()?);
        }
        Ok(rows)
    }

    fn rows(&self, wanted: &Wanted, start: Start, limit: usize, now: Stamp) -> Result<Read, StoreError> {
        let order = if start.way == Way::Forward { "slot" } else { "slot DESC" };
        let mut by_index = wanted.by_index.clone();
        if let Some(key) = start.from {
            let sign = match (start.way, start.inclusive) {
                (Way::Forward, false) => ">",
                (Way::Forward, true) => ">=",
                (Way::Back, false) => "<",
                (Way::Back, true) => "<=",
            };
            by_index = by_index.with(&format!("slot {sign} ?"), int(slot_of(key.due, key.case.0)));
        }
        if wanted.is_by_index() {
            let index = wanted.index;
            let sql = format!("{ROW} FROM listed {index} {JOINS} WHERE {} ORDER BY {order} LIMIT ?", by_index.sql());
            let values = [int(now.0)].into_iter().chain(by_index.values).chain([Value::Integer(limit as i64)]);
            return Ok(Read { rows: self.read(&sql, values)?, stopped: None });
        }
        self.looked_for(wanted, &by_index, order, limit, now)
    }

    /// The same where the index leads to more rows than are shown: a bounded look at them.
    fn looked_for(
        &self,
        wanted: &Wanted,
        by_index: &Conditions,
        order: &str,
        limit: usize,
        now: Stamp,
    ) -> Result<Read, StoreError> {
        let at_most = if wanted.needs.is_empty() { LOOKED_AT } else { DETERMINED };
        let seen = format!(
            "SELECT slot FROM listed {} WHERE {} ORDER BY {order} LIMIT {at_most}",
            wanted.index,
            by_index.sql()
        );
        let sql = format!(
            "{ROW} FROM ({seen}) AS seen CROSS JOIN listed ON listed.slot = seen.slot {JOINS} WHERE {} \
             ORDER BY seen.{order} LIMIT {}",
            wanted.of_row.sql(),
            if wanted.needs.is_empty() { limit } else { at_most }
        );
        // The values stand in the order of the text: those of the index come first here.
        let values = by_index.values.iter().cloned().chain([int(now.0)]).chain(wanted.of_row.values.iter().cloned());
        let mut rows = self.read(&sql, values)?;
        if !wanted.needs.is_empty() {
            let mut waiting = Vec::new();
            for (key, row) in rows {
                if waiting.len() < limit && self.waits_for(row.case, &wanted.needs)? {
                    waiting.push((key, row));
                }
            }
            rows = waiting;
        }
        if rows.len() == limit {
            return Ok(Read { rows, stopped: None });
        }
        let last = if order == "slot" { "max" } else { "min" };
        let sql = format!("SELECT count(*), {last}(slot) FROM ({seen})");
        let (looked_at, slot): (i64, Option<i64>) = self
            .db
            .prepare_cached(&sql)?
            .query_row(params_from_iter(by_index.values.iter()), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let stopped = slot.filter(|_| looked_at == at_most as i64).map(|slot| key(String::new(), slot));
        Ok(Read { rows, stopped })
    }

    fn read(&self, sql: &str, values: impl Iterator<Item = Value>) -> Result<Found, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push((key(String::new(), row.get(0)?), read_row(row)?));
        }
        Ok(rows)
    }

    /// A window of an order that no index keeps: as many cases as can be sorted while somebody waits.
    fn sorted(&self, query: &QueueQuery, wanted: &Wanted, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let start = Start { way: Way::Forward, from: None, inclusive: true };
        let Read { mut rows, stopped } = self.rows(wanted, start, SORTED + 1, now)?;
        let cut = rows.len() > SORTED || stopped.is_some();
        rows.truncate(SORTED);
        for (key, row) in &mut rows {
            key.term = match query.filter.order {
                Order::Due => String::new(),
                Order::Latest => format!("{:010}", i64::from(u32::MAX) - key.due),
                Order::Name => fold(&row.name),
                Order::Case => format!("{:015}", row.case.0),
                Order::Newest => format!("{:015}", (1_i64 << 40) - row.case.0),
            };
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(window(rows, &query.anchor, limit, cut))
    }
}
