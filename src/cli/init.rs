//! `suffrage init`: a new, empty office with its first officer.

use super::args::InitArgs;
use super::{Env, Exit, Outcome, office, shelf};
use crate::domain::{Officer, Permission, Role};
use crate::i18n::Texts;
use crate::store::{NewOffice, Store};

pub fn run(args: InitArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    let name = args.user.unwrap_or_else(|| env.user.clone());
    // Whoever founds an office can do everything that one person can; with more people, roles are given out.
    let first = Officer { login: env.user.clone(), ..Officer::in_role(&name, Role::Supervisor) };
    let first = first.and(Permission::Administer);
    let title = args.name.unwrap_or_else(|| args.office.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let new = NewOffice {
        name: title,
        log_id: office::command_id(env).to_string(),
        fictitious: args.training,
        officers: vec![first],
        at: env.now(),
        by: name.clone(),
        login: env.user.clone(),
        command: office::command_id(env),
    };
    let store = Store::create(&args.office, library, Box::new(env.entropy), &new);
    let mut store = store.map_err(|error| office::fault(texts, &args.office, error))?;
    store.settle().map_err(|error| office::fault(texts, &args.office, error))?;
    let args = [("path", args.office.display().to_string().into()), ("officer", name.into())];
    env.line(texts.say("cli-office-made", &args).as_str())?;
    Ok(Exit::Done)
}
