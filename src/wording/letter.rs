//! The letter that tells an applicant what was decided, why, and where one can appeal.
//!
//! No letter says what is not so: a rule about appeals that nobody has read in the law itself is a blank to be filled in,
//! and what makes the letter doubtful is said to the officer beside it, not to the applicant.

mod findings;
#[cfg(test)]
mod tests;

use super::{Wording, source};
use crate::domain::appeal::AppealRule;
use crate::domain::{
    ActError, AppealRoute, CaseFile, Clean, Day, Decision, Fact, Right, Schema, Status, Verdict, coded,
};
use crate::i18n::{Arg, Texts};
use crate::law::{Determination, PackStatus};
use crate::ledger::Action;

/// Columns of a letter that is printed.
pub const COLUMNS: usize = 72;

/// What a decision rests on: the determination as it was made, and the facts and the schema that it was made on.
#[derive(Debug, Clone)]
pub struct Basis {
    pub determination: Determination,
    pub facts: Vec<Fact>,
    pub schema: std::sync::Arc<Schema>,
}

coded!(
    /// In which capacity somebody gets a letter.
    Capacity {
        Applicant = "applicant",
        Representative = "representative",
    }
);

/// Somebody who gets the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    pub capacity: Capacity,
}

/// Of what a letter is made.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The name of the office.
    pub office: &'a str,
    pub file: &'a CaseFile,
    /// The decision that stands, and what it rests on.
    pub decision: &'a Decision,
    pub basis: &'a Basis,
    pub recipients: &'a [Recipient],
    /// What is known of appeals against a refusal.
    pub appeal: Option<&'a AppealRoute>,
    /// Its number in the office's register of letters; empty where it has none yet.
    pub number: &'a str,
    pub day: Option<Day>,
}

coded!(
    /// The parts of a letter, in their order.
    PartKind {
        Office = "office",
        Case = "case",
        Recipients = "recipients",
        Subject = "subject",
        Application = "application",
        Decision = "decision",
        Conditions = "conditions",
        Reasons = "reasons",
        Departure = "departure",
        Appeal = "appeal",
        Signature = "signature",
    }
);

/// One part: a heading where it has one, and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub heading: Option<Clean>,
    pub lines: Vec<Line>,
}

/// A line before it is broken for a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub indent: usize,
    pub text: Clean,
}

/// A letter, and what its officer must know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub parts: Vec<Part>,
    /// For the officer alone: what is to be filled in or looked up, and that a pack is a draft.
    pub remarks: Vec<Clean>,
}

/// The decision of which a letter can tell: one that stands and waits for nobody.
pub fn decision(file: &CaseFile) -> Result<&Decision, ActError> {
    let (case, status) = (file.case.id, file.case.status);
    let stands = matches!(status, Status::Decided | Status::Final | Status::Noticed);
    file.decision().filter(|_| stands).ok_or(ActError::WrongStatus { case, status })
}

/// Who gets the letter of a case on this day: the applicant, and whoever gets letters for them then.
pub fn recipients(file: &CaseFile, day: Day) -> Vec<Recipient> {
    let applicant = Recipient { name: file.name.clone(), capacity: Capacity::Applicant };
    let others = file.representatives.iter().filter(|one| one.gets_letters(day));
    let others = others.map(|one| Recipient { name: one.name.clone(), capacity: Capacity::Representative });
    std::iter::once(applicant).chain(others).collect()
}

/// The number and the day of the letter that left, where one is on record.
pub fn recorded(file: &CaseFile) -> (String, Option<Day>) {
    let noticed = file.case.status == Status::Noticed;
    let sent = file.events.iter().rev().find(|event| event.action == Action::NoticeSent.code()).filter(|_| noticed);
    sent.map(|event| (event.more.number.clone(), event.more.day)).unwrap_or_default()
}

/// Writes the letter.
pub fn write(draft: &Draft, texts: &Texts) -> Written {
    let mut remarks = Vec::new();
    let edition = &draft.basis.determination.edition;
    if edition.status == PackStatus::Draft {
        let pack = format!("{} ({}@{})", edition.title.get(texts.lang()), edition.id, edition.version);
        remarks.push(texts.say("letter-note-draft", &[("pack", pack.into())]));
    }
    let refused = draft.decision.verdict == Verdict::Refuse;
    let mut parts = vec![head(draft, texts), case(draft, texts), to(draft, texts), subject(refused, texts)];
    parts.push(application(draft, texts));
    parts.push(decided(draft, texts));
    if refused {
        parts.push(findings::part(draft, texts));
        remarks.extend(unread(draft, texts));
    }
    if !Clean::is_blank(&draft.decision.reasons) {
        parts.push(told(PartKind::Reasons, texts.get("letter-reasons"), &draft.decision.reasons));
    }
    if draft.decision.departs {
        parts.push(departure(draft, texts));
    }
    if refused {
        parts.push(appeal(draft, texts, &mut remarks));
    }
    parts.push(signature(texts));
    Written { parts, remarks }
}

impl Part {
    fn new(kind: PartKind, heading: Option<Clean>, lines: Vec<Clean>) -> Part {
        Part { kind, heading, lines: lines.into_iter().map(|text| Line { indent: 0, text }).collect() }
    }
}

impl Written {
    /// The letter as lines of at most so many columns.
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for part in &self.parts {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(part.heading.iter().flat_map(|heading| heading.wrapped(columns)).map(|one| one.to_string()));
            for line in &part.lines {
                let broken = line.text.wrapped(columns.saturating_sub(line.indent));
                lines.extend(broken.iter().map(|one| format!("{:1$}{one}", "", line.indent).trim_end().to_owned()));
            }
        }
        lines
    }
}

fn head(draft: &Draft, texts: &Texts) -> Part {
    let number = ("number", Arg::from(draft.number));
    let numbered = !Clean::is_blank(draft.number);
    let said = match draft.day.map(|day| ("day", Arg::from(texts.date(day)))) {
        Some(day) if numbered => Some(texts.say("letter-number-day", &[number, day])),
        Some(day) => Some(texts.say("letter-day", &[day])),
        None => numbered.then(|| texts.say("letter-number", &[number])),
    };
    Part::new(PartKind::Office, None, [Some(Clean::new(draft.office)), said].into_iter().flatten().collect())
}

fn case(draft: &Draft, texts: &Texts) -> Part {
    let said = texts.say("letter-case", &[("case", draft.file.case.id.to_string().into())]);
    Part::new(PartKind::Case, None, vec![said])
}

fn to(draft: &Draft, texts: &Texts) -> Part {
    let one = |recipient: &Recipient| {
        let name = ("name", Arg::from(recipient.name.as_str()));
        match recipient.capacity {
            Capacity::Applicant => texts.say("letter-to", &[name]),
            Capacity::Representative => {
                let applicant = ("applicant", Arg::from(draft.file.name.as_str()));
                texts.say("letter-to-representative", &[name, applicant])
            }
        }
    };
    Part::new(PartKind::Recipients, None, draft.recipients.iter().map(one).collect())
}

fn subject(refused: bool, texts: &Texts) -> Part {
    let said = texts.get(if refused { "letter-refused" } else { "letter-granted" });
    Part::new(PartKind::Subject, Some(said), Vec::new())
}

fn application(draft: &Draft, texts: &Texts) -> Part {
    let (file, words) = (draft.file, draft.wording(texts));
    let poll = [
        ("host", words.code("country", &file.poll.host).into()),
        ("day", texts.date(file.poll.day).into()),
        ("level", words.code("level", &file.poll.level).into()),
        ("place", words.place(&file.poll.municipality).into()),
    ];
    let asked = match file.case.right {
        Right::Vote => texts.get("letter-asked-vote"),
        Right::Stand => texts.get("letter-asked-stand"),
    };
    let moment = ("moment", Arg::from(texts.moment(file.case.opened_at)));
    let when = match file.case.applied_on {
        Some(day) => texts.say("letter-applied", &[("day", texts.date(day).into()), moment]),
        None => texts.say("letter-recorded", &[moment]),
    };
    Part::new(PartKind::Application, None, vec![texts.say("letter-poll", &poll), asked, when])
}

fn decided(draft: &Draft, texts: &Texts) -> Part {
    let said = match (draft.decision.verdict, draft.file.case.right) {
        (Verdict::Grant, Right::Vote) => texts.get("letter-grant-vote"),
        (Verdict::Grant, Right::Stand) => texts.get("letter-grant-stand"),
        (Verdict::Refuse, Right::Vote) => texts.get("letter-refuse-vote"),
        (Verdict::Refuse, Right::Stand) => texts.get("letter-refuse-stand"),
    };
    let (day, law) = (texts.date(draft.decision.at.day()), texts.date(draft.decision.law_date));
    let when = texts.say("letter-decided", &[("day", day.into()), ("law", law.into())]);
    Part::new(PartKind::Decision, None, vec![said, when])
}

/// A text that the officer wrote, under a heading.
fn told(kind: PartKind, heading: Clean, text: &str) -> Part {
    Part::new(kind, Some(heading), Clean::lines(text))
}

fn departure(draft: &Draft, texts: &Texts) -> Part {
    let mut part = told(PartKind::Departure, texts.get("letter-departs"), &draft.decision.departure);
    let outcome = texts.word("outcome", draft.decision.proposed.code());
    let text = texts.say("letter-departs-from", &[("outcome", outcome.into())]);
    part.lines.insert(0, Line { indent: 0, text });
    part
}

/// The provisions that the letter names and that nobody has read in their primary text.
fn unread(draft: &Draft, texts: &Texts) -> Option<Clean> {
    let cites = findings::cites(draft).into_iter().filter(|cite| cite.unverified);
    let mut named: Vec<Clean> = Vec::new();
    for cite in cites.map(|cite| source::cited(&cite, texts)) {
        if !named.contains(&cite) {
            named.push(cite);
        }
    }
    let said = super::fact::join("; ", named);
    (said.width() > 0).then(|| texts.say("letter-note-unread", &[("cites", said.into())]))
}

fn appeal(draft: &Draft, texts: &Texts, remarks: &mut Vec<Clean>) -> Part {
    let route = draft.appeal.and_then(|appeal| appeal.route.as_ref());
    let term = draft.appeal.and_then(|appeal| appeal.term.as_ref());
    let args = |rule: &AppealRule| {
        let lang = texts.lang();
        [("text", Arg::from(rule.text.get(lang))), ("provision", rule.provision.get(lang).into())]
    };
    let stated = |rule: Option<&AppealRule>, what: Clean| match rule.filter(|rule| !rule.unverified) {
        Some(rule) => texts.say("letter-rule", &args(rule)),
        None => blank(what, texts),
    };
    let mut warn = |rule: Option<&AppealRule>, unknown: Clean, unverified: &str| match rule {
        None => remarks.push(unknown),
        Some(rule) if rule.unverified => {
            let [text, provision] = args(rule);
            remarks.push(texts.say(unverified, &[text, provision, ("source", rule.source.as_str().into())]));
        }
        Some(_) => {}
    };
    warn(route, texts.get("letter-note-route-unknown"), "letter-note-route-unverified");
    warn(term, texts.get("letter-note-term-unknown"), "letter-note-term-unverified");
    let route = stated(route, texts.get("letter-blank-route"));
    let term = stated(term, texts.get("letter-blank-term"));
    let lines =
        vec![texts.say("letter-route", &[("text", route.into())]), texts.say("letter-term", &[("text", term.into())])];
    Part::new(PartKind::Appeal, Some(texts.get("letter-appeal")), lines)
}

fn signature(texts: &Texts) -> Part {
    let blank = |what: &str| ("blank", Arg::from(blank(texts.get(what), texts)));
    let lines = vec![
        texts.say("letter-signature", &[blank("letter-blank-signature")]),
        texts.say("letter-handed", &[blank("letter-blank-handed")]),
    ];
    Part::new(PartKind::Signature, None, lines)
}

/// What the office fills in by hand.
fn blank(what: Clean, texts: &Texts) -> Clean {
    texts.say("letter-blank", &[("what", what.into())])
}

impl Draft<'_> {
    fn wording<'a>(&'a self, texts: &'a Texts) -> Wording<'a> {
        Wording { schema: &self.basis.schema, texts, poll: Some(&self.file.poll) }
    }
}
