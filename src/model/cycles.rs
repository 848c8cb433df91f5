//! Actors that are members of themselves, and sources that are derived from themselves, directly or
//! through others.

use crate::model::{actor::ActorId, source::SourceId, timeline::Timeline};

impl Timeline {
    /// The memberships that lead back to where they begin: each a list of actors of which every one
    /// is a member of the next, and the last of the first. No actor is in two of them; linear in
    /// actors and memberships.
    #[must_use]
    pub fn membership_cycles(&self) -> Vec<Vec<ActorId>> {
        cycles(&self.actors, |actor| &actor.member_of[..], |actor| actor.0)
    }

    /// The same of the sources that other sources were made from.
    #[must_use]
    pub fn derivation_cycles(&self) -> Vec<Vec<SourceId>> {
        cycles(&self.sources, |source| &source.derived_from[..], |source| source.0)
    }
}

/// How far the walk is with a node.
#[derive(Clone, Copy)]
enum State {
    New,
    /// On the path, at this place.
    Open(usize),
    Done,
}

/// A node of the path.
struct Step<I> {
    node: usize,
    /// How it was reached; none at the beginning.
    by: Option<I>,
    /// How many of its steps are taken.
    taken: usize,
    /// One past the last place up to here that is on a cycle which was told.
    told: usize,
}

fn cycles<T, I: Copy>(nodes: &[T], up: fn(&T) -> &[I], number: fn(I) -> u32) -> Vec<Vec<I>> {
    let mut states = vec![State::New; nodes.len()];
    let mut cycles = Vec::new();
    for start in 0..nodes.len() {
        if !matches!(states[start], State::New) {
            continue;
        }
        states[start] = State::Open(0);
        let mut path = vec![Step { node: start, by: None, taken: 0, told: 0 }];
        while let Some(step) = path.last_mut() {
            let Some(&next) = up(&nodes[step.node]).get(step.taken) else {
                states[step.node] = State::Done;
                path.pop();
                continue;
            };
            step.taken += 1;
            let (above, told) = (number(next) as usize, step.told);
            match states[above] {
                State::New => {
                    states[above] = State::Open(path.len());
                    path.push(Step { node: above, by: Some(next), taken: 0, told });
                }
                State::Open(place) if told <= place => {
                    let by = path[place + 1..].iter().filter_map(|step| step.by);
                    cycles.push([next].into_iter().chain(by).collect());
                    for (at, step) in path.iter_mut().enumerate().skip(place) {
                        step.told = at + 1;
                    }
                }
                State::Open(_) | State::Done => {}
            }
        }
    }
    cycles
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Actor, File, Shard};

    /// Expects the cycles among these memberships, `a>b` where a is a member of b.
    #[track_caller]
    fn check(memberships: &str, expect: &str) {
        let mut shard = Shard::new(0);
        let mut members: BTreeMap<&str, Vec<ActorId>> = BTreeMap::new();
        for membership in memberships.split(' ') {
            let (member, of) = membership.split_once('>').expect("a>b");
            shard.actor(member);
            members.entry(member).or_default().push(shard.actor(of));
        }
        for (name, member_of) in members {
            let actor = shard.actor(name);
            shard.describe_actor(actor, || Actor { member_of, ..Actor::named(name, name) });
        }
        let (timeline, _) = Timeline::build(vec![File::default()], vec![shard]);
        let name = |&actor: &ActorId| timeline.actor(actor).id.as_str();
        let cycles = timeline.membership_cycles();
        let lines = cycles.iter().map(|it| it.iter().map(name).collect::<Vec<_>>().join(">"));
        assert_eq!(lines.collect::<Vec<_>>().join(" "), expect, "{memberships}");
    }

    #[test]
    fn each_circle_is_found_once() {
        check("a>b b>c a>c", "");
        check("a>a", "a");
        check("a>b b>a", "a>b");
        check("x>a a>b b>c c>a c>y", "a>b>c");
        check("a>b b>a b>c c>b", "a>b");
        check("a>a b>b b>c c>d d>c", "a b c>d");
        let chain: Vec<String> = (0..50_000).map(|at| format!("{at}>{}", at + 1)).collect();
        check(&chain.join(" "), "");
    }
}
