//! The story: the day that was told last, which goes on until another one is told.

use super::{Dated, Dater, single_day};
use crate::{
    extract::{
        bind::speech,
        lexicon::{Word, time::Term},
        reading::{
            clause::{Link, Tense},
            event::Event,
            time::TimeExpression,
            token::Gap,
            tree::{Penn, Rel},
        },
    },
    model::{Basis, When, day::Day},
};

/// What happened at most so many days before the report is news.
pub const NEWS: i32 = 14;

/// The sentences that tell of what day the news is.
const LEAD: usize = 2;

/// So many of the days told last are looked at for another event.
const MOST: usize = 64;

/// How far back the words of another event are looked for.
const REACH: usize = 400;

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Story {
    /// The day of the news, if the lead tells one; it goes on over paragraphs.
    news: Option<Dated>,
    /// Another day that was told; it goes on to the end of its paragraph.
    earlier: Option<Dated>,
    /// Whom that is told of.
    subject: Option<usize>,
    /// The days of the main clauses, by their predicates.
    days: Vec<(usize, Day)>,
    /// How many sentences have been read that end as sentences do: titles and bylines don't.
    told: usize,
    /// The first sentence that has not been read.
    next: usize,
    /// The first clause that has not been read.
    clause: usize,
}

impl Story {
    /// The date of what goes on with it.
    pub fn at(&self) -> Option<&Dated> {
        self.earlier.as_ref().or(self.news.as_ref())
    }
}

impl Dater<'_> {
    /// The date that the story gives to an event of the past. Of a day all is told that follows; what
    /// somebody else does after a day in a longer stretch was then or later, and what they say of what
    /// is new is said on the day of the report.
    pub(super) fn in_story(&self, event: &Event, story: &Story, now: Day) -> Option<Dated> {
        let dated = story.at().filter(|dated| self.agrees(event, &dated.when))?;
        if let Some(day) = single_day(&dated.when) {
            // `at noon` is no time of what follows.
            return Some(Dated { when: When::day(day), ..dated.clone() });
        }
        if story.earlier.is_none() || !self.turns(event, story) {
            return Some(dated.clone());
        }
        let first = dated.when.earliest_start();
        if event.rule == speech::RULE && first >= now.plus_days(-NEWS) {
            return None;
        }
        let rule = "not before what was told";
        let when = When::one_of(first, now)?;
        Some(Dated { when, rule, ..dated.clone() })
    }

    /// Whether somebody else with a name acts, or anybody else speaks, than the one of whom the date was
    /// told.
    fn turns(&self, event: &Event, story: &Story) -> bool {
        let subject = event.clause.and_then(|it| self.reading.clauses[it].subject);
        let (Some(subject), Some(before)) = (subject, story.subject) else { return false };
        let tag = self.reading.nodes[subject].tag;
        let has_name = matches!(tag, Penn::Nnp | Penn::Nnps);
        (has_name || event.rule == speech::RULE && tag.is_noun())
            && self.reading.word(subject) != self.reading.word(before)
    }

    /// Reads what is told before a sentence. O(clauses) for all sentences together.
    pub(super) fn move_to(&self, story: &mut Story, sentence: usize) {
        while story.next < sentence {
            self.read(story, story.next);
            story.next += 1;
            let first = self.reading.sentences[story.next].start;
            if self.reading.tokens[first].gap == Gap::Paragraph {
                story.earlier = None;
            }
            if self.reading.section_of(first).run.start == first {
                story.news = None;
            }
        }
    }

    /// Reads a sentence: the date of a main clause in the past moves the story.
    fn read(&self, story: &mut Story, sentence: usize) {
        let clauses = &self.reading.clauses;
        let in_lead = sentence <= LEAD || story.told == 0;
        story.told += usize::from(self.is_prose(sentence));
        while let Some(clause) = clauses.get(story.clause).filter(|it| it.sentence <= sentence) {
            let number = story.clause;
            story.clause += 1;
            let is_main = matches!(clause.link, Link::Root | Link::Conjunct);
            if clause.sentence < sentence || !is_main || self.anchors.is_quoted(clause.predicate) {
                continue;
            }
            let anchors = self.anchors.in_clause(number).iter();
            let mut times = anchors.map(|anchor| &self.reading.times[anchor.time]);
            let Some(dated) = times.find_map(of_story) else { continue };
            if let Some(day) = single_day(&dated.when) {
                story.days.push((clause.predicate, day));
            }
            if clause.tense == Tense::Past && !clause.perfect {
                story.subject = clause.subject;
                let leads = in_lead && story.news.is_none();
                let section = self.reading.section_of(clause.predicate);
                // A history has no news.
                if section.period.is_some() {
                    story.earlier = Some(dated);
                } else {
                    Self::tell(story, dated, section.now, leads);
                }
            }
        }
    }

    /// `earlier in August, before the visit`: the stretch ends on the day before the visit, if that
    /// was told. Bounded by a constant number of tokens.
    pub(super) fn bounded(&self, dated: Dated, story: &Story) -> Dated {
        match self.bound(&dated, story) {
            Some(when) => Dated {
                when,
                basis: Basis::Inferred,
                rule: "before another event",
                extent: dated.extent,
            },
            None => dated,
        }
    }

    fn bound(&self, dated: &Dated, story: &Story) -> Option<When> {
        let reading = self.reading;
        if story.days.is_empty() || single_day(&dated.when).is_some() {
            return None;
        }
        let behind = reading
            .tokens
            .partition_point(|it| it.extent.start < dated.extent.unwrap_or_default().end);
        let end = reading.sentence_end(behind.checked_sub(1)?);
        let mark = (behind..end.min(behind + 3)).find(|&at| self.term(at) == Term::Before)?;
        let noun = reading.nodes[mark].head as usize;
        let word = self.lexicon.lemma(reading.tokens[noun].word);
        if word == Word::UNKNOWN || reading.nodes[mark].rel != Rel::Case {
            return None;
        }
        let is_it = |at: &usize| self.lexicon.lemma(reading.tokens[*at].word) == word;
        let named = (mark.saturating_sub(REACH)..mark).rev().find(is_it)?;
        // Its sentence has a day, or goes on in that of a sentence before it.
        let sentence = &reading.sentences[reading.sentence_of(named)];
        let (_, day) =
            *story.days.iter().rev().take(MOST).find(|(predicate, _)| *predicate < sentence.end)?;
        When::one_of(dated.when.earliest_start(), dated.when.latest_end().min(day.plus_days(-1)))
    }

    fn tell(story: &mut Story, dated: Dated, now: Option<Day>, leads: bool) {
        let Some(now) = now else {
            story.news = Some(dated);
            return;
        };
        let is_news = |when: &When| {
            single_day(when).is_some_and(|day| day <= now && day >= now.plus_days(-NEWS))
        };
        if is_news(&dated.when) && leads {
            story.news = Some(dated);
            story.earlier = None;
        } else if dated.when.latest_end() < now || is_news(&dated.when) {
            story.earlier = Some(dated);
        }
    }
}

/// The date that a story goes on with; a limit is none.
fn of_story(time: &TimeExpression) -> Option<Dated> {
    let told = super::stated(time, "the story goes on", Basis::Inferred);
    told.filter(|_| time.limit.is_none())
}
