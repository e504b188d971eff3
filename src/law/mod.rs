//! The law as data: read packs, check them, compile them, determine, explain, compare.
//!
//! Pure: bytes and values in, values out. Nothing here knows SQL, files, clocks or screens. Each folder imports only from
//! those before it:
//!
//! - `expr`, the notation: names, parser (the only one that names the CEL crate), the typed form of a condition;
//! - `engine`: conditions lowered, once for each interval of the law, to a flat `program` over scalar slots; each question
//!   to a history answered on its own day (`resolve`), each criterion judged with its exceptions (`finding`);
//! - `pack`: what stands in a file, read and checked, with its sources, schema and embedded cases;
//! - `answer`: the determination, its steps, its grounds, its JSON;
//! - `check`: a pack tried by its own cases, by its mutants, and by another program.

pub mod answer;
pub mod check;
pub mod cite;
pub mod days;
pub mod engine;
pub mod error;
pub mod expr;
pub mod facts_json;
pub mod guide;
pub mod inquiry;
pub mod library;
pub mod pack;
pub mod suppose;
pub mod term;
pub mod tri;

pub use answer::determination::{CriterionFinding, Determination, Finding, Need};
pub use answer::explain::{Step, StepKind};
pub use answer::grounds::{Ground, Reference};
#[cfg(test)]
pub use check::read_untried;
pub use check::{CaseResult, load};
pub use cite::{Cite, Instrument, Reading};
pub use engine::compiled::{Compiled, Effect};
pub use engine::value::{ParamValue, param_text};
pub use error::LawError;
pub use expr::{Ask, Cmp, Expr, Given, History, NOTATION, Node, Ty};
pub use inquiry::{Inquiry, Knobs};
pub use library::Library;
pub use pack::{Clause, Condition, Criterion, Edition, Exception, Member, Pack, PackStatus, Param};
pub use tri::Tri;

#[cfg(test)]
mod tests;
