//! `suffrage play`: replays transcripts and shows where screens or rows differ.

use std::rc::Rc;

use super::args::PlayArgs;
use super::{Env, Exit, Failure, Outcome, input, office, shelf};
use crate::i18n::{Arg, Texts};
use crate::play::play;

pub fn run(args: PlayArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    let mut exit = Exit::Done;
    for path in &args.files {
        let file = ("file", Arg::from(path.display().to_string()));
        let text = input::text(path, Exit::Data, texts)?;
        let folder = std::env::temp_dir().join(format!("suffrage-play-{}", office::command_id(env)));
        let played = play(&text, Rc::clone(&library), &folder);
        let played = played.map_err(|problem| {
            let problem = ("problem", Arg::from(problem));
            Failure::say(Exit::Data, texts.say("cli-play-wrong", &[file.clone(), problem]))
        })?;
        if args.update {
            std::fs::write(path, &played.as_it_went).map_err(|error| Failure::file(texts, path, &error))?;
        } else if played.differences.is_empty() {
            env.line(texts.say("cli-play-same", &[file]).as_str())?;
        } else {
            exit = Exit::Differs;
            env.line(texts.say("cli-play-differs", &[file]).as_str())?;
            for difference in &played.differences {
                env.line(difference.to_string().trim_end())?;
            }
        }
    }
    Ok(exit)
}
