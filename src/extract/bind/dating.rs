//! When the events happened: by a date of their own, by that of their clause, or by the context.
//!
//! Each time expression hangs from a word of the tree (`anchor`). An event has the date that hangs
//! from it or from its predicate (`own`), else that of the clause which its own one goes on with, but
//! never of one that only says so. Where none is told, the story goes on (`story`), and what is news
//! happened on the day of the report; what is to come is after it, and what `had happened` before
//! (`context`). `A day after they left` counts from that day (`distance`).
//!
//! **Invariants.** What is planned is never before the report, and what occurred never after it. A
//! date within marks of quotation dates nothing outside of them, and the other way round.

mod anchor;
mod context;
mod distance;
mod own;
mod story;

pub use self::context::OF_ENTRY;
use self::{anchor::Anchors, context::Tense, story::Story};
use crate::{
    extract::{
        Lexicon, Reading,
        bind::speech,
        reading::{
            clause::{self, Modality},
            event::Event,
            time::{Doubt, TimeExpression},
            token::Extent,
        },
    },
    model::{Basis, Status, When, day::Day},
};

/// How an event was dated.
#[derive(Clone, Debug, PartialEq)]
struct Dated {
    when: When,
    basis: Basis,
    rule: &'static str,
    extent: Option<Extent>,
}

/// What all events are dated with.
struct Dater<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
    anchors: Anchors,
    /// Which tokens tell of an event.
    acts: Vec<bool>,
}

/// What the words around an event say of its date.
enum Told {
    /// This is it.
    Date(Dated),
    /// They name a day that does not exist: no other one is meant.
    NoSuchDay,
    /// Nothing.
    Nothing,
}

/// Gives each event its date, as far as the text tells it. O(tokens · log tokens).
pub fn date(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut events = std::mem::take(&mut reading.events);
    let mut acts = vec![false; reading.tokens.len()];
    for event in &events {
        acts[event.head] = true;
    }
    let dater = Dater { reading, lexicon, anchors: Anchors::of(reading, lexicon), acts };
    let mut story = Story::default();
    for event in &mut events {
        dater.move_to(&mut story, event.sentence);
        let is_turn =
            event.rule == speech::RULE && dater.reading.section_of(event.head).turn.is_some();
        let told = if is_turn { Told::Nothing } else { dater.told(event, &story) };
        let (found, rule) = match told {
            Told::Date(date) => (Some(date), ""),
            Told::NoSuchDay => (None, Doubt::NoSuchDay.rule()),
            Told::Nothing => (dater.by_context(event, &story), ""),
        };
        event.date_rule = rule;
        let Some(told) = found else { continue };
        // Who writes a chronology knows what came after the day of an entry.
        let is_entry = dater.reading.section_of(event.head).when.is_some();
        let now = reading.now_at(event.head).filter(|_| !is_entry);
        let is_ahead = now.is_some_and(|now| told.when.earliest_start() > now);
        let is_over = now.is_some_and(|now| told.when.latest_end() < now);
        event.status = match event.status {
            Status::Occurred if is_ahead => Status::Planned,
            Status::Planned if is_over => Status::Unverified,
            status => status,
        };
        event.when = Some(told.when);
        event.basis = Some(told.basis);
        event.date_rule = told.rule;
        event.date_extent = told.extent;
    }
    dater.count_distances(&mut events);
    dater.date_title(&mut events);
    reading.events = events;
}

impl Dater<'_> {
    /// Whether a date agrees with what the text says of the event: what is to come is not before the
    /// report, and what has come not after it.
    fn agrees(&self, event: &Event, when: &When) -> bool {
        let section = self.reading.section_of(event.head);
        let Some(now) = section.now else { return true };
        // Who writes a chronology looks back on all of it.
        if section.when.is_some() || self.was_to_come(event) {
            return true;
        }
        match self.tense(event) {
            Tense::Ahead => when.latest_end() >= now,
            // `opens on Monday` is told of what is to come.
            Tense::Present => true,
            Tense::Past | Tense::Before | Tense::Perfect => when.earliest_start() <= now,
        }
    }

    /// `were to take over in May`: it was to come, and need not have.
    fn was_to_come(&self, event: &Event) -> bool {
        let clause = event.clause.map(|clause| &self.reading.clauses[clause]);
        clause.is_some_and(|clause| {
            clause.modality == Modality::Will && clause.tense == clause::Tense::Past
        })
    }

    /// The title tells what the first sentences tell: where one of these names a day shortly before
    /// the publication, the events of the title happened on it.
    fn date_title(&self, events: &mut [Event]) {
        /// The last of the sentences that a title sums up.
        const LEAD: usize = 3;
        /// The title of a report is about what happened at most so many days before.
        const RECENT: i32 = 7;
        let reading = self.reading;
        let now = reading.sections.first().and_then(|section| section.now);
        let (Some(now), true) = (now, self.has_title()) else { return };
        let of_title = events.partition_point(|event| event.sentence == 0);
        let (titles, rest) = events.split_at_mut(of_title);
        let lead = rest.iter().take_while(|event| event.sentence <= LEAD).find_map(|event| {
            let when = event.when.as_ref().filter(|_| event.basis == Some(Basis::Stated))?;
            let day = when.earliest_start();
            let recent = day == when.latest_end() && day <= now && day >= now.plus_days(-RECENT);
            recent.then_some((day, event.date_extent))
        });
        let Some((day, extent)) = lead else { return };
        for event in titles.iter_mut().filter(|event| event.date_rule == context::OF_REPORT) {
            event.when = Some(When::day(day));
            event.basis = Some(Basis::Inferred);
            event.date_rule = "title of what happened then";
            event.date_extent = extent;
        }
    }

    /// Whether the first sentence is a title: it does not end as sentences do.
    fn has_title(&self) -> bool {
        let first = self.reading.sentences.first().filter(|first| !first.is_empty());
        first.is_some_and(|first| {
            !matches!(self.reading.word(first.end - 1), "." | "!" | "?" | "..." | "”" | "\"")
        })
    }
}

/// The date of a time expression, for an event that is dated by it.
fn stated(time: &TimeExpression, rule: &'static str, basis: Basis) -> Option<Dated> {
    let when = time.when.clone()?;
    Some(Dated { when, basis, rule, extent: Some(time.extent) })
}

/// Up to a day: when it was is not known.
fn up_to(day: Day) -> Option<When> {
    When::parse(&format!("../{day}")).ok()
}

/// The only day of a date, unless it is wider than a day.
fn single_day(when: &When) -> Option<Day> {
    let day = when.earliest_start();
    (day == when.latest_end()).then_some(day)
}

#[cfg(test)]
mod tests;
