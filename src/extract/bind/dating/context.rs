//! The date of an event that its own words don't tell: that of the story, or of the report.

use super::{Dated, Dater, Story, anchor::Rank, up_to};
use crate::{
    extract::{
        bind::speech,
        find::{event::WILL_NOT, time::hint},
        lexicon::{
            time::{Cue, Hint, Term},
            triggers::Form as TriggerForm,
        },
        reading::{
            clause::{self, Clause, Form, Link, Modality},
            event::Event,
            time::{
                Count,
                value::{Edge, Unit, Which},
            },
            token::Extent,
            tree::Rel,
        },
    },
    model::{Basis, Kind, Status, When, day::Day},
};

/// The rule that dates what is news.
pub const OF_REPORT: &str = "the day of the report";

/// The rule that dates what an entry of a chronology tells.
pub const OF_ENTRY: &str = "the date of its entry";

/// The rule that dates what stands below a heading.
const OF_HEADING: &str = "the date of the heading above";

/// So many clauses behind one those of its words are looked for.
const NEAR: usize = 6;

/// The sentences that tell what is new.
const LEAD: usize = 3;

/// What a verb tells of when it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// `met`
    Past,
    /// `had met`, `who met`: before what is told.
    Before,
    /// `has met`
    Perfect,
    /// `meets`, `is meeting`
    Present,
    /// `will meet`, `agreed to meet`
    Ahead,
}

impl Dater<'_> {
    /// The date that an event has from its context.
    pub(super) fn by_context(&self, event: &Event, story: &Story) -> Option<Dated> {
        let section = self.reading.section_of(event.head);
        if let Some(when) = &section.when {
            let when = when.clone();
            return Some(Dated { when, basis: Basis::Stated, rule: OF_ENTRY, extent: None });
        }
        // Who has the floor speaks on the day of the meeting.
        if section.turn.is_some() && event.rule == speech::RULE {
            return section.now.map(of_report);
        }
        if let Some(period) = &section.period {
            return self.in_period(event, period, story);
        }
        let now = section.now?;
        if let Some(dated) = self.lasting(event, now) {
            return Some(dated);
        }
        if self.is_background(event) && event.rule != speech::RULE {
            return None;
        }
        let tense = self.tense(event);
        let quoted = self.anchors.is_quoted(event.head);
        if tense != Tense::Ahead && self.is_vague(event) {
            return before(now);
        }
        if tense == Tense::Past
            && let Some(is_later) = self.is_unknown(event)
        {
            let told = story.at(false).map(|told| told.when.earliest_start());
            let since = told.filter(|&first| is_later && first < now);
            return since.and_then(|first| not_before(first, now, None)).or_else(|| before(now));
        }
        match tense {
            // Who says that they will not refuses on that day, and what is said has been said.
            Tense::Ahead if event.rule == WILL_NOT => Some(of_report(now)),
            Tense::Ahead if event.rule == speech::RULE && event.status == Status::Occurred => {
                Some(of_report(now))
            }
            Tense::Ahead => ahead(now),
            Tense::Past if quoted => before(now),
            Tense::Past => {
                let told = self.beside(event).or_else(|| self.in_story(event, story, now));
                let told = told.filter(|told| !self.tells_later(event, told));
                self.since_subject(event, told.as_ref(), now)
                    .or_else(|| self.since_paper(event, now))
                    .or_else(|| before(now).filter(|_| self.went_on(event)))
                    .or(told)
                    .or_else(|| Some(of_report(now)))
            }
            Tense::Perfect if event.sentence <= LEAD => Some(of_report(now)),
            Tense::Perfect => before(now),
            Tense::Present if self.goes_on(event) => Some(of_month(now)),
            Tense::Present => Some(of_report(now)),
            Tense::Before => {
                let said = self.told_on(event).map(|when| when.latest_end());
                let beside = || self.beside(event).map(|dated| dated.when.latest_end());
                let told = story.at(false).map(|dated| dated.when.latest_end());
                let day = said.or_else(beside).or(told).map_or(now, |day| day.min(now));
                self.follows(event, story, day).or_else(|| before(day))
            }
        }
    }

    /// `said on Monday that they had met`: the date of the clause that tells it.
    fn told_on(&self, event: &Event) -> Option<When> {
        let clause = &self.reading.clauses[self.clause_of(event)?];
        // The tree may hang what is said from the day: `said on Monday they had met`.
        if let Some(noun) = clause.noun.filter(|_| clause.perfect) {
            let next = self.reading.times.partition_point(|time| time.run.end <= noun);
            let time = self.reading.times.get(next).filter(|time| time.run.contains(&noun))?;
            let when = time.when.clone().filter(|_| time.limit.is_none());
            return when.filter(|when| self.agrees(event, when));
        }
        let above = clause.governor.filter(|_| clause.link == Link::Complement)?;
        let mut anchors = self.anchors.in_clause(above).iter();
        anchors.find_map(|anchor| {
            let time = &self.reading.times[anchor.time];
            let is_near = matches!(anchor.rank, Rank::Predicate | Rank::Fronted);
            let when = time.when.clone().filter(|_| is_near && time.limit.is_none())?;
            self.agrees(event, &when).then_some(when)
        })
    }

    /// `said on Monday that ten were killed on Sunday`: nobody tells what is yet to come as over.
    fn tells_later(&self, event: &Event, told: &Dated) -> bool {
        let reading = self.reading;
        let Some(own) = event.clause.filter(|_| super::story::is_said(event)) else { return false };
        let near = own.saturating_sub(NEAR)..reading.clauses.len().min(own + NEAR);
        near.filter(|&it| it != own).any(|number| {
            let inner = &reading.clauses[number];
            let is_told = inner.governor == Some(own)
                && inner.link == Link::Complement
                && inner.tense == clause::Tense::Past;
            let mut anchors = self.anchors.in_clause(number).iter().filter(|_| is_told);
            anchors.any(|anchor| {
                let time = &reading.times[anchor.time];
                let day = time.when.as_ref().and_then(super::single_day);
                time.limit.is_none() && day.is_some_and(|day| day > told.when.latest_end())
            })
        })
    }

    /// `had burnt two villages in reprisal`: not before what the story has told last.
    fn follows(&self, event: &Event, story: &Story, last: Day) -> Option<Dated> {
        let told = story.at(false).filter(|_| self.is_sequel(event))?;
        let now = self.reading.now_at(event.head)?;
        let first = super::single_day(&told.when)?;
        let last = if first < last { last } else { now };
        not_before(first, last, told.extent)
    }

    /// Whether a word of the clause tells that this came of what was told: `later`, `in reprisal`.
    pub(super) fn is_sequel(&self, event: &Event) -> bool {
        let reading = self.reading;
        let Some(clause) = event.clause.map(|clause| &reading.clauses[clause]) else {
            return false;
        };
        let mut children = reading.branches.children(clause.predicate).take(super::MOST);
        let alone = |at: usize| self.cue(at, Cue::Sequel) && reading.nodes[at].rel == Rel::Advmod;
        // The tree may hang `in reprisal` from the noun before it.
        let sentence = &reading.sentences[event.sentence];
        let first = sentence.start.max(event.head.saturating_sub(super::MOST));
        let mut near = first..sentence.end.min(event.head + super::MOST).saturating_sub(1);
        let led = |at: usize| {
            self.term(at) == Term::In
                && self.cue(at + 1, Cue::Sequel)
                && reading.clause_of(at + 1) == event.clause
                && reading.branches.children(at + 1).take(4).all(|it| it <= at)
        };
        children.any(alone) || near.any(led)
    }

    /// `the talks in May collapsed`: not before May, whatever day the story has come to.
    fn since_subject(&self, event: &Event, told: Option<&Dated>, now: Day) -> Option<Dated> {
        let clause = self.clause_of(event)?;
        let anchors = self.anchors.in_clause(clause).iter();
        let mut times = anchors
            .filter(|anchor| anchor.rank == Rank::Subject)
            .map(|anchor| &self.reading.times[anchor.time]);
        let time = times.find(|time| time.limit.is_none() && time.when.is_some())?;
        let first = time.when.as_ref()?.earliest_start();
        let is_older = told?.when.latest_end() < first && first <= now;
        let when = When::one_of(first, now).filter(|_| is_older)?;
        let rule = "not before what it is about";
        Some(Dated { when, basis: Basis::Inferred, rule, extent: Some(time.extent) })
    }

    /// `joined the army under a deal signed in May`: not before May.
    fn since_paper(&self, event: &Event, now: Day) -> Option<Dated> {
        let reading = self.reading;
        let own = self.clause_of(event)?;
        let near = own + 1..reading.clauses.len().min(own + NEAR);
        let signed = |number: &usize| {
            let inner = &reading.clauses[*number];
            let noun = inner.noun.filter(|&noun| reading.clause_of(noun) == Some(own));
            inner.form == Form::Participle
                && inner.link == Link::Adnominal
                && noun.is_some_and(|noun| self.has_case(noun, Cue::Under))
        };
        let time = near.filter(signed).find_map(|number| {
            let anchors = self.anchors.in_clause(number).iter();
            anchors.map(|anchor| &reading.times[anchor.time]).find(|time| time.when.is_some())
        })?;
        let first = time.when.as_ref()?.earliest_start();
        let when = When::one_of(first, now)?;
        let rule = "not before what it follows from";
        Some(Dated { when, basis: Basis::Inferred, rule, extent: Some(time.extent) })
    }

    /// Whether a preposition of this sort opens the phrase of a noun.
    fn has_case(&self, noun: usize, cue: Cue) -> bool {
        let mut children = self.reading.branches.children(noun).take(12);
        children.any(|it| self.reading.nodes[it].rel == Rel::Case && self.cue(it, cue))
    }

    /// Whether the words of an event tell a day that nobody knows, and whether it is after what was
    /// told: `two days later`, where no day was told.
    fn is_unknown(&self, event: &Event) -> Option<bool> {
        let reading = self.reading;
        let number = event.clause?;
        let span = reading.branches.span(reading.clauses[number].predicate);
        let first = reading.times.partition_point(|time| time.run.start < span.start);
        let times = reading.times[first..].iter().take_while(|time| time.run.start < span.end);
        let mut times = times.take(super::MOST).filter(|time| {
            time.when.is_none()
                && time.value.starts_with("XX")
                && reading.clause_of(time.run.start) == Some(number)
        });
        let time = times.next()?;
        let is_later = time.run.clone().any(|at| {
            matches!(
                self.term(at),
                Term::Edge(Edge::Later)
                    | Term::After
                    | Term::Afterward
                    | Term::Which(Which::Following | Which::Next)
            )
        });
        Some(is_later)
    }

    /// `was closed for three days`: it is over, or has begun before the report.
    fn went_on(&self, event: &Event) -> bool {
        let reading = self.reading;
        let Some(number) = event.clause else { return false };
        let span = reading.branches.span(reading.clauses[number].predicate);
        let first = reading.times.partition_point(|time| time.run.start < span.start);
        let times = reading.times[first..].iter().take_while(|time| time.run.start < span.end);
        times.take(super::MOST).any(|time| {
            let is_long = time.amount.is_some_and(|(_, unit)| unit >= Unit::Day);
            let case = time.run.start.checked_sub(1).filter(|_| is_long);
            case.is_some_and(|case| self.cue(case, Cue::For))
                && reading.clause_of(time.run.start) == Some(number)
        })
    }

    /// The date of what is told below a heading that is a year or a month.
    fn in_period(&self, event: &Event, period: &When, story: &Story) -> Option<Dated> {
        if self.is_background(event) || self.is_vague(event) || self.anchors.is_quoted(event.head) {
            return None;
        }
        let is_span = period.edtf().contains('/');
        let whole = || {
            let (first, last) = (period.earliest_start(), period.latest_end());
            let when = if is_span { When::one_of(first, last)? } else { period.clone() };
            Some(Dated { when, basis: Basis::Inferred, rule: OF_HEADING, extent: None })
        };
        match self.tense(event) {
            Tense::Ahead => None,
            Tense::Before => before(period.latest_end()),
            _ => story.at(true).cloned().or_else(whole),
        }
    }

    /// What the verb of an event, or the one that governs it, tells.
    pub(super) fn tense(&self, event: &Event) -> Tense {
        if event.status == Status::Planned {
            return Tense::Ahead;
        }
        let mut number = self.clause_of(event);
        // So many clauses upwards the finite verb is looked for.
        for _ in 0..6 {
            let Some(clause) = number.map(|number| &self.reading.clauses[number]) else {
                return Tense::Past;
            };
            if let Some(tense) = of_verb(clause) {
                // `jailed him, a verdict that the bar denounced`: not before.
                let is_relative = clause.link == Link::Relative;
                if is_relative && tense == Tense::Before && self.sums_up(clause) {
                    return Tense::Past;
                }
                // `after rebels shelled the town and seized the port`
                let first = clause.governor.filter(|_| clause.link == Link::Conjunct);
                let first = first.map(|first| &self.reading.clauses[first]);
                let earlier = tense == Tense::Past
                    && (self.opens_with_after(clause)
                        || first.is_some_and(|first| self.opens_with_after(first)));
                return if earlier { Tense::Before } else { tense };
            }
            number = clause.governor;
        }
        Tense::Past
    }

    /// Whether a relative clause hangs from a word for what was told just before it: `a step that Oman
    /// condemned`.
    fn sums_up(&self, clause: &Clause) -> bool {
        let Some(noun) = clause.noun.filter(|_| !clause.perfect) else { return false };
        let base = self.lexicon.lemma(self.reading.tokens[noun].word);
        let first = self.reading.branches.span(noun).start;
        let behind_comma = first.checked_sub(1).is_some_and(|it| self.reading.word(it) == ",")
            || self.reading.word(first) == ",";
        behind_comma && self.lexicon.triggers.is_in("summing", base)
    }

    /// Whether `after` opens a clause; the tree may hang it from the subject.
    fn opens_with_after(&self, clause: &Clause) -> bool {
        let is_after = |at: usize| self.term(at) == Term::After;
        let before_subject = |subject: usize| {
            let mut children = self.reading.branches.children(subject).take(super::MOST);
            children
                .any(|at| at < subject && self.reading.nodes[at].rel == Rel::Case && is_after(at))
        };
        clause.mark.is_some_and(is_after)
            || clause.subject.filter(|_| !clause.is_shared).is_some_and(before_subject)
    }

    /// Whether a word of the clause tells of a past that is not dated: `recently`, `already`.
    fn is_vague(&self, event: &Event) -> bool {
        let reading = self.reading;
        let Some(clause) = event.clause.map(|clause| &reading.clauses[clause]) else {
            return false;
        };
        let undated = |at: usize| hint(self.lexicon, reading.tokens[at].word) == Hint::Undated;
        reading.branches.children(clause.predicate).take(12).any(|at| {
            let next = reading.times.partition_point(|time| time.run.end <= at);
            let past = reading
                .times
                .get(next)
                .is_some_and(|time| time.run.contains(&at) && time.value == "PAST_REF");
            past || undated(at)
        })
    }

    /// `is promoting a deal`: acts of a kind of interest are nothing of a day.
    fn goes_on(&self, event: &Event) -> bool {
        let clause = event.clause.map(|clause| &self.reading.clauses[clause]);
        event.kind != Kind::Other
            && !self.anchors.is_quoted(event.head)
            && clause.is_some_and(|clause| {
                clause.progressive
                    && clause.predicate == event.head
                    && clause.link != Link::Complement
            })
            && !self.reports(event.head)
    }

    /// `the four-year war has cost lives`: it began so long ago, and goes on.
    fn lasting(&self, event: &Event, now: Day) -> Option<Dated> {
        let reading = self.reading;
        let clause = &reading.clauses[event.clause?];
        let goes_on = clause.tense == clause::Tense::Present;
        let nouns = [Some(event.head), clause.subject].into_iter().flatten();
        // It may be told by its verb alone: `Syria's war has cost lives`.
        let tells = |noun: usize| self.acts(noun) || self.tells_act(noun);
        let mut acts = nouns.filter(|&noun| reading.nodes[noun].tag.is_noun() && tells(noun));
        let time = acts.find_map(|noun| {
            let span = reading.branches.span(noun);
            let next = reading.times.partition_point(|time| time.run.start < span.start);
            reading.times.get(next).filter(|time| time.run.end <= noun && time.amount.is_some())
        })?;
        let (Count::Tenths(tenths), unit) = time.amount.filter(|_| goes_on)? else {
            return None;
        };
        let count = i32::try_from(tenths / 10).ok()?;
        let start = match unit {
            Unit::Year => When::year_of(now.plus_years(-count)),
            Unit::Decade => When::year_of(now.plus_years(count.checked_mul(-10)?)),
            Unit::Month => When::month_of(now.plus_months(-count)),
            _ => return None,
        };
        let when = When::parse(&format!("{}/..", start.approximate().edtf())).ok()?;
        let rule = "so long before publication, and goes on";
        Some(Dated { when, basis: Basis::Inferred, rule, extent: Some(time.extent) })
    }

    /// Whether a noun is one of action.
    pub(super) fn tells_act(&self, noun: usize) -> bool {
        let base = self.lexicon.lemma(self.reading.tokens[noun].word);
        self.lexicon.triggers.beginning(TriggerForm::Noun, base).is_some()
    }

    /// Whether the verb only tells how things are: `owns`, `who heads the office`.
    fn is_background(&self, event: &Event) -> bool {
        let Some(clause) = event.clause.map(|clause| &self.reading.clauses[clause]) else {
            return false;
        };
        let verb = self.lexicon.lemma(self.reading.tokens[clause.predicate].word);
        let present = clause.tense == clause::Tense::Present && !clause.perfect;
        present
            && !clause.progressive
            && event.head == clause.predicate
            && clause.modality == Modality::None
            && (hint(self.lexicon, verb) == Hint::State
                || clause.link == Link::Relative && !self.reports(event.head))
    }
}

/// What the form of a verb tells; nothing for forms without a tense.
fn of_verb(clause: &Clause) -> Option<Tense> {
    match clause.modality {
        Modality::Will | Modality::Would | Modality::Must | Modality::May if !clause.perfect => {
            return Some(Tense::Ahead);
        }
        Modality::None => {}
        _ => return Some(Tense::Before),
    }
    match (clause.tense, clause.perfect) {
        (clause::Tense::Past, true) => Some(Tense::Before),
        (clause::Tense::Past, false) if clause.link == Link::Relative => Some(Tense::Before),
        (clause::Tense::Past, false) => Some(Tense::Past),
        (clause::Tense::Present, true) => Some(Tense::Perfect),
        (clause::Tense::Present, false) => Some(Tense::Present),
        (clause::Tense::None, _) => match (clause.form, clause.link) {
            (Form::Participle, Link::Adnominal) => Some(Tense::Before),
            // `is said to have met`, `of having met`
            _ if clause.perfect => Some(Tense::Before),
            _ => None,
        },
    }
}

fn of_report(now: Day) -> Dated {
    let when = When::day(now);
    Dated { when, basis: Basis::Published, rule: OF_REPORT, extent: None }
}

/// What goes on at the report is of about that month.
fn of_month(now: Day) -> Dated {
    let when = When::month_of(now).approximate();
    Dated { when, basis: Basis::Inferred, rule: "goes on in the month of the report", extent: None }
}

/// At some time up to a day.
fn before(day: Day) -> Option<Dated> {
    let when = up_to(day)?;
    Some(Dated { when, basis: Basis::Inferred, rule: "before what is told", extent: None })
}

/// Not before what was told, and up to a day.
pub fn not_before(first: Day, last: Day, extent: Option<Extent>) -> Option<Dated> {
    let when = When::one_of(first, last)?;
    Some(Dated { when, basis: Basis::Inferred, rule: "not before what was told", extent })
}

/// At some time from the day of the report on.
fn ahead(now: Day) -> Option<Dated> {
    let when = When::parse(&format!("[{now}..]")).ok()?;
    Some(Dated { when, basis: Basis::Inferred, rule: "yet to come at the report", extent: None })
}
