//! The table of the formats: what each is, what its records become, and what reads it.

use super::{
    Document, Guess, Head, Ingested, Table, acled, article,
    container::{self, Container},
    gdelt, gtd, icalendar, icews, map, mid, native, pax, phoenix, polecat, scad, timelinejs,
    timemap, timesketch, ucdp, ucdp_dyadic, ucdp_peace, wikidata,
};
/// A format that can be read.
///
/// To add one:
/// 1. a file `ingest/NAME.rs` with a function that recognises it and one that reads it: for a
///    table a [`RowFormat`](super::RowFormat), which turns a row into an event;
/// 2. a row in [`FORMATS`];
/// 3. a folder `data/formats/NAME` with small files in `good` and `broken`, and in `expected` what
///    becomes of each: `UPDATE=1 cargo test --test formats` writes it.
pub struct Format {
    /// The name in `--from`, in issues, in statistics and in [`File::format`](crate::model::File::format).
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What a record of it becomes, in Markdown.
    pub becomes: &'static str,
    /// What it can't say, or what is not read of it, in Markdown.
    pub lacks: &'static str,
    /// Why a text looks like this format, judged by its beginning; `None` if it doesn't.
    pub recognise: fn(head: &Head) -> Option<Guess>,
    /// How it is read.
    pub reader: Reader,
}

/// How a format is read.
pub enum Reader {
    /// All of the text at once.
    ///
    /// Reads the text, or says why it can't be read, lower case and without a full stop.
    Document(ReadText),
    /// Row by row: what reads the rows of the table that begins so, or why it can't be read,
    /// lower case and without a full stop.
    Rows(fn(head: &Head) -> Result<Table, String>),
    /// All of the text, by what the [`Slot`](super::Slot) names.
    Prose,
    /// It holds documents, which are taken out of it and read one by one.
    Container(Container),
}

pub(super) type ReadText = fn(document: &Document<'_>) -> Result<Ingested, String>;

/// What reads an article.
pub type ReadProse<'a> = dyn Fn(&Document<'_>) -> Ingested + Sync + 'a;

/// Every format. Of several that recognise a text the surest one reads it, among equals the first.
pub const FORMATS: &[Format] = &[
    Format {
        name: native::NAME,
        title: "demarche timeline (JSON)",
        becomes: "what it is there",
        lacks: "nothing: it is what the program itself writes",
        recognise: native::recognise,
        reader: Reader::Document(|it| Ok(native::read(it))),
    },
    Format {
        name: "gdelt",
        title: "GDELT Events 1.0 or 2.0 (TSV, JSON)",
        becomes: "Actor1 acts on Actor2 on `SQLDATE` at `ActionGeo`; kind by the CAMEO code, quad class its own; the site of `SOURCEURL` is the source",
        lacks: "how exact the day is, and who else reported it",
        recognise: gdelt::recognise,
        reader: Reader::Rows(gdelt::open),
    },
    Format {
        name: "ucdp-ged",
        title: "UCDP GED or GED Candidate (CSV, JSON)",
        becomes: "an `assault` between `side_a` and `side_b` from `date_start` to `date_end`, by `event_clarity` one unknown day of these or all; `low`, `best`, `high`; the offices are the sources",
        lacks: "who attacked; deaths by side stay in the row",
        recognise: ucdp::recognise,
        reader: Reader::Rows(ucdp::open),
    },
    Format {
        name: "acled",
        title: "ACLED (CSV, JSON)",
        becomes: "`actor1` and `actor2` as sides, those associated as third parties; kind by `sub_event_type`; with `time_precision` 2 and 3 a week and a month; `source` is a list of sources",
        lacks: "which of the two attacked; weekly counts have no events",
        recognise: acled::recognise,
        reader: Reader::Rows(acled::open),
    },
    Format {
        name: "icews",
        title: "ICEWS coded events (TSV, JSON)",
        becomes: "the source acts on the target, kind by the CAMEO code or the event text; `Publisher` is the source",
        lacks: "the address of the report; a quad class, which follows from the code",
        recognise: icews::recognise,
        reader: Reader::Rows(icews::open),
    },
    Format {
        name: "polecat",
        title: "POLECAT (TSV, JSON)",
        becomes: "the actors act on the recipients; event type, mode and quad class are PLOVER's, contexts are tags; `Source` is the source",
        lacks: "the address of the report",
        recognise: polecat::recognise,
        reader: Reader::Rows(polecat::open),
    },
    Format {
        name: "gtd",
        title: "Global Terrorism Database (CSV, JSON)",
        becomes: "an `assault` by the groups on the targets, on the day, month or year that is known (0 is not); `approxdate` where it says more, to `resolution` where it was extended; publishers of `scite1` to `scite3` are the sources",
        lacks: "who, where the group is unknown; deaths by side stay in the row",
        recognise: gtd::recognise,
        reader: Reader::Rows(gtd::open),
    },
    Format {
        name: "pa-x",
        title: "PA-X peace agreements (CSV, JSON)",
        becomes: "an agreement of its parties, with third parties; stage, type, process and topics are tags",
        lacks: "parties are cut out of prose, so a long entry is left out",
        recognise: pax::recognise,
        reader: Reader::Rows(pax::open),
    },
    Format {
        name: "ucdp-peace",
        title: "UCDP peace agreements (CSV, JSON)",
        becomes: "an agreement of the parties, with third parties; provisions are tags",
        lacks: "what the agreement says; `pa_comment` is searched",
        recognise: ucdp_peace::recognise,
        reader: Reader::Rows(ucdp_peace::open),
    },
    Format {
        name: "ucdp-dyadic",
        title: "UCDP dyads, conflicts and their termination (CSV, JSON)",
        becomes: "a year of armed conflict between two sides, from the day the episode began and to the day it ended",
        lacks: "how many were killed",
        recognise: ucdp_dyadic::recognise,
        reader: Reader::Rows(ucdp_dyadic::open),
    },
    Format {
        name: "cow-mid",
        title: "Militarized Interstate Disputes (CSV, JSON)",
        becomes: "a dispute (MIDA) or incident (MIDI); given MIDB or MIDIP, too, with the states and their sides: `demarche MIDA.csv MIDB.csv`",
        lacks: "who acts on whom; deaths are classes where the number is not known",
        recognise: mid::recognise,
        reader: Reader::Rows(mid::open),
    },
    Format {
        name: "scad",
        title: "Social Conflict Analysis Database (CSV, JSON)",
        becomes: "a protest or violence by the actors against the targets",
        lacks: "more than one date of an event at several places; who reported it",
        recognise: scad::recognise,
        reader: Reader::Rows(scad::open),
    },
    Format {
        name: "phoenix",
        title: "Phoenix, daily or Cline Center historical (TSV, CSV, JSON)",
        becomes: "who did what to whom in CAMEO, from daily files and the historical ones of the Cline Center; `NewsSources`, or the sites of `URLs`, are the sources",
        lacks: "the day itself: it is that of the story",
        recognise: phoenix::recognise,
        reader: Reader::Rows(phoenix::open),
    },
    Format {
        name: "timesketch",
        title: "Timesketch timeline (CSV, JSON lines)",
        becomes: "a moment with its message",
        lacks: "who took part",
        recognise: timesketch::recognise,
        reader: Reader::Rows(timesketch::open),
    },
    Format {
        name: "timemap",
        title: "TimeMap events (JSON, CSV)",
        becomes: "an incident at a place; associations and filters are tags, and sources are sources",
        lacks: "who took part",
        recognise: timemap::recognise,
        reader: Reader::Rows(timemap::open),
    },
    Format {
        name: "wikidata",
        title: "results of the Wikidata query service (JSON, CSV)",
        becomes: "an item with its date, as exact as `wikibase:timePrecision` says; an article is its source",
        lacks: "without that precision, whether 1 January is a day or a year: it is read as the year",
        recognise: wikidata::recognise,
        reader: Reader::Rows(wikidata::open),
    },
    Format {
        name: "icalendar",
        title: "iCalendar",
        becomes: "an event with those who attend",
        lacks: "when it repeats: only the first time is an event",
        recognise: icalendar::recognise,
        reader: Reader::Document(icalendar::read),
    },
    Format {
        name: "timelinejs",
        title: "TimelineJS (JSON or spreadsheet)",
        becomes: "a slide with its headline, text, group and media; a year stays a year",
        lacks: "who took part",
        recognise: timelinejs::recognise,
        reader: Reader::Document(timelinejs::read),
    },
    container::MAIL,
    container::SAVED_PAGE,
    container::FEED,
    container::WORD,
    container::OPEN_TEXT,
    container::BOOK,
    map::USUAL,
    Format {
        name: article::NAME,
        title: "article (plain text, Markdown, HTML)",
        becomes: "acts and statements that its sentences tell, each anchored in its words; or the entries of a chronology",
        lacks: "what is not said in words, and what is said in other languages than English",
        recognise: article::recognise,
        reader: Reader::Prose,
    },
];
