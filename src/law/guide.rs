//! The author's guide to packs: a page of the repository that the program carries, with the table of what histories answer.

/// The page as it is kept, `guide.md`; `tests/law_guide.rs` runs its examples.
pub const PAGE: &str = include_str!("guide.md");

/// What each question to a history answers; generated and checked by the tests of `history`.
const TRUTH_TABLE: &str = include_str!("engine/truth-table.txt");

/// The page with the table behind it, so that neither is kept twice.
pub fn whole() -> String {
    format!("{}\n\n```text\n{}\n```\n", PAGE.trim_end(), TRUTH_TABLE.trim_end())
}
