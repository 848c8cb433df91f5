//! Conditions in the SQL that all databases read alike: `=`, `IN`, `BETWEEN`, `IS NULL` and `LIKE` over columns as they are.
//!
//! **Invariants.** A literal holds letters, digits, spaces and `.,:()/-` only. In place of anything
//! else stands `%` behind `LIKE`, so that there is nothing to escape and nothing to inject; what is
//! asked so is a superset, and says that it is.

use std::fmt::Write as _;

/// What holds for rows, or for more of them than are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    text: Text,
    exact: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    All,
    None,
    Sql(String),
}

/// A column, and how its values are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name as it stands in a statement.
    pub name: String,
    /// How its values are written.
    pub literal: Literal,
    /// Whether it holds text, so that it may hold an empty one, and be like a pattern.
    pub is_text: bool,
}

/// How the values of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// As they are.
    Number,
    /// In quotes.
    Quoted,
}

impl Condition {
    /// It holds for every row.
    pub const ALL: Self = Self { text: Text::All, exact: true };
    /// It holds for no row.
    pub const NONE: Self = Self { text: Text::None, exact: true };
    /// It can't be said here for which rows it holds: all are asked for.
    pub const OPEN: Self = Self { text: Text::All, exact: false };

    /// What this SQL says.
    #[must_use]
    pub fn sql(text: String) -> Self {
        Self { text: Text::Sql(text), exact: true }
    }

    /// The same, as one that asks for more than is meant.
    #[must_use]
    pub fn superset(self) -> Self {
        Self { exact: false, ..self }
    }

    /// Whether it holds for just the rows that are meant.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// Whether it holds for no row, so that nothing need be asked.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.text == Text::None
    }

    /// How many bytes it takes in a statement.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text().map_or(0, str::len)
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_none()
    }

    /// What stands behind `WHERE`; `None` if it holds for every row.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.text {
            Text::All => None,
            Text::None => Some("1 = 0"),
            Text::Sql(sql) => Some(sql),
        }
    }

    /// All of these hold.
    #[must_use]
    pub fn all(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(conditions, " AND ", &Self::ALL, &Self::NONE)
    }

    /// One of these holds.
    #[must_use]
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(conditions, " OR ", &Self::NONE, &Self::ALL)
    }

    /// `neutral` changes nothing, `last` decides.
    fn joined(
        conditions: impl IntoIterator<Item = Self>,
        word: &str,
        neutral: &Self,
        last: &Self,
    ) -> Self {
        let (mut parts, mut exact, mut decided) = (Vec::new(), true, false);
        for condition in conditions {
            if condition == *last {
                return condition;
            }
            exact &= condition.exact;
            // Another one may still decide it exactly.
            decided |= condition.text == last.text;
            if let Text::Sql(sql) = condition.text {
                parts.push(sql);
            }
        }
        let text = match parts.len() {
            _ if decided => last.text.clone(),
            0 => neutral.text.clone(),
            1 => Text::Sql(parts.remove(0)),
            _ => Text::Sql(format!("({})", parts.join(word))),
        };
        Self { text, exact }
    }

    /// It does not hold, also where a value is not known; open if it asks for more than is meant.
    #[must_use]
    pub fn negated(&self) -> Self {
        match &self.text {
            _ if !self.exact => Self::OPEN,
            Text::All => Self::NONE,
            Text::None => Self::ALL,
            Text::Sql(sql) => Self::sql(format!("(CASE WHEN {sql} THEN 0 ELSE 1 END) = 1")),
        }
    }
}

impl Column {
    /// Its value is one of these, of which `known` are all there are, both in their order: an empty
    /// one stands for none, too.
    #[must_use]
    pub fn among(&self, values: &[&str], known: &[&str]) -> Condition {
        let mut conditions = Vec::new();
        if values.contains(&"") {
            let is_null = Condition::sql(format!("{} IS NULL", self.name));
            conditions.push(is_null);
            if self.is_text {
                conditions.push(Condition::sql(format!("{} = ''", self.name)));
            }
        }
        let values: Vec<&str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
        let known: Vec<&str> = known.iter().copied().filter(|value| !value.is_empty()).collect();
        let (plain, odd): (Vec<&str>, Vec<&str>) =
            values.into_iter().partition(|value| self.writes(value).is_some());
        let (runs, single) =
            if self.is_ordered(&known) { runs(&plain, &known) } else { (Vec::new(), plain) };
        let written = |value: &str| self.writes(value).unwrap_or_default();
        conditions.extend(runs.into_iter().map(|(first, last)| {
            let (first, last) = (written(first), written(last));
            Condition::sql(format!("{} BETWEEN {first} AND {last}", self.name))
        }));
        match &*single {
            [] => {}
            [value] => {
                conditions.push(Condition::sql(format!("{} = {}", self.name, written(value))));
            }
            values => {
                let values: Vec<String> = values.iter().map(|value| written(value)).collect();
                let sql = format!("{} IN ({})", self.name, values.join(", "));
                conditions.push(Condition::sql(sql));
            }
        }
        conditions.extend(odd.into_iter().map(|value| {
            if self.is_text {
                Condition::sql(format!("{} LIKE '{}'", self.name, pattern(value))).superset()
            } else {
                Condition::OPEN
            }
        }));
        Condition::any(conditions)
    }

    /// A value as a literal, if it may be one.
    #[must_use]
    pub fn writes(&self, value: &str) -> Option<String> {
        match self.literal {
            Literal::Number => is_whole(value).then(|| value.to_owned()),
            Literal::Quoted => value.chars().all(is_plain).then(|| format!("'{value}'")),
        }
    }

    /// Whether values lie between others as they do in the order of [`order`].
    fn is_ordered(&self, known: &[&str]) -> bool {
        let is_date = |value: &&str| value.len() == 10 && value.bytes().all(is_of_date);
        self.literal == Literal::Number || known.iter().all(is_date)
    }
}

/// The values in their order: numbers by size, then all else by their bytes.
pub fn order(values: &mut Vec<&str>) {
    let number = |value: &str| value.parse::<i64>().ok();
    let key = |value| (number(value).is_none(), number(value), value);
    values.sort_unstable_by(|one, other| key(*one).cmp(&key(*other)));
    values.dedup();
}

/// Whether it is a whole number, written in the shortest way.
#[must_use]
pub fn is_whole(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_short = digits == "0" || !digits.starts_with('0');
    (1..=18).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && is_short
        && value != "-0"
}

/// From so many neighbours on they are a run.
const RUN: usize = 3;

/// Values that follow each other among those that are known, as the first and the last of each run,
/// and those that stand alone.
fn runs<'a>(values: &[&'a str], known: &[&'a str]) -> (Vec<(&'a str, &'a str)>, Vec<&'a str>) {
    let (mut runs, mut single) = (Vec::new(), Vec::new());
    let (mut values, mut known) = (values, known);
    while let Some(&first) = values.first() {
        let start = known.iter().position(|&value| value == first).unwrap_or(known.len());
        known = &known[start..];
        let long = values.iter().zip(known).take_while(|(value, known)| value == known).count();
        let long = long.max(1);
        if long >= RUN {
            runs.push((first, values[long - 1]));
        } else {
            single.extend(&values[..long]);
        }
        values = &values[long..];
        known = known.get(long..).unwrap_or_default();
    }
    (runs, single)
}

fn is_of_date(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'-'
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || " .,:()/-".contains(c)
}

/// What a value is like, with `%` for whatever a literal may not hold.
fn pattern(value: &str) -> String {
    let mut pattern = String::with_capacity(value.len());
    for c in value.chars() {
        if is_plain(c) {
            pattern.push(c);
        } else if !pattern.ends_with('%') {
            pattern.push('%');
        }
    }
    pattern
}

/// `SELECT … FROM …`, with what is given of the rest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Select<'a> {
    /// The columns, as they are written.
    pub columns: &'a [&'a str],
    /// Whether the rows of each group of their values are counted, in a column `events` behind them.
    pub counts: bool,
    /// The table.
    pub table: &'a str,
    /// Conditions of which all must hold.
    pub conditions: &'a [&'a str],
    /// So many rows at most.
    pub limit: Option<u64>,
}

impl Select<'_> {
    /// The statement, without a semicolon.
    #[must_use]
    pub fn text(&self) -> String {
        let count = self.counts.then_some("COUNT(*) AS events");
        let columns: Vec<&str> = self.columns.iter().copied().chain(count).collect();
        let mut text = format!("SELECT {} FROM {}", columns.join(", "), self.table);
        if !self.conditions.is_empty() {
            let all: Vec<String> =
                self.conditions.iter().map(|condition| format!("({condition})")).collect();
            let _ = write!(text, " WHERE {}", all.join(" AND "));
        }
        if self.counts && !self.columns.is_empty() {
            let _ = write!(text, " GROUP BY {}", self.columns.join(", "));
        }
        if let Some(limit) = self.limit {
            let _ = write!(text, " LIMIT {limit}");
        }
        text
    }
}

#[cfg(test)]
mod tests;
