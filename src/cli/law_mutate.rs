//! `suffrage law mutate`: what of a pack's law no embedded case holds.

use std::path::Path;
use std::rc::Rc;

use serde_json::json;

use super::{Env, Exit, Failure, Outcome, input, shelf};
use crate::i18n::{Arg, Texts};
use crate::law::check::mutate::{Bench, Fate, Missing, Mutant};

pub fn run(pack: &str, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let path = Path::new(pack);
    let library = if path.is_file() { Rc::new(shelf::around(path, texts)?) } else { shelf::own()? };
    let text = match library.text_of(pack) {
        _ if path.is_file() => input::text(path, Exit::Pack, texts)?,
        Some(text) => text.to_owned(),
        None => return shelf::embedded(&library, pack, texts).map(|_| Exit::Done),
    };
    let bench = Bench::of(pack, &text, &library.schema).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::new(Exit::Pack, &lines.join("\n"))
    })?;
    let fates: Vec<Fate> = bench.mutants.iter().map(|mutant| bench.judge(mutant)).collect();
    let judged: Vec<(&Mutant, &Fate)> = bench.mutants.iter().zip(&fates).collect();
    let count = |is: fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count();
    let same = count(|fate| *fate == Fate::Same);
    let alive = count(|fate| matches!(fate, Fate::Alive { .. }));
    let killed = fates.len() - same - alive;
    if as_json {
        let mutants: Vec<_> = judged.iter().map(|(mutant, fate)| data(mutant, fate)).collect();
        env.json(&json!({
            "pack": pack, "mutants": fates.len(), "killed": killed, "same": same, "alive": alive, "each": mutants,
        }))?;
    } else {
        for (mutant, fate) in judged {
            if let Fate::Alive { missing, tried } = fate {
                told(pack, mutant, missing.as_deref(), *tried, texts, env)?;
            }
        }
        let number = |n: usize| Arg::Count(n as i64);
        let args = [
            ("pack", Arg::from(pack)),
            ("killed", number(killed)),
            ("all", number(killed + alive)),
            ("same", number(same)),
        ];
        env.line(texts.say("cli-mutants", &args).as_str())?;
    }
    Ok(if alive == 0 { Exit::Done } else { Exit::Refused })
}

fn data(mutant: &Mutant, fate: &Fate) -> serde_json::Value {
    let mut data = json!({
        "line": mutant.line, "column": mutant.column, "what": mutant.what.code(), "of": mutant.owner,
        "old": mutant.old, "new": mutant.new, "fate": fate.code(),
    });
    if let Fate::Alive { missing, tried } = fate {
        data["tried"] = json!(tried);
        data["missing"] = json!(missing.as_ref().map(|missing| &missing.toml));
    }
    data
}

/// What was changed and went unnoticed, and the case that would have noticed.
fn told(
    file: &str,
    mutant: &Mutant,
    missing: Option<&Missing>,
    tried: usize,
    texts: &Texts,
    env: &mut Env,
) -> Result<(), Failure> {
    let what = texts.word("mutant", mutant.what.code());
    let place = format!("{file}:{}:{}: {}", mutant.line, mutant.column, what.as_str());
    let args = [("old", Arg::from(mutant.old.as_str())), ("new", Arg::from(mutant.new.as_str()))];
    let key = if mutant.new.is_empty() { "cli-mutant-gone" } else { "cli-mutant-changed" };
    env.line(&format!("{place}: {}", texts.say(key, &args).as_str()))?;
    let Some(missing) = missing else {
        let said = texts.say("cli-mutant-not-told", &[("count", Arg::Count(tried as i64))]);
        return env.line(&format!("  {}", said.as_str()));
    };
    let args = [("case", Arg::from(missing.base.as_str())), ("differs", Arg::from(missing.differs.as_str()))];
    env.line(&format!("  {}", texts.say("cli-mutant-missing", &args).as_str()))?;
    for (what, ours, theirs) in &missing.tells {
        let args = [
            ("what", Arg::from(what.as_str())),
            ("ours", Arg::from(ours.as_str())),
            ("theirs", Arg::from(theirs.as_str())),
        ];
        env.line(&format!("  {}", texts.say("cli-mutant-tells", &args).as_str()))?;
    }
    env.line("")?;
    missing.toml.lines().try_for_each(|line| env.line(line))?;
    env.line("")
}
