//! Rows under named columns, printed one by one.

use std::io::{self, Write};

use citegraph::view::table::Table;
use serde_json::{Map, Value};

use crate::args::Format;
use crate::print;

/// Named columns and their rows, made as they are printed.
pub struct Rows<'g> {
    header: Vec<&'static str>,
    rows: Box<dyn Iterator<Item = Vec<Value>> + 'g>,
}

impl<'g> Rows<'g> {
    pub fn new<const N: usize>(header: [&'static str; N], rows: impl Iterator<Item = [Value; N]> + 'g) -> Self {
        Self { header: header.to_vec(), rows: Box::new(rows.map(Vec::from)) }
    }

    /// All of them as a table for people.
    pub fn named(self, name: impl Fn(&str) -> Option<String>) -> Table {
        let cells = |row: Vec<Value>| row.iter().map(|value| cell(value, &name)).collect();
        Table::of(self.header, self.rows.map(cells).collect())
    }

    /// Prints them; `name` says what a person calls the work of an id.
    pub fn print(
        self,
        format: Format,
        limit: Option<usize>,
        name: impl Fn(&str) -> Option<String>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let most = limit.unwrap_or(if format == Format::Table { print::ROWS } else { usize::MAX });
        let mut rows = self.rows.peekable();
        match format {
            Format::Json => {
                for row in rows.take(most) {
                    let object: Map<String, Value> =
                        self.header.iter().map(|column| column.replace(' ', "-")).zip(row).collect();
                    citegraph::view::json::write(&mut *out, &object)?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            }
            Format::Csv => {
                let cells = |row: Vec<Value>| row.iter().map(|value| cell(value, &|_| None)).collect();
                print::csv(out, &self.header, rows.take(most).map(cells))
            }
            Format::Svg | Format::Png => Err(print::no_picture()),
            Format::Table if rows.peek().is_none() => writeln!(out, "none"),
            Format::Table => {
                let cells = |row: Vec<Value>| row.iter().map(|value| cell(value, &name)).collect();
                print::table(out, &self.header, rows.map(cells), most)
            }
        }
    }
}

/// A value as a person reads it.
fn cell(value: &Value, name: &dyn Fn(&str) -> Option<String>) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => name(text).map_or_else(|| text.clone(), |name| format!("{name} [{text}]")),
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
