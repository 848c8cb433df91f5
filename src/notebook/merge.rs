//! Two copies of a notebook that went apart, as one: field by field, by what both began with.
//!
//! It is done on tables, where every field is treated alike, also one that no version of the
//! program knows yet.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// A field that was changed here and outside, in different ways. What was decided here holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where it is: `event e1`.
    pub record: String,
    /// The field: `title`; empty where it is the whole record.
    pub field: String,
    /// What the file had there; `None` where it was taken out.
    pub theirs: Option<String>,
}

/// Two notebooks as one.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub table: Table,
    /// The records that have something from outside, each once: `event e1`.
    pub taken: Vec<String>,
    pub conflicts: Vec<Conflict>,
}

/// The lists of records, and the field by which a record is known.
const RECORDS: [(&str, &str); 4] =
    [("actor", "id"), ("bound", "actor"), ("event", "id"), ("statement", "id")];

/// Merges what was changed here and what was changed outside since `base`. Where both changed the
/// same field, ours holds, and theirs is a conflict, which the note of an event or a statement
/// keeps, too. A record that one side took out and the other changed stays.
///
/// O(size of all three).
pub(super) fn merge(base: &Table, ours: &Table, theirs: &Table) -> Merged {
    let mut merged = Merged::default();
    merged.table = merged.tables(&mut Vec::new(), [base, ours, theirs]);
    merged
}

/// Puts back what stands in a file and no field is there for: all that a table as read has beside
/// what is `known` of it.
pub(super) fn restore(table: &mut Table, read: &Table, known: &Table) {
    for (key, value) in read {
        match (table.get_mut(key), known.get(key)) {
            (None, None) => {
                table.insert(key.clone(), value.clone());
            }
            (Some(own), Some(known)) if own == known => own.clone_from(value),
            (Some(Value::Table(own)), Some(Value::Table(known))) => {
                if let Value::Table(read) = value {
                    restore(own, read, known);
                }
            }
            (Some(Value::Array(own)), Some(Value::Array(known))) => {
                if let (Some(id), Value::Array(read)) = (id_of_list(key), value) {
                    let [read, known] = [read, known].map(|list| by_id(id, list));
                    for (name, own) in keys(id, own).into_iter().zip(own) {
                        if let (Value::Table(own), Some(read), Some(known)) =
                            (own, read.get(&name), known.get(&name))
                        {
                            restore(own, read, known);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// The field by which the records of a list are known.
fn id_of_list(key: &str) -> Option<&'static str> {
    RECORDS.iter().find(|(list, _)| *list == key).map(|(_, id)| *id)
}

/// What a record is known by: its id, and its number among those of that id.
type Key = (String, usize);

fn keys(id: &str, list: &[Value]) -> Vec<Key> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let key = |record: &Value| {
        let id = record.get(id).and_then(Value::as_str).unwrap_or_default().to_owned();
        let count = counts.entry(id.clone()).or_default();
        *count += 1;
        (id, *count)
    };
    list.iter().map(key).collect()
}

fn by_id<'a>(id: &str, list: &'a [Value]) -> BTreeMap<Key, &'a Table> {
    let tables = keys(id, list).into_iter().zip(list);
    tables.filter_map(|(key, record)| Some((key, record.as_table()?))).collect()
}

type Three<'a, T> = [Option<&'a T>; 3];

impl Merged {
    fn tables(&mut self, path: &mut Vec<String>, all: [&Table; 3]) -> Table {
        let [base, ours, theirs] = all;
        let mut table = Table::new();
        let added = theirs.keys().filter(|key| !ours.contains_key(*key));
        for key in ours.keys().chain(added) {
            path.push(key.clone());
            let value = self.value(path, [base.get(key), ours.get(key), theirs.get(key)]);
            path.pop();
            if let Some(value) = value {
                table.insert(key.clone(), value);
            }
        }
        table
    }

    fn value(&mut self, path: &mut Vec<String>, all: Three<'_, Value>) -> Option<Value> {
        let [base, ours, theirs] = all;
        if theirs == base || theirs == ours {
            return ours.cloned();
        }
        let is_list = |it: Option<&Value>| it.is_none_or(Value::is_array);
        if let [list] = &path[..]
            && let Some(id) = id_of_list(list)
            && is_list(ours)
            && is_list(theirs)
        {
            let list = self.records(path, id, all.map(|it| it.and_then(Value::as_array)));
            return (!list.is_empty()).then_some(Value::Array(list));
        }
        // A field that is a table: what is not there is an empty one.
        let is_table = |it: Option<&Value>| it.is_none_or(Value::is_table);
        if is_table(ours) && is_table(theirs) {
            let none = Table::new();
            let all = all.map(|it| it.and_then(Value::as_table).unwrap_or(&none));
            let table = self.tables(path, all);
            return (!table.is_empty()).then_some(Value::Table(table));
        }
        if ours == base {
            self.take(path);
            return theirs.cloned();
        }
        self.conflict(path, theirs);
        ours.cloned()
    }

    /// Merges the records of a list, in our order, with theirs at the end.
    fn records(
        &mut self,
        path: &mut Vec<String>,
        id: &str,
        all: Three<'_, Vec<Value>>,
    ) -> Vec<Value> {
        let lists = all.map(|list| list.map_or(&[][..], Vec::as_slice));
        let [base, ours, theirs] = lists.map(|list| by_id(id, list));
        let [_, own, other] = lists.map(|list| keys(id, list));
        let added = other.into_iter().filter(|key| !ours.contains_key(key));
        let mut merged = Vec::new();
        for key in own.into_iter().chain(added) {
            let all =
                [base.get(&key), ours.get(&key), theirs.get(&key)].map(Option::<&&Table>::copied);
            path.push(key.0);
            merged.extend(self.record(path, all).map(Value::Table));
            path.pop();
        }
        merged
    }

    fn record(&mut self, path: &mut Vec<String>, all: Three<'_, Table>) -> Option<Table> {
        let [base, ours, theirs] = all;
        if theirs == base || theirs == ours {
            return ours.cloned();
        }
        if ours == base {
            self.take(path);
            return theirs.cloned();
        }
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            // One side took out what the other changed.
            let shown = theirs.map(|table| shown(&Value::Table(table.clone())));
            self.conflicts.push(Conflict { theirs: shown, ..Self::place(path) });
            return ours.or(theirs).cloned();
        };
        let before = self.conflicts.len();
        let mut table = self.tables(path, [base.unwrap_or(&Table::new()), ours, theirs]);
        if ["event", "statement"].contains(&&*path[0]) {
            note(&mut table, &self.conflicts[before..]);
        }
        Some(table)
    }

    fn take(&mut self, path: &[String]) {
        let record = Self::place(path).record;
        if self.taken.last() != Some(&record) {
            self.taken.push(record);
        }
    }

    fn conflict(&mut self, path: &[String], theirs: Option<&Value>) {
        self.conflicts.push(Conflict { theirs: theirs.map(shown), ..Self::place(path) });
    }

    /// A conflict here, without what they have.
    fn place(path: &[String]) -> Conflict {
        let (record, field) = path.split_at(path.len().min(2));
        // `set` is no word for people.
        let field = field.strip_prefix(&["set".to_owned()]).unwrap_or(field);
        Conflict { record: record.join(" "), field: field.join("."), theirs: None }
    }
}

/// Adds to the note of a record what the file had, if it is not noted yet.
fn note(record: &mut Table, conflicts: &[Conflict]) {
    let mut note = record.get("note").and_then(Value::as_str).unwrap_or_default().to_owned();
    for Conflict { field, theirs, .. } in conflicts {
        let Some(theirs) = theirs else { continue };
        let line = format!("The file had {field}: {theirs}");
        if !note.contains(&line) {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&line);
        }
    }
    if !note.is_empty() {
        record.insert("note".into(), note.into());
    }
}

/// A value as people write it.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        text.parse().unwrap()
    }

    /// Merges; expects this table, these records taken, and these conflicts.
    #[track_caller]
    fn check(all: [&str; 3], expect: &str, taken: &[&str], conflicts: &[&str]) {
        let [base, ours, theirs] = all.map(table);
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.table, table(expect));
        assert_eq!(merged.taken, taken);
        let told: Vec<String> = merged
            .conflicts
            .iter()
            .map(|it| format!("{}/{}/{}", it.record, it.field, it.theirs.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(told, conflicts);
    }

    const ONE: &str = "[[event]]\nid = 'a'\nmarked = true\nset = { title = 'T', when = '2015' }\n";

    #[test]
    fn what_one_side_changed_holds() {
        let ours = ONE.replace("'T'", "'Ours'");
        let theirs = ONE.replace("'2015'", "'2016'").replace("marked = true\n", "note = 'n'\n");
        let both = "[[event]]\nid='a'\nnote='n'\nset = { title = 'Ours', when = '2016' }";
        check([ONE, &ours, &theirs], both, &["event a"], &[]);
        check([ONE, ONE, &theirs], &theirs, &["event a"], &[]);
        check([ONE, &ours, ONE], &ours, &[], &[]);
        check([ONE, &ours, &ours], &ours, &[], &[]);
        check([ONE, "", ONE], "", &[], &[]);
        check([ONE, ONE, ""], "", &["event a"], &[]);
    }

    #[test]
    fn records_are_matched_by_kind_and_id() {
        let mine = "[[event]]\nid='b'\n[[event]]\nid='a'\n[[statement]]\nid='a'\nnote='s'";
        let theirs = "[[event]]\nid='c'\n[[event]]\nid='a'\n[[bound]]\nactor='x'\nas='y'";
        let both = "[[event]]\nid='b'\n[[event]]\nid='a'\n[[event]]\nid='c'\n\
                    [[statement]]\nid='a'\nnote='s'\n[[bound]]\nactor='x'\nas='y'";
        check(["[[event]]\nid='a'", mine, theirs], both, &["event c", "bound x"], &[]);
        let twice = "[[event]]\nid='a'\nnote='1'\n[[event]]\nid='a'\nnote='2'";
        let [ours, theirs] = [("'1'", "'ours'"), ("'2'", "'theirs'")];
        check(
            [twice, &twice.replace(ours.0, ours.1), &twice.replace(theirs.0, theirs.1)],
            "[[event]]\nid='a'\nnote='ours'\n[[event]]\nid='a'\nnote='theirs'",
            &["event a"],
            &[],
        );
    }

    #[test]
    fn maps_are_merged_by_key() {
        let base = "[published]\na='1'\nb='2'\n[views.v]\nquery='q'";
        let ours = "[published]\na='1'\nb='3'\n[views.v]\nquery='q'\nview='lanes'";
        let theirs = "[published]\na='4'\nc='5'\n[views.v]\nquery='r'";
        check(
            [base, ours, theirs],
            "[published]\na='4'\nb='3'\nc='5'\n[views.v]\nquery='r'\nview='lanes'",
            &["published a", "published c", "views v"],
            &["published b//-"],
        );
    }

    #[test]
    fn what_both_changed_is_told_and_noted() {
        let ours = ONE.replace("'T'", "'Ours'");
        let theirs = ONE.replace("'T'", "'Theirs'");
        let noted = "[[event]]\nid = 'a'\nmarked = true\nnote = 'The file had title: Theirs'\n\
                     set = { title = 'Ours', when = '2015' }\n";
        check([ONE, &ours, &theirs], noted, &[], &["event a/title/Theirs"]);
        // It is noted once, however often they are merged.
        check([ONE, noted, &theirs], noted, &[], &["event a/title/Theirs"]);
        // Both began it.
        let began = |note: &str| format!("[[statement]]\nid = 's'\nnote = '{note}'\nmarked = true");
        let both = "[[statement]]\nid = 's'\nnote = \"A\\nThe file had note: B\"\nmarked = true";
        check(["", &began("A"), &began("B")], both, &[], &["statement s/note/B"]);
    }

    #[test]
    fn what_was_changed_outlives_being_taken_out() {
        let changed = ONE.replace("'T'", "'U'");
        let shown = table(&changed)["event"][0].to_string();
        let told = format!("event a//{shown}");
        check([ONE, "", &changed], &changed, &[], &[&told]);
        check([ONE, &changed, ""], &changed, &[], &["event a//-"]);
        // A field is no record: what was decided here holds.
        let without = "[[event]]\nid = 'a'\nmarked = true";
        let noted = format!("{without}\nnote = 'The file had title: U'");
        check([ONE, without, &changed], &noted, &[], &["event a/title/U"]);
    }

    #[test]
    fn what_no_field_is_there_for_is_put_back() {
        let known = table(ONE);
        let read = "colour = 1\n[[event]]\nid = 'a'\nmarked = true\nmine = false\n\
                    set = { title = 'T', when = '2015', hue = 2 }\n";
        let mut own = table(&ONE.replace("'T'", "'Ours'").replace("marked = true\n", ""));
        restore(&mut own, &table(read), &known);
        let expect = "colour = 1\n[[event]]\nid = 'a'\nmine = false\n\
                      set = { title = 'Ours', when = '2015', hue = 2 }\n";
        assert_eq!(own, table(expect));
        let list = |page: &str| table(&format!("[[e]]\nsource = 's'\n{page}"));
        let mut own = list("");
        restore(&mut own, &list("page = 3"), &list(""));
        assert_eq!(own, list("page = 3"));
    }
}
