//! `suffrage sample`: a deterministic office of any size, streamed.
mod cases;
mod dice;
mod people;

use super::args::SampleArgs;
use super::{Env, Outcome};
use crate::i18n::Texts;

pub fn run(_args: SampleArgs, _texts: &Texts, _env: &mut Env) -> Outcome {
    todo!()
}
