//! The grounds of refusals over every embedded case of every pack, in three languages.

use std::collections::BTreeSet;

use super::*;
use crate::domain::{Clean, Lang, Outcome, State};
use crate::i18n::Texts;
use crate::law::{Finding, Ground, Library, Pack};

/// Does something with the grounds of each embedded case of each pack.
fn each_case(mut tell: impl FnMut(&Library, &Pack, &crate::law::pack::EmbeddedCase, &crate::law::Determination)) {
    let library = Library::with_cases().unwrap();
    for pack in library.packs() {
        for case in &pack.cases {
            let inquiry = case.inquiry();
            tell(&library, pack, case, &pack.determine(&inquiry));
        }
    }
}

#[test]
fn whoever_does_not_meet_a_condition_gets_one_ground_from_it_and_nobody_else_does() {
    let mut seen = BTreeSet::new();
    each_case(|_, pack, case, answer| {
        let grounds = answer.grounds(&case.facts);
        for found in &answer.findings {
            let own = grounds.iter().filter(|ground| ground.criterion.id == found.criterion.id).count();
            let wanted = usize::from(found.finding == Finding::NotMet);
            assert_eq!(own, wanted, "{}, case {:?}: {}", pack.edition.id, case.name, found.criterion.id);
        }
        if matches!(answer.outcome, Outcome::Undetermined | Outcome::Contested | Outcome::Eligible) {
            assert!(grounds.is_empty(), "{}, case {:?}", pack.edition.id, case.name);
        }
        let facts = grounds.iter().flat_map(|ground| &ground.facts);
        assert!(facts.clone().all(|fact| !matches!(fact.state, State::Unknown(_))), "what is unknown is no ground");
        seen.extend(
            grounds.iter().map(|g| (pack.edition.id.clone(), g.criterion.id.clone(), g.criterion.in_force.from)),
        );
    });
    let library = Library::with_cases().unwrap();
    for pack in library.packs() {
        // A condition that only asks a question of the law can be met or contested, not more.
        for criterion in pack.criteria.iter().filter(|criterion| criterion.clause.constant() != Some(true)) {
            let one = (pack.edition.id.clone(), criterion.id.clone(), criterion.in_force.from);
            assert!(seen.contains(&one), "no case of {} fails at {}", pack.edition.id, criterion.id);
        }
    }
}

#[test]
fn a_ground_says_what_is_not_met_and_never_the_condition_itself() {
    each_case(|library, pack, case, answer| {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for one in answer.grounds(&case.facts) {
                let said = ground(&one, &case.poll, &library.schema, &texts).to_string();
                let whose = format!("{} {}, case {:?}: {said}", pack.edition.id, one.criterion.id, case.name);
                assert!(said.contains(one.criterion.deny.get(lang)), "{whose}");
                assert!(!said.contains(one.criterion.say.get(lang)), "{whose}");
                // The title alone reads as the opposite: "Not in prison" of a person in prison.
                let title = one.criterion.title.get(lang);
                assert!(!said.starts_with(title), "{whose}");
                let cited = source::cited(&one.cite, &texts);
                let unmet = match lang {
                    Lang::En => format!("Condition not met: “{title}” ({cited})"),
                    Lang::Ru => format!("Не выполнено условие «{title}» ({cited})"),
                    Lang::Be => format!("Не выканана ўмова «{title}» ({cited})"),
                };
                assert!(said.starts_with(&unmet), "{whose}");
                no_key_of_a_source(&said, pack, &whose);
                plain_words(&said, &one, library, &texts, &whose);
            }
        }
    });
}

/// No identifier, no expression, no code that has a name.
fn plain_words(said: &str, one: &Ground, library: &Library, texts: &Texts, whose: &str) {
    let said = said.replacen(source::cited(&one.cite, texts).as_str(), "", 1);
    for raw in ["_", "held(", "9999", "&&", "||", "!"] {
        assert!(!said.contains(raw), "{raw}: {whose}");
    }
    no_name_of_the_notation(&said, whose);
    let countries = library.schema.list("country").unwrap();
    let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    assert!(countries.codes.iter().all(|(code, _)| !words.contains(&code.as_str())), "{whose}");
    if texts.lang() != Lang::En {
        // The code of a place, such as W06000015, is nobody's word.
        let word =
            |word: &&str| word.chars().any(|c| c.is_ascii_alphabetic()) && !word.contains(|c: char| c.is_ascii_digit());
        assert_eq!(words.iter().find(|one| word(one)), None, "a word of another language: {whose}");
    }
}

#[test]
fn a_ground_names_the_rows_that_stand_against_the_person() {
    let mut said = Vec::new();
    each_case(|library, pack, case, answer| {
        if pack.edition.id == "ru-by-stand" && answer.outcome == Outcome::Ineligible {
            let texts = Texts::new(Lang::En);
            let grounds = answer.grounds(&case.facts);
            said.extend(grounds.iter().map(|one| ground(one, &case.poll, &library.schema, &texts).to_string()));
        }
    });
    for wanted in [
        "is not registered at a place of residence in this municipality on polling day. On record: place of residence: ",
        "polling day 2026-09-20; the poll is in 46701000.",
        "This case: the poll elects: regional parliament.",
        "prison or custody: under a sentence",
        "banned organisation: founder or leader within three years before the ban, since ",
        "citizenship: Kazakhstan; citizenship: no other found; polling day",
        "polling day 2025-09-14",
    ] {
        assert!(said.iter().any(|said| said.contains(wanted)), "{wanted:?} is not in {said:#?}");
    }
    // What stands against the leader of an organisation is that row, not what a search did not find elsewhere.
    assert!(said.iter().filter(|said| said.contains("founder")).all(|said| !said.contains("no other")), "{said:#?}");
}

#[test]
fn a_source_says_how_it_was_read() {
    let library = Library::with_cases().unwrap();
    let pack = library.pack("ru-by-vote").unwrap();
    let said = |key: &str, lang| {
        let (_, one) = pack.sources.iter().find(|(known, _)| known == key).unwrap();
        source::instrument(one, &Texts::new(lang))
    };
    assert!(said("FZ67", Lang::En).as_str().ends_with("(read in a reproduced text, edition 2021-06-04)"));
    assert!(said("FZ67", Lang::Ru).as_str().ends_with("(прочитан текст по перепечатке, редакция 04.06.2021)"));
    assert!(said("CEC25", Lang::Be).as_str().ends_with("(вядома з друку)"));
    for criterion in library.packs().flat_map(|pack| &pack.criteria) {
        let [en, ru, be] = Lang::ALL.map(|lang| source::of(&criterion.cite, &Texts::new(lang)));
        assert!(en != ru && ru != be && en != Clean::default(), "{}", criterion.id);
    }
}

/// No identifier and no notation: whatever a pack says of itself and of a case is words.
fn only_words(said: &str, whose: &str) {
    for raw in ["_", "params", "held(", "9999", "&&", "||", "!=", "==", "OKTMO:", "SOATO:"] {
        assert!(!said.contains(raw), "{raw:?} in {said:?}: {whose}");
    }
    no_name_of_the_notation(said, whose);
    assert!(!said.trim().is_empty(), "{whose}");
}

/// A citation names its sources as people do.
fn no_key_of_a_source(said: &str, pack: &Pack, whose: &str) {
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    let key = words.find(|word| pack.sources.iter().any(|(key, _)| key == word));
    assert_eq!(key, None, "the key of a source in {said:?}: {whose}");
}

/// In a language without Latin letters a provision has none either, unless a number ends in one, or a name is a newspaper's.
#[test]
fn the_words_of_a_provision_are_those_of_the_language() {
    let library = Library::with_cases().unwrap();
    let mut seen = 0;
    for pack in library.packs() {
        for cite in cites(pack) {
            for lang in [Lang::Ru, Lang::Be] {
                let said = source::cited(&cite, &Texts::new(lang)).to_string().replace("The Portugal News", "");
                let latin = |word: &&str| {
                    word.contains(|c: char| c.is_ascii_alphabetic()) && !word.contains(|c: char| c.is_ascii_digit())
                };
                assert_eq!(said.split(|c: char| !c.is_alphanumeric()).find(latin), None, "{}: {said}", pack.edition.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
    let said = |id: &str, text: &str, lang| {
        let pack = library.pack(id).unwrap();
        let cite = cites(pack).into_iter().find(|cite| cite.text == text).unwrap();
        source::cited(&cite, &Texts::new(lang)).to_string()
    };
    let three = "FZ67 art. 4(10); FZ115 art. 12(2); CEC25";
    assert_eq!(said("ru-by-vote", three, Lang::En), "67-FZ, art. 4(10); 115-FZ, art. 12(2); CEC, statements of 2025");
    assert_eq!(said("ru-by-vote", three, Lang::Ru), "67-ФЗ, ст. 4(10); 115-ФЗ, ст. 12(2); ЦИК, заявления 2025 г.");
    let two = "RPA83 s. 2(1), sch. 6A; COMM";
    assert_eq!(said("gb-en-vote", two, Lang::Be), "Закон 1983 г., арт. 2(1), дад. 6A; Указанні Выбарчай камісіі");
}

/// Every citation of a pack.
fn cites(pack: &Pack) -> Vec<std::sync::Arc<crate::law::Cite>> {
    let criteria = pack.criteria.iter().flat_map(|one| {
        let inside = one.clause.members().into_iter().map(|member| member.cite.clone());
        let exceptions = one.exceptions.iter().map(|exception| exception.cite.clone());
        [one.cite.clone()].into_iter().chain(inside).chain(exceptions).collect::<Vec<_>>()
    });
    let params = pack.params.iter().flat_map(|param| &param.values).map(|(.., cite)| cite.clone());
    criteria.chain(params).collect()
}

fn no_name_of_the_notation(said: &str, whose: &str) {
    for root in ["poll.", "case.", "row."] {
        // A sentence may end with the word.
        let name = |(at, _)| said[at + root.len()..].starts_with(|c: char| c.is_ascii_lowercase());
        assert!(!said.match_indices(root).any(name), "{root:?} in {said:?}: {whose}");
    }
}

#[test]
fn packs_and_explanations_are_words_in_every_language() {
    let library = Library::with_cases().unwrap();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for pack in library.packs() {
            let lines = super::pack::criteria(pack, &texts, super::pack::Notation::Hidden);
            for line in lines.iter().chain(&super::pack::parameters(pack, &texts, super::pack::Notation::Hidden)) {
                if line.part != super::pack::Part::Blank {
                    only_words(line.text.as_str(), &pack.edition.id);
                    no_key_of_a_source(line.text.as_str(), pack, &pack.edition.id);
                }
            }
        }
    }
    each_case(|library, pack, case, answer| {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let words = super::Wording { schema: &library.schema, texts: &texts, poll: Some(&case.poll) };
            for at in 0..answer.findings.len() {
                let whose = format!("{}, {}, {}", pack.edition.id, case.name, answer.findings[at].criterion.id);
                step(&answer.explain(at, &case.facts).unwrap(), &words, &whose);
            }
        }
    });
}

fn step(one: &crate::law::Step, words: &super::Wording, whose: &str) {
    only_words(words.step(one).as_str(), whose);
    one.facts().for_each(|fact| only_words(words.on_record(fact).as_str(), whose));
    one.children().for_each(|child| step(&child, words, whose));
}

/// A need of which something is on record is not called "not asked yet", and only such a one is called otherwise.
#[test]
fn what_is_on_record_and_does_not_answer_is_not_called_unasked() {
    let (mut unasked, mut unanswered) = (0, 0);
    each_case(|_, _, case, answer| {
        for need in answer.needs.iter().filter(|need| need.why == crate::domain::Why::NotAsked) {
            let known = |fact: &&crate::domain::Fact| *fact.kind == *need.kind && matches!(fact.state, State::Known(_));
            let recorded = case.facts.iter().any(|fact| known(&fact));
            for lang in crate::domain::Lang::ALL {
                let texts = Texts::new(lang);
                let said = super::fact::needed(&texts, need);
                assert_eq!(said == texts.get("why-not-enough"), recorded, "{}: {}", case.name, need.kind);
            }
            if recorded { unanswered += 1 } else { unasked += 1 }
        }
    });
    assert!(unasked > 50 && unanswered > 10, "{unasked} unasked, {unanswered} unanswered");
}
