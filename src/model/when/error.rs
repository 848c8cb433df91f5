//! What is wrong with a text that is no date, and what to write instead.

use edtf_core::ParseError;

use crate::{base::issue::brief_value, model::day::days_in_month};

/// Text that is not EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}: {message}")]
pub struct WhenError {
    /// The text, without the spaces around it; of a long one the beginning.
    pub text: String,
    /// The character of it at which something else was expected.
    pub at: usize,
    /// What was expected, and what to write instead.
    pub message: String,
}

impl WhenError {
    /// An error at a byte of the text.
    pub(super) fn new(text: &str, byte: usize, message: impl Into<String>) -> Self {
        let at = text.get(..byte).map_or(byte, |before| before.chars().count());
        Self { text: brief_value(text).into_owned(), at, message: message.into() }
    }

    /// Says what the calendar or EDTF has instead, where `edtf-core` says only that it is wrong.
    pub(super) fn of_edtf(text: &str, error: &ParseError) -> Self {
        if !text.starts_with(|c: char| c.is_ascii_digit() || "-.?~%[{/XY".contains(c)) {
            return Self::new(text, 0, YEAR);
        }
        let rest = text.get(error.offset..).unwrap_or_default();
        let message = match error.message {
            message if message.starts_with("day is out of range") => {
                return Self::new(text, error.offset, length_of_month(text, error.offset));
            }
            "whitespace is not allowed" => {
                "dates have no spaces; a time stands after a T: 2015-08-13T18:00"
            }
            _ if rest.starts_with("unknown") || rest.starts_with("open") => {
                "an unknown end is left empty (2011/), an open one is two points (2011/..)"
            }
            _ if rest.starts_with(['u', 'x']) => "an unknown digit is a capital X: 156X",
            "year must have exactly four digits (or X)" => YEAR,
            "-0000 is not a valid year" => "the year before 0001 is 0000, without a sign",
            "negative years cannot contain unspecified digits" => {
                "a year before 0000 with unknown digits stands alone: -01XX"
            }
            "Y-prefixed years are year-precision only" => {
                "a year with Y stands alone, without month and day"
            }
            "month must be 01-12 or a sub-year code 21-41" => {
                "months are 01 to 12 (21 to 41 are seasons, quarters and halves)"
            }
            "month must be two digits (or X)" | "day must be two digits (or X)" => {
                "months and days have two digits: 2015-08-03"
            }
            "interval end precedes interval start" | "set range end precedes range start" => {
                REVERSED
            }
            "interval must contain exactly one '/'" => {
                "an interval has one /, and its dates begin with the year: 2015-08-13/2015-08-20"
            }
            "EDTF permits ASCII characters only" => "dates have ASCII characters only",
            "unterminated set" => "a set ends with ] or }",
            message => message,
        };
        Self::new(text, error.offset, message)
    }
}

/// Of what ends before it begins.
pub(super) const REVERSED: &str = "the end lies before the start";

const YEAR: &str = "a date begins with a year of four digits: 2015-08-13";

/// "february 2015 has 28 days", for a day number at this byte of the text.
fn length_of_month(text: &str, day_at: usize) -> String {
    let name = || {
        let before = text.get(..day_at)?;
        let start = before.rfind(['/', ',', '[', '{', '.']).map_or(0, |at| at + 1);
        let date = before[start..].trim_start_matches(['~', '?', '%']);
        let digits: String = date.chars().filter(char::is_ascii_digit).collect();
        let (year, month) = digits.split_at_checked(4)?;
        let sign = if date.starts_with('-') { "-" } else { "" };
        let number: u8 = month.parse().ok()?;
        let days = days_in_month(format!("{sign}{year}").parse().ok()?, number);
        let month = chrono::Month::try_from(number).ok()?.name().to_ascii_lowercase();
        Some(format!("{month} {sign}{year} has {days} days"))
    };
    name().unwrap_or_else(|| "no month has that day".to_owned())
}
