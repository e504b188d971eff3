//! `suffrage fact`: a fact on record, read by the schema as an import reads it.

use super::act_args::{Cases, FactArgs};
use super::{Env, Exit, Failure, Outcome, batch, input, office};
use crate::domain::day_words::Leaning;
use crate::domain::{
    CaseAct, Day, Evidence, FactDraft, FactId, FactType, Interval, Kind, State, Value, Why, check_digit,
};
use crate::i18n::{Arg, Texts};
use crate::law::facts_json::{NoValue, read_value};
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
    let make = |_: &_, _: &_, _: &_| Ok(CaseAct::RecordFact { fact: fact.clone() });
    batch::perform(&args.on.office, Cases::One(args.on.case), args.by, &make, texts, env)
}

/// A value that its kind does not take.
pub fn wrong(kind: &Kind, problem: &NoValue, texts: &Texts) -> Failure {
    let args = [("kind", Arg::from(kind.id.as_str())), ("problem", Arg::from(no_value(problem, texts)))];
    Failure::say(Exit::Data, texts.say("error-bad-fact", &args))
}
