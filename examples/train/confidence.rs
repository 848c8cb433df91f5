//! Fits the weights of the signs from which an event has its confidence, on reports with timelines
//! written by hand: `NN.txt`, `NN.published`, `NN.gold.json`.
//!
//! An event is right if a gold event has its kind, its day and its roles; each gold event counts
//! once. The model is a logistic regression with a penalty, for the reports are few; its figures are
//! those of leaving one report out at a time.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::Context;
use demarche::{
    base::text::fold,
    document,
    extract::{self, Lexicon, Reading, reading::event::Event, tell::confidence},
    model::{Kind, Role, When},
};
use serde_json::Value;

/// How strongly weights are drawn to 0.
const PENALTY: f64 = 3.0;
/// How often the weights are moved.
const STEPS: usize = 1_000;
/// A sign that fewer events have says nothing.
const LEAST: usize = 5;

/// An event as the model sees it.
struct Example {
    report: usize,
    /// How often its report was named.
    weight: f64,
    signs: Vec<String>,
    /// The numbers of those signs that have weights.
    known: Vec<usize>,
    is_right: bool,
}

/// What the reports teach.
pub struct Learned {
    /// The table of weights.
    pub weights: String,
    /// How often events of the timeline are right, by the rule that found them: right, and of how
    /// many.
    pub rules: BTreeMap<String, (usize, usize)>,
    /// How well confidence and truth agree, to be printed.
    pub figures: String,
}

/// Fits the weights. A folder that is named twice counts twice.
pub fn train(folders: &[&Path]) -> anyhow::Result<Learned> {
    let mut names = Vec::new();
    for folder in folders {
        names.extend(fs::read_dir(folder)?.filter_map(|it| Some(it.ok()?.path())));
    }
    names.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
    names.sort();
    let reports: Vec<_> = names.chunk_by(|one, other| one == other).collect();
    let mut examples = Vec::new();
    for (report, named) in reports.iter().enumerate() {
        let gold = &named[0];
        let stem = gold.to_string_lossy().replace(".gold.json", "");
        let text = fs::read_to_string(format!("{stem}.txt"))?;
        let published = fs::read_to_string(format!("{stem}.published"))?;
        let gold: Value = serde_json::from_str(&fs::read_to_string(gold)?)?;
        let day = When::parse(published.trim()).ok().map(|when| when.earliest_start());
        let reading = extract::read(&text, day, Lexicon::built_in());
        let weight = named.len() as f64;
        examples.extend(of_report(report, weight, &reading, &gold).context(stem)?);
    }
    let signs = kept(&examples);
    for example in &mut examples {
        example.known = example.signs.iter().filter_map(|it| signs.get(it).copied()).collect();
    }
    let whole = fit(&examples, signs.len(), None);
    let mut figures = String::new();
    let mut loss = 0.0;
    let mut bins: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut rules: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for report in 0..reports.len() {
        let weights = fit(&examples, signs.len(), Some(report));
        for example in examples.iter().filter(|example| example.report == report) {
            let share = share(example, &weights);
            let right = usize::from(example.is_right);
            loss -= (if example.is_right { share } else { 1.0 - share }).ln();
            let bin = bins.entry((share * 10.0) as u32).or_default();
            *bin = (bin.0 + 1, bin.1 + right);
            let rule = example.signs.iter().find_map(|sign| sign.strip_prefix("rule: "));
            if let Some(rule) = rule.filter(|_| share >= extract::reading::event::SURE) {
                let count = rules.entry(rule.to_owned()).or_default();
                *count = (count.0 + right, count.1 + 1);
            }
        }
    }
    let right = examples.iter().filter(|example| example.is_right).count();
    let loss = loss / examples.len() as f64;
    writeln!(
        figures,
        "{right} of {} events right; one report left out, log loss {loss:.3}:",
        examples.len()
    )?;
    for (bin, (all, right)) in &bins {
        writeln!(figures, "0.{bin}: {all} events, {} % right", 100 * right / all)?;
    }
    let mut table =
        "# Fitted by `cargo run --example train -- --confidence FOLDER`.\nsign\tweight\n"
            .to_owned();
    let mut rows: Vec<_> = signs.iter().collect();
    rows.sort();
    for (sign, &number) in rows {
        writeln!(table, "{sign}\t{}", (whole[number] * 100.0).round() as i32)?;
    }
    Ok(Learned { weights: table, rules, figures })
}

/// The numbers of the signs that are frequent enough.
fn kept(examples: &[Example]) -> HashMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in examples.iter().flat_map(|example| &example.signs) {
        *counts.entry(sign).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|&(_, count)| count >= LEAST);
    kept.enumerate().map(|(number, (sign, _))| (sign.to_owned(), number)).collect()
}

fn share(example: &Example, weights: &[f64]) -> f64 {
    let sum: f64 = example.known.iter().map(|&number| weights[number]).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn fit(examples: &[Example], signs: usize, without: Option<usize>) -> Vec<f64> {
    let mut weights = vec![0.0; signs];
    // No step of this length leads past the optimum: the slope changes no faster than this.
    let all: f64 = examples.iter().map(|it| it.weight * it.known.len() as f64).sum();
    let rate = 1.0 / (PENALTY + all / 4.0);
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        for example in examples.iter().filter(|example| Some(example.report) != without) {
            let error = f64::from(u8::from(example.is_right)) - share(example, &weights);
            for &number in &example.known {
                slope[number] += example.weight * error;
            }
        }
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight += rate * slope;
        }
    }
    weights
}

/// The events of a report that are no statements, and whether they are right.
fn of_report(
    report: usize,
    weight: f64,
    reading: &Reading<'_>,
    gold: &Value,
) -> Option<Vec<Example>> {
    let article = document::open("report.txt", reading.text.to_owned());
    let told = extract::tell::lower::told(&article, reading);
    let events: Vec<&Event> = told
        .into_iter()
        .map(|number| &reading.events[number])
        .filter(|event| event.kind != Kind::Statement)
        .collect();
    let gold = gold["events"].as_array()?;
    // The likeliest pairs first, each event and each gold event once.
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (number, event) in events.iter().enumerate() {
        for (of, it) in gold.iter().enumerate().filter(|(_, it)| fits(reading, event, it)) {
            let words = it["words"].as_str().or(it["title"].as_str())?;
            let sentence = reading.slice(reading.extent(&reading.sentences[event.sentence]));
            pairs.push((shared(words, sentence), number, of));
        }
    }
    pairs.sort_by_key(|&(shared, number, of)| (std::cmp::Reverse(shared), number, of));
    let (mut right, mut used) = (HashSet::new(), HashSet::new());
    for (_, number, of) in pairs.into_iter().filter(|pair| pair.0 > 0) {
        if !right.contains(&number) && used.insert(of) {
            right.insert(number);
        }
    }
    let examples = events.iter().enumerate().map(|(number, event)| Example {
        report,
        weight,
        signs: confidence::signs(reading, event).into_iter().map(String::from).collect(),
        known: Vec::new(),
        is_right: right.contains(&number),
    });
    Some(examples.collect())
}

/// How many of the words of a clause stand in a sentence, in percent.
fn shared(words: &str, sentence: &str) -> usize {
    let sentence = fold(sentence);
    let words = fold(words);
    let all: Vec<&str> = words.split_whitespace().collect();
    let within = all.iter().filter(|word| sentence.contains(**word)).count();
    let share = 100 * within / all.len().max(1);
    if share >= 60 { share } else { 0 }
}

/// Whether an event has the kind, the day and the roles of a gold event.
fn fits(reading: &Reading<'_>, event: &Event, gold: &Value) -> bool {
    let list = |field: &str| -> Vec<&str> {
        let entries = gold[field].as_array().into_iter().flatten();
        entries.filter_map(Value::as_str).collect()
    };
    let kind = event.kind.name();
    let is_kind = gold["kind"] == kind || list("alt_kinds").contains(&kind);
    let is_day = gold["when"].as_str().into_iter().chain(list("alt_when")).any(|day| {
        match (&event.when, When::parse(day)) {
            (Some(when), Ok(gold)) => {
                when.earliest_start() <= gold.latest_end()
                    && gold.earliest_start() <= when.latest_end()
            }
            (None, _) => day.starts_with("../"),
            _ => false,
        }
    });
    let names = |acts: bool| -> Vec<String> {
        let own = event.actors.iter().filter(|(_, role)| {
            acts != matches!(role, Role::Recipient | Role::Victim | Role::Subject)
        });
        own.flat_map(|&(actor, _)| {
            let actor = &reading.actors[actor];
            std::iter::once(&actor.name).chain(&actor.aliases).map(|name| fold(name).into_owned())
        })
        .collect()
    };
    let (acts, acted_on) = (names(true), names(false));
    let is_any = |pattern: &str, list: &[String]| {
        pattern.split('|').any(|one| {
            let one = fold(one);
            one.is_empty()
                || list.iter().any(|name| name.contains(&*one) || one.contains(name.as_str()))
        })
    };
    let (who, whom) = (list("who"), list("whom"));
    let both: Vec<String> = acts.iter().chain(&acted_on).cloned().collect();
    let is_cast = if whom.is_empty() {
        who.iter().all(|who| is_any(who, &both))
    } else {
        who.first().is_none_or(|who| is_any(who, &acts))
            && whom.iter().any(|whom| is_any(whom, &acted_on))
    };
    is_kind && is_day && is_cast
}

/// The table of rules with the counts of those that found events.
pub fn counted(table: &str, rules: &BTreeMap<String, (usize, usize)>) -> String {
    let mut counted = String::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            [rule, "event", example, ..] => {
                let (right, all) = rules.get(rule).copied().unwrap_or_default();
                let counts = if all == 0 { "\t".to_owned() } else { format!("{right}\t{all}") };
                counted.extend([rule, "\tevent\t", example, "\t", &counts]);
            }
            _ => counted.push_str(line),
        }
        counted.push('\n');
    }
    counted
}
