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
            let query = QueueQuery { filter: StatusFilter::All, search, anchor: Anchor::First, limit: LIKELY };
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
