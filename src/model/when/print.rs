//! A date as EDTF.

use std::fmt;

use crate::model::{
    day::Day,
    when::{Mark, Precision, Shape, When},
};

/// The first day that EDTF can write; beyond it there are only years.
pub(super) const FIRST_DAY: Day = Day::new_year(-9999);
/// The last day that EDTF can write.
pub(super) const LAST_DAY: Day = Day(Day::new_year(10_000).0 - 1);

impl When {
    /// Canonical EDTF; `XXXX-XX-XX` if undated.
    #[must_use]
    pub fn edtf(&self) -> String {
        self.to_string()
    }
}

/// Canonical EDTF, as [`When::edtf`].
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.text {
            return f.write_str(text);
        }
        match self.shape {
            Shape::Date if self.is_undated() => f.write_str("XXXX-XX-XX"),
            Shape::Date => {
                write_unit(f, self.s_min, self.s_precision)?;
                if let Some(time) = self.time {
                    write!(f, "T{time}")?;
                }
                write_mark(f, self.s_mark)
            }
            Shape::OneOf => {
                f.write_str("[")?;
                self.write_range(f)?;
                f.write_str("]")
            }
            Shape::AllOf => {
                f.write_str("{")?;
                self.write_range(f)?;
                f.write_str("}")
            }
            Shape::Lasted => {
                if self.s_max == Day::PAST {
                    f.write_str("..")?;
                }
                write_unit(f, self.s_min, self.s_precision)?;
                write_mark(f, self.s_mark)?;
                f.write_str("/")?;
                if self.e_min == Day::FUTURE {
                    f.write_str("..")?;
                }
                write_unit(f, self.e_max, self.e_precision)?;
                write_mark(f, self.e_mark)
            }
        }
    }
}

impl When {
    fn write_range(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_unit(f, self.s_min, self.s_precision)?;
        f.write_str("..")?;
        write_unit(f, self.e_max, self.e_precision)
    }
}

/// Writes the unit that holds the day. Of precisions without a unit nothing is written: such dates
/// keep their text.
fn write_unit(f: &mut fmt::Formatter<'_>, day: Day, precision: Precision) -> fmt::Result {
    if !day.is_known() {
        return Ok(());
    }
    let (year, month, day) = day.date();
    let sign = if year < 0 { "-" } else { "" };
    let digits = year.unsigned_abs();
    match precision {
        Precision::Day => write!(f, "{sign}{digits:04}-{month:02}-{day:02}"),
        Precision::Month => write!(f, "{sign}{digits:04}-{month:02}"),
        Precision::Year if digits > 9999 => write!(f, "Y{year}"),
        Precision::Year => write!(f, "{sign}{digits:04}"),
        Precision::Decade => write!(f, "{sign}{:03}X", digits / 10),
        Precision::Century => write!(f, "{sign}{:02}XX", digits / 100),
        Precision::Millennium => write!(f, "{sign}{}XXX", digits / 1000),
        Precision::Unknown | Precision::Season | Precision::Days | Precision::Time => Ok(()),
    }
}

fn write_mark(f: &mut fmt::Formatter<'_>, mark: Mark) -> fmt::Result {
    mark.symbol().map_or(Ok(()), |symbol| write!(f, "{symbol}"))
}
