//! BibTeX and BibLaTeX → items, read by the crate `biblatex` once `bounds` has looked where the file leads.

mod bounds;
#[cfg(feature = "records")]
mod entries;
#[cfg(feature = "records")]
mod journal;
mod values;

#[cfg(feature = "records")]
use biblatex::Bibliography;
use biblatex::{ChunksExt, EditorType, Entry, EntryType, Person};

use crate::error::{Error, ErrorKind};
use crate::reference::date::{Date, DateParts, DateStatus, month_number};
use crate::reference::item::{Item, ItemType};
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
                item: item_of_kind(item, entry),
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
    let text = |value: &str| value.trim_matches(['{', '}']).replace("\\&", "&").replace("{[}", "[").replace("{]}", "]");
    if let Some(list) = entry.field("cited-references") {
        let text = text(list);
        let lines = text.lines().map(|line| line.trim().trim_end_matches('.')).filter(|line| !line.is_empty());
        return lines.map(|line| super::Cited::Short(line.to_owned())).collect();
    }
    let list = entry.field("references").map(text).unwrap_or_default();
    super::table::scopus::references(&list).into_iter().map(super::Cited::Text).collect()
}

/// An article in a journal is called `article` here, which is a preprint elsewhere.
#[cfg(feature = "records")]
fn item_of_kind(item: Item, entry: &entries::Entry<'_>) -> Item {
    let item_type = match entry.kind.as_str() {
        "article" if item.container_title.is_some() && item.item_type == ItemType::Article => ItemType::ArticleJournal,
        "mastersthesis" | "phdthesis" | "thesis" => ItemType::Thesis,
        _ => item.item_type,
    };
    let doi = item.doi.map(|written| super::field::doi(&written).unwrap_or(written));
    // Programs without a field for it put it in the address or a note.
    let doi = doi.or_else(|| super::field::doi_alone(item.url.as_deref()?));
    let doi = doi.or_else(|| super::field::doi_behind_word(entry.field("note").filter(|note| note.len() < 200)?));
    // Publishers call entries by it: "@article{10.1000/1,".
    let doi = doi.or_else(|| super::field::doi_alone(entry.key));
    let genre = item.genre.filter(|written| super::item_type::is_genre(written, item_type));
    // ADS names journals by macros of its own.
    let container_title = item.container_title.map(|title| journal::named(&title).map_or(title, str::to_owned));
    let mut item = Item { item_type, doi, genre, container_title, ..item };
    let texts = [&mut item.title, &mut item.container_title, &mut item.collection_title, &mut item.publisher];
    texts.into_iter().flatten().for_each(without_fonts);
    for name in item.author.iter_mut().chain(&mut item.editor) {
        [&mut name.family, &mut name.given, &mut name.literal].into_iter().flatten().for_each(without_fonts);
    }
    item
}

/// Takes out what only says how letters look: `\textit{…}`, `{\em …}`; what quotes puts its marks.
#[cfg(feature = "records")]
fn without_fonts(text: &mut String) {
    const FONTS: [&str; 31] = [
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
        "ensuremath",
        "textsuperscript",
        "textsubscript",
        "mkbibemph",
        "mkbibitalic",
        "mkbibbold",
        "NoCaseChange",
        "MakeUppercase",
        "relax",
    ];
    const QUOTES: [&str; 3] = ["mkbibquote", "enquote", "textquote"];
    if !text.contains('\\') {
        return;
    }
    let mut plain = String::with_capacity(text.len());
    // What each open brace ends in: that of such a command in nothing.
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let word = &rest[1..];
            let length = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
            let (name, behind) = word.split_at(length);
            let is_quote = QUOTES.contains(&name);
            if is_quote || FONTS.contains(&name) {
                let behind = behind.trim_start();
                rest = behind.strip_prefix('{').unwrap_or(behind);
                if behind.starts_with('{') {
                    open.push(if is_quote { "”" } else { "" });
                    plain.push_str(if is_quote { "“" } else { "" });
                }
                continue;
            }
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => open.push("}"),
            '}' => {
                plain.push_str(open.pop().unwrap_or("}"));
                continue;
            }
            _ => {}
        }
        plain.push(c);
    }
    *text = plain;
}

fn item(entry: &Entry) -> Item {
    let field = |names: &[&str]| {
        let values = names.iter().filter_map(|name| entry.get(name));
        values.map(|found| found.format_verbatim().trim().to_owned()).find(|text| !text.is_empty())
    };
    let people = |found: Option<Vec<Person>>| -> Vec<Name> { found.iter().flatten().map(name).collect() };
    let title = match (field(&["title"]), field(&["subtitle"])) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, _) => title,
    };
    let eprint = |archive: &str| {
        let kind = field(&["eprinttype", "archiveprefix"]).filter(|kind| kind.eq_ignore_ascii_case(archive));
        kind.and_then(|_| field(&["eprint"]))
    };
    let arxiv = eprint("arxiv").or_else(|| field(&["arxivid"]));
    let entry_type = match &entry.entry_type {
        EntryType::Unknown(name) => name.clone(),
        known => known.to_string(),
    };
    let item_type = kind(&entry_type, field(&["entrysubtype"]), field(&["pubstate"]), arxiv.is_some());
    // A decision's institution is its court, any other's is who brought it out.
    let (authority, publisher) = match item_type {
        ItemType::LegalCase | ItemType::Legislation => (field(&["institution"]), field(&["publisher", "organization"])),
        _ => (None, field(&["publisher", "institution", "school", "university", "organization"])),
    };
    let Numbers { issue, number, collection_number } = Numbers::of(item_type, &field);
    Item {
        item_type,
        author: people(entry.author().ok()),
        editor: entry.editors().map(editors).unwrap_or_default(),
        translator: people(entry.translator().ok()),
        title,
        // Zotero has the site of a page there.
        container_title: field(&["journal", "journaltitle", "booktitle"])
            .or_else(|| field(&["titleaddon"]).filter(|_| item_type == ItemType::Webpage)),
        collection_title: field(&["series"]),
        collection_number,
        number_of_volumes: field(&["volumes"]),
        issued: issued(&field),
        volume: field(&["volume"]),
        issue,
        page: field(&["pages", "eid", "articleno"]),
        publisher,
        publisher_place: field(&["address", "location", "city"]),
        authority: authority.or_else(|| field(&["authority"])),
        edition: field(&["edition"]),
        genre: field(&["type"]),
        number,
        doi: field(&["doi"]),
        url: field(&["url"]).or_else(|| field(&["howpublished"]).filter(|written| is_address(written))),
        isbn: field(&["isbn", "issn"]),
        arxiv,
        pmid: field(&["pmid"]).or_else(|| eprint("pubmed")).or_else(|| eprint("pmid")),
    }
}

/// The kind of an entry. What BibLaTeX has no type for, programs tell by a subtype; a preprint is a page, or nothing in
/// particular, of a state or an archive that says so.
fn kind(entry_type: &str, subtype: Option<String>, state: Option<String>, is_arxiv: bool) -> ItemType {
    let subtype = subtype.unwrap_or_default().to_ascii_lowercase();
    match (super::item_type(entry_type), subtype.as_str()) {
        (ItemType::Article | ItemType::ArticleJournal, "magazine") => ItemType::ArticleMagazine,
        (ItemType::Article | ItemType::ArticleJournal, "newspaper") => ItemType::ArticleNewspaper,
        (ItemType::Manuscript, "speech") => ItemType::Speech,
        (ItemType::Webpage, _) if state.is_some_and(|state| state == "prepublished") => ItemType::Article,
        (ItemType::Document, _) if is_arxiv => ItemType::Article,
        (found, _) => found,
    }
}

/// What `number` and `issue` say.
struct Numbers {
    issue: Option<String>,
    number: Option<String>,
    collection_number: Option<String>,
}

impl Numbers {
    /// In a journal the number is the issue's, in a book that is in a series the volume's in it, else the work's own; of a book
    /// without a series that has a volume it is what tells the parts of the volume.
    fn of(item_type: ItemType, field: &impl Fn(&[&str]) -> Option<String>) -> Self {
        let (issue, number) = (field(&["issue"]), field(&["number"]));
        let none = Self { issue: issue.clone(), number: None, collection_number: None };
        match item_type {
            _ if number.is_none() => none,
            _ if super::is_in_issues(item_type) => Self { issue: number.or(issue), ..none },
            _ if !super::is_in_series(item_type) => Self { number, ..none },
            _ if field(&["series"]).is_some() => Self { collection_number: number, ..none },
            _ if field(&["volume"]).is_some() => Self { issue: issue.or(number), ..none },
            _ => Self { number, ..none },
        }
    }
}

/// The day, month or year, or in place of one the state: "inpress".
fn issued(field: &impl Fn(&[&str]) -> Option<String>) -> Option<Date> {
    let read = |written: &str| Date::parse(written).or_else(|| super::year::shown(written).map(Date::of_year));
    // "1999-05" is a month, as in ISO 8601, and no range of years.
    let month = |written: &str| {
        let (year, month) = written.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
        let (year, month) = (year.parse().ok()?, month.parse().ok().filter(|month| (1..=12).contains(month))?);
        Some(Date { start: Some(DateParts { year, month: Some(month), day: None }), ..Date::default() })
    };
    // "2005-03/2005-04".
    let months = |written: &str| {
        let (from, to) = written.split_once('/').map(|(from, to)| (month(from), month(to)))?;
        Some(Date { end: to.and_then(|to| to.start), ..from? })
    };
    let whole = |written: &str| month(written).or_else(|| months(written)).or_else(|| read(written));
    if let Some(date) = field(&["date"]).as_deref().and_then(whole) {
        return Some(date);
    }
    let Some(mut date) = field(&["year"]).as_deref().and_then(read) else {
        let status = match field(&["pubstate"])?.as_str() {
            "inpress" => DateStatus::InPress,
            "forthcoming" => DateStatus::Forthcoming,
            "submitted" => DateStatus::Submitted,
            written => return Date::parse(written),
        };
        return Some(Date { status: Some(status), ..Date::default() });
    };
    if let Some(start) = date.start.as_mut().filter(|start| start.month.is_none()) {
        let small = |written: &str, most: u8| written.parse::<u8>().ok().filter(|n| (1..=most).contains(n));
        // The day may stand in the field too: "Mar 5", "mar # \"~5\"", "5 March".
        let written = field(&["month"]).unwrap_or_default();
        let mut words: Vec<&str> =
            written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let named = words.iter().position(|word| month_number(word).is_some()).or((!words.is_empty()).then_some(0));
        let month = named.map(|at| words.remove(at));
        start.month = month.and_then(|word| month_number(word).or_else(|| small(word, 12)));
        let day = field(&["day"]);
        let day = day.as_deref().or(words.first().copied());
        start.day = start.month.and_then(|_| small(day?, 31));
    }
    Some(date)
}

fn editors(groups: Vec<(Vec<Person>, EditorType)>) -> Vec<Name> {
    let editing = |kind: &EditorType| matches!(kind, EditorType::Editor | EditorType::Compiler);
    groups.iter().filter(|(_, kind)| editing(kind)).flat_map(|(people, _)| people.iter().map(name)).collect()
}

/// "E.", "E. B.", "E.-B.".
fn is_initials(words: &str) -> bool {
    let is_one = |word: &str| word.chars().count() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase);
    !words.is_empty() && words.split_inclusive('.').all(|word| is_one(word.trim_start_matches([' ', '-'])))
}

/// Whether the family is a word that only bodies end in, and given names that none but bodies have.
fn is_body(person: &Person) -> bool {
    let is_one = ["Collaboration", "Consortium", "Team", "Group", "Committee"].contains(&person.name.as_str());
    is_one && person.prefix.is_empty() && !person.given_name.is_empty() && !is_initials(&person.given_name)
}

/// Whether an address is all that a text is.
fn is_address(written: &str) -> bool {
    (written.starts_with("http://") || written.starts_with("https://")) && !written.contains(char::is_whitespace)
}

/// A name; DBLP numbers people of one name, "Ann Roe 0001".
fn name(person: &Person) -> Name {
    if super::year::year(&person.name).is_some()
        && let Some((given, family)) = person.given_name.trim().rsplit_once(' ')
    {
        let bare = Person { name: family.to_owned(), given_name: given.to_owned(), ..person.clone() };
        return name(&bare);
    }
    // Scopus has no comma behind the family of an editor: "Fay E.".
    if is_initials(&person.name) && !is_initials(&person.given_name) && !person.given_name.is_empty() {
        let turned = Person { name: person.given_name.clone(), given_name: person.name.clone(), ..person.clone() };
        return name(&turned);
    }
    // The same behind a particle, "van der Kay B.-C.".
    if person.given_name.is_empty()
        && !person.prefix.is_empty()
        && let Some((family, initials)) = person.name.rsplit_once(' ').filter(|(_, last)| is_initials(last))
    {
        let parted = Person { name: family.to_owned(), given_name: initials.to_owned(), ..person.clone() };
        return name(&parted);
    }
    // A body that nobody put in braces: "The Test Collaboration".
    if is_body(person) {
        return Name { literal: Some(format!("{} {}", person.given_name, person.name)), ..Name::default() };
    }
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

    #[test]
    fn dates_by_iso_8601() {
        for (date, want) in
            [("1999-05", "1999-05"), ("1999-05-07", "1999-05-07"), ("1999", "1999"), ("1999-17", "1999")]
        {
            let field = |names: &[&str]| names.contains(&"date").then(|| date.to_owned());
            let start = issued(&field).and_then(|date| date.start).expect("it has a date");
            assert_eq!(start.to_string(), want, "{date}");
        }
    }

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
