//! Search by name, number and document, on terms that Rust folded: every name from each of its words on, the Latin
//! spelling likewise, the document, the personal number and the case number.
//!
//! A text is one range of the index. Only when it finds nothing and has several words are they looked for one by one,
//! and then at most so many candidates are read; a cut search says so.

use std::collections::HashSet;

use rusqlite::params;

use super::queue::{JOINS, ROW, due_number, read_row};
use super::{Store, StoreError};
use crate::domain::{
    Anchor, CaseId, NewApplicant, QueueQuery, QueueRow, QueueWindow, RowKey, Stamp, StatusFilter, fold,
};

/// The longest term kept, in characters.
const TERM: usize = 40;
/// Index entries that one search reads at most.
const CANDIDATES: usize = 2_000;

/// The terms under which a case is found, each once.
pub(super) fn terms(applicant: &NewApplicant, case: CaseId) -> Vec<String> {
    let mut terms = vec![case.0.to_string()];
    for name in [&applicant.name, &applicant.latin] {
        let folded = fold(name);
        let starts = folded.char_indices().filter(|(at, _)| *at == 0 || folded[..*at].ends_with(' '));
        terms.extend(starts.map(|(at, _)| folded[at..].chars().take(TERM).collect::<String>()));
    }
    for number in [&applicant.document, &applicant.personal_number] {
        let folded = fold(number);
        terms.push(folded.replace(' ', "").chars().take(TERM).collect());
        terms.push(folded.chars().take(TERM).collect());
    }
    terms.retain(|term| !term.is_empty());
    terms.sort();
    terms.dedup();
    terms
}

/// The first text that sorts after everything with this prefix. No name holds the last code point of Unicode.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

impl Store {
    pub(super) fn search(&self, query: &QueueQuery, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let wanted: String = fold(&query.search).chars().take(TERM).collect();
        if wanted.is_empty() {
            return Ok(QueueWindow::default());
        }
        let run_together = wanted.replace(' ', "");
        let has = |text: &str| self.has_term(text);
        if !wanted.contains(' ') || has(&wanted)? {
            self.phrase(&wanted, query, limit, now)
        } else if has(&run_together)? {
            self.phrase(&run_together, query, limit, now)
        } else {
            self.all_words(&wanted, query, limit, now)
        }
    }

    /// Whether any term begins with the text: this chooses the way of searching, the same for every window of a search.
    fn has_term(&self, text: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM search_term WHERE term >= ?1 AND term < ?2 LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.exists((text, beyond(text)))?)
    }

    /// Cases with a term that begins with the text.
    fn phrase(&self, wanted: &str, query: &QueueQuery, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let (lowest, highest) = ((wanted.to_owned(), i64::MIN), (beyond(wanted), i64::MAX));
        let (back, from) = match &query.anchor {
            Anchor::First => (false, lowest.clone()),
            Anchor::Last => (true, highest.clone()),
            Anchor::After(key) => (false, (key.term.clone(), key.case.0.saturating_add(1))),
            Anchor::From(key) => (false, (key.term.clone(), key.case.0)),
            Anchor::Before(key) => (true, (key.term.clone(), key.case.0.saturating_sub(1))),
        };
        // A key that came from another text never leads outside of this one.
        let from = from.clamp(lowest, highest);
        let sql = if back {
            "SELECT term, case_id FROM search_term WHERE term >= ?1 AND (term, case_id) <= (?2, ?3) ORDER BY term DESC, case_id DESC LIMIT ?4"
        } else {
            "SELECT term, case_id FROM search_term WHERE term < ?1 AND (term, case_id) >= (?2, ?3) ORDER BY term, case_id LIMIT ?4"
        };
        let bound = if back { wanted.to_owned() } else { beyond(wanted) };
        let mut statement = self.db.prepare_cached(sql)?;
        let mut found = statement.query(params![bound, from.0, from.1, CANDIDATES as i64 + 1])?;
        let mut window = QueueWindow::default();
        let mut seen = HashSet::new();
        let mut read = 0;
        while let Some(row) = found.next()? {
            read += 1;
            if read > CANDIDATES {
                window.search_cut = true;
                break;
            }
            let (term, case): (String, i64) = (row.get(0)?, row.get(1)?);
            if !seen.insert(case) {
                continue;
            }
            let Some(row) = self.row(CaseId(case), query.filter, now)? else { continue };
            if window.rows.len() == limit {
                window.more_after = true;
                break;
            }
            window.rows.push((RowKey { term, due: due_number(row.due_on), case: row.case }, row));
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

    /// Cases in whose name every word begins some word; candidates come from the longest one. There is one window of
    /// them, whatever the anchor: who needs more types more.
    fn all_words(&self, wanted: &str, query: &QueueQuery, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let words: Vec<&str> = wanted.split(' ').collect();
        let longest = words.iter().copied().max_by_key(|word| word.chars().count()).unwrap_or(wanted);
        let sql =
            "SELECT term, case_id FROM search_term WHERE term >= ?1 AND term < ?2 ORDER BY term, case_id LIMIT ?3";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut found = statement.query(params![longest, beyond(longest), CANDIDATES as i64 + 1])?;
        let mut window = QueueWindow::default();
        let mut seen = HashSet::new();
        let mut read = 0;
        while let Some(row) = found.next()? {
            read += 1;
            if read > CANDIDATES || window.rows.len() == limit {
                window.search_cut = true;
                break;
            }
            let (term, case): (String, i64) = (row.get(0)?, row.get(1)?);
            if !seen.insert(case) || !self.has_words(CaseId(case), &words)? {
                continue;
            }
            if let Some(row) = self.row(CaseId(case), query.filter, now)? {
                window.rows.push((RowKey { term, due: due_number(row.due_on), case: row.case }, row));
            }
        }
        Ok(window)
    }

    fn has_words(&self, case: CaseId, words: &[&str]) -> Result<bool, StoreError> {
        let sql = "SELECT name, latin, document, personal_number FROM applicant \
             WHERE id=(SELECT applicant FROM case_file WHERE id=?)";
        let texts: [String; 4] =
            self.db.prepare_cached(sql)?.query_row([case.0], |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?]))?;
        let folded = fold(&texts.join(" "));
        let has = |wanted: &&str| folded.split(' ').any(|word| word.starts_with(wanted));
        Ok(words.iter().all(has))
    }

    /// The row of one case, if the filter lets it through.
    fn row(&self, case: CaseId, filter: StatusFilter, now: Stamp) -> Result<Option<QueueRow>, StoreError> {
        let sql = format!("{ROW} FROM case_file {JOINS} WHERE case_file.id = ?");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = statement.query(params![now.0, case.0])?;
        let Some(row) = found.next()?.map(read_row).transpose()? else { return Ok(None) };
        let passes = match filter {
            StatusFilter::All => true,
            StatusFilter::ToDo => row.status.is_open() || row.status == crate::domain::Status::AwaitingApproval,
            StatusFilter::One(status) => row.status == status,
        };
        Ok(passes.then_some(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_from_each_of_its_words_on() {
        let applicant = NewApplicant {
            name: "Кавалёў Аляксей".into(),
            latin: "KAVALIOU ALIAKSEI".into(),
            document: "MP 1234567".into(),
            ..NewApplicant::default()
        };
        let terms = terms(&applicant, CaseId(1001));
        for term in ["1001", "кавалеу аляксей", "аляксей", "kavaliou aliaksei", "aliaksei", "mp1234567", "mp 1234567"]
        {
            assert!(terms.contains(&term.to_owned()), "{term} in {terms:?}");
        }
        assert_eq!(terms.len(), 7);
    }
}
