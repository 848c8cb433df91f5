//! Who an actor is at a time, in a few words.

use crate::{
    model::{Actor, Office, Timeline, When, when::Period},
    view::shown,
};

/// The offices that the actor held then ("foreign minister, Russia"); of one without an office
/// what it is a member of, else its kind. An office without a date counts for all
/// times, and an event without one for all offices.
pub fn at(timeline: &Timeline, actor: &Actor, when: &When) -> String {
    let period = Period::of(when);
    let held = actor.offices.iter().filter(|office| match (&office.when, period) {
        (Some(when), Some(period)) => when.may_touch(period),
        _ => true,
    });
    of(timeline, actor, held)
}

/// The same without regard to a time.
pub fn ever(timeline: &Timeline, actor: &Actor) -> String {
    of(timeline, actor, actor.offices.iter())
}

fn of<'a>(timeline: &Timeline, actor: &Actor, offices: impl Iterator<Item = &'a Office>) -> String {
    let offices: Vec<String> = offices.map(|office| words(timeline, office)).collect();
    if !offices.is_empty() {
        return offices.join("; ");
    }
    if actor.member_of.is_empty() {
        return match actor.kind {
            crate::model::ActorKind::Other => String::new(),
            kind => kind.name().replace('_', " "),
        };
    }
    let groups = actor.member_of.iter().map(|&id| shown::line(&timeline.actor(id).name));
    groups.collect::<Vec<_>>().join(", ")
}

/// "foreign minister, Russia".
pub fn words(timeline: &Timeline, office: &Office) -> String {
    let title = shown::line(&office.title);
    match office.of {
        Some(of) if title.is_empty() => shown::line(&timeline.actor(of).name).into_owned(),
        Some(of) => format!("{title}, {}", shown::line(&timeline.actor(of).name)),
        None => title.into_owned(),
    }
}
