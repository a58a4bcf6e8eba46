//! Rows under named columns, printed one by one.

use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::args::Format;

/// Named columns and their rows, made as they are printed.
pub struct Rows<'g> {
    header: Vec<&'static str>,
    rows: Box<dyn Iterator<Item = Vec<Value>> + 'g>,
}

impl<'g> Rows<'g> {
    pub fn new<const N: usize>(header: [&'static str; N], rows: impl Iterator<Item = [Value; N]> + 'g) -> Self {
        Self { header: header.to_vec(), rows: Box::new(rows.map(Vec::from)) }
    }

    pub fn print(self, format: Format, limit: Option<usize>, out: &mut impl Write) -> io::Result<()> {
        /// More rows than a person reads.
        const SCREEN: usize = 50;
        let most = limit.unwrap_or(if format == Format::Table { SCREEN } else { usize::MAX });
        let mut rows = self.rows.take(most.saturating_add(1)).enumerate();
        let mut shown = rows.by_ref().take_while(|(n, _)| *n < most).map(|(_, row)| row);
        match format {
            Format::Json => {
                for row in shown {
                    let object: Map<String, Value> =
                        self.header.iter().map(|column| column.replace(' ', "-")).zip(row).collect();
                    serde_json::to_writer(&mut *out, &object).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
            Format::Csv => {
                let mut csv = csv::Writer::from_writer(out);
                csv.write_record(&self.header).map_err(io::Error::from)?;
                for row in shown {
                    csv.write_record(row.iter().map(cell)).map_err(io::Error::from)?;
                }
                csv.flush()?;
            }
            Format::Table => {
                let mut drawn = comfy_table::Table::new();
                // A line under the header, and no others.
                drawn.load_preset("     ──            ");
                drawn.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
                drawn.set_header(&self.header);
                let mut count = 0;
                for row in shown.by_ref() {
                    count += 1;
                    drawn.add_row(row.iter().map(cell));
                }
                match count {
                    0 => writeln!(out, "none")?,
                    _ => writeln!(out, "{drawn}")?,
                }
                if count == most {
                    writeln!(out, "at most {most} rows are shown: see --limit")?;
                }
            }
        }
        Ok(())
    }
}

/// A value as a person reads it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(cell).collect::<Vec<_>>().join("; "),
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
