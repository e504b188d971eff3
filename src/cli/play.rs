//! `suffrage play`: replays transcripts and shows where screens or rows differ.

pub mod stage;
pub mod transcript;

use std::path::Path;
use std::rc::Rc;

use super::args::PlayArgs;
use super::{Env, Exit, Failure, Outcome, input, office, shelf};
use crate::i18n::{Arg, Texts};
use crate::law::Library;
use stage::Stage;
use transcript::{Difference, Transcript};

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

/// What came of playing one transcript.
pub struct Played {
    pub differences: Vec<Difference>,
    /// The file as it would read if it expected exactly what happened.
    pub as_it_went: String,
}

/// Plays a transcript on a private copy of the sample in `folder`, which is removed afterwards. The error says on which
/// line the transcript itself is at fault.
pub fn play(text: &str, library: Rc<Library>, folder: &Path) -> Result<Played, String> {
    let transcript = Transcript::read(text).map_err(|error| error.to_string())?;
    let mut stage = Stage::new(library, folder.to_owned()).map_err(|error| error.to_string())?;
    let mut outputs = Vec::new();
    let mut differences = Vec::new();
    for step in transcript.steps() {
        let got = stage.run(&step.command).map_err(|problem| format!("line {}: {problem}", step.line))?;
        differences.extend(step.compare(&got));
        outputs.push(got);
    }
    Ok(Played { differences, as_it_went: transcript.with_outputs(&outputs) })
}
