//! The program in a pseudo-terminal: it takes the screen, and gives it back whatever ends it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    io::{Read, Write},
    num::NonZero,
    process::Command,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// How long a machine under load may take for what takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program in a pseudo-terminal, and what a terminal would show.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Held open for as long as the program runs.
    _pair: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn start(args: &[&str], env: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("DEMARCHE_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(NonZero::new(30).unwrap(), NonZero::new(100).unwrap(), 0);
        Self { child, keys, output, screen, _pair: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen shows the words.
    #[track_caller]
    fn wait_for(&mut self, words: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("no {words:?} on\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes);
        }
    }

    /// Waits for the end of the program; its exit code.
    fn wait_for_end(&mut self) -> u32 {
        let status = self.child.wait().unwrap();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(500)) {
            self.screen.process(&bytes);
        }
        status.exit_code()
    }

    #[track_caller]
    fn assert_taken(&self) {
        let screen = self.screen.screen();
        assert!(screen.alternate_screen(), "the alternate screen is used");
        assert!(screen.bracketed_paste(), "pasted text is told from keys");
        assert!(screen.hide_cursor());
    }

    #[track_caller]
    fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.bracketed_paste(), "paste is as before");
        assert!(!screen.hide_cursor(), "the cursor is back");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is free"
        );
    }
}

#[test]
fn quitting_restores_the_terminal() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Civil war in Syria");
    terminal.assert_taken();
    terminal.press("JJ");
    terminal.wait_for("4/12");
    terminal.press("\u{1b}OQ");
    terminal.wait_for("mouse on");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn sigterm_restores_the_terminal() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Civil war in Syria");
    let process = terminal.child.process_id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
    terminal.wait_for_end();
    terminal.assert_restored();
}

#[test]
fn a_panic_restores_the_terminal_and_is_told() {
    let mut terminal = Terminal::start(&[], &[("DEMARCHE_PANIC", "1")]);
    let code = terminal.wait_for_end();
    terminal.assert_restored();
    assert_ne!(code, 0);
    let shown = terminal.screen.screen().contents();
    assert!(shown.contains("asked for by DEMARCHE_PANIC"), "{shown}");
}

#[test]
fn the_title_of_a_strangers_file_is_tame() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("title.json");
    let text = r#"{"format": "demarche-timeline", "version": 1, "title": "a\u001b]52;c;YWJj\u0007b",
        "events": [{"id": "e", "title": "one event"}]}"#;
    std::fs::write(&path, text).unwrap();
    let mut terminal = Terminal::start(&[path.to_str().unwrap()], &[]);
    terminal.wait_for("one event");
    terminal.wait_for("a␛]52");
    terminal.press("q");
    terminal.wait_for_end();
    terminal.assert_restored();
}
