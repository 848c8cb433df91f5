//! Who an actor is at a time, in a few words for a pane.

use crate::{
    model::{Actor, ActorKind, Office, Timeline, When},
    view::shown,
};

/// The offices that the actor held then ("foreign minister, Russia"); of one without an office
/// what it is a member of, else its kind.
pub fn at(timeline: &Timeline, actor: &Actor, when: &When) -> String {
    match (timeline.standing(actor, Some(when)), actor.kind) {
        (standing, ActorKind::Other) => shown::line(&standing).into_owned(),
        (standing, kind) if standing.is_empty() => kind.name().replace('_', " "),
        (standing, _) => shown::line(&standing).into_owned(),
    }
}

/// "foreign minister, Russia".
pub fn words(timeline: &Timeline, office: &Office) -> String {
    shown::line(&timeline.office(office)).into_owned()
}
