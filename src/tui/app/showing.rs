//! What drawing and the driver ask of the explorer.

use std::ops::Range;

use crate::{
    base::rows::Row,
    index::Store,
    model::StatementId,
    query::Answer,
    tui::{
        action::{Action, Context},
        app::{App, Load, Message, Overlay},
        keymap::Found,
        layout::{Layout, Pane},
        screen::{cursor::Cursor, look::Look, source::Source},
    },
    view::{
        actors,
        chronicle::{self, Line},
        detail::{self, Detail},
        overview::Overview,
        statements,
    },
};

impl App {
    /// Where everything stands.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The data.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The way in which the data is looked at.
    #[must_use]
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The pane that has the keys, unless something lies over it.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.place.focus
    }

    /// Whether the keys go to this pane.
    #[must_use]
    pub fn has_keys(&self, pane: Pane) -> bool {
        self.place.focus == pane && self.overlays.is_empty()
    }

    /// Where the keys go.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            Some(Overlay::Prompt(_)) => Context::Prompt,
            Some(Overlay::Popup(_)) => Context::Popup,
            None => self.context_below(),
        }
    }

    /// Where the keys go when nothing lies over the panes.
    pub(super) fn context_below(&self) -> Context {
        match self.place.focus {
            Pane::Overview => Context::Overview,
            Pane::Timeline => Context::Timeline,
            Pane::Actors => Context::Actors,
            Pane::Statements => Context::Statements,
            Pane::Detail => Context::Detail,
        }
    }

    /// What lies over the panes, the topmost last.
    #[must_use]
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// The selected event.
    #[must_use]
    pub fn selected(&self) -> Option<Row> {
        self.look.selected
    }

    /// What the filters keep.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.shown.answer
    }

    /// Whether the files are read, or can't be.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        matches!(self.load, Load::Done | Load::Failed(_))
    }

    /// Whether there are events to show, or none will come.
    #[must_use]
    pub fn has_something(&self) -> bool {
        self.is_loaded() || !self.store.timeline().is_empty()
    }

    /// Whether the mouse is to be taken from the terminal.
    #[must_use]
    pub fn wants_mouse(&self) -> bool {
        self.mouse
    }

    /// The lines of the timeline pane.
    #[must_use]
    pub fn chronicle(&self) -> Vec<Line<'_>> {
        let height = usize::from(self.layout.inner(Pane::Timeline).height);
        chronicle::lines(&self.listing(), self.timeline.top, height)
    }

    /// The fields of the record that is shown.
    #[must_use]
    pub fn detail(&self) -> Option<&Detail> {
        self.record.detail.as_ref()
    }

    /// The lines of the detail pane, and the field under the cursor.
    #[must_use]
    pub fn detail_lines(&self) -> (&[detail::Line], Cursor) {
        (&self.record.lines, self.record.cursor)
    }

    /// The source that is being read.
    #[must_use]
    pub fn reading(&self) -> Option<&Source> {
        self.record.source.as_ref()
    }

    /// Where a search finds something in a line, in bytes.
    #[must_use]
    pub fn found_in(&self, line: &str) -> Vec<Range<usize>> {
        self.search.as_ref().map_or_else(Vec::new, |search| search.pattern.find_all(line))
    }

    /// The histogram; none if no event is dated.
    #[must_use]
    pub fn overview(&self) -> Option<&Overview> {
        self.overview.as_ref()
    }

    /// The actors, the first line shown, and whether they are still being counted.
    #[must_use]
    pub fn actor_nodes(&self) -> (&[actors::Node], usize, bool) {
        (&self.actors.nodes, self.actors.cursor.top, self.shown.tally.is_none())
    }

    /// The line of the actors under the cursor.
    #[must_use]
    pub fn actor_cursor(&self) -> usize {
        self.actors.cursor.at
    }

    /// The order of the actors, after "by".
    #[must_use]
    pub fn actor_order(&self) -> &'static str {
        match self.look.sort {
            actors::Sort::Events => "events",
            actors::Sort::Name => "name",
        }
    }

    /// Some actors as lines.
    #[must_use]
    pub fn actor_lines(&self, nodes: &[actors::Node]) -> Vec<actors::Line<'_>> {
        let chosen = |actor| {
            let term = self.term_of(actor);
            match () {
                () if self.look.query.asks_for(&term) => actors::Chosen::Kept,
                () if self.look.query.excludes(&term) => actors::Chosen::Excluded,
                () => actors::Chosen::No,
            }
        };
        actors::lines(self.store.timeline(), nodes, self.actor_counts(), chosen)
    }

    /// What the statements are seen through, the first line shown, and the selected one.
    #[must_use]
    pub fn statement_view(&self) -> (statements::Window<'_>, statements::At, Option<StatementId>) {
        (self.statement_window(), self.statements.top, self.statements.selected)
    }

    /// What was said last, if it is still to be seen.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.messages.last().filter(|_| self.message_fresh)
    }

    /// The keys that were typed so far and that others may follow.
    #[must_use]
    pub fn typed_keys(&self) -> String {
        self.typed.iter().map(ToString::to_string).collect()
    }

    /// What may be typed next, and what it does.
    #[must_use]
    pub fn next_keys(&self) -> Vec<(String, Action)> {
        match self.keymap.find(self.context(), &self.typed) {
            Found::Pending(bindings) if !self.typed.is_empty() => bindings
                .into_iter()
                .map(|binding| (binding.keys.to_string(), binding.action))
                .collect(),
            _ => Vec::new(),
        }
    }
}
