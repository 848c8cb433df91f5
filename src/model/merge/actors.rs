//! Which actors of several shards and files are the same.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    base::{
        issue::{Issue, Place},
        text,
    },
    model::{
        actor::{Actor, ActorId, ActorKind},
        shard::Shard,
        timeline::File,
    },
};

/// An actor of one file.
struct Entry {
    file: u16,
    actor: Actor,
    /// Whether the file describes it, or only mentions its key.
    described: bool,
}

/// One list of the actors of all shards, the number in it of each shard's actors, and what was
/// kept apart although it looks alike.
pub(super) fn join(
    files: &[File],
    shards: &mut [Shard],
) -> (Vec<Actor>, Vec<Vec<ActorId>>, Vec<Issue>) {
    let (entries, maps) = by_key(shards);
    let mut issues = Vec::new();
    let same_as = across_files(files, &entries, &mut issues);

    let mut numbers = vec![ActorId(0); entries.len()];
    let mut actors: Vec<Actor> = Vec::new();
    let mut united = FxHashSet::default();
    for (index, entry) in entries.into_iter().enumerate() {
        if let Some(earlier) = same_as[index] {
            numbers[index] = numbers[earlier];
            united.insert(numbers[index]);
            unite(&mut actors[numbers[earlier].index()], entry.actor);
        } else {
            numbers[index] = ActorId(actors.len() as u32);
            actors.push(entry.actor);
        }
    }
    for actor in &mut actors {
        actor.member_of.iter_mut().for_each(|id| *id = numbers[id.index()]);
        for office in &mut actor.offices {
            office.of = office.of.map(|id| numbers[id.index()]);
        }
        let mut seen = FxHashSet::default();
        actor.member_of.retain(|id| seen.insert(*id));
    }
    for id in united {
        without_repeats(&mut actors[id.index()]);
    }
    let maps = maps.into_iter().map(|map| map.into_iter().map(|id| numbers[id]).collect());
    (actors, maps.collect(), issues)
}

/// The actors of all files, joined by key within each; references are numbers of entries.
fn by_key(shards: &mut [Shard]) -> (Vec<Entry>, Vec<Vec<usize>>) {
    let mut known: FxHashMap<(u16, String), usize> = FxHashMap::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut maps = Vec::with_capacity(shards.len());
    for shard in shards {
        let file = shard.file;
        let keyed = std::mem::take(&mut shard.actors).into_entries();
        let map: Vec<usize> = keyed
            .iter()
            .map(|(key, _)| {
                *known.entry((file, key.clone())).or_insert_with(|| {
                    entries.push(Entry { file, actor: Actor::named(key, key), described: false });
                    entries.len() - 1
                })
            })
            .collect();
        for (&index, (_, record)) in map.iter().zip(keyed) {
            let Some(mut actor) = record.filter(|_| !entries[index].described) else { continue };
            let entry_of = |id: ActorId| ActorId(map[id.index()] as u32);
            actor.member_of.iter_mut().for_each(|id| *id = entry_of(*id));
            actor.offices.iter_mut().for_each(|office| office.of = office.of.map(entry_of));
            entries[index] = Entry { file, actor, described: true };
        }
        for (number, actor) in std::mem::take(&mut shard.supposed) {
            let entry = &mut entries[map[number as usize]];
            if !entry.described {
                entry.actor = actor;
            }
        }
        maps.push(map);
    }
    (entries, maps)
}

/// For each entry the earlier one, of another file, that is the same actor.
fn across_files(files: &[File], entries: &[Entry], issues: &mut Vec<Issue>) -> Vec<Option<usize>> {
    let mut same_as = vec![None; entries.len()];
    if files.len() < 2 {
        return same_as;
    }
    // A code that several actors of one file share (a government's, say) identifies none of them.
    let mut bearers: FxHashMap<(u16, &str, &str), u32> = FxHashMap::default();
    for entry in entries {
        for (scheme, code) in &entry.actor.codes {
            *bearers.entry((entry.file, scheme, code)).or_default() += 1;
        }
    }
    let mut by_code: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_office: FxHashMap<(String, String), (usize, Option<String>)> = FxHashMap::default();
    for (index, Entry { file, actor, .. }) in entries.iter().enumerate() {
        let own = actor.codes.iter().map(|(scheme, code)| (scheme.as_str(), code.as_str()));
        let own = own.filter(|&(scheme, code)| bearers[&(*file, scheme, code)] == 1);
        let other = |&&earlier: &&usize| entries[earlier].file != *file;
        let apart = files[usize::from(*file)].apart;
        let coded = own.clone().find_map(|code| by_code.get(&code).filter(other).copied());
        let named = by_id.get(actor.id.as_str()).filter(other).filter(|_| !apart).copied();
        same_as[index] = coded.or_else(|| {
            let earlier = named?;
            if shares_a_name(actor, &entries[earlier].actor) {
                return Some(earlier);
            }
            let place = Place { file: files[usize::from(*file)].name.clone(), ..Place::default() };
            let message = format!(
                "actor '{}' is '{}' here and '{}' in an earlier file; kept apart",
                actor.id, actor.name, entries[earlier].actor.name
            );
            issues.push(
                Issue::warning(place, message).with_help("give both the same code to join them"),
            );
            None
        });
        if files[usize::from(*file)].is_article() && !apart {
            for (held, of) in holder(actor, entries) {
                let earlier = by_office
                    .get(&held)
                    .filter(|(_, its)| its == &of || its.is_none() || of.is_none());
                let earlier = earlier.map(|(earlier, _)| earlier).filter(other);
                if let (None, Some(&earlier)) = (same_as[index], earlier) {
                    same_as[index] = Some(earlier);
                    issues.push(taken_for(&files[usize::from(*file)], entries, index, earlier));
                }
                by_office.entry(held).or_insert((same_as[index].unwrap_or(index), of));
            }
        }
        let first = same_as[index].unwrap_or(index);
        for code in own {
            by_code.entry(code).or_insert(first);
        }
        by_id.entry(&actor.id).or_insert(first);
    }
    same_as
}

/// The last name of a person with each office that it holds, and of whom, where that is known:
/// `lavrov`, `foreign minister`, `russia`.
fn holder(actor: &Actor, entries: &[Entry]) -> Vec<((String, String), Option<String>)> {
    if actor.kind != ActorKind::Person {
        return Vec::new();
    }
    let name = text::fold(&actor.name);
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let folded = |text: &str| text::fold(text).into_owned();
    let offices = actor.offices.iter().map(|office| {
        let of = office.of.map(|of| folded(&entries[of.index()].actor.name));
        ((last.to_owned(), folded(&office.title)), of)
    });
    offices.collect()
}

/// What is said of two actors that are joined although their names differ.
fn taken_for(file: &File, entries: &[Entry], index: usize, earlier: usize) -> Issue {
    let place = Place { file: file.name.clone(), ..Place::default() };
    let message = format!(
        "'{}' is taken for '{}' of an earlier article: the same last name and office",
        entries[index].actor.name, entries[earlier].actor.name
    );
    Issue::warning(place, message).with_help("--no-join keeps the articles apart")
}

fn shares_a_name(a: &Actor, b: &Actor) -> bool {
    if a.name.eq_ignore_ascii_case(&b.name) {
        return true;
    }
    let names: FxHashSet<String> = a.names().map(str::to_ascii_lowercase).collect();
    b.names().any(|name| names.contains(&name.to_ascii_lowercase()))
}

/// Adds what another file says about the same actor, also what is known.
pub(in crate::model) fn unite(actor: &mut Actor, other: Actor) {
    actor.aliases.push(other.name);
    actor.aliases.extend(other.aliases);
    actor.offices.extend(other.offices);
    actor.codes.extend(other.codes);
    actor.member_of.extend(other.member_of);
    for (mine, theirs) in [(&mut actor.country, other.country), (&mut actor.note, other.note)] {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
}

/// Takes out what several files say of an actor in the same words.
pub(in crate::model) fn without_repeats(actor: &mut Actor) {
    let mut names = FxHashSet::from_iter([actor.name.clone()]);
    actor.aliases.retain(|alias| names.insert(alias.clone()));
    let mut offices = FxHashSet::default();
    actor.offices.retain(|office| offices.insert(office.clone()));
    let mut codes = FxHashSet::default();
    actor.codes.retain(|code| codes.insert(code.clone()));
}
