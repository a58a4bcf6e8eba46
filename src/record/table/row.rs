//! A row of a table, by the names of its columns.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::StringRecord;

use crate::record::field::unless_empty;
use crate::record::name::inverted;
use crate::reference::name::Name;

/// A row, by the names of its columns.
pub(in crate::record) struct Row<'r> {
    pub(super) columns: &'r HashMap<String, usize>,
    pub(super) cells: &'r StringRecord,
}

impl Row<'_> {
    /// Whether the table has this column.
    pub(in crate::record) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// The cell of the first of these columns that says something; a column's blanks may be written as underscores.
    pub(in crate::record) fn get(&self, names: &[&str]) -> Option<String> {
        let column = |name: &&str| {
            let name = name.to_lowercase();
            self.columns.get(&name).or_else(|| self.columns.get(&name.replace(' ', "_"))).copied()
        };
        let cell = |name: &&str| self.cells.get(column(name)?);
        let said = names.iter().filter_map(cell).map(plain).filter(|cell| !is_nothing(cell));
        said.filter_map(|cell| unless_empty(cell.into_owned())).next()
    }

    /// The values of such a cell.
    pub(in crate::record) fn list(&self, names: &[&str], separator: &str) -> Vec<String> {
        let cell = self.get(names).unwrap_or_default();
        // Some leave out the blank behind it.
        let separator = if cell.contains(separator) { separator } else { separator.trim_end() };
        cell.split(separator).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }
}

/// The people of a cell's list.
pub(super) fn people(list: &[String]) -> Vec<Name> {
    list.iter().map(|written| inverted(bare(written))).collect()
}

/// A name or a title without the identifiers in brackets behind it: "Roe, Ann (571)", "Roe, Ann [orcid:0]".
pub(super) fn bare(written: &str) -> &str {
    let end = [" (", " ["].iter().filter_map(|open| {
        let at = written.find(open)?;
        written[at..].contains(|c: char| c.is_ascii_digit() || c == ':').then_some(at)
    });
    written[..end.min().unwrap_or(written.len())].trim()
}

/// A cell without what keeps a spreadsheet from taking it for a number, `="12345678"`, and without the quotes that one puts around it
/// though tabs part the cells.
fn plain(cell: &str) -> Cow<'_, str> {
    if let Some(number) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return number.into();
    }
    let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match quoted.filter(|inside| !inside.replace("\"\"", "").contains('"')) {
        Some(inside) => inside.replace("\"\"", "\"").into(),
        None => cell.into(),
    }
}

/// What programs for data write where there is nothing.
fn is_nothing(cell: &str) -> bool {
    matches!(cell.trim(), "NA" | "N/A" | "#N/A" | "nan" | "NaN" | "NULL" | "null" | "None" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_behind_names() {
        assert_eq!(bare("Roe, Ann (57190000)"), "Roe, Ann");
        assert_eq!(bare("Journal of Tests [issn:1234-5678 omid:br/1]"), "Journal of Tests");
        assert_eq!(bare("Tests (and trials)"), "Tests (and trials)");
    }
}
