//! A request for a voter record: NIST SP 1500-102, `VoterRecordsRequest`.
//!
//! What the record asserts about itself is a fact that the applicant's own statement shows. What it lacks (a foreign
//! citizenship, a permit) stays unknown: no default is ever filled in.

use super::record::Element;
use crate::domain::check_digit::{Check, belarus_personal_number, snils};
use crate::domain::time::in_range;
use crate::domain::{Day, Evidence, FactDraft, FactProblem, FactType, Place, Schema, State, Value};
use crate::intake::Problem;

/// What one request says.
#[derive(Debug, Clone, PartialEq)]
pub struct VriRequest {
    /// The sender's number, or empty.
    pub transaction: String,
    pub issuer: String,
    /// The day on which the request was made.
    pub made_on: Option<Day>,
    /// The polling day, where the request names an election.
    pub poll_day: Option<Day>,
    pub name: String,
    pub document: String,
    pub personal_number: String,
    pub facts: Vec<FactDraft>,
    /// Readings that a person should look at: the field, what it says, how it was taken.
    pub warnings: Vec<VriWarning>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VriWarning {
    pub field: String,
    pub value: String,
    pub taken_as: String,
}

/// Why a document is no request that can be opened as a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VriError {
    #[error("this is a {found}, not a VoterRecordsRequest; only requests are imported")]
    NotARequest { found: String },
    #[error("{field} is missing")]
    Missing { field: String },
    #[error("{field}: {value:?} is not a date (write 2017-07-30)")]
    BadDate { field: String, value: String },
}

/// Reads the request out of its tree. A bare code of a place is one of the state `host`.
pub fn read(root: &Element, schema: &Schema, host: Option<&str>) -> Result<VriRequest, VriError> {
    let found = if root.type_name.is_empty() { &root.name } else { &root.type_name };
    if found != "VoterRecordsRequest" {
        let found = if found.is_empty() { "document without a type" } else { found }.to_owned();
        return Err(VriError::NotARequest { found });
    }
    let missing = |field: &str| VriError::Missing { field: field.to_owned() };
    let subject = root.child("Subject").ok_or_else(|| missing("Subject"))?;
    let mut request = VriRequest {
        transaction: root.text_of("TransactionId").to_owned(),
        issuer: root.text_of("Issuer").to_owned(),
        made_on: None,
        poll_day: None,
        name: full_name(subject.child("Name").ok_or_else(|| missing("Subject.Name"))?),
        document: String::new(),
        personal_number: String::new(),
        facts: Vec::new(),
        warnings: Vec::new(),
    };
    if request.name.is_empty() {
        return Err(missing("Subject.Name.FullName"));
    }
    request.made_on = request.day(root, "GeneratedDate", "GeneratedDate")?;
    if let Some(election) = root.child("BallotRequest").and_then(|ballot| ballot.child("Election")) {
        request.poll_day = request.day(election, "StartDate", "BallotRequest.Election.StartDate")?;
    }
    if let Some(born) = request.day(subject, "DateOfBirth", "Subject.DateOfBirth")? {
        request.state("birth_date", State::Known(Value::Date(born)));
    }
    subject.all("VoterId").for_each(|id| request.identity(id));
    subject.all("VoterClassification").for_each(|one| request.classification(one, schema, host));
    Ok(request)
}

impl VriRequest {
    /// What the office does not take as the request says it, each at its assertion.
    pub fn not_accepted(&self, schema: &Schema) -> Vec<Problem> {
        let problem = |fact: &FactDraft| {
            let key = match schema.kind(&fact.kind)?.accepts(fact).err()? {
                // The statement is the record itself, so its day is the record's.
                FactProblem::NeedsEvidenceDay => "import-record-undated",
                problem @ FactProblem::NeedsEvidence => problem.key(),
            };
            let field = format!("Subject.VoterClassification[{}]", fact.kind);
            Some(Problem::new(&field, &fact.state.canonical(), key, vec![]))
        };
        self.facts.iter().filter_map(problem).collect()
    }

    /// A date as real senders write it: `2017-07-30`, `2017-7-30`, `1993-11-12T00:00:00`. The last two are warned of.
    fn day(&mut self, element: &Element, name: &str, field: &str) -> Result<Option<Day>, VriError> {
        let value = element.text_of(name);
        if value.is_empty() {
            return Ok(None);
        }
        let bad = || VriError::BadDate { field: field.to_owned(), value: value.to_owned() };
        let date = value.split('T').next().unwrap_or(value);
        let day = Day::parse_from_str(date, "%Y-%m-%d").ok().filter(|day| in_range(*day)).ok_or_else(bad)?;
        if day.to_string() != value {
            let taken_as = day.to_string();
            self.warnings.push(VriWarning { field: field.to_owned(), value: value.to_owned(), taken_as });
        }
        Ok(Some(day))
    }

    fn state(&mut self, kind: &str, state: State) {
        let evidence =
            Evidence { kind: "own_statement".into(), reference: self.transaction.clone(), dated: self.made_on };
        let draft = FactDraft { evidence: Some(evidence), ..FactDraft::bare(kind, state) };
        self.facts.push(draft);
    }

    fn identity(&mut self, id: &Element) {
        let number = id.text_of("StringValue");
        let kind = if id.text_of("Type") == "other" { id.text_of("OtherType") } else { id.text_of("Type") };
        if number.is_empty() || matches!(kind, "ssn" | "ssn4") {
            return;
        }
        let check = match kind {
            "personal-number" => belarus_personal_number(number),
            "snils" => snils(number),
            _ => Check::NotThisNumber,
        };
        if let Check::Wrong { expected, found } = check {
            self.warnings.push(VriWarning {
                field: format!("Subject.VoterId[{kind}]"),
                value: number.to_owned(),
                taken_as: format!("{number} (check digit {found}, expected {expected})"),
            });
        }
        let into =
            if matches!(kind, "personal-number" | "snils") { &mut self.personal_number } else { &mut self.document };
        if into.is_empty() {
            *into = number.to_owned();
        }
    }

    /// An assertion becomes a fact only where the schema has that very fact; everything else stays in the sender's file.
    fn classification(&mut self, one: &Element, schema: &Schema, host: Option<&str>) {
        let assertion = one.text_of("Assertion");
        let (about, says) = match one.text_of("Type") {
            "united-states-citizen" if assertion == "yes" => ("citizenship".to_owned(), "US"),
            "declared-incompetent" => ("incapacity".to_owned(), assertion),
            "other" => {
                let says = if assertion == "other" { one.text_of("OtherAssertion") } else { assertion };
                (one.text_of("OtherType").replace('-', "_"), says)
            }
            _ => return,
        };
        let Some(kind) = schema.kind(&about) else { return };
        let known = match (&kind.ty, says) {
            (_, "no") => Some(State::None),
            (FactType::Flag, "yes") => Some(State::Known(Value::Bool(true))),
            (FactType::Code(list), code) if schema.list(list).is_some_and(|list| list.label(code).is_some()) => {
                Some(State::Known(Value::Code(code.to_owned())))
            }
            (FactType::Place, code) => {
                Place::parse(code, &schema.registers, host).ok().map(|place| State::Known(Value::Place(place)))
            }
            _ => None,
        };
        let Some(state) = known else {
            self.warnings.push(VriWarning {
                field: format!("Subject.VoterClassification[{about}]"),
                value: says.to_owned(),
                taken_as: "unknown".into(),
            });
            return;
        };
        self.state(&about, state);
    }
}

fn full_name(name: &Element) -> String {
    let full = name.text_of("FullName");
    if !full.is_empty() {
        return full.to_owned();
    }
    let parts = [name.text_of("LastName"), name.text_of("FirstName")];
    let middle = name.all("MiddleName").map(|part| part.text.trim());
    let parts = parts.into_iter().chain(middle).chain([name.text_of("Suffix")]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
