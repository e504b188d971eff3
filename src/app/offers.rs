//! What the keys can do now: exactly what the rules of the office would accept.

use super::keymap::{Command, Context};
use super::screens::bulk::kind_of;
use super::screens::request::{Purpose, Request};
use super::{App, Screen};
use crate::domain::{ActError, QueueRow, Verdict};
use crate::office::{self, ActKind};
use crate::wording::letter;

/// The acts that can be done to all marked cases, what brings them forward before what only moves them about.
const BULK: [Command; 7] = [
    Command::Decide,
    Command::Approve,
    Command::Notice,
    Command::Request,
    Command::Assign,
    Command::Snooze,
    Command::Undo,
];

impl App {
    /// Whether a command can be used now; what cannot is not hinted at.
    pub fn offers(&self, command: Command) -> bool {
        if command == Command::Submit && matches!(self.screens.last(), Some(Screen::WhatIf(_))) {
            return false;
        }
        // In a form it is the letter of the notice that is being recorded.
        let notice = |screen: &Screen| matches!(screen, Screen::Request(Request { purpose: Purpose::Notice, .. }));
        if command == Command::Letter && self.form().is_some() && !self.screens.last().is_some_and(notice) {
            return false;
        }
        if let (Command::Undo, Some(Screen::Today(today))) = (command, self.screens.last()) {
            return today.undo_until().is_some_and(|until| self.now < until);
        }
        match command {
            Command::Templates => return self.slot().is_some_and(|slot| self.templates.of(slot).next().is_some()),
            Command::LastReason => return self.can_repeat(),
            _ => {}
        }
        if command == Command::NewCase {
            return office::may_open(&self.officer).is_ok();
        }
        if self.case.is_none() {
            return acts(command).is_empty() && !matches!(command, Command::Letter | Command::WhatIf | Command::Claim);
        }
        self.refusal(command).is_none()
    }

    /// The acts that some marked case of those at hand would take, as far as its row says; those that bring a case forward
    /// stand first.
    pub(super) fn bulk_hints(&self) -> Vec<(&'static str, &'static str)> {
        let marked: Vec<&QueueRow> =
            self.queue.rows.iter().map(|(_, row)| row).filter(|row| self.queue.marks.has(row.case)).collect();
        // None of many marked cases may be at hand: then only what the officer may do at all is known.
        let is_for = |kind: ActKind| match marked.is_empty() {
            true => !self.queue.marks.is_empty(),
            false => marked.iter().any(|row| self.takes(row, kind)),
        };
        let works = |command: &Command| {
            let kind = kind_of(*command);
            kind.is_some_and(|kind| office::permitted(&self.officer, kind).is_ok() && is_for(kind))
        };
        let binding = |command: Command| self.keymap.of(Context::Case).find(|binding| binding.command == command);
        let works = BULK.into_iter().filter(works).filter_map(binding);
        works.filter_map(|one| Some((one.keys.split(' ').next()?, one.hint?))).collect()
    }

    /// Whether an act on marked cases would do something to the case of a row.
    fn takes(&self, row: &QueueRow, kind: ActKind) -> bool {
        let own = self.decided.contains(&row.case);
        let fits = match kind {
            // Only a grant is decided without a look at the case, and only what is missing is asked for.
            ActKind::Decide => row.outcome.verdict() == Some(Verdict::Grant),
            ActKind::RequestEvidence => row.outcome.verdict().is_none(),
            ActKind::Approve => !own,
            ActKind::Undo => own,
            _ => true,
        };
        fits && kind.fits(row.status) && row.holder.as_ref().is_none_or(|by| *by == self.officer.name)
    }

    /// Why the office would refuse every act that the command leads to; `None` if it would accept one, or if the command
    /// leads to none.
    pub(super) fn refusal(&self, command: Command) -> Option<ActError> {
        let case = self.case.as_ref()?;
        if command == Command::Letter {
            return letter::decision(&case.file).err();
        }
        let undo_minutes = self.office.undo_minutes;
        let mut refusals = Vec::new();
        for kind in acts(command) {
            refusals.push(case.may(&self.officer, undo_minutes, self.now, *kind, &self.library.schema).err()?);
        }
        refusals.into_iter().next()
    }
}

/// The acts that a command of the keyboard leads to.
fn acts(command: Command) -> &'static [ActKind] {
    match command {
        Command::Decide => &[ActKind::Decide],
        Command::Approve => &[ActKind::Approve, ActKind::Return, ActKind::Discard],
        Command::Fact => &[ActKind::RecordFact],
        Command::Request => &[ActKind::RequestEvidence],
        Command::Undo => &[ActKind::Undo],
        Command::Snooze => &[ActKind::Snooze],
        Command::Assign => &[ActKind::Assign],
        Command::AskColleague => &[ActKind::Ask],
        Command::AnswerColleague => &[ActKind::Answer],
        Command::Notice => &[ActKind::RecordNotice],
        Command::Undelivered => &[ActKind::RecordUndelivered],
        Command::Appeal => &[ActKind::RecordAppeal],
        Command::Ruling => &[ActKind::DismissAppeal, ActKind::SetAside],
        Command::Reopen => &[ActKind::Reopen],
        Command::Represent => &[ActKind::Represent, ActKind::EndRepresentation],
        _ => &[],
    }
}
