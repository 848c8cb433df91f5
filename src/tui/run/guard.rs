//! The guard: a small process beside the explorer, which gives the terminal back when the explorer
//! is killed or ends for want of memory, and can't do so itself.
//!
//! A pipe tells it whether the terminal is taken; the end of the pipe is the end of the explorer,
//! and comes before the shell hears of that. A shell that takes the terminal back sets its modes
//! itself: from then on the system lets nobody else set them.

use std::{
    env,
    ffi::OsStr,
    io::{self, Read as _, Write as _, stdin, stdout},
    process::{ChildStdin, Command, Stdio},
    sync::OnceLock,
};

use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, Termios, tcgetattr,
    tcsetattr,
};

use crate::tui::run::restore;

/// The argument that makes the program a guard; the modes of the terminal follow.
const WORD: &str = "--guard";

/// The pipe to the guard, if there is one.
static GUARD: OnceLock<ChildStdin> = OnceLock::new();

/// The modes of the terminal before it was taken.
pub(super) struct Modes(Termios);

impl Modes {
    /// As they are now.
    pub(super) fn now() -> io::Result<Self> {
        Ok(Self(tcgetattr(stdout())?))
    }

    /// Starts a guard that sets these modes again. Without one all is the same while nothing goes
    /// wrong.
    pub(super) fn guard(&self) -> io::Result<()> {
        let Termios { input_modes, output_modes, control_modes, local_modes, .. } = &self.0;
        let bits =
            [input_modes.bits(), output_modes.bits(), control_modes.bits(), local_modes.bits()];
        let bits = bits.map(|bits| bits.to_string()).join(":");
        let mut guard = Command::new(env::current_exe()?);
        guard.args([WORD, &bits]).stdin(Stdio::piped()).stderr(Stdio::null());
        if let Some(pipe) = guard.spawn()?.stdin {
            drop(GUARD.set(pipe));
        }
        tell(true);
        Ok(())
    }
}

/// Tells the guard whether the terminal is taken.
pub(super) fn tell(taken: bool) {
    if let Some(mut pipe) = GUARD.get() {
        // Who has killed the guard goes without.
        drop(pipe.write_all(&[u8::from(taken)]));
    }
}

/// Guards the terminal, if the arguments of the program ask for that; whether they did.
#[must_use]
pub fn guard(args: &[impl AsRef<OsStr>]) -> bool {
    let [_, word, bits] = args else { return false };
    if word.as_ref() != WORD {
        return false;
    }
    let taken = stdin().lock().bytes().map_while(Result::ok).last();
    if taken == Some(1) {
        drop(restore(&mut stdout()));
        drop(set(&bits.as_ref().to_string_lossy()));
    }
    true
}

/// Sets the modes of the terminal, unless somebody else has it.
fn set(bits: &str) -> io::Result<()> {
    let mut bits = bits.split(':').filter_map(|bits| bits.parse().ok());
    let mut modes = tcgetattr(stdout())?;
    if let (Some(input), Some(output), Some(control), Some(local)) =
        (bits.next(), bits.next(), bits.next(), bits.next())
    {
        modes.input_modes = InputModes::from_bits_retain(input);
        modes.output_modes = OutputModes::from_bits_retain(output);
        modes.control_modes = ControlModes::from_bits_retain(control);
        modes.local_modes = LocalModes::from_bits_retain(local);
        tcsetattr(stdout(), OptionalActions::Now, &modes)?;
    }
    Ok(())
}
