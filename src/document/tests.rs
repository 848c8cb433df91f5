//! Articles as they come, and what is told from them.

use super::*;

const TALK: &str = "<article><h1>Envoys meet</h1><p>The envoys met on Thursday in a hotel by the \
    lake, and spoke for five hours about an end of the fighting, a mediator said.</p><p>Neither \
    side would say what it had offered, nor whether the prisoners, whose families had waited \
    before the hotel, had been spoken of.</p></article>";

/// Opens an article; expects title, author, publisher, EDTF date and what tells it.
#[track_caller]
fn check(name: &str, text: &str, expect: [&str; 4]) -> Article {
    let article = open(name, text.to_owned());
    let date = article.published.as_ref().map(When::edtf).unwrap_or_default();
    let by = article.published_by.map_or("", PublishedBy::words);
    let told = [&article.title, &article.author, &article.publisher, &*format!("{date} {by}")];
    assert_eq!(told.map(str::trim), expect, "{text}");
    article
}

#[test]
fn plain_text_tells_its_head() {
    check("a.txt", "", ["", "", "", ""]);
    check(
        "a.txt",
        "Envoys meet in Geneva\nBy Ana Sol\n\nGENEVA, Aug 13, 2015 (AFP) - Envoys met on Thursday.",
        ["Envoys meet in Geneva", "Ana Sol", "AFP", "2015-08-13 its dateline"],
    );
    check(
        "a.md",
        "# Envoys meet\n\nThursday 13 August 2015. Two envoys met.",
        ["Envoys meet", "", "", "2015-08-13 its dateline"],
    );
    check(
        "a.md",
        "---\ntitle: \"Envoys meet\"\nauthor: Ana Sol\ndate: 2015-08-13\n---\n\nThey met in May 2014.",
        ["Envoys meet", "Ana Sol", "", "2015-08-13 its metadata"],
    );
    check(
        "a.txt",
        "Published: 3rd March 2022\n\nThey met.",
        ["", "", "", "2022-03-03 its dateline"],
    );
    check("a.txt", "PARIS (Reuters) - They met.", ["", "", "Reuters", ""]);
    check("a.txt", "They met on 3 March 2022 in Paris.", ["", "", "", ""]);
    check("x/2015-08-13-talks.txt", "They met.", ["", "", "", "2015-08-13 the name of the file"]);
    check("afp_20150813.txt", "They met.", ["", "", "", "2015-08-13 the name of the file"]);
    check("1201508131.txt", "They met.", ["", "", "", ""]);
    check("2015-13-40.txt", "They met.", ["", "", "", ""]);
}

#[test]
fn plain_text_is_kept_letter_for_letter() {
    let text = "\u{FEFF}# A title\r\n\r\nThe *words* of it.\n\n";
    assert_eq!(open("a.md", text.to_owned()).text, text);
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Envoys meet | The Example</title>
<meta property="og:title" content="Envoys meet"><meta property="og:site_name" content="The Example">
<meta name="author" content="Ana Sol">
<meta property="article:published_time" content="2015-08-13T10:15:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet</h1>
<p>The envoys of the two countries met on Thursday in a hotel by the lake, and spoke for five hours
about an end of the fighting, a mediator said.</p>
<p>&ldquo;We have come nearer,&rdquo; she said, and the talks would go on, with more people in the room
than before, on Friday morning at nine.</p>
<p>Neither side would say what it had offered, nor whether the prisoners, whose families had waited
before the hotel, had been spoken of.</p></article>
<footer>All rights reserved. Contact us. Cookies.</footer></body></html>"#;

#[test]
fn the_article_of_a_page_is_found() {
    let expect = ["Envoys meet", "Ana Sol", "The Example", "2015-08-13 its metadata"];
    let article = check("a.html", PAGE, expect);
    assert!(article.text.contains("“We have come nearer,” she said"), "{}", article.text);
    assert!(!article.text.contains("Cookies"), "{}", article.text);
    let paragraphs = article.text.split("\n\n").filter(|it| it.split(' ').count() > 8).count();
    assert_eq!(paragraphs, 3, "{}", article.text);

    let bare = PAGE
        .replace("article:published_time", "other")
        .replace("<h1>", "<time datetime='2015-08-14'>Friday</time><h1>");
    check("a.html", &bare, [expect[0], expect[1], expect[2], "2015-08-14 its metadata"]);
}

#[test]
fn a_page_of_nested_elements_does_no_harm() {
    let deep =
        format!("<html><body>{}deep words{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let crossed = format!("<html><body>{}deep words", "<div></p></b>".repeat(2_000));
    assert!(open("a.html", crossed).text.contains("deep words"));
    assert!(open("a.html", deep).text.contains("deep words"));
    for broken in ["<html", "<!-- \u{0}<body><p>", "<!doctype html></p></p><b>"] {
        assert_eq!(open("a.html", broken.to_owned()).title, "");
    }
}

#[test]
fn languages_are_named() {
    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(open("a.txt", text.repeat(4)).language, expect, "{text}");
    }
    check("The envoys met on Thursday in Geneva, a spokesman of the ministry said. ", "en");
    check(
        "Die Gesandten trafen sich am Donnerstag in Genf, sagte ein Sprecher des Ministeriums. ",
        "de",
    );
    check("Послы встретились в четверг в Женеве, сказал представитель министерства. ", "ru");
    check("اجتمع المبعوثون يوم الخميس في جنيف، حسبما قال متحدث باسم الوزارة. ", "ar");
    check("x", "");
}

#[test]
fn letters_have_a_place_and_a_day() {
    for (line, expect) in [
        ("PETROGRAD, February 11, 1918, 7 p.m.", "1918-02-11"),
        ("Vienna, 28 July 1914", "1914-07-28"),
        ("OSLO, 10 February 2013", "2013-02-10"),
        ("OSLO, 10 February 2013. Norway and Denmark agreed on Friday to a truce.", "2013-02-10"),
        ("OSLO, Sunday, 10 February 2013: the envoys of both countries met.", "2013-02-10"),
        ("CHRISTIANIA, March 3, 1917—9 a.m.", "1917-03-03"),
        ("Christiania, March 3, 1917, noon", "1917-03-03"),
        ("Berne, the 10th of February, 1913.", "1913-02-10"),
        ("OSLO, 2013-02-10", "2013-02-10"),
        ("BERLIN, 10. Februar 2013 - Die Minister trafen sich.", "2013-02-10"),
        ("Madrid, 10 de febrero de 2013", "2013-02-10"),
        ("In Oslo, 10 February 2013 was a cold day for the envoys.", ""),
        ("Envoys, 10 February 2013 in mind, met.", ""),
        ("Vienna, the 3rd of May was a Sunday", ""),
        ("Vienna, May", ""),
    ] {
        let letter = format!("Note to the embassy\n\n{line}\n\nNorway declared war on Denmark.\n");
        let published = open("a.txt", letter).published.map(|when| when.edtf());
        assert_eq!(published.unwrap_or_default(), expect, "{line}");
    }
}

#[test]
fn pages_say_in_many_ways_when_they_were_published() {
    #[track_caller]
    fn check(head: &str, body: &str, expect: &str) {
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>Envoys meet</title>{head}</head>\
             <body>{body}{TALK}</body></html>"
        );
        let article = open("a.html", page);
        let published = article.published.map(|when| when.edtf()).unwrap_or_default();
        assert_eq!(published, expect, "{head}{body}");
    }
    #[track_caller]
    fn check_linked(object: &str, expect: &str) {
        check(&format!("<script type=\"application/ld+json\">{object}</script>"), "", expect);
    }
    #[track_caller]
    fn check_meta(name: &str, content: &str, expect: &str) {
        check(&format!("<meta {name} content=\"{content}\">"), "", expect);
    }
    check("", "", "");
    check_linked(r#"{"@type":"NewsArticle","datePublished":"2019-02-03T10:00:00Z"}"#, "2019-02-03");
    check_linked(
        r#"{"@graph":[{"@type":"WebSite"},{"@type":"Article","datePublished":"20190203T100000Z"}]}"#,
        "2019-02-03",
    );
    check_linked(
        r#"[{"@type":["Thing","ReportageNewsArticle"],"datePublished":"2019-02-03"}]"#,
        "2019-02-03",
    );
    check_linked(r#"{"@type":"ClaimReview","datePublished":"2019-02-03"}"#, "2019-02-03");
    check_linked(
        r#"{"@type":"LiveBlogPosting","coverageStartTime":"2019-02-03T08:00:00Z"}"#,
        "2019-02-03",
    );
    check_linked(
        r#"[{"@type":"WebPage","datePublished":"2011-01-01"},{"@type":"BlogPosting","datePublished":"2019-02-03"}]"#,
        "2019-02-03",
    );
    check_linked(r#"{"@type":"Person","birthDate":"1970-01-01"}"#, "");
    check_linked("{broken", "");
    check_meta("name=\"article:published_time\"", "2019-02-03T10:00:00Z", "2019-02-03");
    check_meta(
        "property=\"article:published\" itemprop=\"datePublished dateCreated\"",
        "2019-02-03T10:00",
        "2019-02-03",
    );
    check_meta("name=\"DC.Date.Issued\"", "2019-02-03", "2019-02-03");
    check_meta("name=\"citation_publication_date\"", "2019/02/03", "2019-02-03");
    check_meta("name=\"sailthru.date\"", "2019-02-03 10:00:00", "2019-02-03");
    check_meta("name=\"pubdate\"", "1549188000", "2019-02-03");
    check_meta("name=\"date\"", "Sun, 3 Feb 2019 10:00:00 +0000", "2019-02-03");
    check_meta("name=\"date\"", "03.02.2019", "2019-02-03");
    check_meta("name=\"date\"", "02/23/2019", "2019-02-23");
    check_meta("name=\"date\"", "3. Februar 2019", "2019-02-03");
    check_meta("name=\"robots\"", "2019-02-03", "");
    // Elements, but those of teasers.
    check("", "<span itemprop='datePublished' content='2019-02-03'>3 Feb</span>", "2019-02-03");
    check("", "<abbr class='published' title='2019-02-03T10:00:00Z'>3 Feb</abbr>", "2019-02-03");
    check("", "<div><time datetime='2019-02-03T10:00:00Z'>3 Feb</time></div>", "2019-02-03");
    check("", "<time class='published'>February 3, 2019</time>", "2019-02-03");
    check("", "<aside><time datetime='2011-01-01'>Old</time></aside>", "");
    check(
        "",
        "<div class='teaser'><time datetime='2011-01-01'>Old</time></div><time datetime='2019-02-03'>New</time>",
        "2019-02-03",
    );
    // Addresses and what people see.
    check(
        "<link rel='canonical' href='https://example.org/2019/02/03/envoys.html'>",
        "",
        "2019-02-03",
    );
    check(
        "<meta property='og:url' content='https://example.org/2019-02-03-envoys'>",
        "",
        "2019-02-03",
    );
    check("", "<p class='dateline'>Published February 3, 2019</p>", "2019-02-03");
    // A time in UTC may be of the evening before, there.
    let late = "<meta property='article:published_time' content='2019-02-04T02:30:00Z'>";
    check(late, "", "2019-02-04");
    check(late, "<p class='date'>February 3, 2019 10:30 p.m. EDT</p>", "2019-02-03");
    check(
        &format!("{late}<link rel='canonical' href='https://example.org/2019/02/03/a'>"),
        "",
        "2019-02-03",
    );
    check(
        &format!("{late}<link rel='canonical' href='https://example.org/2018/02/03/a'>"),
        "",
        "2019-02-04",
    );
    // The day of a change only where nothing else is said.
    let changed = "<meta property='article:modified_time' content='2020-05-06T10:00:00Z'>";
    check(changed, "", "2020-05-06");
    check(&format!("{changed}<meta name='date' content='2019-02-03'>"), "", "2019-02-03");
}

#[test]
fn a_page_that_scripts_make_has_its_article_in_its_linked_data() {
    let page = r#"<!DOCTYPE html><html lang="en"><head><title>Envoys meet</title>
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Envoys meet",
        "url":"https://example.org/envoys","author":[{"name":"Ana Sol"},{"name":"Bo Lee"}],
        "articleBody":"The envoys met on Thursday. &quot;We have come nearer,&quot; one said."}</script>
        </head><body><div id="root"></div></body></html>"#;
    let article = open("a.html", page.to_owned());
    assert_eq!(
        article.text.trim(),
        "The envoys met on Thursday. \"We have come nearer,\" one said."
    );
    assert_eq!(
        (&*article.url, &*article.author),
        ("https://example.org/envoys", "Ana Sol, Bo Lee")
    );
}

#[test]
fn a_page_of_an_encyclopaedia_has_no_day() {
    let page = |body: &str| {
        let page = format!(
            r#"<!DOCTYPE html><html lang="en"><head><title>Harbour war - The Encyclopaedia</title>
            <script type="application/ld+json">{{"@type":"Article","name":"War",
            "datePublished":"2003-02-28T21:51:08Z","dateModified":"2024-05-01"}}</script></head><body>
            <h1 id="firstHeading">Harbour war</h1><div id="mw-content-text"><div class="mw-parser-output">{body}</div></div>
            <ul id="footer-info"><li>This page was last edited on 1 May 2024.</li></ul></body></html>"#
        );
        open("a.html", page)
    };
    let article = page(
        "<p>It was a war.<sup class='reference'>[1]</sup></p><h2>2014</h2><p>It began in March.</p>
        <h2>References</h2><ol class='references'><li>Sol, 3 March 2014</li></ol>",
    );
    assert_eq!(article.text, "It was a war.\n\n## 2014\n\nIt began in March.\n");
    assert_eq!(article.title, "Harbour war");
    assert_eq!((article.published, article.published_by), (None, None));
    assert_eq!(
        article.notes,
        ["left out of the page: 2 boxes and marks of notes and the section 'References'"]
    );
    let periods = article.sections.iter().map(|it| it.period.as_ref().map(When::edtf));
    assert_eq!(periods.collect::<Vec<_>>(), [None, Some("2014".to_owned())]);
    // Reports have a day, in a wiki as well.
    let report =
        page("<p><span id='publishDate' title='2019-02-03'>3 Feb</span></p><p>They met.</p>");
    assert_eq!(report.published.map(|when| when.edtf()).as_deref(), Some("2019-02-03"));
}

/// A page with a long article that has this in its middle.
fn page_with(middle: &str) -> String {
    let end = "<p>Both governments want the accord to be read in parliament before the summer, and no \
               part of it will be secret, apart from the addresses of the families.</p></article>";
    let body = TALK.replace("</article>", &format!("{middle}{end}"));
    format!("<!DOCTYPE html><html lang='en'><title>Envoys meet</title><body>{body}</body></html>")
}

#[test]
fn a_paragraph_that_is_one_link_is_text() {
    const WORDS: &str = "On Monday the minister of Norway met the envoy in Bern.";
    for middle in [
        format!("<p><a href='/a'>{WORDS}</a></p>"),
        format!("<div><p><a href='/a'>{WORDS}</a></p></div>"),
        format!("<div class='box'><p><a href='/a'><b>{WORDS}</b></a></p></div>"),
        format!("<ul><li><a href='/a'>{WORDS}</a></li></ul>"),
        format!("<section><blockquote><a href='/a'>{WORDS}</a></blockquote></section>"),
    ] {
        let article = open("a.html", page_with(&middle));
        assert!(article.text.contains(WORDS), "{middle}: {}", article.text);
        assert!(article.notes.is_empty(), "{:?}", article.notes);
    }
}

#[test]
fn what_is_left_out_of_an_article_is_said() {
    let quote =
        "<aside class='pullquote'><p>We will keep our word and go home by the sea.</p></aside>";
    let article = open("a.html", page_with(quote));
    assert!(!article.text.contains("our word"), "{}", article.text);
    let note =
        "left out of the page: the paragraph 'We will keep our word and go home by the sea.'";
    assert_eq!(article.notes, [note]);
}

#[test]
fn a_page_without_an_article_says_so() {
    #[track_caller]
    fn check(head: &str, body: &str, text: &str, note: &str) {
        let page = format!(
            "<!DOCTYPE html><html><head><title>Envoys meet</title>{head}</head><body>{body}</body></html>"
        );
        let article = open("a.html", page);
        assert_eq!(
            (article.text.trim(), article.notes.join("; ").as_str()),
            (text, note),
            "{body}"
        );
    }
    let described = "<meta property='og:description' content='Norway and Iran agreed to a truce.'>";
    check(
        "",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "",
        "the page holds no article: scripts write it in a browser",
    );
    check(
        described,
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "Norway and Iran agreed to a truce.",
        "the page holds no article: scripts write it in a browser; what describes it is read instead",
    );
    check(
        "",
        "<form><p>Please log in to go on.</p><input type=password></form>",
        "",
        "the page holds no article: it asks to log in",
    );
    check(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>",
        "<article><h1>Envoys meet</h1><p>Norway and Iran agreed to a truce on Monday, an envoy said.</p>\
         <p>To continue reading, subscribe now.</p></article>",
        "Norway and Iran agreed to a truce on Monday, an envoy said.",
        "the page may hold only the beginning of its article: the rest is for subscribers",
    );
}

#[test]
fn a_live_page_has_an_entry_for_each_post() {
    let page = r#"<!DOCTYPE html><html lang="en"><head><title>Talks live</title>
        <script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Talks live",
        "datePublished":"2019-02-03T06:00:00Z","liveBlogUpdate":[
        {"@type":"BlogPosting","headline":"Truce","datePublished":"2019-02-03T18:05:00Z","articleBody":"Both agreed."},
        {"@type":"BlogPosting","datePublished":"2019-02-03T09:30:00Z","articleBody":"The envoys met."}]}</script>
        </head><body><article><p>Live: the envoys meet.</p></article></body></html>"#;
    let article = open("a.html", page.to_owned());
    let whens = article.sections.iter().map(|it| it.entry.as_ref().unwrap().when.edtf());
    assert_eq!(whens.collect::<Vec<_>>(), ["2019-02-03T09:30:00Z", "2019-02-03T18:05:00Z"]);
    assert_eq!(article.published.map(|when| when.edtf()).as_deref(), Some("2019-02-03"));
}
