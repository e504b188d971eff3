//! `suffrage officer`: who works in an office, and what they may do.

use serde_json::json;

use super::args::OfficerCommand;
use super::{Env, Exit, Outcome, json, office};
use crate::domain::{Act, OfficeAct, Officer};
use crate::i18n::Texts;

pub fn run(path: &std::path::Path, command: OfficerCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        OfficerCommand::List { json } => list(path, json, texts, env),
        OfficerCommand::Add { name, no_decide, approve, self_approve, user } => {
            let officer =
                Officer { name, may_decide: !no_decide, may_approve: approve, may_self_approve: self_approve };
            let mut office = office::open(path, texts, env)?;
            let by = user.unwrap_or_else(|| env.user.clone());
            let line = permissions(&officer, texts);
            let receipt = office.perform(Act::Office(OfficeAct::Enrol { officer }), &by, texts, env)?;
            let args = [("officer", line.into()), ("entry", receipt.seq.to_string().into())];
            env.line(texts.say("cli-officer-added", &args).as_str())?;
            Ok(Exit::Done)
        }
    }
}

fn list(path: &std::path::Path, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(path, texts)?;
    let officers = office.store.officers().map_err(|error| office.fault(texts, error))?;
    if as_json {
        let officers: Vec<_> = officers.iter().map(json::officer).collect();
        env.json(&json!({"officers": officers}))?;
        return Ok(Exit::Done);
    }
    for officer in &officers {
        env.line(&permissions(officer, texts))?;
    }
    Ok(Exit::Done)
}

/// The name and what the officer may do, in words.
fn permissions(officer: &Officer, texts: &Texts) -> String {
    let all =
        [(officer.may_decide, "decide"), (officer.may_approve, "approve"), (officer.may_self_approve, "self_approve")];
    let words = all.iter().filter(|(may, _)| *may).map(|(_, code)| texts.word("permission", code).to_string());
    format!("{}: {}", officer.name, words.collect::<Vec<_>>().join(", "))
}
