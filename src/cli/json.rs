//! Everything that is printed as JSON: codes instead of words, ISO dates, and nothing that could act on a terminal.

use serde_json::{Value as Json, json};

use crate::domain::Day;
use crate::domain::clean::{cut_towers, is_hidden};
use crate::domain::{
    Attachment, CaseFile, Evidence, Fact, Ground, Interval, LedgerRow, Office, Officer, Permission, Poll, QueueRow,
    Representative, Role, State, Value, Words, hex,
};
use crate::i18n::Texts;
use crate::law::PackStatus;
use crate::law::term::{Counted, Which};
use crate::wording;

/// The text of a value, indented. Hidden characters are escaped, so that the data stay whole and a terminal safe; a
/// tower of marks, which no escape makes readable and no name needs, is cut as on every screen.
pub fn text(value: &Json) -> serde_json::Result<String> {
    let mut plain = serde_json::to_string_pretty(value)?;
    if cut_towers(&plain) != plain {
        plain = serde_json::to_string_pretty(&without_towers(value))?;
    }
    let mut safe = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c != '\n' && is_hidden(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    Ok(safe)
}

fn without_towers(value: &Json) -> Json {
    match value {
        Json::String(text) => Json::String(cut_towers(text)),
        Json::Array(values) => values.iter().map(without_towers).collect(),
        Json::Object(fields) => fields.iter().map(|(name, value)| (cut_towers(name), without_towers(value))).collect(),
        other => other.clone(),
    }
}

pub fn words(words: &Words) -> Json {
    json!({"en": words.en, "ru": words.ru, "be": words.be})
}

pub fn queue_row(row: &QueueRow) -> Json {
    json!({
        "case": row.case, "name": row.name, "right": row.right, "poll_day": row.poll_day, "level": row.level,
        "place": row.place, "status": row.status.code(), "due_on": row.due_on, "held_by": row.holder,
        "outcome": row.outcome.code(),
    })
}

/// What an office sets for itself.
pub fn office(office: &Office) -> Json {
    json!({
        "name": office.name, "fictitious": office.fictitious, "undo_minutes": office.undo_minutes,
        "lease_minutes": office.lease_minutes, "zone": office.zone.to_string(), "frozen_until": office.frozen_until,
        "freeze_days": office.freeze_days, "program": Some(&office.program).filter(|version| !version.is_empty()), "second_entry": office.second_entry,
    })
}

pub fn officer(officer: &Officer) -> Json {
    let may: Vec<&str> = officer.permissions.iter().map(Permission::code).collect();
    let login = (!officer.login.is_empty()).then_some(&officer.login);
    let cases: Vec<String> = officer.competences.iter().map(ToString::to_string).collect();
    json!({"name": officer.name, "login": login, "role": officer.role().map(Role::code), "may": may, "for": cases})
}

pub fn entry(row: &LedgerRow) -> Json {
    json!({
        "seq": row.seq, "at": row.at.to_string(), "actor": row.actor, "action": row.action, "case": row.case,
        "outcome": row.outcome, "leaf": row.leaf,
    })
}

pub fn poll(poll: &Poll) -> Json {
    json!({
        "host": poll.host, "day": poll.day, "level": poll.level, "municipality": poll.municipality.to_string(),
        "place": poll.place, "nomination_from": poll.nomination_from, "nomination_to": poll.nomination_to,
        "roll_date": poll.roll_date, "local_age": poll.local_age,
        "first_day": poll.first_day, "application_from": poll.application_from, "application_to": poll.application_to,
    })
}

/// One fact in the form that `determine --facts` reads.
pub fn fact(fact: &Fact) -> Json {
    let mut value = json!({"id": fact.id, "kind": fact.kind});
    state_into(&mut value, &fact.state);
    interval_into(&mut value, &fact.holds);
    if let Some(evidence) = &fact.evidence {
        value["evidence"] = self::evidence(evidence);
    }
    if !fact.note.is_empty() {
        value["note"] = json!(fact.note);
    }
    value["recorded_at"] = json!(fact.recorded_at.to_string());
    value["recorded_by"] = json!(fact.recorded_by);
    if fact.unseen {
        value["unseen"] = json!(true);
    }
    if let Some(older) = fact.supersedes {
        value["supersedes"] = json!(older);
    }
    value
}

fn evidence(evidence: &Evidence) -> Json {
    json!({"kind": evidence.kind, "reference": evidence.reference, "dated": evidence.dated})
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Bool(held) => json!(held),
        Value::Int(number) => json!(number),
        Value::Date(day) => json!(day),
        Value::Code(code) => json!(code),
        Value::Place(place) => json!(place.to_string()),
    }
}

fn state_into(value: &mut Json, state: &State) {
    match state {
        State::Known(known) => value["value"] = value_json(known),
        State::None => value["none"] = json!(true),
        State::Unknown(why) => value["unknown"] = json!(why.code()),
    }
}

fn interval_into(value: &mut Json, holds: &Interval) {
    if let Some(from) = holds.from {
        value["from"] = json!(from);
    }
    if let Some(to) = holds.to {
        value["to"] = json!(to);
    }
}

/// A file that belongs to a case.
pub fn attachment(one: &Attachment) -> Json {
    json!({
        "entry": one.seq, "at": one.at.to_string(), "by": one.by, "name": one.file.name, "size": one.file.size,
        "sha256": hex(&one.file.sha256), "note": one.file.note,
    })
}

/// Whoever acts for the person of a case.
fn representative(one: &Representative) -> Json {
    let scope: Vec<&str> = one.scope.iter().map(|scope| scope.code()).collect();
    json!({"name": one.name, "scope": scope, "paper": one.paper, "paper_on": one.paper_on, "until": one.until})
}

/// A case; `determination` is its determination as JSON.
pub fn case_file(file: &CaseFile, determination: Option<Json>) -> Json {
    let decisions = file.decisions.iter().map(|one| {
        json!({
            "id": one.id, "verdict": one.verdict.code(), "departs": one.departs, "reasons": one.reasons,
            "departure": one.departure, "proposed": one.proposed.code(), "pack": one.pack,
            "pack_version": one.pack_version, "pack_hash": hex(&one.pack_hash), "law_date": one.law_date,
            "facts": one.facts, "by": one.by, "at": one.at.to_string(),
            "entry": one.seq, "undone": one.undone,
        })
    });
    let approvals = file.approvals.iter().map(|one| {
        json!({
            "decision": one.decision, "approved": one.returned.is_none(), "note": one.note, "by": one.by,
            "ground": one.returned.map(Ground::code),
            "at": one.at.to_string(), "entry": one.seq,
        })
    });
    let events = file.events.iter().map(|one| {
        json!({"entry": one.seq, "at": one.at.to_string(), "by": one.by, "action": one.action, "text": one.text,
                      "about": one.more.about, "day": one.more.day, "number": one.more.number, "means": one.more.means, "dated": one.more.dated,
                      "facts": one.facts})
    });
    json!({
        "case": file.case.id, "status": file.case.status.code(), "version": file.case.version,
        "right": file.case.right, "pack": file.case.pack, "applied_on": file.case.applied_on,
        "due_on": file.case.due_on, "opened_at": file.case.opened_at.to_string(), "held_by": file.hold.as_ref().map(|hold| &hold.by),
        "applicant": {
            "id": file.case.applicant, "name": file.name, "latin": file.latin, "document": file.document,
            "personal_number": file.personal_number,
        },
        "poll": poll(&file.poll),
        "facts": file.facts.iter().map(fact).collect::<Vec<_>>(),
        "determination": determination,
        "decisions": decisions.collect::<Vec<_>>(),
        "approvals": approvals.collect::<Vec<_>>(),
        "representatives": file.representatives.iter().map(representative).collect::<Vec<_>>(),
        "attachments": file.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
    })
}

/// The law's term for a case, and whether the day by which it is to be decided is its last.
pub fn term(counted: &Counted, due_on: Day, texts: &Texts) -> Json {
    let near = counted.which == Which::NearPoll;
    json!({
        "day": counted.day, "is_due_on": counted.day == due_on, "from": counted.from,
        "within": counted.length.within, "counts": counted.length.counts.code(), "near_poll": near,
        "ended_by": counted.end.code(), "cite": counted.cite.text, "unverified": counted.cite.unverified,
        "calendar": counted.calendar.as_ref().map(|(host, edition)| json!({"host": host, "edition": edition})),
        "unsettled": counted.unsettled, "words": wording::term::counted(counted, texts).as_str(),
    })
}

/// The code of a pack's status.
pub fn pack_status(status: PackStatus) -> &'static str {
    match status {
        PackStatus::Draft => "draft",
        PackStatus::Confirmed => "confirmed",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use crate::domain::Clean;

    proptest! {
        /// Whatever stands before the marks, an escape in JSON too.
        #[test]
        fn a_tower_of_marks_is_cut_as_in_a_text(name in "([a-eéи\n\"\\\\\u{34f}\u{200b}][\u{301}\u{306}\u{316}]{0,9}){0,6}") {
            let text = super::text(&json!({"name": [&name]})).unwrap();
            let back: Json = serde_json::from_str(&text).unwrap();
            let back = back["name"][0].as_str().unwrap();
            prop_assert_eq!(Clean::new(back), Clean::new(&name));
            let tower = "\u{316}".repeat(4);
            prop_assert!(!text.contains(&tower));
            if !Clean::new(&name).as_str().contains('…') {
                prop_assert_eq!(back, &name);
            }
        }
    }

    #[test]
    fn hidden_characters_are_escaped_and_come_back() {
        let value = json!({"name": "Ян\u{202e}\u{1b}[2J\u{e0041}"});
        let text = super::text(&value).unwrap();
        assert!(text.contains("Ян\\u202e\\u001b[2J\\udb40\\udc41"), "{text}");
        assert_eq!(serde_json::from_str::<Json>(&text).unwrap(), value);
    }
}
