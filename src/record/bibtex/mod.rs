//! BibTeX and BibLaTeX → items, read by the crate `biblatex` once `bounds` has looked where the file leads.

mod bounds;
#[cfg(feature = "records")]
mod entries;

#[cfg(feature = "records")]
use biblatex::Bibliography;
use biblatex::{ChunksExt, EditorType, Entry, Person};

use crate::error::{Error, ErrorKind};
use crate::reference::date::Date;
use crate::reference::item::Item;
#[cfg(feature = "records")]
use crate::reference::item::ItemType;
use crate::reference::name::Name;

/// Reads a `.bib` file's text: the key and the item of each entry, in the file's order.
///
/// Fields that can't be read are left out.
///
/// # Errors
///
/// [`ErrorKind::Library`] when the text is no BibTeX, when a macro, `crossref` or `xdata` leads to itself or over more than
/// 32 others, when braces stand more than 64 deep in each other, or when macros and cross-references make the file longer
/// than 16 times its length and a megabyte.
///
/// # Complexity
///
/// Linear in the length of the text, within those bounds.
///
/// ```
/// use citegraph::work::library::bibtex;
///
/// let bib = r#"@inproceedings{roe, author = {Roe, Ann and van der Lee, Bob}, title = {{On} Tests}, year = 2020}"#;
/// let items = bibtex::items(bib)?;
/// assert_eq!(items[0].0, "roe");
/// assert_eq!(items[0].1.title.as_deref(), Some("On Tests"));
/// assert_eq!(items[0].1.author[1].family.as_deref(), Some("Lee"));
/// # Ok::<(), citegraph::Error>(())
/// ```
pub fn items(bib: &str) -> Result<Vec<(String, Item)>, Error> {
    let library = bounds::parse(bib)
        .map_err(|(reason, span)| Error::new(ErrorKind::Library { format: "BibTeX", reason }, Some(span)))?;
    Ok(library.iter().map(|entry| (entry.key.clone(), item(entry))).collect())
}

/// Reads the entries of a `.bib` file one by one; what is broken is told, and the rest read.
#[cfg(feature = "records")]
pub(super) fn read(bib: &str, into: &mut super::Records) {
    let (found, broken) = entries::entries(bib);
    let lines = super::records::Lines::of(bib);
    let line_of = |at: usize| lines.line(at);
    for entry in &found {
        match Bibliography::parse(&entry.text()).ok().and_then(|library| library.iter().next().map(item)) {
            Some(item) => into.publications.push(super::Publication {
                id: (!entry.key.is_empty()).then(|| entry.key.to_owned()),
                item: item_of_kind(item, entry.kind.as_str()),
                cites: cited(entry),
                span: entry.span,
                ..super::Publication::default()
            }),
            None => {
                into.fault(line_of(entry.span.start), format!("expected values that TeX can read in {}", entry.key))
            }
        }
    }
    for place in broken {
        into.fault(line_of(place.at), place.reason);
    }
    into.faults.sort_by_key(|fault| fault.line);
}

/// What Web of Science and Scopus say in fields of their own: the references, a line each or between semicolons.
#[cfg(feature = "records")]
fn cited(entry: &entries::Entry<'_>) -> Vec<super::Cited> {
    let field = |name: &str| entry.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    let text = |value: &str| value.trim_matches(['{', '}']).replace("\\&", "&").replace("{[}", "[").replace("{]}", "]");
    if let Some(list) = field("cited-references") {
        let text = text(list);
        let lines = text.lines().map(|line| line.trim().trim_end_matches('.')).filter(|line| !line.is_empty());
        return lines.map(|line| super::Cited::Short(line.to_owned())).collect();
    }
    let list = field("references").map(text).unwrap_or_default();
    super::table::scopus_references(&list).into_iter().map(super::Cited::Text).collect()
}

/// An article in a journal is called `article` here, which is a preprint elsewhere.
#[cfg(feature = "records")]
fn item_of_kind(item: Item, kind: &str) -> Item {
    let item_type = match kind {
        "article" if item.container_title.is_some() => ItemType::ArticleJournal,
        "mastersthesis" | "phdthesis" | "thesis" => ItemType::Thesis,
        _ => item.item_type,
    };
    let doi = item.doi.map(|written| super::field::doi(&written).unwrap_or(written));
    let mut item = Item { item_type, doi, ..item };
    let texts = [&mut item.title, &mut item.container_title, &mut item.collection_title, &mut item.publisher];
    texts.into_iter().flatten().for_each(without_fonts);
    item
}

/// Takes out what only says how letters look: `\textit{…}`, `{\em …}`.
#[cfg(feature = "records")]
fn without_fonts(text: &mut String) {
    const FONTS: [&str; 22] = [
        "textit",
        "textbf",
        "textsc",
        "textrm",
        "textsf",
        "texttt",
        "textsl",
        "textup",
        "textnormal",
        "emph",
        "mathrm",
        "mathit",
        "mathbf",
        "em",
        "it",
        "bf",
        "rm",
        "sc",
        "tt",
        "sl",
        "sf",
        "itshape",
    ];
    if !text.contains('\\') {
        return;
    }
    let mut plain = String::with_capacity(text.len());
    // Whether each open brace is that of such a command.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let word = &rest[1..];
            let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
            let (name, behind) = word.split_at(length);
            if FONTS.contains(&name) {
                let behind = behind.trim_start();
                rest = behind.strip_prefix('{').unwrap_or(behind);
                if behind.starts_with('{') {
                    open.push(true);
                }
                continue;
            }
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => open.push(false),
            '}' if open.pop() == Some(true) => continue,
            _ => {}
        }
        plain.push(c);
    }
    *text = plain;
}

fn item(entry: &Entry) -> Item {
    let field = |names: &[&str]| {
        let found = names.iter().find_map(|name| entry.get(name))?;
        let text = found.format_verbatim().trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let title = match (field(&["title"]), field(&["subtitle"])) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, _) => title,
    };
    // In a series the number is the volume's in it.
    let in_series = field(&["series"]).is_some() && field(&["volume", "issue"]).is_none() && entry.journal().is_err();
    let is_arxiv = field(&["eprinttype", "archiveprefix"]).is_some_and(|t| t.eq_ignore_ascii_case("arxiv"));
    Item {
        item_type: super::item_type(&entry.entry_type.to_string()),
        author: entry.author().map(|people| people.iter().map(name).collect()).unwrap_or_default(),
        editor: entry.editors().map(editors).unwrap_or_default(),
        translator: entry.translator().map(|people| people.iter().map(name).collect()).unwrap_or_default(),
        title,
        container_title: field(&["journal", "journaltitle", "booktitle"]),
        collection_title: field(&["series"]),
        collection_number: field(&["number"]).filter(|_| in_series),
        number_of_volumes: field(&["volumes"]),
        issued: field(&["date", "year"])
            .and_then(|d| Date::parse(&d).or_else(|| d.get(..4)?.parse().ok().map(Date::of_year))),
        volume: field(&["volume"]),
        issue: field(&["number", "issue"]).filter(|_| field(&["volume"]).is_some()),
        page: field(&["pages", "eid"]),
        publisher: field(&["publisher", "institution", "school", "organization"]),
        publisher_place: field(&["address", "location"]),
        edition: field(&["edition"]),
        genre: field(&["type"]),
        number: field(&["number"]).filter(|_| field(&["volume"]).is_none() && !in_series),
        doi: field(&["doi"]),
        url: field(&["url"]),
        isbn: field(&["isbn"]),
        arxiv: field(&["eprint"]).filter(|_| is_arxiv),
        ..Item::default()
    }
}

fn editors(groups: Vec<(Vec<Person>, EditorType)>) -> Vec<Name> {
    let editing = |kind: &EditorType| matches!(kind, EditorType::Editor | EditorType::Compiler);
    groups.iter().filter(|(_, kind)| editing(kind)).flat_map(|(people, _)| people.iter().map(name)).collect()
}

fn name(person: &Person) -> Name {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    if person.given_name.is_empty() && person.prefix.is_empty() {
        return Name { literal: part(&person.name), ..Name::default() };
    }
    Name {
        family: part(&person.name),
        given: part(&person.given_name),
        non_dropping_particle: part(&person.prefix),
        suffix: part(&person.suffix),
        ..Name::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files that would never end, or end the process, and what is said of them instead.
    #[test]
    fn what_leads_to_itself() {
        let itself = "BibTeX: \"p\" leads to itself, or over more than 32 others";
        let doubled: String = (1..30).map(|n| format!("@string{{m{n} = m{0} # m{0}}}", n - 1)).collect();
        let chain: String = (1..90_000).map(|n| format!("@misc{{e{n}, crossref={{e{}}}}}", n - 1)).collect();
        let twice: String = (1..30).map(|n| format!("@xdata{{x{n}, xdata={{x{0}, x{0}}}}}", n - 1)).collect();
        let deep = |open: &str, n: usize| format!("@misc{{m, title={{{}{}}}}}", open.repeat(n), "}".repeat(n));
        let cases = [
            ("@string{p = p}@misc{m, note = p}".to_owned(), itself),
            ("@string{p = q}@string{q = p}@misc{m, note = p}".to_owned(), itself),
            ("@misc{p, crossref={p}}".to_owned(), itself),
            ("@misc{p, CrossRef={q}}@misc{q, crossref={p}}".to_owned(), itself),
            ("@xdata{p, xdata={p}}".to_owned(), itself),
            (
                format!("@string{{m0 = {{0123456789}}}}{doubled}@misc{{m, note = m29}}"),
                "BibTeX: its macros make the file more than 16 times as long",
            ),
            (chain, "BibTeX: \"e34\" leads to itself, or over more than 32 others"),
            (
                format!("{twice}@xdata{{x0, title={{T}}}}"),
                "BibTeX: its cross-references make the file more than 16 times as long",
            ),
            (deep(r"\emph{", 100_000), "BibTeX: more than 64 braces in each other"),
            (deep(r#"\"{"#, 100_000), "BibTeX: more than 64 braces in each other"),
            (format!("@misc{{m, title={{{}}}}}", "{{}}".repeat(2000)), "BibTeX: too many nested braces"),
        ];
        for (bib, said) in cases {
            assert_eq!(items(&bib).expect_err(said).to_string(), said, "{bib:.60}");
        }
    }

    #[test]
    fn what_leads_to_others_is_followed() {
        let bib = "@string{who = {Press of } # where}@string{where = {Rostow}}@string{own = own}\
                   @incollection{part, title={Reeds}, crossref={whole}, publisher = who}\
                   @collection{whole, title={All Plants}, year=1999, note={{\\\"a}{\\\"o} $x$}}";
        let items = items(bib).expect("a library");
        let part = &items[0].1;
        assert_eq!(part.publisher.as_deref(), Some("Press of Rostow"));
        assert_eq!(part.container_title.as_deref(), Some("All Plants"));
    }

    #[test]
    fn odd_files() {
        assert_eq!(items("").expect("nothing is a library"), []);
        assert!(items("@article{x, title = {").is_err());
        let report =
            items("@techreport{r, title={A}, number={TR-7}, institution={Institute of Tests}}").expect("one entry");
        assert_eq!(report[0].1.number.as_deref(), Some("TR-7"));
        assert_eq!(report[0].1.issue, None);
    }
}
