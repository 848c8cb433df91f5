//! A program that answers: it is started, given a text on its standard input, and what it prints is
//! read as it comes.

use std::{
    collections::VecDeque,
    fmt,
    io::{self, BufRead as _, BufReader, Read, Write as _},
    mem::take,
    os::unix::process::{CommandExt as _, ExitStatusExt as _},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};

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

/// All that were started and may still run: they are in process groups of their own, and would go on
/// when we end.
static STARTED: Mutex<Vec<Process>> = Mutex::new(Vec::new());

/// Ends all programs that still run, as [`Process::interrupt`] does, and waits for that.
pub fn end_clients() {
    let started = std::mem::take(&mut *STARTED.lock().unwrap_or_else(PoisonError::into_inner));
    let running: Vec<Process> =
        started.into_iter().filter(|process| process.signal(Signal::INT)).collect();
    let deadline = Instant::now() + PATIENCE;
    while running.iter().any(Process::runs) && Instant::now() < deadline {
        thread::sleep(PACE);
    }
    for process in running {
        process.signal(Signal::KILL);
    }
}

/// Ends a program that runs, from wherever; cheap to clone.
#[derive(Clone, Debug)]
pub struct Process(Arc<Mutex<Child>>);

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
        let process = Process(Arc::new(Mutex::new(child)));
        let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
        started.retain(Process::runs);
        started.push(process.clone());
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
    /// Asks it to end as Ctrl-C does, with all that it started; after two seconds it is killed. It
    /// does not wait for that.
    pub fn interrupt(&self) {
        if self.signal(Signal::INT) {
            let process = self.clone();
            thread::spawn(move || {
                let deadline = Instant::now() + PATIENCE;
                while process.runs() && Instant::now() < deadline {
                    thread::sleep(PACE);
                }
                process.signal(Signal::KILL);
            });
        }
    }

    fn child(&self) -> std::sync::MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn runs(&self) -> bool {
        matches!(self.child().try_wait(), Ok(None))
    }

    /// Whether it still ran.
    fn signal(&self, signal: Signal) -> bool {
        let mut child = self.child();
        // Once it was waited for, its number may be another's.
        let runs = matches!(child.try_wait(), Ok(None));
        if runs {
            // It may have ended by itself just now.
            let _ = kill_process_group(Pid::from_child(&child), signal);
        }
        runs
    }

    fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.child().try_wait()? {
                return Ok(status);
            }
            thread::sleep(PACE);
        }
    }
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
