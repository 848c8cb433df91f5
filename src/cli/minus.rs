//! A query that begins with a minus sign, told from an option.

use std::ffi::OsString;

use clap::CommandFactory;

use crate::{cli::args::Args, query::Field};

/// The arguments with a space before a query that `demarche query` would take for an option: a
/// space says nothing in a query.
pub(super) fn protected(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|command| command == "query") {
        let rest = args.iter().skip(2).take_while(|arg| *arg != "--");
        let found = rest.clone().position(|arg| arg.to_str().is_some_and(is_query));
        if let Some(place) = found {
            let mut spaced = OsString::from(" ");
            spaced.push(&args[place + 2]);
            args[place + 2] = spaced;
        }
    }
    args
}

/// Whether it begins with a minus sign and is no option: a field with a colon, or what begins with
/// a letter or a sign that no option has.
fn is_query(arg: &str) -> bool {
    let Some(rest) = arg.strip_prefix('-') else { return false };
    let Some(first) = rest.chars().next().filter(|&c| c != '-') else { return false };
    let name = rest.split_once(':').map(|(name, _)| name.trim_end_matches(['=', '!']));
    if name.is_some_and(|name| Field::named(name).is_some()) {
        return true;
    }
    let command = Args::command();
    let options =
        command.find_subcommand("query").into_iter().flat_map(clap::Command::get_arguments);
    let mut letters = options.chain(command.get_arguments().filter(|it| it.is_global_set()));
    first != 'h' && !letters.any(|option| option.get_short() == Some(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_no_option() {
        for (arg, expect) in [
            ("-kind:consult", true),
            ("-by:khoja", true),
            ("-of:x", false),
            ("-actor=:lavrov", true),
            ("-(a OR b)", true),
            ("-\"a b\"", true),
            ("-/a+/", true),
            ("-lavrov", true),
            ("-Москва", true),
            ("-ojson", false),
            ("-o", false),
            ("-h", false),
            ("-", false),
            ("--", false),
            ("--candidates", false),
            ("kind:consult", false),
        ] {
            assert_eq!(is_query(arg), expect, "{arg}");
        }
        let args = |all: &[&str]| protected(all.iter().map(OsString::from));
        assert_eq!(args(&["demarche", "query", "-o", "csv", "-tag:x"])[4], " -tag:x");
        assert_eq!(args(&["demarche", "query", "--", "-tag:x"])[3], "-tag:x");
        assert_eq!(args(&["demarche", "stats", "-tag:x"])[2], "-tag:x");
    }
}
