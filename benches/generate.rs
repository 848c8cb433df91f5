//! Timelines of any size for measuring: the same on every run, with the proportions of real
//! data sets (few actors in many events, many in few; a tenth of the dates are ranges).

use demarche::model::{
    Actor, ActorKind, Draft, Fatalities, File, Kind, Participation, PlaceDraft, Role, Shard,
    Status, Timeline, When, day::Day,
};

/// Days over which the events are spread: thirty years.
const DAYS: u64 = 10_958;

/// How many actors there are.
const ACTORS: u64 = 10_000;

/// A generator of numbers without pattern (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number below `end`, small ones far more often than large ones.
    fn skewed(&mut self, end: u64) -> u64 {
        let (a, b) = (self.below(end), self.below(end));
        a.min(b).min(self.below(end)).min(self.below(end))
    }
}

/// A timeline of so many events, filled as a data set's importer does: dates, actors, kinds,
/// places and fatalities, titles composed.
pub fn timeline(events: u32) -> Timeline {
    let shards = 4;
    let mut filled = Vec::new();
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..shards)
            .map(|number| {
                let first = u64::from(events) * number / shards;
                let end = u64::from(events) * (number + 1) / shards;
                scope.spawn(move || shard(first, end))
            })
            .collect();
        filled.extend(parts.into_iter().map(|part| part.join().expect("a shard is filled")));
    });
    let file = File { name: "generated.csv".into(), format: "generated", ..File::default() };
    Timeline::build(vec![file], filled).0
}

fn shard(first: u64, end: u64) -> Shard {
    let mut numbers = Numbers(first);
    let mut shard = Shard::new(0);
    let places: Vec<String> = (0..5_000).map(|number| format!("Town {number}")).collect();
    let mut draft = Draft { scheme: "cameo", ..Draft::default() };
    let epoch = Day::of(1990, 1, 1).expect("a day");
    for _ in first..end {
        let day = epoch.plus_days(numbers.below(DAYS) as i32);
        draft.when = match numbers.below(10) {
            0 => When::lasted(day, day.plus_days(6)).expect("in order"),
            1 => When::month_of(day),
            _ => When::day(day),
        };
        let actors = [Role::Initiator, Role::Recipient].map(|role| {
            let number = numbers.skewed(ACTORS);
            let actor = shard.actor(&number.to_string());
            shard.describe_actor(actor, || Actor {
                kind: ActorKind::ArmedGroup,
                ..Actor::named(number.to_string(), format!("Front {number}"))
            });
            Participation::new(actor, role)
        });
        draft.kind = Kind::ALL[numbers.below(Kind::ALL.len() as u64) as usize];
        draft.code = ["042", "190", "0231", "173"][numbers.below(4) as usize];
        draft.status = Status::Occurred;
        draft.fatalities =
            Some(Fatalities { best: Some(numbers.skewed(200) as u32), ..Fatalities::default() });
        let place = &places[numbers.skewed(5_000) as usize];
        draft.place = Some(PlaceDraft { name: place, country: "SYR", ..PlaceDraft::default() });
        shard.push(&Draft { actors: &actors, ..draft.clone() });
    }
    shard
}
