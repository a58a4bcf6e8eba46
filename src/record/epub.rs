//! EPUB → text: the chapters in their order, as a browser shows them.

use std::collections::HashMap;
use std::io::Cursor;

use zip::ZipArchive;

use super::office::{PART_BYTES, part, part_text};
use super::{RECORD_BYTES, html};

/// The text of a book: each chapter in the order of its spine; none when it is another zip file, its chapters can't be read,
/// or they unpack to more than a file of records may hold: a chapter may be listed more than once.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let container = part(&mut file, "META-INF/container.xml")?;
    let path = container.elements("rootfile").find_map(|root| root.attribute("full-path"))?;
    let package = part(&mut file, path)?;
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let items: HashMap<&str, &str> =
        package.elements("item").filter_map(|item| Some((item.attribute("id")?, item.attribute("href")?))).collect();
    let chapters = package.elements("itemref").filter_map(|item| items.get(item.attribute("idref")?));
    let mut text = String::new();
    let mut unpacked = 0;
    for href in chapters {
        let name = format!("{folder}{}", href.split('#').next().unwrap_or_default().replace("%20", " "));
        if file.index_for_name(&name).is_none() {
            continue;
        }
        let chapter = part_text(&mut file, &name);
        // What is too large to be read was unpacked as far as that shows.
        unpacked += chapter.as_ref().map_or(PART_BYTES as usize, String::len);
        if unpacked > RECORD_BYTES {
            return None;
        }
        if let Some(chapter) = chapter {
            text.push_str(&html::text(&chapter));
            text.push_str("\n\n");
        }
    }
    (!text.trim().is_empty()).then_some(text)
}
