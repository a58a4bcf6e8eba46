//! Citations by the key of a reference manager, as Markdown has them before its processor sets them: "[@roe1998; @lind2001, p. 4]",
//! "@roe1998 says". What managers make keys of is the first author's name and the year.

use nom::Parser;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::opt;
use nom::sequence::preceded;

use super::paragraph::Paragraph;
use super::{Mention, MentionForm, MentionName};
use crate::Span;

/// No name in a key is longer, in bytes.
const NAME: usize = 40;

/// A key's name, its year, and how many bytes it takes with its "@".
fn key(input: &str) -> Option<(&str, i32, usize)> {
    let word = take_while(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let mut rule = (
        preceded(char('@'), take_while1(char::is_alphabetic)),
        opt(one_of::<_, _, nom::error::Error<&str>>("_-:")),
        take_while_m_n(4, 4, |c: char| c.is_ascii_digit()),
        word,
    );
    let (rest, (name, _, year, _)) = rule.parse(input).ok()?;
    let year = year.parse().ok().filter(|year| (1500..2100).contains(year))?;
    (name.len() <= NAME).then_some((name, year, input.len() - rest.len()))
}

/// The keys in the paragraphs of a document, in order. None where none stands in brackets: people on the web are called so as well.
/// Linear.
pub(super) fn mentions(paragraphs: &[Paragraph<'_>]) -> Vec<Mention> {
    let found: Vec<Mention> = paragraphs.iter().flat_map(keys).collect();
    let is_habit = found.iter().any(|mention| mention.form == MentionForm::Parenthetical);
    if is_habit { found } else { Vec::new() }
}

/// Finds the keys in a paragraph, in order. Which entry has this name and year shows later. Linear.
fn keys(paragraph: &Paragraph<'_>) -> Vec<Mention> {
    let text = paragraph.as_str();
    // Addresses have an "@", too: "roe@1998.org", "https://lakes.org/@roe1998".
    let free = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | ':'));
    let mut bracketed = false;
    let mention = |(at, mark): (usize, &str)| {
        if mark != "@" {
            bracketed = mark == "[";
            return None;
        }
        let (name, year, bytes) = key(&text[at..]).filter(|_| free(at))?;
        let span = Span::new(at, at + bytes);
        Some(Mention {
            span: paragraph.source(span),
            printed: paragraph.printed(span).to_owned(),
            form: if bracketed { MentionForm::Parenthetical } else { MentionForm::Narrative },
            names: vec![MentionName { family: name.to_owned(), given: None }],
            et_al: true,
            year: Some(year),
            suffix: None,
            labels: Vec::new(),
            loose: true,
            by_name_alone: false,
            title: None,
        })
    };
    text.match_indices(['@', '[', ']']).filter_map(mention).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::CleanText;

    #[test]
    fn keys_of_names_and_years() {
        let cases: [(&str, &[(&str, i32)]); 4] = [
            ("as seen [@roe1998; -@lind_2001, p. 4].", &[("roe", 1998), ("lind", 2001)]),
            ("@roe1998moss says", &[("roe", 1998)]),
            ("write to ann@roe1998.org or @roe", &[]),
            ("https://lakes.org/@roe1998, @roe12345678 and @1998", &[]),
        ];
        for (text, want) in cases {
            let clean = CleanText::plain(text);
            let found = keys(&Paragraph::of(&clean));
            let found: Vec<(&str, i32)> =
                found.iter().map(|m| (m.names[0].family.as_str(), m.year.unwrap_or(0))).collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn people_on_the_web_are_no_keys() {
        let count = |text: &str| mentions(&[Paragraph::of(&CleanText::plain(text))]).len();
        assert_eq!(count("@roe1998 posted thrice, and @lind2001 replied"), 0);
        assert_eq!(count("@roe1998 says so, and others [@lind2001]"), 2);
    }
}
