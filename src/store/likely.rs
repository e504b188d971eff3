//! Cases that are likely the same person's as one that is to be opened, and opening one case.

use super::intake::Bringing;
use super::{Store, StoreError};
use crate::domain::{ActError, Anchor, CaseFile, NewCase, QueueQuery, Stamp, StatusFilter, fold};

/// How many cases are read at most for each thing known of the person.
const LIKELY: usize = 50;

impl Store {
    /// Cases of the office that are likely the same person's: by document, by personal number, or by name and birth.
    pub fn likely(&self, new: &NewCase, now: Stamp) -> Result<Vec<CaseFile>, StoreError> {
        let mut found: Vec<CaseFile> = Vec::new();
        let one = &new.applicant;
        for search in [&one.document, &one.personal_number, &one.name, &one.latin] {
            if fold(search).is_empty() {
                continue;
            }
            let search = search.clone();
            let query = QueueQuery { filter: StatusFilter::All.into(), search, anchor: Anchor::First, limit: LIKELY };
            for (_, row) in self.queue(&query, now)?.rows {
                if found.iter().any(|file| file.case.id == row.case) {
                    continue;
                }
                found.extend(self.case(row.case, now)?.filter(|file| is_like(new, file)));
            }
        }
        Ok(found)
    }

    /// Opens one case, and returns it as it then is. A key that is here already is refused.
    pub fn open_case(&mut self, new: NewCase, bringing: Bringing) -> Result<CaseFile, StoreError> {
        let (key, now) = (new.key.clone(), bringing.at);
        let came = self.import(std::iter::once(Ok::<_, StoreError>(new)), bringing)?;
        let missing = || StoreError::damaged(format!("the case of {key} is missing"));
        let case = self.case_of_key(&key)?.ok_or_else(missing)?;
        match came.opened {
            1 => self.case(case, now)?.ok_or_else(missing),
            _ => Err(ActError::KeyTaken { key, case }.into()),
        }
    }
}

fn is_like(new: &NewCase, file: &CaseFile) -> bool {
    let squeezed = |text: &str| fold(text).replace(' ', "");
    let same = |a: &str, b: &str| !squeezed(a).is_empty() && squeezed(a) == squeezed(b);
    let one = &new.applicant;
    let numbers = same(&one.document, &file.document) || same(&one.personal_number, &file.personal_number);
    let names = same(&one.name, &file.name) || same(&one.latin, &file.latin);
    numbers || names && births_agree(new, file)
}

/// Two births that differ are two people; where one of them is not known, the name alone speaks.
fn births_agree(new: &NewCase, file: &CaseFile) -> bool {
    let new = new.facts.iter().filter(|fact| fact.kind == "birth_date").map(|fact| &fact.state).next();
    let old = file.facts.iter().filter(|fact| fact.kind == "birth_date").map(|fact| &fact.state).next_back();
    new.zip(old).is_none_or(|(new, old)| new == old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::domain::{FactDraft, NewApplicant, State, Value};

    /// Somebody by name, document and birth, against a case on record of Іваноў, 5338 248158, born in 1990.
    fn like(name: &str, document: &str, birth: Option<&str>) -> bool {
        let born = |day: &str| State::Known(Value::Date(fixture::day(day)));
        let mut file = fixture::file(1001);
        (file.name, file.latin) = ("Іваноў Пётр".to_owned(), String::new());
        (file.document, file.personal_number) = ("5338 248158".to_owned(), String::new());
        file.facts = vec![fixture::fact(1, "birth_date", born("1990-03-05"))];
        let (name, document) = (name.to_owned(), document.to_owned());
        let applicant = NewApplicant { name, document, ..NewApplicant::default() };
        let facts = birth.map(|day| FactDraft::bare("birth_date", born(day))).into_iter().collect();
        let (key, poll, pack, due_on) = (String::new(), file.poll.clone(), String::new(), file.case.due_on);
        let right = file.case.right;
        is_like(&NewCase { key, applicant, poll, right, pack, applied_on: None, due_on, facts }, &file)
    }

    #[test]
    fn a_number_or_a_name_makes_two_people_alike_unless_their_births_differ() {
        assert!(like("Сидоров Иван", "5338248158", Some("1970-01-01")), "the number, whatever else");
        assert!(like("ІВАНОЎ пётр", "", None) && like("Іваноў Пётр", "другі", Some("1990-03-05")));
        assert!(!like("Іваноў Пётр", "", Some("1990-03-06")), "another birth");
        assert!(!like("Іваноў Павел", "", Some("1990-03-05")) && !like("", "", None), "nothing is not the same");
    }
}
