//! Where text from outside comes in: each takes any bytes, and panics where something is wrong
//! with the program. Shared by the tests and the fuzz targets.

use std::{
    fs,
    io::{Cursor, Write as _},
    ops::RangeInclusive,
    path::Path,
    sync::{Arc, LazyLock},
};

use demarche::{
    base::{
        bytes::{Content, Input, Package, decode, decode_document, is_utf16},
        issue::{Issue, Severity},
        progress::Progress,
        rows::RowSet,
    },
    document::{self, Article, Envelope, Form, feed, mail, package, saved_page},
    export::{self, Excerpt, Note},
    extract::{self, Extent, Lexicon, Reading},
    index::Store,
    ingest::{
        self, Beside, Choice, FORMATS, Format, Ingested, Map, Reader, Ready, Record, Slot,
        split::{Cut, Splitter},
    },
    model::{Astray, Event, Scope, Timeline, When, day::Day, when::typed},
    notebook::{Keeper, Notebook, View},
    query::{Plan, Query},
    world::{self, Loaded, Notes},
};

/// A timeline in the native format.
pub fn native(bytes: &[u8]) {
    read(&FORMATS[0], bytes);
}

/// A data set: the first byte chooses the format, the rest is the file.
pub fn data_set(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = &FORMATS[usize::from(*first) % FORMATS.len()];
    let Some((events, errors)) = read(format, bytes) else { return };
    if let Some(rows) = rows(format, bytes) {
        let found = events + errors;
        assert!(
            rows.contains(&found),
            "{}: {found} events and errors in {rows:?} rows",
            format.name
        );
    }
}

/// A column map, and after the first zero the table to read by it; then the table by the map that
/// is drafted for it.
pub fn map(bytes: &[u8]) {
    let zero = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (map, table) = bytes.split_at(zero);
    let table = table.get(1..).unwrap_or_default();
    let head = ingest::Head::of_bytes("bytes", table.to_vec());
    let draft = ingest::map::draft(&head);
    let drafted = Map::parse("draft", &draft).unwrap_or_else(|error| panic!("{error}\n{draft}"));
    assert!(drafted.open(&head).is_ok(), "a draft fits its table:\n{draft}");
    let written = std::str::from_utf8(map).ok().and_then(|map| Map::parse("map", map).ok());
    for map in written.into_iter().chain([drafted]) {
        let choice = Choice::Mapped(Arc::new(map));
        let content = Content::held(table.to_vec());
        if let Ok(ready) = ingest::open("bytes", content, &choice) {
            let _ = load("map", &ready);
        }
    }
}

/// A query, as written on the command line.
pub fn query(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(query) = Query::parse(text) else { return };
    let printed = query.to_string();
    let again = Query::parse(&printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert_eq!(again.to_string(), printed, "what is printed is what is meant");
    let store = Store::new(Timeline::default());
    if let Ok(plan) = Plan::new(&query, &store) {
        drop(plan.run());
    }
}

/// A date, in EDTF or as people type it.
pub fn date(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // What is typed may be nothing; it must only be told.
    drop(typed::parse(text, Day::of(2015, 8, 13)));
    let Ok(when) = When::parse(text) else { return };
    assert!(when.earliest_start() <= when.latest_end(), "{text}");
    assert_eq!(When::parse(&when.edtf()).map(|again| again.edtf()), Ok(when.edtf()), "{text}");
}

/// Reads bytes as a format, and gives the numbers of events and of rows with errors; none if they
/// can't be read as that.
fn read(format: &'static Format, bytes: &[u8]) -> Option<(u64, u64)> {
    let content = Content::held(bytes.to_vec());
    load(format.name, &ingest::open("bytes", content, &Choice::Named(format)).ok()?)
}

/// Loads what is ready, and gives the numbers of events and of rows with errors.
fn load(format: &str, ready: &Ready) -> Option<(u64, u64)> {
    let progress = Progress::default();
    let slot = || Slot {
        number: 0,
        beside: Beside::Nowhere,
        progress: &progress,
        prose: &|_| Ingested::default(),
    };
    let Ingested { file, shards, issues, cut_off, .. } = ready.read(slot()).ok()?;
    let is_lost = |issue: &&Issue| issue.severity == Severity::Error && !is_of_date(&issue.message);
    let errors = issues.iter().filter(is_lost);
    let errors: u64 = errors.map(|issue| further(&issue.message).unwrap_or(1)).sum();
    let errors = errors + u64::from(cut_off.is_some());
    let (timeline, _) = Timeline::build(vec![file], shards);
    let astray = Astray::new(&timeline);
    drop(ready.review(slot(), &timeline, || &astray));
    for event in timeline.events() {
        drop((event.title(), event.when().edtf()));
        if let Some(rows) = &event.file().rows {
            assert!(rows.read(event).is_ok(), "{format}: the row of {} is found again", event.id());
        }
    }
    Some((u64::from(timeline.len()), errors))
}

/// Whether an error costs a date and not its row.
fn is_of_date(message: &str) -> bool {
    message.contains("`--dates ") || message.contains("dates are read with")
}

/// How many rows an issue is about that adds up what is not listed.
fn further(message: &str) -> Option<u64> {
    let (_, count) = message.rsplit_once(", in ")?;
    count.strip_suffix(" further rows")?.parse().ok()
}

/// How many events and errors there can be in a table that is read row by row: one a row, but
/// for empty rows and those with HXL tags.
fn rows(format: &Format, bytes: &[u8]) -> Option<RangeInclusive<u64>> {
    let Reader::Rows(open) = format.reader else { return None };
    let recoded = is_utf16(bytes).then(|| decode(bytes.to_vec(), "bytes").0.into_bytes());
    let bytes = recoded.as_deref().unwrap_or(bytes);
    let table = open(&ingest::Head::of_bytes("bytes", bytes.to_vec())).ok()?;
    if table.records.is_some() {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut splitter = Splitter::new(table.dialect);
    let (mut at, mut full, mut all) = (0, 0, 0_u64);
    let fit = |row: &Record<'_>| table.fit(row);
    while let Cut::Row { end, .. } = splitter.cut_mended(&bytes[at..], true, &fit) {
        at += end;
        let (row, _) = splitter.record(1);
        all += 1;
        let is_tagged = row.fields().any(|field| field.trim().starts_with('#'));
        full += u64::from(!is_tagged && !row.fields().all(str::is_empty));
    }
    let header = u64::from(table.above);
    Some(u64::saturating_sub(full, header)..=all.saturating_sub(header))
}

/// An article: a page or prose. Every layer of its reading keeps to the text, in its order, and a
/// second reading is the same.
pub fn article(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let article = document::open("2015-08-13.txt", text.to_owned());
    sections(&article);
    let lexicon = Lexicon::built_in();
    let reading = extract::read_article(&article, lexicon);
    layers(&reading);
    assert_eq!(reading, extract::read_article(&article, lexicon), "the same twice");
}

/// A file that holds documents: the first byte chooses what it is taken for, the rest is the file.
/// Each document keeps to its text, and what comes out is the same twice.
pub fn container(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let open = || match first % 6 {
        0 => mail::open(bytes),
        1 => saved_page::open(bytes),
        2 => feed::open(bytes.to_vec()),
        3 => package::open(Package::Word, bytes),
        4 => package::open(Package::OpenText, bytes),
        _ => package::open(Package::Book, bytes),
    };
    let found = open();
    assert_eq!(found, open(), "the same twice");
    let Ok(documents) = found else { return };
    assert!(!documents.is_empty(), "what has no document says why");
    for packed in documents {
        sections(&document::open_in(&packed.name, packed.text, &packed.envelope));
    }
}

/// A page, in whatever encoding.
pub fn page(bytes: &[u8]) {
    let (text, _) = decode_document(bytes.to_vec(), "page.html");
    let envelope = Envelope { form: Form::Page, ..Envelope::default() };
    let article = document::open_in("page.html", text, &envelope);
    sections(&article);
    assert_eq!(article.published.is_some(), article.published_by.is_some(), "a day has a reason");
}

/// A file as the program opens it. Its events and statements are there again after an export.
pub fn file(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    let Some(opened) = loaded(folder.path(), "file", bytes) else { return };
    let timeline = opened.store.timeline();
    let mut out = Vec::new();
    export::native::write(&mut out, timeline, Scope::All).expect("memory is not full");
    let again = loaded(folder.path(), "again", &out).expect("an export is a timeline");
    let told = |timeline: &Timeline| timeline.events().map(|it| day(it.when())).collect::<Vec<_>>();
    assert_eq!(told(again.store.timeline()), told(timeline));
    assert_eq!(again.store.timeline().statements().len(), timeline.statements().len());
}

/// A zip archive as the program opens it: the names of its files and what is in them by turns, with
/// the byte 255 between.
pub fn archive(bytes: &[u8]) {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 255).collect();
    for part in parts.chunks_exact(2) {
        let Ok(name) = std::str::from_utf8(part[0]) else { return };
        let options = zip::write::SimpleFileOptions::default();
        if writer.start_file(name, options).is_err() || writer.write_all(part[1]).is_err() {
            return;
        }
    }
    if let Ok(archive) = writer.finish() {
        file(&archive.into_inner());
    }
}

/// A chronology: each of its entries is an event, and all come back from its own export.
pub fn chronology(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let article = document::open("pasted text", text.to_owned());
    // Prose between entries is read as prose.
    let entries = article.sections.len();
    if entries == 0 || article.sections.iter().any(|section| section.entry.is_none()) {
        return;
    }
    let pasted =
        |text: &str| world::load_blocking(&[Input::Pasted(text.into())], &Progress::default());
    let Ok(loaded) = pasted(text) else { return };
    let timeline = loaded.store.timeline();
    if timeline.files().iter().any(|file| file.format != ingest::article::NAME) {
        return;
    }
    // What its words tell of another day is an event of its own.
    assert!(sure(timeline).count() as usize >= entries, "an event for each entry of {text}");
    let again = pasted(&as_chronology(timeline)).expect("an export can be opened");
    let mut found: Vec<String> = days(again.store.timeline());
    for wanted in days(timeline) {
        let at = found.iter().position(|day| *day == wanted);
        found.swap_remove(at.unwrap_or_else(|| panic!("nothing at '{wanted}' any more: {text}")));
    }
}

/// A notebook. What is in it is written as it was read, and lies over a timeline in which nothing
/// vanishes: each record is where it is said, each entry has one or is lost, and says so.
pub fn notebook(bytes: &[u8]) {
    static READ: LazyLock<Arc<Store>> = LazyLock::new(|| {
        let loaded = world::load_blocking(&[world::built_in()], &Progress::default());
        loaded.expect("the built-in timeline can be read").store
    });
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("a.notebook.toml");
    fs::write(&path, bytes).expect("there is room");
    let (mut keeper, mut notebook, issues) = Keeper::open(&path, None);
    if keeper.read_only().is_some() {
        assert!(issues.iter().any(|issue| issue.severity == Severity::Error));
        return;
    }
    laid(&READ, &notebook);
    notebook.views.insert("another".to_owned(), View::default());
    let kept = keeper.keep(&notebook).expect("what was read can be written");
    assert!(kept.conflicts.is_empty());
    let (_, again, _) = Keeper::open(&path, None);
    // What is not a number is not equal to itself.
    if !format!("{notebook:?}").contains("NaN") {
        assert_eq!(again, notebook);
    }
}

fn laid(read: &Arc<Store>, notebook: &Notebook) {
    let notes = Notes { notebook: Arc::new(notebook.clone()), file: "n.toml".to_owned() };
    let Loaded { store, over, issues, .. } = Loaded::new(Arc::clone(read), &notes);
    let (laid, before, timeline) = (&over.laid, read.timeline(), store.timeline());
    let [own, own_said] = [
        notebook.events.iter().filter(|entry| entry.mine).count(),
        notebook.statements.iter().filter(|entry| entry.mine).count(),
    ];
    assert_eq!(timeline.len() as usize, before.len() as usize + own);
    assert_eq!(timeline.statements().len(), before.statements().len() + own_said);
    let mut rows: Vec<_> = timeline.events().filter_map(|it| laid.read_row(it.row())).collect();
    rows.sort_unstable();
    assert!(rows.into_iter().eq(0..before.len()), "every row is there, once");
    let corrected = |number: &usize| notebook.events[*number].set.is_some();
    for event in timeline.events() {
        let Some(row) = laid.read_row(event.row()) else { continue };
        let was = before.event(row);
        assert_eq!(event.id(), was.id());
        if notebook.bound.is_empty() && !laid.events.get(&event.row()).is_some_and(corrected) {
            assert_eq!(event.fingerprint(), was.fingerprint(), "{}", event.id());
        }
    }
    let entries = notebook.events.len() + notebook.statements.len();
    let told = laid.events.len() + laid.statements.len() + laid.lost.len();
    assert!((entries..=entries + notebook.bound.len()).contains(&told), "{told} of {entries}");
    assert!(issues.len() >= laid.lost.len());
    for query in ["", "review:rejected OR mine: OR marked:", "actor:lavrov said:the note:a"] {
        let query = Query::parse(query).expect("it is a query");
        Plan::new(&query, &store).map(|plan| drop(plan.run())).ok();
    }
}

/// What the program opens from a file in a folder.
fn loaded(folder: &Path, name: &str, bytes: &[u8]) -> Option<Loaded> {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("there is room");
    world::load_blocking(&[Input::Path(path)], &Progress::default()).ok()
}

/// A date; what is not known is the same however it is written.
fn day(when: &When) -> String {
    if when.is_undated() { String::new() } else { when.edtf() }
}

/// When the events happened that are in lists and counts.
fn days(timeline: &Timeline) -> Vec<String> {
    sure(timeline).iter().map(|row| day(timeline.when(row))).collect()
}

/// The events that are in lists and counts.
fn sure(timeline: &Timeline) -> RowSet {
    let sure = timeline.events().filter(|event| event.is_meant(Scope::Sure));
    RowSet::of(timeline.len(), sure.map(Event::row))
}

fn as_chronology(timeline: &Timeline) -> String {
    let rows = sure(timeline);
    let statements = RowSet::all(timeline.statements().len() as u32);
    let made = When::parse("2026-11-29").expect("it is a date");
    let note =
        Note { query: String::new(), meaning: String::new(), counts: "all".to_owned(), made };
    let excerpt = Excerpt {
        timeline,
        rows: &rows,
        statements: &statements,
        scope: Scope::Sure,
        note: &note,
        with_notes: false,
    };
    let mut out = Vec::new();
    export::chronology::write(&mut out, &excerpt).expect("memory is not full");
    String::from_utf8(out).expect("it is text")
}

/// The sections of an article keep to its text, in its order.
fn sections(article: &Article) {
    let mut end = 0;
    for words in article.sections.iter().flat_map(|section| &section.words) {
        assert!(words.start >= end, "sections follow each other");
        end = words.end;
        assert!(article.text.get(words.clone()).is_some());
    }
}

fn layers(reading: &Reading<'_>) {
    let mut end = 0;
    for token in &reading.tokens {
        assert!(token.extent.start >= end, "tokens follow each other");
        end = token.extent.end;
        assert!(!slice(reading, token.extent).trim().is_empty());
    }
    let mut end = 0;
    for run in &reading.sentences {
        assert_eq!(run.start, end, "every token is in one sentence");
        assert!(run.end > run.start);
        end = run.end;
    }
    assert_eq!(end, reading.tokens.len());
    assert_eq!(reading.nodes.len(), reading.tokens.len(), "a node for each token");
    for run in &reading.sentences {
        let roots = run.clone().filter(|&at| reading.nodes[at].head as usize == at).count();
        assert_eq!(roots, 1, "a sentence has one root");
        assert!(run.clone().all(|at| run.contains(&(reading.nodes[at].head as usize))));
        let mut reached: Vec<usize> =
            run.clone().filter(|&at| reading.nodes[at].head as usize == at).collect();
        let mut next = 0;
        while next < reached.len() {
            reached.extend(reading.branches.children(reached[next]));
            next += 1;
        }
        assert_eq!(reached.len(), run.len(), "every token hangs from the root");
    }
    for clause in &reading.clauses {
        let sentence = &reading.sentences[clause.sentence];
        let arguments = [clause.subject, clause.object, clause.indirect, clause.agent, clause.noun];
        let tokens = arguments.into_iter().chain([clause.mark, Some(clause.predicate)]).flatten();
        assert!(tokens.into_iter().all(|at| sentence.contains(&at)), "a clause is in one sentence");
        let above = clause.governor.map(|above| &reading.clauses[above]);
        assert!(above.is_none_or(|above| above.sentence == clause.sentence));
    }
    for time in &reading.times {
        slice(reading, time.extent);
        assert!(!time.value.is_empty());
    }
    for mention in &reading.mentions {
        slice(reading, mention.extent);
        assert!(mention.actor < reading.actors.len());
    }
    for statement in &reading.statements {
        assert!(!statement.content.is_empty());
        let cue = statement.cue.iter().chain(&statement.source).chain(&statement.addressee);
        for &extent in statement.content.iter().chain(cue).chain(&statement.venue) {
            slice(reading, extent);
        }
        assert!(statement.speaker.is_none_or(|actor| actor < reading.actors.len()));
        assert!((0.0..=1.0).contains(&statement.confidence));
    }
    for event in &reading.events {
        let named = event.source.iter().chain(&event.target);
        for &extent in named.chain([&event.trigger]).chain(&event.date_extent).chain(&event.place) {
            slice(reading, extent);
        }
        assert!(event.sentence < reading.sentences.len());
        assert!(event.actors.iter().all(|&(actor, _)| actor < reading.actors.len()));
        assert!((0.0..=1.0).contains(&event.confidence));
    }
}

/// The words of an extent, which begin and end between characters.
fn slice<'t>(reading: &Reading<'t>, extent: Extent) -> &'t str {
    let words = reading.text.get(extent.range());
    let words = words.unwrap_or_else(|| panic!("{extent:?} is no place of the text"));
    assert!(!words.is_empty(), "{extent:?} is empty");
    words
}
