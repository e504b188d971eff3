//! A person who applies at the counter: what a machine-readable zone says of them, and the application that it becomes. The
//! screens and the command line open cases by this.

use super::row::person;
use crate::domain::mrz::{self, Mrz};
use crate::domain::{Day, Evidence, FactDraft, NewApplicant, NewCase, Poll, Right, State, Value};

/// What is known of the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub name: String,
    pub latin: String,
    pub document: String,
    pub personal_number: String,
    /// A code of the schema's countries.
    pub citizenship: Option<String>,
    pub birth: Option<Day>,
}

impl Person {
    /// What a zone says; what it does not say stays empty.
    pub fn of(zone: &Mrz) -> Person {
        let latin = format!("{} {}", zone.surname, zone.given).trim().to_owned();
        Person {
            name: latin.clone(),
            latin,
            document: zone.number.clone(),
            personal_number: String::new(),
            citizenship: mrz::country(&zone.nationality).map(str::to_owned),
            birth: zone.birth,
        }
    }
}

/// An application as it is made at the counter.
#[derive(Debug, Clone, PartialEq)]
pub struct WalkIn {
    pub person: Person,
    /// The zone that was read, if one was.
    pub zone: Option<Mrz>,
    pub poll: Poll,
    pub right: Right,
    /// Id of the pack that governs it.
    pub pack: String,
    pub applied_on: Option<Day>,
    /// The day by which to decide.
    pub due_on: Day,
}

impl WalkIn {
    /// The case that it becomes under a key of its own.
    pub fn case(self, key: String) -> NewCase {
        let facts = self.facts();
        let WalkIn { person: known, poll, right, pack, applied_on, due_on, .. } = self;
        let applicant = NewApplicant {
            key: person(&known.personal_number, &known.document, &key),
            name: known.name,
            latin: known.latin,
            document: known.document,
            personal_number: known.personal_number,
        };
        NewCase { key, applicant, poll, right, pack, applied_on, due_on, facts }
    }

    /// Citizenship and birth. A document shows what its zone says and nothing else.
    fn facts(&self) -> Vec<FactDraft> {
        let read = self.zone.as_ref().map(Person::of).unwrap_or_default();
        let fact = |kind: &str, value, shown: bool| {
            let bare = FactDraft::bare(kind, State::Known(value));
            match &self.zone {
                Some(zone) if shown => FactDraft { evidence: Some(evidence(zone)), note: doubts(zone), ..bare },
                _ => bare,
            }
        };
        let known = &self.person;
        let citizenship = known.citizenship.clone().map(|code| {
            let shown = read.citizenship.as_ref() == Some(&code);
            fact("citizenship", Value::Code(code), shown)
        });
        let birth = known.birth.map(|day| fact("birth_date", Value::Date(day), read.birth == Some(day)));
        citizenship.into_iter().chain(birth).collect()
    }
}

fn evidence(zone: &Mrz) -> Evidence {
    let kind = if zone.document_code.starts_with('P') { "passport" } else { "other" };
    Evidence { kind: kind.to_owned(), reference: zone.number.clone(), dated: None }
}

/// The check digits that do not match.
fn doubts(zone: &Mrz) -> String {
    zone.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Place;

    const ZONE: &str = "P<BLRIVANOVA<<ULYANA<<<<<<<<<<<<<<<<<<<<<<<<\nAB71867914BLR6007115F31030163110760B689PB644";

    #[test]
    fn a_document_shows_what_its_zone_says_and_not_what_somebody_wrote_instead() {
        let today: Day = "2026-09-01".parse().unwrap();
        let zone = mrz::read(ZONE, today).unwrap();
        let mut person = Person::of(&zone);
        assert_eq!((&*person.name, &*person.document), ("IVANOVA ULYANA", "AB7186791"));
        person.citizenship = Some("RU".to_owned());
        let place = Place { register: "OKTMO".to_owned(), code: "46701000".to_owned() };
        let poll = Poll::bare("RU", today, "municipal_council", place);
        let (applied_on, due_on, pack) = (Some(today), today, "ru-by-vote".to_owned());
        let right = Right::Vote;
        let case = WalkIn { person, zone: Some(zone), poll, right, pack, applied_on, due_on }.case("case:1".to_owned());
        assert_eq!((&*case.applicant.key, case.due_on), ("document:AB7186791", today));
        let [citizenship, birth] = &case.facts[..] else { panic!("two facts") };
        assert_eq!((&citizenship.state, &citizenship.evidence), (&State::Known(Value::Code("RU".into())), &None));
        assert_eq!(birth.evidence.as_ref().unwrap().reference, "AB7186791");
    }
}
