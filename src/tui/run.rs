//! The explorer in a real terminal: the only place of the explorer that owns the terminal, its
//! signals and the threads that read keys.

mod guard;
mod watch;

use std::{
    io::{self, Stdout, Write, stdout},
    panic,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use anyhow::Context as _;
use crossterm::{
    clipboard::CopyToClipboard,
    cursor,
    event::{
        self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    },
    execute,
    terminal::{
        self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
        disable_raw_mode, enable_raw_mode,
    },
};
use guard::Modes;
pub use guard::guard;
use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::{Backend as _, CrosstermBackend},
    layout::{Position, Rect, Size},
};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::{
    consts::{SIGINT, SIGTSTP},
    low_level::emulate_default_handler,
};
use watch::Pulse;

use crate::{
    base::text,
    config::places::{Opened, Places},
    tui::{
        app::App,
        effect::Effect,
        event::Event,
        input::Input,
        job::Workers,
        keeping::{Keep, Keeping},
        work::Job,
    },
    world::{Wanted, World},
};

/// How long the first frame waits for the events to be there, so that a small file does not show
/// an empty screen first.
const PATIENCE: Duration = Duration::from_millis(25);

/// No larger screen is drawn on: its cells would take gigabytes.
const LARGEST: Size = Size { width: 1_000, height: 500 };

/// An explorer with what it shows, and what is kept of it.
pub struct Visit {
    /// The explorer.
    pub app: App,
    /// What it shows.
    pub world: World,
    /// How its notebook is written.
    pub keep: Box<dyn Keep>,
    /// Where the user's places are kept, and the files as they are opened again; `None` where no
    /// place is kept.
    pub place: Option<(Places, Opened)>,
}

/// How other files are opened from within.
pub type Open<'a> = &'a dyn Fn(&Opened) -> anyhow::Result<Visit>;

/// What comes to the loop: what the explorer is told, and what concerns its terminal alone.
enum Heard {
    /// Something happened.
    Event(Event),
    /// Something came of the work for a visit, the one with this number.
    Came(u32, Event),
    /// Something came from the terminal.
    Input(Event),
    /// The shell wants the terminal back for a while.
    Stopped,
    /// The terminal may be taken again.
    Continued,
    /// The terminal has another size.
    Resized(Size),
}

/// Shows the explorer until the user quits.
///
/// The terminal is restored on return, on an error, on a panic and on a signal, whether the
/// explorer still answers or not.
///
/// # Panics
/// In debug builds when `DEMARCHE_PANIC` is set, so that this can be tested; where it is `hang`,
/// nothing is answered after the first frame.
pub fn run(visit: Visit, open: Open<'_>) -> anyhow::Result<()> {
    let (sender, events) = mpsc::channel();
    let pulse = Pulse::default();
    restore_on_panic();
    let wants_mouse = visit.app.session().wants_mouse();
    let modes = Modes::now().context("asking the terminal")?;
    let mut screen = Screen::enter(wants_mouse).context("preparing the terminal")?;
    watch::signals(sender.clone()).context("watching for signals")?;
    read_input(Input::open().context("opening the terminal")?, sender.clone(), pulse.clone());
    let mut running = Running::new(visit, 0, sender, screen.size());

    let hear = |heard: Heard, running: &mut Running, screen: &mut Screen| {
        let is_input = matches!(heard, Heard::Input(_));
        let goes_on = running.handle(heard, screen, open);
        if is_input {
            pulse.beat();
        }
        goes_on
    };
    let mut first = true;
    loop {
        if !first {
            let Ok(heard) = events.recv() else { break };
            if !hear(heard, &mut running, &mut screen)? {
                break;
            }
        }
        let is_empty = |running: &Running| !running.app.session().has_something();
        while let Some(heard) = next_heard(&events, first && is_empty(&running)) {
            if !hear(heard, &mut running, &mut screen)? {
                running.keep_place();
                return screen.leave().context("restoring the terminal");
            }
        }
        screen.draw(&running.app).context("drawing the screen")?;
        if first {
            // Where there can't be one, nothing is lost but what a crash would leave in order.
            drop(modes.guard());
        }
        first = false;
        #[cfg(debug_assertions)]
        match std::env::var("DEMARCHE_PANIC").as_deref() {
            Ok("hang") => loop {
                thread::park();
            },
            Ok(_) => panic!("asked for by DEMARCHE_PANIC, to test that the terminal is restored"),
            Err(_) => {}
        }
    }
    running.keep_place();
    screen.leave().context("restoring the terminal")
}

/// What is there already; before the first frame, what comes within a moment.
fn next_heard(events: &Receiver<Heard>, patient: bool) -> Option<Heard> {
    if patient { events.recv_timeout(PATIENCE).ok() } else { events.try_recv().ok() }
}

/// A visit with the threads that work for it.
struct Running {
    app: App,
    world: World,
    place: Option<(Places, Opened)>,
    /// Its number: what comes of the work for an earlier one is not for it.
    number: u32,
    workers: Workers,
    keeping: Keeping,
    sender: Sender<Heard>,
}

impl Running {
    /// Begins a visit on a screen of this size.
    fn new(visit: Visit, number: u32, sender: Sender<Heard>, size: Size) -> Self {
        let Visit { mut app, world, keep, place } = visit;
        // Nobody listens any more when the program ends.
        let tell = |sender: Sender<Heard>| {
            move |event: Event| drop(sender.send(Heard::Came(number, event)))
        };
        let (done, saved) = (tell(sender.clone()), tell(sender.clone()));
        let workers = Workers::new(move |result| done(Event::Done(result)));
        let notebook = Arc::clone(&app.session().notes().notebook);
        let keeping = Keeping::new(keep, notebook, move |result| saved(Event::Saved(result)));
        let effects = app.update(Event::Resize(size));
        let mut running = Self { app, world, place, number, workers, keeping, sender };
        // A history in a database is asked when it is known what for.
        if running.app.session().survey().is_none() {
            running.load();
        }
        for effect in effects {
            if let Effect::Start(job) = effect {
                running.workers.start(job);
            }
        }
        running
    }

    /// Whether to go on.
    fn handle(
        &mut self,
        heard: Heard,
        screen: &mut Screen,
        open: Open<'_>,
    ) -> anyhow::Result<bool> {
        let event = match heard {
            Heard::Event(event) | Heard::Input(event) => event,
            Heard::Came(number, event) if number == self.number => event,
            Heard::Came(..) => return Ok(true),
            Heard::Stopped => {
                screen.suspend().context("suspending")?;
                return Ok(true);
            }
            Heard::Continued => {
                screen.take().context("preparing the terminal")?;
                Event::Resize(screen.size())
            }
            Heard::Resized(size) => Event::Resize(screen.resize(size)?),
        };
        if matches!(&event, Event::Load(it) if !self.world.is_current(it.generation)) {
            return Ok(true);
        }
        for effect in self.app.update(event) {
            match effect {
                Effect::Quit => return Ok(false),
                // All that the shell started with it, which hears of it as it does: see `Stopped`.
                Effect::Suspend => {
                    kill_current_process_group(Signal::TSTP).context("suspending")?;
                }
                Effect::Redraw => screen.clear().context("clearing the screen")?,
                Effect::Copy(words) => {
                    execute!(stdout(), CopyToClipboard::to_clipboard_from(words.as_bytes()))
                        .context("copying")?;
                }
                Effect::Mouse(on) => screen.set_mouse(on).context("switching the mouse")?,
                Effect::Open(files) if self.place.as_ref().is_some_and(|it| it.1 == files) => {
                    self.app.say_error("these files are open");
                }
                Effect::Open(files) => {
                    self.open(open(&files), screen)?;
                    // What else was asked for was of the files before.
                    break;
                }
                Effect::Reload(notebook) => {
                    self.world.want(&Wanted::Again(Some(notebook)));
                    self.load();
                }
                Effect::Fetch(fetch) => {
                    self.world.want(&Wanted::Rows(fetch));
                    self.load();
                }
                Effect::Keep(notebook) => self.keeping.keep(notebook),
                Effect::CancelLoad => self.world.cancel(),
                Effect::StopSurvey => self.workers.stop(Job::SURVEYS),
                Effect::Start(job) => self.workers.start(job),
            }
        }
        Ok(true)
    }

    /// Visits other files, or says why they can't be opened.
    fn open(&mut self, next: anyhow::Result<Visit>, screen: &mut Screen) -> io::Result<()> {
        match next {
            Ok(visit) => {
                self.keep_place();
                self.world.cancel();
                screen.set_mouse(visit.app.session().wants_mouse())?;
                *self = Self::new(visit, self.number + 1, self.sender.clone(), screen.size());
            }
            Err(error) => self.app.say_error(&error.to_string()),
        }
        Ok(())
    }

    /// Keeps where the user was. Where that can't be written, nothing is lost but the place.
    fn keep_place(&self) {
        let left = self.place.as_ref().zip(self.app.session().left());
        if let Some(((places, opened), left)) = left {
            drop(places.keep(opened, &left));
        }
    }

    fn load(&mut self) {
        let (sender, number) = (self.sender.clone(), self.number);
        // A message that nobody receives any more is a program that ends.
        let tell = move |message| drop(sender.send(Heard::Came(number, Event::Load(message))));
        self.world.load(tell);
    }
}

fn read_input(mut input: Input, sender: Sender<Heard>, pulse: Pulse) {
    thread::spawn(move || {
        let mut sent = 0;
        while let Ok(event) = input.read() {
            let event = match event {
                event::Event::Key(key) => {
                    let control = event::KeyModifiers::CONTROL;
                    if (key.code, key.modifiers) == (event::KeyCode::Char('c'), control) {
                        pulse.expect(sent + 1, SIGINT);
                    }
                    Event::Key(key)
                }
                event::Event::Mouse(mouse) => Event::Mouse(mouse),
                event::Event::Paste(text) => Event::Paste(text),
                _ => continue,
            };
            if sender.send(Heard::Input(event)).is_err() {
                return;
            }
            sent += 1;
        }
        // The terminal is gone, and with it whoever could quit.
        drop(sender.send(Heard::Event(Event::Terminate)));
    });
}

/// A panic of the thread that draws must not leave the terminal unusable; other threads report
/// theirs as messages.
fn restore_on_panic() {
    let main = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == main {
            drop(restore(&mut stdout()));
            print(info);
        }
    }));
}

/// The terminal while the explorer has it.
struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
    title: String,
    /// Whether the terminal is to be given back.
    taken: bool,
}

impl Screen {
    fn enter(mouse: bool) -> io::Result<Self> {
        let terminal = terminal(CrosstermBackend::new(stdout()).size()?)?;
        let mut screen = Self { terminal, mouse, title: String::new(), taken: false };
        screen.take()?;
        Ok(screen)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        guard::tell(true);
        self.taken = true;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        self.set_mouse(self.mouse)?;
        self.clear()
    }

    /// Begins with an empty screen. (`Terminal::clear` asks the terminal where its cursor is,
    /// which costs a round trip and fails where nobody answers.)
    fn clear(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All))?;
        self.terminal = terminal(self.terminal.size()?)?;
        Ok(())
    }

    /// Takes another size; gives the one that is drawn on.
    fn resize(&mut self, size: Size) -> io::Result<Size> {
        if clamped(size) != self.size() {
            self.clear()?;
        }
        Ok(self.size())
    }

    /// The size of what is drawn on.
    fn size(&mut self) -> Size {
        self.terminal.get_frame().area().as_size()
    }

    fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    fn draw(&mut self, app: &App) -> io::Result<()> {
        let title = text::neutralise(&app.title()).into_owned();
        if title != self.title {
            execute!(stdout(), SetTitle(&title))?;
            self.title = title;
        }
        execute!(stdout(), terminal::BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            app.draw(frame.buffer_mut());
            if let Some(cursor) = app.cursor() {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(stdout(), terminal::EndSynchronizedUpdate)
    }

    fn suspend(&mut self) -> io::Result<()> {
        restore(&mut stdout())?;
        emulate_default_handler(SIGTSTP)?;
        self.take()
    }

    fn leave(mut self) -> io::Result<()> {
        self.taken = false;
        restore(&mut stdout())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Still taken after an error, when there is nobody left to tell; a panic has restored it.
        if self.taken && !thread::panicking() {
            drop(restore(&mut stdout()));
        }
    }
}

/// A terminal of this size, or of the largest that is drawn on. (One that follows the size by
/// itself has no limit.)
fn terminal(size: Size) -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, clamped(size))));
    Terminal::with_options(CrosstermBackend::new(stdout()), TerminalOptions { viewport })
}

fn clamped(size: Size) -> Size {
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

fn restore(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show,
        SetTitle("")
    )?;
    disable_raw_mode()?;
    guard::tell(false);
    Ok(())
}
