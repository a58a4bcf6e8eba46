//! What a file is, by its content.

use super::format::Format;
use super::wrapping::unwrapped;
use super::{field, table};

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Recognised {
    /// Running text: a paper.
    Text,
    /// A page in HTML: a paper too.
    Html,
    /// Records.
    Records(Format),
    /// Neither: data of a form that isn't known, in words: "a table with the columns a, b, c".
    Other(String),
}

/// So much of a file shows what it is.
const HEAD: usize = 64 << 10;

/// What a text is, by what it begins with. Looks at its first 64 KB.
///
/// ```
/// use citegraph::record::{Format, Recognised, recognise};
///
/// assert_eq!(recognise("@book{roe, title = {On Tests}}"), Recognised::Records(Format::Bibtex));
/// assert_eq!(recognise("# On tests\n\nTests are old.\n"), Recognised::Text);
/// assert!(matches!(recognise("{\"rows\": [1, 2]}"), Recognised::Other(_)));
/// ```
#[must_use]
pub fn recognise(text: &str) -> Recognised {
    let head = &text[..text.floor_char_boundary(HEAD)];
    if let Some((from, to)) = unwrapped(head)
        && let found @ Recognised::Records(_) = shown(&head[from..to])
    {
        return found;
    }
    shown(head)
}

/// What a text is that nothing wraps.
fn shown(head: &str) -> Recognised {
    // A mark of its own stands before each record of a sequence of JSON.
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{1e}');
    let mut start = head.trim_start_matches(blank);
    // Services answer so, a line each, for what they don't know.
    while let Some(after) = start.strip_prefix("null").filter(|after| after.starts_with(['\n', '\r'])) {
        start = after.trim_start_matches(blank);
    }
    if start.starts_with(['{', '['])
        && let Some(found) = json(start)
    {
        return found;
    }
    if start.starts_with('<')
        && let Some(found) = markup(start)
    {
        return found;
    }
    if start.starts_with("{\\rtf") {
        return other("RTF, a word processor's form: save it as text");
    }
    if start.starts_with("%!PS") {
        return other("PostScript: make a PDF file of it");
    }
    if let Some(found) = tex(start) {
        return found;
    }
    if table::is_scopus_text(start) {
        return Recognised::Records(Format::Scopus);
    }
    if is_yaml(start) {
        return other("records in YAML, as Pandoc and Hayagriva have them: convert them to BibTeX or CSL-JSON");
    }
    if let Some(found) = shown_to_read(start) {
        return other(found);
    }
    if is_of_pubmed(start) {
        return other("what PubMed shows to read: save it in the format PubMed (.nbib), or as CSV");
    }
    if let Some(ids) = ids_alone(start) {
        return Recognised::Other(format!(
            "nothing but {ids}, which don't say what the works are: export their records, or look for them in a library with \
             match --strings"
        ));
    }
    // An entry's abstract may say anything, "TY  - JOUR" on a line of its own too.
    let mut first = start;
    let is_remark = |line: &str| line.trim().is_empty() || line.starts_with("% ");
    while let Some((_, behind)) = first.split_once('\n').filter(|(line, _)| is_remark(line)) {
        first = behind;
    }
    let entries = is_entry(first).then(|| bibtex(start)).flatten();
    let found = entries.or_else(|| tagged(start)).or_else(|| bibtex(start));
    found.map(Recognised::Records).unwrap_or_else(|| table(start))
}

fn other(what: &str) -> Recognised {
    Recognised::Other(what.to_owned())
}

/// Among so many lines the first record begins: some tools write lines of their own before it.
const BEFORE: usize = 12;

/// The formats whose lines begin with tags.
fn tagged(start: &str) -> Option<Format> {
    let lines = || start.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines().next()?;
    let is_nbib = |line: &str| {
        let number = line.strip_prefix("PMID").map(str::trim_start).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| number.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    // ERIC's has no number of PubMed's.
    if first.starts_with("OWN - ")
        || first.starts_with("PMID-")
        || first.starts_with("PMID -")
        || lines().take(BEFORE).any(is_nbib)
    {
        return Some(Format::Nbib);
    }
    // ADS begins with its own name of a work.
    let is_of_ads = || first.starts_with("%R ") && lines().any(|line| line.starts_with("%T "));
    if first.starts_with("%0 ") || first.starts_with("%A ") || first.starts_with("%T ") || is_of_ads() {
        return Some(Format::EndNote);
    }
    // Some begin with another tag than that of the kind.
    let is_headless = ["AU  - ", "A1  - ", "TI  - ", "T1  - ", "ID  - "].iter().any(|tag| first.starts_with(tag));
    if lines().take(BEFORE).any(is_ris_type) || (is_headless && lines().any(|line| line.starts_with("ER  -"))) {
        return Some(Format::Ris);
    }
    if let Some(format) = named(start, first) {
        return Some(format);
    }
    let is_wos_type = |line: &str| matches!(line, "PT J" | "PT B" | "PT S" | "PT P" | "PT C");
    if first.starts_with("FN ")
        || is_wos_type(first)
        || (lines().take(BEFORE).any(is_wos_type) && lines().any(|l| l == "ER"))
    {
        return Some(Format::Wos);
    }
    None
}

/// The formats of `tagged::named`, each by how its records begin.
fn named(start: &str, first: &str) -> Option<Format> {
    let lines = || start.lines().map(str::trim_end).filter(|line| !line.is_empty());
    if first.starts_with("{Reference Type}") {
        return Some(Format::NoteExpress);
    }
    if first.starts_with("RT ") && lines().any(|line| line.starts_with("T1 ") || line.starts_with("A1 ")) {
        return Some(Format::RefWorks);
    }
    if first.starts_with("SrcDatabase-") || (first.starts_with("DataType:") && start.contains("\nTitle-")) {
        return Some(Format::Cnki);
    }
    if first.starts_with("____") && start.contains("ProQuest") && lines().any(|line| line.starts_with("Title: ")) {
        return Some(Format::ProQuest);
    }
    if lines().take(BEFORE).any(|line| line.starts_with("Record #")) && lines().any(|line| line.starts_with("TI: ")) {
        return Some(Format::Cochrane);
    }
    // What was searched for may stand before the first record.
    let is_ovid = |(line, next): (&str, &str)| {
        let is_number = matches!(line, "<1>" | "<1. >" | "<1.>") || (line.starts_with('<') && line.ends_with(". >"));
        is_number
            && (next.starts_with("VN  - Ovid") || matches!(next, "Unique Identifier" | "Accession Number" | "Title"))
    };
    let ovid = lines().zip(lines().skip(1)).any(is_ovid) || lines().take(3).any(|line| line.starts_with("VN  - Ovid"));
    ovid.then_some(Format::Ovid)
}

/// Works in YAML: fields of their own, each on a line and in a work indented, among them a title.
fn is_yaml(start: &str) -> bool {
    let lines = || start.lines().map(str::trim_end).filter(|line| !line.is_empty()).take(40);
    let is_key = |line: &str, key: &str| {
        let indented = line.starts_with(' ') || line.starts_with("- ");
        let bare = line.trim_start_matches([' ', '-']);
        indented && bare.strip_prefix(key).is_some_and(|rest| rest.starts_with(": ") || rest == ":")
    };
    let has = |key: &str| lines().any(|line| is_key(line, key));
    // A paper in Markdown may begin with fields of its own, and goes on with text.
    let is_field =
        |line: &str| line.starts_with([' ', '-', '#']) || line.ends_with(':') || matches!(line, "---" | "...");
    has("title") && has("type") && (has("author") || has("date") || has("issued")) && lines().all(is_field)
}

/// What PubMed shows for people to read, which says what the works are and not in fields: a line for each, "1: Roe A. On tests. … PMID:
/// 12345.", or its abstract behind "1. J Tests. 2001 Mar 5;3(2):4-9.". A list of references may name PubMed's numbers too.
fn is_of_pubmed(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim_end);
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    // Its lines are broken where they are long.
    let entry = || start.lines().map(str::trim).take_while(|line| !line.is_empty());
    let names_number = |line: &str| line.starts_with("PMID: ") || line.contains(" PMID: ") || line.ends_with(" PMID:");
    let has_number =
        |line: &str| line.strip_prefix("PMID: ").is_some_and(|id| id.starts_with(|c: char| c.is_ascii_digit()));
    let is_summary = first.starts_with("1: ") && entry().any(names_number);
    is_summary || (first.starts_with("1. ") && second.is_empty() && start.lines().any(has_number))
}

/// What programs show of works for people to read, and which form of theirs says it in fields.
fn shown_to_read(start: &str) -> Option<&'static str> {
    let lines = || start.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let has = |begin: &str| lines().any(|line| line.starts_with(begin));
    let first = lines().next()?;
    let template = first.trim_start_matches(['*', '#', ' ']).trim_start_matches("<ref>").to_ascii_lowercase();
    match () {
        () if first.starts_with("Reference Type:") && has("Record Number:") => {
            Some("what EndNote shows of works: export RIS or EndNote's XML")
        }
        () if first == "RECORD 1" && has("TITLE") && has("SOURCE") => Some("Embase's plain text: export RIS or CSV"),
        () if first.ends_with(',') && has("(https://www.sciencedirect.com/science/article/") => {
            Some("ScienceDirect's text: export RIS or BibTeX")
        }
        () if lines().take(40).any(|line| line.starts_with("cff-version:")) => {
            Some("how a program wants to be cited (CITATION.cff): convert it to BibTeX")
        }
        () if template.starts_with("{{cite ") || template.starts_with("{{citation") => {
            Some("templates of an encyclopedia: save its page as HTML")
        }
        () => None,
    }
}

/// What the lines of a list of identifiers are, if it has nothing else; a header may stand over them.
fn ids_alone(start: &str) -> Option<&'static str> {
    let lines = || start.lines().map(|line| line.trim().trim_matches(['"', ',', ';'])).filter(|line| !line.is_empty());
    let is_header = |line: &str| ["doi", "dois", "pmid", "pmids"].iter().any(|name| line.eq_ignore_ascii_case(name));
    let of = |is_one: &dyn Fn(&str) -> bool, least: usize| {
        let from = usize::from(lines().next().is_some_and(is_header));
        lines().nth(from + least - 1).is_some() && lines().skip(from).all(is_one)
    };
    let is_number = |line: &str| {
        let number = line.strip_prefix("PMID:").or(line.strip_prefix("PMID")).unwrap_or(line).trim();
        (5..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    // The last line of a long file is cut.
    if of(&|line| !line.contains(' ') && field::doi_alone(line).is_some(), 1) {
        return Some("DOIs");
    }
    // One number may be anything.
    of(&is_number, 2).then_some("PubMed's numbers")
}

/// "TY  - JOUR", with one blank or more; some say the type in words, "TY  - Journal Article".
pub(super) fn is_ris_type(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let tagged = line.strip_prefix("TY").or_else(|| line.strip_prefix("ty").filter(|rest| rest.starts_with("  -")));
    let Some(value) = tagged.map(str::trim_start).and_then(|rest| rest.strip_prefix(['-', '–'])) else {
        return false;
    };
    let value = value.trim();
    let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric()) && !word.is_empty();
    let in_words =
        || value.len() <= 24 && value.starts_with(|c: char| c.is_ascii_uppercase()) && value.split(' ').all(is_word);
    is_word(value) || (line.starts_with("TY  ") && in_words())
}

/// TeX: a list of its own, or a document that has one.
fn tex(start: &str) -> Option<Recognised> {
    let is_document = start.contains("\\documentclass") || start.contains("\\begin{document}");
    let is_tex = start.starts_with(['%', '\\']);
    if start.starts_with("\\relax") && (start.contains("\\citation{") || start.contains("\\bibdata{")) {
        return Some(other("what TeX notes of a document (.aux): give its .bbl or .bib file"));
    }
    if is_document && is_tex {
        return Some(Recognised::Records(Format::Tex));
    }
    let is_list = start.contains("\\bibitem") || start.contains("\\datalist") || start.contains("\\sortlist");
    if start.starts_with("\\begin{thebibliography}") || (is_tex && is_list) {
        return Some(Recognised::Records(Format::Bbl));
    }
    None
}

/// A file of entries, which may begin with comments.
fn bibtex(start: &str) -> Option<Format> {
    let at = |line: &str| line.as_ptr() as usize - start.as_ptr() as usize;
    let mut entries = start.lines().enumerate().filter(|(_, line)| is_entry(&start[at(line)..]));
    let (first, _) = entries.next()?;
    let before = start.lines().take(first).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('%'));
    // Prose with an example of an entry in it is prose.
    let prose: usize = before.map(|line| line.split_whitespace().count()).sum();
    let further = entries.count();
    // Scopus names itself and the day before its entries, Mendeley that its files are overwritten.
    let only_entries = prose < 60 && start.len() < HEAD && start.trim_end().ends_with('}');
    (prose == 0 || only_entries || (prose < 200 && further >= 2)).then_some(Format::Bibtex)
}

/// "@article{key,", "@string(a = …"; some have blanks between, or break the line.
pub(super) fn is_entry(text: &str) -> bool {
    let Some(rest) = text.trim_start_matches([' ', '\t']).strip_prefix('@') else { return false };
    let rest = rest.trim_start_matches(' ');
    let word = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    word.len() < rest.len() && word.trim_start().starts_with(['{', '('])
}

/// Works in JSON of other forms, by keys that only they have, and where they come in one that is read.
const OTHER_JSON: [(&[&str], &str); 12] = [
    (&["article_url", "cites"], "JSON of Publish or Perish: save its results as CSV, RIS or BibTeX"),
    (&["search-results", "entry"], "JSON of Scopus' service: export CSV or RIS"),
    (&["put-code", "work-summary"], "JSON of ORCID: export BibTeX"),
    (&["authors_parsed", "submitter"], "arXiv's own JSON: ask it for BibTeX"),
    (&["itemType", "creators"], "Zotero's own JSON: export CSL JSON, or ask its service with format=csljson"),
    (&["attributes", "relationships", "types"], "JSON of DataCite: ask it for application/vnd.citationstyles.csl+json"),
    (&["attributes", "creators"], "JSON of DataCite: ask it for application/vnd.citationstyles.csl+json"),
    (&["lens_id"], "JSON of the Lens' service: export CSV, RIS or BibTeX"),
    (&["resultList", "hitCount"], "JSON of Europe PMC: export its RIS or BibTeX"),
    (&["reference_ids", "_stats"], "JSON of Dimensions' service: export CSV"),
    (&["@pid", "info"], "JSON of DBLP: export BibTeX or RIS"),
    (&["metadata", "control_number"], "JSON of INSPIRE: ask it for format=bibtex"),
];

/// Whether a file that begins so holds JSON, and not a table whose ids have brackets: an object or an array of some, before which
/// lines of `null` may stand, as services answer for what they don't know.
#[must_use]
pub fn is_json(head: &[u8]) -> bool {
    let begin = without_nulls(head);
    let after = begin.get(1..).unwrap_or_default().trim_ascii_start();
    match begin.first() {
        Some(b'{') => after.starts_with(b"\"") || after.starts_with(b"}"),
        Some(b'[') => [&b"{"[..], b"]", b"null"].iter().any(|inner| after.starts_with(inner)),
        _ => false,
    }
}

/// What stands behind lines of `null`.
pub(super) fn without_nulls(head: &[u8]) -> &[u8] {
    let mut rest = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head).trim_ascii_start();
    while let Some(after) =
        rest.strip_prefix(b"null").filter(|after| after.starts_with(b"\n") || after.starts_with(b"\r"))
    {
        rest = after.trim_ascii_start();
    }
    rest
}

/// JSON by the keys of its first object; none for a text in brackets.
fn json(start: &str) -> Option<Recognised> {
    if !is_json(start.as_bytes()) {
        return None;
    }
    let has = |key: &str| {
        start.match_indices(key).any(|(at, _)| {
            start[..at].ends_with('"')
                && start[at + key.len()..].strip_prefix('"').is_some_and(|r| r.trim_start().starts_with(':'))
        })
    };
    if let Some((_, said)) = OTHER_JSON.iter().find(|(keys, _)| keys.iter().all(|key| has(key))) {
        return Some(other(said));
    }
    Some(
        if ["referenced_works", "abstract_inverted_index", "authorships"].iter().any(|key| has(key))
            || is_openalex_id(start)
        {
            Recognised::Records(Format::OpenAlex)
        } else if has("citing") && has("cited") && (has("oci") || has("timespan")) {
            Recognised::Records(Format::OpenCitations)
        } else if ["paperId", "corpusId", "corpusid", "citingcorpusid", "bib_entries"].iter().any(|key| has(key)) {
            Recognised::Records(Format::SemanticScholar)
        } else if has("message-type")
            || has("reference-count")
            || has("references-count")
            || has("is-referenced-by-count")
            || has("deposited")
            || (has("reference") && has("DOI"))
        {
            Recognised::Records(Format::Crossref)
        } else if has("authors") && !["author", "issued", "container-title"].iter().any(|key| has(key)) {
            // CSL has no such key: what stands beside the title would be lost.
            unknown_json(start)
        } else if (has("type") && (has("title") || has("issued") || has("author")))
            || has("date-parts")
            || has("container-title")
        {
            Recognised::Records(Format::Csl)
        } else {
            unknown_json(start)
        },
    )
}

/// JSON of a form that isn't known, by its first keys.
fn unknown_json(start: &str) -> Recognised {
    let parts: Vec<&str> = start.split('"').take(64).collect();
    // What a colon follows.
    let named = parts.windows(2).skip(1).filter(|pair| pair[1].trim_start().starts_with(':'));
    let keys: Vec<&str> = named.map(|pair| pair[0]).take(3).filter(|key| key.len() < 40).collect();
    match keys[..] {
        [] => other("JSON with no record in it"),
        _ => Recognised::Other(format!("JSON of a form that isn't known, with {}", listed(&keys))),
    }
}

/// Whether an object's id is one of OpenAlex; other records may have its addresses.
fn is_openalex_id(start: &str) -> bool {
    let ids = start.match_indices("\"https://openalex.org/W");
    ids.map(|(at, _)| start[..at].trim_end())
        .any(|before| before.strip_suffix(':').is_some_and(|key| key.trim_end().ends_with("\"id\"")))
}

/// XML and HTML by the root element; none for a text in angle brackets.
fn markup(start: &str) -> Option<Recognised> {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            r if r.starts_with("<!--") => r.find("-->")? + 3,
            r if r.starts_with("<?") => r.find("?>")? + 2,
            // A DOCTYPE may declare entities, in brackets.
            r if r.starts_with("<!") => match (r.find('['), r.find('>')?) {
                (Some(open), end) if open < end => open + r[open..].find("]>")? + 2,
                (_, end) => end + 1,
            },
            _ => break,
        };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix('<')?;
    let name =
        &name[..name.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_'))).unwrap_or(name.len())];
    let declared = start.starts_with("<?xml");
    Some(match name.rsplit(':').next().unwrap_or(name) {
        "OAI-PMH" if rest.contains("oai_dc:dc") && !rest.contains("<article") => {
            other("Dublin Core, as repositories answer: export BibTeX or RIS")
        }
        "resource" if start.contains("datacite.org/schema") => {
            other("DataCite's XML: ask it for application/vnd.citationstyles.csl+json")
        }
        "article" | "pmc-articleset" | "OAI-PMH"
            if declared || rest.contains("<front") || (name.contains(':') && rest.contains(":front>")) =>
        {
            Recognised::Records(Format::Jats)
        }
        "TEI" | "teiCorpus" | "listBibl" => Recognised::Records(Format::Tei),
        "PubmedArticleSet" | "PubmedArticle" => Recognised::Records(Format::PubMed),
        "xml" | "records" if rest.contains("<record>") || rest.contains("<record ") => {
            Recognised::Records(Format::EndNoteXml)
        }
        local if local.eq_ignore_ascii_case("html") => Recognised::Html,
        "head" | "body" | "HEAD" | "BODY" => Recognised::Html,
        "RDF" => other("RDF, as Zotero writes it: export BibTeX, RIS or CSL-JSON"),
        "modsCollection" | "mods" => other("MODS, XML of libraries: export BibTeX, RIS or EndNote's XML"),
        "collection" | "record" if start.contains("MARC21") => {
            other("MARC, XML of library catalogues: export BibTeX, RIS or EndNote's XML")
        }
        "dblp" | "r" if start.contains("<dblp") || rest.contains("key=\"") => other("DBLP's XML: export BibTeX or RIS"),
        "responseWrapper" if start.contains("hitCount") => other("Europe PMC's XML: export its RIS or BibTeX"),
        "Sources" => other("the sources of a Word document: give the document, or export BibTeX"),
        "feed" if declared => other("a feed, as arXiv answers: export BibTeX"),
        local if !declared && BLOCKS.contains(&local.to_ascii_lowercase().as_str()) && is_part_of_a_page(rest) => {
            Recognised::Html
        }
        "records" if rest.contains("<rec ") => other("EBSCO's XML: export RIS, BibTeX or CSV"),
        "doi_records" | "crossref_result" => other("Crossref's XML: ask its service for JSON"),
        _ if declared => Recognised::Other(format!("XML whose outermost element is <{name}>")),
        // A text may begin with a mark of Markdown's.
        _ => match start.get(..9).is_some_and(|doctype| doctype.eq_ignore_ascii_case("<!doctype")) {
            true => Recognised::Html,
            false => return None,
        },
    })
}

/// The elements that a part of a page begins with: what is copied out of one, or written by a program without what stands around.
const BLOCKS: [&str; 19] = [
    "article",
    "blockquote",
    "center",
    "div",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "span",
    "style",
    "table",
    "ul",
];

/// Whether a text that begins with an element of HTML is HTML, not Markdown, which may begin so too: blocks are closed in it, and no
/// line begins with one of Markdown's marks.
fn is_part_of_a_page(start: &str) -> bool {
    const CLOSED: usize = 3;
    const MARKS: [&str; 6] = ["# ", "## ", "### ", "- ", "* ", "```"];
    let closes = |block: &str| start.matches(block).count();
    let closed = closes("</p>") + closes("</li>") + closes("</div>") + closes("</td>") + closes("</h2>");
    closed >= CLOSED && !start.lines().any(|line| MARKS.iter().any(|mark| line.starts_with(mark)))
}

/// A table by its header; text otherwise.
fn table(start: &str) -> Recognised {
    if let Some(format) = table::recognise(start) {
        return Recognised::Records(format);
    }
    match table::columns(start) {
        Some(columns) => {
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            Recognised::Other(format!("a table of a form that isn't known, with the columns {}", listed(&columns)))
        }
        None => Recognised::Text,
    }
}

fn listed(names: &[&str]) -> String {
    let shown = names.iter().take(6).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 6 { format!("{shown} …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_what_it_begins_with() {
        use Format::*;
        let cases = [
            (Ris, "\r\n\r\nTY  - JOUR\r\nTI  - On tests\r\n"),
            (Bibtex, "% Lakes\n@article{a,\n title = {On RIS},\n abstract = {It has\nTY  - JOUR\nlines.}\n}\n"),
            (Ris, "Provider: Somebody\nContent: text/plain\n\nTY - JOUR\nTI - On tests\n"),
            (EndNote, "%0 Journal Article\n%T On tests\n"),
            (Nbib, "\nPMID- 12\nTI  - On tests\n"),
            (Ovid, "<1. >\nVN  - Ovid Technologies\nDB  - Tests\nTI  - On tests\n"),
            (Ovid, "Database: Tests\n1  tests.ti. (1)\n\n<1>\nUnique Identifier\n  1\nTitle\n  On tests.\n"),
            (Cochrane, "Tests Register\nIssue 3\n\nRecord #1 of 2\nID: CN-1\nAU: Roe, A\nTI: On tests\n"),
            (RefWorks, "RT Journal Article\nA1 Roe, Ann\nT1 On tests\n"),
            (NoteExpress, "{Reference Type}: Journal Article\n{Title}: On tests\n"),
            (Cnki, "SrcDatabase-来源库: 期刊\nTitle-题名: 论测试\n"),
            (Cnki, "DataType: 1\nTitle-题名: 论测试\n"),
            (ProQuest, "________\n\nReport Information from ProQuest\n________\n\nTitle: On tests\n"),
            (Wos, "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Roe, A\nER\n"),
            (WosTab, "\u{feff}PT\tAU\tAF\tTI\tSO\nJ\tRoe, A\t\tOn tests\tJ TESTS\n"),
            (
                Scopus,
                "\"Authors\",\"Author full names\",\"Title\",\"Year\",\"Source title\",\"EID\"\n\"Roe A.\",,\"T\",2020,J,2\n",
            ),
            (
                Dimensions,
                "\"About the data: Exported\"\nRank,Publication ID,DOI,Title,PubYear\n1,pub.1,10.1/1,On tests,2020\n",
            ),
            (Lens, "#,Lens ID,Title,Date Published,Publication Year\n1,000-1,On tests,2020-01-01,2020\n"),
            (OpenCitations, "oci,citing,cited,creation,timespan\n1-2,doi:10.1/1,doi:10.1/2,2020,P1Y\n"),
            (OpenCitationsMeta, "\"id\",\"title\",\"author\",\"pub_date\",\"venue\",\"volume\"\n"),
            (Bibtex, "% Encoding: UTF-8\n\n@Article{roe,\n title = {On Tests}}\n"),
            (Bibtex, "@STRING(jt = \"J Tests\")\n"),
            (Csl, "[\n {\"id\": \"roe\", \"type\": \"book\", \"title\": \"On tests\"}]"),
            (OpenAlex, "{\"id\":\"https://openalex.org/W1\",\"referenced_works\":[]}\n"),
            (Crossref, "{\"status\":\"ok\",\"message\":{\"items\":[{\"reference-count\":1}]}}"),
            (SemanticScholar, "[{\"paperId\": \"ab\", \"title\": \"On tests\"}]"),
            (
                Jats,
                "<?xml version=\"1.0\"?>\n<!DOCTYPE article PUBLIC \"-//NLM//DTD\" \"x.dtd\">\n<article><front/></article>",
            ),
            (Tei, "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/></TEI>"),
            (Bbl, "\\begin{thebibliography}{9}\n\\bibitem{roe} A. Roe."),
        ];
        for (format, text) in cases {
            assert_eq!(recognise(text), Recognised::Records(format), "{text}");
        }
    }

    #[test]
    fn prose_is_prose() {
        for text in [
            "[1] Roe, A. On tests. 2020.\n[2] Doe, B. On jests. 2021.\n",
            "{see below}\n\nOn tests, by Ann Roe.",
            "On tests\n\nAn entry looks so:\n\n@article{roe, title = {On tests}}\n\nand is read by many.",
            "TY is a tag. PT is one too.\n",
            "<5 is small.\n",
            "# References\n\n- Roe, A. (2020). On tests. Journal, 3(1), 4–9.\n- Doe, B. (2021). On jests. Journal, 4(1), 5–9.\n",
            "Roe, A., Doe, B., 2020\nRoe, A., Poe, C., 2021\n",
            "1. Roe A. On tests. J Tests. 2001;3:4-9. PMID: 12345.\n2. Doe B. On jests. J Jests. 2002;4:1-2. PMID: 678.\n",
            "Title, Authors, Year, Journal: what every reference has, as all know. We ask who cites whom.\n\nAnd why.\n",
            "On tests\nAnn Roe\nTitle, authors, year, journal\nare what a form asks.\n",
            "How to fill in the form\n\nOne line each:\n\nTitle, Authors, Year, Journal\n\nand nothing else.\n",
            "| Title | Authors | Year | Journal |\n|---|---|---|---|\n| On tests | Roe | 2001 | Tests |\n",
            "",
        ] {
            assert_eq!(recognise(text), Recognised::Text, "{text}");
        }
    }

    #[test]
    fn pages() {
        let part = "<h1>On tests</h1>\n<p>Ann Roe</p>\n<p>Tests are old [1].</p>\n<ol>\n<li>Roe, A. On jests. 2001.</li>\n</ol>\n";
        for text in ["<!DOCTYPE html><html>", "<html lang=\"en\">", "<HTML>", part] {
            assert_eq!(recognise(text), Recognised::Html, "{text}");
        }
        let markdown = "<p align=\"center\">On tests</p>\n\n<p>Ann Roe</p>\n<p>2001</p>\n\n## Why\n\nTests are old.\n";
        assert_eq!(recognise(markdown), Recognised::Text);
    }

    #[test]
    fn what_is_neither_is_told() {
        let cases = [
            ("{\"rows\": [1]}", "JSON of a form that isn't known, with rows"),
            ("<?xml version=\"1.0\"?><playlist/>", "XML whose outermost element is <playlist>"),
            (
                "name\tyear\tcolour\nRoe\t2020\tred\nDoe\t2021\tblue\nPoe\t2022\tgreen\n",
                "a table of a form that isn't known, with the columns name, year, colour",
            ),
            ("source,target\na,b\nb,c\n", "a table of a form that isn't known, with the columns source, target"),
            (
                "id,citing_doi,cited_doi\n1,10.1/a,10.1/b\n",
                "a table of a form that isn't known, with the columns id, citing_doi, cited_doi",
            ),
            ("W1 W2\nW1 W3\nW2 W3\nW4 W3\n", "a table of a form that isn't known, with the columns W1, W2"),
            ("<rdf:RDF xmlns:z=\"x\">", "RDF, as Zotero writes it: export BibTeX, RIS or CSL-JSON"),
            (
                "1: Roe A. On tests. J Tests. 2001;3:4-9. PMID: 12345.\n",
                "what PubMed shows to read: save it in the format PubMed (.nbib), or as CSV",
            ),
            (
                r#"{"items": [{"itemType": "book", "title": "On tests", "creators": []}]}"#,
                "Zotero's own JSON: export CSL JSON, or ask its service with format=csljson",
            ),
            ("{\\rtf1 On tests}", "RTF, a word processor's form: save it as text"),
            (
                "DOI\n10.1000/182\nhttps://doi.org/10.1000/183\ndoi:10.1002/(abc)\n",
                "nothing but DOIs, which don't say what the works are: export their records, or look for them in a library with match \
                 --strings",
            ),
            (
                "12345678\nPMID: 23456\n",
                "nothing but PubMed's numbers, which don't say what the works are: export their records, or look for them in a library \
                 with match --strings",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(recognise(text), Recognised::Other(want.to_owned()));
        }
    }
}
