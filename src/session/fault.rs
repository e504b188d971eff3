//! What can be wrong with an office file, as a sentence with the way out: the same on the screens and in the commands.

use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::store::StoreError;

/// The sentence for a fault. `office` is what the person knows the office by: its file, or its name.
pub fn sentence(texts: &Texts, office: &str, error: &StoreError) -> Clean {
    let with_problem =
        |key: &str, problem: String| texts.say(key, &[("path", Arg::from(office)), ("problem", Arg::from(problem))]);
    let path = ("path", Arg::from(office));
    let file = |name, path: &std::path::Path| (name, Arg::from(path.display().to_string()));
    match error {
        StoreError::Refused(refusal) => texts.refusal(refusal),
        StoreError::NotFound(missing) => {
            texts.say("error-file-missing", &[("path", Arg::from(missing.display().to_string()))])
        }
        StoreError::AlreadyExists(there) => texts.say("error-file-exists", &[file("path", there)]),
        StoreError::NotAnOffice { why, .. } => with_problem("error-not-an-office", why.clone()),
        StoreError::Newer { found, known, .. } => {
            let (found, known) = (Arg::from(found.to_string()), Arg::from(known.to_string()));
            texts.say("error-office-newer", &[path, ("found", found), ("known", known)])
        }
        StoreError::Older { found, known, .. } => {
            let (found, known) = (Arg::from(found.to_string()), Arg::from(known.to_string()));
            texts.say("error-office-older", &[path, ("found", found), ("known", known)])
        }
        StoreError::NeedsUpgrade { found, known, .. } => {
            let (found, known) = (Arg::from(found.to_string()), Arg::from(known.to_string()));
            texts.say("error-office-needs-upgrade", &[path, ("found", found), ("known", known)])
        }
        StoreError::InUse(_) => texts.say("error-office-in-use", &[path]),
        StoreError::NewerNotation { pack, found, known } => {
            let (found, known) = (Arg::from(found.to_string()), Arg::from(known.to_string()));
            let pack = Arg::from(pack.as_str());
            texts.say("error-office-notation", &[path, ("pack", pack), ("found", found), ("known", known)])
        }
        StoreError::AlteredSchema { what, .. } => with_problem("error-office-altered", what.clone()),
        StoreError::NetworkFileSystem { kind, .. } => with_problem("error-office-network", kind.clone()),
        StoreError::Moved(_) => texts.say("error-office-moved", &[path]),
        StoreError::SideFilesGone(_) => texts.say("error-side-gone", &[path]),
        StoreError::SideFilesOfOther(side) => texts.say("error-side-of-other", &[path, file("file", side)]),
        StoreError::SideFileStrange { path: side, .. } => texts.say("error-side-strange", &[path, file("file", side)]),
        StoreError::SideFileOfOther { path: side, owner, group, wanted } => {
            let number = |name, id: &u32| (name, Arg::from(id.to_string()));
            let ids = [number("owner", owner), number("group", group), number("wanted", wanted)];
            let [owner, group, wanted] = ids;
            let folder = file("folder", side.parent().unwrap_or(side));
            texts.say("error-side-owner", &[path, file("file", side), owner, group, wanted, folder])
        }
        StoreError::ReadOnly => texts.say("error-office-read-only", &[path]),
        StoreError::DiskFull => texts.say("error-file-full", &[path]),
        StoreError::Disk(what) => with_problem("error-office-disk", what.clone()),
        StoreError::Busy(seconds) => {
            let seconds = Arg::Count(i64::try_from(*seconds).unwrap_or(i64::MAX));
            texts.say("error-office-busy", &[path, ("seconds", seconds)])
        }
        StoreError::Tampered(field) => {
            texts.say("error-office-tampered", &[path, ("field", Arg::from(field.as_str()))])
        }
        StoreError::Damaged(what) => with_problem("error-office-damaged", what.clone()),
        StoreError::UnknownPack(pack) => texts.say("error-office-pack", &[path, ("pack", Arg::from(pack.as_str()))]),
        StoreError::Io(error) => with_problem("error-file", error.to_string()),
        StoreError::OldEngine(_) | StoreError::Sql(_) => with_problem("error-office-internal", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;

    #[test]
    fn a_busy_office_says_how_long_and_what_to_do() {
        let said = |lang| sentence(&Texts::new(lang), "o.db", &StoreError::Busy(22)).to_string();
        assert!(said(Lang::Ru).contains("22 секунды") && said(Lang::Ru).contains("повторите"), "{}", said(Lang::Ru));
        assert!(said(Lang::Be).contains("22 секунды") && said(Lang::Be).contains("паўтарыце"), "{}", said(Lang::Be));
        assert!(said(Lang::En).contains("22 seconds") && said(Lang::En).contains("o.db"), "{}", said(Lang::En));
    }
}
