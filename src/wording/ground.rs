//! The ground of a refusal as one passage: what is not met, where that is written, and what on record stands against it.

use super::{Wording, fact};
use crate::domain::{Clean, Day, Fact, Poll, Schema, State, Words};
use crate::i18n::{Arg, Texts};
use crate::law::{Ground, Reference};

/// `Registered residence (CEC, statements of 2025). The person is not registered in this municipality. On record: place of residence:
/// 58640000, since 2019-04-01, registration stamp; polling day 2026-09-20; the poll is in 58701000 (Пенза).`
pub fn ground(ground: &Ground, poll: &Poll, schema: &Schema, texts: &Texts) -> Clean {
    let lang = texts.lang();
    let deny: Vec<&str> = ground.deny.iter().map(|words| words.get(lang)).collect();
    let args = [
        ("title", Arg::from(ground.criterion.title.get(lang))),
        ("cite", super::source::cited(&ground.cite, texts).into()),
        ("deny", deny.join(" ").into()),
    ];
    fact::join(" ", [texts.say("ground", &args), stands(ground, poll, schema, texts)])
}

/// `On record: place of residence: 58640000, since 2019-04-01, registration stamp; polling day 2026-09-20.` Empty where
/// nothing stands against a person but the words of the law.
pub(super) fn stands(ground: &Ground, poll: &Poll, schema: &Schema, texts: &Texts) -> Clean {
    let words = Wording { schema, texts, poll: Some(poll) };
    let facts = ground.facts.iter().map(|one| on_record(one, &ground.facts, words));
    let references = ground.references.iter().map(|one| reference(*one, poll, words));
    let stands = fact::join("; ", facts.chain(references));
    if stands.width() == 0 {
        return stands;
    }
    let key = if ground.facts.is_empty() { "ground-case" } else { "ground-record" };
    texts.say(key, &[("stands", stands.into())])
}

/// One fact. "None" beside known values of its kind closes the list, and is said so.
fn on_record(one: &Fact, all: &[&Fact], words: Wording) -> Clean {
    let known = |other: &&Fact| other.kind == one.kind && matches!(other.state, State::Known(_));
    if one.state == State::None && all.iter().any(known) {
        let args = [("kind", words.kind(&one.kind).into())];
        let shown = one.evidence.as_ref().map(|shown| words.evidence(shown));
        return fact::join(", ", [words.texts.say("ground-no-other", &args), shown.unwrap_or_default()]);
    }
    words.on_record(one)
}

fn reference(reference: Reference, poll: &Poll, words: Wording) -> Clean {
    let texts = words.texts;
    let on = |key: &str, day: Day| texts.say(key, &[("day", texts.date(day).into())]);
    match reference {
        Reference::PollDay(day) => on("ground-poll-day", day),
        Reference::LawDay(day) => on("ground-law-day", day),
        Reference::AppliedOn(day) => on("ground-applied-on", day),
        Reference::NominationFrom(day) => on("ground-nomination-from", day),
        Reference::NominationTo(day) => on("ground-nomination-to", day),
        Reference::RollDate(day) => on("ground-roll-date", day),
        Reference::YearEnd(day) => on("ground-year-end", day),
        Reference::FirstDay(day) => on("ground-first-day", day),
        Reference::ApplicationFrom(day) => on("ground-application-from", day),
        Reference::ApplicationTo(day) => on("ground-application-to", day),
        Reference::LocalAge(age) => texts.say("ground-local-age", &[("age", age.to_string().into())]),
        Reference::Level => {
            let level = words.code("level", &poll.level);
            texts.say("ground-level", &[("level", level.into())])
        }
        Reference::Municipality => {
            texts.say("ground-municipality", &[("place", words.place(&poll.municipality).into())])
        }
    }
}

/// What a pack says of whoever does not meet a condition, in its document.
pub fn denied(deny: &Words, texts: &Texts) -> Clean {
    texts.say("pack-deny", &[("deny", deny.get(texts.lang()).into())])
}
