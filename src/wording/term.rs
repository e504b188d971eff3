//! How a term was counted, in words.

use super::{fact, source};
use crate::domain::{Clean, Day};
use crate::i18n::{Arg, Texts};
use crate::law::pack::{Counts, Length};
use crate::law::term::{Counted, End};

/// `10 working days from 2 Nov 2026 by the calendar RU, edition of 20 Nov 2026: 17 Nov 2026`, with what bounds it, what may
/// still change, and its provision.
pub fn counted(counted: &Counted, texts: &Texts) -> Clean {
    let length = length(counted.length, texts);
    let mut args = vec![("length", Arg::from(length)), ("from", Arg::Text(texts.date(counted.from)))];
    args.push(("day", Arg::Text(texts.date(counted.day))));
    let key = match &counted.calendar {
        Some((host, edition)) => {
            args.extend([("host", Arg::from(host.as_str())), ("edition", Arg::Text(texts.date(*edition)))]);
            "term-by-calendar"
        }
        None => "term-counted",
    };
    let mut parts = vec![texts.say(key, &args)];
    if counted.end == End::PollingDay {
        parts.push(texts.get("term-bounded"));
    }
    let years = counted.unsettled.iter();
    parts.extend(years.map(|year| texts.say("term-unsettled", &[("year", Arg::Text(year.to_string()))])));
    parts.push(source::cited_as_read(&counted.cite, texts));
    fact::join(" · ", parts)
}

/// The same beside the day by which the case is to be decided: that it is the law's, or what the law's would be.
pub fn beside(one: &Counted, due_on: Day, texts: &Texts) -> Clean {
    let args = [("counted", counted(one, texts).into())];
    texts.say(if one.day == due_on { "term-is-due" } else { "term-would-be" }, &args)
}

/// `24 hours`
pub fn length(length: Length, texts: &Texts) -> Clean {
    let key = match length.counts {
        Counts::Calendar => "days",
        Counts::Working => "term-working-days",
        Counts::Hours => "term-hours",
    };
    texts.say(key, &[("count", Arg::Count(length.within.into()))])
}
