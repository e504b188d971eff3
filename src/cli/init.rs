//! `suffrage init`: a new, empty office with its first officer.

use super::args::InitArgs;
use super::{Env, Exit, Outcome, office, shelf};
use crate::domain::Officer;
use crate::i18n::Texts;
use crate::store::{NewOffice, Store};

pub fn run(args: InitArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    let name = args.user.unwrap_or_else(|| env.user.clone());
    let first = Officer { name: name.clone(), may_decide: true, may_approve: true, may_self_approve: false };
    let title = args.name.unwrap_or_else(|| args.office.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let new = NewOffice {
        name: title,
        log_id: office::command_id(env).to_string(),
        fictitious: false,
        officers: vec![first],
        at: env.now(),
        by: name.clone(),
        command: office::command_id(env),
    };
    let store = Store::create(&args.office, library, Box::new(env.entropy), &new);
    let mut store = store.map_err(|error| office::fault(texts, &args.office, error))?;
    store.settle().map_err(|error| office::fault(texts, &args.office, error))?;
    let args = [("path", args.office.display().to_string().into()), ("officer", name.into())];
    env.line(texts.say("cli-office-made", &args).as_str())?;
    Ok(Exit::Done)
}
