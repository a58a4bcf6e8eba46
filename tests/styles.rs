//! Ten kinds of work in sixteen styles, as the styles' manuals print them.
//!
//! The references and the fields they hold stand in `tests/styles`, a file a style; its README says how to read them.
//! What is not right yet stands in `tests/styles/known_failures.txt`; the test fails when something else isn't right, and
//! when something that stands there is.
//!
//! `CITEGRAPH_STYLES=print cargo test --test styles -- --nocapture` prints the failures; `=write` writes the list anew.
//! With `CITEGRAPH_WEIGHTS=FILE` it reads with those weights instead of the crate's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::sync::LazyLock;

use citegraph::Span;
use citegraph::reference::chooser::Chooser;
use citegraph::reference::date::{Date, Season};
use citegraph::reference::name::Name;
use citegraph::reference::{Field, Parser, Reference};

const FOLDER: &str = "tests/styles";
const KNOWN: &str = "tests/styles/known_failures.txt";

const STYLES: [&str; 16] = [
    "acm",
    "acs",
    "ama",
    "apa",
    "chicago_author_date",
    "chicago_notes",
    "din_iso_690",
    "gost",
    "harvard",
    "ieee",
    "mhra",
    "mla",
    "nature",
    "oxford",
    "turabian",
    "vancouver",
];

/// CSL's names of the kinds that each style prints.
const KINDS: [&str; 10] = [
    "article",
    "article-journal",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "paper-conference",
    "report",
    "thesis",
    "webpage",
];

const FIELDS: [&str; 23] = [
    "type",
    "author",
    "editor",
    "translator",
    "et-al",
    "title",
    "container-title",
    "collection-title",
    "issued",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "edition",
    "genre",
    "number",
    "DOI",
    "URL",
    "ISBN",
    "archive_location",
    "back-reference",
    "further",
];

fn parser() -> &'static Parser {
    static PARSER: LazyLock<Parser> = LazyLock::new(|| match std::env::var("CITEGRAPH_WEIGHTS") {
        Ok(file) => Parser::new().with_chooser(Chooser::from_bytes(&fs::read(file).unwrap()).unwrap()),
        Err(_) => Parser::new(),
    });
    &PARSER
}

/// A reference's fields by name, lists with "; " between; a field that isn't there has no key.
type Fields = BTreeMap<String, String>;

struct Case {
    style: &'static str,
    kind: &'static str,
    text: String,
    wanted: Fields,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for style in STYLES {
        let file = fs::read_to_string(format!("{FOLDER}/{style}.toml")).unwrap();
        let tables: toml::Table = toml::from_str(&file).unwrap_or_else(|e| panic!("{style}: {e}"));
        assert!(tables.keys().eq(KINDS), "{style} has other kinds");
        for kind in KINDS {
            let value = |value: &toml::Value| match value {
                toml::Value::Array(names) => names.iter().map(|n| n.as_str().unwrap()).collect::<Vec<_>>().join("; "),
                value => value.as_str().unwrap().to_owned(),
            };
            let fields = tables[kind].as_table().unwrap().iter().map(|(key, v)| (key.clone(), value(v)));
            let mut wanted: Fields = fields.collect();
            let text = wanted.remove("text").unwrap();
            wanted.insert("type".to_owned(), kind.to_owned());
            cases.push(Case { style, kind, text, wanted });
        }
    }
    cases
}

fn join<'p>(parts: impl IntoIterator<Item = &'p Option<String>>, between: &str) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// "Family, Given, Suffix", each with its particle; an organisation as it is.
fn name(name: &Name) -> String {
    let family = join([&name.non_dropping_particle, &name.family], " ");
    let given = join([&name.given, &name.dropping_particle], " ");
    join([&family, &given, &name.suffix, &name.literal], ", ").unwrap_or_default()
}

fn names(names: &[Field<Name>]) -> String {
    names.iter().map(|n| name(&n.value)).collect::<Vec<_>>().join("; ")
}

fn date(date: &Date) -> String {
    let season = date.season.map(|season| match season {
        Season::Spring => " spring",
        Season::Summer => " summer",
        Season::Autumn => " autumn",
        Season::Winter => " winter",
    });
    format!("{date}{}", season.unwrap_or_default())
}

fn read(r: &Reference) -> Fields {
    let mut read: Fields = r.texts().map(|(key, field)| (key.to_owned(), field.value.clone())).collect();
    read.insert("type".to_owned(), r.item_type.as_csl().to_owned());
    read.extend(r.people().map(|(key, list)| (key.to_owned(), names(list))));
    if let Some(et_al) = r.et_al {
        read.insert("et-al".to_owned(), et_al.of(&r.raw).to_owned());
    }
    if let Some(issued) = &r.issued {
        read.insert("issued".to_owned(), date(&issued.value));
    }
    if !r.further.is_empty() {
        let further: Vec<&str> = r.further.iter().map(|f| f.span.of(&r.raw)).collect();
        read.insert("further".to_owned(), further.join("; "));
    }
    if let Some(back) = &r.back_reference {
        read.insert("back-reference".to_owned(), back.span.of(&r.raw).to_owned());
    }
    read
}

/// A final full stop is the sentence's or the abbreviation's: nobody can tell.
fn same(wanted: Option<&String>, read: Option<&String>) -> bool {
    wanted.map(|w| w.trim_end_matches('.')) == read.map(|r| r.trim_end_matches('.'))
}

struct Failure {
    field: &'static str,
    wanted: Option<String>,
    read: Option<String>,
}

fn failures(case: &Case) -> Vec<Failure> {
    let read = read(&parser().parse(&case.text));
    let differing = FIELDS.into_iter().filter(|&f| !same(case.wanted.get(f), read.get(f)));
    differing
        .map(|field| Failure { field, wanted: case.wanted.get(field).cloned(), read: read.get(field).cloned() })
        .collect()
}

/// The failures by style, then how many there are of each cause.
fn report(found: &[(Case, Vec<Failure>)]) -> String {
    let mut out = String::new();
    let mut causes: BTreeMap<(usize, &str), Vec<String>> = BTreeMap::new();
    for style in STYLES {
        let of_style = || found.iter().filter(|(case, _)| case.style == style);
        let right = of_style().filter(|(_, failures)| failures.is_empty()).count();
        writeln!(out, "\n{style}: {right} of {} wholly right", KINDS.len()).unwrap();
        for (case, failures) in of_style().filter(|(_, failures)| !failures.is_empty()) {
            writeln!(out, "  {}: {}", case.kind, case.text).unwrap();
            for failure in failures {
                let show = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
                let (wanted, read) = (show(&failure.wanted), show(&failure.read));
                writeln!(out, "    {:16} wanted {wanted}\n    {:16} read   {read}", failure.field, "").unwrap();
                let cause = match (&failure.wanted, &failure.read) {
                    (Some(_), None) => "missing",
                    (None, Some(_)) => "not there",
                    _ => "wrong",
                };
                let field = FIELDS.iter().position(|f| *f == failure.field).unwrap();
                causes.entry((field, cause)).or_default().push(format!("{style}/{}", case.kind));
            }
        }
    }
    writeln!(out, "\nby cause").unwrap();
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(_, at)| std::cmp::Reverse(at.len()));
    for ((field, cause), at) in causes {
        writeln!(out, "{:4}  {} {cause}: {}", at.len(), FIELDS[field], at.join(" ")).unwrap();
    }
    let right = found.iter().filter(|(_, failures)| failures.is_empty()).count();
    writeln!(out, "\n{right} of {} wholly right", found.len()).unwrap();
    out
}

#[test]
fn every_field_of_every_style() {
    let found: Vec<(Case, Vec<Failure>)> = cases()
        .into_iter()
        .map(|case| {
            let failures = failures(&case);
            (case, failures)
        })
        .collect();
    let failing: BTreeSet<String> = found
        .iter()
        .flat_map(|(case, failures)| failures.iter().map(|f| format!("{}/{} {}", case.style, case.kind, f.field)))
        .collect();
    match std::env::var("CITEGRAPH_STYLES").as_deref() {
        Ok("print") => println!("{}", report(&found)),
        Ok("write") => {
            let lines: String = failing.iter().map(|line| format!("{line}\n")).collect();
            fs::write(KNOWN, format!("# What isn't read right yet: STYLE/KIND FIELD.\n{lines}")).unwrap();
        }
        _ => {}
    }
    let list = fs::read_to_string(KNOWN).unwrap();
    let known: BTreeSet<String> = list.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect();
    let new: Vec<&String> = failing.difference(&known).collect();
    let gone: Vec<&String> = known.difference(&failing).collect();
    assert!(new.is_empty(), "no longer right: {new:#?}");
    assert!(gone.is_empty(), "right now, take it off {KNOWN}: {gone:#?}");
}

/// What a field says is what stands under its span, and nothing of the reference is lost.
#[test]
fn values_stand_under_their_spans() {
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    for case in cases() {
        let r = parser().parse(&case.text);
        assert_eq!(r.raw, case.text);
        for (key, field) in r.texts() {
            let mut printed = joined(field.span.of(&r.raw));
            if key == "DOI" {
                printed.make_ascii_lowercase();
            }
            assert_eq!(printed, joined(&field.value), "{key} of {}", case.text);
        }
        for field in r.people().flat_map(|(_, list)| list) {
            let n = &field.value;
            for part in [&n.family, &n.given, &n.dropping_particle, &n.non_dropping_particle, &n.suffix, &n.literal] {
                let part = joined(part.as_deref().unwrap_or_default());
                assert!(joined(field.span.of(&r.raw)).contains(&part), "{part} of {}", case.text);
            }
        }
        if let Some(issued) = &r.issued
            && let Some(year) = issued.value.year()
        {
            assert!(issued.span.of(&r.raw).contains(&year.to_string()), "{}", case.text);
        }
        let further = r.further.iter().map(|f| f.span);
        let kept: Vec<Span> =
            r.segments.iter().map(|s| s.span).chain(r.rest.iter().copied()).chain(r.et_al).chain(further).collect();
        for (at, c) in r.raw.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            assert!(kept.iter().any(|s| s.start <= at && at < s.end), "{c} at {at} is lost: {}", case.text);
        }
    }
}

/// The table itself: known fields, and every value is printed in its reference.
#[test]
fn the_table_says_what_is_printed() {
    for case in cases() {
        for (field, value) in &case.wanted {
            assert!(FIELDS.contains(&field.as_str()), "{}/{} {field}", case.style, case.kind);
            let printed = |part: &str| case.text.contains(part);
            let right = match field.as_str() {
                "type" => true,
                "author" | "editor" | "translator" => value.split("; ").flat_map(|n| n.split(", ")).all(printed),
                "issued" => printed(&value[..4]),
                "DOI" => case.text.to_lowercase().contains(value),
                _ => printed(value),
            };
            assert!(right, "{}/{} {field}: {value}", case.style, case.kind);
        }
    }
}
