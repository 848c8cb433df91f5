//! The events in order of time, under headings.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    model::{Basis, Quad, Status},
    tui::{
        app::App,
        draw::{frame, line_of, pen, select},
        layout::{Class, Pane},
        pen::Pen,
        theme::Role,
    },
    view::{
        chronicle::{EventLine, HeadingLine, Line},
        why,
    },
};

/// The widest column of times and of kinds.
const WIDEST: u16 = 13;

/// The cells that a title is to have before actors get a column.
const LEAST_TITLE: u16 = 22;

/// Draws the pane.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    if app.layout().class > Class::Compact {
        let title = frame::Title {
            pane: Pane::Timeline,
            name: Pane::Timeline.title(),
            note: "",
            position: &app.position(),
        };
        frame::title(app, area, &title, screen);
    }
    let inner = app.layout().inner(Pane::Timeline);
    let lines = app.chronicle();
    if lines.iter().all(|line| matches!(line, Line::End)) {
        nothing(app, inner, screen);
        return;
    }
    let columns = Columns::new(&lines, inner.width);
    for (number, line) in lines.iter().enumerate() {
        match line {
            Line::Event(event) => {
                draw_event(app, event, &columns, &mut pen(app, screen, inner, number));
                if Some(event.row) == app.selected() {
                    select(app, screen, line_of(inner, number), app.has_keys(Pane::Timeline));
                }
            }
            Line::Heading(heading) => {
                draw_heading(app, heading, &mut pen(app, screen, inner, number));
            }
            Line::Gap { words, .. } => {
                let mut pen = pen(app, screen, inner, number);
                pen.skip(1).put(app.glyphs.gap, app.theme[Role::Gap]);
                pen.put(" ", app.theme[Role::Gap]).put(words, app.theme[Role::Gap]);
            }
            Line::End => {}
        }
    }
}

/// How wide the columns are: as wide as the lines shown need, within bounds.
struct Columns {
    heading: u16,
    when: u16,
    kind: u16,
    who: u16,
    counts: u16,
}

impl Columns {
    fn new(lines: &[Line<'_>], width: u16) -> Self {
        let events = || {
            lines.iter().filter_map(|line| match line {
                Line::Event(event) => Some(event),
                _ => None,
            })
        };
        let widest = |cells: &dyn Fn(&EventLine<'_>) -> usize| {
            events().map(|event| cells(event)).max().unwrap_or(0) as u16
        };
        let inline = |event: &EventLine<'_>| event.heading.as_deref().map_or(0, text::width);
        let mut columns = Self {
            heading: widest(&inline),
            when: widest(&|event| text::width(&event.when)).min(WIDEST),
            kind: widest(&|event| text::width(&event.kind_words)).min(WIDEST),
            who: 0,
            counts: widest(&|event| text::width(&counts(event))),
        };
        let taken = columns.heading + columns.when + columns.kind + columns.counts + 9;
        let left = width.saturating_sub(taken);
        let who = widest(&|event| text::width(&parties(event, "→")));
        // A title says more than a name cut short.
        if left >= 2 * LEAST_TITLE {
            columns.who = who.min(left * 2 / 5).min(left - LEAST_TITLE);
        }
        columns
    }
}

fn draw_heading(app: &App, heading: &HeadingLine, pen: &mut Pen<'_>) {
    let count = if heading.events > 1 { heading.events.to_string() } else { String::new() };
    let quiet = app.theme[Role::Frame];
    pen.right(" ", quiet).right(&count, app.theme[Role::Muted]);
    pen.skip(1).put(&heading.words, app.theme[Role::Heading]);
}

fn draw_event(app: &App, event: &EventLine<'_>, columns: &Columns, pen: &mut Pen<'_>) {
    let theme = &app.theme;
    let role = if event.is_candidate { Role::Muted } else { quad_role(event.quad) };
    let style = theme[role];
    let text = match event.status {
        _ if event.is_candidate => theme[Role::Muted],
        Status::Planned => theme[Role::Planned],
        Status::Disputed | Status::Denied | Status::Unverified => theme[Role::Doubtful],
        Status::Occurred | Status::Ongoing => theme[Role::Text],
    };
    let date = match event.date_basis {
        Some(Basis::Inferred | Basis::Published) => theme[Role::Inferred],
        _ => theme[Role::Date],
    };
    pen.right(" ", text);
    if columns.counts > 0 {
        let width = usize::from(columns.counts);
        pen.right(&format!("{:<width$}", counts(event)), theme[Role::Muted]);
        pen.right(" ", text);
    }
    pen.skip(2);
    if columns.heading > 0 {
        let heading = event.heading.as_deref().unwrap_or_default();
        pen.column(heading, columns.heading, theme[Role::Heading]).skip(1);
    }
    if columns.when > 0 {
        pen.column(&event.when, columns.when, date).skip(1);
    }
    pen.put(&sign(app, event.sign), date).skip(1);
    pen.column(&event.kind_words, columns.kind, style).skip(1);
    if columns.who > 0 {
        pen.column(&parties(event, app.glyphs.arrow), columns.who, theme[Role::Actor]).skip(2);
    }
    if !matches!(event.status, Status::Occurred | Status::Ongoing) {
        pen.put(event.status.name(), theme[Role::Muted]).put(" ", text);
    }
    if let Some(doubt) = why::doubt(event.confidence) {
        pen.put(&doubt, theme[Role::Doubtful]).put(" ", text);
    }
    pen.put(&event.title, text);
}

/// The sign of a date; the two commonest are drawn.
fn sign(app: &App, sign: char) -> String {
    match sign {
        '*' => app.glyphs.exact.to_owned(),
        '=' => app.glyphs.span.to_owned(),
        sign => sign.to_string(),
    }
}

/// The role that colours an event by its quad class.
pub fn quad_role(quad: Option<Quad>) -> Role {
    match quad {
        Some(Quad::VerbalCooperation) => Role::VerbalCooperation,
        Some(Quad::MaterialCooperation) => Role::MaterialCooperation,
        Some(Quad::VerbalConflict) => Role::VerbalConflict,
        Some(Quad::MaterialConflict) => Role::MaterialConflict,
        None => Role::Neutral,
    }
}

fn parties(event: &EventLine<'_>, arrow: &str) -> String {
    if event.whom.is_empty() {
        event.who.clone()
    } else {
        format!("{} {arrow} {}", event.who, event.whom)
    }
}

/// "s2 q1": two sources, one quoted statement.
fn counts(event: &EventLine<'_>) -> String {
    let count = |sign: char, number: u32| match number {
        0 => String::new(),
        number => format!("{sign}{number}"),
    };
    format!("{:<2} {:<2}", count('s', event.sources), count('q', event.statements))
        .trim_end()
        .to_owned()
}

/// Says why there is no event.
fn nothing(app: &App, area: Rect, screen: &mut Buffer) {
    let words = app.why_nothing();
    for (number, line) in words.iter().enumerate() {
        pen(app, screen, area, number + 1).skip(2).put(line, app.theme[Role::Muted]);
    }
}
