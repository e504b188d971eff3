//! `suffrage init`: a new, empty office with its first officer.

use std::rc::Rc;

use super::args::InitArgs;
use super::{Env, Exit, Outcome, office};
use crate::domain::Officer;
use crate::i18n::Texts;
use crate::store::Store;

pub fn run(args: InitArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = office::library()?;
    let name = args.user.unwrap_or_else(|| env.user.clone());
    let first = Officer { name: name.clone(), may_decide: true, may_approve: true, may_self_approve: false };
    let entropy = Box::new(env.entropy);
    Store::create(&args.office, Rc::clone(&library), entropy, &first, env.now(), office::command_id(env))
        .map_err(|error| office::fault(texts, &args.office, error))?;
    let args = [("path", args.office.display().to_string().into()), ("officer", name.into())];
    env.line(texts.say("cli-office-made", &args).as_str())?;
    Ok(Exit::Done)
}
