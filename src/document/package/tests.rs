//! Documents of word processors and books, and what becomes of them.

use std::io::{Cursor, Write as _};

use super::*;
use crate::model::When;

/// A zip archive with these parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Expects title and author, text and notes of a document.
#[track_caller]
fn check(package: Package, parts: &[(&str, &str)], about: [&str; 3], text: &str, notes: &str) {
    let bytes = zip(parts);
    assert_eq!(Package::of(&bytes), Some(package));
    let [found] = &*open(package, &bytes).unwrap() else { panic!("not one document") };
    let day = found.envelope.published.as_ref().map(When::edtf).unwrap_or_default();
    let told = [&*found.envelope.title, &*found.envelope.author, &*day];
    let said = found.envelope.notes.join("; ");
    assert_eq!((&*found.text, told, &*said), (text, about, notes), "{parts:?}");
}

const CORE: &str = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\">\
    <dc:title>The war</dc:title><dc:creator>Ana Sol</dc:creator>\
    <dcterms:created>2021-05-12T10:00:00Z</dcterms:created></cp:coreProperties>";

/// German ids; the names are English in all languages.
const STYLES: &str = "<w:styles xmlns:w=\"w\">\
    <w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Standard\"/></w:style>\
    <w:style w:styleId=\"Jahr\"><w:name w:val=\"Jahr\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
    <w:style w:styleId=\"Teil\"><w:name w:val=\"Teil\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
    <w:style w:styleId=\"Punkt\"><w:name w:val=\"List Bullet 2\"/></w:style>\
    <w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";

/// Expects the text and the notes of a Word document with this body.
#[track_caller]
fn word(body: &str, text: &str, notes: &str) {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let parts =
        [("word/document.xml", &*body), ("word/styles.xml", STYLES), ("docProps/core.xml", CORE)];
    check(Package::Word, &parts, ["The war", "Ana Sol", ""], text, notes);
}

/// A paragraph with these properties and runs.
fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A run with this text.
fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn paragraphs_headings_and_lists_of_word_are_kept() {
    word(
        &format!("{}{}", p("", &(r("They ") + &r("met &amp; left."))), p("", "")),
        "They met & left.\n",
        "",
    );
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let list = |depth: usize| {
        format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"3\"/></w:numPr>")
    };
    let body = [
        p(&style("Titel"), &r("The war")),
        p(&style("V1"), &r("1998 ... 3")),
        p(&style("berschrift1"), &r("1998")),
        p(&list(0), &r("3 March: Attack.")),
        p(&list(1), &r("At night.")),
        p(&style("Jahr"), &r("1999")),
        p(&style("Teil"), &r("May")),
        p("<w:outlineLvl w:val=\"2\"/>", &r("June")),
        p(&style("Punkt"), &r("Peace.")),
        p("<w:numPr><w:numId w:val=\"0\"/></w:numPr>", &r("The end.")),
    ];
    let text = "# The war\n\n## 1998\n\n- 3 March: Attack.\n  - At night.\n\n## 1999\n\n### May\n\n\
                #### June\n\n  - Peace.\n\nThe end.\n";
    word(&body.concat(), text, "");
}

#[test]
fn word_is_read_as_it_is_printed() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>never </w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id=\"2\">{}</w:ins>", r("met."));
    word(&p("", &(r("They ") + deleted + &inserted)), "They met.\n", "");
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>met.</w:t></w:r>";
    word(&p("", &(r("They ") + hidden + shown)), "They met.\n", "");
    let field =
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>";
    word(
        &p("<w:tabs><w:tab w:val=\"left\"/></w:tabs>", &(field.to_owned() + &r("3 May"))),
        "3 May\n",
        "",
    );
    let runs = "<w:r><w:t>3 May</w:t><w:tab/><w:t>They</w:t><w:br/><w:t>met</w:t>\
        <w:br w:type=\"page\"/><w:noBreakHyphen/><w:t>x</w:t></w:r>";
    word(&p("", runs), "3 May\tThey\nmet-x\n", "");
    let joined = p("<w:rPr><w:del w:id=\"3\"/></w:rPr>", &r("They ")) + &p("", &r("met."));
    word(&joined, "They met.\n", "");
    let note = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    word(
        &p("", &(r("They met") + note + &r("."))),
        "They met.\n",
        "left out: 1 note at its foot or its end",
    );
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>\
         </mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
        p("", &r("In a box."))
    );
    word(&p("", &(r("They met.") + &boxed)), "In a box.\n\nThey met.\n", "");
}

#[test]
fn tables_of_word_are_rows() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r(text)))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let body = table(&[
        row(&[cell("", "Date"), cell("", "Event")]),
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "3 March 2014"), cell("", "Attack.")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "Talks.")]),
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "A note.")]),
    ]);
    let text =
        "| Date | Event |\n| 3 March 2014 | Attack. |\n| 3 March 2014 | Talks. |\n\nA note.\n";
    word(&body, text, "");
    let inner = table(&[row(&[cell("", "a"), cell("", "b")])]);
    let around = table(&[row(&[format!("<w:tc>{inner}{}</w:tc>", p("", &r("c"))), cell("", "d")])]);
    word(&around, "| a, b c | d |\n", "");
}

#[test]
fn open_document_texts_are_read() {
    let meta = "<office:meta><dc:title>The war</dc:title><dc:creator>Bo</dc:creator>\
        <meta:initial-creator>Ana Sol</meta:initial-creator><dc:date>2021-05-12</dc:date></office:meta>";
    let content = "<office:document-content><office:automatic-styles>\
        <style:style style:name=\"P1\" style:parent-style-name=\"Title\"/></office:automatic-styles>\
        <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>Never.</text:p>\
        </text:deletion></text:changed-region></text:tracked-changes>\
        <text:p text:style-name=\"P1\">The war</text:p><text:h text:outline-level=\"1\">1998</text:h>\
        <text:p>They<text:s text:c=\"2\"/><text:span>met</text:span><text:note text:note-class=\"footnote\">\
        <text:note-body><text:p>Note.</text:p></text:note-body></text:note><office:annotation><text:p>?</text:p>\
        </office:annotation>.<text:line-break/>They\nleft.</text:p>\
        <text:list><text:list-item><text:p>3 March</text:p><text:list><text:list-item><text:p>At night</text:p>\
        </text:list-item></text:list></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>3 May</text:p>\
        </table:table-cell><table:table-cell><text:p>Talks</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>War</text:p></table:table-cell>\
        </table:table-row></table:table></office:text></office:body></office:document-content>";
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("meta.xml", meta),
    ];
    let text = "# The war\n\n## 1998\n\nThey  met.\nThey left.\n\n- 3 March\n  - At night\n\n\
                | 3 May | Talks |\n| 3 May | War |\n";
    let notes = "left out: 1 note at its foot or its end";
    check(Package::OpenText, &parts, ["The war", "Ana Sol", ""], text, notes);
}

const CONTAINER: (&str, &str) = (
    "META-INF/container.xml",
    "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
);
const EPUB: (&str, &str) = ("mimetype", "application/epub+zip");

#[test]
fn books_are_their_chapters_in_order() {
    let opf = "<package xmlns:dc=\"d\" xmlns:opf=\"o\"><metadata><dc:title>The war</dc:title>\
        <dc:title>A subtitle</dc:title><dc:creator>Ana Sol</dc:creator><dc:creator>Bo Lee</dc:creator>\
        <dc:publisher>Example</dc:publisher><dc:date opf:event=\"modification\">2022-01-01</dc:date>\
        <dc:date opf:event=\"publication\">1998</dc:date></metadata><manifest>\
        <item id=\"nav\" href=\"x.xhtml\" properties=\"nav\"/><item id=\"c\" href=\"cover.xhtml\"/>\
        <item id=\"one\" href=\"text/ch%201.xhtml\"/><item id=\"two\" href=\"text/ch2.xhtml#start\"/>\
        <item id=\"notes\" href=\"notes.xhtml\"/><item id=\"gone\" href=\"gone.xhtml\"/>\
        <item id=\"half\" href=\"p1.xhtml\"/></manifest><spine>\
        <itemref idref=\"c\"/><itemref idref=\"nav\"/><itemref idref=\"half\"/><itemref idref=\"two\"/><itemref idref=\"one\"/>\
        <itemref idref=\"notes\" linear=\"no\"/><itemref idref=\"gone\"/><itemref idref=\"none\"/></spine>\
        <guide><reference type=\"title-page\" href=\"p1.xhtml\"/></guide></package>";
    let one = "<html><head><title>x</title></head><body><h1>One</h1><p>They\n  met&nbsp;<b>there</b>.</p>\
        <nav>no</nav><aside epub:type=\"footnote\"><p>Note.</p></aside><script>x</script>\
        <ul><li>3 March<a epub:type=\"noteref\" href=\"#1\">1</a></li><li><p>4 March</p></li></ul></body></html>";
    let two = "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><h2>Two</h2>Loose words<br/>and more\
        <blockquote><p>Quoted.</p></blockquote><table><tr><th>3 May</th><td>War</td></tr></table></body></html>";
    let parts = [
        EPUB,
        CONTAINER,
        ("OEBPS/book.opf", opf),
        ("OEBPS/cover.xhtml", "<html><body>Cover</body></html>"),
        ("OEBPS/x.xhtml", "<html><body>Contents</body></html>"),
        ("OEBPS/p1.xhtml", "<html><body>Half title</body></html>"),
        ("OEBPS/notes.xhtml", "<html><body>Notes</body></html>"),
        ("OEBPS/text/ch 1.xhtml", one),
        ("OEBPS/text/ch2.xhtml", two),
    ];
    let text = "## Two\n\nLoose words\nand more\n\nQuoted.\n\n| 3 May | War |\n\n# One\n\nThey met there.\n\n\
                - 3 March\n- 4 March\n";
    let notes = "left out: cover.xhtml, p1.xhtml; not in the book: gone.xhtml";
    check(Package::Book, &parts, ["The war", "Ana Sol, Bo Lee", "1998"], text, notes);
}

#[test]
fn books_may_be_broken() {
    let page = "<html><body><p>They met.</p></body></html>";
    let order = "what says the order of its chapters is not there: they are read in the order of their names";
    let pages = [EPUB, ("c10.xhtml", "<p>Ten.</p>"), ("c2.xhtml", "<p>Two.</p>")];
    check(Package::Book, &pages, ["", "", ""], "Two.\n\nTen.\n", order);
    let parts = [EPUB, CONTAINER, ("OEBPS/book.opf", "<package/>"), ("a.html", page)];
    check(Package::Book, &parts, ["", "", ""], "They met.\n", order);
    let cut = [EPUB, ("a.html", "<p>They met.</p><p x=<>Left & gone.</p><p")];
    let [found] = &*open(Package::Book, &zip(&cut)).unwrap() else { panic!("not one document") };
    assert!(found.text.starts_with("They met.\n"), "{}", found.text);
    assert!(found.envelope.notes[1].starts_with("a chapter breaks off: a.html: "), "{found:?}");
    let keyed = "<encryption><CipherReference URI=\"a.html\"/></encryption>";
    for (parts, why) in [
        (vec![EPUB], "it has no text"),
        (vec![EPUB, ("META-INF/encryption.xml", keyed), ("a.html", page)], "it is encrypted"),
    ] {
        assert_eq!(open(Package::Book, &zip(&parts)), Err(why.to_owned()));
    }
    let empty = [("word/document.xml", "<w:document/>")];
    assert_eq!(open(Package::Word, &zip(&empty)), Err("it has no text".to_owned()));
    let bomb = [("word/document.xml", &*" ".repeat(8 << 20))];
    let error = open(Package::Word, &zip(&bomb)).unwrap_err();
    assert!(error.starts_with("word/document.xml is compressed more than 200 to 1"), "{error}");
}

#[test]
fn broken_packages_do_no_harm() {
    let whole = zip(&[EPUB, ("a.html", "<p>They met.</p>")]);
    for end in 0..whole.len() {
        for package in [Package::Word, Package::OpenText, Package::Book] {
            drop(open(package, &whole[..end]));
        }
    }
}
