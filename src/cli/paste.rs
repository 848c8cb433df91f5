//! What a person pastes or types at the terminal, where `-` would otherwise wait without a word.
//!
//! The terminal is taken in raw mode: line by line it would cut what is longer than 4,096 bytes,
//! and paragraphs are. So pasted text comes as such, typed keys one by one, and what is seen of
//! both is their number and the last words. The terminal is given back on every way out.

use std::{
    io::{self, IsTerminal as _},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
};

use anyhow::{Context as _, bail};
use crossterm::{
    event::{
        DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
        KeyModifiers,
    },
    execute,
    style::Print,
    terminal::{self, Clear, ClearType, disable_raw_mode, enable_raw_mode, is_raw_mode_enabled},
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::{base::text, cli::say, tui::input::Input, view::counted};

/// Asks for a text and waits until Ctrl-D ends it.
pub(super) fn read() -> anyhow::Result<String> {
    let taken = Taken::take().context("preparing the terminal")?;
    let mut input = Input::open().context("opening the terminal")?;
    let mut text = Text::default();
    // Not before: what comes while the terminal is not taken yet may be cut.
    taken.ask("Paste an article or a data set, then press Ctrl-D. Ctrl-C stops.");
    let end = loop {
        let wish = match input.read().context("reading from the terminal")? {
            Event::Paste(pasted) => text.paste(&pasted),
            Event::Key(key) => text.press(key),
            _ => continue,
        };
        match wish {
            Wish::GoOn => {}
            Wish::Suspend => taken.suspend().context("suspending")?,
            Wish::Stop | Wish::End => break wish,
        }
        // Where the terminal does not mark what is pasted, it comes as very many keys.
        if !input.has_more().context("reading from the terminal")? {
            taken.show(&text);
        }
    };
    taken.show(&text);
    drop(taken);
    match end {
        Wish::Stop => bail!("stopped; nothing was read"),
        _ if text.0.trim().is_empty() => bail!("nothing was pasted"),
        _ => Ok(text.0),
    }
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    GoOn,
    Suspend,
    Stop,
    End,
}

/// What has come so far.
#[derive(Debug, Default)]
struct Text(String);

impl Text {
    /// Takes pasted text; terminals end its lines as the Enter key does.
    fn paste(&mut self, pasted: &str) -> Wish {
        self.0.push_str(&pasted.replace("\r\n", "\n").replace('\r', "\n"));
        Wish::GoOn
    }

    fn press(&mut self, key: KeyEvent) -> Wish {
        if key.kind == KeyEventKind::Release {
            return Wish::GoOn;
        }
        let is_chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('d') if key.modifiers == KeyModifiers::CONTROL => return Wish::End,
            KeyCode::Char('c') if key.modifiers == KeyModifiers::CONTROL => return Wish::Stop,
            KeyCode::Char('z') if key.modifiers == KeyModifiers::CONTROL => return Wish::Suspend,
            // A line feed, which pasted text may have where it is not marked as such.
            KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => self.0.push('\n'),
            KeyCode::Char(character) if !is_chord => self.0.push(character),
            KeyCode::Enter => self.0.push('\n'),
            KeyCode::Tab => self.0.push('\t'),
            KeyCode::Backspace => drop(self.0.pop()),
            _ => {}
        }
        Wish::GoOn
    }

    /// `10,231 characters in 4 lines: …ended in Moscow.` in so many cells.
    fn summary(&self, cells: usize) -> String {
        let characters = counted(self.0.chars().count() as u32, "character");
        let lines = counted(self.0.lines().count() as u32, "line");
        let words = format!("{characters} in {lines}");
        let room = cells.saturating_sub(text::width(&words) + 3);
        match last_words(self.0.lines().next_back().unwrap_or_default(), room) {
            "" => words,
            last => {
                let cut = if last.len() < self.0.trim_end().len() { "…" } else { "" };
                format!("{words}: {cut}{}", text::neutralise(last))
            }
        }
    }
}

/// The end of a line, in so many cells when it is neutralised.
fn last_words(line: &str, cells: usize) -> &str {
    let starts = line.char_indices().rev().map(|(start, _)| start);
    let fits = |&start: &usize| text::width(&text::neutralise(&line[start..])) <= cells;
    starts.take_while(fits).last().map_or("", |start| &line[start..])
}

/// The terminal while a text is read from it.
struct Taken {
    /// Whether there is somebody to see what is said of the text.
    is_seen: bool,
    /// Whether the terminal is to be given back; shared with the thread that watches for signals.
    taken: Arc<AtomicBool>,
}

impl Taken {
    fn take() -> io::Result<Self> {
        let taken = Self { is_seen: io::stderr().is_terminal(), taken: Arc::default() };
        taken.watch_signals()?;
        taken.enter()?;
        Ok(taken)
    }

    fn enter(&self) -> io::Result<()> {
        enable_raw_mode()?;
        self.taken.store(true, SeqCst);
        if self.is_seen { execute!(io::stderr(), EnableBracketedPaste) } else { Ok(()) }
    }

    /// Gives the terminal back before a signal ends the program. Later on a signal does what it
    /// does elsewhere, unless the explorer has the terminal by then, which watches for itself.
    fn watch_signals(&self) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
        let (is_seen, taken) = (self.is_seen, Arc::clone(&self.taken));
        thread::spawn(move || {
            for signal in signals.forever() {
                if taken.load(SeqCst) {
                    give_back(is_seen);
                } else if is_raw_mode_enabled().unwrap_or(false) {
                    continue;
                }
                drop(emulate_default_handler(signal));
            }
        });
        Ok(())
    }

    fn ask(&self, words: &str) {
        if self.is_seen {
            // There is nobody left to tell that the terminal is gone.
            drop(execute!(io::stderr(), Print(words), Print("\r\n")));
        } else {
            say(words);
        }
    }

    /// Replaces the line below the request.
    fn show(&self, text: &Text) {
        if self.is_seen {
            let width = terminal::size().map_or(80, |(width, _)| usize::from(width));
            let words = text.summary(width.saturating_sub(1));
            drop(execute!(io::stderr(), Print("\r"), Clear(ClearType::UntilNewLine), Print(words)));
        }
    }

    fn suspend(&self) -> io::Result<()> {
        self.taken.store(false, SeqCst);
        give_back(self.is_seen);
        emulate_default_handler(SIGTSTP)?;
        self.enter()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if self.taken.swap(false, SeqCst) {
            give_back(self.is_seen);
        }
    }
}

/// Gives the terminal back; whoever is gone need not be told.
fn give_back(is_seen: bool) {
    if is_seen {
        drop(execute!(io::stderr(), DisableBracketedPaste, Print("\r\n")));
    }
    drop(disable_raw_mode());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_pasted_text_become_one_text() {
        let mut text = Text::default();
        let mut press = |code, modifiers| text.press(KeyEvent::new(code, modifiers));
        for character in ['A', ' ', 'ß', 'x'] {
            press(KeyCode::Char(character), KeyModifiers::NONE);
        }
        press(KeyCode::Backspace, KeyModifiers::NONE);
        press(KeyCode::Enter, KeyModifiers::NONE);
        press(KeyCode::Tab, KeyModifiers::NONE);
        press(KeyCode::Char('j'), KeyModifiers::CONTROL);
        press(KeyCode::Char('q'), KeyModifiers::ALT);
        press(KeyCode::Esc, KeyModifiers::NONE);
        for (key, wish) in [('d', Wish::End), ('c', Wish::Stop), ('z', Wish::Suspend)] {
            assert_eq!(press(KeyCode::Char(key), KeyModifiers::CONTROL), wish);
        }
        text.paste("one\rtwo\r\nthree\nfour");
        assert_eq!(text.0, "A ß\n\t\none\ntwo\nthree\nfour");
    }

    #[test]
    fn what_has_come_is_told_in_a_line() {
        #[track_caller]
        fn check(text: &str, cells: usize, expect: &str) {
            let summary = Text(text.to_owned()).summary(cells);
            assert_eq!(summary, expect);
            assert!(text::width(&summary) <= cells.max(30), "{summary}");
        }
        check("", 80, "0 characters in 0 lines");
        check("A", 80, "1 character in 1 line: A");
        check("A met B.\n", 80, "9 characters in 1 line: A met B.");
        check("A met B.\n\nC", 80, "11 characters in 3 lines: …C");
        check("A met B in Moscow.", 36, "18 characters in 1 line: …in Moscow.");
        check("A met B in 北京。", 32, "14 characters in 1 line: …北京。");
        check("A met B in Moscow.", 10, "18 characters in 1 line");
        check("red \u{1b}[31m", 80, "9 characters in 1 line: red ␛[31m");
    }
}
