//! What `docs/manual.md` says is so. `UPDATE=1 cargo test --test manual` rewrites what is generated.

#[path = "pages/page.rs"]
mod page;

use std::fs;

use clap::{CommandFactory as _, Parser as _};
use demarche::{
    cli::{args::Args, manual},
    notebook::Keeper,
};
use page::{blocks, calls, check_file, check_links, printed, printed_in};

const MANUAL: &str = include_str!("../docs/manual.md");

#[test]
fn the_tables_are_those_of_the_program() {
    let mut page = MANUAL.to_owned();
    for part in manual::parts() {
        page = with_block(&page, part.name, &part.markdown());
    }
    page =
        with_block(&page, "settings", &format!("```toml\n{}```\n", printed(&["--print-config"])));
    let headings = MANUAL.lines().filter_map(|line| line.strip_prefix("## "));
    let link =
        |heading: &str| format!("[{heading}](#{})", heading.to_lowercase().replace(' ', "-"));
    let links: Vec<_> = headings.map(link).collect();
    page = with_block(&page, "contents", &format!("{}\n", links.join(" · ")));
    check_file("docs/manual.md", &page);
}

#[test]
fn the_output_of_every_command_is_told() {
    let records = manual::parts().into_iter().find(|part| part.name == "records").unwrap();
    let command = Args::command();
    let prints = |command: &&clap::Command| {
        let prints = |it: &clap::Arg| it.get_id() == "output" || it.get_id() == "format";
        // What it exports is a timeline, and has the fields of the format.
        command.get_name() != "export" && command.get_arguments().any(prints)
    };
    let names: Vec<_> =
        command.get_subcommands().filter(prints).map(clap::Command::get_name).collect();
    assert!(names.contains(&"query") && names.contains(&"extract"), "{names:?}");
    for name in names {
        let is_told =
            records.groups.iter().any(|group| group.title.starts_with(&format!("`{name}")));
        assert!(is_told, "the fields of {name} are missing");
    }
}

/// The page with this between the markers of a name.
fn with_block(page: &str, name: &str, block: &str) -> String {
    let begin = format!("<!-- {name}: ");
    let end = format!("<!-- end of {name} -->");
    let start = page.find(&begin).expect("the marker stands in the manual");
    let start = start + page[start..].find('\n').expect("the marker ends its line") + 1;
    let stop = page.find(&end).expect("the end marker stands in the manual");
    format!("{}{block}{}", &page[..start], &page[stop..])
}

#[test]
fn its_links_lead_somewhere() {
    check_links("docs/manual.md");
}

#[test]
fn the_example_is_a_timeline_without_mistakes() {
    let [example] = blocks(MANUAL, "json")[..] else { panic!("one example") };
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), example).unwrap();
    let path = file.path().to_str().unwrap();
    printed(&["check", path]);
    let counts: serde_json::Value =
        serde_json::from_str(&printed(&["stats", path, "-o", "json"])).unwrap();
    assert_eq!((&counts["events"], &counts["statements"]), (&1.into(), &1.into()), "{counts}");
}

#[test]
fn the_commands_are_understood() {
    let calls = calls(MANUAL);
    assert!(calls.len() > 12, "the manual has examples");
    for (words, _) in calls {
        Args::try_parse_from(&words).unwrap_or_else(|error| panic!("{}: {error}", words.join(" ")));
    }
}

#[test]
fn the_script_draws_a_screen() {
    let [script] = blocks(MANUAL, "text")[..] else { panic!("one script") };
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), script).unwrap();
    let screen = printed(&["--script", file.path().to_str().unwrap()]);
    assert!(screen.contains("3 shown · 9 hidden"), "{screen}");
}

#[test]
fn the_example_notebook_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("n.notebook.toml");
    let blocks = blocks(MANUAL, "toml");
    fs::write(&path, blocks.iter().find(|it| it.contains("[[event]]")).unwrap()).unwrap();
    let (_keeper, notebook, issues) = Keeper::open(&path, None);
    assert_eq!(issues, []);
    assert_eq!((notebook.events.len(), notebook.statements.len()), (1, 1));
}

#[test]
fn the_column_map_reads_such_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let map = blocks(MANUAL, "toml")[0];
    fs::write(folder.path().join("map.toml"), map).unwrap();
    let table = "Incident,Type,Date,By whom,Town\n7,Shelling,02/03/1997,A;B,Homs\n";
    fs::write(folder.path().join("incidents.csv"), table).unwrap();
    let arguments = ["query", "", "--map", "map.toml", "incidents.csv", "-o", "json"];
    let events: serde_json::Value =
        serde_json::from_str(&printed_in(folder.path(), &arguments)).unwrap();
    let event = &events[0];
    assert_eq!(
        (&event["when"], &event["kind"], &event["place"]["country"], &event["actors"][1]["name"]),
        (&"1997-03-02".into(), &"assault".into(), &"SYR".into(), &"B".into()),
        "{event}"
    );
}
