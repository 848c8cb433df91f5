use proptest::prelude::*;

use super::*;
use crate::{
    ingest::{Header, RowFormat, batch::Problems, date::Plan, split::Dialect},
    model::{Draft, File, Source, Timeline},
};

/// Keeps the fields of each row, and refuses those that say so.
struct Fields;

impl RowFormat for Fields {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        if row.raw(0) == "bad" {
            return Err(RowError::new("a bad row", row.raw(1)));
        }
        if row.raw(0) == "odd" {
            batch.warn(row, "an odd row", row.raw(1));
        }
        let title = row.fields().collect::<Vec<_>>().join("|");
        batch.push(&Draft { title: &title, ..Draft::default() });
        Ok(())
    }

    fn source(&self) -> Source {
        Source::titled("fields", "Fields")
    }
}

fn table(dialect: Dialect, columns: usize, has_header: bool) -> Table {
    let header = Header::new((0..columns).map(|number| format!("c{number}")));
    let plan = Plan::default();
    let above = u32::from(has_header);
    Table {
        dialect,
        records: None,
        above,
        header,
        dates: plan,
        reported: plan,
        dated: Vec::new(),
        format: Box::new(Fields),
    }
}

/// The events with their rows, the issues, and the marks, as `length` bytes a stretch give them.
fn report(table: &Table, bytes: &[u8], length: u64) -> (Vec<(String, String)>, Vec<String>, u64) {
    let content = Content::held(bytes.to_vec());
    let progress = Progress::default();
    let first = first_row(table, &content).unwrap();
    let dates = [table.dates.format; 2];
    let job = Job { table, content: &content, first, dates, file: 0, progress: &progress };
    let (mut shards, mut problems, mut rows) = (Vec::new(), Problems::default(), 0);
    let mut cut_off = None;
    for mut stretch in read_all(job, length).unwrap() {
        cut_off = stretch.cut_off.map(|it| format!("{:?}", it.behind(rows as u32)));
        assert_eq!(stretch.marks.len() as u32, stretch.rows.div_ceil(MARKED));
        problems.append(stretch.batch.problems, rows);
        rows += u64::from(stretch.rows);
        stretch.batch.shard.set_data_set(Source::titled("fields", "Fields"));
        shards.push(stretch.batch.shard);
    }
    let timeline = Timeline::build(vec![File::default()], shards).0;
    let events = timeline.events().map(|event| (event.id().into_owned(), event.title().into()));
    let issues = problems.into_issues("t").into_iter().map(|issue| issue.to_string());
    (events.collect(), issues.chain(cut_off).collect(), rows)
}

const CSV: Dialect = Dialect { delimiter: b',', quotes: Quotes::Enclose };
const TSV: Dialect = Dialect { delimiter: b'\t', quotes: Quotes::Nothing };

#[track_caller]
fn check(text: &str, events: &[(&str, &str)], issues: &[&str]) {
    let table = table(CSV, 2, true);
    for length in [1, 3, 7, 1000] {
        let (found, said, _) = report(&table, text.as_bytes(), length);
        let found: Vec<_> = found.iter().map(|(id, title)| (&**id, &**title)).collect();
        assert_eq!(
            (&*found, said.as_slice()),
            (events, &*issues.iter().map(|issue| (*issue).to_owned()).collect::<Vec<_>>())
        );
    }
}

#[test]
fn rows_are_numbered_from_the_header_on() {
    check("a,b\n1,2\n3,4\n", &[("2", "1|2"), ("3", "3|4")], &[]);
    check("\u{FEFF}a,b\n1,2", &[("2", "1|2")], &[]);
    check("\n\na,b\r\r\n1,2\r\r\n", &[("2", "1|2")], &[]);
    check("a,b\n", &[], &[]);
    check(
        "a,b\nbad,x\nodd,y\n",
        &[("3", "odd|y")],
        &["t:2: error: a bad row: 'x'", "t:3: warning: an odd row: 'y'"],
    );
}

#[test]
fn ragged_and_cut_rows_are_told() {
    check(
        "a,b\n1\n2,3,4\n5,6,\n7,8",
        &[("4", "5|6|"), ("5", "7|8")],
        &[
            "t:2: error: the row has fewer than 2 fields: '1'",
            "t:3: error: the row has more than 2 fields: '3'",
        ],
    );
    check("a,b\n,\n1,2\n", &[("3", "1|2")], &[]);
    check("a,b\n1,5\" shell\n", &[("2", "1|5\" shell")], &[]);
}

#[test]
fn a_last_row_is_cut_off_or_only_lacks_its_line_end() {
    check("a,b\n1,2\n3", &[("2", "1|2")], &["Within(3)"]);
    check("a,b\n1,2\n3,\"x\n4,5\n", &[("2", "1|2")], &["Within(3)"]);
    check("a,b\n1,2\n3,\"x", &[("2", "1|2")], &["Within(3)"]);
    check("a,b\n1,2\n3\",\"x", &[("2", "1|2")], &["Within(3)"]);
    check("a,b\n1,2\n3,\u{E9}", &[("2", "1|2"), ("3", "3|\u{E9}")], &[]);
    check("a,b\n1,\"x\"", &[("2", "1|x")], &[]);
    check("a,b\n1,5\" shell", &[("2", "1|5\" shell")], &[]);
    check("a,b\n1,2,,", &[("2", "1|2||")], &[]);
    check("a,b\n1,2,3", &[], &["t:2: error: the row has more than 2 fields: '3'"]);
}

#[test]
fn empty_lines_may_stand_before_the_header() {
    let text = "\r\n\na,b\n1,2\n";
    for length in 1..12 {
        let (events, issues, rows) = report(&table(CSV, 2, true), text.as_bytes(), length);
        assert_eq!((events.len(), issues.len(), rows), (1, 0, 2), "{length}");
    }
}

#[test]
fn a_table_may_open_within_quotes() {
    // The first row is the end of a quoted field: counting quotes would be wrong ever after.
    let text = "x\",y\n1,\"a\nb\"\n2,\"c\n3,4\nd\"\n5,6\n";
    let (events, _, _) = report(&table(CSV, 2, false), text.as_bytes(), 1000);
    let titles: Vec<_> = events.iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(titles, ["x\"|y", "1|a\nb", "2|c\n3,4\nd", "5|6"]);
    for length in 1..20 {
        assert_eq!(report(&table(CSV, 2, false), text.as_bytes(), length).0, events);
    }
}

#[test]
fn a_row_without_end_ends_the_reading() {
    let text = format!("a,b\n1,2\n3,\"{}\n5,6\n", "x".repeat(LONGEST_ROW + 10));
    let expected = ["t:3: error: the row is longer than 16 MiB or has more than 16384 fields; it \
                     and what follows it is not read"];
    for length in [8, 1 << 20, 1 << 30] {
        let (events, issues, _) =
            report(&table(CSV, 2, true), text.as_bytes(), length.max(1 << 20));
        assert_eq!((events.len(), &*issues), (1, &expected.map(str::to_owned)[..]));
    }
    let wide = format!("a,b\n1,2\n{}\n5,6\n", ",".repeat(MOST_FIELDS + 1));
    let (events, issues, _) = report(&table(CSV, 2, true), wide.as_bytes(), 1000);
    assert_eq!((events.len(), &*issues), (1, &expected.map(str::to_owned)[..]));
}

/// Bytes of which tables are made.
fn csv() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "a",
        "1",
        "bad",
        "odd",
        ",",
        ",",
        "\"",
        "\"\"",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "é",
        "1,2\n",
        "1999,",
        "1999,2\n",
        "\"x\ny\",2\n",
    ]);
    let pieces = prop::collection::vec(piece, 0..60);
    let noise = prop::collection::vec(any::<u8>(), 0..4);
    (pieces, noise, any::<prop::sample::Index>()).prop_map(|(pieces, noise, at)| {
        let mut bytes = pieces.concat().into_bytes();
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..at, noise);
        bytes
    })
}

proptest! {
    #[test]
    fn stretches_give_what_one_reader_gives(
        bytes in csv(), length in 1_u64..80, columns in 1_usize..4, has_header: bool, quotes: bool,
        dated: bool,
    ) {
        let mut table = table(if quotes { CSV } else { TSV }, columns, has_header);
        table.dated.extend(dated.then_some(0));
        prop_assert_eq!(report(&table, &bytes, length), report(&table, &bytes, 1 << 30));
    }

    #[test]
    fn every_row_is_there(bytes in csv(), has_header: bool) {
        // Another reader of the same dialect.
        let reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&*bytes);
        let rows = reader.into_byte_records().map(Result::unwrap).count() as u64;
        let bom = u64::from(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        prop_assume!(bom == 0);
        prop_assert_eq!(report(&table(CSV, 2, has_header), &bytes, 30).2, rows);
    }
}
