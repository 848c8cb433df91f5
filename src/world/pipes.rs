//! Pipes: they can be read once, and are wanted again on a reload.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::base::{
    bytes::{BytesError, Input, Limits, Opened, Pipe, Spool},
    progress::Progress,
};

/// What of each pipe is there: of standard input, and of those that stand in the place of files.
#[derive(Debug, Default)]
pub struct Pipes(Mutex<FxHashMap<Input, State>>);

#[derive(Debug)]
enum State {
    /// A load that was stopped left it so; the next one goes on.
    Coming(Pipe),
    Read(Vec<Opened>),
}

impl Pipes {
    /// All of it, once its end has come. Until then `look` is shown what there is, as in
    /// [`Pipe::wait`].
    pub fn open(
        &self,
        input: &Input,
        progress: &Progress,
        look: &mut dyn FnMut(&Spool),
    ) -> Result<Vec<Opened>, BytesError> {
        let limits = Limits::default();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state =
            held.entry(input.clone()).or_insert_with(|| State::Coming(Pipe::open(input.clone())));
        let pipe = match state {
            State::Read(opened) => return Ok(opened.clone()),
            State::Coming(pipe) => pipe,
        };
        let read = pipe.wait(&limits, progress, look).and_then(|()| pipe.unpack(&limits, progress));
        if matches!(input, Input::Client(_)) {
            // It can be asked again, and is to end when nobody waits for it.
            held.remove(input);
            return read;
        }
        let opened = read?;
        if opened.iter().all(|it| it.content.is_empty()) {
            return Err(BytesError::Nothing { name: input.to_string() });
        }
        *state = State::Read(opened.clone());
        Ok(opened)
    }
}
