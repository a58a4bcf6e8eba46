//! Lists in TeX's `thebibliography`.

use super::printed::{group, skipped, text};
use crate::Span;
use crate::record::records::{Cited, Lines, Publication, Records};

/// Reads a list in `thebibliography`: a paper whose entries are read as they are printed.
pub(super) fn read(tex: &str, into: &mut Records) {
    let (cites, keys) = entries(tex, into);
    if !cites.is_empty() {
        let (start, end, _) = bounds(tex);
        into.publications.push(Publication { cites, keys, span: Span::new(start, end), ..Publication::default() });
    }
}

/// Where the list stands, and whether its end does where its beginning does.
fn bounds(tex: &str) -> (usize, usize, bool) {
    let begins = tex.find("\\begin{thebibliography}");
    let start = begins.unwrap_or(0);
    let ends = tex[start..].find("\\end{thebibliography}");
    (start, ends.map_or(tex.len(), |at| start + at), begins.is_none() || ends.is_some())
}

/// The entries as they are printed, and their keys.
pub(super) fn entries(tex: &str, into: &mut Records) -> (Vec<Cited>, Vec<String>) {
    let (start, end, whole) = bounds(tex);
    let lines = Lines::of(tex);
    let (mut cites, mut keys) = (Vec::new(), Vec::new());
    let mut rest = &tex[start..end];
    while let Some(at) = rest.find("\\bibitem") {
        let mut item = skipped(&rest[at + "\\bibitem".len()..]);
        if let Some((_, after)) = group(item, '[', ']') {
            item = skipped(after);
        }
        let line = || lines.line(item.as_ptr() as usize - tex.as_ptr() as usize);
        let Some((key, entry)) = group(item, '{', '}') else {
            into.fault(line(), "expected a key in braces behind \\bibitem");
            rest = item;
            continue;
        };
        let next = entry.find("\\bibitem").unwrap_or(entry.len());
        let printed = text(&entry[..next]);
        if printed.is_empty() {
            into.fault(line(), "expected an entry behind its key");
        } else {
            cites.push(Cited::Text(printed));
            keys.push(key.trim().to_owned());
        }
        rest = &entry[next..];
    }
    if !whole {
        into.fault(tex.lines().count(), "expected \\end{thebibliography} at the end");
    }
    (cites, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list() {
        let tex = "\\begin{thebibliography}{9}\n\\bibitem[Roe(2020)]{roe} A. Roe.\n\\newblock On tests, 2020.\n\\bibitem{doe}\n\
                   \\bibitem x\n\\bibitem{poe} E. Poe. Trials.\n\\end{thebibliography}\n";
        let mut into = Records { format: crate::record::Format::Bbl, publications: Vec::new(), faults: Vec::new() };
        read(tex, &mut into);
        let want = ["A. Roe. On tests, 2020.", "E. Poe. Trials."].map(|t| Cited::Text(t.to_owned()));
        assert_eq!(into.publications[0].cites, want);
        assert_eq!(into.faults.len(), 2);
    }
}
