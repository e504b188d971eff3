//! Who is looked for is found: by any part of the name in either script and in every transliteration that papers use, on
//! the wrong keyboard layout, in any order of words, by each number on record; and nobody who fits worse fills the screen
//! before them.

mod spelling;

use std::path::PathBuf;
use std::rc::Rc;

use spelling::{BELARUSIAN, RUSSIAN, other_layout, schemes, spell, spellings};
use suffrage::domain::translit::readings;
use suffrage::domain::{
    Act, CaseAct, CaseId, CmdId, Command, Evidence, FactDraft, NewApplicant, NewCase, Place, Poll, QueueQuery, Right,
    Stamp, State, Status, StatusFilter, Value, fold,
};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::{Bringing, Store, StoreError};

const OFFICE: usize = 2_000;
/// How many of them are looked for.
const SOUGHT: usize = 25;
const SCREEN: usize = 20;

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// A name of syllables that both languages have, with every letter that some scheme writes in its own way.
fn name(dice: &mut Dice) -> String {
    let belarusian = dice.below(2) == 0;
    let consonants: &[&str] = &[
        "б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х", "ц", "ч", "ш", "шч", "ст",
        "тк", "кс", "нц", "сц",
    ];
    let ends: &[&str] = if belarusian {
        &["ў", "віч", "скі", "нка", "й", "ец", "ль"]
    } else {
        &["в", "вич", "ский", "нко", "й", "щук", "ев", "ъянц", "ьева"]
    };
    let vowels: &[&str] = if belarusian {
        &["а", "о", "у", "э", "ы", "і", "я", "ё", "ю", "е"]
    } else {
        &["а", "о", "у", "е", "ы", "и", "я", "ё", "ю", "ьё"]
    };
    let mut word = |least: usize| {
        let mut word = String::new();
        for _ in 0..least + dice.below(2) {
            word.push_str(dice.pick(consonants));
            word.push_str(dice.pick(vowels));
        }
        word.push_str(dice.pick(ends));
        let first: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
        first + &word.chars().skip(1).collect::<String>()
    };
    let mark = if belarusian { " Ігар" } else { " Игорь" };
    format!("{} {}{mark}", word(2), word(1))
}

fn application(number: usize, name: &str) -> NewCase {
    let day = |text: &str| text.parse().unwrap();
    let evidence =
        Evidence { kind: "passport".into(), reference: format!("82 № {}", 1_000_001 + number), dated: None };
    let birth = State::Known(Value::Date(day("1990-05-01")));
    NewCase {
        key: format!("search/{number}"),
        applicant: NewApplicant {
            key: format!("search/{number}"),
            name: name.into(),
            latin: String::new(),
            document: format!("BP{:07}", 3_000_000 + number * 7),
            personal_number: format!("3010590A{number:03}PB4"),
        },
        poll: Poll::bare("RU", day("2027-09-12"), "municipal_council", Place::recorded("OKTMO:46701001").unwrap()),
        right: Right::Vote,
        pack: "ru-by-vote".into(),
        applied_on: Some(day("2026-11-20")),
        due_on: day("2026-11-21"),
        facts: vec![FactDraft { evidence: Some(evidence), ..FactDraft::bare("birth_date", birth) }],
    }
}

fn now() -> Stamp {
    Stamp::parse("2026-12-01T09:00:00Z").unwrap()
}

struct Office {
    store: Store,
    folder: PathBuf,
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Office {
    fn of(test: &str, names: &[String]) -> Office {
        let folder = std::env::temp_dir().join(format!("suffrage-search-{}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("office.db");
        std::fs::write(&path, SAMPLE).unwrap();
        let library = Rc::new(Library::embedded().unwrap());
        let entropy = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).unwrap());
        let mut office = Office { store: Store::open(&path, library, entropy).unwrap(), folder };
        let cases: Vec<NewCase> = names.iter().enumerate().map(|(number, name)| application(number, name)).collect();
        office.bring(cases);
        office
    }

    fn bring(&mut self, cases: Vec<NewCase>) {
        let mut ids = command_id;
        let bringing = Bringing { officer: "vera", login: "vera", at: now(), ids: &mut ids, progress: &mut |_| {} };
        self.store.import(cases.into_iter().map(Ok::<_, StoreError>), bringing).unwrap();
    }

    /// Names and numbers of cases, as many as two screens have.
    fn find(&self, text: &str) -> Vec<(CaseId, String)> {
        let query =
            QueueQuery { filter: StatusFilter::All.into(), search: text.into(), limit: 1_000, ..QueueQuery::default() };
        let rows = self.store.queue(&query, now()).unwrap().rows;
        rows.into_iter().map(|(_, row)| (row.case, row.name)).collect()
    }

    fn verify(&self) {
        self.store.verify_record().unwrap().unwrap();
    }
}

fn command_id() -> CmdId {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    CmdId(id)
}

/// Whether some spelling of some word of the name begins with the text.
fn fits(name: &str, text: &str) -> bool {
    let text = fold(text);
    let begins = |spelling: String| fold(&spelling).starts_with(&text);
    // The office does not know which language a name is of.
    let schemes = || RUSSIAN.iter().chain(BELARUSIAN);
    name.split(' ').any(|word| begins(word.to_owned()) || schemes().any(|scheme| begins(spell(word, scheme))))
}

#[test]
fn every_part_of_every_spelling_finds_the_person_on_the_first_screens() {
    let mut dice = Dice(20_261_125);
    let names: Vec<String> = (0..OFFICE).map(|_| name(&mut dice)).collect();
    let office = Office::of("spellings", &names);
    let mut tried = 0;
    for name in names.iter().step_by(OFFICE / SOUGHT) {
        let belarusian = schemes(name)[1].0 == "passport" && name.contains("Ігар");
        for word in name.split(' ').take(2) {
            for (scheme, spelling) in spellings(name, word) {
                let letters: Vec<char> = spelling.chars().collect();
                for length in [3, 4, 6, letters.len()] {
                    let part: String = letters.iter().take(length).collect();
                    // What melts to two sounds of the index is borne by hundreds, and they type more.
                    if readings(&part).iter().any(|form| form.chars().count() < 3) {
                        continue;
                    }
                    let typed = other_layout(&part, belarusian);
                    // Letters with marks stand on neither layout.
                    let on_keys = part.is_ascii() || scheme == "as it is";
                    for text in [&part, &typed].into_iter().take(if on_keys { 2 } else { 1 }) {
                        tried += 1;
                        let found = office.find(text);
                        let place = found.iter().position(|(_, one)| one == name);
                        let worse = |found: &[(CaseId, String)]| {
                            found.iter().filter(|(_, one)| !fits(one, &part) && !fits(one, text)).count()
                        };
                        let place = place.unwrap_or_else(|| panic!("{name} by {text} ({scheme})"));
                        // Three letters, or the keys of the other layout, may well begin the names of others.
                        if length > 3 && *text == part {
                            assert!(worse(&found[..place]) < SCREEN, "{name} by {text} ({scheme})");
                        }
                    }
                }
            }
        }
    }
    assert!(tried > 1_000);
}

#[test]
fn words_in_any_order_and_numbers_from_any_part_find_the_person() {
    let people = [
        "Няхай Аляксей Аляксеевіч",
        "Соловьёв Пётр Иванович",
        "Пётр Соловьёв",
        "Петров Соломон",
        "О’Дэлі Патрык",
        "Ґедзь Ірына",
    ];
    let mut office = Office::of("order", &people.map(str::to_owned));
    let finds = |office: &Office, text: &str, name: &str| office.find(text).iter().any(|(_, one)| one == name);
    for (text, name) in [
        ("solov", people[1]),
        ("nyakhai", people[0]),
        ("niakhai", people[0]),
        ("njachaj", people[0]),
        ("Yz[fq", people[0]),
        ("yz{FQ", people[0]),
        ("Тшфлрфш", people[0]),
        ("petr solov", people[1]),
        ("соловьев петр", people[2]),
        ("петр соловьев", people[1]),
        ("иванович sol", people[1]),
        ("одэлі", people[4]),
        ("o'deli", people[4]),
        ("гедзь", people[5]),
        ("ирина ґедзь", people[5]),
        ("ВР 3000007", people[1]),
        ("bp300", people[0]),
        ("3000007", people[1]),
        ("ИЗ3000007", people[1]),
        ("3010590а001", people[1]),
        ("82 1000002", people[1]),
        ("82 № 1000002", people[1]),
        ("1000002", people[1]),
        ("82№100", people[1]),
        ("1000002 solov", people[1]),
    ] {
        assert!(finds(&office, text, name), "{name} by {text}: {:?}", office.find(text));
    }
    assert_eq!(office.find("соловьев петр")[0].1, people[1], "as it was typed comes first");
    office.verify();

    // A number on new evidence is found in every case of the person, whichever way it came.
    let again = |number: &str, key: &str| {
        let mut again = application(1, people[1]);
        again.key = key.into();
        again.due_on = "2026-11-23".parse().unwrap();
        again.facts[0].evidence.as_mut().unwrap().reference = number.into();
        again.facts[0].state = State::Known(Value::Date("1990-05-02".parse().unwrap()));
        again
    };
    office.bring(vec![again("ЖК 778899", "search/again")]);
    assert_eq!(office.find("жк778899").len(), 2);
    let case = office.find("жк778899")[0].0;
    let version = office.store.case(case, now()).unwrap().unwrap().case.version;
    let mut draft = again("КН 665544", "").facts.remove(0);
    draft.supersedes = None;
    let act = Act::Case { case, version, act: CaseAct::RecordFact { fact: draft } };
    let command = Command { id: command_id(), officer: "anna".into(), login: "anna".into(), at: now(), act };
    office.store.apply(&command).unwrap();
    assert_eq!(office.find("kh 6655").len(), 2, "by the shape of its letters");
    assert_eq!(office.find("665544").len(), 2);
    office.verify();
}

#[test]
fn what_a_view_hides_is_told_by_status() {
    let office = Office::of("hidden", &["Няхай Адзін".to_owned(), "Няхай Другі".to_owned()]);
    let query = |filter: StatusFilter| QueueQuery {
        filter: filter.into(),
        search: "niachaj".into(),
        limit: 5,
        ..QueueQuery::default()
    };
    let hidden = office.store.hidden_matches(&query(StatusFilter::One(Status::Final)), now()).unwrap();
    let shown = office.store.queue(&query(StatusFilter::One(Status::Final)), now()).unwrap().rows.len();
    let all = office.store.queue(&QueueQuery { limit: 100, ..query(StatusFilter::All) }, now()).unwrap().rows.len();
    assert_eq!(hidden.count_up_to, all - shown);
    assert!(hidden.by_status.iter().any(|(status, count)| *status == Status::New && *count >= 2), "{hidden:?}");
    assert_eq!(office.store.hidden_matches(&query(StatusFilter::All), now()).unwrap().count_up_to, 0);
}

#[test]
fn letters_that_spell_nothing_find_nobody() {
    let mut dice = Dice(20_261_126);
    let names: Vec<String> = (0..OFFICE).map(|_| name(&mut dice)).collect();
    let office = Office::of("nothing", &names);
    let known = names[0].split(' ').next().unwrap();
    assert!(!office.find(known).is_empty());
    for text in ["zzzzq", "qqqqqq", "яяяяй", "yayayay", "aaaa", "щщщщи", "йййя", "zzzzq Игорь"] {
        assert_eq!(office.find(text), [], "{text}");
    }
    assert_eq!(office.find(&format!("{known} Игорь zzzzq")), [], "every word counts");
}
