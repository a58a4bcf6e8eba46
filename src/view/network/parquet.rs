//! Nodes and edges in Parquet, for DuckDB, Polars, pandas, Spark: the columns of the same tables in text, packed by Snappy.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;

use super::{Edge, Network, Node};

/// So many rows stand in a group.
const ROWS: usize = 1 << 17;

/// Writes the nodes: `id`, `label`, `title`, `year`, `authors` (parted by semicolons), `source`, `doi`, `paper`, `citations`,
/// `community`; what isn't known is null. O(n) time, and memory for a group of 131,072 rows.
///
/// # Errors
///
/// What `out` fails with.
pub fn nodes(network: &Network, out: impl Write + Send) -> io::Result<()> {
    const COLUMNS: &str =
        "REQUIRED BYTE_ARRAY id (UTF8); REQUIRED BYTE_ARRAY label (UTF8); OPTIONAL BYTE_ARRAY title (UTF8);
        OPTIONAL INT32 year; REQUIRED BYTE_ARRAY authors (UTF8); OPTIONAL BYTE_ARRAY source (UTF8);
        OPTIONAL BYTE_ARRAY doi (UTF8); REQUIRED BOOLEAN paper; REQUIRED INT64 citations; OPTIONAL INT32 community;";
    table(COLUMNS, network.nodes.iter(), out, |group, nodes: &[&Node]| {
        texts(group, nodes.iter().map(|node| Some(node.id.clone())))?;
        texts(group, nodes.iter().map(|node| Some(node.label.clone())))?;
        texts(group, nodes.iter().map(|node| node.title.clone()))?;
        column::<Int32Type>(group, nodes.iter().map(|node| node.year))?;
        texts(group, nodes.iter().map(|node| Some(node.authors.join("; "))))?;
        texts(group, nodes.iter().map(|node| node.source.clone()))?;
        texts(group, nodes.iter().map(|node| node.doi.clone()))?;
        column::<BoolType>(group, nodes.iter().map(|node| Some(node.is_paper)))?;
        column::<Int64Type>(group, nodes.iter().map(|node| i64::try_from(node.citations).ok()))?;
        column::<Int32Type>(group, nodes.iter().map(|node| node.community.and_then(|of| i32::try_from(of).ok())))
    })
}

/// Writes the edges: `source` and `target` by their ids, and `weight`. Its first two columns are a list of citations as
/// [`EdgeList`](crate::graph::EdgeList) reads it. O(n) time, and memory for a group of 131,072 rows.
///
/// # Errors
///
/// What `out` fails with.
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::reference::item::Item;
/// use citegraph::view::network::{Network, parquet};
///
/// let graph = CitationGraph::builder().paper("a", Item::default()).work("b", Item::default()).cite("a", "b").build()?;
/// let mut file = Vec::new();
/// parquet::edges(&Network::of(&graph), &mut file)?;
/// assert!(file.starts_with(b"PAR1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn edges(network: &Network, out: impl Write + Send) -> io::Result<()> {
    const COLUMNS: &str =
        "REQUIRED BYTE_ARRAY source (UTF8); REQUIRED BYTE_ARRAY target (UTF8); REQUIRED DOUBLE weight;";
    table(COLUMNS, network.edges(), out, |group, edges: &[Edge]| {
        let id = |at: usize| Some(network.nodes[at].id.clone());
        texts(group, edges.iter().map(|(source, ..)| id(*source)))?;
        texts(group, edges.iter().map(|(_, target, _)| id(*target)))?;
        column::<DoubleType>(group, edges.iter().map(|(.., weight)| Some(*weight)))
    })
}

/// Writes rows, group by group.
fn table<W: Write + Send, R>(
    columns: &str,
    mut rows: impl Iterator<Item = R>,
    out: W,
    write: impl Fn(&mut SerializedRowGroupWriter<'_, W>, &[R]) -> Result<(), ParquetError>,
) -> io::Result<()> {
    let written = || {
        let schema = Arc::new(parse_message_type(&format!("message table {{ {columns} }}"))?);
        let options = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        let mut file = SerializedFileWriter::new(out, schema, options)?;
        loop {
            let held: Vec<R> = rows.by_ref().take(ROWS).collect();
            if held.is_empty() {
                return file.close();
            }
            let mut group = file.next_row_group()?;
            write(&mut group, &held)?;
            group.close()?;
        }
    };
    written().map(drop).map_err(io::Error::other)
}

/// Writes the next column, of texts.
fn texts(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    cells: impl Iterator<Item = Option<String>>,
) -> Result<(), ParquetError> {
    column::<ByteArrayType>(group, cells.map(|cell| cell.map(|text| ByteArray::from(text.into_bytes()))))
}

/// Writes the next column, of a type that the table has there.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    // The levels of a column that has a value in each row are passed over.
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
