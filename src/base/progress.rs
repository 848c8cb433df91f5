//! How far a long piece of work is, and the wish that it stop: shared by the thread that works
//! and whoever watches.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

/// Counters that one or several workers raise and anyone may read; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    events: AtomicU64,
    waiting: AtomicBool,
    cancelled: AtomicBool,
}

impl Progress {
    /// Says how many bytes there are still to read, once that is known.
    pub fn expect(&self, bytes: u64) {
        self.shared.total.store(self.shared.done.load(Relaxed) + bytes, Relaxed);
    }

    /// Adds bytes read and events found since the last call.
    pub fn add(&self, bytes: u64, events: u64) {
        self.shared.done.fetch_add(bytes, Relaxed);
        self.shared.events.fetch_add(events, Relaxed);
    }

    /// Takes back what was added, because it is read again.
    pub fn take_back(&self, bytes: u64, events: u64) {
        self.shared.done.fetch_sub(bytes, Relaxed);
        self.shared.events.fetch_sub(events, Relaxed);
    }

    /// How many bytes were read so far.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.shared.done.load(Relaxed)
    }

    /// How many events were found so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.shared.events.load(Relaxed)
    }

    /// How much of the bytes is read, 0 to 100; `None` while the total is unknown (a pipe).
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        let total = self.shared.total.load(Relaxed);
        (total > 0).then(|| (self.shared.done.load(Relaxed).min(total) * 100 / total) as u8)
    }

    /// Says whether the work waits for a pipe to go on.
    pub fn set_waiting(&self, waiting: bool) {
        self.shared.waiting.store(waiting, Relaxed);
    }

    /// Whether the work waits for a pipe to go on.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.shared.waiting.load(Relaxed)
    }

    /// Asks the workers to stop soon.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Relaxed);
    }

    /// Whether the workers were asked to stop; they look between two chunks of work.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_unknown_until_the_total_is() {
        let progress = Progress::default();
        progress.add(50, 2);
        assert_eq!((progress.percent(), progress.events()), (None, 2));
        progress.expect(200);
        assert_eq!(progress.percent(), Some(20), "what is read already is not to be read again");
        progress.clone().add(500, 0);
        assert_eq!(progress.percent(), Some(100));
        progress.cancel();
        assert!(progress.is_cancelled());
    }
}
