//! `suffrage demo`
use super::args::DemoArgs;
use super::{Env, Outcome};
use crate::i18n::Texts;

pub fn run(_args: DemoArgs, _texts: &Texts, _env: &mut Env) -> Outcome {
    todo!()
}
