//! The one table of rules: what each is called, what it reads, and how often it was right.

use std::sync::LazyLock;

use super::rows;
use crate::model::Measured;

/// A rule by which articles are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as records have it.
    pub name: &'static str,
    /// What it finds: `date`, `actor`, `statement` or `event`; or `dating`, by which an event gets
    /// its date.
    pub stage: &'static str,
    /// Words that it reads; `¶` parts paragraphs. Empty where no short ones are known.
    pub example: &'static str,
    /// How often it was right on reports judged by hand. `None` if nobody has counted.
    pub measured: Option<Measured>,
}

/// All rules, stage by stage.
#[must_use]
pub fn all() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let table = include_str!("../../../data/lexicon/rules.tsv");
        rows::rows(table).map(|row| rule(&row)).collect()
    });
    &RULES
}

/// The rule of a stage with this name.
#[must_use]
pub fn named(stage: &str, name: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.stage == stage && rule.name == name)
}

fn rule(row: &rows::Row<'static>) -> Rule {
    let count = |column| row.get(column).parse().ok();
    let measured = count("right").zip(count("n").filter(|&of| of > 0));
    Rule {
        name: row.get("rule"),
        stage: row.get("stage"),
        example: row.get("example"),
        measured: measured.map(|(right, of)| Measured { right, of }),
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;
    use crate::{
        document,
        extract::{Lexicon, Reading, read_article},
    };

    /// The stages and names of the rules that made something of a text.
    fn fired(text: &str) -> FxHashSet<(&'static str, &'static str)> {
        let article = document::open("2015-08-13.txt", text.to_owned());
        let reading: Reading<'_> = read_article(&article, Lexicon::built_in());
        let times = reading.times.iter().map(|time| ("date", time.rule));
        let mentions = reading.mentions.iter().map(|mention| ("actor", mention.rule));
        let statements = reading.statements.iter().map(|said| ("statement", said.rule));
        let events = reading.events.iter().map(|event| ("event", event.rule));
        let dated = reading.events.iter().map(|event| ("dating", event.date_rule));
        let entry = article.sections.iter().any(|section| section.entry.is_some());
        let entry = entry.then_some(("event", "entry of a chronology"));
        let all = times.chain(mentions).chain(statements).chain(events).chain(dated).chain(entry);
        all.filter(|(_, rule)| !rule.is_empty()).collect()
    }

    #[test]
    fn every_example_is_read_by_its_rule() {
        let mut wrong = Vec::new();
        for rule in all().iter().filter(|rule| !rule.example.is_empty()) {
            let text = rule.example.replace('¶', "\n\n");
            if !fired(&text).contains(&(rule.stage, rule.name)) {
                wrong.push(format!("{} {}: {}", rule.stage, rule.name, rule.example));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_rule_stands_in_the_table_once() {
        let known: FxHashSet<_> = all().iter().map(|rule| (rule.stage, rule.name)).collect();
        assert_eq!(known.len(), all().len(), "a rule stands there twice");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let articles = files.filter(|path| path.extension().is_some_and(|it| it != "json"));
        let texts = articles.map(|path| std::fs::read_to_string(path).unwrap());
        let examples = all().iter().map(|rule| rule.example.replace('¶', "\n\n"));
        let fired: FxHashSet<_> = texts.chain(examples).flat_map(|text| fired(&text)).collect();
        let missing: Vec<_> = fired.difference(&known).collect();
        assert!(missing.is_empty(), "not in data/lexicon/rules.tsv: {missing:?}");
        for rule in all() {
            let is_sound = rule.measured.is_none_or(|measured| measured.right <= measured.of);
            assert!(is_sound, "{}", rule.name);
            assert!(["date", "actor", "statement", "event", "dating"].contains(&rule.stage));
        }
    }
}
