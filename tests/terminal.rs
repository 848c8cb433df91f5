//! The program in a pseudo-terminal: it takes the screen, and gives it back whatever ends it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "survey/database.rs"]
mod database;

use std::{
    io::{Read, Write},
    num::NonZero,
    path::Path,
    process::Command,
    sync::{
        atomic::{AtomicU32, Ordering::Relaxed},
        mpsc::{Receiver, channel},
    },
    thread,
    time::{Duration, Instant},
};

use database::{Database, STUBBORN};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, WaitOptions, waitpid};

const PROGRAM: &str = env!("CARGO_BIN_EXE_demarche");

/// How long a machine under load may take for what takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program in a pseudo-terminal, and what a terminal would show.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Held open for as long as the program runs.
    pair: Box<dyn MasterPty + Send>,
    /// How the terminal treats lines, keys and signals before the program starts.
    modes: String,
}

impl Terminal {
    fn start(args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = command(PROGRAM);
        command.args(args);
        for (name, value) in env {
            command.env(name, value);
        }
        Self::run(command)
    }

    fn run(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = modes(&*pair.master);
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
        Self { child, keys, output, screen, pair: pair.master, modes }
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
        assert_eq!(modes(&*self.pair), self.modes, "lines, keys and signals are as before");
    }
}

/// A program that is started as on a terminal of today, by somebody without configuration who has
/// opened nothing yet but knows the tour.
fn command(program: &str) -> CommandBuilder {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let number = STARTED.fetch_add(1, Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("terminal/{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("tour-offered"), "").unwrap();
    let mut command = CommandBuilder::new(program);
    command.env("TERM", "xterm-256color");
    command.env("DEMARCHE_CONFIG_DIR", folder);
    command
}

fn modes(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
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
    terminal.signal("-TERM");
    terminal.wait_for_end();
    terminal.assert_restored();
}

impl Terminal {
    fn signal(&self, signal: &str) {
        let process = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
    }

    /// Waits until the program is stopped, as a shell does before it lets it go on: a signal to
    /// continue that comes before is lost.
    #[track_caller]
    fn wait_for_stop(&self) {
        let process = Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap());
        let status = waitpid(process, WaitOptions::UNTRACED).unwrap();
        assert!(status.is_some_and(|(_, status)| status.stopped()), "it ends");
    }

    /// Waits until the alternate screen is shown, or left.
    #[track_caller]
    fn wait_for_screen(&mut self, alternate: bool) {
        while self.screen.screen().alternate_screen() != alternate {
            let bytes = self.output.recv_timeout(PATIENCE).unwrap();
            self.screen.process(&bytes);
        }
    }
}

#[test]
fn other_signals_restore_the_terminal_too() {
    for signal in ["-QUIT", "-USR1", "-ALRM", "-XCPU", "-HUP", "-INT"] {
        let mut terminal = Terminal::start(&[], &[]);
        terminal.wait_for("Civil war in Syria");
        terminal.signal(signal);
        terminal.wait_for_end();
        terminal.assert_restored();
    }
}

#[test]
fn an_explorer_that_answers_nothing_can_be_left() {
    for signal in ["-TERM", "-HUP", ""] {
        let mut terminal = Terminal::start(&[], &[("DEMARCHE_PANIC", "hang")]);
        terminal.wait_for("Overview");
        match signal {
            "" => terminal.press(&("j".repeat(1000) + "\u{3}")),
            signal => terminal.signal(signal),
        }
        assert_ne!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn the_shell_gets_the_terminal_for_a_while() {
    for stop in ["-TSTP", "key"] {
        let mut terminal = Terminal::start(&[], &[]);
        terminal.wait_for("Civil war in Syria");
        match stop {
            "key" => terminal.press("\u{1a}"),
            signal => terminal.signal(signal),
        }
        terminal.wait_for_screen(false);
        terminal.wait_for_stop();
        terminal.signal("-CONT");
        terminal.wait_for_screen(true);
        terminal.wait_for("Civil war in Syria");
        terminal.press("j");
        terminal.wait_for("2/12");
        terminal.press("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn a_screen_without_measure_is_drawn_on_in_part() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Civil war in Syria");
    let size = PtySize { rows: u16::MAX, cols: u16::MAX, pixel_width: 0, pixel_height: 0 };
    terminal.pair.resize(size).unwrap();
    terminal.press("jq");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_told_what_can_be_done() {
    let mut terminal = Terminal::start(&[], &[("TERM", "dumb")]);
    assert_eq!(terminal.wait_for_end(), 2);
    let shown = terminal.screen.screen().contents();
    assert!(shown.contains("demarche --plain") && shown.contains("demarche query"), "{shown}");
    terminal.assert_restored();
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_spoken_to() {
    let mut terminal = Terminal::start(&["--plain"], &[("TERM", "dumb")]);
    terminal.wait_for("? lists the commands, q quits\n>");
    let modes = modes(&*terminal.pair);
    assert_eq!(modes, terminal.modes, "lines are read as they were");
    terminal.press("t 11 aug\n");
    terminal.wait_for("4 of 12.");
    assert!(!terminal.screen.screen().alternate_screen());
    terminal.press("q\n");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn who_comes_back_is_where_he_was() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let env = [("DEMARCHE_CONFIG_DIR", home.to_str().unwrap())];
    let files = ["talks", "other"].map(|name| {
        let path = folder.path().join(name).with_extension("json");
        std::fs::write(&path, include_str!("../data/moscow-talks-2015-08.json")).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let [talks, other] = [0, 1].map(|number| files[number].as_str());
    let leave = |args: &[&str], expect: &str, keys: &str, then: &str| {
        let mut terminal = Terminal::start(args, &env);
        terminal.wait_for(expect);
        terminal.press(keys);
        terminal.wait_for(then);
        terminal.press("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    };
    leave(&[talks], "1/12", "factor:lavrov\rGvl", "Lanes");
    let back = "back where you were: 13 Aug 2015, actor:lavrov, lanes · R starts afresh";
    leave(&[talks], back, "j", "9 hidden");
    // What is asked for goes before, and what is fresh begins at the beginning.
    leave(&[talks, "-q", "kind:consult"], "back where you were", "1", "kind:consult");
    leave(&[talks, "--fresh"], "1/12", "j", "2/12");
    // Others were left elsewhere.
    leave(&[other], "1/12", "GvtR", "everything as at first");
    leave(&[], "1/12", "G", "12/12");
    // One that was opened lately is opened from within, with its place.
    let mut terminal = Terminal::start(&[], &env);
    terminal.wait_for("back where you were: 13 Aug 2015");
    terminal.press("O");
    terminal.wait_for("Files opened lately");
    terminal.wait_for("talks.json");
    terminal.press("/talks\r\r");
    terminal.wait_for("back where you were: c. Aug 2015");
    terminal.press("G");
    terminal.wait_for("12/12");
    let process = Pid::from_raw(terminal.child.process_id().unwrap().cast_signed()).unwrap();
    rustix::process::kill_process(process, rustix::process::Signal::TERM).unwrap();
    terminal.wait_for_end();
    terminal.assert_restored();
    leave(&[talks], "back where you were: 13 Aug 2015", "gg", "1/12");
}

#[test]
fn a_large_paste_fills_the_line() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Civil war in Syria");
    let words = "moscow ".repeat(1 << 15);
    terminal.press(&format!("f\u{1b}[200~{words}\u{1b}[201~"));
    terminal.wait_for("moscow moscow");
    // A terminal that does not mark it types it.
    terminal.press(&words[..1 << 12]);
    terminal.press("\u{1b}");
    terminal.wait_for("NORMAL");
    terminal.press("gm");
    terminal.wait_for("a line holds 4,096 bytes");
    terminal.press("qq");
    assert_eq!(terminal.wait_for_end(), 0);
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

/// An article of one paragraph of more than 10,000 bytes, longer than a terminal's line can be; its
/// events are at the beginning and at the end.
fn long_article() -> String {
    let filler = "Nobody in the room spoke about the weather, which was fine for the season. ";
    format!(
        "On 12 August 2015 John Kerry met Sergey Lavrov in Doha. {}\
         On 13 August 2015 Sergey Lavrov met Khaled Khoja in Moscow.",
        filler.repeat(140)
    )
}

const ASKS: &str = "then press Ctrl-D";

#[test]
fn an_article_is_pasted() {
    let article = long_article();
    assert!(article.len() > 10_000);
    // Not every terminal marks what is pasted.
    for (before, after) in [("\u{1b}[200~", "\u{1b}[201~"), ("", "")] {
        let mut terminal = Terminal::start(&["-"], &[]);
        terminal.wait_for(ASKS);
        terminal.press(&format!("{before}{article}\r{after}"));
        terminal.wait_for("10,616 characters in 1 line");
        assert!(terminal.screen.screen().bracketed_paste(), "pasted text is told from keys");
        // The keys behind the end are those of the explorer.
        terminal.press("\u{4}G");
        terminal.wait_for("2/2");
        terminal.wait_for("Sergey Lavrov met Khaled Khoja in Moscow");
        terminal.assert_taken();
        terminal.press("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn commands_ask_for_a_text_too() {
    for args in [&["query", "lavrov", "-"][..], &["stats", "-"], &["extract", "-o", "csv", "-"]] {
        let mut terminal = Terminal::start(args, &[]);
        terminal.wait_for(ASKS);
        terminal.press("On 13 August 2015 Sergey Lavrov met Khaled Khoja in Moscow.\r\u{4}");
        assert_eq!(terminal.wait_for_end(), 0, "{}", terminal.screen.screen().contents());
        let shown = terminal.screen.screen().contents();
        let printed = shown.split_once("characters in 1 line").unwrap().1;
        assert!(printed.contains("2015") || printed.contains("1 event"), "{args:?}:\n{shown}");
        terminal.assert_restored();
    }
}

#[test]
fn a_text_that_is_not_pasted_is_an_error() {
    for (keys, expect) in [
        ("\u{4}", "nothing was pasted"),
        (" \r\u{4}", "nothing was pasted"),
        ("On 13 August\u{3}", "stopped; nothing was read"),
        ("\u{1b}[200~On 13 August\r2015\u{1b}[201~\u{3}", "stopped; nothing was read"),
    ] {
        for args in [&["-"][..], &["check", "-"]] {
            let mut terminal = Terminal::start(args, &[]);
            terminal.wait_for(ASKS);
            terminal.press(keys);
            assert_eq!(terminal.wait_for_end(), 2);
            let shown = terminal.screen.screen().contents();
            assert!(shown.contains(expect), "{shown}");
            terminal.assert_restored();
        }
    }
}

#[test]
fn a_signal_while_a_text_is_pasted_restores_the_terminal() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut terminal = Terminal::start(&["-"], &[]);
        terminal.wait_for(ASKS);
        terminal.press("On 13 August");
        terminal.wait_for("12 characters in 1 line");
        terminal.signal(signal);
        assert_ne!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_after_a_text_was_pasted_restores_the_terminal() {
    let mut terminal = Terminal::start(&["-"], &[]);
    terminal.wait_for(ASKS);
    terminal.press("On 13 August 2015 Sergey Lavrov met Khaled Khoja in Moscow.\u{4}");
    terminal.wait_for("1/1");
    terminal.signal("-TERM");
    terminal.wait_for_end();
    terminal.assert_restored();
}

/// The program, reading a pipe with a name that the test writes to.
fn with_pipe(folder: &std::path::Path) -> (Terminal, std::fs::File) {
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = command("sh");
    command.args(["-c", &format!("exec '{PROGRAM}' - < '{}'", pipe.display())]);
    let terminal = Terminal::run(command);
    (terminal, std::fs::File::options().write(true).open(&pipe).unwrap())
}

/// Rows of an ICEWS table, each a meeting on a day of May 2013, with its header or without.
fn meetings(header: bool, meetings: &[(u8, &str)]) -> String {
    let columns = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\t\
                   CAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\t\
                   Sentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t\
                   Longitude\n";
    let rows = meetings.iter().map(|(day, with)| {
        format!(
            "{day}\t2013-05-{day:02}\tRussia\tNA\tRussian Federation\tConsult\t040\t1\t{with}\tNA\t\
             {with}\t1\t1\tPost\tNA\tNA\tNA\tRussia\t55\t37\n"
        )
    });
    let rows: String = rows.collect();
    if header { format!("{columns}{rows}") } else { rows }
}

#[test]
fn a_slow_pipe_shows_what_has_come_so_far() {
    let folder = tempfile::tempdir().unwrap();
    let (mut terminal, mut pipe) = with_pipe(folder.path());
    let mut write = |text: &str| pipe.write_all(text.as_bytes()).unwrap();
    write(&meetings(true, &[(12, "Qatar")]));
    terminal.wait_for("read 1 event, waiting");
    terminal.wait_for("Qatar");
    let row = meetings(false, &[(13, "Turkey")]);
    let (half, other) = row.split_at(20);
    write(half);
    write(other);
    terminal.wait_for("read 2 events, waiting");
    terminal.press("j");
    terminal.wait_for("2/2");
    // Reading again goes on where the reading was.
    terminal.press("r");
    write(&meetings(false, &[(11, "Jordan")]));
    terminal.wait_for("read 3 events, waiting");
    terminal.wait_for("3/3");
    write(&meetings(false, &[(14, "Oman")]));
    drop(pipe);
    terminal.wait_for("3/4");
    terminal.wait_for("Oman");
    assert!(!terminal.screen.screen().contents().contains("waiting"));
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_pipe_that_does_not_end_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let (mut terminal, mut pipe) = with_pipe(folder.path());
    pipe.write_all(b"On 13 August 2015 Sergey Lavrov met Khaled Khoja").unwrap();
    terminal.wait_for("The input has not ended.");
    terminal.press("\u{1b}");
    terminal.wait_for("Nothing can be shown.");
    terminal.press("r");
    terminal.wait_for("The input has not ended.");
    pipe.write_all(b" in Moscow.\n").unwrap();
    drop(pipe);
    terminal.wait_for("1/1");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
}

#[test]
fn the_tour_is_offered_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("not-there-yet");
    let env = [("DEMARCHE_CONFIG_DIR", folder.to_str().unwrap())];
    let offer = "new here? T shows you around";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/formats/native/good/minimal.json");
    // Who has a file is not new.
    let mut terminal = Terminal::start(&[file], &env);
    terminal.wait_for("NORMAL");
    terminal.press("q");
    terminal.wait_for_end();
    assert!(!folder.join("tour-offered").exists());
    for is_first in [true, false] {
        let mut terminal = Terminal::start(&[], &env);
        terminal.wait_for("Civil war in Syria");
        terminal.wait_for("NORMAL");
        assert_eq!(terminal.screen.screen().contents().contains(offer), is_first);
        terminal.press("T");
        terminal.wait_for("Tour 1 of 14");
        terminal.press("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    }
    let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name());
    let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["locks", "places", "tour-offered"], "nothing else is written");
}

/// A terminal may answer late what another program asked; crossterm's own reader took every key
/// behind such an answer for a part of it.
#[test]
fn an_answer_of_the_terminal_swallows_no_key() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Civil war in Syria");
    terminal.press("\u{1b}[?2026;2$y\u{1b}[?1\u{1b}[B?");
    terminal.wait_for("Keys");
    terminal.press("qq");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn what_asks_a_database_ends_with_the_question() {
    for leave in ["esc", "q", "\u{3}", "-TERM", "-HUP"] {
        let database = Database::of_script(STUBBORN);
        std::fs::write(database.path("tour-offered"), "").unwrap();
        let alive = database.watch();
        let folder = database.path("");
        let env = [("DEMARCHE_CONFIG_DIR", folder.to_str().unwrap())];
        let mut terminal = Terminal::start(&["@test"], &env);
        terminal.wait_for("Asking the database");
        alive.wait_for("runs");
        match leave {
            "esc" => {
                terminal.press("\u{1b}");
                terminal.wait_for("nothing is asked of the database any more");
                terminal.wait_for("Nothing was counted");
                alive.wait_for("gone");
                terminal.press("q");
            }
            signal if signal.starts_with('-') => terminal.signal(signal),
            key => terminal.press(key),
        }
        terminal.wait_for_end();
        terminal.assert_restored();
        if leave != "esc" {
            alive.wait_for("gone");
        }
    }
}

#[test]
fn rows_that_are_coming_can_be_stopped() {
    let arms = "'SELECT GLOBALEVENTID'*) printf '%s' \"$statement\" | sh ./engine.sh | \
        head -n 11; exec 9> alive; sleep 600 ;;";
    let database = Database::with_client(arms);
    std::fs::write(database.path("tour-offered"), "").unwrap();
    let alive = database.watch();
    let folder = database.path("");
    let env = [("DEMARCHE_CONFIG_DIR", folder.to_str().unwrap())];
    let mut terminal = Terminal::start(&["@test"], &env);
    terminal.wait_for("Enter fetches them");
    terminal.press("\r");
    alive.wait_for("runs");
    terminal.wait_for("10 shown");
    terminal.press("\u{1b}");
    alive.wait_for("gone");
    // What has come stays, and is not taken for the whole.
    terminal.wait_for("not all has come");
    terminal.wait_for("10 shown");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_history_is_come_back_to() {
    let database = Database::new();
    std::fs::write(database.path("tour-offered"), "").unwrap();
    let folder = database.path("");
    let env = [("DEMARCHE_CONFIG_DIR", folder.to_str().unwrap())];
    let leave = |args: &[&str], expect: &str, keys: &str, then: &str| {
        let mut terminal = Terminal::start(args, &env);
        terminal.wait_for(expect);
        terminal.press(keys);
        terminal.wait_for(then);
        terminal.press("q");
        assert_eq!(terminal.wait_for_end(), 0);
        terminal.assert_restored();
    };
    leave(&["@test"], "Enter fetches them", "fdate:2014\r", "38 of 60 events");
    // With a filter its rows are fetched.
    leave(&["@test"], "1/38", "j", "2/38");
    leave(&["@test"], "2/38", "", "back where you were");
    leave(&["@test", "--fresh"], "60 events in the database", "", "Enter fetches them");
    // One that was left without a filter is surveyed; it can be opened from within.
    let mut terminal = Terminal::start(&[], &env);
    terminal.wait_for("Civil war in Syria");
    terminal.press("O");
    terminal.wait_for("@test");
    terminal.press("\r");
    terminal.wait_for("60 events in the database");
    terminal.press("\r");
    terminal.wait_for("60 shown");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    terminal.assert_restored();
}
