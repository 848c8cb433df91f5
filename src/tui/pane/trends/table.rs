//! The table of periods: numbers with bars beside them.
//!
//! ```text
//!   year   events   most 3,756        killed   most 16,934
//!   2020    2,047   ▓▓▓▓▓▓            15,195   ▓▓▓▓▓▓▓▓
//! ▸ 2021    3,756   ▓▓▓▓▓▓▓▓▓▓▓       16,934   ▓▓▓▓▓▓▓▓▓
//!   all    18,857                    139,904
//! ```

use ratatui::layout::Rect;

use crate::{
    base::text,
    tui::{
        canvas::{Canvas, line_of},
        cursor::Cursor,
        theme::Role,
    },
    view::{
        Unit, thousands,
        trends::{self, Line, Sums, Trends},
    },
};

/// What is shown of each period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    /// Events, with bars; of all that is shown also who was killed.
    #[default]
    Bars,
    /// All numbers; of several series the killed, with bars.
    Numbers,
}

/// One number of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Events,
    GoingOn,
    Low,
    Best,
    High,
}

/// A number in a line.
#[derive(Clone, Debug, Default)]
struct Number {
    surely: f64,
    maybe: f64,
    words: String,
    /// What may be added: "+12?".
    more: String,
}

/// A column of the table.
#[derive(Clone, Debug)]
struct Column {
    /// All that is shown, or a series beside it, counted from 1.
    series: usize,
    measure: Measure,
    heading: String,
    x: u16,
    number: u16,
    more: u16,
    bar: u16,
    /// The amount that fills the bar.
    most: f64,
}

/// The cells between two columns, and where they are many.
const GAPS: [u16; 2] = [3, 2];
/// The cells before the periods, where the cursor stands.
const MARGIN: u16 = 2;
/// A bar is no longer than this, so that the eye finds its number again.
const LONGEST: u16 = 56;
/// A series takes at least so much: a number and a short bar.
pub(super) const SERIES: u16 = 18;

/// The table as it is laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// What it was laid out for.
    laid_out: (Shows, u16),
    label: u16,
    columns: Vec<Column>,
    /// How many columns have no room.
    pub(super) left_out: usize,
}

impl Column {
    /// The cells of its numbers.
    fn cells(&self) -> u16 {
        self.number + self.more + u16::from(self.more > 0)
    }
}

impl Table {
    /// The table of all lines, for a width.
    pub(super) fn new(figures: &Trends, lines: &[Line], shows: Shows, width: u16) -> Self {
        let labels = lines.iter().filter(|line| !matches!(line, Line::Quiet(_)));
        let label = labels.map(|line| text::width(&figures.words(line)) as u16);
        let unit = figures.frame.map_or("", |frame| frame.unit.name());
        let label = label.max().unwrap_or(0).max(unit.len() as u16);
        let mut table =
            Self { laid_out: (shows, width), label, columns: columns(figures, shows), left_out: 0 };
        for column in &mut table.columns {
            for line in lines {
                let number = number(figures, column, line);
                column.number = column.number.max(text::width(&number.words) as u16);
                column.more = column.more.max(text::width(&number.more) as u16);
                if matches!(line, Line::Period(_)) {
                    column.most = column.most.max(number.surely + number.maybe);
                }
            }
        }
        table.spread(figures.columns.is_empty(), shows, width);
        table
    }

    /// Whether it is laid out for this, if the figures are the same.
    pub(super) fn is_for(&self, shows: Shows, width: u16) -> bool {
        self.laid_out == (shows, width)
    }

    /// Gives each column its place, and the bars the room that is left.
    fn spread(&mut self, is_one: bool, shows: Shows, width: u16) {
        let has_bar = |column: &Column| match (is_one, shows) {
            (true, Shows::Numbers) => false,
            (true, Shows::Bars) => true,
            (false, _) => column.series > 0,
        };
        if !is_one {
            // Series are compared, so that they have one scale.
            let beside = self.columns.iter().filter(|column| column.series > 0);
            let most = beside.map(|column| column.most).fold(0.0, f64::max);
            self.columns.iter_mut().for_each(|column| column.most = most);
        }
        for column in &mut self.columns {
            if !has_bar(column) {
                column.number = column.number.max(text::width(&column.heading) as u16);
            } else if is_one {
                column.number = column.number.max(6);
            }
        }
        let needs = |columns: &[Column], gap: u16| -> u16 {
            MARGIN + self.label + columns.iter().map(|column| column.cells() + gap).sum::<u16>()
        };
        let [wide, narrow] = GAPS;
        let gap = if needs(&self.columns, wide) <= width { wide } else { narrow };
        if needs(&self.columns, gap) > width {
            // What may be added to the killed is told below the table, too.
            let of_killed = |column: &&mut Column| column.measure != Measure::Events;
            self.columns.iter_mut().filter(of_killed).for_each(|column| column.more = 0);
        }
        let taken = needs(&self.columns, gap);
        let bars = self.columns.iter().filter(|column| has_bar(column)).count() as u16;
        let left = width.saturating_sub(taken + 1 + bars);
        let bar = left.checked_div(bars).unwrap_or(0).min(LONGEST);
        let mut x = MARGIN + self.label;
        for column in &mut self.columns {
            x += gap;
            column.x = x;
            column.bar = if has_bar(column) { bar } else { 0 };
            x += column.cells() + if column.bar > 0 { column.bar + 1 } else { 0 };
        }
        let all = self.columns.len();
        self.columns.retain(|column| column.x + column.number <= width);
        self.left_out = all - self.columns.len();
    }

    /// The series in a column of the screen.
    pub(super) fn series_at(&self, x: u16) -> Option<usize> {
        self.columns.iter().rev().find(|column| column.x <= x).map(|column| column.series)
    }

    /// Draws the headings.
    pub(super) fn head(&self, figures: &Trends, at: usize, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let unit = figures.frame.map_or("", |frame| frame.unit.name());
        canvas.pen(area, 0).skip(MARGIN).put(unit, theme[Role::Label]);
        for column in &self.columns {
            let number = Rect { x: area.x + column.x, width: column.number, ..area };
            let whole = column.cells() + 1 + column.bar;
            let role = if column.series == at && !figures.columns.is_empty() {
                Role::TitleFocused
            } else {
                Role::Label
            };
            if text::width(&column.heading) as u16 <= column.number {
                canvas.pen(number, 0).right(&column.heading, theme[role]);
            } else {
                let wide = Rect { width: whole, ..number }.intersection(area);
                canvas.pen(wide, 0).put(&column.heading, theme[role]);
            }
            if column.bar > 0 && figures.columns.is_empty() && column.most > 0.0 {
                let most = format!("most {}", rounded(column.most));
                let x = number.x + column.cells() + 1;
                let over = Rect { x, width: column.bar, ..area }.intersection(area);
                canvas.pen(over, 0).put(&most, theme[Role::Muted]);
            }
        }
    }

    /// Draws the lines in sight, and below them, always, that of all together.
    pub(super) fn body(
        &self,
        (figures, lines): (&Trends, &[Line]),
        (cursor, series): (Cursor, usize),
        has_keys: bool,
        area: Rect,
        canvas: &mut Canvas<'_>,
    ) {
        let Some((all, others)) = lines.split_last() else { return };
        let shown = usize::from(area.height.saturating_sub(1));
        let last = others.len().saturating_sub(cursor.top).min(shown);
        let in_sight = others.iter().enumerate().skip(cursor.top).take(shown);
        let places = (0..).zip(in_sight.chain([(others.len(), all)]));
        for (place, (number, line)) in places {
            let place = if number == others.len() { last } else { place };
            let at = (number == cursor.at).then_some(series);
            self.line(figures, line, (at, has_keys), line_of(area, place), canvas);
        }
        canvas.scrollbar(
            Rect { height: last as u16, width: area.width, ..area },
            (cursor.top, others.len()),
        );
    }

    fn line(
        &self,
        figures: &Trends,
        line: &Line,
        (at, has_keys): (Option<usize>, bool),
        area: Rect,
        canvas: &mut Canvas<'_>,
    ) {
        if area.height == 0 {
            return;
        }
        let theme = canvas.theme;
        let words = figures.words(line);
        let role = match line {
            Line::All => Role::Heading,
            Line::Quiet(_) => Role::Gap,
            Line::Undated => Role::Warning,
            Line::Earlier | Line::Later => Role::Muted,
            Line::Period(_) => Role::Date,
        };
        let by_day = figures.frame.is_some_and(|frame| frame.unit <= Unit::Week);
        let (words, width) = match line {
            Line::Quiet(_) => (format!("{} {words}", canvas.glyphs.gap), area.width),
            // The days of a month have one digit or two.
            Line::Period(_) if by_day => {
                let before = usize::from(self.label).saturating_sub(text::width(&words));
                (format!("{}{words}", " ".repeat(before)), self.label)
            }
            _ => (words, self.label),
        };
        canvas.pen(area, 0).skip(MARGIN).column(&words, width, theme[role]);
        let is_one = figures.columns.is_empty();
        if !matches!(line, Line::Quiet(_)) {
            for column in &self.columns {
                Self::number(figures, column, line, area, canvas);
            }
        }
        let Some(at) = at else { return };
        let end = |column: &Column| column.x + column.cells();
        let label = Rect { width: (MARGIN + self.label + 1).min(area.width), ..area };
        canvas.select(label, has_keys);
        let role = if has_keys { Role::Selected } else { Role::SelectedUnfocused };
        for column in self.columns.iter().filter(|column| is_one || column.series == at) {
            let x = area.x + column.x.saturating_sub(1);
            // A bar has the same colour.
            let after = if column.bar > 0 { 1 } else { 2 };
            let width = end(column) + after - column.x;
            let number = Rect { x, width, ..area }.intersection(area);
            canvas.screen.set_style(number, theme[role]);
        }
    }

    fn number(figures: &Trends, column: &Column, line: &Line, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let shown = number(figures, column, line);
        let place = Rect { x: area.x + column.x, width: column.number, ..area }.intersection(area);
        let role = match line {
            _ if shown.words == "0" => Role::Muted,
            Line::All => Role::Heading,
            _ => Role::Count,
        };
        canvas.pen(place, 0).right(&shown.words, theme[role]);
        let x = place.right() + 1;
        if column.more > 0 {
            let more = Rect { x, width: column.more, ..area }.intersection(area);
            canvas.pen(more, 0).put(&shown.more, theme[Role::Muted]);
        }
        if let Line::Period(_) = line {
            let x = x + if column.more > 0 { column.more + 1 } else { 0 };
            let bar = Rect { x, width: column.bar, ..area }.intersection(area);
            canvas.lying_bar(bar, shown.surely, shown.maybe, column.most);
        }
    }
}

fn columns(figures: &Trends, shows: Shows) -> Vec<Column> {
    let column = |series: usize, measure, heading: &str| Column {
        series,
        measure,
        heading: heading.to_owned(),
        x: 0,
        number: 0,
        more: 0,
        bar: 0,
        most: 0.0,
    };
    let any_killed = figures.all.total.unknown < figures.all.total.events;
    if figures.columns.is_empty() {
        let mut columns = vec![column(0, Measure::Events, "events")];
        if shows == Shows::Numbers {
            columns.push(column(0, Measure::GoingOn, "going on"));
        }
        match shows {
            _ if !any_killed => {}
            Shows::Bars => columns.push(column(0, Measure::Best, "killed")),
            Shows::Numbers => columns.extend([
                column(0, Measure::Low, "killed low"),
                column(0, Measure::Best, "best"),
                column(0, Measure::High, "high"),
            ]),
        }
        return columns;
    }
    let (measure, all) = match shows {
        Shows::Bars => (Measure::Events, "events"),
        Shows::Numbers => (Measure::Best, "killed"),
    };
    let beside = (1..).zip(&figures.columns);
    let beside = beside.map(|(number, series)| column(number, measure, &series.name));
    std::iter::once(column(0, measure, all)).chain(beside).collect()
}

fn number(figures: &Trends, column: &Column, line: &Line) -> Number {
    let series = figures.series(column.series);
    let of = |sums: Sums| match column.measure {
        Measure::Events => f64::from(sums.events),
        Measure::Low => trends::amount(sums.low),
        Measure::Best => trends::amount(sums.best),
        Measure::High => trends::amount(sums.high),
        Measure::GoingOn => 0.0,
    };
    let Line::Period(bar) = line else {
        let own = of(series.sums(line));
        let words = match column.measure {
            Measure::GoingOn => String::new(),
            _ => rounded(own),
        };
        return Number { surely: own, words, ..Number::default() };
    };
    let figure = series.figure(*bar);
    let maybe = match column.measure {
        Measure::Events => figure.share.events,
        Measure::Low => figure.share.low,
        Measure::Best => figure.share.best,
        Measure::High => figure.share.high,
        Measure::GoingOn => 0.0,
    };
    let surely = match column.measure {
        Measure::GoingOn => figure.going_on.into(),
        _ => of(figure.surely),
    };
    let more = match column.measure {
        Measure::Events if figure.maybe > 0 => format!("+{}?", thousands(figure.maybe.into())),
        Measure::Low | Measure::Best | Measure::High if maybe >= 0.5 => {
            format!("+{}?", rounded(maybe))
        }
        _ => String::new(),
    };
    Number { surely, maybe, words: rounded(surely), more }
}

/// An amount as a whole number.
pub(super) fn rounded(amount: f64) -> String {
    #[expect(clippy::cast_sign_loss, reason = "an amount is not negative")]
    thousands(amount.round().max(0.0) as u64)
}
