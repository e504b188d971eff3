//! One thing that the officer of an enrolment is competent for.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{Competence, Place};
use crate::store::StoreError;
use crate::store::values::{int, needed, text};

table!(COMPETENCE, "competence", "enrolment", "regime", "place");

pub fn row(id: i64, enrolment: i64, competence: &Competence) -> Vec<Value> {
    let regime = competence.regime().map_or(Value::Null, text);
    let place = competence.place().map_or(Value::Null, |place| text(place.to_string()));
    vec![int(id), int(enrolment), regime, place]
}

/// The enrolment, and what it is for.
pub fn read(row: &Row) -> Result<(i64, Competence), StoreError> {
    let (regime, place): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
    let place = match place {
        Some(place) => Some(needed(Place::recorded(&place), "competence.place")?),
        None => None,
    };
    let competence = match (regime, place) {
        (Some(regime), Some(place)) => Some(Competence::RegimeIn(regime, place)),
        (Some(regime), None) => Some(Competence::Regime(regime)),
        (None, Some(place)) => Some(Competence::Place(place)),
        (None, None) => None,
    };
    Ok((row.get(3)?, needed(competence, "competence.regime")?))
}
