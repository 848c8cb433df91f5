//! How far a person's work on a record is, as a sign and in words.

use crate::{
    model::{Decision, Event, Review, StatementId, Timeline},
    view::detail::Field,
};

/// What a person has done about a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// How far its review is; none for one that no extractor made and nobody has decided about.
    pub review: Option<Review>,
    /// Whether a person wrote it.
    pub mine: bool,
    /// Whether it is marked.
    pub marked: bool,
    /// Whether something is noted about it.
    pub noted: bool,
}

impl Reviewed {
    /// Of an event.
    #[must_use]
    pub fn of_event(event: Event<'_>) -> Self {
        Self::new(event.review(), event.decision())
    }

    /// Of a statement.
    #[must_use]
    pub fn of_statement(timeline: &Timeline, id: StatementId) -> Self {
        Self::new(timeline.review(id), timeline.decision(id))
    }

    fn new(review: Option<Review>, decision: Option<&Decision>) -> Self {
        Self {
            review,
            mine: decision.is_some_and(|decision| decision.mine),
            marked: decision.is_some_and(|decision| decision.marked),
            noted: decision.is_some_and(|decision| !decision.note.is_empty()),
        }
    }

    /// Whether nobody has decided about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self.review, None | Some(Review::Open))
    }
}

impl Reviewed {
    /// The same in words: "accepted, marked, noted"; empty where nothing was done.
    #[must_use]
    pub fn words(self) -> String {
        let review = self.review.filter(|review| *review != Review::Open).map(Review::name);
        let words = [
            self.mine.then_some("mine").or(review),
            self.marked.then_some("marked"),
            self.noted.then_some("noted"),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What a person decided, as fields of the detail.
pub(super) fn fields(decision: Option<&Decision>) -> Vec<Field> {
    let Some(decision) = decision else { return Vec::new() };
    let mine = decision.mine.then_some("mine");
    let review = mine.or(decision.review.map(Review::name));
    let marked = decision.marked.then_some("marked");
    let review = [review, marked].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let note = (!decision.note.is_empty()).then(|| Field::plain("note", &decision.note));
    let review = (!review.is_empty()).then(|| Field::plain("review", &review));
    let was = decision.was.iter().map(|(field, words)| {
        let words = if words.is_empty() { "nothing" } else { words };
        Field::plain("was", &format!("{field}: {words}"))
    });
    review.into_iter().chain(was).chain(note).collect()
}
