//! The arguments of every command. The comments here are the help that the program prints.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::input::day;
use super::shape::Shape;
use crate::domain::{Day, Lang, Stamp};

/// A case manager for officers who decide who may vote and who may stand in local elections as a foreign resident.
///
/// An office is one SQLite file. A missing fact is never a "no"; the program proposes and explains, an officer decides,
/// and every act is an entry of a ledger that anybody can verify.
#[derive(Debug, Parser)]
#[command(name = "suffrage", version, color = clap::ColorChoice::Never, max_term_width = 100)]
pub struct Args {
    /// Language: en, ru or be. Default: the one of LC_ALL or LANG, else English.
    #[arg(long, global = true, value_parser = lang)]
    pub lang: Option<Lang>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Opens the screens on a private copy of the sample office (fictitious people)
    Demo(DemoArgs),
    /// Opens the screens on an office
    Open(OpenArgs),
    /// Makes a new, empty office, with you as its first officer; never overwrites
    Init(InitArgs),
    /// Brings in applications from CSV files or voter records (NIST SP 1500-102)
    Import(ImportArgs),
    /// Says what applications in files lack, by the program's own packs: no office is needed, no case is opened
    Precheck(super::precheck::PrecheckArgs),
    /// Prints the queue of cases
    Queue(super::queue::QueueArgs),
    /// Prints which cases were decided late, which are open past their day, and which fall due soon
    Report(super::report::ReportArgs),
    /// Prints one case: facts, findings, decisions, what happened
    Show(ShowArgs),
    /// Prints the determination of a case, or of facts in a JSON file, with its explanation
    Determine(DetermineArgs),
    /// Opens a case for a person who applies
    Case {
        #[command(subcommand)]
        command: super::case_new::CaseCommand,
    },
    /// Views of the queue that have a name: keeps them, prints them, forgets them
    #[command(subcommand)]
    View(super::view::ViewCommand),
    /// Prints the polls of an office with their numbers
    Polls(super::polls::PollsArgs),
    /// Puts a fact on record, or corrects one
    Fact(super::act_args::FactArgs),
    /// Asks for evidence
    Request(super::act_args::RequestArgs),
    /// Holds a case, so that nobody else acts on it
    Claim(super::act_args::ClaimArgs),
    /// Gives back a case that you hold
    Release(super::act_args::HoldArgs),
    /// Decides a case
    Decide(super::act_args::DecideArgs),
    /// Approves or returns another officer's decision
    Approve(super::act_args::ApproveArgs),
    /// Takes a decision back
    Undo(super::act_args::UndoArgs),
    /// Prints the letter to the applicant: what was decided, why, and where one can appeal
    Letter(super::letter::LetterArgs),
    /// Records that the letter has left
    Notice(super::act_args::NoticeArgs),
    /// Records that the letter came back
    Undelivered(super::act_args::UndeliveredArgs),
    /// Records an appeal against a decision
    Appeal(super::act_args::AppealArgs),
    /// Records what a court or a higher commission ruled about a decision
    Ruling(super::act_args::RulingArgs),
    /// Opens a decided case again
    Reopen(super::act_args::ReopenArgs),
    /// Says who shall work on a case
    Assign(super::act_args::AssignArgs),
    /// Puts a case aside until a day
    Snooze(super::act_args::SnoozeArgs),
    /// Asks a colleague about a case
    Ask(super::act_args::AskArgs),
    /// Puts a file on record with a case
    Attach(super::attach::AttachArgs),
    /// Says who represents the person of a case, or that somebody does so no longer
    Represent(super::represent::RepresentArgs),
    /// Lists the files that belong to cases, and whether they are there
    Attachments(super::attach::AttachmentsArgs),
    /// Answers the newest question about a case
    Answer(super::act_args::AnswerArgs),
    /// Asks a register about many cases at once, and reads its answers
    Register {
        #[command(subcommand)]
        command: super::register::RegisterCommand,
    },
    /// Prints what you did today, and what can still be done about it
    Mine(super::mine::MineArgs),
    /// The officers of an office: who they are, what they may do, and changes that wait for a second person
    Officer {
        #[command(subcommand)]
        command: super::officer::OfficerCommand,
    },
    /// The office's time: confirm it after a long rest, or put it right after a wrong clock
    Clock {
        #[command(subcommand)]
        command: super::clock::ClockCommand,
    },
    /// The rules of every office, and what one sets for itself
    Office {
        #[command(subcommand)]
        command: super::office_rules::OfficeCommand,
    },
    /// The rule packs
    Law {
        #[command(subcommand)]
        command: LawCommand,
    },
    /// Prints the working days of a state and what they rest on, or counts by them
    Calendar(super::calendar::CalendarArgs),
    /// The ledger
    Ledger {
        #[command(subcommand)]
        command: LedgerCommand,
    },
    /// Brings an office of an older format up to this program's: a verified copy takes its place, the old file stays beside it
    Upgrade(super::upgrade::UpgradeArgs),
    /// Copies an office to a new file, also while officers work, and verifies the copy
    Backup(super::backup::BackupArgs),
    /// Makes an office from a backup, where there is none; says what the newest entry in it is
    Restore(super::backup::RestoreArgs),
    /// Checks everything that an office rests on, one line each, with the mend where something is wrong
    Doctor(super::doctor::DoctorArgs),
    /// Prints the texts for reasons and notes: the office's own and the program's
    Reasons(super::reasons::ReasonsArgs),
    /// Prints the keys of the screens in the form of the file that changes them
    Keys(super::keys::KeysArgs),
    /// Makes an office of any size with fictitious people, the same one for the same seed
    Sample(SampleArgs),
    /// Plays transcripts and shows where screens or rows differ
    Play(PlayArgs),
}

#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// The officer as whom you work
    #[arg(long = "as", value_name = "USER", default_value = "anna")]
    pub user: String,
    #[command(flatten)]
    pub screens: super::screens::ScreenArgs,
}

#[derive(Debug, clap::Args)]
pub struct OpenArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The officer as whom you work; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    #[command(flatten)]
    pub screens: super::screens::ScreenArgs,
}

#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// What the office is called on screens and letters; default: the name of the file
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// The first officer; default: your login. They work by your login
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Makes an office of people who do not exist, for training: anybody may work in it as any officer (--as), and every
    /// screen says so
    #[arg(long)]
    pub training: bool,
}

/// Brings in applications from CSV files or voter records (NIST SP 1500-102, .json and .xml).
///
/// A CSV file is UTF-8, has a header row, and is separated by commas, semicolons or tabs. Each file is taken as a whole
/// or not at all; rows that cannot be taken are listed with line, field, value and reason. Importing a file again adds
/// nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = IMPORT_HELP)]
pub struct ImportArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db", required_unless_present = "schema")]
    pub office: Option<PathBuf>,
    /// The files: CSV, or .json and .xml of a voter record
    #[arg(value_name = "FILE", required_unless_present = "schema")]
    pub files: Vec<PathBuf>,
    /// Lists the columns, kinds, values and evidence words that an import understands, and imports nothing
    #[arg(long, conflicts_with = "files")]
    pub schema: bool,
    /// How the sender's columns, words and dates become the office's (TOML)
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// What separates fields, where the header row does not show it; "tab" for a tab
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// Checks everything and writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Takes the good rows of a file even if others are rejected
    #[arg(long)]
    pub partial: bool,
    /// Writes the rejected rows, with reasons, to a new CSV file that can be mended and imported
    #[arg(long, value_name = "FILE.csv")]
    pub rejects: Option<PathBuf>,
    /// The officer who imports; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

const IMPORT_HELP: &str = "\
Columns (order does not matter; * is needed in every row):
  name*            as the applicant writes it
  right*           vote or stand
  host*            the state that holds the poll, for instance RU or BY
  poll_day*        the polling day
  level*           what is elected, for instance municipal_council
  municipality*    its code in the register of the host (OKTMO, SOATO); one of another register with
                   its name: SOATO:1401000000
  place            its name
  key              the sender's number; the same number is never taken twice. Without it, the
                   row itself is the number
  latin, document, personal_number
  applied_on       the day of the application
  due_on           the day by which to decide; default: the last day of the law's term, or the
                   polling day where it gives none
  pack             the rule pack; default: the one for host and right
  nomination_from, nomination_to, roll_date, local_age,
  first_day, application_from, application_to
  fact:KIND        a value, or none (known to be absent), or unknown:requested (also not_asked,
                   refused, conflict). An empty field says nothing. A second one: fact:KIND#2
  fact:KIND:from, fact:KIND:to, fact:KIND:evidence, fact:KIND:evidence_ref, fact:KIND:evidence_date
Dates are 2026-09-20 unless the mapping says otherwise; \"to\" is the first day on which it no longer holds.

A mapping:
  dates = [\"%d.%m.%Y\"]
  ignore = [\"Примечание\"]
  [columns]
  \"№\" = \"key\"
  \"ФИО\" = \"name\"
  \"Гражданство\" = \"fact:citizenship\"
  [values.\"Гражданство\"]
  \"Беларусь\" = \"BY\"
  [constants]
  host = \"RU\"
  right = \"vote\"";

/// The dates of a determination that can be chosen.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct KnobArgs {
    /// Facts as at this polling day instead of the poll's own
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub poll_day: Option<Day>,
    /// The law as in force on this day; default: the polling day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub law_date: Option<Day>,
    /// Only what was on record at this moment, facts and application: 2026-05-03T12:00:00Z, or 2026-05-03, which means
    /// its last moment (UTC); default: now
    #[arg(long, value_name = "TIME", value_parser = stamp)]
    pub known_at: Option<Stamp>,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The number of the case
    #[arg(value_name = "CASE")]
    pub case: i64,
    /// As whom you look, in an office of fictitious people; default: the officer to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// Prints the determination of a case, or of facts in a JSON file, with its explanation.
#[derive(Debug, clap::Args)]
#[command(after_help = FACTS_HELP)]
pub struct DetermineArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db", required_unless_present_any = ["facts", "json_schema"], requires = "case")]
    pub office: Option<PathBuf>,
    /// The number of the case
    #[arg(value_name = "CASE")]
    pub case: Option<i64>,
    /// Facts, poll and pack in a JSON file ("-" for standard input) instead of an office
    #[arg(long, value_name = "FILE.json", conflicts_with = "office")]
    pub facts: Option<PathBuf>,
    /// A pack file to determine with instead of the built-in one
    #[arg(long, value_name = "FILE.toml")]
    pub pack: Option<PathBuf>,
    #[command(flatten)]
    pub knobs: KnobArgs,
    /// What would follow if this were so: none, unknown, or a value, instead of everything on record of the kind; from and
    /// to say when it holds. Nothing is stored
    #[arg(long, value_name = "KIND=VALUE[,from=DAY][,to=DAY]")]
    pub suppose: Vec<String>,
    /// Repeats the determination on which a decision was made, the newest or the one with this number: with the pack that
    /// is on record, to the letter, and the facts that were known
    #[arg(long, value_name = "DECISION", num_args = 0..=1, require_equals = true, requires = "case",
          conflicts_with_all = ["facts", "pack", "poll_day", "law_date", "known_at", "suppose"])]
    pub as_decided: Option<Option<i64>>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
    /// Prints the JSON Schema of what --json prints, and nothing else
    #[arg(long)]
    pub json_schema: bool,
}

const FACTS_HELP: &str = "\
The JSON form of facts:
  {\"pack\": \"ru-by-vote\",
   \"poll\": {\"host\": \"RU\", \"day\": \"2026-09-20\", \"level\": \"municipal_council\",
            \"municipality\": \"46701000\"},
   \"applied_on\": \"2026-07-01\",
   \"facts\": [
     {\"kind\": \"citizenship\", \"value\": \"BY\", \"from\": \"1990-05-01\"},
     {\"kind\": \"incapacity\", \"none\": true},
     {\"kind\": \"imprisonment\", \"unknown\": \"requested\"}]}
A place is a code of the register of the poll's state, or one of another register with its name: SOATO:1401000000.
Each fact has one of value, none and unknown; and may have from, to, note, recorded_at, id, supersedes, and
evidence: {\"kind\": ..., \"reference\": ..., \"dated\": ...}.";

#[derive(Debug, Subcommand)]
pub enum LawCommand {
    /// Prints the author's guide: what a pack is, how to write and test one, and every word of its notation
    Guide,
    /// Prints what can be known of a person: kinds of fact, codes, evidence, questions, registers of territories
    Schema(super::law_schema::SchemaArgs),
    /// Prints the packs: id, version, status, title
    List {
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints a pack as a readable document
    Show {
        /// The id of the pack
        #[arg(value_name = "PACK")]
        pack: String,
        /// Prints JSON
        #[arg(long)]
        json: bool,
        /// Shows each condition in the notation of the pack too
        #[arg(long)]
        source: bool,
    },
    /// Checks pack files: form, facts, types, versions, citations, translations, embedded cases
    Check {
        /// The pack files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Runs the embedded cases of all packs, of one, or of a pack file
    Test {
        /// The id of a pack, or a pack file
        #[arg(value_name = "PACK|FILE")]
        pack: Option<String>,
    },
    /// Changes the law of a pack bit by bit, and says which changes none of its embedded cases notices
    Mutate {
        /// The id of a pack, or a pack file
        #[arg(value_name = "PACK|FILE")]
        pack: String,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints a pack for a second reading by other hands: as SMT-LIB 2, or the engine's own findings to compare with
    Export {
        #[command(flatten)]
        what: ExportWhat,
        /// The id of a pack, or a pack file
        #[arg(value_name = "PACK|FILE")]
        pack: String,
        /// The interval of the law, counted from 0, for --replay
        #[arg(long, value_name = "N", default_value_t = 0)]
        interval: usize,
    },
    /// Evaluates one expression over given facts and prints {"value": "yes"|"no"|"unknown", "missing": [...]}
    Eval {
        /// Names and types: '{"A":"bool","B":"date"}'
        #[arg(long, value_name = "JSON", default_value = "{}")]
        schema: String,
        /// Names and values; what is left out is unknown: '{"A":true}'
        #[arg(long, value_name = "JSON", default_value = "{}")]
        facts: String,
        /// The expression, in the notation of the packs
        #[arg(value_name = "EXPRESSION")]
        expression: String,
    },
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct ExportWhat {
    /// Every interval of its law as SMT-LIB 2
    #[arg(long)]
    pub smt: bool,
    /// Slots, criteria, and the embedded cases as slots, one JSON line for each interval
    #[arg(long)]
    pub findings: bool,
    /// Reads values of slots as JSON lines and prints the findings of each
    #[arg(long)]
    pub replay: bool,
}

#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// Prints the entries, newest first
    Show {
        /// The office file
        #[arg(value_name = "OFFICE.db")]
        office: PathBuf,
        /// How many entries at most; 0 for all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Replays the ledger against the live rows; says the first thing that does not hold, where, and its class
    Verify {
        /// The office file
        #[arg(value_name = "OFFICE.db")]
        office: PathBuf,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, clap::Args)]
pub struct SampleArgs {
    /// The office file to make
    #[arg(value_name = "OUT.db")]
    pub out: PathBuf,
    /// How many cases
    #[arg(value_parser = size, long, value_name = "N", default_value_t = 300)]
    pub cases: u64,
    /// The same seed makes the same office
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, clap::Args)]
pub struct PlayArgs {
    /// The transcripts
    #[arg(value_name = "FILE.txt", required = true)]
    pub files: Vec<PathBuf>,
    /// Rewrites the files with what happened
    #[arg(long)]
    pub update: bool,
}

fn lang(text: &str) -> Result<Lang, Shape> {
    Lang::parse(text).ok_or_else(|| Shape::OneOf(vec!["en", "ru", "be"]))
}

fn stamp(text: &str) -> Result<Stamp, Shape> {
    Stamp::parse(text).ok_or(Shape::Moment)
}

/// The largest office that is made.
const LARGEST: u64 = 100_000_000;

fn size(text: &str) -> Result<u64, Shape> {
    text.parse().ok().filter(|n| *n <= LARGEST).ok_or(Shape::Between(0, LARGEST))
}

fn delimiter(text: &str) -> Result<u8, Shape> {
    match text.as_bytes() {
        _ if text == "tab" => Ok(b'\t'),
        [one] if one.is_ascii() && !matches!(one, b'"' | b'\n' | b'\r') => Ok(*one),
        _ => Err(Shape::Delimiter),
    }
}
