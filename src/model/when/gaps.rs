//! The stretches of days on which a date may fall that leaves days out between its first and its
//! last: `192X-12` is a December, `[1920,1925]` one of two years.

use edtf_core::{Date, DateField, Edtf, SetElement, YearKind};

use crate::model::{
    day::Day,
    when::{Period, When, parse},
};

impl When {
    /// The stretches of the period on which it may fall; `None` if it leaves no day out.
    pub(super) fn stretches(&self, within: Period) -> Option<Vec<Period>> {
        let stretches = match Edtf::parse(self.text.as_deref()?).ok()? {
            Edtf::Date(date) if has_gaps(&date) => of_date(&date, within),
            Edtf::Set(set) => set.elements.iter().flat_map(|it| of_element(it, within)).collect(),
            Edtf::Date(_) | Edtf::DateTime(_) | Edtf::Interval(_) => return None,
        };
        Some(stretches)
    }
}

impl Period {
    /// Every stretch on which `when` may have gone on. Empty for an undated one.
    #[must_use]
    pub fn each_of(when: &When) -> Vec<Self> {
        match Self::of(when) {
            None => Vec::new(),
            Some(whole) => when.stretches(whole).unwrap_or_else(|| vec![whole]),
        }
    }

    /// What of it lies in the other one.
    fn common(self, other: Self) -> Option<Self> {
        let common = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (common.first <= common.last).then_some(common)
    }
}

fn of_element(element: &SetElement, within: Period) -> Vec<Period> {
    let ends = |date: &Date| parse::lower_date(date);
    let whole = match element {
        SetElement::Date(date) => return of_date(date, within),
        SetElement::OnOrBefore(date) => Period { first: Day::PAST, last: ends(date).max },
        SetElement::OnOrAfter(date) => Period { first: ends(date).min, last: Day::FUTURE },
        SetElement::Range(first, last) => Period { first: ends(first).min, last: ends(last).max },
    };
    whole.common(within).into_iter().collect()
}

/// Whether unknown digits stand before known ones.
fn has_gaps(date: &Date) -> bool {
    let YearKind::Standard { digits, .. } = date.year.kind else { return false };
    let fields = [date.month, date.day].into_iter().flatten();
    let digits = digits.into_iter().chain(fields.flat_map(|field| field.digits));
    let unknown: Vec<bool> = digits.map(|digit| digit.is_none()).collect();
    // The days of a month are counted from 1, so that `X1` is not one stretch, and `1X` is.
    unknown.windows(2).any(|pair| pair == [true, false])
}

fn of_date(date: &Date, within: Period) -> Vec<Period> {
    let end = parse::lower_date(date);
    let Some(within) = (Period { first: end.min, last: end.max }).common(within) else {
        return Vec::new();
    };
    if !has_gaps(date) {
        return vec![within];
    }
    let mut found = Vec::new();
    // A winter ends in the next year.
    for year in within.first.year() - 1..=within.last.year() {
        if is_year(date, year) {
            found.extend(in_year(date, year).into_iter().filter_map(|it| it.common(within)));
        }
    }
    found
}

fn is_year(date: &Date, year: i32) -> bool {
    let YearKind::Standard { negative, digits } = date.year.kind else { return false };
    let own = format!("{:04}", year.unsigned_abs());
    let is_like = |(own, digit): (u8, Option<u8>)| digit.is_none_or(|digit| own == b'0' + digit);
    (year < 0) == negative && own.len() == 4 && own.bytes().zip(digits).all(is_like)
}

/// The stretches of a year whose month and day are those of the date.
fn in_year(date: &Date, year: i32) -> Vec<Period> {
    let day = |month, day| Day::of(year.into(), month, day);
    let Some(month) = date.month else {
        let first = Day::new_year(year);
        return vec![Period { first, last: first.last_of_year() }];
    };
    if let Some(code) = month.value().filter(|&code| code > 12) {
        let season = When::parse(&format!("{year:04}-{code}"));
        return season.iter().filter_map(Period::of).collect();
    }
    let mut found = Vec::new();
    for month in (1..=12).filter(|&number| is_like(month, number)) {
        match date.day.filter(|day| day.digits != [None, None]) {
            None => found
                .extend(day(month, 1).map(|first| Period { first, last: first.last_of_month() })),
            Some(wanted) => {
                let days = (1..=31).filter(|&number| is_like(wanted, number));
                found.extend(
                    days.filter_map(|number| day(month, number))
                        .map(|day| Period { first: day, last: day }),
                );
            }
        }
    }
    found
}

fn is_like(field: DateField, number: u8) -> bool {
    let own = [number / 10, number % 10];
    own.into_iter().zip(field.digits).all(|(own, digit)| digit.is_none_or(|digit| digit == own))
}
