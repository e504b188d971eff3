//! `suffrage represent`: who acts for the person of a case, in what and until when; and that somebody does so no longer.

use super::act_args::{By, One};
use super::shape::Shape;
use super::{Env, Outcome, acts, input, office};
use crate::domain::day_words::Leaning;
use crate::domain::{CaseAct, Representative, Scope};
use crate::i18n::Texts;

/// Says who represents the person of a case, or with --end that somebody does so no longer.
///
/// Whoever is named again represents as was said last. Letters go to representatives who get letters, until their last day.
#[derive(Debug, clap::Args)]
pub struct RepresentArgs {
    #[command(flatten)]
    pub on: One,
    /// The name of the representative
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// In what, by commas: file (hands in papers and answers requests), letters (gets the letters), appeal (appeals)
    #[arg(long, value_name = "SCOPES", value_delimiter = ',', value_parser = scope, required_unless_present = "end")]
    pub scope: Vec<Scope>,
    /// The number of the power of attorney
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub paper: String,
    /// The day of the power of attorney
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub paper_on: Option<String>,
    /// The last day on which they represent
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub until: Option<String>,
    /// They represent no longer
    #[arg(long, requires = "reason", conflicts_with_all = ["scope", "paper", "paper_on", "until"])]
    pub end: bool,
    /// Why it ends
    #[arg(long, value_name = "TEXT", requires = "end")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub by: By,
}

fn scope(text: &str) -> Result<Scope, Shape> {
    Scope::parse(text.trim()).ok_or_else(|| Shape::OneOf(Scope::ALL.iter().map(|one| one.code()).collect()))
}

pub fn run(args: RepresentArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let RepresentArgs { on, name, scope, paper, paper_on, until, reason, by, end } = args;
    office::learn_clock(&on.office, texts, env);
    let act = if end {
        CaseAct::EndRepresentation { name, reason: reason.unwrap_or_default() }
    } else {
        let mut day =
            |text: Option<String>, leaning| text.map(|text| input::spoken_day(&text, leaning, texts, env)).transpose();
        let (paper_on, until) = (day(paper_on, Leaning::Past)?, day(until, Leaning::Near)?);
        let scope = scope.into_iter().collect();
        CaseAct::Represent { representative: Representative { name, scope, paper, paper_on, until } }
    };
    acts::one(&on, by, act, texts, env)
}
