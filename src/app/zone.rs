//! A machine-readable zone that is pasted or typed into the form of a fact fills the form: the number as the reference,
//! and what the zone says of this kind of fact. What it does not say stays as it is.

use super::fact_form::{EVIDENCE, NOTE, REFERENCE, STATE, TO, VALUE};
use super::form::Form;
use crate::domain::mrz::{self, Mrz};
use crate::domain::{Day, Kind, Lang};
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
