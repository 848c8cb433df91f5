use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

const SMALL: Limits =
    Limits { member: 4 << 20, held: 1 << 20, ratio: 200, free: 2 << 20, members: 10 };

/// What a pipe with these bytes gives.
fn piped(bytes: &[u8], limits: &Limits) -> Result<Member, BytesError> {
    read_member(bytes, &Input::Stdin, limits, &Progress::default())
}

#[track_caller]
fn gives(bytes: &[u8], expected: &[u8]) {
    let member = piped(bytes, &SMALL).expect("readable bytes");
    assert_eq!((&*member.bytes, member.issues.len()), (expected, 0));
}

#[track_caller]
fn fails(bytes: &[u8], limits: &Limits, expected: &str) {
    assert_eq!(piped(bytes, limits).expect_err("unreadable bytes").to_string(), expected);
}

#[test]
fn plain_and_compressed_bytes_are_read() {
    gives(b"", b"");
    gives(b"{}", b"{}");
    gives(&gzip(b"{}"), b"{}");
    gives(&gzip(b""), b"");
    gives(&[gzip(b"one "), gzip(b"two")].concat(), b"one two");
    gives(&[0x1F, 0x8B], &[0x1F, 0x8B]);
}

#[test]
fn limits_end_in_errors() {
    let tiny = Limits { member: 10, ..SMALL };
    assert!(piped(&[b'x'; 10], &tiny).is_ok());
    fails(&[b'x'; 11], &tiny, "standard input is larger than 10 bytes");
    fails(&gzip(&[b'x'; 11]), &tiny, "standard input is larger than 10 bytes");
    let bomb = gzip(&vec![0; 3 << 20]);
    let message =
        "standard input is compressed more than 200 to 1; decompress it first if you trust it";
    fails(&bomb, &SMALL, message);
    assert!(piped(&gzip(&vec![0; 2 << 20]), &SMALL).is_ok());
    fails(
        &gzip(&vec![0; 5 << 20]),
        &Limits { ratio: 5000, ..SMALL },
        "standard input is larger than 4 MiB",
    );
    // What the defaults mean: a megabyte is looked at before its ratio is.
    let defaults = Limits::default();
    assert!(piped(&gzip(&vec![0; 1 << 20]), &defaults).is_ok());
    fails(&gzip(&vec![0; 3 << 20]), &defaults, message);
}

#[test]
fn broken_compression_keeps_what_precedes() {
    let text: Vec<u8> = (0..200_000_u32).flat_map(|n| n.to_string().into_bytes()).collect();
    let whole = gzip(&text);
    let member = piped(&whole[..whole.len() / 2], &SMALL).expect("half is readable");
    assert!(member.bytes.len() > 1000 && text.starts_with(&member.bytes));
    let issue = member.issues[0].to_string();
    assert!(
        issue.starts_with("standard input: error: the compressed data breaks off after"),
        "{issue}"
    );
    let error = piped(&[0x1F, 0x8B, 8, 0], &SMALL).expect_err("a header is not enough");
    assert!(matches!(error, BytesError::Gzip { .. }), "{error}");
    let garbage = piped(&[gzip(b"one"), b"garbage".to_vec()].concat(), &SMALL).expect("one member");
    assert_eq!((&*garbage.bytes, garbage.issues.len()), (&b"one"[..], 1));
}

#[test]
fn files_are_read_with_progress() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.json.gz");
    let bytes = gzip(b"{}");
    std::fs::write(&path, &bytes).expect("a file");
    let (input, progress) = (Input::from_arg(&path), Progress::default());
    assert_eq!(input.size(), Some(bytes.len() as u64));
    progress.expect(2 * bytes.len() as u64);
    let members = read_all(&input, &Limits::default(), &progress).expect("a file");
    assert_eq!((&*members[0].bytes, members.len()), (&b"{}"[..], 1));
    assert_eq!(members[0].name, path.display().to_string());
    assert_eq!(progress.percent(), Some(50));

    progress.cancel();
    let error = read_all(&input, &Limits::default(), &progress).expect_err("cancelled");
    assert!(matches!(error, BytesError::Cancelled { .. }), "{error}");
}

#[test]
fn what_is_no_file_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let fails = |input: Input, limits: &Limits| {
        read_all(&input, limits, &Progress::default()).expect_err("no file").to_string()
    };
    let missing = folder.path().join("none");
    let message = fails(Input::Path(missing.clone()), &SMALL);
    assert!(message.starts_with(&format!("can't open {}: ", missing.display())), "{message}");
    let message = fails(Input::from_arg(folder.path()), &SMALL);
    assert_eq!(message, format!("{} is a folder", folder.path().display()));
    let large = folder.path().join("large");
    std::fs::write(&large, "0123456789a").expect("a file");
    let message = fails(Input::Path(large.clone()), &Limits { member: 10, ..SMALL });
    assert_eq!(message, format!("{} is larger than 10 bytes", large.display()));
}

#[test]
fn arguments_and_embedded_files_are_inputs() {
    assert_eq!(Input::from_arg("-"), Input::Stdin);
    assert_eq!(Input::from_arg("./-"), Input::Path("./-".into()));
    let input = Input::Embedded { name: "talks.json", bytes: b"{}" };
    assert_eq!((input.to_string().as_str(), input.size()), ("talks.json", Some(2)));
    let members = read_all(&input, &SMALL, &Progress::default()).expect("it is there");
    assert!(matches!(members[0].bytes, Cow::Borrowed(b"{}")));
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a name");
        writer.write_all(bytes).expect("memory takes all");
    }
    writer.finish().expect("memory takes all").into_inner()
}

#[track_caller]
fn unpacks(bytes: &[u8], limits: &Limits, expected: &str) {
    let members = read_members(bytes, &Input::Stdin, limits, &Progress::default());
    let said = members.map_or_else(
        |error| error.to_string(),
        |members| {
            let lines = members.iter().flat_map(|member| {
                let text = String::from_utf8_lossy(&member.bytes[..member.bytes.len().min(9)]);
                let issues = member.issues.iter().map(ToString::to_string);
                issues.chain([format!("{}: {text}", member.name)]).collect::<Vec<_>>()
            });
            lines.collect::<Vec<_>>().join("\n")
        },
    );
    assert_eq!(said, expected);
}

#[test]
fn archives_are_unpacked() {
    unpacks(&zip(&[("a.csv", b"1,2")]), &SMALL, "standard input/a.csv: 1,2");
    let many = zip(&[
        ("x/a.csv", b"1"),
        (".DS_Store", b"2"),
        ("__MACOSX/a.csv", b"3"),
        ("b.pdf", b"%PDF-1.7"),
        ("b.csv", b"4"),
    ]);
    let expected = "standard input/b.pdf: warning: left out: it is a PDF document\n\
                    standard input/x/a.csv: 1\nstandard input/b.csv: 4";
    unpacks(&many, &SMALL, expected);
}

#[test]
fn archives_have_limits() {
    let one = zip(&[("a", &[b'x'; 11])]);
    unpacks(&one, &Limits { member: 600, ..SMALL }, "standard input/a: xxxxxxxxx");
    let two = zip(&[("a", &[b'x'; 900]), ("b", &[b'x'; 900])]);
    let limit = Limits { member: 1000, ..SMALL };
    unpacks(&two, &limit, "standard input/b is larger than 1000 bytes");
    let bomb = zip(&[("a", &vec![0; 3 << 20])]);
    let message =
        "standard input/a is compressed more than 200 to 1; decompress it first if you trust it";
    unpacks(&bomb, &SMALL, message);
    let (one, two) = (vec![0; 1 << 20], vec![1; 1 << 20]);
    let many = zip(&[("a", &one), ("b", &two), ("c", &one), ("d", &two)]);
    unpacks(&many, &SMALL, &message.replace("/a", "/c"));
    let names: Vec<String> = (0..11).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"1"[..])).collect();
    let message = "can't read the archive standard input: it has more than 10 files";
    unpacks(&zip(&files), &SMALL, message);
}

/// An archive of which each header says this method and these flags.
fn said_to_be(mut archive: Vec<u8>, method: u16, flags: u16) -> Vec<u8> {
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let headers: Vec<usize> = memchr::memmem::find_iter(&archive, mark).collect();
        for header in headers {
            let values = [flags.to_le_bytes(), method.to_le_bytes()].concat();
            archive[header + at..header + at + 4].copy_from_slice(&values);
        }
    }
    archive
}

#[test]
fn what_is_packed_in_another_way_is_said() {
    let method = |method| {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.csv", options).expect("a name");
        writer.write_all(b"1,2").expect("memory takes all");
        writer.finish().expect("memory takes all").into_inner()
    };
    unpacks(&method(zip::CompressionMethod::Stored), &SMALL, "standard input/a.csv: 1,2");
    unpacks(&method(zip::CompressionMethod::Bzip2), &SMALL, "standard input/a.csv: 1,2");
    let plain = zip(&[("a.csv", b"1,2")]);
    for (method, flags, reason) in [
        (14, 0, "it is packed in a way (Lzma) that is not read here"),
        (1, 0, "it is packed in a way (Shrink) that is not read here"),
        (93, 0, "it is packed in a way (Zstd) that is not read here"),
        (95, 0, "it is packed in a way (Xz) that is not read here"),
        (98, 0, "it is packed in a way (Ppmd) that is not read here"),
        (77, 0, "it is packed in a way (Unknown) that is not read here"),
        (99, 1, "it is encrypted"),
        (8, 1, "it is encrypted"),
    ] {
        let expected = format!(
            "can't read the archive standard input: no file of it can be read: \
             standard input/a.csv: error: left out: {reason}; unpack the archive first"
        );
        unpacks(&said_to_be(plain.clone(), method, flags), &SMALL, &expected);
    }
}

#[test]
fn of_files_with_one_name_the_last_is_read_and_that_is_said() {
    let archive = zip(&[("a.csv", b"1"), ("b.csv", b"2"), ("c.csv", b"3"), ("d.csv", b"4")]);
    let mut renamed = archive;
    for (from, to) in [(b"b.csv", b"a.csv"), (b"d.csv", b"a.csv")] {
        let found: Vec<usize> = memchr::memmem::find_iter(&renamed, from).collect();
        for at in found {
            renamed[at..at + 5].copy_from_slice(to);
        }
    }
    let expected = "standard input/a.csv: error: the archive has 3 files of this name; only the \
                    last is read (unpack the archive first)\n\
                    standard input/a.csv: 4\nstandard input/c.csv: 3";
    unpacks(&renamed, &SMALL, expected);
}

#[test]
fn broken_archives_are_errors() {
    let whole = zip(&[("a.csv", b"1,2")]);
    let message = "can't read the archive standard input: ";
    for bytes in [&whole[..whole.len() - 5], b"PK\x05\x06", &zip(&[])] {
        let error = read_members(bytes, &Input::Stdin, &SMALL, &Progress::default());
        let error = error.expect_err("no archive").to_string();
        assert!(error.starts_with(message), "{error}");
    }
    let office = |text: &str| format!("{message}{text}");
    let slides = zip(&[("[Content_Types].xml", b"<")]);
    unpacks(&slides, &SMALL, &office("it is an office document; save it as CSV or as text"));
    let drawing = zip(&[("mimetype", b"application/vnd.oasis.opendocument.graphics")]);
    unpacks(&drawing, &SMALL, &office("it is an OpenDocument file; save it as CSV or as text"));
}

#[test]
fn archives_that_are_documents_stay_as_they_are() {
    let packages: [&[(&str, &[u8])]; 4] = [
        &[("[Content_Types].xml", b"<"), ("word/document.xml", b"<")],
        &[("[Content_Types].xml", b"<"), ("word/document2.xml", b"<")],
        &[("mimetype", b"application/vnd.oasis.opendocument.text")],
        &[("mimetype", b"application/epub+zip\n")],
    ];
    for files in packages {
        let package = zip(files);
        unpacks(&package, &SMALL, "standard input: PK\u{3}\u{4}\u{14}\0\0\0\u{8}");
        let around = zip(&[("a/b.docx", &package), ("c.csv", b"1,2")]);
        let expected = "standard input/a/b.docx: PK\u{3}\u{4}\u{14}\0\0\0\u{8}\n\
                        standard input/c.csv: 1,2";
        unpacks(&around, &SMALL, expected);
    }
}

#[test]
fn parts_of_a_document_are_read_within_limits() {
    let package = zip(&[("word/document.xml", b"<a/>"), ("word/styles.xml", &vec![0; 3 << 20])]);
    let mut parts = Parts::open(&package, "x", &SMALL).expect("an archive");
    assert_eq!(parts.body().as_deref(), Some("word/document.xml"));
    assert_eq!(parts.read("word/document.xml").expect("a part"), Some(b"<a/>".to_vec()));
    assert_eq!(parts.read("none").expect("nothing"), None);
    let bomb = parts.read("word/styles.xml").expect_err("a bomb").to_string();
    assert!(bomb.starts_with("x/word/styles.xml is compressed more than 200 to 1"), "{bomb}");
    let small = Limits { member: 7, ..SMALL };
    let mut parts = Parts::open(&package, "x", &small).expect("an archive");
    parts.read("word/document.xml").expect("a part");
    let error = parts.read("word/document.xml").expect_err("too much").to_string();
    assert_eq!(error, "x/word/document.xml is larger than 7 bytes");
    let few = Limits { members: 1, ..SMALL };
    assert!(Parts::open(&package, "x", &few).is_err());
}

proptest! {
    #[test]
    fn any_bytes_end_in_bytes_or_an_error(mut bytes in any::<Vec<u8>>(), magic in any::<bool>()) {
        if magic {
            bytes.splice(0..0, GZIP);
        }
        drop(read_members(&*bytes, &Input::Stdin, &SMALL, &Progress::default()));
        match piped(&bytes, &SMALL) {
            Ok(member) => prop_assert!(magic || *member.bytes == *bytes),
            Err(BytesError::Gzip { .. }) => {}
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
