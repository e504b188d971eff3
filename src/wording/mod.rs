//! What screens, commands and letters say of values, in the language of the reader: facts, sources, grounds.
//!
//! Pure: values in, [`crate::domain::Clean`] words out. A code is shown by its label; a raw key or an expression of a pack
//! never is. The form of a value that the record commits to is another one ([`crate::domain::Value::canonical`]).

pub(crate) mod columns;
pub(crate) mod condition;
pub(crate) mod entry;
pub(crate) mod event;
pub(crate) mod fact;
mod ground;
pub(crate) mod letter;
pub(crate) mod office;
pub(crate) mod pack;
pub(crate) mod reasons;
pub(crate) mod representative;
pub mod source;
pub(crate) mod tally;
pub(crate) mod term;
#[cfg(test)]
mod tests;

pub(crate) use ground::{denied, ground};

use crate::domain::{Poll, Schema};
use crate::i18n::Texts;

/// What words are made of: the schema's labels, the language, and the poll that the reader works on.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) texts: &'a Texts,
    pub(crate) poll: Option<&'a Poll>,
}
