//! Search by name, number and document, on terms that Rust folded: every name from each of its words on, the Latin
//! spelling likewise, the document, the personal number and the case number.
//!
//! A text is one range of the index, and each entry of it leads to one row of the queue. Only when a text finds nothing
//! and has several words are they looked for one by one. At most so many candidates are read; a cut search says so.

use std::collections::HashSet;

use rusqlite::params;

use super::listed::{JOINS, ROW, key, read_row, slot_of};
use super::{Store, StoreError};
use crate::domain::{
    Anchor, CaseId, NewApplicant, QueueQuery, QueueRow, QueueWindow, RowKey, Stamp, StatusFilter, fold,
};

/// The longest term kept, in characters.
const TERM: usize = 40;
/// Cases that one search looks at most: each is a row somewhere else in the file.
const CANDIDATES: usize = 1_000;

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
        let place = |key: &RowKey, step: i64| (key.term.clone(), slot_of(key.due, key.case.0) + step);
        let (lowest, highest) = ((wanted.to_owned(), i64::MIN), (beyond(wanted), i64::MAX));
        let (back, from) = match &query.anchor {
            Anchor::First => (false, lowest.clone()),
            Anchor::Last => (true, highest.clone()),
            Anchor::After(key) => (false, place(key, 1)),
            Anchor::From(key) => (false, place(key, 0)),
            Anchor::Before(key) => (true, place(key, -1)),
        };
        // A key that came from another text never leads outside of this one.
        let from = from.clamp(lowest, highest);
        let sql = if back {
            "SELECT term, slot FROM search_term WHERE term >= ?1 AND (term, slot) <= (?2, ?3) \
             ORDER BY term DESC, slot DESC LIMIT ?4"
        } else {
            "SELECT term, slot FROM search_term WHERE term < ?1 AND (term, slot) >= (?2, ?3) \
             ORDER BY term, slot LIMIT ?4"
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
            let key = key(row.get(0)?, row.get(1)?);
            if !seen.insert(key.case) {
                continue;
            }
            let Some(row) = self.listed(&key, query.filter, now)? else { continue };
            if window.rows.len() == limit {
                window.more_after = true;
                break;
            }
            window.rows.push((key, row));
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

    /// Cases in whose names and numbers every word begins some word; candidates come from the rarest one. There is one
    /// window of them, whatever the anchor: who needs more types more.
    fn all_words(&self, wanted: &str, query: &QueueQuery, limit: usize, now: Stamp) -> Result<QueueWindow, StoreError> {
        let words: Vec<&str> = wanted.split(' ').collect();
        let mut rarest = (usize::MAX, wanted);
        for word in &words {
            rarest = rarest.min((self.count(word)?, word));
        }
        let sql = "SELECT term, slot FROM search_term WHERE term >= ?1 AND term < ?2 ORDER BY term, slot LIMIT ?3";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut found = statement.query(params![rarest.1, beyond(rarest.1), CANDIDATES as i64 + 1])?;
        let mut window = QueueWindow::default();
        let mut seen = HashSet::new();
        let mut read = 0;
        while let Some(row) = found.next()? {
            read += 1;
            if read > CANDIDATES || window.rows.len() == limit {
                window.search_cut = true;
                break;
            }
            let key = key(row.get(0)?, row.get(1)?);
            if !seen.insert(key.case) {
                continue;
            }
            let Some(row) = self.listed(&key, query.filter, now)? else { continue };
            if begins_words(&row.name, &words) || self.has_words(key.case, &words)? {
                window.rows.push((key, row));
            }
        }
        Ok(window)
    }

    /// How many terms begin with the word, as far as a search would look.
    fn count(&self, word: &str) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM search_term WHERE term >= ?1 AND term < ?2 LIMIT ?3)";
        let limit = CANDIDATES as i64 + 1;
        let count: i64 =
            self.db.prepare_cached(sql)?.query_row(params![word, beyond(word), limit], |row| row.get(0))?;
        Ok(count as usize)
    }

    fn has_words(&self, case: CaseId, words: &[&str]) -> Result<bool, StoreError> {
        let sql = "SELECT name, latin, document, personal_number FROM applicant \
             WHERE id=(SELECT applicant FROM case_file WHERE id=?)";
        let texts: [String; 4] =
            self.db.prepare_cached(sql)?.query_row([case.0], |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?]))?;
        Ok(begins_words(&texts.join(" "), words))
    }

    /// The row of the queue to which a term leads, if the filter lets it through.
    fn listed(&self, key: &RowKey, filter: StatusFilter, now: Stamp) -> Result<Option<QueueRow>, StoreError> {
        let sql = format!("{ROW} FROM listed {JOINS} WHERE slot = ?");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = statement.query(params![now.0, slot_of(key.due, key.case.0)])?;
        let row = found.next()?.map(read_row).transpose()?;
        Ok(row.filter(|row| filter.passes(row.status)))
    }
}

/// Whether every word begins some word of the text.
fn begins_words(text: &str, words: &[&str]) -> bool {
    let folded = fold(text);
    words.iter().all(|wanted| folded.split(' ').any(|word| word.starts_with(wanted)))
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
