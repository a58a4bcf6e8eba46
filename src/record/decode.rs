//! Bytes → text: gzip, byte order marks, UTF-16, Windows-1252, GB 18030, the line ends of old Macintoshes.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

use super::RECORD_BYTES;
use crate::error::RecordFault;

/// The text of a file: unpacked if it is packed with gzip, from the encoding that its bytes show.
///
/// A byte order mark says the encoding; without one, text that has a NUL in every other byte is UTF-16, what is hardly
/// UTF-8 is GB 18030 where its bytes are pairs of common Chinese characters, else Windows-1252, which holds Latin-1. Linear.
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
    match is_damaged_utf_8(bytes) {
        true => checked(String::from_utf8_lossy(bytes)),
        false if is_chinese(bytes) => checked(GB18030.decode_without_bom_handling(bytes).0),
        false => checked(WINDOWS_1252.decode_without_bom_handling(bytes).0),
    }
}

/// Whether bytes beyond ASCII come in pairs most of which are common Chinese characters or marks, as GB 2312 orders them, which
/// GB 18030 holds. Letters of Windows-1252 stand alone among those of ASCII, those of Windows-1251 begin no such pairs.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut others) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        let pair = &rest[at..rest.len().min(at + 2)];
        match pair {
            [0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe] => common += 1,
            _ => others += 1,
        }
        rest = &rest[at + pair.len()..];
    }
    common > 4 * others
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
        let chinese = GB18030.encode("{Title}: 论测试与试验, {Author}: 罗安; 杜波；").0.into_owned();
        assert_eq!(decode(&chinese).expect("text"), "{Title}: 论测试与试验, {Author}: 罗安; 杜波；");
        let russian = encoding_rs::WINDOWS_1251.encode("О тестах и опытах").0.into_owned();
        assert!(!is_chinese(&russian) && !is_chinese(b"M\xfcller, Gr\xf6\xdfe, \xc5ngstr\xf6m"));
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
