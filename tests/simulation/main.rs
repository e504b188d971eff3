//! A simulated office. From one seed: people of every role at machines with clocks of their own, some with screens and keys,
//! some with commands, all on one real file; stale screens, lost leases, repeated commands, sources that break off, machines
//! that die in the middle of a write, full disks, and insiders who edit the file. A model (`model.rs`) with the rules of the
//! office written down a second time says of each act whether it must be accepted, and after each step what the program says
//! of its file must be what the model holds (`check.rs`); at the end the ledger verifies where nobody cheated, and does not
//! where somebody did.
//!
//! `SIMULATE_SEED=n` runs one seed and prints its steps; `SIMULATE=seconds` runs longer, with offices of up to 20 people.
//! A seed throws the same dice every time; only the instant at which a process is killed is the machine's.
//!
//! A simulation is believed only while it finds what was planted: `planted_faults_are_found` plants each fault of
//! `cheats.rs` and prints how long it went unseen, offices without one of their guards (`guards.rs`) among them. Insiders who
//! make whole entries and hashes anew are in `tests/forgery/`.

mod acts;
mod cheats;
mod check;
mod dice;
mod guards;
#[allow(dead_code)]
#[path = "../insider/mod.rs"]
mod insider;
mod model;
mod moved;
mod town;
mod trouble;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use cheats::Plant;
use dice::Dice;
use suffrage::law::Library;
use town::{Step, Town};

/// Seeds that every run goes through, however slow the machine.
const AT_LEAST: u64 = 12;
/// Time for more seeds, unless `SIMULATE` says otherwise.
const SECONDS: u64 = 14;
const STEPS: usize = 100;
/// Lives in which a planted fault must come to light.
const MOST_SEEDS: u64 = 24;

/// What becomes of a run besides honest work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plot {
    Honest,
    /// An insider edits a row half way.
    Insider,
    Planted(Plant),
}

/// How a run went.
struct Ran {
    steps: Vec<String>,
    /// What was found, after how many steps since it was planted.
    found: Option<(String, usize)>,
    /// The insider or the planter did something.
    cheated: bool,
    heals: bool,
    entries: usize,
    by_keys: usize,
    refused: usize,
}

/// Lives through one seed.
fn simulate(seed: u64, plot: Plot, most: usize, library: &Rc<Library>) -> Ran {
    let people = 2 + Dice::new(seed ^ 0xA5).below(most - 1);
    let mut town = Town::new(seed, people, library);
    let (mut cheated, mut heals, mut since) = (false, false, 0);
    let lived = catch_unwind(AssertUnwindSafe(|| -> Step {
        for step in 0..STEPS {
            // A guard that is missing was never there; the rest needs something to spoil.
            let guard = matches!(plot, Plot::Planted(Plant::Without(_)));
            if (guard || step >= STEPS / 2) && !cheated {
                cheated = match plot {
                    Plot::Honest => false,
                    Plot::Insider => town.cheat().is_some_and(|cheat| {
                        heals = cheat.heals;
                        true
                    }),
                    Plot::Planted(plant) => town.plant(plant)?,
                };
            }
            since += usize::from(cheated);
            // A process of its own takes long to start: once or twice in a life.
            if plot == Plot::Honest && step > 10 && town.dice.one_in(40) {
                town.trouble()?
            } else {
                town.step()?
            }
            town.check(step % 10 == 9)?;
        }
        town.check(true)?;
        town.verify()
    }));
    cheated |= town.planted;
    let found = match lived {
        Ok(lived) => lived.err(),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().cloned();
            let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            let said = said.unwrap_or_default();
            // Whoever edits the head makes the log beside the file look like another's, and nobody sits down at that.
            let refuses = cheated && said.contains("SideFilesOfOther");
            Some(format!("{}: {said}", if refuses { "the office refuses to open" } else { "panic" }))
        }
    };
    let (entries, by_keys, refused) = (town.model.lines.len(), town.by_keys, town.refused);
    let steps = std::mem::take(&mut town.steps);
    Ran { steps, found: found.map(|what| (what, since)), cheated, heals, entries, by_keys, refused }
}

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().unwrap())
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// The seed, its steps and what does not hold.
fn story(seed: u64, plot: Plot, ran: &Ran, what: &str) -> String {
    let steps: Vec<String> = ran.steps.iter().enumerate().map(|(n, step)| format!("{:>3}  {step}", n + 1)).collect();
    // The offices of a long run can be larger.
    let long = if number("SIMULATE").is_some() { "SIMULATE=1 " } else { "" };
    format!(
        "seed {seed} ({plot:?})\n{}\n{what}\n{long}SIMULATE_SEED={seed} cargo test --test simulation",
        steps.join("\n")
    )
}

/// One in three has an insider.
fn plot(seed: u64) -> Plot {
    if seed % 3 == 2 { Plot::Insider } else { Plot::Honest }
}

#[test]
fn an_office_holds_whatever_its_day_brings() {
    let library = library();
    let one = number("SIMULATE_SEED");
    let long = number("SIMULATE");
    let until = Instant::now() + Duration::from_secs(long.unwrap_or(SECONDS));
    let most = if long.is_some() { 20 } else { 6 };
    let (mut entries, mut by_keys, mut refused, mut cheats, mut healed, mut ran_seeds) = (0, 0, 0, 0, 0, 0);
    let mut failures = Vec::new();
    for seed in one.unwrap_or(0).. {
        if (seed >= AT_LEAST && Instant::now() > until) || one.is_some_and(|one| seed > one) {
            break;
        }
        // Every fifth office of a long run is a large one.
        let most = if seed % 5 == 4 { most } else { 6 };
        let plot = plot(seed);
        let ran = simulate(seed, plot, most, &library);
        ran_seeds += 1;
        entries += ran.entries;
        by_keys += ran.by_keys;
        refused += ran.refused;
        cheats += usize::from(ran.cheated);
        match &ran.found {
            Some((what, _)) if !ran.cheated => failures.push(story(seed, plot, &ran, what)),
            // What an honest act computed anew is right again.
            None if ran.cheated && ran.heals => healed += 1,
            None if ran.cheated => failures.push(story(seed, plot, &ran, "somebody cheated and it was not found")),
            Some((what, _)) if what.starts_with("panic") => failures.push(story(seed, plot, &ran, what)),
            found if one.is_some() => println!("{}", story(seed, plot, &ran, &format!("{found:?}"))),
            _ => {}
        }
        if failures.len() >= 3 {
            break;
        }
    }
    println!(
        "{ran_seeds} seeds: {entries} entries, {by_keys} acts by keys, {refused} refused, {cheats} cheats of which {healed} healed"
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(one.is_some() || by_keys > 0 && refused > 0 && cheats > 0, "the office slept");
}

#[test]
fn planted_faults_are_found() {
    if number("SIMULATE_SEED").is_some() {
        return;
    }
    let library = library();
    for n in 1..=2 {
        let ran = simulate(1_000 + n, Plot::Honest, 6, &library);
        assert!(ran.found.is_none(), "found where nothing was planted: {:?}", ran.found);
    }
    let mut unseen = Vec::new();
    println!("{:24} {:>7} {:>6} {:>6}  found as", "fault", "seconds", "seeds", "steps");
    for plant in Plant::all() {
        let began = Instant::now();
        let seeds = (1..=MOST_SEEDS).map(|n| (n, simulate(1_000 + n, Plot::Planted(plant), 6, &library)));
        let mut told = seeds.filter(|(_, ran)| ran.cheated).filter_map(|(n, ran)| Some((n, ran.found?)));
        match told.find(|(_, (what, _))| plant.is_told_by(what)) {
            Some((seed, (what, steps))) => {
                let (fault, seconds) = (format!("{plant:?}"), began.elapsed().as_secs_f64());
                let what: String = what.chars().take(90).collect();
                println!("{fault:24} {seconds:>7.2} {seed:>6} {steps:>6}  {what}");
            }
            None => unseen.push(plant),
        }
    }
    assert!(unseen.is_empty(), "planted and not found: {unseen:?}");
}
