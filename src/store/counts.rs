//! The figures above the queue: read off its indexes, each up to a limit, so that no office is too large to be counted.

use rusqlite::{ToSql, params};

use super::listed::{slot, slot_of};
use super::{Store, StoreError};
use crate::domain::counts::{Counts, CountsQuery};
use crate::domain::{CaseId, Day, Status, StatusFilter};

/// Cases in review that are looked at, one by one, for how they came there.
const IN_REVIEW: usize = 2_000;

impl Store {
    /// Counts what is left, and where a row stands.
    pub fn counts(&self, query: &CountsQuery) -> Result<Counts, StoreError> {
        let first = |day: Day| slot(day, CaseId(0));
        let (today, after) = (first(query.today), first(query.soon.succ_opt().unwrap_or(Day::MAX)));
        let view = |until: i64| match query.filter {
            StatusFilter::ToDo => self.to_do(0, until),
            StatusFilter::All => self.up_to("listed WHERE slot < ?", &[&until]),
            StatusFilter::One(status) => {
                let from = "listed INDEXED BY listed_by_status WHERE status = ? AND slot < ?";
                self.up_to(from, &[&status.code(), &until])
            }
        };
        Ok(Counts {
            to_do: self.to_do(0, i64::MAX)?,
            late: self.to_do(0, today)?,
            soon: self.to_do(today, after)?,
            returned: self.returned()?,
            view: view(i64::MAX)?,
            before: query.row.as_ref().map_or(Ok(0), |key| view(slot_of(key.due, key.case.0)))?,
        })
    }

    fn to_do(&self, from: i64, until: i64) -> Result<usize, StoreError> {
        self.up_to("listed INDEXED BY listed_to_do WHERE todo = 1 AND slot >= ? AND slot < ?", &[&from, &until])
    }

    fn up_to(&self, from: &str, values: &[&dyn ToSql]) -> Result<usize, StoreError> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {})", Counts::MOST);
        let count: i64 = self.db.prepare_cached(&sql)?.query_row(values, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Cases in review whose newest decision a second officer has returned.
    fn returned(&self) -> Result<Option<usize>, StoreError> {
        let sql = "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM approval WHERE approved = 0 AND decision = \
                     (SELECT max(id) FROM decision WHERE case_id = seen.slot & 1099511627775))), 0) \
                   FROM (SELECT slot FROM listed INDEXED BY listed_by_status WHERE status = ?1 LIMIT ?2) AS seen";
        let (seen, returned): (i64, i64) = self
            .db
            .prepare_cached(sql)?
            .query_row(params![Status::InReview.code(), IN_REVIEW as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(usize::try_from(returned).ok().filter(|_| seen < IN_REVIEW as i64))
    }
}
