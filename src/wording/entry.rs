//! An entry of the ledger in words.

use super::fact::join;
use crate::domain::{Clean, LedgerRow};
use crate::i18n::Texts;

/// What was done, and what came of it where that is an outcome or a verdict.
pub fn done(texts: &Texts, row: &LedgerRow) -> Clean {
    let came_of_it = match row.outcome.as_deref().unwrap_or_default() {
        verdict @ ("grant" | "refuse") => texts.word("verdict", verdict),
        outcome => texts.word("outcome", outcome),
    };
    join(": ", [texts.word("action", &row.action), came_of_it])
}
