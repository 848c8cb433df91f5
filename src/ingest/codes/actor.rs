//! Who is meant by a CAMEO actor code.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    base::table::table,
    model::{Actor, ActorKind, Country},
};

/// The actor that a CAMEO code describes: its id and CAMEO code are the code, its name says it in
/// words, and its country is that of its first part that has one.
///
/// A code is parts of three characters: a country or region, then what the actor is and to which
/// group, religion or ethnic group (in lower case) it belongs. The name has all of them:
/// - `USA`: "United States", `USAGOV`: "United States government",
/// - `USAMEDLAB`: "United States media, labor", `CHNtib`: "China Tibetan",
/// - `AFGINSTAL`: "Taliban (Afghanistan, insurgents)"; a group whose name says that it is an
///   organisation is not called one again (`IGOUNO`: "United Nations"),
/// - `USAXYZ`: "United States XYZ"; what is in no table stays as it is.
#[must_use]
pub fn actor(code: &str) -> Actor {
    let parts = parts(code);
    Actor {
        kind: kind(&parts),
        country: parts
            .iter()
            .map(|part| part.country)
            .find(|iso| !iso.is_empty())
            .unwrap_or("")
            .into(),
        codes: vec![("CAMEO".to_owned(), code.to_owned())],
        ..Actor::named(code, name(&parts))
    }
}

/// One part of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part<'a> {
    class: Class,
    /// In words; the part itself if it is not known.
    name: &'a str,
    kind: ActorKind,
    /// ISO 3166-1 alpha-3; empty if it is in none, or in several.
    country: &'a str,
}

/// What a part says about the actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Where it is from: a country, a region.
    Geography,
    /// What it is: "government".
    Role,
    /// What it is, said only where no group says it: "international organization".
    Umbrella,
    /// Who it is: "Taliban".
    Group,
    /// What it believes or where its people are from: "Sunni", "Tibetan".
    People,
    /// It is in no table.
    Unknown,
}

/// The parts that are no countries; ethnic groups in lower case, all others in upper case.
static TERMS: LazyLock<FxHashMap<&str, Part<'_>>> = LazyLock::new(|| {
    let rows = table(include_str!("../../../data/codes/cameo-actors.tsv"));
    let term = |[class, code, name, kind, country]: [&'static str; 5]| {
        let class = match (class, code) {
            ("region", _) => Class::Geography,
            ("role", "IGO" | "IMG" | "INT" | "NGM" | "NGO") => Class::Umbrella,
            ("role", _) => Class::Role,
            ("group", _) => Class::Group,
            _ => Class::People,
        };
        let kind = ActorKind::from_name(kind).expect("the table's kinds are those of the model");
        (code, Part { class, name, kind, country })
    };
    rows.map(term).collect()
});

fn parts(code: &str) -> Vec<Part<'_>> {
    if !code.is_ascii() {
        return vec![unknown(code)];
    }
    let cuts = (0..code.len()).step_by(3);
    let parts = cuts.map(|start| {
        let text = &code[start..code.len().min(start + 3)];
        // `SHN` is Saint Helena at the start and a religion elsewhere.
        let found = if start == 0 {
            state(text).or_else(|| term(text))
        } else {
            term(text).or_else(|| state(text))
        };
        found.or_else(|| term(&text.to_ascii_lowercase())).unwrap_or_else(|| unknown(text))
    });
    let mut known: Vec<Part<'_>> = Vec::new();
    for part in parts {
        if !known.contains(&part) {
            known.push(part);
        }
    }
    known
}

fn term(text: &str) -> Option<Part<'static>> {
    TERMS.get(text).copied()
}

fn state(text: &str) -> Option<Part<'static>> {
    Country::of_code(text).map(|country| Part {
        class: Class::Geography,
        name: country.name,
        kind: ActorKind::State,
        country: country.iso,
    })
}

fn unknown(text: &str) -> Part<'_> {
    Part { class: Class::Unknown, name: text, kind: ActorKind::Other, country: "" }
}

fn name(parts: &[Part<'_>]) -> String {
    let of = |classes: &[Class]| {
        let chosen = parts.iter().filter(|part| classes.contains(&part.class));
        chosen.map(|part| part.name).collect::<Vec<_>>()
    };
    let groups = of(&[Class::Group]).join(", ");
    let mut name = if groups.is_empty() {
        let mut words = of(&[Class::Geography, Class::People]);
        let roles = of(&[Class::Role, Class::Umbrella, Class::Unknown]).join(", ");
        words.extend((!roles.is_empty()).then_some(roles.as_str()));
        words.join(" ")
    } else {
        let rest = of(&[Class::Geography, Class::People, Class::Role, Class::Unknown]).join(", ");
        if rest.is_empty() { groups } else { format!("{groups} ({rest})") }
    };
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// An armed group if a part says so, else an organisation, else what its first role says, else
/// what its first part is.
fn kind(parts: &[Part<'_>]) -> ActorKind {
    let mut kinds = parts.iter().map(|part| part.kind);
    if kinds.clone().any(|kind| kind == ActorKind::ArmedGroup) {
        return ActorKind::ArmedGroup;
    }
    let of = |class| parts.iter().find(|part| part.class == class).map(|part| part.kind);
    of(Class::Group)
        .or_else(|| of(Class::Role))
        .or_else(|| of(Class::Umbrella))
        .or_else(|| of(Class::People))
        .or_else(|| kinds.next())
        .unwrap_or(ActorKind::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_words() {
        #[track_caller]
        fn check(code: &str, name: &str, kind: ActorKind, country: &str) {
            let actor = actor(code);
            let found = (actor.name.as_str(), actor.kind, actor.country.as_str());
            assert_eq!(found, (name, kind, country), "{code}");
        }
        use ActorKind::{ArmedGroup, Government, Group, Media, Organization, Other, State};
        check("USA", "United States", State, "USA");
        check("USAGOV", "United States government", Government, "USA");
        check("USAMEDLAB", "United States media, labor", Media, "USA");
        check("GOV", "Government", Government, "");
        check("GOVMIL", "Government, military", Government, "");
        check("EDUEDU", "Education", Group, "");
        check("AFRGOV", "Africa government", Government, "");
        check("GZS", "Gaza Strip", Other, "PSE");
        check("AFGINSTAL", "Taliban (Afghanistan, insurgents)", ArmedGroup, "AFG");
        check("PSEREBHMS", "Hamas (Palestine, rebels)", ArmedGroup, "PSE");
        check("IMGMOSALQUAF", "Al-Qaeda (Muslim, unaligned armed forces)", ArmedGroup, "");
        check("IGOUNO", "United Nations", Organization, "");
        check("IGOEUREEC", "European Union (Europe)", Organization, "");
        check("IGO", "International organization", Organization, "");
        check("MNCUSA", "United States multinational", Organization, "USA");
        check("NGOHRIHRW", "Human Rights Watch (human rights)", Organization, "");
        check("CHRCTH", "Christian Catholic", Group, "");
        check("IRQSUNINS", "Iraq Sunni insurgents", ArmedGroup, "IRQ");
        check("CHNtib", "China Tibetan", Group, "CHN");
        check("ukr", "Ukrainian", Group, "");
        check("CHNTIB", "China Tibetan", Group, "CHN");
        check("SHN", "Saint Helena", State, "SHN");
        check("JPNSHN", "Japan Old Shinto", Group, "JPN");
        check("ROMGOV", "Romania government", Government, "ROU");
        // What is not known stays visible.
        check("CHRPRO210EDU", "Christian Protestant 210, education", Group, "");
        check("USAXYZ", "United States XYZ", State, "USA");
        check("QQQ", "QQQ", Other, "");
        check("USAGO", "United States GO", State, "USA");
        check("Österreich", "Österreich", Other, "");
        check("", "", Other, "");
    }
}
