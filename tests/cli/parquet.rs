//! References in Parquet to works in Parquet.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::*;

const ROE: &str = "Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9.";
const ROE_SHORT: &str = "A. Roe, “On the algae of mountain lakes,” J. Lakes 3 (2020) 4.";
const DOE: &str = "Doe, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30.";

/// A table of an unread column, references that may be missing, and ids: numbers, or as texts.
fn table(path: &Path, rows: &[(i64, Option<&str>)], as_text: bool) -> String {
    let id = if as_text { "required binary id (utf8);" } else { "required int64 id;" };
    let columns = format!("message refs {{ optional int64 citing; optional binary reference (utf8); {id} }}");
    let schema = Arc::new(parse_message_type(&columns).expect("a schema"));
    let file = File::create(path).expect("a file for the test");
    let mut file = SerializedFileWriter::new(file, schema, Arc::default()).expect("a writer");
    // Groups of two rows: more than one is read.
    for rows in rows.chunks(2) {
        let mut group = file.next_row_group().expect("a group");
        let mut column = group.next_column().expect("a column").expect("citing");
        column.typed::<Int64Type>().write_batch(&[], Some(&vec![0; rows.len()]), None).expect("nulls");
        column.close().expect("written");
        let mut column = group.next_column().expect("a column").expect("reference");
        let levels: Vec<i16> = rows.iter().map(|(_, text)| i16::from(text.is_some())).collect();
        let texts: Vec<ByteArray> = rows.iter().filter_map(|(_, text)| text.map(ByteArray::from)).collect();
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None).expect("texts");
        column.close().expect("written");
        let mut column = group.next_column().expect("a column").expect("id");
        if as_text {
            let ids: Vec<ByteArray> = rows.iter().map(|(id, _)| format!("r{id}").into_bytes().into()).collect();
            column.typed::<ByteArrayType>().write_batch(&ids, None, None).expect("ids");
        } else {
            let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
            column.typed::<Int64Type>().write_batch(&ids, None, None).expect("ids");
        }
        column.close().expect("written");
        group.close().expect("written");
    }
    file.close().expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// The rows of a table, each in a line.
fn rows(path: &Path) -> Vec<String> {
    let file = SerializedFileReader::new(File::open(path).expect("it was written")).expect("it is Parquet");
    file.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect()
}

const ROWS: [(i64, Option<&str>); 5] =
    [(30, Some(ROE)), (7, Some(DOE)), (12, Some(ROE_SHORT)), (9, None), (8, Some(ROE))];

#[test]
fn works_are_called_by_their_smallest_id_whatever_the_order() {
    let folder = folder("match-parquet");
    let mut shuffled = ROWS;
    shuffled.rotate_left(2);
    for (name, given) in [("given", ROWS), ("shuffled", shuffled)] {
        let refs = table(&folder.join(name).with_extension("parquet"), &given, false);
        let out = folder.join("works.parquet");
        let done = run(&["match", "--strings", &refs, "-o", out.to_str().expect("UTF-8")]);
        assert_eq!((done.out.as_str(), done.errors.as_str(), done.code), ("", "", Some(0)));
        assert_eq!(
            rows(&out),
            [
                "{id: 7, work: 7, version: 7}",
                "{id: 8, work: 8, version: 8}",
                "{id: 9, work: 9, version: 9}",
                "{id: 12, work: 8, version: 8}",
                "{id: 30, work: 8, version: 8}",
            ],
            "{name}"
        );
    }
}

#[test]
fn ids_may_be_texts_and_answers_lines() {
    let folder = folder("match-parquet-texts");
    let refs = table(&folder.join("refs.parquet"), &ROWS[1..3], true);
    let done = run(&["match", "--strings", &refs]);
    assert_eq!(
        done.out,
        "{\"id\":\"r12\",\"version\":\"r12\",\"work\":\"r12\"}\n{\"id\":\"r7\",\"version\":\"r7\",\"work\":\"r7\"}\n"
    );
    let out = folder.join("works.parquet");
    assert_eq!(run(&["match", "--strings", &refs, "-o", out.to_str().expect("UTF-8")]).code, Some(0));
    assert_eq!(
        rows(&out),
        ["{id: \"r12\", work: \"r12\", version: \"r12\"}", "{id: \"r7\", work: \"r7\", version: \"r7\"}"]
    );
}

#[test]
fn a_table_that_is_none_is_said() {
    let folder = folder("match-parquet-bad");
    let twice = table(&folder.join("twice.parquet"), &[ROWS[0], ROWS[0]], false);
    run(&["match", "--strings", &twice]).fails(2, &format!("{twice}: the id 30 is there more than once"));
    let works = folder.join("works.parquet");
    let refs = table(&folder.join("refs.parquet"), &ROWS, false);
    assert_eq!(run(&["match", "--strings", &refs, "-o", works.to_str().expect("UTF-8")]).code, Some(0));
    let works = works.to_str().expect("UTF-8");
    run(&["match", "--strings", works]).fails(2, &format!("{works}: no column \"reference\", found id, work, version"));
    let said = "Parquet is what match --strings FILE.parquet reads, and writes to -o FILE.parquet, without a library";
    run(&["match", &refs]).fails(2, said);
    // A table that breaks off anywhere.
    let bytes = fs::read(&refs).expect("it was written");
    let cut = folder.join("cut.parquet");
    for end in (0..bytes.len()).step_by(7) {
        fs::write(&cut, &bytes[..end]).expect("a file for the test");
        assert_eq!(run(&["match", "--strings", cut.to_str().expect("UTF-8")]).code, Some(2));
    }
}
