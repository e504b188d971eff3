//! Versions of criteria, sources and the pack's own status: that versions leave no gap and do not overlap, that every source
//! is cited, and that somebody has confirmed what says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::model::{Criterion, PackStatus};
use super::raw::{self, RawPack, RawSource, RawStatus};
use super::read::{CRITERIA, Reader};
use crate::domain::{Clean, Interval, hex};

impl Reader<'_> {
    /// Versions of one criterion adjoin each other and cover the pack's law.
    pub(super) fn versions(&mut self, raw: &RawPack, criteria: &[Arc<Criterion>], whole: Interval) {
        let ids: BTreeSet<&str> = criteria.iter().map(|criterion| &*criterion.id).collect();
        if ids.len() > CRITERIA {
            self.wrong(0, format!("a pack has at most {CRITERIA} criteria"));
        }
        for id in ids {
            let at = raw.criterion.iter().find(|one| one.id.get_ref() == id).map_or(0, |one| one.id.span().start);
            let mut versions: Vec<Interval> =
                criteria.iter().filter(|criterion| &*criterion.id == id).map(|criterion| criterion.in_force).collect();
            versions.sort_by_key(|version| version.from);
            for pair in versions.windows(2) {
                if pair[0].overlaps(&pair[1]) {
                    self.wrong(at, format!("two versions of {id} overlap: {} and {}; end the earlier where the later begins, or rename one", pair[0], pair[1]));
                } else if pair[0].to != pair[1].from {
                    self.wrong(
                        at,
                        format!(
                            "a gap between two versions of {id}: {} and {}; end the earlier where the later begins",
                            pair[0], pair[1]
                        ),
                    );
                }
            }
            let last = versions.last().and_then(|last| last.to);
            let ends =
                raw.criterion.iter().filter(|one| one.id.get_ref() == id).find(|one| {
                    one.to.as_ref().and_then(|to| raw::day(to.get_ref())) == last && one.repealed.is_none()
                });
            if let Some(ends) = ends.filter(|_| last.is_some() && last != whole.to) {
                let at = ends.to.as_ref().map_or(at, |to| to.span().start);
                let problem =
                    format!("{id} ends without a successor; say repealed = \"PROVISION\" if the law dropped it");
                self.wrong(at, problem);
            }
            if versions.first().is_some_and(|first| first.from < whole.from) {
                self.wrong(at, format!("{id} begins before the pack's law ({whole}): that version can never apply; let it begin with the pack"));
            }
        }
    }

    /// Every source is cited somewhere.
    pub(super) fn cited(&mut self, sources: &BTreeMap<String, Spanned<RawSource>>) {
        for (key, source) in sources {
            if !self.cited.contains(key) {
                self.wrong(source.span().start, format!("nothing cites the source {key}; cite it, or leave it out"));
            }
        }
    }

    /// A pack is confirmed by somebody, on a day, for exactly this text.
    pub(super) fn status(&mut self, raw: &RawPack) -> PackStatus {
        match (*raw.pack.status.get_ref(), &raw.confirmed) {
            (RawStatus::Draft, None) => PackStatus::Draft,
            (RawStatus::Draft, Some(confirmed)) => {
                self.wrong(
                    confirmed.span().start,
                    "[confirmed] stands only in a pack whose status is confirmed; leave it out of a draft",
                );
                PackStatus::Draft
            }
            (RawStatus::Confirmed, None) => {
                let problem = "status = \"confirmed\" needs a table [confirmed] with by, on and text: who confirmed which \
                               text, and when";
                self.wrong(raw.pack.status.span().start, problem);
                PackStatus::Confirmed
            }
            (RawStatus::Confirmed, Some(confirmed)) => {
                let one = confirmed.get_ref();
                if Clean::is_blank(&one.by) {
                    self.wrong(
                        confirmed.span().start,
                        "[confirmed] by: the name of whoever confirmed the pack is missing",
                    );
                }
                if raw::day(one.on.get_ref()).is_none() {
                    self.wrong(one.on.span().start, "[confirmed] on: a date without a time is needed");
                }
                let text = confirmed_text(self.source.text);
                if *one.text.get_ref() != text {
                    let problem = format!("[confirmed] text: another text was confirmed; this one is {text}");
                    self.wrong(one.text.span().start, problem);
                }
                PackStatus::Confirmed
            }
        }
    }
}

/// SHA-256 of a pack's text without its table `[confirmed]`, in hexadecimal: what is confirmed.
pub fn confirmed_text(text: &str) -> String {
    let mut inside = false;
    let kept = text.split_inclusive('\n').filter(|line| {
        if line.starts_with('[') {
            inside = line.trim() == "[confirmed]";
        }
        !inside
    });
    let mut hash = Sha256::new();
    kept.for_each(|line| hash.update(line.as_bytes()));
    hex(&hash.finalize())
}
