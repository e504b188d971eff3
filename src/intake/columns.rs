//! What each column of a file is for.

use std::collections::BTreeMap;

use super::{Arg, IntakeError, Map};
use crate::domain::Schema;
use crate::law::expr::names::nearest;

/// The office's columns besides facts, and whether a row cannot do without.
pub const PLAIN: [(&str, bool); 21] = [
    ("key", false),
    ("name", true),
    ("latin", false),
    ("document", false),
    ("personal_number", false),
    ("right", true),
    ("host", true),
    ("poll_day", true),
    ("level", true),
    ("municipality", true),
    ("place", false),
    ("applied_on", false),
    ("due_on", false),
    ("pack", false),
    ("nomination_from", false),
    ("nomination_to", false),
    ("roll_date", false),
    ("local_age", false),
    ("first_day", false),
    ("application_from", false),
    ("application_to", false),
];

/// The notation of days where the mapping names no other.
pub const DAY_NOTATION: &str = "%Y-%m-%d";

/// What the rejected rows carry besides their own columns; import passes over it.
pub const REJECTED: [&str; 2] = ["rejected:line", "rejected:reason"];

/// A part of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Value,
    From,
    To,
    Evidence,
    EvidenceRef,
    EvidenceDate,
}

/// What a column of a fact can be besides its value: `fact:KIND:from`.
pub const PARTS: [(&str, Part); 5] = [
    ("from", Part::From),
    ("to", Part::To),
    ("evidence", Part::Evidence),
    ("evidence_ref", Part::EvidenceRef),
    ("evidence_date", Part::EvidenceDate),
];

/// What one column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Index into `PLAIN`.
    Plain(usize),
    /// Index into `Plan::facts`.
    Fact(usize, Part),
    /// The column is read past.
    Ignored,
}

/// A fact that rows of the file can state: its kind, and which of several of that kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactColumn {
    /// Index into the schema's kinds.
    pub kind: usize,
    /// `fact:citizenship` is 1, `fact:citizenship#2` is 2.
    pub nth: u32,
}

/// How the columns of one file are read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// As the file names them.
    pub header: Vec<String>,
    pub(crate) targets: Vec<Target>,
    pub(crate) facts: Vec<FactColumn>,
    /// Words of the sender, for columns that have such a table.
    pub words: Vec<Option<BTreeMap<String, String>>>,
    /// Values that every row has.
    pub constants: Vec<(String, Target, String)>,
    /// `strftime` notations.
    pub dates: Vec<String>,
}

impl Plan {
    /// Reads a header. Every column must be known, or named by the mapping; a column that looks like a known one is
    /// suggested.
    pub fn new(header: &[String], map: &Map, schema: &Schema) -> Result<Plan, IntakeError> {
        let mut plan = Plan {
            header: header.to_vec(),
            targets: Vec::new(),
            facts: Vec::new(),
            words: header.iter().map(|name| map.values.get(name).cloned()).collect(),
            constants: Vec::new(),
            dates: if map.dates.is_empty() { vec![DAY_NOTATION.into()] } else { map.dates.clone() },
        };
        let mut unknown = Vec::new();
        for name in header {
            let ours = map.columns.get(name).unwrap_or(name);
            let ignored = map.ignore.contains(name) || REJECTED.contains(&name.as_str());
            let target = if ignored { Some(Target::Ignored) } else { plan.target(ours, schema) };
            match target {
                Some(target) if target != Target::Ignored && plan.targets.contains(&target) => {
                    return Err(IntakeError::unreadable("import-column-twice", vec![("column", Arg::from(&**name))]));
                }
                Some(target) => plan.targets.push(target),
                None => unknown.push(ours.clone()),
            }
        }
        for (name, value) in &map.constants {
            let target = plan.target(name, schema).ok_or_else(|| {
                let name = Arg::from(suggestion(name, schema));
                IntakeError::unreadable("import-map-constant-unknown", vec![("name", name)])
            })?;
            plan.constants.push((name.clone(), target, value.clone()));
        }
        let named_in_vain = map.columns.keys().chain(map.values.keys()).find(|name| !header.contains(name));
        if let Some(name) = named_in_vain {
            return Err(IntakeError::unreadable("import-map-column-absent", vec![("column", Arg::from(&**name))]));
        }
        plan.check(&unknown, schema)
    }

    fn check(self, unknown: &[String], schema: &Schema) -> Result<Plan, IntakeError> {
        let has = |target: &Target| {
            self.targets.contains(target) || self.constants.iter().any(|(_, constant, _)| constant == target)
        };
        let missing: Vec<&str> = PLAIN
            .iter()
            .enumerate()
            .filter(|(i, (_, needed))| *needed && !has(&Target::Plain(*i)))
            .map(|(_, (name, _))| *name)
            .collect();
        if unknown.is_empty() && missing.is_empty() {
            return Ok(self);
        }
        let key = match (unknown.is_empty(), missing.is_empty()) {
            (false, false) => "import-header-both",
            (false, true) => "import-header-unknown",
            _ => "import-header-missing",
        };
        let shown = unknown.iter().map(|name| suggestion(name, schema)).collect::<Vec<_>>().join(", ");
        let args = vec![("unknown", Arg::from(shown)), ("missing", Arg::from(missing.join(", ")))];
        Err(IntakeError::unreadable(key, args))
    }

    fn target(&mut self, name: &str, schema: &Schema) -> Option<Target> {
        if let Some(i) = PLAIN.iter().position(|(plain, _)| *plain == name) {
            return Some(Target::Plain(i));
        }
        let mut words = name.strip_prefix("fact:")?.split(':');
        let (kind, nth) = match words.next()?.split_once('#') {
            Some((kind, nth)) => (kind, nth.parse().ok().filter(|nth| (1..=99).contains(nth))?),
            None => (words_of(name), 1),
        };
        let kind = schema.kinds.iter().position(|one| one.id == kind)?;
        let part = match words.next() {
            None => Part::Value,
            Some(part) => PARTS.iter().find(|(word, _)| *word == part)?.1,
        };
        if words.next().is_some() {
            return None;
        }
        let column = FactColumn { kind, nth };
        let at = self.facts.iter().position(|one| *one == column).unwrap_or_else(|| {
            self.facts.push(column);
            self.facts.len() - 1
        });
        Some(Target::Fact(at, part))
    }
}

/// The kind in `fact:KIND` or `fact:KIND:part`.
fn words_of(name: &str) -> &str {
    name.split(':').nth(1).unwrap_or_default()
}

/// The name in quotes, with the nearest known one where it is near.
fn suggestion(name: &str, schema: &Schema) -> String {
    let plain = PLAIN.iter().map(|(plain, _)| (*plain).to_owned());
    let kinds = schema.kinds.iter().map(|kind| format!("fact:{}", kind.id));
    let parts = schema.kinds.iter().flat_map(|kind| PARTS.iter().map(|(part, _)| format!("fact:{}:{part}", kind.id)));
    let known: Vec<String> = plain.chain(kinds).chain(parts).collect();
    let shown = format!("{:?}", name.chars().take(60).collect::<String>());
    let name: String = name.to_lowercase().chars().take(60).collect();
    match nearest(&name, known.iter().map(String::as_str)) {
        Some(known) => format!("{shown} ({known}?)"),
        None => shown,
    }
}
