//! A pack's file as it is written, before anything is checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::length::{Counts, TermAct};
use crate::domain::{Day, Right, Words};
use crate::law::cite::Reading;
use crate::law::days::LeapDay;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPack {
    pub pack: Head,
    /// Who confirmed which text, and when; only of a pack that is confirmed.
    pub confirmed: Option<Spanned<RawConfirmed>>,
    pub source: BTreeMap<String, Spanned<RawSource>>,
    #[serde(default)]
    pub param: Vec<RawParam>,
    pub criterion: Vec<RawCriterion>,
    #[serde(default)]
    pub term: Vec<RawTerm>,
    #[serde(default)]
    pub case: Vec<RawCase>,
}

/// What a short key of the citations stands for, in three languages, and how its text was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    pub en: String,
    pub ru: String,
    pub be: String,
    /// Needed; that it is missing is said with the source's key.
    pub short: Option<Spanned<Words>>,
    pub read: Reading,
    pub edition: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    pub id: Spanned<String>,
    pub version: Spanned<String>,
    pub schema: Spanned<String>,
    pub host: Spanned<String>,
    pub right: Right,
    pub status: Spanned<RawStatus>,
    pub leap_day: Spanned<LeapDay>,
    /// The open question of 29 February; needed where `leap_day` is contested.
    pub leap_question: Option<Spanned<Words>>,
    pub from: Spanned<Datetime>,
    pub to: Option<Spanned<Datetime>>,
    pub title: Spanned<Words>,
    pub question: Spanned<Words>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum RawStatus {
    Draft,
    Confirmed,
}

/// Who confirmed which text of a pack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawConfirmed {
    pub by: String,
    pub on: Spanned<Datetime>,
    /// SHA-256 of the file without the lines of this table, in hexadecimal.
    pub text: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawParam {
    pub id: Spanned<String>,
    pub title: Spanned<Words>,
    #[serde(rename = "type")]
    pub ty: ParamType,
    pub list: Option<String>,
    pub values: Vec<Spanned<RawParamValue>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ParamType {
    Int,
    Date,
    Code,
    Codes,
    Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawParamValue {
    pub from: Datetime,
    pub to: Option<Datetime>,
    pub value: toml::Value,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCriterion {
    pub id: Spanned<String>,
    pub from: Spanned<Datetime>,
    pub to: Option<Spanned<Datetime>>,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
    /// The criterion ends without a successor, by this provision.
    pub repealed: Option<Spanned<String>>,
    /// The table for each of whose rows the test is asked: `params.X`. One row that holds is enough.
    pub for_each: Option<Spanned<String>>,
    pub test: Option<Spanned<String>>,
    pub all: Option<Vec<RawMember>>,
    pub any: Option<Vec<RawMember>>,
    pub title: Spanned<Words>,
    pub say: Spanned<Words>,
    /// Needed; that it is missing is said with the criterion's name.
    pub deny: Option<Spanned<Words>>,
    #[serde(default)]
    pub exception: Vec<RawException>,
}

/// By when the office must do something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerm {
    pub act: TermAct,
    pub from: Spanned<Datetime>,
    pub to: Option<Spanned<Datetime>>,
    pub within: Spanned<u32>,
    pub counts: Counts,
    pub near_poll: Option<Spanned<RawNearPoll>>,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
}

/// The length close to the poll.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNearPoll {
    pub days_before: u32,
    pub within: u32,
    pub counts: Counts,
}

/// A condition inside a group, with a provision of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMember {
    pub id: Spanned<String>,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
    pub for_each: Option<Spanned<String>>,
    pub test: Option<Spanned<String>>,
    pub all: Option<Vec<RawMember>>,
    pub any: Option<Vec<RawMember>>,
    pub say: Spanned<Words>,
    pub deny: Option<Spanned<Words>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawException {
    pub id: String,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
    pub when: Spanned<String>,
    pub effect: RawEffect,
    pub say: Spanned<Words>,
    pub deny: Option<Spanned<Words>>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum RawEffect {
    Met,
    NotMet,
    Contested,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawCase {
    pub name: Spanned<String>,
    #[serde(rename = "as")]
    pub label: Option<Spanned<String>>,
    pub like: Option<Spanned<String>>,
    #[serde(default)]
    pub poll: RawPoll,
    pub applied_on: Option<Spanned<Datetime>>,
    /// Forgets the day of application that `like` would bring.
    #[serde(default)]
    pub not_applied: bool,
    pub law_date: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub facts: BTreeMap<String, Vec<Spanned<RawRow>>>,
    pub expect: BTreeMap<String, Spanned<toml::Value>>,
}

#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields)]
pub struct RawPoll {
    pub host: Option<Spanned<String>>,
    pub day: Option<Spanned<Datetime>>,
    pub level: Option<Spanned<String>>,
    pub municipality: Option<Spanned<String>>,
    pub nomination_from: Option<Spanned<Datetime>>,
    pub nomination_to: Option<Spanned<Datetime>>,
    pub roll_date: Option<Spanned<Datetime>>,
    pub local_age: Option<Spanned<i64>>,
    pub first_day: Option<Spanned<Datetime>>,
    pub application_from: Option<Spanned<Datetime>>,
    pub application_to: Option<Spanned<Datetime>>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawRow {
    pub value: Option<toml::Value>,
    #[serde(default)]
    pub none: bool,
    pub unknown: Option<crate::domain::Why>,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
}

/// A TOML date as a day; `None` for a time, or a day outside the years that count.
pub fn day(datetime: &Datetime) -> Option<Day> {
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    let date = datetime.date?;
    let day = Day::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
    crate::law::days::in_range(day).then_some(day)
}
