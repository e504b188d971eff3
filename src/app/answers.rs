//! What came of the effects.

use super::keymap::Command;
use super::screens::case::CaseView;
use super::screens::ledger::Verified;
use super::{Answer, App, Effect, Notice, Question, Screen, Tone};
use crate::domain::{Act, ActError, CaseAct, CaseFile, CaseId, Receipt, Status};
use crate::i18n::Arg;

impl App {
    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Queue { query, place, window } => {
                let mut effects = self.queue.take(&query, place, window);
                effects.extend(self.queue.figures(&query, place, self.today()));
                effects
            }
            Answer::Counted { query, counts } => {
                self.queue.counted(&query, counts);
                Vec::new()
            }
            Answer::Behind { query, hidden } => {
                self.queue.behind(&query, hidden);
                Vec::new()
            }
            Answer::Case { id, file } => self.take_case(id, file),
            Answer::Done { act, receipt } => self.done(&act, &receipt),
            Answer::Polls(polls) => {
                self.take_polls(polls);
                self.put_draft();
                Vec::new()
            }
            Answer::Basis { decision, basis } => {
                self.show_letter(decision, basis);
                Vec::new()
            }
            Answer::Alike(alike) => {
                self.found_alike(alike);
                Vec::new()
            }
            Answer::Opened(file) => self.opened(&file),
            Answer::Claimed(case) => {
                self.say("message-claimed", vec![("case", Arg::Text(case.to_string()))], Tone::Good);
                vec![Effect::LoadCase(case), self.queue.reload(None)]
            }
            Answer::Released => {
                let mut effects = vec![self.queue.reload(None)];
                effects.extend(self.case.as_ref().map(|case| Effect::LoadCase(case.id())));
                effects
            }
            Answer::Entries { before, rows } => {
                if let Some(Screen::Ledger(ledger)) = self.screens.last_mut() {
                    ledger.take(before, rows);
                }
                Vec::new()
            }
            Answer::Verified(verified) => {
                let ledger = self.screens.iter_mut().find_map(|screen| match screen {
                    Screen::Ledger(ledger) => Some(ledger),
                    _ => None,
                });
                match (ledger, &verified) {
                    (Some(ledger), _) => ledger.verified = Some(verified),
                    // The officer has gone on meanwhile, and hears of it all the same.
                    (None, Verified::UnderWay { .. }) => {}
                    (None, Verified::Holds { .. }) => self.say("message-ledger-holds", Vec::new(), Tone::Good),
                    (None, Verified::Fails { .. }) => self.say("message-ledger-fails", Vec::new(), Tone::Bad),
                }
                Vec::new()
            }
            Answer::Refused(error) => self.refused(error),
            Answer::Failed(words) => {
                self.notice = Some(Notice::Failed(words));
                Vec::new()
            }
            of_many => self.answer_of_many(of_many),
        }
    }

    /// What came of an effect that is about more than one case.
    fn answer_of_many(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Refreshed(rows) => self.queue.refreshed(rows),
            Answer::Lists(lists) => self.take_lists(*lists),
            Answer::Views(views) => self.take_views(views),
            Answer::ViewTaken(view) => self.ask_view(Question::ReplaceView, view),
            Answer::DraftNotKept => self.say("message-draft-not-kept", Vec::new(), Tone::Bad),
            Answer::DraftAside(file) => {
                self.say("message-draft-aside", vec![("file", Arg::Text(file))], Tone::Note);
            }
            Answer::Today { deeds, cut } => {
                if let Some(Screen::Today(today)) = self.screens.last_mut() {
                    today.take(deeds, cut);
                }
            }
            Answer::MarkAll(cases) => self.mark_all(cases),
            Answer::Marked { kind, files } => self.take_marked(kind, files),
            Answer::Each(outcomes) => return self.each_done(outcomes),
            Answer::ClaimedNext(case) => return self.claimed_next(case),
            _ => {}
        }
        Vec::new()
    }

    fn take_case(&mut self, id: CaseId, file: Option<Box<CaseFile>>) -> Vec<Effect> {
        let Some(file) = file else {
            self.then = None;
            self.case = None;
            // A draft of it must not get into the form of another.
            self.resuming = None;
            self.screens.clear();
            self.notice = Some(Notice::Refused(ActError::NoSuchCase { case: id }));
            return Vec::new();
        };
        let mut view = CaseView::new(*file, &self.library);
        let seen = self.case.as_ref().filter(|before| before.id() == id).map(|before| before.file.case.version);
        if seen.is_some_and(|seen| seen != view.file.case.version) && self.notice.is_none() {
            self.say("message-case-changed", vec![("case", Arg::Text(id.to_string()))], Tone::Note);
        }
        if let Some(before) = &self.case {
            view.section = before.section;
            if before.id() == id {
                view.panes = before.panes;
            }
        }
        self.case = Some(view);
        if let (Some(Screen::Decide(decide)), Some(case)) = (self.screens.last_mut(), &self.case) {
            decide.refresh(case);
        }
        let effects = match self.then.take() {
            Some(command) => self.case_command(command),
            None => Vec::new(),
        };
        self.put_draft();
        effects
    }

    /// Nothing has changed in the office; a form keeps its text. Whoever is behind the times sees the case as it is now.
    fn refused(&mut self, error: ActError) -> Vec<Effect> {
        let behind = matches!(
            error,
            ActError::Stale { .. } | ActError::WrongStatus { .. } | ActError::Held { .. } | ActError::NoSuchFact { .. }
        );
        self.notice = Some(Notice::Refused(error));
        match (&self.case, behind) {
            (Some(case), true) => vec![Effect::LoadCase(case.id())],
            _ => Vec::new(),
        }
    }

    fn done(&mut self, act: &Act, receipt: &Receipt) -> Vec<Effect> {
        let Act::Case { case, act, .. } = act else { return Vec::new() };
        let case = *case;
        if self.form().is_some() {
            self.screens.pop();
        }
        let key = match act {
            CaseAct::Decide { .. } if receipt.status == Some(Status::AwaitingApproval) => "message-awaits-approval",
            CaseAct::Decide { .. } => "message-decided",
            CaseAct::Approve { .. } => "message-approved",
            CaseAct::Return { .. } => "message-returned",
            CaseAct::RecordUndelivered { .. } => "message-undelivered",
            CaseAct::RecordAppeal { .. } => "message-appealed",
            CaseAct::DismissAppeal { .. } => "message-dismissed",
            CaseAct::SetAside { .. } => "message-set-aside",
            CaseAct::Reopen { .. } => "message-reopened",
            CaseAct::RecordFact { .. } => "message-recorded",
            CaseAct::RequestEvidence { .. } => "message-requested",
            CaseAct::Undo { .. } => {
                self.decided.retain(|decided| *decided != case);
                "message-undone"
            }
            CaseAct::RecordNotice { .. } => "message-noticed",
            CaseAct::Assign { .. } => "message-assigned",
            CaseAct::Snooze { .. } => "message-snoozed",
            CaseAct::Ask { .. } => "message-asked",
            CaseAct::Answer { .. } => "message-answered",
            CaseAct::Attach { .. } => "message-attached",
            CaseAct::Represent { .. } => "message-represented",
            CaseAct::EndRepresentation { .. } => "message-representation-ended",
        };
        let args = vec![("case", Arg::Text(case.to_string())), ("seq", Arg::Text(receipt.seq.to_string()))];
        self.say(key, args, Tone::Good);
        match act {
            CaseAct::Decide { .. } => {
                self.decided.push(case);
                self.advance(case)
            }
            CaseAct::Approve { .. } | CaseAct::Return { .. } => self.advance(case),
            _ => vec![Effect::LoadCase(case), self.queue.reload(None)],
        }
    }

    /// On to the case after this one; back to the queue where there is none.
    fn advance(&mut self, done: CaseId) -> Vec<Effect> {
        let mut effects = self.release_if_held();
        let beside = self.queue.current_case().filter(|case| *case != done);
        let next = self.queue.neighbour(done, true).or(beside).or(self.queue.neighbour(done, false));
        effects.push(self.queue.reload(next));
        match next {
            Some(next) => effects.push(Effect::LoadCase(next)),
            None => {
                self.screens.retain(|screen| !matches!(screen, Screen::Case));
                self.case = None;
            }
        }
        effects
    }

    /// Whether a command waits for a case to be loaded.
    pub fn is_waiting(&self) -> bool {
        self.then.is_some_and(|command| command != Command::Open)
    }
}
