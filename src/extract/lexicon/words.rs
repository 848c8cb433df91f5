//! The classes that a word can belong to, and the forms of verbs.

use super::{Row, Vocabulary, Word};

/// A set of classes of words. A word of several classes (`attack`, `meeting`, `that`) has them all;
/// the parser chooses one where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class(u32);

/// The classes of every word of a vocabulary, and the lemmas of verb forms.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    classes: Vec<Class>,
    /// The base form of each verb form; the word itself for others.
    lemmas: Vec<Word>,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        classes!(@consts 0u32; $($(#[$doc])* $name;)*);
        impl Class {
            fn named(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
    (@consts $bit:expr; $(#[$doc:meta])* $name:ident; $($rest:tt)*) => {
        impl Class { $(#[$doc])* pub const $name: Self = Self(1 << ($bit)); }
        classes!(@consts $bit + 1; $($rest)*);
    };
    (@consts $bit:expr;) => {};
}

classes! {
    /// A common noun.
    NOUN = "noun";
    /// An adjective.
    ADJECTIVE = "adjective";
    /// An adverb.
    ADVERB = "adverb";
    /// An article or another determiner: the, this, every.
    DETERMINER = "determiner";
    /// A personal pronoun or one that stands for a noun phrase: he, they, who.
    PRONOUN = "pronoun";
    /// A possessive pronoun: his, their.
    POSSESSIVE = "possessive";
    /// A number word: two, dozens.
    NUMBER = "number";
    /// A preposition.
    PREPOSITION = "preposition";
    /// and, or, but.
    CONJUNCTION = "conjunction";
    /// Begins a clause: because, while, that, if.
    SUBORDINATOR = "subordinator";
    /// Begins a relative clause: who, which.
    RELATIVE = "relative";
    /// A form of be, have, do.
    AUXILIARY = "auxiliary";
    /// can, will, must.
    MODAL = "modal";
    /// not, never.
    NEGATION = "negation";
    /// The infinitive's to.
    TO = "to";
    /// The base form of a verb: meet.
    BASE = "base";
    /// The third person of the present: meets.
    PRESENT = "present";
    /// The past: met.
    PAST = "past";
    /// The gerund: meeting.
    GERUND = "gerund";
    /// The past participle: met.
    PARTICIPLE = "participle";
    /// A dot after it belongs to it.
    ABBREVIATION = "abbreviation";
    /// An abbreviation that never ends a sentence: Mr., Gen.
    BEFORE_NAME = "before-name";
    /// An abbreviation only before a number: no. 5.
    BEFORE_NUMBER = "before-number";
    /// An abbreviation only before a small letter or a number: est. 300.
    MIDDLE = "middle";
    /// An abbreviation only with a capital: Sun.
    CAPITAL = "capital";
    /// A noun in the plural, or a pronoun that has the verb of one: talks, they.
    PLURAL = "plural";
    /// A day of the week, a month, or a day counted from today: Monday, May, tomorrow.
    CALENDAR = "calendar";
    /// A verb in its base form that a clause can follow without a conjunction: say.
    SAYING = "saying";
    /// Points back to what was told: the, this, those.
    DEFINITE = "definite";
    /// Names nothing in particular: any, no.
    ANY = "any";
    /// Makes one word with what follows behind a hyphen: anti, non.
    PREFIX = "prefix";
}

impl Class {
    /// Any form of a verb.
    pub const VERB: Self =
        Self(Self::BASE.0 | Self::PRESENT.0 | Self::PAST.0 | Self::GERUND.0 | Self::PARTICIPLE.0);

    /// The parts of speech, and what of them is in the plural.
    pub const SPEECH: Self =
        Self((Self::PARTICIPLE.0 << 1) - 1).or(Self::PLURAL).or(Self::CALENDAR);

    /// Whether the two have a class in common.
    #[must_use]
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether there is no class in it.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The classes that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes as bits, in their order.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The classes of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Classes {
    /// The classes of a word.
    #[must_use]
    pub fn get(&self, word: Word) -> Class {
        self.classes.get(word.index()).copied().unwrap_or_default()
    }

    /// The base form of a verb form; the word itself if it is none.
    #[must_use]
    pub fn lemma(&self, word: Word) -> Word {
        self.lemmas
            .get(word.index())
            .copied()
            .filter(|&lemma| lemma != Word::UNKNOWN)
            .unwrap_or(word)
    }

    /// Tells that a clause can follow a verb, given in its base form, without a conjunction.
    pub fn add_saying(&mut self, base: Word) {
        self.put(base, Class::SAYING);
    }

    fn put(&mut self, word: Word, class: Class) {
        if self.classes.len() <= word.index() {
            self.classes.resize(word.index() + 1, Class::default());
        }
        let classes = &mut self.classes[word.index()];
        *classes = classes.or(class);
    }

    fn put_form(&mut self, form: Word, class: Class, lemma: Word) {
        self.put(form, class);
        if self.lemmas.len() <= form.index() {
            self.lemmas.resize(form.index() + 1, Word::UNKNOWN);
        }
        if self.lemmas[form.index()] == Word::UNKNOWN {
            self.lemmas[form.index()] = lemma;
        }
    }

    /// A row of `words`: `class` (several between `|`), `words` (likewise).
    pub fn add_words(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary) -> Result<(), String> {
        let mut classes = Class::default();
        for name in row.list("class") {
            let class = Class::named(name).ok_or_else(|| format!("there is no class '{name}'"))?;
            classes = classes.or(class);
        }
        for word in row.list("words") {
            self.put(vocabulary.add(word), classes);
        }
        Ok(())
    }

    /// A row of `abbreviations`: `word` (several between `|`), and in `use` what has to follow.
    pub fn add_abbreviation(
        &mut self,
        row: &Row<'_>,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), String> {
        let place = match row.get("use") {
            "" => Class::default(),
            name @ ("before-name" | "before-number" | "middle") => {
                Class::named(name).unwrap_or_default()
            }
            name => return Err(format!("'{name}' is no place of an abbreviation")),
        };
        row.required("word")?;
        for word in row.list("word") {
            let capital = word.starts_with(char::is_uppercase);
            let case = if capital { Class::CAPITAL } else { Class::default() };
            self.put(vocabulary.add(word), Class::ABBREVIATION.or(place).or(case));
        }
        Ok(())
    }

    /// A row of `verbs`: `verb` (the base form, or several between `|`), and where they are not
    /// regular `past`, `participle` and `gerund`.
    pub fn add_verb(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary) -> Result<(), String> {
        row.required("verb")?;
        let [past, participle, irregular] =
            ["past", "participle", "gerund"].map(|name| row.get(name));
        for base in row.list("verb") {
            let lemma = vocabulary.add(base);
            self.put_form(lemma, Class::BASE, lemma);
            let mut put = |form: &str, class| self.put_form(vocabulary.add(form), class, lemma);
            put(&with_s(base), Class::PRESENT);
            or(irregular, &gerund(base)).split('|').for_each(|form| put(form, Class::GERUND));
            let regular = regular_past(base);
            let past = or(past, &regular);
            past.split('|').for_each(|form| put(form, Class::PAST));
            or(participle, past).split('|').for_each(|form| put(form, Class::PARTICIPLE));
        }
        Ok(())
    }

    /// A row of `nouns`: `noun` (or several between `|`), and `plural` where it is not regular, `-`
    /// for none.
    pub fn add_noun(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary) -> Result<(), String> {
        row.required("noun")?;
        let irregular = row.get("plural");
        for noun in row.list("noun") {
            let lemma = vocabulary.add(noun);
            self.put_form(lemma, Class::NOUN, lemma);
            if irregular == "-" {
                continue;
            }
            for plural in or(irregular, &with_s(noun)).split('|') {
                self.put_form(vocabulary.add(plural), Class::NOUN.or(Class::PLURAL), lemma);
            }
        }
        Ok(())
    }

    /// The forms of a regular noun, unless the word is known already.
    pub fn add_regular_noun(&mut self, singular: &str, vocabulary: &mut Vocabulary) -> Word {
        let lemma = vocabulary.add(singular);
        if self.get(lemma).is_none() {
            self.put_form(lemma, Class::NOUN, lemma);
            let plural = vocabulary.add(&with_s(singular));
            self.put_form(plural, Class::NOUN.or(Class::PLURAL), lemma);
        }
        lemma
    }

    /// The forms of a regular verb, unless the verb is known already.
    pub fn add_regular(&mut self, base: &str, vocabulary: &mut Vocabulary) {
        let lemma = vocabulary.add(base);
        if self.get(lemma).has(Class::BASE) {
            return;
        }
        self.put_form(lemma, Class::BASE, lemma);
        for (form, class) in [
            (with_s(base), Class::PRESENT),
            (gerund(base), Class::GERUND),
            (regular_past(base), Class::PAST.or(Class::PARTICIPLE)),
        ] {
            self.put_form(vocabulary.add(&form), class, lemma);
        }
    }
}

fn or<'a>(cell: &'a str, regular: &'a str) -> &'a str {
    if cell.is_empty() { regular } else { cell }
}

/// The third person of a verb or the plural of a noun: `meets`, `goes`, `denies`, `parties`.
#[must_use]
pub fn with_s(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hissing { "es" } else { "s" })
}

/// `meeting`, `making`, `planning`, `dying`.
fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| base.ends_with(end));
    match base.strip_suffix('e').filter(|_| !keeps_e && base.len() > 2) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{}ing", doubled(base)),
    }
}

/// `signed`, `agreed`, `denied`, `planned`.
fn regular_past(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        return format!("{stem}ied");
    }
    if base.ends_with('e') { format!("{base}d") } else { format!("{}ed", doubled(base)) }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// The base with its last consonant doubled, where one short vowel precedes it in the only
/// syllable (`plan`; not `visit`, `offer`).
fn doubled(base: &str) -> String {
    let letters: Vec<char> = base.chars().collect();
    let is_vowel = |letter: &char| "aeiou".contains(*letter);
    let vowels = letters.iter().filter(|letter| is_vowel(letter)).count();
    let short = match letters.as_slice() {
        [.., a, b, c] => {
            (!is_vowel(a) || base.starts_with("qu"))
                && is_vowel(b)
                && !is_vowel(c)
                && !"wxy".contains(*c)
        }
        _ => false,
    };
    if short && vowels == 1 || base.starts_with("qu") && base.len() == 4 {
        format!("{base}{}", letters.last().copied().unwrap_or_default())
    } else {
        base.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_have_their_forms() {
        #[track_caller]
        fn check(base: &str, expect: [&str; 3]) {
            assert_eq!([with_s(base), gerund(base), regular_past(base)], expect);
        }
        check("sign", ["signs", "signing", "signed"]);
        check("agree", ["agrees", "agreeing", "agreed"]);
        check("deny", ["denies", "denying", "denied"]);
        check("deploy", ["deploys", "deploying", "deployed"]);
        check("plan", ["plans", "planning", "planned"]);
        check("visit", ["visits", "visiting", "visited"]);
        check("quit", ["quits", "quitting", "quitted"]);
        check("launch", ["launches", "launching", "launched"]);
        check("die", ["dies", "dying", "died"]);
        check("veto", ["vetoes", "vetoing", "vetoed"]);
    }
}
