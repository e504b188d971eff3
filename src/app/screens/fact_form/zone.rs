//! A machine-readable zone that is pasted or typed into the form of a fact fills the form: the number as the reference,
//! and what the zone says of this kind of fact. What it does not say stays as it is.

use super::fields::{EVIDENCE, NOTE, REFERENCE, STATE, TO, VALUE};
use crate::app::form::Form;
use crate::domain::fact::known_at;
use crate::domain::mrz::{self, Mrz};
use crate::domain::{CaseFile, Day, Kind, Lang, State, Value, fold};
use crate::i18n::date;

/// The shortest zone, in signs; less is never taken for one.
const SHORTEST: usize = 72;

/// What became of a text that may be a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// It filled the form.
    Read,
    /// It filled the form, and some check digit does not match: the note says which.
    Doubtful,
}

/// Reads the text, if it is a zone.
pub fn of(text: &str, today: Day) -> Option<Mrz> {
    if text.chars().filter(|c| !c.is_whitespace()).count() < SHORTEST {
        return None;
    }
    mrz::read(text, today).ok()
}

/// One thing that a zone says otherwise than the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub what: Known,
    pub zone: String,
    pub case: String,
}

/// What a case knows of a person that a zone says too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Name,
    Birth,
    Document,
    PersonalNumber,
}

impl Known {
    /// Key of its words in the texts.
    pub fn key(self) -> &'static str {
        match self {
            Known::Name => "zone-name",
            Known::Birth => "zone-birth",
            Known::Document => "zone-document",
            Known::PersonalNumber => "zone-personal-number",
        }
    }
}

/// In what a zone differs from what the case has on record; what either does not say is not compared. Names are compared
/// in their Latin spelling, blind to case, order and marks.
pub fn differences(zone: &Mrz, file: &CaseFile, lang: Lang) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what, zone: &str, case: &str, same: bool| {
        if !zone.is_empty() && !case.is_empty() && !same {
            found.push(Difference { what, zone: zone.to_owned(), case: case.to_owned() });
        }
    };
    let words = |name: &str| {
        let mut words: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    let name = format!("{} {}", zone.surname, zone.given).trim().to_owned();
    let (zone_words, case_words) = (words(&name), words(&file.latin));
    // A zone cuts long names, and a case may lack a second one.
    let (fewer, more) =
        if zone_words.len() < case_words.len() { (&zone_words, &case_words) } else { (&case_words, &zone_words) };
    compare(Known::Name, &name, &file.latin, fewer.iter().all(|word| more.contains(word)));
    let born: Vec<Day> = known_at(&file.facts, None)
        .into_iter()
        .filter(|fact| fact.kind == "birth_date")
        .filter_map(|fact| match &fact.state {
            State::Known(Value::Date(day)) => Some(*day),
            _ => None,
        })
        .collect();
    if let (Some(zone), Some(case)) = (zone.birth, born.first()) {
        compare(Known::Birth, &date(lang, zone), &date(lang, *case), born.contains(&zone));
    }
    let number = |text: &str| fold(text).replace(' ', "");
    let same = |zone: &str, case: &str| number(zone) == number(case);
    // A residence permit has a number of its own.
    if zone.document_code.starts_with('P') {
        compare(Known::Document, &zone.number, &file.document, same(&zone.number, &file.document));
    }
    let personal = zone.optional.trim_matches('<');
    compare(Known::PersonalNumber, personal, &file.personal_number, same(personal, &file.personal_number));
    found
}

/// Fills the form of one kind of fact with what the zone says.
pub fn fill(form: &mut Form, kind: &Kind, zone: &Mrz, lang: Lang) -> Zone {
    let set_day = |form: &mut Form, id, day: Option<Day>| {
        if let Some(day) = day {
            form.set_text(id, &date(lang, day));
        }
    };
    match kind.id.as_str() {
        "birth_date" if zone.birth.is_some() => {
            form.choose(STATE, "known");
            set_day(form, VALUE, zone.birth);
        }
        "citizenship" => {
            if let Some(country) = mrz::country(&zone.nationality) {
                form.choose(STATE, "known");
                form.choose(VALUE, country);
            }
        }
        // The zone of a card does not say what sort of permit it is; until when it holds, it says.
        "residence_permit" if !zone.document_code.starts_with('P') => set_day(form, TO, zone.expiry),
        _ => {}
    }
    let evidence = if zone.document_code.starts_with('P') { "passport" } else { "residence_permit" };
    form.choose(EVIDENCE, evidence);
    form.set_text(REFERENCE, &zone.number);
    let mut notes: Vec<String> = Vec::new();
    notes.extend(Some(form.text(NOTE)).filter(|note| !note.is_empty()));
    notes.extend(zone.warnings.iter().map(ToString::to_string));
    form.set_text(NOTE, &notes.join("; "));
    if zone.warnings.is_empty() { Zone::Read } else { Zone::Doubtful }
}
