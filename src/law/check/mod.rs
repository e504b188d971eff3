//! What shows that a pack is sound: its own cases, its mutants, and the same law in a notation that another program reads.

pub mod mutate;
pub(crate) mod smt;
mod trial;

use std::sync::Arc;

use crate::domain::Schema;
use crate::law::LawError;
use crate::law::pack::read::{self, Purpose};
use crate::law::pack::{Pack, source};
pub(crate) use trial::CaseResult;

/// Reads, checks, compiles and tries one pack. A pack whose own cases fail, or do not show every criterion each way and
/// every version of a parameter, does not load.
pub fn load(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Pack, Vec<LawError>> {
    let pack = read::read(file, text, schema, Purpose::Prove)?;
    let error = |(line, column), problem| LawError { file: file.to_owned(), line, column, problem };
    let mut errors: Vec<LawError> =
        pack.untested_versions().into_iter().map(|(place, problem)| error(place, problem)).collect();
    if errors.is_empty() {
        let failed = pack.run_cases().into_iter().filter(|result| !result.differs.is_empty());
        let said = |result: CaseResult| format!("case {:?}: {}", result.name, result.differs.join("; "));
        errors.extend(failed.map(|result| error((result.line, 1), said(result))));
    }
    // What a case that fails would have shown is not known.
    if errors.is_empty() {
        errors.extend(pack.uncovered().into_iter().map(|(line, problem)| error((line, 1), problem)));
    }
    if errors.is_empty() { Ok(pack) } else { Err(source::once(errors)) }
}

/// Reads, checks and compiles a pack without trying its cases: for tests of what comes after.
#[cfg(test)]
pub fn read_untried(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Pack, Vec<LawError>> {
    read::read(file, text, schema, Purpose::Prove)
}
