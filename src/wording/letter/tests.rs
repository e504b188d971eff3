//! Letters over every embedded case of every pack, in three languages: a refusal says why, and no letter states what
//! nobody has read.

use super::*;
use crate::domain::appeal::AppealRule;
use crate::domain::case::Case;
use crate::domain::{ApplicantId, CaseId, DecisionId, Lang, Outcome, Stamp, Words};
use crate::law::pack::EmbeddedCase;
use crate::law::{Finding, Library, Pack};

const REASONS: &str = "First reason.\nSecond reason.";
const DEPARTURE: &str = "The court file says otherwise.";

fn file(pack: &Pack, case: &EmbeddedCase, basis: &Basis, verdict: Verdict) -> CaseFile {
    let proposed = basis.determination.outcome;
    let departs = proposed.verdict() != Some(verdict);
    let at = Stamp::parse("2026-07-02T10:15:00Z").unwrap();
    let decision = Decision {
        id: DecisionId(1),
        verdict,
        departs,
        reasons: REASONS.to_owned(),
        departure: if departs { DEPARTURE.to_owned() } else { String::new() },
        proposed,
        pack: pack.edition.id.clone(),
        pack_version: pack.edition.version.clone(),
        pack_hash: pack.edition.hash,
        law_date: basis.determination.law_date,
        facts: Vec::new(),
        by: "vera".to_owned(),
        at,
        seq: 9,
        undone: false,
    };
    CaseFile {
        case: Case {
            id: CaseId(1001),
            applicant: ApplicantId(1),
            right: pack.right,
            pack: pack.edition.id.clone(),
            status: Status::Final,
            applied_on: case.inquiry().applied_on,
            due_on: case.poll.day,
            opened_at: at,
            version: 3,
        },
        name: "Ян Цётка".to_owned(),
        latin: String::new(),
        document: String::new(),
        personal_number: String::new(),
        poll: case.poll.clone(),
        facts: case.facts.clone(),
        decisions: vec![decision],
        waits: Default::default(),
        approvals: Vec::new(),
        attachments: Vec::new(),
        representatives: Vec::new(),
        events: Vec::new(),
        hold: None,
        proposed,
    }
}

fn each(mut tell: impl FnMut(&CaseFile, &Basis, &Pack)) {
    let library = Library::with_cases().unwrap();
    for pack in library.packs() {
        for case in &pack.cases {
            let determination = pack.determine(&case.inquiry());
            let basis = Basis { determination, facts: case.facts.clone(), schema: library.schema.clone() };
            for verdict in [Verdict::Grant, Verdict::Refuse] {
                tell(&file(pack, case, &basis, verdict), &basis, pack);
            }
        }
    }
}

fn written(file: &CaseFile, basis: &Basis, appeal: Option<&AppealRoute>, texts: &Texts) -> Written {
    let draft = Draft {
        office: "Участок 7",
        file,
        decision: decision(file).unwrap(),
        basis,
        recipients: &recipients(file, "2027-01-01".parse().unwrap()),
        appeal,
        number: "12/3",
        day: None,
    };
    write(&draft, texts)
}

/// The letter without the breaks of its lines.
fn whole(written: &Written) -> String {
    written.lines(usize::MAX).join("\n")
}

#[test]
fn a_refusal_says_every_reason_and_each_provision_that_is_not_met() {
    let (mut seen, all) = (0, Lang::ALL.map(Texts::new));
    each(|file, basis, pack| {
        for texts in &all {
            let lang = texts.lang();
            let letter = written(file, basis, AppealRoute::of(&file.poll.host, file.case.right), texts);
            let said = whole(&letter);
            let refused = file.decisions[0].verdict == Verdict::Refuse;
            assert!(REASONS.lines().all(|reason| said.contains(reason)), "{said}");
            assert_eq!(said.contains(DEPARTURE), file.decisions[0].departs, "{said}");
            for ground in basis.determination.grounds(&basis.facts) {
                let cite = source::cited(&ground.cite, texts).to_string();
                let deny = ground.deny[0].get(lang);
                assert_eq!(said.contains(deny), refused, "{}: {deny:?}\n{said}", pack.edition.id);
                assert!(!refused || said.contains(&cite), "{}: {cite}\n{said}", pack.edition.id);
                seen += usize::from(refused);
            }
            if refused {
                for found in &basis.determination.findings {
                    let word = texts.word("finding", found.finding.code());
                    let title = found.criterion.title.get(lang);
                    let line = match lang {
                        Lang::En => format!("Condition “{title}”: {word}"),
                        Lang::Ru => format!("Условие «{title}»: {word}"),
                        Lang::Be => format!("Умова «{title}»: {word}"),
                    };
                    assert!(said.lines().any(|one| one == line), "{line:?}\n{said}");
                    // The title alone says the opposite of a condition that is not met.
                    assert!(
                        !said.lines().any(|one| one.trim_start().starts_with(&format!("{title}:"))),
                        "{title:?}\n{said}"
                    );
                }
            }
            assert!(letter.lines(COLUMNS).iter().all(|line| Clean::new(line).width() <= COLUMNS));
        }
    });
    assert!(seen > 100, "only {seen} grounds");
}

#[test]
fn no_letter_states_a_rule_of_appeal_that_nobody_has_read() {
    let (mut blanks, all) = (0, Lang::ALL.map(Texts::new));
    each(|file, basis, _| {
        for texts in &all {
            let lang = texts.lang();
            let known = AppealRoute::of(&file.poll.host, file.case.right);
            let letter = written(file, basis, known, texts);
            let said = whole(&letter);
            let refused = file.decisions[0].verdict == Verdict::Refuse;
            for appeal in AppealRoute::all() {
                for rule in appeal.route.iter().chain(&appeal.term).filter(|rule| rule.unverified) {
                    assert!(!said.contains(rule.text.get(lang)), "{said}");
                    assert!(!said.contains(rule.provision.get(lang)), "{said}");
                }
            }
            let blank = |what: &str| super::blank(texts.get(what), texts).to_string();
            for (rule, what) in [
                (known.and_then(|one| one.route.as_ref()), "letter-blank-route"),
                (known.and_then(|one| one.term.as_ref()), "letter-blank-term"),
            ] {
                let missing = refused && rule.is_none_or(|rule| rule.unverified);
                assert_eq!(said.contains(&blank(what)), missing, "{said}");
                // What is unverified is told to the officer, with its source.
                let told = rule.is_none_or(|rule| letter.remarks.iter().any(|r| r.as_str().contains(&rule.source)));
                assert!(!missing || told, "{:?}", letter.remarks);
                blanks += usize::from(missing);
            }
            let draft = basis.determination.edition.status == PackStatus::Draft;
            let id = &basis.determination.edition.id;
            assert_eq!(letter.remarks.iter().any(|remark| remark.as_str().contains(id.as_str())), draft);
            assert!(!said.contains(id.as_str()), "what a pack is called is no matter of the applicant: {said}");
        }
    });
    assert!(blanks > 100, "only {blanks} blanks");
}

fn rule(en: &str) -> AppealRule {
    let words = |text: &str| Words { en: text.into(), ru: text.into(), be: text.into() };
    AppealRule { text: words(en), provision: words("art. 1"), source: "https://law.test".into(), unverified: false }
}

#[test]
fn a_rule_of_appeal_that_was_read_is_stated_and_needs_no_word_to_the_officer() {
    let mut tried = false;
    each(|file, basis, _| {
        if tried || file.decisions[0].verdict == Verdict::Grant {
            return;
        }
        tried = true;
        let appeal = AppealRoute {
            host: file.poll.host.clone(),
            right: file.case.right,
            route: Some(rule("to the court")),
            term: Some(rule("14 days")),
        };
        let letter = written(file, basis, Some(&appeal), &Texts::new(Lang::En));
        let said = whole(&letter);
        assert!(
            said.contains("Where to appeal: to the court (art. 1)\nTerm of the appeal: 14 days (art. 1)"),
            "{said}"
        );
        assert!(letter.remarks.iter().all(|remark| !remark.as_str().contains("appeal")), "{:?}", letter.remarks);
    });
    assert!(tried);
}

#[test]
fn a_letter_goes_to_everybody_who_gets_it() {
    let mut tried = false;
    each(|file, basis, _| {
        if tried {
            return;
        }
        tried = true;
        let both = [
            Recipient { name: file.name.clone(), capacity: Capacity::Applicant },
            Recipient { name: "Вера Пугач".into(), capacity: Capacity::Representative },
        ];
        let draft = Draft {
            office: "Office",
            file,
            decision: decision(file).unwrap(),
            basis,
            recipients: &both,
            appeal: None,
            number: "",
            day: None,
        };
        let said = whole(&write(&draft, &Texts::new(Lang::En)));
        assert!(said.contains("To: Ян Цётка\nTo: Вера Пугач, representative of Ян Цётка\n"), "{said}");
    });
}

#[test]
fn a_case_without_a_decision_that_stands_has_no_letter() {
    each(|file, _, _| {
        for status in Status::ALL.iter().copied() {
            let mut file = file.clone();
            file.case.status = status;
            let stands = matches!(status, Status::Decided | Status::Final | Status::Noticed);
            assert_eq!(decision(&file).is_ok(), stands, "{status:?}");
            file.decisions[0].undone = true;
            assert!(decision(&file).is_err());
        }
    });
}

#[test]
fn outcomes_of_the_embedded_cases_reach_both_verdicts() {
    let mut outcomes = std::collections::BTreeSet::new();
    each(|_, basis, _| {
        outcomes.insert(basis.determination.outcome);
    });
    assert!(outcomes.contains(&Outcome::Eligible) && outcomes.contains(&Outcome::Ineligible));
    let mut open = false;
    each(|_, basis, _| {
        open |= basis.determination.findings.iter().any(|one| matches!(one.finding, Finding::NotShown { .. }));
    });
    assert!(open, "conditions that were not shown are met, too");
}

#[test]
fn a_letter_goes_to_whoever_gets_letters_on_its_day() {
    use crate::domain::{Representative, Scope};
    let named = |name: &str, scope: Scope, until: Option<&str>| Representative {
        name: name.into(),
        scope: [scope].into(),
        until: until.map(|day| day.parse().unwrap()),
        ..Representative::default()
    };
    let mut seen = false;
    each(|file, basis, _| {
        let mut file = file.clone();
        file.representatives = vec![
            named("Вера Пугач", Scope::Letters, Some("2026-12-31")),
            named("Карп Лось", Scope::Letters, Some("2027-01-01")),
            named("Глеб Сыч", Scope::Appeal, None),
        ];
        let names = |day: &str| -> Vec<String> {
            recipients(&file, day.parse().unwrap()).into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names("2026-12-31"), [file.name.as_str(), "Вера Пугач", "Карп Лось"]);
        assert_eq!(names("2027-01-02"), [file.name.as_str()]);
        for texts in Lang::ALL.map(Texts::new) {
            let said = whole(&written(&file, basis, None, &texts));
            assert!(said.contains("Карп Лось") && !said.contains("Вера Пугач") && !said.contains("Глеб Сыч"), "{said}");
        }
        seen = true;
    });
    assert!(seen);
}
