//! `suffrage determine`: what the law says of a case, or of facts in a file, and why.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::args::DetermineArgs;
use super::explain::Page;
use super::{Env, Exit, Failure, Outcome, office};
use crate::i18n::{Arg, Texts};
use crate::law::facts_json::{self, Asked};
use crate::law::{Inquiry, Knobs, Library, Pack, render};

/// The largest file of facts that is read, in bytes.
const FACTS_BYTES: u64 = 16 << 20;

pub fn run(args: DetermineArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let mut facts = match (&args.facts, &args.office, args.case) {
        (Some(path), _, _) => {
            let library = office::library()?;
            let text = input(path, texts, env)?;
            facts_json::read(&text, &library.schema)
                .map_err(|error| Failure::new(Exit::Data, &format!("{}: {error}", path.display())))?
        }
        (None, Some(path), Some(case)) => from_office(path, case, texts, env)?,
        _ => return Err(Failure::new(Exit::Usage, "give OFFICE.db and CASE, or --facts FILE.json")),
    };
    let library = office::library()?;
    let own = args.pack.as_deref().map(|path| super::law::load_file(path, &library, texts)).transpose()?;
    let pack = match &own {
        Some(pack) => pack,
        None => embedded(&library, &facts.pack, texts)?,
    };
    facts.facts.sort_by_key(|fact| fact.recorded_at);
    let knobs = Knobs { poll_day: args.knobs.poll_day, law_date: args.knobs.law_date, known_at: args.knobs.known_at };
    let inquiry = Inquiry { poll: &facts.poll, applied_on: facts.applied_on, facts: &facts.facts, knobs };
    let determination = pack.determine(&inquiry);
    if args.json {
        env.json(&render::json(&determination, &facts.facts, &library.schema, texts.lang()))?;
        return Ok(Exit::Done);
    }
    let mut page = Page { texts, schema: &library.schema, lines: Vec::new() };
    page.determination(&determination, &facts.facts);
    for line in page.lines {
        env.line(&line)?;
    }
    Ok(Exit::Done)
}

/// A built-in pack by its id.
pub fn embedded<'a>(library: &'a Library, id: &str, texts: &Texts) -> Result<&'a Pack, Failure> {
    library.pack(id).ok_or_else(|| {
        let known: Vec<&str> = library.packs.iter().map(|pack| pack.edition.id.as_str()).collect();
        let args = [("pack", Arg::from(id)), ("known", Arg::from(known.join(", ")))];
        Failure::say(Exit::Usage, texts.say("error-no-such-pack", &args))
    })
}

fn from_office(path: &Path, case: i64, texts: &Texts, env: &Env) -> Result<Asked, Failure> {
    let office = office::look(path, texts)?;
    let file = office.case(case, texts, env.now())?;
    Ok(Asked { pack: file.case.pack, poll: file.poll, applied_on: file.case.applied_on, facts: file.facts })
}

/// The text of a file, or of standard input for `-`.
fn input(path: &Path, texts: &Texts, env: &mut Env) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        env.stdin.by_ref().take(FACTS_BYTES).read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|file| file.take(FACTS_BYTES).read_to_string(&mut text))
    };
    match read {
        Ok(_) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(Failure::new(Exit::Data, &format!("{}: {error}", path.display())))
        }
        Err(error) => Err(Failure::file(texts, path, &error)),
    }
}
