//! Where everything stands on the screen, worked out when its size or what is shown changes.
//!
//! From 100 columns and 24 rows the panes stand together:
//!
//! ```text
//!  title                                                             shown of all
//!  filter chips                                            shown, hidden, undated
//! ─ 0 overview ───────────────────────────────────────────────────────────────────
//!  ▁▁▂▂▅▅██▃▃
//! ─ 2 actors ────────┬─ 1 timeline ───────────────────────────────────────────────
//!                    │
//! ─ 4 detail or source ────────────────────┬─ 3 statements ───────────────────────
//!                                          │
//!  keys that work here
//!  position, last message                                                     mode
//! ```
//!
//! While the tour is on, its strip stands below the last line.
//!
//! From 160 columns the last row of panes is statements, detail and source, side by side; a pane
//! with nothing to show leaves its room to the others. Another view than the chronicle takes more
//! room while it has the keys ([`Room`]). A smaller screen shows one pane at a time, under a line of tabs, with a preview of the selected
//! record; below 60×15 there is only a word that it is too small.

use ratatui::layout::{Constraint, Layout as Split, Rect, Size};

/// A place on the screen where a pane stands and can have the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The histogram of the whole file.
    Overview,
    /// The events.
    Timeline,
    /// Who takes part.
    Actors,
    /// What was said.
    Statements,
    /// The selected record, or a source opened at its words.
    Detail,
}

impl Slot {
    /// All slots by the digit that goes to them.
    pub const ALL: [Self; 5] =
        [Self::Overview, Self::Timeline, Self::Actors, Self::Statements, Self::Detail];

    /// What the pane there is called in a sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Timeline => "timeline",
            Self::Actors => "actors",
            Self::Statements => "statements",
            Self::Detail => "detail",
        }
    }

    /// What the pane there is called in its title line.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Timeline => "Timeline",
            Self::Actors => "Actors",
            Self::Statements => "Statements",
            Self::Detail => "Detail",
        }
    }
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Below 60×15.
    TooSmall,
    /// One pane at a time.
    Compact,
    /// The panes together.
    Standard,
    /// The panes together, and the source beside the detail.
    Wide,
}

/// The smallest screen that can be used.
pub const SMALLEST: Size = Size { width: 60, height: 15 };

/// The fewest lines of the timeline and the actors, with their titles, and the fewest cells of the
/// actors.
const LEAST_LINES: u16 = 8;
/// See [`LEAST_LINES`].
const LEAST_NAMES: u16 = 26;

/// How much room the timeline pane takes from the others while it has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// It stands among them.
    #[default]
    Shared,
    /// That of the overview and the actors: it shows both time and actors itself.
    Wide,
    /// All.
    Whole,
}

/// What decides the layout besides the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The pane that has the keys: the one shown where there is room for one.
    pub focus: Slot,
    /// How much room the view in the timeline pane wants.
    pub room: Room,
    /// Whether it takes the place of the others.
    pub enlarged: bool,
    /// Whether the last row of panes is shown.
    pub detail: bool,
    /// Whether the source stands beside the timeline, where panes stand together: it takes the
    /// place of the actors, but while the keys are there, or of a part of the timeline.
    pub reading: bool,
    /// How many lines the strip at the foot takes.
    pub strip: u16,
}

impl Default for Arrangement {
    /// That of the first screen.
    fn default() -> Self {
        Self {
            focus: Slot::Timeline,
            room: Room::Shared,
            enlarged: false,
            detail: true,
            reading: false,
            strip: 0,
        }
    }
}

/// How much there is to show, which decides who gets the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// The cells that the longest line of the actors takes.
    pub names: u16,
    /// The lines of the timeline or the actors, whichever has more; no screen is higher than
    /// `u16::MAX`.
    pub lines: u16,
    /// Whether there are statements.
    pub statements: bool,
    /// Whether a source has its text here.
    pub texts: bool,
}

impl Default for Needs {
    /// More of everything than there is room for.
    fn default() -> Self {
        Self { names: u16::MAX, lines: u16::MAX, statements: true, texts: true }
    }
}

/// The areas of the screen. A pane's area includes its title line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How much room there is.
    pub class: Class,
    /// The whole screen.
    pub screen: Rect,
    /// The first line.
    pub title: Rect,
    /// The second line: filter chips and counts.
    pub chips: Rect,
    /// The area of each pane of [`Slot::ALL`] that is shown.
    pub panes: [Option<Rect>; 5],
    /// Where a source stands beside the detail; else it takes the detail's place.
    pub source: Option<Rect>,
    /// The selected record in a few lines, where only one pane is shown.
    pub preview: Option<Rect>,
    /// The last line but one: keys that work here.
    pub hints: Rect,
    /// The last line: position, message, mode.
    pub status: Rect,
    /// The lines below all others, if something stands there.
    pub strip: Rect,
}

impl Layout {
    /// The layout of a screen of this size.
    #[must_use]
    pub fn new(size: Size, arrangement: Arrangement, needs: Needs) -> Self {
        let screen = Rect::from((ratatui::layout::Position::ORIGIN, size));
        let line = Constraint::Length(1);
        let strip = Constraint::Length(arrangement.strip);
        let [title, chips, body, hints, status, strip] =
            screen.layout(&Split::vertical([line, line, Constraint::Fill(1), line, line, strip]));
        let class = match (size.width, size.height) {
            (width, height) if width < SMALLEST.width || height < SMALLEST.height => {
                Class::TooSmall
            }
            (..100, _) | (_, ..24) => Class::Compact,
            (..160, _) => Class::Standard,
            _ => Class::Wide,
        };
        let mut layout = Self {
            class,
            screen,
            title,
            chips,
            panes: [None; 5],
            source: None,
            preview: None,
            hints,
            status,
            strip,
        };
        if class == Class::Compact {
            layout.stack(body, arrangement);
        } else if class != Class::TooSmall {
            layout.tile(body, arrangement, needs);
        }
        layout
    }

    /// The screen without the strip.
    #[must_use]
    pub fn above_strip(&self) -> Rect {
        Rect { height: self.screen.height - self.strip.height, ..self.screen }
    }

    /// The area of a pane, if it is shown.
    #[must_use]
    pub fn pane(&self, pane: Slot) -> Option<Rect> {
        self.panes[pane as usize]
    }

    /// The area of a pane below its title line, which it has where panes stand together; empty
    /// if it is not shown.
    #[must_use]
    pub fn inner(&self, pane: Slot) -> Rect {
        let titled = self.class > Class::Compact || pane == Slot::Overview;
        let area = self.pane(pane);
        area.map(|area| if titled { below_title(area) } else { area }).unwrap_or_default()
    }

    /// The area in which a source is read, below its title line.
    #[must_use]
    pub fn source_inner(&self) -> Rect {
        self.source.or(self.pane(Slot::Detail)).map(below_title).unwrap_or_default()
    }

    fn stack(&mut self, body: Rect, arrangement: Arrangement) {
        let Arrangement { focus, room, .. } = arrangement;
        let of_view = if focus == Slot::Timeline { room } else { Room::Shared };
        let overview = u16::from(body.height >= 14 && of_view == Room::Shared);
        let preview = if body.height >= 18 && of_view != Room::Whole { 6 } else { 0 };
        let [strip, pane, below] = body.layout(&Split::vertical([
            Constraint::Length(overview),
            Constraint::Fill(1),
            Constraint::Length(preview),
        ]));
        let wants_all = matches!(focus, Slot::Overview | Slot::Detail);
        if focus == Slot::Overview {
            self.panes[Slot::Overview as usize] = Some(body);
            return;
        }
        if overview > 0 {
            self.panes[Slot::Overview as usize] = Some(strip);
        }
        let area = if wants_all { pane.union(below) } else { pane };
        self.panes[focus as usize] = Some(area);
        self.preview = (preview > 0 && !wants_all).then_some(below);
    }

    fn tile(&mut self, body: Rect, arrangement: Arrangement, needs: Needs) {
        let overview = match body.height {
            ..24 => 3,
            24..44 => 5,
            _ => 7,
        };
        let [top, rest] =
            body.layout(&Split::vertical([Constraint::Length(overview), Constraint::Fill(1)]));
        if arrangement.enlarged {
            if arrangement.focus == Slot::Overview {
                self.panes[Slot::Overview as usize] = Some(body);
            } else {
                self.panes[Slot::Overview as usize] = Some(top);
                self.panes[arrangement.focus as usize] = Some(rest);
            }
            return;
        }
        match arrangement.room {
            Room::Whole if arrangement.focus == Slot::Timeline => {
                self.panes[Slot::Timeline as usize] = Some(body);
                return;
            }
            Room::Wide if !matches!(arrangement.focus, Slot::Overview | Slot::Actors) => {
                let below = if arrangement.detail { (body.height / 3).min(12) } else { 0 };
                let [view, below] =
                    body.layout(&Split::vertical([Constraint::Fill(1), Constraint::Length(below)]));
                self.panes[Slot::Timeline as usize] = Some(view);
                if below.height > 0 {
                    let [detail, statements] = beside(below, [Constraint::Fill(1); 2]);
                    self.panes[Slot::Detail as usize] = Some(detail);
                    self.panes[Slot::Statements as usize] = Some(statements);
                }
                return;
            }
            _ => {}
        }
        self.panes[Slot::Overview as usize] = Some(top);
        // What the lists above leave empty the panes below can use.
        let middle = needs.lines.saturating_add(1).clamp(LEAST_LINES, rest.height * 3 / 5);
        let bottom = if arrangement.detail { rest.height - middle } else { 0 };
        let [middle, bottom] =
            rest.layout(&Split::vertical([Constraint::Fill(1), Constraint::Length(bottom)]));
        let names = needs.names.clamp(LEAST_NAMES, self.screen.width * 3 / 10);
        let (names, third) = (Constraint::Length(names), Constraint::Fill(1));
        let is_wide = self.class == Class::Wide;
        let reading = arrangement.reading && (is_wide || arrangement.focus != Slot::Actors);
        if reading && !is_wide {
            let [timeline, source] = beside(middle, [third; 2]);
            self.panes[Slot::Timeline as usize] = Some(timeline);
            self.source = Some(source);
        } else {
            let [actors, rest] = beside(middle, [names, third]);
            self.panes[Slot::Actors as usize] = Some(actors);
            let mut timeline = rest;
            if reading {
                let [left, source] = beside(rest, [third; 2]);
                timeline = left;
                self.source = Some(source);
            }
            self.panes[Slot::Timeline as usize] = Some(timeline);
        }
        if bottom.height == 0 {
            return;
        }
        let has_statements = needs.statements || arrangement.focus == Slot::Statements;
        let (mut detail, mut statements) = (bottom, None);
        match (has_statements, is_wide && !reading && needs.texts) {
            (true, true) => {
                let [left, middle, right] = beside(bottom, [third; 3]);
                (statements, detail, self.source) = (Some(left), middle, Some(right));
            }
            (true, false) => {
                let [left, right] = beside(bottom, [third; 2]);
                (detail, statements) = (left, Some(right));
            }
            (false, true) => {
                let [left, right] = beside(bottom, [third; 2]);
                (detail, self.source) = (left, Some(right));
            }
            (false, false) => {}
        }
        self.panes[Slot::Detail as usize] = Some(detail);
        self.panes[Slot::Statements as usize] = statements;
    }
}

/// Areas next to each other with a column between for the line that parts them.
fn beside<const N: usize>(area: Rect, widths: [Constraint; N]) -> [Rect; N] {
    area.layout(&Split::horizontal(widths).spacing(1))
}

fn below_title(area: Rect) -> Rect {
    // A strip of one line has no title.
    let title = u16::from(area.height > 1);
    Rect { y: area.y + title, height: area.height - title, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: u16, height: u16, class: Class, shown: &[Slot]) {
        let layout = Layout::new(Size { width, height }, Arrangement::default(), Needs::default());
        assert_eq!(layout.class, class, "{width}×{height}");
        let panes: Vec<_> =
            Slot::ALL.into_iter().filter(|&pane| layout.pane(pane).is_some()).collect();
        assert_eq!(panes, shown, "{width}×{height}");
    }

    #[test]
    fn the_size_decides_what_is_shown() {
        use Slot::{Overview, Timeline};
        check(59, 24, Class::TooSmall, &[]);
        check(60, 14, Class::TooSmall, &[]);
        check(60, 15, Class::Compact, &[Timeline]);
        check(80, 24, Class::Compact, &[Overview, Timeline]);
        check(120, 20, Class::Compact, &[Overview, Timeline]);
        check(100, 24, Class::Standard, &Slot::ALL);
        check(200, 60, Class::Wide, &Slot::ALL);
    }

    #[test]
    fn eighty_by_twenty_four_has_room_for_eleven_events() {
        let layout =
            Layout::new(Size { width: 80, height: 24 }, Arrangement::default(), Needs::default());
        assert!(layout.inner(Slot::Timeline).height >= 11);
    }

    #[test]
    fn areas_stay_on_the_screen_and_apart() {
        for (width, height) in [(60, 15), (80, 24), (99, 70), (100, 24), (120, 40), (200, 60)] {
            for focus in Slot::ALL {
                let needs = [(true, true), (true, false), (false, true), (false, false)];
                let needs = needs.map(|(statements, texts)| Needs {
                    lines: if texts { 3 } else { u16::MAX },
                    statements,
                    texts,
                    ..Needs::default()
                });
                for ((enlarged, detail, reading, room), needs) in [
                    (false, true, false, Room::Shared),
                    (false, false, false, Room::Shared),
                    (true, true, false, Room::Shared),
                    (false, true, true, Room::Shared),
                    (false, false, true, Room::Shared),
                    (false, true, false, Room::Wide),
                    (false, false, true, Room::Wide),
                    (false, true, false, Room::Whole),
                    (true, true, true, Room::Whole),
                ]
                .into_iter()
                .flat_map(|arrangement| needs.map(|needs| (arrangement, needs)))
                {
                    let layout = Layout::new(
                        Size { width, height },
                        Arrangement { focus, room, enlarged, detail, reading, strip: 0 },
                        needs,
                    );
                    let areas: Vec<Rect> =
                        [layout.title, layout.chips, layout.hints, layout.status]
                            .into_iter()
                            .chain(layout.panes.into_iter().flatten())
                            .chain(layout.source)
                            .chain(layout.preview)
                            .collect();
                    for (index, area) in areas.iter().enumerate() {
                        assert_eq!(area.intersection(layout.screen), *area);
                        let clear = areas[index + 1..].iter().all(|other| !area.intersects(*other));
                        assert!(clear, "{width}×{height} {focus:?}: {areas:?}");
                    }
                }
            }
        }
    }
}
