//! References in Parquet: rows of `id` and `reference` in, rows of `id`, `work`, `version` out, as the engines of the Python
//! package take and give them.

use std::path::Path;

use serde_json::Value;

/// Whether the name of a file says that it is one of Parquet.
pub fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

#[cfg(feature = "parquet")]
pub use with_parquet::{read, write};

/// Rows of a table: the id, and the reference, an empty one where it is missing.
pub type Rows = Vec<(Value, String)>;

#[cfg(not(feature = "parquet"))]
const WITHOUT: &str = "this citegraph was built without the feature parquet";

#[cfg(not(feature = "parquet"))]
pub fn read(_: &Path, _: impl FnMut(Rows)) -> Result<(), String> {
    Err(WITHOUT.to_owned())
}

#[cfg(not(feature = "parquet"))]
pub fn write(_: &Path, _: &[Value], _: &[usize], _: &[usize]) -> Result<(), String> {
    Err(WITHOUT.to_owned())
}

#[cfg(feature = "parquet")]
mod with_parquet {
    use std::fs::File;
    use std::ops::Range;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;
    use std::sync::Arc;

    use ::parquet::basic::Compression;
    use ::parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
    use ::parquet::errors::ParquetError;
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use ::parquet::record::Field;
    use ::parquet::schema::parser::parse_message_type;
    use ::parquet::schema::types::Type;
    use serde_json::Value;

    use super::Rows;

    /// So many rows are read at once.
    const AT_ONCE: usize = 1 << 13;
    /// So many rows stand in a group that is written.
    const GROUP: usize = 1 << 17;

    /// Hands on the columns `id` and `reference` of a table, some thousand rows at a time.
    pub fn read(path: &Path, each: impl FnMut(Rows)) -> Result<(), String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        // The crate panics on some damaged files.
        let read = catch_unwind(AssertUnwindSafe(|| try_read(file, each)));
        read.unwrap_or_else(|_| Err("the file is damaged".to_owned()))
    }

    fn try_read(file: File, mut each: impl FnMut(Rows)) -> Result<(), String> {
        let said = |error: ParquetError| error.to_string();
        let file = SerializedFileReader::new(file).map_err(said)?;
        let schema = file.metadata().file_metadata().schema();
        let columns = schema.get_fields().to_vec();
        let column = |name: &str| {
            let found = columns.iter().find(|column| column.name() == name).cloned();
            found.ok_or_else(|| {
                let known: Vec<&str> = columns.iter().map(|column| column.name()).collect();
                format!("no column {name:?}, found {}", known.join(", "))
            })
        };
        let both = vec![column("id")?, column("reference")?];
        let both = Type::group_type_builder(schema.name()).with_fields(both).build().map_err(said)?;
        let mut rows = Rows::with_capacity(AT_ONCE);
        for (number, row) in (1..).zip(file.get_row_iter(Some(both)).map_err(said)?) {
            let row = row.map_err(said)?;
            let mut cells = row.get_column_iter().map(|(_, cell)| cell);
            let (id, reference) = (cells.next().unwrap_or(&Field::Null), cells.next().unwrap_or(&Field::Null));
            let id =
                of_id(id).ok_or_else(|| format!("row {number}: expected text or a whole number as id, found {id}"))?;
            let reference = match reference {
                Field::Str(text) => text.clone(),
                Field::Null => String::new(),
                other => return Err(format!("row {number}: expected text as reference, found {other}")),
            };
            rows.push((id, reference));
            if rows.len() == AT_ONCE {
                each(std::mem::replace(&mut rows, Rows::with_capacity(AT_ONCE)));
            }
        }
        each(rows);
        Ok(())
    }

    /// An id; none where there is another thing.
    fn of_id(cell: &Field) -> Option<Value> {
        Some(match cell {
            Field::Str(text) => text.clone().into(),
            Field::Byte(number) => (*number).into(),
            Field::Short(number) => (*number).into(),
            Field::Int(number) => (*number).into(),
            Field::Long(number) => (*number).into(),
            Field::UByte(number) => (*number).into(),
            Field::UShort(number) => (*number).into(),
            Field::UInt(number) => (*number).into(),
            Field::ULong(number) => i64::try_from(*number).ok()?.into(),
            _ => return None,
        })
    }

    /// Writes which work and which version each id is of, by the places of ids. Whole numbers stay such, other ids are text.
    pub fn write(path: &Path, ids: &[Value], works: &[usize], versions: &[usize]) -> Result<(), String> {
        let numbers: Option<Vec<i64>> = ids.iter().map(Value::as_i64).collect();
        let written = match numbers {
            Some(numbers) => table::<Int64Type>(path, "int64 {} ", works, versions, |place| numbers[place]),
            None => table::<ByteArrayType>(path, "binary {} (utf8)", works, versions, |place| match &ids[place] {
                Value::String(text) => ByteArray::from(text.as_str()),
                other => ByteArray::from(other.to_string().into_bytes()),
            }),
        };
        written.map_err(|error| error.to_string())
    }

    fn table<T: DataType>(
        path: &Path,
        column: &str,
        works: &[usize],
        versions: &[usize],
        id: impl Fn(usize) -> T::T,
    ) -> Result<(), ParquetError> {
        let columns = ["id", "work", "version"].map(|name| format!("required {};", column.replace("{}", name)));
        let schema = Arc::new(parse_message_type(&format!("message works {{ {} }}", columns.join(" ")))?);
        let options = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        let mut file = SerializedFileWriter::new(File::create(path)?, schema, options)?;
        for from in (0..works.len()).step_by(GROUP) {
            let rows: Range<usize> = from..works.len().min(from + GROUP);
            let mut group = file.next_row_group()?;
            next::<T>(&mut group, rows.clone().map(&id))?;
            next::<T>(&mut group, works[rows.clone()].iter().map(|place| id(*place)))?;
            next::<T>(&mut group, versions[rows].iter().map(|place| id(*place)))?;
            group.close()?;
        }
        file.close().map(drop)
    }

    /// Writes the next column of a group.
    fn next<T: DataType>(
        group: &mut SerializedRowGroupWriter<'_, File>,
        values: impl Iterator<Item = T::T>,
    ) -> Result<(), ParquetError> {
        let Some(mut column) = group.next_column()? else { return Ok(()) };
        column.typed::<T>().write_batch(&values.collect::<Vec<_>>(), None, None)?;
        column.close()
    }
}
