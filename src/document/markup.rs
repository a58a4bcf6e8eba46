//! Marks inside a line: emphasis, tags, entities, escapes, links and pictures, of Markdown and HTML.

use std::borrow::Cow;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use unicode_normalization::char::compose;

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Inline<'t> {
    /// `*`, `_` in runs, `<i>`, `</em>`: emphasis starts or ends.
    Emphasis(&'t str),
    /// Markup that goes.
    Nothing,
    /// `<sup>`, `[` of a link that is a number: what follows is raised.
    Raise,
    /// `</sup>`.
    Lower,
    /// Characters that stay in place of the markup.
    Stay(&'t str),
    /// Numbers that a converter set as a formula: what stands between its marks.
    Figures(&'t str),
    /// A character that an entity stands for.
    Char(char),
    /// Letters that one code stands for.
    Letters(&'static str),
    /// White space, or `<br>`.
    Space,
    /// Text.
    Text,
}

/// The ligatures of TeX's fonts, which some programs write as the codes that they have there: "shape\u{1c}les". The two codes behind
/// these are hyphens of a word processor as well.
const LIGATURES: [(char, &str); 3] = [('\u{1b}', "ff"), ('\u{1c}', "fi"), ('\u{1d}', "fl")];

fn is_ligature(c: char) -> bool {
    ('\u{1b}'..='\u{1d}').contains(&c)
}

fn ligature(input: &str) -> IResult<&str, Inline<'_>> {
    let meant = |code| LIGATURES.into_iter().find_map(|(known, letters)| (known == code).then_some(letters));
    // "\u{1b}[31m" sets a colour.
    let letters = terminated(map_opt(satisfy(is_ligature), meant), not(char('[')));
    alt((map(letters, Inline::Letters), value(Inline::Text, satisfy(is_ligature)))).parse(input)
}

/// `\_` is `_`; so is `\\_`, which was escaped twice.
fn escape(input: &str) -> IResult<&str, Inline<'_>> {
    let escaped = recognize(satisfy(|c| c.is_ascii_punctuation() && c != '\\'));
    map(preceded(take_while_m_n(1, 2, |c| c == '\\'), escaped), Inline::Stay).parse(input)
}

/// `$^{12}$`, `\({}^{1,2}\)`, `$[ 1 2 ]$`: numbers in brackets or raised, which converters that see pages as pictures set as
/// formulas.
fn figures(input: &str) -> IResult<&str, Inline<'_>> {
    let inside = || take_while_m_n(1, FIGURES_BYTES, |c| is_figure(c) || matches!(c, ' ' | '{' | '}' | '^' | '~'));
    let cites =
        |i: &&str| i.contains(|c: char| c.is_ascii_digit()) && (i.contains('^') || i.trim_start().starts_with('['));
    let figures = alt((delimited(char('$'), inside(), char('$')), delimited(tag("\\("), inside(), tag("\\)"))));
    map(verify(figures, move |i: &str| cites(&i)), Inline::Figures).parse(input)
}

/// No formula of numbers that cites is longer.
const FIGURES_BYTES: usize = 96;

/// What is printed of a formula of numbers.
pub(super) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | ';' | '-' | '–' | '−' | '[' | ']' | '(' | ')')
}

/// `{#refs .unnumbered}`, `{.csl-entry}`: the attributes that Markdown gives to what stands before them.
fn attributes(input: &str) -> IResult<&str, Inline<'_>> {
    let names = (peek(one_of("#.")), take_while_m_n(1, ATTRIBUTES_BYTES, |c| !matches!(c, '{' | '}' | '\n')));
    value(Inline::Nothing, delimited(char('{'), names, char('}'))).parse(input)
}

/// No attributes are longer.
const ATTRIBUTES_BYTES: usize = 256;

/// The end of a span, `]{.smallcaps}`. That of a label opens the span of what it labels: `[1. ]{.csl-left-margin}[Roe …`.
fn span_close(input: &str) -> IResult<&str, Inline<'_>> {
    let (after, marks) = recognize(preceded(char(']'), attributes)).parse(input)?;
    let after = if marks.contains(".csl-left-margin") { after.strip_prefix('[').unwrap_or(after) } else { after };
    Ok((after, Inline::Nothing))
}

/// `&amp;` is `&`, `&auml;` is `ä`, `&#8211;` is `–`.
fn entity(input: &str) -> IResult<&str, Inline<'_>> {
    let name = take_while_m_n(1, 8, |c: char| c.is_ascii_alphanumeric() || c == '#');
    map_opt(delimited(char('&'), name, char(';')), |name| meant_by(name).map(Inline::Char)).parse(input)
}

/// The character that an entity of this name stands for.
fn meant_by(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code
            .ok()
            .and_then(char::from_u32)
            .filter(|c| !c.is_control())
            .map(|c| if c == '\u{a0}' { ' ' } else { c });
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "thinsp" | "ensp" | "emsp" => ' ',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "szlig" => 'ß',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        // A letter and the name of its mark.
        _ => {
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let mark = match &name[1..] {
                "grave" => '\u{300}',
                "acute" => '\u{301}',
                "circ" => '\u{302}',
                "tilde" => '\u{303}',
                "uml" => '\u{308}',
                "ring" => '\u{30a}',
                "caron" => '\u{30c}',
                "cedil" => '\u{327}',
                _ => return None,
            };
            compose(letter, mark)?
        }
    })
}

/// `<!-- image -->`, in one line.
fn comment(input: &str) -> IResult<&str, Inline<'_>> {
    let inside = take_while_m_n(0, COMMENT_BYTES, |c| c != '>' && c != '<');
    value(Inline::Nothing, delimited(tag("<!--"), verify(inside, |i: &str| i.ends_with("--")), char('>'))).parse(input)
}

/// No comment that goes is longer.
const COMMENT_BYTES: usize = 512;

/// `![picture](…)`: what is said instead of a picture isn't printed; and `**==> picture [1 x 2] intentionally omitted <==**`.
fn picture(input: &str) -> IResult<&str, Inline<'_>> {
    let (named, _) = tag("![").parse(input)?;
    let end = named.find(['[', ']', '\n']).unwrap_or(named.len());
    value(Inline::Nothing, link_target).parse(&named[end..])
}

/// What stands for a picture that a converter left out: `**==> picture [1 x 2] intentionally omitted <==**`.
fn left_out(input: &str) -> IResult<&str, Inline<'_>> {
    let (inside, _) = (opt(tag("**")), tag("==> picture ")).parse(input)?;
    let end = inside.find(['\n', '=']).filter(|end| inside[..*end].ends_with("omitted <")).unwrap_or(inside.len());
    value(Inline::Nothing, (tag("=="), opt(tag("**")))).parse(&inside[end..])
}

/// `<https://example.org>` is its address.
fn autolink(input: &str) -> IResult<&str, Inline<'_>> {
    let address = recognize((alt((tag("http"), tag("www."), tag("doi"))), take_while1(|c| c != '>' && c != '<')));
    map(delimited(char('<'), address, char('>')), Inline::Stay).parse(input)
}

fn italic_tag(input: &str) -> IResult<&str, Inline<'_>> {
    let name = alt((tag_no_case("em"), tag_no_case("i")));
    map(recognize(delimited(terminated(char('<'), opt(char('/'))), name, char('>'))), Inline::Emphasis).parse(input)
}

fn other_tag(input: &str) -> IResult<&str, Inline<'_>> {
    let name = (opt(char('/')), satisfy(|c| c.is_ascii_alphabetic()), take_while(|c: char| c.is_ascii_alphanumeric()));
    let is_attributes = |a: &str| a.is_empty() || a.starts_with('/') || a.starts_with(' ') && a.contains(['=', '/']);
    let attributes = verify(take_while(|c| c != '<' && c != '>'), is_attributes);
    let (after, found) = recognize((char('<'), name, attributes, char('>'))).parse(input)?;
    let is = |at: usize, name: &str| found.get(at..at + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    let meant = match () {
        () if is(1, "br") => Inline::Space,
        () if is(1, "sup>") => Inline::Raise,
        () if is(1, "/sup>") => Inline::Lower,
        () => Inline::Nothing,
    };
    Ok((after, meant))
}

/// `*`, `**`, `***`, `_`.
fn emphasis_mark(input: &str) -> IResult<&str, Inline<'_>> {
    map(alt((take_while1(|c| c == '*'), tag("_"))), Inline::Emphasis).parse(input)
}

fn space(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Space, take_while1(char::is_whitespace)).parse(input)
}

/// No link's target is longer.
const LINK_TARGET_BYTES: usize = 2048;
/// Nor are brackets in it nested deeper: however many targets are left unclosed, each byte is looked at by this many.
const LINK_TARGET_DEPTH: usize = 8;

/// The target of a link, `](…)`: brackets inside it are balanced or escaped.
pub(super) fn link_target(input: &str) -> IResult<&str, &str> {
    let (inside, _) = tag("](").parse(input)?;
    let mut depth = 1_usize;
    let mut escaped = false;
    for (i, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' => break,
            _ => {}
        }
        if i > LINK_TARGET_BYTES || depth > LINK_TARGET_DEPTH {
            break;
        }
        if depth == 0 {
            return Ok((&inside[i + 1..], &inside[..i]));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char)))
}

/// `[` that a `](` closes; brackets between them are balanced, or escaped as in `[\\[1\\]](#page-3)`.
fn link_open(input: &str) -> IResult<&str, Inline<'_>> {
    let (after, _) = char('[').parse(input)?;
    let mut depth = 1_usize;
    let mut escaped = false;
    for (end, c) in after.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            if span_close(&after[end..]).is_ok() {
                return Ok((after, Inline::Nothing));
            }
            peek(link_target).parse(&after[end..])?;
            let is_number = end > 0 && after[..end].bytes().all(|b| b.is_ascii_digit());
            return Ok((after, if is_number { Inline::Raise } else { Inline::Nothing }));
        }
        if depth > LINK_TARGET_DEPTH {
            break;
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char)))
}

fn link_close(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Nothing, link_target).parse(input)
}

/// A character that could have begun markup and didn't.
fn lone(input: &str) -> IResult<&str, Inline<'_>> {
    value(Inline::Text, one_of("<&[]\\!={$")).parse(input)
}

/// Words that single spaces part.
fn words(input: &str) -> IResult<&str, Inline<'_>> {
    let word = || take_while1(is_plain);
    value(Inline::Text, (word(), many0_count(preceded(char(' '), word())))).parse(input)
}

fn is_plain(c: char) -> bool {
    !c.is_whitespace()
        && !is_ligature(c)
        && !matches!(c, '\\' | '&' | '<' | '*' | '_' | '[' | ']' | '!' | '=' | '{' | '$')
}

/// A row of `_` stands for an author.
fn same_author(input: &str) -> IResult<&str, Inline<'_>> {
    map(recognize(take_while_m_n(3, usize::MAX, |c| c == '_')), Inline::Stay).parse(input)
}

/// What `input` begins with: a piece of markup, white space, or text that goes on for as long as it surely is text.
pub(super) fn inline(input: &str) -> IResult<&str, Inline<'_>> {
    // Nearly all of a document is words, with which no markup begins.
    if input.starts_with(|c: char| c.is_whitespace() || is_plain(c)) {
        return alt((words, space)).parse(input);
    }
    let mark = alt((figures, escape, entity, comment, autolink, italic_tag, other_tag, picture, left_out, attributes));
    alt((ligature, mark, link_open, link_close, span_close, same_author, emphasis_mark, lone)).parse(input)
}

/// A line as a reader sees it: without marks of emphasis, tags, pictures and the targets of links. Tags that raise what
/// is in them stay, and so do rows of `_`, as they stand for an author.
pub(crate) fn visible(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    let marks = |c: char| is_ligature(c) || matches!(c, '*' | '_' | '<' | '`' | '\\' | '&' | '{' | '$');
    if !line.contains(marks) && !line.contains("](") && !line.contains("==>") {
        return Cow::Borrowed(line);
    }
    let mut seen = String::with_capacity(line.len());
    let mut rest = line;
    while let Ok((mut after, found)) = inline(rest) {
        let taken = &rest[..rest.len() - after.len()];
        match found {
            Inline::Emphasis("_") => {
                let run = rest.len() - rest.trim_start_matches('_').len();
                let inside_word = seen.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
                if inside_word {
                    seen.push_str(&rest[..run]);
                }
                after = &rest[run..];
            }
            Inline::Stay(chars) => seen.push_str(chars),
            Inline::Char(c) => seen.push(c),
            Inline::Letters(letters) => seen.push_str(letters),
            Inline::Figures(inside) => {
                seen.extend(inside.contains('^').then_some('^'));
                seen.extend(inside.chars().filter(|c| is_figure(*c)));
            }
            Inline::Space => seen.push(' '),
            Inline::Text => seen.extend(taken.chars().filter(|c| *c != '`')),
            _ if taken.eq_ignore_ascii_case("<sup>") || taken.eq_ignore_ascii_case("</sup>") => seen.push_str(taken),
            _ => {}
        }
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    Cow::Owned(seen.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees() {
        let cases = [
            ("Handling shape\u{1c}les o\u{1b}", "Handling shapefiles off"),
            ("**References**", "References"),
            ("## **References**", "## References"),
            ("<span id=\"page-3-0\"></span>[1] Roe", "[1] Roe"),
            ("<b>References</b>", "References"),
            ("Roe, A. *Journal of Tests*, **3**", "Roe, A. Journal of Tests, 3"),
            ("[Roe](https://x.org/a_b), 2001", "Roe, 2001"),
            ("- [[1]](#r1) Roe", "- [1] Roe"),
            ("snake_case and _so on_", "snake_case and so on"),
            (r"a\_b", "a_b"),
            ("___. On tests", "___. On tests"),
            (r"\_\_\_. On tests", "___. On tests"),
            ("a<b and 2<3>", "a<b and 2<3>"),
            ("M&uuml;ller &amp; Roe", "Müller & Roe"),
            ("<sup>4</sup> Roe <!-- page -->", "<sup>4</sup> Roe"),
            ("![](images/1.png)", ""),
            ("$^ { 1 2 }$ Roe", "^12 Roe"),
            ("# References {#references .unnumbered}", "# References"),
            (r"[\[1\] ]{.csl-left-margin}[Roe, A.]{.csl-right-inline}", "[1] Roe, A."),
            ("it costs $5, not $6 {or so}", "it costs $5, not $6 {or so}"),
        ];
        for (line, want) in cases {
            assert_eq!(visible(line), want, "{line}");
        }
    }
}
