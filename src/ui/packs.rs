//! The packs: a list, and each as a document that people can read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::form;
use super::theme::Role;
use super::words;
use crate::app::App;
use crate::app::pane::Extent;
use crate::app::screens::packs::Packs;
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::law::{Pack, PackStatus};
use crate::wording;
use crate::wording::pack::{Line, Notation, Part};

pub fn draw(app: &App, texts: &Texts, packs: &Packs, area: Rect, buf: &mut Buffer) -> Extent {
    let below = form::title(texts, "packs-title", &[], area, buf);
    match packs.open.and_then(|(place, pane)| Some((app.library.pack_at(place)?, pane))) {
        Some((pack, pane)) => document(texts, pack, below.width).draw(below, buf, &pane),
        None => {
            let mut document = Document::new(below.width);
            for pack in app.library.packs() {
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
    document.blank();
    put(wording::pack::criteria(pack, texts, Notation::Hidden), &mut document);
    document.blank();
    document.say(0, &texts.get("pack-parameters"), Role::Title);
    put(wording::pack::parameters(pack, texts, Notation::Hidden), &mut document);
    document.blank();
    document.say(0, &texts.get("pack-sources"), Role::Title);
    for (_, one) in &pack.sources {
        document.labelled(2, &Clean::new(one.short.get(lang)), &wording::source::instrument(one, texts), Role::Plain);
    }
    document
}

fn put(lines: Vec<Line>, document: &mut Document) {
    for line in lines {
        let role = match line.part {
            Part::Blank => {
                document.blank();
                continue;
            }
            Part::Title => Role::Strong,
            Part::Says => Role::Plain,
            Part::Cites => Role::Dim,
            Part::Condition | Part::Notation => Role::Key,
            Part::Exception => Role::Contested,
        };
        document.say(line.depth * 2, &line.text, role);
    }
}
