//! What a file is that is not text, and how one gets on with it.

use std::{ffi::OsStr, fmt, path::Path};

use memchr::memmem;

use super::decode::{SIGHT, is_utf16};
use crate::base::shell;

/// A file that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binary {
    /// What it is, in words with an article.
    pub what: &'static str,
    /// The command that makes a table or a text of it, with `FILE` for its name.
    command: Option<&'static str>,
}

/// How files begin that are not text, what they are, and what makes a table or a text of them.
const KINDS: &[(&[u8], &str, Option<&str>)] = &[
    (b"PK\x03\x04", "a zip archive in an archive", None),
    (b"%PDF-", "a PDF document", Some("pdftotext FILE - | demarche -")),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        Some("sqlite3 -csv -header FILE 'SELECT * FROM TABLE' | demarche -"),
    ),
    (
        b"PAR1",
        "a Parquet file",
        Some("duckdb -c \"COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT csv, HEADER)\" | demarche -"),
    ),
    // The bytes of R's own format, after its compression: of one object, and of a workspace.
    (b"X\n\0\0\0", "an R data file (.rds)", Some(R_OBJECT)),
    (b"RDX2\n", "an R workspace (.RData)", Some(R_WORKSPACE)),
    (b"RDX3\n", "an R workspace (.RData)", Some(R_WORKSPACE)),
    (b"<stata_dta>", "a Stata file (.dta)", Some(STATA)),
    // Versions 8 to 12: the version, the order of the bytes, and two that are the same in all.
    (b"\x71\x01\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"\x71\x02\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"\x72\x01\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"\x72\x02\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"\x73\x01\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"\x73\x02\x01\0", "a Stata file (.dta)", Some(STATA)),
    (b"$FL2", "an SPSS file (.sav)", Some(SPSS)),
    (b"$FL3", "an SPSS file (.sav)", Some(SPSS)),
    (&[0x28, 0xB5, 0x2F, 0xFD], "a zstd archive", Some("zstd -dc FILE | demarche -")),
    (&[0xFD, b'7', b'z', b'X', b'Z', 0], "an xz archive", Some("xz -dc FILE | demarche -")),
    (&[b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", Some("7z x -so FILE | demarche -")),
    (b"Rar!\x1A\x07", "a RAR archive", Some("unrar x FILE unpacked/ && demarche unpacked")),
    (b"{\\rtf", "a document in Rich Text (.rtf)", Some("pandoc -f rtf -t plain FILE | demarche -")),
    (b"%!PS", "a PostScript document", Some("ps2ascii FILE | demarche -")),
    (b"AT&TFORM", "a DjVu document", Some("djvutxt FILE | demarche -")),
    (b"!BDN", "a mailbox of Outlook (.pst)", Some("readpst -e -o mail FILE && demarche mail")),
    (b"ARROW1", "an Arrow file (.feather)", Some(FEATHER)),
    (b"\x89HDF\r\n", "an HDF5 file", None),
    (b"\x89PNG", "an image", Some(IMAGE)),
    (b"\xFF\xD8\xFF", "an image", Some(IMAGE)),
    (b"GIF8", "an image", Some(IMAGE)),
    (b"II*\0", "an image", Some(IMAGE)),
    (b"MM\0*", "an image", Some(IMAGE)),
    (b"ID3", "a sound", None),
    (b"OggS", "a sound", None),
    (b"\x1A\x45\xDF\xA3", "a video", None),
];

/// What tells a file by bytes that stand at another place: where they stand, what they are, what
/// the file is, and what makes a text of it.
const WITHIN: &[(usize, &[u8], &str, Option<&str>)] = &[
    (
        257,
        b"ustar",
        "a tar archive",
        Some("mkdir unpacked && tar -xf FILE -C unpacked && demarche unpacked"),
    ),
    (60, b"BOOKMOBI", "a Kindle book", Some("ebook-convert FILE book.epub && demarche book.epub")),
    (8, b"WEBP", "an image", Some(IMAGE)),
    (8, b"WAVE", "a sound", None),
    (4, b"ftyphei", "an image", None),
    (4, b"ftyp", "a video", None),
];

/// What programs of an office wrote before 2007, told by names of streams and, where those stand
/// too far behind, by how the text begins, behind the header of 512 bytes.
const OLD_OFFICE: &[(&[u8], &str, Option<&str>)] = &[
    (b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0", "an office document with a password", None),
    (
        b"_\0_\0s\0u\0b\0s\0t\0g\x001\0",
        "a letter of Outlook (.msg)",
        Some("msgconvert --outfile - FILE | demarche -"),
    ),
    (b"W\0o\0r\0d\0D\0o\0c\0u\0m\0", OLD_WORD.0, OLD_WORD.1),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0", OLD_EXCEL.0, OLD_EXCEL.1),
    (b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0", "old slides (.ppt)", Some("catppt FILE | demarche -")),
];

const OLD_WORD: (&str, Option<&str>) =
    ("an old Word document (.doc)", Some("antiword FILE | demarche -"));
const OLD_EXCEL: (&str, Option<&str>) = (
    "an old Excel workbook (.xls)",
    Some("soffice --headless --convert-to xlsx --outdir new FILE && demarche new"),
);

/// Reads the letters in a picture.
const IMAGE: &str = "tesseract FILE - | demarche -";
const FEATHER: &str = "python3 -c \"import pandas; print(pandas.read_feather('FILE').to_csv(index=False))\" \
                       | demarche -";

const R_OBJECT: &str = "Rscript -e 'write.csv(readRDS(\"FILE\"), row.names = FALSE)' | demarche -";
const R_WORKSPACE: &str =
    "Rscript -e 'write.csv(get(load(\"FILE\")), row.names = FALSE)' | demarche -";
const STATA: &str =
    "Rscript -e 'write.csv(haven::read_dta(\"FILE\"), row.names = FALSE)' | demarche -";
const SPSS: &str =
    "Rscript -e 'write.csv(haven::read_sav(\"FILE\"), row.names = FALSE)' | demarche -";

impl Binary {
    /// What a file is that begins so; `None` for text.
    ///
    /// Told by its first bytes, or by a zero among the first 8,192 that no UTF-16 explains.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if is_utf16(bytes) {
            return None;
        }
        let head = &bytes[..bytes.len().min(SIGHT)];
        let known = KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic));
        if let Some(&(_, what, command)) = known {
            return Some(Self { what, command });
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Some(Self::of_old_office(bytes));
        }
        let stands = |at: usize, mark: &[u8]| head.get(at..).is_some_and(|it| it.starts_with(mark));
        let within = WITHIN.iter().find(|(at, mark, ..)| head.contains(&0) && stands(*at, mark));
        if let Some(&(_, _, what, command)) = within {
            return Some(Self { what, command });
        }
        let what = match () {
            () if bytes.starts_with(b"BZh") && head.contains(&0) => {
                let command = Some("bzip2 -dc FILE | demarche -");
                return Some(Self { what: "a bzip2 archive", command });
            }
            () if head.contains(&0) => "a binary file",
            () => return None,
        };
        Some(Self { what, command: None })
    }

    fn of_old_office(bytes: &[u8]) -> Self {
        let known = OLD_OFFICE.iter().find(|(name, ..)| memmem::find(bytes, name).is_some());
        let (what, command) = match (known, bytes.get(512..514)) {
            (Some((_, what, command)), _) => (*what, *command),
            (None, Some([0xEC, 0xA5])) => OLD_WORD,
            (None, Some([0x09, 0x08])) => OLD_EXCEL,
            (None, _) => ("an old office document", None),
        };
        Self { what, command }
    }

    /// The shortest way on with the file of this name, as the end of a sentence: empty where there
    /// is none.
    #[must_use]
    pub fn way_on(self, name: &str) -> String {
        self.command.map_or_else(String::new, |command| way_on(command, name))
    }
}

/// The command as the end of a sentence, for the file of this name where a shell reads the name as
/// it is.
pub fn way_on(command: &str, name: &str) -> String {
    let is_plain = Path::new(name).is_file() && shell::quoted(OsStr::new(name)) == name;
    let command = if is_plain { command.replace("FILE", name) } else { command.to_owned() };
    format!("; to read it: {command}")
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_files_have_names() {
        #[track_caller]
        fn check(bytes: &[u8], expect: Option<&str>) {
            assert_eq!(Binary::of(bytes).map(|it| it.what), expect, "{bytes:?}");
        }
        check(b"{\"format\": 1}", None);
        check(b"\xFF\xFEZ\0", None);
        check(b"", None);
        check(b"X\nY", None);
        check(b"PK\x03\x04rest", Some("a zip archive in an archive"));
        check(b"%PDF-1.7", Some("a PDF document"));
        check(b"X\n\0\0\0\x03", Some("an R data file (.rds)"));
        check(b"<stata_dta><header><release>118", Some("a Stata file (.dta)"));
        check(b"\x72\x02\x01\0\x05\0", Some("a Stata file (.dta)"));
        check(b"r,s\n1,2\n", None);
        check(b"{\\rtf1\\ansi They met.}", Some("a document in Rich Text (.rtf)"));
        check(b"{\"rtf\": 1}", None);
        check(b"GIF89a\x01\0", Some("an image"));
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Some("an image"));
        check(b"\0\0\0\x18ftypheic", Some("an image"));
        check(b"\0\0\0\x18ftypisom", Some("a video"));
        check(b"The ftyp of RIFFWEBP", None);
        check(&[&b"a/b.txt"[..], &[0; 250], b"ustar\x0000"].concat(), Some("a tar archive"));
        let old =
            |rest: &[u8]| [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], &[0; 506][..], rest].concat();
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        check(&old(b"\xEC\xA5\xC1\0"), Some("an old Word document (.doc)"));
        check(&old(b"\x09\x08\x10\0"), Some("an old Excel workbook (.xls)"));
        check(&old(&utf16("WordDocument")), Some("an old Word document (.doc)"));
        check(&old(&utf16("__substg1.0_0037")), Some("a letter of Outlook (.msg)"));
        check(&old(&utf16("EncryptedPackage")), Some("an office document with a password"));
        check(&old(b""), Some("an old office document"));
        check(b"ab\0c", Some("a binary file"));
        let stray = b"The envoys met in Geneva\0and spoke for five hours of peace.";
        check(stray, Some("a binary file"));
        check(&stray[1..], Some("a binary file"));
        check(b"\x01\0\x02\0", Some("a binary file"));
        check(b"\x7FELF\x02\x01\x01\0\0\0\0\0", Some("a binary file"));
        check(b"\0\0\0\0", Some("a binary file"));
        check("a\0b\0 \0\0\0".as_bytes(), Some("a binary file"));
    }

    #[test]
    fn a_file_is_read_by_one_command() {
        let parquet = Binary::of(b"PAR1").unwrap();
        let way = "; to read it: duckdb -c \"COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT csv, HEADER)\" | demarche -";
        assert_eq!(parquet.way_on("standard input"), way);
        assert_eq!(parquet.way_on("Cargo.toml"), way.replace("FILE", "Cargo.toml"));
        assert_eq!(Binary::of(b"ab\0c").unwrap().way_on("x"), "");
    }
}
