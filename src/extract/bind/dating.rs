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
mod fits;
mod own;
mod story;

pub use self::context::OF_ENTRY;
use self::{
    anchor::{Anchor, Anchors},
    context::Tense,
    story::Story,
};
use crate::{
    extract::{
        Lexicon, Reading,
        bind::speech,
        find::event::is_of_verb,
        lexicon::{
            time::{Cue, Term},
            triggers::{Form as TriggerForm, Sense},
        },
        reading::{
            clause::{self, Form, Link, Modality},
            event::Event,
            time::{Doubt, TimeExpression},
            token::Extent,
            tree::Rel,
        },
    },
    model::{Basis, Kind, Status, When, day::Day},
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
    /// Which tokens tell of an event of a kind of interest.
    deeds: Vec<bool>,
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
    let mut deeds = acts.clone();
    for event in &events {
        acts[event.head] = true;
        deeds[event.head] |= event.kind != Kind::Other || is_of_verb(event.rule);
    }
    let dater = Dater { reading, lexicon, anchors: Anchors::of(reading, lexicon), acts, deeds };
    let mut story = Story::default();
    for event in &mut events {
        dater.move_to(&mut story, event.sentence);
        if dater.is_signed(event) {
            event.status = Status::Occurred;
        }
        let is_turn =
            event.rule == speech::RULE && dater.reading.section_of(event.head).turn.is_some();
        let told = if is_turn { Told::Nothing } else { dater.told(event, &story) };
        let (found, rule) = match told {
            Told::Date(date) => {
                story.add(event, &date);
                (Some(date), "")
            }
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
    dater.date_again(&mut events);
    dater.date_by_noun(&mut events);
    dater.date_by_happening(&mut events);
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

    /// `the deal signed in 1974 was to end it`: what a participle tells of a noun with a date of its own
    /// that is over has happened, whatever the verb above tells.
    fn is_signed(&self, event: &Event) -> bool {
        let Some(number) = event.clause.filter(|_| event.status == Status::Planned) else {
            return false;
        };
        let clause = &self.reading.clauses[number];
        let Some(now) = self.reading.now_at(event.head) else { return false };
        let is_over = |anchor: &Anchor| {
            let when = self.reading.times[anchor.time].when.as_ref();
            when.is_some_and(|when| when.latest_end() < now)
        };
        clause.predicate == event.head
            && (clause.form, clause.link) == (Form::Participle, Link::Adnominal)
            && self.anchors.in_clause(number).iter().any(is_over)
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

    /// `They have signed an accord. The accord was signed on Thursday.`: what is news is told again with
    /// its day. O(events).
    fn date_again(&self, events: &mut [Event]) {
        /// So many sentences behind it is told again.
        const REACH: usize = 2;
        let base = |event: &Event| self.lexicon.lemma(self.reading.tokens[event.head].word);
        for number in 0..events.len() {
            let (before, behind) = events.split_at_mut(number + 1);
            let event = &mut before[number];
            if event.date_rule != context::OF_REPORT || event.kind == Kind::Other {
                continue;
            }
            let Some(now) = self.reading.now_at(event.head) else { continue };
            let near = behind.iter().take_while(|it| it.sentence <= event.sentence + REACH);
            let again = near.take(MOST).filter(|it| {
                it.sentence > event.sentence
                    && it.basis == Some(Basis::Stated)
                    && base(it) == base(event)
                    && it.kind == event.kind
                    && self.names_again(event, it)
            });
            let day = again.into_iter().find_map(|it| {
                let day = it.when.as_ref().and_then(single_day)?;
                let is_news = day <= now && day >= now.plus_days(-story::NEWS);
                is_news.then_some((day, it.date_extent))
            });
            if let Some((day, extent)) = day {
                event.when = Some(When::day(day));
                event.basis = Some(Basis::Inferred);
                event.date_rule = "told again with its day";
                event.date_extent = extent;
            }
        }
    }

    /// `Rebels attacked a convoy on Monday. Ten men were killed in the ambush.`: what happened in an
    /// act that was told has its day. O(events).
    fn date_by_noun(&self, events: &mut [Event]) {
        /// So many sentences before it the act is told.
        const REACH: usize = 3;
        for number in 0..events.len() {
            let (before, rest) = events.split_at_mut(number);
            let event = &mut rest[0];
            if event.basis == Some(Basis::Stated)
                || event.signs.is_noun
                || event.date_rule.is_empty()
            {
                continue;
            }
            let past = matches!(self.tense(event), Tense::Past | Tense::Before);
            let Some(kind) = self.act_around(event).filter(|_| past) else { continue };
            let near = before.iter().rev().take(MOST);
            let mut near = near.take_while(|it| it.sentence + REACH >= event.sentence);
            let act = near.find(|it| {
                it.kind == kind
                    && it.sentence < event.sentence
                    && it.date_rule != context::OF_REPORT
                    && it.when.as_ref().and_then(single_day).is_some()
            });
            if let Some(act) = act {
                event.when.clone_from(&act.when);
                event.basis = Some(Basis::Inferred);
                event.date_rule = "the day of what it happened in";
                event.date_extent = act.date_extent;
            }
        }
    }

    /// `Gunmen killed two men. The attack took place on Tuesday.`: when that was. O(clauses + events).
    fn date_by_happening(&self, events: &mut [Event]) {
        /// So many sentences behind it the day is told.
        const REACH: usize = 2;
        for (number, clause) in self.reading.clauses.iter().enumerate() {
            let tells = clause.tense == clause::Tense::Past
                && !clause.perfect
                && (self.is_main(clause) || self.is_report(clause));
            let Some(noun) = clause.subject.filter(|_| tells && !clause.is_shared) else {
                continue;
            };
            let Some(kind) = self.kind_of(noun).filter(|_| self.is_definite(noun)) else {
                continue;
            };
            let Some(now) = self.reading.now_at(clause.predicate) else { continue };
            let anchors = self.anchors.in_clause(number).iter();
            let mut times = anchors.map(|anchor| &self.reading.times[anchor.time]);
            let day = times.find_map(|time| {
                let day = time.when.as_ref().and_then(single_day)?;
                let is_news = day <= now && day >= now.plus_days(-story::NEWS);
                (is_news && time.limit.is_none()).then_some((day, time.extent))
            });
            let Some((day, extent)) = day else { continue };
            let first = events.partition_point(|it| it.sentence + REACH < clause.sentence);
            let last = events.partition_point(|it| it.sentence < clause.sentence);
            let told = events[first..last].iter_mut();
            for event in told.filter(|it| it.kind == kind && it.date_rule == context::OF_REPORT) {
                event.when = Some(When::day(day));
                event.basis = Some(Basis::Inferred);
                event.date_rule = "told again with its day";
                event.date_extent = Some(extent);
            }
        }
    }

    /// The kind of act that a noun tells, unless it is one of what lasts: `war`.
    fn kind_of(&self, noun: usize) -> Option<Kind> {
        let base = self.lexicon.lemma(self.reading.tokens[noun].word);
        let patterns = self.lexicon.triggers.beginning(TriggerForm::Noun, base)?;
        match self.lexicon.triggers.find(patterns, &[]) {
            Some((Sense::Kind(kind), ..)) if !self.lexicon.time.cue(base, Cue::Endures) => {
                Some(kind)
            }
            _ => None,
        }
    }

    /// Whether the article or a word like it opens the phrase of a noun.
    fn is_definite(&self, noun: usize) -> bool {
        let mut children = self.reading.branches.children(noun).take(MOST);
        children.any(|it| self.term(it) == Term::The)
    }

    /// The kind of the act that an event happened in, if that was told before: `in the ambush`, `at
    /// the meeting`; not `in the war`, which lasts.
    fn act_around(&self, event: &Event) -> Option<Kind> {
        let reading = self.reading;
        let clause = &reading.clauses[event.clause?];
        let mut children = reading.branches.children(clause.predicate).take(MOST);
        children.find_map(|noun| {
            let kind = self.kind_of(noun)?;
            let mut below = reading.branches.children(noun).take(MOST);
            let is_in = below.any(|it| {
                reading.nodes[it].rel == Rel::Case
                    && (self.cue(it, Cue::During) || self.term(it) == Term::At)
            });
            let is_only = reading.branches.children(noun).take(MOST).all(|it| {
                let rel = reading.nodes[it].rel;
                matches!(rel, Rel::Case | Rel::Det | Rel::Amod | Rel::Compound | Rel::AclRelcl)
                    || reading.nodes[it].tag.is_punctuation()
            });
            let fits = reading.nodes[noun].rel == Rel::Obl && is_in && is_only;
            (fits && self.is_definite(noun)).then_some(kind)
        })
    }

    /// Whether what was told with the first act is told with the second: `have signed a pact`, `the
    /// accord was signed`. Of force there is more than one act.
    fn names_again(&self, event: &Event, again: &Event) -> bool {
        let patient = |event: &Event| {
            let clause = &self.reading.clauses[event.clause?];
            clause.patient()
        };
        let (Some(first), Some(second)) = (patient(event), patient(again)) else { return false };
        let base = |at: usize| self.lexicon.lemma(self.reading.tokens[at].word);
        let is_force = matches!(event.kind, Kind::Assault | Kind::Coerce | Kind::Protest);
        self.is_definite(second)
            && (base(first) == base(second)
                || !is_force && self.tense(event) == Tense::Perfect && again.clause != event.clause)
    }

    /// Whether the first sentence is a title: it does not end as sentences do.
    fn has_title(&self) -> bool {
        self.reading.sentences.first().is_some_and(|first| !first.is_empty()) && !self.is_prose(0)
    }

    /// Whether a sentence ends as sentences do.
    fn is_prose(&self, sentence: usize) -> bool {
        let run = &self.reading.sentences[sentence];
        !run.is_empty()
            && matches!(self.reading.word(run.end - 1), "." | "!" | "?" | "..." | "”" | "\"")
    }
}

/// So many events, and words below one, are looked at.
const MOST: usize = 32;

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
