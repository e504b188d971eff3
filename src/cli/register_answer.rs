//! `suffrage register answer`: what a register says, beside what is on record. A list records only what contradicts nothing.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::office::{self, Office};
use super::{Env, Exit, Failure, Outcome, applications};
use crate::domain::fact::known_at;
use crate::domain::tally::Left;
use crate::domain::{ActError, ApplicantId, CaseAct, CaseFile, Clean, Fact, FactDraft, FactId, Many, State, Why, fold};
use crate::i18n::{Arg, Texts};
use crate::intake::register::{Places, Row};
use crate::intake::{Map, Problem, Record, count};
use crate::law::facts_json::read_value;
use crate::office::{ActKind, check_draft};
use crate::store::StoreError;
use crate::wording::{Wording, fact, tally};

/// Reads the answers of a register.
///
/// The register fills in value, from, to, evidence_ref and evidence_date, or "yes" in none where it was searched and has
/// nothing. A row that belongs to another person than the case, or contradicts what is on record, is shown and never
/// recorded.
#[derive(Debug, clap::Args)]
pub struct AnswerArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The file with the answers
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
    /// The officer who records; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Records each proposed fact, by an act of its own; without it nothing is recorded
    #[arg(long)]
    pub record: bool,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// What a row of the file comes to.
enum Came {
    /// A fact that can go on record; with `--record` it has.
    Proposed,
    Recorded,
    Same,
    Contradicts,
    Another,
    NoAnswer,
    Left(Left, String),
    Bad(Vec<Problem>),
}

/// The groups of the line at the end, in its order.
const GROUPS: [(&str, &str); 9] = [
    ("proposed", "register-sum-proposed"),
    ("recorded", "register-sum-recorded"),
    ("same", "register-sum-same"),
    ("no_answer", "register-sum-no-answer"),
    ("contradicts", "register-sum-contradicts"),
    ("another", "register-sum-another"),
    ("changed", "cli-list-changed"),
    ("refused", "cli-list-refused"),
    ("bad", "register-sum-bad"),
];

impl Came {
    fn code(&self) -> &'static str {
        match self {
            Came::Proposed => "proposed",
            Came::Recorded => "recorded",
            Came::Same => "same",
            Came::Contradicts => "contradicts",
            Came::Another => "another",
            Came::NoAnswer => "no_answer",
            Came::Left(Left::Changed, _) => "changed",
            Came::Left(..) => "refused",
            Came::Bad(_) => "bad",
        }
    }
}

/// One reading of a file.
struct Answers<'a> {
    args: &'a AnswerArgs,
    texts: &'a Texts,
    office: Office,
    officer: String,
    /// What rows before have proposed of a person, and is on record only if it was recorded.
    said: HashMap<ApplicantId, Vec<FactDraft>>,
    /// What any row of the file says of a person.
    heard: HashMap<ApplicantId, Vec<FactDraft>>,
    /// The version of a case after what this list has recorded of it, by the version at which it was asked.
    moved: HashMap<(i64, i64), i64>,
    /// Line, or number of the case where the row has one, and the group.
    rows: Vec<(String, &'static str)>,
    report: Vec<Json>,
}

pub fn run(args: &AnswerArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let open = if args.record { office::open } else { office::look };
    let office = open(&args.office, texts, env)?;
    let officer = office.actor(args.user.clone(), texts, env)?;
    let (said, heard, moved) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut answers =
        Answers { args, texts, office, officer, said, heard, moved, rows: Vec::new(), report: Vec::new() };
    let read = answers.read(env);
    // Whatever ended the reading, what was recorded before it is told.
    if read.is_ok() || !answers.rows.is_empty() {
        answers.tell(env)?;
    }
    read.map(|()| answers.exit())
}

impl Answers<'_> {
    fn read(&mut self, env: &mut Env) -> Result<(), Failure> {
        let (path, texts) = (&self.args.file, self.texts);
        let cannot = |error| applications::fault(path, error, texts);
        let mut rows = applications::open_rows(path, &Map::default(), None, texts)?;
        let places = Places::of(&rows.header).map_err(cannot)?;
        let mut record = Record::default();
        let mut read = Vec::new();
        while rows.next(&mut record).map_err(cannot)? {
            read.push((record.line, places.row(&record, rows.header.len()).map_err(cannot)?));
        }
        // The whole file is read before anything is recorded: what a later row contradicts is not.
        for row in read.iter().filter_map(|(_, row)| row.as_ref().ok()) {
            self.hear(row, env)?;
        }
        for (line, row) in read {
            match row {
                Ok(row) => self.row(&row, env)?,
                Err(problems) => self.came(line, None, Came::Bad(problems), None, env)?,
            }
        }
        Ok(())
    }

    /// Remembers what a row says of a person.
    fn hear(&mut self, row: &Row, env: &mut Env) -> Result<(), Failure> {
        let asked =
            self.office.store.case(row.case(), env.now()).map_err(|error| self.office.fault(self.texts, error))?;
        let Some(file) = asked.filter(|file| is_of(row, file)) else { return Ok(()) };
        if let Ok(Some(draft)) = self.draft(row, &file) {
            self.heard.entry(file.case.applicant).or_default().push(draft);
        }
        Ok(())
    }

    fn draft(&self, row: &Row, file: &CaseFile) -> Result<Option<FactDraft>, Vec<Problem>> {
        let schema = &self.office.library.schema;
        row.fact(schema, |text, kind| {
            read_value(text, &kind.ty, schema, Some(&file.poll.host))
                .map_err(|problem| fact::no_value(&problem, self.texts).to_string())
        })
    }

    fn row(&mut self, row: &Row, env: &mut Env) -> Result<(), Failure> {
        let file = match self.office.case(row.asked.case, self.texts, env.now()) {
            Ok(file) => file,
            Err(Failure::Said { exit: Exit::Refused, text }) => {
                return self.came(row.line, Some(row), Came::Left(Left::Refused, text), None, env);
            }
            Err(other) => return Err(other),
        };
        let (came, draft) = match self.draft(row, &file) {
            Ok(None) => (Came::NoAnswer, None),
            Err(problems) => (Came::Bad(problems), None),
            Ok(Some(draft)) if !is_of(row, &file) => (Came::Another, Some(draft)),
            Ok(Some(draft)) => (self.take(row, &file, &draft, env)?, Some(draft)),
        };
        let line = draft.map(|draft| self.beside(&file, &draft, &came));
        self.came(row.line, Some(row), came, line, env)
    }

    /// What becomes of an answer that belongs to the case.
    fn take(&mut self, row: &Row, file: &CaseFile, draft: &FactDraft, env: &mut Env) -> Result<Came, Failure> {
        let applicant = file.case.applicant;
        let many = self.office.library.schema.kind(&draft.kind).map_or(Many::One, |kind| kind.many);
        let before: Vec<FactDraft> = self.said.get(&applicant).cloned().unwrap_or_default();
        let before = before.into_iter().map(|one| one.recorded(FactId(0), applicant, file.case.opened_at, ""));
        let standing = standing(file, &draft.kind).into_iter().cloned();
        let standing: Vec<Fact> = standing.chain(before.filter(|one| one.kind == draft.kind)).collect();
        if standing.iter().any(|old| old.state == draft.state && old.holds == draft.holds) {
            return Ok(Came::Same);
        }
        let heard = self.heard.get(&applicant).into_iter().flatten().filter(|one| one.kind == draft.kind);
        let heard = heard.map(|one| one.clone().recorded(FactId(0), applicant, file.case.opened_at, ""));
        if standing.iter().cloned().chain(heard).any(|old| contradicts(&old, draft, many)) {
            return Ok(Came::Contradicts);
        }
        let asked = (row.asked.case, row.asked.version);
        let version = self.moved.get(&asked).copied().unwrap_or(row.asked.version);
        if self.args.record {
            let act = CaseAct::RecordFact { fact: draft.clone() }.on(row.case(), version);
            let receipt = match self.office.attempt(act, &self.officer, env) {
                Ok(receipt) => receipt,
                Err(StoreError::Refused(error)) => {
                    return Ok(Came::Left(Left::because(&error), self.texts.refusal(&error).to_string()));
                }
                Err(error) => return Err(self.office.fault(self.texts, error)),
            };
            self.moved.insert(asked, receipt.version);
            self.said.entry(applicant).or_default().push(draft.clone());
            return Ok(Came::Recorded);
        }
        if version != file.case.version {
            let text = self.texts.say("register-changed", &[("version", count(file.case.version.unsigned_abs()))]);
            return Ok(Came::Left(Left::Changed, text.to_string()));
        }
        if let Err(error) = self.would(file, draft, env)? {
            return Ok(Came::Left(Left::because(&error), self.texts.refusal(&error).to_string()));
        }
        self.said.entry(applicant).or_default().push(draft.clone());
        Ok(Came::Proposed)
    }

    /// Whether the office would record it now.
    fn would(&self, file: &CaseFile, draft: &FactDraft, env: &Env) -> Result<Result<(), ActError>, Failure> {
        let (schema, now) = (&self.office.library.schema, env.now());
        let ruled = self.office.ruled(file, &self.officer, ActKind::RecordFact, now);
        let ruled = ruled.map_err(|error| self.office.fault(self.texts, error))?;
        Ok(ruled.and_then(|()| check_draft(draft, schema, env.today())))
    }

    /// Old beside new, in words.
    fn beside(&self, file: &CaseFile, draft: &FactDraft, came: &Came) -> (Clean, Clean, Clean) {
        let wording = Wording { schema: &self.office.library.schema, texts: self.texts, poll: Some(&file.poll) };
        let said = |one: &Fact| {
            let shown = one.evidence.as_ref().map(|shown| wording.evidence(shown)).unwrap_or_default();
            let statement = match one.state {
                State::None => fact::join(", ", [self.texts.get("register-none"), fact::holds(self.texts, one.holds)]),
                _ => wording.statement(one),
            };
            fact::join(", ", [statement, shown])
        };
        let new = draft.clone().recorded(FactId(0), file.case.applicant, file.case.opened_at, "");
        // What was on record before this row.
        let old = fact::join("; ", standing(file, &draft.kind).into_iter().map(said));
        let old = if old.width() == 0 { self.texts.get("register-nothing") } else { old };
        let name = if matches!(came, Came::Another) { file.name.as_str() } else { "" };
        (old, said(&new), Clean::new(name))
    }

    /// Says what a row came to, and counts it.
    fn came(
        &mut self,
        line: u64,
        row: Option<&Row>,
        came: Came,
        beside: Option<(Clean, Clean, Clean)>,
        env: &mut Env,
    ) -> Result<(), Failure> {
        let texts = self.texts;
        let group = came.code();
        let case = row.map(|row| row.asked.case.to_string());
        self.rows.push((case.clone().unwrap_or_else(|| format!("#{line}")), group));
        let asked = row.map(|row| &row.asked);
        let (problems, refusal) = match &came {
            Came::Bad(problems) => (problems.as_slice(), None),
            Came::Left(_, text) => (&[][..], Some(text.as_str())),
            _ => (&[][..], None),
        };
        if self.args.json {
            let one = |one: &Problem| json!({"field": one.field, "value": one.value, "reason_code": one.key, "reason": one.reason(texts).as_str()});
            let (old, new) = beside.as_ref().map(|(old, new, _)| (old.as_str(), new.as_str())).unzip();
            self.report.push(json!({
                "line": line, "case": asked.map(|asked| asked.case), "kind": asked.map(|asked| &asked.kind),
                "name": asked.map(|asked| &asked.name), "came": group, "old": old, "new": new, "message": refusal,
                "problems": problems.iter().map(one).collect::<Vec<_>>(),
            }));
            return Ok(());
        }
        for problem in problems {
            let args = [
                ("file", Arg::from(self.args.file.display().to_string())),
                ("line", count(line)),
                ("field", Arg::from(problem.field.as_str())),
                ("value", Arg::from(problem.value.as_str())),
                ("reason", problem.reason(texts).into()),
            ];
            env.warn(texts.say("import-rejected-row", &args).as_str())?;
        }
        if let Some(text) = refusal {
            env.warn(&format!("{}: {text}", case.unwrap_or_default()))?;
        }
        let (Some(asked), Some((old, new, owner))) = (asked, beside) else { return Ok(()) };
        let wording = Wording { schema: &self.office.library.schema, texts, poll: None };
        let key = match came {
            Came::Recorded => "register-recorded",
            Came::Same => "register-same",
            Came::Contradicts => "register-contradicts",
            Came::Another => "register-another",
            _ => "register-proposed",
        };
        let args = [
            ("case", Arg::from(asked.case.to_string())),
            ("name", Arg::from(asked.name.as_str())),
            ("owner", owner.into()),
            ("kind", wording.kind(&asked.kind).into()),
            ("old", old.into()),
            ("new", new.into()),
        ];
        env.line(texts.say(key, &args).as_str())
    }

    /// The line that accounts for every row, or the same as JSON.
    fn tell(&self, env: &mut Env) -> Result<(), Failure> {
        let of = |group: &str| -> Vec<&str> {
            let these = self.rows.iter().filter(|(_, one)| *one == group);
            these.map(|(case, _)| case.as_str()).collect()
        };
        if self.args.json {
            let groups: serde_json::Map<String, Json> =
                GROUPS.iter().map(|(group, _)| ((*group).to_owned(), json!(of(group).len()))).collect();
            return env.json(&json!({"asked": self.rows.len(), "came": groups, "rows": self.report}));
        }
        let counted = GROUPS.iter().map(|(group, key)| (of(group), *key)).filter(|(cases, _)| !cases.is_empty());
        let parts = counted.map(|(cases, key)| {
            let args = [("count", Arg::from(cases.len().to_string())), ("cases", Arg::from(cases.join(", ")))];
            self.texts.say(key, &args)
        });
        env.line(tally::account(self.rows.len(), parts).as_str())?;
        if !self.args.record && self.rows.iter().any(|(_, group)| *group == "proposed") {
            env.warn(self.texts.get("register-not-recorded").as_str())?;
        }
        Ok(())
    }

    fn exit(&self) -> Exit {
        let any = |groups: &[&str]| self.rows.iter().any(|(_, one)| groups.contains(one));
        match self.args.record {
            _ if any(&["bad"]) => Exit::Data,
            true if any(&["contradicts", "another", "changed", "refused"]) => Exit::Refused,
            _ => Exit::Done,
        }
    }
}

/// The facts of a kind that stand.
fn standing<'f>(file: &'f CaseFile, kind: &str) -> Vec<&'f Fact> {
    known_at(&file.facts, None).into_iter().filter(|fact| fact.kind == kind).collect()
}

/// Whether the person of the row is the one of the case. Spaces and spellings of one name do not matter.
fn is_of(row: &Row, file: &CaseFile) -> bool {
    let number =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect() };
    let asked = &row.asked;
    fold(&asked.name) == fold(&file.name)
        && fold(&asked.latin) == fold(&file.latin)
        && number(&asked.document) == number(&file.document)
        && number(&asked.personal_number) == number(&file.personal_number)
}

/// Whether an officer must look first: both cannot be so, or the record says already that its evidence contradicts itself.
/// Of a kind that can have several values at once another value is no contradiction; "nothing found" is.
fn contradicts(old: &Fact, new: &FactDraft, many: Many) -> bool {
    if many != Many::Scalar && !old.holds.overlaps(&new.holds) {
        return false;
    }
    match (&old.state, &new.state) {
        (State::Unknown(why), _) => *why == Why::Conflict,
        (State::Known(_), State::Known(_)) if many == Many::Several => false,
        (old, new) => old != new,
    }
}
