//! `suffrage report`: cases that were decided late, that are open past their day, and that fall due soon. It reads windows
//! and prints as it reads, so that an office of any size is told without being held.

use std::path::PathBuf;

use chrono::Days;
use serde_json::{Value as Json, json};

use super::input::day;
use super::office::Office;
use super::{Env, Exit, Failure, Outcome, office};
use crate::domain::deadline::{Deadline, Deadlines, Which};
use crate::domain::{Clean, Day};
use crate::i18n::{Arg, Texts};

#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Only cases that were due on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<Day>,
    /// Only cases that were due on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<Day>,
    /// Lists what falls due today and in so many days after it, too
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub soon: u16,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// What was told.
#[derive(Default)]
struct Told {
    decided: i64,
    open: i64,
    rows: Vec<Json>,
}

pub fn run(args: ReportArgs, texts: &Texts, env: &mut Env) -> Outcome {
    if args.from.zip(args.to).is_some_and(|(from, to)| from > to) {
        return Err(Failure::say(Exit::Usage, texts.get("report-span-turned")));
    }
    let office = office::look(&args.office, texts, env)?;
    let today = env.today();
    let yesterday = today.pred_opt().unwrap_or(today);
    let to = args.to.map_or(yesterday, |to| to.min(yesterday));
    let soon = today.checked_add_days(Days::new(args.soon.into())).unwrap_or(today);
    let late = Deadlines { from: args.from.unwrap_or(Day::MIN), to, which: Which::ToDoOrLate };
    let coming = Deadlines { from: today, to: soon, which: Which::ToDo };
    let out = Out { office: &office, texts, json: args.json, today };
    let late = out.tell(&late, &texts.get("report-late"), env)?;
    let until = [("day", Arg::Text(texts.date(soon)))];
    let coming = out.tell(&coming, &texts.say("report-soon", &until), env)?;
    if args.json {
        env.json(&json!({
            "today": today, "from": args.from, "to": to, "soon": soon,
            "late": late.rows, "falls_due": coming.rows,
            "counts": { "late": late.decided + late.open, "decided_late": late.decided, "open_late": late.open,
                        "falls_due": coming.open },
        }))?;
        return Ok(Exit::Done);
    }
    let args = [
        ("cases", Arg::Count(late.decided + late.open)),
        ("decided", Arg::Text(texts.number(late.decided))),
        ("open", Arg::Text(texts.number(late.open))),
    ];
    env.line(texts.say("report-count", &args).as_str())?;
    let args = [("cases", Arg::Count(coming.open)), ("day", Arg::Text(texts.date(soon)))];
    env.line(texts.say("report-falls-due", &args).as_str())?;
    Ok(Exit::Done)
}

/// Where and how it is told.
struct Out<'a> {
    office: &'a Office,
    texts: &'a Texts,
    json: bool,
    today: Day,
}

impl Out<'_> {
    /// Tells the cases of a span under a title; nothing where there are none.
    fn tell(&self, wanted: &Deadlines, title: &Clean, env: &mut Env) -> Result<Told, Failure> {
        let (mut told, mut after) = (Told::default(), None);
        let table = Table::fit(env.columns);
        // Of a span that ends before it begins the store finds nothing.
        loop {
            let rows = self.office.store.deadlines(wanted, after.as_ref(), env.now());
            let rows = rows.map_err(|error| self.office.fault(self.texts, error))?;
            if !self.json && after.is_none() && !rows.is_empty() {
                env.line(title.as_str())?;
                env.line(&table.line(HEADS.map(|key| self.texts.get(key))))?;
            }
            for (_, row) in &rows {
                *(if row.decided_on.is_some() { &mut told.decided } else { &mut told.open }) += 1;
                if self.json {
                    told.rows.push(self.json(row));
                } else {
                    env.line(&table.line(self.cells(row)))?;
                }
            }
            let Some((last, _)) = rows.into_iter().next_back() else { break };
            after = Some(last);
        }
        if !self.json && after.is_some() {
            env.line("")?;
        }
        Ok(told)
    }

    fn json(&self, row: &Deadline) -> Json {
        json!({
            "case": row.case, "name": row.name, "status": row.status.code(), "due_on": row.due_on,
            "decided_on": row.decided_on, "days_late": row.days_late(self.today), "officer": row.officer,
        })
    }

    fn cells(&self, row: &Deadline) -> [Clean; HEADS.len()] {
        let texts = self.texts;
        let decided = row.decided_on.map(|day| texts.date(day));
        // What is in time is not late by less than nothing.
        let late = Some(row.days_late(self.today)).filter(|days| *days > 0);
        let late = late.map_or_else(|| "-".to_owned(), |days| days.to_string());
        [
            Clean::new(&row.case.to_string()),
            Clean::new(&row.name),
            texts.word("status", row.status.code()),
            Clean::new(&texts.date(row.due_on)),
            Clean::new(decided.as_deref().unwrap_or("-")),
            Clean::new(&late),
            Clean::new(row.officer.as_deref().unwrap_or("-")),
        ]
    }
}

const HEADS: [&str; 7] = [
    "cli-column-case",
    "cli-column-name",
    "cli-column-status",
    "cli-column-due",
    "report-column-decided",
    "report-column-late",
    "report-column-officer",
];

/// How wide the columns are; 0 is left out.
struct Table {
    widths: [usize; HEADS.len()],
}

impl Table {
    /// On a terminal the name is made narrower and the least important columns are left out until a line fits.
    fn fit(columns: Option<u16>) -> Table {
        const LEAST_NAME: usize = 12;
        let mut widths = [7, 28, 20, 10, 10, 7, 12];
        let Some(columns) = columns.map(usize::from) else { return Table { widths } };
        let needed = |widths: &[usize]| -> usize {
            widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum::<usize>().saturating_sub(1)
        };
        // The status, then who it was, then the day of the decision: the days late tell most of it.
        for least in [2, 6, 4] {
            if needed(&widths) <= columns + widths[1] - LEAST_NAME {
                break;
            }
            widths[least] = 0;
        }
        widths[1] -= needed(&widths).saturating_sub(columns).min(widths[1] - LEAST_NAME);
        Table { widths }
    }

    fn line(&self, cells: [Clean; HEADS.len()]) -> String {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(self.widths).filter(|(_, width)| *width > 0) {
            let cell = cell.fit(width);
            line.push_str(cell.as_str());
            line.push_str(&" ".repeat(width + 1 - cell.width()));
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fits_the_terminal() {
        for columns in 40..160_u16 {
            let table = Table::fit(Some(columns));
            let width: usize = table.widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum();
            assert!(width <= usize::from(columns) + 1, "{columns}: {:?}", table.widths);
            assert!(table.widths[0] > 0 && table.widths[1] >= 12 && table.widths[5] > 0);
        }
    }
}
