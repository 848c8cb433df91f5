//! A date in words and signs.
//!
//! "to" says that something lasted; "between", "or" and a hyphen that it is one unknown day within.

mod phrase;

use edtf_core::{Date, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind};

use crate::model::{
    day::Day,
    when::{
        Heading, Mark, Offset, Precision, Shape, Time, When,
        words::phrase::{Phrase, Style},
    },
};

impl When {
    /// In words: `13 Aug 2015`, `c. 1914`, `between 1 and 10 Aug 2015`, `since 2011`.
    #[must_use]
    pub fn words(&self) -> String {
        self.styled(Style::Short)
    }

    /// In words, with the days of the week: `Thu 13 Aug 2015 18:00`.
    #[must_use]
    pub fn long_words(&self) -> String {
        self.styled(Style::Weekday)
    }

    /// What its heading leaves unsaid: `18:00` or nothing under a day, `to 10 Aug` for what
    /// began on it, `1-10` under a month for one of ten days.
    #[must_use]
    pub fn short_words(&self) -> String {
        let heading = self.heading().phrase(Style::Short);
        match self.shape {
            _ if self.is_undated() && self.text.is_none() => String::new(),
            Shape::Date => match self.time {
                Some(time) => Phrase { mark: self.mark(), time: time.words(), ..Phrase::default() }
                    .to_string(),
                None => self.whole(Style::Short).without(&heading).to_string(),
            },
            // A heading of one day does not tell an end that is coarser.
            Shape::AllOf => self.words(),
            _ if self.s_min == Day::PAST && self.e_precision != Precision::Day => self.words(),
            Shape::Lasted if self.s_min == Day::PAST => "until".to_owned(),
            Shape::Lasted if self.e_min == Day::FUTURE => "ongoing".to_owned(),
            Shape::Lasted if self.e_max == Day::FUTURE => "end unknown".to_owned(),
            Shape::Lasted => format!("to {}", self.last().without_year(&heading)),
            Shape::OneOf if self.s_min == Day::PAST => "or earlier".to_owned(),
            Shape::OneOf if self.e_max == Day::FUTURE => "or later".to_owned(),
            Shape::OneOf if self.s_min == self.e_max => String::new(),
            Shape::OneOf if self.text.is_some() => self.words(),
            Shape::OneOf if self.heading().is_just(self.s_min, self.e_max) => String::new(),
            Shape::OneOf => {
                let first = Phrase::of_unit(self.s_min, self.s_precision, Style::Short);
                let first = first.before(&self.last());
                let last = self.last().without(&heading).to_string();
                if last.is_empty() { last } else { format!("{first}-{last}") }
            }
        }
    }

    /// One character for what is known of it, after EDTF:
    ///
    /// | sign | meaning |
    /// |---|---|
    /// | `*` | a day, perhaps with a time |
    /// | `~` `?` `%` | approximate, uncertain, both |
    /// | `-` | coarser than a day |
    /// | `X` | digits are unknown; undated |
    /// | `=` | it lasted, or happened several times |
    /// | `<` `>` | some day up to then, some day from then on |
    #[must_use]
    pub fn sign(&self) -> char {
        if let Some(symbol) = self.mark().symbol() {
            return symbol;
        }
        match self.shape {
            _ if self.is_undated() => 'X',
            Shape::Lasted | Shape::AllOf => '=',
            _ if self.s_min == Day::PAST => '<',
            _ if self.e_max == Day::FUTURE => '>',
            _ if self.precision() >= Precision::Day => '*',
            _ if self.edtf().contains('X') => 'X',
            _ => '-',
        }
    }

    fn styled(&self, style: Style) -> String {
        if self.shape == Shape::Date {
            return self.whole(style).to_string();
        }
        match Edtf::parse(&self.edtf()) {
            Ok(Edtf::Interval(interval)) => interval_words(&interval, style),
            Ok(Edtf::Set(set)) => set_words(&set, style),
            // What goes beyond EDTF are dates, and they were printed above.
            Ok(Edtf::Date(_) | Edtf::DateTime(_)) | Err(_) => self.edtf(),
        }
    }

    /// A [`Shape::Date`], with its time and mark.
    fn whole(&self, style: Style) -> Phrase {
        if let Some(Ok(Edtf::Date(date))) = self.text.as_deref().map(Edtf::parse) {
            return Phrase::of_date(&date, style);
        }
        if self.is_undated() {
            return Phrase::undated();
        }
        let time = self.time.map(Time::words).unwrap_or_default();
        let unit = Phrase::of_unit(self.s_min, self.s_precision, style);
        Phrase { time, mark: self.mark(), ..unit }
    }

    /// The end of a range, without its mark.
    fn last(&self) -> Phrase {
        let style = Style::Short;
        match self.text.as_deref().map(Edtf::parse) {
            Some(Ok(Edtf::Interval(Interval { end: IntervalEndpoint::Date(date), .. }))) => {
                Phrase { mark: Mark::Sure, ..Phrase::of_date(&date, style) }
            }
            _ => Phrase::of_unit(self.e_max, self.e_precision, style),
        }
    }
}

impl Heading {
    /// In words: `Thu 13 Aug 2015`, `Aug 2015`, `Jan-Feb 2015`, `2015`, `1560s`, `1500-1599`,
    /// `by 1700`, `2015 or later`, `undated`.
    #[must_use]
    pub fn words(self) -> String {
        self.styled(Style::Weekday)
    }

    /// The same without the day of the week.
    #[must_use]
    pub fn short_words(self) -> String {
        self.styled(Style::Short)
    }

    fn styled(self, style: Style) -> String {
        match self {
            Self::By(..) => format!("by {}", self.phrase(style)),
            Self::From(..) => format!("{} or later", self.phrase(style)),
            Self::Months((year, month), (last_year, last_month)) => {
                let unit = |year, month| Self::Month(year, month).phrase(style);
                let last = unit(last_year, last_month);
                format!("{}-{last}", unit(year, month).before(&last))
            }
            Self::Years(first, last) => Phrase::of_years(first.into(), last.into()).to_string(),
            _ => self.phrase(style).to_string(),
        }
    }

    /// Whether it is the stretch from the first day to the last.
    fn is_just(self, first: Day, last: Day) -> bool {
        (self.first_day(), self.last_day()) == (Some(first), Some(last))
    }

    /// What a date under it need not repeat.
    fn phrase(self, style: Style) -> Phrase {
        let precision = match self {
            Self::Undated => return Phrase::undated(),
            Self::Years(..) => return Phrase::default(),
            Self::Months((first, _), (last, _)) if first != last => return Phrase::default(),
            Self::By(_, precision) | Self::From(_, precision) => precision,
            Self::Day(_) => Precision::Day,
            Self::Month(..) => Precision::Month,
            Self::Year(_) | Self::Months(..) => Precision::Year,
            Self::Decade(_) => Precision::Decade,
            Self::Century(_) => Precision::Century,
            Self::Millennium(_) => Precision::Millennium,
        };
        Phrase::of_unit(self.first_day().unwrap_or(Day::PAST), precision, style)
    }
}

impl Time {
    /// In words: `18:00`, `18:00:30 UTC`, `18:00 +05:30`.
    #[must_use]
    pub fn words(self) -> String {
        let time = Self { offset: None, ..self };
        match self.offset {
            None => time.to_string(),
            Some(Offset::Utc) => format!("{time} UTC"),
            Some(offset) => format!("{time} {offset}"),
        }
    }
}

fn interval_words(interval: &Interval, style: Style) -> String {
    if let (IntervalEndpoint::Date(first), IntervalEndpoint::Date(last)) =
        (&interval.start, &interval.end)
    {
        return range_words(["", " to "], first, last, style);
    }
    let words = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date) => Phrase::of_date(date, style).to_string(),
        IntervalEndpoint::OnOrBefore(date) => set_element(&SetElement::OnOrBefore(*date), style),
        IntervalEndpoint::OnOrAfter(date) => set_element(&SetElement::OnOrAfter(*date), style),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => String::new(),
    };
    let (start, end) = (words(&interval.start), words(&interval.end));
    match (&interval.start, &interval.end) {
        (IntervalEndpoint::Open, _) => format!("until {end}"),
        (IntervalEndpoint::Unknown, _) => format!("until {end}, start unknown"),
        (_, IntervalEndpoint::Open) => format!("since {start}"),
        (_, IntervalEndpoint::Unknown) => format!("from {start}, end unknown"),
        _ => format!("{start} to {end}"),
    }
}

fn set_words(set: &Set, style: Style) -> String {
    let joint = match set.kind {
        SetKind::OneMember => "or",
        SetKind::AllMembers => "and",
    };
    match &*set.elements {
        [SetElement::Range(first, last)] => match set.kind {
            SetKind::OneMember => range_words(["between ", " and "], first, last, style),
            SetKind::AllMembers => range_words(["each of ", " to "], first, last, style),
        },
        [elements @ .., last] if !elements.is_empty() => {
            let elements: Vec<_> = elements.iter().map(|date| set_element(date, style)).collect();
            format!("{} {joint} {}", elements.join(", "), set_element(last, style))
        }
        elements => elements.iter().map(|date| set_element(date, style)).collect(),
    }
}

fn set_element(element: &SetElement, style: Style) -> String {
    match element {
        SetElement::Date(date) => Phrase::of_date(date, style).to_string(),
        SetElement::OnOrBefore(date) => format!("{} or earlier", Phrase::of_date(date, style)),
        SetElement::OnOrAfter(date) => format!("{} or later", Phrase::of_date(date, style)),
        SetElement::Range(first, last) => range_words(["", " to "], first, last, style),
    }
}

/// Two dates with words before and between them, or one date if they are the same.
fn range_words([before, between]: [&str; 2], first: &Date, last: &Date, style: Style) -> String {
    let (first, last) = (Phrase::of_date(first, style), Phrase::of_date(last, style));
    if first == last {
        return last.to_string();
    }
    format!("{before}{}{between}{last}", first.before(&last))
}

#[cfg(test)]
mod tests;
