//! The mapping file: how a sender's column names, words and dates become the office's.
//!
//! ```toml
//! delimiter = ";"
//! dates = ["%d.%m.%Y", "%Y-%m-%d"]
//! ignore = ["Примечание"]
//!
//! [columns]
//! "№" = "key"
//! "ФИО" = "name"
//! "Гражданство" = "fact:citizenship"
//!
//! [values."Гражданство"]
//! "Республика Беларусь" = "BY"
//!
//! [constants]
//! host = "RU"
//! right = "vote"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

/// A mapping file, read. Unknown keys are errors: a misspelt one must not be passed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// One character; detected where it is absent.
    pub delimiter: Option<char>,
    /// How dates are written, in the notation of `strftime`; the first that fits is taken. Default: `%Y-%m-%d` only.
    #[serde(default)]
    pub dates: Vec<String>,
    /// Columns that are left out.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// The sender's column name -> the office's.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// For a column of the sender: the sender's word -> the office's.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What the file lacks because it is the same in every row: the office's column name -> the value.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
}

/// Why a text is no mapping file. Says the line and the column.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAMap(String);

impl Map {
    /// A map as TOML. What is no map says at which line.
    pub fn read(text: &str) -> Result<Map, NotAMap> {
        let map: Map = toml::from_str(text).map_err(|error| NotAMap(error.to_string()))?;
        for format in &map.dates {
            let items = chrono::format::StrftimeItems::new(format);
            if items.into_iter().any(|item| matches!(item, chrono::format::Item::Error)) {
                return Err(NotAMap(format!("dates: {format:?} is not a date format (write \"%d.%m.%Y\")")));
            }
        }
        match map.delimiter {
            Some(mark) if !mark.is_ascii() || mark == '"' || mark == '\n' => {
                Err(NotAMap(format!("delimiter: {mark:?} cannot separate fields; use \";\", \",\" or \"\\t\"")))
            }
            _ => Ok(map),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;

    #[test]
    fn a_misspelt_key_is_named() {
        let error = Map::read("[colums]\nA = \"key\"\n").unwrap_err().to_string();
        assert!(error.contains("colums") && error.contains("line 1"), "{error}");
        assert!(Map::read("dates = [\"%Q\"]").unwrap_err().to_string().contains("%Q"));
        assert!(Map::read("delimiter = \"é\"").unwrap_err().to_string().contains("delimiter"));
        assert_eq!(Map::read("delimiter = \"\\t\"").unwrap().delimiter, Some('\t'));
    }
}
