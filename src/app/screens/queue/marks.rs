//! Marked cases: the next act is for all of them.

use std::collections::BTreeSet;

use crate::domain::CaseId;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    cases: BTreeSet<CaseId>,
    last: Option<CaseId>,
}

impl Marks {
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    pub fn len(&self) -> usize {
        self.cases.len()
    }

    pub fn has(&self, case: CaseId) -> bool {
        self.cases.contains(&case)
    }

    /// In the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = CaseId> {
        self.cases.iter().copied()
    }

    /// The case that was marked last.
    pub fn last(&self) -> Option<CaseId> {
        self.last
    }

    pub fn put(&mut self, case: CaseId) {
        self.cases.insert(case);
        self.last = Some(case);
    }

    pub fn take(&mut self, case: CaseId) {
        self.cases.remove(&case);
    }

    /// Marks the case, or unmarks it.
    pub fn turn(&mut self, case: CaseId) {
        match self.has(case) {
            true => self.take(case),
            false => self.put(case),
        }
    }
}
