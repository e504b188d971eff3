//! The one error of everything that reads law.

/// What is wrong with a pack, a schema or an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct LawError {
    pub(crate) file: String,
    /// From 1.
    pub line: usize,
    pub(crate) column: usize,
    /// What is wrong, as one sentence.
    pub problem: String,
}
