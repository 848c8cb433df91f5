//! The figures of a view: counted at once where that takes no longer than a frame, else in the
//! background while those that were counted before are still shown.

use std::sync::Arc;

use crate::{
    base::progress::Progress,
    query::Answer,
    tui::{session::Session, work::Work},
    view::{Ask, Figures},
};

/// The figures `F` that were counted last, and for what they were asked.
#[derive(Debug)]
pub struct Counted<A, F> {
    figures: Option<F>,
    asked: Option<Asked<A>>,
    /// The generation of those that are being counted.
    pending: Option<u64>,
}

/// What the figures are asked for.
#[derive(Debug)]
struct Asked<A> {
    version: u64,
    answer: Arc<Answer>,
    ask: A,
}

impl<A: PartialEq> Asked<A> {
    fn is(&self, session: &Session, ask: &A) -> bool {
        let same_rows = Arc::ptr_eq(&self.answer, &session.shown.answer);
        self.version == session.version() && same_rows && self.ask == *ask
    }
}

impl<A, F> Default for Counted<A, F> {
    fn default() -> Self {
        Self { figures: None, asked: None, pending: None }
    }
}

impl<A, F> Counted<A, F> {
    /// The figures that were counted last; `None` before the first, and for other files.
    #[must_use]
    pub fn figures(&self) -> Option<&F> {
        self.figures.as_ref()
    }

    /// Whether others are being counted.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }
}

impl<A: Clone + PartialEq + Into<Ask>, F: TryFrom<Figures>> Counted<A, F> {
    /// Sees to it that the figures for this are there, or on their way. Whether new ones came.
    pub fn want(&mut self, session: &mut Session, ask: A) -> bool {
        let came = self.take(session);
        let is_asked = self.asked.as_ref().is_some_and(|asked| asked.is(session, &ask));
        let is_coming = self.pending.is_none_or(|generation| session.counting == generation);
        if is_asked && is_coming {
            return came;
        }
        if self.asked.as_ref().is_some_and(|asked| asked.version != session.version()) {
            // Rows and actors have other numbers now.
            self.figures = None;
        }
        let answer = Arc::clone(&session.shown.answer);
        self.asked = Some(Asked { version: session.version(), answer, ask: ask.clone() });
        self.pending = None;
        if session.is_small() {
            let answer = &session.shown.answer;
            let counted = ask.into().count(session.store(), answer, &Progress::default());
            self.figures = counted.and_then(|figures| F::try_from(figures).ok());
            return true;
        }
        self.pending = Some(session.count(ask.into()));
        came
    }

    /// Takes what was counted in the background, if it is what is waited for.
    fn take(&mut self, session: &mut Session) -> bool {
        let Some(generation) = self.pending else { return false };
        let Some((_, figures)) = session.counted.take_if(|(own, _)| *own == generation) else {
            return false;
        };
        self.figures = F::try_from(figures).ok();
        self.pending = None;
        true
    }
}

impl Session {
    /// Starts to count figures in the background; gives their generation.
    fn count(&mut self, ask: Ask) -> u64 {
        let work = Work::Figures(ask, Arc::clone(&self.shown.answer));
        self.counting = self.start(work);
        self.counting
    }
}
