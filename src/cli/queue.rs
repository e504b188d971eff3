//! `suffrage queue`: the queue as the screens show it, in windows, so that any size prints without loading it.

use serde_json::json;

use super::args::QueueArgs;
use super::{Env, Exit, Outcome, json, office};
use crate::domain::{Anchor, Clean, QueueQuery, QueueRow};
use crate::i18n::{Arg, Texts};
use crate::wording::Wording;

/// How many rows are asked for at once.
const WINDOW: usize = 500;

pub fn run(args: QueueArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let now = env.now();
    let wording = Wording { texts, schema: &office.library.schema, poll: None };
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let mut query =
        QueueQuery { filter: args.status.into(), search: args.search, anchor: Anchor::First, limit: limit.min(WINDOW) };
    let mut printed = 0;
    let mut rows_as_json = Vec::new();
    let more = loop {
        let window = office.store.queue(&query, now).map_err(|error| office.fault(texts, error))?;
        if printed == 0 && !args.json {
            heading(texts, env)?;
        }
        for (_, row) in &window.rows {
            if args.json {
                let mut value = json::queue_row(row);
                value["days_left"] = json!((row.due_on - now.day()).num_days());
                rows_as_json.push(value);
            } else {
                let line = table_row(row, &wording, now.day());
                env.line(&line)?;
            }
        }
        printed += window.rows.len();
        let Some((last, _)) = window.rows.last().filter(|_| window.more_after && printed < limit) else {
            break window.more_after || window.search_cut;
        };
        query.anchor = Anchor::After(last.clone());
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

/// Widths of the columns; the last one is as wide as it needs.
const WIDTHS: [usize; 10] = [7, 28, 14, 11, 22, 20, 20, 11, 5, 12];

fn heading(texts: &Texts, env: &mut Env) -> Result<(), super::Failure> {
    let keys = [
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
    env.line(&columns(keys.map(|key| texts.get(key))))
}

fn table_row(row: &QueueRow, wording: &Wording, today: crate::domain::Day) -> String {
    let texts = wording.texts;
    let outcome = row.outcome.code();
    columns([
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
        Clean::new(&format!("{} {}", texts.word("outcome-sign", outcome), texts.word("outcome", outcome))),
    ])
}

fn columns(cells: [Clean; WIDTHS.len() + 1]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(WIDTHS) {
        let cell = cell.fit(width);
        line.push_str(cell.as_str());
        line.push_str(&" ".repeat(width + 1 - cell.width()));
    }
    line + cells[WIDTHS.len()].as_str()
}
