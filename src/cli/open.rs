//! `suffrage open`: the screens on an office.

use super::args::OpenArgs;
use super::{Env, Outcome, office, screens};
use crate::i18n::Texts;

pub fn run(args: OpenArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let desk = args.screens.read(Some(&args.office), texts, env)?;
    let office = office::open(&args.office, texts, env)?;
    let officer = office.actor(args.user, texts, env)?;
    screens::run(office, &officer, desk, texts, env)
}
