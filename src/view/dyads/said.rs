//! Pairs in words.

use std::{cmp::Reverse, fmt::Write as _};

use crate::{
    model::{ActorId, Timeline},
    view::{counted, dyads::Dyads, name_of, thousands},
};

/// No more partners of an actor are named.
const MOST: usize = 12;

impl Dyads {
    /// A pair: "Gulf Cartel and Los Zetas: 593 events, 6,932 killed, 590 of just these two".
    #[must_use]
    pub fn said(&self, timeline: &Timeline, [first, second]: [ActorId; 2]) -> String {
        let joint = if self.ask.which.directed { "acts on" } else { "and" };
        let [one, other] = [first, second].map(|actor| name_of(timeline, actor));
        let Some(dyad) = self.get(first, second) else {
            return format!("{one} {joint} {other}: no event");
        };
        let mut words = format!("{one} {joint} {other}: {}", counted(dyad.sum.events, "event"));
        if dyad.sum.killed > 0 {
            let _ = write!(words, ", {} killed", thousands(dyad.sum.killed));
        }
        if !self.ask.which.only_two && dyad.alone < dyad.sum.events {
            let _ = write!(words, ", {} of just these two", thousands(dyad.alone.into()));
        }
        words
    }

    /// An actor with its partners, those with most events first: "Gulf Cartel: 2,222 events; with
    /// Sinaloa Cartel 1,482, Los Zetas 593".
    #[must_use]
    pub fn row_said(&self, timeline: &Timeline, actor: ActorId) -> String {
        let mut partners: Vec<(u32, ActorId)> = self
            .actors
            .iter()
            .filter_map(|&other| Some((self.get(actor, other)?.sum.events, other)))
            .collect();
        partners.sort_by_key(|&(events, _)| Reverse(events));
        let named = partners.iter().take(MOST);
        let named = named
            .map(|&(events, other)| {
                format!("{} {}", name_of(timeline, other), thousands(events.into()))
            })
            .collect::<Vec<_>>();
        let more = match partners.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(", and {}", counted(more as u32, "other")),
        };
        let joint = if self.ask.which.directed { "acts on" } else { "with" };
        let all = counted(self.sums[actor.index()].events, "event");
        let name = name_of(timeline, actor);
        if named.is_empty() {
            return format!("{name}: {all}");
        }
        format!("{name}: {all}; {joint} {}{more}", named.join(", "))
    }
}
