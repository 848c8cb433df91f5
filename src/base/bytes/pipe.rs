//! Bytes that come through a pipe, held as they come: whoever waits for the rest can look at what
//! is there, and whoever stops waiting loses nothing.

use std::{
    fs::File,
    io::{self, Read},
    mem::take,
    sync::{
        Arc, OnceLock,
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    BytesError, Client, GZIP, Input, Issue, Limits, Opened, Place, Process, Progress, Running,
    Spool, archive, read_members,
};

/// How long nothing comes before the pipe is said to pause, and how long a cancelled reader waits
/// at most.
const PAUSE: Duration = Duration::from_millis(50);
/// A look that took some time is followed by this many times as long without one.
const REST: u32 = 10;
/// How much is read at once, in bytes.
const CHUNK: usize = 256 << 10;
/// How many chunks wait to be taken.
const WAITING: usize = 4;

/// What has come of an input that can be read once.
#[derive(Debug)]
pub struct Pipe {
    input: Input,
    chunks: Receiver<io::Result<Vec<u8>>>,
    come: Spool,
    state: State,
    /// Ends what writes to it, when this is dropped.
    #[expect(dead_code, reason = "it is there to be dropped")]
    writer: Writer,
}

#[derive(Debug)]
enum State {
    Coming,
    Ended,
    /// Reading failed, or there is no room for more; this is what was said.
    Broken(String),
    /// The program that wrote to it failed after it had written something; this is what it said.
    Failed(String),
}

impl Pipe {
    /// Only so many bytes at the beginning are looked at while the rest is coming: as many as become
    /// rows in a moment, however many there are.
    pub const SIGHT: u64 = 64 << 20;

    /// Standard input or a pipe with a name, read from now on. There can be one at a time of each.
    #[must_use]
    pub fn open(input: Input) -> Self {
        match &input {
            Input::Path(path) => {
                let path = path.clone();
                Self::of(input, || File::open(path))
            }
            Input::Client(client) => {
                let client = Arc::clone(client);
                Self::answer(input, client)
            }
            _ => Self::of(input, || Ok(io::stdin())),
        }
    }

    /// What a program answers. It is ended with the pipe.
    fn answer(input: Input, client: Arc<Client>) -> Self {
        let writer = Writer::default();
        let started = Arc::clone(&writer.0);
        let open = move || {
            let running = client.start().map_err(io::Error::other)?;
            started.get_or_init(|| running.process());
            Ok(Answer { running: Some(running), client })
        };
        Self { writer, ..Self::of(input, open) }
    }

    /// `open` is called on another thread: it waits until somebody writes to a pipe with a name.
    fn of<R: Read>(input: Input, open: impl FnOnce() -> io::Result<R> + Send + 'static) -> Self {
        let (sender, chunks) = sync_channel(WAITING);
        thread::spawn(move || {
            let mut source = match open() {
                Ok(source) => source,
                Err(error) => return drop(sender.send(Err(error))),
            };
            let mut buffer = vec![0; CHUNK];
            loop {
                let chunk = match source.read(&mut buffer) {
                    Ok(0) => return,
                    Ok(count) => Ok(buffer[..count].to_vec()),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let is_last = chunk.is_err();
                if sender.send(chunk).is_err() || is_last {
                    return;
                }
            }
        });
        let writer = Writer::default();
        Self { input, chunks, come: Spool::new(), state: State::Coming, writer }
    }

    /// Waits for the end. `look` is shown all that has come, once soon after the beginning and then
    /// whenever the pipe pauses after something new within [`Pipe::SIGHT`].
    ///
    /// Raises the progress by what comes, and stops waiting when it is cancelled; what has come is
    /// kept, and the next call goes on from there.
    pub fn wait(
        &mut self,
        limits: &Limits,
        progress: &Progress,
        look: &mut dyn FnMut(&Spool),
    ) -> Result<(), BytesError> {
        let (mut looked_at, mut next_look) = (0, Instant::now() + PAUSE);
        loop {
            let name = || self.input.to_string();
            if progress.is_cancelled() {
                return Err(BytesError::Cancelled { name: name() });
            }
            match &self.state {
                State::Coming => {}
                State::Ended | State::Failed(_) => return Ok(()),
                State::Broken(words) => {
                    let source = io::Error::other(words.clone());
                    return Err(BytesError::Read { name: name(), source });
                }
            }
            let mut pauses = false;
            match self.chunks.recv_timeout(PAUSE) {
                Ok(Ok(chunk)) => {
                    progress.add(chunk.len() as u64, 0);
                    if let Err(error) = self.come.push(&chunk, limits) {
                        self.state = State::Broken(error.to_string());
                    }
                }
                Ok(Err(error)) => {
                    let is_answer = matches!(self.input, Input::Client(_)) && !self.come.is_empty();
                    let state = if is_answer { State::Failed } else { State::Broken };
                    self.state = state(error.to_string());
                }
                Err(RecvTimeoutError::Disconnected) => self.state = State::Ended,
                Err(RecvTimeoutError::Timeout) => pauses = true,
            }
            progress.set_waiting(pauses);
            let seen = self.come.len().min(Self::SIGHT);
            let is_new = seen > looked_at && (pauses || looked_at == 0);
            let start = Instant::now();
            if is_new && start >= next_look && matches!(self.state, State::Coming) {
                look(&self.come);
                looked_at = seen;
                next_look = Instant::now() + start.elapsed() * REST;
            }
        }
    }

    /// All that came, decompressed and unpacked as [`open`](super::open) does; it is not kept here
    /// any longer.
    pub fn unpack(
        &mut self,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Vec<Opened>, BytesError> {
        let name = self.input.to_string();
        let failed = |source| BytesError::Read { name: name.clone(), source };
        let magic = self.come.head(4).map_err(failed)?;
        if magic.starts_with(&GZIP) || archive::is_archive(&magic) {
            let members = read_members(self.come.reader(), &self.input, limits, progress)?;
            self.come = Spool::new();
            return Ok(members.into_iter().map(Opened::from).collect());
        }
        let opened = Opened::new(name.clone(), take(&mut self.come).into_content());
        let State::Failed(words) = &self.state else { return Ok(vec![opened]) };
        let place = Place { file: name, ..Place::default() };
        let issue = Issue::error(place, format!("{words}; not all has come"));
        Ok(vec![Opened { issues: vec![issue], ..opened }])
    }
}

/// The program that writes to a pipe, if we have started one and it has begun: it ends with this.
#[derive(Debug, Default)]
struct Writer(Arc<OnceLock<Process>>);

impl Drop for Writer {
    fn drop(&mut self) {
        self.0.get().into_iter().for_each(Process::interrupt);
    }
}

/// What a program that was started answers; its end is an error if it failed.
struct Answer {
    running: Option<Running>,
    client: Arc<Client>,
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(running) = &mut self.running else { return Ok(0) };
        let count = running.read(buffer)?;
        if count == 0
            && let Some(running) = self.running.take()
        {
            running.finish(&self.client.command).map_err(io::Error::other)?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, sync::mpsc::channel};

    use super::*;

    /// A source that a test feeds: it ends when the other side hangs up.
    struct Fed(Receiver<io::Result<&'static str>>);

    impl Read for Fed {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let text = self.0.recv().unwrap_or(Ok(""))?;
            buffer[..text.len()].copy_from_slice(text.as_bytes());
            Ok(text.len())
        }
    }

    #[test]
    fn what_has_come_is_looked_at_whenever_the_pipe_pauses() {
        let (feed, source) = channel();
        let mut pipe = Pipe::of(Input::Stdin, || Ok(Fed(source)));
        let progress = Progress::default();
        let mut seen: Vec<String> = Vec::new();
        // Each look brings on what comes next.
        let mut rest = ["b\n", "c\n"].into_iter();
        feed.send(Ok("a\n")).unwrap();
        let mut feed = Some(feed);
        let mut look = |come: &Spool| {
            // The first look may come before the pause.
            assert!(seen.is_empty() || progress.is_waiting());
            seen.push(String::from_utf8(come.head(99).unwrap()).unwrap());
            match rest.next() {
                Some(text) => feed.as_ref().unwrap().send(Ok(text)).unwrap(),
                None => drop(feed.take()),
            }
        };
        pipe.wait(&Limits::default(), &progress, &mut look).unwrap();
        assert_eq!(seen, ["a\n", "a\nb\n", "a\nb\nc\n"]);
        assert!(!progress.is_waiting());
        let opened = pipe.unpack(&Limits::default(), &progress).unwrap();
        assert_eq!(opened.len(), 1);
        assert_eq!(opened[0].content.read_all().unwrap(), b"a\nb\nc\n");
    }

    #[test]
    fn who_stops_waiting_loses_nothing() {
        let (feed, source) = channel();
        let mut pipe = Pipe::of(Input::Stdin, || Ok(Fed(source)));
        let limits = Limits::default();
        feed.send(Ok("a")).unwrap();
        let progress = Progress::default();
        let stopped = pipe.wait(&limits, &progress, &mut |_| progress.cancel());
        assert!(matches!(stopped, Err(BytesError::Cancelled { .. })), "{stopped:?}");
        feed.send(Ok("b")).unwrap();
        drop(feed);
        pipe.wait(&limits, &Progress::default(), &mut |_| {}).unwrap();
        assert_eq!(pipe.come.head(99).unwrap(), b"ab");
    }

    #[test]
    fn a_pipe_that_breaks_is_never_taken_for_one_that_ended() {
        let (feed, source) = channel();
        let mut pipe = Pipe::of(Input::Stdin, || Ok(Fed(source)));
        feed.send(Ok("a")).unwrap();
        feed.send(Err(io::Error::other("gone"))).unwrap();
        for _ in 0..2 {
            let error = pipe.wait(&Limits::default(), &Progress::default(), &mut |_| {});
            assert_eq!(error.unwrap_err().to_string(), "can't read standard input: gone");
        }
    }

    #[test]
    fn a_pipe_without_room_for_it_is_not_read_in_part() {
        let (feed, source) = channel();
        let mut pipe = Pipe::of(Input::Stdin, || Ok(Fed(source)));
        pipe.come = Spool::in_folder("/nowhere".into());
        let tiny = Limits { member: 1, held: 1, ..Limits::default() };
        feed.send(Ok("ab")).unwrap();
        feed.send(Ok("c")).unwrap();
        drop(feed);
        for _ in 0..2 {
            let error = pipe.wait(&tiny, &Progress::default(), &mut |_| {}).unwrap_err();
            let no_room = "can't read standard input: it is larger than 1 bytes, and the rest ";
            assert!(error.to_string().starts_with(no_room), "{error}");
        }
    }

    #[test]
    fn what_lies_in_a_file_is_unpacked_from_there() {
        let limits = Limits { held: 8, ..Limits::default() };
        let text = "0123456789";
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        for bytes in [text.as_bytes().to_vec(), gz.finish().unwrap()] {
            let mut pipe = Pipe::of(Input::Stdin, || Ok(io::Cursor::new(bytes)));
            pipe.wait(&limits, &Progress::default(), &mut |_| {}).unwrap();
            let opened = pipe.unpack(&limits, &Progress::default()).unwrap();
            assert_eq!(opened[0].content.read_all().unwrap(), text.as_bytes());
        }
    }
}
