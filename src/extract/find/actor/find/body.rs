//! Organisations by their names, and whose a body or an office is.

use std::ops::Range;

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{
            evidence,
            noun::{self, Noun},
            piece::{Part, Piece},
        },
        lexicon::names::{Head, Known, Sort},
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

impl<'t> Finder<'_, 't> {
    /// The organisation that words with capitals name: one with a last word that only
    /// organisations have, or a longer name than the known one that it ends with.
    pub(super) fn organisation(&mut self, pieces: &[Piece], phrase: &Phrase) -> Option<Found> {
        let last = pieces.last()?;
        let tokens = &self.reading.tokens;
        let capital = |at: usize| matches!(tokens[at].shape, Shape::Capital | Shape::Capitals);
        let head = match last.part {
            Part::Head(head) => head,
            // `the Supreme National Security Council` is another one than the known.
            Part::Known(known) if is_longer_name(pieces) || self.goes_on(last, phrase) => {
                let kind = self.lexicon.names.bearer(known).kind;
                if kind == ActorKind::State {
                    return None;
                }
                Head { named: Some(kind), ..Head::default() }
            }
            Part::Name => {
                self.lexicon.names.head(std::iter::once(tokens[last.run.end - 1].word))?.1
            }
            _ => return None,
        };
        let kind = head.named?;
        let mut start = last.run.start;
        let from = pieces[0].run.start;
        while start > from
            && (capital(start - 1) || self.joins_name(start - 1, from))
            && self.reading.nodes[start - 1].rel != Rel::Det
        {
            start -= 1;
        }
        let whole = phrase.noun.own.end == last.run.end;
        let end = if whole { self.name_end(phrase, last.run.end) } else { last.run.end };
        if start + 1 >= end || !capital(last.run.end - 1) {
            return None;
        }
        let run = start..end;
        for at in last.run.end..end {
            if self.read[at] == Read::Not {
                self.read[at] = Read::Nobody;
            }
        }
        let state = pieces.iter().find(|piece| {
            piece.run.start >= run.start
                && piece.known().is_some_and(|known| {
                    matches!(known.sort, Sort::Demonym | Sort::Name)
                        && self.lexicon.names.bearer(known).kind == ActorKind::State
                })
        });
        let before = pieces.iter().find(|piece| {
            piece.run.end <= run.start
                && piece.known().is_some_and(|known| known.sort == Sort::Demonym)
        });
        let own_state = state.is_some();
        let state = state.or(before).cloned().map(|piece| self.bearer(&piece)).or(phrase.owner);
        let text = self.text(&run);
        let key = self.key(text, kind, state.filter(|_| !own_state));
        let of = state.filter(|_| kind == ActorKind::Government);
        let actor = self.cast.body(text, &key, kind, of);
        self.cast.rename(text, actor);
        if let Some(of) = of {
            self.cast.join(actor, of);
        }
        if let Some(state) = state {
            self.cast.settle(actor, state);
        }
        Some(Found::name(actor, "name of an organisation").up_to(if whole { end } else { 0 }))
    }

    /// Whether a name that bodies of other countries bear as well means the known one: nothing says whose
    /// it is, and the text tells of that country more than of others, or half as much.
    pub(super) fn is_meant(&self, phrase: &Phrase, known: Known) -> bool {
        if known.sort != Sort::Shared {
            return true;
        }
        let country = &*self.lexicon.names.bearer(known).country;
        let is_other = |actor: usize| {
            let of = &self.cast.actors[actor].country;
            !of.is_empty() && **of != *country
        };
        let named = |piece: &Piece| {
            let other = piece.known().filter(|it| it.sort != Sort::Shared)?;
            Some(&*self.lexicon.names.bearer(other).country).filter(|of| !of.is_empty())
        };
        let other = phrase.pieces.iter().filter_map(named).any(|of| of != country);
        !other && !phrase.owner.is_some_and(is_other) && self.evidence.tells_of(country)
    }

    /// The body that bears a name which the known one shares: `Bolivia's Congress`, `the Ukrainian Ministry
    /// of Defence`.
    pub(super) fn of_another_country(&mut self, phrase: &Phrase, known: Known) -> Option<Found> {
        let mut pieces = phrase.pieces.clone();
        let last = pieces.last_mut()?;
        let word = self.reading.tokens[last.run.end - 1].word;
        if let Some((_, head)) = self.lexicon.names.head(std::iter::once(word)) {
            last.part = Part::Head(head);
            let phrase = Phrase { pieces, ..phrase.clone() };
            let found = self.organisation(&phrase.pieces, &phrase);
            return found.or_else(|| self.described_group(&phrase, head));
        }
        let of = phrase.owner.or_else(|| self.owning_modifier(&phrase.pieces, phrase));
        let kind = self.lexicon.names.bearer(known).kind;
        let text = self.shown(phrase, 0);
        let key = self.key(text, kind, of.filter(|_| phrase.owner.is_none()));
        let actor = self.cast.body(text, &key, kind, of);
        if let Some(of) = of {
            self.cast.join(actor, of);
        }
        Some(Found::name(actor, "name of an organisation"))
    }

    /// A longer name than a known one that it begins with: `BBC News` `Online`.
    pub(super) fn longer_name(
        &mut self,
        phrase: &Phrase,
        names: usize,
        end: usize,
    ) -> Option<Found> {
        let before = phrase.pieces[..names].last()?;
        let known = before.known().filter(|known| known.sort == Sort::Name)?;
        let kind = self.lexicon.names.bearer(known).kind;
        let flat = self.reading.nodes[end - 1].rel == Rel::Flat && kind != ActorKind::Media;
        if kind == ActorKind::State || flat {
            return None;
        }
        let text = self.text(&(before.run.start..end));
        let actor = self.cast.body(text, text, kind, None);
        Some(Found::name(actor, "longer than a known name"))
    }

    /// Whether a small word joins two words of a name: `Ministry of Defence and Veterans`.
    fn joins_name(&self, at: usize, from: usize) -> bool {
        at > from
            && matches!(self.reading.nodes[at].rel, Rel::Cc | Rel::Punct)
            && matches!(self.reading.word(at), "and" | "&" | "-" | "'s" | "’s")
            && matches!(self.reading.tokens[at - 1].shape, Shape::Capital | Shape::Capitals)
    }

    /// Whether a known name that is only the last word of many goes on: `the Alliance` `of Free Unions`.
    fn goes_on(&mut self, last: &Piece, phrase: &Phrase) -> bool {
        let end = last.run.end;
        let word = self.reading.tokens[end - 1].word;
        let short = last.run.len() == 1 || self.reading.nodes[last.run.start].rel == Rel::Det;
        short
            && self.lexicon.names.head(std::iter::once(word)).is_some_and(|it| it.1.named.is_some())
            && self.name_end(phrase, end) > end
    }

    /// The end of a name with what it is of: `University` `of Oslo`, `Association` `for Regional
    /// Cooperation`.
    fn name_end(&mut self, phrase: &Phrase, end: usize) -> usize {
        let Some(child) = self.complement(phrase.noun.head).filter(|&child| child > end) else {
            return end;
        };
        let case = noun::preposition(self.reading, child);
        let Some(case) = case.filter(|&case| case == end) else { return end };
        if !matches!(self.reading.word(case), "of" | "for") {
            return end;
        }
        let complement = Noun::of(self.reading, self.lexicon, child);
        let is_part = complement.run.clone().all(|at| {
            matches!(self.reading.tokens[at].shape, Shape::Capital | Shape::Capitals)
                || matches!(self.reading.nodes[at].rel, Rel::Det | Rel::Cc | Rel::Case)
        });
        let calls = |at: usize| self.reading.nodes[at].tag == Penn::Prp;
        if !is_part || calls(child) {
            return end;
        }
        complement.run.end
    }

    /// What a description is found again by: its words, with its owner.
    pub(super) fn key(&self, text: &str, kind: ActorKind, owner: Option<usize>) -> String {
        match owner {
            Some(owner)
                if matches!(kind, ActorKind::Government | ActorKind::Group | ActorKind::Person) =>
            {
                format!("{} {text}", self.cast.actors[owner].name)
            }
            _ => text.to_owned(),
        }
    }

    /// A name that nothing explains: an organisation if it acts as one, else nobody.
    pub(super) fn unknown_name(&mut self, phrase: &Phrase, words: &Range<usize>) -> Option<Found> {
        let head = phrase.noun.head;
        let shown = self.evidence.shown(self.reading.word(words.end - 1));
        let text = self.text(words);
        let shouted = words.len() == 1 && self.reading.tokens[words.start].shape == Shape::Capitals;
        // `Tiraspol rejected the plan`, though something is in Tiraspol.
        let is_place = || shown.is_place() && !self.is_somebody(head);
        // `Portland, Ore., mill`; and who only says something may be a person as well.
        let is_open = || {
            let behind = self.reading.tokens.get(words.end);
            let comma = behind.is_some() && self.reading.word(words.end) == ",";
            words.len() == 1 && !shouted && (comma || self.says(head))
        };
        if self.headline || is_place() || is_open() || self.is_dateline(head) {
            return None;
        }
        // `the NLC`, where the Nigeria Labour Congress was named
        if shouted && let Some(actor) = self.cast.of_initials(text) {
            self.cast.alias(actor, text);
            return Some(Found::name(actor, "acronym of a name"));
        }
        let titled = phrase.pieces.iter().any(|piece| piece.title().is_some());
        let acts = shown.acts > 0 || titled && shouted;
        let is_asked = || evidence::is_asked(self.reading, self.lexicon, head);
        if !acts || self.stands_at(head) && !is_asked() {
            self.modifiers(phrase);
            return None;
        }
        let actor = self.cast.body(text, text, ActorKind::Organization, None);
        Some(Found::name(actor, "name that acts"))
    }

    /// The modifier that owns what a phrase describes: `Russian`, `UN`, `White House`.
    pub(super) fn owning_modifier(&mut self, pieces: &[Piece], phrase: &Phrase) -> Option<usize> {
        let (_, before) = pieces.split_last()?;
        if let Some(at) = owning_piece(before) {
            let longer = self.organisation(&before[..=at], phrase).map(|found| found.actor);
            let owner = longer.unwrap_or_else(|| self.bearer(&before[at]));
            self.cast.touch(owner, self.sentence);
            return Some(owner);
        }
        self.body_before(before, phrase)
    }

    /// The first token behind the modifier that names the owner.
    pub(super) fn after_owner(&self, pieces: &[Piece]) -> usize {
        let first = self.content_start(pieces).unwrap_or_default();
        let owner = owning_piece(&pieces[..pieces.len() - 1]);
        let next = owner.map_or(first, |owner| owner + 1).min(pieces.len() - 1);
        pieces[next.max(first.min(pieces.len() - 1))].run.start
    }

    /// The first piece that is no article.
    pub(super) fn content_start(&self, pieces: &[Piece]) -> Option<usize> {
        pieces.iter().position(|piece| {
            let node = self.reading.nodes[piece.run.start];
            !matches!(node.rel, Rel::Det | Rel::Punct) || !matches!(piece.part, Part::Other)
        })
    }

    /// A description as it is shown: with its owner and what it is of, without an article.
    pub(super) fn shown(&self, phrase: &Phrase, end: usize) -> &'t str {
        let owner = phrase
            .noun
            .owner
            .filter(|&at| !matches!(self.reading.nodes[at].tag, Penn::PrpS | Penn::WpS));
        let start = if owner.is_some() {
            phrase.noun.run.start
        } else {
            let first = self.content_start(&phrase.pieces).unwrap_or_default();
            phrase.pieces.get(first).map_or(phrase.noun.own.start, |piece| piece.run.start)
        };
        let is_article = |at: usize| {
            self.reading.nodes[at].rel == Rel::Det && self.reading.nodes[at].tag == Penn::Dt
        };
        // `all sides`
        let first = phrase.noun.own.start;
        if matches!(&*self.lower(first), "all" | "both") && owner.is_none() {
            return self.text(&(first..phrase.noun.own.end.max(end)));
        }
        let last = phrase.noun.own.end;
        // `shot dead two men`, `handed over two men`: that word belongs to the verb.
        let start = start + usize::from(start + 1 < last && self.belongs_to_verb(start));
        let is_adverb = |at: usize| matches!(self.reading.nodes[at].tag, Penn::Rb | Penn::Jjs);
        // `at least 24 people`, but `the people` of `even the people`
        let at_least = self.reading.nodes[start].tag == Penn::Jjs
            && start
                .checked_sub(1)
                .is_some_and(|at| self.reading.word(at).eq_ignore_ascii_case("at"));
        let number = |at: usize| self.reading.nodes[at].tag == Penn::Cd;
        let counted = is_adverb(start) && start + 1 < last && number(start + 1);
        // `11:20 Representatives of Oman signed`: when it was is no word of who it was.
        let is_hour = |at: usize| self.reading.word(at).contains(':');
        let dropped = |at: usize| {
            is_article(at) || is_hour(at) || is_adverb(at) && !counted && owner.is_none()
        };
        let start = if at_least && counted {
            start - 1
        } else {
            (start..last).find(|&at| !dropped(at)).unwrap_or(start)
        };
        // `author of “Winter Harbour”`: with the mark that closes.
        let end = end.max(last);
        let text = self.text(&(start..end));
        let open = ["“", "«"].iter().any(|mark| text.contains(mark)) && !text.contains(['”', '»']);
        let closes = self.reading.tokens.get(end).is_some_and(|it| it.shape == Shape::Quote);
        self.text(&(start..end + usize::from(open && closes)))
    }

    fn belongs_to_verb(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].word;
        let verb = at.checked_sub(1).map(|it| self.lexicon.lemma(self.reading.tokens[it].word));
        let is_phrasal = |verb| self.lexicon.triggers.is_in("phrasal", verb);
        self.reading.word(at) == "dead"
            || self.lexicon.cases.is_particle(word) && verb.is_some_and(is_phrasal)
    }

    /// Where the noun phrase of a complement ends with what is joined to it, if it is short enough to be
    /// shown.
    pub(super) fn short_end(&self, child: usize) -> usize {
        const LONGEST: usize = 9;
        let mut noun = Noun::of(self.reading, self.lexicon, child);
        // `residents of Goma and Bukavu`
        let by_and = |&it: &usize| {
            let mut own = self.reading.branches.children(it);
            own.clone().any(|it| self.reading.nodes[it].rel == Rel::Cc)
                // `the government of Oman and the rebels`
                && !own.any(|it| self.reading.nodes[it].rel == Rel::Det)
        };
        let last = self.conjuncts(child).last().filter(by_and);
        let last = last.filter(|_| noun.run.len() <= LONGEST);
        let joined = last.map(|last| Noun::of(self.reading, self.lexicon, last).run.end);
        noun.run.end = joined.filter(|end| end - noun.run.start <= LONGEST).unwrap_or(noun.run.end);
        let short = noun.run.len() <= LONGEST
            && !self.reading.nodes[child].tag.is_verb()
            && self.reading.nodes[child].tag != Penn::Prp;
        if short { noun.run.end } else { 0 }
    }
}

/// Whether a known name, but not a state's, has one more word of a name before it.
fn is_longer_name(pieces: &[Piece]) -> bool {
    matches!(pieces, [.., before, last] if matches!(before.part, Part::Name)
        && last.known().is_some_and(|known| known.sort == Sort::Name))
}

/// The modifier that names the owner: a nationality before all others, `Israeli UN envoy`.
fn owning_piece(before: &[Piece]) -> Option<usize> {
    let sort = |piece: &Piece| piece.known().map(|known| known.sort);
    let demonym = before.iter().rposition(|piece| sort(piece) == Some(Sort::Demonym));
    demonym.or_else(|| {
        before.iter().rposition(|piece| {
            sort(piece).is_some_and(|sort| !matches!(sort, Sort::Capital | Sort::Place))
        })
    })
}
