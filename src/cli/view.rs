//! `suffrage view`: the views of the queue that have a name, one's own and everybody's.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::{Env, Exit, Failure, Outcome, office, queue};
use crate::domain::View;
use crate::domain::filter::Over;
use crate::i18n::{Arg, Texts};
use crate::store::Kept;

#[derive(Debug, Subcommand)]
pub enum ViewCommand {
    /// Prints the views, each with the line that it stands for
    List(ViewArgs),
    /// Keeps a line under a name, in the place of a view of one's own that had it
    Keep {
        #[command(flatten)]
        view: ViewArgs,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
        /// The line of the filter, as in the screens: 'status:new due<3d mine'
        #[arg(value_name = "LINE")]
        line: String,
        /// For everybody in the office, not only for oneself
        #[arg(long)]
        shared: bool,
        /// With --shared: in the place of a view of the office that has the name
        #[arg(long, requires = "shared")]
        replace: bool,
    },
    /// Forgets a view
    Forget {
        #[command(flatten)]
        view: ViewArgs,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
        /// The one of the office, not one's own
        #[arg(long)]
        shared: bool,
    },
}

/// Whose views of which office.
#[derive(Debug, clap::Args)]
pub struct ViewArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// Whose views; default: those of the officer to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
    /// Prints JSON, errors too
    #[arg(long)]
    json: bool,
}

pub fn run(command: ViewCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        ViewCommand::List(args) => list(&args, texts, env),
        ViewCommand::Keep { view: args, name, line, shared, replace } => {
            let mut office = office::open(&args.office, texts, env)?;
            let me = office.speaker(args.user.clone(), texts, env)?;
            if !View::is_name(&name) {
                return Err(Failure::say(Exit::Usage, texts.get("view-needs-name")));
            }
            let filter = queue::read(&line, &me, &office, texts, env)?;
            let view = View { name: name.clone(), line: filter.line(&me), shared };
            let over = if replace { Over::Replace } else { Over::Ask };
            let kept = office.store.keep_view(&me, &view, over);
            if let Kept::Taken { line } = kept.map_err(|error| office::fault(texts, &args.office, error))? {
                let said = [("name", Arg::from(name)), ("line", Arg::from(line))];
                return Err(Failure::say(Exit::Data, texts.say("cli-view-taken", &said)));
            }
            said("cli-view-kept", &view, args.json, texts, env)
        }
        ViewCommand::Forget { view: args, name, shared } => {
            let mut office = office::open(&args.office, texts, env)?;
            let me = office.speaker(args.user.clone(), texts, env)?;
            let gone = office.store.forget_view(&me, &name, shared);
            if !gone.map_err(|error| office::fault(texts, &args.office, error))? {
                let none = texts.say("cli-no-such-view", &[("name", Arg::from(name))]);
                return Err(Failure::say(Exit::Data, none));
            }
            said("cli-view-forgotten", &View { name, line: String::new(), shared }, args.json, texts, env)
        }
    }
}

fn list(args: &ViewArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let me = office.reader(args.user.clone(), texts, env)?;
    let views = office.store.views(&me).map_err(|error| office.fault(texts, error))?;
    if args.json {
        let views = views.iter().map(|view| json!({"name": view.name, "line": view.line, "shared": view.shared}));
        env.json(&json!({"views": views.collect::<Vec<_>>()}))?;
        return Ok(Exit::Done);
    }
    for view in &views {
        let whose = texts.get(if view.shared { "view-of-all" } else { "view-of-me" });
        env.line(&format!("{}  ({whose})  {}", view.name, view.line))?;
    }
    if views.is_empty() {
        env.line(texts.get("cli-no-views").as_str())?;
    }
    Ok(Exit::Done)
}

fn said(key: &str, view: &View, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    if as_json {
        env.json(&json!({"name": view.name, "line": view.line, "shared": view.shared}))?;
    } else {
        let args = [("name", Arg::from(view.name.as_str())), ("line", Arg::from(view.line.as_str()))];
        env.line(texts.say(key, &args).as_str())?;
    }
    Ok(Exit::Done)
}
