//! A case: who, what and where it stands; then its findings, its facts, or what happened so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::text::{put, rule};
use super::theme::Role;
use super::words;
use crate::app::App;
use crate::app::pane::{Extent, Pane};
use crate::app::screens::case::{CaseView, FactItem, Section};
use crate::domain::check_digit;
use crate::domain::{Clean, Decision, Outcome, Status};
use crate::i18n::{Arg, Texts};
use crate::law::term;
use crate::law::{Finding, PackStatus, Step, StepKind};
use crate::ledger::Action;
use crate::wording;

/// The open case.
pub fn draw(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) -> Extent {
    let Some(case) = &app.case else { return Extent::default() };
    let head = head(app, texts, case, area.width);
    head.draw(area, buf, &Pane { free: true, ..Pane::default() });
    let taken = head.height().min(usize::from(area.height)) as u16;
    let below = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
    if below.height < 2 {
        return Extent::default();
    }
    draw_tabs(texts, case, below, buf);
    let body = Rect { y: below.y + 1, height: below.height - 1, ..below };
    let document = match case.section {
        Section::Findings => findings(app, texts, case, body.width),
        Section::Facts => facts(app, texts, case, body.width),
        Section::History => history(app, texts, case, body.width),
    };
    document.draw(body, buf, &case.panes[case.section as usize])
}

/// The case beside the queue: what its row in the list leaves out, and why the proposal is what it is. Conditions that
/// are met are left to the open case, so that little changes from one case to the next.
pub fn draw_beside(app: &App, texts: &Texts, list: Rect, area: Rect, buf: &mut Buffer) {
    let Some(case) = &app.case else { return };
    let mut document = short_head(app, texts, case, list, area.width);
    document.blank();
    for finding in case.findings().iter().filter(|one| one.finding != Finding::Met) {
        let (sign, _, role) = words::finding(&finding.finding);
        let title = Clean::new(&format!("{sign} {}", finding.criterion.title.get(texts.lang())));
        document.line(0, vec![(title, role)]);
        if let Finding::NotShown { needs } = &finding.finding {
            for need in needs {
                document.line(2, vec![(words::kind(app, texts, &need.kind), Role::Plain)]);
            }
        }
    }
    document.draw(area, buf, &Pane { free: true, ..Pane::default() });
}

/// Where and when, what is elected, who holds it; the name only where the list cuts it.
fn short_head(app: &App, texts: &Texts, case: &CaseView, list: Rect, width: u16) -> Document {
    let (file, poll) = (&case.file, &case.file.poll);
    let mut head = Document::new(width);
    let level = words::code(app, texts, "level", &poll.level);
    head.line(0, vec![(words::join(" · ", [Clean::new(&texts.date(poll.day)), place(case)]), Role::Plain)]);
    head.line(0, vec![(level, Role::Plain)]);
    let name = Clean::new(&file.name);
    let name = if super::queue::shows_in_full(app, &name, list, texts) { Clean::default() } else { name };
    head.line(0, vec![(name, Role::Plain)]);
    let held = file.hold.as_ref().map(|hold| texts.say("case-held", &[("officer", Arg::from(hold.by.as_str()))]));
    head.line(0, vec![(held.unwrap_or_default(), Role::Plain)]);
    head
}

/// The name of the municipality, or its code where the name is not on record.
fn place(case: &CaseView) -> Clean {
    let poll = &case.file.poll;
    Clean::new(if poll.place.is_empty() { &poll.municipality.code } else { &poll.place })
}

fn head(app: &App, texts: &Texts, case: &CaseView, width: u16) -> Document {
    let file = &case.file;
    let mut head = Document::new(width);
    let latin = if file.latin.is_empty() { String::new() } else { format!(" ({})", file.latin) };
    head.line(
        0,
        vec![
            (texts.say("case-title", &[("case", Arg::Text(case.id().to_string()))]), Role::Title),
            (Clean::from("  "), Role::Plain),
            (Clean::new(&format!("{}{latin}", file.name)), Role::Strong),
        ],
    );
    let poll = &file.poll;
    let what = [
        texts.word("right", file.case.right.code()),
        Clean::new(&texts.date(poll.day)),
        words::code(app, texts, "level", &poll.level),
        place(case),
    ];
    head.line(0, vec![(words::join(" · ", what), Role::Plain)]);
    head.line(0, vec![(papers(texts, case), Role::Plain)]);
    let (due, due_role) = words::due(app, texts, file.case.due_on);
    let mut standing = vec![(texts.word("status", file.case.status.code()), Role::Strong)];
    if file.case.status.is_to_do() {
        standing.extend([(Clean::from(" · "), Role::Dim), (due, due_role)]);
    }
    if let Some(hold) = &file.hold {
        let held = texts.say("case-held", &[("officer", Arg::from(hold.by.as_str()))]);
        standing.extend([(Clean::from(" · "), Role::Dim), (held, Role::Plain)]);
    }
    head.line(0, standing);
    if let Some(counted) = app.library.pack(&file.case.pack).and_then(|pack| term::of_case(pack, &file.case, poll))
        && file.case.status.is_to_do()
    {
        head.say(0, &wording::term::beside(&counted, file.case.due_on, texts), Role::Dim);
    }
    for (label, what) in waiting(app, texts, case) {
        head.line(0, vec![(label, Role::Warn), (Clean::from(": "), Role::Plain), (what, Role::Strong)]);
    }
    for one in &file.representatives {
        head.say(0, &wording::representative::represented(one, app.today(), texts), Role::Plain);
    }
    draw_proposal(texts, case, &mut head);
    if let Some(doubt) = check_digit::doubt(&file.personal_number) {
        head.say(0, &texts.say("case-doubt", &[("doubt", Arg::from(doubt))]), Role::Warn);
    }
    if let Some((label, what)) = because(app, texts, case) {
        head.line(0, vec![(label, Role::Title), (Clean::from(": "), Role::Plain), (what, Role::Strong)]);
    }
    if let Some(decision) = file.decision() {
        head.line(0, vec![(decided(texts, decision), Role::Strong)]);
    }
    head
}

/// What the law proposes, and by which pack.
fn draw_proposal(texts: &Texts, case: &CaseView, head: &mut Document) {
    match &case.determination {
        Some(determination) => {
            let outcome = words::outcome(texts, determination.outcome);
            let pack = format!("{} {}", determination.edition.id, determination.edition.version);
            let mut line = vec![
                (texts.get("case-proposed"), Role::Dim),
                (Clean::from(" "), Role::Plain),
                (outcome, words::outcome_role(determination.outcome)),
                (Clean::new(&format!(" · {pack}")), Role::Dim),
            ];
            if determination.edition.status == PackStatus::Draft {
                line.push((Clean::new(&format!(" · {}", texts.get("pack-draft-mark"))), Role::Warn));
            }
            head.line(0, line);
        }
        None => {
            head.say(0, &texts.say("case-no-pack", &[("pack", Arg::from(case.file.case.pack.as_str()))]), Role::Bad)
        }
    }
}

/// By what the person is known, and when they applied.
fn papers(texts: &Texts, case: &CaseView) -> Clean {
    let file = &case.file;
    let said = |key: &str, what: &str| match what {
        "" => Clean::default(),
        what => texts.say(key, &[("what", Arg::from(what))]),
    };
    let applied = file.case.applied_on.map(|day| texts.date(day)).unwrap_or_default();
    let parts = [
        said("case-document", &file.document),
        said("case-personal-number", &file.personal_number),
        said("case-applied", &applied),
    ];
    words::join(" · ", parts)
}

/// What the case waits for, or why it came back: a decision that was returned, evidence, an answer to a question.
fn waiting(app: &App, texts: &Texts, case: &CaseView) -> Vec<(Clean, Clean)> {
    let file = &case.file;
    let mut lines = Vec::new();
    let returned = file.approvals.last().and_then(|one| Some((one, one.returned?)));
    if let Some((one, ground)) =
        returned.filter(|(one, _)| file.decisions.last().is_some_and(|last| last.id == one.decision))
        && file.case.status.is_open()
    {
        let why = [texts.get(&format!("return-{}", ground.code())), Clean::new(&one.note)];
        let label = texts.say("case-returned", &[("officer", Arg::from(one.by.as_str()))]);
        lines.push((label, words::join(": ", why)));
    }
    let newest = |action: Action| file.events.iter().rev().find(|event| event.action == action.code());
    let said = |event| words::join("; ", words::wording(app, texts).event(file, event));
    // A reversal counts until the case is decided again.
    let decided = file.decisions.last().map(|last| last.seq);
    let reversals = [(Action::DecisionSetAside, "case-set-aside"), (Action::CaseReopened, "case-reopened")];
    for (action, key) in reversals {
        if let Some(event) = newest(action).filter(|event| Some(event.seq) > decided && file.case.status.is_open()) {
            let args = [("officer", Arg::from(event.by.as_str())), ("day", Arg::Text(texts.date(event.at.day())))];
            lines.push((texts.say(key, &args), said(event)));
        }
    }
    if let Some(event) = newest(Action::AppealLodged).filter(|_| file.waits.ruling) {
        lines.push((texts.get("case-appealed"), said(event)));
    }
    if let Some(event) = newest(Action::NoticeUndelivered).filter(|_| file.case.status == Status::Final) {
        lines.push((texts.get("case-undelivered"), said(event)));
    }
    if let Some(event) = newest(Action::EvidenceRequested).filter(|_| case.status() == Status::AwaitingEvidence) {
        let day = Arg::Text(texts.date(event.at.day()));
        lines.push((texts.say("case-requested", &[("day", day)]), said(event)));
    }
    if let Some(event) = newest(Action::QuestionAsked).filter(|_| file.waits.answer) {
        let args = [("officer", Arg::from(event.by.as_str()))];
        lines.push((texts.say("case-asked", &args), said(event)));
    }
    lines
}

/// Why the proposal is what it is, in one line: what is not met, what to ask for, what the law leaves open.
fn because(app: &App, texts: &Texts, case: &CaseView) -> Option<(Clean, Clean)> {
    let titled = |code: &str| {
        let findings = case.findings().iter().filter(|finding| finding.finding.code() == code);
        words::join(", ", findings.map(|finding| Clean::new(finding.criterion.title.get(texts.lang()))))
    };
    match case.determination.as_ref()?.outcome {
        Outcome::Ineligible => Some((texts.word("finding", "not_met"), titled("not_met"))),
        Outcome::Contested => Some((texts.word("finding", "contested"), titled("contested"))),
        Outcome::Undetermined => {
            let needs = case.needs().iter().map(|need| words::need(app, texts, need));
            Some((texts.get("case-needs"), words::join(", ", needs)))
        }
        Outcome::Eligible | Outcome::NoLaw => None,
    }
}

/// One line about a decision.
pub fn decided(texts: &Texts, decision: &Decision) -> Clean {
    let key = if decision.departs { "case-decided-departing" } else { "case-decided" };
    let args = [
        ("verdict", texts.word("verdict", decision.verdict.code()).into()),
        ("officer", Arg::from(decision.by.as_str())),
        ("moment", Arg::Text(texts.moment(decision.at))),
    ];
    texts.say(key, &args)
}

fn draw_tabs(texts: &Texts, case: &CaseView, area: Rect, buf: &mut Buffer) {
    rule(buf, area, area.y);
    let mut x = area.x + 2;
    for section in Section::ALL {
        let title = texts.get(section.title());
        let chosen = section == case.section;
        let shown = Clean::new(&if chosen { format!("[{title}]") } else { format!(" {title} ") });
        let role = if chosen { Role::Title } else { Role::Dim };
        x += put(buf, x, area.y, area.right().saturating_sub(x), &shown, role) + 1;
    }
}

fn findings(app: &App, texts: &Texts, case: &CaseView, width: u16) -> Document {
    let mut document = Document::new(width);
    for at in 0..case.findings().len() {
        document.item(|document| one_finding(app, texts, case, at, document));
    }
    if case.findings().is_empty() {
        document.say(0, &texts.get("case-no-findings"), Role::Dim);
    }
    if !case.needs().is_empty() {
        document.blank();
        document.say(0, &texts.get("case-needs"), Role::Title);
        for need in case.needs() {
            let role = if need.deciding { Role::Strong } else { Role::Plain };
            document.say(2, &words::need(app, texts, need), role);
        }
    }
    document
}

/// What it came to, its provision and reference dates, the facts used, what to ask for or which question is open.
pub fn one_finding(app: &App, texts: &Texts, case: &CaseView, at: usize, document: &mut Document) {
    let Some(answer) = &case.determination else { return };
    let Some(finding) = answer.findings.get(at) else { return };
    let (sign, word, role) = words::finding(&finding.finding);
    let title = Clean::new(&format!("{sign} {}", finding.criterion.title.get(texts.lang())));
    document.pair(0, (title, role), (texts.word("finding", word), role));
    let mut source = wording::source::cited(&finding.criterion.cite, texts).to_string();
    for (name, day) in answer.reference(at) {
        source.push_str(&format!(" · {} {}", texts.word("given", name), texts.date(day)));
    }
    if finding.criterion.cite.unverified {
        source.push_str(&format!(" · {}", texts.get("cite-unverified")));
    }
    document.say(2, &Clean::new(&source), Role::Dim);
    let mut used = Vec::new();
    if let Some(step) = answer.explain(at, &case.file.facts) {
        facts_used(app, texts, &step, &mut used);
    }
    for (label, text) in used {
        document.labelled(2, &label, &text, Role::Plain);
    }
    match &finding.finding {
        Finding::NotShown { needs } => {
            for need in needs {
                document.labelled(2, &texts.get("finding-ask"), &words::need(app, texts, need), Role::Warn);
            }
        }
        Finding::Contested { questions } => {
            for question in questions {
                let question = Clean::new(question.get(texts.lang()));
                document.labelled(2, &texts.get("finding-question"), &question, Role::Contested);
            }
        }
        Finding::Met | Finding::NotMet => {}
    }
}

/// Kind and statements of every fact that was read, each once.
fn facts_used(app: &App, texts: &Texts, step: &Step, used: &mut Vec<(Clean, Clean)>) {
    if let StepKind::Fact { kind, .. } = step.kind() {
        let label = words::kind(app, texts, kind);
        for fact in step.facts() {
            let evidence = words::shown_by(app, texts, fact.evidence.as_ref());
            let text = words::join(", ", [words::statement(app, texts, fact), evidence]);
            if !used.contains(&(label.clone(), text.clone())) {
                used.push((label.clone(), text));
            }
        }
    }
    step.children().for_each(|child| facts_used(app, texts, &child, used));
}

fn facts(app: &App, texts: &Texts, case: &CaseView, width: u16) -> Document {
    let mut document = Document::new(width);
    let mut last = "";
    for item in case.fact_items(&app.library.schema) {
        document.item(|document| one_fact(app, texts, &item, item.kind == last, document));
        last = item.kind;
    }
    if last.is_empty() {
        document.say(0, &texts.get("case-no-facts"), Role::Dim);
    }
    document
}

fn one_fact(app: &App, texts: &Texts, item: &FactItem, same_kind: bool, document: &mut Document) {
    if !same_kind {
        let mut head = vec![(words::kind(app, texts, item.kind), Role::Strong)];
        if let Some(need) = item.needed {
            head.push((Clean::new(&format!("  ? {}", words::needed(texts, need))), Role::Warn));
        }
        document.line(0, head);
    }
    let Some(fact) = item.fact else {
        document.say(2, &texts.get("fact-nothing-on-record"), Role::Warn);
        return;
    };
    let role = if item.corrected_by.is_some() { Role::Dim } else { Role::Plain };
    let number = Clean::new(&format!("#{}", fact.id));
    document.labelled(2, &number, &words::statement(app, texts, fact), role);
    if let Some(evidence) = &fact.evidence {
        document.say(4, &words::evidence(app, texts, evidence), Role::Dim);
    }
    if !fact.note.is_empty() {
        document.say(4, &Clean::new(&fact.note), role);
    }
    let recorded =
        [("officer", Arg::from(fact.recorded_by.as_str())), ("moment", Arg::Text(texts.moment(fact.recorded_at)))];
    document.say(4, &texts.say("fact-recorded", &recorded), Role::Dim);
    if let Some(newer) = item.corrected_by {
        document.say(4, &texts.say("fact-corrected-by", &[("fact", Arg::Text(newer.to_string()))]), Role::Dim);
    }
}

fn history(app: &App, texts: &Texts, case: &CaseView, width: u16) -> Document {
    let mut document = Document::new(width);
    for event in case.file.events.iter().rev() {
        let what = Clean::new(&format!("{}  {}", texts.moment(event.at), texts.word("action", &event.action)));
        let who = Clean::new(&format!("{} · {}", event.by, event.seq));
        document.pair(0, (what, Role::Plain), (who, Role::Dim));
        for line in words::wording(app, texts).event(&case.file, event) {
            document.say(2, &line, Role::Dim);
        }
    }
    if case.file.events.is_empty() {
        document.say(0, &texts.get("case-no-history"), Role::Dim);
    }
    document
}
