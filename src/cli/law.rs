//! `suffrage law`: the packs as documents and as data, checked, tested and tried.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::args::LawCommand;
use super::{Env, Exit, Failure, Outcome, determine, json, law_eval, office};
use crate::i18n::{Arg, Texts};
use crate::law::{Library, Pack};

pub fn run(command: LawCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        LawCommand::List { json } => list(json, texts, env),
        LawCommand::Show { pack, json } => show(&pack, json, texts, env),
        LawCommand::Check { files } => {
            for path in files {
                let pack = load_file(&path, texts)?;
                sound(&path.display().to_string(), &pack, texts, env)?;
            }
            Ok(Exit::Done)
        }
        LawCommand::Test { pack } => test(pack.as_deref(), texts, env),
        LawCommand::Eval { schema, facts, expression } => law_eval::run(&schema, &facts, &expression, env),
    }
}
