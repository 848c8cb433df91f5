//! What comes from the terminal: keys, clicks, pasted text.
//!
//! Control sequences are cut here, whole (ECMA-48, 5.4 and 5.6), and read by `terminput`.
//! `crossterm`, which could read its own input, waits for ever for the rest of one that it does
//! not know, and takes every key for that rest; here what is never finished is dropped.

mod cut;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, ErrorKind, IsTerminal as _, Read as _},
    mem,
    os::fd::{AsFd as _, AsRawFd as _},
    sync::Mutex,
    time::Duration,
};

use crossterm::event::Event;
use cut::Piece;
use filedescriptor::{POLLIN, poll, pollfd};
use memchr::memmem;
use terminput_crossterm::to_crossterm;

/// How long the rest of a sequence is waited for: terminals write them whole, but a slow line may
/// carry them in parts.
const PATIENCE: Duration = Duration::from_millis(100);
/// The same behind an escape, which most often is the key of that name.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(25);
/// How long pasted text may pause.
const PASTE_PATIENCE: Duration = Duration::from_secs(1);

/// What an `Input` took from the terminal and did not tell: the next one begins with it, so that no
/// key is lost between a paste and the explorer.
static LEFT: Mutex<VecDeque<u8>> = Mutex::new(VecDeque::new());

/// The terminal, as it is read from. Two of these at a time would take keys from each other.
#[derive(Debug)]
pub struct Input {
    terminal: File,
    /// What has come and is not told yet.
    waiting: VecDeque<u8>,
}

impl Input {
    /// Standard input where it is a terminal, else the terminal that the program was started from.
    ///
    /// # Errors
    /// If there is none.
    pub fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        let terminal = if stdin.is_terminal() {
            File::from(stdin.as_fd().try_clone_to_owned()?)
        } else {
            File::open("/dev/tty")?
        };
        let waiting = LEFT.lock().map_or_else(|_| VecDeque::new(), |mut left| mem::take(&mut left));
        Ok(Self { terminal, waiting })
    }

    /// Waits for the next key, click or paste. Whether the screen has another size is told by a
    /// signal, not here.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn read(&mut self) -> io::Result<Event> {
        loop {
            if let Some(event) = self.step()? {
                return Ok(event);
            }
        }
    }

    /// Waits for the next piece of what comes, and what it means, if anything.
    fn step(&mut self) -> io::Result<Option<Event>> {
        let waiting = &*self.waiting.make_contiguous();
        let (length, event) = match cut::first(waiting) {
            Piece::Whole(length) => (length, told(&waiting[..length])),
            Piece::Junk(length) => (length, None),
            Piece::Paste => return self.paste().map(Event::Paste).map(Some),
            Piece::Unfinished => {
                let patience = match waiting {
                    [] => None,
                    [cut::ESCAPE] => Some(ESCAPE_PATIENCE),
                    _ => Some(PATIENCE),
                };
                if self.fill(patience)? {
                    return Ok(None);
                }
                // An escape alone is a key, and so is one with a letter: a chord of Alt.
                let waiting = &*self.waiting.make_contiguous();
                (waiting.len(), if waiting.len() <= 2 { told(waiting) } else { None })
            }
        };
        self.waiting.drain(..length);
        Ok(event)
    }

    /// Whether something has come that is not told yet.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn has_more(&mut self) -> io::Result<bool> {
        Ok(!self.waiting.is_empty() || self.fill(Some(Duration::ZERO))?)
    }

    /// The pasted text that comes now, to its end or to the first long pause.
    fn paste(&mut self) -> io::Result<String> {
        self.waiting.drain(..cut::PASTE.len());
        let mut searched = 0;
        let (length, end) = loop {
            let waiting = &*self.waiting.make_contiguous();
            if let Some(at) = memmem::find(&waiting[searched..], cut::PASTE_END) {
                break (searched + at, cut::PASTE_END.len());
            }
            searched = waiting.len().saturating_sub(cut::PASTE_END.len());
            if !self.fill(Some(PASTE_PATIENCE))? {
                break (self.waiting.len(), 0);
            }
        };
        let text = self.waiting.drain(..length + end).take(length).collect::<Vec<u8>>();
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Takes what the terminal has, waiting so long for it, or for ever; whether something came.
    fn fill(&mut self, patience: Option<Duration>) -> io::Result<bool> {
        let mut ready = [pollfd { fd: self.terminal.as_raw_fd(), events: POLLIN, revents: 0 }];
        match poll(&mut ready, patience) {
            Ok(0) => return Ok(false),
            Ok(_) => {}
            // A signal: whoever waits for bytes asks again.
            Err(filedescriptor::Error::Poll(error)) if error.kind() == ErrorKind::Interrupted => {
                return Ok(true);
            }
            Err(error) => return Err(io::Error::other(error)),
        }
        let mut bytes = [0; 4096];
        match self.terminal.read(&mut bytes)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            length => {
                self.waiting.extend(&bytes[..length]);
                Ok(true)
            }
        }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        if let Ok(mut left) = LEFT.lock() {
            left.append(&mut self.waiting);
        }
    }
}

/// What one whole sequence means, if anything.
fn told(sequence: &[u8]) -> Option<Event> {
    let event = terminput::Event::parse_from(sequence).ok().flatten()?;
    to_crossterm(event).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{PipeWriter, Write as _, pipe};

    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    fn terminal() -> (Input, PipeWriter) {
        let (reader, writer) = pipe().unwrap();
        let terminal = File::from(std::os::fd::OwnedFd::from(reader));
        (Input { terminal, waiting: VecDeque::new() }, writer)
    }

    #[track_caller]
    fn assert_key(input: &mut Input, code: KeyCode, modifiers: KeyModifiers) {
        match input.read().unwrap() {
            Event::Key(key) => assert_eq!((key.code, key.modifiers), (code, modifiers)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn keys_and_clicks_come_as_they_were_pressed() {
        let (mut input, mut keys) = terminal();
        let sequence = "jé\u{1b}[A\u{1b}[1;5C\u{1b}x\u{1b}\u{1b}OP\u{3}\u{1b}[Z\u{1b}\u{1b}[3~\r";
        keys.write_all(sequence.as_bytes()).unwrap();
        for (code, modifiers) in [
            (KeyCode::Char('j'), KeyModifiers::NONE),
            (KeyCode::Char('é'), KeyModifiers::NONE),
            (KeyCode::Up, KeyModifiers::NONE),
            (KeyCode::Right, KeyModifiers::CONTROL),
            (KeyCode::Char('x'), KeyModifiers::ALT),
            (KeyCode::Esc, KeyModifiers::NONE),
            (KeyCode::F(1), KeyModifiers::NONE),
            (KeyCode::Char('c'), KeyModifiers::CONTROL),
            (KeyCode::BackTab, KeyModifiers::SHIFT),
            (KeyCode::Esc, KeyModifiers::NONE),
            (KeyCode::Delete, KeyModifiers::NONE),
            (KeyCode::Enter, KeyModifiers::NONE),
        ] {
            assert_key(&mut input, code, modifiers);
        }
        keys.write_all(b"\x1b[<0;10;20M").unwrap();
        assert!(matches!(input.read().unwrap(), Event::Mouse(click) if click.column == 9));
        assert!(!input.has_more().unwrap());
    }

    #[test]
    fn answers_that_nobody_waits_for_swallow_no_key() {
        let (mut input, mut keys) = terminal();
        for answer in [
            "\u{1b}[?2026;2$y",
            "\u{1b}[?62;22c",
            "\u{1b}[>0;276;0c",
            "\u{1b}]11;rgb:0000/0000/0000\u{7}",
            "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\",
            "\u{1b}P1+r5443=38\u{1b}\\",
            "\u{1b}_G\u{1b}\\",
            "\u{1b}[I",
        ] {
            keys.write_all(format!("{answer}j").as_bytes()).unwrap();
            loop {
                match input.read().unwrap() {
                    Event::FocusGained => {}
                    Event::Key(key) => {
                        break assert_eq!(key.code, KeyCode::Char('j'), "{answer:?}");
                    }
                    other => panic!("{answer:?}: {other:?}"),
                }
            }
        }
    }

    #[test]
    fn what_is_never_finished_is_dropped() {
        let (mut input, mut keys) = terminal();
        for start in ["\u{1b}[?2026;2", "\u{1b}[1;", "\u{1b}]11;rgb", "\u{1b}P1+r"] {
            keys.write_all(start.as_bytes()).unwrap();
            while input.step().unwrap().is_some() || !input.waiting.is_empty() {}
            keys.write_all(b"j").unwrap();
            assert_key(&mut input, KeyCode::Char('j'), KeyModifiers::NONE);
        }
        keys.write_all(b"\x1b").unwrap();
        assert_key(&mut input, KeyCode::Esc, KeyModifiers::NONE);
        keys.write_all(b"\x1b]").unwrap();
        assert_key(&mut input, KeyCode::Char(']'), KeyModifiers::ALT);
    }

    #[test]
    fn pasted_text_comes_whole() {
        #[track_caller]
        fn check(input: &mut Input, expect: &str) {
            assert!(matches!(input.read().unwrap(), Event::Paste(text) if text == expect));
        }
        let (mut input, mut keys) = terminal();
        keys.write_all("\u{1b}[200~two\rlines, é\u{1b}[A\u{1b}[201~j".as_bytes()).unwrap();
        check(&mut input, "two\rlines, é\u{1b}[A");
        assert_key(&mut input, KeyCode::Char('j'), KeyModifiers::NONE);
        // Longer than what is read at once, and without an end.
        let long = "words ".repeat(1_000);
        keys.write_all(format!("\u{1b}[200~{long}").as_bytes()).unwrap();
        check(&mut input, &long);
    }

    #[test]
    fn a_terminal_that_is_gone_is_an_error() {
        let (mut input, keys) = terminal();
        drop(keys);
        assert!(input.read().is_err());
    }
}
