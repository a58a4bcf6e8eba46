//! EPUB → text: the chapters in their order, as a browser shows them.

use std::collections::HashMap;
use std::io::Cursor;

use zip::ZipArchive;

use super::office::{part, part_text};
use super::{RECORD_BYTES, html};

/// The text of a book: its title, and each chapter in the order of its spine; none when it is another zip file, or its chapters can't be
/// read.
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
    for href in chapters {
        let href = href.split('#').next().unwrap_or_default().replace("%20", " ");
        let Some(chapter) = part_text(&mut file, &format!("{folder}{href}")) else { continue };
        text.push_str(&html::text(&chapter));
        text.push_str("\n\n");
        if text.len() > RECORD_BYTES {
            break;
        }
    }
    (!text.trim().is_empty()).then_some(text)
}
