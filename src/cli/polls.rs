//! `suffrage polls`: the polls of an office with their numbers.

use std::path::PathBuf;

use serde_json::json;

use super::{Env, Exit, Outcome, json, office};
use crate::i18n::Texts;
use crate::wording::Wording;

#[derive(Debug, clap::Args)]
pub struct PollsArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Prints JSON, errors too
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: PollsArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let polls = office.store.polls().map_err(|error| office.fault(texts, error))?;
    if args.json {
        let polls = polls.iter().map(|poll| {
            let mut value = json::poll(poll);
            value["id"] = json!(poll.id);
            value
        });
        env.json(&json!({"polls": polls.collect::<Vec<_>>()}))?;
        return Ok(Exit::Done);
    }
    let schema = &office.library.schema;
    for poll in &polls {
        let wording = Wording { texts, schema, poll: Some(poll) };
        let (host, level) = (wording.code("country", &poll.host), wording.code("level", &poll.level));
        let place = poll.place_text(&poll.municipality, schema, texts.lang());
        env.line(&format!("{:>5}  {}  {host}, {level}, {place}", poll.id.0, texts.date(poll.day)))?;
    }
    if polls.is_empty() {
        env.line(texts.get("cli-no-polls").as_str())?;
    }
    Ok(Exit::Done)
}
