//! URLs that extraction broke: over lines, with spaces inside, after their host's dots.

use super::clean_text::CleanText;
use super::doi::mend_dois;
use crate::Span;

/// Whether a chunk without white space reads as (part of) an address rather than as a word.
pub(crate) fn is_url_like(chunk: &str) -> bool {
    let letters = chunk.bytes().any(|b| b.is_ascii_alphabetic());
    let digits = chunk.bytes().any(|b| b.is_ascii_digit());
    let inner_dot = chunk.trim_end_matches('.').contains('.');
    chunk.contains(['/', '=', '%', '&', '?', '#', '_', '~', '-'])
        || inner_dot
        || (letters && digits && chunk.len() >= 6)
}

/// Where an address starts in `text`: at "http", "www." or "doi.org/" where a word starts.
pub(crate) fn url_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    ["http://", "https:", "www.", "ftp://"]
        .into_iter()
        .flat_map(move |scheme| text.match_indices(scheme).map(|(at, _)| at))
        .filter(move |&at| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.'))
}

/// Takes the white space out of the addresses and DOIs in `clean` that line ends and extraction broke. Linear.
pub(crate) fn mend_addresses(clean: CleanText) -> CleanText {
    mend_dois(mend_urls(clean))
}

fn mend_urls(clean: CleanText) -> CleanText {
    let text = clean.as_str();
    let mut starts: Vec<usize> = url_starts(text).collect();
    starts.sort_unstable();
    let mut drop = Vec::new();
    let mut done = 0;
    for start in starts {
        if start < done {
            continue;
        }
        let mut end = chunk_end(text, start);
        while let Some(next) = text[end..].chars().next() {
            let after = end + next.len_utf8();
            let chunk = &text[after..chunk_end(text, after)];
            let at_break = clean.breaks().binary_search(&after).is_ok();
            if !goes_on(&text[start..end], chunk, at_break) {
                break;
            }
            drop.push(Span::new(end, after));
            end = after + chunk.len();
        }
        done = end;
    }
    if drop.is_empty() { clean } else { clean.without(&drop) }
}

fn chunk_end(text: &str, from: usize) -> usize {
    text[from..].find(char::is_whitespace).map_or(text.len(), |e| from + e)
}

/// Whether `chunk`, which white space parts from the address `url`, is its next piece.
fn goes_on(url: &str, chunk: &str, at_break: bool) -> bool {
    let bare = chunk.trim_end_matches(['.', ',', ';', ')', ']', '”', '"']);
    let lower_start = bare.starts_with(|c: char| !c.is_uppercase() && !matches!(c, '(' | '[' | '"' | '“' | '<'));
    let new_address = ["http", "www.", "doi:", "doi.org", "10."].iter().any(|s| bare.starts_with(s));
    let pages = bare.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if url.ends_with("://") {
        return !bare.is_empty() && lower_start;
    }
    if bare.is_empty() || !lower_start || new_address || pages || url.ends_with([',', ';', ')', '>', '”', '"', ']']) {
        return false;
    }
    if url.ends_with("http:") || url.ends_with("https:") {
        return bare.starts_with("//");
    }
    match url.as_bytes().last() {
        // A full stop ends a sentence, unless the line broke there and a path follows the rest of the host.
        Some(b'.') => at_break && bare.contains('/'),
        Some(b'-' | b'/' | b'=' | b'_' | b'%' | b'&' | b'?') => at_break && (is_url_like(bare) || chunk.ends_with('.')),
        _ => is_url_like(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::clean::clean;
    use crate::document::hyphen::Vocabulary;

    #[test]
    fn broken_addresses_are_whole_again() {
        let cases = [
            ("host broken at its dot", "Y, https://www.\nexample.org/a-b.", "Y, https://www.example.org/a-b."),
            ("host broken at its last dot", "https://example.\ncom/2021/01/a/.", "https://example.com/2021/01/a/."),
            ("space inside the host", "https://www.exam \nple.org.au/how-a", "https://www.example.org.au/how-a"),
            ("space after the scheme", "https: \n//x.org/a.", "https://x.org/a."),
            ("space before the host", "https:// www.x.org/a.", "https://www.x.org/a."),
            (
                "space inside a line",
                "https://x.org/news/sheikh-revea ls-ttp-has.",
                "https://x.org/news/sheikh-reveals-ttp-has.",
            ),
            (
                "real hyphen at the line end",
                "the right. https://x.org/in-the-right-\ndirection.",
                "the right. https://x.org/in-the-right-direction.",
            ),
            ("soft hyphen at the line end", "https://x.org/asia-pa-\ncific/", "https://x.org/asia-pacific/"),
            ("hyphen at the line start", "https://x.org/pakistan-sends \n-aid/", "https://x.org/pakistan-sends-aid/"),
            ("hash cut", "https://x.org/a-ab36\n68337f31.", "https://x.org/a-ab3668337f31."),
            ("a sentence follows", "https://x.org/a. \nmainly in May", "https://x.org/a. mainly in May"),
            ("access date follows", "https://x.org/a (accessed 2-3 May)", "https://x.org/a (accessed 2-3 May)"),
            ("another address follows", "https://x.org/a https://y.org/b", "https://x.org/a https://y.org/b"),
        ];
        for (name, source, want) in cases {
            let pieces: Vec<Span> = crate::document::lines::lines(source).iter().map(|l| l.span).collect();
            let got = mend_urls(clean(source, &pieces, &Vocabulary::of(source)));
            assert_eq!(got.as_str(), want, "{name}");
        }
    }
}
