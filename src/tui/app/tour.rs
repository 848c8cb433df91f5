//! The tour: it asks for one key after another, and goes on when what the key is for was done, by
//! whatever key. All keys do what they always do.
//!
//! ```text
//! ─ Tour 2 of 14 ──────────────────────────── T skips a step · Esc ends ─
//!   Press J to go to the next day with events.
//! ```
//!
//! **Invariants.** A step names actions; the keys that it shows are those that the key map binds
//! where they are to be pressed. A step that asks for an action without a key is left out.
//!
//! To add a step: write its line in [`STEPS`]; `tests/guided.rs` plays it.

use self::Part::{Key, Say, Type};
use crate::tui::{
    action::{Action, Context},
    app::App,
    canvas::Canvas,
    overlay::Overlay,
    theme::Role,
};

/// How many lines it takes at the foot of the screen.
const HEIGHT: u16 = 2;

/// A part of the sentence that a step is.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// Words.
    Say(&'static str),
    /// The key of an action, to be pressed.
    Key(Action),
    /// Text to be typed into a prompt.
    Type(&'static str),
}

/// The steps, each a sentence that leaves room for longer keys in 60 cells.
#[rustfmt::skip]
const STEPS: &[&[Part]] = &[
    &[Say("Press "), Key(Action::Next), Say(" to go to the next event.")],
    &[Say("Press "), Key(Action::NextDay), Say(" to go to the next day with events.")],
    &[Say("Press "), Key(Action::Open), Say(" to read its source, "), Key(Action::Close), Say(" to close it.")],
    &[Say("Press "), Key(Action::GoToDate), Say(", type "), Type("12 aug"), Say(" and press "), Key(Action::Accept), Say(".")],
    &[Say("Press "), Key(Action::Actors), Say(" to go to the actors.")],
    &[Say("Press "), Key(Action::OnlyActor), Say(" to keep only the events of this actor.")],
    &[Say("Press "), Key(Action::Hidden), Say(" to see what this filter hides.")],
    &[Say("Press "), Key(Action::Undo), Say(" to undo that, "), Key(Action::DropFilter), Say(" to drop the filter.")],
    &[Say("Press "), Key(Action::Statements), Say(" to go to what was said.")],
    &[Say("Press "), Key(Action::Search), Say(", type "), Type("moscow"), Say(" and press "), Key(Action::Accept), Say(" to find it.")],
    &[Say("Press "), Key(Action::Help), Say(" to see all keys, "), Key(Action::Close), Say(" to close the list.")],
    &[Say("Press "), Key(Action::Palette), Say(" to find any action by name, "), Key(Action::Cancel), Say(" to leave.")],
    &[Say("Press "), Key(Action::CopyCommand), Say(" to copy this view as a command line.")],
    &[Say("This was the tour. Press "), Key(Action::Quit), Say(" when you want to quit.")],
];

/// How far the tour is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tour {
    /// The number of the step.
    step: usize,
    /// How many of its keys were pressed.
    pressed: usize,
}

impl Tour {
    fn actions(self) -> impl Iterator<Item = Action> {
        STEPS[self.step].iter().filter_map(|part| match part {
            Key(action) => Some(*action),
            Say(_) | Type(_) => None,
        })
    }
}

impl App {
    /// Begins the tour; within it, goes on without what the step asks for.
    pub(super) fn take_tour(&mut self) {
        match self.tour {
            None => self.go_to_step(0),
            Some(tour) => self.go_to_step(tour.step + 1),
        }
    }

    /// Ends the tour; whether there was one.
    pub(super) fn end_tour(&mut self) -> bool {
        let ends = self.tour.take().is_some();
        if ends {
            let words = match self.tour_key() {
                Some(key) => format!("the tour is over; {key} begins it again"),
                None => "the tour is over".to_owned(),
            };
            self.session.notice(words);
        }
        ends
    }

    /// What the tour waits for.
    pub(super) fn awaited(&self) -> Option<Action> {
        self.tour.and_then(|tour| tour.actions().nth(tour.pressed))
    }

    /// Goes on if an action is what the tour waits for, or begins the step anew.
    pub(super) fn advance_tour(&mut self, action: Action) {
        let Some(tour) = &mut self.tour else { return };
        if tour.actions().nth(tour.pressed) == Some(action) {
            tour.pressed += 1;
        } else if tour.actions().next() == Some(action) {
            tour.pressed = 1;
        } else {
            return;
        }
        if tour.pressed == tour.actions().count() {
            let next = tour.step + 1;
            self.go_to_step(next);
        }
    }

    /// How many lines the tour takes.
    pub(super) fn tour_height(&self) -> u16 {
        if self.tour.is_some() { HEIGHT } else { 0 }
    }

    /// What is said to who starts the program for the first time.
    pub(super) fn offer_tour(&mut self) {
        if let Some(key) = self.tour_key() {
            self.session.notice(format!("new here? {key} shows you around"));
        }
    }

    fn go_to_step(&mut self, first: usize) {
        let steps = (first..STEPS.len()).map(|step| Tour { step, pressed: 0 });
        let mut playable = steps.filter(|tour| tour.actions().all(|it| self.key_of(it).is_some()));
        match playable.next() {
            Some(tour) => self.tour = Some(tour),
            None => drop(self.end_tour()),
        }
    }

    /// The key that asks for an action where it is to be pressed: in the list or prompt that the
    /// step has opened, else in the pane.
    fn key_of(&self, action: Action) -> Option<String> {
        let of_pane = match action.context() {
            Context::Prompt => Context::Prompt,
            _ => self.focused().context(),
        };
        let is_awaited = self.awaited() == Some(action);
        let over = self.overlays.last().filter(|_| is_awaited).map(Overlay::context);
        let mut places = over.into_iter().chain([of_pane]);
        places.find_map(|place| Some(self.keymap.keys_of(place, action).next()?.to_string()))
    }

    fn tour_key(&self) -> Option<String> {
        self.key_of(Action::Tour)
    }
}

impl App {
    /// The step of the tour in a line, if it is on: "Tour 1 of 14: Press j to go to the next event."
    pub(in crate::tui) fn tour_words(&self) -> Option<String> {
        let tour = self.tour?;
        let parts = STEPS[tour.step].iter().map(|part| match *part {
            Say(words) | Type(words) => words.to_owned(),
            Key(action) => self.key_of(action).unwrap_or_default(),
        });
        let words: String = parts.collect();
        Some(format!("Tour {} of {}: {words}", tour.step + 1, STEPS.len()))
    }
}

/// Draws the two lines of the tour, if it is on.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let Some(tour) = app.tour else { return };
    let (theme, dash) = (canvas.theme, canvas.glyphs.rule);
    let area = app.session.layout.strip;
    let mut pen = canvas.pen(area, 0);
    // In a list or a prompt these keys do something else, and Esc may be what the step asks for.
    let leave = [(Action::Tour, "skips this"), (Action::Close, "ends it")];
    let leave = leave.into_iter().filter(|&(action, _)| app.awaited() != Some(action));
    let leave =
        leave.filter_map(|(action, words)| Some(format!("{} {words}", app.key_of(action)?)));
    let leave = leave.filter(|_| app.overlays.is_empty()).collect::<Vec<_>>().join("   ");
    if !leave.is_empty() {
        pen.right(dash, theme[Role::FrameFocused]).right(" ", theme[Role::Hint]);
        pen.right(&leave, theme[Role::Hint]).right(" ", theme[Role::Hint]);
    }
    pen.put(dash, theme[Role::FrameFocused]).put(" ", theme[Role::Text]);
    let place = format!("Tour {} of {}", tour.step + 1, STEPS.len());
    pen.put(&place, theme[Role::TitleFocused]).put(" ", theme[Role::Text]);
    pen.fill(dash, theme[Role::FrameFocused]);

    let mut pen = canvas.pen(area, 1);
    pen.skip(1);
    let mut pressed = tour.pressed;
    for part in STEPS[tour.step] {
        match *part {
            Say(words) => drop(pen.put(words, theme[Role::Text])),
            Type(words) => drop(pen.put(words, theme[Role::Heading])),
            Key(action) => {
                let role = if pressed > 0 { Role::Muted } else { Role::Key };
                pressed = pressed.saturating_sub(1);
                let key = app.key_of(action).unwrap_or_default();
                pen.put(&key, theme[role]);
            }
        }
    }
}
