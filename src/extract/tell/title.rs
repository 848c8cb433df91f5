//! What an event is called: its clause, cut from the text.
//!
//! A title has the words of the text in their order, from the first word of the subject to the end of
//! the clause, without its attribution and without the clauses that hang from it by the way. `…`
//! stands where something is left out, `[Name]` in the place of a pronoun or a description whose
//! actor is known. An event that a noun tells is called by its noun phrase.

use std::ops::Range;

use crate::{
    base::text,
    extract::{
        Reading,
        reading::{
            actor::MentionForm,
            clause::{Clause, Form as ClauseForm, Link},
            event::Event,
            statement::Statement,
            token::{Gap, Shape},
            tree::{Penn, Rel},
        },
    },
    model::{ActorKind, Form},
};

/// The most characters of a title; it ends with `…` where its clause is longer.
const LENGTH: usize = 120;
/// A clause that hangs from the last words of a title belongs to it if it has at most so many tokens.
const SHORT: usize = 12;
/// How many verbs share one subject: `agreed to begin to withdraw`.
const DEEPEST: usize = 4;

/// The title of an event.
#[must_use]
pub fn of_event(reading: &Reading<'_>, event: &Event) -> String {
    let mut cut = Cut { reading, kept: Vec::new(), names: Vec::new() };
    match event.clause.map(|number| &reading.clauses[number]) {
        Some(clause) if !event.signs.is_noun => cut.clause(clause),
        _ => cut.noun(event.head),
    }
    cut.write()
}

/// The title of a statement: `Maria Zakharova: "We have always said …"`.
#[must_use]
pub fn of_statement(reading: &Reading<'_>, statement: &Statement) -> String {
    let named = statement.speaker.map(|speaker| reading.actors[speaker].name.clone());
    let plain = |text: &str| text::one_line(text).into_owned();
    let speaker = named.or_else(|| Some(plain(reading.slice(statement.source?))));
    let speaker = speaker.unwrap_or_default();
    // Words that are quoted in part have marks of their own.
    let (open, close) = match statement.form {
        Form::Verbatim => ("\"", "\""),
        Form::Fragment | Form::Paraphrase | Form::Recalled => ("", ""),
    };
    let mut line = Line::default();
    for word in statement.words(reading).split_whitespace() {
        line.push(word, true);
    }
    let said = line.closed(close);
    let said = if open.is_empty() { capitalised(&said) } else { said };
    format!("{speaker}{}{open}{said}", if speaker.is_empty() { "" } else { ": " })
}

/// The tokens that a title keeps.
struct Cut<'r, 't> {
    reading: &'r Reading<'t>,
    kept: Vec<Range<usize>>,
    /// Runs that a name stands for.
    names: Vec<(Range<usize>, String)>,
}

impl Cut<'_, '_> {
    fn clause(&mut self, clause: &Clause) {
        let at = clause.predicate;
        // The subject, the verbs through which it does what the clause tells, and the clause.
        let mut above = Vec::new();
        let mut outer = clause;
        while above.len() < DEEPEST
            && matches!(outer.link, Link::Open)
            && let Some(governor) = outer.governor
        {
            outer = &self.reading.clauses[governor];
            above.push(outer);
        }
        let subject = outer.subject.or(clause.subject);
        if let Some(subject) = subject {
            self.subject(subject, clause);
        }
        for governor in above {
            self.verb(governor, clause);
        }
        self.verb(clause, clause);
        self.behind(clause, at);
    }

    /// The words of the subject; a name in their place where that says more.
    fn subject(&mut self, subject: usize, clause: &Clause) {
        let run = self.phrase(subject, clause);
        let mention = self.reading.mention_headed(subject);
        let actor = mention.map(|mention| &self.reading.actors[mention.actor]);
        if let (Some(mention), Some(actor)) = (mention, actor) {
            let words = self.reading.slice(self.reading.extent(&run));
            let says_more = match mention.form {
                MentionForm::Pronoun => true,
                MentionForm::Description => {
                    actor.kind == ActorKind::Person
                        && !actor.name.contains(words)
                        && !words.to_lowercase().contains(&actor.name.to_lowercase())
                }
                MentionForm::Name => false,
            };
            if says_more {
                self.names.push((run.clone(), format!("[{}]", self.names_of(subject))));
            }
        }
        self.keep(run);
    }

    /// The names of all whom a token means.
    fn names_of(&self, head: usize) -> String {
        let mentions = self.reading.mentions_headed(head).iter();
        let names: Vec<&str> = mentions.map(|it| &*self.reading.actors[it.actor].name).collect();
        match &names[..] {
            [others @ .., last] if !others.is_empty() => {
                format!("{} and {last}", others.join(", "))
            }
            names => names.concat(),
        }
    }

    /// The tokens of a noun phrase, without the clauses and appositions behind it and without the
    /// clause that is told.
    fn phrase(&self, head: usize, clause: &Clause) -> Range<usize> {
        let branches = &self.reading.branches;
        let span = branches.span(head);
        let leaves = |&child: &usize| {
            let rel = self.reading.nodes[child].rel;
            child > head
                && (matches!(
                    rel,
                    Rel::AclRelcl | Rel::Acl | Rel::Appos | Rel::Parataxis | Rel::Dep
                ) || child == clause.predicate)
        };
        let end = branches.children(head).find(leaves).map(|child| branches.span(child).start);
        let end = end.unwrap_or(span.end).max(head + 1);
        let end = self.without_asides(head..end).end.max(head + 1);
        let opens = |at: &usize| {
            let node = self.reading.nodes[*at];
            let hangs = node.head as usize == head
                && matches!(node.rel, Rel::Case | Rel::Mark | Rel::Cc | Rel::Punct);
            // `in June, when Chad expelled three`
            hangs || node.tag == Penn::Wrb
        };
        let mut start = (span.start..head).find(|at| !opens(at)).unwrap_or(head);
        // The number of a paragraph: `8. Rebels attacked`.
        let first = self.reading.sentences[clause.sentence].start;
        if start == first && start + 1 < head && matches!(self.reading.word(start + 1), "." | ")") {
            start += 2;
        }
        start..end
    }

    /// The predicate of a clause with its auxiliaries and adverbs; of a clause above only those.
    fn verb(&mut self, clause: &Clause, told: &Clause) {
        let branches = &self.reading.branches;
        let at = clause.predicate;
        self.keep(at..at + 1);
        for child in branches.children(at) {
            let rel = self.reading.nodes[child].rel;
            let joined = match rel {
                Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Compound | Rel::Fixed | Rel::Expl => true,
                // `in June, when Chad expelled three`
                Rel::Advmod => self.reading.nodes[child].tag != Penn::Wrb,
                Rel::Mark => {
                    let is_open = clause.link == Link::Open || clause.form == ClauseForm::Finite;
                    self.reading.nodes[child].tag == Penn::To && is_open
                }
                // `asked Iran to leave`: who is asked stands between.
                Rel::Obj | Rel::Iobj => at != told.predicate && child < told.predicate,
                _ => false,
            };
            let is_late =
                told.subject.is_some_and(|subject| child + 1 < subject) && rel == Rel::Advmod;
            if joined && !is_late {
                let run =
                    if at == told.predicate { branches.span(child) } else { child..child + 1 };
                let run =
                    if matches!(rel, Rel::Obj | Rel::Iobj) { branches.span(child) } else { run };
                self.keep(run);
            }
        }
    }

    /// What the predicate of a clause governs behind it.
    fn behind(&mut self, clause: &Clause, at: usize) {
        let branches = &self.reading.branches;
        let of_noun = clause.predicate != at;
        for child in branches.children(at).filter(|&child| child > at || of_noun) {
            let rel = self.reading.nodes[child].rel;
            let span = branches.span(child);
            let keeps = match rel {
                Rel::Obj
                | Rel::Iobj
                | Rel::Obl
                | Rel::OblAgent
                | Rel::Xcomp
                | Rel::Ccomp
                | Rel::Nmod
                | Rel::Advmod
                | Rel::Nummod
                | Rel::Amod
                | Rel::Compound
                | Rel::Flat
                | Rel::Case
                | Rel::NsubjPass
                | Rel::Nsubj => true,
                Rel::Advcl => {
                    let comma = |at: usize| self.reading.nodes[at].tag == Penn::Comma;
                    let aside = comma(span.start) || span.start > 0 && comma(span.start - 1);
                    !aside && span.len() <= SHORT
                }
                // `killed and wounded two`, `a noun and another` behind a copula
                Rel::Conj => self.reading.nodes[child].tag.is_noun() && span.len() <= SHORT,
                _ => false,
            };
            let is_said = self
                .reading
                .clause_at(child)
                .is_some_and(|it| self.reading.clauses[it].link == Link::Complement && child < at);
            if keeps && !is_said {
                self.keep(self.without_asides(span));
            }
        }
        // What stands before the verb though it is acted on: `the arms that Russia sent`.
        if let Some(object) = clause.object.filter(|&object| object < at)
            && clause.noun == Some(object)
        {
            self.keep(self.phrase(object, clause));
        }
        if clause.form == ClauseForm::Participle
            && let Some(noun) = clause.noun
        {
            self.keep(self.phrase(noun, clause));
        }
    }

    /// A run up to the first clause in it that is set off by a comma, or is long.
    fn without_asides(&self, run: Range<usize>) -> Range<usize> {
        let aside = |&at: &usize| {
            let node = self.reading.nodes[at];
            let span = self.reading.branches.span(at);
            let hangs = matches!(
                node.rel,
                Rel::AclRelcl | Rel::Acl | Rel::Advcl | Rel::Parataxis | Rel::Appos
            );
            let is_sign =
                |at: usize| matches!(self.reading.nodes[at].tag, Penn::Comma | Penn::Colon);
            let comma = span.start > run.start && (is_sign(span.start) || is_sign(span.start - 1));
            hangs && span.start > run.start && (comma || span.len() > SHORT)
        };
        let inner = run.clone().filter(aside).map(|at| self.reading.branches.span(at).start).min();
        self.without_signs(run.start..inner.unwrap_or(run.end).max(run.start))
    }

    /// A run without the signs at its end, but for a bracket that closes one in it.
    fn without_signs(&self, run: Range<usize>) -> Range<usize> {
        let nodes = &self.reading.nodes;
        let count = |end: usize, tag: Penn| {
            nodes[run.start..end].iter().filter(|node| node.tag == tag).count()
        };
        let mut end = run.end;
        while end > run.start && nodes[end - 1].tag.is_punctuation() {
            let closes = nodes[end - 1].tag == Penn::CloseBracket
                && count(end, Penn::OpenBracket) >= count(end, Penn::CloseBracket);
            if closes {
                break;
            }
            end -= 1;
        }
        run.start..end
    }

    /// An event that a noun tells: its noun phrase without what hangs from it by the way.
    fn noun(&mut self, head: usize) {
        let span = self.reading.branches.span(head);
        let opens = |at: &usize| {
            let node = self.reading.nodes[*at];
            matches!(node.rel, Rel::Case | Rel::Det | Rel::Mark | Rel::Cc | Rel::Punct)
                && node.head as usize == head
                || node.tag == Penn::OpenQuote
        };
        let start = (span.start..head).find(|at| !opens(at)).unwrap_or(head);
        let hangs = |&child: &usize| {
            child > head
                && matches!(
                    self.reading.nodes[child].rel,
                    Rel::AclRelcl
                        | Rel::Acl
                        | Rel::Appos
                        | Rel::Parataxis
                        | Rel::Advcl
                        | Rel::Conj
                        | Rel::Nsubj
                        | Rel::Cop
                        | Rel::Punct
                        | Rel::Dep
                )
        };
        let end = self.reading.branches.children(head).find(hangs);
        let end = end.map_or(span.end, |child| self.reading.branches.span(child).start);
        self.keep(self.without_asides(start..end.max(head + 1)));
    }

    fn keep(&mut self, run: Range<usize>) {
        if !run.is_empty() {
            self.kept.push(run);
        }
    }

    /// The title: the runs in the order of the text.
    fn write(mut self) -> String {
        self.kept.sort_unstable_by_key(|run| (run.start, run.end));
        let tokens = &self.reading.tokens;
        let marks = self.kept.iter().cloned().flatten();
        let marks = marks.filter(|&at| is_double(self.reading.word(at), tokens[at].shape)).count();
        let mut line = Line::default();
        let mut last: Option<usize> = None;
        // Whether a space stands before a mark that is left out.
        let mut space = false;
        for run in &self.kept {
            let mut at = run.start.max(last.unwrap_or(0));
            while at < run.end {
                if last.is_some_and(|last| self.leaves_words(last, at)) {
                    line.push("…", true);
                }
                if let Some((named, name)) = self.names.iter().find(|(it, _)| it.start == at) {
                    line.push(name, true);
                    at = named.end;
                    last = Some(at);
                    continue;
                }
                // No title begins with a comma.
                if last.is_none() && matches!(self.reading.nodes[at].tag, Penn::Comma | Penn::Colon)
                {
                    at += 1;
                    continue;
                }
                let is_mark = is_double(self.reading.word(at), tokens[at].shape);
                let spaced = space || tokens[at].gap != Gap::None || last != Some(at);
                if is_mark && marks % 2 == 1 {
                    space = spaced;
                } else {
                    line.push(self.reading.word(at), spaced);
                    space = false;
                }
                at += 1;
                last = Some(at);
            }
        }
        capitalised(&line.closed(""))
    }

    /// Whether words that are left out stand between two places.
    fn leaves_words(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| !self.reading.nodes[at].tag.is_punctuation())
    }
}

fn is_double(word: &str, shape: Shape) -> bool {
    shape == Shape::Quote && matches!(word, "\"" | "“" | "”" | "``" | "''" | "«" | "»" | "„")
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A line that grows word by word, as far as there is room.
#[derive(Default)]
struct Line {
    text: String,
    characters: usize,
    is_full: bool,
}

impl Line {
    fn push(&mut self, word: &str, spaced: bool) {
        let spaced = spaced && !self.text.is_empty();
        let characters = word.chars().count() + usize::from(spaced);
        if self.is_full || self.characters + characters > LENGTH && self.characters > 0 {
            self.is_full = true;
            return;
        }
        if spaced {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.characters += characters;
    }

    /// The text with `close` behind it.
    fn closed(mut self, close: &str) -> String {
        let kept = self.text.trim_end_matches([',', ' ', ';', '…', '-', '–', '—']).len();
        self.text.truncate(kept);
        if self.is_full {
            self.text.push_str(" …");
        }
        self.text.push_str(close);
        self.text
    }
}

#[cfg(test)]
mod tests;
