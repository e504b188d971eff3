//! Faults of many rows, together where they have one cause: a constant that is wrong is wrong in every row, and is said
//! once. Nothing is left out: the rows of all causes add up to all rows with faults.

use std::collections::HashMap;

use super::{Problem, Rejected};

/// How many lines of a cause are named.
const LINES: usize = 5;
/// How many values of one column are told apart for one reason; the rows with others are one more cause.
const VALUES: usize = 500;

/// One cause, and the rows that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// The fault of the first such row.
    pub problem: Problem,
    /// Whether the rows have many values, of which `problem` has the first.
    pub many_values: bool,
    pub rows: u64,
    /// The first lines, at most five.
    pub lines: Vec<u64>,
    last: u64,
}

/// The causes so far, in the order in which they came up.
#[derive(Debug, Default)]
pub struct Causes {
    list: Vec<Cause>,
    /// Column, reason and value (`None`: the rest of the values) -> its place in the list.
    places: HashMap<(String, String, Option<String>), usize>,
    /// Column and reason -> how many values.
    values: HashMap<(String, String), usize>,
}

impl Causes {
    pub fn add(&mut self, rejected: &Rejected) {
        rejected.problems.iter().for_each(|problem| self.add_problem(rejected.line, problem));
    }

    pub fn list(&self) -> &[Cause] {
        &self.list
    }

    fn add_problem(&mut self, line: u64, problem: &Problem) {
        // The reason's own values count where they do not come from the row.
        let reason = format!("{} {:?}", problem.key, problem.args);
        let mut place = (problem.field.clone(), reason, Some(problem.value.clone()));
        if !self.places.contains_key(&place) {
            let values = self.values.entry((problem.field.clone(), problem.key.to_owned())).or_default();
            *values += 1;
            if *values > VALUES {
                place = (problem.field.clone(), problem.key.to_owned(), None);
            }
        }
        let many_values = place.2.is_none();
        let at = *self.places.entry(place).or_insert_with(|| {
            let problem = problem.clone();
            self.list.push(Cause { problem, many_values, rows: 0, lines: Vec::new(), last: 0 });
            self.list.len() - 1
        });
        let cause = &mut self.list[at];
        // A row that has the same fault twice is one row.
        if cause.last == line {
            return;
        }
        cause.last = line;
        cause.rows += 1;
        if cause.lines.len() < LINES {
            cause.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rejected(line: u64, value: &str) -> Rejected {
        Rejected { line, problems: vec![Problem::new("right", value, "import-not-a-code", vec![])] }
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_cause_and_each_cause_has_its_first_lines(values in prop::collection::vec(0_u32..700, 0..1500)) {
            let mut causes = Causes::default();
            for (line, value) in values.iter().enumerate() {
                causes.add(&rejected(line as u64 + 2, &value.to_string()));
            }
            prop_assert_eq!(causes.list().iter().map(|cause| cause.rows).sum::<u64>(), values.len() as u64);
            prop_assert!(causes.list().len() <= VALUES + 1);
            for cause in causes.list().iter().filter(|cause| !cause.many_values) {
                let of_cause = values.iter().enumerate().filter(|(_, value)| value.to_string() == cause.problem.value);
                let lines: Vec<u64> = of_cause.map(|(line, _)| line as u64 + 2).collect();
                prop_assert_eq!(lines.len() as u64, cause.rows);
                prop_assert_eq!(&lines[..lines.len().min(LINES)], &cause.lines[..]);
            }
        }
    }
}
