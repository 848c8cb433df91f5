//! What the lexicon knows of names, offices and the words that names of organisations end with.

use super::{Classes, Lexicon, Phrases, Row, Vocabulary, Word, with_s};
use crate::model::ActorKind;

/// The names that are known beforehand; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: Phrases<Known>,
    bearers: Vec<Bearer>,
    titles: Phrases<Title>,
    heads: Phrases<Head>,
    /// By the number of a word.
    facts: Vec<Facts>,
    /// The texts that [`Title::same`] names.
    offices: Vec<Box<str>>,
}

/// Whom known names name.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearer {
    /// As it is shown.
    pub name: Box<str>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, or empty.
    pub country: Box<str>,
}

/// A known name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The number of its bearer in the lexicon.
    pub bearer: u32,
    /// How it names.
    pub sort: Sort,
    /// Whether it is written in capitals throughout, as acronyms are.
    pub capitals: bool,
    /// How many of its words have a small first letter.
    small: u8,
}

/// How a known name names its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By a name.
    Name,
    /// An adjective of a country, or its people: `Saudi`, `Russians`.
    Demonym,
    /// A capital, which is a place as well: `Moscow`.
    Capital,
    /// A seat of government: `the Kremlin`.
    Seat,
    /// A place that is no actor: `Aleppo`.
    Place,
    /// By a name that bodies of other countries bear as well: `Congress`.
    Shared,
}

/// An office or an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Whether it belongs to somebody, describes or only addresses.
    pub class: TitleClass,
    /// The pronoun of who bears it.
    pub gender: Option<Gender>,
    /// The number of the office that it is another word for.
    same: Option<u16>,
}

/// The classes of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// `foreign minister`
    Office,
    /// `king`: an office before a given name
    Royal,
    /// `activist`
    Person,
    /// `soldier`: a person who serves the state that is named with him
    Servant,
    /// `brother`: somebody else's
    Kin,
    /// `Mr`
    Honorific,
}

impl Title {
    /// Whether it belongs to somebody as an office does.
    #[must_use]
    pub fn is_office(self) -> bool {
        matches!(self.class, TitleClass::Office | TitleClass::Royal)
    }
}

/// The pronoun of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he
    He,
    /// she
    She,
}

/// The last words of a name or a description of a group or a body.
#[expect(clippy::struct_excessive_bools, reason = "each is another use of the same word")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// As the last words of a name: `Cairo Conference Committee`.
    pub named: Option<ActorKind>,
    /// As a description: `journalists`, `the foreign ministry`.
    pub described: Option<Described>,
    /// Whether it can mean a state that was named: `the kingdom`.
    pub is_state: bool,
    /// Whether it can mean any group that was named: `the group`.
    pub is_party: bool,
    /// Whether it can mean one that was named, but none that is armed: `the bloc`.
    pub is_bloc: bool,
    /// Whether it is a place, and what owns it, too: `Kabul's suburbs`.
    pub is_place: bool,
    /// Whether it says how many of others: `thousands of demonstrators`.
    pub is_quantity: bool,
}

/// What a description says of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Described {
    /// People: `journalists`.
    Group,
    /// People who serve the state that is named with them: `officials`.
    Servants,
    /// People that belong to somebody: `members`.
    Part,
    /// A part of a state: `the army`.
    Government,
    /// An organisation: `the ruling party`.
    Body,
    /// An armed group: `a rebel group`.
    Band,
    /// The people of an armed group: `rebels`.
    Fighters,
    /// Soldiers and what carries them, of a state or a group: `troops`, `jets`.
    Force,
    /// Nobody, whatever the last word is: `air power`.
    Nobody,
}

/// What a word names by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Named {
    /// Nothing that is known.
    #[default]
    Nothing,
    /// A state: `Norway`.
    State,
    /// An organisation, a group: `NATO`.
    Body,
    /// Those of a state or what is theirs: `Norwegian`.
    People,
    /// A place, a capital: `Geneva`.
    Place,
    /// A person by a given name: `Anna`.
    Given,
}

/// What is known of a word, as bits: in a name, or around one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u32);

impl Facts {
    /// A given name of men.
    pub const HE: Self = Self(1);
    /// A given name of women.
    pub const SHE: Self = Self(2);
    /// A given name.
    pub const GIVEN: Self = Self(3);
    /// A family name that stands first.
    pub const FAMILY: Self = Self(4);
    /// A small word inside a name: `bin`, `von`.
    pub const PARTICLE: Self = Self(8);
    /// A part of an office: `foreign`, `deputy`.
    pub const PORTFOLIO: Self = Self(16);
    /// A preposition before a place: `in`.
    pub const AT: Self = Self(256);
    /// A preposition before a capital that is a place: `from`.
    pub const CAPITAL_AT: Self = Self(512);
    /// A preposition before somebody one deals with: `against`.
    pub const RELATED: Self = Self(1024);
    /// A verb of which the subject is somebody: `say`.
    pub const HUMAN: Self = Self(2048);
    /// A verb of which the object is somebody: `accuse`.
    pub const ADDRESSED: Self = Self(4096);
    /// A verb of which the object is a place: `capture`.
    pub const REACHED: Self = Self(8192);
    /// A preposition before whom an office or a part belongs to: `of`.
    pub const OWNING: Self = Self(16384);
    /// What stands behind a name: `Jr.`, `III`.
    pub const SUFFIX: Self = Self(32768);
    /// What only qualifies an office: `former`.
    pub const QUALIFIER: Self = Self(65536);
    /// A preposition before whom somebody is sent to, and who is: `ambassador to`.
    pub const SENT: Self = Self(131_072);
    const STARTS_NAME: Self = Self(32);
    const STARTS_TITLE: Self = Self(64);
    const STARTS_HEAD: Self = Self(128);

    /// The facts of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a fact in common.
    #[must_use]
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl Names {
    /// A row of `countries`: `iso`, `name`, and lists of `demonym`, `capital`, `seat` and `also`.
    pub fn add_country(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let (iso, name) = (row.required("iso")?, row.required("name")?);
        let bearer = self.bear(name, ActorKind::State, iso);
        self.add_name(name, bearer, Sort::Name, words);
        let columns = [
            ("also", Sort::Name),
            ("demonym", Sort::Demonym),
            ("capital", Sort::Capital),
            ("seat", Sort::Seat),
        ];
        for (column, sort) in columns {
            row.list(column).for_each(|name| self.add_name(name, bearer, sort, words));
        }
        Ok(())
    }

    /// A row of `organisations` or `groups`: `name`, other names (`also`), `kind`, `country`, and names
    /// that bodies of other countries bear as well (`shared`).
    pub fn add_actor(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let (name, kind) = (row.required("name")?, row.required("kind")?);
        let kind =
            ActorKind::from_name(kind).ok_or_else(|| format!("there is no kind '{kind}'"))?;
        let bearer = self.bear(name, kind, row.get("country"));
        self.add_name(name, bearer, Sort::Name, words);
        row.list("also").for_each(|name| self.add_name(name, bearer, Sort::Name, words));
        row.list("shared").for_each(|name| self.add_name(name, bearer, Sort::Shared, words));
        Ok(())
    }

    /// A row of `places`: `country` and the `names` of places in it.
    pub fn add_places(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        row.required("names")?;
        for name in row.list("names") {
            let bearer = self.bear(name, ActorKind::Other, row.get("country"));
            self.add_name(name, bearer, Sort::Place, words);
        }
        Ok(())
    }

    fn bear(&mut self, name: &str, kind: ActorKind, country: &str) -> u32 {
        self.bearers.push(Bearer { name: name.into(), kind, country: country.into() });
        self.bearers.len() as u32 - 1
    }

    /// The first bearer of a name keeps it.
    fn add_name(&mut self, name: &str, bearer: u32, sort: Sort, words: &mut Vocabulary) {
        let phrase = words.add_phrase(name);
        let Some(&first) = phrase.first() else { return };
        let letters = || name.chars().filter(|letter| letter.is_alphabetic());
        let capitals = letters().count() > 1 && letters().all(char::is_uppercase);
        let is_small = |word: &&str| word.starts_with(char::is_lowercase) || word.starts_with('\'');
        let spaced = name.replace("'s ", " 's ");
        let small = spaced.split_whitespace().filter(is_small).count() as u8;
        self.note(first, Facts::STARTS_NAME);
        self.known.entry(&phrase).get_or_insert(Known { bearer, sort, capitals, small });
    }

    /// A row of `offices`: `class`, `words`, the office that they mean (`same`), `gender`.
    pub fn add_title(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let class = match row.required("class")? {
            "office" => TitleClass::Office,
            "royal" => TitleClass::Royal,
            "person" => TitleClass::Person,
            "servant" => TitleClass::Servant,
            "kin" => TitleClass::Kin,
            "honorific" => TitleClass::Honorific,
            "portfolio" => {
                for word in row.list("words") {
                    let word = words.add(word);
                    self.note(word, Facts::PORTFOLIO);
                }
                return Ok(());
            }
            class => return Err(format!("there is no class '{class}' of offices")),
        };
        let gender = match row.get("gender") {
            "" => None,
            "he" => Some(Gender::He),
            "she" => Some(Gender::She),
            gender => return Err(format!("'{gender}' should be 'he', 'she' or empty")),
        };
        let same = (!row.get("same").is_empty()).then(|| {
            self.offices.push(row.get("same").into());
            self.offices.len() as u16 - 1
        });
        for title in row.list("words") {
            let phrase = words.add_phrase(title);
            let Some(&first) = phrase.first() else { continue };
            self.note(first, Facts::STARTS_TITLE);
            self.titles.entry(&phrase).get_or_insert(Title { class, gender, same });
            if class != TitleClass::Honorific {
                let plural = words.add_phrase(&plural(title));
                let serves = matches!(class, TitleClass::Office | TitleClass::Servant);
                let people = if serves { Described::Servants } else { Described::Group };
                self.describe(&plural, people);
            }
        }
        Ok(())
    }

    /// Lets words describe a group, unless they say something closer already.
    fn describe(&mut self, phrase: &[Word], described: Described) {
        let Some(&first) = phrase.first() else { return };
        self.note(first, Facts::STARTS_HEAD);
        let head = self.heads.entry(phrase).get_or_insert(Head::default());
        if head.described.is_none_or(|known| known <= Described::Servants) {
            head.described = Some(described);
        }
    }

    /// A row of `heads`: `class` and `words`.
    pub fn add_head(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let class = row.required("class")?;
        let described = match class {
            "government" => Some(Described::Government),
            "body" => Some(Described::Body),
            "band" => Some(Described::Band),
            "fighters" => Some(Described::Fighters),
            "force" => Some(Described::Force),
            "group" => Some(Described::Group),
            "part" => Some(Described::Part),
            "nobody" => Some(Described::Nobody),
            _ => None,
        };
        let kind = ActorKind::from_name(class).filter(|_| !matches!(class, "group" | "state"));
        let refers = matches!(class, "state" | "party" | "bloc" | "place" | "quantity");
        if described.is_none() && kind.is_none() && !refers {
            return Err(format!("there is no class '{class}' of last words"));
        }
        for head in row.list("words") {
            let phrase = words.add_phrase(head);
            let Some(&first) = phrase.first() else { continue };
            self.note(first, Facts::STARTS_HEAD);
            if let Some(described) = described {
                self.describe(&phrase, described);
            }
            let entry = self.heads.entry(&phrase).get_or_insert(Head::default());
            entry.named = entry.named.or(kind);
            entry.is_state |= class == "state";
            entry.is_party |= class == "party";
            entry.is_bloc |= class == "bloc";
            entry.is_place |= class == "place";
            entry.is_quantity |= class == "quantity";
            // `both armies`
            if class == "government" && !head.ends_with('s') {
                let several = words.add_phrase(&plural(head));
                self.describe(&several, Described::Government);
            }
        }
        Ok(())
    }

    /// A row of `given`: `class` (he, she, any, family, particle, suffix) and `names`.
    pub fn add_given(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let fact = match row.required("class")? {
            "he" => Facts::HE,
            "she" => Facts::SHE,
            "any" => Facts::GIVEN,
            "family" => Facts::FAMILY,
            "particle" => Facts::PARTICLE,
            "suffix" => Facts::SUFFIX,
            class => return Err(format!("there is no class '{class}' of names")),
        };
        for name in row.list("names") {
            let word = words.add(name);
            self.note(word, fact);
        }
        Ok(())
    }

    /// A row of `naming`: `class` and `words`.
    pub fn add_naming(
        &mut self,
        row: &Row<'_>,
        classes: &mut Classes,
        words: &mut Vocabulary,
    ) -> Result<(), String> {
        let fact = match row.required("class")? {
            "at" => Facts::AT,
            "capital-at" => Facts::CAPITAL_AT,
            "related" => Facts::RELATED,
            "owning" => Facts::OWNING,
            "sent" => Facts::SENT,
            "qualifier" => Facts::QUALIFIER,
            "human" => Facts::HUMAN,
            "addressed" => Facts::ADDRESSED,
            "reached" => Facts::REACHED,
            class => return Err(format!("there is no class '{class}' of words around names")),
        };
        let verbs = fact.has(Facts::HUMAN.or(Facts::ADDRESSED).or(Facts::REACHED));
        for text in row.list("words") {
            if verbs {
                classes.add_regular(text, words);
            }
            let word = words.add(text);
            self.note(word, fact);
        }
        Ok(())
    }

    fn note(&mut self, word: Word, fact: Facts) {
        if self.facts.len() <= word.index() {
            self.facts.resize(word.index() + 1, Facts::default());
        }
        self.facts[word.index()].0 |= fact.0;
    }

    /// What is known of a word.
    #[must_use]
    pub fn facts(&self, word: Word) -> Facts {
        self.facts.get(word.index()).copied().unwrap_or_default()
    }

    /// Whom known names name.
    #[must_use]
    pub fn bearer(&self, known: Known) -> &Bearer {
        &self.bearers[known.bearer as usize]
    }

    /// The longest known name that begins with the first of these words: how many of them, and what
    /// it is. The words are to be written as it is: see `Known::fits`.
    pub fn name(&self, words: impl Iterator<Item = Word> + Clone) -> Option<(usize, Known)> {
        self.longest(&self.known, Facts::STARTS_NAME, words)
    }

    /// What the word names by itself where it has a capital.
    #[must_use]
    pub fn named(&self, word: Word) -> Named {
        let facts = self.facts(word);
        let alone = facts.has(Facts::STARTS_NAME).then(|| self.name([word].into_iter())).flatten();
        match alone {
            Some((_, Known { sort: Sort::Demonym, .. })) => Named::People,
            Some((_, Known { sort: Sort::Name, bearer, .. })) => {
                match self.bearers[bearer as usize].kind {
                    ActorKind::State => Named::State,
                    _ => Named::Body,
                }
            }
            Some(_) => Named::Place,
            None if facts.has(Facts::GIVEN) => Named::Given,
            None => Named::Nothing,
        }
    }

    /// The longest title that begins with the first of these words.
    pub fn title(&self, words: impl Iterator<Item = Word> + Clone) -> Option<(usize, Title)> {
        self.longest(&self.titles, Facts::STARTS_TITLE, words)
    }

    /// The longest last words of a name that begin with the first of these words.
    pub fn head(&self, words: impl Iterator<Item = Word> + Clone) -> Option<(usize, Head)> {
        self.longest(&self.heads, Facts::STARTS_HEAD, words)
    }

    fn longest<T: Copy>(
        &self,
        phrases: &Phrases<T>,
        starts: Facts,
        words: impl Iterator<Item = Word> + Clone,
    ) -> Option<(usize, T)> {
        let first = words.clone().next()?;
        if !self.facts(first).has(starts) {
            return None;
        }
        phrases.longest(words).map(|(count, &value)| (count, value))
    }

    /// How many words are a known name or title of three or more.
    pub fn span(&self, words: impl Iterator<Item = Word> + Clone) -> Option<usize> {
        let name = self.name(words.clone()).map(|found| found.0);
        let title = self.title(words).map(|found| found.0);
        name.max(title).filter(|&count| count > 2)
    }

    /// The office that a title is another word for.
    #[must_use]
    pub fn office(&self, title: Title) -> Option<&str> {
        title.same.map(|same| &*self.offices[usize::from(same)])
    }

    /// What an office is compared by: in lower case, without what only qualifies it.
    #[must_use]
    pub fn office_key(&self, lexicon: &Lexicon, title: &str) -> String {
        let lower = title.to_lowercase().replace("defense", "defence");
        let qualifies = |word: &&str| !self.facts(lexicon.word(word)).has(Facts::QUALIFIER);
        lower.split_whitespace().filter(qualifies).collect::<Vec<_>>().join(" ")
    }

    /// The pronoun of those who bear a given name; none if both do or none is known.
    #[must_use]
    pub fn gender(&self, lexicon: &Lexicon, given: &str) -> Option<Gender> {
        let mut buffer = String::new();
        let facts = self.facts(lexicon.word(crate::extract::lexicon::fold(given, &mut buffer)));
        match (facts.has(Facts::HE), facts.has(Facts::SHE)) {
            (true, false) => Some(Gender::He),
            (false, true) => Some(Gender::She),
            _ => None,
        }
    }
}

impl Known {
    /// Whether a run of which so many words have no capital can be this name.
    #[must_use]
    pub fn fits(self, small: usize) -> bool {
        small <= usize::from(self.small)
    }
}

/// Several of what a title names: `foreign ministers`, `policemen`, `heads of state`.
fn plural(title: &str) -> String {
    let (noun, rest) = match title.split_once(" of ") {
        Some((noun, rest)) => (noun, format!(" of {rest}")),
        None => (title, String::new()),
    };
    match noun.strip_suffix("man").filter(|_| !noun.ends_with("human")) {
        Some(stem) => format!("{stem}men{rest}"),
        None => format!("{}{rest}", with_s(noun)),
    }
}
