//! Whether a case is among those for which an officer is competent.

use super::rules::ActKind;
use crate::domain::competence::{Competence, Lack};
use crate::domain::place::within;
use crate::domain::{ActError, CaseId, Officer, Place, Register};

/// What decides who is competent for a case. The default knows nothing of it: whoever is competent for some cases only is
/// not for that one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Matter<'a> {
    /// The state that holds the poll.
    pub host: &'a str,
    /// The id of the pack that governs the case.
    pub pack: &'a str,
    /// The municipality of the poll.
    pub municipality: Option<&'a Place>,
    /// The registers by which codes are compared.
    pub registers: &'a [Register],
}

impl Matter<'_> {
    /// Whether it lies within a competence; `None`: the codes do not tell.
    fn within(&self, competence: &Competence) -> Option<bool> {
        if competence.regime().is_some_and(|regime| regime != self.host && regime != self.pack) {
            return Some(false);
        }
        let Some(outer) = competence.place() else { return Some(true) };
        self.municipality.and_then(|inner| within(inner, outer, self.registers))
    }

    /// As a refusal names it.
    fn named(&self) -> String {
        let place = self.municipality.map(|place| format!(", {place}")).unwrap_or_default();
        format!("{} ({}{place})", self.host, self.pack)
    }
}

/// Whether a case lies within one of these competences. Of somebody of whom nothing is said every case is one of theirs; of
/// two codes that cannot be compared nothing follows.
pub fn lies_within(competences: &[Competence], matter: &Matter) -> Result<(), Lack> {
    let mut lack = Lack::Outside;
    for one in competences {
        match matter.within(one) {
            Some(true) => return Ok(()),
            Some(false) => {}
            None => lack = Lack::NotTold,
        }
    }
    if competences.is_empty() { Ok(()) } else { Err(lack) }
}

/// Whether the officer is competent for the case. Somebody of whom nothing is said is competent for every one; of two
/// codes that cannot be compared nobody is competent for the one because of the other.
pub(super) fn competent(officer: &Officer, case: CaseId, matter: &Matter, kind: ActKind) -> Result<(), ActError> {
    if !kind.needs_competence() {
        return Ok(());
    }
    let Err(lack) = lies_within(&officer.competences, matter) else { return Ok(()) };
    let competence = officer.competences.iter().map(Competence::to_string).collect::<Vec<_>>().join(", ");
    Err(ActError::NotCompetent { officer: officer.name.clone(), competence, case, matter: matter.named(), lack })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Waits;
    use crate::domain::{Role, Stamp, Status};
    use crate::law::Library;
    use crate::office::{CaseState, may};

    fn place(code: &str) -> Place {
        Place::recorded(code).unwrap()
    }

    fn refused(competences: &[Competence], municipality: &str, kind: ActKind) -> Option<Lack> {
        let library = Library::embedded().unwrap();
        let municipality = place(municipality);
        let registers = library.schema.registers.as_slice();
        let matter = Matter { host: "RU", pack: "ru-local", municipality: Some(&municipality), registers };
        let (status, waits) = (Status::InReview, Waits { answer: true, ..Waits::default() });
        let case = CaseId(1001);
        let state =
            CaseState { case, status, standing: None, hold: None, waits, barred: None, undo_minutes: 10, matter };
        let officer = Officer { competences: competences.to_vec(), ..Officer::in_role("anna", Role::Supervisor) };
        match may(&state, &officer, Stamp(0), kind) {
            Err(ActError::NotCompetent { lack, .. }) => Some(lack),
            _ => None,
        }
    }

    #[test]
    fn a_state_a_pack_and_a_territory_each_bound_what_an_officer_works_on() {
        let regime = |code: &str| Competence::Regime(code.into());
        let district = || place("OKTMO:46701000");
        let cases = [
            (vec![], None),
            (vec![regime("RU")], None),
            (vec![regime("ru-local")], None),
            (vec![regime("BY")], Some(Lack::Outside)),
            (vec![regime("BY"), regime("RU")], None),
            (vec![Competence::Place(district())], None),
            (vec![Competence::Place(place("OKTMO:45301000"))], Some(Lack::Outside)),
            (vec![Competence::RegimeIn("RU".into(), district())], None),
            (vec![Competence::RegimeIn("BY".into(), district())], Some(Lack::Outside)),
            (vec![Competence::Place(place("SOATO:1401000000"))], Some(Lack::NotTold)),
            (vec![Competence::Place(place("SOATO:1401000000")), regime("RU")], None),
        ];
        for (competences, lack) in cases {
            assert_eq!(refused(&competences, "OKTMO:46701000", ActKind::Decide), lack, "{competences:?}");
        }
    }

    #[test]
    fn of_nothing_said_everything_follows_and_of_what_cannot_be_compared_nothing() {
        let matter = Matter { host: "RU", pack: "ru-local", ..Matter::default() };
        assert_eq!(lies_within(&[], &matter), Ok(()));
        assert_eq!(lies_within(&[Competence::Regime("ru-local".into())], &matter), Ok(()));
        assert_eq!(lies_within(&[Competence::Regime("BY".into())], &matter), Err(Lack::Outside));
        assert_eq!(lies_within(&[Competence::Place(place("OKTMO:46701000"))], &matter), Err(Lack::NotTold));
    }

    #[test]
    fn a_district_contains_its_settlements_and_no_settlement_its_district() {
        let (district, settlement) = ("OKTMO:46701000", "OKTMO:46701000101");
        let of = |code: &str| [Competence::Place(place(code))];
        assert_eq!(refused(&of(district), settlement, ActKind::Decide), None);
        assert!(refused(&of(settlement), district, ActKind::Decide).is_some());
    }

    #[test]
    fn every_act_but_a_question_and_an_answer_needs_competence() {
        let elsewhere = [Competence::Regime("BY".into())];
        for kind in ActKind::ALL.iter().copied() {
            let free = matches!(kind, ActKind::Ask | ActKind::Answer);
            assert_eq!(refused(&elsewhere, "OKTMO:46701000", kind).is_none(), free, "{kind:?}");
        }
    }
}
