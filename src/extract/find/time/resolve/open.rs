//! The value of what the context does not tell: what is not known is `X`.

use crate::extract::{
    find::time::meaning::{Base, Point, Side},
    reading::time::{Count, value::Unit},
};

/// The value of a point whose stretch is not known.
pub fn unresolved(point: &Point) -> String {
    let date = match point.base {
        Base::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Base::Month(month, _) => format!("XXXX-{month:02}"),
        Base::Season(season, _) => format!("XXXX-{}", season.code()),
        Base::Quarter(number, _) => format!("XXXX-Q{number}"),
        Base::Half(number, _) => format!("XXXX-H{number}"),
        Base::Weekday(number, _) => format!("XXXX-WXX-{number}"),
        Base::SameQuarter(_) => "XXXX-QX".to_owned(),
        Base::FromNow(Count::Vague, _, side) | Base::FromThen(Count::Vague, _, side) => {
            let before = side == Side::Before;
            if before { "PAST_REF".to_owned() } else { "FUTURE_REF".to_owned() }
        }
        Base::Unit(unit, _) | Base::FromNow(_, unit, _) | Base::FromThen(_, unit, _) => {
            match unit {
                Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
                Unit::Weekend => "XXXX-WXX-WE".to_owned(),
                Unit::Month => "XXXX-XX".to_owned(),
                Unit::Quarter => "XXXX-QX".to_owned(),
                Unit::Half => "XXXX-HX".to_owned(),
                Unit::Year => "XXXX".to_owned(),
                Unit::Decade => "XXX".to_owned(),
                Unit::Century | Unit::Millennium => "XX".to_owned(),
                _ => "XXXX-XX-XX".to_owned(),
            }
        }
        _ => "XXXX-XX-XX".to_owned(),
    };
    match (point.clock, point.part) {
        (Some((hour, minute)), _) => format!("{date}T{hour:02}:{minute:02}"),
        (None, Some(part)) => format!("{date}T{}", part.code()),
        (None, None) => date,
    }
}
