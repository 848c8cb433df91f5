//! Groups and bodies by what describes them: `Kenyan rebels`, `the foreign ministry`, `the group`.

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{
            noun::Noun,
            piece::{Part, Piece},
        },
        lexicon::{
            Class,
            names::{Described, Head, Named, Sort},
            time::Term,
        },
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

/// What a description of a group says, as far as it has been read.
struct Description {
    described: Described,
    /// Whose it is.
    of: Option<usize>,
    /// The last word, in lower case.
    word: String,
    definite: bool,
    /// Whether nothing but an article stands before the last words.
    bare: bool,
    /// Where its complement ends.
    end: usize,
}

impl Finder<'_, '_> {
    /// `the foreign ministry`, `Syrian rebels`, `journalists`.
    pub(super) fn described_group(&mut self, phrase: &Phrase, head: Head) -> Option<Found> {
        let last = phrase.pieces.last()?.clone();
        if head.described == Some(Described::Nobody) {
            return None;
        }
        if let Some(found) = self.organisation(&phrase.pieces, phrase) {
            return Some(found);
        }
        let at = phrase.noun.head;
        let word = self.lower(last.run.end - 1);
        let definite = self.is_definite(&phrase.noun);
        let first = self.content_start(&phrase.pieces)?;
        let bare = first + 1 == phrase.pieces.len() && phrase.noun.owner.is_none();
        let capital = self.reading.tokens[last.run.start].shape == Shape::Capital
            && matches!(self.reading.nodes[at].tag, Penn::Nnp | Penn::Nnps);
        if capital
            && bare
            && definite
            && let Some(actor) = self.cast.last_of_sort(&word, None)
        {
            return Some(Found::name(actor, "last word of a name"));
        }
        if let Some(found) = self.led_by(phrase, head) {
            return Some(found);
        }
        if let Some(found) = self.named_group(phrase, head) {
            return Some(found);
        }
        let complement = self.part_of(at);
        // `the Emirate of Khorat`
        if head.is_state
            && capital
            && let Some(of) = complement.filter(|&it| self.reading.nodes[it].tag == Penn::Nnp)
            && self.short_end(of) > 0
        {
            let text = self.text(&(last.run.start..self.short_end(of)));
            let actor = self.cast.body(text, text, ActorKind::State, None);
            return Some(
                Found::name(actor, "a state by what describes it").up_to(self.short_end(of)),
            );
        }
        if head.is_state && definite && complement.is_none() {
            return self.that_state(phrase, bare);
        }
        // `both sides` are not the one side that was named.
        let is_whole = phrase.noun.own.clone().any(|at| self.is_whole(at));
        let alone = !is_whole && (bare || self.counts_members(first, phrase));
        if (head.is_party || head.is_bloc) && definite && alone && complement.is_none() {
            if let Some(found) = self.that_party(&word, head) {
                return Some(found);
            }
            head.described?;
        }
        let behind = complement.and_then(|child| self.owner_behind(child, phrase.depth));
        let of = phrase.owner.or_else(|| self.owning_modifier(&phrase.pieces, phrase)).or(behind);
        if word == "state" {
            let is_state = |actor: &usize| self.cast.actors[*actor].kind == ActorKind::State;
            let found = |state| Found::description(state, "state by its adjective");
            return of.filter(is_state).map(found);
        }
        // `An unidentified group opened fire`
        let acts = head.is_party && !definite && !bare && self.takes_part(at);
        let described = head.described.or(acts.then_some(Described::Group))?;
        let sort = if acts { Described::Body } else { described };
        if let Some(found) = self.named_body_behind(phrase, sort, of) {
            return Some(found);
        }
        let end = complement.map_or(0, |child| self.short_end(child));
        self.description(phrase, &Description { described, of, word, definite, bare, end })
    }

    /// The body whose name stands behind what it is: `a rebel group, the People's Front,`.
    fn named_body_behind(
        &mut self,
        phrase: &Phrase,
        described: Described,
        of: Option<usize>,
    ) -> Option<Found> {
        const REACH: usize = 4;
        if !matches!(described, Described::Body | Described::Band | Described::Government) {
            return None;
        }
        let head = phrase.noun.head;
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        let name = behind.take(REACH).find(|&child| {
            self.reading.nodes[child].rel == Rel::Appos
                && matches!(self.reading.nodes[child].tag, Penn::Nnp | Penn::Nnps)
        })?;
        let known = self.look(name, phrase.depth + 1).or_else(|| {
            let noun = Noun::of(self.reading, self.lexicon, name);
            let sign = |at: usize| {
                let node = self.reading.nodes.get(at);
                node.is_none_or(|node| node.tag.is_punctuation())
            };
            let alone = noun.run.start > 0 && sign(noun.run.start - 1) && sign(noun.run.end);
            if !alone || self.read[name] != Read::Nobody {
                return None;
            }
            let article = self.reading.nodes[noun.run.start].tag == Penn::Dt;
            let text = self.text(&(noun.run.start + usize::from(article)..noun.run.end));
            let kind = if described == Described::Band {
                ActorKind::ArmedGroup
            } else {
                ActorKind::Organization
            };
            let actor = self.cast.body(text, text, kind, None);
            self.note_run(name, noun.run.clone(), &Found::name(actor, "name behind what it is"));
            Some(actor)
        })?;
        let kind = self.cast.actors[known].kind;
        if matches!(kind, ActorKind::Person | ActorKind::State | ActorKind::Group) {
            return None;
        }
        if let Some(of) = of {
            self.cast.settle(known, of);
        }
        let word = self.lower(head);
        self.cast.sort(&word, known);
        Some(Found::description(known, "name behind what it is"))
    }

    /// Some of a group: `thousands of demonstrators`, `one of the women`, `most of them`.
    pub(super) fn some_of(&mut self, phrase: &Phrase) -> Option<Found> {
        let head = phrase.noun.head;
        let word = self.reading.tokens[head].word;
        let number = self.reading.nodes[head].tag == Penn::Cd;
        let quantity = self.lexicon.names.head(std::iter::once(word));
        if !number && !quantity.is_some_and(|it| it.1.is_quantity) {
            return None;
        }
        let child = self.part_of(head)?;
        let of = self.look(child, phrase.depth + 1)?;
        let end = self.short_end(child);
        if !self.cast.is_plural(of) {
            return None;
        }
        let text = self.lower(head);
        // The whole of them, or so many that nobody else is meant.
        let noun = Noun::of(self.reading, self.lexicon, child);
        let definite = noun.run.clone().take(2).any(|at| self.reading.nodes[at].rel == Rel::Det)
            || noun.owner.is_some()
            || self.reading.nodes[child].tag == Penn::Prp;
        let pronoun = self.reading.nodes[child].tag == Penn::Prp;
        if !definite || pronoun || matches!(&*text, "all" | "both" | "most" | "each" | "rest") {
            return Some(Found::description(of, "so many of a group").up_to(end));
        }
        let name = self.shown(phrase, end);
        let one = matches!(&*text, "one" | "each" | "none" | "any");
        let (kind, gender) = match self.cast.actors[of].kind {
            ActorKind::Group if one => (ActorKind::Person, None),
            kind => (kind, None),
        };
        let actor = if kind == ActorKind::Person {
            self.cast.unnamed(name, gender)
        } else {
            self.cast.another(name, kind, Some(of))
        };
        self.cast.settle(actor, of);
        if !one {
            self.cast.set_plural(actor);
        }
        Some(Found::description(actor, "some of a group").up_to(end))
    }

    fn description(&mut self, phrase: &Phrase, it: &Description) -> Option<Found> {
        let at = phrase.noun.head;
        let plural =
            self.reading.nodes[at].tag == Penn::Nns || self.reading.nodes[at].tag == Penn::Nnps;
        let counted = self.has_number(phrase);
        let kind = self.kind(it);
        let free = it.of.is_none();
        let name = self.shown(phrase, it.end);
        let key = self.key(name, kind, it.of.filter(|_| phrase.owner.is_none()));
        let again = self.cast.named(&key).filter(|_| it.definite || !counted);
        if let Some(actor) = again {
            return Some(Found::description(actor, "description again").up_to(it.end));
        }
        let plain = it.bare || counted || phrase.owner.is_some() && phrase.pieces.len() == 1;
        // `the interior ministry` is not `the foreign ministry`, nor just any.
        let sort = self.qualified(phrase, it);
        let word = sort.as_deref().unwrap_or(&it.word);
        if it.definite
            && plain
            && !phrase.noun.own.clone().any(|at| self.is_whole(at))
            && let Some(actor) = self.cast.last_of_sort(word, it.of)
            && self.counts_alike(phrase, actor)
        {
            return Some(Found::description(actor, "the last of that sort").up_to(it.end));
        }
        // `Gulf leaders`: of whom they are a part is said.
        let told = phrase.noun.own.clone().any(|at| {
            let token = &self.reading.tokens[at];
            token.shape == Shape::Capital && self.lexicon.names.named(token.word) != Named::Nothing
        });
        let takes_part = self.takes_part(at);
        // `appealed to all sides`
        let counted = counted || phrase.noun.own.clone().any(|at| self.is_whole(at));
        // `nationalist groups`, `gang members`
        let modified = takes_part
            && phrase.noun.own.clone().any(|it| {
                let rel = self.reading.nodes[it].rel;
                let word = self.reading.tokens[it].word;
                matches!(rel, Rel::Amod | Rel::Compound)
                    && !self.lexicon.class(word).has(Class::DETERMINER)
            });
        let vague = it.described == Described::Part && !counted && !told && !modified
            || matches!(it.described, Described::Body | Described::Government)
                && !plural
                && !it.definite
                && !takes_part;
        // `in public`, `under pressure of opposition`
        let quantity = self
            .lexicon
            .names
            .head(std::iter::once(self.reading.tokens[at].word))
            .is_some_and(|head| head.1.is_quantity);
        let mass = it.described != Described::Fighters
            && (self.reading.nodes[at].tag == Penn::Nn || quantity)
            && phrase.noun.run.len() == 1
            && !takes_part;
        if free && (vague || mass) {
            return None;
        }
        let name = self.with_owner(phrase, name);
        let actor = self.cast.another(&name, kind, it.of);
        self.cast.rename(&key, actor);
        self.cast.sort(&it.word, actor);
        if let Some(sort) = sort {
            self.cast.sort(&sort, actor);
        }
        if plural
            || !matches!(it.described, Described::Body | Described::Government | Described::Band)
        {
            self.cast.set_plural(actor);
        }
        if let Some(of) = it.of.filter(|&of| self.belongs(it, of)) {
            self.cast.join(actor, of);
        }
        let rule = if free { "group" } else { "group of somebody" };
        Some(Found::description(actor, rule).up_to(it.end))
    }

    /// Notes whose a demand or an act is, where only the sort of them is said: `a rebel demand`, `army
    /// positions`.
    pub(super) fn party_before(&mut self, phrase: &Phrase, piece: &Piece) {
        let (at, head) = (piece.run.start, phrase.noun.head);
        let noun = self.lexicon.lemma(self.reading.tokens[head].word);
        let triggers = &self.lexicon.triggers;
        let is_theirs =
            ["plea", "demand", "attack", "position"].iter().any(|set| triggers.is_in(set, noun));
        let modifies = matches!(self.reading.nodes[at].rel, Rel::Amod | Rel::Compound);
        if !is_theirs || !modifies || piece.run.len() > 1 || self.read[at] != Read::Not {
            return;
        }
        let word = self.lower(at);
        let several = format!("{word}s");
        let described = |word: &str| {
            let head = self.lexicon.names.head(std::iter::once(self.lexicon.word(word)))?;
            head.1.described
        };
        let (sort, described) = match (described(&word), described(&several)) {
            (Some(it @ (Described::Government | Described::Group)), _) => (word, it),
            (_, Some(it @ Described::Fighters)) => (several, it),
            _ => return,
        };
        let kind = match described {
            Described::Fighters => ActorKind::ArmedGroup,
            Described::Government => ActorKind::Government,
            _ => ActorKind::Group,
        };
        let known = self.cast.last_of_sort(&sort, None);
        let actor = known.unwrap_or_else(|| {
            let actor = self.cast.another(&sort, kind, None);
            self.cast.sort(&sort, actor);
            self.cast.set_plural(actor);
            actor
        });
        self.note_run(at, piece.run.clone(), &Found::description(actor, "party before a noun"));
    }

    /// Whether a word says that all of them are meant: `all sides`, `the warring parties`.
    fn is_whole(&self, at: usize) -> bool {
        matches!(&*self.lower(at), "all" | "both" | "rival" | "warring" | "opposing")
    }

    /// A description with whose it is, if only a pronoun says so: `its troops` are Chad's troops.
    pub(super) fn with_owner(&self, phrase: &Phrase, name: &str) -> String {
        let by_pronoun = phrase
            .noun
            .owner
            .is_some_and(|owner| matches!(self.reading.nodes[owner].tag, Penn::PrpS | Penn::WpS));
        let tells = |&owner: &usize| {
            by_pronoun
                && (self.cast.is_named(owner)
                    || !matches!(
                        self.cast.actors[owner].kind,
                        ActorKind::Person | ActorKind::Group | ActorKind::Other
                    ))
        };
        match phrase.owner.filter(tells) {
            Some(owner) => format!("{}'s {name}", self.cast.actors[owner].name),
            None => name.to_owned(),
        }
    }

    /// Whether a phrase counts no other number than an actor's name tells: `the two men` are not the `74
    /// Muslim men`.
    fn counts_alike(&self, phrase: &Phrase, actor: usize) -> bool {
        let mut numbers =
            phrase.noun.own.clone().filter(|&at| self.reading.nodes[at].tag == Penn::Cd);
        let Some(number) = numbers.next() else { return true };
        let name = &self.cast.actors[actor].name;
        let counts = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_digit())
                || matches!(
                    self.lexicon.time.term(self.lexicon.word(&word.to_lowercase())),
                    Term::Number(_)
                )
        };
        let own = self.reading.word(number);
        let mut told = name.split(' ').filter(|word| counts(word));
        told.next().is_none_or(|word| word.eq_ignore_ascii_case(own))
    }

    /// What a description says besides its last word, with it: `foreign ministry`, `ministry of
    /// transport`; `None` if that is whose it is, or nothing.
    fn qualified(&self, phrase: &Phrase, it: &Description) -> Option<String> {
        if !matches!(it.described, Described::Government | Described::Body) {
            return None;
        }
        let head = phrase.noun.head;
        let tells = |&at: &usize| {
            at < head
                && matches!(self.reading.nodes[at].rel, Rel::Amod | Rel::Compound)
                && self.lexicon.names.named(self.reading.tokens[at].word) == Named::Nothing
        };
        let first = phrase.noun.own.clone().find(tells);
        let behind = it.of.is_none() && it.end > head + 1;
        if first.is_none() && !behind {
            return None;
        }
        let end = if behind { it.end } else { head + 1 };
        Some(self.text(&(first.unwrap_or(head)..end)).to_lowercase())
    }

    /// What sort of actor a description tells of.
    fn kind(&self, it: &Description) -> ActorKind {
        let owner = it.of.map(|of| self.cast.actors[of].kind);
        match it.described {
            Described::Government => match owner {
                Some(ActorKind::ArmedGroup) => ActorKind::ArmedGroup,
                Some(ActorKind::Organization) => ActorKind::Organization,
                _ => ActorKind::Government,
            },
            Described::Body => ActorKind::Organization,
            Described::Band | Described::Fighters => ActorKind::ArmedGroup,
            Described::Force => match owner {
                Some(ActorKind::State | ActorKind::Government) => ActorKind::Government,
                Some(_) => ActorKind::ArmedGroup,
                None => ActorKind::Group,
            },
            _ => ActorKind::Group,
        }
    }

    /// Whether those described are a part of their owner, and not only of its country: officials
    /// are, rebels are not.
    fn belongs(&self, it: &Description, of: usize) -> bool {
        match self.cast.actors[of].kind {
            ActorKind::Person => false,
            ActorKind::State => !matches!(
                it.described,
                Described::Group | Described::Band | Described::Fighters | Described::Body
            ),
            _ => it.word != "supporters" && it.word != "critics" && it.word != "opponents",
        }
    }

    /// `the kingdom`: the state that was mentioned last, also as a place, and does not act here itself:
    /// `Washington cut off aid to the country`.
    fn that_state(&mut self, phrase: &Phrase, bare: bool) -> Option<Found> {
        // `the Transnistrian republic` says itself which.
        let is_named = |at: usize| {
            at != phrase.noun.head
                && self.reading.tokens[at].shape == Shape::Capital
                && self.reading.nodes[at].rel != Rel::Det
        };
        if !bare && phrase.noun.owner.is_some() {
            return None;
        }
        if phrase.noun.own.clone().any(is_named) {
            let actor = self.called(phrase, ActorKind::State, false, 0);
            return Some(Found::description(actor, "a state by what describes it"));
        }
        let clause = self.reading.clause_of(phrase.noun.head);
        let subject = clause.and_then(|it| self.reading.clauses[it].subject);
        let doer = subject.filter(|&it| it != phrase.noun.head).and_then(|it| self.read_actor(it));
        let is_state = |&actor: &usize| {
            self.cast.actors[actor].kind == ActorKind::State && doer != Some(actor)
        };
        let state = self.cast.recent().take(12).find(is_state)?;
        Some(Found::description(state, "the last state"))
    }

    /// `the group`: the organisation or armed group that stands out most, of those mentioned so far.
    fn that_party(&mut self, word: &str, head: Head) -> Option<Found> {
        let only_armed = matches!(head.described, Some(Described::Band | Described::Fighters));
        let fits = |actor: usize| {
            let fits = match self.cast.actors[actor].kind {
                ActorKind::ArmedGroup => !head.is_bloc,
                ActorKind::Organization | ActorKind::Coalition => !only_armed,
                _ => false,
            };
            fits && self.cast.is_named(actor)
        };
        let is_armed = |actor: usize| self.cast.actors[actor].kind == ActorKind::ArmedGroup;
        let of_sort = self.cast.last_of_sort(word, None).filter(|&actor| fits(actor));
        // Of what is called a group, one that is armed stands out.
        let salient = || {
            self.most_salient(|actor| fits(actor) && is_armed(actor))
                .or_else(|| self.most_salient(fits))
        };
        let actor = of_sort.or_else(salient)?;
        Some(Found::description(actor, "the last group"))
    }

    /// Whether all that stands before the last word says how many belong to it: `the 15-member
    /// body`.
    fn counts_members(&self, first: usize, phrase: &Phrase) -> bool {
        let Some((last, _)) = phrase.pieces.split_last() else { return false };
        let counted = phrase.pieces[first].run.start..last.run.start;
        let is_member = |at: usize| {
            let word = self.lower(at);
            let part = word.rsplit('-').next().unwrap_or_default();
            matches!(part, "member" | "nation" | "country" | "state" | "strong")
        };
        counted.clone().any(is_member)
            && counted.clone().all(|at| {
                is_member(at) || matches!(self.reading.nodes[at].tag, Penn::Cd | Penn::Hyph)
            })
            && phrase.noun.owner.is_none()
    }

    /// A group with its name before what it is: `Anadolu news agency`, `Zaghawa rebels`.
    fn named_group(&mut self, phrase: &Phrase, head: Head) -> Option<Found> {
        let (last, before) = phrase.pieces.split_last()?;
        let is_body = matches!(head.described, Some(Described::Body | Described::Band));
        if !is_body && !head.is_party {
            return None;
        }
        // `Interfax news agency`, `the Hamas movement`, `the Islamic State group`
        if let Some(known) = before.last().and_then(Piece::known)
            && known.sort == Sort::Name
            && self.lexicon.names.bearer(known).kind != ActorKind::State
        {
            return Some(Found::name(self.bearer(before.last()?), "name before a description"));
        }
        let described = head.described.filter(|_| is_body)?;
        let name = before.last().filter(|piece| piece.part == Part::Name)?;
        let names = before.iter().rev().take_while(|piece| piece.part == Part::Name).count();
        // `the China Daily newspaper`
        let media = head.named == Some(ActorKind::Media);
        let state =
            before.iter().rev().nth(names).filter(|piece| {
                media && piece.known().is_some_and(|known| known.sort == Sort::Name)
            });
        let start = state.or_else(|| before.get(before.len() - names))?;
        let short = self.text(&(start.run.start..name.run.end));
        if let Some(actor) = self.cast.named(short) {
            return Some(Found::name(actor, "name again"));
        }
        let kind = match (head.named, described) {
            (_, Described::Band) => ActorKind::ArmedGroup,
            (Some(kind), _) => kind,
            (None, _) if self.lower(last.run.end - 1) == "agency" => ActorKind::Media,
            _ => ActorKind::Organization,
        };
        let text = self.text(&(start.run.start..last.run.end));
        let actor = self.cast.body(text, text, kind, phrase.owner);
        self.cast.alias(actor, short);
        Some(Found::name(actor, "name before a description"))
    }

    /// `the US-led coalition`.
    fn led_by(&mut self, phrase: &Phrase, head: Head) -> Option<Found> {
        let (last, before) = phrase.pieces.split_last()?;
        let piece: &Piece = before.last()?;
        let at = piece.run.end - 1;
        let word = self.reading.word(at);
        let (leader, _) = word.rsplit_once("-led").or_else(|| word.rsplit_once("-backed"))?;
        let mut buffer = String::new();
        let leader = self.lexicon.word(crate::extract::lexicon::fold(leader, &mut buffer));
        let (_, known) = self.lexicon.names.name(std::iter::once(leader))?;
        let text = self.text(&(at..last.run.end));
        let kind = match head.described {
            Some(Described::Fighters | Described::Band | Described::Force) => ActorKind::ArmedGroup,
            _ => head.named.unwrap_or(ActorKind::Group),
        };
        let bearer = self.lexicon.names.bearer(known);
        let state = self.cast.known(known.bearer, &bearer.name, bearer.kind, &bearer.country);
        let actor = self.cast.body(text, text, kind, None);
        self.cast.sort(&self.lower(last.run.end - 1), actor);
        if word.ends_with("-led") {
            self.cast.join(state, actor);
        }
        self.note_run(at, at..at + 1, &Found::name(state, "leader of a coalition"));
        Some(Found::description(actor, "led by a country"))
    }
}
