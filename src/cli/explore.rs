//! `demarche [FILE...]`: the explorer, in the terminal or as a script.

use std::{
    fs::File,
    io::{self, BufReader, IsTerminal as _, Write},
    path::Path,
    slice,
    sync::Arc,
};

use anyhow::{Context as _, anyhow, bail};
use clap::Parser as _;

use crate::{
    base::bytes::{self, Input, Limits},
    cli::{
        Outcome,
        args::{Args, Explore},
        history, keys, load,
        notes::{self, Writable},
        select::Asked,
        tell,
    },
    config::{
        self,
        places::{Left, Opened, Places},
    },
    ingest::Choice,
    tui::{
        app::{App, Start},
        keeping::Keep,
        plain,
        run::{self, Visit},
        saved::Saved,
        script::{self, Script},
        theme::{Glyphs, Theme},
    },
    world::{Notes, Request, Wanted, World},
};

/// Opens the explorer, or runs a script of it.
pub(super) fn run(explore: &Explore, out: &mut impl Write) -> anyhow::Result<Outcome> {
    if explore.plain {
        return plain(explore, out);
    }
    let start = start(explore)?;
    if explore.script.is_none() && !io::stdout().is_terminal() {
        bail!(
            "the explorer needs a terminal; to explore by lines: demarche --plain, to print \
             events: demarche query EXPR"
        );
    }
    let (start, request, mut keep) = noted(explore, start)?;
    if let Some(path) = &explore.script {
        history::end_with_us()?;
        let size = script::parse_size(&explore.size).map_err(|message| anyhow!(message))?;
        let script = read_script(path)?.at_size(size);
        tell(&start.issues);
        let mut read = |wanted: &Wanted| {
            let request = request.wanting(wanted);
            load::watched(&request.inputs, |progress| request.load_blocking(progress))
        };
        script::run_on(&mut App::new(start), &mut read, keep.as_mut(), &script, out)?;
        return Ok(Outcome::Fine);
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        bail!(
            "this terminal (TERM=dumb) can't be drawn on; to explore by lines: demarche --plain, \
             to print events: demarche query EXPR"
        );
    }
    let is_plain = explore.selection.files.files.is_empty();
    if is_plain && load::has_come() {
        bail!("standard input is not read without a word; to read it: demarche -");
    }
    let offers_tour = is_plain && config::is_first("tour-offered");
    let places = Places::of_user();
    let begun = (Start { offers_tour, ..start }, request, keep);
    let visit = visit(explore, begun, places.as_ref());
    run::run(visit, &|opened| open(opened, explore, places.as_ref()))?;
    Ok(Outcome::Fine)
}

/// A visit that begins where the user was, and is kept when it is left.
fn visit(
    explore: &Explore,
    (start, request, keep): (Start, Request, Box<dyn Keep>),
    places: Option<&Places>,
) -> Visit {
    let opened = load::opened(&explore.selection.files);
    let place = places.cloned().zip(opened);
    let left = place.as_ref().filter(|_| !explore.fresh);
    let left = left.and_then(|(places, opened)| places.find(&opened.files));
    let left = left.map(|left| asked(left, explore));
    let recent = places.map(Places::recent).unwrap_or_default();
    let app = App::new(Start { left, recent, ..start });
    Visit { app, world: World::open(request), keep, place }
}

/// How files were left, without that in the place of which something else is asked for.
fn asked(left: Left, explore: &Explore) -> Left {
    let Left { at, view, query, off, .. } = left;
    let selection = &explore.selection;
    let filters = selection.query.is_none() && !selection.candidates;
    Left {
        at: if explore.at.is_none() { at } else { String::new() },
        view: if explore.view.is_none() { view } else { String::new() },
        query: if filters { query } else { String::new() },
        off: if filters { off } else { String::new() },
        ..left
    }
}

/// Opens files that were opened before, as they were then, with the looks of now.
fn open(opened: &Opened, now: &Explore, places: Option<&Places>) -> anyhow::Result<Visit> {
    let mut words = vec!["demarche".to_owned()];
    words.extend(now.theme.iter().map(|name| format!("--theme={name}")));
    let switches = [(now.ascii, "--ascii"), (now.mouse, "--mouse"), (now.no_mouse, "--no-mouse")];
    words.extend(switches.into_iter().filter(|(on, _)| *on).map(|(_, word)| word.to_owned()));
    words.extend(opened.options.iter().cloned());
    words.push("--".to_owned());
    words.extend(opened.files.iter().cloned());
    let explore = Args::try_parse_from(words)?.explore;
    let begun = noted(&explore, start(&explore)?)?;
    Ok(visit(&explore, begun, places))
}

/// What is to be loaded, with the notebook that lies beside it, and what writes that.
fn noted(explore: &Explore, start: Start) -> anyhow::Result<(Start, Request, Box<dyn Keep>)> {
    let files = &explore.selection.files;
    let connection = history::named(files)?;
    let engine = connection.map(history::engine).transpose()?.map(Arc::new);
    let mut request = match &engine {
        None => load::request_without_notes(files)?,
        // It is asked when it is known what for.
        Some(engine) => {
            let client = Arc::new(engine.connection().client(""));
            load::request_of(files, vec![Input::Client(client)], Choice::default())?
        }
    };
    let Writable { notes, saved, keep, issues } = notes::open(files, &request.inputs);
    request.notes = notes.clone();
    let issues = [start.issues, issues].concat();
    Ok((Start { issues, notes, saved, engine, ..start }, request, keep))
}

/// Opens the explorer by lines: its commands are standard input, or the terminal where that is read.
fn plain(explore: &Explore, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let files = &explore.selection.files;
    let reads_stdin = files.files.iter().any(|file| Input::from_arg(file) == Input::Stdin);
    if reads_stdin && io::stdin().is_terminal() {
        bail!("--plain takes no pasted text; put it into a file: demarche --plain FILE");
    }
    history::end_with_us()?;
    let (start, request, mut keep) = noted(explore, start(explore)?)?;
    let keep = keep.as_mut();
    let mut read = |wanted: &Wanted| {
        let request = request.wanting(wanted);
        load::without_bar(&request.inputs, |progress| request.load_blocking(progress))
    };
    let mut app = App::new(start);
    if reads_stdin {
        let terminal = File::open("/dev/tty");
        let terminal = terminal.context("the commands of --plain come from the terminal here")?;
        plain::run(&mut app, &mut read, keep, (&mut BufReader::new(terminal), true), out)?;
    } else {
        let has_sign = io::stdin().is_terminal();
        plain::run(&mut app, &mut read, keep, (&mut io::stdin().lock(), has_sign), out)?;
    }
    Ok(Outcome::Fine)
}

/// What the explorer begins with.
fn start(explore: &Explore) -> anyhow::Result<Start> {
    let files = &explore.selection.files;
    let query = Asked::of(&explore.selection).query()?;
    load::look_for(&files.files)?;
    let found = config::find(explore.layer());
    let (keymap, keymap_issues) = keys::of_user(found.keymap.as_ref());
    let (theme, theme_issues) = Theme::load(&found.config.theme, &found.themes);
    Ok(Start {
        keymap,
        theme,
        glyphs: if found.config.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE },
        mouse: found.config.mouse,
        query,
        at: explore.at.clone().unwrap_or_default(),
        view: explore.view.unwrap_or_default(),
        files: load::words(files),
        offers_tour: false,
        notes: Notes::default(),
        saved: Saved::Nowhere,
        issues: [found.issues, keymap_issues, theme_issues].concat(),
        left: None,
        recent: Vec::new(),
        engine: None,
    })
}

/// Reads a script; a mistake in it is an error, so that no screen is missed unnoticed.
fn read_script(path: &Path) -> anyhow::Result<Script> {
    let input = Input::from_arg(path);
    let read = |progress: &_| bytes::read_all(&input, &Limits::default(), progress);
    let members = load::watched(slice::from_ref(&input), read)?;
    let text = members.into_iter().map(|member| member.bytes).collect::<Vec<_>>().concat();
    let name = input.to_string();
    let (script, issues) = Script::parse(&name, &bytes::decode(text, &name).0);
    tell(&issues);
    if issues.is_empty() { Ok(script) } else { bail!("the script has mistakes") }
}
