//! How much of a pack's law its embedded cases hold: small changes of its text, each of which some case must notice.
//!
//! `sites` finds what can be changed in the file, `notation` what can be changed inside an expression; `missing` looks
//! for the case that would have told a change from the law, and `proof` shows where there can be none.

mod missing;
mod notation;
mod proof;
mod sites;

use std::ops::Range;
use std::sync::Arc;

use crate::domain::Schema;
use crate::law::pack::Pack;
use crate::law::pack::read::{self, Purpose};
use crate::law::pack::source::Source;
use crate::law::{LawError, load};
pub(crate) use missing::Missing;

/// What kind of thing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "what of a pack was changed, called as in the pack")]
pub enum What {
    Number,
    Day,
    Comparison,
    Anchor,
    Code,
    Group,
    Member,
    Exception,
    Effect,
    Negation,
    Question,
    Citation,
}

impl What {
    /// In the order of the report.
    pub const ALL: [What; 12] = [
        What::Number,
        What::Day,
        What::Comparison,
        What::Anchor,
        What::Code,
        What::Group,
        What::Member,
        What::Exception,
        What::Effect,
        What::Negation,
        What::Question,
        What::Citation,
    ];

    /// The word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            What::Number => "number",
            What::Day => "day",
            What::Comparison => "comparison",
            What::Anchor => "anchor",
            What::Code => "code",
            What::Group => "group",
            What::Member => "member",
            What::Exception => "exception",
            What::Effect => "effect",
            What::Negation => "negation",
            What::Question => "question",
            What::Citation => "citation",
        }
    }
}

/// One stretch of the file and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    with: String,
}

/// A pack with one small thing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Where the change stands in the pack's file, from 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What was changed.
    pub what: What,
    /// What stood there.
    pub old: String,
    /// Empty where something was taken away.
    pub new: String,
    /// The criterion or the parameter that it stands in; empty for the pack's own days.
    pub owner: String,
    /// In the order of the file.
    edits: Vec<Edit>,
}

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It does not read.
    Refused,
    /// Some embedded case comes out otherwise.
    Killed,
    /// Proven the same, by the compiled law or by every combination of answers: no case could tell it.
    Same,
    /// No embedded case notices; a case that would, where one was found, and how many were tried.
    #[expect(missing_docs, reason = "the case that would have told, where one was found, and how many were tried")]
    Alive { missing: Option<Box<Missing>>, tried: usize },
}

impl Fate {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Fate::Refused => "refused",
            Fate::Killed => "killed",
            Fate::Same => "same",
            Fate::Alive { .. } => "alive",
        }
    }
}

/// A pack, its text, and every mutant of it.
pub struct Bench {
    file: String,
    /// The text without the embedded cases, where they stand at the end: they are read once.
    text: String,
    schema: Arc<Schema>,
    pack: Pack,
    /// Every change that can be made to the pack, in the order of its file.
    pub mutants: Vec<Mutant>,
}

impl Bench {
    /// Reads and checks the pack in full, and finds what can be changed in it.
    pub fn of(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Bench, Vec<LawError>> {
        Bench::about(load(file, text, schema)?, file, text, schema)
    }

    fn about(pack: Pack, file: &str, text: &str, schema: &Arc<Schema>) -> Result<Bench, Vec<LawError>> {
        let text = sites::without_cases(text).to_owned();
        let source = Source::of(file, &text);
        let mutants = sites::mutants(&text, &source, schema).map_err(|error| vec![source.toml_error(&error)])?;
        Ok(Bench { file: file.to_owned(), text, schema: schema.clone(), pack, mutants })
    }

    /// Whether the cases notice the change.
    pub fn judge(&self, mutant: &Mutant) -> Fate {
        let Some(changed) = self.changed(mutant) else { return Fate::Refused };
        if !changed.all_cases_pass() {
            return Fate::Killed;
        }
        if proof::same_law(&self.pack, &changed) {
            return Fate::Same;
        }
        missing::search(&self.pack, &changed, mutant)
    }

    /// The changed pack with the cases of the one it was made of; `None` where it does not read.
    fn changed(&self, mutant: &Mutant) -> Option<Pack> {
        let mut text = self.text.clone();
        for edit in mutant.edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.with);
        }
        let read = read::read(&self.file, &text, &self.schema, Purpose::Trust).ok()?;
        Some(Pack { cases: self.pack.cases.clone(), ..read })
    }
}
