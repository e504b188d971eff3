//! Where a rule comes from: the full name of an instrument, and how its text was read.

use crate::domain::Clean;
use crate::i18n::Texts;
use crate::law::{Cite, Instrument, Reading};

/// `Federal Law 67-FZ ... (read in a reproduced text, edition 2021-06-04)`
pub fn instrument(one: &Instrument, texts: &Texts) -> Clean {
    let edition = one.edition.as_ref().map(|edition| {
        let day = edition.parse().map_or_else(|_| edition.clone(), |day| texts.date(day));
        texts.say("source-edition", &[("edition", day.into())])
    });
    let how = super::fact::join(", ", [reading(one.read, texts), edition.unwrap_or_default()]);
    Clean::new(&format!("{} ({how})", one.title.get(texts.lang())))
}

/// The full name of the instrument that a citation begins with.
pub fn of(cite: &Cite, texts: &Texts) -> Clean {
    Clean::new(&format!("{} ({})", cite.source.get(texts.lang()), reading(cite.read, texts)))
}

fn reading(read: Reading, texts: &Texts) -> Clean {
    texts.word("source-read", read.code())
}
