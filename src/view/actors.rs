//! The actors as a tree: states and organisations with their members and office holders below.
//!
//! ```text
//!   [x] v Russia                                     events 5   statements 0
//!           Russia's foreign ministry                       1            1
//!           Sergei Lavrov       Foreign Minister            3            0
//! ```
//!
//! A [`Tree`] is built once a timeline. [`Tree::nodes`] flattens it for how it is looked at now and
//! is kept until that changes; [`lines`] makes the lines that are in sight.

mod tree;

pub use tree::Tree;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::{
    model::{Actor, ActorId, ActorKind, Timeline},
    view::{counted, shown, spoken, standing, thousands},
};

/// How the tree is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// How many events and statements each actor has now.
    pub counts: Counts<'a>,
    /// The actors whose members are not shown.
    pub folded: &'a FxHashSet<ActorId>,
    /// The order of neighbours in the tree.
    pub sort: Sort,
    /// What is typed to find an actor: the tree then holds what has a name with these words, with
    /// all above it, whatever is folded.
    pub find: &'a str,
}

/// Numbers by actor, as a tally gives them; an actor beyond the end has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts<'a> {
    /// How many events.
    pub events: &'a [u32],
    /// How many statements.
    pub statements: &'a [u32],
    /// How many events without any filter.
    pub all_events: &'a [u32],
    /// How many statements without any filter.
    pub all_statements: &'a [u32],
}

/// The order of neighbours in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Those with the most events first, then by name.
    #[default]
    Events,
    /// Those with the most statements first, then by name.
    Statements,
    /// By name, as folded for searches.
    Name,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Events, Self::Statements, Self::Name];

    /// By what it sorts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Statements => "statements",
            Self::Name => "name",
        }
    }

    /// The order of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// One line of the flattened tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The actor.
    pub actor: ActorId,
    /// What it stands below; `None` at the top.
    pub parent: Option<ActorId>,
    /// How many lines lead up to the top.
    pub depth: u32,
    /// Whether it has members, and whether they are shown.
    pub fold: Fold,
    /// Whether its own name was looked for, not only one below it.
    pub found: bool,
}

/// What is below an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Nothing.
    Leaf,
    /// Its members, on the next lines.
    Open,
    /// Its members, not shown.
    Closed,
    /// Its members, shown below another line of the same actor.
    Elsewhere,
}

/// What the filter does with an actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    #[default]
    No,
    /// Keeps it.
    Kept,
    /// Leaves it out.
    Excluded,
}

/// One actor in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where it stands in the tree.
    pub node: Node,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Its office in what it stands below: "Foreign Minister"; at the top of the tree with whose
    /// office it is. Often empty.
    pub office: String,
    /// How many events.
    pub events: u32,
    /// How many statements.
    pub statements: u32,
    /// How many events without any filter, if that is known.
    pub all_events: Option<u32>,
    /// How many statements without any filter, if that is known.
    pub all_statements: Option<u32>,
    /// What the filter does with it.
    pub chosen: Chosen,
}

impl Counts<'_> {
    fn statements_of(self, actor: ActorId) -> u32 {
        number(self.statements, actor).unwrap_or(0)
    }

    fn events_of(self, actor: ActorId) -> u32 {
        number(self.events, actor).unwrap_or(0)
    }
}

fn number(counts: &[u32], actor: ActorId) -> Option<u32> {
    counts.get(actor.index()).copied()
}

/// The lines of some nodes: those in sight.
#[must_use]
pub fn lines<'a>(
    timeline: &'a Timeline,
    nodes: &[Node],
    counts: Counts<'_>,
    chosen: impl Fn(ActorId) -> Chosen,
) -> Vec<Line<'a>> {
    nodes
        .iter()
        .map(|&node| {
            let actor = timeline.actor(node.actor);
            Line {
                node,
                name: shown::line(&actor.name),
                kind: actor.kind,
                office: office(timeline, actor, node.parent),
                events: counts.events_of(node.actor),
                statements: number(counts.statements, node.actor).unwrap_or(0),
                all_events: number(counts.all_events, node.actor),
                all_statements: number(counts.all_statements, node.actor),
                chosen: chosen(node.actor),
            }
        })
        .collect()
}

impl Line<'_> {
    /// The line in words: "Sergei Lavrov, Foreign Minister. 3 events, 2 statements. Kept".
    #[must_use]
    pub fn said(&self) -> String {
        let name = [&*self.name, &self.office];
        let name =
            name.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
        let events = match self.all_events {
            Some(all) if all != self.events => {
                format!("{} of {}", thousands(self.events.into()), counted(all, "event"))
            }
            _ => counted(self.events, "event"),
        };
        let statements =
            (self.statements > 0).then(|| format!(", {}", counted(self.statements, "statement")));
        let chosen = match self.chosen {
            Chosen::No => "",
            Chosen::Kept => "The filter keeps its events",
            Chosen::Excluded => "The filter excludes its events",
        };
        let fold = match self.node.fold {
            Fold::Leaf => "",
            Fold::Open => "Its members follow",
            Fold::Closed => "Its members are folded",
            Fold::Elsewhere => "Its members stand below another line of it",
        };
        spoken::sentences([
            name,
            format!("{events}{}", statements.unwrap_or_default()),
            chosen.to_owned(),
            fold.to_owned(),
        ])
    }
}

/// The index of the node that this one stands below; `None` at the top.
#[must_use]
pub fn parent(nodes: &[Node], index: usize) -> Option<usize> {
    let depth = nodes.get(index)?.depth.checked_sub(1)?;
    nodes[..index].iter().rposition(|node| node.depth == depth)
}

/// The offices of an actor in what it stands below, by title; at the top all of them, with whose
/// they are.
fn office(timeline: &Timeline, actor: &Actor, below: Option<ActorId>) -> String {
    let offices = actor.offices.iter();
    let words: Vec<String> = match below {
        None => offices.map(|office| standing::words(timeline, office)).collect(),
        below => offices
            .filter(|office| office.of == below)
            .map(|office| shown::line(&office.title).into_owned())
            .collect(),
    };
    words.join("; ")
}

#[cfg(test)]
mod tests;
