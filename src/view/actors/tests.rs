use proptest::prelude::*;

use super::*;
use crate::{index::Store, model::Office, view::sample};

/// Actors as "name < group, group: office of group", one a line, keyed by name.
fn actors(lines: &str) -> Store {
    let timeline = sample::timeline(|shard| {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (line, office) = line.split_once(':').unwrap_or((line, ""));
            let (name, groups) = line.split_once('<').unwrap_or((line, ""));
            let list = |text: &str| -> Vec<String> {
                let parts = text.split(',').map(|part| part.trim().to_owned());
                parts.filter(|part| !part.is_empty()).collect()
            };
            let id = shard.actor(name.trim());
            let member_of = list(groups).iter().map(|group| shard.actor(group)).collect();
            let offices = list(office)
                .iter()
                .map(|office| office.split_once(" of ").unwrap())
                .map(|(title, of)| Office {
                    title: title.into(),
                    of: Some(shard.actor(of)),
                    when: None,
                })
                .collect();
            shard.describe_actor(id, || Actor {
                offices,
                member_of,
                ..Actor::named(name.trim(), name.trim())
            });
        }
    });
    Store::new(timeline)
}

const ACTORS: &str = "
    Lavrov : minister of Russia
    Zakharova : spokeswoman of ministry
    ministry < Russia
    Russia
    Assad < alliance : president of Syria
    Syria < alliance
    alliance
    Éric
";

fn id(store: &Store, name: &str) -> ActorId {
    ActorId(store.timeline().actors().iter().position(|actor| actor.name == name).unwrap() as u32)
}

/// The tree as text: a sign, indented names, and how many events.
fn drawn(store: &Store, look: &Look<'_>) -> Vec<String> {
    let nodes = Tree::new(store).nodes(store, look);
    lines(store.timeline(), &nodes, look.counts, |_| Chosen::No)
        .into_iter()
        .map(|line| {
            let sign = match line.node.fold {
                Fold::Leaf => ' ',
                Fold::Open => 'v',
                Fold::Closed => '>',
                Fold::Elsewhere => '^',
            };
            let indent = "  ".repeat(line.node.depth as usize);
            let text = format!("{sign} {indent}{} {}", line.name, line.office);
            format!("{} {}", text.trim_end(), line.events).trim_end_matches(" 0").to_owned()
        })
        .collect()
}

#[track_caller]
fn check(look: impl FnOnce(&Store) -> (Vec<ActorId>, Sort, &'static str), expected: &[&str]) {
    let store = actors(ACTORS);
    let (folded, sort, find) = look(&store);
    let mut events = vec![0; 5];
    events[id(&store, "Lavrov").index()] = 3;
    events[id(&store, "Russia").index()] = 5;
    let counts = Counts { events: &events, ..Counts::default() };
    let folded = folded.into_iter().collect();
    assert_eq!(drawn(&store, &Look { counts, folded: &folded, sort, find }), expected);
}

#[test]
fn members_and_office_holders_stand_below_what_they_belong_to() {
    check(
        |_| (vec![], Sort::Name, ""),
        &[
            "v alliance",
            "    Assad",
            "v   Syria",
            "      Assad president",
            "  Eric",
            "v Russia 5",
            "    Lavrov minister 3",
            "v   ministry",
            "      Zakharova spokeswoman",
        ]
        .map(|line| if line == "  Eric" { "  Éric" } else { line }),
    );
}

#[test]
fn those_with_more_events_come_first() {
    check(
        |_| (vec![], Sort::Events, ""),
        &[
            "v Russia 5",
            "    Lavrov minister 3",
            "v   ministry",
            "      Zakharova spokeswoman",
            "v alliance",
            "    Assad",
            "v   Syria",
            "      Assad president",
            "  Éric",
        ],
    );
}

#[test]
fn folded_members_are_not_shown() {
    check(
        |store| (vec![id(store, "Russia"), id(store, "Syria")], Sort::Name, ""),
        &["v alliance", "    Assad", ">   Syria", "  Éric", "> Russia 5"],
    );
}

#[test]
fn what_is_typed_finds_names_with_all_above_them() {
    let folded = |store: &Store| vec![id(store, "Russia")];
    check(
        |t| (folded(t), Sort::Name, "ZAKH"),
        &["v Russia 5", "v   ministry", "      Zakharova spokeswoman"],
    );
    check(|t| (folded(t), Sort::Name, "eri"), &["  Éric"]);
    check(|t| (folded(t), Sort::Name, "rov"), &[]);
    check(|t| (folded(t), Sort::Name, "russia"), &["v Russia 5"]);
}

#[test]
fn members_of_two_groups_stand_below_both_and_open_once() {
    let store = actors("a \n b \n c < a, b \n d < c");
    let folded = FxHashSet::default();
    let look = Look { counts: Counts::default(), folded: &folded, sort: Sort::Name, find: "" };
    assert_eq!(drawn(&store, &look), ["v a", "v   c", "      d", "v b", "^   c"]);
    let folded = [id(&store, "a")].into_iter().collect();
    let look = Look { folded: &folded, ..look };
    assert_eq!(drawn(&store, &look), ["> a", "v b", "v   c", "      d"]);
    let nodes = Tree::new(&store).nodes(&store, &look);
    assert_eq!([0, 1, 2, 3].map(|index| parent(&nodes, index)), [None, None, Some(1), Some(2)]);
}

#[test]
fn circles_are_entered_once() {
    let folded = FxHashSet::default();
    let look = Look { counts: Counts::default(), folded: &folded, sort: Sort::Name, find: "" };
    let circle = actors("a < b \n b < c \n c < a \n d < d");
    assert_eq!(drawn(&circle, &look), ["v a", "v   c", "v     b", "  d"]);
    assert_eq!(drawn(&circle, &Look { find: "b", ..look }), ["v a", "v   c", "v     b"]);
}

proptest! {
    #[test]
    fn every_actor_is_somewhere_and_lines_are_bounded(
        links in prop::collection::vec((0..12_u32, 0..12_u32), 0..40),
        fold in prop::collection::hash_set(0..12_u32, 0..4),
    ) {
        let name = |number: u32| format!("n{number}");
        let text: Vec<String> = (0..12)
            .map(|member| {
                let groups = links.iter().filter(|link| link.0 == member).map(|link| name(link.1));
                format!("{} < {}", name(member), groups.collect::<Vec<_>>().join(","))
            })
            .collect();
        let store = actors(&text.join("\n"));
        let tree = Tree::new(&store);
        let folded = FxHashSet::default();
        let look = Look { counts: Counts::default(), folded: &folded, sort: Sort::Name, find: "" };
        let nodes = tree.nodes(&store, &look);
        for actor in (0..12).map(ActorId) {
            prop_assert!(nodes.iter().any(|node| node.actor == actor));
        }
        prop_assert!(nodes.len() <= 12 + links.len());
        for (index, node) in nodes.iter().enumerate() {
            let above = parent(&nodes, index).map(|index| nodes[index].actor);
            prop_assert_eq!(above, node.parent);
        }
        // What is folded away may open below another parent.
        let some = fold.into_iter().map(ActorId).collect();
        let fewer = tree.nodes(&store, &Look { folded: &some, ..look });
        prop_assert!(fewer.len() <= 12 + links.len());
        for node in &fewer {
            prop_assert!(node.fold != Fold::Open || !some.contains(&node.actor));
        }
    }
}
