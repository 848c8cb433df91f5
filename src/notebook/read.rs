//! A notebook's text, and what is wrong with it.

use serde::Deserialize as _;
use serde_json::Value as Json;
use toml::{
    Table,
    de::{DeTable, DeValue, Deserializer},
};

use super::{FORMAT, Notebook, VERSION, schema};
use crate::{
    base::{
        issue::{Issue, did_you_mean},
        places::Places,
    },
    model::native::described,
};

/// A notebook as it was read.
#[derive(Default)]
pub(super) struct Read {
    pub notebook: Notebook,
    /// All that stands in the file, also what no field is there for.
    pub table: Table,
    /// Its unknown fields.
    pub issues: Vec<Issue>,
}

/// Reads a notebook; the issue says why its text is none. `file` is its name in issues.
pub(super) fn read(file: &str, text: &str) -> Result<Read, Issue> {
    let places = Places::new(file, text);
    let broken = |error: toml::de::Error| {
        let place = places.of_span(&error.span().unwrap_or_default());
        Issue::error(place, error.message().to_lowercase())
    };
    let root = DeTable::parse(text).map_err(broken)?;
    is_ours(root.get_ref(), &places)?;

    let schema = schema();
    let mut flaws = Unknown { schema: schema.as_value(), places: &places, issues: Vec::new() };
    flaws.look(&DeValue::Table(root.get_ref().clone()), schema.as_value());
    let issues = flaws.issues;
    let table = Table::deserialize(Deserializer::from(root.clone())).map_err(broken)?;
    let notebook = Notebook::deserialize(Deserializer::from(root)).map_err(broken)?;
    Ok(Read { notebook, table, issues })
}

/// Whether what the file says of itself is known here; where it says nothing, it is.
fn is_ours(root: &DeTable<'_>, places: &Places<'_>) -> Result<(), Issue> {
    if let Some(format) = root.get("format")
        && format.get_ref().as_str() != Some(FORMAT)
    {
        let message = format!("expected format = \"{FORMAT}\"");
        return Err(Issue::error(places.of_span(&format.span()), message));
    }
    if let Some(version) = root.get("version")
        && let number = version.get_ref().as_integer().and_then(|it| it.as_str().parse().ok())
        && number != Some(VERSION)
    {
        let issue =
            Issue::error(places.of_span(&version.span()), format!("expected version = {VERSION}"));
        let is_newer = number.is_some_and(|number| number > VERSION);
        return Err(if is_newer { issue.with_help("a newer demarche wrote it") } else { issue });
    }
    Ok(())
}

/// The fields that are not in the schema.
struct Unknown<'a> {
    schema: &'a Json,
    places: &'a Places<'a>,
    issues: Vec<Issue>,
}

impl Unknown<'_> {
    /// Looks through a value, and what the schema says of it.
    fn look(&mut self, value: &DeValue<'_>, about: &Json) {
        match value {
            DeValue::Array(items) => items.iter().for_each(|item| self.look(item.get_ref(), about)),
            DeValue::Table(fields) => {
                let known = about.get("properties").and_then(Json::as_object);
                for (key, value) in fields {
                    let name = key.get_ref().as_ref();
                    let of_map = || about.get("additionalProperties").filter(|it| it.is_object());
                    match known.and_then(|known| known.get(name)).or_else(of_map) {
                        Some(field) => self.look(value.get_ref(), described(self.schema, field)),
                        None if known.is_some() => {
                            let place = self.places.of_span(&key.span());
                            let message = format!("unknown field '{name}': it is kept, not used");
                            let issue = Issue::warning(place, message);
                            let names = known.into_iter().flatten().map(|(name, _)| name.as_str());
                            self.issues.push(match did_you_mean(name, names) {
                                Some(help) => issue.with_help(help),
                                None => issue,
                            });
                        }
                        None => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn broken(text: &str, expect: &str) {
        assert_eq!(read("n.toml", text).err().unwrap().to_string(), expect);
    }

    #[test]
    fn what_is_no_notebook_says_where() {
        broken(
            "format = \"demarche-timeline\"",
            "n.toml:1:10: error: expected format = \"demarche-notebook\"",
        );
        broken(
            "x = 1\nversion = 2\n[[event]]\nid = 3",
            "n.toml:2:11: error: expected version = 1 (a newer demarche wrote it)",
        );
        broken("version = \"1\"", "n.toml:1:11: error: expected version = 1");
        broken("[[event]\n", "n.toml:1:9: error: unclosed array table, expected `]`");
        broken(
            "[[event]]\nid = \"e1\"\nreview = \"fine\"\n",
            "n.toml:3:10: error: unknown review 'fine': one of open, accepted, corrected, rejected",
        );
        broken("[[event]]\nnote = \"x\"\n", "n.toml:1:1: error: missing field `id`");
        broken(
            "[[event]]\nid = \"é\"\n[event.set]\nwhen = 2015\n",
            "n.toml:4:8: error: invalid type: integer `2015`, expected a string",
        );
    }

    #[test]
    fn unknown_fields_are_told_at_every_depth() {
        let text = r#"
colour = "red"
[views.mine]
qery = "kind:consult"
[published]
anything = "2015"
[[event]]
id = "e1"
nott = "a slip"
was = { title = "free" }
[event.set]
tittle = "T"
fatalities = { best = 3, worst = 4 }
[[event.set.evidence]]
source = "s"
quote = "q"
page = 3
"#;
        let read = read("n.toml", text).unwrap();
        let issues: Vec<String> = read.issues.iter().map(ToString::to_string).collect();
        let unknown = |place: &str, rest: &str| {
            let (name, help) = rest.split_once(' ').unwrap_or((rest, ""));
            let help = if help.is_empty() { String::new() } else { format!(" {help}") };
            format!("n.toml:{place}: warning: unknown field '{name}': it is kept, not used{help}")
        };
        assert_eq!(
            issues,
            [
                unknown("2:1", "colour"),
                unknown("4:1", "qery (did you mean 'query'?)"),
                unknown("9:1", "nott (did you mean 'note'?)"),
                unknown("12:1", "tittle (did you mean 'title'?)"),
                unknown("13:26", "worst"),
                unknown("17:1", "page"),
            ]
        );
        assert_eq!(read.notebook.others["colour"].as_str(), Some("red"));
        assert_eq!(read.notebook.events[0].others["nott"].as_str(), Some("a slip"));
        assert_eq!(read.table["event"][0]["set"]["tittle"].as_str(), Some("T"));
    }
}
