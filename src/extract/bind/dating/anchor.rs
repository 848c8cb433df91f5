//! What each time expression hangs from.

use crate::extract::{
    Lexicon, Reading,
    find::time::verb_beside,
    lexicon::{
        time::{Cue, Term},
        triggers::Form as TriggerForm,
    },
    reading::{
        clause::{Clause, Form, Link, Tense},
        time::{Doubt, TimeExpression, TimeKind, value::Limit},
        token::{Extent, Gap, Shape},
        tree::{Penn, Rel},
    },
    syntax::dateline,
};

/// So many times of one word or clause, and so many words below one, are looked at.
const MOST: usize = 32;

/// A time expression and the word that it hangs from.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// Its number in [`Reading::times`].
    pub time: usize,
    /// The word: a verb (`met on Monday`) or a noun (`the talks on Monday`).
    pub host: usize,
    /// The clause that it belongs to, unless it is only said of its noun (`Monday's talks`).
    pub clause: Option<usize>,
    /// How near it is to the predicate of that clause.
    pub rank: Rank,
}

/// How a time expression belongs to its clause, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It hangs from the predicate.
    Predicate,
    /// It opens the sentence, and hangs from a noun, for all that the tree says.
    Fronted,
    /// It is that of what the predicate happened in: `promised in a 2013 accord`.
    During,
    /// It hangs from a noun behind the predicate, for all that the tree says.
    Behind,
    /// It hangs from the subject.
    Subject,
    /// It is said of a noun alone.
    Noun,
}

/// The time expressions by the words and the clauses that they hang from.
#[derive(Debug, Default)]
pub struct Anchors {
    by_host: Vec<Anchor>,
    by_clause: Vec<Anchor>,
    /// The marks of quotation before each token: odd numbers are within.
    quotes: Vec<u32>,
}

impl Anchors {
    /// Of the time expressions that can date something. O(times · log times).
    pub fn of(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let finder = Finder { reading, lexicon };
        let mut by_host: Vec<Anchor> =
            (0..reading.times.len()).filter_map(|time| finder.anchor(time)).collect();
        by_host.sort_by_key(|anchor| (anchor.host, anchor.time));
        let mut by_clause: Vec<Anchor> =
            by_host.iter().copied().filter(|anchor| anchor.clause.is_some()).collect();
        by_clause.sort_by_key(|anchor| (anchor.clause, anchor.rank, anchor.time));
        Self { by_host, by_clause, quotes: quotes(reading) }
    }

    /// Those that hang from a word. O(log times).
    pub fn at(&self, host: usize) -> &[Anchor] {
        let first = self.by_host.partition_point(|anchor| anchor.host < host);
        let rest = &self.by_host[first..];
        &rest[..rest.iter().take(MOST).take_while(|anchor| anchor.host == host).count()]
    }

    /// Those of a clause, the nearest to its predicate first. O(log times).
    pub fn in_clause(&self, clause: usize) -> &[Anchor] {
        let first = self.by_clause.partition_point(|anchor| anchor.clause < Some(clause));
        let rest = &self.by_clause[first..];
        let own = rest.iter().take(MOST).take_while(|anchor| anchor.clause == Some(clause));
        &rest[..own.count()]
    }

    /// Whether two tokens stand in the same quotation, or both in none.
    pub fn same_quotation(&self, one: usize, other: usize) -> bool {
        let quotation = |at: usize| self.quotes.get(at).filter(|&number| number % 2 == 1);
        quotation(one) == quotation(other)
    }

    /// Whether a token stands between marks of quotation.
    pub fn is_quoted(&self, token: usize) -> bool {
        self.quotes.get(token).is_some_and(|number| number % 2 == 1)
    }
}

struct Finder<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
}

impl Finder<'_> {
    /// Where a time expression hangs, if it can date anything.
    fn anchor(&self, number: usize) -> Option<Anchor> {
        let time = &self.reading.times[number];
        let is_date = matches!(time.kind, TimeKind::Date | TimeKind::Time);
        if !is_date || time.when.is_none() && time.doubt != Some(Doubt::NoSuchDay) {
            return None;
        }
        // `GENEVA, 13 August 2015 (AFP) - They met on Tuesday`: that is the day of the report.
        let sentence = &self.reading.sentences[self.reading.sentence_of(time.run.start)];
        if time.run.start < dateline::end(self.reading, self.lexicon, sentence) {
            return None;
        }
        // `resolution 2254 (2015)`: the year belongs to the name.
        let before =
            time.run.start.checked_sub(2).filter(|_| self.reading.word(time.run.start - 1) == "(");
        let is_number = |at: usize| self.reading.tokens[at].shape == Shape::Number;
        if time.run.len() == 1 && before.is_some_and(is_number) {
            return None;
        }
        let nodes = &self.reading.nodes;
        let run = time.whole.clone();
        let leaves = |at: &usize| {
            let head = nodes[*at].head as usize;
            !run.contains(&head) || head == *at
        };
        let head = run.clone().find(|at| leaves(at) && !nodes[*at].tag.is_punctuation())?;
        let host = nodes[head].head as usize;
        let host = self.of_what_follows(time, host).unwrap_or(host);
        let host_clause = self.reading.clause_of(host);
        if let Some((clause, rank)) = self.torn(number, host_clause) {
            let host = self.reading.clauses[clause].predicate;
            return Some(Anchor { time: number, host, clause: Some(clause), rank });
        }
        let clause = host_clause.map(|clause| &self.reading.clauses[clause]);
        if self.compares(time, head, host, clause) {
            return None;
        }
        let rank = match clause {
            Some(clause) => self.rank(time, head, host, clause),
            None => Rank::Noun,
        };
        let clause = host_clause.filter(|_| rank != Rank::Noun);
        Some(Anchor { time: number, host, clause, rank })
    }

    /// `urged restraint before the vote in June`: right behind what was still to come, it is the date
    /// of that, although the tree puts both on the verb.
    fn of_what_follows(&self, time: &TimeExpression, host: usize) -> Option<usize> {
        let nodes = &self.reading.nodes;
        let case = time.whole.start.checked_sub(1).filter(|&it| nodes[it].tag == Penn::In)?;
        let noun = case.checked_sub(1).filter(|&it| nodes[it].tag.is_noun())?;
        let beside = nodes[noun].rel == Rel::Obl && nodes[noun].head as usize == host;
        let mut cases = self.cases(noun);
        let follows = cases.any(|it| matches!(it, Term::Before | Term::Limit(Limit::Until)));
        (beside && follows && !self.reading.is_time(noun)).then_some(noun)
    }

    /// The clause that an expression belongs to by its place, whatever the tree says, and how.
    fn torn(&self, number: usize, host: Option<usize>) -> Option<(usize, Rank)> {
        let time = &self.reading.times[number];
        let with = |rank| move |clause| (clause, rank);
        self.of_inner(number, host)
            .or_else(|| self.of_verb_behind(time))
            .map(with(Rank::Predicate))
            .or_else(|| self.of_main(time, host?).map(with(Rank::Fronted)))
            .or_else(|| self.of_end(time, host?).map(with(Rank::Behind)))
            .or_else(|| self.of_verb_before(time, host).map(with(Rank::Behind)))
            .or_else(|| self.of_verb_beside(time).map(with(Rank::Predicate)))
            .or_else(|| self.of_next(time).map(with(Rank::Fronted)))
    }

    /// `The men seized on 3 May were freed`: behind the words that describe the subject, right before
    /// the verb, it belongs to what describes, whatever the tree says. Without a preposition only if
    /// the verb has another date.
    fn of_inner(&self, number: usize, host: Option<usize>) -> Option<usize> {
        /// So many words before the date the inner verb stands.
        const REACH: usize = 16;
        let reading = self.reading;
        let time = &reading.times[number];
        let outer = &reading.clauses[host?];
        let start = time.whole.start;
        if outer.form != Form::Finite
            || time.limit.is_some()
            || !self.leads_to(time.whole.end, outer.predicate)
        {
            return None;
        }
        let first = reading.sentences[outer.sentence].start.max(start.saturating_sub(REACH));
        let mut near = (first..start).rev().take_while(|&at| {
            let tag = reading.nodes[at].tag;
            !tag.is_punctuation() || tag == Penn::Hyph
        });
        let verb = near.find_map(|at| reading.clause_at(at))?;
        let inner = &reading.clauses[verb];
        let describes = matches!(inner.link, Link::Relative | Link::Adnominal)
            && (inner.tense == Tense::Past
                || reading.nodes[inner.predicate].tag == Penn::Vbn
                    && inner.form == Form::Participle);
        // `which seized the port and in May shelled the town`
        let joins = (start.saturating_sub(2)..start).any(|at| reading.nodes[at].tag == Penn::Cc);
        let has_case = start.checked_sub(1).is_some_and(|case| reading.nodes[case].tag == Penn::In);
        let has_other = || {
            let behind = reading.times.get(number + 1..).unwrap_or_default().iter();
            let mut behind = behind.take_while(|it| it.run.start < reading.sentence_end(start));
            behind.any(|it| {
                it.when.is_some() && reading.clause_of(it.run.start) == host && it.limit.is_none()
            })
        };
        let is_own = describes && !joins && Some(verb) != host;
        (is_own && (has_case || has_other())).then_some(verb)
    }

    /// `left on Monday and on Tuesday returned`: right before a verb it is that of the verb.
    fn of_verb_behind(&self, time: &TimeExpression) -> Option<usize> {
        let nodes = &self.reading.nodes;
        let case = time.whole.start.checked_sub(1).filter(|&it| nodes[it].tag == Penn::In)?;
        case.checked_sub(1).filter(|&it| nodes[it].tag == Penn::Cc)?;
        let verb = time.whole.end;
        let number = self.reading.clause_at(verb)?;
        let clause = &self.reading.clauses[number];
        (clause.form == Form::Finite && clause.tense == Tense::Past).then_some(number)
    }

    /// `On Monday, hours before the talks were to begin, rebels left`: what stands before the comma
    /// belongs to the main clause, not to the one behind it.
    fn of_main(&self, time: &TimeExpression, host: usize) -> Option<usize> {
        let clauses = &self.reading.clauses;
        let inner = &clauses[host];
        let is_comma =
            self.reading.nodes.get(time.whole.end).is_some_and(|it| it.tag == Penn::Comma);
        let opens = inner.mark.filter(|&mark| mark > time.whole.end)?;
        let above = inner.governor.filter(|_| is_comma && self.is_fronted(time))?;
        let main = &clauses[above];
        (main.form == Form::Finite && main.predicate > opens && inner.predicate < main.predicate)
            .then_some(above)
    }

    /// `had rejected the petition, to have work halted, on July 13 last year.`: behind what is inserted
    /// it is that of the clause which this is inserted in.
    fn of_end(&self, time: &TimeExpression, host: usize) -> Option<usize> {
        let reading = self.reading;
        let inner = &reading.clauses[host];
        let case = time.whole.start.checked_sub(1)?;
        let comma = case.checked_sub(1)?;
        let ends = reading.nodes.get(time.whole.end).is_none_or(|it| it.tag == Penn::Stop);
        let is_behind = reading.nodes[case].tag == Penn::In
            && reading.nodes[comma].tag == Penn::Comma
            && ends
            && inner.predicate < comma;
        let above = inner.governor.filter(|_| {
            is_behind && matches!(inner.form, Form::Infinitive | Form::Gerund | Form::Participle)
        })?;
        let main = &reading.clauses[above];
        let is_inserted =
            (main.predicate..inner.predicate).any(|at| reading.nodes[at].tag == Penn::Comma);
        (main.form == Form::Finite && main.tense == Tense::Past && is_inserted).then_some(above)
    }

    /// `freed two men on Monday, a month after they were seized`: before a comma it belongs to the verb
    /// before it, not to one behind it; but not to one that only says so.
    fn of_verb_before(&self, time: &TimeExpression, host: Option<usize>) -> Option<usize> {
        /// So many words before the date the verb stands.
        const REACH: usize = 12;
        let reading = self.reading;
        let outer = &reading.clauses[host?];
        let case = time.whole.start.checked_sub(1)?;
        let is_comma = reading.nodes.get(time.whole.end).is_some_and(|it| it.tag == Penn::Comma);
        if !is_comma || outer.predicate <= time.whole.end || reading.nodes[case].tag != Penn::In {
            return None;
        }
        let first = reading.sentences[outer.sentence].start.max(case.saturating_sub(REACH));
        let mut near =
            (first..case).rev().take_while(|&at| !reading.nodes[at].tag.is_punctuation());
        let verb = near.find(|&at| reading.nodes[at].tag.is_verb())?;
        let clause = reading.clause_at(verb)?;
        let base = self.lexicon.lemma(reading.tokens[verb].word);
        let fits =
            reading.clauses[clause].tense == Tense::Past && !self.lexicon.triggers.reports(base);
        fits.then_some(clause)
    }

    /// `said on Tuesday it had left`: right behind a verb it is that of the verb.
    fn of_verb_beside(&self, time: &TimeExpression) -> Option<usize> {
        let verb = verb_beside(self.reading, self.lexicon, &time.whole)?;
        self.reading.clause_of(verb).filter(|_| time.limit.is_none())
    }

    /// Whether an expression begins with a weekday behind `on`: `on Tuesday night`.
    fn is_on_weekday(&self, time: &TimeExpression) -> bool {
        matches!(self.term(time.run.start), Term::Weekday(..))
            && time.limit.is_none()
            && time.whole.start.checked_sub(1).is_some_and(|on| self.term(on) == Term::On)
    }

    /// `...; two days later, Oman expelled an envoy`: what opens a clause behind a semicolon is of that
    /// clause, whatever the tree says.
    fn of_next(&self, time: &TimeExpression) -> Option<usize> {
        let reading = self.reading;
        let case = time.whole.start.checked_sub(1)?;
        let before = if reading.nodes[case].tag == Penn::In { case.checked_sub(1)? } else { case };
        let opens = reading.word(before) == ";"
            && reading.nodes.get(time.whole.end).is_some_and(|it| it.tag == Penn::Comma);
        let clause = reading.clause_of(time.whole.end + 1).filter(|_| opens)?;
        let it = &reading.clauses[clause];
        (it.form == Form::Finite && it.predicate > time.whole.end).then_some(clause)
    }

    fn rank(&self, time: &TimeExpression, head: usize, host: usize, clause: &Clause) -> Rank {
        let nodes = &self.reading.nodes;
        if host == clause.predicate || host == head || self.precedes_verb(time, host, clause) {
            return Rank::Predicate;
        }
        // `Monday's talks`, `the May accord`
        let before_noun = head < host && nodes[host].tag.is_noun();
        if before_noun || self.follows_event(host) || time.run.end <= host {
            return match (self.is_fronted(time), self.is_during(host)) {
                (true, _) => Rank::Fronted,
                (_, true) => Rank::During,
                _ => Rank::Noun,
            };
        }
        if self.is_before_subject(host, clause) {
            return Rank::During;
        }
        let is_inserted = self.is_inserted(time, clause);
        if host > clause.predicate || is_inserted { Rank::Behind } else { Rank::Subject }
    }

    /// `At a summit in Oslo in June, the ministers signed`: what opens the sentence tells when.
    fn is_before_subject(&self, noun: usize, clause: &Clause) -> bool {
        let node = self.reading.nodes[noun];
        node.head as usize == clause.predicate
            && node.rel == Rel::Obl
            && clause.subject.is_some_and(|subject| noun < subject)
            && self.cases(noun).any(|it| matches!(it, Term::In | Term::At))
    }

    /// `seized power in a 2001 coup`: what happens in it has its date; and what a text says, wherever
    /// the tree hangs it (`blamed the army for crimes in a 1999 report`).
    fn is_during(&self, noun: usize) -> bool {
        let rel = self.reading.nodes[noun].rel;
        let is_text = || {
            let word = self.lexicon.lemma(self.reading.tokens[noun].word);
            self.lexicon.triggers.is_in("text", word)
        };
        (rel == Rel::Obl || rel == Rel::Nmod && is_text())
            && self.children(noun).any(|child| {
                self.reading.nodes[child].rel == Rel::Case && self.cue(child, Cue::During)
            })
    }

    /// `On Monday, the minister met`: a time that opens its sentence is that of the clause, whatever
    /// the tree says.
    fn is_fronted(&self, time: &TimeExpression) -> bool {
        let sentence = &self.reading.sentences[self.reading.sentence_of(time.run.start)];
        let before = sentence.start..time.whole.start;
        let next = self.reading.nodes.get(time.whole.end).map(|node| node.tag);
        // `On Monday rebels left`, `On Tuesday the minister left`
        let on_weekday = || before.len() == 1 && self.is_on_weekday(time);
        let opens = match next {
            Some(Penn::Comma) => before.len() <= 2,
            // `Last September President Lind resigned`
            Some(Penn::Nnp | Penn::Prp | Penn::Dt) => before.is_empty() || on_weekday(),
            // `Last Friday rebels left`; not `Monday talks collapsed`
            Some(Penn::Nn | Penn::Nns | Penn::Cd | Penn::Jj) => {
                before.is_empty() && time.run.len() > 1 || on_weekday()
            }
            _ => false,
        };
        opens
            && before.clone().all(|at| {
                matches!(self.reading.nodes[at].tag, Penn::In | Penn::Cc | Penn::Rb | Penn::Comma)
            })
    }

    /// `The talks, in Oslo in May, collapsed`: between commas before the verb, it is that of both.
    fn is_inserted(&self, time: &TimeExpression, clause: &Clause) -> bool {
        /// So many words before the date its first comma stands.
        const REACH: usize = 8;
        let nodes = &self.reading.nodes;
        let is_comma = |at: usize| nodes.get(at).is_some_and(|it| it.tag == Penn::Comma);
        let start = self.reading.sentences[self.reading.sentence_of(time.run.start)].start;
        let mut near = (start.max(time.whole.start.saturating_sub(REACH))..time.whole.start).rev();
        let opens = near.find(|&at| is_comma(at)).is_some_and(|at| nodes[at + 1].tag == Penn::In);
        opens
            && time.limit.is_none()
            && clause.form == Form::Finite
            && is_comma(time.whole.end)
            && self.leads_to(time.whole.end + 1, clause.predicate)
    }

    /// Whether nothing but auxiliaries and adverbs stands before a predicate from there on.
    fn leads_to(&self, from: usize, predicate: usize) -> bool {
        let leads = |at: usize| {
            let node = self.reading.nodes[at];
            node.head as usize == predicate
                && matches!(node.rel, Rel::Advmod | Rel::Aux | Rel::AuxPass)
        };
        from <= predicate && (from..predicate).all(leads)
    }

    /// `A panel of experts last month accused`: without a preposition, between subject and verb, it
    /// belongs to the verb; with one, behind what tells of no act: `Prosecutors in May charged`.
    fn precedes_verb(&self, time: &TimeExpression, host: usize, clause: &Clause) -> bool {
        let nodes = &self.reading.nodes;
        let Some(subject) = clause.subject.filter(|_| clause.form == Form::Finite) else {
            return false;
        };
        let before = |count: usize| time.whole.start.checked_sub(count).map(|at| nodes[at].tag);
        let is_led = || {
            let base = self.lexicon.lemma(self.reading.tokens[subject].word);
            host == subject
                && before(2).is_some_and(Penn::is_noun)
                && matches!(self.term(time.whole.start - 1), Term::In | Term::On)
                && self.lexicon.triggers.beginning(TriggerForm::Noun, base).is_none()
        };
        host < time.whole.start
            && (before(1).is_some_and(Penn::is_noun) || is_led())
            && self.reading.branches.span(subject).contains(&host)
            && self.leads_to(time.whole.end, clause.predicate)
    }

    /// `after the talks on Monday`: the date is that of the talks.
    fn follows_event(&self, host: usize) -> bool {
        self.cases(host).any(|it| {
            matches!(it, Term::After | Term::Before | Term::Limit(Limit::Since | Limit::Until))
        })
    }

    /// What the prepositions before a noun say of time.
    fn cases(&self, noun: usize) -> impl Iterator<Item = Term> + '_ {
        let cases = self.children(noun).filter(|&it| self.reading.nodes[it].rel == Rel::Case);
        cases.map(|case| self.term(case))
    }

    /// Whether a time is only what something is compared with: `the worst since 2015`, `more than in
    /// 2014`.
    fn compares(
        &self,
        time: &TimeExpression,
        head: usize,
        host: usize,
        clause: Option<&Clause>,
    ) -> bool {
        let nodes = &self.reading.nodes;
        let start = time.whole.start;
        let near = start.saturating_sub(3)..start;
        let mut case = self.children(head).chain(near);
        if case.any(|at| self.cue(at, Cue::Compares)) {
            return true;
        }
        if time.limit != Some(Limit::Since) {
            return false;
        }
        // `since` with a simple past compares; what goes on has the perfect.
        let goes_on = clause.is_none_or(|clause| {
            clause.perfect || clause.progressive || clause.form != Form::Finite
        });
        let ranks = |at: usize| {
            matches!(nodes[at].tag, Penn::Jjs | Penn::Rbs)
                || matches!(self.term(at), Term::Ordinal(_))
        };
        !goes_on || ranks(host) || self.children(host).any(ranks)
    }

    fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        self.reading.branches.children(at).take(MOST)
    }

    fn term(&self, at: usize) -> Term {
        self.lexicon.time.term(self.reading.tokens[at].word)
    }

    fn cue(&self, at: usize, cue: Cue) -> bool {
        self.lexicon.time.cue(self.reading.tokens[at].word, cue)
    }
}

/// How many double marks of quotation stand before each token, so that those within have an odd
/// number; a paragraph's end closes them.
fn quotes(reading: &Reading<'_>) -> Vec<u32> {
    let mut number = 0;
    let mut quotes = Vec::with_capacity(reading.tokens.len());
    for token in &reading.tokens {
        if token.gap == Gap::Paragraph {
            number += number % 2;
        }
        let opens = opens_quotation(reading, token.extent, number % 2 == 1);
        if opens == Some(false) && number % 2 == 1 {
            number += 1;
        }
        quotes.push(number);
        if opens == Some(true) && number % 2 == 0 {
            number += 1;
        }
    }
    quotes
}

/// Whether a mark opens a quotation or closes one. `None` for other words.
fn opens_quotation(reading: &Reading<'_>, extent: Extent, is_open: bool) -> Option<bool> {
    match reading.slice(extent) {
        "``" | "“" | "«" | "„" => Some(true),
        "''" | "”" | "»" => Some(false),
        "\"" => Some(!is_open),
        _ => None,
    }
}
