//! A readable title for an event whose source has none.

use crate::{
    base::once::each_once,
    model::{actor::Role, event::Event, kind::Kind, known::Fatalities},
};

/// "Sinaloa Cartel and Tijuana Cartel: assault, 9 killed, Mexico City", of what the event has.
///
/// The arrow of "Russia > Syria: aid" is only there where the source gives a direction.
#[must_use]
pub fn compose(event: Event<'_>) -> String {
    let names = |roles: &[Role]| {
        let parts = event.actors().iter().filter(|part| roles.contains(&part.role()));
        let names = parts.map(|part| event.timeline().actor(part.actor()).name.as_str());
        enumerate(&each_once(names))
    };
    let first = names(&[Role::Initiator]);
    let second = names(&[Role::Recipient, Role::Victim]);
    let others = names(&[Role::Participant, Role::Host, Role::SideA, Role::SideB]);
    let who = match (first.as_str(), second.as_str()) {
        ("", "") if others.is_empty() => names(Role::ALL),
        ("", "") => others,
        (first, "") => first.to_owned(),
        ("", second) if others.is_empty() => second.to_owned(),
        ("", second) => format!("{others}, {second}"),
        (first, second) => format!("{first} > {second}"),
    };
    let killed = event.fatalities().and_then(Fatalities::number);
    let what = [
        what(event).to_owned(),
        killed
            .filter(|&number| number > 0)
            .map(|number| format!("{number} killed"))
            .unwrap_or_default(),
        event.place().map(|place| place.name.to_string()).unwrap_or_default(),
    ];
    let what = what.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>();
    match (who.as_str(), what.join(", ")) {
        ("", what) => what,
        (who, what) => format!("{who}: {what}"),
    }
}

/// The source's own label, else the kind.
fn what(event: Event<'_>) -> &str {
    match (event.kind(), event.label()) {
        (Kind::Other, "") => "event",
        (kind, "") => kind.name(),
        (_, label) => label,
    }
}

/// "A", "A and B", "A, B and 3 others".
fn enumerate(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} others", rest.len()),
    }
}
