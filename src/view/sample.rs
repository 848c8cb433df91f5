//! Small timelines for the tests of this room.

use crate::model::{Draft, File, Participation, Role, Shard, Timeline, When};

/// A timeline of what the closure puts into the shard.
pub fn timeline(fill: impl FnOnce(&mut Shard)) -> Timeline {
    let mut shard = Shard::new(0);
    fill(&mut shard);
    let input = File { name: "sample.json".into(), format: "native", ..File::default() };
    Timeline::build(vec![input], vec![shard]).0
}

/// A timeline with an event on each of these dates, whose titles are the dates.
pub fn dates(dates: &[&str]) -> Timeline {
    timeline(|shard| {
        for &date in dates {
            shard.push(&Draft { id: date, when: when(date), title: date, ..Draft::default() });
        }
    })
}

/// Who takes part, as "initiator:Russia recipient:Syria"; the names are also the keys.
pub fn actors(shard: &mut Shard, parts: &str) -> Vec<Participation> {
    parts
        .split_whitespace()
        .map(|part| {
            let (role, name) = part.split_once(':').unwrap();
            Participation::new(shard.actor(name), Role::from_name(role).unwrap())
        })
        .collect()
}

/// The date of an EDTF text.
pub fn when(text: &str) -> When {
    When::parse(text).unwrap()
}
