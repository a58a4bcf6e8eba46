//! What is asked of a BibTeX file before the crate `biblatex` expands it: that crate follows macros, cross-references and
//! nested commands wherever they lead, so that a file of 33 bytes which leads to itself would end the process.
//!
//! | what | bound |
//! |---|---|
//! | macros and cross-references one in another | [`DEPTH`], and none leads to itself |
//! | braces one in another | [`BRACES`] |
//! | text after expansion, over all fields | [`GROWTH`] times the file's length, and [`ROOM`] bytes more |
//! | the work of joining nested pieces in one field | [`JOINS`] |

use std::collections::HashMap;

use biblatex::{Bibliography, Entry, Field, ParseError, RawBibliography, RawChunk};

/// How deep macros, and cross-references, may lead from one to another. Libraries that people keep have two or three.
const DEPTH: usize = 32;
/// How deep braces may stand in each other. The crate reads a command's argument again for each command around it.
const BRACES: usize = 64;
/// How many times its own length a file may grow to when macros and cross-references are put in, beside [`ROOM`].
const GROWTH: usize = 16;
/// How many bytes a short file may grow to.
const ROOM: usize = 1 << 20;
/// The crate joins neighbouring pieces of a field at the cost of moving all those behind: braces times nested braces.
const JOINS: usize = 1 << 20;

/// Reads a file within the bounds; what is wrong with it, and where, otherwise.
pub(super) fn parse(bib: &str) -> Result<Bibliography, (String, std::ops::Range<usize>)> {
    let said = |error: ParseError| (error.kind.to_string(), error.span);
    let mut raw = RawBibliography::parse(bib).map_err(said)?;
    let budget = bib.len().saturating_mul(GROWTH).saturating_add(ROOM);
    macros(&raw, budget)?;
    // The crate follows references as it reads. Under another name they are values as others, and can be checked.
    let rename = |raw: &mut RawBibliography<'_>, to: fn(&str) -> Option<&'static str>| {
        let fields = raw.entries.iter_mut().flat_map(|entry| &mut entry.v.fields);
        let renamed = fields.filter_map(|field| Some((to(&field.key.v.to_ascii_lowercase())?, field)));
        renamed.map(|(name, field)| field.key.v = name).count()
    };
    let references = rename(&mut raw, |name| LINKS.iter().find(|link| link.0 == name).map(|link| link.1));
    if references == 0 {
        return Bibliography::from_raw(raw).map_err(said);
    }
    links(&Bibliography::from_raw(raw.clone()).map_err(said)?, budget)?;
    rename(&mut raw, |name| LINKS.iter().find(|link| link.1 == name).map(|link| link.0));
    Bibliography::from_raw(raw).map_err(said)
}

/// The fields that lead to other entries, and what they are called while they are checked.
const LINKS: [(&str, &str); 2] = [("crossref", "citegraph-crossref"), ("xdata", "citegraph-xdata")];

/// What a field becomes when its macros are put in.
#[derive(Clone, Copy, Default)]
struct Expanded {
    bytes: usize,
    /// Pieces, as braces and macros cut it.
    pieces: usize,
    /// Pieces that are joined with those before them.
    joins: usize,
    /// How many macros, or entries, lead one to another from here on.
    depth: usize,
}

impl Expanded {
    fn plus(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.saturating_add(other.bytes),
            pieces: self.pieces.saturating_add(other.pieces),
            joins: self.joins.saturating_add(other.joins),
            depth: self.depth.max(other.depth),
        }
    }
}

/// Checks the fields of entries with the macros that they name; macros that nobody names aren't followed by the crate.
fn macros(raw: &RawBibliography<'_>, budget: usize) -> Result<(), (String, std::ops::Range<usize>)> {
    let named: HashMap<&str, &Field<'_>> = raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let mut known = HashMap::new();
    let mut bytes = 0_usize;
    for field in raw.entries.iter().flat_map(|entry| &entry.v.fields) {
        let checked = expanded(&field.value.v, &named, &mut known, 0).and_then(|found| {
            bytes = bytes.saturating_add(found.bytes);
            match found {
                _ if bytes > budget => Err(format!("its macros make the file more than {GROWTH} times as long")),
                _ if found.pieces.saturating_mul(found.joins) > JOINS => Err("too many nested braces".to_owned()),
                _ => Ok(()),
            }
        });
        checked.map_err(|reason| (reason, field.value.span.clone()))?;
    }
    Ok(())
}

fn expanded<'b>(
    field: &Field<'b>,
    named: &HashMap<&'b str, &Field<'b>>,
    known: &mut HashMap<&'b str, Expanded>,
    depth: usize,
) -> Result<Expanded, String> {
    let mut sum = Expanded { joins: field.len(), ..Expanded::default() };
    for chunk in field {
        let found = match chunk.v {
            RawChunk::Normal(text) => braces(text)?,
            RawChunk::Abbreviation(name) => match (known.get(name), named.get(name)) {
                (Some(found), _) => *found,
                // A month, or what the crate calls unknown.
                (None, None) => Expanded { bytes: name.len(), pieces: 1, joins: 1, depth: 0 },
                // What leads to itself is deeper than any bound.
                (None, Some(_)) if depth == DEPTH => return Err(too_far(name)),
                (None, Some(field)) => {
                    let mut found = expanded(field, named, known, depth + 1)?;
                    found.depth += 1;
                    if found.depth > DEPTH {
                        return Err(too_far(name));
                    }
                    known.insert(name, found);
                    found
                }
            },
        };
        sum = sum.plus(found);
    }
    Ok(sum)
}

fn too_far(name: &str) -> String {
    format!("{name:?} leads to itself, or over more than {DEPTH} others")
}

/// How deep the braces of a text go, escaped or not: the crate counts both ways, in different places.
fn braces(text: &str) -> Result<Expanded, String> {
    let (mut depth, mut pieces, mut joins) = (0_usize, 1, 1);
    for byte in text.bytes() {
        match byte {
            b'{' => {
                depth += 1;
                pieces += 1;
                joins += usize::from(depth > 1);
            }
            b'}' => {
                pieces += 1;
                joins += usize::from(depth != 1);
                depth = depth.saturating_sub(1);
            }
            b'$' => pieces += 1,
            _ => {}
        }
        if depth > BRACES {
            return Err(format!("more than {BRACES} braces in each other"));
        }
    }
    Ok(Expanded { bytes: text.len(), pieces, joins, depth: 0 })
}

/// Checks where entries lead to: each takes over what the entries have that it names, and those that they name.
fn links(library: &Bibliography, budget: usize) -> Result<(), (String, std::ops::Range<usize>)> {
    let mut known: HashMap<&str, Expanded> = HashMap::new();
    let mut sum = 0_usize;
    for entry in library.iter() {
        let found = taken_over(library, entry, &mut known, 0).map_err(|reason| (reason, span(entry)))?;
        sum = sum.saturating_add(found.bytes);
        if sum > budget {
            return Err((format!("its cross-references make the file more than {GROWTH} times as long"), span(entry)));
        }
    }
    Ok(())
}

/// What an entry may become when what it leads to is put in.
fn taken_over<'b>(
    library: &'b Bibliography,
    entry: &'b Entry,
    known: &mut HashMap<&'b str, Expanded>,
    depth: usize,
) -> Result<Expanded, String> {
    if let Some(&found) = known.get(entry.key.as_str()) {
        return Ok(found);
    }
    let bytes = entry.fields.values().flatten().map(|chunk| chunk.v.get().len() + 1).sum();
    let mut sum = Expanded { bytes, ..Expanded::default() };
    let one = entry.get_as::<String>(LINKS[0].1).ok();
    let several = entry.get_as::<Vec<String>>(LINKS[1].1).unwrap_or_default();
    for target in one.into_iter().chain(several).filter_map(|key| library.get(&key)) {
        if depth == DEPTH {
            return Err(too_far(&entry.key));
        }
        let found = taken_over(library, target, known, depth + 1)?;
        sum = sum.plus(Expanded { depth: found.depth + 1, ..found });
    }
    if sum.depth > DEPTH {
        return Err(too_far(&entry.key));
    }
    known.insert(&entry.key, sum);
    Ok(sum)
}

fn span(entry: &Entry) -> std::ops::Range<usize> {
    let chunks = || entry.fields.values().flatten();
    let start = chunks().map(|chunk| chunk.span.start).min().unwrap_or(0);
    start..chunks().map(|chunk| chunk.span.end).max().unwrap_or(0).max(start)
}
