//! A text that already is a chronology: entries that begin with a date.
//!
//! An entry is a line, an item of a list, a row of a table or a heading that begins with a date, or
//! what stands below a heading that is one. What a date leaves out is taken from the headings above
//! it, else from the entry before it, else from the title. Which of two numbers is the day is told
//! by all dates of the text together; where none proves it, the day stands first.

mod field;
mod flaw;
pub mod line;
mod table;

use std::ops::Range;

pub use self::field::{Quote, Reference, Written, unescaped};
pub use self::flaw::Flaw;
use self::{
    line::{Form, Line},
    table::{Meaning, Row},
};
use super::{Article, PublishedBy, Section, appendix::is_appendix, head, months};
use rustc_hash::FxHashSet;

use crate::base::text;
use crate::model::{
    Role, When,
    day::Day,
    when::lead::{self as date, Lead, Order},
};

/// An entry of a chronology: one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it happened, as the text says; undated if that can't be read.
    pub when: When,
    /// Where its date stands, in bytes of the text: before the words, or in a heading.
    pub date: Range<usize>,
    /// What is written of it outside of prose.
    pub written: Written,
}

/// What a text is that is a chronology.
pub(super) struct Chronology {
    pub sections: Vec<Section>,
    pub references: Vec<Reference>,
    pub notes: Vec<String>,
    pub flaws: Vec<Flaw>,
}

/// So many dates with entries make a chronology of a text without a title or headings, and one fewer
/// with one.
const LEAST: usize = 3;

/// No line is longer that is a heading because it is nothing but a date, in bytes.
const PLAIN_HEADING: usize = 40;

/// The level of such a heading of a year; those of months and days are below.
const PLAIN_LEVEL: usize = 10;

/// Below the heading of a year or a month, what has more bytes than this is prose that tells of
/// several events.
const LONGEST_ENTRY: usize = 400;

/// The sections of a chronology; nothing if the text is none. O(bytes).
pub(super) fn find(article: &Article) -> Option<Chronology> {
    let text = &article.text;
    let lines = line::lines(text);
    let (rows, left_out) = table::rows(text, &lines);
    let lead = |(line, row): (&Line, &Option<Row>)| match row {
        Some(row) => lead_of_row(line, row),
        None => lead(&text[line.words.clone()]),
    };
    let leads: Vec<Option<Lead>> = lines.iter().zip(&rows).map(lead).collect();
    let dates = || {
        let both = lines.iter().zip(&leads);
        both.filter_map(|(line, lead)| {
            Some(&text[line.words.clone()][lead.as_ref()?.words.clone()])
        })
    };
    let published = article.published.as_ref();
    let published = published.filter(|_| article.published_by != Some(PublishedBy::Dateline));
    let order = order(dates());
    let mut reader = Reader {
        text,
        order: order.0,
        is_descending: is_descending(dates()),
        year: day_in(&article.title)
            .or_else(|| year_in(&article.title))
            .or_else(|| published.cloned()),
        is_log: day_in(&article.title).is_some(),
        headings: Vec::new(),
        before: None,
        sections: Vec::new(),
        references: Vec::new(),
        is_open: false,
        indent: 0,
        below_headings: Vec::new(),
        of_rows: FxHashSet::default(),
    };
    let title = lines.first().filter(|line| text[line.words.clone()] == article.title);
    let is_titled = title.is_some() && leads[0].is_none();
    let all = lines.iter().zip(&leads).zip(&rows).skip(usize::from(is_titled));
    for ((line, lead), row) in all {
        match row {
            Some(row) => reader.row(line, lead.as_ref(), row),
            None => reader.read(line, lead.as_ref()),
        }
    }
    reader.part_prose();
    let has_heading = lines.iter().any(|line| matches!(line.form, Form::Heading(_)));
    let mut dates: Vec<usize> =
        reader.sections.iter().filter_map(|it| Some(it.entry.as_ref()?.date.start)).collect();
    dates.dedup();
    // A title, headings, or nothing else than entries: that is no article.
    let is_whole = || dates.len() == lines.len();
    let is_titled = is_titled || has_heading || !article.title.is_empty() || is_whole();
    // One entry is enough where sources are listed and nothing else is told.
    let is_begun =
        has_appendix(text, &lines) && reader.sections.iter().all(|section| section.entry.is_some());
    let least = if is_begun { 1 } else { LEAST - usize::from(is_titled) };
    if dates.len() < least {
        return None;
    }
    let mut flaws = Vec::new();
    for (number, section) in reader.sections.iter_mut().enumerate() {
        // What the cells of a row say is known already.
        if let Some(entry) = section.entry.as_mut().filter(|_| !reader.of_rows.contains(&number)) {
            let words = section.words.first().cloned().unwrap_or_default();
            (section.words, entry.written) = field::read(text, words, &mut flaws);
        }
    }
    let entries = reader.sections.iter().filter_map(|section| section.entry.as_ref());
    flaws.extend(entries.clone().filter_map(|entry| flaw::of_date(text, entry)));
    flaws.extend(flaw::of_sources(text, entries, &reader.references));
    flaws.sort_by_key(|flaw| flaw.at);
    let left_out: Vec<_> = left_out.iter().map(|name| format!("'{name}'")).collect();
    let left_out = (!left_out.is_empty())
        .then(|| format!("left out of tables: the columns {}", left_out.join(", ")));
    let notes = order.1.into_iter().chain(left_out).collect();
    Some(Chronology { sections: reader.sections, references: reader.references, notes, flaws })
}

/// Whether a text is a chronology without an entry yet: nothing but headings, that of its sources
/// among them. O(bytes).
pub(super) fn is_empty(text: &str) -> bool {
    let lines = line::lines(text);
    has_appendix(text, &lines) && lines.iter().all(|line| matches!(line.form, Form::Heading(_)))
}

/// Whether the last heading is that of an appendix.
fn has_appendix(text: &str, lines: &[Line]) -> bool {
    let is_heading = |line: &&Line| matches!(line.form, Form::Heading(_));
    lines.iter().rfind(is_heading).is_some_and(|line| is_appendix(&text[line.words.clone()]))
}

/// Whether a text is nothing but a table with a column of dates. O(bytes).
pub(super) fn is_dated_table(text: &str) -> bool {
    let lines = line::lines(text);
    let is_table = lines.iter().all(|line| line.form == Form::Row);
    is_table && table::rows(text, &lines).0.iter().flatten().nth(1).is_some()
}

/// Where the date of a row stands, and nothing behind it.
fn lead_of_row(line: &Line, row: &Row) -> Option<Lead> {
    let start = row.date.start - line.words.start;
    let words = start..start + row.date.len();
    row.is_date.then(|| Lead { words, rest: line.words.len() })
}

/// The date that a line begins with, behind the number of an item if it has one.
fn lead(words: &str) -> Option<Lead> {
    // `12. May 2021` is a date, `1. 12 May 2021` a numbered one.
    date::lead(words).filter(|lead| !date::is_number(&words[lead.words.clone()])).or_else(|| {
        let number = line::number(words);
        let lead = date::lead(&words[number..])?;
        Some(Lead {
            words: number + lead.words.start..number + lead.words.end,
            rest: number + lead.rest,
        })
    })
}

/// Which of two numbers is the day in all dates of a text, and what is doubtful about it.
pub fn order<'t>(dates: impl Iterator<Item = &'t str>) -> (Order, Option<String>) {
    let (mut day_first, mut month_first, mut open) = (None, None, None);
    let (mut days, mut months) = (0, 0);
    let mut all = Vec::new();
    for words in dates {
        let Some(numbers) = date::numbers(words).filter(|numbers| !numbers.year_first) else {
            continue;
        };
        all.push(numbers.parts);
        match numbers.parts {
            [(13..), _, _] => (day_first, days) = (day_first.or(Some(words)), days + 1),
            [_, (13..), _] => (month_first, months) = (month_first.or(Some(words)), months + 1),
            [day, month, _] if day != month => open = open.or(Some(words)),
            _ => {}
        }
    }
    let order = if months > days { Order::MonthFirst } else { Order::DayFirst };
    if day_first.is_none() && month_first.is_none() && follow_if_month_first(&all) {
        let date = open.unwrap_or_default();
        let doubt = format!(
            "dates like '{date}' are read with the month first: only so do they follow each other"
        );
        return (Order::MonthFirst, Some(doubt));
    }
    let doubt = match (day_first, month_first, open) {
        (Some(one), Some(other), _) => Some(format!(
            "of the dates '{one}' has the day first and '{other}' the month: the others are read as most are"
        )),
        (None, None, Some(date)) => Some(format!(
            "dates like '{date}' are read with the day first: nothing says which it is"
        )),
        _ => None,
    };
    (order, doubt)
}

/// Whether dates follow each other, the earliest or the latest first, if the month stands first in
/// them, and do not if the day does. Two that fall either way follow each other as they rise.
fn follow_if_month_first(dates: &[[u32; 3]]) -> bool {
    let follow = |by: fn(&[u32; 3]) -> [u32; 3]| {
        let keys: Vec<[u32; 3]> = dates.iter().map(by).collect();
        let falls = dates.len() > 2 && keys.is_sorted_by(|a, b| a >= b);
        keys.is_sorted() || falls
    };
    dates.len() > 1
        && follow(|&[month, day, year]| [year, month, day])
        && !follow(|&[day, month, year]| [year, month, day])
}

/// Whether the latest comes first: as the dates fall that say their years, else as they do within a
/// year.
fn is_descending<'t>(dates: impl Iterator<Item = &'t str>) -> bool {
    let dates: Vec<&str> = dates.collect();
    let steps = |days: Vec<Day>| {
        let count = |by: fn(&[Day]) -> bool| days.windows(2).filter(|pair| by(pair)).count();
        (count(|pair| pair[1] < pair[0]), count(|pair| pair[1] > pair[0]))
    };
    let read = |around: Option<&When>| {
        let days = dates.iter().filter_map(|words| date::read(words, around, Order::DayFirst));
        steps(days.map(|when| when.earliest_start()).collect())
    };
    match read(None) {
        (0, 0) => {
            // Within one year; where they rise, a new one begins but now and then.
            let (falls, rises) = read(Day::of(2000, 1, 1).map(When::year_of).as_ref());
            falls > 1 && falls > rises
        }
        (falls, rises) => falls > rises,
    }
}

/// The day that a title names: `The hijacking, 14 June 1985`.
fn day_in(title: &str) -> Option<When> {
    head::any_date(title).filter(|when| when.as_day().is_some())
}

/// The year that a title names: `Timeline of the 2021 Lake war`.
fn year_in(title: &str) -> Option<When> {
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let year: i64 = years.find(|year| (1500..=2200).contains(year))?;
    Day::of(year, 1, 1).map(When::year_of)
}

/// A heading above a line.
struct Heading {
    level: usize,
    /// Its date, if it is one, and where that stands.
    date: Option<(When, Range<usize>)>,
    /// The number of the section that stands right below it.
    below: Option<usize>,
    is_appendix: bool,
}

/// Reads a chronology line by line.
struct Reader<'t> {
    text: &'t str,
    order: Order,
    is_descending: bool,
    /// The day or the year that the title says, or the day of publication.
    year: Option<When>,
    /// Whether the title says a day, so that times alone are entries.
    is_log: bool,
    headings: Vec<Heading>,
    /// The date of the entry before.
    before: Option<When>,
    sections: Vec<Section>,
    references: Vec<Reference>,
    /// Whether the last section goes on.
    is_open: bool,
    /// How far the line is indented that the last section begins with.
    indent: usize,
    /// The sections that are dated by the heading right above them alone.
    below_headings: Vec<usize>,
    /// The sections that are rows of tables.
    of_rows: FxHashSet<usize>,
}

impl Reader<'_> {
    fn read(&mut self, line: &Line, lead: Option<&Lead>) {
        let words = &self.text[line.words.clone()];
        // What is indented below an entry goes on with it, but for items of their own.
        let is_below = self.is_open && line.indent > self.indent && line.form != Form::Item;
        let date =
            lead.filter(|_| !is_below).map(|lead| (self.date(&words[lead.words.clone()]), lead));
        // A number that is no day here is only a number, and the posts of a live page are a report.
        let is_dated = |when: &Option<When>, lead: &Lead| match line.form {
            Form::Plain if date::is_clock(&words[lead.words.clone()]) => self.is_log,
            _ => when.is_some() || !date::is_number(&words[lead.words.clone()]),
        };
        let date = date.filter(|(when, lead)| is_dated(when, lead));
        let is_alone = date.as_ref().is_some_and(|(_, lead)| lead.rest == words.len());
        match (line.form, date) {
            (Form::Heading(level), date) => self.heading(level, line, date),
            (form, Some(date)) if is_alone && words.len() <= PLAIN_HEADING && form != Form::Row => {
                let width = date
                    .0
                    .as_ref()
                    .map_or(0, |it| it.latest_end().0.saturating_sub(it.earliest_start().0));
                let level = match width {
                    0 => PLAIN_LEVEL + 2,
                    1..=31 => PLAIN_LEVEL + 1,
                    _ => PLAIN_LEVEL,
                };
                self.heading(level, line, Some(date));
            }
            _ if self.headings.iter().any(|heading| heading.is_appendix) => {
                self.references.extend(field::reference(words));
            }
            (_, Some((when, lead))) => {
                self.introduce();
                self.entry(line, when, lead);
            }
            (form, None) => self.words(line, form == Form::Item || line::number(words) > 0),
        }
    }

    /// A row of a table with a column of dates. One without a date there goes on with that above.
    fn row(&mut self, line: &Line, lead: Option<&Lead>, row: &Row) {
        let words = &self.text[row.date.clone()];
        let when = if words.is_empty() { self.before.clone() } else { self.date(words) };
        if row.words.is_empty() {
            if let Some((when, lead)) = when.zip(lead) {
                self.heading(PLAIN_LEVEL, line, Some((Some(when), lead)));
            }
            return;
        }
        self.introduce();
        self.before = when.clone().or(self.before.take());
        let (mut said, mut written) = (row.words.clone(), self.written(row));
        for cell in &mut said {
            cell.end = cell.start + field::marks(&self.text[cell.clone()], &mut written);
        }
        if when.is_none() && !words.is_empty() {
            // A date that can't be read stays with the words.
            said.push(row.date.clone());
            said.sort_by_key(|cell| cell.start);
        }
        let when = when.unwrap_or(When::UNDATED);
        let entry = Entry { when, date: row.date.clone(), written };
        self.of_rows.insert(self.sections.len());
        self.push(line, 0..0, Some(entry));
        if let Some(section) = self.sections.last_mut() {
            section.words = said;
        }
        self.is_open = false;
    }

    /// What the other cells of a row say.
    fn written(&self, row: &Row) -> Written {
        let mut written = Written::default();
        for (meaning, cell) in &row.others {
            let words = text::one_line(&self.text[cell.clone()]).into_owned();
            match meaning {
                Meaning::Place => written.place = words,
                Meaning::Who => {
                    let names = words.split([',', ';']).map(str::trim).filter(|it| !it.is_empty());
                    let names = names.map(|name| (name.to_owned(), Role::Participant));
                    written.actors.extend(names);
                }
            }
        }
        written
    }

    /// What the words of a date mean here.
    fn date(&self, words: &str) -> Option<When> {
        if let Some((above, _)) = self.headings.iter().rev().find_map(|it| it.date.as_ref()) {
            return date::read(words, Some(above), self.order);
        }
        let Some(before) = self.before.as_ref().filter(|before| !before.is_undated()) else {
            return date::read(words, self.year.as_ref(), self.order);
        };
        if date::is_clock(words) {
            return date::read(words, Some(before), self.order);
        }
        let day = before.earliest_start();
        let in_year = |day: Day| date::read(words, Some(&When::year_of(day)), self.order);
        let when = in_year(day)?;
        // Behind December comes January.
        let half = 183;
        let gap = when.earliest_start().0.saturating_sub(day.0);
        if !self.is_descending && gap < -half {
            in_year(day.plus_years(1))
        } else if self.is_descending && gap > half {
            in_year(day.plus_years(-1))
        } else {
            Some(when)
        }
    }

    fn heading(&mut self, level: usize, line: &Line, date: Option<(Option<When>, &Lead)>) {
        self.headings.retain(|above| above.level < level);
        self.is_open = false;
        let words = &self.text[line.words.clone()];
        let is_appendix = is_appendix(words);
        let mut heading = Heading { level, date: None, below: None, is_appendix };
        if let Some((when, lead)) = date {
            // What stands above is no entry of its own.
            self.introduce();
            if let Some(when) = when.clone() {
                heading.date = Some((when.clone(), place(line, &lead.words)));
                self.before = Some(when);
            }
            if lead.rest < words.len() {
                heading.below = Some(self.sections.len());
                self.entry(line, when, lead);
            }
        }
        self.headings.push(heading);
    }

    /// What stands right below the headings above introduces what follows: it is prose.
    fn introduce(&mut self) {
        for below in self.headings.iter_mut().filter_map(|heading| heading.below.take()) {
            let section = &mut self.sections[below];
            section.period = section.entry.take().map(|entry| entry.when);
        }
    }

    /// What is long below a year or a month tells more than one event: it is prose.
    fn part_prose(&mut self) {
        for &number in &self.below_headings {
            let section = &mut self.sections[number];
            let length: usize = section.words.iter().map(ExactSizeIterator::len).sum();
            let words = section.words.first().map_or("", |words| &self.text[words.clone()]);
            let is_prose = |entry: &mut Entry| {
                entry.when.as_day().is_none() && (length > LONGEST_ENTRY || is_dated_prose(words))
            };
            if let Some(entry) = section.entry.take_if(is_prose) {
                section.period = Some(entry.when);
            }
        }
    }

    /// A line that says its date itself.
    fn entry(&mut self, line: &Line, when: Option<When>, lead: &Lead) {
        let start = line.words.start;
        // A date that can't be read stays with the words.
        let rest = if when.is_some() { start + lead.rest } else { start };
        self.before = when.clone().or(self.before.take());
        let when = when.unwrap_or(When::UNDATED);
        let date = place(line, &lead.words);
        let entry = Entry { when, date, written: Written::default() };
        self.push(line, rest..line.words.end, Some(entry));
    }

    /// A line without a date.
    fn words(&mut self, line: &Line, is_item: bool) {
        let innermost = self.headings.iter_mut().rev().find(|heading| heading.date.is_some());
        let is_inner = is_item && line.indent > self.indent && self.is_open;
        if let Some(heading) = innermost.filter(|_| !is_inner)
            && let Some((when, date)) = heading.date.clone()
            && (is_item || heading.below.is_none() && !self.is_open)
        {
            if !is_item {
                heading.below = Some(self.sections.len());
                self.below_headings.push(self.sections.len());
            }
            let own = if is_item { self.opening(line, &when) } else { None };
            let (when, date) = own.unwrap_or((when, date));
            self.push(
                line,
                line.words.clone(),
                Some(Entry { when, date, written: Written::default() }),
            );
        } else if let Some(section) = self.sections.last_mut().filter(|_| self.is_open) {
            section.words[0].end = line.words.end;
        } else {
            self.push(line, line.words.clone(), None);
        }
    }

    /// The date that a sentence below a year or a month begins with: `In May, talks began.`
    fn opening(&self, line: &Line, above: &When) -> Option<(When, Range<usize>)> {
        let words = &self.text[line.words.clone()];
        let rest = ["On ", "In "].iter().find_map(|first| words.strip_prefix(first))?;
        let (date, _) = rest.split_once(',').filter(|_| above.as_day().is_none())?;
        let when = date::read(date, Some(above), self.order)?;
        let is_within = when.earliest_start() >= above.earliest_start()
            && when.latest_end() <= above.latest_end();
        let start = line.words.end - rest.len();
        is_within.then(|| (when, start..start + date.len()))
    }

    fn push(&mut self, line: &Line, words: Range<usize>, entry: Option<Entry>) {
        let above = || self.headings.iter().rev().find_map(|it| Some(it.date.as_ref()?.0.clone()));
        let period = if entry.is_some() { None } else { above() };
        self.sections.push(Section { words: vec![words], period, entry, ..Section::default() });
        self.is_open = true;
        self.indent = line.indent;
    }
}

/// Whether words begin with a day or a month as sentences do: `On 3 March`, `In December`.
fn is_dated_prose(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let begins = words.next().is_some_and(|first| {
        ["On", "In", "By", "From", "During", "Between", "Since", "Until"].contains(&first)
    });
    begins
        && words.take(2).any(|word| {
            let bare = word.trim_end_matches([',', '.', ':']);
            bare.starts_with(|first: char| first.is_ascii_digit()) || months::is_month(bare)
        })
}

/// Where words of a line stand in the text.
fn place(line: &Line, words: &Range<usize>) -> Range<usize> {
    line.words.start + words.start..line.words.start + words.end
}

#[cfg(test)]
mod tests;
