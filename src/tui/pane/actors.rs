//! The actors as a tree, with how many events and statements each has under the other filters.

use std::sync::Arc;

use ratatui::layout::Rect;
use rustc_hash::FxHashSet;

use crate::{
    model::ActorId,
    query::tally::Tally,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Session, WithActor, turns},
        theme::Role,
    },
    view::{
        Record,
        actors::{self, Chosen, Fold, Node, Sort, Tree},
    },
};

/// How many cells each level of the tree is indented.
const INDENT: u16 = 2;

/// The actors pane.
#[derive(Debug, Default)]
pub(super) struct Actors {
    tree: Tree,
    nodes: Vec<Node>,
    cursor: Cursor,
    folded: FxHashSet<ActorId>,
    /// The timeline that the tree is of, by its number.
    load: u64,
    /// What the nodes were made for; `None` where they are to be made anew.
    made_for: Option<MadeFor>,
}

/// What the order and choice of the nodes depend on.
#[derive(Debug)]
struct MadeFor {
    tally: Option<Arc<Tally>>,
    sort: Sort,
    name: String,
}

impl MadeFor {
    fn new(session: &Session) -> Self {
        Self {
            tally: session.shown.tally.clone(),
            sort: session.look.sort,
            name: session.name.clone(),
        }
    }

    fn still_holds(&self, session: &Session) -> bool {
        let same = match (&self.tally, &session.shown.tally) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        same && self.sort == session.look.sort && self.name == session.name
    }
}

impl Actors {
    fn at_cursor(&self) -> Option<ActorId> {
        self.nodes.get(self.cursor.at).map(|node| node.actor)
    }

    fn look_at_cursor(&self, session: &mut Session) {
        if let Some(actor) = self.at_cursor() {
            session.look_at(Record::Actor(actor));
        }
    }

    fn make_nodes(&mut self, session: &Session) {
        // Seen from another pane, the list shows its top: what the filters leave most of.
        let here = self.at_cursor().filter(|_| session.place.focus == Slot::Actors);
        self.nodes = self.tree.nodes(
            session.store(),
            &actors::Look {
                counts: session.actor_counts(),
                folded: &self.folded,
                sort: session.look.sort,
                find: &session.name,
            },
        );
        let at = if session.name.is_empty() {
            self.nodes.iter().position(|node| Some(node.actor) == here)
        } else {
            self.nodes.iter().position(|node| node.found)
        };
        self.cursor.at = at.unwrap_or(0);
        self.made_for = Some(MadeFor::new(session));
    }

    fn fold(&mut self, session: &mut Session) {
        let Some(node) = self.nodes.get(self.cursor.at).copied() else {
            session.notice("there are no actors");
            return;
        };
        if node.fold == Fold::Open && session.name.is_empty() {
            self.folded.insert(node.actor);
            self.made_for = None;
        } else if let Some(parent) = actors::parent(&self.nodes, self.cursor.at) {
            self.cursor.at = parent;
            self.look_at_cursor(session);
        } else {
            session.notice("nothing to fold here");
        }
    }

    fn unfold(&mut self, session: &mut Session) {
        let node = self.nodes.get(self.cursor.at).copied();
        match node {
            Some(node) if self.folded.remove(&node.actor) => self.made_for = None,
            Some(Node { fold: Fold::Leaf, .. }) => session.notice("this actor has no members"),
            Some(Node { fold: Fold::Open, .. }) => session.notice("the members are shown below"),
            Some(_) => session.notice("the members are shown below another line of this actor"),
            None => session.notice("there are no actors"),
        }
    }

    fn seen<'a>(&self, session: &'a Session, top: usize, height: u16) -> Vec<actors::Line<'a>> {
        let chosen = |actor| {
            let term = session.term_of(actor);
            match () {
                () if session.look.query.asks_for(&term) => Chosen::Kept,
                () if session.look.query.excludes(&term) => Chosen::Excluded,
                () => Chosen::No,
            }
        };
        let shown = &self.nodes[top.min(self.nodes.len())..];
        let shown = &shown[..shown.len().min(usize::from(height))];
        actors::lines(session.timeline(), shown, session.actor_counts(), chosen)
    }
}

impl Pane for Actors {
    answers! {
        Fold => Self::fold,
        Unfold => Self::unfold,
        SortActors => |_, session| session.sort_actors(),
    }

    fn slot(&self) -> Slot {
        Slot::Actors
    }

    fn context(&self) -> Context {
        Context::Actors
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::OnlyActor], "only"),
            (&[Action::AddActor], "add"),
            (&[Action::Exclude], "exclude"),
            (&[Action::Open], "events"),
            (&[Action::GoToActor], "find"),
            (&[Action::SortActors], "sort"),
            (&[Action::Fold, Action::Unfold], "fold"),
            (&[Action::Undo], "undo"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        if self.load != session.loads {
            self.load = session.loads;
            self.tree = Tree::new(session.store());
            self.nodes.clear();
            self.folded.clear();
            self.made_for = None;
        }
        if !self.made_for.as_ref().is_some_and(|made| made.still_holds(session)) {
            self.make_nodes(session);
        }
        self.cursor.go(self.cursor.at, self.nodes.len());
        self.cursor.show(usize::from(session.layout.inner(Slot::Actors).height));
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let before = self.cursor.at;
        self.cursor.step(lines, self.nodes.len());
        self.look_at_cursor(session);
        self.cursor.at != before
    }

    fn enter(&mut self, session: &mut Session) {
        self.look_at_cursor(session);
    }

    fn open(&mut self, session: &mut Session) {
        match self.at_cursor() {
            Some(actor) => {
                session.with_actor(WithActor::Only, actor);
                session.go_to(Slot::Timeline);
            }
            None => session.notice("there are no actors"),
        }
    }

    fn click(&mut self, session: &mut Session, (_, line): (u16, u16), again: bool) {
        let (at, before) = (self.cursor.top + usize::from(line), self.cursor.at);
        if at >= self.nodes.len() {
            return;
        }
        self.cursor.at = at;
        self.look_at_cursor(session);
        if again && at == before {
            self.open(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let Some(search) = &session.search else { return false };
        let timeline = session.timeline();
        let found = turns(self.cursor.at, self.nodes.len(), direction).find(|&line| {
            let actor = timeline.actor(self.nodes[line].actor);
            actor.names().any(|name| search.pattern.is_match(name))
        });
        if let Some(line) = found {
            self.cursor.at = line;
            self.look_at_cursor(session);
        }
        found.is_some()
    }

    fn actors(&self, _session: &Session) -> Vec<ActorId> {
        self.at_cursor().into_iter().collect()
    }

    fn note(&self, session: &Session) -> String {
        format!("by {}", session.look.sort.name())
    }

    fn position(&self, session: &Session) -> String {
        if session.shown.tally.is_none() {
            return "counting".to_owned();
        }
        super::position(self.cursor.at, self.nodes.len())
    }

    fn lines(&self, _session: &Session) -> usize {
        self.nodes.len()
    }

    fn at(&self, _session: &Session) -> usize {
        self.cursor.at
    }

    fn say(&self, session: &Session, line: usize) -> String {
        self.seen(session, line, 1).first().map_or_else(String::new, actors::Line::said)
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        let lines = self.seen(session, self.cursor.top, area.height);
        let counting = session.shown.tally.is_none();
        if lines.is_empty() {
            let words = if session.name.is_empty() { "No actors." } else { "No such actor." };
            canvas.pen(area, 1).skip(2).put(words, theme[Role::Muted]);
        }
        let wide = area.width >= 60;
        let digits = |number: u32| number.checked_ilog10().map_or(0, |zeros| zeros as usize + 1);
        let took_part = lines.iter().map(|line| digits(line.events)).max().unwrap_or(0).max(1);
        let said = lines.iter().map(|line| digits(line.statements)).max().unwrap_or(0);
        // While a filter is on, how many there are without it stands beside.
        let differs = |line: &actors::Line<'_>| line.all_events.is_some_and(|it| it != line.events);
        let all = lines.iter().filter_map(|line| line.all_events).map(digits).max().unwrap_or(0);
        let all = if lines.iter().any(differs) { all } else { 0 };
        let marked = lines.iter().any(|line| line.chosen != Chosen::No);
        let tree = lines.iter().any(|line| line.node.depth > 0 || line.node.fold != Fold::Leaf);
        let count = |count: u32| match count {
            0 => glyphs.separator.to_owned(),
            count => count.to_string(),
        };
        for (number, line) in lines.iter().enumerate() {
            let mut pen = canvas.pen(area, number);
            pen.right(" ", theme[Role::Text]);
            if said > 0 {
                pen.right(&format!("{:>said$}", count(line.statements)), theme[Role::Muted]);
                pen.right(" ", theme[Role::Text]);
            }
            if let Some(number) = line.all_events.filter(|_| all > 0) {
                pen.right(&format!("/{number:<all$}"), theme[Role::Muted]);
            }
            pen.right(&format!("{:>took_part$}", count(line.events)), theme[Role::Count]);
            pen.right(" ", theme[Role::Text]);
            let (mark, role) = match line.chosen {
                Chosen::Kept => ("[x]", Role::Kept),
                Chosen::Excluded => ("[-]", Role::Excluded),
                Chosen::No => ("   ", Role::Text),
            };
            pen.skip(2);
            if marked {
                pen.put(mark, theme[role]).skip(1);
            }
            // A name below thousands of others still has a place.
            let indent =
                line.node.depth.saturating_mul(INDENT.into()).min(u32::from(area.width) / 2);
            pen.skip(indent as u16);
            if tree {
                let fold = match line.node.fold {
                    Fold::Open => glyphs.unfolded,
                    Fold::Closed | Fold::Elsewhere => glyphs.folded,
                    Fold::Leaf => " ",
                };
                pen.put(fold, theme[Role::Muted]).skip(1);
            }
            let quiet = line.events == 0 && line.statements == 0 && !counting;
            pen.put(&line.name, theme[if quiet { Role::Muted } else { Role::Actor }]);
            if wide && !line.office.is_empty() {
                pen.put("  ", theme[Role::Text]).put(&line.office, theme[Role::Muted]);
            }
            if number + self.cursor.top == self.cursor.at {
                canvas.select(line_of(area, number), has_keys);
            }
        }
    }
}
