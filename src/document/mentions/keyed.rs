//! Citations by keys: "[ABC99]", "[ABC99, Knu84]".

use nom::Parser;
use nom::character::complete::{char, multispace0, one_of};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};

use super::paragraph::Paragraph;
use super::{CitedLabel, Mention, MentionForm};
use crate::Span;
use crate::document::entry_label::{EntryLabels, key};

/// Finds the citations by key in a paragraph, in order: brackets in which every key, or all but one in two, is a key of
/// the list. Linear.
pub(super) fn mentions(paragraph: &Paragraph<'_>, labels: &EntryLabels) -> Vec<Mention> {
    let text = paragraph.as_str();
    let mut found = Vec::new();
    if !labels.have_keys() {
        return found;
    }
    for (open, _) in text.match_indices('[') {
        let parting = delimited(multispace0, one_of(",;"), multispace0);
        let inside = delimited(multispace0, separated_list1(parting, key), multispace0);
        let bracket = preceded(char('['), inside).and(char(']')).parse(&text[open..]);
        let Ok((rest, (keys, _))) = bracket else { continue };
        let known = keys.iter().filter(|key| labels.keyed(key).is_some()).count();
        if known * 2 < keys.len() || known == 0 {
            continue;
        }
        let span = Span::new(open, text.len() - rest.len());
        let cited = keys.into_iter().map(|key| CitedLabel::Key(key.to_owned())).collect();
        found.push(Mention::labelled(paragraph, span, MentionForm::Alphanumeric, cited));
    }
    found
}
