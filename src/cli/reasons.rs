//! `suffrage reasons`, and the file of texts of an office: it is taken whole or refused, each fault with its line.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Env, Exit, Failure, Outcome, input};
use crate::domain::{Clean, Words};
use crate::i18n::{Arg, Texts};
use crate::wording::reasons::{Fault, Origin, Slot, Template, Templates, blanks, fault};

/// The file of texts beside an office.
const PLACE: &str = "reasons.toml";

/// Which texts are at hand.
#[derive(Debug, Clone, clap::Args)]
pub struct ReasonsFile {
    /// Texts for reasons and notes besides the program's own (TOML); default: reasons.toml beside the office, if it is there
    #[arg(long, value_name = "FILE.toml")]
    pub reasons: Option<PathBuf>,
}

/// Prints the texts for reasons and notes: those of the office first, then the program's own.
#[derive(Debug, clap::Args)]
pub struct ReasonsArgs {
    /// The office file, beside which its texts stand
    #[arg(value_name = "OFFICE.db")]
    pub office: Option<PathBuf>,
    #[command(flatten)]
    pub file: ReasonsFile,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: ReasonsArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let templates = read(&args.file, args.office.as_deref(), texts)?;
    if args.json {
        let listed: Vec<_> = templates.all().iter().map(as_json).collect();
        env.json(&json!(listed))?;
        return Ok(Exit::Done);
    }
    for one in templates.all() {
        let slots: Vec<&str> = one.slots.iter().map(|slot| slot.code()).collect();
        env.line(&format!("{:<24} {:<20} {}", one.name, slots.join(","), one.title.get(texts.lang())))?;
        for line in Clean::lines(one.text.get(texts.lang())) {
            env.line(&format!("    {line}"))?;
        }
    }
    Ok(Exit::Done)
}

fn as_json(one: &Template) -> serde_json::Value {
    let words = |words: &Words| json!({"en": words.en, "ru": words.ru, "be": words.be});
    let slots: Vec<&str> = one.slots.iter().map(|slot| slot.code()).collect();
    let own = one.origin == Origin::Office;
    json!({"name": one.name, "for": slots, "title": words(&one.title), "text": words(&one.text), "of_the_office": own})
}

/// The texts at hand: those of the file that is named, else of the one beside the office, and the program's own.
pub fn read(file: &ReasonsFile, office: Option<&Path>, texts: &Texts) -> Result<Templates, Failure> {
    let beside = office.map(|office| office.parent().unwrap_or(Path::new("")).join(PLACE));
    let beside = beside.filter(|path| path.symlink_metadata().is_ok());
    let (templates, path) = match file.reasons.clone().or(beside) {
        Some(path) => (Templates::with(&input::text(&path, Exit::Data, texts)?), path),
        None => (Templates::own(), PathBuf::from(PLACE)),
    };
    let line = |one: &Fault| format!("{}:{}: {}", path.display(), one.line, fault(&one.problem, texts));
    templates.map_err(|faults| Failure::new(Exit::Data, &faults.iter().map(line).collect::<Vec<_>>().join("\n")))
}

/// The text of this name for a decision with its blanks filled, and into which of its fields it goes.
pub fn for_decision(
    templates: &Templates,
    name: &str,
    values: &[String],
    texts: &Texts,
) -> Result<(Slot, String), Failure> {
    let fits = |one: &Template| one.slots.iter().copied().find(|slot| matches!(slot, Slot::Reasons | Slot::Departure));
    let found = templates.named(name).and_then(|one| Some((fits(one)?, one)));
    let Some((slot, one)) = found else {
        let known: Vec<&str> =
            templates.all().iter().filter(|one| fits(one).is_some()).map(|one| one.name.as_str()).collect();
        let args = [("name", Arg::from(name)), ("known", Arg::from(known.join(", ")))];
        return Err(Failure::say(Exit::Usage, texts.say("error-no-such-template", &args)));
    };
    let text = one.text.get(texts.lang());
    let count = blanks(text).count();
    if values.len() > count {
        let (blanks, given) = (Arg::Text(count.to_string()), Arg::Text(values.len().to_string()));
        let args = [("name", Arg::from(name)), ("blanks", blanks), ("given", given)];
        return Err(Failure::say(Exit::Usage, texts.say("error-template-fills", &args)));
    }
    // What a value says in brackets is no blank of the text.
    if let Some(left) = blanks(text).nth(values.len()) {
        let args = [("name", Arg::from(name)), ("blank", Arg::from(&text[left]))];
        return Err(Failure::say(Exit::Usage, texts.say("error-template-blank", &args)));
    }
    Ok((slot, one.filled(texts.lang(), values)))
}
