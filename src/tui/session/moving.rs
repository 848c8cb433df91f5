//! Moving through time: selecting events, stepping between days and periods, going to dates.

use crate::{
    base::{rows::Row, text},
    model::{
        Anchor,
        when::{Period, typed},
    },
    tui::{layout::Slot, session::Session},
    view::{
        Record, Unit,
        actors::Sort,
        chronicle::{self, Landing},
        overview::Zoom,
    },
};

impl Session {
    /// Goes some events down, up if negative, `isize::MIN` and `isize::MAX` to the ends; says
    /// whether it moved.
    pub fn step_event(&mut self, lines: isize) -> bool {
        let rows = self.rows();
        let target = match (lines, self.look.selected) {
            (isize::MIN, _) | (_, None) => chronicle::first(rows),
            (isize::MAX, _) => chronicle::last(rows),
            (lines, Some(row)) if lines > 0 => {
                Some(chronicle::down(rows, row, lines.unsigned_abs() as u32))
            }
            (lines, Some(row)) => Some(chronicle::up(rows, row, lines.unsigned_abs() as u32)),
        };
        let before = self.look.selected;
        if let Some(row) = target.filter(|&row| rows.contains(row)) {
            self.select(row);
        }
        self.look.selected != before
    }

    /// Selects an event; the panes follow.
    pub fn select(&mut self, row: Row) {
        self.look.selected = Some(row);
        self.look_at(Record::Event(row));
    }

    /// Shows the fields of the selected event.
    pub fn look_at_selected(&mut self) {
        if let Some(row) = self.look.selected {
            self.look_at(Record::Event(row));
        }
    }

    /// Opens the source of the selected event.
    pub fn open_selected(&mut self) {
        if let Some(row) = self.selected_or_say() {
            self.open_source(Record::Event(row), 0);
        }
    }

    /// Goes to the next event that the search found, round the end; whether there is one.
    pub fn select_found(&mut self, direction: isize) -> bool {
        let found = self.next_found(direction);
        if let Some(row) = found {
            self.select(row);
        }
        found.is_some()
    }

    /// Goes to the next day, or heading, with events.
    pub fn step_heading(&mut self, direction: isize) {
        let Some(row) = self.selected_or_say() else { return };
        let (timeline, rows) = (self.timeline(), self.rows());
        let found = if direction > 0 {
            chronicle::next_heading(timeline, rows, row)
        } else {
            chronicle::previous_heading(timeline, rows, row)
        };
        self.select_or_say(found, direction, "day");
    }

    /// Goes to the next period of the overview with events.
    pub fn step_period(&mut self, direction: isize) {
        let Some(row) = self.selected_or_say() else { return };
        let (timeline, rows) = (self.timeline(), self.rows());
        let found = if direction > 0 {
            chronicle::next_period(timeline, rows, row, self.unit)
        } else {
            chronicle::previous_period(timeline, rows, row, self.unit)
        };
        self.select_or_say(found, direction, self.unit.name());
    }

    fn selected_or_say(&mut self) -> Option<Row> {
        let selected = self.selected();
        if selected.is_none() {
            self.notice("no event is shown");
        }
        selected
    }

    fn select_or_say(&mut self, found: Option<Row>, direction: isize, unit: &str) {
        match found {
            Some(row) => {
                self.select(row);
                self.say_selected();
            }
            None if direction > 0 => self.notice(format!("no later {unit} has events")),
            None => self.notice(format!("no earlier {unit} has events")),
        }
    }

    /// Says which event is selected, where no pane shows it.
    fn say_selected(&mut self) {
        if let Some(row) = self.selected().filter(|_| self.view_is_whole()) {
            let event = self.timeline().event(row);
            self.notice(format!("selected: {}, {}", event.when().words(), event.title()));
        }
    }

    /// Shows the overview in a longer or shorter unit.
    pub fn zoom(&mut self, step: impl Fn(Unit) -> Option<Unit>) {
        match step(self.unit) {
            Some(unit) => self.zoom_to(Zoom::To(unit)),
            None if self.timeline().dated().is_empty() => self.notice("no event has a date"),
            None => self.notice(format!("bars of a {} are the limit", self.unit.name())),
        }
    }

    /// Shows the overview in some unit.
    pub fn zoom_to(&mut self, zoom: Zoom) {
        if self.timeline().dated().is_empty() {
            self.notice("no event has a date");
        } else if self.look.zoom == zoom {
            self.notice(match zoom {
                Zoom::Fit => "the overview shows all the time there is".to_owned(),
                Zoom::To(unit) => format!("the overview counts by {} already", unit.name()),
            });
        }
        if let (Zoom::To(unit), true) = (zoom, self.look.zoom != zoom)
            && unit == self.unit
        {
            self.notice(format!("the overview counts by {} as it is", unit.name()));
        }
        self.change(|look| look.zoom = zoom);
        if self.layout.pane(Slot::Overview).is_none() && !self.timeline().dated().is_empty() {
            self.notice(match zoom {
                Zoom::Fit => "zoom: all the time there is".to_owned(),
                Zoom::To(unit) => format!("zoom: by {}", unit.name()),
            });
        }
    }

    /// Sorts the actors by events, by statements or by name.
    pub fn sort_actors(&mut self) {
        self.change(|look| {
            look.sort = match look.sort {
                Sort::Events => Sort::Statements,
                Sort::Statements => Sort::Name,
                Sort::Name => Sort::Events,
            };
        });
        self.notice(match self.look.sort {
            Sort::Events => "actors by events",
            Sort::Statements => "actors by statements",
            Sort::Name => "actors by name",
        });
    }

    /// Shows the statements of all events, or only those of the selected one.
    pub fn toggle_all_statements(&mut self) {
        self.change(|look| look.only_its_statements = !look.only_its_statements);
    }

    /// Where a typed date or id leads.
    pub fn landing(&self, text: &str) -> Result<Landing, String> {
        let (timeline, rows) = (self.timeline(), self.rows());
        let text = text.trim();
        if let Some(row) = timeline.find_event(text) {
            return if rows.contains(row) {
                let words = timeline.event(row).title().into_owned();
                Ok(Landing { row, words: text::neutralise(&words).into_owned() })
            } else {
                Err(format!("{text} is hidden by the filters; H lists what they hide"))
            };
        }
        // What is left out of a date comes from the selected event; where nothing happened then,
        // from the last one, so that "12 aug" finds the only twelfth of August there is.
        let day = |row: Row| timeline.when(row).listing_day();
        let last = rows.prev_before(timeline.dated().end).and_then(day);
        let mut first_landing = None;
        for anchor in [self.look.selected.and_then(day), last] {
            let typed = typed::parse(text, anchor).map_err(|error| error.to_string())?;
            let landing = chronicle::land(timeline, rows, &typed.when)
                .ok_or_else(|| "no event is shown".to_owned())?;
            let happened = Period::of(&typed.when)
                .is_some_and(|period| timeline.when(landing.row).may_touch(period));
            if happened {
                return Ok(landing);
            }
            first_landing.get_or_insert(landing);
        }
        first_landing.ok_or_else(|| "no event is shown".to_owned())
    }

    /// Goes to the next event, in order of time and round the end, that cites words which are not
    /// found in its source.
    pub fn next_lost_anchor(&mut self) {
        let timeline = self.timeline();
        let lost = |row: Row| {
            let event = timeline.event(row);
            let said = event.statements().flat_map(|(_, said)| &said.evidence);
            event.evidence().chain(said.copied()).any(|entry| entry.anchor == Some(Anchor::Lost))
        };
        let rows = self.rows();
        let from = self.look.selected.map_or(0, |row| row + 1);
        let found = rows.iter_from(from).chain(rows.iter()).find(|&row| lost(row));
        match found {
            Some(row) if Some(row) == self.look.selected => {
                self.select(row);
                self.notice("the only event with lost words");
            }
            Some(row) => self.select(row),
            None => self.notice("all words are found in their sources"),
        }
    }

    /// The shown event that a record is, or belongs to.
    #[must_use]
    pub fn event_of(&self, record: Record) -> Option<Row> {
        let row = match record {
            Record::Event(row) => Some(row),
            Record::Statement(id) => self.timeline().statement(id).event,
            Record::Actor(_) | Record::Source(_) => None,
        };
        row.filter(|&row| self.rows().contains(row))
    }
}
