//! After each change: the layout fits the size, cursors are on lines that exist, lists are
//! scrolled to them, and what depends on the selected record is looked up.

use crate::{
    base::{rows::RowSet, text},
    model::StatementId,
    tui::{
        app::{App, Overlay, RecordPane, opening::evidence_of},
        layout::{Class, Layout, Pane},
        screen::{cursor::Cursor, source::Source},
    },
    view::{
        Record, actors,
        chronicle::{self, Headings, Line, Listing},
        detail::{self, Field},
        overview::{self, Events, Frame, Marked},
        statements,
    },
};

/// The lines to keep in sight above and below the selected event.
const CONTEXT: usize = 2;

impl App {
    /// Puts everything in order after a change.
    pub(super) fn settle(&mut self) {
        self.layout = Layout::new(self.size, self.place);
        if self.layout.class == Class::TooSmall {
            return;
        }
        self.settle_timeline();
        self.settle_actors();
        self.settle_statements();
        self.settle_record();
        self.settle_source();
        self.settle_overview();
        self.settle_popup();
    }

    /// What the timeline pane lists.
    pub(super) fn listing(&self) -> Listing<'_> {
        let compact = self.layout.class == Class::Compact;
        Listing {
            timeline: self.store.timeline(),
            rows: &self.shown.answer.rows,
            scope: self.shown.answer.scope,
            headings: if compact { Headings::Beside } else { Headings::Above },
        }
    }

    fn settle_timeline(&mut self) {
        let height = usize::from(self.layout.inner(Pane::Timeline).height);
        if let Some(row) = self.look.selected.filter(|_| height > 0) {
            let window = chronicle::Window { listing: self.listing(), height, context: CONTEXT };
            self.timeline.top = self.timeline.top.scrolled_to(row, &window);
        }
    }

    fn settle_actors(&mut self) {
        if self.actors.stale {
            // Seen from another pane, the list shows its top: what the filters leave most of.
            let here = self.actor_at_cursor().filter(|_| self.place.focus == Pane::Actors);
            let wanted = self.actors.wanted.take().or(here);
            self.actors.nodes = self.actors.tree.nodes(
                &self.store,
                &actors::Look {
                    counts: self.actor_counts(),
                    folded: &self.actors.folded,
                    sort: self.look.sort,
                    find: &self.actors.find,
                },
            );
            self.actors.stale = false;
            let at = self.actors.nodes.iter().position(|node| Some(node.actor) == wanted);
            let found = self.actors.nodes.iter().position(|node| node.found);
            let at = if self.actors.find.is_empty() { at } else { found };
            self.actors.cursor.at = at.unwrap_or(0);
        }
        let len = self.actors.nodes.len();
        self.actors.cursor.go(self.actors.cursor.at, len);
        self.actors.cursor.show(usize::from(self.layout.inner(Pane::Actors).height));
    }

    /// The counts of the actors under the filters; nothing while they are worked out.
    pub(super) fn actor_counts(&self) -> actors::Counts<'_> {
        self.shown.tally.as_deref().map_or_else(Default::default, |tally| actors::Counts {
            events: &tally.events,
            statements: &tally.statements,
            ..actors::Counts::default()
        })
    }

    fn settle_statements(&mut self) {
        let all = self.store.timeline().statements().len() as u32;
        let of_event = || {
            let event = self.look.selected.map(|row| self.store.timeline().event(row));
            let ids = event.into_iter().flat_map(|event| event.statements().map(|(id, _)| id.0));
            RowSet::of(all, ids.filter(|&id| self.shown.answer.statements.contains(id)))
        };
        self.statements.shown = if self.look.only_its_statements {
            of_event()
        } else {
            self.shown.answer.statements.clone()
        };
        let shown = &self.statements.shown;
        let at = self.statements.selected.map_or(0, |id| id.0);
        let kept = shown.next_from(at).or_else(|| shown.prev_before(at));
        self.statements.selected = kept.map(StatementId);
        let Some(selected) = self.statements.selected else { return };
        self.statements.top = self.statements.top.scrolled_to(selected, &self.statement_window());
    }

    /// What the statements are seen through.
    pub(super) fn statement_window(&self) -> statements::Window<'_> {
        let inner = self.layout.inner(Pane::Statements);
        statements::Window {
            timeline: self.store.timeline(),
            shown: &self.statements.shown,
            width: usize::from(inner.width.saturating_sub(4)).max(8),
            height: usize::from(inner.height),
        }
    }

    fn settle_record(&mut self) {
        if self.record.subject.is_none() {
            self.record.subject = self.look.selected.map(Record::Event);
        }
        let timeline = self.store.timeline();
        let known = self.record.detail.as_ref().map(|detail| detail.record);
        if known != self.record.subject {
            self.record.detail = self.record.subject.map(|record| match record {
                Record::Event(row) => detail::event(timeline, row),
                Record::Statement(id) => detail::statement(timeline, id),
                Record::Actor(id) => detail::actor(timeline, id),
                Record::Source(id) => detail::source(timeline, id),
            });
            self.record.cursor = Cursor::default();
        }
        let inner = self.layout.inner(Pane::Detail);
        let Some(detail) = &self.record.detail else { return };
        let labels = label_width(&detail.fields, inner.width);
        self.record.lines = detail::wrapped(&detail.fields, value_width(inner.width, labels));
        let line_of_field = |field| self.record.lines.iter().position(|line| line.field == field);
        let at = line_of_field(self.record.cursor.at).unwrap_or(0);
        let height = usize::from(inner.height.saturating_sub(1)).max(1);
        let lowest = (at + 1).saturating_sub(height);
        self.record.cursor.top = self.record.cursor.top.clamp(lowest, at);
    }

    /// Where there is room beside the detail, the source of the record is always open there.
    fn settle_source(&mut self) {
        let beside = self.layout.source.is_some();
        let inner = self.layout.source_inner();
        let (width, height) =
            (usize::from(inner.width.saturating_sub(4)).max(8), usize::from(inner.height));
        let (timeline, scope) = (self.store.timeline(), self.shown.answer.scope);
        let opened = self.record.source.as_ref().is_some_and(|source| source.opened_from.is_some());
        if !opened {
            let wanted = self.record.subject.filter(|_| beside);
            let entries = wanted.map_or(Vec::new(), |record| evidence_of(timeline, record));
            let place = wanted.zip(entries.first());
            match (place, &mut self.record.source) {
                (Some((record, entry)), Some(source)) if source.id() == entry.source => {
                    if source.record != Some(record) {
                        source.turn_to((record, 0), height);
                    }
                }
                (Some((record, entry)), shown) => {
                    *shown = Source::open(timeline, entry.source, scope, (record, 0));
                }
                (None, shown) => *shown = None,
            }
        }
        if let Some(source) = &mut self.record.source {
            source.look_again(timeline, scope);
            source.wrap(width, height);
        }
    }

    fn settle_overview(&mut self) {
        let area = self.layout.inner(Pane::Overview);
        let columns = overview_columns(area.width);
        let timeline = self.store.timeline();
        let around = self.look.selected.and_then(|row| timeline.when(row).listing_day());
        self.overview = Frame::new(timeline, self.look.zoom, columns, around).map(|frame| {
            let mut rows = self.chronicle().into_iter().filter_map(|line| match line {
                Line::Event(event) => Some(event.row),
                _ => None,
            });
            let first = rows.next().unwrap_or(0);
            let last = rows.next_back().unwrap_or(first);
            let marked = Marked { in_sight: first..last + 1, selected: self.look.selected };
            let events = Events { shown: &self.shown.answer.rows, all: &self.shown.answer.all };
            overview::overview(timeline, events, &frame, columns, &marked)
        });
    }

    fn settle_popup(&mut self) {
        let Some(Overlay::Popup(popup)) = self.overlays.last() else { return };
        let len = self.popup_items(popup).len();
        let height = self.popup_height(len);
        if let Some(Overlay::Popup(popup)) = self.overlays.last_mut() {
            popup.cursor.go(popup.cursor.at, len);
            popup.cursor.show(height);
        }
    }
}

impl RecordPane {
    /// Shows another record; a source that was opened is closed.
    pub(super) fn look_at(&mut self, record: Record) {
        if self.subject != Some(record) {
            self.subject = Some(record);
            self.source.take_if(|source| source.opened_from.is_some());
        }
    }
}

/// The cells for labels, with a space behind them, in a detail pane of this width: data sets have
/// columns with long names.
pub(in crate::tui) fn label_width(fields: &[Field], width: u16) -> u16 {
    /// Enough for the labels of records.
    const USUAL: u16 = 13;
    let longest = fields.iter().map(|field| text::width(&field.label) as u16).max().unwrap_or(0);
    longest.saturating_add(1).min(width / 3).max(USUAL)
}

/// The cells for values in a detail pane of this width, beside such labels.
fn value_width(width: u16, labels: u16) -> usize {
    usize::from(width.saturating_sub(labels + 4)).max(8)
}

/// The cells of the overview left and right of its bars.
pub(in crate::tui) const OVERVIEW_MARGIN: u16 = 16;

/// The cells for bars in an overview of this width.
pub(in crate::tui) fn overview_columns(width: u16) -> u32 {
    u32::from(width.saturating_sub(2 * OVERVIEW_MARGIN)).max(8)
}
