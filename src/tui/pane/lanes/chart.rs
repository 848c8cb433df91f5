//! How the lanes are drawn: names, cells, what is outside of them, and the legend.

use ratatui::{layout::Rect, style::Style};

use crate::{
    base::text,
    model::day::Day,
    tui::{
        canvas::{Canvas, line_of},
        session::Session,
        theme::{Glyphs, Role},
    },
    view::{
        cells::{Cells, Era, Place, Sign, Stretch, Strip},
        lanes::{By, Key, Lane, Lanes, parties},
        overview, thousands,
    },
};

/// The cells left of a name: the cursor and a space.
const INDENT: u16 = 2;

/// The cells of the longest name that is not cut, at most.
const WIDEST_NAME: u16 = 28;

/// From how many columns on the undated have a heading.
const ROOMY: u16 = 60;

/// What is above the undated.
const UNDATED: &str = "undated";

/// The columns and lines of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The cells of the names.
    name: u16,
    /// Those left of the cells of the lanes, for how many events are before.
    before: u16,
    /// Those right of them, for how many are after.
    after: u16,
    /// Those of the undated.
    undated: u16,
    /// The lines of the eras.
    band: u16,
    /// The lines of the lanes.
    room: u16,
    /// From one lane to the next.
    pitch: u16,
    /// Whether there is a line for the legend.
    has_legend: bool,
    is_roomy: bool,
}

impl Columns {
    /// Those of an area, of so many lines of eras and so many lanes.
    pub fn new(area: Rect, band: u16, lanes: usize) -> Self {
        let has_legend = area.height >= 5;
        let room = area.height.saturating_sub(1 + band + u16::from(has_legend));
        let is_spread = lanes * 2 <= usize::from(room) + 1;
        Self {
            band,
            room,
            pitch: if is_spread { 2 } else { 1 },
            has_legend,
            is_roomy: area.width >= ROOMY,
            ..Self::default()
        }
    }

    /// How many lanes are in sight.
    pub fn lanes(&self) -> usize {
        usize::from(self.room.div_ceil(self.pitch.max(1))).max(1)
    }

    /// Gives the names their room.
    pub fn name(&mut self, widest: usize, width: u16) {
        self.name = (widest as u16).min(WIDEST_NAME).min(width * 3 / 10);
    }

    /// Gives the undated their room, if there are some.
    pub fn undated(&mut self, events: u32) {
        let number = thousands(events.into()).len() as u16 + 1;
        let heading = if self.is_roomy { UNDATED.len() as u16 } else { 0 };
        self.undated = if events == 0 { 0 } else { number.max(heading) + 1 };
    }

    /// Gives the numbers of what is outside of the cells their room, if there are some.
    pub fn outside(&mut self, before: u32, after: u32) {
        let width = |events: u32| match events {
            0 => 0,
            events => thousands(events.into()).len() as u16 + 3,
        };
        (self.before, self.after) = (width(before), width(after));
    }

    /// How many columns there are for the cells of the lanes.
    pub fn cells(&self, width: u16) -> u16 {
        let taken = self.start() + self.after + self.undated + 1;
        width.saturating_sub(taken).max(4)
    }

    /// Where the cells of the lanes begin.
    fn start(&self) -> u16 {
        INDENT + self.name + 1 + self.before
    }
}

/// The lanes in an area.
pub struct Chart<'a> {
    pub session: &'a Session,
    pub lanes: &'a Lanes,
    pub cells: Option<&'a Cells>,
    pub columns: &'a Columns,
    /// The lanes below the eras.
    pub list: &'a [Lane],
    pub has_eras: bool,
    /// The first of them in sight.
    pub top: usize,
    /// Whose lane is under the cursor.
    pub key: Option<Key>,
    pub area: Rect,
}

impl Chart<'_> {
    /// The lanes in sight, each with its line in the area.
    fn in_sight(&self) -> impl Iterator<Item = (u16, &Lane)> {
        let first = 1 + self.columns.band;
        let lines = (0..).map(move |number: u16| first + number * self.columns.pitch);
        lines.zip(self.list.iter().skip(self.top).take(self.columns.lanes()))
    }

    /// The lane and the day at a column and a line of the area.
    pub fn at(&self, (x, y): (u16, u16)) -> (Option<Key>, Option<Day>) {
        let is_era = self.has_eras && (1..=self.columns.band).contains(&y);
        let lane = self.in_sight().find(|(own, _)| (*own..own + self.columns.pitch).contains(&y));
        let key = if is_era { Some(Key::Eras) } else { lane.map(|(_, lane)| lane.key) };
        let day = self.cells.and_then(|cells| {
            let cell = u32::from(x.checked_sub(self.columns.start())?);
            let unit = cells.grid.frame.first_day(cell / cells.grid.width.max(1));
            let is_in = cell < cells.grid.cells();
            is_in.then(|| cells.grid.days(cell).map_or(unit, |days| days.first))
        });
        (key, day)
    }

    pub fn draw(&self, has_keys: bool, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        for (line, lane) in self.in_sight() {
            let line = usize::from(line);
            let words = lane.key.words(self.session.timeline());
            let role = if lane.key.is_of_its_own() { Role::Actor } else { Role::Muted };
            canvas.pen(self.area, line).skip(INDENT).column(&words, self.columns.name, theme[role]);
            if let Some(strip) = self.cells.and_then(|cells| cells.strip(lane.key)) {
                self.strip(strip, line, canvas);
            }
            if self.key == Some(lane.key) {
                self.select_name(line, has_keys, canvas);
            }
        }
        let Some(cells) = self.cells else { return };
        self.band(cells, has_keys, canvas);
        let stretch = self.stretch(cells);
        self.head(cells, stretch.map(|stretch| stretch.first), canvas);
        if let Some(stretch) = stretch {
            self.selected(&stretch, has_keys, canvas);
        }
        if self.columns.has_legend {
            self.legend(cells, canvas);
        }
    }

    fn select_name(&self, line: usize, has_keys: bool, canvas: &mut Canvas<'_>) {
        let line = line_of(self.area, line);
        let width = (INDENT + self.columns.name).min(line.width);
        canvas.select(Rect { width, ..line }, has_keys);
    }

    /// The cells of a lane, and what is outside of them.
    fn strip(&self, strip: &Strip, line: usize, canvas: &mut Canvas<'_>) {
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        for (x, cell) in (self.x(0)..self.area.right()).zip(&strip.cells) {
            let Some(sign) = cell.sign() else { continue };
            let role = match sign {
                Sign::Events(_) | Sign::About | Sign::Doubt => Role::Text,
                _ => Role::Bar,
            };
            put(canvas, (x, self.y(line)), glyphs.of_sign(sign), theme[role]);
        }
        self.outside(strip, line, canvas);
    }

    /// How many events of a lane are before its cells, after them, and in no place in time.
    fn outside(&self, strip: &Strip, line: usize, canvas: &mut Canvas<'_>) {
        let style = canvas.theme[Role::Muted];
        let [before, after] = canvas.glyphs.outside;
        let mut pen = canvas.pen(self.area, line);
        if strip.undated > 0 {
            pen.right(" ", style).right(&format!("+{}", thousands(strip.undated.into())), style);
        }
        if strip.before > 0 {
            pen.skip(self.columns.start() - self.columns.before);
            pen.put(&format!("{before} {} ", thousands(strip.before.into())), style);
        }
        if strip.after > 0 {
            let start = self.columns.start() + strip.cells.len() as u16;
            let mut pen = canvas.pen(self.area, line);
            pen.skip(start).put(&format!(" {} {after}", thousands(strip.after.into())), style);
        }
    }

    fn x(&self, cell: u32) -> u16 {
        self.area.x + self.columns.start() + cell as u16
    }

    fn y(&self, line: usize) -> u16 {
        self.area.y + line as u16
    }

    /// The cells of the selected event, if it is in the frame.
    fn stretch(&self, cells: &Cells) -> Option<Stretch> {
        let row = self.session.selected()?;
        match cells.grid.place(self.session.timeline().when(row)) {
            Place::Cells(stretch) => Some(stretch),
            _ => None,
        }
    }

    /// The axis, and where on it the selected event is.
    fn head(&self, cells: &Cells, column: Option<u32>, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        if self.columns.undated > 0 && self.columns.is_roomy {
            let mut pen = canvas.pen(self.area, 0);
            pen.right(" ", theme[Role::Muted]).right(UNDATED, theme[Role::Muted]);
        }
        if self.lanes.extent.is_none() {
            return;
        }
        let axis = Rect {
            x: self.x(0),
            width: (cells.grid.cells() as u16).min(self.area.right().saturating_sub(self.x(0))),
            height: 1,
            ..self.area
        };
        let ticks = overview::ticks(&cells.grid.frame, cells.grid.width);
        if ticks.is_empty() {
            let frame = cells.grid.frame;
            let words = frame.unit.words(frame.first_day(0));
            canvas.pen(axis, 0).put(&words, theme[Role::Muted]);
        }
        for tick in ticks {
            let start = tick.bar * cells.grid.width;
            let end = start + text::width(&tick.words) as u32;
            // Half a date would be another date.
            if column.is_none_or(|column| !(start..end).contains(&column)) {
                canvas.pen(axis, 0).skip(start as u16).put(&tick.words, theme[Role::Muted]);
            }
        }
        if let Some(column) = column {
            let sign = canvas.glyphs.below;
            put(canvas, (self.x(column), self.area.y), sign, theme[Role::Window]);
        }
    }

    /// The names of the eras.
    fn band(&self, cells: &Cells, has_keys: bool, canvas: &mut Canvas<'_>) {
        if !self.has_eras {
            return;
        }
        let theme = canvas.theme;
        let name = Key::Eras.words(self.session.timeline());
        canvas.pen(self.area, 1).skip(INDENT).column(&name, self.columns.name, theme[Role::Muted]);
        if let Some(strip) = cells.strip(Key::Eras) {
            self.outside(strip, 1, canvas);
        }
        let lines = cells.band.lines.iter().take(self.columns.band.into());
        for (line, eras) in (1..).zip(lines) {
            for era in eras {
                self.era(era, line, has_keys, canvas);
            }
        }
        if cells.band.more > 0 {
            let words = format!("and {} more", cells.band.more);
            let mut pen = canvas.pen(self.area, usize::from(self.columns.band));
            pen.right(" ", theme[Role::Muted]).right(&words, theme[Role::Muted]);
        }
        if self.key == Some(Key::Eras) {
            self.select_name(1, has_keys, canvas);
        }
    }

    fn era(&self, era: &Era, line: usize, has_keys: bool, canvas: &mut Canvas<'_>) {
        let is_selected = self.key == Some(Key::Eras) && self.session.selected() == Some(era.row);
        let role = match (is_selected, has_keys) {
            (true, true) => Role::Selected,
            (true, false) => Role::SelectedUnfocused,
            _ => Role::Muted,
        };
        let (style, sign) = (canvas.theme[role], canvas.glyphs.rule);
        for cell in era.first..=era.last {
            put(canvas, (self.x(cell), self.y(line)), sign, style);
        }
        if era.label.is_empty() {
            return;
        }
        let width = era.label.end - era.label.start;
        let name = text::truncate(&era.name, width as usize, canvas.glyphs.ellipsis).into_owned();
        let mut area = Rect { x: self.x(era.label.start), width: width as u16, ..self.area };
        if era.is_labelled_within() {
            // The rule ends where its name begins.
            area = Rect { x: area.x - 1, width: area.width + 2, ..area };
            canvas.pen(area, line).put(" ", style).put(&name, style).put(" ", style);
        } else {
            canvas.pen(area, line).put(&name, style);
        }
    }

    /// Marks the selected event in the lanes of all who take part, and between them who did it to
    /// whom, as far as its roles say it.
    fn selected(&self, stretch: &Stretch, has_keys: bool, canvas: &mut Canvas<'_>) {
        let Some(row) = self.session.selected() else { return };
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        let x = self.x(stretch.first);
        if x >= self.area.right() {
            return;
        }
        if self.lanes.ask.by == By::Actor {
            let parties = parties(self.session.timeline(), row);
            let line = |key: &Key| {
                self.in_sight().find(|(_, lane)| lane.key == *key).map(|(line, _)| line)
            };
            let mut lines: Vec<u16> = parties.all.iter().filter_map(line).collect();
            lines.sort_unstable();
            let (first, last) = (lines.first().copied(), lines.last().copied());
            for between in first.zip(last).map(|(first, last)| first..=last).into_iter().flatten() {
                let at = (x, self.y(between.into()));
                let cell = canvas.screen.cell_mut(at);
                if lines.contains(&between) {
                    cell.map(|cell| cell.set_style(theme[Role::Window]));
                } else if let Some(cell) = cell.filter(|cell| cell.symbol() == " ") {
                    cell.set_symbol(glyphs.link).set_style(theme[Role::Window]);
                }
            }
            let who = parties.all.iter().filter(|key| !parties.whom.contains(key));
            let from = who.filter_map(line).min();
            for whom in parties.whom.iter().filter_map(line) {
                let [down, up] = glyphs.onto;
                let sign = if from.is_some_and(|from| from > whom) { up } else { down };
                put(canvas, (x, self.y(whom.into())), sign, theme[Role::Window]);
            }
        }
        let own = self.in_sight().find(|(_, lane)| self.key == Some(lane.key));
        if let Some((line, _)) = own {
            let y = self.y(line.into());
            for cell in stretch.first..=stretch.last {
                let area = Rect { x: self.x(cell), y, width: 1, height: 1 };
                canvas.screen.set_style(area.intersection(self.area), theme[Role::Window]);
            }
            let role = if has_keys { Role::Selected } else { Role::SelectedUnfocused };
            let area = Rect { x, y, width: 1, height: 1 };
            canvas.screen.set_style(area, theme[role]);
        }
    }

    /// What the signs mean, and how many lanes are in sight.
    fn legend(&self, cells: &Cells, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let glyphs: &Glyphs = canvas.glyphs;
        let line = usize::from(self.area.height - 1);
        let named = self.lanes.named();
        let seen = self.in_sight().filter(|(_, lane)| lane.key.is_of_its_own()).count();
        let all = self.lanes.ask.by.counted(named);
        let words = if seen < named { format!("{seen} of {all}") } else { all };
        let mut pen = canvas.pen(self.area, line);
        pen.right(" ", theme[Role::Text]).right(&words, theme[Role::Muted]);
        pen.right("  ", theme[Role::Text]).skip(INDENT);
        let mut legend = glyphs.legend(&cells.signs());
        if self.columns.undated > 0 && !self.columns.is_roomy {
            legend.push(("+".to_owned(), UNDATED));
        }
        for (sign, meaning) in legend {
            if text::width(&sign) + 1 + text::width(meaning) > usize::from(pen.left()) {
                break;
            }
            pen.put(&sign, theme[Role::Text]).skip(1).put(meaning, theme[Role::Muted]).skip(2);
        }
    }
}

fn put(canvas: &mut Canvas<'_>, at: (u16, u16), sign: &str, style: Style) {
    if let Some(cell) = canvas.screen.cell_mut(at) {
        cell.set_symbol(sign).set_style(style);
    }
}
