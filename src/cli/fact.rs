//! `suffrage fact`: a fact on record, read by the schema as an import reads it.

use std::rc::Rc;

use super::act_args::{By, FactArgs, One};
use super::explain::Page;
use super::{Env, Exit, Failure, Outcome, batch, input, json, office};
use crate::domain::day_words::Leaning;
use crate::domain::{
    ActError, CaseAct, CaseId, Day, Evidence, FactDraft, FactId, FactType, Interval, Kind, State, Value, Why,
    check_digit,
};
use crate::i18n::{Arg, Texts};
use crate::law::contradiction::contradicting;
use crate::law::facts_json::{NoValue, read_value};
use crate::store::StoreError;
use crate::wording::fact::no_value;

pub fn run(args: FactArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let looked = office::look(&args.on.office, texts, env)?;
    let schema = &looked.library.schema;
    let kind = input::kind(&args.kind, schema, texts)?;
    let host = looked.case(args.on.case, texts, env.now())?.poll.host;
    let state = match (&args.value, &args.unknown) {
        (Some(text), _) => match &kind.ty {
            FactType::Date => State::Known(Value::Date(input::spoken_day(text, Leaning::Past, texts, env)?)),
            ty => {
                State::Known(read_value(text, ty, schema, Some(&host)).map_err(|problem| wrong(kind, &problem, texts))?)
            }
        },
        (None, Some(why)) => State::Unknown(Why::parse(why).ok_or_else(|| {
            let codes = Why::ALL.map(Why::code).join(", ");
            Failure::say(
                Exit::Usage,
                texts.say("cli-not-a-code", &[("text", why.as_str().into()), ("codes", codes.into())]),
            )
        })?),
        (None, None) => State::None,
    };
    let mut day = |text: &Option<String>| -> Result<Option<Day>, Failure> {
        text.as_deref().map(|text| input::spoken_day(text, Leaning::Past, texts, env)).transpose()
    };
    let (from, to, dated) = (day(&args.from)?, day(&args.to)?, day(&args.dated)?);
    let backwards = || {
        let from = args.from.clone().unwrap_or_default();
        Failure::say(Exit::Data, texts.say("import-interval", &[("from", Arg::from(from))]))
    };
    let holds = Interval::new(from, to).ok_or_else(backwards)?;
    let evidence = args.evidence.map(|kind| Evidence { kind, reference: args.reference.unwrap_or_default(), dated });
    // What is doubtful about a number stands beside what was said.
    let doubt = evidence.as_ref().and_then(|evidence| check_digit::doubt(&evidence.reference));
    let note =
        [args.note, doubt.unwrap_or_default()].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
    let fact = FactDraft {
        kind: kind.id.clone(),
        state,
        holds,
        evidence,
        note: note.join("; "),
        supersedes: args.corrects.map(FactId),
    };
    drop(looked);
    record(&args.on, args.by, fact, texts, env)
}

/// Records it, and shows what it now contradicts: whoever mistyped sees it before the case is decided.
fn record(on: &One, by: By, fact: FactDraft, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::open(&on.office, texts, env)?;
    let officer = office.actor(by.user, texts, env)?;
    let version = office.case(on.case, texts, env.now())?.case.version;
    let kind = fact.kind.clone();
    let act = CaseAct::RecordFact { fact }.on(CaseId(on.case), by.version.unwrap_or(version));
    let receipt = match office.attempt(act, &officer, env) {
        Ok(receipt) => receipt,
        Err(StoreError::Refused(error @ ActError::FactNotAccepted { .. })) => {
            let shown = office.library.schema.kind(&kind).map(|kind| kind.evidence.join(", ")).unwrap_or_default();
            let args = [("problem", Arg::from(texts.refusal(&error))), ("kinds", shown.into())];
            return Err(Failure::say(Exit::Refused, texts.say("cli-fact-evidence", &args)));
        }
        Err(error) => return Err(office.fault(texts, error)),
    };
    office.look_as(Some(officer), texts, env)?;
    let file = office.case(on.case, texts, env.now())?;
    let schema = Rc::clone(&office.library);
    let new = file.facts.iter().find(|fact| Some(fact.id) == receipt.fact);
    let beside = new.map(|new| contradicting(new, &file.facts, &schema.schema)).unwrap_or_default();
    if by.json {
        let mut told = batch::told(on.case, &receipt);
        told["beside"] = beside.iter().map(|fact| json::fact(fact)).collect();
        env.json(&told)?;
        return Ok(Exit::Done);
    }
    batch::done(on.case, &receipt, false, texts, env)?;
    if beside.is_empty() {
        return Ok(Exit::Done);
    }
    let mut page = Page { texts, schema: &schema.schema, poll: &file.poll, lines: Vec::new() };
    page.say(0, "cli-fact-beside", &[]);
    beside.iter().copied().chain(new).for_each(|fact| page.fact(1, fact));
    let ids: Vec<String> = beside.iter().copied().chain(new).map(|fact| fact.id.to_string()).collect();
    let args = [("case", on.case.to_string().into()), ("kind", kind.into()), ("facts", ids.join(", ").into())];
    page.say(1, "cli-fact-beside-correct", &args);
    page.lines.iter().try_for_each(|line| env.line(line))?;
    Ok(Exit::Done)
}

/// A value that its kind does not take.
pub fn wrong(kind: &Kind, problem: &NoValue, texts: &Texts) -> Failure {
    let args = [("kind", Arg::from(kind.id.as_str())), ("problem", Arg::from(no_value(problem, texts)))];
    Failure::say(Exit::Data, texts.say("error-bad-fact", &args))
}
