//! Somebody who acts for the person of a case: in what, by which paper, and until when.

use std::collections::BTreeSet;

use super::clean::Clean;
use super::coded;
use super::remark::More;
use super::time::Day;

coded!(
    /// In what somebody represents the person of a case.
    Scope {
        /// Hands in papers and answers requests.
        File = "file",
        /// Gets the letters.
        Letters = "letters",
        /// Appeals.
        Appeal = "appeal",
    }
);

/// Somebody who represents the person of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Representative {
    /// As the paper names them.
    pub name: String,
    /// In what they do; on record there is always something.
    pub scope: BTreeSet<Scope>,
    /// The number of the power of attorney; may be empty.
    pub paper: String,
    /// The day of the paper; `None`: not said.
    pub paper_on: Option<Day>,
    /// The last day on which they do; `None`: until it is ended.
    pub until: Option<Day>,
}

impl Representative {
    /// As a remark says it beside its text, which is the name.
    pub fn more(&self) -> More {
        let scope: Vec<&str> = self.scope.iter().map(|one| one.code()).collect();
        More {
            day: self.until,
            about: scope.join(", "),
            number: self.paper.clone(),
            means: String::new(),
            dated: self.paper_on,
        }
    }

    /// What a remark says of somebody; `None`: there is no name, no scope, or a scope is written as nobody writes it.
    pub fn read(text: &str, more: &More) -> Option<Representative> {
        let scope: Option<BTreeSet<Scope>> = more.about.split(", ").map(Scope::parse).collect();
        let (name, paper) = (text.to_owned(), more.number.clone());
        let read = Representative { name, scope: scope?, paper, paper_on: more.dated, until: more.day };
        (!Clean::is_blank(text) && read.more().about == more.about).then_some(read)
    }

    /// Whether their last day is before this one.
    pub fn is_over(&self, day: Day) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// Whether letters of this day go to them.
    pub fn gets_letters(&self, day: Day) -> bool {
        self.scope.contains(&Scope::Letters) && !self.is_over(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_only_as_it_is_written() {
        let about = |about: &str| More { about: about.into(), ..More::default() };
        let read = |said: &str| Representative::read("Вера Пугач", &about(said));
        let both = read("letters, appeal").unwrap();
        assert_eq!(both.scope, BTreeSet::from([Scope::Letters, Scope::Appeal]));
        assert_eq!(both.more().about, "letters, appeal");
        for wrong in ["", "letter", "appeal, letters", "letters,appeal", "letters, letters", "letters, "] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
        assert_eq!(Representative::read(" ", &about("file")), None);
    }

    #[test]
    fn the_last_day_is_one_of_them() {
        let day = |text: &str| text.parse().unwrap();
        let scope = BTreeSet::from([Scope::Letters]);
        let until = Representative { scope, until: Some(day("2026-12-31")), ..Representative::default() };
        assert!(until.gets_letters(day("2026-12-31")) && !until.gets_letters(day("2027-01-01")));
        assert!(!Representative { scope: BTreeSet::from([Scope::File]), ..until }.gets_letters(day("2026-12-31")));
    }
}
