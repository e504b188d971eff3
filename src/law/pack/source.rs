//! Places in a file, for errors that say where.

use std::cell::OnceCell;

use crate::law::LawError;
use crate::law::pack::clauses::Refused;

/// A file's name and text, and where its lines begin.
#[derive(Debug)]
pub struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
    /// Looked for once, when the first place is asked for.
    lines: OnceCell<Vec<usize>>,
}

impl<'a> Source<'a> {
    pub fn of(file: &'a str, text: &'a str) -> Source<'a> {
        Source { file, text, lines: OnceCell::new() }
    }

    /// Line and column (from 1, in characters) of a byte.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let byte = crate::law::expr::marked::floor(self.text, byte);
        let begin = || [0].into_iter().chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let lines = self.lines.get_or_init(begin);
        let line = lines.partition_point(|start| *start <= byte);
        (line, self.text[lines[line - 1]..byte].chars().count() + 1)
    }

    pub fn error(&self, byte: usize, problem: impl Into<String>) -> LawError {
        let (line, column) = self.place(byte);
        LawError { file: self.file.to_owned(), line, column, problem: problem.into() }
    }

    /// A condition that does not compile, with its own place.
    pub fn refused(&self, refused: &Refused) -> LawError {
        let problem = format!("in this expression:\n{}", refused.error.render(&refused.source));
        LawError { file: self.file.to_owned(), line: refused.line, column: refused.column, problem }
    }

    /// An error of the TOML reader with its place.
    pub fn toml_error(&self, error: &toml::de::Error) -> LawError {
        self.error(error.span().map_or(0, |span| span.start), crate::law::pack::toml_words::plain(error.message()))
    }
}

/// Every error once, in the order of the file.
pub fn once(mut errors: Vec<LawError>) -> Vec<LawError> {
    errors.sort_by_key(|error| (error.line, error.column));
    let mut seen = std::collections::BTreeSet::new();
    errors.retain(|error| seen.insert((error.file.clone(), error.line, error.column, error.problem.clone())));
    errors
}
