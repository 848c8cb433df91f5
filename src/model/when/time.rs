//! A time of day as it was written.

use std::fmt;

/// A time of day as it was written; 24 hours, seconds and offset only where they were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60 (a leap second).
    pub second: Option<u8>,
    /// The place's distance from UTC; it is shown and kept, and never shifts a day or an order.
    pub offset: Option<Offset>,
}

/// A distance from UTC as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offset {
    /// `Z`
    Utc,
    /// `+05`
    Hours(i8),
    /// `+05:30`, in minutes.
    Minutes(i16),
}

impl Time {
    /// A time without seconds and offset, `None` if there is no such time.
    #[must_use]
    pub fn of(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute, second: None, offset: None })
    }

    /// Reads `18:00`, `18:00:30`, each with `Z`, `+05` or `+05:30` behind it. The error says what
    /// was expected, and at which byte.
    pub fn parse(text: &str) -> Result<Self, (usize, &'static str)> {
        let bytes = text.as_bytes();
        let hour = two_digits(bytes, 0, 23).ok_or((0, "hours are 00 to 23"))?;
        let minute = bytes
            .get(2)
            .filter(|&&byte| byte == b':')
            .ok_or((2, "a time is hh:mm or hh:mm:ss"))
            .and_then(|_| two_digits(bytes, 3, 59).ok_or((3, "minutes are 00 to 59")))?;
        let (second, rest) = if bytes.get(5) == Some(&b':') {
            (Some(two_digits(bytes, 6, 60).ok_or((6, "seconds are 00 to 60"))?), 8)
        } else {
            (None, 5)
        };
        let offset = match &bytes[rest..] {
            [] => None,
            [b'Z'] => Some(Offset::Utc),
            shift => Some(
                parse_offset(shift)
                    .ok_or((rest, "after the time stands nothing, Z, or an offset as +05:30"))?,
            ),
        };
        Ok(Self { hour, minute, second, offset })
    }

    /// What the listing sorts by within a day: a time without seconds before its seconds.
    pub(super) fn rank(self) -> (u8, u8, Option<u8>) {
        (self.hour, self.minute, self.second)
    }
}

/// At most 14 hours, and not `-00:00`, which ISO 8601 leaves without a meaning.
fn parse_offset(bytes: &[u8]) -> Option<Offset> {
    let negative = match bytes.first()? {
        b'+' => false,
        b'-' => true,
        _ => return None,
    };
    let hours = two_digits(bytes, 1, 14)?;
    let minutes = match bytes.len() {
        3 => None,
        6 if bytes[3] == b':' => Some(two_digits(bytes, 4, 59)?),
        _ => return None,
    };
    let total = i16::from(hours) * 60 + i16::from(minutes.unwrap_or(0));
    if total > 14 * 60 || (negative && total == 0) {
        return None;
    }
    let sign = if negative { -1 } else { 1 };
    Some(if minutes.is_some() {
        Offset::Minutes(sign * total)
    } else {
        Offset::Hours((sign * i16::from(hours)) as i8)
    })
}

fn two_digits(bytes: &[u8], at: usize, max: u8) -> Option<u8> {
    match bytes.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            Some((tens - b'0') * 10 + (ones - b'0')).filter(|&value| value <= max)
        }
        _ => None,
    }
}

/// As EDTF writes it.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        self.offset.map_or(Ok(()), |offset| offset.fmt(f))
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |negative| if negative { '-' } else { '+' };
        match *self {
            Self::Utc => f.write_str("Z"),
            Self::Hours(hours) => write!(f, "{}{:02}", sign(hours < 0), hours.unsigned_abs()),
            Self::Minutes(minutes) => {
                let size = minutes.unsigned_abs();
                write!(f, "{}{:02}:{:02}", sign(minutes < 0), size / 60, size % 60)
            }
        }
    }
}
