//! What an officer did on one day, and what can still be done about it: the same for the screen and for the command.

use crate::domain::{CaseFile, CaseId, FactId, LedgerRow, Stamp, Zone};
use crate::office::ActKind;

/// How many entries are read at once.
pub const WINDOW: usize = 500;

/// One entry of the officer's.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    pub row: LedgerRow,
    /// The person whose case it is, where it is about a case.
    pub name: Option<String>,
    pub open: Vec<Open>,
}

/// What can still be done about an entry, or has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// The decision can be taken back until this moment.
    TakeBack { until: Stamp },
    /// The decision cannot be taken back any more, and its letter has not left.
    Letter,
    /// A second officer returned the decision, and none was made since.
    Anew,
    /// The fact stands, and can be corrected.
    Correct { fact: FactId },
}

impl Deed {
    /// `file`: the case of the entry as it is now.
    pub fn new(row: LedgerRow, file: Option<&CaseFile>, now: Stamp, undo_minutes: i64) -> Deed {
        let open = file.map(|file| open(&row, file, now, undo_minutes)).unwrap_or_default();
        Deed { row, name: file.map(|file| file.name.clone()), open }
    }

    /// Until when it can be taken back.
    pub fn undo_until(&self) -> Option<Stamp> {
        self.open.iter().find_map(|one| match one {
            Open::TakeBack { until } => Some(*until),
            _ => None,
        })
    }

    /// The facts of it that can be corrected.
    pub fn facts(&self) -> impl Iterator<Item = FactId> {
        self.open.iter().filter_map(|one| match one {
            Open::Correct { fact } => Some(*fact),
            _ => None,
        })
    }

    pub fn case(&self) -> Option<CaseId> {
        self.row.case
    }
}

/// Whose entries of which day are wanted, and where the look for them ends.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub officer: &'a str,
    pub zone: Zone,
    pub now: Stamp,
    /// So many of the officer's entries at most.
    pub most: usize,
    /// So many entries of everybody at most: an import brings a million in a day.
    pub looked: usize,
}

/// The officer's entries of the day, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    pub rows: Vec<LedgerRow>,
    /// The look ended before the day's first entry.
    pub cut: bool,
}

/// Looks for them. `read` gives the entries before a number, the newest first, [`WINDOW`] at most.
pub fn of_today<E>(wanted: Wanted, mut read: impl FnMut(Option<u64>) -> Result<Vec<LedgerRow>, E>) -> Result<Found, E> {
    let today = wanted.zone.day(wanted.now);
    let (mut found, mut looked, mut before) = (Found::default(), 0, None);
    loop {
        let rows = read(before)?;
        let more = rows.len() == WINDOW;
        looked += rows.len();
        before = rows.last().map(|row| row.seq);
        for row in rows {
            if wanted.zone.day(row.at) < today {
                return Ok(found);
            }
            if row.actor != wanted.officer {
                continue;
            }
            if found.rows.len() == wanted.most {
                found.cut = true;
                return Ok(found);
            }
            found.rows.push(row);
        }
        if !more || looked >= wanted.looked {
            found.cut = more;
            return Ok(found);
        }
    }
}

fn open(row: &LedgerRow, file: &CaseFile, now: Stamp, undo_minutes: i64) -> Vec<Open> {
    let mut open = Vec::new();
    let made = file.decisions.last().filter(|decision| decision.seq == row.seq && !decision.undone);
    let until = made.map(|decision| decision.at.plus_minutes(undo_minutes));
    let until = until.filter(|until| now < *until && ActKind::Undo.fits(file.case.status));
    let returned = |decision| file.approvals.iter().any(|one| one.decision == decision && one.returned.is_some());
    match (until, made) {
        (Some(until), _) => open.push(Open::TakeBack { until }),
        (None, Some(decision)) if file.case.status.is_open() && returned(decision.id) => open.push(Open::Anew),
        _ => {}
    }
    let approved = file.approvals.last().is_some_and(|one| one.seq == row.seq && one.returned.is_none());
    if until.is_none() && (made.is_some() || approved) && ActKind::RecordNotice.fits(file.case.status) {
        open.push(Open::Letter);
    }
    let recorded = file.events.iter().filter(|event| event.seq == row.seq && row.action == "fact.recorded");
    let stands = |fact: &FactId| !file.facts.iter().any(|other| other.supersedes == Some(*fact));
    open.extend(
        recorded.flat_map(|event| event.facts.iter().copied()).filter(stands).map(|fact| Open::Correct { fact }),
    );
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{day, file};
    use crate::domain::{Decision, DecisionId, Outcome, Status, Verdict};

    fn row(seq: u64, actor: &str, at: &str) -> LedgerRow {
        LedgerRow {
            seq,
            at: Stamp::parse(at).unwrap(),
            actor: actor.into(),
            action: "decision.made".into(),
            case: Some(CaseId(1001)),
            outcome: None,
            leaf: String::new(),
        }
    }

    fn wanted(most: usize, looked: usize) -> Wanted<'static> {
        let now = Stamp::parse("2026-08-20T10:00:00Z").unwrap();
        Wanted { officer: "ira", zone: Zone::default(), now, most, looked }
    }

    #[test]
    fn only_ones_own_entries_of_the_day_are_found() {
        let rows = [
            row(4, "ira", "2026-08-20T09:00:00Z"),
            row(3, "oleg", "2026-08-20T08:00:00Z"),
            row(2, "ira", "2026-08-20T00:00:00Z"),
            row(1, "ira", "2026-08-19T23:59:00Z"),
        ];
        let found = of_today::<()>(wanted(9, 9), |_| Ok(rows.to_vec())).unwrap();
        assert_eq!((found.rows.iter().map(|row| row.seq).collect::<Vec<_>>(), found.cut), (vec![4, 2], false));
        let found = of_today::<()>(wanted(1, 9), |_| Ok(rows.to_vec())).unwrap();
        assert_eq!((found.rows.len(), found.cut), (1, true), "what is left out is told");
    }

    #[test]
    fn a_day_of_a_million_entries_is_not_read_whole() {
        let mut windows = 0;
        let found = of_today::<()>(wanted(9, 2 * WINDOW), |_| {
            windows += 1;
            Ok(vec![row(1, "oleg", "2026-08-20T09:00:00Z"); WINDOW])
        });
        assert_eq!((windows, found.unwrap().cut), (2, true));
    }

    #[test]
    fn a_decision_is_taken_back_then_its_letter_is_owed() {
        let mut file = file(1001);
        let (seq, id) = (8, DecisionId(1));
        let mine = row(seq, "ira", "2026-08-20T09:00:00Z");
        file.decisions.push(Decision {
            id,
            verdict: Verdict::Grant,
            departs: false,
            reasons: String::new(),
            departure: String::new(),
            proposed: Outcome::Eligible,
            pack: String::new(),
            pack_version: String::new(),
            pack_hash: [0; 32],
            law_date: day("2026-09-20"),
            facts: Vec::new(),
            by: "ira".into(),
            at: mine.at,
            seq,
            undone: false,
        });
        file.case.status = Status::Decided;
        let at = |file: &CaseFile, minutes| Deed::new(mine.clone(), Some(file), mine.at.plus_minutes(minutes), 10).open;
        assert_eq!(at(&file, 9), [Open::TakeBack { until: mine.at.plus_minutes(10) }]);
        assert_eq!(at(&file, 10), [Open::Letter]);
        file.case.status = Status::Noticed;
        assert_eq!(at(&file, 10), []);
        file.case.status = Status::InReview;
        assert_eq!(at(&file, 10), []);
        file.approvals.push(crate::domain::Approval {
            decision: id,
            returned: Some(crate::domain::Ground::ALL[0]),
            note: String::new(),
            by: "oleg".into(),
            at: mine.at,
            seq: seq + 1,
        });
        assert_eq!(at(&file, 10), [Open::Anew]);
    }
}
