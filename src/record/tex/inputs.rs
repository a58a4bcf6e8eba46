//! Documents in LaTeX in several files: `\input{intro}`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path};

use super::printed::group;
use crate::record::{RECORD_BYTES, decode};

/// What puts a file in its place.
const INPUTS: [&str; 3] = ["\\input", "\\include", "\\subfile"];

/// Files input files, so deep at most.
const DEPTH: usize = 8;

/// A document with the files in their places that it inputs, and those that these input. They are looked for in its folder and in what
/// that holds, and nowhere else: a document can't have files read that don't lie beside it. Each is put in once; what isn't there is left out.
pub(in crate::record) fn whole<'t>(tex: &'t str, document: &Path) -> Cow<'t, str> {
    let Some(folder) = document.parent().filter(|_| document.is_file()) else { return tex.into() };
    if !INPUTS.iter().any(|input| tex.contains(input)) {
        return tex.into();
    }
    let mut whole = String::with_capacity(tex.len());
    // A document is no part of itself.
    let own = document.file_stem().map(|name| name.to_string_lossy().into_owned());
    put(tex, folder, DEPTH, &mut own.into_iter().collect(), &mut whole);
    whole.into()
}

fn put(tex: &str, folder: &Path, depth: usize, taken: &mut HashSet<String>, whole: &mut String) {
    for line in tex.split_inclusive('\n') {
        let mut rest = line;
        while let Some((at, behind, name)) = input(rest) {
            whole.push_str(&rest[..at]);
            rest = behind;
            if depth > 0
                && taken.insert(name.to_owned())
                && let Some(part) = read(folder, name, RECORD_BYTES.saturating_sub(whole.len()))
            {
                put(&part, folder, depth - 1, taken, whole);
            }
        }
        whole.push_str(rest);
    }
}

/// Where in a line the first file is put in, what follows, and what the file is called; a comment puts in none.
fn input(line: &str) -> Option<(usize, &str, &str)> {
    let first = line.match_indices('\\').find_map(|(at, _)| {
        let behind = INPUTS.iter().find_map(|input| line[at..].strip_prefix(input))?;
        let (name, behind) = group(behind.trim_start(), '{', '}')?;
        Some((at, behind, name.trim()))
    })?;
    let is_comment = line[..first.0].match_indices('%').any(|(at, _)| !line[..at].ends_with('\\'));
    (!is_comment).then_some(first)
}

/// The text of a file in a folder, if it is there and no longer than this.
fn read(folder: &Path, name: &str, limit: usize) -> Option<String> {
    let named = Path::new(name);
    if !named.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return None;
    }
    let path = [folder.join(format!("{name}.tex")), folder.join(named)].into_iter().find(|path| path.is_file())?;
    // A link may lead elsewhere.
    if !path.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?) {
        return None;
    }
    if usize::try_from(fs::metadata(&path).ok()?.len()).ok()? > limit {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let text = decode(&bytes).ok()?;
    // A part that is a document of its own is put in without what makes it one.
    let begin = text.split_once("\\begin{document}").map_or(&*text, |(_, behind)| behind);
    Some(begin.split("\\end{document}").next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_puts_in() {
        let cases = [
            ("A \\input{a} \\include{b}", Some((2, " \\include{b}", "a"))),
            ("\\includegraphics{a} \\include {b}", Some((20, "", "b"))),
            ("% \\input{a}", None),
            ("5\\% \\input{ a/b }", Some((4, "", "a/b"))),
            ("\\input", None),
        ];
        for (line, want) in cases {
            assert_eq!(input(line), want, "{line}");
        }
        for name in ["../a", "/etc/hosts", "a/../../b"] {
            assert_eq!(read(Path::new("."), name, 1 << 20), None, "{name}");
        }
    }
}
