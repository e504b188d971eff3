//! `suffrage open`
use super::args::OpenArgs;
use super::{Env, Outcome};
use crate::i18n::Texts;

pub fn run(_args: OpenArgs, _texts: &Texts, _env: &mut Env) -> Outcome {
    todo!()
}
