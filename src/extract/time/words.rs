//! What a word has to do with time, as the table `time` says.

use crate::extract::lexicon::{Phrases, Row, Vocabulary, Word};

/// What the words of time mean; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct TimeWords {
    terms: Vec<Term>,
    begins: Vec<bool>,
    hints: Vec<Hint>,
    phrases: Phrases<Term>,
}

/// What a word, or an entry of several words, has to do with time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Term {
    /// Nothing.
    #[default]
    None,
    /// A month, 1 to 12.
    Month(u8, Doubt),
    /// A day of the week, 1 (Monday) to 7.
    Weekday(u8, Doubt),
    /// `Mondays`.
    Weekdays(u8),
    /// `week`, `weeks`.
    Unit(Unit, Plural),
    /// `weeklong`.
    Long(Unit),
    /// `summer`.
    Season(Season, Doubt),
    /// `summers`.
    Seasons(Season, Doubt),
    /// `morning`.
    Part(Part, Doubt),
    /// `mornings`.
    Parts(Part),
    /// `noon`: its hour.
    Clock(u8),
    /// `today`: days from now.
    Day(i8),
    /// `tonight`: the night of the day.
    Tonight,
    /// `overnight`.
    Overnight,
    /// `now`, `recently`.
    Reference(Reference, Doubt),
    /// `current`, only before a noun.
    ReferenceAdjective(Reference),
    /// `future`, as a noun.
    ReferenceNoun(Reference),
    /// `last`, `next`.
    Which(Which),
    /// `early`, `late`.
    Edge(Edge),
    /// `the end of`.
    EdgeOf(Edge),
    /// `end`, after a unit.
    End,
    /// `so`, after `or`.
    So,
    /// `its`, before what can be owned: a quarter.
    Possessive,
    /// `and a half`.
    AndHalf,
    /// `about`, `more than`.
    About,
    /// `ago`.
    Ago,
    /// `before`.
    Before,
    /// `after`.
    After,
    /// `from now`.
    FromNow,
    /// `afterwards`.
    Afterward,
    /// `the`.
    The,
    /// `a`.
    A,
    /// `of`.
    Of,
    /// `in`.
    In,
    /// `on`.
    On,
    /// `at`.
    At,
    /// `and`.
    And,
    /// `or`.
    Or,
    /// `to`.
    To,
    /// `every`.
    Each,
    /// `once`, `twice`.
    Times,
    /// `a.m.` 0, `p.m.` 12.
    Meridiem(u8),
    /// `o'clock`.
    Oclock,
    /// `GMT`.
    Zone,
    /// `several`.
    Vague,
    /// `few`.
    Few,
    /// A number word, or a phrase for a number.
    Number(u32),
    /// `third`.
    Ordinal(u8),
    /// `half`.
    Half,
    /// `old`.
    Old,
    /// `aged`.
    Aged,
    /// `fiscal`.
    Fiscal,
    /// `period`.
    Period,
    /// `consecutive`, between a number and a unit.
    Adjective,
    /// `BC` is -1, `AD` 1.
    Era(i8),
    /// `daily`.
    Set(SetValue),
    /// `nineties`: 9.
    Decade(u8),
    /// A day of each year.
    Holiday(Holiday),
    /// Digits as written: their value, and how many.
    Digits(u32, u8),
    /// `3.5`: tenths.
    Tenths(u32),
    /// `1990s`: the first year; and whether the century is not written.
    DecadeOf(u32, u8),
    /// `10th`.
    OrdinalDigits(u8),
    /// A whole date in digits: year, month, day.
    Numeric(i16, u8, u8),
    /// `18:00`, `5pm`.
    ClockDigits(u8, Option<u8>, Option<u8>),
    /// `1990-91`: both years.
    Years(u16, u16),
    /// `,`
    Comma,
    /// `'s`
    Genitive,
    /// An apostrophe before digits.
    Apostrophe,
    /// `Q3`.
    QuarterSign(u8),
    /// A hyphen or dash.
    Dash,
}

/// Whether a word is also something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is nothing else.
    Sure,
    /// `may`, `fall`: it counts only where its neighbours say so.
    Doubtful,
}

/// Whether one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One.
    One,
    /// Several.
    Several,
}

/// A measure of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `PT1S`
    Second,
    /// `PT1M`
    Minute,
    /// `PT1H`
    Hour,
    /// `P1D`
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// From Monday on.
    Week,
    /// Two weeks.
    Fortnight,
    /// `P1M`
    Month,
    /// Three months of a year.
    Quarter,
    /// Six months of a year.
    Half,
    /// `P1Y`
    Year,
    /// Ten years, `199X`.
    Decade,
    /// `19XX`
    Century,
    /// `1XXX`
    Millennium,
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// What is before, at or after the time of writing, and no more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    Past,
    Present,
    Future,
}

/// Which one of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that now is in.
    This,
    /// The one before this one.
    Last,
    /// As [`Which::Last`]; `the past` alone is all that was.
    Past,
    /// The one after this one.
    Next,
    /// The one that was spoken of.
    That,
    /// The one before that one.
    Previous,
    /// The one after that one.
    Following,
    /// The last one that is complete.
    Latest,
}

/// A part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// `early`
    Start,
    /// `mid-`
    Middle,
    /// `late`, `the end of`
    End,
    /// The part before now.
    Earlier,
    /// The part after now.
    Later,
}

/// How often, as TIMEX3 writes it; an index into [`SET_VALUES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetValue(u8);

/// The values of single words that tell how often.
const SET_VALUES: &[&str] = &[
    "XXXX-XX-XX",
    "XXXX-WXX",
    "XXXX-XX",
    "XXXX-QX",
    "XXXX",
    "XXXX-XX-XXTXX",
    "XXXX-XX-XXTNI",
    "P2W",
    "P6M",
    "P2Y",
];

/// A day of each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// The so-manieth weekday of a month; the fifth is the last.
    Nth(u8, u8, u8),
    /// Days after Easter Sunday.
    Easter(i8),
}

/// What a word that is no date tells of when something happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    No,
    /// What follows is yet to come: `until`, `due`.
    Ahead,
    /// Before an infinitive: `plans` to.
    BeforeTo,
    /// It tells of a time that is not told: `already`, `originally`.
    Undated,
    /// A verb of a state that holds: `owns`.
    State,
}

impl SetValue {
    /// As TIMEX3 writes it.
    #[must_use]
    pub fn value(self) -> &'static str {
        SET_VALUES[usize::from(self.0)]
    }
}

impl TimeWords {
    /// What a word has to do with time.
    #[must_use]
    pub fn term(&self, word: Word) -> Term {
        self.terms.get(word.index()).copied().unwrap_or_default()
    }

    /// Whether an entry of several words begins with this word.
    #[must_use]
    pub fn begins_phrase(&self, word: Word) -> bool {
        self.begins.get(word.index()).copied().unwrap_or_default()
    }

    /// The longest entry of several words at the beginning of these.
    pub fn phrase(&self, words: impl IntoIterator<Item = Word>) -> Option<(usize, Term)> {
        self.phrases.longest(words).map(|(length, &term)| (length, term))
    }

    /// What the word, if it is no date, tells of when something happens.
    #[must_use]
    pub fn hint(&self, word: Word) -> Hint {
        self.hints.get(word.index()).copied().unwrap_or_default()
    }

    /// A row of `time`: `words` (several between `|`), `kind`, `value`.
    pub fn add_row(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary) -> Result<(), String> {
        let (kind, value) = (row.required("kind")?, row.get("value"));
        row.required("words")?;
        let hint = match kind {
            "ahead" => Hint::Ahead,
            "before to" => Hint::BeforeTo,
            "undated" => Hint::Undated,
            "state" => Hint::State,
            _ => Hint::No,
        };
        if hint != Hint::No {
            for word in row.list("words") {
                *at(&mut self.hints, vocabulary.add(word)) = hint;
            }
            return Ok(());
        }
        let term = term(kind, value).ok_or_else(|| format!("'{kind}' has no value '{value}'"))?;
        for entry in row.list("words") {
            let words = vocabulary.add_phrase(entry);
            match words.as_slice() {
                [] => {}
                [word] => *at(&mut self.terms, *word) = term,
                [first, ..] => {
                    *at(&mut self.begins, *first) = true;
                    *self.phrases.entry(&words) = Some(term);
                }
            }
        }
        Ok(())
    }
}

fn at<T: Clone + Default>(column: &mut Vec<T>, word: Word) -> &mut T {
    if column.len() <= word.index() {
        column.resize(word.index() + 1, T::default());
    }
    &mut column[word.index()]
}

fn term(kind: &str, value: &str) -> Option<Term> {
    let (kind, doubt) = match kind.strip_suffix('?') {
        Some(kind) => (kind, Doubt::Doubtful),
        None => (kind, Doubt::Sure),
    };
    let number = || value.parse::<u32>().ok();
    let up_to = |max: u8| value.parse::<u8>().ok().filter(|number| (1..=max).contains(number));
    Some(match kind {
        "month" => Term::Month(up_to(12)?, doubt),
        "weekday" => Term::Weekday(up_to(7)?, doubt),
        "weekdays" => Term::Weekdays(up_to(7)?),
        "unit" => Term::Unit(Unit::of(value)?, Plural::One),
        "units" => Term::Unit(Unit::of(value)?, Plural::Several),
        "long" => Term::Long(Unit::of(value)?),
        "season" => Term::Season(Season::of(value)?, doubt),
        "seasons" => Term::Seasons(Season::of(value)?, doubt),
        "part" => Term::Part(Part::of(value)?, doubt),
        "parts" => Term::Parts(Part::of(value)?),
        "clock" => Term::Clock(up_to(24)?),
        "day" => Term::Day(value.parse().ok()?),
        "night" => Term::Tonight,
        "overnight" => Term::Overnight,
        "reference" => Term::Reference(Reference::of(value)?, doubt),
        "reference before noun" => Term::ReferenceAdjective(Reference::of(value)?),
        "reference noun" => Term::ReferenceNoun(Reference::of(value)?),
        "which" => Term::Which(Which::of(value)?),
        "edge" => Term::Edge(Edge::of(value)?),
        "edge of" => Term::EdgeOf(Edge::of(value)?),
        "end" => Term::End,
        "so" => Term::So,
        "possessive" => Term::Possessive,
        "and half" => Term::AndHalf,
        "about" => Term::About,
        "ago" => Term::Ago,
        "before" => Term::Before,
        "after" => Term::After,
        "from now" => Term::FromNow,
        "afterward" => Term::Afterward,
        "the" => Term::The,
        "a" => Term::A,
        "of" => Term::Of,
        "in" => Term::In,
        "on" => Term::On,
        "at" => Term::At,
        "and" => Term::And,
        "or" => Term::Or,
        "to" => Term::To,
        "each" => Term::Each,
        "times" => Term::Times,
        "meridiem" => {
            Term::Meridiem(value.parse().ok().filter(|&hours| hours == 0 || hours == 12)?)
        }
        "oclock" => Term::Oclock,
        "zone" => Term::Zone,
        "vague" if value == "few" => Term::Few,
        "vague" => Term::Vague,
        "number" => Term::Number(number()?),
        "ordinal" => Term::Ordinal(up_to(31)?),
        "half" => Term::Half,
        "old" => Term::Old,
        "aged" => Term::Aged,
        "fiscal" => Term::Fiscal,
        "period" => Term::Period,
        "adjective" => Term::Adjective,
        "era" => Term::Era(value.parse().ok().filter(|&sign| sign == 1 || sign == -1)?),
        "set" => Term::Set(SetValue(SET_VALUES.iter().position(|it| *it == value)? as u8)),
        "decade" => Term::Decade(up_to(9)?),
        "holiday" => Term::Holiday(Holiday::of(value)?),
        "easter" => Term::Holiday(Holiday::Easter(value.parse().ok()?)),
        _ => return None,
    })
}

impl Unit {
    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "2W" => Self::Fortnight,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "H" => Self::Half,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            _ => return None,
        })
    }
}

impl Season {
    fn of(value: &str) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter]
            .into_iter()
            .find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl Part {
    fn of(value: &str) -> Option<Self> {
        [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night]
            .into_iter()
            .find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

impl Reference {
    fn of(value: &str) -> Option<Self> {
        [Self::Past, Self::Present, Self::Future].into_iter().find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

impl Which {
    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "this" => Self::This,
            "last" => Self::Last,
            "past" => Self::Past,
            "next" => Self::Next,
            "that" | "same" => Self::That,
            "previous" => Self::Previous,
            "following" => Self::Following,
            "latest" => Self::Latest,
            _ => return None,
        })
    }
}

impl Edge {
    fn of(value: &str) -> Option<Self> {
        Some(match value {
            "START" => Self::Start,
            "MID" => Self::Middle,
            "END" => Self::End,
            "BEFORE" => Self::Earlier,
            "AFTER" => Self::Later,
            _ => return None,
        })
    }
}

impl Holiday {
    /// `12-25`, or `11-4-4`: month, so manieth, weekday.
    fn of(value: &str) -> Option<Self> {
        let mut numbers = value.split('-').map(str::parse);
        let (month, second) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Some(match numbers.next() {
            None => Self::Fixed(month, second),
            Some(weekday) => Self::Nth(month, second, weekday.ok()?),
        })
    }
}
