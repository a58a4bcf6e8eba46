//! Bytes → text: gzip, byte order marks, UTF-16, the encodings of old programs, the line ends of old Macintoshes.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::RECORD_BYTES;
use crate::error::RecordFault;

/// The text of a file: unpacked if it is packed with gzip, from the encoding that its bytes show.
///
/// A byte order mark says the encoding; without one, text that has a NUL in every other byte is UTF-16. What is hardly UTF-8 is of
/// the encoding that it declares in its head, or else of the one that its letters look most like: Windows-1252, which holds Latin-1,
/// those of other alphabets, Shift JIS, GB 18030 and others. Linear.
///
/// # Errors
///
/// [`RecordFault::Unrecognised`] for what is no text: a NUL byte in it, or packed data that can't be unpacked or is longer
/// than [`RECORD_BYTES`].
///
/// ```
/// use citegraph::record::decode;
///
/// assert_eq!(decode(b"M\xfcller")?, "Müller");
/// assert_eq!(decode(b"\xff\xfeM\0\xfc\0")?, "Mü");
/// # Ok::<(), citegraph::RecordFault>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, RecordFault> {
    if is_packed(bytes) {
        let mut unpacked = Vec::new();
        let limit = RECORD_BYTES as u64 + 1;
        let done = MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut unpacked);
        return match done {
            Ok(length) if length > RECORD_BYTES => Err(other("a packed file that is too long")),
            Ok(_) => Ok(Cow::Owned(with_line_feeds(plain(&unpacked)?).into_owned())),
            Err(_) => Err(other("a damaged gzip file")),
        };
    }
    plain(bytes).map(with_line_feeds)
}

/// Whether bytes begin as gzip's do.
#[must_use]
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP)
}

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What is read at once.
const AHEAD: usize = 64 << 10;

/// What `reader` holds, unpacked if it is packed with gzip; read as it is asked for.
///
/// # Errors
///
/// When the beginning can't be read. What reads on is told of damage in the packed data in words.
///
/// ```
/// use std::io::Read;
///
/// use citegraph::record::unpacked;
///
/// let mut text = String::new();
/// unpacked("plain".as_bytes())?.read_to_string(&mut text)?;
/// assert_eq!(text, "plain");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn unpacked<'r>(mut reader: impl Read + Send + 'r) -> io::Result<Box<dyn BufRead + Send + 'r>> {
    // A pipe gives what is there, which may be a byte.
    let mut begin = Vec::new();
    reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut begin)?;
    let packed = is_packed(&begin);
    let whole = io::Cursor::new(begin).chain(reader);
    Ok(match packed {
        true => Box::new(BufReader::with_capacity(AHEAD, Packed(MultiGzDecoder::new(whole)))),
        false => Box::new(BufReader::with_capacity(AHEAD, whole)),
    })
}

/// Unpacks, and says of damage what is damaged.
struct Packed<R>(MultiGzDecoder<R>);

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        self.0.read(buffer).map_err(|error| match error.kind() {
            InvalidData | InvalidInput => io::Error::new(InvalidData, "a damaged gzip file"),
            UnexpectedEof => io::Error::new(InvalidData, "a gzip file that is cut off"),
            _ => error,
        })
    }
}

/// Lines that end in carriage returns alone end in line feeds.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

fn plain(bytes: &[u8]) -> Result<Cow<'_, str>, RecordFault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.contains(&0)
    {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(encoding) = utf_16(bytes) {
        return checked(encoding.decode_without_bom_handling(bytes).0);
    }
    if is_damaged_utf_8(bytes) {
        return checked(String::from_utf8_lossy(bytes));
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes));
    checked(encoding.decode_without_bom_handling(bytes).0)
}

/// So far into a file its encoding is declared.
const DECLARED: usize = 2048;

/// The encoding that a file declares: `<?xml … encoding="…"?>`, `<meta charset="…">`, `% Encoding: …` as JabRef writes it. One that
/// says UTF-8 is wrong, for what is UTF-8 is known before.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED)]).to_ascii_lowercase();
    let marks = [("<?xml", "encoding="), ("<meta", "charset="), ("%", "encoding:")];
    let (_, label) = marks.iter().find_map(|(begin, mark)| head[head.find(begin)?..].split_once(mark))?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let label =
        &label[..label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len())];
    // Java calls some otherwise.
    let label = label.replace("iso8859_", "iso-8859-").replace("macroman", "macintosh");
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
}

/// The encoding that the letters beyond ASCII look most like.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether more letters beyond ASCII are UTF-8 than aren't: then some bytes are wrong, not the encoding.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= wrong
}

fn checked(text: Cow<'_, str>) -> Result<Cow<'_, str>, RecordFault> {
    if text.contains('\0') { Err(other("no text: it holds a NUL byte")) } else { Ok(text) }
}

/// UTF-16 without a mark, by the NULs that its Latin letters have.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low, pairs) = (nuls(0), nuls(1), head.len() / 2);
    if pairs == 0 {
        None
    } else if low * 10 > pairs * 7 && high == 0 {
        Some(UTF_16LE)
    } else if high * 10 > pairs * 7 && low == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn other(found: &str) -> RecordFault {
    RecordFault::Unrecognised { found: found.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn encodings() {
        let utf_16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all("Größe".as_bytes()).expect("into memory");
        let cases: [(&str, Vec<u8>); 6] = [
            ("UTF-8", "Größe".into()),
            ("a mark", "\u{feff}Größe".into()),
            ("Latin-1", b"Gr\xf6\xdfe".to_vec()),
            ("UTF-16 LE", utf_16("Größe", false)),
            ("UTF-16 BE", utf_16("Größe", true)),
            ("gzip", packed.finish().expect("into memory")),
        ];
        for (name, bytes) in cases {
            assert_eq!(decode(&bytes).expect(name), "Größe", "{name}");
        }
    }

    /// What programs wrote before all wrote UTF-8.
    #[test]
    fn encodings_of_old_programs() {
        use encoding_rs::*;
        let cases: [(&str, &'static Encoding); 11] = [
            ("{Title}: 论测试与试验, {Author}: 罗安; 杜波；", GB18030),
            ("TI  - 論測驗\nT2  - 測驗學報\nAU  - 王, 小明", BIG5),
            ("title={試験について}, journal={試験学会誌}", SHIFT_JIS),
            ("TI  - 試験について\nT2  - 試験学会誌", EUC_JP),
            ("TI  - 시험에 대하여\nT2  - 시험학회지", EUC_KR),
            ("title={О тестах}, journal={Вестник тестов}", WINDOWS_1251),
            ("AU  - Dvořák, Jiří\nTI  - Příspěvek k testům\nT2  - Časopis testů", WINDOWS_1250),
            ("AU  - Παπαδόπουλος, Γιώργος\nTI  - Περί δοκιμών", WINDOWS_1253),
            ("TI  - Eğitim üzerine bir araştırma: öğrencilerin başarısı\nT2  - Türk Eğitim Dergisi", WINDOWS_1254),
            ("AU  - Müller, Jörg\nTI  - Größe – und mehr", WINDOWS_1252),
            ("AU  - García, José\nTI  - Análisis de la educación", WINDOWS_1252),
        ];
        for (text, encoding) in cases {
            let bytes = encoding.encode(text).0;
            assert_eq!(decode(&bytes).expect("text"), text, "{}", encoding.name());
        }
    }

    #[test]
    fn encodings_that_are_declared() {
        use encoding_rs::{ISO_8859_2, MACINTOSH, WINDOWS_1251};
        let cases = [
            ("% Encoding: MacRoman\n@book{a, author = {Müller}}", MACINTOSH),
            ("% Encoding: ISO8859_2\n@book{a, author = {Łoś}}", ISO_8859_2),
            ("<?xml version=\"1.0\" encoding='windows-1251'?><a>Роу</a>", WINDOWS_1251),
            ("<html><meta http-equiv=a content=\"text/html; charset=iso-8859-2\"><p>Řehoř", ISO_8859_2),
        ];
        for (text, encoding) in cases {
            assert_eq!(decode(&encoding.encode(text).0).expect("text"), text, "{}", encoding.name());
        }
    }

    #[test]
    fn a_wrong_byte_leaves_utf_8() {
        assert_eq!(decode(b"Gr\xc3\xb6\xc3\x9fe\xff").expect("text"), "Größe\u{fffd}");
    }

    #[test]
    fn no_text() {
        for bytes in [&b"\x1f\x8bno"[..], b"\0\0\0\x01\x02", b"a\0\0\0b\0"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
