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
pub(crate) mod cite;
pub(crate) mod contradiction;
pub mod days;
pub mod engine;
pub(crate) mod error;
pub mod expr;
pub mod facts_json;
pub mod guide;
pub(crate) mod inquiry;
pub(crate) mod library;
pub mod pack;
pub(crate) mod suppose;
pub(crate) mod term;
pub(crate) mod tri;

pub(crate) use answer::determination::{CriterionFinding, Determination, Finding, Need};
pub use answer::explain::Step;
pub(crate) use answer::explain::StepKind;
pub(crate) use answer::grounds::{Ground, Reference};
pub use check::load;
#[cfg(test)]
pub(crate) use check::read_untried;
pub use cite::Reading;
pub(crate) use cite::{Cite, Instrument};
pub(crate) use engine::compiled::Compiled;
pub(crate) use engine::value::{ParamValue, param_text};
pub use error::LawError;
pub use expr::{Ask, Given, Ty};
pub(crate) use expr::{Cmp, Expr, History, NOTATION, Node};
pub use inquiry::{Inquiry, Knobs};
pub use library::Library;
pub use pack::Pack;
pub(crate) use pack::{Clause, Condition, Criterion, Edition, Exception, Member, PackStatus, Param};
pub(crate) use tri::Tri;

#[cfg(test)]
mod tests;
