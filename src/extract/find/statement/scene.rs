//! The text as statements are found in it: its trees, and which of its tokens are quoted.

use std::ops::Range;

use super::quotation::Quotation;
use crate::extract::{
    Reading,
    lexicon::{
        Lexicon, Word,
        cues::{Cue, Takes},
    },
    reading::{
        token::{Gap, Shape},
        tree::{Node, Penn, Rel},
    },
};

/// So many tokens of a sentence are looked at.
const FAR: usize = 400;

/// A reading with its quotations.
pub struct Scene<'a, 't> {
    /// What has been read so far.
    pub reading: &'a Reading<'t>,
    /// What is known.
    pub lexicon: &'a Lexicon,
    /// The quotations, in the order of the text.
    pub quotations: Vec<Quotation>,
    /// The number of the quotation that each token is in, counted from 1; 0 for none.
    numbers: Vec<u32>,
    /// How many tokens before each one, and before the end, are neither signs nor quoted.
    plain: Vec<u32>,
    /// Which quotations are said as sentences.
    whole: Vec<bool>,
}

impl<'a, 't> Scene<'a, 't> {
    /// Of a reading with these quotations.
    pub fn new(reading: &'a Reading<'t>, lexicon: &'a Lexicon, quotations: Vec<Quotation>) -> Self {
        let mut numbers = vec![0; reading.tokens.len()];
        for (quotation, number) in quotations.iter().zip(1..) {
            numbers[quotation.marked.clone()].fill(number);
        }
        let (plain, whole) = (Vec::with_capacity(numbers.len() + 1), Vec::new());
        let mut scene = Self { reading, lexicon, quotations, numbers, plain, whole };
        scene.plain.push(0);
        for at in 0..scene.numbers.len() {
            let is_plain = scene.numbers[at] == 0 && !scene.is_sign(at);
            scene.plain.push(scene.plain[at] + u32::from(is_plain));
        }
        scene.whole = (0..scene.quotations.len()).map(|it| scene.stands_alone(it)).collect();
        scene
    }

    /// Whether a run is nothing but quotations.
    pub fn is_bare(&self, run: &Range<usize>) -> bool {
        self.plain[run.start] == self.plain[run.end]
    }

    /// The number of the quotation that a token is in, or is a mark of.
    pub fn quotation(&self, at: usize) -> Option<usize> {
        self.numbers.get(at)?.checked_sub(1).map(|number| number as usize)
    }

    /// The quotations that lie in a run, or begin or end in it.
    pub fn quotations_in(&self, run: &Range<usize>) -> Range<usize> {
        let first = self.quotations.partition_point(|it| it.marked.end <= run.start);
        let rest = &self.quotations[first..];
        first..first + rest.partition_point(|it| it.marked.start < run.end)
    }

    /// The first quotation that begins at a token or behind it.
    pub fn next_quotation(&self, at: usize) -> Option<usize> {
        let next = self.quotations.partition_point(|it| it.marked.start < at);
        (next < self.quotations.len()).then_some(next)
    }

    /// The node of a token.
    pub fn node(&self, at: usize) -> Node {
        self.reading.nodes[at]
    }

    /// The part of speech of a token.
    pub fn tag(&self, at: usize) -> Penn {
        self.node(at).tag
    }

    /// The tokens that hang from a token, in the order of the text.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.reading.branches.children(at)
    }

    /// The tokens below a token, itself among them.
    pub fn span(&self, at: usize) -> Range<usize> {
        self.reading.branches.span(at)
    }

    /// The first word below a token, itself among them: signs before it are left out.
    pub fn opening(&self, at: usize) -> usize {
        self.span(at).find(|&it| !self.is_sign(it)).unwrap_or(at)
    }

    /// The number of the word of a token.
    pub fn word(&self, at: usize) -> Word {
        self.reading.tokens[at].word
    }

    /// The number of the base form of a verb, or of the singular of a noun.
    pub fn lemma(&self, at: usize) -> Word {
        self.lexicon.lemma(self.word(at))
    }

    /// The letters of a token.
    pub fn text(&self, at: usize) -> &'t str {
        let extent = self.reading.tokens[at].extent;
        &self.reading.text[extent.range()]
    }

    /// Whether a token is one of these words, whatever its capitals.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// The sentence of a token.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.reading.sentences[self.reading.sentence_of(at)].clone()
    }

    /// Whether a token is in a time expression.
    pub fn is_time(&self, at: usize) -> bool {
        self.reading.is_time(at)
    }

    /// Whether a token is a verb with a tense.
    pub fn is_finite(&self, at: usize) -> bool {
        matches!(self.tag(at), Penn::Md | Penn::Vbz | Penn::Vbp | Penn::Vbd)
    }

    /// Where what is told begins in the sentence of a token: behind its dateline.
    pub fn told_start(&self, sentence: &Range<usize>) -> usize {
        self.reading.behind_dateline(sentence)
    }

    /// Whether a token is punctuation.
    pub fn is_sign(&self, at: usize) -> bool {
        let tag = self.reading.tokens[at].tag;
        self.tag(at).is_punctuation() || tag.is_sign()
    }

    /// A run up to its first semicolon outside of marks.
    pub fn before_semicolon(&self, run: Range<usize>) -> Range<usize> {
        let stop = run.clone().take(FAR).find(|&at| self.is_semicolon(at));
        run.start..stop.unwrap_or(run.end)
    }

    /// A run from behind its last semicolon outside of marks.
    pub fn behind_semicolon(&self, run: Range<usize>) -> Range<usize> {
        let stop = run.clone().rev().take(FAR).find(|&at| self.is_semicolon(at));
        stop.map_or(run.start, |at| at + 1)..run.end
    }

    /// Whether a word sets one clause against another.
    pub fn contrasts(&self, at: usize) -> bool {
        self.is(at, &["while", "whereas", "although", "though"])
    }

    fn is_semicolon(&self, at: usize) -> bool {
        self.text(at) == ";" && self.quotation(at).is_none()
    }

    /// Whether a token is a comma, a colon or a dash.
    pub fn is_break(&self, at: usize) -> bool {
        matches!(self.text(at), "," | ":" | "-" | "--" | "–" | "—" | "―")
    }

    /// The cue that begins with a token and takes one of these, that of most words first.
    pub fn cue(&self, at: usize, sort: Takes) -> Option<&'a Cue> {
        let head =
            if sort.has(Takes::SOURCE.or(Takes::NAMING)) { self.word(at) } else { self.lemma(at) };
        let cues = self.lexicon.cues.of(head);
        let end = self.reading.tokens.len();
        let fits = |cue: &&Cue| {
            let sorts = cue.takes.and(Takes::SORTS);
            (if sort == Takes::default() { sorts == sort } else { sorts.has(sort) })
                && at + cue.rest.len() < end
                && cue.rest.iter().zip(at + 1..).all(|(&word, it)| self.word(it) == word)
        };
        cues.iter().find(fits)
    }

    /// Whether a token is a noun of this sort of cue: `interview`, `poll`.
    pub fn is_noun_of(&self, at: usize, sort: Takes) -> bool {
        let cues = self.lexicon.cues.of(self.lemma(at));
        self.tag(at).is_noun() && cues.iter().any(|cue| cue.rest.is_empty() && cue.takes.has(sort))
    }

    /// A run without signs at its edges. Marks of whole quotations are kept, and a bracket that
    /// closes one of the run.
    pub fn trimmed(&self, mut run: Range<usize>) -> Range<usize> {
        let edge = |at: usize| {
            self.is_sign(at)
                && !self.quotation(at).is_some_and(|it| {
                    let marked = &self.quotations[it].marked;
                    at == marked.start || at + 1 == marked.end
                })
        };
        while run.start < run.end && edge(run.start) {
            run.start += 1;
        }
        while run.start < run.end && edge(run.end - 1) && !self.closes(&run) {
            run.end -= 1;
        }
        run
    }

    fn closes(&self, run: &Range<usize>) -> bool {
        /// So many tokens can stand in brackets.
        const REACH: usize = 12;
        matches!(self.text(run.end - 1), ")" | "]")
            && (run.start.max(run.end.saturating_sub(REACH))..run.end)
                .any(|at| matches!(self.text(at), "(" | "["))
    }

    /// Whether a quotation is said as a sentence, and not as words in one: `“We will go,”`, but not
    /// `the “naked aggression” of`.
    pub fn is_whole(&self, number: usize) -> bool {
        self.whole[number]
    }

    fn stands_alone(&self, number: usize) -> bool {
        /// So many words are seldom only a name for something.
        const WORDS: usize = 5;
        let Quotation { marked, inner, continued } = &self.quotations[number];
        let last = inner.end - 1;
        if *continued || self.reading.sentence_of(inner.start) != self.reading.sentence_of(last) {
            return true;
        }
        let sentence = self.sentence(inner.start);
        let begins = marked.start <= sentence.start;
        let introduced =
            !begins && (self.is_break(marked.start - 1) || self.text(marked.start - 1) == ";");
        let ends = matches!(self.text(last), "," | "!" | "?" | "…" | "...")
            || self.text(last) == "." && (introduced || begins);
        let followed = marked.end < sentence.end && self.is_break(marked.end);
        let long = inner.len() >= WORDS;
        if begins || introduced {
            return ends || long || followed && begins && inner.len() > 2;
        }
        // Its words hang from what stands before it, or what stands before it hangs from them.
        let top = inner.clone().find(|&at| !inner.contains(&(self.node(at).head as usize)));
        let Some(top) = top else { return long };
        let alone = self.span(top).start >= marked.start;
        let clause = matches!(self.node(top).rel, Rel::Root | Rel::Ccomp | Rel::Parataxis);
        alone && clause && (ends || long)
    }

    /// A run that has the whole of each quotation that it begins or ends in.
    pub fn with_marks(&self, mut run: Range<usize>) -> Range<usize> {
        if let Some(first) = self.quotation(run.start) {
            run.start = self.quotations[first].marked.start;
        }
        let last = run.end.checked_sub(1).and_then(|last| self.quotation(last));
        if let Some(last) = last {
            run.end = self.quotations[last].marked.end;
        }
        run
    }

    /// Whether a paragraph begins with a token.
    pub fn begins_paragraph(&self, at: usize) -> bool {
        super::quotation::begins_paragraph(self.reading, at)
    }

    /// Whether two tokens stand in one paragraph, the first before the second. So many tokens apart
    /// they are taken to be in two.
    pub fn is_one_paragraph(&self, first: usize, second: usize) -> bool {
        const REACH: usize = 1000;
        second - first < REACH
            && (first + 1..=second)
                .all(|at| self.reading.tokens[at].gap < Gap::Line || !self.begins_paragraph(at))
    }

    /// The head of the noun phrase that begins with a token.
    pub fn noun_head(&self, start: usize, end: usize) -> Option<usize> {
        /// So far its head can be.
        const REACH: usize = 20;
        let first = (start < end).then(|| self.tag(start))?;
        let opens = first.is_noun()
            || matches!(first, Penn::Dt | Penn::Prp | Penn::PrpS | Penn::Jj | Penn::Cd | Penn::Pdt)
            || matches!(first, Penn::Jjs | Penn::Jjr | Penn::Vbn | Penn::Vbg);
        if !opens || self.is_time(start) {
            return None;
        }
        if first == Penn::Prp {
            return Some(start);
        }
        let verb = |at: &usize| {
            matches!(self.tag(*at), Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md | Penn::To)
        };
        let run = start..end.min(start + REACH);
        let close = run.clone().find(verb).unwrap_or(run.end);
        self.base_head(&(start..close))
    }

    /// The head of the name that a token is the last word of: itself where it is no further word.
    pub fn name_head(&self, last: usize) -> usize {
        let above = |at: &usize| {
            let inner = matches!(self.node(*at).rel, Rel::Flat | Rel::Compound);
            inner.then(|| self.node(*at).head as usize).filter(|head| head < at)
        };
        std::iter::successors(Some(last), above).take(4).last().unwrap_or(last)
    }

    /// Whether a token is a word of a name.
    pub fn is_name(&self, at: usize) -> bool {
        matches!(self.tag(at), Penn::Nnp | Penn::Nnps)
    }

    /// Whether a token is written as a name and is no other word.
    pub fn looks_a_name(&self, at: usize) -> bool {
        let token = self.reading.tokens[at];
        token.shape == Shape::Capital && self.lexicon.class(token.word).is_none()
    }

    /// The head of the last noun of a noun phrase before anything that describes it.
    pub fn base_head(&self, source: &Range<usize>) -> Option<usize> {
        let ends = |at: &usize| {
            self.is_sign(*at) && self.text(*at) != "."
                || matches!(self.tag(*at), Penn::In | Penn::Wp | Penn::Cc)
        };
        let noun = |at: &usize| {
            self.tag(*at).is_noun() || self.tag(*at) == Penn::Prp || self.looks_a_name(*at)
        };
        let base = source.clone().take_while(|at| !ends(at));
        let last = base.filter(noun).last().or_else(|| source.clone().find(noun))?;
        let head = self.name_head(last);
        Some(if source.contains(&head) { head } else { last })
    }

    /// The last quotation that ends before a token.
    pub fn last_quotation(&self, at: usize) -> Option<usize> {
        self.quotations.partition_point(|it| it.marked.end <= at).checked_sub(1)
    }

    /// The words of the noun phrase that a token heads, before or behind the predicate `of`: without
    /// what is quoted as a sentence, and without the clause of the predicate.
    pub fn phrase(&self, head: usize, of: usize) -> Range<usize> {
        /// So many quotations beside the head are looked at.
        const NEAR: usize = 4;
        let mut run = self.span(head);
        if run.contains(&of) {
            let clause = self.span(of);
            if head < of {
                run.end = if clause.contains(&head) { of } else { clause.start.max(head + 1) };
            } else {
                run.start = of + 1;
            }
        }
        let near = self.quotations.partition_point(|it| it.marked.end <= head);
        let whole = |number: &usize| self.is_whole(*number);
        if let Some(before) = (near.saturating_sub(NEAR)..near).rev().find(whole) {
            run.start = run.start.max(self.quotations[before].marked.end);
        }
        let behind = near..self.quotations.len().min(near + NEAR);
        let behind =
            behind.clone().find(|it| whole(it) && self.quotations[*it].marked.start > head);
        if let Some(behind) = behind {
            run.end = run.end.min(self.quotations[behind].marked.start);
        }
        let joins = |at: usize| {
            matches!(self.node(at).rel, Rel::Cc | Rel::Case | Rel::Mark) || self.is_sign(at)
        };
        while run.start < head && joins(run.start) {
            run.start += 1;
        }
        let mut run = self.trimmed(run);
        // `Lind, asked by reporters`: behind a comma it is told of the one who is named.
        let told = |&it: &usize| {
            let before = self.opening(it).checked_sub(1).filter(|&before| before > head);
            self.node(it).rel == Rel::Acl && before.is_some_and(|at| self.text(at) == ",")
        };
        if let Some(told) = self.children(head).find(told) {
            run = self.trimmed(run.start..run.end.min(self.opening(told)).max(head + 1));
        }
        // `a resident, who`: cut off before its clause.
        while run.end > head + 1 && matches!(self.tag(run.end - 1), Penn::Wp | Penn::Wdt) {
            run = self.trimmed(run.start..run.end - 1);
        }
        if run.contains(&head) { run } else { head..head + 1 }
    }
}
