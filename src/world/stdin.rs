//! Standard input: it can be read once, and is wanted again on a reload.

use std::sync::{Mutex, PoisonError};

use crate::base::{
    bytes::{BytesError, Limits, Opened, Pipe},
    progress::Progress,
};

/// What of standard input is there.
#[derive(Debug, Default)]
pub struct Stdin(Mutex<Option<State>>);

#[derive(Debug)]
enum State {
    /// A load that was stopped left it so; the next one goes on.
    Coming(Pipe),
    Read(Vec<Opened>),
}

impl Stdin {
    /// All of it, once its end has come. Until then `look` is shown what there is, as in
    /// [`Pipe::wait`].
    pub fn open(
        &self,
        progress: &Progress,
        look: &mut dyn FnMut(&[u8]),
    ) -> Result<Vec<Opened>, BytesError> {
        let limits = Limits::default();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = held.get_or_insert_with(|| State::Coming(Pipe::stdin()));
        let pipe = match state {
            State::Read(opened) => return Ok(opened.clone()),
            State::Coming(pipe) => pipe,
        };
        pipe.wait(&limits, progress, look)?;
        let opened: Vec<_> =
            pipe.unpack(&limits, progress)?.into_iter().map(Opened::from).collect();
        *state = State::Read(opened.clone());
        Ok(opened)
    }
}
