//! Applications out of a CSV file: a header that names columns, rows that become [`NewCase`]s, and a reason, with line,
//! field and value, for every row that cannot. Voter records become the same by [`vri`].
//!
//! A file is streamed: no more than one record is in memory, whatever its size. Nothing here writes to an office.
//!
//! [`NewCase`]: crate::domain::NewCase

pub(crate) mod causes;
pub(crate) mod columns;
pub(crate) mod map;
pub(crate) mod reader;
pub(crate) mod register;
pub(crate) mod rejects;
pub(crate) mod row;
pub mod vri;
pub(crate) mod walk_in;

pub use columns::{Plan, Target};
pub use map::Map;
pub use reader::{Record, Rows};
pub use row::RowReader;

use crate::domain::Clean;
use crate::i18n::{Arg, Texts};

/// What is wrong with one field of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The column as the file names it.
    pub field: String,
    /// As it stands in the file.
    pub value: String,
    /// The sentence that says why, and its values.
    pub key: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

impl Problem {
    pub(crate) fn new(field: &str, value: &str, key: &'static str, args: Vec<(&'static str, Arg)>) -> Problem {
        Problem { field: field.to_owned(), value: value.to_owned(), key, args }
    }

    pub(crate) fn reason(&self, texts: &Texts) -> Clean {
        texts.say(self.key, &self.args)
    }
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// The line of the file on which the row starts, counted from 1.
    pub line: u64,
    pub(crate) problems: Vec<Problem>,
}

/// Why a whole file cannot be read as a table of applications.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file cannot be read from.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Something about the file as a whole: the sentence and its values.
    #[error("{key}")]
    #[expect(missing_docs, reason = "key and arguments of the sentence that says what is wrong")]
    Unreadable { key: &'static str, args: Vec<(&'static str, Arg)> },
}

impl IntakeError {
    pub(crate) fn unreadable(key: &'static str, args: Vec<(&'static str, Arg)>) -> IntakeError {
        IntakeError::Unreadable { key, args }
    }
}

/// A count as a value of a sentence.
pub fn count(n: u64) -> Arg {
    Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
