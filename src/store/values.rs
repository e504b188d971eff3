//! Between domain values and columns.

use rusqlite::Row;
use rusqlite::types::Value;

use super::StoreError;
use crate::domain::Day;
use crate::domain::time::parse_day;

pub fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub fn int(value: impl Into<i64>) -> Value {
    Value::Integer(value.into())
}

pub fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::Text(day.to_string()))
}

pub fn optional(value: Option<i64>) -> Value {
    value.map_or(Value::Null, Value::Integer)
}

/// Reads a day; the record holds only days that were days when they were written.
pub fn read_day(row: &Row, at: usize) -> Result<Option<Day>, StoreError> {
    let Some(text) = row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)? else { return Ok(None) };
    let wrong = || {
        let start: String = text.chars().take(20).collect();
        StoreError::damaged(format!("{}: {start:?} is no day", row.as_ref().column_name(at).unwrap_or_default()))
    };
    parse_day(text).map(Some).ok_or_else(wrong)
}

/// Reads yes or no; the record has no third.
pub fn flag(row: &Row, at: usize) -> Result<bool, StoreError> {
    match row.get::<_, i64>(at)? {
        0 => Ok(false),
        1 => Ok(true),
        other => {
            let column = row.as_ref().column_name(at).unwrap_or_default();
            Err(StoreError::damaged(format!("{column}: {other} is neither 0 nor 1")))
        }
    }
}

/// A value that is there in every row that this program wrote.
pub fn needed<T>(value: Option<T>, what: &str) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::damaged(format!("{what} holds something this program never writes")))
}

/// A text that is only looked at.
pub fn str_at<'r>(row: &'r Row, at: usize) -> Result<&'r str, StoreError> {
    Ok(row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?)
}
