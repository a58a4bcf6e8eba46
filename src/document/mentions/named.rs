//! Author–year citations in the running text.

use super::listed_names::ListedNames;
use super::names::{Lead, Names, cited_names, is_date, is_joint, names_at_end, without_joints, without_others};
use super::paragraph::Paragraph;
use super::year::{YearAt, years};
use super::{Mention, MentionForm, MentionName};
use crate::Span;
use crate::document::half_width::is_wide;
use crate::terms::{self, Term, Terms};
use crate::token::{Token, TokenKind, lex};

/// No citation's bracket is longer, in bytes.
const BRACKET_BYTES: usize = 600;
/// Marks that open and close a title.
const OPENING_MARKS: [char; 6] = ['“', '"', '„', '«', '‘', '»'];
const CLOSING_MARKS: [char; 6] = ['”', '"', '“', '»', '’', '«'];
/// How many tokens before a bracket may belong to a narrative citation's names.
const NARRATIVE_TOKENS: usize = 40;

/// Finds the author–year citations in a paragraph, in order. Linear.
pub(super) fn mentions(paragraph: &Paragraph<'_>, listed: &ListedNames) -> Vec<Mention> {
    let text = paragraph.as_str();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    // Where the text begins that no bracket has held.
    let mut outside = 0;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' => open = Some(i),
            ')' | ']' => {
                if let Some(start) = open.take().filter(|start| i - start <= BRACKET_BYTES) {
                    if outside < start {
                        bare(paragraph, Span::new(outside, start), &mut found);
                    }
                    bracket(paragraph, Span::new(start, i + 1), listed, &mut found);
                    outside = i + 1;
                }
            }
            _ => {}
        }
    }
    if outside < text.len() {
        bare(paragraph, Span::new(outside, text.len()), &mut found);
    }
    found
}

/// Reads one bracket: the citations in it, or the years of the names before it.
fn bracket(paragraph: &Paragraph<'_>, whole: Span, listed: &ListedNames, found: &mut Vec<Mention>) {
    let text = paragraph.as_str();
    let mut from = whole.start + 1;
    let inner_end = whole.end - 1;
    let pieces: Vec<Span> = text[from..inner_end]
        .split(';')
        .map(|p| {
            let piece = Span::new(from, from + p.len()).trimmed(text, |_| false);
            from += p.len() + 1;
            piece
        })
        .collect();
    // "(Smith 2010; 2011)": the names go on. Before the first year of a bracket they stand before the bracket.
    let mut names: Option<Names> = None;
    // "(MOOR; ROE, 2010)": in capitals, a semicolon parts the names of one work.
    let mut co_authors: Option<(usize, Vec<MentionName>)> = None;
    for (n, &piece) in pieces.iter().enumerate() {
        let tokens = tokens_of(text, piece);
        let years = years(text, &tokens);
        let Some(first) = years.first() else {
            let goes_on = pieces.get(n + 1).is_some_and(|next| begins_in_capitals(next.of(text)));
            let capitals =
                goes_on && begins_in_capitals(piece.of(text)) && !piece.of(text).contains(char::is_lowercase);
            if let Some((more, false)) = cited_names(paragraph, &tokens, Lead::IsNoName).filter(|_| capitals) {
                co_authors.get_or_insert((piece.start, Vec::new())).1.extend(more);
                continue;
            }
            co_authors = None;
            undated(paragraph, piece, &tokens, (n == 0).then_some(whole), listed, found);
            continue;
        };
        if n == 0 && first.at == 0 && !is_before_a_volume(&text[whole.end..]) {
            names = names_before(paragraph, whole.start, listed);
        }
        // "Smith (2010)" ends with its bracket, "Smith (2010, 2011)" doesn't.
        let alone = pieces.len() == 1 && years.len() == 1;
        let end = if alone { whole.end } else { first.end };
        let piece = Piece { bracket: whole.start, span: piece, tokens: &tokens, end, opens: n == 0 };
        let before = found.len();
        names = piece.citations(paragraph, &years, names, found);
        if let Some((start, mut all)) = co_authors.take()
            && let Some(mention) = found.get_mut(before)
        {
            let span = Span::new(start, if years.len() == 1 { piece.span.end } else { years[0].end });
            let last = std::mem::take(&mut mention.names);
            all.extend(last.iter().cloned());
            mention.span = paragraph.source(span);
            mention.printed = paragraph.printed(span).to_owned();
            mention.names.clone_from(&all);
            // So are those of the years that follow.
            let further = found[before + 1..].iter_mut().filter(|mention| mention.names == last);
            further.for_each(|mention| mention.names.clone_from(&all));
            if let Some(names) = names.as_mut().filter(|names| names.names == last) {
                names.names = all;
            }
        }
    }
}

/// Whether a volume and a range of pages follow, as in what a paper prints of itself: "Journal of Lakes (2007) 96, 373–382".
/// A number alone may be what the sentence counts: "Roe (2007) 96, 373 people".
fn is_before_a_volume(after: &str) -> bool {
    fn behind_number(text: &str) -> Option<&str> {
        let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < text.trim_start().len()).then_some(rest)
    }
    let pages = behind_number(after).and_then(|rest| rest.strip_prefix([',', ':']));
    let last = pages.and_then(behind_number).and_then(|rest| rest.trim_start().strip_prefix(['-', '–', '—', '−']));
    last.and_then(behind_number).is_some()
}

/// Whether the first word has two letters or more and all of them are capitals.
fn begins_in_capitals(text: &str) -> bool {
    let word = text.split([' ', ',']).next().unwrap_or_default();
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase)
}

/// What stands between two semicolons in a bracket.
struct Piece<'t> {
    /// Where the bracket opens.
    bracket: usize,
    span: Span,
    tokens: &'t [Token],
    /// Where a citation ends whose names stand before the bracket.
    end: usize,
    /// Whether it is the bracket's first.
    opens: bool,
}

impl Piece<'_> {
    /// Reads each year with the names before it, or with those that stood before the piece. Returns the last names.
    fn citations(
        &self,
        paragraph: &Paragraph<'_>,
        years: &[YearAt],
        mut names: Option<Names>,
        found: &mut Vec<Mention>,
    ) -> Option<Names> {
        let text = paragraph.as_str();
        let mut loose = false;
        let mut from = 0;
        for (n, year) in years.iter().enumerate() {
            let segment = without_joints(text, &self.tokens[from..year.at]);
            from = year.next;
            let is_named = !segment.is_empty() && (n == 0 || !is_pinpoint(segment));
            if is_named {
                // Before the first names may be words like "see". What else is before them leaves less sure.
                let lead = if n == 0 { Lead::MayPrecede } else { Lead::IsNoName };
                let whole = cited_names(paragraph, segment, lead);
                loose = whole.is_none();
                names = match whole {
                    Some((names, et_al)) => Some(Names { start: segment[0].span.start, names, et_al }),
                    None => names_at_end(paragraph, segment),
                };
            }
            let Some(cited) = &names else { continue };
            let loose = loose || is_date(&cited.names);
            let outside = cited.start < self.bracket;
            let is_narrated = outside && n == 0 && self.opens;
            let form = if outside { MentionForm::Narrative } else { MentionForm::Parenthetical };
            let alone = years.len() == 1 && is_named && !loose;
            let span = match (is_narrated, is_named, n) {
                (true, ..) => Span::new(cited.start, self.end.max(year.end)),
                _ if alone => self.span,
                (_, true, 0) if !loose => Span::new(self.tokens[0].span.start, year.end),
                (_, true, _) => Span::new(cited.start, year.end),
                _ => Span::new(self.tokens[year.at].span.start, year.end),
            };
            let mut push = |span, suffix| {
                let mut mention = mention(paragraph, span, form, cited.clone(), Some((year.year, suffix)));
                mention.loose = loose;
                found.push(mention);
            };
            push(span, year.suffix);
            for &(suffix, at) in &year.further {
                push(at, Some(suffix));
            }
        }
        names
    }
}

/// A bracket without a year: "(Smith, n.d.)", or names alone, if they tell enough. `opened` is the bracket that the piece
/// opens, which names may stand before: "Smith (n.d.)".
fn undated(
    paragraph: &Paragraph<'_>,
    piece: Span,
    tokens: &[Token],
    opened: Option<Span>,
    listed: &ListedNames,
    found: &mut Vec<Mention>,
) {
    let text = paragraph.as_str();
    let no_date = terms::at_end(piece.of(text), Terms::of(&[Term::NoDate, Term::ToCome]));
    let end = no_date.map_or(tokens.len(), |at| tokens.partition_point(|t| t.span.start < piece.start + at));
    let segment = without_joints(text, &tokens[..end]);
    if segment.is_empty() {
        let narrated = opened.filter(|_| no_date.is_some());
        if let Some((whole, names)) =
            narrated.and_then(|whole| Some((whole, names_before(paragraph, whole.start, listed)?)))
        {
            let span = Span::new(names.start, whole.end);
            found.push(mention(paragraph, span, MentionForm::Narrative, names, None));
        }
        return;
    }
    let by_page = without_pages(text, segment).filter(|names| !names.is_empty());
    let named = by_page.unwrap_or(segment);
    let titled = quoted_at_end(text, named);
    let named = titled.as_ref().map_or(named, |(before, _)| without_joints(text, before));
    let (names, et_al) = match cited_names(paragraph, named, Lead::MayPrecede) {
        Some(found) => found,
        // A word between quotation marks is a gloss more often than a title.
        None if named.is_empty() && titled.as_ref().is_some_and(|(_, title)| is_title(title.of(text))) => {
            (Vec::new(), false)
        }
        None => return,
    };
    let tells = names.len() > 1 || names.iter().any(|n| n.given.is_some()) || no_date.is_some() || et_al;
    let title = titled.map(|(_, title)| title.of(text).to_owned());
    let names = Names { start: piece.start, names, et_al };
    found.push(Mention {
        by_name_alone: by_page.is_some() || title.is_some() || !tells,
        // A lone name in a bracket may be anything.
        loose: by_page.is_none() && title.is_none() && !tells,
        title,
        ..mention(paragraph, piece, MentionForm::Parenthetical, names, None)
    });
}

/// Whether words in quotation marks may be a work's title: several, and the first begins with a capital letter.
fn is_title(words: &str) -> bool {
    words.starts_with(char::is_uppercase) && words.contains(' ')
}

/// The title between quotation marks that tokens end in, and what stands before it: "Roe, “On Lakes”".
fn quoted_at_end<'t>(text: &str, tokens: &'t [Token]) -> Option<(&'t [Token], Span)> {
    let is_mark = |t: &Token, marks: &[char]| t.kind == TokenKind::Mark && t.text(text).starts_with(marks);
    let open = tokens.iter().position(|t| is_mark(t, &OPENING_MARKS))?;
    let close = tokens.iter().rposition(|t| is_mark(t, &CLOSING_MARKS)).filter(|close| *close > open + 1)?;
    let ends = tokens[close + 1..].iter().all(|t| matches!(t.text(text), "," | "."));
    let inside = Span::new(tokens[open].span.end, tokens[close].span.start).trimmed(text, |c| !c.is_alphanumeric());
    (ends && !inside.is_empty()).then_some((&tokens[..open], inside))
}

/// What stands before pages at the end: "Smith" of "Smith 12–14". `None` without them.
fn without_pages<'t>(text: &str, tokens: &'t [Token]) -> Option<&'t [Token]> {
    let is_page =
        |t: &&Token| t.kind == TokenKind::Number || matches!(t.text(text), "-" | "–" | "," | "." | "p" | "pp");
    let pages = tokens.iter().rev().take_while(is_page).count();
    let (names, pages) = tokens.split_at(tokens.len() - pages);
    pages.iter().any(|t| t.kind == TokenKind::Number).then_some(names)
}

/// "Smith 2010", "Smith, 2010: 12" in no bracket.
fn bare(paragraph: &Paragraph<'_>, within: Span, found: &mut Vec<Mention>) {
    let text = paragraph.as_str();
    if !within.of(text).contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let tokens = tokens_of(text, within);
    let mut from = 0;
    for year in years(text, &tokens) {
        let first = year.at.saturating_sub(NARRATIVE_TOKENS).max(from);
        let segment = without_joints(text, &tokens[first..year.at]);
        from = year.next;
        let Some(names) = names_at_end(paragraph, segment) else { continue };
        let span = Span::new(names.start, year.end);
        let mut mention = mention(paragraph, span, MentionForm::Narrative, names, Some((year.year, year.suffix)));
        mention.loose = true;
        found.push(mention);
    }
}

/// Reads the names before a bracket that starts with a year.
fn names_before(paragraph: &Paragraph<'_>, bracket: usize, listed: &ListedNames) -> Option<Names> {
    let text = paragraph.as_str();
    let mut from = bracket.saturating_sub(NARRATIVE_TOKENS * 8);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut tokens = tokens_of(text, Span::new(from, bracket));
    let is_wide_word = |token: &&Token| token.text(text).starts_with(is_wide);
    if tokens.last().filter(is_wide_word).is_some() {
        cut_before_names(text, &mut tokens, listed);
    }
    names_at_end(paragraph, &tokens)
}

/// Leaves of tokens that end in a Chinese, Japanese or Korean word the names of the list at their end, if there are any: of
/// "その後伊藤", "伊藤". Further names stand before a mark or a word that joins.
fn cut_before_names(text: &str, tokens: &mut Vec<Token>, listed: &ListedNames) {
    for at in (0..tokens.len()).rev() {
        let token = tokens[at];
        let word = token.text(text);
        let listed_before = |(name, joint): (usize, usize)| Some((listed.at_end(&word[..name])?, name, joint));
        let part = |from, to| {
            let span = Span::new(token.span.start + from, token.span.start + to);
            Token { span, ..token }
        };
        // "이영희와 박민수"
        let joined = joined_before(word).filter(|_| at + 1 < tokens.len()).and_then(listed_before);
        let alone = || {
            let name = without_others(word);
            listed.at_end(name).filter(|_| !name.is_empty()).map(|start| (start, word.len(), word.len()))
        };
        match joined.or_else(alone) {
            _ if matches!(word, "," | "&") => {}
            Some((start, name, end)) => {
                let mut parts = vec![part(start, name), part(name, end)];
                // "伊藤と佐藤"
                let other = joined_before(&word[..start]).and_then(listed_before);
                if let Some((other, name, joint)) = other {
                    parts.splice(0..0, [part(other, name), part(name, joint)]);
                }
                parts.retain(|part| !part.span.is_empty());
                let first = parts[0].span.start;
                tokens.splice(at..=at, parts);
                if first > token.span.start {
                    tokens.drain(..at);
                    return;
                }
            }
            // "and others" may be a word of its own.
            None if is_joint(word) || without_others(word).is_empty() || terms::is(word, Term::EtAl) => {}
            None => {
                if at + 1 < tokens.len() {
                    tokens.drain(..=at);
                }
                return;
            }
        }
    }
}

/// Where a name ends that is joined with what follows it in one word, and where the joint ends.
fn joined_before(word: &str) -> Option<(usize, usize)> {
    let (at, _) = word.char_indices().next_back()?;
    is_joint(&word[at..]).then_some((at, word.len()))
}

/// "p. 4", "S. 12–14", "12": a place in the work before.
fn is_pinpoint(segment: &[Token]) -> bool {
    segment.iter().any(|t| t.kind == TokenKind::Number)
        && segment.iter().filter(|t| t.kind == TokenKind::Word).count() <= 2
}

fn mention(
    paragraph: &Paragraph<'_>,
    span: Span,
    form: MentionForm,
    names: Names,
    year: Option<(i32, Option<char>)>,
) -> Mention {
    Mention {
        span: paragraph.source(span),
        printed: paragraph.printed(span).to_owned(),
        form,
        names: names.names,
        et_al: names.et_al,
        year: year.map(|y| y.0),
        suffix: year.and_then(|y| y.1),
        labels: Vec::new(),
        loose: false,
        by_name_alone: false,
        title: None,
    }
}

fn tokens_of(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = lex(within.of(text));
    for token in &mut tokens {
        token.span = token.span.shifted(within.start);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::clean::clean;
    use crate::document::hyphen::Vocabulary;

    fn read(source: &str) -> Vec<String> {
        let clean = clean(source, &[Span::new(0, source.len())], &Vocabulary::default());
        mentions(&Paragraph::of(&clean), &ListedNames::default())
            .iter()
            .map(|m| {
                let names: Vec<String> = m
                    .names
                    .iter()
                    .map(|n| match &n.given {
                        Some(given) => format!("{} [{given}]", n.family),
                        None => n.family.clone(),
                    })
                    .collect();
                let year = m.year.map_or("-".to_owned(), |y| y.to_string());
                let suffix = m.suffix.map_or(String::new(), |s| s.to_string());
                let et_al = if m.et_al { " et al" } else { "" };
                let loose = if m.loose { " loose" } else { "" };
                let alone = if m.by_name_alone { " alone" } else { "" };
                let title = m.title.as_ref().map_or(String::new(), |title| format!(" of {title}"));
                format!("{}{et_al} {year}{suffix} <{}>{title}{alone}{loose}", names.join("|"), m.printed)
            })
            .collect()
    }

    #[test]
    fn citations() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("one author", "so (Smith, 2019).", &["Smith 2019 <Smith, 2019>"]),
            ("no comma", "so (Smith 2019 ).", &["Smith 2019 <Smith 2019>"]),
            (
                "stop for comma",
                "(Khan& Yaseen. 2019; Doe, 2024)",
                &["Khan|Yaseen 2019 <Khan& Yaseen. 2019>", "Doe 2024 <Doe, 2024>"],
            ),
            ("three", "(Altaf, Zahid, & Sial, 2022)", &["Altaf|Zahid|Sial 2022 <Altaf, Zahid, & Sial, 2022>"]),
            ("et al.", "(see Smith et al., 2019b, p. 4)", &["Smith et al 2019b <see Smith et al., 2019b, p. 4>"]),
            ("initial after", "(Iqbal S, 2023)", &["Iqbal [S] 2023 <Iqbal S, 2023>"]),
            ("initial with comma", "(Jan, A., 2022)", &["Jan [A] 2022 <Jan, A., 2022>"]),
            ("nested", "(Biddle (Biddle, 2019))", &["Biddle 2019 <Biddle, 2019>"]),
            (
                "title inside",
                "(Akram, *Opening New Vistas: A*, [2022](#))",
                &["Akram 2022 <Akram, Opening New Vistas: A, 2022>"],
            ),
            ("two years", "(Smith, 2019, 2020)", &["Smith 2019 <Smith, 2019>", "Smith 2020 <2020>"]),
            ("acronym", "(PICSS, 2023)", &["PICSS 2023 <PICSS, 2023>"]),
            (
                "organisation",
                "(Institute for Some Studies, 2015)",
                &["Institute for Some Studies 2015 <Institute for Some Studies, 2015>"],
            ),
            ("particles", "(de la Torre & O'Neil, 1999)", &["de la Torre|O'Neil 1999 <de la Torre & O'Neil, 1999>"]),
            (
                "narrative, undated",
                "as Roe (n.d.) and Lee (in press) say",
                &["Roe - <Roe (n.d.)>", "Lee - <Lee (in press)>"],
            ),
            ("names only", "(Elliott R. & Timulak L)", &["Elliott [R]|Timulak [L] - <Elliott R. & Timulak L>"]),
            (
                "narrative",
                "authored by Ahmad and Ahlawat (2023) elaborates",
                &["Ahmad|Ahlawat 2023 <Ahmad and Ahlawat (2023)>"],
            ),
            (
                "narrative, three",
                "by Khan, Nazir, and Jabeen (2025)",
                &["Khan|Nazir|Jabeen 2025 <Khan, Nazir, and Jabeen (2025)>"],
            ),
            (
                "narrative, strokes",
                "as Briggs/Roe/Lee (2000) and/or Elm (2001) say",
                &["Briggs/Roe/Lee 2000 <Briggs/Roe/Lee (2000)>", "Elm 2001 <Elm (2001)>"],
            ),
            (
                "a group of people",
                "(Roe and the Lake Collaboration, 2012)",
                &["Roe|Lake Collaboration 2012 <Roe and the Lake Collaboration, 2012>"],
            ),
            (
                "narrative at a sentence's start",
                "It was. In Smith et al. (2020)",
                &["Smith et al 2020 <Smith et al. (2020)>"],
            ),
            ("an abbreviation, or a name", "the plan (NAP) of 2009 (in 2010)", &["NAP - <NAP> alone loose"]),
            ("a month, or an author of this name", "so (March 2021)", &["March 2021 <March 2021> loose"]),
            ("prose before", "so (as is shown by Roe 2019)", &["Roe 2019 <Roe 2019> loose"]),
            ("a paper's own line", "Journal of Cancer (2007) 96, 373 – 382", &[]),
            ("a number that is counted", "Smith (2007) 25,000 people swam", &["Smith 2007 <Smith (2007)>"]),
            ("no bracket", "as Roe and Lee 2019 say", &["Roe|Lee 2019 <Roe and Lee 2019> loose"]),
            ("letters", "so (Roe, 2011a,b)", &["Roe 2011a <Roe, 2011a,b>", "Roe 2011b <b>"]),
            ("years go on", "so (Roe 2010a; 2010b)", &["Roe 2010a <Roe 2010a>", "Roe 2010b <2010b>"]),
            ("pages between years", "so (Roe 2010, p. 4, 2011)", &["Roe 2010 <Roe 2010>", "Roe 2011 <2011>"]),
            (
                "in capitals, a semicolon parts the names of one work",
                "assim (MOOR; ROE, 2010, p. 4; LEE, 2011)",
                &["MOOR|ROE 2010 <MOOR; ROE, 2010, p. 4>", "LEE 2011 <LEE, 2011>"],
            ),
            (
                "in capitals, two years of two names",
                "assim (MOOR; ROE, 2010; 2011)",
                &["MOOR|ROE 2010 <MOOR; ROE, 2010>", "MOOR|ROE 2011 <2011>"],
            ),
            ("Russian", "так (Рой и Ли, 2010)", &["Рой|Ли 2010 <Рой и Ли, 2010>"]),
            (
                "names and pages",
                "so (Roe 12), (see Lee and Doe 3–4; Poe, p. 5)",
                &["Roe - <Roe 12> alone", "Lee|Doe - <see Lee and Doe 3–4> alone", "Poe - <Poe, p. 5> alone"],
            ),
            (
                "names and titles",
                "so (Roe, “Of Lakes” 12; Roe et al., “Of Ponds,” 3), (“Of Rivers”), (Roe)",
                &[
                    "Roe - <Roe, “Of Lakes” 12> of Of Lakes alone",
                    "Roe et al - <Roe et al., “Of Ponds,” 3> of Of Ponds alone",
                    " - <“Of Rivers”> of Of Rivers alone",
                    "Roe - <Roe> alone loose",
                ],
            ),
            ("and others", "so (Roe u. a. 2010)", &["Roe et al 2010 <Roe u. a. 2010>"]),
            ("not a citation: range", "growth (2012-2021) and (see table 1)", &[]),
            ("not a citation: number before", "Resolution 2557 (2020) says", &[]),
        ];
        for (name, source, want) in cases {
            assert_eq!(read(source), *want, "{name}");
        }
    }
}
