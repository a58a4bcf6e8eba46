//! PDF files become text: what is printed, where it is printed; and what can't be read says why.

mod builder;

use std::fmt::Write as _;
use std::io::Write;

use builder::{Builder, at, lines};
use citegraph::PdfFault;
use citegraph::pdf::text;
use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use proptest::prelude::*;

fn read(content: &str) -> String {
    text(&Builder::page_of(content)).expect("it can be read")
}

#[test]
fn lines_of_print_are_lines_of_text() {
    let cases = [
        ("a line", lines(72.0, 700.0, &["One line of text."]), "One line of text.\n"),
        ("two lines", lines(72.0, 700.0, &["One line,", "and another."]), "One line,\nand another.\n"),
        ("whatever their order in the file", at(72.0, 688.0, 10.0, "b") + &at(72.0, 700.0, 10.0, "a"), "a\nb\n"),
        (
            "words drawn one by one",
            at(72.0, 700.0, 10.0, "One") + &at(92.0, 700.0, 10.0, "word") + &at(114.0, 700.0, 10.0, "more"),
            "One word more\n",
        ),
        ("words drawn in pieces", "BT /F 10 Tf 72 700 Td [(W) 80 (ords)-300(apart)] TJ ET".into(), "Words apart\n"),
        ("drawn twice to look bold", at(72.0, 700.0, 10.0, "Bold") + &at(72.2, 700.0, 10.0, "Bold"), "Bold\n"),
        (
            "a paragraph apart",
            lines(72.0, 700.0, &["One", "two", "three"]) + &lines(72.0, 650.0, &["four", "five"]),
            "One\ntwo\nthree\n\nfour\nfive\n",
        ),
        ("a wide gap", at(72.0, 700.0, 10.0, "Head") + &at(500.0, 700.0, 10.0, "7"), "Head   7\n"),
        ("beside the page", at(72.0, 700.0, 10.0, "seen") + &at(900.0, 700.0, 10.0, "unseen"), "seen\n"),
        ("scaled by the page", "q 2 0 0 2 0 0 cm BT /F 5 Tf 36 350 Td (Twice) Tj ET Q".into(), "Twice\n"),
        ("leading", "BT /F 10 Tf 12 TL 72 700 Td (a) Tj T* (b) Tj (c) ' ET".into(), "a\nb\nc\n"),
    ];
    for (name, content, want) in cases {
        assert_eq!(read(&content), want, "{name}");
    }
}

#[test]
fn hanging_indents_are_seen() {
    let content = lines(72.0, 700.0, &["Roe, A. (2001). On lakes."])
        + &lines(90.0, 688.0, &["Press of Towns."])
        + &lines(72.0, 676.0, &["Doe, B. (2002). On rivers."])
        + &lines(90.0, 664.0, &["Press of Cities."]);
    let want = "Roe, A. (2001). On lakes.\n    Press of Towns.\nDoe, B. (2002). On rivers.\n    Press of Cities.\n";
    assert_eq!(read(&content), want);
}

#[test]
fn superscripts_are_seen() {
    let cases = [
        ("a mark", at(72.0, 700.0, 10.0, "lakes") + &at(92.6, 704.0, 6.0, "12"), "lakes¹²\n"),
        ("a mark by rise", "BT /F 10 Tf 72 700 Td (lakes) Tj /F 6 Tf 4 Ts (3,4) Tj ET".into(), "lakes³,⁴\n"),
        ("a note's number", at(72.0, 704.0, 6.0, "5") + &at(75.5, 700.0, 10.0, "See Roe."), "⁵See Roe.\n"),
        ("a star", at(72.0, 700.0, 10.0, "Ann Roe") + &at(108.0, 704.0, 6.0, "*"), "Ann Roe*\n"),
        ("a subscript", at(72.0, 700.0, 10.0, "CO") + &at(86.0, 698.0, 6.0, "2"), "CO2\n"),
    ];
    for (name, content, want) in cases {
        assert_eq!(read(&content), want, "{name}");
    }
}

const LEFT: [&str; 6] = [
    "Water runs down from the hills to the",
    "town, and the town drinks it. Nobody",
    "asks who was there first. The lakes are",
    "older than the town, and so are most",
    "of the rivers that run into them. They",
    "have no names in the oldest books.",
];
const RIGHT: [&str; 6] = [
    "Later books give each of them a name,",
    "often of somebody who never saw it. In",
    "the hills people have other names, but",
    "nobody has written these down. This is",
    "a study of such names. It asks who gave",
    "them and who forgot them again.",
];

#[test]
fn columns_are_read_one_after_the_other() {
    let content = at(72.0, 760.0, 10.0, "Journal of Lakes 12 (2001) 34-56, a page of many words across")
        + &at(72.0, 720.0, 14.0, "On the names of lakes and of the rivers that run into them")
        + &lines(72.0, 690.0, &LEFT)
        + &lines(320.0, 690.0, &RIGHT)
        + &at(72.0, 580.0, 10.0, "Figure 1. A picture that goes across both of the columns, and its legend, too.");
    let read = read(&content);
    let order = ["Journal", "On the names", "Water runs", "oldest books.", "Later books", "forgot them", "Figure 1."];
    let places: Vec<Option<usize>> = order.iter().map(|part| read.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{read}");
    assert!(read.contains("They\nhave no names in the oldest books.\nLater books give"), "{read}");
}

#[test]
fn labels_beside_entries_are_no_column() {
    let content: String = (0..8)
        .map(|n| {
            let y = 700.0 - 12.0 * f64::from(n);
            at(72.0, y, 10.0, &format!("[{}]", n + 1)) + &at(100.0, y, 10.0, "Roe, A. On the lakes of the town. 2001.")
        })
        .collect();
    assert_eq!(read(&content).lines().nth(3), Some("[4] Roe, A. On the lakes of the town. 2001."));
}

#[test]
fn letters_are_what_is_printed() {
    let mut builder = Builder::new();
    builder.page(
        "BT /F 10 Tf 72 700 Td (M\\374ller) Tj ET\n\
         BT /F 10 Tf 72 680 Td (\\250) Tj -3.3 0 Td (u) Tj ET\n\
         BT /F 10 Tf 72 660 Td /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC ET\n\
         BT /F 10 Tf 72 640 Td (of) Tj /Span << /ActualText (fice) >> BDC (X) Tj EMC (r) Tj ET",
    );
    assert_eq!(text(&builder.finish()).as_deref(), Ok("Müller\nü\n\u{ad}\nofficer\n"));
}

#[test]
fn pages_end_with_form_feeds_and_turned_text_comes_last() {
    let mut builder = Builder::new();
    builder.page(&lines(72.0, 700.0, &["First page."]));
    builder.page("BT /F 10 Tf 0 1 -1 0 40 300 Tm (Stamp) Tj ET BT /F 10 Tf 72 700 Td (Second page.) Tj ET");
    let sideways = builder.stream("", b"BT /F 10 Tf 0 1 -1 0 300 72 Tm (Third page.) Tj ET");
    builder.page_with(sideways, "/Rotate 90");
    assert_eq!(text(&builder.finish()).as_deref(), Ok("First page.\n\u{c}Second page.\n\nStamp\n\u{c}Third page.\n"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut encrypted = Builder::new();
    encrypted.page(&lines(72.0, 700.0, &["Secret."]));
    let garbage = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    encrypted.trailer = format!(
        "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{garbage}> /U <{garbage}> >> /ID [<00> <00>]"
    );
    let mut image = Builder::new();
    let picture =
        image.stream("/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x7f");
    image.resources = format!("/XObject << /I {picture} 0 R >>");
    image.page("q 500 0 0 500 50 50 cm /I Do Q");
    let whole = Builder::page_of(&lines(72.0, 700.0, &["Whole."]));
    let cases = [
        ("encrypted", encrypted.finish(), PdfFault::Encrypted, "encrypted: it opens with a password only"),
        (
            "a scan",
            image.finish(),
            PdfFault::NoText,
            "no text in this PDF file, only images or nothing: a scan has to go through text recognition first",
        ),
        ("cut off", whole[..60].to_vec(), PdfFault::Damaged, "a damaged PDF file: no page can be read"),
        ("a header alone", b"%PDF-1.7\n".to_vec(), PdfFault::Damaged, "a damaged PDF file: no page can be read"),
    ];
    for (name, file, fault, words) in cases {
        assert_eq!(text(&file), Err(fault), "{name}");
        assert_eq!(fault.to_string(), words);
    }
}

#[test]
fn a_file_without_its_table_is_read_all_the_same() {
    let mut file = Builder::page_of(&lines(72.0, 700.0, &["Still here."]));
    let table = file.windows(5).position(|w| w == b"xref\n").expect("there is one");
    file.truncate(table);
    assert_eq!(text(&file).as_deref(), Ok("Still here.\n"));
}

/// A packed stream of some hundred kilobytes that unpacks to more than any file may.
fn bomb() -> Vec<u8> {
    const CHUNK: usize = 1 << 16;
    let (mut chunk, zeros) = (Vec::with_capacity(CHUNK), vec![b' '; CHUNK]);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&zeros, &mut chunk, FlushCompress::Full).expect("it fits");
    let mut packed = vec![0x78, 0x9c];
    packed.extend(chunk.repeat(citegraph::pdf::PDF_UNPACKED / CHUNK + 2));
    packed
}

#[test]
fn bombs_are_told_before_they_go_off() {
    let mut page = Builder::new();
    let content = page.stream("/Filter /FlateDecode", &bomb());
    page.page_with(content, "");

    let mut twice = Builder::new();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bomb()).expect("memory holds it");
    let content = twice.stream("/Filter [/FlateDecode /FlateDecode]", &encoder.finish().expect("memory holds it"));
    twice.page_with(content, "");

    let mut objects = Builder::new();
    objects.page(&lines(72.0, 700.0, &["Harmless."]));
    objects.stream("/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode", &bomb());

    // Each form shows the next ten times.
    let mut forms = Builder::new();
    let mut inner = forms.stream("/Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f");
    for _ in 0..12 {
        let resources = format!("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {inner} 0 R >> >>");
        inner = forms.stream(&resources, "/X Do ".repeat(10).as_bytes());
    }
    forms.resources = format!("/XObject << /X {inner} 0 R >>");
    forms.page("/X Do");

    // A form that shows itself ends by itself.
    let mut itself = Builder::new();
    itself.stream("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", b"/X Do");
    itself.resources = "/XObject << /X 4 0 R >>".to_owned();
    itself.page(&(lines(72.0, 700.0, &["Round."]) + "/X Do"));

    // A mark that stands for a text, again and again.
    let mut marks = Builder::new();
    let long = "long ".repeat(100_000);
    marks.resources = format!("/Properties << /P << /ActualText ({long}) >> >>");
    marks.page(&format!("BT /F 10 Tf 72 700 Td {} ET", "/Span /P BDC (x) Tj EMC ".repeat(1000)));

    for (name, file, want) in [
        ("a text that others stand for", marks.finish(), Err(PdfFault::TooCostly)),
        ("a page", page.finish(), Err(PdfFault::TooCostly)),
        ("packed twice", twice.finish(), Err(PdfFault::TooCostly)),
        ("objects", objects.finish(), Err(PdfFault::TooCostly)),
        ("forms", forms.finish(), Err(PdfFault::TooCostly)),
        ("a form that shows itself", itself.finish(), Ok("Round.\n".to_owned())),
    ] {
        assert_eq!(text(&file), want, "{name}");
    }
}

/// A drawing of many letters, each on a row of its own, takes no longer for being one.
#[test]
fn many_rows_end() {
    let mut content = String::from("BT /F 1 Tf ");
    for n in 0..60_000 {
        let (x, y) = (10 + n * 37 % 500, 790.0 - f64::from(n) / 77.0);
        write!(content, "1 0 0 1 {x} {y:.3} Tm (x) Tj ").expect("a string takes it");
    }
    let read = read(&(content + "ET"));
    assert_eq!(read.matches('x').count(), 60_000);
}

#[test]
fn objects_may_be_nested_deeply() {
    let mut builder = Builder::new();
    builder.page(&(lines(72.0, 700.0, &["Deep."]) + &"[".repeat(200_000)));
    builder.object("[".repeat(200_000));
    builder.object("<< /A ".repeat(50_000));
    assert_eq!(text(&builder.finish()).as_deref(), Ok("Deep.\n"));
}

fn sample() -> Vec<u8> {
    let mut builder = Builder::new();
    let packed = {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(lines(72.0, 690.0, &LEFT).as_bytes()).expect("memory holds it");
        encoder.finish().expect("memory holds it")
    };
    let content = builder.stream("/Filter /FlateDecode", &packed);
    builder.page_with(content, "/Rotate 180");
    builder.page(&(lines(72.0, 690.0, &LEFT) + &lines(320.0, 690.0, &RIGHT)));
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// Whatever happened to a file: some text or an error, and the same again.
    #[test]
    fn damaged_files_end(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        from in any::<prop::sample::Index>(),
        cut in 0_usize..200,
    ) {
        let mut file = sample();
        for (at, byte) in flips {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let from = from.index(file.len());
        file.drain(from..(from + cut).min(sample().len()));
        prop_assert_eq!(text(&file), text(&file));
    }

    /// Numbers that no page has.
    #[test]
    fn strange_places_end(numbers in proptest::collection::vec(-1e30_f64..1e30, 6), size in -1e9_f64..1e9) {
        let [a, b, c, d, e, f] = numbers[..] else { return Ok(()) };
        let content = format!("BT /F {size} Tf {a} {b} {c} {d} {e} {f} Tm (a b) Tj {a} {e} Td (c) Tj ET");
        let _ = text(&Builder::page_of(&(lines(72.0, 700.0, &["Sane."]) + &content)));
    }
}
