//! The `.bbl` files of BibLaTeX: entries in fields, as biber sorted them.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::printed::{GROUP, group, skipped};
use crate::record::bibtex;
use crate::record::records::{Cited, Lines, Publication, Records};
use crate::reference::item::Item;

/// Reads the entries of such a file: what one paper cites.
pub(super) fn read(tex: &str, into: &mut Records) {
    let lines = Lines::of(tex);
    let (mut cites, mut keys, mut known) = (Vec::new(), Vec::new(), HashSet::new());
    let mut rest = tex;
    while let Some(at) = rest.find("\\entry{") {
        let line = lines.line(rest.as_ptr() as usize - tex.as_ptr() as usize + at);
        let head = &rest[at + "\\entry".len()..];
        let mut ends = head.match_indices("\\en").map(|(end, _)| end);
        let end = ends.find(|end| ["\\endentry", "\\entry{"].iter().any(|mark| head[*end..].starts_with(mark)));
        let entry = &head[..end.unwrap_or(head.len())];
        rest = &head[entry.len()..];
        match read_entry(entry) {
            // A list may be sorted in several ways, each with all entries.
            Some((key, _)) if !known.insert(key) => {}
            Some((key, item)) => {
                keys.push(key.to_owned());
                cites.push(Cited::Item(Box::new(item)));
            }
            None => into.fault(line, "expected an entry's key, kind and fields"),
        }
    }
    if !cites.is_empty() {
        let span = crate::Span::new(0, tex.len());
        into.publications.push(Publication { cites, keys, span, ..Publication::default() });
    }
}

/// `{key}{kind}{options}` and the fields, as BibTeX has them.
fn read_entry(entry: &str) -> Option<(&str, Item)> {
    let (key, rest) = group(entry, '{', '}')?;
    let (kind, rest) = group(skipped(rest), '{', '}')?;
    let mut bib = format!("@{kind}{{x");
    let mut rest = rest;
    while let Some(at) = rest.find('\\') {
        rest = &rest[at + 1..];
        let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (command, behind) = rest.split_at(word);
        let Some((name, behind)) = group(behind, '{', '}') else { continue };
        // Writing to a string can't fail.
        match command {
            "field" => {
                let Some((value, behind)) = group(skipped(behind), '{', '}') else { continue };
                let value = value.replace("\\bibrangedash ", "--").replace("\\bibrangedash", "--");
                let _ = write!(bib, ",\n {name} = {{{value}}}");
                rest = behind;
            }
            "verb" => {
                let near = &behind[..behind.floor_char_boundary(GROUP)];
                let written = near.split_once("\\verb ").and_then(|(_, near)| near.split_once("\\endverb"));
                let Some((value, after)) = written else { continue };
                let _ = write!(bib, ",\n {name} = {{{}}}", value.trim());
                rest = &behind[near.len() - after.len()..];
            }
            "list" | "name" => {
                // How many there are, and in newer files what holds of all of them.
                let mut behind = skipped(behind);
                let mut groups = Vec::new();
                while let Some((value, after)) = group(behind, '{', '}') {
                    groups.push(value);
                    behind = skipped(after);
                }
                let values = groups.last().copied().map(members).unwrap_or_default();
                let values: Vec<String> = match command {
                    "name" => values.into_iter().filter_map(person).collect(),
                    _ => values.into_iter().map(str::to_owned).collect(),
                };
                if !values.is_empty() {
                    let _ = write!(bib, ",\n {name} = {{{}}}", values.join(" and "));
                }
                rest = behind;
            }
            _ => {}
        }
    }
    bib.push_str("\n}");
    let item = bibtex::items(&bib).ok()?.into_iter().next()?.1;
    (item != Item { item_type: item.item_type, ..Item::default() }).then_some((key, item))
}

/// What stands in braces, one behind the other.
fn members(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = skipped(list);
    while let Some((member, behind)) = group(rest, '{', '}') {
        found.push(member);
        rest = skipped(behind);
    }
    found
}

/// `{hash=…}{family={Roe}, given={Ann}, …}`; before version 3 `{hash=…}{Roe}{R.}{Ann}{A.}{von}{v.}{Jr.}{J.}`.
fn person(written: &str) -> Option<String> {
    let parts = members(written);
    let named = parts.get(1)?;
    let of = |name: &str| {
        let at = named.split(',').find_map(|part| skipped(part).strip_prefix(name)?.trim_start().strip_prefix('='))?;
        let from = at.as_ptr() as usize - named.as_ptr() as usize;
        Some(group(named[from..].trim_start(), '{', '}')?.0)
    };
    let [family, given, prefix, suffix] = match of("family") {
        Some(family) => [Some(family), of("given"), of("prefix"), of("suffix")],
        None => [1, 3, 5, 7].map(|at| parts.get(at).copied().filter(|part| !part.is_empty())),
    };
    let whole = [prefix, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(match (suffix, given) {
        (Some(suffix), Some(given)) => format!("{whole}, {suffix}, {given}"),
        (None, Some(given)) => format!("{whole}, {given}"),
        _ if whole.is_empty() => return None,
        _ => format!("{{{whole}}}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Format;

    #[test]
    fn entries_in_fields() {
        let names = [
            "{{hash=a}{%\n family={Lee},\n familyi={L\\bibinitperiod},\n given={Bob},\n prefix={van der},\n suffix={Jr.}}}%\n",
            "{{hash=a}{Lee}{L\\bibinitperiod}{Bob}{B\\bibinitperiod}{van der}{v\\bibinitperiod}{Jr.}{J.}}",
        ];
        for name in names {
            let tex = format!(
                "% $ biblatex auxiliary file $\n\\datalist[entry]{{nyt}}\n\\entry{{lee}}{{article}}{{}}\n\\name{{author}}{{1}}{{}}{{%\n{name}}}\n\
                 \\list{{publisher}}{{1}}{{%\n{{Press}}%\n}}\n\\strng{{namehash}}{{a}}\n\\field{{journaltitle}}{{J Tests}}\n\\field{{title}}{{On tests}}\n\
                 \\field{{volume}}{{3}}\n\\field{{year}}{{2001}}\n\\field{{pages}}{{4\\bibrangedash 9}}\n\\range{{pages}}{{6}}\n\
                 \\verb{{doi}}\n\\verb 10.1000/tests.1\n\\endverb\n\\endentry\n\\entry{{doe}}{{book}}{{}}\n\\endentry\n\\enddatalist\n"
            );
            let mut into = Records { format: Format::Bbl, publications: Vec::new(), faults: Vec::new() };
            read(&tex, &mut into);
            let [Cited::Item(item)] = &into.publications[0].cites[..] else { panic!("{into:?}") };
            assert_eq!(into.publications[0].keys, ["lee"]);
            let author = &item.author[0];
            assert_eq!((author.family.as_deref(), author.given.as_deref()), (Some("Lee"), Some("Bob")));
            assert_eq!(
                (author.non_dropping_particle.as_deref(), author.suffix.as_deref()),
                (Some("van der"), Some("Jr."))
            );
            assert_eq!(item.title.as_deref(), Some("On tests"));
            assert_eq!((item.page.as_deref(), item.doi.as_deref()), (Some("4–9"), Some("10.1000/tests.1")));
            assert_eq!(into.faults.len(), 1, "{:?}", into.faults);
        }
    }
}
