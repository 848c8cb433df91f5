//! A program that answers: it is started, given a text on its standard input, and what it prints is
//! read as it comes.

use std::{
    collections::VecDeque,
    fmt,
    io::{self, BufRead as _, BufReader, Read, Write as _},
    mem::take,
    os::unix::process::{CommandExt as _, ExitStatusExt as _},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use crate::base::{progress::Progress, text};

/// So many of the last lines of what the program says about itself are kept.
const LINES: usize = 20;
/// So long it may take to end when it is asked to.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is looked whether it has ended.
const PACE: Duration = Duration::from_millis(10);

/// What is asked of which program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Client {
    /// What people call it, `@gdelt`.
    pub name: String,
    /// The program and its arguments, at least one word.
    pub command: Vec<String>,
    /// The text on its standard input.
    pub question: Arc<str>,
    /// How many rows the answer has, where that was asked before.
    pub rows: Option<u64>,
}

/// A program that was started. It is ended when this is dropped.
#[derive(Debug)]
pub struct Running {
    stdout: ChildStdout,
    process: Process,
    /// Gives the last lines of its standard error; none once they were taken.
    said: Option<JoinHandle<VecDeque<String>>>,
}

/// All that were started: they are in process groups of their own, and would go on when we end.
static STARTED: Mutex<Started> = Mutex::new(Started { processes: Vec::new(), is_over: false });

struct Started {
    /// Those that were not waited for.
    processes: Vec<Process>,
    /// Whether we end, so that no more are to be started.
    is_over: bool,
}

/// Ends all programs that still run, as [`Process::interrupt`] does, and waits for that; `last` is
/// done before anybody else who waits here goes on. No program can be started any more.
pub fn end_clients(last: impl FnOnce()) {
    let mut started = held(&STARTED);
    started.is_over = true;
    let running = take(&mut started.processes);
    for process in &running {
        process.signal(Signal::INT);
    }
    let deadline = Instant::now() + PATIENCE;
    for process in running {
        process.end_by(deadline);
    }
    last();
}

/// Ends a program that runs, from wherever; cheap to clone.
#[derive(Clone, Debug)]
pub struct Process(Arc<Mutex<Life>>);

#[derive(Debug)]
struct Life {
    child: Child,
    /// How it ended, once it was waited for: until then its number is no other's.
    status: Option<ExitStatus>,
}

/// Why there is no answer, or less than the whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ClientError {
    /// The program.
    pub program: String,
    /// What became of it.
    pub end: String,
    /// The last lines of what it said about itself, with marks for what would drive a terminal.
    pub said: Vec<String>,
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.program, self.end)?;
        // The first lines say what is wrong, those that follow often where.
        let lines: Vec<&str> = self.said.iter().map(String::as_str).take(3).collect();
        if lines.is_empty() { Ok(()) } else { write!(f, ": {}", lines.join(" ")) }
    }
}

impl Client {
    /// Starts it, in a process group of its own so that a key meant for us does not end it.
    pub fn start(&self) -> Result<Running, ClientError> {
        let program = self.command.first().map_or("", String::as_str);
        let failed = |error: io::Error| ClientError {
            program: program.to_owned(),
            end: format!("can't be started: {error}"),
            said: Vec::new(),
        };
        let mut command = Command::new(program);
        command.args(self.command.iter().skip(1)).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut started = held(&STARTED);
        if started.is_over {
            return Err(failed(io::ErrorKind::Interrupted.into()));
        }
        let mut child = command.spawn().map_err(failed)?;
        let (Some(mut stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let question = Arc::clone(&self.question);
        // A program that ends without reading all of it says why on its own.
        thread::spawn(move || drop(stdin.write_all(question.as_bytes())));
        let said = thread::spawn(move || last_lines(stderr));
        let process = Process(Arc::new(Mutex::new(Life { child, status: None })));
        started.processes.retain(|process| held(&process.0).status.is_none());
        started.processes.push(process.clone());
        Ok(Running { stdout, process, said: Some(said) })
    }

    /// The whole answer, of at most so many bytes. Ends the program when the progress is cancelled.
    pub fn ask(&self, most: u64, progress: &Progress) -> Result<Vec<u8>, ClientError> {
        let mut running = self.start()?;
        let process = running.process();
        let (mut answer, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
        thread::scope(|scope| {
            let done = Arc::new(());
            let watched = Arc::downgrade(&done);
            scope.spawn(move || {
                while watched.upgrade().is_some() {
                    if progress.is_cancelled() {
                        return process.interrupt();
                    }
                    thread::sleep(PACE);
                }
            });
            let read = loop {
                match running.read(&mut buffer) {
                    Ok(0) => break Ok(()),
                    Ok(count) => answer.extend_from_slice(&buffer[..count]),
                    Err(error) => break Err(error.to_string()),
                }
                if answer.len() as u64 > most {
                    break Err(format!("answers more than {} MB", most >> 20));
                }
            };
            drop(done);
            match read {
                Ok(()) => running.finish(&self.command),
                Err(end) => Err(self.error(end, Vec::new())),
            }
        })?;
        Ok(answer)
    }

    fn error(&self, end: String, said: Vec<String>) -> ClientError {
        let program = self.command.first().cloned().unwrap_or_default();
        ClientError { program, end, said }
    }
}

impl Running {
    /// What ends it.
    #[must_use]
    pub fn process(&self) -> Process {
        self.process.clone()
    }

    /// Waits for its end, once its answer was read. The error says what it said.
    pub fn finish(mut self, command: &[String]) -> Result<(), ClientError> {
        let status = self.process.wait();
        let end = match status {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => ended(status),
            Err(error) => format!("was lost: {error}"),
        };
        // Whoever ends us ends it, too: of that nobody hears any more.
        drop(held(&STARTED));
        // What it started itself may hold its standard error open; nobody waits for that.
        let deadline = Instant::now() + PATIENCE;
        let is_open = |said: &JoinHandle<_>| !said.is_finished() && Instant::now() < deadline;
        while self.said.as_ref().is_some_and(is_open) {
            thread::sleep(PACE);
        }
        let said = self.said.take().filter(JoinHandle::is_finished);
        let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
        let program = command.first().cloned().unwrap_or_default();
        Err(ClientError { program, end, said: said.into() })
    }
}

impl Read for Running {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stdout.read(buffer)
    }
}

impl Process {
    /// Asks it to end as Ctrl-C does, with all that it started; what is left of them when it has
    /// ended, or after two seconds, is killed. It does not wait for that.
    pub fn interrupt(&self) {
        if self.signal(Signal::INT) {
            let (process, deadline) = (self.clone(), Instant::now() + PATIENCE);
            thread::spawn(move || process.end_by(deadline));
        }
    }

    /// Waits until it has ended, but not longer, and kills what is left of its group.
    fn end_by(&self, deadline: Instant) {
        while self.runs() && Instant::now() < deadline {
            thread::sleep(PACE);
        }
        if self.signal(Signal::KILL) {
            drop(self.wait());
        }
    }

    fn runs(&self) -> bool {
        let life = held(&self.0);
        // It stays one to be waited for.
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let id = WaitId::Pid(Pid::from_child(&life.child));
        life.status.is_none() && matches!(waitid(id, options), Ok(None))
    }

    /// Signals its group; whether it was not waited for before.
    fn signal(&self, signal: Signal) -> bool {
        let life = held(&self.0);
        if life.status.is_none() {
            // There may be none left to hear it.
            let _ = kill_process_group(Pid::from_child(&life.child), signal);
        }
        life.status.is_none()
    }

    fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            let mut life = held(&self.0);
            if life.status.is_none() {
                life.status = life.child.try_wait()?;
            }
            if let Some(status) = life.status {
                return Ok(status);
            }
            drop(life);
            thread::sleep(PACE);
        }
    }
}

/// What a lock guards; whoever held it and failed has left it whole.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.interrupt();
    }
}

/// How a program ended that failed.
fn ended(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("ended with exit code {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => "ended".to_owned(),
    }
}

/// The last lines of what comes, none of them long.
fn last_lines(from: impl Read) -> VecDeque<String> {
    /// A longer line is several ones, in bytes.
    const LONGEST: u64 = 4096;
    /// So much of a line is kept, in characters.
    const MOST: usize = 400;
    let (mut lines, mut from, mut line) = (VecDeque::new(), BufReader::new(from), Vec::new());
    while let Ok(1..) = from.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
        let words = String::from_utf8_lossy(&take(&mut line)).trim().to_owned();
        if !words.is_empty() {
            lines.push_back(text::neutralise(&words).chars().take(MOST).collect());
        }
        if lines.len() > LINES {
            lines.pop_front();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(script: &str, question: &str) -> Client {
        let command = ["sh", "-c", script, "s3cret"].map(str::to_owned).to_vec();
        Client { name: "@test".to_owned(), command, question: question.into(), rows: None }
    }

    #[track_caller]
    fn check(script: &str, most: u64, expect: Result<usize, &str>) {
        // More than any pipe holds.
        let question = "x".repeat(1 << 20);
        let answer = client(script, &question).ask(most, &Progress::default());
        let answer = answer.map(|answer| answer.len()).map_err(|error| error.to_string());
        assert_eq!(answer, expect.map_err(str::to_owned));
    }

    #[test]
    fn it_answers_whatever_it_reads_first() {
        check("cat", 9 << 20, Ok(1 << 20));
        check("head -c 1000000 /dev/zero; cat", 9 << 20, Ok((1 << 20) + 1_000_000));
        check("exec <&-; echo 1", 9 << 20, Ok(2));
        check("cat; cat >&2; head -c 1000000 /dev/zero >&2", 9 << 20, Ok(1 << 20));
    }

    #[test]
    fn its_end_is_told() {
        check("echo 1; echo why >&2; exit 7", 99, Err("sh ended with exit code 7: why"));
        check("kill -TERM $$", 99, Err("sh was ended by signal 15"));
        check("exec yes", 1 << 20, Err("sh answers more than 1 MB"));
        let words = "for n in 1 2 3 4 5; do echo $n; done >&2; exit 1";
        check(words, 99, Err("sh ended with exit code 1: 1 2 3"));
    }

    #[test]
    fn a_question_that_is_taken_back_ends_all_that_was_started_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("ready");
        assert!(Command::new("mkfifo").arg(&ready).status().unwrap().success());
        // A shell that is signalled while it starts another program may lose the signal.
        let script = format!(
            "sh -c 'trap \"\" INT; sleep 600; :' & : > '{}'; exec sleep 600",
            ready.display()
        );
        let (progress, start) = (Progress::default(), Instant::now());
        let error = thread::scope(|scope| {
            scope.spawn(|| {
                std::fs::read(&ready).unwrap();
                progress.cancel();
            });
            client(&script, "").ask(9, &progress).unwrap_err()
        });
        assert_eq!(error.to_string(), "sh was ended by signal 2");
        // Its answer has an end when all are gone that could go on with it.
        assert!(start.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn no_more_than_its_last_lines_are_kept() {
        let text = "a\u{1b}[31m\n".repeat(99) + &"b".repeat(9_999) + "\n\nc\0\u{202e}";
        let lines = Vec::from(last_lines(text.as_bytes()));
        assert_eq!(lines.len(), LINES);
        assert!(lines.iter().all(|line| line.chars().count() <= 400), "{lines:?}");
        assert!(!lines.concat().contains(['\u{1b}', '\0', '\u{202e}']), "{lines:?}");
    }
}
