//! `suffrage precheck`: what applications would lack, before anybody applies: for a person, or a party with its candidates.
//!
//! It reads the files that `import` reads, and needs no office: the packs are those of the program. Nothing is written and
//! nothing is decided; a row is taken as it stands, by itself.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::applications::{fault, find_pack, is_record, open_rows, problems, read_map, read_record};
use super::explain::Page;
use super::json::{pack_status, poll};
use super::{Env, Exit, Failure, Outcome, shelf};
use crate::domain::{self, ApplicantId, Clean, Fact, FactId, NewCase};
use crate::i18n::{Arg, Texts};
use crate::intake::{Map, Plan, Record, Rejected, RowReader, count};
use crate::law::{CriterionFinding, Determination, Finding, Inquiry, Knobs, Library, Need};
use crate::wording::{Wording, fact, tally};

/// Says what applications in files lack, by the program's own packs.
///
/// The files are those of `suffrage import` (see there for the columns). No office is needed, no case is opened, nothing
/// is written and nothing is decided. Each row is taken by itself, as it stands.
#[derive(Debug, clap::Args)]
pub struct PrecheckArgs {
    /// The files: CSV, or .json and .xml of a voter record
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How the sender's columns, words and dates become the program's (TOML)
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// One run: what it reads with, and what it has found so far.
struct Precheck<'a> {
    texts: &'a Texts,
    library: &'a Library,
    map: Map,
    as_json: bool,
    /// How many rows there are of each outcome.
    outcomes: [u64; domain::Outcome::ALL.len()],
    rejected: u64,
    rows: Vec<Json>,
    problems: Vec<Json>,
}

pub fn run(args: PrecheckArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    let map = args.map.as_deref().map(|path| read_map(path, texts)).transpose()?.unwrap_or_default();
    let mut run = Precheck {
        texts,
        library: &library,
        map,
        as_json: args.json,
        outcomes: Default::default(),
        rejected: 0,
        rows: Vec::new(),
        problems: Vec::new(),
    };
    if !args.json {
        env.line(texts.get("precheck-decides-nothing").as_str())?;
    }
    for path in &args.files {
        if is_record(path) { run.record(path, env)? } else { run.table(path, env)? }
    }
    if args.json {
        env.json(&run.report())?
    } else {
        env.line(run.sum().as_str())?
    }
    Ok(if run.rejected > 0 { Exit::Data } else { Exit::Done })
}

impl Precheck<'_> {
    fn table(&mut self, path: &Path, env: &mut Env) -> Result<(), Failure> {
        let (texts, library) = (self.texts, self.library);
        let cannot = |error| fault(path, error, texts);
        let mut rows = open_rows(path, &self.map, None, texts)?;
        let plan = Plan::new(&rows.header, &self.map, &library.schema).map_err(cannot)?;
        let mut reader = RowReader::new(plan, &library.schema, find_pack(library), env.today());
        let mut record = Record::default();
        while rows.next(&mut record).map_err(cannot)? {
            match reader.read(&record).map_err(cannot)? {
                Ok(case) => self.row(path, record.line, case, env)?,
                Err(rejected) => self.reject(path, &rejected, env)?,
            }
        }
        Ok(())
    }

    fn record(&mut self, path: &Path, env: &mut Env) -> Result<(), Failure> {
        match read_record(path, &self.map, self.library, self.texts, env)? {
            Ok(case) => self.row(path, 1, case, env),
            Err(rejected) => self.reject(path, &rejected, env),
        }
    }

    fn reject(&mut self, path: &Path, rejected: &Rejected, env: &mut Env) -> Result<(), Failure> {
        self.rejected += 1;
        let file = path.display().to_string();
        if self.as_json {
            for mut problem in problems(rejected, self.texts) {
                problem["file"] = json!(file);
                self.problems.push(problem);
            }
            return Ok(());
        }
        for problem in &rejected.problems {
            let args = [
                ("file", Arg::from(file.as_str())),
                ("line", count(rejected.line)),
                ("field", Arg::from(problem.field.as_str())),
                ("value", Arg::from(problem.value.as_str())),
                ("reason", problem.reason(self.texts).into()),
            ];
            env.warn(self.texts.say("import-rejected-row", &args).as_str())?;
        }
        Ok(())
    }

    fn row(&mut self, path: &Path, line: u64, case: NewCase, env: &mut Env) -> Result<(), Failure> {
        // The reader has found the pack in this library.
        let pack = shelf::embedded(self.library, &case.pack, self.texts)?;
        let (at, numbers) = (env.now(), 1..);
        let facts = case.facts.iter().cloned().zip(numbers);
        let facts: Vec<Fact> = facts.map(|(one, id)| one.recorded(FactId(id), ApplicantId(1), at, "")).collect();
        let (poll, applied_on) = (&case.poll, case.applied_on);
        let answer =
            pack.determine(&Inquiry { poll, applied_on, applied_at: None, facts: &facts, knobs: Knobs::default() });
        if let Some(place) = domain::Outcome::ALL.iter().position(|one| *one == answer.outcome) {
            self.outcomes[place] += 1;
        }
        if self.as_json {
            let row = self.told(path, line, &case, &answer);
            self.rows.push(row);
            return Ok(());
        }
        self.page(path, line, &case, &answer).iter().try_for_each(|line| env.line(line))
    }

    /// A row in words.
    fn page(&self, path: &Path, line: u64, case: &NewCase, answer: &Determination) -> Vec<String> {
        let texts = self.texts;
        let mut page = Page { texts, schema: &self.library.schema, poll: &case.poll, lines: Vec::new() };
        let head = [
            ("file", Arg::from(path.display().to_string())),
            ("line", count(line)),
            ("name", Arg::from(case.applicant.name.as_str())),
            ("right", texts.word("right", case.right.code()).into()),
        ];
        page.say(0, "precheck-row", &head);
        page.put(1, page.poll_said());
        let (sign, outcome) = ("outcome-sign", answer.outcome.code());
        let said = [("sign", texts.word(sign, outcome).into()), ("outcome", texts.word("outcome", outcome).into())];
        page.say(1, "cli-proposed", &said);
        let edition = &answer.edition;
        let rules = [
            ("title", Arg::from(edition.title.get(texts.lang()))),
            ("pack", Arg::from(edition.id.as_str())),
            ("version", Arg::from(edition.version.as_str())),
            ("status", texts.word("pack-status", pack_status(edition.status)).into()),
        ];
        page.say(1, "precheck-rules", &rules);
        if !answer.needs.is_empty() {
            page.say(1, "cli-needs", &[]);
            answer.needs.iter().for_each(|need| page.need(2, need));
        }
        let lang = texts.lang();
        let with = |code: &'static str| answer.findings.iter().filter(move |one| one.finding.code() == code);
        for (key, code) in [("precheck-not-met", "not_met"), ("precheck-contested", "contested")] {
            if with(code).next().is_some() {
                page.say(1, key, &[]);
            }
            for one in with(code) {
                let criterion = &one.criterion;
                page.put(2, format!("{}: {}", criterion.title.get(lang), criterion.say.get(lang)));
                for question in questions(one, texts) {
                    page.say(3, "cli-question", &[("question", question.into())]);
                }
            }
        }
        page.lines
    }

    /// A row as JSON.
    fn told(&self, path: &Path, line: u64, case: &NewCase, answer: &Determination) -> Json {
        let (texts, lang) = (self.texts, self.texts.lang());
        let wording = Wording { schema: &self.library.schema, texts, poll: Some(&case.poll) };
        let need = |need: &Need| {
            let question = self.library.schema.kind(&need.kind).map(|kind| kind.question.get(lang));
            json!({
                "kind": &*need.kind, "label": wording.kind(&need.kind).as_str(), "why": need.why.code(),
                "reason": fact::needed(texts, need).as_str(), "on": need.on, "deciding": need.deciding,
                "question": question,
            })
        };
        let found = |code: &str| -> Vec<Json> {
            let these = answer.findings.iter().filter(|one| one.finding.code() == code);
            let one = |one: &CriterionFinding| {
                let criterion = &one.criterion;
                json!({
                    "criterion": &*criterion.id, "title": criterion.title.get(lang), "says": criterion.say.get(lang),
                    "questions": questions(one, texts),
                })
            };
            these.map(one).collect()
        };
        let edition = &answer.edition;
        json!({
            "file": path.display().to_string(), "line": line, "key": case.key, "name": case.applicant.name,
            "right": case.right, "poll": poll(&case.poll), "outcome": answer.outcome.code(),
            "pack": {"id": edition.id, "version": edition.version, "status": pack_status(edition.status)},
            "missing": answer.needs.iter().map(need).collect::<Vec<_>>(),
            "not_met": found("not_met"), "contested": found("contested"),
        })
    }

    fn all(&self) -> u64 {
        self.outcomes.iter().sum::<u64>() + self.rejected
    }

    /// The line that accounts for every row.
    fn sum(&self) -> Clean {
        let counted = domain::Outcome::ALL.iter().zip(self.outcomes).filter(|(_, rows)| *rows > 0);
        let mut parts: Vec<Clean> = counted
            .map(|(outcome, rows)| {
                let outcome = self.texts.word("outcome", outcome.code());
                self.texts.say("precheck-part", &[("count", count(rows)), ("outcome", outcome.into())])
            })
            .collect();
        if self.rejected > 0 {
            parts.push(self.texts.say("precheck-rejected", &[("count", count(self.rejected))]));
        }
        tally::account(usize::try_from(self.all()).unwrap_or(usize::MAX), parts)
    }

    fn report(&mut self) -> Json {
        let outcomes = domain::Outcome::ALL.iter().zip(self.outcomes);
        let outcomes: serde_json::Map<String, Json> =
            outcomes.map(|(outcome, rows)| (outcome.code().to_owned(), json!(rows))).collect();
        json!({
            "decides": false, "asked": self.all(), "outcomes": outcomes, "rejected": self.rejected,
            "rows": std::mem::take(&mut self.rows), "problems": std::mem::take(&mut self.problems),
        })
    }
}

/// What the law leaves open on a point.
fn questions(one: &CriterionFinding, texts: &Texts) -> Vec<String> {
    match &one.finding {
        Finding::Contested { questions } => {
            questions.iter().map(|question| question.get(texts.lang()).to_owned()).collect()
        }
        _ => Vec::new(),
    }
}
