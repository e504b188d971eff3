//! Under which texts a case is found, and with which beginnings of them a text that was typed asks for it.
//!
//! Names are kept in the form in which their spellings meet ([`translit`](crate::domain::translit)), from each of their
//! words on; numbers by the shape of their letters, run together, from each of their parts on.

use rusqlite::{Connection, params};

use crate::domain::layout::retyped;
use crate::domain::translit::{beginnings, is_drawn_out, readings};
use crate::domain::{ApplicantId, CaseId, NewApplicant, fold};
use crate::store::StoreError;
use crate::store::listed::slot;
use crate::store::reader::Reader;
use crate::store::table::case_file::{self, OpenedCase};
use crate::store::table::{APPLICANT, CASE, applicant};
use crate::store::values::str_at;

/// The longest term kept, in characters.
pub(super) const TERM: usize = 40;
/// From how many of its parts on a number of a document is kept.
const PARTS: usize = 4;

/// The terms under which a case is found, each once: those of the person, and those of the evidence on record. What shows a
/// fact that the office wants entered twice is not among them: whoever guesses its number would learn what another entered.
pub fn terms_of(
    db: &Connection,
    id: ApplicantId,
    applicant: &NewApplicant,
    case: CaseId,
    twice: &[String],
) -> Result<Vec<String>, StoreError> {
    let mut terms = terms(applicant, case);
    let sql = "SELECT evidence_ref, kind FROM fact WHERE applicant=? AND evidence_ref<>''";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([id.0])?;
    while let Some(row) = rows.next()? {
        let kind = str_at(row, 1)?;
        if !twice.iter().any(|one| one == kind) {
            terms.extend(number_terms(str_at(row, 0)?));
        }
    }
    terms.sort();
    terms.dedup();
    Ok(terms)
}

/// Computes every term anew, from the record.
pub fn rebuild(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch("DELETE FROM search_term")?;
    let twice = Reader::unchecked(db).office()?.second_entry;
    let mut cases = db.prepare(&format!("{} ORDER BY id", CASE.select))?;
    let mut person = db.prepare(&format!("{} WHERE id=?", APPLICANT.select))?;
    let mut add = db.prepare("INSERT INTO search_term (term, slot) VALUES (?,?)")?;
    let mut rows = cases.query([])?;
    while let Some(row) = rows.next()? {
        let case = case_file::read(row)?;
        let (id, known) = person.query_row([case.applicant.0], applicant::read)?;
        let slot = slot(case.due_on, case.id);
        for term in terms_of(db, id, &known, case.id, &twice)? {
            add.execute(params![term, slot])?;
        }
    }
    Ok(())
}

/// Adds what a number on new evidence gives to the terms of a person's cases.
pub fn add_evidence<'c>(
    db: &Connection,
    reference: &str,
    cases: impl Iterator<Item = &'c OpenedCase>,
) -> Result<(), StoreError> {
    let terms = number_terms(reference);
    // A number may be on record already.
    let mut add = db.prepare_cached("INSERT OR IGNORE INTO search_term (term, slot) VALUES (?,?)")?;
    for case in cases {
        let slot = slot(case.due_on, case.id);
        terms.iter().try_for_each(|term| add.execute(params![term, slot]).map(drop))?;
    }
    Ok(())
}

/// Takes away the terms of evidence that now says more than all may know, and adds those that no longer do.
pub fn follow<'c>(
    db: &Connection,
    (id, person): (ApplicantId, &NewApplicant),
    cases: impl Iterator<Item = &'c OpenedCase>,
    before: &[String],
    after: &[String],
) -> Result<(), StoreError> {
    let mut remove = db.prepare_cached("DELETE FROM search_term WHERE term=? AND slot=?")?;
    let mut add = db.prepare_cached("INSERT OR IGNORE INTO search_term (term, slot) VALUES (?,?)")?;
    for case in cases {
        let slot = slot(case.due_on, case.id);
        let [old, new] = [before, after].map(|twice| terms_of(db, id, person, case.id, twice));
        let (old, new) = (old?, new?);
        old.iter()
            .filter(|term| !new.contains(term))
            .try_for_each(|term| remove.execute(params![term, slot]).map(drop))?;
        new.iter()
            .filter(|term| !old.contains(term))
            .try_for_each(|term| add.execute(params![term, slot]).map(drop))?;
    }
    Ok(())
}

/// The terms of the person and of the case's number.
fn terms(applicant: &NewApplicant, case: CaseId) -> Vec<String> {
    let mut terms = vec![case.0.to_string()];
    for name in [&applicant.name, &applicant.latin] {
        for form in readings(name) {
            let starts = form.char_indices().filter(|(at, _)| *at == 0 || form[..*at].ends_with(' '));
            terms.extend(starts.map(|(at, _)| cut(&form[at..])));
        }
    }
    for number in [&applicant.document, &applicant.personal_number] {
        terms.extend(number_terms(number));
    }
    terms.retain(|term| !term.is_empty());
    terms.sort();
    // What begins another term leads nowhere else: the spelling of a passport is often the name again.
    let mut kept: Vec<String> = Vec::with_capacity(terms.len());
    for term in terms {
        match kept.last_mut() {
            Some(last) if term.starts_with(last.as_str()) => *last = term,
            _ => kept.push(term),
        }
    }
    kept
}

/// The terms of a number: all of it, and what is left from each of its parts on, as far as that has a digit. A series of
/// letters is a part of its own.
pub fn number_terms(number: &str) -> Vec<String> {
    let shape = shape(number);
    let mut terms = Vec::new();
    let mut last = ' ';
    for (at, c) in shape.char_indices() {
        let begins = last == ' ' || (terms.len() == 1 && last.is_alphabetic() && c.is_ascii_digit());
        last = c;
        if !begins || c == ' ' || terms.len() == PARTS {
            continue;
        }
        let rest = &shape[at..];
        if rest.contains(|c: char| c.is_ascii_digit()) {
            terms.push(cut(&rest.replace(' ', "")));
        }
    }
    terms
}

fn cut(text: &str) -> String {
    text.chars().take(TERM).collect()
}

/// A number as it looks in print: Cyrillic letters that have the shape of a Latin one are that one.
fn shape(number: &str) -> String {
    fold(number).chars().map(alike).collect()
}

fn alike(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ѕ' => 's',
        'ј' => 'j',
        other => other,
    }
}

/// The beginnings of terms that a text asks for, the likeliest first; none of them begins with an earlier one. What was
/// typed and what the same keys give elsewhere come before what their last letters may become.
pub fn asked(text: &str) -> Vec<String> {
    let text = cut(text);
    let (mut likely, mut possible) = (Vec::new(), Vec::new());
    let mut typed = vec![text.clone()];
    typed.extend(retyped(&text));
    // Signs inside of a word are letters of the other layout; and what melts to a letter or two in Cyrillic is hardly a name.
    let signs = text.is_ascii() && text.contains(['[', ']', '{', '}', ';', ':', ',', '.', '<', '>']);
    let melts = !text.is_ascii()
        && text.chars().count() > 2
        && beginnings(&text).first().is_none_or(|form| form.chars().count() < 3);
    if signs || melts {
        typed.rotate_left(1);
    }
    for text in typed {
        let number = shape(&text).replace(' ', "");
        likely.extend(number.contains(|c: char| c.is_ascii_digit()).then_some(number));
        let whole = beginnings(&text);
        // No name begins with three letters of one sound, nor has them further on.
        let is_long = text.chars().count() > 2;
        if is_drawn_out(&text) || is_long && whole.first().is_some_and(|form| form.len() < 2) {
            continue;
        }
        // What the last letter may become must not swallow what was typed: `a` would be half of the register.
        let mut beginnings = whole.into_iter().filter(|form| !is_long || form.chars().count() > 1);
        likely.extend(beginnings.next());
        possible.extend(beginnings);
    }
    let mut asked: Vec<String> = Vec::new();
    for beginning in likely.into_iter().chain(possible) {
        if !beginning.is_empty() && !asked.iter().any(|known| beginning.starts_with(known.as_str())) {
            asked.push(beginning);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_from_each_of_its_words_on() {
        let applicant = NewApplicant {
            name: "Ковалёв Алексей".into(),
            latin: "KAVALIOU ALIAKSEI".into(),
            document: "MP 1234567".into(),
            personal_number: "3010590A123PB4".into(),
            ..NewApplicant::default()
        };
        let terms = terms(&applicant, CaseId(1001));
        let expected = [
            "1001",
            "1234567",
            "123pb4",
            "3010590a123pb4",
            "alaksei",
            "aleksei",
            "kavaleu alaksei",
            "kovalev aleksei",
            "mp1234567",
        ];
        assert_eq!(terms, expected);
    }

    #[test]
    fn the_latin_spelling_of_a_belarusian_name_is_the_name_again() {
        let name = "Няхай Аляксей Аляксеевіч";
        let bare = NewApplicant { name: name.into(), ..NewApplicant::default() };
        let spelt = NewApplicant { latin: "NIAKHAI ALIAKSEI".into(), ..bare.clone() };
        assert_eq!(terms(&bare, CaseId(1)), terms(&spelt, CaseId(1)));
    }

    #[test]
    fn a_number_is_found_by_each_part_and_by_the_shape_of_its_letters() {
        assert_eq!(number_terms("82 № 1000001"), ["821000001", "1000001"]);
        assert_eq!(number_terms("I-ЖБ 500123"), ["iжб500123", "жб500123", "500123"]);
        assert_eq!(number_terms("ВР 123"), number_terms("BP 123"));
        assert_eq!(asked("ВР 123")[0], "bp123");
        assert_eq!(asked("ЬЗ123")[2], "mp123", "typed on the other layout");
        assert!(number_terms("решение суда").is_empty());
    }
}
