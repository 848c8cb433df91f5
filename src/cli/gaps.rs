//! `demarche gaps`: what is missing or doubtful.

use std::io::Write;

use anyhow::Context as _;
use serde::Serialize;

use crate::{
    base::progress::Progress,
    cli::{
        Outcome,
        args::{self, Listing},
        select::{self, Asked},
    },
    export::{self, Record, record_fields},
    view::gaps::{self, Ask, Gap},
};

/// Prints the gaps, those without events left out.
pub(super) fn run(listing: &Listing, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let query = Asked::of(&listing.selection).query()?;
    let (loaded, answer) = select::select(&listing.selection)?;
    let found = gaps::count(&Ask { query }, &loaded.store, &answer, &Progress::default());
    let gaps = found.context("the gaps were not counted")?.gaps;
    let rows: Vec<GapRow<'_>> = gaps.iter().filter(|gap| gap.events > 0).map(GapRow::new).collect();
    let found = !rows.is_empty();
    export::write(out, args::output(listing.output.format), rows)?;
    Ok(Outcome::of(found, "nothing is missing or doubtful"))
}

/// One gap as it is written.
#[derive(Serialize)]
pub(super) struct GapRow<'a> {
    group: &'a str,
    gap: &'a str,
    events: u32,
    query: String,
    remedy: &'a str,
}

impl<'a> GapRow<'a> {
    fn new(gap: &'a Gap) -> Self {
        let Gap { group, what, events, query, remedy, .. } = gap;
        Self { group, gap: what, events: *events, query: query.to_string(), remedy }
    }
}

impl Record for GapRow<'_> {
    const NAME: &'static str = "gaps";
    record_fields! { self;
        "group": "what it is about: dates, reading, sources, who, what, time or plans" => self.group.into(),
        "gap": "what is missing or doubtful" => self.gap.into(),
        "events": "how many of the matching events have it" => self.events.to_string().into(),
        "query": "what finds these events among the matching ones" => self.query.as_str().into(),
        "remedy": "what to do about it" => self.remedy.into(),
    }

    const BRIEF: &'static [&'static str] = &["group", "gap", "events", "query"];
}
