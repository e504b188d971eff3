//! `suffrage demo`: the screens on a private copy of the sample office. The sample itself never changes.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::args::DemoArgs;
use super::{Env, Failure, Outcome, office, screens};
use crate::i18n::Texts;
use crate::sample::SAMPLE;

pub fn run(args: DemoArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let desk = args.screens.read(None, texts, env)?;
    // Its end is chance; its beginning is the time, which two demos may share.
    let id = office::command_id(env).to_string();
    let name = format!("suffrage-demo-{}.db", &id[id.len() - 12..]);
    let own = std::env::temp_dir().join(name);
    write_own(&own).map_err(|error| Failure::file(texts, &own, &error))?;
    let ended = office::open(&own, texts, env).and_then(|office| screens::run(office, &args.user, desk, texts, env));
    if ended.is_err() {
        // Nothing was done in it; what cannot be removed is only a copy.
        let beside = |end: &str| PathBuf::from(format!("{}{end}", own.display()));
        ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(beside(end))));
    }
    let ended = ended?;
    if ended.is_from_outside() {
        return Ok(ended);
    }
    env.line(texts.say("cli-demo-copy", &[("path", own.display().to_string().into())]).as_str())?;
    Ok(ended)
}

/// Writes the sample to a new file that only its owner can read.
fn write_own(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(SAMPLE)
}
