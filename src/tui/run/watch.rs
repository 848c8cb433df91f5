//! Signals, and a way out where the explorer no longer answers: the thread that watches restores
//! the terminal and ends the program itself.

use std::{
    io::{self, stdout},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
        mpsc::Sender,
    },
    thread,
    time::Duration,
};

use crossterm::terminal;
use ratatui::layout::Size;
use signal_hook::{
    consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
        SIGXCPU,
    },
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::{
    base::bytes,
    tui::{
        event::Event,
        run::{Heard, restore},
    },
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts the keys that the explorer has answered, and all else that comes from the terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Pulse(Arc<AtomicU64>);

impl Pulse {
    /// One was answered.
    pub(super) fn beat(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    /// Ends the program as a signal does, unless the explorer soon answers the one with this
    /// number: what asks to quit must not wait for work without end, or behind a million keys.
    pub(super) fn expect(&self, number: u64, signal: i32) {
        let pulse = self.clone();
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            if pulse.0.load(Relaxed) < number {
                end(signal);
            }
        });
    }
}

/// Watches for signals: those that ask to end or to stop, or tell of another size of the screen,
/// are told to the explorer, the others end the program at once, with the terminal given back.
pub(super) fn signals(sender: Sender<Heard>) -> io::Result<()> {
    let told = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH];
    let ending = [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU];
    let mut signals = Signals::new(told.iter().chain(&ending))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = match signal {
                SIGTERM | SIGHUP | SIGINT => Heard::Event(Event::Terminate),
                SIGTSTP => Heard::Stopped,
                SIGCONT => Heard::Continued,
                SIGWINCH => {
                    // A terminal that can't be asked is gone, which is told by its end.
                    let Ok((width, height)) = terminal::size() else { continue };
                    Heard::Resized(Size { width, height })
                }
                _ => return end(signal),
            };
            let asks_to_end = matches!(heard, Heard::Event(_));
            drop(sender.send(heard));
            if asks_to_end {
                // Whoever answers has ended the program before.
                thread::sleep(PATIENCE);
                return end(signal);
            }
        }
    });
    Ok(())
}

/// Gives the terminal back and ends the program as the signal does by itself.
fn end(signal: i32) {
    drop(restore(&mut stdout()));
    bytes::end_clients(|| drop(emulate_default_handler(signal)));
}
