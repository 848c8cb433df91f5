//! Small documents, one for each way to state a day, an encoding or a structure: all must come out
//! right. `benches/documents.sh` prints how many do.

use demarche::{
    base::bytes::decode_document,
    document::{Article, open},
    extract::{Lexicon, flowing, read_article},
    model::When,
};

/// What has to come out of a document.
#[derive(Clone, Copy)]
enum Right {
    /// Its day of publication; none if it is empty.
    Day(&'static str),
    /// Words of its text.
    Text(&'static str),
    /// Words that are not in it.
    Without(&'static str),
    /// Words of a note.
    Note(&'static str),
    /// When its entries happened.
    Entries(&'static str),
    /// Who speaks, and for whom.
    Turns(&'static str),
    /// What the headings say of when it happened.
    Periods(&'static str),
    /// How many sentences are read.
    Sentences(usize),
}

const TALK: &str = "<article><h1>Envoys meet</h1><p>The envoys of Norway and Denmark met in a hotel by \
    the lake, and spoke for five hours about an end of the fighting, a mediator said.</p><p>Neither \
    side would say what it had offered, nor whether the prisoners, whose families had waited before \
    the hotel, had been spoken of.</p></article>";
const RUSSIAN: &str = "Послы двух стран встретились в среду в Женеве и говорили о перемирии.";
const POLISH: &str = "Źródła w Łodzi mówią, że rozmowy się toczą, choć świat o nich nie wie.";
const JAPANESE: &str = "両国の外相は水曜日にジュネーブで会談し、停戦について話し合った。";
const CHINESE: &str = "两国外长星期三在日内瓦举行会谈，讨论停火问题，并同意继续谈判。";
const KOREAN: &str = "양국 외무장관은 수요일 제네바에서 만나 휴전을 논의했다.";

/// A page with this in its head and before its article.
fn page(head: &str, before: &str) -> Vec<u8> {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Envoys meet</title>\
         {head}</head><body>{before}{TALK}</body></html>"
    )
    .into_bytes()
}

/// A page whose article ends with this.
fn page_ending(end: &str) -> Vec<u8> {
    let page = String::from_utf8(page("", "")).expect("UTF-8");
    page.replace("</article>", &format!("{end}</article>")).into_bytes()
}

/// A page whose linked data are this object.
fn linked(object: &str) -> Vec<u8> {
    page(&format!("<script type=\"application/ld+json\">{object}</script>"), "")
}

/// A page with a text in an encoding, which it names or not.
fn encoded(label: &str, text: &str, is_named: bool) -> Vec<u8> {
    let meta = if is_named { format!("<meta charset=\"{label}\">") } else { String::new() };
    let text = [text; 3].join(" ");
    let page = format!("<html><head>{meta}</head><body><p>{text}</p><p>{text}</p></body></html>");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect(label);
    let (bytes, _, has_others) = encoding.encode(&page);
    assert!(!has_others, "{label} has not all letters");
    bytes.into_owned()
}

/// A page of an encyclopaedia.
fn wiki(body: &str) -> Vec<u8> {
    let head = "<script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"2003-02-28\"}</script>";
    format!(
        "<html><head><title>Lake war</title>{head}</head><body><div id='mw-content-text'>\
         <div class='mw-parser-output'>{body}</div></div>This page was last edited in 2024.</body></html>"
    )
    .into_bytes()
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// All documents with what is right of them.
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn cases() -> Vec<(&'static str, Vec<u8>, Right)> {
    use Right::{Day, Entries, Note, Periods, Sentences, Text, Turns, Without};
    const DAY: Right = Day("2019-02-03");
    vec![
        // Days of pages.
        (
            "article in linked data",
            linked(r#"{"@type":"NewsArticle","datePublished":"2019-02-03T10:00:00Z"}"#),
            DAY,
        ),
        (
            "graph",
            linked(
                r#"{"@graph":[{"@type":"WebSite"},{"@type":"Article","datePublished":"2019-02-03"}]}"#,
            ),
            DAY,
        ),
        ("basic ISO", linked(r#"{"@type":"Article","datePublished":"20190203T100000Z"}"#), DAY),
        (
            "list of types",
            linked(r#"{"@type":["X","ReportageNewsArticle"],"datePublished":"2019-02-03"}"#),
            DAY,
        ),
        (
            "review of a claim",
            linked(r#"{"@type":"ClaimReview","datePublished":"2019-02-03"}"#),
            DAY,
        ),
        (
            "live page",
            linked(r#"{"@type":"LiveBlogPosting","coverageStartTime":"2019-02-03T08:00:00Z"}"#),
            DAY,
        ),
        ("birthday", linked(r#"{"@type":"Person","birthDate":"2019-02-03"}"#), Day("")),
        (
            "article:published_time",
            page("<meta property='article:published_time' content='2019-02-03T10:00:00Z'>", ""),
            DAY,
        ),
        (
            "name for property",
            page("<meta name='article:published' content='2019-02-03'>", ""),
            DAY,
        ),
        ("itemprop", page("<meta itemprop='datePublished' content='2019-02-03'>", ""), DAY),
        ("Dublin Core", page("<meta name='DC.Date.Issued' content='2019-02-03'>", ""), DAY),
        ("citation", page("<meta name='citation_publication_date' content='2019/02/03'>", ""), DAY),
        ("sailthru", page("<meta name='sailthru.date' content='2019-02-03 10:00:00'>", ""), DAY),
        ("parsely", page("<meta name='parsely-pub-date' content='2019-02-03T10:00:00Z'>", ""), DAY),
        ("seconds", page("<meta name='pubdate' content='1549188000'>", ""), DAY),
        (
            "day of a week",
            page("<meta name='date' content='Sun, 3 Feb 2019 10:00:00 +0000'>", ""),
            DAY,
        ),
        ("dots", page("<meta name='date' content='03.02.2019'>", ""), DAY),
        ("month in French", page("<meta name='date' content='3 février 2019'>", ""), DAY),
        ("time", page("", "<div><time datetime='2019-02-03'>3 Feb</time></div>"), DAY),
        (
            "time of a teaser",
            page("", "<aside><time datetime='2011-01-01'>Old</time></aside>"),
            Day(""),
        ),
        ("abbr", page("", "<abbr class='published' title='2019-02-03'>3 Feb</abbr>"), DAY),
        ("seen", page("", "<p class='dateline'>Published February 3, 2019</p>"), DAY),
        ("alone", page("", "<h3>03.02.2019</h3>"), DAY),
        (
            "alone with a time",
            page("", "<div><span>Sonntag, 3. Februar 2019, 11:38 Uhr</span></div>"),
            DAY,
        ),
        (
            "alone, of others",
            page(
                "",
                "<ul><li>01.01.2011</li><li>02.01.2011</li></ul><div class='teaser'><p>03.01.2011</p></div>",
            ),
            Day(""),
        ),
        (
            "address",
            page("<link rel='canonical' href='https://example.org/2019/02/03/a'>", ""),
            DAY,
        ),
        (
            "og:url",
            page("<meta property='og:url' content='https://example.org/2019-02-03-a'>", ""),
            DAY,
        ),
        (
            "midnight in UTC",
            page(
                "<meta property='article:published_time' content='2019-02-04T02:30:00Z'>",
                "<p class='date'>February 3, 2019</p>",
            ),
            DAY,
        ),
        (
            "changed later",
            page(
                "<meta property='article:modified_time' content='2020-05-06'><meta name='date' content='2019-02-03'>",
                "",
            ),
            DAY,
        ),
        (
            "not midnight in UTC",
            page(
                "<meta property='article:published_time' content='2019-02-03T14:00:00Z'>\
                 <link rel='canonical' href='https://example.org/2019/02/02/a'>",
                "",
            ),
            DAY,
        ),
        (
            "address, day first",
            page("<link rel='canonical' href='https://example.org/03-02-2019-a'>", ""),
            DAY,
        ),
        (
            "address in an archive",
            page(
                "<link rel='canonical' href='https://web.archive.org/web/20201110121040/http://example.org/2019/02/03/a'>",
                "",
            ),
            DAY,
        ),
        (
            "strings on two lines",
            linked(
                "{\"@type\":\"Article\",\"headline\":\"a\nb\",\"datePublished\":\"2019-02-03\"}",
            ),
            DAY,
        ),
        ("film", linked(r#"{"@type":"VideoObject","datePublished":"2019-02-03"}"#), DAY),
        (
            "label",
            page("", "<p>This article was published by Ana on 3 February 2019 in Bern</p>"),
            DAY,
        ),
        (
            "label in German",
            page("", "<p>Dieser Beitrag wurde am 3. Februar 2019 geschrieben</p>"),
            DAY,
        ),
        ("between other texts", page("", "<p>Ana <b>|</b> 03.02.19, 11:38 <b>|</b> Bern</p>"), DAY),
        (
            "forum",
            page(
                "",
                "<div class='postprofile'>01.01.2011</div><p>by Ana » <b>x</b> 03.02.2019, 05:42</p>",
            ),
            DAY,
        ),
        (
            "script",
            page("<script>var page = {\"publishedAt\": \"2019-02-03T10:00:00\"};</script>", ""),
            DAY,
        ),
        (
            "script for others",
            page("<script>var user = {\"birthday\": \"2019-02-03\"};</script>", ""),
            Day(""),
        ),
        (
            "picture",
            page("<meta property='og:image' content='https://example.org/i/2019/02/03/x.jpg'>", ""),
            DAY,
        ),
        ("label of a change", page("", "<p>Last updated: 3 February 2019</p>"), DAY),
        // Days of texts.
        ("dateline", text("GENEVA, Feb 3, 2019 (AFP) - The envoys met.\n"), DAY),
        ("place and day", text("Note\n\nOSLO, 3 February 2019\n\nThe envoys met.\n"), DAY),
        (
            "place, day and sentence",
            text("OSLO, 3 February 2019. The envoys of both sides met.\n"),
            DAY,
        ),
        (
            "telegram",
            text("To the Secretary\n\nOSLO, February 3, 2019—7 p.m.\n\nThe envoys met.\n"),
            DAY,
        ),
        (
            "month in German",
            text("BERLIN, 3. Februar 2019 - Die Gesandten trafen sich am Montag.\n"),
            DAY,
        ),
        // Encodings.
        ("windows-1251", encoded("windows-1251", RUSSIAN, true), Text(RUSSIAN)),
        ("windows-1251, unnamed", encoded("windows-1251", RUSSIAN, false), Text(RUSSIAN)),
        ("KOI8-R", encoded("koi8-r", RUSSIAN, true), Text(RUSSIAN)),
        ("KOI8-R, unnamed", encoded("koi8-r", RUSSIAN, false), Text(RUSSIAN)),
        ("windows-1250", encoded("windows-1250", POLISH, true), Text(POLISH)),
        ("windows-1250, unnamed", encoded("windows-1250", POLISH, false), Text(POLISH)),
        ("Shift_JIS", encoded("shift_jis", JAPANESE, true), Text(JAPANESE)),
        ("Shift_JIS, unnamed", encoded("shift_jis", JAPANESE, false), Text(JAPANESE)),
        ("GB 2312", encoded("gb2312", CHINESE, true), Text(CHINESE)),
        ("GB 2312, unnamed", encoded("gb2312", CHINESE, false), Text(CHINESE)),
        ("EUC-KR", encoded("euc-kr", KOREAN, true), Text(KOREAN)),
        (
            "ISO-8859-15",
            encoded("iso-8859-15", "Ils ont payé 5 € à Genève, où ils étaient.", true),
            Text("payé 5 € à"),
        ),
        (
            "UTF-16 without a mark",
            utf16(&format!("<html><body><p>{RUSSIAN} {RUSSIAN}</p></body></html>")),
            Text(RUSSIAN),
        ),
        ("guess is said", encoded("windows-1251", RUSSIAN, false), Note("read as windows-1251")),
        // Encyclopaedias.
        ("wiki: no day", wiki("<p>It was a war.</p>"), Day("")),
        (
            "wiki: marks",
            wiki("<p>It was a war.<sup class='reference'>[1]</sup></p>"),
            Without("[1]"),
        ),
        (
            "wiki: box",
            wiki("<table class='infobox'><tr><td>3 March 2014</table><p>It was.</p>"),
            Without("2014"),
        ),
        (
            "wiki: appendix",
            wiki("<p>It was.</p><h2>See also</h2><ul><li>Peace</ul>"),
            Without("Peace"),
        ),
        ("wiki: year above", wiki("<h2>2014</h2><p>It began in December.</p>"), Periods("2014")),
        (
            "wiki: list",
            wiki("<h2>2014</h2><ul><li>3 March: War.</li><li>9 March: Truce.</li></ul>"),
            Entries("2014-03-03 2014-03-09"),
        ),
        // What is there, and what is not.
        (
            "scripts are no text",
            page("", "<script>x=\"<div>\";y='<div><div>'</script>"),
            Without("div"),
        ),
        (
            "paragraph that is a link",
            page(
                "",
                "<main><p><a href='/a'>On Monday Norway rejected the plan of Denmark.</a></p></main>",
            ),
            Text("Norway"),
        ),
        (
            "scripts write it",
            text(
                "<html><head><title>T</title></head><body><noscript>Please enable JavaScript.</noscript><div id=app></div></body></html>",
            ),
            Note("scripts write it"),
        ),
        (
            "subscribers",
            text(
                "<html><body><article><p>Norway and Denmark agreed on a truce.</p><p>To continue reading, subscribe now.</p></article></body></html>",
            ),
            Note("subscribers"),
        ),
        (
            "log in",
            text(
                "<html><body><form><p>Please log in.</p><input type=password></form></body></html>",
            ),
            Note("log in"),
        ),
        (
            "body in linked data",
            text(
                "<html><head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"Norway met Denmark.\"}</script></head><body><div></div></body></html>",
            ),
            Text("Norway met Denmark."),
        ),
        (
            "posts",
            text(
                "<html><head><script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"datePublished\":\"2019-02-03T10:00:00Z\",\"articleBody\":\"They met.\"}]}</script></head><body></body></html>",
            ),
            Entries("2019-02-03T10:00:00Z"),
        ),
        // Lines.
        (
            "columns of 34",
            text(
                "Norwegian Foreign Minister Kari\nHolm met on Tuesday with the\nDanish minister in Bern and told\nreporters that talks would go\non. They agreed on a truce.\n",
            ),
            Sentences(2),
        ),
        (
            "broken words",
            text(
                "Norwegian Foreign Minister Kari\nHolm met on Tuesday with the Da-\nnish minister in Bern and told re-\nporters that the talks would go\non. They agreed on a truce.\n",
            ),
            Sentences(2),
        ),
        (
            "long address",
            text(
                "The envoys of Norway and Denmark met on Tuesday in a hotel by the lake, and\nspoke for five hours.\n\nhttps://example.org/world/2019/02/03/the-envoys-of-norway-and-denmark-met-on-tuesday-in-a-hotel-by-the-lake-and-spoke\n",
            ),
            Sentences(2),
        ),
        // Papers.
        (
            "delegates",
            text("Mr. Berg (Norway): We agree.\n\nMs. Sol (Chad) (spoke in French): No.\n"),
            Turns("Berg/Norway Sol/Chad"),
        ),
        (
            "briefing",
            text("QUESTION: Why?\n\nMR BERG: We wait.\n\nQUESTION: When?\n"),
            Turns("/ Berg/ /"),
        ),
        (
            "treaty",
            text("Article 1\n\nPeace.\n\nDone at Bern on 9 November 2020.\n\nFor Norway: A. Sol\n"),
            Entries("2020-11-09"),
        ),
        (
            "chronology",
            text("The lake war\n\n3 March 2014: War.\n9 March 2014: Truce.\n"),
            Entries("2014-03-03 2014-03-09"),
        ),
        (
            "table of Markdown",
            text(
                "| # | Day | What | Source |\n|--|--|--|--|\n| 1 | 3 March 2014 | War | A, 4 March 2014 |\n\
                  | 2 | 9 March 2014 | Truce | B |\n",
            ),
            Entries("2014-03-03 2014-03-09"),
        ),
        (
            "table of a page",
            page_ending(
                "<table><tr><th>No</th><th>When</th><th>What</th></tr><tr><td>1</td><td>3 March 2014\
                 </td><td>The war began.</td></tr><tr><td>2</td><td>9 March 2014</td><td>A truce was \
                 signed.</td></tr></table>",
            ),
            Entries("2014-03-03 2014-03-09"),
        ),
        (
            "definitions of a page",
            page_ending(
                "<dl><dt>3 March 2014</dt><dd>The war began.</dd><dt>9 March 2014</dt><dd>A truce was \
                 signed.</dd></dl>",
            ),
            Entries("2014-03-03 2014-03-09"),
        ),
        (
            "articles in a page",
            text(&format!(
                "<html><body>{}{}</body></html>",
                TALK.replace("</h1>", "</h1><time datetime='2014-03-09'>x</time>"),
                TALK.replace("</h1>", "</h1><time datetime='2014-03-03'>x</time>"),
            )),
            Entries("2014-03-03 2014-03-09"),
        ),
        (
            "letters",
            text("Bern, 28 July 1914\n\nWe met.\n\nBern, 4 August 1914\n\nWe met again.\n"),
            Periods("1914-07-28 1914-08-04"),
        ),
    ]
}

/// What came out of a document, as [`Right`] asks for it, and whether it is right.
fn found(article: &Article, notes: &str, right: Right) -> (String, bool) {
    let joined = |parts: Vec<String>| parts.join(" ");
    let (found, expect) = match right {
        Right::Day(day) => (article.published.as_ref().map(When::edtf).unwrap_or_default(), day),
        Right::Text(words) => return (article.text.clone(), article.text.contains(words)),
        Right::Without(words) => return (article.text.clone(), !article.text.contains(words)),
        Right::Note(words) => return (notes.to_owned(), notes.contains(words)),
        Right::Entries(whens) => {
            let entries = article.sections.iter().filter_map(|it| it.entry.as_ref());
            (joined(entries.map(|entry| entry.when.edtf()).collect()), whens)
        }
        Right::Turns(turns) => {
            let said = article.sections.iter().filter_map(|it| it.turn.as_ref());
            (joined(said.map(|it| format!("{}/{}", it.speaker, it.of)).collect()), turns)
        }
        Right::Periods(periods) => {
            let told = article.sections.iter().filter_map(|it| it.period.as_ref());
            (joined(told.map(When::edtf).collect()), periods)
        }
        Right::Sentences(count) => {
            let read = read_article(article, Lexicon::built_in()).sentences.len();
            return (read.to_string(), read == count);
        }
    };
    let is_right = found == expect;
    (found, is_right)
}

#[test]
fn documents_come_out_right() {
    let cases = cases();
    let count = cases.len();
    let mut wrong = Vec::new();
    for (name, bytes, right) in cases {
        let (text, issues) = decode_document(bytes, "a.html");
        let article = flowing(open("a.html", text), Lexicon::built_in());
        let issues = issues.iter().map(ToString::to_string);
        let notes: Vec<String> = issues.chain(article.notes.iter().cloned()).collect();
        let (found, is_right) = found(&article, &notes.join("; "), right);
        if !is_right {
            wrong.push(format!("{name}: {found}"));
        }
    }
    println!("{} of {count} documents come out right", count - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
