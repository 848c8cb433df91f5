//! Small files of every format, and what becomes of them when they are damaged.

use std::{fs, io::Write as _, path::Path};

use flate2::{Compression, write::GzEncoder};

/// A file, and the column map by which it is read, if it is a table of no known format.
#[derive(Clone)]
pub struct Sample {
    /// Its name, of which the ending counts.
    pub name: String,
    pub bytes: Vec<u8>,
    pub map: Option<Vec<u8>>,
}

/// The fixtures of all formats, the built-in timeline, an article and a page.
pub fn own() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let formats = fs::read_dir(root.join("data/formats")).unwrap();
    let mut folders: Vec<_> = formats.map(|format| format.unwrap().path()).collect();
    folders.sort();
    let folders = folders.iter().flat_map(|path| [path.join("good"), path.join("broken")]);
    let mut samples: Vec<Sample> = folders.flat_map(|folder| of_folder(&folder)).collect();
    samples.extend(
        of_folder(&root.join("tests/articles"))
            .into_iter()
            .filter(|it| it.name.starts_with("dayton") || it.name.ends_with("vienna-2015.md")),
    );
    let page = "<!DOCTYPE html><html><head><title>Envoys meet | The Example</title>\
                <meta name=author content='Ana Sol'></head><body><nav><a href='/'>Home</a></nav>\
                <article><h1>Envoys meet</h1><p>GENEVA, Aug 13, 2015 (AFP) - The envoys of the two \
                countries met on Thursday and spoke of an end of the fighting.</p><p>&ldquo;We have \
                come nearer,&rdquo; Foreign Minister Sergei Lavrov told reporters on Friday.</p>\
                <table><tr><td>Iran<td>Iraq</table></article></body></html>";
    samples.push(Sample { name: "page.html".into(), bytes: page.into(), map: None });
    assert!(samples.len() > 60, "the fixtures are where they were");
    samples
}

/// The files of a folder, in the order of their names; large ones are cut.
pub fn of_folder(folder: &Path) -> Vec<Sample> {
    const MOST: usize = 64 << 10;
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let is_map = |path: &&std::path::PathBuf| path.extension().is_some_and(|it| it == "toml");
    paths
        .iter()
        .filter(|path| path.is_file() && !is_map(path))
        .map(|path| {
            let mut bytes = fs::read(path).unwrap();
            bytes.truncate(MOST);
            let map = fs::read(path.with_extension("toml")).ok();
            Sample { name: path.file_name().unwrap().to_string_lossy().into_owned(), bytes, map }
        })
        .collect()
}

/// The sample damaged in every way that has a name.
pub fn damaged(sample: &Sample) -> Vec<(&'static str, Sample)> {
    let Sample { name, bytes, .. } = sample;
    let text = String::from_utf8_lossy(bytes);
    let as_utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
    let lines = || text.split_inclusive('\n');
    let cut = |part: usize| bytes[..bytes.len() * part / 7].to_vec();
    let with = |bytes: Vec<u8>| Sample { bytes, ..sample.clone() };
    let named =
        |ending: &str, bytes: Vec<u8>| Sample { name: format!("{name}{ending}"), ..with(bytes) };
    let packed = gzip(bytes);
    vec![
        ("cut after a seventh", with(cut(1))),
        ("cut in the middle", with(cut(3))),
        ("UTF-16, little end first", with(as_utf16(u16::to_le_bytes))),
        ("Latin-1", with(text.chars().map(|c| u8::try_from(c).unwrap_or(0xE9)).collect())),
        ("behind a byte order mark", with([b"\xEF\xBB\xBF", &bytes[..]].concat())),
        ("lines end with carriage returns", with(text.replace('\n', "\r").into())),
        ("zeros between lines", with(text.replace('\n', "\n\0").into())),
        ("lines from the last to the first", with(lines().rev().collect::<String>().into())),
        ("without quotation marks", with(text.replace('"', "").into())),
        ("compressed and cut", named(".gz", packed[..packed.len() / 2].to_vec())),
        ("an archive of one broken file", named(".zip", [b"PK\x03\x04", &bytes[..]].concat())),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Numbers that are the same in every run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`, which is not 0. (Xorshift, Marsaglia 2003.)
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end
    }

    fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// A place in so many bytes, and how many from there on, a few as a rule.
    fn run(&mut self, len: usize) -> (usize, usize) {
        let start = self.below(len + 1);
        let most = if self.below(4) == 0 { len } else { 24 };
        let end = (start + self.below(most + 1)).min(len);
        (start, end)
    }
}

/// One of the samples with a few changes: bits flipped, parts cut, doubled, swapped and set in,
/// another encoding.
pub fn mutated(seed: u64, samples: &[Sample]) -> Sample {
    let mut random = Random::new(seed);
    let mut sample = samples[random.below(samples.len())].clone();
    let in_map = random.below(3) == 0;
    let target = match &mut sample.map {
        Some(map) if in_map => map,
        _ => &mut sample.bytes,
    };
    for _ in 0..=random.below(6) {
        *target = change(std::mem::take(target), &mut random, samples);
    }
    target.truncate(1 << 20);
    sample
}

fn change(mut bytes: Vec<u8>, random: &mut Random, samples: &[Sample]) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"\"",
        b"\"\"",
        b"\n",
        b"\r\n",
        b"\t",
        b",",
        b";",
        b"|",
        b"\0",
        b"\xFF\xFE",
        b"\xE9",
        b"<",
        b">",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"null",
        b"-1",
        b"1e999",
        b"99999999999999999999",
        b"0000-00-00",
        b"-9999999999-01-01",
        b"2015-08-13/..",
        b"[2015..2016]",
        b"\xE2\x80\xAE",
        b"\x1B[2J",
        b"&#0;",
        b"</div>",
        b"<table>",
        b"<!--",
        b"\\u0000",
        b"\\ud800",
        b". ",
        b"! ",
        b"\"He said that ",
        b"U.S. ",
    ];
    if bytes.is_empty() {
        return random.one_of(PIECES).to_vec();
    }
    let delimiter = *random.one_of(&[&b',', &b'\t', &b'\n', &b'"', &b' ', &b';', &b'}']);
    let (start, end) = random.run(bytes.len());
    match random.below(11) {
        0 => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        1 => drop(bytes.drain(start..end)),
        2 => bytes.truncate(start),
        3 => {
            let part = bytes[start..end].to_vec();
            bytes.splice(end..end, part);
        }
        // A part a hundred times, as far as it stays small.
        4 => {
            let end = end.min(start + 200);
            let part = bytes[start..end].repeat(100);
            bytes.splice(end..end, part);
        }
        5 => drop(bytes.splice(start..start, random.one_of(PIECES).iter().copied())),
        6 => drop(bytes.splice(start..end, random.one_of(PIECES).iter().copied())),
        // Two fields are swapped.
        7 => {
            let mut fields: Vec<&[u8]> = bytes.split(|&byte| byte == delimiter).collect();
            let (a, b) = (random.below(fields.len()), random.below(fields.len()));
            fields.swap(a, b);
            bytes = fields.join(&delimiter);
        }
        // A field is doubled.
        8 => {
            let mut fields: Vec<&[u8]> = bytes.split(|&byte| byte == delimiter).collect();
            let at = random.below(fields.len());
            fields.insert(at, fields[at]);
            bytes = fields.join(&delimiter);
        }
        9 => {
            let other = &samples[random.below(samples.len())].bytes;
            let (from, to) = random.run(other.len());
            bytes.splice(start..start, other[from..to.min(from + 4096)].iter().copied());
        }
        _ => {
            let sample = Sample { name: String::new(), bytes, map: None };
            let mut ways = damaged(&sample);
            let way = random.below(ways.len());
            bytes = ways.swap_remove(way).1.bytes;
        }
    }
    bytes
}
