//! One event on a line of the timeline.

use ratatui::layout::Rect;

use crate::{
    base::text,
    model::{Basis, Quad, Status},
    tui::{
        canvas::Canvas,
        theme::{Glyphs, Role},
    },
    view::{
        chronicle::{EventLine, Line},
        why,
    },
};

/// The widest column of times and of kinds.
const WIDEST: u16 = 13;

/// The cells that a title is to have before actors get a column, and the fewest of that.
const LEAST_TITLE: u16 = 30;
/// See [`LEAST_TITLE`].
const LEAST_WHO: u16 = 10;

/// How wide the columns are: as wide as the lines shown need, within bounds.
pub(super) struct Columns {
    /// Whether anything was decided, so that each line says how far the work on it is.
    reviewed: bool,
    heading: u16,
    when: u16,
    kind: u16,
    who: u16,
    counts: u16,
}

impl Columns {
    /// The columns for some lines in a pane of this width.
    pub(super) fn new(lines: &[Line<'_>], width: u16, reviewed: bool) -> Self {
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
            reviewed,
            heading: widest(&inline),
            when: widest(&|event| text::width(&event.when)).min(WIDEST),
            kind: widest(&|event| text::width(&event.kind_words)).min(WIDEST),
            who: 0,
            counts: widest(&|event| text::width(&counts(event))),
        };
        let taken = columns.heading + columns.when + columns.kind + columns.counts + 11;
        let taken = taken + if reviewed { 3 } else { 0 };
        let left = width.saturating_sub(taken);
        let who = widest(&|event| text::width(&parties(event, "→")));
        let title = widest(&|event| text::width(&event.title)) + 2;
        // A title says more than a name cut short, but no more than it needs is kept for it.
        let least = title.min(LEAST_TITLE);
        if left >= least + LEAST_WHO {
            let room = (left * 2 / 5).max(left.saturating_sub(title));
            columns.who = who.min(room).min(left - least);
        }
        columns
    }
}

/// Draws an event on a line of an area.
pub(super) fn draw(
    event: &EventLine<'_>,
    columns: &Columns,
    area: Rect,
    line: usize,
    canvas: &mut Canvas<'_>,
) {
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    let pen = &mut canvas.pen(area, line);
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
    if columns.reviewed {
        for sign in glyphs.reviewed(event.reviewed) {
            pen.put(sign, theme[Role::Kept]);
        }
        pen.skip(1);
    }
    if columns.heading > 0 {
        let heading = event.heading.as_deref().unwrap_or_default();
        pen.column(heading, columns.heading, theme[Role::Heading]).skip(1);
    }
    if columns.when > 0 {
        pen.column(&event.when, columns.when, date).skip(1);
    }
    pen.put(&sign(glyphs, event.sign), date).skip(1);
    pen.put(quad_sign(glyphs, event.quad), style).skip(1);
    pen.column(&event.kind_words, columns.kind, style).skip(1);
    if columns.who > 0 {
        pen.column(&parties(event, glyphs.arrow), columns.who, theme[Role::Actor]).skip(2);
    }
    if !matches!(event.status, Status::Occurred | Status::Ongoing) {
        pen.put(event.status.name(), theme[Role::Muted]).put(" ", text);
    }
    if let Some(doubt) = why::doubt(event.confidence) {
        pen.put(&doubt, theme[Role::Doubtful]).put(" ", text);
    }
    pen.put(title(event, columns.who > 0), text);
}

/// The title, without the speaker where that has a column: `Lavrov: "…"` of Sergei Lavrov.
fn title<'a>(event: &'a EventLine<'_>, has_who: bool) -> &'a str {
    let Some((speaker, words)) = event.title.split_once(": ") else { return &event.title };
    let named = event
        .who
        .split(" & ")
        .any(|who| who == speaker || who.rsplit(' ').next() == speaker.rsplit(' ').next());
    if has_who && named && !words.is_empty() { words } else { &event.title }
}

/// The sign of a date; the two commonest are drawn.
fn sign(glyphs: &Glyphs, sign: char) -> String {
    match sign {
        '*' => glyphs.exact.to_owned(),
        '=' => glyphs.span.to_owned(),
        sign => sign.to_string(),
    }
}

/// The sign that tells the quad classes apart where colours can't.
fn quad_sign(glyphs: &Glyphs, quad: Option<Quad>) -> &'static str {
    glyphs.quads[match quad {
        Some(Quad::VerbalCooperation) => 0,
        Some(Quad::MaterialCooperation) => 1,
        Some(Quad::VerbalConflict) => 2,
        Some(Quad::MaterialConflict) => 3,
        None => 4,
    }]
}

/// The role that colours an event by its quad class.
fn quad_role(quad: Option<Quad>) -> Role {
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
