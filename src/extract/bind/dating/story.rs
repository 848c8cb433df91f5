//! The story: the day that was told last, which goes on until another one is told.

use super::{Dated, Dater, anchor::Rank, context::not_before, own::BELOW, single_day};
use crate::{
    extract::{
        bind::speech,
        lexicon::{Word, time::Term},
        reading::{
            clause::{Clause, Link, Tense},
            event::Event,
            time::TimeExpression,
            token::Gap,
            tree::{Penn, Rel},
        },
        syntax::dateline,
    },
    model::{Basis, Kind, When, day::Day, when::Shape},
};

/// The rule of what has no date of its own.
const GOES_ON: &str = "the story goes on";

/// What happened at most so many days before the report is news.
pub const NEWS: i32 = 14;

/// The sentences that tell of what day the news is.
const LEAD: usize = 2;

/// So many joined clauses upwards, or clauses before one, are looked at.
const LEVELS: usize = 6;

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
    /// The day of what somebody says to have happened: it is none of what is said.
    reported: Reported,
    /// Whom that is told of.
    subject: Option<usize>,
    /// The days of the main clauses, by their predicates.
    days: Vec<(usize, Day)>,
    /// The dates that the words of events tell, by the words.
    events: Vec<(usize, Dated)>,
    /// How many sentences have been read that end as sentences do: titles and bylines don't.
    told: usize,
    /// The first sentence that has not been read.
    next: usize,
    /// The first clause that has not been read.
    clause: usize,
}

/// The days that were told by what somebody says.
#[derive(Debug, Default)]
struct Reported {
    /// In the lead.
    news: Option<Dated>,
    /// Later on, to the end of the paragraph.
    earlier: Option<Dated>,
}

impl Story {
    /// The date of what goes on with it: of acts, or of what is said.
    pub fn at(&self, is_said: bool) -> Option<&Dated> {
        let acts = Some(&self.reported).filter(|_| !is_said);
        let earlier = acts.and_then(|acts| acts.earlier.as_ref()).or(self.earlier.as_ref());
        let news = acts.and_then(|acts| acts.news.as_ref()).or(self.news.as_ref());
        earlier.or(news)
    }

    /// Remembers what the words of an event tell, if it is no limit.
    pub fn add(&mut self, event: &Event, dated: &Dated) {
        let when = &dated.when;
        let is_open = when.latest_start() == Day::PAST || when.earliest_end() == Day::FUTURE;
        let is_limit = when.shape() == Shape::Lasted && is_open;
        if (dated.basis == Basis::Stated || dated.rule == BELOW) && !is_limit {
            let dated = Dated { basis: Basis::Inferred, rule: GOES_ON, ..dated.clone() };
            self.events.push((event.head, dated));
        }
    }

    /// The date that the words of an event at this word told.
    fn date_at(&self, head: usize) -> Option<&Dated> {
        let mut last = self.events.iter().rev().take(MOST);
        last.find(|(at, _)| *at == head).map(|(_, dated)| dated)
    }

    /// Whether it has left the day of the news.
    fn is_aside(&self, is_said: bool) -> bool {
        self.earlier.is_some() || !is_said && self.reported.earlier.is_some()
    }
}

impl Dater<'_> {
    /// The date that the story gives to an event of the past. Of a day all is told that follows; what
    /// somebody else does after a day in a longer stretch was then or later, and what they say of what
    /// is new is said on the day of the report.
    pub(super) fn in_story(&self, event: &Event, story: &Story, now: Day) -> Option<Dated> {
        let speaks = event.rule == speech::RULE;
        let dated = story.at(speaks).filter(|dated| self.agrees(event, &dated.when))?;
        let turns = || story.is_aside(speaks) && self.turns(event, story);
        // What others say of what is long over they may say at any time since.
        let is_old = |day: Day| day < now.plus_days(-NEWS) && is_said(event);
        let is_free = |day: Day| speaks || is_old(day);
        if let Some(day) = single_day(&dated.when).filter(|&day| !is_free(day) || !turns()) {
            // `at noon` is no time of what follows.
            return Some(Dated { when: When::day(day), ..dated.clone() });
        }
        if !turns() {
            return Some(dated.clone());
        }
        let first = dated.when.earliest_start();
        if speaks && first >= now.plus_days(-NEWS) {
            return None;
        }
        not_before(first, now, dated.extent)
    }

    /// Whether somebody else with a name acts, or anybody else speaks, than the one of whom the date was
    /// told.
    fn turns(&self, event: &Event, story: &Story) -> bool {
        let subject = event.clause.and_then(|it| self.reading.clauses[it].subject);
        let (Some(subject), Some(before)) = (subject, story.subject) else { return false };
        let tag = self.reading.nodes[subject].tag;
        let has_name = matches!(tag, Penn::Nnp | Penn::Nnps);
        (has_name || is_said(event) && tag.is_noun())
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
                story.reported.earlier = None;
            }
            if self.reading.section_of(first).run.start == first {
                story.news = None;
                story.reported.news = None;
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
            let is_main = self.is_main(clause);
            if clause.sentence < sentence
                || !is_main && !self.is_report(clause)
                || self.anchors.is_quoted(clause.predicate)
            {
                continue;
            }
            let anchors = self.anchors.in_clause(number).iter();
            let mut times = anchors.map(|anchor| &self.reading.times[anchor.time]);
            let dated = times.find_map(of_story);
            let dated = dated.or_else(|| story.date_at(clause.predicate).cloned());
            let opens = in_lead && is_main;
            let dated = dated.or_else(|| opens.then(|| self.circumstance(clause)).flatten());
            let Some(mut dated) = dated else { continue };
            let section = self.reading.section_of(clause.predicate);
            // `this week`: what goes on is not after the report.
            let (first, last) = (dated.when.earliest_start(), dated.when.latest_end());
            if let Some(now) = section.now.filter(|&now| first < now && now < last)
                && dated.when.shape() == Shape::OneOf
                && let Some(when) = When::one_of(first, now)
            {
                dated.when = when;
            }
            if let Some(day) = single_day(&dated.when) {
                story.days.push((clause.predicate, day));
            }
            if clause.tense == Tense::Past && !clause.perfect {
                story.subject = clause.subject;
                let leads = in_lead && story.news.is_none();
                // A history has no news.
                if section.period.is_some() {
                    story.earlier = Some(dated);
                } else if is_main {
                    if !self.reports(clause.predicate) {
                        story.reported.earlier = None;
                    }
                    Self::tell(story, dated, section.now, leads);
                } else if let Some(now) = section.now.filter(|&now| is_news(&dated.when, now)) {
                    let leads = in_lead && story.reported.news.is_none();
                    let day = if leads && dated.when.earliest_start() <= now {
                        &mut story.reported.news
                    } else {
                        &mut story.reported.earlier
                    };
                    *day = Some(dated);
                }
            }
        }
    }

    /// The day of what goes on beside a main clause without a date: `With the strike in its tenth day on
    /// Monday, talks collapsed`.
    fn circumstance(&self, main: &Clause) -> Option<Dated> {
        let reading = self.reading;
        let sentence = &reading.sentences[main.sentence];
        let first = dateline::end(reading, self.lexicon, sentence);
        if reading.tokens[first].word != self.lexicon.word("with") {
            return None;
        }
        let end = main.subject.filter(|&it| it < main.predicate).unwrap_or(main.predicate);
        let from = reading.times.partition_point(|time| time.run.start < first);
        let times = reading.times[from..].iter().take_while(|time| time.run.end <= end);
        let now = reading.now_at(first)?;
        times.filter_map(of_story).find(|dated| is_news(&dated.when, now))
    }

    /// Whether a clause is what a main one reports: `rebels seized the town on Monday, he said`.
    pub(super) fn is_report(&self, clause: &Clause) -> bool {
        let mut clause = clause;
        for _ in 0..LEVELS {
            let Some(above) = clause.governor.map(|above| &self.reading.clauses[above]) else {
                return false;
            };
            match clause.link {
                Link::Complement => return self.reports(above.predicate) && self.is_main(above),
                Link::Conjunct => clause = above,
                _ => return false,
            }
        }
        false
    }

    /// Whether a clause hangs from none, or is joined to one that hangs from none.
    pub(super) fn is_main(&self, clause: &Clause) -> bool {
        let mut clause = clause;
        if self.is_relative(clause) {
            return false;
        }
        // A longer chain of joined clauses is main, too.
        for _ in 0..LEVELS {
            match (clause.link, clause.governor) {
                (Link::Root, _) | (Link::Conjunct, None) => return true,
                (Link::Conjunct, Some(governor)) => clause = &self.reading.clauses[governor],
                _ => return false,
            }
        }
        true
    }

    /// Whether `which` or `who` is what a clause is about, whatever the tree joins it to.
    pub(super) fn is_relative(&self, clause: &Clause) -> bool {
        let nodes = &self.reading.nodes;
        let start = self.reading.sentences[clause.sentence].start;
        let mut before = self.reading.branches.children(clause.predicate).take(super::MOST);
        // `Who fired first is in dispute.`
        clause.link == Link::Relative
            || before.any(|at| {
                (start + 1..clause.predicate).contains(&at)
                    && matches!(nodes[at].rel, Rel::Nsubj | Rel::NsubjPass)
                    && matches!(nodes[at].tag, Penn::Wdt | Penn::Wp)
            })
    }

    /// The day of a main clause before an event in its sentence: `they left on Monday, whereupon
    /// the army took the town`. Of what somebody says on a day nothing is told but the saying.
    pub(super) fn beside(&self, event: &Event) -> Option<Dated> {
        let reading = self.reading;
        let number = event.clause?;
        let above = reading.clauses[number].governor;
        let near = (number.saturating_sub(LEVELS)..number).rev();
        let mut near = near.map(|it| (it, &reading.clauses[it]));
        let speaks = event.rule == speech::RULE;
        let subject = reading.clauses[number].subject;
        let goes_on = subject.is_some_and(|it| reading.nodes[it].tag == Penn::Prp);
        near.find_map(|(number, clause)| {
            let tells = clause.sentence == event.sentence
                && clause.predicate < event.head
                && (clause.tense == Tense::Past && !clause.perfect && self.is_main(clause)
                    // `They came on Monday, landing on Tuesday, where a crowd cheered.`
                    || clause.tense == Tense::None
                        && (Some(number) == above || clause.link == Link::Adverbial))
                && self.anchors.same_quotation(clause.predicate, event.head)
                && (speaks || !self.reports(clause.predicate));
            let anchors = self.anchors.in_clause(number).iter().filter(|_| tells);
            let times = anchors.filter(|it| it.rank != Rank::Subject);
            let mut dates = times.filter_map(|it| of_story(&reading.times[it.time]));
            dates.find_map(|dated| {
                let agrees = self.agrees(event, &dated.when);
                let day = single_day(&dated.when).map(When::day);
                // `declared martial law in May; it arrested them`: whoever acted then goes on.
                let when = day.or_else(|| goes_on.then(|| dated.when.clone()));
                Some(Dated { when: when.filter(|_| agrees)?, ..dated })
            })
        })
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
        if is_news(&dated.when, now) && leads {
            story.news = Some(dated);
            story.earlier = None;
        } else if dated.when.latest_end() <= now || is_news(&dated.when, now) {
            story.earlier = Some(dated);
        }
    }
}

/// Whether an event is one of words: what is said, denied, or asked for.
pub fn is_said(event: &Event) -> bool {
    let is_word =
        matches!(event.kind, Kind::Accuse | Kind::Reject | Kind::Request | Kind::Threaten);
    event.rule == speech::RULE || !event.signs.is_noun && is_word
}

/// Whether a date is a day shortly before the report.
fn is_news(when: &When, now: Day) -> bool {
    single_day(when).is_some_and(|day| day <= now && day >= now.plus_days(-NEWS))
}

/// The date that a story goes on with; a limit is none.
fn of_story(time: &TimeExpression) -> Option<Dated> {
    let told = super::stated(time, GOES_ON, Basis::Inferred);
    told.filter(|_| time.limit.is_none())
}
