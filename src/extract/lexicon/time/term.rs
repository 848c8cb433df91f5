//! What a word, or an entry of several words, has to do with time.

pub use crate::extract::reading::time::value::{
    Edge, Holiday, Limit, Part, Plural, Reference, Season, SetValue, Unit, Which,
};

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
    /// `from`.
    From,
    /// `between`.
    Between,
    /// `through`.
    Through,
    /// `onwards`, after a date that `from` stands before.
    Onward,
    /// `until`, `since`, `by`.
    Limit(Limit),
    /// `starting`, `as of`.
    Starting,
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
    /// `1/2`, `½`.
    HalfSign,
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

/// The term of a row of the table: its kind and its value.
pub(super) fn term(kind: &str, value: &str) -> Option<Term> {
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
        "from" => Term::From,
        "between" => Term::Between,
        "through" => Term::Through,
        "onward" => Term::Onward,
        "starting" => Term::Starting,
        "limit" => Term::Limit(Limit::of(value)?),
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
        "half sign" => Term::HalfSign,
        "old" => Term::Old,
        "aged" => Term::Aged,
        "fiscal" => Term::Fiscal,
        "period" => Term::Period,
        "adjective" => Term::Adjective,
        "era" => Term::Era(value.parse().ok().filter(|&sign| sign == 1 || sign == -1)?),
        "set" => Term::Set(SetValue::of(value)?),
        "decade" => Term::Decade(up_to(9)?),
        "holiday" => Term::Holiday(Holiday::of(value)?),
        "easter" => Term::Holiday(Holiday::Easter(value.parse().ok()?)),
        _ => return None,
    })
}
