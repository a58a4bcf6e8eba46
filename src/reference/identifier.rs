//! Identifiers and addresses: DOI, arXiv, ISBN, URL.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, space0};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::label::Label;
use crate::Span;

/// An identifier in a text: the bytes that are announced and the value in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identifier {
    pub label: Label,
    /// With "doi:", "https://doi.org/", "<", "Retrieved from".
    pub span: Span,
    /// The identifier itself.
    pub value: Span,
}

/// "10.1000/xyz": a registrant and anything that isn't white space.
fn doi_name(input: &str) -> IResult<&str, &str> {
    let registrant = (
        tag("10."),
        take_while_m_n(4, 9, |c: char| c.is_ascii_digit()),
        take_while(|c: char| c == '.' || c.is_ascii_digit()),
    );
    let name = || take_while1(|c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '”'));
    // "(1999)056<0465:ioc>2.0.co;2": angle brackets with a colon between them, and more behind.
    let inside = verify(take_while1(is_inside), |inside: &str| inside.contains(':'));
    let angles = recognize((char('<'), inside, char('>'), name()));
    let (_, found) = recognize((registrant, char('/'), name(), opt(angles))).parse(input)?;
    let end = closing(found);
    Ok((&input[end..], &input[..end]))
}

/// What stands between the angle brackets of an identifier.
fn is_inside(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '(' | ')')
}

/// The number of PubMed in a stretch that tells it: "PMID: 20227441".
pub(super) fn pubmed(text: &str) -> Option<Span> {
    let at = text.bytes().zip(0..).find_map(|(byte, at)| {
        let word =
            matches!(byte, b'p' | b'P') && text[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case("pmid"));
        word.then_some(at + 4)
    })?;
    let number = text[at..].trim_start_matches([':', '.', ' ', '\u{a0}']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let start = text.len() - number.len();
    (4..=9).contains(&digits).then(|| Span::new(start, start + digits))
}

/// The DOI that begins in `within`, as far as it goes: over spaces that a line's end has left in it ("10.1371 /journal
/// .pone.0200722"), with its angle brackets as they are escaped ("&lt;", "%3C"). The value is lower-cased.
pub(super) fn broken_doi(text: &str, within: Span) -> Option<(Span, String)> {
    let start = within.start + within.of(text).find("10.")?;
    let rest = &text[start..];
    let mut value = String::new();
    let mut end = 0;
    for (from, to) in runs(rest) {
        let run = &rest[from..to];
        let open = !value.contains('/') || value.ends_with(['/', '.', '-', '_', '(', ':', ';']);
        // Words go on no DOI, nor does an address: "10.1000/abc. retrieved: https://…".
        let part = !run.contains("://") && (run.contains(|c: char| c.is_ascii_digit()) || !value.ends_with('.'));
        let begins = run.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '(');
        let goes_on = open && begins && part;
        let joins = run.starts_with(['/', '.', '_']) || goes_on;
        if !value.is_empty() && (!joins || to - from <= 1) {
            break;
        }
        // "…0200722.PubMedPMID:30052645"
        let lower = run.to_ascii_lowercase();
        let other = ["pubmed", "pmid", "pmcid"].iter().filter_map(|word| lower.find(word)).min();
        value.push_str(&lower[..other.unwrap_or(lower.len())]);
        end = from + other.unwrap_or(run.len());
        if other.is_some() {
            break;
        }
    }
    let value =
        value.replace("&lt;", "<").replace("&gt;", ">").replace("%3c", "<").replace("%3e", ">").replace("&amp;", "&");
    let (after, found) = doi_name(&value).ok()?;
    // What doesn't belong to it stands behind its last characters, which are those of the text.
    let behind = after.len().min(end);
    let exact = rest.is_char_boundary(end - behind) && !rest[..end].contains('&');
    let end = if exact { end - behind } else { end };
    Some((Span::new(start, start + end), found.to_owned()))
}

/// Runs of characters without white space, as places where they begin and end.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    /// An identifier is broken in no more places.
    const RUNS: usize = 6;
    text.split_whitespace().take(RUNS).map(move |run| {
        let from = run.as_ptr() as usize - text.as_ptr() as usize;
        (from, from + run.len())
    })
}

/// How much of an address or identifier is its own: marks that end a sentence, and brackets it doesn't open, aren't.
fn closing(found: &str) -> usize {
    // How many more brackets close than open, round and square.
    let count = |c: char| found.bytes().filter(|b| char::from(*b) == c).count();
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    let mut body = found;
    while let Some(last) = body.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '\'' | '’' | '*' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        body = &body[..body.len() - last.len_utf8()];
    }
    body.len()
}

/// "doi:10…", "DOI 10…", "https://doi.org/10…", or the bare name.
fn doi(input: &str) -> IResult<&str, &str> {
    let resolver = recognize((
        opt(alt((tag("https://"), tag("http://")))),
        opt(tag("www.")),
        opt(tag("dx.")),
        tag_no_case("doi.org/"),
        opt(tag_no_case("doi:")),
    ));
    let word = recognize((
        tag_no_case("doi"),
        opt(char(':')),
        space0,
        opt(alt((tag("https://doi.org/"), tag("http://dx.doi.org/"), tag("https://dx.doi.org/")))),
    ));
    preceded(opt(alt((resolver, word))), doi_name).parse(input)
}

/// What addresses of a DOI's page go on with.
pub(crate) const PAGES: [&str; 9] =
    [".pdf", "/pdf", "/abstract", "/full", "/fulltext", "/epdf", "/html", "/meta", "/summary"];

/// What follows a DOI in the addresses of parts of its page.
const PARTS_OF_PAGES: [&str; 8] =
    ["references", "tables", "figures", "suppl_file", "suppl", "citedby", "supplementary", "supporting"];

/// The DOI that a publisher's address holds: "https://link.example/article/10.1000/xyz", "https://plos.example/article?id=10.1371/j.1".
/// Of other addresses with a number like one it can't be told where it ends: ".../bitstream/10.1000/12/1/text.pdf".
pub(super) fn doi_in_address(address: &str) -> Option<Span> {
    const FOLDERS: [&str; 13] = [
        "doi", "abs", "full", "pdf", "epdf", "article", "articles", "chapter", "book", "paper", "papers", "abstract",
        "fulltext",
    ];
    let at = address.match_indices("10.").map(|(at, _)| at).find(|at| doi_name(&address[*at..]).is_ok())?;
    let before = &address[..at];
    let folder = before.strip_suffix('/').and_then(|path| path.rsplit('/').next());
    let asked = before.ends_with("id=") || before.ends_with("doi=");
    if !asked && !folder.is_some_and(|folder| FOLDERS.contains(&folder)) || !before.contains("//") {
        return None;
    }
    let (_, found) = doi_name(&address[at..]).ok()?;
    let mut bare = found.split(['?', '#', '&']).next().unwrap_or_default();
    // Behind the registrant's number and a first part comes what the page is called, or the publisher's own number of it.
    let first = bare.find('/')? + 1;
    let next = |from: usize| bare[from..].find('/').map(|at| from + at);
    let mut cut = next(first);
    while let Some(stroke) = cut {
        let end = next(stroke + 1).unwrap_or(bare.len());
        let part = &bare[stroke + 1..end];
        let own = part.len() >= 6 && part.bytes().all(|b| b.is_ascii_digit());
        if own || PARTS_OF_PAGES.contains(&part) || PAGES.contains(&&bare[stroke..end]) {
            break;
        }
        cut = next(stroke + 1);
    }
    bare = &bare[..cut.unwrap_or(bare.len())];
    while let Some(shorter) = PAGES.iter().find_map(|page| bare.strip_suffix(page)) {
        bare = shorter;
    }
    let numbered = bare.get(first..).is_some_and(|name| name.contains(|c: char| c.is_ascii_digit()));
    (numbered && !bare.ends_with('/')).then(|| Span::new(at, at + bare.len()))
}

/// "https://…", "www.…": up to white space.
fn url(input: &str) -> IResult<&str, &str> {
    let scheme = alt((tag_no_case("https://"), tag_no_case("http://"), tag_no_case("ftp://"), tag("www.")));
    let (_, found) =
        recognize((scheme, take_while1(|c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '”' | '“'))))
            .parse(input)?;
    let end = closing(found);
    Ok((&input[end..], &input[..end]))
}

/// "arXiv:2101.01234v2", "arXiv:hep-th/9901001"
fn arxiv(input: &str) -> IResult<&str, &str> {
    let new = recognize((
        take_while_m_n(4, 4, |c: char| c.is_ascii_digit()),
        char('.'),
        take_while_m_n(4, 5, |c: char| c.is_ascii_digit()),
        opt((char('v'), digit1)),
    ));
    let old = recognize((
        take_while1(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '.'),
        char('/'),
        take_while_m_n(7, 7, |c: char| c.is_ascii_digit()),
        opt((char('v'), digit1)),
    ));
    preceded((tag_no_case("arxiv"), opt(char(':')), space0, opt(tag_no_case("abs/"))), alt((new, old))).parse(input)
}

/// "ISBN 978-3-16-148410-0", "ISBN-10: 3-16-148410-X"
fn isbn(input: &str) -> IResult<&str, &str> {
    let word =
        (alt((tag_no_case("isbn"), tag_no_case("issn"))), opt(alt((tag("-10"), tag("-13")))), opt(char(':')), space0);
    let digits = verify(
        recognize((digit1, take_while(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | 'X' | 'x')))),
        |d: &str| (8..=13).contains(&d.chars().filter(|c| c.is_ascii_digit() || *c == 'X' || *c == 'x').count()),
    );
    let (rest, found) = preceded(word, digits).parse(input)?;
    let trimmed = found.trim_end_matches([' ', '-', '–']);
    Ok((&input[input.len() - rest.len() - (found.len() - trimmed.len())..], trimmed))
}

/// "Retrieved May 3, 2020, from", "Available at:", "URL:", "<", "[": what announces an address, at the end of `before`.
fn announcement(before: &str) -> usize {
    let mut end = before.trim_end().trim_end_matches(['<', '[', '(']).trim_end();
    for word in [
        "retrieved from",
        "available from",
        "available at",
        "available online at",
        "accessed at",
        "accessible at",
        "online at",
        "available:",
        "url:",
        "online:",
        "verfügbar unter",
        "abrufbar unter",
        "disponible en",
        "disponible sur",
        "unter",
    ] {
        let bare = end.trim_end_matches([':', ' ']);
        let word = word.trim_end_matches(':');
        if bare.len() >= word.len()
            && bare.is_char_boundary(bare.len() - word.len())
            && bare[bare.len() - word.len()..].eq_ignore_ascii_case(word)
        {
            let start = bare.len() - word.len();
            if !bare[..start].ends_with(char::is_alphanumeric) {
                end = &before[..start];
                return end.len();
            }
        }
    }
    let brackets = before.trim_end_matches(['<', '[']);
    brackets.len()
}

/// A rule that reads an identifier and gives its value.
type Rule = fn(&str) -> IResult<&str, &str>;

/// Finds the identifiers and addresses of an entry, in order and disjoint. Linear.
pub(crate) fn identifiers(text: &str) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let starts_word = !text[..at].ends_with(|b: char| b.is_alphanumeric());
        let may = starts_word && matches!(c, 'h' | 'H' | 'w' | 'W' | 'f' | 'd' | 'D' | 'a' | 'A' | 'i' | 'I' | '1');
        let rules: [(Label, Rule); 4] =
            [(Label::Doi, doi), (Label::Url, url), (Label::Arxiv, arxiv), (Label::Isbn, isbn)];
        let hit = if may {
            rules.into_iter().find_map(|(l, rule)| rule(&text[at..]).ok().map(|(rest, v)| (l, rest, v)))
        } else {
            None
        };
        let Some((label, rest, value)) = hit else {
            at = next;
            continue;
        };
        let mut end = text.len() - rest.len();
        let value_end = value.as_ptr() as usize - text.as_ptr() as usize + value.len();
        let value = Span::new(value_end - value.len(), value_end);
        end = end.max(value_end);
        let floor = found.last().map_or(0, |f| f.span.end);
        let start = (floor + announcement(&text[floor..at])).min(at);
        if text[end..].starts_with(['>', ']']) && text[start..at].contains(['<', '[']) {
            end += 1;
        }
        found.push(Identifier { label, span: Span::new(start, end).trimmed(text, |_| false), value });
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_that_lines_have_broken() {
        let cases = [
            ("doi:10.1371 /journal .pone.0200722.PubMedPMID:30052645", "10.1371/journal.pone.0200722"),
            ("doi:10. 1016/j.ice.2010.03.001", "10.1016/j.ice.2010.03.001"),
            ("doi: 10.1016/j.brain.2011.04. 003 PMID: 20227441", "10.1016/j.brain.2011.04.003"),
            ("doi: 10.1016/ j.ice.2010.03.001.", "10.1016/j.ice.2010.03.001"),
            ("doi:10.1175/0469(1999)056&lt;0465:ioc&gt;2.0.co;2", "10.1175/0469(1999)056<0465:ioc>2.0.co;2"),
            ("doi:10.1175/0469(1999)056<0465:IOC>2.0.CO;2.", "10.1175/0469(1999)056<0465:ioc>2.0.co;2"),
            ("https://doi.org/10.1002/a15:2%3C3::aid-sd1%3E3.0.co;2-k", "10.1002/a15:2<3::aid-sd1>3.0.co;2-k"),
            ("10.1000/abc. Accessed 3 May", "10.1000/abc"),
            ("doi: 10.1136/ gutjnl", "10.1136/gutjnl"),
            ("doi: 10.1002/(issn)1097- legacy", "10.1002/(issn)1097-legacy"),
            ("10.1000/abc. retrieved: https://ponds.org/12", "10.1000/abc"),
            ("10.1000/abc. https://doi.org/10.1000/abc", "10.1000/abc"),
            ("<https://doi.org/10.1000/abc>.", "10.1000/abc"),
        ];
        for (text, want) in cases {
            let found = broken_doi(text, Span::new(0, text.len())).map(|(_, value)| value);
            assert_eq!(found.as_deref(), Some(want), "{text}");
        }
        assert_eq!(pubmed("PMID: 20227441.").map(|span| span.start), Some(6));
        assert_eq!(pubmed("ISBN 3-12"), None);
    }

    type Case<'c> = (&'c str, &'c [(Label, &'c str, &'c str)]);

    #[test]
    fn identifiers_in_addresses() {
        let cases = [
            ("https://link.example.com/article/10.1007/s11222-006-8769-1", Some("10.1007/s11222-006-8769-1")),
            ("https://www.example.com/doi/full/10.1080/016.2017.12/abstract?a=b", Some("10.1080/016.2017.12")),
            (
                "https://journals.example.org/one/article?id=10.1371/journal.pone.0200722",
                Some("10.1371/journal.pone.0200722"),
            ),
            ("https://example.org/bitstream/10.1234/567/1/text.pdf", None),
            ("https://example.org/article/10.4", None),
            ("https://academic.example.com/jl/article/doi/10.1093/jl/jlx012/4098123", Some("10.1093/jl/jlx012")),
            ("https://example.com/articles/10.1186/s12916-020-01234-5/tables/1", Some("10.1186/s12916-020-01234-5")),
            ("https://example.org/doi/10.1146/annurev-lake-012018/full/html", Some("10.1146/annurev-lake-012018")),
            ("https://example.org/article/10.1088/0004-637X/742/2/123", Some("10.1088/0004-637X/742/2/123")),
            ("https://example.org/article/10.1000.2/index.html", None),
        ];
        for (address, want) in cases {
            assert_eq!(doi_in_address(address).map(|span| span.of(address)), want, "{address}");
        }
    }

    #[test]
    fn identifiers_and_what_announces_them() {
        let cases: &[Case<'_>] = &[
            ("T. https://doi.org/10.1080/17.20.", &[(Label::Doi, "https://doi.org/10.1080/17.20", "10.1080/17.20")]),
            (
                "T. doi: 10.1000/gfpr.2023(VI-IV).03",
                &[(Label::Doi, "doi: 10.1000/gfpr.2023(VI-IV).03", "10.1000/gfpr.2023(VI-IV).03")],
            ),
            ("(see https://x.org/a_(b)).", &[(Label::Url, "https://x.org/a_(b)", "https://x.org/a_(b)")]),
            ("T. Retrieved from <http://x.org/>.", &[(Label::Url, "Retrieved from <http://x.org/>", "http://x.org/")]),
            ("arXiv:2101.01234v2 [cs]", &[(Label::Arxiv, "arXiv:2101.01234v2", "2101.01234v2")]),
            ("ISBN 978-3-16-148410-0.", &[(Label::Isbn, "ISBN 978-3-16-148410-0", "978-3-16-148410-0")]),
            (
                "www.a.org and http://b.org",
                &[(Label::Url, "www.a.org", "www.a.org"), (Label::Url, "http://b.org", "http://b.org")],
            ),
            ("In 10 cases of AI", &[]),
        ];
        for (text, want) in cases {
            let found: Vec<(Label, &str, &str)> =
                identifiers(text).iter().map(|i| (i.label, i.span.of(text), i.value.of(text))).collect();
            assert_eq!(found, *want, "{text}");
        }
    }
}
