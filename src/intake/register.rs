//! A batch for a register: rows that ask for facts of cases, written as a CSV file, and the same rows with the answers of the
//! register in the columns that were empty.
//!
//! Spreadsheets stand between: no cell can be a formula ([`harmless`]), and what they do to a cell is taken off again.

use std::io::Write;

use super::rejects::{harmless, without_apostrophe};
use super::{Arg, IntakeError, Problem, Record, count, reader};
use crate::domain::time::parse_day;
use crate::domain::{CaseId, Day, Evidence, FactDraft, Interval, Kind, Schema, State, Value, check_digit};

use super::columns::DAY_NOTATION;

/// The columns: what is asked, and what the register fills in.
const COLUMNS: [&str; 14] = [
    "case",
    "version",
    "name",
    "latin",
    "birth_date",
    "document",
    "personal_number",
    "kind",
    "value",
    "from",
    "to",
    "evidence_ref",
    "evidence_date",
    "none",
];
/// How many of them are filled in by the office.
const ASKED: usize = 8;
/// What shows an answer.
pub const EVIDENCE: &str = "register_search";

/// One question to the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    pub case: i64,
    /// The version of the case at which it was asked.
    pub version: i64,
    pub name: String,
    pub latin: String,
    pub birth_date: String,
    pub document: String,
    pub personal_number: String,
    pub kind: String,
}

/// Writes a batch.
pub struct Batch<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Batch<W> {
    pub fn new(out: W) -> csv::Result<Batch<W>> {
        let mut csv = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(out);
        csv.write_record(COLUMNS)?;
        Ok(Batch { csv })
    }

    pub fn add(&mut self, question: &Question) -> csv::Result<()> {
        let (case, version) = (question.case.to_string(), question.version.to_string());
        let asked = [
            &case,
            &version,
            &question.name,
            &question.latin,
            &question.birth_date,
            &question.document,
            &question.personal_number,
            &question.kind,
        ];
        let empty = std::iter::repeat_n(String::new(), COLUMNS.len() - ASKED);
        self.csv.write_record(asked.into_iter().map(|text| harmless(text).into_owned()).chain(empty))
    }

    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.csv.flush()?)
    }
}

/// A row that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub asked: Question,
    /// The columns that the register fills in, in their order.
    said: [String; COLUMNS.len() - ASKED],
}

/// Where the columns of a file stand.
pub struct Places([usize; COLUMNS.len()]);

impl Places {
    /// Finds the columns by name; others may stand beside them.
    pub fn of(header: &[String]) -> Result<Places, IntakeError> {
        let place = |name: &str| header.iter().position(|one| one == name);
        let missing: Vec<&str> = COLUMNS.into_iter().filter(|name| place(name).is_none()).collect();
        if !missing.is_empty() {
            let args = vec![("missing", Arg::from(missing.join(", ")))];
            return Err(IntakeError::unreadable("register-header-missing", args));
        }
        Ok(Places(COLUMNS.map(|name| place(name).unwrap_or_default())))
    }

    /// One row. The outer error means that the file as a whole cannot be read.
    pub fn row(&self, record: &Record, header: usize) -> Result<Result<Row, Vec<Problem>>, IntakeError> {
        let line = record.line;
        let mut cells = Vec::with_capacity(record.bytes.len());
        for (i, field) in record.bytes.iter().enumerate() {
            cells.push(without_apostrophe(reader::text(field, line, i)?.trim()).trim());
        }
        if cells.len() != header {
            let args = vec![("count", count(cells.len() as u64)), ("expected", count(header as u64))];
            let first = cells.first().copied().unwrap_or_default();
            return Ok(Err(vec![Problem::new("", first, "import-row-width", args)]));
        }
        let cell = |at: usize| cells.get(self.0[at]).copied().unwrap_or_default();
        let number = |at: usize| {
            let wrong = || Problem::new(COLUMNS[at], cell(at), "import-not-a-number", vec![]);
            cell(at).parse::<i64>().map_err(|_| wrong())
        };
        let (case, version) = match (number(0), number(1)) {
            (Ok(case), Ok(version)) => (case, version),
            (case, version) => return Ok(Err([case.err(), version.err()].into_iter().flatten().collect())),
        };
        let text = |at: usize| cell(at).to_owned();
        let asked = Question {
            case,
            version,
            name: text(2),
            latin: text(3),
            birth_date: text(4),
            document: text(5),
            personal_number: text(6),
            kind: text(7),
        };
        Ok(Ok(Row { line, asked, said: std::array::from_fn(|at| text(ASKED + at)) }))
    }
}

impl Row {
    /// What the register says, as a fact; `None`: it has not answered. `read`: a value of the kind from its text.
    pub fn fact(
        &self,
        schema: &Schema,
        read: impl Fn(&str, &Kind) -> Result<Value, String>,
    ) -> Result<Option<FactDraft>, Vec<Problem>> {
        let [value, from, to, reference, dated, none] = self.said.each_ref().map(String::as_str);
        if [value, from, to, reference, dated, none].iter().all(|text| text.is_empty()) {
            return Ok(None);
        }
        let mut problems = Vec::new();
        let Some(kind) = schema.kind(&self.asked.kind) else {
            let args = vec![("kind", Arg::from(self.asked.kind.as_str()))];
            return Err(vec![Problem::new("kind", &self.asked.kind, "cli-no-such-kind", args)]);
        };
        if !shows(kind) {
            let codes = vec![("codes", Arg::from(kind.evidence.join(", ")))];
            problems.push(Problem::new("kind", &kind.id, "import-not-this-evidence", codes));
        }
        let state = match state(value, none, kind, &read) {
            Ok(state) => Some(state),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        let mut day = |field: &str, text: &str| -> Option<Day> {
            let day = parse_day(text);
            if day.is_none() && !text.is_empty() {
                let formats = vec![("formats", Arg::from(DAY_NOTATION))];
                problems.push(Problem::new(field, text, "import-not-a-date", formats));
            }
            day
        };
        let (first, last, searched) = (day("from", from), day("to", to), day("evidence_date", dated));
        let holds = Interval::new(first, last);
        if holds.is_none() {
            problems.push(Problem::new("to", to, "import-interval", vec![("from", Arg::from(from))]));
        }
        let (Some(state), Some(holds)) = (state, holds) else { return Err(problems) };
        let evidence = Evidence { kind: EVIDENCE.to_owned(), reference: reference.to_owned(), dated: searched };
        let note = check_digit::doubt(reference).unwrap_or_default();
        let draft = FactDraft { kind: kind.id.clone(), state, holds, evidence: Some(evidence), note, supersedes: None };
        if let Err(problem) = kind.accepts(&draft)
            && dated.is_empty()
        {
            problems.push(Problem::new("evidence_date", dated, problem.key(), vec![]));
        }
        if problems.is_empty() { Ok(Some(draft)) } else { Err(problems) }
    }

    /// The case of the row.
    pub fn case(&self) -> CaseId {
        CaseId(self.asked.case)
    }
}

/// What the columns `value` and `none` say together.
fn state(
    value: &str,
    none: &str,
    kind: &Kind,
    read: impl Fn(&str, &Kind) -> Result<Value, String>,
) -> Result<State, Problem> {
    let wrong = |field: &str, text: &str, key: &'static str, args: Vec<(&'static str, Arg)>| {
        Err(Problem::new(field, text, key, args))
    };
    match (none, value) {
        ("yes", "") => Ok(State::None),
        ("yes", _) => wrong("none", none, "register-both", vec![("value", Arg::from(value))]),
        ("" | "no", "") => wrong("value", value, "register-neither", vec![]),
        ("" | "no", _) => read(value, kind).map(State::Known).or_else(|problem| {
            let args = vec![("kind", Arg::from(kind.id.as_str())), ("problem", Arg::from(problem))];
            wrong("value", value, "error-bad-fact", args)
        }),
        (other, _) => wrong("none", other, "import-not-a-code", vec![("codes", Arg::from("yes, no"))]),
    }
}

/// Whether the answer of a register can show a fact of this kind.
pub fn shows(kind: &Kind) -> bool {
    kind.evidence.is_empty() || kind.evidence.iter().any(|code| code == EVIDENCE)
}
