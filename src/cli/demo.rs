//! `suffrage demo`: the screens on a private copy of the sample office. The sample itself never changes.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::args::DemoArgs;
use super::{Env, Failure, Outcome, office, screens};
use crate::i18n::Texts;

/// Where the sample lies in the source tree that the program was built from.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");

pub fn run(args: DemoArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let sample = args.sample.unwrap_or_else(|| PathBuf::from(SAMPLE));
    let name = format!("suffrage-demo-{}.db", &office::command_id(env).to_string()[..12]);
    let own = std::env::temp_dir().join(name);
    copy(&sample, &own, texts)?;
    let ended = office::open(&own, texts, env).and_then(|office| screens::run(office, &args.user, texts, env));
    if ended.is_err() {
        // Nothing was done in it; what cannot be removed is only a copy.
        let beside = |end: &str| PathBuf::from(format!("{}{end}", own.display()));
        ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(beside(end))));
    }
    let ended = ended?;
    env.line(texts.say("cli-demo-copy", &[("path", own.display().to_string().into())]).as_str())?;
    Ok(ended)
}

/// Copies a file to a new one that only its owner can read.
fn copy(from: &Path, to: &Path, texts: &Texts) -> Result<(), Failure> {
    let mut source = File::open(from).map_err(|error| Failure::file(texts, from, &error))?;
    let target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    let copied = target.and_then(|mut target| io::copy(&mut source, &mut target));
    copied.map(drop).map_err(|error| Failure::file(texts, to, &error))
}
