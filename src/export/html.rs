//! What is shown as one page for a browser and for paper: the events with all that was said, what
//! proves them, and the sources.
//!
//! The page needs nothing else: its style and its few lines of script stand in it, and its policy
//! lets a browser load and run nothing but these two. Text from files is never markup, and only
//! addresses of the web are links.

mod drawing;
mod entry;
mod markup;
mod quad;

use std::io::{self, Write};

pub(super) use self::markup::address;
use self::markup::{line, link};
use super::{Bibliography, Excerpt, LeftOut};
use crate::{
    base::{rows::RowSet, text::fold},
    model::{ActorId, Participation, When, when::Heading},
};

/// How the page looks.
const STYLE: &str = include_str!("../../data/page/page.css");
/// What shows the events of one actor.
const SCRIPT: &str = include_str!("../../data/page/page.js");
/// The SHA-256 digests of the two in Base64, by which a browser knows them.
const STYLE_DIGEST: &str = "Jkhns7ppJto9Gl2bbDp1KxSEjY0WDYMYRX3fY/ireEs=";
const SCRIPT_DIGEST: &str = "MuaF0zV5buK1op0AALVspvqwWfbQDiRYZZqynAmlL54=";

/// Writes the page; gives what was left out.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    let mut sources = Bibliography::default();
    head(out, excerpt)?;
    drawing::write(out, excerpt)?;
    filter(out, excerpt)?;
    writeln!(out, "<main>")?;
    let mut heading: Option<Heading> = None;
    for event in excerpt.events() {
        let next = event.when().heading();
        if heading != Some(next) {
            let words = if next == Heading::Undated { "Undated".to_owned() } else { next.words() };
            let before = if heading.is_some() { "</section>\n" } else { "" };
            writeln!(out, "{before}<section class=\"day\">\n<h2>{}</h2>", line(&words))?;
            heading = Some(next);
        }
        entry::event(out, excerpt, &mut sources, event)?;
    }
    if heading.is_some() {
        writeln!(out, "</section>")?;
    }
    let mut apart = excerpt.said_apart().peekable();
    if apart.peek().is_some() {
        writeln!(out, "<section>\n<h2>Said in no event on this page</h2>")?;
        for (_, said) in apart {
            entry::statement(out, excerpt.timeline, &mut sources, said)?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</main>")?;
    list_sources(out, excerpt, &sources)?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")?;

    let mut left_out = LeftOut::default();
    let has_more = |row: &u32| {
        let event = excerpt.timeline.event(*row);
        !event.extra().is_empty() || event.file().rows.is_some()
    };
    left_out.add("further columns", excerpt.rows.iter().filter(has_more).count() as u32);
    Ok(left_out)
}

/// Everything above the first event but the drawing: what the page is, what is on it, and how that
/// was chosen.
fn head(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<()> {
    let (title, note) = (line(&excerpt.title()), excerpt.note);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src \
         'sha256-{SCRIPT_DIGEST}'; style-src 'sha256-{STYLE_DIGEST}'; base-uri 'none'; form-action \
         'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"demarche\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">{title}</h1>"
    )?;
    if let [file] = excerpt.timeline.files()
        && !file.about.is_empty()
    {
        writeln!(out, "<p dir=\"auto\">{}</p>", markup::block(&file.about))?;
    }
    writeln!(out, "<p class=\"note\">{}.</p>", line(&note.counts))?;
    if !note.query.is_empty() {
        let (meaning, query) = (line(&note.meaning), line(&note.query));
        writeln!(out, "<p class=\"note\">Chosen: {meaning} (<code>{query}</code>).</p>")?;
    }
    writeln!(out, "<p class=\"note\">Exported {}.</p>\n</header>", line(&note.made()))
}

/// The choice of an actor, which the script shows.
fn filter(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<()> {
    let timeline = excerpt.timeline;
    let mut counts = vec![0_u32; timeline.actors().len()];
    for event in excerpt.events() {
        Participation::each_actor(event.actors(), |_| true, |id| counts[id.index()] += 1);
    }
    let shown = RowSet::filtered(counts.len() as u32, |id| counts[id as usize] > 0);
    let mut actors: Vec<ActorId> = shown.iter().map(ActorId).collect();
    if actors.len() < 2 {
        return Ok(());
    }
    actors.sort_by_cached_key(|&id| fold(&timeline.actor(id).name).into_owned());
    writeln!(
        out,
        "<form id=\"filter\" hidden>\n<label for=\"actor\">Takes part:</label>\n<select \
         id=\"actor\">\n<option value=\"\">all</option>"
    )?;
    for id in actors {
        let (name, count) = (line(&timeline.actor(id).name), counts[id.index()]);
        writeln!(out, "<option value=\"{}\">{name} ({count})</option>", id.0)?;
    }
    writeln!(out, "</select> <output id=\"count\" for=\"actor\"></output>\n</form>")
}

/// The sources with their numbers.
fn list_sources(
    out: &mut impl Write,
    excerpt: &Excerpt<'_>,
    sources: &Bibliography,
) -> io::Result<()> {
    if sources.is_empty() {
        return Ok(());
    }
    let timeline = excerpt.timeline;
    writeln!(out, "<section id=\"sources\">\n<h2>Sources</h2>\n<ol>")?;
    let words = |id| {
        let source = timeline.source(id);
        let title = if source.title.is_empty() { &source.id } else { &source.title };
        let published = source.published.as_ref().map(When::words).unwrap_or_default();
        let parts = [title, &source.author, &source.publisher, &published];
        let parts = parts.map(|part| line(part)).into_iter().chain([link(&source.url)]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    for (number, id) in sources.iter() {
        let source = timeline.source(id);
        let origins: Vec<String> = source.derived_from.iter().map(|&from| words(from)).collect();
        let from = if origins.is_empty() { "" } else { ", from " };
        writeln!(out, "<li id=\"s{number}\">{}{from}{}</li>", words(id), origins.join(" and "))?;
    }
    writeln!(out, "</ol>\n</section>")
}
