//! Edge lists in Parquet, beside the same in text.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use citegraph::graph::{BuildReport, Delimiter, EdgeList, FrozenBuilder, FrozenGraph, UnknownIds};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

type Row<A, B> = (Option<<A as DataType>::T>, Option<<B as DataType>::T>);

/// A file of two columns of such a type each, written in groups of rows.
struct Table {
    path: PathBuf,
    writer: SerializedFileWriter<File>,
}

impl Table {
    fn new(name: &str, columns: &str, compression: Compression) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parquet");
        fs::create_dir_all(&folder).expect("a folder for the test");
        let path = folder.join(name);
        let schema = parse_message_type(&format!("message table {{ {columns} }}")).expect("a schema");
        let options = WriterProperties::builder().set_compression(compression).build();
        let file = File::create(&path).expect("a file for the test");
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(options)).expect("a writer");
        Self { path, writer }
    }

    /// A group of rows, in which what is missing has no value.
    fn group<A: DataType, B: DataType>(mut self, rows: &[Row<A, B>]) -> Self {
        let mut group = self.writer.next_row_group().expect("a group");
        column::<A>(&mut group, rows.iter().map(|row| row.0.clone()));
        column::<B>(&mut group, rows.iter().map(|row| row.1.clone()));
        group.close().expect("both columns are written");
        self
    }

    fn text(self, rows: &[(&str, &str)]) -> Self {
        let value = |text: &str| Some(ByteArray::from(text));
        let rows: Vec<_> = rows.iter().map(|(a, b)| (value(a), value(b))).collect();
        self.group::<ByteArrayType, ByteArrayType>(&rows)
    }

    fn done(self) -> PathBuf {
        self.writer.close().expect("it is written");
        self.path
    }
}

fn column<T: DataType>(group: &mut SerializedRowGroupWriter<'_, File>, cells: impl Iterator<Item = Option<T::T>>) {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    let mut column = group.next_column().expect("a column").expect("one more");
    // Levels of columns that hold a value in each row are passed over.
    column.typed::<T>().write_batch(&values, Some(&levels), None).expect("values");
    column.close().expect("it is written");
}

const TEXT: &str = "required binary citing (utf8); required binary cited (utf8);";

fn open(path: &PathBuf) -> File {
    File::open(path).expect("it was written")
}

fn read(citations: &PathBuf, years: Option<&PathBuf>, unknown: UnknownIds) -> (FrozenGraph, BuildReport) {
    let mut list = EdgeList::new(Delimiter::Tab).with_builder(FrozenBuilder::default().with_unknown_ids(unknown));
    if let Some(years) = years {
        list.parquet_years(open(years)).expect("readable");
    }
    list.parquet_citations(open(citations)).expect("readable");
    list.build().expect("small")
}

fn of_text(citations: &str) -> (FrozenGraph, BuildReport) {
    let mut list = EdgeList::new(Delimiter::Tab);
    list.citations(citations.as_bytes()).expect("readable");
    list.build().expect("small")
}

#[test]
fn as_in_text() {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for (name, compression) in [("plain", Compression::UNCOMPRESSED), ("snappy", Compression::SNAPPY), ("zstd", zstd)] {
        // More rows than are read at once, in two groups.
        let ids: Vec<(String, String)> =
            (0..20_000).map(|i| (format!("p{}", i / 7), format!("w{}", i * 31 % 997))).collect();
        let rows: Vec<(&str, &str)> = ids.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let file = Table::new(name, TEXT, compression).text(&rows[..15_000]).text(&rows[15_000..]).done();
        let text: String = rows.iter().map(|(a, b)| format!("{a}\t{b}\n")).collect();
        assert_eq!(read(&file, None, UnknownIds::Add), of_text(&text), "{name}");
    }
}

#[test]
fn whole_numbers() {
    let rows = [(Some(1), Some(-2)), (Some(i32::MAX), Some(1))];
    let columns = "required int32 a; optional int32 b;";
    let int = Table::new("int", columns, Compression::UNCOMPRESSED).group::<Int32Type, Int32Type>(&rows).done();
    assert_eq!(read(&int, None, UnknownIds::Add), of_text("1\t-2\n2147483647\t1\n"));
    let rows = [(Some(-1), Some(i64::MIN))];
    let columns = "required int64 a (uint_64); required int64 b;";
    let long = Table::new("long", columns, Compression::UNCOMPRESSED).group::<Int64Type, Int64Type>(&rows).done();
    assert_eq!(read(&long, None, UnknownIds::Add), of_text("18446744073709551615\t-9223372036854775808\n"));
}

#[test]
fn what_is_wrong_is_reported() {
    let value = |text: &str| Some(ByteArray::from(text));
    let columns = "optional binary id (utf8); optional int32 year;";
    let rows = [
        (value("a"), Some(1999)),
        (value("b"), Some(20_011)),
        (value("c"), None),
        (None, Some(2000)),
        (value("a"), Some(1998)),
    ];
    let years = Table::new("years", columns, Compression::SNAPPY).group::<ByteArrayType, Int32Type>(&rows).done();
    let columns = "optional binary citing (utf8); optional binary cited (utf8);";
    let rows = [("a", "b"), ("a", "b"), ("c", "c"), ("c", "x")].map(|(a, b)| (value(a), value(b)));
    let not_text = (Some(ByteArray::from(vec![0xff])), value("a"));
    let rows = [&rows[..], &[(value("b"), None), not_text]].concat();
    let citations =
        Table::new("citations", columns, Compression::SNAPPY).group::<ByteArrayType, ByteArrayType>(&rows).done();
    let (graph, report) = read(&citations, Some(&years), UnknownIds::LeaveOut);
    assert_eq!((graph.work_count(), graph.citation_count()), (3, 2));
    assert_eq!((report.duplicates, report.self_loops, report.unknown), (1, 1, 1));
    assert_eq!((report.bad_years, report.two_years, report.bad_lines), (1, 1, 3));
    let expected = [
        r#""b": year 20011 out of range"#,
        "line 4: expected two columns of text",
        r#""a": years 1998 and 1999"#,
        r#""c" cites "x": no work is called "x""#,
        "line 5: expected two columns of text",
        "line 6: expected two columns of text",
    ];
    assert_eq!(report.examples, expected);
}

#[test]
fn files_that_are_no_edge_list() {
    let message = |path: &PathBuf| {
        let mut list = EdgeList::new(Delimiter::Tab);
        list.parquet_citations(open(path)).map_err(|error| error.to_string()).expect_err("it is no edge list")
    };
    let columns = "required double a; required int32 b;";
    let rows = [(Some(0.5), Some(1))];
    let double = Table::new("double", columns, Compression::SNAPPY).group::<DoubleType, Int32Type>(&rows).done();
    assert_eq!(message(&double), r#"parquet: column "a" holds DOUBLE, expected text or whole numbers"#);
    let whole = Table::new("whole", TEXT, Compression::SNAPPY).text(&[("a", "b"), ("b", "c")]).done();
    let bytes = fs::read(&whole).expect("it was written");
    let cut = whole.with_file_name("cut");
    for length in 0..bytes.len() {
        fs::write(&cut, &bytes[..length]).expect("a file for the test");
        assert!(message(&cut).starts_with("parquet: "));
    }
    // A byte wrong anywhere: an error, or another graph, and no panic.
    for (at, flip) in (0..bytes.len()).flat_map(|at| [1, 2, 0x15, 0x40, 0x80, 0xff].map(|flip| (at, flip))) {
        let mut wrong = bytes.clone();
        wrong[at] ^= flip;
        fs::write(&cut, &wrong).expect("a file for the test");
        let _ = EdgeList::new(Delimiter::Tab).parquet_citations(open(&cut));
    }
}

/// Nodes and edges that are written as Parquet, and the edges read again as a list of citations.
#[test]
fn networks_are_read_again() {
    use citegraph::graph::CitationGraph;
    use citegraph::reference::date::Date;
    use citegraph::reference::item::Item;
    use citegraph::view::network::{Network, parquet as written};
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let item = Item { issued: Some(Date::of_year(2020)), ..Item::default() };
    let mut builder = CitationGraph::builder();
    builder.paper("a", item).work("b\n\"", Item::default()).cite("a", "b\n\"");
    let graph = builder.build().expect("both are there");
    let network = Network::of(&graph);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (nodes, edges) = (folder.join("written-nodes.parquet"), folder.join("written-edges.parquet"));
    written::nodes(&network, File::create(&nodes).expect("a file")).expect("it is written");
    written::edges(&network, File::create(&edges).expect("a file")).expect("it is written");
    let rows = |path: &PathBuf| -> Vec<String> {
        let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("it is Parquet");
        reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect()
    };
    assert_eq!(
        rows(&nodes)[0],
        "{id: \"a\", label: \"a 2020\", title: null, year: 2020, authors: \"\", source: null, doi: null, paper: true, \
         citations: 0, community: null}"
    );
    assert_eq!(rows(&edges), ["{source: \"a\", target: \"b\n\"\", weight: 1.0}"]);
    let mut list = EdgeList::new(Delimiter::Tab);
    list.parquet_citations(File::open(&edges).expect("a file")).expect("two columns of text");
    let (read, _) = list.build().expect("small");
    assert!(read.citations().eq(graph.freeze().citations()));
}
