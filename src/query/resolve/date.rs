//! Which periods a date, an event or its surroundings name.

use crate::{
    index::Store,
    model::{When, when},
    query::{
        error::QueryError,
        expr::{Colon, Term, Value, What},
        field::Field,
        resolve::{some, text},
        test::DateTest,
    },
};

/// The test of a term about dates.
pub(super) fn test(term: &Term, store: &Store) -> Result<DateTest, QueryError> {
    let mut periods = Vec::new();
    for value in &term.values {
        let named = periods_of(value, store)?;
        match term.field {
            Field::Before => periods.extend(named.first().and_then(|first| first.before())),
            Field::After => periods.extend(named.last().and_then(|last| last.after())),
            _ => periods.extend(named),
        }
    }
    Ok(DateTest { periods, surely: term.colon == Colon::Surely })
}

/// The periods that a value names, by itself or by an event; several where a date leaves days out
/// (`192X-12`).
fn periods_of(value: &Value, store: &Store) -> Result<Vec<when::Period>, QueryError> {
    if let What::Near { event, span } = &value.what {
        let span = when::Span::parse(span).ok_or_else(|| {
            QueryError::new(value.at, format!("'{span}' is no length of time"))
                .with_help("write 3d, 2w, 1m or 1y for days, weeks, months or years")
        })?;
        return match of_event(value, event, store) {
            Some(periods) => Ok(periods?.into_iter().map(|period| period.grown(span)).collect()),
            None => Err(QueryError::new(value.at, format!("no event has the id '{event}'"))),
        };
    }
    let error = match when::typed::parse(text(value), None) {
        Ok(typed) => {
            return some(when::Period::each_of(&typed.when), || {
                QueryError::new(value.at, format!("'{}' names no period", text(value)))
                    .with_help("write undated: for events without a date")
            });
        }
        Err(error) => error,
    };
    if let Some(periods) = of_event(value, text(value), store) {
        return periods;
    }
    let is_unquoted = value.at.end - value.at.start == text(value).chars().count();
    let at = match error.at {
        at if is_unquoted && at > 0 => {
            value.at.start + at..value.at.end.max(value.at.start + at + 1)
        }
        _ => value.at.start..value.at.end,
    };
    Err(QueryError::new(at, error.message))
}

/// The days of the event with this id, if there is one.
fn of_event(
    value: &Value,
    id: &str,
    store: &Store,
) -> Option<Result<Vec<when::Period>, QueryError>> {
    let timeline = store.timeline();
    let when: &When = timeline.when(timeline.find_event(id)?);
    Some(some(when::Period::each_of(when), || {
        QueryError::new(value.at, format!("the event '{id}' has no date"))
    }))
}
