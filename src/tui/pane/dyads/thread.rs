//! The pair under the cursor: its figures in words, and bars by period.
//!
//! ```text
//! ─ Gulf Cartel & Los Zetas ─────────────────────────── 593 events, 6,932 killed ─
//!   18 Jan 2010 to 29 Nov 2023, longest quiet 276 days, 6 Feb to 9 Nov 2018
//!   2010  42 ▓▓▓▓▓▓▓▓    2014 28 ▓▓▓▓▓
//! ```

use ratatui::layout::Rect;

use crate::{
    base::text,
    model::Timeline,
    tui::{
        canvas::Canvas,
        pane::{
            dyads::matrix::{rest, right},
            list_events,
        },
        session::Session,
        theme::Role,
    },
    view::{
        counted, name_of, thousands,
        thread::{Count, Facts, Thread},
    },
};

/// The most lines of the figures; below them come the events.
pub const MOST: u16 = 16;
/// The fewest cells of a column of periods.
const COLUMN: u16 = 19;
/// The most cells of one, and the gap between two.
const WIDEST_COLUMN: u16 = 44;
/// See [`WIDEST_COLUMN`].
const GAP: u16 = 2;

/// The most periods that an area has room for.
pub fn periods(area: Rect) -> u32 {
    let (_, bars, _) = parts(area);
    u32::from(bars.height) * u32::from(((area.width.saturating_sub(2)) / COLUMN).max(1))
}

/// The words, the bars and the kinds of an area.
fn parts(area: Rect) -> (u16, Rect, bool) {
    let area = figures(area);
    let words = match area.height {
        0..3 => 0,
        3..5 => 1,
        _ => 2,
    };
    let has_kinds = area.height >= 7;
    let mut bars = rest(area, 1 + words);
    bars.height = bars.height.saturating_sub(u16::from(has_kinds));
    (words, bars, has_kinds)
}

/// The lines of an area that are not left to the events.
fn figures(area: Rect) -> Rect {
    Rect { height: area.height.min(MOST), ..area }
}

/// Draws what is known of a pair, and where there is more room, its events from the selected one on.
pub fn draw(thread: &Thread, session: &Session, area: Rect, canvas: &mut Canvas<'_>) {
    let timeline = session.timeline();
    let below = rest(area, MOST + 1);
    let first = session.selected().map_or(0, |row| thread.rows.partition_point(|&it| it < row));
    let first = first.min(thread.rows.len().saturating_sub(below.height.into()));
    let below = Rect { x: below.x + 2, width: below.width.saturating_sub(2), ..below };
    list_events(&thread.rows[first..], timeline, below, canvas);
    let (theme, area) = (canvas.theme, figures(area));
    let (words, bars, has_kinds) = parts(area);
    title(thread, timeline, area, canvas);
    let facts = facts(&thread.facts, timeline);
    let said = lines(&facts, area.width.saturating_sub(3), words);
    for (line, words) in said.iter().enumerate() {
        canvas.pen(area, line + 1).skip(2).put(words, theme[Role::Text]);
    }
    let bars = Rect { y: bars.y - (words - said.len() as u16), ..bars };
    if thread.rows.is_empty() {
        let words = if thread.ask.which.directed {
            "No event in which the one acts on the other."
        } else {
            "No event in which both take part."
        };
        canvas.pen(area, 1).skip(2).put(words, theme[Role::Muted]);
    }
    periods_of(thread, bars, canvas);
    if has_kinds && !thread.kinds.is_empty() {
        let separator = format!(" {} ", canvas.glyphs.separator);
        let mut pen = canvas.pen(area, usize::from(area.height) - 1);
        pen.skip(2);
        for (number, (kind, count)) in thread.kinds.iter().enumerate() {
            if number > 0 {
                pen.put(&separator, theme[Role::Muted]);
            }
            pen.put(&text::neutralise(kind), theme[Role::Text]).put(" ", theme[Role::Text]);
            pen.put(&thousands((*count).into()), theme[Role::Muted]);
        }
    }
}

/// Draws the place of a pair while its events are looked for.
pub fn draw_nothing(area: Rect, canvas: &mut Canvas<'_>) {
    let (frame, rule) = (canvas.theme[Role::Frame], canvas.glyphs.rule);
    if area.height > 0 {
        canvas.pen(area, 0).fill(rule, frame);
    }
}

fn title(thread: &Thread, timeline: &Timeline, area: Rect, canvas: &mut Canvas<'_>) {
    let (theme, rule) = (canvas.theme, canvas.glyphs.rule);
    let joint = if thread.ask.which.directed { canvas.glyphs.arrow } else { "&" };
    let both = thread.ask.pair.map(|actor| name_of(timeline, actor));
    let frame = theme[Role::Frame];
    let names = format!("{} {joint} {}", both[0], both[1]);
    let room = usize::from(area.width).saturating_sub(text::width(&names) + 8);
    let mut pen = canvas.pen(area, 0);
    pen.right(rule, frame).right(" ", frame);
    pen.right(&sums(&thread.facts, room), theme[Role::Text]).right(" ", frame);
    pen.put(rule, frame).put(" ", frame).put(&names, theme[Role::Title]).put(" ", frame);
    pen.fill(rule, frame);
}

/// "593 events, 6,932 killed", with as much of it as has room.
fn sums(facts: &Facts, room: usize) -> String {
    let events = counted(facts.events, "event");
    let alone = match facts.alone {
        alone if alone < facts.events => format!(", {} only these two", thousands(alone.into())),
        _ => String::new(),
    };
    let killed = facts.killed.map(|it| format!(", {} killed", thousands(it.best)));
    let killed = killed.unwrap_or_default();
    let between = facts.killed.filter(|it| (it.low, it.high) != (it.best, it.best));
    let between = between.map(|it| format!(" ({} to {})", thousands(it.low), thousands(it.high)));
    let between = between.unwrap_or_default();
    let all = [
        format!("{events}{alone}{killed}{between}"),
        format!("{events}{alone}{killed}"),
        format!("{events}{killed}"),
    ];
    all.into_iter().find(|words| text::width(words) <= room).unwrap_or(events)
}

/// What there is to say, a part a line where they have room.
fn facts(facts: &Facts, timeline: &Timeline) -> Vec<String> {
    let mut parts = Vec::new();
    let when = |row| timeline.when(row).words();
    match (facts.first, facts.last) {
        (Some(first), Some(last)) if first != last => {
            parts.push(format!("first {}", when(first)));
            parts.push(format!("last {}", when(last)));
        }
        (Some(only), _) => parts.push(when(only)),
        _ => {}
    }
    if facts.undated > 0 {
        parts.push(format!("{} undated", thousands(facts.undated.into())));
    }
    let days = |days| counted(days, "day");
    match (facts.quiet.surely, facts.quiet.known) {
        (Some(surely), known) if known == Some(surely) => {
            parts.push(format!("longest quiet {}, {}", days(surely.days()), surely.words()));
        }
        (surely, known) => {
            if let Some(surely) = surely {
                let words = format!("at least {}, {}", days(surely.days()), surely.words());
                parts.push(format!("longest quiet {words}"));
            }
            if let Some(known) = known {
                let words = format!("{}, {}", days(known.days()), known.words());
                parts.push(format!("between known days {words}"));
            }
        }
    }
    parts
}

/// The parts on at most so many lines, as many on each as have room.
fn lines(parts: &[String], width: u16, most: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let last = lines
            .last_mut()
            .filter(|line| text::width(line) + text::width(part) + 2 <= usize::from(width));
        match last {
            Some(line) => line.extend(["; ", part]),
            None => lines.push(part.clone()),
        }
    }
    lines.truncate(usize::from(most));
    lines
}

/// Bars for the periods, from the top down and then from left to right.
fn periods_of(thread: &Thread, area: Rect, canvas: &mut Canvas<'_>) {
    let lines = usize::from(area.height);
    if lines == 0 || thread.periods.is_empty() {
        return;
    }
    let columns = thread.periods.len().div_ceil(lines) as u16;
    let width = (area.width.saturating_sub(2) / columns).min(WIDEST_COLUMN);
    let labels: Vec<String> =
        thread.periods.iter().map(|period| thread.unit.words(period.first)).collect();
    let label = labels.iter().map(|label| text::width(label) as u16).max().unwrap_or(0);
    let digits = thousands(thread.most().into()).len() as u16;
    let bar = width.saturating_sub(label + digits + 2 + GAP);
    for (number, (period, words)) in thread.periods.iter().zip(&labels).enumerate() {
        let x = area.x + 2 + (number / lines) as u16 * width;
        let column = Rect { x, width: area.right().saturating_sub(x).min(width), ..area };
        let line = number % lines;
        let theme = canvas.theme;
        let (count, role) = match period.maybe {
            0 => (canvas.glyphs.separator.to_owned(), Role::Muted),
            count => (thousands(count.into()), Role::Count),
        };
        let mut pen = canvas.pen(column, line);
        pen.column(words, label, theme[Role::Muted]).skip(1);
        pen.put(&right(&count, digits), theme[role]);
        let start = (x + label + digits + 2, area.y + line as u16);
        draw_bar(*period, thread.most(), bar, start, canvas);
    }
}

/// A bar of so many cells at most: what surely falls there, then what may.
fn draw_bar(period: Count, most: u32, cells: u16, (x, y): (u16, u16), canvas: &mut Canvas<'_>) {
    let part = |count: u32| match count {
        0 => 0,
        count => (u64::from(count) * u64::from(cells)).div_ceil(u64::from(most.max(1))) as u16,
    };
    let (surely, maybe) = (part(period.surely), part(period.maybe));
    for cell in 0..maybe.min(cells) {
        let (sign, style) = if cell < surely {
            (canvas.glyphs.bars[8], canvas.theme[Role::Bar])
        } else {
            (canvas.glyphs.maybe, canvas.theme[Role::Bar])
        };
        if let Some(at) = canvas.screen.cell_mut((x + cell, y)) {
            at.set_symbol(sign).set_style(style);
        }
    }
}
