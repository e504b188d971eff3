//! One row becomes one application, or says everything that is wrong with it.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::columns::{DAY_NOTATION, FactColumn, PLAIN, Part};
use super::rejects::without_apostrophe;
use super::{Arg, IntakeError, Plan, Problem, Record, Rejected, Target, count, reader};
use crate::domain::poll::PollProblem;
use crate::domain::time::{in_range, parse_day};
use crate::domain::{
    Day, Evidence, FactDraft, FactProblem, FactType, Interval, NewApplicant, NewCase, Place, Poll, PollId, Right,
    Schema, State, Value, Why,
};
use crate::domain::{check_digit, hex};
use crate::law::{Pack, term};

/// The longest text that is kept of one field, in characters.
const TEXT_LIMIT: usize = 2_000;

/// The longest list of codes that is named whole in a sentence.
const NAMED: usize = 12;

/// Finds the pack for a right in a state, or checks the one that a row names.
pub type FindPack<'a> = Box<dyn Fn(&str, Right, Option<&str>) -> Option<&'a Pack> + 'a>;

/// Reads the rows of one file.
pub struct RowReader<'a> {
    plan: Plan,
    schema: &'a Schema,
    find_pack: FindPack<'a>,
    /// Digest of each key seen so far, and its line.
    seen: HashMap<[u8; 16], u64>,
    /// What has happened has no later day.
    today: Day,
}

/// Who says what a field holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Said {
    /// The row does.
    #[default]
    Here,
    /// The mapping does, of every row or of every row that is silent.
    ByDefault,
}

/// A field of a row: the column's name and its text.
#[derive(Debug, Clone, Copy, Default)]
struct Field<'r> {
    column: &'r str,
    text: &'r str,
    said: Said,
}

/// The parts of one stated fact.
#[derive(Debug, Clone, Copy, Default)]
struct Stated<'r> {
    value: Field<'r>,
    from: Field<'r>,
    to: Field<'r>,
    evidence: Field<'r>,
    reference: Field<'r>,
    dated: Field<'r>,
}

/// A row taken apart.
struct Parts<'r> {
    plain: [Field<'r>; PLAIN.len()],
    facts: Vec<Stated<'r>>,
    problems: Vec<Problem>,
}

impl<'r> Parts<'r> {
    fn at(&self, name: &str) -> Field<'r> {
        self.plain[plain(name)]
    }

    fn wrong(&mut self, field: Field, key: &'static str, args: Vec<(&'static str, Arg)>) {
        self.problems.push(Problem::new(field.column, field.text, key, args));
    }
}

impl<'a> RowReader<'a> {
    /// Reads rows by this plan; `today` is the day of the intake.
    pub fn new(plan: Plan, schema: &'a Schema, find_pack: FindPack<'a>, today: Day) -> RowReader<'a> {
        RowReader { plan, schema, find_pack, seen: HashMap::new(), today }
    }

    /// The application of a row. The outer error means that the file as a whole cannot be read.
    pub fn read(&mut self, record: &Record) -> Result<Result<NewCase, Rejected>, IntakeError> {
        let line = record.line;
        let mut texts = Vec::with_capacity(record.bytes.len());
        for (i, field) in record.bytes.iter().enumerate() {
            texts.push(without_apostrophe(reader::text(field, line, i)?.trim()).trim());
        }
        if texts.len() != self.plan.header.len() {
            let args = vec![("count", count(texts.len() as u64)), ("expected", count(self.plan.header.len() as u64))];
            let first: String = texts.first().copied().unwrap_or_default().chars().take(40).collect();
            let problem = Problem::new("", &first, "import-row-width", args);
            return Ok(Err(Rejected { line, problems: vec![problem] }));
        }
        let outcome = self.application(&texts, line);
        Ok(outcome.map_err(|problems| Rejected { line, problems }))
    }

    fn application(&mut self, texts: &[&str], line: u64) -> Result<NewCase, Vec<Problem>> {
        let mut parts = self.take_apart(texts);
        let facts = self.facts(&mut parts);
        let case = self.case(&mut parts, facts);
        let key_field = parts.plain[plain("key")];
        let mut problems = std::mem::take(&mut parts.problems);
        // Where the state is at fault, its places are not.
        if problems.iter().any(|problem| problem.key == "import-no-pack") {
            problems.retain(|problem| problem.key != "place-needs-register");
        }
        let Some(case) = case.filter(|_| problems.is_empty()) else { return Err(problems) };
        let digest: [u8; 16] = first_half(Sha256::digest(case.key.as_bytes()).as_slice());
        if let Some(first) = self.seen.get(&digest) {
            let column = if key_field.column.is_empty() { "key" } else { key_field.column };
            problems.push(Problem::new(column, key_field.text, "import-key-twice", vec![("line", count(*first))]));
            return Err(problems);
        }
        self.seen.insert(digest, line);
        Ok(case)
    }

    fn take_apart<'r>(&'r self, texts: &[&'r str]) -> Parts<'r> {
        let mut parts = Parts {
            plain: [Field::default(); PLAIN.len()],
            facts: vec![Stated::default(); self.plan.facts.len()],
            problems: Vec::new(),
        };
        let constants = self.plan.constants.iter().map(|(name, target, value)| {
            (target, Field { column: name.as_str(), text: value.as_str(), said: Said::ByDefault })
        });
        let columns = self.plan.targets.iter().enumerate().map(|(i, target)| {
            let words = self.plan.words[i].as_ref();
            let text = words.and_then(|words| words.get(texts[i])).map_or(texts[i], String::as_str);
            let said = if texts[i].is_empty() { Said::ByDefault } else { Said::Here };
            (target, Field { column: self.plan.header[i].as_str(), text, said })
        });
        for (target, field) in constants.chain(columns) {
            if field.text.chars().any(char::is_control) {
                parts.wrong(field, "import-control-character", vec![]);
            } else if field.text.chars().nth(TEXT_LIMIT).is_some() {
                let shown = field.text.chars().take(40).collect::<String>();
                let limit = vec![("limit", count(TEXT_LIMIT as u64))];
                parts.wrong(Field { text: &shown, ..field }, "import-too-long", limit);
            }
            match target {
                // An empty field leaves a constant of the mapping in place.
                Target::Plain(i) if field.text.is_empty() && !parts.plain[*i].text.is_empty() => {}
                Target::Plain(i) => parts.plain[*i] = field,
                Target::Fact(i, part) => *parts.facts[*i].part(*part) = field,
                Target::Ignored => {}
            }
        }
        parts
    }

    fn case(&self, parts: &mut Parts, facts: Vec<FactDraft>) -> Option<NewCase> {
        for (i, (name, needed)) in PLAIN.iter().enumerate() {
            if *needed && parts.plain[i].text.is_empty() {
                let column = if parts.plain[i].column.is_empty() { name } else { parts.plain[i].column };
                parts.problems.push(Problem::new(column, "", "import-empty", vec![]));
            }
        }
        let right = parts.at("right");
        let right_value = Right::parse(right.text);
        if right_value.is_none() && !right.text.is_empty() {
            parts.wrong(right, "import-not-a-code", vec![("codes", Arg::from("vote, stand"))]);
        }
        let level = parts.at("level");
        self.code(parts, level, "level");
        let poll_day = self.day_at(parts, "poll_day");
        let applied = parts.at("applied_on");
        let applied_on = self.day_gone(parts, applied);
        let due_on = self.day_at(parts, "due_on");
        let nomination_from = self.day_at(parts, "nomination_from");
        let nomination_to = self.day_at(parts, "nomination_to");
        let roll_date = self.day_at(parts, "roll_date");
        let local_age = self.number_at(parts, "local_age");
        let first_day = self.day_at(parts, "first_day");
        let application_from = self.day_at(parts, "application_from");
        let application_to = self.day_at(parts, "application_to");
        let municipality = parts.at("municipality");
        let municipality = self.place(parts, municipality);
        let pack = self.pack(parts, right_value)?;
        let (right, day, municipality) = (right_value?, poll_day?, municipality?);
        let text = |name: &str| parts.plain[plain(name)].text.to_owned();
        let key = match text("key") {
            key if key.is_empty() => self.digest(parts),
            key => key,
        };
        let applicant = NewApplicant {
            key: person(&text("personal_number"), &text("document"), &key),
            name: text("name"),
            latin: text("latin"),
            document: text("document"),
            personal_number: text("personal_number"),
        };
        let poll = Poll {
            id: PollId(0),
            host: text("host"),
            day,
            level: text("level"),
            municipality,
            place: text("place"),
            nomination_from,
            nomination_to,
            roll_date,
            local_age,
            first_day,
            application_from,
            application_to,
        };
        if let Err(problem) = poll.check() {
            let key = match problem {
                PollProblem::LocalAge => "import-bad-age",
                PollProblem::FirstDay => "import-first-day-late",
                PollProblem::Nomination | PollProblem::Application => "import-interval-backwards",
            };
            parts.wrong(parts.at(problem.field()), key, vec![]);
        }
        // A day of the row's own wins over the law's term.
        let due_on = due_on.unwrap_or_else(|| term::due_on(pack, applied_on, &poll));
        let pack = pack.edition.id.clone();
        Some(NewCase { key, applicant, poll, right, pack, applied_on, due_on, facts })
    }

    fn pack(&self, parts: &mut Parts, right: Option<Right>) -> Option<&'a Pack> {
        let (pack, host) = (parts.plain[plain("pack")], parts.plain[plain("host")]);
        if host.text.is_empty() {
            return None;
        }
        let asked = (!pack.text.is_empty()).then_some(pack.text);
        let found = (self.find_pack)(host.text, right?, asked);
        if found.is_none() {
            let (field, key) = if asked.is_some() { (pack, "import-no-such-pack") } else { (host, "import-no-pack") };
            let right = right.map_or("", Right::code);
            parts.wrong(field, key, vec![("host", Arg::from(host.text)), ("right", Arg::from(right))]);
        }
        found
    }

    /// What stands for the sender's number where there is none: the same row gives the same key.
    fn digest(&self, parts: &Parts) -> String {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        };
        parts.plain.iter().for_each(|field| add(field.text));
        for (column, stated) in self.plan.facts.iter().zip(&parts.facts) {
            add(&self.schema.kinds[column.kind].id);
            let fields = [stated.value, stated.from, stated.to, stated.evidence, stated.reference, stated.dated];
            fields.iter().for_each(|field| add(field.text));
        }
        let half: [u8; 16] = first_half(hash.finalize().as_slice());
        format!("row:{}", hex(&half))
    }

    fn facts(&self, parts: &mut Parts) -> Vec<FactDraft> {
        let stated: Vec<Stated> = parts.facts.clone();
        let columns = self.plan.facts.iter().zip(stated);
        columns.filter_map(|(column, stated)| self.fact(parts, column, stated)).collect()
    }

    fn fact(&self, parts: &mut Parts, column: &FactColumn, stated: Stated) -> Option<FactDraft> {
        let kind = &self.schema.kinds[column.kind];
        let rest = [stated.from, stated.to, stated.evidence, stated.reference, stated.dated];
        if stated.value.text.is_empty() {
            if let Some(field) = rest.into_iter().find(|field| !field.text.is_empty()) {
                parts.wrong(field, "import-fact-without-value", vec![("kind", Arg::from(kind.id.as_str()))]);
            }
            return None;
        }
        let state = self.state(parts, stated.value, &kind.ty);
        let (from, to) = (self.day(parts, stated.from), self.day(parts, stated.to));
        let holds = Interval::new(from, to);
        if holds.is_none() {
            parts.wrong(stated.to, "import-interval", vec![("from", Arg::from(stated.from.text))]);
        }
        let evidence = self.evidence(parts, &stated, &kind.evidence);
        let (state, holds) = (state?, holds?);
        let doubt = evidence.as_ref().and_then(|evidence| check_digit::doubt(&evidence.reference));
        let note = doubt.unwrap_or_default();
        let draft = FactDraft { kind: kind.id.clone(), state, holds, evidence, note, supersedes: None };
        if stated.value.said == Said::ByDefault && kind.weighs_against(&draft.state) {
            parts.wrong(stated.value, "against-by-default", vec![]);
        } else if let Err(problem) = kind.accepts(&draft) {
            not_accepted(parts, &kind.id, column.nth, &stated, problem);
        }
        Some(draft)
    }

    fn evidence(&self, parts: &mut Parts, stated: &Stated, accepted: &[String]) -> Option<Evidence> {
        let dated = self.day_gone(parts, stated.dated);
        if stated.evidence.text.is_empty() {
            if let Some(field) = [stated.reference, stated.dated].into_iter().find(|field| !field.text.is_empty()) {
                parts.wrong(field, "import-evidence-without-kind", vec![]);
            }
            return None;
        }
        self.code(parts, stated.evidence, "evidence");
        if !accepted.is_empty() && !accepted.iter().any(|one| one == stated.evidence.text) {
            parts.wrong(stated.evidence, "import-not-this-evidence", vec![("codes", Arg::from(accepted.join(", ")))]);
        }
        let (kind, reference) = (stated.evidence.text.to_owned(), stated.reference.text.to_owned());
        Some(Evidence { kind, reference, dated })
    }

    fn state(&self, parts: &mut Parts, field: Field, ty: &FactType) -> Option<State> {
        if field.text == "none" {
            return Some(State::None);
        }
        if let Some(why) = field.text.strip_prefix("unknown") {
            let why = if why.is_empty() { Some(Why::NotAsked) } else { why.strip_prefix(':').and_then(Why::parse) };
            if why.is_none() {
                let codes = Why::ALL.map(|why| format!("unknown:{}", why.code())).join(", ");
                parts.wrong(field, "import-not-a-code", vec![("codes", Arg::from(codes))]);
            }
            return why.map(State::Unknown);
        }
        match ty {
            FactType::Flag => match field.text {
                "yes" | "true" => Some(State::Known(Value::Bool(true))),
                "no" | "false" => Some(State::None),
                _ => {
                    let codes = vec![("codes", Arg::from("yes, none, unknown:requested"))];
                    parts.wrong(field, "import-not-a-code", codes);
                    None
                }
            },
            FactType::Int => self.number(parts, field).map(|n| State::Known(Value::Int(n))),
            FactType::Date => self.day(parts, field).map(|day| State::Known(Value::Date(day))),
            FactType::Code(list) => self.code(parts, field, list).map(|code| State::Known(Value::Code(code))),
            FactType::Place => self.place(parts, field).map(|place| State::Known(Value::Place(place))),
        }
    }

    /// A place; a bare code is one of the state that holds the poll.
    fn place(&self, parts: &mut Parts, field: Field) -> Option<Place> {
        let host = parts.at("host").text;
        if field.text.is_empty() || host.is_empty() {
            return None;
        }
        let place = Place::parse(field.text, &self.schema.registers, Some(host));
        place.map_err(|problem| parts.wrong(field, problem.key(), vec![("value", Arg::from(problem.value()))])).ok()
    }

    /// A code of a list of the schema.
    fn code(&self, parts: &mut Parts, field: Field, list: &str) -> Option<String> {
        if field.text.is_empty() {
            return None;
        }
        let list = self.schema.list(list)?;
        if list.label(field.text).is_some() {
            return Some(field.text.to_owned());
        }
        let codes: Vec<&str> = list.codes.iter().map(|(code, _)| code.as_str()).collect();
        if codes.len() <= NAMED {
            parts.wrong(field, "import-not-a-code", vec![("codes", Arg::from(codes.join(", ")))]);
        } else {
            let args = vec![("list", Arg::from(list.id.as_str())), ("count", count(codes.len() as u64))];
            parts.wrong(field, "import-not-in-list", args);
        }
        None
    }

    fn day(&self, parts: &mut Parts, field: Field) -> Option<Day> {
        if field.text.is_empty() {
            return None;
        }
        let day = self.plan.dates.iter().find_map(|format| match format.as_str() {
            DAY_NOTATION => parse_day(field.text),
            // A notation of the sender's own may spell a day as it likes; the range stays.
            own => Day::parse_from_str(field.text, own).ok().filter(|day| in_range(*day)),
        });
        if day.is_none() {
            let formats = self.plan.dates.join(", ");
            parts.wrong(field, "import-not-a-date", vec![("formats", Arg::from(formats))]);
        }
        day
    }

    /// A day of something that has happened.
    fn day_gone(&self, parts: &mut Parts, field: Field) -> Option<Day> {
        let day = self.day(parts, field)?;
        if day > self.today {
            parts.wrong(field, "import-day-to-come", vec![("today", Arg::from(self.today.to_string()))]);
            return None;
        }
        Some(day)
    }

    fn day_at(&self, parts: &mut Parts, name: &str) -> Option<Day> {
        let field = parts.at(name);
        self.day(parts, field)
    }

    fn number_at(&self, parts: &mut Parts, name: &str) -> Option<i64> {
        let field = parts.at(name);
        self.number(parts, field)
    }

    fn number(&self, parts: &mut Parts, field: Field) -> Option<i64> {
        if field.text.is_empty() {
            return None;
        }
        let number = field.text.parse().ok();
        if number.is_none() {
            parts.wrong(field, "import-not-a-number", vec![]);
        }
        number
    }
}

impl<'r> Stated<'r> {
    fn part(&mut self, part: Part) -> &mut Field<'r> {
        match part {
            Part::Value => &mut self.value,
            Part::From => &mut self.from,
            Part::To => &mut self.to,
            Part::Evidence => &mut self.evidence,
            Part::EvidenceRef => &mut self.reference,
            Part::EvidenceDate => &mut self.dated,
        }
    }
}

/// A fact that the office does not take stands in the column that would mend it, which the file may lack.
fn not_accepted(parts: &mut Parts, kind: &str, nth: u32, stated: &Stated, problem: FactProblem) {
    let (field, part) = match problem {
        FactProblem::NeedsEvidence => (stated.evidence, "evidence"),
        FactProblem::NeedsEvidenceDay => (stated.dated, "evidence_date"),
    };
    // What is written there and cannot be read has been named.
    if !field.text.is_empty() {
        return;
    }
    let nth = if nth > 1 { format!("#{nth}") } else { String::new() };
    let wanted = format!("fact:{kind}{nth}:{part}");
    let column = if field.column.is_empty() { &wanted } else { field.column };
    parts.wrong(Field { column, ..field }, problem.key(), vec![]);
}

/// Where a plain column stands. Every name asked for is in the table.
fn plain(name: &str) -> usize {
    PLAIN.iter().position(|(one, _)| *one == name).unwrap_or(0)
}

/// What makes two applications those of one person: the personal number, else the document, else nothing does.
pub fn person(personal_number: &str, document: &str, key: &str) -> String {
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let (number, document): (String, String) = (squeezed(personal_number), squeezed(document));
    match (number.is_empty(), document.is_empty()) {
        (false, _) => format!("number:{number}"),
        (true, false) => format!("document:{document}"),
        _ => format!("application:{key}"),
    }
}

fn first_half(digest: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    half
}
