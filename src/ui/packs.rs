//! The packs: a list, and each as a document that people can read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::form;
use super::theme::Role;
use super::words;
use crate::app::App;
use crate::app::packs::Packs;
use crate::app::pane::Extent;
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::law::{Cite, Criterion, Exception, Pack, PackStatus, Param, param_text};
use crate::wording;

pub fn draw(app: &App, texts: &Texts, packs: &Packs, area: Rect, buf: &mut Buffer) -> Extent {
    let below = form::title(texts, "packs-title", &[], area, buf);
    match packs.open.and_then(|(place, pane)| Some((app.library.packs.get(place)?, pane))) {
        Some((pack, pane)) => document(texts, pack, below.width).draw(below, buf, &pane),
        None => {
            let mut document = Document::new(below.width);
            for pack in &app.library.packs {
                document.item(|document| head(texts, pack, document));
            }
            document.draw(below, buf, &packs.list)
        }
    }
}

fn head(texts: &Texts, pack: &Pack, document: &mut Document) {
    let title = (Clean::new(pack.edition.title.get(texts.lang())), Role::Strong);
    let (status, role) = match pack.edition.status {
        PackStatus::Draft => ("draft", Role::Warn),
        PackStatus::Confirmed => ("confirmed", Role::Good),
    };
    document.say(0, &title.0, title.1);
    let args =
        [("version", Arg::from(pack.edition.version.as_str())), ("status", texts.word("pack-status", status).into())];
    let about = texts.say("pack-about", &args);
    document.say(2, &Clean::new(&format!("{} · {about} · {}", pack.edition.id, pack.short_hash())), role);
}

fn document(texts: &Texts, pack: &Pack, width: u16) -> Document {
    let lang = texts.lang();
    let mut document = Document::new(width);
    head(texts, pack, &mut document);
    document.say(2, &Clean::new(pack.question.get(lang)), Role::Plain);
    document.labelled(2, &texts.get("pack-in-force"), &words::holds(texts, pack.in_force), Role::Plain);
    document.blank();
    document.say(0, &texts.get("pack-criteria"), Role::Title);
    for criterion in &pack.criteria {
        document.blank();
        self::criterion(texts, criterion, &mut document);
    }
    document.blank();
    document.say(0, &texts.get("pack-parameters"), Role::Title);
    for param in &pack.params {
        parameter(texts, param, &mut document);
    }
    document.blank();
    document.say(0, &texts.get("pack-sources"), Role::Title);
    for (key, one) in &pack.sources {
        document.labelled(2, &Clean::new(key), &wording::source::instrument(one, texts), Role::Plain);
    }
    document
}

fn criterion(texts: &Texts, criterion: &Criterion, document: &mut Document) {
    let lang = texts.lang();
    let in_force = (words::holds(texts, criterion.in_force), Role::Dim);
    document.pair(0, (Clean::new(criterion.title.get(lang)), Role::Strong), in_force);
    document.say(2, &Clean::new(criterion.say.get(lang)), Role::Plain);
    document.say(2, &wording::denied(&criterion.deny, texts), Role::Plain);
    document.say(2, &cite(texts, &criterion.cite), Role::Dim);
    for condition in criterion.clause.conditions() {
        document.say(2, &Clean::new(&condition.source), Role::Key);
    }
    for exception in &criterion.exceptions {
        self::exception(texts, exception, document);
    }
}

fn exception(texts: &Texts, exception: &Exception, document: &mut Document) {
    let label = texts.say("pack-exception", &[("exception", Arg::from(&*exception.id))]);
    document.labelled(2, &label, &texts.word("effect", exception.effect.code()), Role::Contested);
    document.say(4, &Clean::new(exception.say.get(texts.lang())), Role::Plain);
    document.say(4, &wording::denied(&exception.deny, texts), Role::Plain);
    document.say(4, &cite(texts, &exception.cite), Role::Dim);
    document.say(4, &Clean::new(&exception.when.source), Role::Key);
}

fn parameter(texts: &Texts, param: &Param, document: &mut Document) {
    document.say(2, &Clean::new(&param.id), Role::Strong);
    for (holds, value, source) in &param.values {
        let value = Clean::new(&param_text(value));
        let value = if value.width() == 0 { texts.get("pack-nothing") } else { value };
        let line = words::join(" · ", [words::holds(texts, *holds), value, cite(texts, source)]);
        document.say(4, &line, Role::Plain);
    }
}

fn cite(texts: &Texts, cite: &Cite) -> Clean {
    let unverified = if cite.unverified { texts.get("cite-unverified") } else { Clean::default() };
    words::join(" · ", [Clean::new(&cite.text), unverified])
}
