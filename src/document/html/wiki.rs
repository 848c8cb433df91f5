//! A page of an encyclopaedia that `MediaWiki` has written: its text without marks of notes, boxes,
//! links for readers and appendices. Such a page is written over years, so it has no day.

use dom_query::{Document, Selection};

use super::content::blocks;
use crate::document::appendix;

/// Where the text stands, the surest first.
const BODY: &[&str] = &[".mw-parser-output", "#mw-content-text"];

/// What stands in the text without being part of it: boxes and lists for readers, marks of notes,
/// and what only machines see.
const AROUND: &str = ".infobox, .infobox_v2, .navbox, .vertical-navbox, .sidebar, .metadata, \
    .ambox, .mbox-small, .hatnote, .dablink, .toc, #toc, .toccolours, .thumb, figure, .gallery, \
    .reflist, .references, .mw-references-wrap, .refbegin, .catlinks, .printfooter, .noprint, \
    .sistersitebox, .side-box, .portal, .portalbox, .portal-bar, .shortdescription, .authority-control, \
    .navigation-not-searchable, .mw-empty-elt, .bandeau-container, .succession-box, #coordinates, \
    .geo-nondefault, audio, video, \
    sup.reference, sup.noprint, .mw-editsection, .mw-cite-backlink, .Inline-Template, \
    .sortkey, .bday, [style*='display:none'], [style*='display: none']";

/// What a page of `MediaWiki` has.
pub struct Wiki {
    /// Its title, if the page shows it.
    pub title: Option<String>,
    /// Its text, with marks for headings, items and rows.
    pub text: String,
    /// The day on which a report was published: news are written in a wiki, too.
    pub published: Option<String>,
    /// What was left out, in words; empty if nothing was.
    pub left_out: String,
}

/// The text of a page of `MediaWiki`; `None` for any other page.
pub fn read(page: &Document) -> Option<Wiki> {
    // It may be told in pieces.
    let longest = |body: &str| {
        let found = page.select(body);
        found.nodes().iter().max_by_key(|it| it.text().len()).copied()
    };
    let body = BODY.iter().find_map(|body| longest(body))?;
    let published = page.select("#publishDate").attr("title").map(|day| day.to_string());
    let title = page.select("#firstHeading").text().trim().to_owned();
    let title = Some(title).filter(|title| !title.is_empty());
    let within = Selection::from(body);
    let around = within.select(AROUND);
    let count = around.length();
    around.remove();
    let text = blocks(&body);
    let (text, appendices) = appendix::left_out(&text);
    Some(Wiki { title, text, published, left_out: left_out(count, &appendices) })
}

fn left_out(count: usize, appendices: &[&str]) -> String {
    let boxes = match count {
        0 => None,
        1 => Some("one box or mark of a note".to_owned()),
        _ => Some(format!("{count} boxes and marks of notes")),
    };
    let sections = match appendices {
        [] => None,
        [one] => Some(format!("the section '{one}'")),
        _ => Some(format!("the sections '{}'", appendices.join("', '"))),
    };
    boxes.into_iter().chain(sections).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expect: &str, left_out: &str) {
        let page = format!("<body><div class='mw-parser-output'>{body}</div>Menu</body>");
        let wiki = read(&Document::from(page)).unwrap();
        assert_eq!((wiki.text.trim_end(), wiki.left_out.as_str()), (expect, left_out), "{body}");
    }

    #[test]
    fn what_is_around_the_text_is_left_out() {
        check(
            "<p>War.<sup class='reference'><a>[1]</a></sup> Peace.<sup class='noprint'>[who?]</sup></p>",
            "War. Peace.",
            "2 boxes and marks of notes",
        );
        check(
            "<div class='hatnote'>See X.</div><table class='infobox vcard'><tr><td>A</table>\
             <div id='toc' class='toc'>1 War</div><p>War.</p><figure><figcaption>A</figure>",
            "War.",
            "4 boxes and marks of notes",
        );
        check(
            "<p>War.</p><h2><span class='mw-headline'>See also</span><span class='mw-editsection'>\
             [edit]</span></h2><ul><li>Peace</ul><h3>More</h3><p>x</p><h2>After</h2><p>Peace.</p>\
             <h2>References</h2><ol class='references'><li>A</ol>",
            "War.\n\n## After\n\nPeace.",
            "2 boxes and marks of notes and the sections 'See also', 'References'",
        );
        check(
            "<p>War <span style='display:none'>2014-03-03</span>.</p>",
            "War .",
            "one box or mark of a note",
        );
        check("<p>War.</p>", "War.", "");
        check("<h2>Literatur</h2><p>A</p>", "", "the section 'Literatur'");
    }

    #[test]
    fn other_pages_are_none() {
        assert!(read(&Document::from("<article><p>War.</article>")).is_none());
        let generator = "<meta name='generator' content='MediaWiki 1.41'><p>War.";
        assert!(read(&Document::from(generator)).is_none(), "without a text of its own");
    }
}
