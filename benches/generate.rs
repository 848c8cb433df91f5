//! Timelines of any size for measuring: the same on every run, with the proportions of real
//! data sets (few actors in many events, many in few; a tenth of the dates are ranges).

use std::ops::Range;

use demarche::model::{
    Actor, ActorId, ActorKind, Draft, Fatalities, File, Form, Kind, Participation, PlaceDraft,
    Role, Shard, StatementDraft, Status, Timeline, When, day::Day,
};

/// How many actors there are; each hundred of them but the first belongs to one of the first.
const ACTORS: u32 = 10_000;

/// How many places there are.
const PLACES: u32 = 5_000;

/// What a timeline is like.
#[derive(Clone, Copy)]
pub struct Shape {
    /// How many events there are.
    pub events: u32,
    /// The year that begins with the first of the days; 0 is 1 BCE.
    pub year: i64,
    /// The days over which they are spread.
    pub days: u32,
    /// The characters of a title; with 0 the events have none, as in most data sets.
    pub title: usize,
    /// How many statements were made, one in an event.
    pub statements: u32,
}

impl Shape {
    /// So many events in thirty years, as a data set has them.
    pub fn events(events: u32) -> Self {
        Self { events, year: 1990, days: 10_958, title: 0, statements: 0 }
    }
}

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

    /// A number below `end`, small ones far more often than large ones: of ten thousand the first
    /// comes in one of thirteen cases, and as often as the next two together.
    #[expect(clippy::cast_sign_loss, reason = "a power of a positive number")]
    fn skewed(&mut self, end: u32) -> u32 {
        let share = f64::from(self.next() as u32) / f64::from(u32::MAX);
        (f64::from(end + 1).powf(share) as u32 - 1).min(end - 1)
    }
}

/// A timeline filled as a data set's importer does.
pub fn timeline(shape: Shape) -> Timeline {
    let shards = 4;
    let mut filled = Vec::new();
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..shards)
            .map(|number| {
                let part = |number| (u64::from(shape.events) * number / shards) as u32;
                scope.spawn(move || shard(shape, part(number)..part(number + 1)))
            })
            .collect();
        filled.extend(parts.into_iter().map(|part| part.join().expect("a shard is filled")));
    });
    let file = File { name: "generated.csv".into(), format: "generated", ..File::default() };
    Timeline::build(vec![file], filled).0
}

fn shard(shape: Shape, events: Range<u32>) -> Shard {
    let mut numbers = Numbers(u64::from(events.start));
    let mut shard = Shard::new(0);
    let places: Vec<String> = (0..PLACES).map(|number| format!("Town {number}")).collect();
    let epoch = Day::of(shape.year, 1, 1).expect("a day");
    let mut title = String::new();
    for number in events {
        let day = epoch.plus_days(numbers.below(shape.days.into()) as i32);
        let when = match numbers.below(10) {
            0 => When::lasted(day, day.plus_days(6)).expect("in order"),
            1 => When::month_of(day),
            _ => When::day(day),
        };
        let parts = [Role::Initiator, Role::Recipient]
            .map(|role| Participation::new(actor(&mut shard, numbers.skewed(ACTORS)), role));
        let id = (400_000_000 + number).to_string();
        title.clear();
        while title.len() < shape.title {
            title.push_str(WORDS[numbers.skewed(WORDS.len() as u32) as usize]);
        }
        title.truncate(shape.title);
        let place = &places[numbers.skewed(PLACES) as usize];
        let killed = Fatalities { best: Some(numbers.skewed(200)), ..Fatalities::default() };
        shard.push(&Draft {
            id: &id,
            when,
            title: &title,
            kind: Kind::ALL[numbers.below(Kind::ALL.len() as u64) as usize],
            scheme: "CAMEO",
            code: ["042", "190", "0231", "173"][numbers.below(4) as usize],
            actors: &parts,
            place: Some(PlaceDraft { name: place, country: "SYR", ..PlaceDraft::default() }),
            status: Status::Occurred,
            fatalities: Some(killed),
            ..Draft::default()
        });
        if number < shape.statements {
            shard.push_statement(&StatementDraft {
                id: &format!("s{number}"),
                event: &id,
                speaker: Some(parts[0].actor()),
                to: vec![parts[1].actor()],
                form: Some(Form::ALL[numbers.below(Form::ALL.len() as u64) as usize]),
                text: &WORDS.concat(),
                ..StatementDraft::default()
            });
        }
    }
    shard
}

/// The words of titles and statements, each with the space after it, the frequent ones first.
const WORDS: [&str; 24] = [
    "the ",
    "of ",
    "in ",
    "and ",
    "to ",
    "with ",
    "talks ",
    "minister ",
    "after ",
    "forces ",
    "meets ",
    "near ",
    "attack ",
    "border ",
    "ceasefire ",
    "envoy ",
    "delegation ",
    "rejects ",
    "humanitarian ",
    "convoy ",
    "sanctions ",
    "ambassador ",
    "Geneva ",
    "zeppelin ",
];

fn actor(shard: &mut Shard, number: u32) -> ActorId {
    let id = shard.actor(&number.to_string());
    if !shard.knows_actor(id) {
        let state = (number >= 100).then(|| actor(shard, number / 100));
        shard.describe_actor(id, || Actor {
            kind: ActorKind::ArmedGroup,
            member_of: state.into_iter().collect(),
            ..Actor::named(number.to_string(), format!("Front {number}"))
        });
    }
    id
}
