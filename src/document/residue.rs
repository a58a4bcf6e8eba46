//! What libraries and journals put after an entry for their readers to click on: "[Google Scholar] [CrossRef]", "View PDFView
//! articleView in Scopus".

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while};
use nom::combinator::{eof, opt, recognize};
use nom::multi::many1_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::line::{Line, LineKind};
use super::markup::link_target;

/// Names that nothing but a link has.
fn name(input: &str) -> IResult<&str, &str> {
    let indexes = alt((
        tag_no_case("google scholar"),
        tag_no_case("google preview"),
        tag_no_case("worldcat"),
        tag_no_case("copac"),
        tag_no_case("crossref"),
        tag_no_case("pubmed central"),
        tag_no_case("pubmed"),
        tag_no_case("pmc free article"),
        tag_no_case("web of science"),
        tag_no_case("mathscinet"),
        tag_no_case("zbmath"),
        tag_no_case("scopus"),
        tag_no_case("search ads"),
        tag_no_case("semantic scholar"),
    ));
    let copies = alt((
        alt((tag_no_case("full text"), tag_no_case("fulltext"), tag_no_case("full-text"))),
        tag_no_case("publisher site"),
        tag_no_case("publisher full text"),
        tag_no_case("view in scopus"),
        tag_no_case("view in article"),
        tag_no_case("view at"),
        tag_no_case("view pdf"),
        tag_no_case("view article"),
        tag_no_case("view abstract"),
        tag_no_case("view record in scopus"),
        tag_no_case("download pdf"),
        tag_no_case("green version"),
        tag_no_case("taylor & francis online"),
        tag_no_case("wiley online library"),
        tag_no_case("sage journals"),
        tag_no_case("open url"),
    ));
    alt((indexes, copies)).parse(input)
}

/// Names that are words of papers, too: "Article" is a link only beside others.
fn word(input: &str) -> IResult<&str, &str> {
    alt((tag_no_case("article"), tag_no_case("cas"), tag_no_case("ads"), tag_no_case("doi"), tag_no_case("pdf")))
        .parse(input)
}

/// A link's name in whatever brackets, with what parts it from the next.
fn link<'t>(name: impl Fn(&'t str) -> IResult<&'t str, &'t str>) -> impl Fn(&'t str) -> IResult<&'t str, &'t str> {
    move |input| {
        let between =
            take_while(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '®' | '·' | '•'));
        recognize((take_while(|c: char| matches!(c, '[' | '(') || c.is_whitespace()), &name, opt(link_target), between))
            .parse(input)
    }
}

fn any(input: &str) -> IResult<&str, &str> {
    alt((name, word)).parse(input)
}

/// Whether a line is nothing but links to resolvers, one of them at least by a name that nothing else has.
pub(crate) fn is_residue(line: &str) -> bool {
    let mut rest = line.trim();
    let mut named = false;
    while let Ok((after, _)) = link(any)(rest) {
        named |= link(name)(rest).is_ok();
        rest = after;
    }
    named && rest.is_empty()
}

/// Takes for links what stands right before a line of links and may be some by itself: "Article", "CAS", and then "Google
/// Scholar". Linear.
pub(super) fn take_residue(text: &str, lines: &mut [Line]) {
    let is_word = |line: &Line| terminated(many1_count(link(any)), eof).parse(line.text(text).trim()).is_ok();
    let mut links = false;
    for line in lines.iter_mut().rev() {
        match line.kind {
            LineKind::Blank => {}
            LineKind::Furniture => links = is_residue(line.text(text)),
            _ if links && is_word(line) => line.kind = LineKind::Furniture,
            _ => links = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines::lines;

    #[test]
    fn lines_of_links() {
        let cases = [
            ("[Google Scholar] [CrossRef]", true),
            ("[[CrossRef](https://doi.org/10.1000/x)]", true),
            ("View PDFView articleView in ScopusGoogle Scholar", true),
            ("CASPubMedWeb of Science®Google Scholar", true),
            ("Article CAS PubMed Google Scholar", true),
            ("Google ScholarGoogle PreviewWorldCatCOPAC", true),
            ("[Crossref], [Web of Science ®], [Google Scholar]", true),
            ("Article", false),
            ("Google Scholar finds more", false),
            ("", false),
        ];
        for (line, want) in cases {
            assert_eq!(is_residue(line), want, "{line}");
        }
    }

    #[test]
    fn words_are_links_beside_links() {
        let text = "Article\n\nRoe, A. On moss. Moss 3, 4 (2001).\n\nArticle\n\nCAS\n\nGoogle Scholar\n";
        let shown: Vec<&str> = lines(text).iter().filter(|l| l.kind == LineKind::Plain).map(|l| l.text(text)).collect();
        assert_eq!(shown, ["Article", "Roe, A. On moss. Moss 3, 4 (2001)."]);
    }
}
