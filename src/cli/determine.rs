//! `suffrage determine`: what the law says of a case, or of facts in a file, and why.

use std::path::Path;
use std::rc::Rc;

use super::args::DetermineArgs;
use super::explain::Page;
use super::{Env, Exit, Failure, Outcome, input, office, shelf, suppose};
use crate::domain::{CaseId, DecisionId};
use crate::i18n::{Arg, Texts};
use crate::law::answer::render;
use crate::law::facts_json::{self, Asked};
use crate::law::suppose::{is_supposed, suppose};
use crate::law::{Inquiry, Knobs, Library, Pack};

pub fn run(args: DetermineArgs, texts: &Texts, env: &mut Env) -> Outcome {
    if args.json_schema {
        env.line(render::JSON_SCHEMA.trim_end())?;
        return Ok(Exit::Done);
    }
    if let (Some(path), Some(case), Some(decision)) = (&args.office, args.case, args.as_decided) {
        let (library, asked) = as_decided(path, case, decision, texts, env)?;
        let pack = shelf::embedded(&library, &asked.pack, texts).map_err(|failure| failure.with_exit(Exit::Pack))?;
        return answer(&args, &library, pack, &asked, Knobs::default(), texts, env);
    }
    // One library is made, of the packs that are at hand where the question comes from.
    let library = match (&args.pack, &args.office) {
        (Some(path), _) => Rc::new(shelf::around(path, texts)?),
        (None, Some(office)) => shelf::beside(office, texts)?,
        (None, None) => shelf::own()?,
    };
    let mut asked = match (&args.facts, &args.office, args.case) {
        (Some(path), _, _) => {
            let text = input(path, texts, env)?;
            facts_json::read(&text, &library.schema)
                .map_err(|error| Failure::new(Exit::Data, &format!("{}: {error}", path.display())))?
        }
        (None, Some(path), Some(case)) => from_office(path, case, texts, env)?,
        _ => return Err(Failure::new(Exit::Usage, "give OFFICE.db and CASE, or --facts FILE.json")),
    };
    let own = args.pack.as_deref().map(|path| shelf::pack(path, &library, texts)).transpose()?;
    let pack = match (&own, library.pack(&asked.pack)) {
        (Some(pack), _) | (None, Some(pack)) => pack,
        (None, None) => {
            let wrong = shelf::embedded(&library, &asked.pack, texts).err();
            return Err(wrong.map_or(Failure::NobodyReads, |failure| {
                failure.with_exit(if args.facts.is_some() { Exit::Data } else { Exit::Pack })
            }));
        }
    };
    // Only facts in a file can name a pack for another state than their poll's.
    if pack.host != asked.poll.host {
        let problem =
            format!("poll.host: {:?}, but the pack {} is for polls in {}", asked.poll.host, pack.edition.id, pack.host);
        return Err(Failure::new(Exit::Data, &problem));
    }
    asked.facts.sort_by_key(|fact| fact.recorded_at);
    let knobs = Knobs { poll_day: args.knobs.poll_day, law_date: args.knobs.law_date, known_at: args.knobs.known_at };
    answer(&args, &library, pack, &asked, knobs, texts, env)
}

fn answer(
    args: &DetermineArgs,
    library: &Library,
    pack: &Pack,
    asked: &Asked,
    knobs: Knobs,
    texts: &Texts,
    env: &mut Env,
) -> Outcome {
    let Asked { poll, applied_on, applied_at, .. } = asked;
    let supposed = suppose::read(&args.suppose, &library.schema, &poll.host, texts, env)?;
    let facts = &suppose(&asked.facts, &supposed, texts.get("suppose-note").as_str());
    let of = |facts| Inquiry { poll, applied_on: *applied_on, applied_at: *applied_at, facts, knobs };
    let determination = pack.determine(&of(facts));
    if args.json {
        let mut made = render::json(&determination, facts, &library.schema, texts.lang());
        if !supposed.is_empty() {
            made["supposed"] = supposed.iter().map(suppose::as_json).collect();
        }
        env.json(&made)?;
        return Ok(Exit::Done);
    }
    let mut page = Page { texts, schema: &library.schema, poll, lines: Vec::new() };
    if !supposed.is_empty() {
        page.say(0, "suppose-about", &[]);
        facts.iter().filter(|fact| is_supposed(fact.id)).for_each(|fact| page.fact(1, fact));
        let outcome = |code: &str| Arg::Text(texts.word("outcome", code).to_string());
        let actual = pack.determine(&of(&asked.facts)).outcome;
        let args = [("was", outcome(actual.code())), ("now", outcome(determination.outcome.code()))];
        page.say(0, if actual == determination.outcome { "suppose-same" } else { "suppose-flips" }, &args);
    }
    page.determination(&determination, facts);
    for line in page.lines {
        env.line(&line)?;
    }
    Ok(Exit::Done)
}

/// What a decision was made on: the pack on record, and the facts that were.
fn as_decided(
    path: &Path,
    case: i64,
    decision: Option<i64>,
    texts: &Texts,
    env: &mut Env,
) -> Result<(Library, Asked), Failure> {
    let office = office::look_at_record(path, texts, env)?;
    let found = office.store.as_decided(CaseId(case), decision.map(DecisionId));
    let missing = || {
        let args = [("case", Arg::from(case.to_string()))];
        Failure::say(Exit::Refused, texts.say("error-no-such-decision", &args))
    };
    let found = found.map_err(|error| office.fault(texts, error))?.ok_or_else(missing)?;
    let asked = Asked {
        pack: found.pack,
        poll: found.poll,
        applied_on: found.applied_on,
        applied_at: Some(found.opened_at),
        facts: found.facts,
    };
    Ok((found.library, asked))
}

fn from_office(path: &Path, case: i64, texts: &Texts, env: &mut Env) -> Result<Asked, Failure> {
    let office = office::look(path, texts, env)?;
    let file = office.case(case, texts, env.now())?;
    Ok(Asked {
        pack: file.case.pack,
        poll: file.poll,
        applied_on: file.case.applied_on,
        applied_at: Some(file.case.opened_at),
        facts: file.facts,
    })
}

/// The text of a file, or of standard input for `-`.
fn input(path: &Path, texts: &Texts, env: &mut Env) -> Result<String, Failure> {
    if path.as_os_str() == "-" {
        return input::text_of(&mut env.stdin, path, Exit::Data, texts);
    }
    input::text(path, Exit::Data, texts)
}
