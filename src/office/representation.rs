//! Who represents the person of a case: what may be said of that, and who does after each act. The store, before an act and
//! for the screens, and verification fold the remarks of a case by this one rule.

use super::drafts::{fit, is_past, needed, to_come};
use super::rules::ActKind;
use crate::domain::{ActError, Day, More, Representative};
use crate::law::days::in_range;

/// The text of the remark that names somebody, and what it says beside.
pub(super) fn named(new: &Representative, today: Day) -> Result<(String, More), ActError> {
    let name = one_line(&new.name)?;
    fit("paper", &new.paper)?;
    if new.scope.is_empty() {
        return Err(ActError::NeedsText { text: "scope" });
    }
    if let Some(day) = new.paper_on {
        if !in_range(day) {
            return Err(ActError::DayOutOfRange { day });
        }
        is_past(day, today)?;
    }
    if let Some(day) = new.until {
        to_come(day, today)?;
    }
    let paper = new.paper.trim().to_owned();
    let more = Representative { paper, ..new.clone() }.more();
    Ok((name, more))
}

/// The text of the remark by which somebody represents no longer, and what it says beside.
pub(super) fn ended(current: &[Representative], name: &str, reason: &str) -> Result<(String, More), ActError> {
    let name = one_line(name)?;
    let reason = needed("reason", reason)?;
    if !represents(current, &name) {
        return Err(ActError::NoSuchRepresentative { name });
    }
    Ok((reason, More { about: name, ..More::default() }))
}

/// Whether somebody of this name represents.
pub fn represents(current: &[Representative], name: &str) -> bool {
    current.iter().any(|one| one.name == name)
}

/// Who represents after a remark: whoever is named again does as was said last.
pub fn follow(current: &mut Vec<Representative>, kind: ActKind, text: &str, more: &More) {
    match kind {
        ActKind::Represent => {
            if let Some(new) = Representative::read(text, more) {
                current.retain(|one| one.name != new.name);
                current.push(new);
            }
        }
        ActKind::EndRepresentation => current.retain(|one| one.name != more.about),
        _ => {}
    }
}

/// A name stands on one line.
fn one_line(name: &str) -> Result<String, ActError> {
    let name = needed("name", name)?;
    if name.chars().any(char::is_control) { Err(ActError::Unprintable { text: "name" }) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::Scope;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn vera() -> Representative {
        Representative {
            name: " Вера Пугач ".into(),
            scope: BTreeSet::from([Scope::Appeal, Scope::Letters]),
            paper: " 77-12 ".into(),
            paper_on: Some(day("2026-07-21")),
            until: Some(day("2026-07-21")),
        }
    }

    fn said(new: &Representative) -> Result<Representative, ActError> {
        named(new, day("2026-07-21")).map(|(text, more)| Representative::read(&text, &more).unwrap())
    }

    #[test]
    fn what_is_said_is_read_back() {
        let read = said(&vera()).unwrap();
        assert_eq!(read, Representative { name: "Вера Пугач".into(), paper: "77-12".into(), ..vera() });
    }

    #[test]
    fn what_nobody_can_be_is_refused() {
        let (before, after) = (day("2026-07-20"), day("2026-07-22"));
        let nameless = Representative { name: " ".into(), ..vera() };
        assert_eq!(said(&nameless), Err(ActError::NeedsText { text: "name" }));
        let lines = Representative { name: "Вера\nПугач".into(), ..vera() };
        assert_eq!(said(&lines), Err(ActError::Unprintable { text: "name" }));
        let scopeless = Representative { scope: BTreeSet::new(), ..vera() };
        assert_eq!(said(&scopeless), Err(ActError::NeedsText { text: "scope" }));
        let dated = Representative { paper_on: Some(after), ..vera() };
        assert_eq!(said(&dated), Err(ActError::DayIsToCome { day: after }));
        let over = Representative { until: Some(before), ..vera() };
        assert_eq!(said(&over), Err(ActError::DayIsPast { day: before }));
        for far in [day("1700-01-01"), day("2300-01-01")] {
            let paper = Representative { paper_on: Some(far), ..vera() };
            let until = Representative { until: Some(far), ..vera() };
            assert_eq!(said(&paper), Err(ActError::DayOutOfRange { day: far }));
            assert_eq!(said(&until), Err(ActError::DayOutOfRange { day: far }));
        }
    }

    #[test]
    fn whoever_is_named_again_is_as_was_said_last_until_it_ends() {
        let mut current = Vec::new();
        let mut tell = |new: &Representative| {
            let (text, more) = named(new, day("2026-07-21")).unwrap();
            follow(&mut current, ActKind::Represent, &text, &more);
        };
        tell(&vera());
        tell(&Representative { name: "Карп".into(), ..vera() });
        tell(&Representative { until: None, ..vera() });
        let names: Vec<&str> = current.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((names, current[1].until), (vec!["Карп", "Вера Пугач"], None));
        let nobody = ended(&current, "Вера", "gone");
        assert_eq!(nobody, Err(ActError::NoSuchRepresentative { name: "Вера".into() }));
        assert_eq!(ended(&current, "Карп", " "), Err(ActError::NeedsText { text: "reason" }));
        let (text, more) = ended(&current, " Вера Пугач ", "withdrawn").unwrap();
        follow(&mut current, ActKind::EndRepresentation, &text, &more);
        assert!(represents(&current, "Карп") && !represents(&current, "Вера Пугач"));
    }
}
