//! The arguments of the acts on a case. The comments here are the help that the program prints.

use std::path::PathBuf;

use super::shape::Shape;
use crate::domain::{Ground, Means, Right, Verdict};

/// Which cases an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cases {
    One(i64),
    /// Those of a list on standard input.
    Listed,
}

/// Reads which cases are meant.
pub fn cases(text: &str) -> Result<Cases, Shape> {
    match text {
        "-" => Ok(Cases::Listed),
        number => number.parse().map(Cases::One).map_err(|_| Shape::Cases),
    }
}

/// As whom, and how it is answered.
#[derive(Debug, Clone, clap::Args)]
pub struct By {
    /// The officer who does it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// The version of the case that you have seen; if it has changed since, nothing happens
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
    /// Prints JSON, errors too
    #[arg(long)]
    pub json: bool,
}

/// An act on one case.
#[derive(Debug, Clone, clap::Args)]
pub struct One {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case
    #[arg(value_name = "CASE")]
    pub case: i64,
}

/// An act on one case or on a list of them.
#[derive(Debug, Clone, clap::Args)]
pub struct Many {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case; "-" reads numbers from standard input, one a line, each with the version seen if you like
    #[arg(value_name = "CASE", value_parser = cases)]
    pub case: Cases,
}

/// Puts a fact on record. Days can be written as people do: 2026-09-20, 20.9.26, 20 Sep, yesterday, -10; what was filled
/// in of a year is printed. `suffrage law schema` lists the kinds and their values.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("state").required(true).args(["value", "none", "unknown"]))]
pub struct FactArgs {
    #[command(flatten)]
    pub on: One,
    /// The kind of fact
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// What is so: a code, a number, a day, the code of a place, or yes
    #[arg(value_name = "VALUE")]
    pub value: Option<String>,
    /// Known to be absent: a register was searched, and nothing found
    #[arg(long)]
    pub none: bool,
    /// Not known, and why: not_asked, requested, refused, conflict
    #[arg(long, value_name = "WHY")]
    pub unknown: Option<String>,
    /// The first day on which it holds
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// The first day on which it no longer holds
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// What kind of document or answer shows it
    #[arg(long, value_name = "KIND")]
    pub evidence: Option<String>,
    /// The number on it
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    pub reference: Option<String>,
    /// The day on which it was issued, or the register was searched
    #[arg(long, value_name = "DAY", requires = "evidence", allow_hyphen_values = true)]
    pub dated: Option<String>,
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// The number of the fact that this one corrects
    #[arg(long, value_name = "FACT")]
    pub corrects: Option<i64>,
    #[command(flatten)]
    pub by: By,
}

/// Asks for evidence, and the case waits for it.
#[derive(Debug, clap::Args)]
pub struct RequestArgs {
    #[command(flatten)]
    pub on: Many,
    /// The kinds of fact; none: what the determination of the case asks for now
    #[arg(value_name = "KIND")]
    pub kinds: Vec<String>,
    /// By when an answer is wanted: 2026-09-20, 20.9.26, 20 Sep, tomorrow, +7
    #[arg(long = "by", value_name = "DAY", allow_hyphen_values = true)]
    pub answer_by: Option<String>,
    /// What is said with it
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    #[command(flatten)]
    pub by: By,
}

/// Holds a case, or gives it back.
#[derive(Debug, clap::Args)]
pub struct HoldArgs {
    #[command(flatten)]
    pub on: One,
    /// The officer who does it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Prints JSON, errors too
    #[arg(long)]
    pub json: bool,
}

/// Takes a case for yourself: nobody else acts on it meanwhile.
#[derive(Debug, clap::Args)]
pub struct ClaimArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case
    #[arg(value_name = "CASE", required_unless_present = "next", conflicts_with = "next")]
    pub case: Option<i64>,
    /// The first case on which nobody works and which you can bring forward; none left: the code is 1
    #[arg(long)]
    pub next: bool,
    /// Only one that fits this line, as in the screens: 'due<3d place:46701'
    #[arg(long, value_name = "LINE", requires = "next", default_value = "")]
    pub filter: String,
    /// Takes it from another officer who holds it, if you may; they are told at their next key
    #[arg(long, conflicts_with = "next")]
    pub take_over: bool,
    /// The officer who does it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Prints JSON, errors too
    #[arg(long)]
    pub json: bool,
}

/// Takes a decision back, while that is possible.
#[derive(Debug, clap::Args)]
pub struct UndoArgs {
    #[command(flatten)]
    pub on: One,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub by: By,
}

/// Records that the letter has left.
#[derive(Debug, clap::Args)]
pub struct NoticeArgs {
    #[command(flatten)]
    pub on: Many,
    /// Its number in the register of letters
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub number: String,
    /// The day on which it left
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub sent_on: Option<String>,
    /// How it left: post, registered_post, handed_over, electronic
    #[arg(long, value_name = "MEANS", value_parser = means)]
    pub means: Option<Means>,
    #[command(flatten)]
    pub by: By,
}

/// Says who shall work on a case.
#[derive(Debug, clap::Args)]
pub struct AssignArgs {
    #[command(flatten)]
    pub on: Many,
    /// The officer who shall
    #[arg(value_name = "OFFICER")]
    pub to: String,
    #[command(flatten)]
    pub by: By,
}

/// Puts a case aside until a day.
#[derive(Debug, clap::Args)]
pub struct SnoozeArgs {
    #[command(flatten)]
    pub on: Many,
    /// The day on which it comes back: 2026-09-20, 20.9.26, 20 Sep, tomorrow, +7
    #[arg(value_name = "UNTIL", allow_hyphen_values = true)]
    pub until: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub by: By,
}

/// Asks a colleague about a case.
#[derive(Debug, clap::Args)]
pub struct AskArgs {
    #[command(flatten)]
    pub on: One,
    /// The officer who is asked
    #[arg(value_name = "OFFICER")]
    pub whom: String,
    /// What is asked
    #[arg(value_name = "QUESTION")]
    pub question: String,
    #[command(flatten)]
    pub by: By,
}

/// Answers the newest question about a case.
#[derive(Debug, clap::Args)]
pub struct AnswerArgs {
    #[command(flatten)]
    pub on: One,
    /// The answer
    #[arg(value_name = "TEXT")]
    pub answer: String,
    #[command(flatten)]
    pub by: By,
}

/// Records that the letter came back: it must be sent again.
#[derive(Debug, clap::Args)]
pub struct UndeliveredArgs {
    #[command(flatten)]
    pub on: One,
    /// Why, as the envelope says
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The day on which it came back
    #[arg(long = "on", value_name = "DAY", allow_hyphen_values = true)]
    pub day: Option<String>,
    #[command(flatten)]
    pub by: By,
}

/// Records an appeal against the decision of a case.
#[derive(Debug, clap::Args)]
pub struct AppealArgs {
    #[command(flatten)]
    pub on: One,
    /// The court or the commission that decides on it
    #[arg(long, value_name = "BODY")]
    pub to: String,
    /// By when the office must have answered to it
    #[arg(long = "by", value_name = "DAY", allow_hyphen_values = true)]
    pub answer_by: String,
    /// What the applicant says against the decision
    #[arg(long, value_name = "TEXT")]
    pub grounds: String,
    /// The day on which it was lodged
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub lodged: Option<String>,
    /// Its number there
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub number: String,
    #[command(flatten)]
    pub by: By,
}

/// What a ruling says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Ruled {
    /// The appeal is dismissed: the decision stands
    Dismissed,
    /// The decision is set aside: the case is decided again
    SetAside,
}

/// Records what a court or a higher commission ruled about the decision of a case.
#[derive(Debug, clap::Args)]
pub struct RulingArgs {
    #[command(flatten)]
    pub on: One,
    /// What it says
    #[arg(value_name = "RULING")]
    pub ruled: Ruled,
    /// Who ruled
    #[arg(long = "of", value_name = "BODY")]
    pub body: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The day of the ruling
    #[arg(long = "on", value_name = "DAY", allow_hyphen_values = true)]
    pub day: Option<String>,
    /// Its number
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub number: String,
    #[command(flatten)]
    pub by: By,
}

/// Opens a decided case again, of the office's own motion; whoever decided it cannot.
#[derive(Debug, clap::Args)]
pub struct ReopenArgs {
    #[command(flatten)]
    pub on: One,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub by: By,
}

#[derive(Debug, clap::Args)]
pub struct DecideArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case; "-" reads numbers from standard input, one a line, each with the version seen if you like
    #[arg(value_name = "CASE", value_parser = cases)]
    pub case: Cases,
    /// grant or refuse
    #[arg(value_name = "VERDICT", value_parser = verdict)]
    pub verdict: Verdict,
    /// The reasons; a refusal needs them
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
    /// A text for reasons or for a departure by its name, before what is written yourself; `suffrage reasons` lists them
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// What stands in the first blank of that text, the second, and so on
    #[arg(long, value_name = "VALUE", requires = "template")]
    pub fill: Vec<String>,
    #[command(flatten)]
    pub texts: super::reasons::ReasonsFile,
    /// Why the decision departs from the determination, where it does
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub departure: String,
    /// The officer who decides; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// The version of the case that you have seen; if it has changed since, nothing happens
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct ApproveArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case; "-" reads numbers from standard input, one a line, each with the version seen if you like
    #[arg(value_name = "CASE", value_parser = cases)]
    pub case: Cases,
    /// Returns the decision to the first officer instead, with this note
    #[arg(long = "return", value_name = "NOTE")]
    pub returned: Option<String>,
    /// What shall happen to a decision that is returned: correction, evidence, law, or anew (by somebody else)
    #[arg(long, value_name = "GROUND", value_parser = ground, default_value = "correction", requires = "returned")]
    pub ground: Ground,
    /// A remark on the approval
    #[arg(long, value_name = "TEXT", default_value = "", conflicts_with = "returned")]
    pub note: String,
    /// The second officer; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// The version of the case that you have seen
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

fn verdict(text: &str) -> Result<Verdict, Shape> {
    Verdict::parse(text).ok_or_else(|| Shape::OneOf(Verdict::ALL.iter().map(|one| one.code()).collect()))
}

fn ground(text: &str) -> Result<Ground, Shape> {
    Ground::parse(text).ok_or_else(|| Shape::OneOf(Ground::ALL.iter().map(|one| one.code()).collect()))
}

fn means(text: &str) -> Result<Means, Shape> {
    Means::parse(text).ok_or_else(|| Shape::OneOf(Means::ALL.iter().map(|one| one.code()).collect()))
}

/// Reads the right that is asked for.
pub fn right(text: &str) -> Result<Right, Shape> {
    Right::parse(text).ok_or_else(|| Shape::OneOf(vec![Right::Vote.code(), Right::Stand.code()]))
}
