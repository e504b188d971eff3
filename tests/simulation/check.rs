//! The invariants: what the program says of its file is what the model holds.

use std::collections::BTreeMap;

use suffrage::domain::{Anchor, CaseId, QueueQuery, Stamp, Status, StatusFilter};

use crate::model::Line;
use crate::town::{Found, Step, Town};

impl Town {
    /// Everything, after each step; of the log its newest lines unless `whole`.
    pub fn check(&mut self, whole: bool) -> Step {
        self.check_log(whole)?;
        self.check_cases()?;
        self.check_people()?;
        let filters = [StatusFilter::ToDo, StatusFilter::All].into_iter();
        filters
            .chain(Status::ALL.iter().copied().map(StatusFilter::One))
            .try_for_each(|filter| self.check_queue(filter))
    }

    /// Every acknowledged act is in the record once, and nothing else is.
    fn check_log(&self, whole: bool) -> Step {
        let lines = &self.model.lines;
        let (size, _) = self.eye.head().map_err(text)?;
        if size != lines.len() as u64 {
            return Err(format!("the log has {size} entries, {} were acknowledged", lines.len()));
        }
        let rows = self.eye.entries(None, if whole { 10_000 } else { 8 }).map_err(text)?;
        for (row, known) in rows.iter().zip(lines.iter().rev()) {
            let found = Line { by: row.actor.clone(), action: known.action, case: row.case };
            if found != *known || row.action != known.action {
                return Err(format!("entry {} is {row:?}, acknowledged was {known:?}", row.seq));
            }
        }
        if rows.first().is_some_and(|row| row.at.0 != self.model.last_at) {
            return Err(format!("the newest entry is of {}, not of {}", rows[0].at, Stamp(self.model.last_at)));
        }
        match rows.len() == lines.len() || !whole {
            true => Ok(()),
            false => Err(format!("{} entries can be read of {}", rows.len(), lines.len())),
        }
    }

    fn check_cases(&self) -> Step {
        for (id, known) in &self.model.cases {
            let file = self.eye.case(*id, Stamp(self.now)).map_err(text)?;
            let file = file.ok_or_else(|| format!("case {id} is gone"))?;
            let found = (file.case.status, file.case.version, file.decisions.len(), file.approvals.len());
            let expected = (known.status, known.version, known.decisions, known.approvals);
            if found != expected {
                return Err(format!("case {id} is {found:?}, must be {expected:?}"));
            }
            let newest = file.decisions.last().map(|made| (made.id, made.by.as_str(), made.verdict));
            let standing = known.standing.as_ref().map(|made| (made.id, made.by.as_str(), made.verdict));
            if newest != standing {
                return Err(format!("case {id}: the decision is {newest:?}, must be {standing:?}"));
            }
            let departs = file.decision().is_some_and(|made| made.departs);
            // A decision that departs from nothing can be final without a second person: its letter had left, and came back.
            let came_back = file.events.iter().any(|event| event.action == "notice.undelivered") && !departs;
            let noticed = file.case.status == Status::Noticed;
            if file.case.status == Status::Final && !came_back || noticed && departs {
                self.check_eyes(*id, &file)?;
            }
        }
        Ok(())
    }

    /// Two people stand behind what is final, or somebody who was given leave.
    fn check_eyes(&self, id: CaseId, file: &suffrage::domain::CaseFile) -> Step {
        let yes = file.approvals.iter().rev().find(|one| one.returned.is_none());
        let (Some(made), Some(yes)) = (file.decision(), yes) else {
            return Err(format!("case {id} is final and nobody approved"));
        };
        let leave = self.model.own.contains(&(id, yes.by.clone()));
        match yes.decision == made.id && (yes.by != made.by || leave) {
            true => Ok(()),
            false => Err(format!("case {id}: {} decided and {} approved decision {}", made.by, yes.by, yes.decision)),
        }
    }

    fn check_people(&self) -> Step {
        let mut known = self.model.officers.clone();
        known.sort_by(|a, b| a.name.cmp(&b.name));
        let found = self.eye.officers().map_err(text)?;
        if found != known {
            return Err(format!("the officers are {found:?}, must be {known:?}"));
        }
        let office = self.eye.office().map_err(text)?;
        match office == self.model.office {
            true => Ok(()),
            false => Err(format!("the office is {office:?}")),
        }
    }

    /// All windows of a queue, forward and back, show exactly the cases of the model.
    fn check_queue(&mut self, filter: StatusFilter) -> Step {
        let limit = 1 + self.dice.below(6);
        // What was put aside is nothing to do.
        let hides = |rests: bool| rests && filter == StatusFilter::ToDo;
        let cases = self.model.cases.iter().filter(|(_, case)| filter.passes(case.status) && !hides(case.rests));
        let expected: BTreeMap<CaseId, Status> = cases.map(|(id, case)| (*id, case.status)).collect();
        let forward = self.walk(filter, limit, Anchor::First)?;
        let mut back = self.walk(filter, limit, Anchor::Last)?;
        back.reverse();
        let seen: BTreeMap<CaseId, Status> = forward.iter().copied().collect();
        match forward == back && seen == expected && forward.len() == expected.len() {
            true => Ok(()),
            false => Err(format!("queue {filter:?} by {limit}: {forward:?}, back {back:?}, must be {expected:?}")),
        }
    }

    fn walk(&self, filter: StatusFilter, limit: usize, start: Anchor) -> Result<Vec<(CaseId, Status)>, Found> {
        let back = start == Anchor::Last;
        let mut anchor = start;
        let mut walked = Vec::new();
        loop {
            let query = QueueQuery { filter: filter.into(), anchor, limit, ..QueueQuery::default() };
            let window = self.eye.queue(&query, Stamp(self.now)).map_err(text)?;
            if !window.rows.is_sorted_by(|a, b| a.0 < b.0) {
                return Err(format!("a window of {filter:?} is out of order"));
            }
            let mut rows: Vec<_> = window.rows.iter().map(|(_, row)| (row.case, row.status)).collect();
            let (edge, more) = match back {
                true => (window.rows.first(), window.more_before),
                false => (window.rows.last(), window.more_after),
            };
            if back {
                rows.reverse();
            }
            walked.extend(rows);
            match edge {
                Some((key, _)) if more && walked.len() < 10_000 => {
                    anchor = if back { Anchor::Before(key.clone()) } else { Anchor::After(key.clone()) };
                }
                _ => return Ok(walked),
            }
        }
    }
}

fn text(error: impl std::fmt::Display) -> Found {
    error.to_string()
}
