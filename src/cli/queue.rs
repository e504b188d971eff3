//! `suffrage queue`: the queue as the screens show it, in windows, so that any size prints without loading it.

use std::path::PathBuf;

use serde_json::json;

use super::shape::Shape;
use super::{Env, Exit, Failure, Outcome, json, office};
use crate::app::Lists;
use crate::domain::filter::{STATUS_WORDS, read_status};
use crate::domain::{Anchor, Clean, Day, Filter, QueueQuery, QueueRow, StatusFilter};
use crate::i18n::{Arg, Texts};
use crate::wording::Wording;

#[derive(Debug, clap::Args)]
pub struct QueueArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Only cases that fit this line, as in the screens: 'status:new due<3d place:46701 mine'. Without a status: all that
    /// need somebody
    #[arg(long, value_name = "LINE", default_value = "")]
    pub filter: String,
    /// The cases of a view that has a name: one's own, or everybody's (suffrage view)
    #[arg(long, value_name = "NAME", conflicts_with = "filter")]
    pub view: Option<String>,
    /// Only cases in this status; "todo" for all that need somebody, "all" for all
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<StatusFilter>,
    /// Whose cases are "mine", and whose views are meant; default: the officer to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Only cases whose name, number or document has these words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub search: String,
    /// How many cases to print at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

fn status(text: &str) -> Result<StatusFilter, Shape> {
    read_status(text).ok_or_else(|| Shape::OneOf(STATUS_WORDS.to_vec()))
}

/// How many rows are asked for at once.
const WINDOW: usize = 500;

pub fn run(args: QueueArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let now = env.now();
    let filter = filter(&args, &office, texts, env)?;
    let wording = Wording { texts, schema: &office.library.schema, poll: None };
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let mut query = QueueQuery { filter, search: args.search, anchor: Anchor::First, limit: limit.min(WINDOW) };
    let table = Table::fit(env.columns);
    let mut printed = 0;
    let mut rows_as_json = Vec::new();
    let more = loop {
        let window = office.store.queue(&query, now).map_err(|error| office.fault(texts, error))?;
        if printed == 0 && !args.json {
            env.line(&table.heading(texts))?;
        }
        for (_, row) in &window.rows {
            if args.json {
                let mut value = json::queue_row(row);
                value["days_left"] = json!(row.due_on.signed_duration_since(env.today()).num_days());
                rows_as_json.push(value);
            } else {
                env.line(&table.row(row, &wording, env.today()))?;
            }
        }
        printed += window.rows.len();
        let Some(last) = window.goes_on_after().filter(|_| printed < limit) else {
            break window.more_after || window.search_cut;
        };
        query.anchor = Anchor::After(last);
        query.limit = (limit - printed).min(WINDOW);
    };
    if args.json {
        env.json(&json!({"cases": rows_as_json, "more": more}))?;
    } else if printed == 0 {
        env.line(texts.get("cli-queue-empty").as_str())?;
    } else if more {
        env.warn(texts.say("cli-queue-more", &[("count", Arg::Count(printed as i64))]).as_str())?;
    }
    Ok(Exit::Done)
}

/// The filter that the arguments ask for.
fn filter(args: &QueueArgs, office: &office::Office, texts: &Texts, env: &Env) -> Result<Filter, Failure> {
    let me = office.actor(args.user.clone(), texts, env)?;
    let line = match &args.view {
        None => args.filter.clone(),
        Some(name) => {
            let found = office.store.view(&me, name).map_err(|error| office.fault(texts, error))?;
            let none =
                || Failure::say(Exit::Data, texts.say("cli-no-such-view", &[("name", Arg::from(name.as_str()))]));
            found.ok_or_else(none)?.line
        }
    };
    // The argument is one word more of the line: what contradicts the line is refused as inside it.
    let line = match args.status {
        Some(status) => format!("{line} status:{}", status.code()),
        None => line,
    };
    read(&line, &me, office, texts, env)
}

/// Reads the line of a filter; what is wrong with it is named.
pub fn read(line: &str, me: &str, office: &office::Office, texts: &Texts, env: &Env) -> Result<Filter, Failure> {
    let polls = office.store.polls().map_err(|error| office.fault(texts, error))?;
    let lists = Lists { hosts: office.library.hosts_with(&polls), ..Lists::default() };
    Filter::parse(line, me, env.today(), &lists.known(&office.library.schema)).map_err(|problem| {
        let args = [("word", Arg::from(problem.word)), ("instead", Arg::from(problem.instead))];
        Failure::say(Exit::Usage, texts.say(problem.key, &args))
    })
}

/// Which columns are printed, and how wide they are.
struct Table {
    /// In the order of [`KEYS`]; 0 is left out. The last one is as wide as it needs.
    widths: [usize; KEYS.len() - 1],
}

const KEYS: [&str; 11] = [
    "cli-column-case",
    "cli-column-name",
    "cli-column-right",
    "cli-column-poll",
    "cli-column-level",
    "cli-column-place",
    "cli-column-status",
    "cli-column-due",
    "cli-column-left",
    "cli-column-holder",
    "cli-column-outcome",
];

impl Table {
    /// On a terminal the least important columns are left out until a line fits; elsewhere nothing is.
    fn fit(columns: Option<u16>) -> Table {
        const OUTCOME: usize = 22;
        let mut widths = [7, 28, 14, 11, 22, 20, 20, 11, 5, 12];
        let Some(columns) = columns.map(usize::from) else { return Table { widths } };
        // Level, place, holder, polling day, day due: the days left tell the same. Then the right.
        for least in [4, 5, 9, 3, 7, 2] {
            let needed: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum();
            if needed + OUTCOME <= columns {
                break;
            }
            widths[least] = 0;
        }
        Table { widths }
    }

    fn heading(&self, texts: &Texts) -> String {
        self.line(KEYS.map(|key| texts.get(key)))
    }

    fn row(&self, row: &QueueRow, wording: &Wording, today: Day) -> String {
        let texts = wording.texts;
        let outcome = row.outcome.code();
        let rests = row.aside.rests_until.filter(|day| *day > today && row.status.is_to_do());
        let rests = rests.map(|day| texts.say("aside-rests", &[("day", Arg::Text(texts.date(day)))]));
        let rests = rests.map(|said| format!(" · {said}")).unwrap_or_default();
        self.line([
            Clean::new(&row.case.to_string()),
            Clean::new(&row.name),
            texts.word("right", row.right.code()),
            Clean::new(&texts.date(row.poll_day)),
            wording.code("level", &row.level),
            Clean::new(&row.place),
            texts.word("status", row.status.code()),
            Clean::new(&texts.date(row.due_on)),
            Clean::new(&(row.due_on - today).num_days().to_string()),
            Clean::new(row.holder.as_deref().unwrap_or("-")),
            Clean::new(&format!("{} {}{rests}", texts.word("outcome-sign", outcome), texts.word("outcome", outcome))),
        ])
    }

    fn line(&self, cells: [Clean; KEYS.len()]) -> String {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(self.widths).filter(|(_, width)| *width > 0) {
            let cell = cell.fit(width);
            line.push_str(cell.as_str());
            line.push_str(&" ".repeat(width + 1 - cell.width()));
        }
        line + cells[KEYS.len() - 1].as_str()
    }
}
