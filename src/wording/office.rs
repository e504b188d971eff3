//! What an office sets for itself, in words.

use super::fact::join;
use crate::domain::{Clean, Office};
use crate::i18n::{Arg, Texts};

/// What an office sets for itself, in one line.
pub fn described(office: &Office, texts: &Texts) -> Clean {
    let count = |n: i64| Arg::Count(n);
    let mut parts = vec![
        texts.say("office-undo", &[("minutes", count(office.undo_minutes))]),
        texts.say("office-lease", &[("minutes", count(office.lease_minutes))]),
        texts.say("office-zone", &[("zone", office.zone.to_string().into())]),
    ];
    if let Some(until) = office.frozen_until {
        parts.push(texts.say("office-frozen-until", &[("until", Arg::Text(texts.date(until)))]));
    }
    if let Some(days) = office.freeze_days {
        parts.push(texts.say("office-freeze-days", &[("days", count(days))]));
    }
    if !office.program.is_empty() {
        parts.push(texts.say("office-program", &[("version", office.program.as_str().into())]));
    }
    if !office.second_entry.is_empty() {
        parts.push(texts.say("office-second-entry", &[("kinds", office.second_entry.join(", ").into())]));
    }
    join("; ", parts)
}
