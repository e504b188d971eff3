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

/// The words of a provision that have one of their own in each language; whatever else a citation says stays as it is.
pub const PROVISIONS: [&str; 7] = ["art", "arts", "s", "ss", "sch", "reg", "para"];

/// `67-FZ, art. 4(10); 115-FZ, art. 12(2)`: a citation as people read it.
pub fn cited(cite: &Cite, texts: &Texts) -> Clean {
    let part = |part: &crate::law::cite::Part| {
        let words: Vec<String> = part.provision.split_whitespace().map(|word| provision(word, texts)).collect();
        super::fact::join(", ", [Clean::new(part.short.get(texts.lang())), Clean::new(&words.join(" "))])
    };
    super::fact::join("; ", cite.parts.iter().map(part))
}

fn provision(word: &str, texts: &Texts) -> String {
    let known = PROVISIONS.iter().find(|known| **known == word.trim_end_matches('.'));
    known.map_or_else(|| word.to_owned(), |known| texts.word("provision", known).to_string())
}

/// A citation as people read it, and that nobody has read the text itself where the pack says so.
pub fn cited_as_read(cite: &Cite, texts: &Texts) -> Clean {
    with_doubt(cited(cite, texts), cite, texts)
}

/// A citation that is written already, with the same remark.
pub fn with_doubt(written: Clean, cite: &Cite, texts: &Texts) -> Clean {
    let unverified = if cite.unverified { texts.get("cite-unverified") } else { Clean::default() };
    super::fact::join(" · ", [written, unverified])
}

/// The full name of the instrument that a citation begins with.
pub fn of(cite: &Cite, texts: &Texts) -> Clean {
    Clean::new(&format!("{} ({})", cite.source.get(texts.lang()), reading(cite.read, texts)))
}

fn reading(read: Reading, texts: &Texts) -> Clean {
    texts.word("source-read", read.code())
}
