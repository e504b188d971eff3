//! `suffrage keys`, and the file with keys of one's own: it is taken whole or refused, each fault with its line.

use std::path::{Path, PathBuf};

use serde_json::{Map, json};
use toml::de::{DeTable, DeValue};

use super::{Env, Exit, Failure, Outcome, input};
use crate::app::keymap::Keymap;
use crate::app::remap::{self, Refused};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};

/// The file of keys below the folder of a person's settings.
const PLACE: &str = "suffrage/keys.toml";

/// Which keys hold.
#[derive(Debug, Clone, clap::Args)]
pub struct KeysFile {
    /// Keys of your own: a TOML file of lines such as decide = "D" (suffrage keys prints one to start from); default:
    /// suffrage/keys.toml in XDG_CONFIG_HOME or ~/.config, if it is there
    #[arg(long, value_name = "FILE.toml")]
    pub keys: Option<PathBuf>,
}

/// Prints the keys that hold, in the form of the file that changes them.
///
/// What is not in a file of keys keeps its key. Esc, Enter and Ctrl-C stay where they are, and so do the keys of forms and
/// search lines. Two commands that can be meant at one place cannot have one key.
#[derive(Debug, clap::Args)]
pub struct KeysArgs {
    #[command(flatten)]
    pub file: KeysFile,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: KeysArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let keymap = read(&args.file, texts, env)?;
    let keys = remap::movable(keymap);
    if args.json {
        let keys: Map<_, _> = keys.map(|b| (remap::name(b).to_owned(), json!(b.keys))).collect();
        env.json(&json!(keys))?;
        return Ok(Exit::Done);
    }
    for binding in keys {
        // A key of the table is one word without control characters: this is TOML as it stands, but for these two.
        let keys = binding.keys.replace('\\', "\\\\").replace('"', "\\\"");
        let line = format!("{} = \"{keys}\"", remap::name(binding));
        env.line(&format!("{line:<32} # {}", texts.get(binding.help)))?;
    }
    Ok(Exit::Done)
}

/// The keys that hold: those of the file that is named, else of the file in its usual place, else the program's own.
pub fn read(file: &KeysFile, texts: &Texts, env: &Env) -> Result<Keymap, Failure> {
    let usual = env.settings.as_ref().map(|folder| folder.join(PLACE)).filter(|path| path.symlink_metadata().is_ok());
    let Some(path) = file.keys.clone().or(usual) else { return Ok(Keymap::default()) };
    let text = input::text(&path, Exit::Data, texts)?;
    parse(&text, &path, texts).map_err(|faults| Failure::new(Exit::Data, &faults.join("\n")))
}

fn parse(text: &str, path: &Path, texts: &Texts) -> Result<Keymap, Vec<String>> {
    let at = |start: usize, said: &Clean| {
        let line = text.get(..start).unwrap_or(text).matches('\n').count() + 1;
        format!("{}:{line}: {said}", path.display())
    };
    let table = DeTable::parse(text).map_err(|error| {
        let said = texts.say("keys-not-toml", &[("problem", Arg::from(error.message()))]);
        vec![at(error.span().map_or(0, |span| span.start), &said)]
    })?;
    let (mut wanted, mut places, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (name, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::String(keys) => {
                wanted.push((name.span().start, name.get_ref().as_ref(), keys.as_ref()));
            }
            _ => {
                let said = texts.say("keys-no-text", &[("command", Arg::from(name.get_ref().as_ref()))]);
                faults.push(at(name.span().start, &said));
            }
        }
    }
    wanted.sort_unstable();
    places.extend(wanted.iter().map(|(start, ..)| *start));
    let wanted: Vec<(&str, &str)> = wanted.into_iter().map(|(_, name, keys)| (name, keys)).collect();
    match remap::remap(&wanted) {
        Ok(keymap) if faults.is_empty() => Ok(keymap),
        Ok(_) => Err(faults),
        Err(refused) => {
            faults.extend(refused.iter().map(|(place, why)| at(places[*place], &say(why, texts))));
            Err(faults)
        }
    }
}

/// A refusal as a sentence.
fn say(why: &Refused, texts: &Texts) -> Clean {
    let command = |name: &str| ("command", Arg::from(name));
    let pressed = |key: &str| ("key", Arg::from(key));
    match why {
        Refused::NoSuchCommand { name, near: None } => texts.say("keys-no-such-command", &[command(name)]),
        Refused::NoSuchCommand { name, near: Some(near) } => {
            texts.say("keys-no-such-command-near", &[command(name), ("near", Arg::from(near.as_str()))])
        }
        Refused::Fixed { name } => texts.say("keys-fixed", &[command(name)]),
        Refused::NoSuchKey { name, key } => texts.say("keys-no-such-key", &[command(name), pressed(key)]),
        Refused::FixedKey { name, key } => texts.say("keys-fixed-key", &[command(name), pressed(key)]),
        Refused::Taken { name, key, other } => {
            texts.say("keys-taken", &[command(name), pressed(key), ("other", Arg::from(other.as_str()))])
        }
    }
}
