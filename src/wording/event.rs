//! What happened to a case, in words: what an entry changed from what to what, what was asked of whom, how a letter left.

use super::fact::join;
use super::{Wording, representative};
use crate::domain::{Attached, CaseFile, Clean, Event, Fact, Representative, hex};
use crate::i18n::{Arg, Texts};
use crate::ledger::Action;

/// A file that belongs to a case: its name, its size and its hash.
pub fn attached(file: &Attached, texts: &Texts) -> Clean {
    let size = Arg::Count(i64::try_from(file.size).unwrap_or(i64::MAX));
    let said = [("name", Arg::from(file.name.as_str())), ("size", size), ("hash", hex(&file.sha256).into())];
    texts.say("event-attached", &said)
}

impl Wording<'_> {
    /// What an event says beside its action, line by line; empty where the action is all.
    pub fn event(&self, file: &CaseFile, event: &Event) -> Vec<Clean> {
        let mut lines: Vec<Clean> = Vec::new();
        // A case is opened with all that the application said; the list of facts has it.
        if let [fact] = &event.facts[..]
            && let Some(new) = file.facts.iter().find(|known| known.id == *fact)
        {
            lines.push(self.change(file, new));
        } else if !event.facts.is_empty() {
            let count = Arg::Count(i64::try_from(event.facts.len()).unwrap_or(i64::MAX));
            lines.push(self.texts.say("event-facts", &[("count", count)]));
        }
        if let Some(one) = file.attachments.iter().find(|one| one.seq == event.seq) {
            lines.push(attached(&one.file, self.texts));
        }
        let more = &event.more;
        if event.action == Action::RepresentativeNamed.code()
            && let Some(one) = Representative::read(&event.text, more)
        {
            lines.push(representative::named(&one, self.texts));
            return lines;
        }
        let about = match event.action.as_str() {
            "evidence.requested" => {
                join(", ", more.about.split(", ").filter(|kind| !kind.is_empty()).map(|kind| self.kind(kind)))
            }
            _ => Clean::new(&more.about),
        };
        let day = more.day.map(|day| self.texts.date(day));
        let key = match event.action.as_str() {
            "evidence.requested" => Some("event-answer-by"),
            "case.snoozed" => Some("event-until"),
            "notice.sent" => Some("event-sent-on"),
            "appeal.lodged" => Some("event-appeal-by"),
            _ => None,
        };
        let day = key.zip(day).map(|(key, day)| self.texts.say(key, &[("day", day.into())])).unwrap_or_default();
        let number = match more.number.as_str() {
            "" => Clean::default(),
            number => self.texts.say("event-number", &[("number", number.into())]),
        };
        let means = match more.means.as_str() {
            "" => Clean::default(),
            means => self.texts.word("means", means),
        };
        let dated = more.dated.map(|day| self.texts.say("event-dated", &[("day", self.texts.date(day).into())]));
        lines.push(join("; ", [about, number, dated.unwrap_or_default(), day, means]));
        lines.extend(Clean::lines(&event.text));
        lines.retain(|line| line.width() > 0);
        lines
    }

    /// A fact that was recorded: its kind, what it was before where it corrects one, and what it is now.
    fn change(&self, file: &CaseFile, new: &Fact) -> Clean {
        let old = new.supersedes.and_then(|old| file.facts.iter().find(|known| known.id == old));
        match old {
            Some(old) => {
                let change = join(" → ", [self.statement(old), self.statement(new)]);
                join(": ", [self.kind(&new.kind), change])
            }
            None => self.on_record(new),
        }
    }
}
