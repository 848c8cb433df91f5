//! The story: the day that was told last, which goes on until another one is told.

use super::{Dated, Dater, single_day};
use crate::{
    extract::{
        reading::clause::{Link, Modality, Tense},
        time::TimeExpression,
        token::Gap,
    },
    model::{Basis, When},
};

/// What happened at most so many days before the report is news.
pub const NEWS: i32 = 14;

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Story {
    /// The day of the news; it goes on over paragraphs.
    news: Option<Dated>,
    /// What happened earlier; it goes on to the end of its paragraph.
    earlier: Option<Dated>,
    /// The day of what is to come that was spoken of last.
    ahead: Option<Dated>,
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

    /// The day of what is to come that was spoken of last in this paragraph.
    pub fn ahead(&self) -> Option<&Dated> {
        self.ahead.as_ref()
    }
}

impl Dater<'_> {
    /// Reads what is told before a sentence. O(clauses) for all sentences together.
    pub(super) fn move_to(&self, story: &mut Story, sentence: usize) {
        while story.next < sentence {
            self.read(story, story.next);
            story.next += 1;
            let first = self.reading.sentences[story.next].start;
            if self.reading.tokens[first].gap == Gap::Paragraph {
                story.earlier = None;
                story.ahead = None;
            }
        }
    }

    /// Reads a sentence: the date of a main clause in the past moves the story.
    fn read(&self, story: &mut Story, sentence: usize) {
        let clauses = &self.reading.clauses;
        while let Some(clause) = clauses.get(story.clause).filter(|it| it.sentence <= sentence) {
            let number = story.clause;
            story.clause += 1;
            let is_main = matches!(clause.link, Link::Root | Link::Conjunct);
            if clause.sentence < sentence || !is_main || self.anchors.is_quoted(clause.predicate) {
                continue;
            }
            let anchors = self.anchors.in_clause(number).iter();
            let mut times = anchors.map(|anchor| &self.reading.times[anchor.time]);
            let Some(dated) = times.find_map(|time| self.of_story(time)) else { continue };
            let ahead = matches!(clause.modality, Modality::Will | Modality::Would);
            if ahead {
                story.ahead = Some(dated);
            } else if clause.tense == Tense::Past && !clause.perfect {
                self.tell(story, dated);
            }
        }
    }

    fn of_story(&self, time: &TimeExpression) -> Option<Dated> {
        if time.limit.is_some() {
            return None;
        }
        self.stated(time, "the story goes on", Basis::Inferred)
    }

    fn tell(&self, story: &mut Story, dated: Dated) {
        let Some(now) = self.reading.published else {
            story.news = Some(dated);
            return;
        };
        let is_news = |when: &When| {
            single_day(when).is_some_and(|day| day <= now && day >= now.plus_days(-NEWS))
        };
        if is_news(&dated.when) {
            story.news = Some(dated);
            story.earlier = None;
        } else if dated.when.latest_end() < now {
            story.earlier = Some(dated);
        }
    }
}
