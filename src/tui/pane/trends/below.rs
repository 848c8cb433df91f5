//! What is told below the table of the period under the cursor.
//!
//! ```text
//! ─ 2021 ─────────────────────────────────────── 3,756 events · 16,934 killed ─
//!   one-sided violence      23 ▏
//!
//!   Jan ▓▓▓▓▓▓ 200    Feb ▓▓▓▓▓▓▓ 208
//! ```

use std::{fmt::Write as _, ops::Range};

use ratatui::layout::Rect;

use crate::{
    base::{rows::Row, text},
    tui::{
        canvas::{Canvas, line_of},
        pane::trends::table::rounded,
        session::Session,
        theme::Role,
    },
    view::{
        Record, Unit, counted,
        overview::Frame,
        summary, thousands,
        trends::{Figure, Line, Series, Sums, Trends},
    },
};

/// A part with its bar and number takes at least so many cells.
const PART: u16 = 19;

/// Draws it in an area, its title in the first line; how many lines it took.
pub(super) fn draw(
    figures: &Trends,
    line: &Line,
    series: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let own = figures.series(series);
    title(figures, line, own, line_of(area, 0), canvas);
    let theme = canvas.theme;
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let mut at = 1;
    for words in notes(figures, line, own) {
        for part in text::wrap(&words, usize::from(inner.width)) {
            canvas.pen(inner, at).put(&words[part], theme[Role::Muted]);
            at += 1;
        }
    }
    let left = usize::from(area.height).saturating_sub(at);
    let parts = parts(figures, line).filter(|_| series == 0);
    let across = usize::from((inner.width / PART).clamp(1, 7));
    let needs = parts.as_ref().map_or(0, |parts| parts.len().div_ceil(across) + 1);
    // The values come first, but the parts keep their room.
    let room = if needs < left { left - needs } else { left };
    let beside = if figures.columns.is_empty() { &figures.kinds } else { &figures.columns };
    let used =
        values(beside, line, Rect { y: area.y + at as u16, height: room as u16, ..inner }, canvas);
    at += used + usize::from(used > 0);
    if let Some(parts) = parts.filter(|_| needs < left) {
        let grid = Rect { y: area.y + at as u16, height: needs as u16, ..inner };
        grid_of(&parts, across, grid.intersection(area), canvas);
        at += needs;
    }
    at as u16
}

/// Lists the first of some events where there is room for some.
pub(super) fn events(session: &Session, rows: Range<Row>, area: Rect, canvas: &mut Canvas<'_>) {
    const LEAST: u16 = 3;
    if area.height < LEAST {
        return;
    }
    let theme = canvas.theme;
    let timeline = session.timeline();
    let shown = session.rows().iter_in(rows).take(usize::from(area.height));
    let events: Vec<(String, String)> = shown
        .map(|row| (timeline.when(row).words(), summary::words(timeline, Record::Event(row))))
        .collect();
    let dates = events.iter().map(|(date, _)| text::width(date)).max().unwrap_or(0) as u16;
    for (place, (date, title)) in events.iter().enumerate() {
        let mut pen = canvas.pen(area, place);
        pen.skip(2).column(date, dates, theme[Role::Muted]).skip(2);
        pen.put(title.lines().next().unwrap_or_default(), theme[Role::Text]);
    }
}

/// The name of the line, and how much is in it.
fn title(figures: &Trends, line: &Line, own: &Series, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let rule = canvas.glyphs.rule;
    let sums = own.sums(line);
    let mut amount = counted(sums.events, "event");
    if sums.best > 0 {
        let separator = canvas.glyphs.separator;
        let _ = write!(amount, " {separator} {} killed", thousands(sums.best));
    }
    let mut pen = canvas.pen(area, 0);
    pen.right(rule, theme[Role::Frame]).right(" ", theme[Role::Frame]);
    pen.right(&amount, theme[Role::Muted]).right(" ", theme[Role::Frame]);
    pen.put(rule, theme[Role::Frame]).put(" ", theme[Role::Frame]);
    let mut words = figures.words(line);
    if !own.name.is_empty() {
        words = format!("{words}, {}", own.name);
    }
    pen.put(&words, theme[Role::Heading]).put(" ", theme[Role::Frame]);
    pen.fill(rule, theme[Role::Frame]);
}

/// What the numbers don't say by themselves.
fn notes(figures: &Trends, line: &Line, own: &Series) -> Vec<String> {
    let sums = own.sums(line);
    let mut notes = Vec::new();
    if let Line::Period(bar) = line {
        let figure = own.figure(*bar);
        notes.extend(doubts(&figure));
        notes.extend(of_no_part(figures, *bar, own, &figure.surely));
    }
    notes.extend(killed(&sums));
    if let Line::Earlier | Line::Later = line {
        notes.push("Enter goes there in the chronicle".to_owned());
    }
    notes
}

/// What is not sure of a period, and how many events its filter shows.
fn doubts(figure: &Figure) -> Option<String> {
    if figure.maybe + figure.going_on == 0 {
        return None;
    }
    let number = |count: u32| thousands(count.into());
    let mut parts = vec![format!("{} surely", number(figure.surely.events))];
    if figure.maybe > 0 {
        let killed = match figure.share.best {
            best if best >= 0.5 => format!(", and {} killed", rounded(best)),
            _ => String::new(),
        };
        let spread = rounded(figure.share.events);
        let maybe = number(figure.maybe);
        parts.push(format!("{maybe} maybe (spread over their days: {spread}{killed})"));
    }
    if figure.going_on > 0 {
        parts.push(format!("{} from before going on", number(figure.going_on)));
    }
    Some(format!("{}; Enter shows {}", parts.join(", "), number(figure.events())))
}

/// Between which numbers the killed are, and how many events give none.
fn killed(sums: &Sums) -> Option<String> {
    let range = (sums.low != sums.high)
        .then(|| format!("killed: {} to {}", thousands(sums.low), thousands(sums.high)));
    let has = if sums.unknown == 1 { "gives" } else { "give" };
    let unknown = (sums.unknown > 0 && sums.high > 0)
        .then(|| format!("{} {has} no number of killed", counted(sums.unknown, "event")));
    let words: Vec<String> = range.into_iter().chain(unknown).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The events that name the period, but none of its parts.
fn of_no_part(figures: &Trends, bar: u32, own: &Series, sums: &Sums) -> Option<String> {
    let ((frame, of_all), parts) = figures.parts.as_ref().zip(range(figures, bar))?;
    if !own.name.is_empty() {
        return None;
    }
    let mut named = Sums::default();
    for part in parts {
        named += of_all.figure(part).surely;
    }
    let unnamed = sums.events.checked_sub(named.events).filter(|&count| count > 0)?;
    let name = if unnamed == 1 { "names" } else { "name" };
    let killed = match sums.best.saturating_sub(named.best) {
        0 => String::new(),
        best => format!(", {} killed in them", thousands(best)),
    };
    let unit = frame.unit.name();
    Some(format!("{} {name} no single {unit}{killed}", counted(unnamed, "event")))
}

/// The numbers of the parts of a bar.
fn range(figures: &Trends, bar: u32) -> Option<Range<u32>> {
    let (frame, (parts, _)) = (figures.frame?, figures.parts.as_ref()?);
    let number = |bar: u32| parts.unit.number(frame.first_day(bar)) - parts.first;
    let at = |bar: u32| number(bar).unsigned_abs() as u32;
    Some(at(bar)..at(bar + 1))
}

/// The parts of the period of a line, with their names.
fn parts(figures: &Trends, line: &Line) -> Option<Vec<(String, Figure)>> {
    let Line::Period(bar) = line else { return None };
    let (frame, series) = figures.parts.as_ref()?;
    let parts = range(figures, *bar)?;
    Some(parts.map(|part| (name(frame, part), series.figure(part))).collect())
}

/// The shortest name of a part: "Jan", "13", "1914".
fn name(frame: &Frame, part: u32) -> String {
    let first = frame.first_day(part);
    let words = frame.unit.words(first);
    match frame.unit {
        Unit::Day | Unit::Month => words.split(' ').next().unwrap_or_default().to_owned(),
        _ => words,
    }
}

/// The values of the line as bars; how many lines it took.
fn values(series: &[Series], line: &Line, area: Rect, canvas: &mut Canvas<'_>) -> usize {
    let theme = canvas.theme;
    let amount = |series: &Series| {
        let share = match line {
            Line::Period(bar) => series.figure(*bar).share.events,
            _ => 0.0,
        };
        (f64::from(series.sums(line).events), share)
    };
    let mut shown: Vec<&Series> = series.iter().filter(|it| amount(it) > (0.0, 0.0)).collect();
    shown.sort_by(|one, other| amount(other).0.total_cmp(&amount(one).0));
    shown.truncate(usize::from(area.height));
    let names = shown.iter().map(|it| text::width(&it.name)).max().unwrap_or(0);
    let names = (names as u16).min(area.width / 3);
    let most = shown.iter().map(|it| amount(it).0 + amount(it).1).fold(0.0, f64::max);
    let numbers = shown.iter().map(|it| rounded(amount(it).0).len()).max().unwrap_or(0) as u16;
    for (place, series) in shown.iter().enumerate() {
        let (surely, maybe) = amount(series);
        canvas.pen(area, place).column(&series.name, names, theme[Role::Text]);
        let here = line_of(area, place);
        let number = Rect { x: here.x + names + 2, width: numbers, ..here }.intersection(here);
        canvas.pen(number, 0).right(&rounded(surely), theme[Role::Count]);
        let x = number.right() + 1;
        let width = here.right().saturating_sub(x).min(60);
        canvas.lying_bar(Rect { x, width, ..here }, surely, maybe, most);
    }
    shown.len()
}

/// Small bars side by side.
fn grid_of(parts: &[(String, Figure)], across: usize, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let width = area.width / across as u16;
    let most = parts.iter().map(|(_, it)| f64::from(it.surely.events) + it.share.events);
    let most = most.fold(0.0, f64::max);
    let names = parts.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0) as u16;
    let words = |figure: &Figure| match (figure.surely.events, figure.maybe) {
        (0, 0) => String::new(),
        (surely, 0) => thousands(surely.into()),
        (surely, maybe) => format!("{}+{}?", thousands(surely.into()), thousands(maybe.into())),
    };
    let numbers = parts.iter().map(|(_, it)| text::width(&words(it))).max().unwrap_or(0) as u16;
    let bar = width.saturating_sub(names + numbers + 4);
    // Read down the columns, a period stands below the one before.
    let down = parts.len().div_ceil(across);
    for (place, (name, figure)) in parts.iter().enumerate() {
        let here = line_of(area, place % down);
        let here =
            Rect { x: here.x + (place / down) as u16 * width, width, ..here }.intersection(area);
        if here.height == 0 {
            continue;
        }
        let mut pen = canvas.pen(here, 0);
        pen.column(name, names, theme[Role::Date]).skip(1);
        let number = Rect { x: here.x + names + 1, width: numbers, ..here }.intersection(here);
        canvas.pen(number, 0).right(&words(figure), theme[Role::Muted]);
        let bar = Rect { x: number.right() + 1, width: bar, ..here }.intersection(here);
        canvas.lying_bar(bar, figure.surely.events.into(), figure.share.events, most);
    }
}
