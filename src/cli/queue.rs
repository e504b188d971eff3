//! `suffrage queue`: the queue as the screens show it, in windows, so that any size prints without loading it.

use std::path::PathBuf;

use serde_json::json;

use super::shape::Shape;
use super::{Env, Exit, Failure, Outcome, json, office};
use crate::app::Lists;
use crate::domain::filter::{Column, STATUS_WORDS, read_status};
use crate::domain::{Anchor, Clean, Day, Filter, QueueQuery, QueueRow, StatusFilter};
use crate::i18n::{Arg, Texts};
use crate::wording::Wording;
use crate::wording::columns::{CUT, Fitted, LeftOut, fit};

#[derive(Debug, clap::Args)]
pub struct QueueArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Only cases that fit this line, as in the screens: 'status:new due<3d place:46701 mine'. Without a status: all that
    /// need somebody. 'columns:due,case,name' chooses what the table shows; JSON always has everything
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
    let table = Table::fit(&query.filter.columns, env.columns);
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
    let me = office.reader(args.user.clone(), texts, env)?;
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

/// Which columns are printed, and how wide they are. What the law proposes is as wide as it needs where it stands last.
struct Table {
    columns: Vec<(Column, usize)>,
    left_out: LeftOut,
}

/// What is printed where no columns are chosen.
const COLUMNS: [Column; 11] = [
    Column::Case,
    Column::Name,
    Column::Right,
    Column::Poll,
    Column::Level,
    Column::Place,
    Column::Status,
    Column::Due,
    Column::Days,
    Column::Held,
    Column::Proposed,
];

fn width(column: Column) -> usize {
    match column {
        Column::Case => 7,
        Column::Name => 28,
        Column::Right => 14,
        Column::Poll | Column::Due => 11,
        Column::Level | Column::Proposed => 22,
        Column::Place | Column::Status => 20,
        Column::Days => 5,
        Column::Assigned | Column::Held | Column::Asked | Column::Answer | Column::Rests | Column::Appeal => 12,
    }
}

fn heading(column: Column) -> &'static str {
    match column {
        Column::Case => "cli-column-case",
        Column::Name => "cli-column-name",
        Column::Right => "cli-column-right",
        Column::Poll => "cli-column-poll",
        Column::Level => "cli-column-level",
        Column::Place => "cli-column-place",
        Column::Status => "cli-column-status",
        Column::Due => "cli-column-due",
        Column::Days => "cli-column-left",
        Column::Assigned => "queue-assigned",
        Column::Held => "cli-column-holder",
        Column::Asked => "queue-asked",
        Column::Answer => "queue-answer",
        Column::Rests => "queue-rests",
        Column::Appeal => "queue-appeal",
        Column::Proposed => "cli-column-outcome",
    }
}

impl Table {
    /// On a terminal columns are left out until a line fits: the least important ones, or of those that were chosen the
    /// last ones. Elsewhere none is.
    fn fit(chosen: &[Column], columns: Option<u16>) -> Table {
        let wide = |columns: &[Column]| columns.iter().map(|column| (*column, width(*column))).collect();
        if !chosen.is_empty() {
            let wanted: Vec<(Column, usize)> = wide(chosen);
            let Fitted { columns, left_out } = fit(&wanted, columns.map_or(usize::MAX, usize::from));
            return Table { columns, left_out };
        }
        let mut kept: Vec<(Column, usize)> = wide(&COLUMNS);
        // The polling day and the day due go before the right: the days left tell the same.
        let least = [Column::Level, Column::Place, Column::Held, Column::Poll, Column::Due, Column::Right];
        for least in least {
            let needed = kept.iter().map(|(_, width)| width + 1).sum::<usize>() - 1;
            if columns.is_none_or(|room| needed <= usize::from(room)) {
                break;
            }
            kept.retain(|(column, _)| *column != least);
        }
        Table { columns: kept, left_out: LeftOut::Nothing }
    }

    fn heading(&self, texts: &Texts) -> String {
        let line = self.line(|column| texts.get(heading(column)));
        match self.left_out {
            LeftOut::Nothing => line,
            LeftOut::Some => line + CUT,
        }
    }

    fn row(&self, row: &QueueRow, wording: &Wording, today: Day) -> String {
        self.line(|column| self.cell(column, row, wording, today))
    }

    fn cell(&self, column: Column, row: &QueueRow, wording: &Wording, today: Day) -> Clean {
        let (texts, aside) = (wording.texts, &row.aside);
        let officer = |name: &Option<String>| Clean::new(name.as_deref().unwrap_or("-"));
        let day = |day: Option<Day>| Clean::new(&day.map_or_else(|| "-".into(), |day| texts.date(day)));
        let rests = aside.rests_until.filter(|day| *day > today && row.status.is_to_do());
        match column {
            Column::Case => Clean::new(&row.case.to_string()),
            Column::Name => Clean::new(&row.name),
            Column::Right => texts.word("right", row.right.code()),
            Column::Poll => day(Some(row.poll_day)),
            Column::Level => wording.code("level", &row.level),
            Column::Place => Clean::new(&row.place),
            Column::Status => texts.word("status", row.status.code()),
            Column::Due => day(Some(row.due_on)),
            Column::Days => Clean::new(&(row.due_on - today).num_days().to_string()),
            Column::Assigned => officer(&aside.assigned),
            Column::Held => officer(&row.holder),
            Column::Asked => officer(&aside.asked),
            Column::Answer => day(aside.answer_by),
            Column::Rests => day(rests),
            Column::Appeal => day(aside.appeal_by),
            Column::Proposed => {
                let outcome = row.outcome.code();
                // A column of its own says it too.
                let rests = rests.filter(|_| !self.columns.iter().any(|(column, _)| *column == Column::Rests));
                let rests = rests.map(|day| texts.say("aside-rests", &[("day", Arg::Text(texts.date(day)))]));
                let rests = rests.map(|said| format!(" · {said}")).unwrap_or_default();
                let sign = texts.word("outcome-sign", outcome);
                Clean::new(&format!("{sign} {}{rests}", texts.word("outcome", outcome)))
            }
        }
    }

    fn line(&self, cell: impl Fn(Column) -> Clean) -> String {
        let mut line = String::new();
        for (nth, (column, width)) in self.columns.iter().enumerate() {
            let last = nth + 1 == self.columns.len();
            let text = cell(*column);
            if last && *column == Column::Proposed {
                return line + text.as_str();
            }
            let text = text.fit(*width);
            line.push_str(text.as_str());
            if !last {
                line.push_str(&" ".repeat(width + 1 - text.width()));
            }
        }
        line
    }
}
