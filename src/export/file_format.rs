//! The files that a timeline, or what is shown of it, is handed on as.
//!
//! To add one: its writer in a file beside, and here a variant with its row and its arm.

use std::io::{self, Write};

use clap::ValueEnum as _;

use super::{
    Excerpt, Extras, LeftOut, chronology, csl, html, icalendar, native, quotations, spreadsheet,
    timelinejs,
};

/// A form of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum FileFormat {
    /// JSON that holds everything
    #[default]
    Native,
    /// Text in Markdown, an entry an event
    Chronology,
    /// A page to read and to print, with every quotation and its source
    Html,
    /// A row an event, with the columns of its data set
    Csv,
    /// Slides of TimelineJS
    Timelinejs,
    /// A calendar (iCalendar)
    Ics,
    /// Cited quotations, a paragraph each
    Quotations,
    /// The sources quoted, for reference managers (CSL-JSON)
    Csl,
}

impl FileFormat {
    /// All, in the order in which they are offered.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// The letter that chooses it, the ending of its files, and what one is called.
    fn row(self) -> (char, &'static str, &'static str) {
        match self {
            Self::Native => ('n', "json", "a native timeline"),
            Self::Chronology => ('m', "md", "a chronology"),
            Self::Html => ('h', "html", "a page"),
            Self::Csv => ('c', "csv", "a spreadsheet"),
            Self::Timelinejs => ('t', "timeline.json", "TimelineJS"),
            Self::Ics => ('i', "ics", "a calendar"),
            Self::Quotations => ('q', "quotations.txt", "a list of quotations"),
            Self::Csl => ('b', "csl.json", "a bibliography"),
        }
    }

    /// The letter that chooses it.
    #[must_use]
    pub fn letter(self) -> char {
        self.row().0
    }

    /// How the names of its files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.row().1
    }

    /// What one is called: "a calendar".
    #[must_use]
    pub fn noun(self) -> &'static str {
        self.row().2
    }

    /// Its name on the command line, and what it holds.
    #[must_use]
    pub fn name_and_help(self) -> (String, String) {
        let value = self.to_possible_value();
        value.map_or_else(Default::default, |value| {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            (value.get_name().to_owned(), help)
        })
    }

    /// Whether it is about statements and not about events.
    #[must_use]
    pub fn is_of_statements(self) -> bool {
        matches!(self, Self::Quotations | Self::Csl)
    }

    /// Writes what is shown; gives what it has no form for. A spreadsheet has these columns of data
    /// sets.
    pub fn write<'a>(
        self,
        out: &mut impl Write,
        excerpt: &Excerpt<'a>,
        extras: Extras<'a>,
    ) -> io::Result<LeftOut> {
        match self {
            Self::Native => native::write_excerpt(out, excerpt).map(|()| LeftOut::default()),
            Self::Chronology => chronology::write(out, excerpt),
            Self::Html => html::write(out, excerpt),
            Self::Csv => spreadsheet::write(out, excerpt, extras),
            Self::Timelinejs => timelinejs::write(out, excerpt),
            Self::Ics => icalendar::write(out, excerpt),
            Self::Quotations => quotations::write(out, excerpt),
            Self::Csl => csl::write(out, excerpt),
        }
    }
}
