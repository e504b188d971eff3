//! `suffrage play`: replays transcripts and shows where screens or rows differ.

use super::args::PlayArgs;
use super::{Env, Outcome};
use crate::i18n::Texts;

pub fn run(_args: PlayArgs, _texts: &Texts, _env: &mut Env) -> Outcome {
    todo!()
}
