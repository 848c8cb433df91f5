//! Articles come back as the timelines that people made of them: the brief behind the built-in
//! timeline, and articles of many kinds with timelines made by hand beside them.
//!
//! `cargo test --test brief -- --nocapture` prints what differs. The figures below are floors: what
//! was reached once is kept.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]
#![expect(clippy::print_stdout, reason = "the differences are what a person looks at")]

#[path = "brief/compare.rs"]
mod compare;

use std::{
    fs,
    path::{Path, PathBuf},
};

use demarche::{
    base::{bytes::Input, progress::Progress},
    index::Store,
    ingest::Choice,
    model::When,
    world::Request,
};

use compare::{Score, compare};

fn load(path: &Path, published: Option<When>) -> std::sync::Arc<Store> {
    let request = Request::new(vec![Input::Path(path.to_owned())], Choice::Recognised);
    Request { published, ..request }.load_blocking(&Progress::default()).unwrap().store
}

fn score(gold: &Path, article: &Path) -> Score {
    let gold = load(gold, None);
    let published = gold.timeline().sources().iter().find_map(|source| source.published.clone());
    let score = compare(gold.timeline(), load(article, published).timeline());
    println!("{}\n{}{score}", article.file_name().unwrap().to_string_lossy(), score.report);
    score
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Checks that so many are right and no more than so many too much.
#[track_caller]
fn at_least(count: compare::Count, right: usize, too_many: usize) {
    assert!(count.right >= right, "{count}: {right} are known to be right");
    assert!(count.found - count.right <= too_many, "{count}: {too_many} are known to be wrong");
}

#[test]
fn the_brief_gives_back_its_timeline() {
    let data = root().join("data");
    let brief = data.join("moscow-talks-2015-08.md");
    let score = score(&data.join("moscow-talks-2015-08.json"), &brief);
    at_least(score.events, 12, 0);
    // The dead of the war are told as those whom it hurt.
    at_least(score.whole, 11, 1);
    // The seventh is a paraphrase that introduces the words behind it.
    at_least(score.statements, 6, 1);
    at_least(score.speakers, 6, 0);
    at_least(score.forms, 6, 0);
    let by_itself = load(&brief, None);
    let published = &by_itself.timeline().sources()[0].published;
    assert_eq!(published.as_ref().unwrap().edtf(), "2015-08-13", "its date line says so");
}

#[test]
fn articles_give_what_people_read_in_them() {
    let folder = fs::read_dir(root().join("tests/articles")).unwrap();
    let mut golds: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    golds.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    golds.sort();
    let mut total = Score::default();
    for gold in golds {
        let article = ["md", "txt", "html"].map(|ending| gold.with_extension(ending));
        let article = article.iter().find(|path| path.exists()).unwrap();
        total.add(&score(&gold, article));
    }
    println!("all articles\n{total}");
    at_least(total.events, 91, 38);
    at_least(total.dates, 67, 24);
    at_least(total.roles, 88, 54);
    at_least(total.whole, 29, 100);
    at_least(total.statements, 44, 10);
    at_least(total.speakers, 41, 3);
    at_least(total.forms, 43, 1);
}
