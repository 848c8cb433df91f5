//! Who speaks in the turns of a transcript: somebody that the text names elsewhere, or a new actor,
//! with the state or body that they speak for.

use rustc_hash::FxHashMap;

use crate::{
    base::text::fold,
    extract::{
        Reading,
        lexicon::Lexicon,
        reading::actor::{ActorDraft, without_form},
    },
    model::ActorKind,
};

/// Gives each turn its speaker. O(turns + actors).
pub fn find(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    if reading.sections.iter().all(|section| section.turn.is_none()) {
        return;
    }
    let mut sections = std::mem::take(&mut reading.sections);
    let mut finder = Finder::of(std::mem::take(&mut reading.actors), lexicon);
    for turn in sections.iter_mut().filter_map(|section| section.turn.as_mut()) {
        if !turn.name.is_empty() {
            let of = (!turn.of.is_empty()).then(|| finder.body(&turn.of));
            turn.speaker = Some(finder.speaker(&turn.name, of));
        }
    }
    (reading.sections, reading.actors) = (sections, finder.actors);
}

struct Finder<'l> {
    lexicon: &'l Lexicon,
    actors: Vec<ActorDraft>,
    /// The actors by all their names, folded.
    names: FxHashMap<String, usize>,
    /// The persons by their surnames, folded.
    surnames: FxHashMap<String, Vec<usize>>,
}

/// So many persons of one surname are looked at.
const NAMESAKES: usize = 8;

impl<'l> Finder<'l> {
    fn of(actors: Vec<ActorDraft>, lexicon: &'l Lexicon) -> Self {
        let (names, surnames) = (FxHashMap::default(), FxHashMap::default());
        let mut finder = Self { lexicon, actors: Vec::new(), names, surnames };
        for actor in actors {
            finder.add(actor);
        }
        finder
    }

    fn add(&mut self, actor: ActorDraft) -> usize {
        let number = self.actors.len();
        for name in actor.aliases.iter().chain([&actor.name]) {
            self.names.entry(fold(name).into_owned()).or_insert(number);
        }
        if actor.kind == ActorKind::Person {
            self.surnames.entry(surname(&actor.name)).or_default().push(number);
        }
        self.actors.push(actor);
        number
    }

    /// The actor that a delegation is.
    fn body(&mut self, name: &str) -> usize {
        let known = |name: &str| {
            let words = name.split_whitespace().map(|word| self.lexicon.word(&fold(word)));
            let found = self.lexicon.names.name(words.clone());
            let whole = found.filter(|(length, _)| *length == words.count());
            whole.map(|(_, known)| self.lexicon.names.bearer(known))
        };
        let bearer = known(name).or_else(|| known(without_form(name)));
        let (full, kind, country) = match bearer {
            Some(bearer) => (&*bearer.name, bearer.kind, &*bearer.country),
            None => (name, ActorKind::Other, ""),
        };
        let named = |name: &str| self.names.get(&*fold(name)).copied();
        let found = named(full).or_else(|| named(name));
        found.unwrap_or_else(|| self.add(draft(full, kind, country)))
    }

    /// The actor with a name, perhaps of a delegation: a person whom the text calls so, or by the
    /// same surname.
    fn speaker(&mut self, name: &str, of: Option<usize>) -> usize {
        let country = of.map_or_else(String::new, |of| self.actors[of].country.clone());
        let is_role = fold(name).starts_with("the ");
        let fits = |number: &usize| {
            let actor = &self.actors[*number];
            let is_foreign =
                !actor.country.is_empty() && !country.is_empty() && actor.country != country;
            // Two full names that only share the surname are two people.
            let is_short = !name.contains(' ') || !actor.name.contains(' ');
            let is_same = fold(&actor.name) == fold(name);
            actor.kind == ActorKind::Person && !is_foreign && (is_same || is_short && !is_role)
        };
        let namesakes = self.surnames.get(&surname(name)).into_iter().flatten();
        let found = namesakes.take(NAMESAKES).copied().find(fits);
        let number = found.unwrap_or_else(|| self.add(draft(name, ActorKind::Person, &country)));
        let actor = &mut self.actors[number];
        if actor.country.is_empty() {
            actor.country = country;
        }
        actor.member_of.extend(of.filter(|of| !actor.member_of.contains(of)));
        number
    }
}

fn surname(name: &str) -> String {
    fold(name.rsplit(' ').next().unwrap_or(name)).into_owned()
}

fn draft(name: &str, kind: ActorKind, country: &str) -> ActorDraft {
    ActorDraft {
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        offices: Vec::new(),
        member_of: Vec::new(),
        country: country.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        document,
        extract::{Lexicon, read_article},
    };

    #[test]
    fn turns_have_speakers_with_their_delegations() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let article = document::open("a.txt", text.to_owned());
            let reading = read_article(&article, Lexicon::built_in());
            let told = reading.statements.iter().map(|statement| {
                let actor = statement.speaker.map(|speaker| &reading.actors[speaker]);
                let of = actor.iter().flat_map(|actor| &actor.member_of);
                let of: Vec<&str> = of.map(|&of| reading.actors[of].name.as_str()).collect();
                let name = actor.map_or("-", |actor| &actor.name);
                format!("{name} ({}): {}", of.join(", "), statement.words(&reading))
            });
            assert_eq!(told.collect::<Vec<_>>(), expect, "{text}");
        }
        check(
            "Mr. Berg (Norway): We reject the text. He said \"no\".\n\nIt is late.\n\n\
             Mrs. Sol (Islamic Republic of Iran) (spoke in Farsi): We agree.\n\n\
             The President: I thank you.\n",
            &[
                "Berg (Norway): We reject the text. He said \"no\". It is late.",
                "Sol (Iran): We agree.",
                "The President (): I thank you.",
            ],
        );
        check(
            "Ann Berg, the minister, spoke.\n\nQUESTION: Why now?\n\nMS BERG: Why not?\n\nQUESTION: Well.\n",
            &["- (): Why now?", "Ann Berg (): Why not?", "- (): Well."],
        );
        check(
            "Ms. Sol (Harbour Watch): We saw it.\n\nMs. Ott (Harbour Watch): I did, too.\n",
            &["Sol (Harbour Watch): We saw it.", "Ott (Harbour Watch): I did, too."],
        );
    }
}
