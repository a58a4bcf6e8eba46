//! Rows under named columns, printed one by one.

use std::io::{self, Write};

use citegraph::paper::ReferenceId;
use citegraph::view::names::Names;
use citegraph::view::table::Table;
use serde_json::{Map, Value};

use crate::options::Format;
use crate::print;

/// How long titles get beside names and year: where one work stands in a cell, and where several do.
pub const TITLE: usize = 60;
const SHORT_TITLE: usize = 36;

/// What people call works, by one graph or by the first of several that knows.
pub struct Called<'g>(pub Vec<Names<'g>>);

impl Called<'_> {
    /// The names of this graph, and after them those of another.
    pub fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Who, when and what.
    fn described(&self, id: &str) -> Option<String> {
        self.0.iter().find_map(|names| names.described(id, TITLE))
    }

    fn with_id(&self, id: &str, title: usize) -> Option<String> {
        self.0.iter().find_map(|names| names.with_id(id, title))
    }

    fn entry(&self, entry: &ReferenceId) -> Option<String> {
        self.0.iter().find_map(|names| names.entry(entry))
    }
}

/// A value with a field `names`: who, when and what stands behind the ids in it.
pub fn with_names(mut value: Value, described: &dyn Fn(&str) -> Option<String>) -> Value {
    fn collect(value: &Value, described: &dyn Fn(&str) -> Option<String>, found: &mut Map<String, Value>) {
        match value {
            Value::String(id) if !found.contains_key(id) => {
                found.extend(described(id).map(|name| (id.clone(), Value::String(name))));
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, described, found)),
            Value::Object(fields) => fields.values().for_each(|value| collect(value, described, found)),
            _ => {}
        }
    }
    let mut found = Map::new();
    collect(&value, described, &mut found);
    if let (Value::Object(fields), false) = (&mut value, found.is_empty()) {
        fields.insert("names".to_owned(), Value::Object(found));
    }
    value
}

/// Named columns and their rows, made as they are printed.
pub struct Rows<'g> {
    header: Vec<&'static str>,
    rows: Box<dyn Iterator<Item = Vec<Value>> + 'g>,
    is_of_works: bool,
}

impl<'g> Rows<'g> {
    pub fn new<const N: usize>(header: [&'static str; N], rows: impl Iterator<Item = [Value; N]> + 'g) -> Self {
        Self { header: header.to_vec(), rows: Box::new(rows.map(Vec::from)), is_of_works: true }
    }

    /// The same, whose first columns are people and not works.
    pub fn of_authors(self) -> Self {
        Self { is_of_works: false, ..self }
    }

    /// All of them as a table for people.
    pub fn named(self, called: &Called<'_>) -> Table {
        let Self { header, rows, .. } = self;
        let cells = |row: Vec<Value>| named_cells(&header, &row, called);
        let rows = rows.map(cells).collect();
        Table::of(header, rows)
    }

    /// Prints them; of ids, `called` says what people call their works.
    pub fn print(
        self,
        format: Format,
        limit: Option<usize>,
        called: &Called<'_>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let most = limit.unwrap_or(if format == Format::Table { print::ROWS } else { usize::MAX });
        let Self { header, rows, is_of_works } = self;
        let mut rows = rows.peekable();
        match format {
            Format::Json => {
                for row in rows.take(most) {
                    let object: Map<String, Value> =
                        header.iter().map(|column| column.replace(' ', "-")).zip(row).collect();
                    let object = with_names(Value::Object(object), &|id| called.described(id));
                    citegraph::view::json::write(&mut *out, &object)?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            }
            Format::Csv => {
                // Works of an edge list have no names beside their ids.
                let has_names = is_of_works && !called.0.is_empty();
                let beside = |column: &&'static str| if has_names { beside(column) } else { None };
                let columns: Vec<Option<&str>> = header.iter().map(beside).collect();
                let wide = header.iter().zip(&columns).flat_map(|(column, beside)| [Some(*column), *beside]);
                let cells = |row: Vec<Value>| {
                    let of = row.iter().zip(&columns).flat_map(|(value, beside)| {
                        let said = || value.as_str().and_then(|id| called.described(id)).unwrap_or_default();
                        [Some(cell(value, &|_| None)), beside.map(|_| said())]
                    });
                    of.flatten().collect()
                };
                print::csv(out, &wide.flatten().collect::<Vec<_>>(), rows.take(most).map(cells))
            }
            Format::Svg | Format::Png => Err(print::no_picture()),
            Format::Table if rows.peek().is_none() => writeln!(out, "none"),
            Format::Table => print::table(out, &header, rows.map(|row| named_cells(&header, &row, called)), most),
        }
    }
}

/// The name of the column that tells who, when and what, beside one of ids of works.
fn beside(column: &str) -> Option<&'static str> {
    Some(match column {
        "work" | "common" => "who, when, what",
        "a" => "a: who, when, what",
        "b" => "b: who, when, what",
        "citing" => "citing: who, when, what",
        "cited" => "cited: who, when, what",
        "hangs on" => "hangs on: who, when, what",
        _ => return None,
    })
}

/// A row as a person reads it.
fn named_cells(header: &[&str], row: &[Value], called: &Called<'_>) -> Vec<String> {
    let named = |(column, value): (&&str, &Value)| {
        let is_of_entries = column.starts_with("entries");
        let title = if value.is_array() { SHORT_TITLE } else { TITLE };
        let name = |id: &str| match is_of_entries {
            true => id.parse().ok().and_then(|entry| called.entry(&entry)),
            false => called.with_id(id, title),
        };
        cell(value, &name)
    };
    header.iter().zip(row).map(named).collect()
}

/// A value in words, ids by their names where they have any.
fn cell(value: &Value, name: &dyn Fn(&str) -> Option<String>) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => name(text).unwrap_or_else(|| text.clone()),
        Value::Array(parts) => parts.iter().map(|part| cell(part, name)).collect::<Vec<_>>().join("; "),
        Value::Number(number) => match number.as_f64() {
            Some(figure) if number.is_f64() => significant(figure),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

/// Four digits that count.
fn significant(figure: f64) -> String {
    if figure == 0.0 || (figure.abs() >= 0.001 && figure.abs() < 1e6) {
        format!("{figure:.4}")
    } else {
        format!("{figure:.3e}")
    }
}
