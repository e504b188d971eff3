//! A bounded fuzz run: each reader of foreign bytes gets real samples, broken in every way that a line, a disk or an
//! enemy breaks things. Nothing may panic, and nothing may take long. The run is the same each time; `FUZZ_ROUNDS` makes
//! it longer.

use std::time::{Duration, Instant};

/// A small generator of its own, so that a failure names a round that can be run again.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }
}

/// Pieces that have broken readers before.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xcf\xf0\xe8",
    b"<",
    b">",
    b"\"",
    b"'",
    b"[[",
    b"}}",
    b"\n",
    b"\r",
    b"\x1b]52;c;a\x07",
    b"-",
    b"9999999999999999999",
    b"0000-00-00",
    b"2026-02-30",
    b"\xe2\x80\xae",
    b"&&",
    b"||",
    b"!",
    b"((((((((",
    b"&a;",
    b"<!DOCTYPE a>",
    b"> ",
    b"null",
    b"1e999",
    b"\x9f\xff\xff\xff\xff",
];

fn broken(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + dice.below(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            5 => {
                let from = dice.below(other.len() + 1);
                let end = (from + dice.below(200)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            _ if at < bytes.len() => bytes[at] = dice.next() as u8,
            _ => {}
        }
    }
    bytes
}

fn rounds(usual: usize) -> usize {
    std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// Runs `reader` over broken samples. A reading that takes twenty seconds hangs.
fn fuzz(usual_rounds: usize, seeds: &[Vec<u8>], mut reader: impl FnMut(&[u8])) {
    assert!(!seeds.is_empty());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    seeds.iter().for_each(|seed| reader(seed));
    for round in 0..rounds(usual_rounds) {
        let seed = &seeds[dice.below(seeds.len())];
        let other = &seeds[dice.below(seeds.len())];
        let bytes = broken(seed, other, &mut dice);
        let began = Instant::now();
        reader(&bytes);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(20), "round {round}: {took:?} for {} bytes", bytes.len());
    }
}

fn folder(path: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|end| end != "md"))
        .collect();
    files.sort();
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn machine_readable_zones() {
    let seeds = [
        &b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"[..],
        b"I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]
    .map(<[u8]>::to_vec);
    let today = "2026-11-23".parse().unwrap();
    fuzz(20_000, &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = suffrage::domain::mrz::read(&text, today);
        let _ = suffrage::domain::check_digit::belarus_personal_number(&text);
        let _ = suffrage::domain::check_digit::snils(&text);
    });
}

#[test]
fn clean_text_is_clean() {
    let seeds = ["Салтыкова-Щедрина Ангеліна", "Ya\u{202e}n \u{1b}[31m", "日本語 e\u{301}\u{302}\u{303}\u{304}"];
    fuzz(20_000, &seeds.map(|seed| seed.as_bytes().to_vec()), |bytes| {
        let clean = suffrage::domain::Clean::new(&String::from_utf8_lossy(bytes));
        assert!(!clean.as_str().chars().any(suffrage::domain::clean::is_hidden), "{clean:?}");
        let again = suffrage::domain::Clean::new(clean.as_str());
        assert_eq!(clean, again, "cleaning what is clean changes nothing");
        (0..12).for_each(|columns| assert!(clean.fit(columns).width() <= columns));
    });
}

#[test]
fn tables_of_applications_and_their_mappings() {
    use suffrage::intake::{Map, Plan, Record, RowReader, Rows};
    let library = suffrage::law::Library::embedded().unwrap();
    let seeds = folder("tests/data/import");
    let maps: Vec<Vec<u8>> =
        seeds.iter().filter(|seed| seed.windows(9).any(|at| at == b"[columns]")).cloned().collect();
    fuzz(2_000, &maps, |bytes| drop(Map::read(&String::from_utf8_lossy(bytes))));
    let map = Map::read(std::str::from_utf8(&maps[0]).unwrap()).unwrap();
    let mut taken = 0;
    fuzz(600, &seeds, |bytes| {
        for map in [&Map::default(), &map] {
            let Ok(mut rows) = Rows::open(Box::new(std::io::Cursor::new(bytes.to_vec())), None) else { continue };
            let Ok(plan) = Plan::new(&rows.header, map, &library.schema) else { continue };
            let find = |host: &str, right, _: Option<&str>| library.pack_for(host, right);
            let mut reader = RowReader::new(plan, &library.schema, Box::new(find), "2026-11-20".parse().unwrap());
            let mut record = Record::default();
            while let Ok(true) = rows.next(&mut record) {
                if let Ok(Ok(case)) = reader.read(&record) {
                    assert!(!case.applicant.name.is_empty() && !case.applicant.name.contains(char::is_control));
                    taken += 1;
                }
            }
        }
    });
    assert!(taken > 100, "hardly anything was read ({taken}): the run tests nothing");
}

#[test]
fn voter_records() {
    let schema = suffrage::law::Library::embedded().unwrap().schema;
    fuzz(3_000, &folder("tests/data/vri"), |bytes| {
        let _ = suffrage::intake::vri::read(bytes, &schema, Some("RU"));
    });
}

#[test]
fn packs() {
    let schema = suffrage::law::Library::embedded().unwrap().schema;
    let small = |text: &[u8]| text.len() < 60_000;
    let countries = ["by", "es", "gb", "pt", "ru"].map(|one| folder(&format!("src/law/packs/{one}")));
    let seeds: Vec<_> = countries.into_iter().flatten().filter(|text| small(text)).collect();
    fuzz(150, &seeds, |bytes| {
        let _ = suffrage::law::load("fuzz.toml", &String::from_utf8_lossy(bytes), &schema);
        let _ = suffrage::law::pack::schema::read(&[("fuzz.toml", &String::from_utf8_lossy(bytes))]);
    });
}

#[test]
fn expressions() {
    let library = suffrage::law::Library::embedded().unwrap();
    let names = suffrage::law::expr::names::Names::of(&library.schema);
    let conditions = library
        .packs()
        .flat_map(|pack| &pack.criteria)
        .map(|one| one.clause.conditions()[0].source.as_bytes().to_vec());
    let seeds: Vec<_> = conditions.collect();
    fuzz(3_000, &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Err(error) = suffrage::law::expr::parse::condition(&text, &names) {
            let _ = error.render(&text);
        }
    });
}

#[test]
fn facts_in_json() {
    let schema = suffrage::law::Library::embedded().unwrap().schema;
    let seed = br#"{"pack":"ru-by-vote","poll":{"host":"RU","day":"2026-09-20","level":"municipal_council","municipality":"46701000"},"applied_on":"2026-07-01","facts":[{"kind":"citizenship","value":"BY","from":"1990-05-01"},{"kind":"incapacity","none":true},{"kind":"imprisonment","unknown":"requested"}]}"#;
    fuzz(10_000, &[seed.to_vec()], |bytes| {
        let _ = suffrage::law::facts_json::read(&String::from_utf8_lossy(bytes), &schema);
    });
}

#[test]
fn entries() {
    use suffrage::ledger::{Entry, Field, Rule};
    let entry = Entry {
        seq: 7,
        at_ms: 1_764_000_000_000,
        actor: "anna".into(),
        login: "anna".into(),
        key: Default::default(),
        capacity: suffrage::ledger::Capacity::Officer,
        action: suffrage::ledger::Action::DecisionMade,
        case: Some(1001),
        case_version: Some(3),
        case_before: Some(2),
        outcome: Some(suffrage::domain::Verdict::Grant),
        rules: vec![Rule { pack: "ru-by-vote".into(), version: "2026.1".into(), hash: [1; 32], notation: 1 }],
        fields: vec![Field { id: "decision/1".into(), commitment: [5; 32] }],
        erased: Vec::new(),
        command: [9; 16],
    };
    fuzz(30_000, &[entry.encode()], |bytes| {
        if let Ok(read) = Entry::decode(bytes) {
            assert_eq!(read.encode(), bytes, "what is accepted has one form");
        }
    });
}

#[test]
fn transcripts() {
    fuzz(10_000, &[b"# One behaviour.\n> open 60x16 anna\n> screen\n|x\n\n> rows select 1\n1\n".to_vec()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(read) = suffrage::play::transcript::Transcript::read(&text) {
            let outputs: Vec<_> = read.steps().map(|step| step.expected.clone()).collect();
            let _ = read.with_outputs(&outputs);
        }
    });
}
