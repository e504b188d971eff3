//! `suffrage calendar`: the working days of a state with what they rest on, and counting by them.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::input::day;
use super::shape::Shape;
use super::{Env, Exit, Failure, Outcome};
use crate::domain::calendar::{Overlay, OverlayProblem, Year};
use crate::domain::{Calendar, Clean, Day};
use crate::i18n::{Arg, Texts};

#[derive(Debug, clap::Args)]
pub struct CalendarArgs {
    /// The state whose calendar it is: RU, BY
    #[arg(value_name = "HOST")]
    pub host: String,
    /// Prints this year alone
    #[arg(long, value_name = "Y", conflicts_with = "from")]
    pub year: Option<i32>,
    /// The day from which working days are counted; the first one counted lies after it
    #[arg(long, value_name = "DAY", value_parser = day, requires = "working")]
    pub from: Option<Day>,
    /// How many working days are counted
    #[arg(long, value_name = "N", value_parser = days, requires = "from")]
    pub working: Option<u32>,
    /// A day that your organisation works, whatever the state's calendar says; may be given several times
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub also_working: Vec<Day>,
    /// A day that your organisation has off, whatever the state's calendar says; may be given several times
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub also_off: Vec<Day>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

fn days(text: &str) -> Result<u32, Shape> {
    text.parse().ok().filter(|n| *n >= 1).ok_or(Shape::AtLeast(1))
}

pub fn run(args: CalendarArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let refuse = |key, args: &[(&str, Arg)]| Failure::say(Exit::Usage, texts.say(key, args));
    let host = args.host.to_uppercase();
    let known = Calendar::all().iter().map(|calendar| calendar.host.as_str()).collect::<Vec<_>>().join(", ");
    let state = Calendar::of(&host)
        .ok_or_else(|| refuse("calendar-unknown", &[("host", host.as_str().into()), ("known", known.into())]))?;
    let over = Overlay { off: args.also_off.into_iter().collect(), working: args.also_working.into_iter().collect() };
    let calendar = state.under(&over).map_err(|problem| match problem {
        OverlayProblem::Both(day) => refuse("calendar-both", &[("day", texts.date(day).into())]),
        OverlayProblem::Outside(day) => outside(state, texts, &texts.date(day)),
    })?;
    if let (Some(from), Some(working)) = (args.from, args.working) {
        return count(&calendar, from, working, args.json, texts, env);
    }
    let years: Vec<&Year> = match args.year {
        Some(year) => vec![calendar.year(year).ok_or_else(|| outside(&calendar, texts, &year.to_string()))?],
        None => calendar.years().collect(),
    };
    if args.json {
        let years: Vec<Json> = years.into_iter().map(|year| year_json(year, texts)).collect();
        env.json(&json!({ "host": calendar.host, "edition": calendar.edition, "years": years }))?;
        return Ok(Exit::Done);
    }
    let edition = texts.date(calendar.edition);
    let head = [("host", calendar.host.as_str().into()), ("edition", edition.into())];
    env.line(texts.say("calendar-head", &head).as_str())?;
    years.into_iter().try_for_each(|year| print_year(year, texts, env))?;
    Ok(Exit::Done)
}

/// What was asked lies where the data do not say anything.
fn outside(calendar: &Calendar, texts: &Texts, asked: &str) -> Failure {
    let years: Vec<String> = calendar.years().map(|year| year.year.to_string()).collect();
    let args = [("asked", asked.into()), ("host", calendar.host.as_str().into()), ("years", years.join(", ").into())];
    Failure::say(Exit::Data, texts.say("calendar-outside", &args))
}

fn count(calendar: &Calendar, from: Day, working: u32, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let asked = || format!("{} + {working}", texts.date(from));
    let found = calendar.add_working(from, working).ok_or_else(|| outside(calendar, texts, &asked()))?;
    let unsettled = calendar.unsettled(from, found);
    if as_json {
        env.json(&json!({
            "host": calendar.host,
            "edition": calendar.edition,
            "from": from,
            "working": working,
            "day": found,
            "unsettled": unsettled,
        }))?;
        return Ok(Exit::Done);
    }
    let args = [
        ("count", Arg::Count(working.into())),
        ("host", calendar.host.as_str().into()),
        ("from", texts.date(from).into()),
        ("day", texts.date(found).into()),
    ];
    env.line(texts.say("calendar-counted", &args).as_str())?;
    for year in unsettled {
        env.line(texts.say("calendar-unsettled", &[("year", year.to_string().into())]).as_str())?;
    }
    Ok(Exit::Done)
}

fn print_year(year: &Year, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
    let mut put = |depth: usize, text: &Clean| env.line(&format!("{}{text}", " ".repeat(depth)));
    let number = || ("year", Arg::from(year.year.to_string()));
    let worked = i64::try_from(year.worked().count()).unwrap_or(i64::MAX);
    put(0, &texts.say("calendar-year", &[number(), ("count", Arg::Count(worked))]))?;
    for decree in &year.decrees {
        let key = if decree.unread { "calendar-source-unread" } else { "calendar-source" };
        put(2, &texts.say(key, &[("source", decree.citation.get(texts.lang()).into())]))?;
    }
    if year.moves == crate::domain::calendar::Moves::Unpublished {
        put(2, &texts.say("calendar-unsettled", &[number()]))?;
    }
    for (key, days) in [("calendar-off", &year.off), ("calendar-working", &year.working)] {
        if !days.is_empty() {
            put(2, &texts.say(key, &[("days", list(days, texts).into())]))?;
        }
    }
    Ok(())
}

fn list(days: &BTreeSet<Day>, texts: &Texts) -> String {
    days.iter().map(|day| texts.date(*day)).collect::<Vec<_>>().join(", ")
}

fn year_json(year: &Year, texts: &Texts) -> Json {
    let decrees: Vec<Json> = year
        .decrees
        .iter()
        .map(|decree| json!({ "citation": decree.citation.get(texts.lang()), "unread": decree.unread }))
        .collect();
    json!({
        "year": year.year,
        "moves": year.moves.code(),
        "decrees": decrees,
        "off": year.off,
        "working": year.working,
        "working_days": year.worked().count(),
    })
}
