//! `demarche man`: the manual as a page for `man`.

use std::io::Write;

use clap::CommandFactory as _;
use clap_mangen::{
    Man,
    roff::{Inline, Roff, bold, italic, roman},
};

use crate::cli::{
    Outcome,
    args::Args,
    manual::{self, Part},
};

/// Prints the page.
pub(super) fn run(out: &mut impl Write) -> anyhow::Result<Outcome> {
    let command = Args::command();
    let page = Man::new(command.clone()).manual("demarche");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;

    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    let examples = command.get_before_long_help().map(ToString::to_string).unwrap_or_default();
    verbatim(&mut roff, examples.trim_start_matches("Examples:\n"));
    for part in manual::parts() {
        section(&mut roff, &part);
    }
    roff.to_writer(out)?;
    Ok(Outcome::Fine)
}

/// A part: its prose, then what is named, each with its meaning below it.
fn section(roff: &mut Roff, part: &Part) {
    roff.control("SH", [part.heading.to_uppercase().as_str()]);
    text(roff, part.prose);
    for group in &part.groups {
        if !group.title.is_empty() {
            roff.control("SS", [group.title.replace('`', "").as_str()]);
        }
        text(roff, &group.prose);
        for row in &group.rows {
            roff.control("TP", []);
            roff.text(match row.names.as_slice() {
                [] => vec![italic("(palette)")],
                names => vec![bold(names.join(", "))],
            });
            let more = row.more.join("; ");
            let more = if more.is_empty() { more } else { format!(" ({more})") };
            text(roff, &format!("{}{more}", row.meaning));
        }
    }
}

/// A paragraph, with what stands between backticks in bold.
fn text(roff: &mut Roff, text: &str) {
    let inline = |(number, piece): (usize, &str)| -> Inline {
        if number % 2 == 0 { roman(piece) } else { bold(piece) }
    };
    if !text.is_empty() {
        roff.text(text.split('`').enumerate().map(inline).collect::<Vec<_>>());
    }
}

fn verbatim(roff: &mut Roff, lines: &str) {
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
