//! The explorer in a real terminal: the only place of the explorer that owns the terminal, its
//! signals and the threads that read keys.

use std::{
    io::{self, Stdout, Write, stdout},
    panic,
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use anyhow::Context as _;
use crossterm::{
    clipboard::CopyToClipboard,
    cursor, event,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute,
    terminal::{
        self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
        disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Size};
use signal_hook::{consts, iterator::Signals};

use crate::{
    base::text,
    tui::{app::App, effect::Effect, event::Event, job::Workers},
    world::World,
};

/// How long the first frame waits for the events to be there, so that a small file does not show
/// an empty screen first.
const PATIENCE: Duration = Duration::from_millis(25);

/// Shows the explorer until the user quits.
///
/// The terminal is restored on return, on an error, on a panic, on SIGTERM and on SIGHUP.
///
/// # Panics
/// In debug builds when `DEMARCHE_PANIC` is set, so that this can be tested.
pub fn run(mut app: App, mut world: World) -> anyhow::Result<()> {
    let (sender, events) = mpsc::channel();
    let done = sender.clone();
    // Nobody listens any more when the program ends.
    let mut workers = Workers::new(move |result| drop(done.send(Event::Done(result))));
    restore_on_panic();
    let mut screen =
        Screen::enter(app.session().wants_mouse()).context("preparing the terminal")?;
    app.update(Event::Resize(screen.size()?));
    watch_signals(sender.clone()).context("watching for signals")?;
    read_input(sender.clone());
    load(&mut world, &sender);

    let mut first = true;
    loop {
        if !first {
            let Ok(event) = events.recv() else { break };
            if !handle(event, &mut app, &mut screen, &mut workers, &mut world, &sender)? {
                break;
            }
        }
        while let Some(event) = next_event(&events, first && !app.session().has_something()) {
            if !handle(event, &mut app, &mut screen, &mut workers, &mut world, &sender)? {
                return screen.leave().context("restoring the terminal");
            }
        }
        first = false;
        screen.draw(&app).context("drawing the screen")?;
        #[cfg(debug_assertions)]
        assert!(
            std::env::var_os("DEMARCHE_PANIC").is_none(),
            "asked for by DEMARCHE_PANIC, to test that the terminal is restored"
        );
    }
    screen.leave().context("restoring the terminal")
}

/// What is there already; before the first frame, what comes within a moment.
fn next_event(events: &Receiver<Event>, patient: bool) -> Option<Event> {
    if patient { events.recv_timeout(PATIENCE).ok() } else { events.try_recv().ok() }
}

/// Whether to go on.
fn handle(
    event: Event,
    app: &mut App,
    screen: &mut Screen,
    workers: &mut Workers,
    world: &mut World,
    sender: &Sender<Event>,
) -> anyhow::Result<bool> {
    if matches!(&event, Event::Load(message) if !world.is_current(message.generation)) {
        return Ok(true);
    }
    for effect in app.update(event) {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Suspend => screen.suspend().context("suspending")?,
            Effect::Redraw => screen.clear().context("clearing the screen")?,
            Effect::Copy(words) => {
                execute!(stdout(), CopyToClipboard::to_clipboard_from(words.as_bytes()))
                    .context("copying")?;
            }
            Effect::Mouse(on) => screen.set_mouse(on).context("switching the mouse")?,
            Effect::Reload => load(world, sender),
            Effect::CancelLoad => world.cancel(),
            Effect::Start(job) => workers.start(job),
        }
    }
    Ok(true)
}

fn load(world: &mut World, sender: &Sender<Event>) {
    let sender = sender.clone();
    // A message that nobody receives any more is a program that ends.
    world.load(move |message| drop(sender.send(Event::Load(message))));
}

fn read_input(sender: Sender<Event>) {
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            let event = match event {
                event::Event::Key(key) => Event::Key(key),
                event::Event::Mouse(mouse) => Event::Mouse(mouse),
                event::Event::Paste(text) => Event::Paste(text),
                event::Event::Resize(width, height) => Event::Resize(Size { width, height }),
                event::Event::FocusGained | event::Event::FocusLost => continue,
            };
            if sender.send(event).is_err() {
                return;
            }
        }
        // The terminal is gone, and with it whoever could quit.
        drop(sender.send(Event::Terminate));
    });
}

fn watch_signals(sender: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([consts::SIGTERM, consts::SIGHUP, consts::SIGINT])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            drop(sender.send(Event::Terminate));
        }
    });
    Ok(())
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
        let terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        let mut screen = Self { terminal, mouse, title: String::new(), taken: false };
        screen.take()?;
        Ok(screen)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.taken = true;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        self.set_mouse(self.mouse)?;
        self.clear()
    }

    /// Begins with an empty screen. (`Terminal::clear` asks the terminal where its cursor is,
    /// which costs a round trip and fails where nobody answers.)
    fn clear(&mut self) -> io::Result<()> {
        execute!(stdout(), Clear(ClearType::All))?;
        self.terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
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
        signal_hook::low_level::emulate_default_handler(consts::SIGTSTP)?;
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

fn restore(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show,
        SetTitle("")
    )?;
    disable_raw_mode()
}
