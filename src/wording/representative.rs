//! Whoever acts for the person of a case, in words.

use super::fact::join;
use crate::domain::{Clean, Day, Representative};
use crate::i18n::{Arg, Texts};

/// Who it is, in what, until when and by which paper, as of this day.
pub fn represented(one: &Representative, today: Day, texts: &Texts) -> Clean {
    let ended = one.until.filter(|_| one.is_over(today));
    let said = match ended {
        Some(day) => join(", ", [scopes(one, texts), texts.say("representative-ended", &[day_of(day, texts)])]),
        None => terms(one, texts),
    };
    let said = with_paper(said, one, texts);
    texts.say("representative", &[("name", Arg::from(one.name.as_str())), ("said", said.into())])
}

/// What was said when somebody was named.
pub fn named(one: &Representative, texts: &Texts) -> Clean {
    join(": ", [Clean::new(&one.name), with_paper(terms(one, texts), one, texts)])
}

fn day_of(day: Day, texts: &Texts) -> (&'static str, Arg) {
    ("day", Arg::from(texts.date(day)))
}

fn scopes(one: &Representative, texts: &Texts) -> Clean {
    join(", ", one.scope.iter().map(|scope| texts.word("scope", scope.code())))
}

/// In what, and until when.
fn terms(one: &Representative, texts: &Texts) -> Clean {
    let until = one.until.map(|day| texts.say("representative-until", &[day_of(day, texts)]));
    join(", ", [scopes(one, texts), until.unwrap_or_default()])
}

fn with_paper(said: Clean, one: &Representative, texts: &Texts) -> Clean {
    let number = ("paper", Arg::from(one.paper.as_str()));
    let paper = match (one.paper.is_empty(), one.paper_on) {
        (true, None) => return said,
        (true, Some(day)) => texts.say("representative-paper-of", &[day_of(day, texts)]),
        (false, None) => texts.say("representative-paper", &[number]),
        (false, Some(day)) => texts.say("representative-paper-dated", &[number, day_of(day, texts)]),
    };
    Clean::new(&format!("{said} ({paper})"))
}
