//! What became of a list of cases: every one of them is accounted for.

use super::act::ActError;
use super::id::CaseId;

/// Why a case of a list was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// Somebody changed it after it had been looked at.
    Changed,
    /// Another officer works on it.
    Held(String),
    /// The office does not allow it as the case stands.
    Refused,
}

impl Left {
    /// Every code.
    pub const CODES: [&'static str; 3] = ["changed", "held", "refused"];

    /// The word in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Left::Changed => Left::CODES[0],
            Left::Held(_) => Left::CODES[1],
            Left::Refused => Left::CODES[2],
        }
    }

    /// Why an act was refused, as far as a list tells.
    pub fn because(error: &ActError) -> Left {
        match error {
            ActError::Stale { .. } => Left::Changed,
            ActError::Held { by, .. } => Left::Held(by.clone()),
            _ => Left::Refused,
        }
    }
}

/// A list of cases, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many the act was performed on.
    pub done: usize,
    /// Each of the others, and why.
    pub left: Vec<(CaseId, Left)>,
    /// The office could no longer be worked with before it came to these.
    pub untried: Vec<CaseId>,
}

impl Tally {
    /// How many there were.
    pub fn asked(&self) -> usize {
        self.done + self.left.len() + self.untried.len()
    }

    /// Those that were left, grouped by why, each reason once.
    pub fn by_reason(&self) -> Vec<(&Left, Vec<CaseId>)> {
        let mut groups: Vec<(&Left, Vec<CaseId>)> = Vec::new();
        for (case, left) in &self.left {
            match groups.iter_mut().find(|(known, _)| *known == left) {
                Some((_, cases)) => cases.push(*case),
                None => groups.push((left, vec![*case])),
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_accounted_for_once() {
        let held = |n: i64| (CaseId(n), Left::Held("vera".into()));
        let left = vec![held(1), (CaseId(2), Left::Changed), held(3), (CaseId(4), Left::Refused)];
        let tally = Tally { done: 5, left, untried: vec![CaseId(9)] };
        assert_eq!(tally.asked(), 10);
        let groups = tally.by_reason();
        assert_eq!(groups[0], (&Left::Held("vera".into()), vec![CaseId(1), CaseId(3)]));
        assert_eq!(groups.iter().map(|(_, cases)| cases.len()).sum::<usize>(), 4);
    }
}
