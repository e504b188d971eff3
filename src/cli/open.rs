//! `suffrage open`: the screens on an office.

use super::args::OpenArgs;
use super::{Env, Outcome, keys, office, reasons, screens};
use crate::i18n::Texts;

pub fn run(args: OpenArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let keymap = keys::read(&args.keys, texts, env)?;
    let templates = reasons::read(&args.texts, Some(&args.office), texts)?;
    let office = office::open(&args.office, texts, env)?;
    let officer = office.actor(args.user, texts, env)?;
    screens::run(office, &officer, keymap, templates, texts, env)
}
