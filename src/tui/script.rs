//! A tour of the explorer without a terminal: keys in, screens out, for tests, pictures and
//! people.
//!
//! A script is a text file. Each line is one of
//!
//! ```text
//! # a comment
//! j J enter g d             keys, as key map files write them
//! type 13 aug               text typed into a prompt
//! click 12 3                a click of the left mouse button on a column and a row, from 0
//! size 80x24                another size of the screen
//! snapshot [NAME]           prints the screen as text
//! styled [NAME]             prints the screen as text, then the styles of each line
//! svg                       prints the screen as a picture
//! copied                    prints what was copied last
//! ```
//!
//! After each key everything that works in the background is waited for, so that a script gives
//! the same screens on every run.

use std::{io::Write, str::SplitWhitespace};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::{buffer::Buffer, layout::Size};

use crate::{
    base::{
        issue::{Issue, Place},
        progress::Progress,
        text,
    },
    tui::{
        app::App,
        driver::{Driver, InMemory, Load},
        event::Event,
        keeping::Keep,
        keymap::{Key, Keys},
        snapshot,
    },
    world::{Request, Wanted},
};

/// One line of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Keys(Vec<Key>),
    Type(String),
    Click(u16, u16),
    Size(Size),
    Show(Picture, String),
    Copied,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Picture {
    Text,
    Styled,
    Svg,
}

/// A script that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    steps: Vec<Step>,
}

impl Script {
    /// Reads a script; what is wrong with it names its line, and that line is left out.
    #[must_use]
    pub fn parse(file: &str, text: &str) -> (Self, Vec<Issue>) {
        let mut script = Self::default();
        let mut issues = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with("# ") || line == "#" {
                continue;
            }
            match parse_step(line) {
                Ok(step) => script.steps.push(step),
                Err(message) => {
                    let place =
                        Place { file: file.to_owned(), line: Some(number), ..Place::default() };
                    issues.push(Issue::error(place, message));
                }
            }
        }
        (script, issues)
    }

    /// The script on a screen of this size, until it asks for another.
    #[must_use]
    pub fn at_size(mut self, size: Size) -> Self {
        self.steps.insert(0, Step::Size(size));
        self
    }
}

fn parse_step(line: &str) -> Result<Step, String> {
    let mut words = line.split_whitespace();
    let rest = |words: &SplitWhitespace<'_>| words.clone().collect::<Vec<_>>().join(" ");
    let picture = match words.next().unwrap_or_default() {
        "type" => {
            let typed = line.strip_prefix("type").unwrap_or_default();
            return Ok(Step::Type(typed.strip_prefix(' ').unwrap_or(typed).to_owned()));
        }
        "click" => {
            let mut number = || words.next().and_then(|word| word.parse().ok());
            let (x, y) = (number(), number());
            return x.zip(y).map(|(x, y)| Step::Click(x, y)).ok_or_else(|| {
                "expected a column and a row after 'click', such as click 12 3".to_owned()
            });
        }
        "size" => return parse_size(&rest(&words)).map(Step::Size),
        "copied" => return Ok(Step::Copied),
        "snapshot" => Picture::Text,
        "styled" => Picture::Styled,
        "svg" => Picture::Svg,
        _ => {
            let keys = Keys::parse(line).map_err(|word| {
                format!("unknown key '{word}'; expected keys, type, click, size, snapshot, styled, svg or copied")
            })?;
            return Ok(Step::Keys(keys.as_slice().to_vec()));
        }
    };
    Ok(Step::Show(picture, rest(&words)))
}

/// Reads `100x30`.
pub fn parse_size(text: &str) -> Result<Size, String> {
    let number = |text: &str| text.parse().ok().filter(|&cells| (1..=1000).contains(&cells));
    text.split_once('x')
        .and_then(|(width, height)| Some(Size::new(number(width)?, number(height)?)))
        .ok_or_else(|| format!("'{text}' is not a size; expected columns and rows, such as 100x30"))
}

/// Loads the inputs, drives an explorer through a script and writes the screens that it asks for.
pub fn run(
    app: &mut App,
    request: &Request,
    script: &Script,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let mut load = |wanted: &Wanted| request.wanting(wanted).load_blocking(&Progress::default());
    run_on(app, &mut load, &mut InMemory, script, out)
}

/// As [`run`], on what `load` loads, at first and when it is to be loaded again.
pub fn run_on(
    app: &mut App,
    load: &mut Load<'_>,
    keep: &mut dyn Keep,
    script: &Script,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let mut driver = Driver::new(app, load, keep);
    for step in &script.steps {
        match step {
            Step::Keys(keys) => keys.iter().for_each(|key| driver.feed(Event::Key(key.event()))),
            Step::Type(text) => {
                for character in text.chars() {
                    let key = KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE);
                    driver.feed(Event::Key(key));
                }
            }
            Step::Click(column, row) => driver.feed(Event::Mouse(MouseEvent {
                kind: MouseEventKind::Down(MouseButton::Left),
                column: *column,
                row: *row,
                modifiers: KeyModifiers::NONE,
            })),
            Step::Size(size) => driver.feed(Event::Resize(*size)),
            Step::Show(picture, name) => {
                if !name.is_empty() {
                    writeln!(out, "-- {}", text::neutralise(name))?;
                }
                let screen = draw_to_buffer(driver.app);
                let show = match picture {
                    Picture::Text => snapshot::text,
                    Picture::Styled => snapshot::styled,
                    Picture::Svg => snapshot::svg,
                };
                out.write_all(show(&screen).as_bytes())?;
            }
            Step::Copied => writeln!(out, "{}", driver.copied.as_deref().unwrap_or_default())?,
        }
        if driver.ended {
            break;
        }
    }
    Ok(())
}

/// The screen of an explorer as a buffer of its size.
#[must_use]
pub fn draw_to_buffer(app: &App) -> Buffer {
    let mut screen = Buffer::empty(app.layout().screen);
    app.draw(&mut screen);
    screen
}
