//! Which of the dates around an event can be its own.

use super::{
    Dater, Told,
    anchor::{Anchor, Rank},
    context::Tense,
    own::{LEVELS, NEAR},
};
use crate::{
    extract::{
        find::event::is_of_verb,
        lexicon::{
            cues::Takes,
            time::{Cue, Term},
        },
        reading::{
            event::Event,
            time::{
                Doubt, TimeExpression,
                value::{Edge, Limit},
            },
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::{Basis, Kind, When, when},
};

impl Dater<'_> {
    /// The first of these dates that fits the event.
    pub(super) fn best(
        &self,
        event: &Event,
        anchors: &[Anchor],
        rule: &'static str,
        basis: Basis,
    ) -> Told {
        for anchor in anchors {
            let time = &self.reading.times[anchor.time];
            if !self.fits(event, anchor, time) {
                continue;
            }
            if time.doubt == Some(Doubt::NoSuchDay) {
                return Told::NoSuchDay;
            }
            let Some(mut dated) = super::stated(time, rule, basis) else { continue };
            if !self.agrees(event, &dated.when) {
                continue;
            }
            if matches!(time.edge, Some(Edge::Earlier | Edge::Later)) || time.limit.is_some() {
                dated.basis = Basis::Inferred;
            }
            self.clip(event, &mut dated.when);
            if let Some(when) = self.over_all(event, time) {
                dated.when = when;
            }
            return Told::Date(dated);
        }
        Told::Nothing
    }

    /// `Hundreds were killed between May and July`: not on one day, but from the one to the other.
    fn over_all(&self, event: &Event, time: &TimeExpression) -> Option<When> {
        let reading = self.reading;
        let clause = &reading.clauses[event.clause?];
        let patient = clause.patient()?;
        let is_many = matches!(reading.nodes[patient].tag, Penn::Nns | Penn::Nnps);
        let first = reading.times.partition_point(|it| it.run.start < time.whole.start);
        let mut pieces = reading.times[first..].iter().take_while(|it| it.whole == time.whole);
        let (from, to) = (pieces.next()?, pieces.last()?);
        let between = time.when.as_ref()?.edtf().contains("..");
        // `2015-05`, `2015`
        let is_long = |it: &TimeExpression| matches!(it.value.len(), 4 | 7);
        let spans = is_many && between && time.limit.is_none() && is_long(from) && is_long(to);
        spans.then(|| When::parse(&format!("{}/{}", from.value, to.value)).ok()).flatten()
    }

    /// `met this week`: on a day of it up to the report; `will meet this week`: from then on.
    fn clip(&self, event: &Event, when: &mut When) {
        let section = self.reading.section_of(event.head);
        let Some(now) = section.now.filter(|_| section.when.is_none()) else { return };
        let (first, last) = (when.earliest_start(), when.latest_end());
        // A month stays a month.
        if when.shape() != when::Shape::OneOf || first > now || last < now {
            return;
        }
        let rest = match self.tense(event) {
            Tense::Past | Tense::Before | Tense::Perfect => When::one_of(first, now),
            Tense::Ahead => When::one_of(now, last),
            Tense::Present => None,
        };
        *when = rest.unwrap_or_else(|| when.clone());
    }

    /// Whether a year is a word of a name: `the 1951 Mutual Defense Treaty`.
    fn is_of_title(&self, time: &TimeExpression) -> bool {
        let shape = |at: usize| self.reading.tokens.get(at).map(|token| token.shape);
        let is_capital = |at: usize| matches!(shape(at), Some(Shape::Capital | Shape::Capitals));
        let end = time.run.end;
        let opens = time.run.start.checked_sub(1).is_some_and(|it| {
            matches!(self.reading.nodes[it].tag, Penn::Dt | Penn::PrpS | Penn::Pos)
        });
        time.run.len() == 1
            && shape(time.run.start) == Some(Shape::Number)
            && opens
            && is_capital(end)
            && is_capital(end + 1)
    }

    /// Whether a date can be that of an event.
    fn fits(&self, event: &Event, anchor: &Anchor, time: &TimeExpression) -> bool {
        if !self.anchors.same_quotation(event.head, time.run.start) {
            return false;
        }
        if self.is_of_title(time) {
            return false;
        }
        // `put it off until Thursday` is no date of putting off.
        if time.limit == Some(Limit::Until)
            && !anchor
                .clause
                .is_some_and(|clause| self.cue(self.reading.clauses[clause].predicate, Cue::Goes))
        {
            return false;
        }
        let hangs_from_noun = matches!(anchor.rank, Rank::During | Rank::Behind | Rank::Subject)
            && anchor.host != event.head;
        if !hangs_from_noun {
            return true;
        }
        let day = time.when.as_ref().and_then(super::single_day);
        // `reported the loss of two ships in the first quarter`
        let tells_act = is_of_verb(event.rule);
        let of_report = event.kind == Kind::Statement || self.reports(event.head) && !tells_act;
        if anchor.rank == Rank::During {
            // `condemned the murder in a 2001 raid`
            let speaks = matches!(
                event.kind,
                Kind::Accuse | Kind::Reject | Kind::Support | Kind::Request | Kind::Threaten
            );
            let of_other = !event.signs.is_noun && (speaks || self.reports(event.head));
            return !(of_other && anchor.host > event.head && self.deeds[anchor.host]);
        }
        // `discussed an inquiry into the abductions of the 1970s`: theirs, and not that of the talk.
        if anchor.rank == Rank::Behind && day.is_none() && self.is_of_deed(event, anchor.host) {
            return false;
        }
        if of_report
            && (day.is_none()
                || self.acts(anchor.host)
                || anchor.rank == Rank::Behind && self.is_of_deed(event, anchor.host))
            && !self.is_occasion(event, anchor)
        {
            return false;
        }
        let is_recent = || {
            day.zip(self.reading.now_at(event.head))
                .is_some_and(|(day, now)| day <= now && day >= now.plus_days(-super::story::NEWS))
        };
        anchor.rank != Rank::Subject || is_recent()
    }

    /// Whether a noun belongs to what tells of another event: `the abductions of Japanese`.
    fn is_of_deed(&self, event: &Event, noun: usize) -> bool {
        let nodes = &self.reading.nodes;
        let mut noun = noun;
        for _ in 0..LEVELS {
            if noun == event.head || !nodes[noun].tag.is_noun() {
                return false;
            }
            if self.deeds[noun] && nodes[noun].rel == Rel::Nmod {
                return true;
            }
            noun = nodes[noun].head as usize;
        }
        false
    }

    /// `told guests at a reception on Sunday`, `in an interview with a paper last week`: where they
    /// were, it was said.
    fn is_occasion(&self, event: &Event, anchor: &Anchor) -> bool {
        let nodes = &self.reading.nodes;
        let mut noun = anchor.host;
        for _ in 0..LEVELS {
            let above = nodes[noun].head as usize;
            match nodes[noun].rel {
                Rel::Nmod if above < noun => noun = above,
                Rel::Obl if above == event.head => break,
                _ => return false,
            }
        }
        let cues = self.lexicon.cues.of(self.lexicon.lemma(self.reading.tokens[noun].word));
        let is_venue = || cues.iter().any(|cue| cue.rest.is_empty() && cue.takes.has(Takes::VENUE));
        let mut children = self.reading.branches.children(noun).take(NEAR);
        nodes[noun].head as usize == event.head
            && children.any(|at| {
                nodes[at].rel == Rel::Case
                    && match self.term(at) {
                        Term::At => true,
                        Term::In => is_venue(),
                        _ => false,
                    }
            })
    }
}
