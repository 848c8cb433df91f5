//! `A day after they left`: the distance in time from one event to another.

use super::{Dater, single_day};
use crate::{
    extract::{
        lexicon::time::{Cue, Term},
        reading::{
            clause::{Clause, Link},
            event::Event,
            time::{Count, TimeExpression, value::Unit},
        },
    },
    model::{Basis, Kind, Status, When},
};

/// The rule of a date that is counted from that of another event.
const RULE: &str = "so long from another event";

/// So many events behind the words are looked at.
const MOST: usize = 8;

impl Dater<'_> {
    /// Dates the events that are told by their distance from another one.
    /// O((times + events) · log events).
    pub(super) fn count_distances(&self, events: &mut [Event]) {
        for time in &self.reading.times {
            let Some((count, unit)) = self.length(time) else { continue };
            let short = self.is_short(time);
            // What has no date of its own is dated by the other.
            let stated = |event: &Event| event.basis == Some(Basis::Stated);
            let counted = match self.ends(events, time) {
                Some((_, other)) if short && stated(&events[other]) => None,
                // `one` is so long after `other`.
                Some((one, other)) if stated(&events[other]) && !stated(&events[one]) => {
                    events[other].when.clone().map(|when| (when, one, count))
                }
                Some((one, other)) => events[one].when.clone().map(|when| (when, other, -count)),
                // `Talks broke down on Friday, a day after the raid`: the first is no event.
                None => self.behind(events, time, None).and_then(|other| {
                    let when = self.date_above(time).filter(|_| !stated(&events[other]))?;
                    Some((when, other, -count))
                }),
            };
            let Some((from, to, count)) = counted else { continue };
            let when = moved(&from, count, unit)
                .and_then(|moved| if short { within(&from, &moved) } else { Some(moved) });
            let Some(when) = when else { continue };
            // `a day after rebels stormed the town and killed two`: what is joined, too.
            let clause = |event: &Event| event.clause.map(|it| (it, &self.reading.clauses[it]));
            let host = clause(&events[to]).map(|it| it.0);
            let noun = events[to].head;
            let joined = |event: &Event| {
                let goes_on = |it: &Clause| match it.link {
                    Link::Conjunct | Link::Open => it.governor == host,
                    // `an ambush in which two died`
                    Link::Relative => it.noun == Some(noun),
                    _ => false,
                };
                clause(event).is_some_and(|(_, it)| goes_on(it))
                    && event.basis != Some(Basis::Stated)
            };
            let is_behind = events[to].head > time.run.start;
            let last = if is_behind { events.len().min(to + 1 + MOST) } else { to + 1 };
            for at in to..last {
                let goes_on = at == to
                    || host.is_some()
                        && events[at].sentence == events[to].sentence
                        && joined(&events[at]);
                if !goes_on {
                    continue;
                }
                let event = &mut events[at];
                // What has happened is not after the report.
                let now = self.reading.now_at(event.head);
                let is_ahead = now.is_some_and(|now| when.earliest_start() > now);
                if is_ahead && event.status != Status::Planned {
                    continue;
                }
                event.when = Some(when.clone());
                event.basis = Some(Basis::Inferred);
                event.date_rule = RULE;
                event.date_extent = Some(time.extent);
            }
        }
    }

    /// `less than a month after`, `barely a month after`
    fn is_short(&self, time: &TimeExpression) -> bool {
        let first = time.run.start;
        let before = first.checked_sub(1);
        self.cue(first, Cue::Short) || before.is_some_and(|it| self.cue(it, Cue::Short))
    }

    /// How far an expression counts forwards from what follows it: `a day after`, `two weeks
    /// before`.
    fn length(&self, time: &TimeExpression) -> Option<(i32, Unit)> {
        let (tenths, unit) = match time.amount? {
            (Count::Tenths(tenths), unit) => (tenths, unit),
            // `hours after`: on the same day.
            (Count::Vague, unit @ (Unit::Minute | Unit::Hour)) => (0, unit),
            _ => return None,
        };
        // `more than a month after`
        let first = time.run.start;
        let loose = self.term(first) == Term::About && !self.cue(first, Cue::Circa)
            || time.run.clone().any(|at| self.cue(at, Cue::Compares));
        if loose && !self.is_short(time) {
            return None;
        }
        let mark = time.run.end;
        if mark >= self.reading.sentences.get(self.reading.sentence_of(time.run.start))?.end {
            return None;
        }
        let sign = match self.term(mark) {
            Term::After => 1,
            Term::Before => -1,
            _ => return None,
        };
        let count = i32::try_from(tenths / 10).ok().filter(|&it| tenths % 10 == 0 && it < 1000)?;
        Some((sign * count, unit))
    }

    /// The event that is dated so, and the one that it is counted from: the first verb behind the
    /// words, or the first noun if there is none.
    fn ends(&self, events: &[Event], time: &TimeExpression) -> Option<(usize, usize)> {
        let reading = self.reading;
        let host = self.host(time)?;
        let at = |head: usize| {
            let first = events.partition_point(|event| event.head < head);
            events.get(first).filter(|event| event.head == head).map(|_| first)
        };
        let mut clause = Some(&reading.clauses[reading.clause_of(host)?]);
        // `Two weeks after the army took over, the junta closed the border.`
        let opens = clause.is_some_and(|it| it.mark == Some(time.run.end));
        // The tree may hang the words from the verb behind them.
        if let Some(behind) = clause.filter(|it| it.predicate > time.run.end) {
            clause = behind.governor.map(|above| &reading.clauses[above]);
        }
        let first = events.partition_point(|event| event.head < time.run.start);
        let sentence = reading.sentence_of(time.run.start);
        let inside = |event: &Event| event.sentence == sentence;
        // Who only says so does it at another time, but for `announced the move`.
        let has_object =
            |event: &Event| event.clause.is_some_and(|it| reading.clauses[it].object.is_some());
        let says = |event: &Event| {
            matches!(event.kind, Kind::Other | Kind::Statement)
                && self.reports(event.head)
                && !has_object(event)
        };
        let before = || {
            // `they met on Friday, two sources said, a day after ...`: what was told before.
            let told = |&it: &usize| {
                let event = &events[it];
                let describes = event.clause.is_some_and(|it| {
                    matches!(reading.clauses[it].link, Link::Relative | Link::Adnominal)
                });
                event.when.is_some()
                    && event.status != Status::Planned
                    && !event.signs.is_noun
                    && !says(event)
                    && !describes
            };
            let near = (first.saturating_sub(MOST)..first).rev();
            near.take_while(|&it| inside(&events[it])).find(told)
        };
        let one = at(host).filter(|_| host < time.run.start);
        let one = one.or_else(|| {
            at(clause?.predicate).filter(|&it| opens || events[it].head < time.run.end)
        });
        // `The raid came two days after ...`: what the sentences before told.
        let comes = clause.filter(|it| self.cue(it.predicate, Cue::Comes));
        let earlier = || {
            let tells = |&it: &usize| {
                let event = &events[it];
                !inside(event)
                    && !says(event)
                    && event.when.as_ref().is_some_and(|it| single_day(it).is_some())
            };
            comes.and((first.saturating_sub(MOST)..first).rev().find(tells))
        };
        let one = one.filter(|&it| !says(&events[it])).or_else(before).or_else(earlier)?;
        Some((one, self.behind(events, time, Some(one))?))
    }

    /// The event behind the words: that of the verb which they open, else the first verb, else the
    /// first noun.
    fn behind(&self, events: &[Event], time: &TimeExpression, but: Option<usize>) -> Option<usize> {
        let nodes = &self.reading.nodes;
        let sentence = self.reading.sentence_of(time.run.start);
        let first = events.partition_point(|event| event.head < time.run.end);
        let behind = first..events.len().min(first + MOST);
        let mut behind = behind.filter(|&it| events[it].sentence == sentence && Some(it) != but);
        let noun = behind.clone().next()?;
        let opened = nodes[time.run.end].head as usize;
        let opened = behind.clone().find(|&it| events[it].head == opened);
        let verb = behind.find(|&it| nodes[events[it].head].tag.is_verb());
        Some(opened.or(verb).unwrap_or(noun))
    }

    /// The token outside of an expression that it hangs from.
    fn host(&self, time: &TimeExpression) -> Option<usize> {
        let mut heads = time.run.clone().map(|at| self.reading.nodes[at].head as usize);
        heads.find(|at| !time.run.contains(at))
    }

    /// The date of the clause that a distance belongs to, where that tells of no event.
    fn date_above(&self, time: &TimeExpression) -> Option<When> {
        let reading = self.reading;
        let host = self.host(time).filter(|&it| it < time.run.start)?;
        let clause = reading.clause_of(host)?;
        let mut dates = self.anchors.in_clause(clause).iter();
        dates.find_map(|anchor| {
            let date = &reading.times[anchor.time];
            let is_other = !time.whole.contains(&date.run.start);
            date.when.clone().filter(|when| is_other && single_day(when).is_some())
        })
    }
}

/// From one date to the other, whichever is first.
fn within(one: &When, other: &When) -> Option<When> {
    let first = one.earliest_start().min(other.earliest_start());
    When::one_of(first, one.latest_end().max(other.latest_end()))
}

/// So many units later, as finely as both are told: a year after a day is a month.
fn moved(when: &When, count: i32, unit: Unit) -> Option<When> {
    let first = when.earliest_start();
    let is_whole = |whole: When| *when == whole;
    let is_month = || single_day(when).is_some() || is_whole(When::month_of(first));
    match unit {
        Unit::Minute | Unit::Hour => single_day(when).map(When::day),
        Unit::Day | Unit::Week | Unit::Fortnight => {
            let days = match unit {
                Unit::Day => 1,
                Unit::Week => 7,
                _ => 14,
            };
            single_day(when).map(|day| When::day(day.plus_days(days * count)))
        }
        Unit::Month if is_month() => Some(When::month_of(first.plus_months(count))),
        Unit::Year if is_month() => Some(When::month_of(first.plus_years(count))),
        Unit::Year if is_whole(When::year_of(first)) => {
            Some(When::year_of(first.plus_years(count)))
        }
        Unit::Decade if is_month() || is_whole(When::year_of(first)) => {
            Some(When::year_of(first.plus_years(10 * count)))
        }
        _ => None,
    }
}
