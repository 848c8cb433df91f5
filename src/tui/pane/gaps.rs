//! What is missing or doubtful: each gap with the filter that shows it, and below, for the one under
//! the cursor, what to do about it and its first events.
//!
//! ```text
//!   dates    no date                               9   undated:
//! ▸          inferred, not in the words            9   basis:inferred
//!   sources  one source only                      23   sources:1
//! ─ inferred, not in the words ──────────────────────────────────
//!   Read the words: w names the rule that dated an event.
//!   12 Aug 2015  Saleh Muslim in Moscow
//! ```

use ratatui::layout::Rect;

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Counted, Session, turns},
        theme::Role,
    },
    view::{
        View, counted,
        gaps::{self, Gap, Gaps as Figures},
        spoken, thousands,
    },
};

/// The cells of the column of groups.
const GROUP: u16 = 9;
/// Below this height there is only the list.
const LEAST_HEIGHT: u16 = 9;
/// The lines below the list: what to do, and some events.
const LEAST_BELOW: u16 = 5;

/// The gaps in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    counted: Counted<gaps::Ask, Figures>,
    cursor: Cursor,
}

impl Gaps {
    fn gaps(&self) -> &[Gap] {
        self.counted.figures().map_or(&[], |figures| &figures.gaps)
    }

    fn at_cursor(&self) -> Option<&Gap> {
        self.gaps().get(self.cursor.at)
    }

    /// The areas of the list and of what is said of the gap under the cursor, which has the lines
    /// that the list leaves.
    fn parts(&self, area: Rect) -> (Rect, Rect) {
        let lines = (self.gaps().len() as u16).max(1);
        let most = match area.height {
            ..LEAST_HEIGHT => area.height,
            height => (height * 3 / 5).min(height - LEAST_BELOW),
        };
        let list = Rect { height: lines.min(most), ..area };
        let below = if area.height < LEAST_HEIGHT { 0 } else { area.height - list.height };
        (list, Rect { y: list.bottom(), height: below, ..area })
    }
}

impl Pane for Gaps {
    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.look.view == View::Gaps
    }

    fn context(&self) -> Context {
        Context::Gaps
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::Open], "show these events"),
            (&[Action::Filter], "filter"),
            (&[Action::Undo], "undo"),
            (&[Action::Chronicle], "chronicle"),
            (&[Action::NextView], "next view"),
            (&[Action::NextPane], "pane"),
            (&[Action::Palette], "actions"),
            (&[Action::Quit], "quit"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        self.counted.want(session, gaps::Ask { query: session.look.query.clone() });
        let (list, _) = self.parts(session.layout.inner(Slot::Timeline));
        self.cursor.go(self.cursor.at, self.gaps().len());
        self.cursor.show(usize::from(list.height));
    }

    fn step(&mut self, _session: &mut Session, lines: isize) -> bool {
        let before = self.cursor.at;
        self.cursor.step(lines, self.gaps().len());
        self.cursor.at != before
    }

    fn page(&self, session: &Session) -> u16 {
        self.parts(session.layout.inner(Slot::Timeline)).0.height
    }

    fn open(&mut self, session: &mut Session) {
        let Some(gap) = self.at_cursor() else {
            session.notice("no gaps to show");
            return;
        };
        if gap.events == 0 {
            session.notice(format!("{}: no event shown here", gap.what));
            return;
        }
        session.list(session.look.query.narrowed(gap.query.chips()));
    }

    fn click(&mut self, session: &mut Session, (_, line): (u16, u16), again: bool) {
        let (list, _) = self.parts(session.layout.inner(Slot::Timeline));
        let at = self.cursor.top + usize::from(line);
        if line >= list.height || at >= self.gaps().len() {
            return;
        }
        let before = std::mem::replace(&mut self.cursor.at, at);
        if again && at == before {
            self.open(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let Some(search) = &session.search else { return false };
        let gaps = self.gaps();
        let is_match = |&line: &usize| search.pattern.is_match(&gaps[line].what);
        let found = turns(self.cursor.at, gaps.len(), direction).find(is_match);
        if let Some(line) = found {
            self.cursor.at = line;
        }
        found.is_some()
    }

    fn name(&self, _session: &Session) -> &'static str {
        "Gaps"
    }

    fn note(&self, _session: &Session) -> String {
        "what is missing or doubtful".to_owned()
    }

    fn position(&self, _session: &Session) -> String {
        if self.counted.is_pending() {
            return "counting".to_owned();
        }
        super::position(self.cursor.at, self.gaps().len())
    }

    fn lines(&self, _session: &Session) -> usize {
        self.gaps().len()
    }

    fn at(&self, _session: &Session) -> usize {
        self.cursor.at
    }

    fn say(&self, _session: &Session, line: usize) -> String {
        let Some(gap) = self.gaps().get(line) else { return String::new() };
        let remedy = if gap.events > 0 { gap.remedy } else { "" };
        spoken::sentences([
            format!("{}: {}", gap.group, gap.what),
            counted(gap.events, "event"),
            format!("Filter: {}", gap.query),
            remedy.to_owned(),
        ])
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let (list, below) = self.parts(area);
        let gaps = &self.gaps()[self.cursor.top.min(self.gaps().len())..];
        let shown = &gaps[..gaps.len().min(usize::from(list.height))];
        if shown.is_empty() {
            super::say_why_nothing(session, list, canvas);
            return;
        }
        let widest = self.gaps().iter().map(|gap| text::width(&gap.what)).max().unwrap_or(0);
        let what = (widest as u16).min(list.width.saturating_sub(GROUP + 14));
        let most = self.gaps().iter().map(|gap| gap.events).max().unwrap_or(0);
        let digits = text::width(&thousands(most.into()));
        let mut group = "";
        for (number, gap) in shown.iter().enumerate() {
            line(gap, gap.group != group, (what, digits), list, number, canvas);
            group = gap.group;
            if number + self.cursor.top == self.cursor.at {
                canvas.select(line_of(list, number), has_keys);
            }
        }
        if let Some(gap) = self.at_cursor().filter(|_| below.height > 0) {
            let before = usize::from(2 + GROUP + what + 2) + digits + 3;
            let room = usize::from(list.width).saturating_sub(before);
            tell(gap, text::width(&gap.query.to_string()) <= room, session, below, canvas);
        }
    }
}

/// Draws what to do about a gap, its query where its line cuts that, and its first events.
fn tell(gap: &Gap, shows_query: bool, session: &Session, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    canvas.rule(area, 0, &gap.what);
    let inner = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height - 1,
    };
    let remedy = text::wrap(gap.remedy, usize::from(inner.width));
    for (number, range) in remedy.iter().enumerate() {
        canvas.pen(inner, number).put(&gap.remedy[range.clone()], theme[Role::Text]);
    }
    let mut above = remedy.len();
    if !shows_query {
        canvas.pen(inner, above).put(&gap.query.to_string(), theme[Role::Muted]);
        above += 1;
    }
    let below = above as u16;
    let events = Rect {
        y: inner.y + below.min(inner.height),
        height: inner.height.saturating_sub(below),
        ..inner
    };
    super::list_events(&gap.examples, session.timeline(), events, canvas);
}

/// Draws the line of a gap.
fn line(
    gap: &Gap,
    begins_group: bool,
    (what, digits): (u16, usize),
    area: Rect,
    number: usize,
    canvas: &mut Canvas<'_>,
) {
    let theme = canvas.theme;
    let mut pen = canvas.pen(area, number);
    let group = if begins_group { gap.group } else { "" };
    pen.skip(2).column(group, GROUP, theme[Role::Label]);
    let (words, count) = match gap.events {
        0 => (Role::Muted, Role::Muted),
        _ => (Role::Text, Role::Count),
    };
    pen.column(&gap.what, what, theme[words]).skip(2);
    pen.put(&format!("{:>digits$}", thousands(gap.events.into())), theme[count]).skip(3);
    pen.put(&gap.query.to_string(), theme[Role::Muted]);
}
