//! `suffrage letter`: the letter to the applicant as plain text. It only reads; that a letter left is recorded by `notice`.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::{Env, Exit, Failure, Outcome, applications, office};
use crate::domain::day_words::{self, Leaning};
use crate::domain::{AppealRoute, Clean};
use crate::i18n::{Arg, Texts};
use crate::wording::letter::{self, COLUMNS, Draft, Written};

/// Prints the letter to the applicant: what was decided, why, and where one can appeal.
///
/// What must be filled in or looked up before it leaves is said on standard error, and is no part of the letter.
#[derive(Debug, clap::Args)]
pub struct LetterArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case
    #[arg(value_name = "CASE")]
    pub case: i64,
    /// Its number in the register of letters; where the letter has left, the one on record
    #[arg(long, value_name = "N")]
    pub number: Option<String>,
    /// Its day, as people write it; where the letter has left, the one on record
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub day: Option<String>,
    /// Writes it into a new file that only its owner reads
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Prints JSON: its parts, and what is said to the officer
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: LetterArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let file = office.case(args.case, texts, env.now())?;
    let (number, day) = letter::recorded(&file);
    let day = match &args.day {
        Some(typed) => {
            let read = day_words::read_day(typed, env.today(), Leaning::Past);
            Some(read.map_err(|problem| Failure::say(Exit::Usage, texts.get(problem.key())))?.day)
        }
        None => day,
    };
    let decision = letter::decision(&file).map_err(|refusal| Failure::say(Exit::Refused, texts.refusal(&refusal)))?;
    let missing = || {
        let said = [("case", Arg::from(args.case.to_string()))];
        Failure::say(Exit::Refused, texts.say("error-no-such-decision", &said))
    };
    let basis = office.store.basis(file.case.id, decision.id).map_err(|error| office.fault(texts, error))?;
    let name = office.store.office().map_err(|error| office.fault(texts, error))?.name;
    let draft = Draft {
        office: &name,
        file: &file,
        decision,
        basis: &basis.ok_or_else(missing)?,
        recipients: &letter::recipients(&file, day.unwrap_or_else(|| env.today())),
        appeal: AppealRoute::of(&file.poll.host, file.case.right),
        number: args.number.as_deref().unwrap_or(&number),
        day,
    };
    let written = letter::write(&draft, texts);
    let text = Clean::block(&(written.lines(COLUMNS).join("\n") + "\n"));
    if let Some(path) = &args.out {
        let file = applications::private(path).and_then(|mut file| file.write_all(text.as_bytes()));
        file.map_err(|error| Failure::file(texts, path, &error))?;
    }
    written.remarks.iter().try_for_each(|remark| env.warn(&format!("suffrage: {remark}")))?;
    if args.json {
        env.json(&parts(&draft, &written, &text, texts))?;
    } else if args.out.is_none() {
        write!(env.stdout, "{text}")?;
    }
    Ok(Exit::Done)
}

fn parts(draft: &Draft, written: &Written, text: &str, texts: &Texts) -> Json {
    let part = |part: &letter::Part| {
        let lines: Vec<&str> = part.lines.iter().map(|line| line.text.as_str()).collect();
        json!({"part": part.kind.code(), "heading": part.heading.as_ref().map(Clean::as_str), "lines": lines})
    };
    let recipient = |one: &letter::Recipient| json!({"name": one.name, "capacity": one.capacity.code()});
    json!({
        "case": draft.file.case.id.0,
        "decision": draft.decision.id.0,
        "verdict": draft.decision.verdict.code(),
        "lang": texts.lang().tag(),
        "number": draft.number,
        "day": draft.day.map(|day| day.to_string()),
        "recipients": draft.recipients.iter().map(recipient).collect::<Vec<_>>(),
        "parts": written.parts.iter().map(part).collect::<Vec<_>>(),
        "to_the_officer": written.remarks.iter().map(Clean::as_str).collect::<Vec<_>>(),
        "text": text,
    })
}
