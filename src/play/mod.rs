//! The replay of transcripts on a private copy of the sample, with the session and the drawing that officers have.

pub(crate) mod stage;
pub mod transcript;

use std::path::Path;
use std::rc::Rc;

use crate::law::Library;
use stage::Stage;
use transcript::{Difference, Transcript};

/// What came of playing one transcript.
pub struct Played {
    /// Where the screens were others than the transcript says; empty where all agree.
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
