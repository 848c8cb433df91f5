//! What ACLED's event types say was done.

use crate::model::Kind;

/// What was done, of which the row's own words are kept where ACLED's lists don't have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act<'r> {
    /// The kind.
    pub kind: Kind,
    /// The sub-event type, or the event type where there is none.
    pub label: &'r str,
    /// The event type as ACLED spells it today.
    pub code: &'r str,
    /// Whether the event type is none that ACLED has or had.
    pub is_unknown: bool,
}

/// Event types: as a code, as a label, and of which kind they are by themselves. First those of
/// today, then those until 2018.
const TYPES: &[(&str, &str, Kind)] = &[
    ("Battles", "battle", Kind::Assault),
    ("Explosions/Remote violence", "explosion or remote violence", Kind::Assault),
    ("Violence against civilians", "violence against civilians", Kind::Assault),
    ("Protests", "protest", Kind::Protest),
    ("Riots", "riot", Kind::Protest),
    ("Strategic developments", "strategic development", Kind::Other),
    ("Battle-No change of territory", "battle, no change of territory", Kind::Assault),
    ("Battle-Government regains territory", "government regains territory", Kind::Assault),
    (
        "Battle-Non-state actor overtakes territory",
        "non-state actor overtakes territory",
        Kind::Assault,
    ),
    ("Remote violence", "remote violence", Kind::Assault),
    ("Riots/Protests", "riot or protest", Kind::Protest),
    ("Demonstrations", "demonstration", Kind::Protest),
    ("Headquarters or base established", "headquarters or base established", Kind::Mobilize),
    ("Non-violent transfer of territory", "non-violent transfer of territory", Kind::Other),
    ("Non-violent activity by a conflict actor", "non-violent activity", Kind::Other),
    ("Strategic development", "strategic development", Kind::Other),
];

/// Sub-event types with their label and kind. A kind is PLOVER's where its definition covers the
/// sub-type as ACLED defines it: its modes have abduction, sexual violence and remote weapons under
/// assault, arrests and seizure of property under coerce, bases and troops under mobilize.
const SUB_TYPES: &[(&str, &str, Kind)] = &[
    ("Armed clash", "armed clash", Kind::Assault),
    ("Government regains territory", "government regains territory", Kind::Assault),
    ("Non-state actor overtakes territory", "non-state actor overtakes territory", Kind::Assault),
    ("Chemical weapon", "chemical weapon", Kind::Assault),
    ("Air/drone strike", "air or drone strike", Kind::Assault),
    ("Suicide bomb", "suicide bomb", Kind::Assault),
    ("Shelling/artillery/missile attack", "shelling, artillery or missile attack", Kind::Assault),
    ("Remote explosive/landmine/IED", "remote explosive, landmine or IED", Kind::Assault),
    ("Grenade", "grenade", Kind::Assault),
    ("Sexual violence", "sexual violence", Kind::Assault),
    ("Attack", "attack", Kind::Assault),
    ("Abduction/forced disappearance", "abduction or forced disappearance", Kind::Assault),
    ("Peaceful protest", "peaceful protest", Kind::Protest),
    ("Protest with intervention", "protest with intervention", Kind::Protest),
    ("Excessive force against protesters", "excessive force against protesters", Kind::Protest),
    ("Excessive force against protestors", "excessive force against protesters", Kind::Protest),
    ("Violent demonstration", "violent demonstration", Kind::Protest),
    ("Mob violence", "mob violence", Kind::Assault),
    ("Agreement", "agreement", Kind::Agree),
    ("Arrests", "arrests", Kind::Coerce),
    ("Change to group/activity", "change to group or activity", Kind::Other),
    ("Disrupted weapons use", "disrupted weapons use", Kind::Other),
    ("Headquarters or base established", "headquarters or base established", Kind::Mobilize),
    ("Looting/property destruction", "looting or property destruction", Kind::Coerce),
    ("Non-violent transfer of territory", "non-violent transfer of territory", Kind::Other),
];

/// Whether ACLED has or had an event type of this name, in whatever case.
pub(super) fn is_known(event_type: &str) -> bool {
    TYPES.iter().any(|(name, ..)| name.eq_ignore_ascii_case(event_type))
}

/// What an event type and a sub-event type say, in whatever case; the sub-event type may be empty.
pub(super) fn act<'r>(event_type: &'r str, sub_event_type: &'r str) -> Act<'r> {
    let find = |list: &[(&'static str, &'static str, Kind)], text: &str| {
        list.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text)).copied()
    };
    let known = find(TYPES, event_type);
    let (code, label, kind) = known.unwrap_or((event_type, event_type, Kind::Other));
    let is_unknown = known.is_none();
    match find(SUB_TYPES, sub_event_type) {
        Some((_, label, kind)) => Act { kind, label, code, is_unknown },
        None if matches!(sub_event_type, "" | "Other") => Act { kind, label, code, is_unknown },
        None => Act { kind, label: sub_event_type, code, is_unknown },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(event_type: &str, sub_event_type: &str, kind: Kind, label: &str, code: &str) {
        let found = act(event_type, sub_event_type);
        assert_eq!((found.kind, found.label, found.code), (kind, label, code));
        assert_eq!(found.is_unknown, TYPES.iter().all(|(name, ..)| *name != code));
    }

    #[test]
    fn the_sub_event_type_tells_more() {
        check("Battles", "Armed clash", Kind::Assault, "armed clash", "Battles");
        check("Riots", "Mob violence", Kind::Assault, "mob violence", "Riots");
        check("Riots", "Violent demonstration", Kind::Protest, "violent demonstration", "Riots");
        let code = "Strategic developments";
        check(code, "Agreement", Kind::Agree, "agreement", code);
        check(code, "Arrests", Kind::Coerce, "arrests", code);
        check(code, "Other", Kind::Other, "strategic development", code);
    }

    #[test]
    fn spelling_drifts_from_release_to_release() {
        let code = "Violence against civilians";
        check("Violence Against Civilians", "attack", Kind::Assault, "attack", code);
        check(
            "Strategic Developments",
            "",
            Kind::Other,
            "strategic development",
            "Strategic developments",
        );
        check("Remote violence", "", Kind::Assault, "remote violence", "Remote violence");
        check("Riots/Protests", "", Kind::Protest, "riot or protest", "Riots/Protests");
    }

    #[test]
    fn what_is_in_no_list_stays_as_it_is() {
        check("Demostrations", "", Kind::Other, "Demostrations", "Demostrations");
        check("Battles", "Duel", Kind::Assault, "Duel", "Battles");
        check("", "", Kind::Other, "", "");
    }
}
