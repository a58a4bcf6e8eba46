//! One convention for corpora that differ.

use super::example::Piece;
use crate::reference::label::Label;

/// Words that make a container a conference's.
pub(crate) fn is_conference(text: &str) -> bool {
    let lower = text.to_lowercase();
    const WORDS: [&str; 10] = [
        "conference",
        "symposium",
        "workshop",
        "congress",
        "conf.",
        "symp.",
        "colloquium",
        "proceedings",
        "proc.",
        "meeting",
    ];
    WORDS.iter().any(|w| lower.contains(w))
}

/// Words that make a container a periodical, "Proceedings" of academies among them.
fn is_periodical(text: &str) -> bool {
    let lower = text.to_lowercase();
    const WORDS: [&str; 9] = [
        "academy",
        "royal society",
        "acad",
        "proc. ieee",
        "journal",
        "review",
        "proceedings of the ieee",
        "mathematical",
        "soc.",
    ];
    WORDS.iter().any(|w| lower.contains(w))
}

/// Takes a volume that holds an issue apart: "12(3), " → "12", "(3), "; "Vol. 9, No. 3" → "Vol. 9, ", "No. 3".
pub(crate) fn numeration(text: &str) -> Vec<Piece> {
    let whole = || vec![Piece::field(Label::Volume, text)];
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return whole();
    }
    let lower = text.to_lowercase();
    const ISSUE: [&str; 14] =
        ["no.", "no ", "nos.", "nr.", "nr ", "num.", "number", "n.", "n°", "nº", "issue", "heft", "iss.", "№"];
    // At a word's beginning only: "no." isn't in "piano.".
    let word = ISSUE.iter().filter_map(|w| {
        let at = lower.find(w)?;
        let free = !lower[..at].ends_with(char::is_alphabetic);
        (free && lower.len() == text.len()).then_some(at)
    });
    let bracket = text.find('(').filter(|at| {
        let inner = text[*at + 1..].trim_start();
        text[..*at].contains(|c: char| c.is_ascii_digit()) && !inner.starts_with("Vol") && inner.contains(')')
    });
    let Some(mut cut) = word.min().into_iter().chain(bracket).min() else { return slashed(text) };
    // "12, no. 3" and "12 (no. 3)": the opening bracket goes with the issue.
    if text[..cut].ends_with('(') {
        cut -= 1;
    }
    let (volume, issue) = text.split_at(cut);
    let (issue, pages) = issue.split_at(pages_after(issue).unwrap_or(issue.len()));
    let mut pieces = if is_number(volume) {
        vec![Piece::field(Label::Volume, volume), Piece::field(Label::Issue, issue)]
    } else {
        vec![Piece::field(Label::Issue, format!("{volume}{issue}"))]
    };
    if !pages.is_empty() {
        pieces.push(Piece::field(Label::Page, pages));
    }
    pieces
}

/// Whether a volume has a number, Arabic or Roman.
fn is_number(volume: &str) -> bool {
    let roman = |w: &str| !w.is_empty() && w.chars().all(|c| "IVXLC".contains(c));
    volume.contains(|c: char| c.is_ascii_digit()) || volume.split(|c: char| !c.is_alphanumeric()).any(roman)
}

/// Where the pages start in an issue that holds them: "(24):8788–8790".
fn pages_after(issue: &str) -> Option<usize> {
    let at = issue.find(')')? + 1;
    let rest = issue[at..].trim_start();
    let pages = rest.strip_prefix([':', ','])?.trim_start();
    pages.starts_with(|c: char| c.is_ascii_digit()).then_some(issue.len() - pages.len())
}

/// "12/3" and "12:3" are volume and issue, "12-13" is one volume.
fn slashed(text: &str) -> Vec<Piece> {
    let Some(at) = text.find(['/', ':', '.']) else { return vec![Piece::field(Label::Volume, text)] };
    let (volume, issue) = (&text[..at], text[at + 1..].trim_matches([',', '.', ' ', ':']));
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if number(volume.trim()) && number(issue) {
        let (volume, issue) = text.split_at(at + 1);
        return vec![Piece::field(Label::Volume, volume), Piece::field(Label::Issue, issue)];
    }
    vec![Piece::field(Label::Volume, text)]
}

/// What a note says of an outlet stands apart from the outlet: "to appear in " "ACM Transactions on Things".
pub(crate) fn forthcoming(text: &str) -> Option<[Piece; 2]> {
    const LEADS: [&str; 5] = ["to appear in", "to be published in", "submitted to", "in press in", "accepted by"];
    let lower = text.to_lowercase();
    let lead = LEADS.iter().find_map(|lead| Some(lower.find(lead)? + lead.len()))?;
    let head = text.get(..lead)?;
    let words = text[lead..].split_whitespace().count();
    (lower.len() == text.len() && lead < 25 && (2..12).contains(&words))
        .then(|| [Piece::field(Label::Note, head), Piece::field(Label::Journal, &text[lead..])])
}

/// The number of a report stands apart from its kind: "Technical Report" "TR-12, ".
pub(crate) fn genre(text: &str) -> Vec<Piece> {
    let code = text.split_inclusive(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        Some((start, word))
    });
    let mut code = code.filter(|(_, word)| word.contains(|c: char| c.is_ascii_digit())).map(|(at, _)| at);
    let Some(mut cut) = code.next().filter(|at| *at > 0) else { return vec![Piece::field(Label::Genre, text)] };
    for lead in ["No. ", "no. ", "Nr. ", "Number ", "number ", "No ", "# "] {
        if text[..cut].ends_with(lead) {
            cut -= lead.len();
        }
    }
    let (kind, number) = text.split_at(cut);
    if kind.trim().is_empty() {
        return vec![Piece::field(Label::Number, text)];
    }
    vec![Piece::field(Label::Genre, kind), Piece::field(Label::Number, number)]
}

/// The last touches, on a whole reference: names followed by an editors' mark are editors, a book without a title of
/// its own is the title, periodicals and books are told apart.
pub(crate) fn reference(pieces: &mut [Piece]) {
    let has = |pieces: &[Piece], label| pieces.iter().any(|p| p.label == Some(label));
    for i in 0..pieces.len() {
        if pieces[i].label != Some(Label::Author) {
            continue;
        }
        let after = pieces.get(i + 1).filter(|p| p.label.is_none()).map(|p| p.text.as_str()).unwrap_or_default();
        if ends_as_editors(&pieces[i].text) || starts_as_editors(after) {
            pieces[i].label = Some(Label::Editor);
        }
    }
    let numbered = has(pieces, Label::Volume) || has(pieces, Label::Page);
    let book_like = has(pieces, Label::Editor) || has(pieces, Label::Publisher) || has(pieces, Label::Place);
    let titled = has(pieces, Label::Title);
    let journal = has(pieces, Label::Journal);
    // Authors and editors besides: a chapter whose own title isn't given.
    let chapter = has(pieces, Label::Author) && has(pieces, Label::Editor);
    let mut within = false;
    for piece in pieces.iter_mut() {
        match piece.label {
            Some(Label::Journal) if is_conference(&piece.text) && !is_periodical(&piece.text) => {
                piece.label = Some(Label::Book);
            }
            Some(Label::Book) if !titled && !within && !chapter && !is_conference(&piece.text) && !journal => {
                piece.label = Some(Label::Title);
            }
            Some(Label::Book) if titled && numbered && !book_like && is_periodical(&piece.text) => {
                piece.label = Some(Label::Journal);
            }
            _ => {}
        }
        within |= announces_container(piece);
    }
}

/// "in", "In:" between two fields, or at the beginning of one.
fn announces_container(piece: &Piece) -> bool {
    let words = || piece.text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let word = if piece.label.is_none() { words().next_back() } else { words().next() };
    word.is_some_and(|w| matches!(w, "in" | "In" | "IN"))
}

fn ends_as_editors(names: &str) -> bool {
    let end = names.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    ["(ed", "(eds", "(hrsg", "(hg", "(editor", "(editors", ", eds", ", ed", ", editors", ", editor", "[ed", "[eds"]
        .iter()
        .any(|m| end.ends_with(m))
}

fn starts_as_editors(after: &str) -> bool {
    let start = after.trim_start().to_lowercase();
    ["(ed.", "(ed)", "(eds", "(hrsg", "(hg", "(editor", ", eds.", ", ed.", ", editors", "[ed", "[hrsg"]
        .iter()
        .any(|m| start.starts_with(m))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> Vec<(Option<Label>, String)> {
        numeration(text).into_iter().map(|p| (p.label, p.text)).collect()
    }

    #[test]
    fn volumes_and_issues_come_apart() {
        let both = |v: &str, i: &str| vec![(Some(Label::Volume), v.to_owned()), (Some(Label::Issue), i.to_owned())];
        assert_eq!(apart("12(3), "), both("12", "(3), "));
        assert_eq!(apart("Vol. XXIII, No. 5"), both("Vol. XXIII, ", "No. 5"));
        let page = (Some(Label::Page), "8788–8790.".to_owned());
        assert_eq!(apart("111(24):8788–8790."), [both("111", "(24):"), vec![page]].concat());
        assert_eq!(apart("Vol. 9, No. 3, "), both("Vol. 9, ", "No. 3, "));
        assert_eq!(apart("4 (no. 2)"), both("4 ", "(no. 2)"));
        assert_eq!(apart("12/3,"), both("12/", "3,"));
        assert_eq!(apart("V. 41"), [(Some(Label::Volume), "V. 41".to_owned())]);
        assert_eq!(apart("D 43, "), [(Some(Label::Volume), "D 43, ".to_owned())]);
        assert_eq!(apart("No. 134"), [(Some(Label::Issue), "No. 134".to_owned())]);
        assert_eq!(apart("(Vol. 3, Part A,"), [(Some(Label::Volume), "(Vol. 3, Part A,".to_owned())]);
    }

    #[test]
    fn a_reports_number_stands_apart() {
        let pieces = genre("Technical Report No. 12, ");
        assert_eq!(pieces, [Piece::field(Label::Genre, "Technical Report "), Piece::field(Label::Number, "No. 12, ")]);
    }

    #[test]
    fn an_outlet_to_be_stands_apart() {
        let pieces = forthcoming("to appear in ACM Transactions on Things.").expect("a note and an outlet");
        assert_eq!(pieces[0], Piece::field(Label::Note, "to appear in"));
        assert_eq!(pieces[1], Piece::field(Label::Journal, " ACM Transactions on Things."));
        assert_eq!(forthcoming("and references therein"), None);
    }

    #[test]
    fn a_book_is_a_title_unless_it_holds_something() {
        let labels = |pieces: &[Piece]| {
            let mut pieces = pieces.to_vec();
            reference(&mut pieces);
            pieces.into_iter().filter_map(|p| p.label).collect::<Vec<_>>()
        };
        let (author, book) = (Piece::field(Label::Author, "A. Bee"), Piece::field(Label::Book, "Of things"));
        let editor = Piece::field(Label::Editor, "C. Dee");
        let (comma, within) = (Piece::between(", "), Piece::between(", in "));
        assert_eq!(labels(&[author.clone(), comma.clone(), book.clone()]), [Label::Author, Label::Title]);
        assert_eq!(labels(&[author.clone(), within, book.clone()]), [Label::Author, Label::Book]);
        assert_eq!(labels(&[editor.clone(), comma.clone(), book.clone()]), [Label::Editor, Label::Title]);
        assert_eq!(labels(&[author, comma.clone(), book, comma, editor]), [Label::Author, Label::Book, Label::Editor]);
    }
}
