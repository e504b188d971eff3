//! Search by name, number and document, on terms that Rust made (see [`terms`]).
//!
//! A text asks for a few ranges of the index, the likeliest first, and each entry of them leads to one row of the queue.
//! As long as they are few, they are all looked at: who bears the name as it was typed comes first, then the others, then
//! those in whose names and numbers every word begins some word. When they are many, they are read range by range, as
//! many as fit in a window. At most so many candidates are read; a cut search says so.

mod terms;

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use super::conditions::Needs;
use super::listed::{JOINS, ROW, key, read_row, slot_of};
use super::values::int;
use super::{Store, StoreError};
use crate::domain::layout::retyped;
use crate::domain::translit::spells;
use crate::domain::{
    Anchor, ApplicantId, CaseId, Day, Filter, NewApplicant, QueueQuery, QueueRow, QueueWindow, RowKey, Stamp, Status,
    StatusFilter, fold,
};
use terms::asked;
pub(super) use terms::{add_evidence, follow, number_terms, rebuild, terms_of};

/// Cases that one search looks at most: each is a row somewhere else in the file.
const CANDIDATES: usize = 1_000;
/// Up to so many candidates are all looked at, to put the best first.
const FEW: usize = 400;
/// Cases that are counted at most among those that a view hides.
const HIDDEN: usize = 100;

/// Marks of the key of a row that say how well it fits, and so where it stands.
const AS_TYPED: char = '1';
const ALIKE: char = '2';
const IN_ANY_ORDER: char = '3';

/// What a search finds that the view of it does not show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    /// How many, as far as was counted.
    pub count_up_to: usize,
    /// The same by status, in the order in which cases go through them.
    pub by_status: Vec<(Status, usize)>,
    /// Those that are hidden because they are put aside, by the day until which; not counted by status.
    pub resting: Vec<(Day, usize)>,
}

/// The statement by which a row is looked up in a view, made once for a search.
struct Lookup {
    sql: String,
    now: Value,
    values: Vec<Value>,
    needs: Needs,
}

/// The first text that sorts after everything with this prefix. No name holds the last code point of Unicode.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// The mark of a range in the keys of its rows: ranges are in the order of their marks.
fn mark(range: usize) -> char {
    char::from_u32('a' as u32 + range as u32).unwrap_or('~')
}

/// Takes the places that candidates of ranges lead to; `false` when it has enough.
type Take<'t> = dyn FnMut(usize, RowKey) -> Result<bool, StoreError> + 't;

impl Store {
    pub(super) fn search(&self, query: &QueueQuery, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let ranges = asked(&query.search);
        if ranges.is_empty() {
            return Ok(QueueWindow::default());
        }
        if self.count(&ranges, FEW + 1)? > FEW {
            return self.stream(&ranges, query, limit, now);
        }
        let (found, cut) = self.gather(&ranges, query, now)?;
        Ok(window(found, &query.anchor, limit, cut))
    }

    /// What the search of a query finds that its filter hides.
    pub fn hidden_matches(&self, query: &QueueQuery, now: Stamp) -> Result<Hidden, StoreError> {
        let ranges = asked(&query.search);
        let (view, everything) = (self.lookup(&query.filter, now)?, self.lookup(&StatusFilter::All.into(), now)?);
        let (mut statuses, mut resting, mut seen) = (Vec::new(), BTreeMap::new(), HashSet::new());
        let today = now.day();
        let mut look = |key: &RowKey| {
            if seen.insert(key.case) {
                let hidden = self.listed(key, &view)?.is_none();
                let row = if hidden { self.listed(key, &everything)? } else { None };
                let Some(row) = row else { return Ok(seen.len() < HIDDEN) };
                let rests = row.aside.rests_until.filter(|day| *day > today && row.status.is_to_do());
                match rests {
                    Some(day) => *resting.entry(day).or_insert(0) += 1,
                    None => statuses.push(row.status),
                }
            }
            Ok::<_, StoreError>(seen.len() < HIDDEN)
        };
        self.each(&ranges, &mut |_, key| look(&key))?;
        self.each_in_any_order(&query.search, HIDDEN, &mut |_, key| look(&key))?;
        let by_status = Status::ALL.iter().map(|one| (*one, statuses.iter().filter(|found| *found == one).count()));
        let by_status = by_status.filter(|(_, count)| *count > 0).collect();
        let resting: Vec<(Day, usize)> = resting.into_iter().collect();
        let count_up_to = statuses.len() + resting.iter().map(|(_, count)| count).sum::<usize>();
        Ok(Hidden { count_up_to, by_status, resting })
    }

    /// Visits what the ranges hold, in their order, each entry under the first range that has it.
    fn each(&self, ranges: &[String], take: &mut Take) -> Result<(), StoreError> {
        let sql = "SELECT term, slot FROM search_term WHERE term >= ?1 AND term < ?2 ORDER BY term, slot";
        let mut statement = self.db.prepare_cached(sql)?;
        for (nth, range) in ranges.iter().enumerate() {
            let mut found = statement.query((range, beyond(range)))?;
            while let Some(row) = found.next()? {
                let key = key(row.get(0)?, row.get(1)?);
                if !is_of_earlier(ranges, nth, &key.term) && !take(nth, key)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Few candidates: all of them, the best first. Also whether more might have been found.
    fn gather(&self, ranges: &[String], query: &QueueQuery, now: Stamp) -> Result<(Found, bool), StoreError> {
        let typed: Vec<String> = [query.search.clone()]
            .into_iter()
            .chain(retyped(&query.search))
            .map(|text| fold(&text))
            .filter(|text| !text.is_empty())
            .collect();
        let is_typed = |name: &str| typed.iter().any(|text| spells(&fold(name), text));
        let latin = typed.iter().any(|text| text.is_ascii());
        let view = self.lookup(&query.filter, now)?;
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        self.each(ranges, &mut |nth, mut key| {
            if !seen.insert(key.case) {
                return Ok(true);
            }
            if let Some(row) = self.listed(&key, &view)? {
                let as_typed = is_typed(&row.name)
                    || latin && self.applicant(key.case)?.is_some_and(|(_, known)| is_typed(&known.latin));
                key.term = format!("{}{}{}", if as_typed { AS_TYPED } else { ALIKE }, mark(nth), key.term);
                found.push((key, row));
            }
            Ok(true)
        })?;
        let cut = self.each_in_any_order(&query.search, CANDIDATES, &mut |nth, mut key| {
            if seen.insert(key.case)
                && let Some(row) = self.listed(&key, &view)?
            {
                key.term = format!("{IN_ANY_ORDER}{}{}", mark(nth), key.term);
                found.push((key, row));
            }
            Ok(true)
        })?;
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok((found, cut))
    }

    /// Visits cases in whose names and numbers every word of the text begins some word; candidates come from the rarest
    /// one. Whether there were more candidates than it may look at.
    fn each_in_any_order(&self, text: &str, candidates: usize, take: &mut Take) -> Result<bool, StoreError> {
        // A sign between words asks for nothing; letters that can begin no name ask for nobody.
        let words: Vec<Vec<String>> =
            text.split_whitespace().filter(|word| !fold(word).is_empty()).map(asked).collect();
        if words.len() < 2 || words.iter().any(Vec::is_empty) {
            return Ok(false);
        }
        let mut rarest = (usize::MAX, 0);
        for (nth, word) in words.iter().enumerate() {
            rarest = rarest.min((self.count(word, candidates + 1)?, nth));
        }
        let (mut seen, twice) = (HashSet::new(), self.office()?.second_entry);
        self.each(&words[rarest.1], &mut |nth, key| {
            if !seen.insert(key.case) {
                return Ok(true);
            }
            if seen.len() > candidates {
                return Ok(false);
            }
            Ok(!self.has_words(key.case, &words, &twice)? || take(nth, key)?)
        })?;
        Ok(seen.len() > candidates)
    }

    /// How many terms the ranges hold, as far as it matters.
    fn count(&self, ranges: &[String], enough: usize) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM search_term WHERE term >= ?1 AND term < ?2 LIMIT ?3)";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut count = 0;
        for range in ranges {
            let found: i64 = statement.query_row(params![range, beyond(range), enough as i64], |row| row.get(0))?;
            count += found as usize;
            if count >= enough {
                break;
            }
        }
        Ok(count)
    }

    fn has_words(&self, case: CaseId, words: &[Vec<String>], twice: &[String]) -> Result<bool, StoreError> {
        let Some((id, known)) = self.applicant(case)? else { return Ok(false) };
        let terms = terms_of(&self.db, id, &known, case, twice)?;
        let begins = |word: &Vec<String>| word.iter().any(|asked| terms.iter().any(|term| term.starts_with(asked)));
        Ok(words.iter().all(begins))
    }

    fn applicant(&self, case: CaseId) -> Result<Option<(ApplicantId, NewApplicant)>, StoreError> {
        let sql = "SELECT id, key, name, latin, document, personal_number FROM applicant \
             WHERE id=(SELECT applicant FROM case_file WHERE id=?)";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([case.0])?;
        let Some(r) = rows.next()? else { return Ok(None) };
        let known = NewApplicant {
            key: r.get(1)?,
            name: r.get(2)?,
            latin: r.get(3)?,
            document: r.get(4)?,
            personal_number: r.get(5)?,
        };
        Ok(Some((ApplicantId(r.get(0)?), known)))
    }

    /// How a row is looked up in a view.
    fn lookup(&self, filter: &Filter, now: Stamp) -> Result<Lookup, StoreError> {
        let wanted = self.wanted(filter, now)?;
        let all = wanted.all();
        let sql = format!("{ROW} FROM listed {JOINS} WHERE slot = ? AND {}", all.sql());
        Ok(Lookup { sql, now: int(now.0), values: all.values, needs: wanted.needs })
    }

    /// The row of the queue to which a term leads, if the view lets it through.
    fn listed(&self, key: &RowKey, lookup: &Lookup) -> Result<Option<QueueRow>, StoreError> {
        let mut statement = self.db.prepare_cached(&lookup.sql)?;
        let slot = int(slot_of(key.due, key.case.0));
        let mut found = statement.query(params_from_iter([&lookup.now, &slot].into_iter().chain(&lookup.values)))?;
        let Some(row) = found.next()?.map(read_row).transpose()? else { return Ok(None) };
        Ok(self.waits_for(row.case, &lookup.needs)?.then_some(row))
    }

    /// Many candidates: one window of them, read range by range.
    fn stream(
        &self,
        ranges: &[String],
        query: &QueueQuery,
        limit: usize,
        now: Stamp,
    ) -> Result<QueueWindow, StoreError> {
        let place = |key: &RowKey, step: i64| {
            let mut term = key.term.chars();
            let range = term.by_ref().nth(1).map_or(0, |mark| (mark as usize).saturating_sub('a' as usize));
            (range.min(ranges.len() - 1), term.as_str().to_owned(), slot_of(key.due, key.case.0) + step)
        };
        let last = ranges.len() - 1;
        let (back, (from_range, term, slot)) = match &query.anchor {
            Anchor::First => (false, (0, String::new(), i64::MIN)),
            Anchor::Last => (true, (last, beyond(&ranges[last]), i64::MAX)),
            Anchor::After(key) => (false, place(key, 1)),
            Anchor::From(key) => (false, place(key, 0)),
            Anchor::Before(key) => (true, place(key, -1)),
        };
        let sql = if back {
            "SELECT term, slot FROM search_term WHERE term >= ?1 AND (term, slot) <= (?2, ?3) \
             ORDER BY term DESC, slot DESC"
        } else {
            "SELECT term, slot FROM search_term WHERE term < ?1 AND (term, slot) >= (?2, ?3) ORDER BY term, slot"
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let view = self.lookup(&query.filter, now)?;
        let (mut window, mut seen, mut read) = (QueueWindow::default(), HashSet::new(), 0);
        let order: Vec<usize> = if back { (0..=from_range).rev().collect() } else { (from_range..=last).collect() };
        'ranges: for nth in order {
            let (lowest, highest) = ((ranges[nth].clone(), i64::MIN), (beyond(&ranges[nth]), i64::MAX));
            // A key that came from another text never leads outside of this one.
            let from = match (nth == from_range, back) {
                (true, _) => (term.clone(), slot).clamp(lowest.clone(), highest.clone()),
                (false, true) => highest.clone(),
                (false, false) => lowest.clone(),
            };
            let bound = if back { lowest.0 } else { highest.0 };
            let mut found = statement.query(params![bound, from.0, from.1])?;
            while let Some(row) = found.next()? {
                read += 1;
                if read > CANDIDATES {
                    window.search_cut = true;
                    break 'ranges;
                }
                let mut key = key(row.get(0)?, row.get(1)?);
                if is_of_earlier(ranges, nth, &key.term) || !seen.insert(key.case) {
                    continue;
                }
                let Some(row) = self.listed(&key, &view)? else { continue };
                if window.rows.len() == limit {
                    window.more_after = true;
                    break 'ranges;
                }
                key.term = format!("{ALIKE}{}{}", mark(nth), key.term);
                window.rows.push((key, row));
            }
        }
        if back {
            window.rows.reverse();
            window.more_before = std::mem::take(&mut window.more_after);
            window.more_after = query.anchor != Anchor::Last;
        } else {
            window.more_before = matches!(query.anchor, Anchor::After(_) | Anchor::From(_));
        }
        Ok(window)
    }
}

pub(super) type Found = Vec<(RowKey, QueueRow)>;

/// Whether an earlier range has the term already.
fn is_of_earlier(ranges: &[String], nth: usize, term: &str) -> bool {
    ranges[..nth].iter().any(|earlier| term.starts_with(earlier.as_str()))
}

/// One window of everything that was found.
pub(super) fn window(mut found: Found, anchor: &Anchor, limit: usize, search_cut: bool) -> QueueWindow {
    let below = |key: &RowKey| found.partition_point(|(one, _)| one < key);
    let up_to = |key: &RowKey| found.partition_point(|(one, _)| one <= key);
    let (from, to) = match anchor {
        Anchor::First => (0, limit),
        Anchor::Last => (found.len().saturating_sub(limit), found.len()),
        Anchor::After(key) => (up_to(key), up_to(key) + limit),
        Anchor::From(key) => (below(key), below(key) + limit),
        Anchor::Before(key) => (below(key).saturating_sub(limit), below(key)),
    };
    let (to, all) = (to.min(found.len()), found.len());
    found.truncate(to);
    QueueWindow {
        rows: found.split_off(from),
        more_before: from > 0,
        more_after: to < all,
        search_cut,
        looked_up_to: None,
        found: (!search_cut).then_some((from, all)),
    }
}
