//! Pictures in SVG → PNG, by resvg, with the fonts of the system.
//!
//! The same picture gives the same bytes on the same machine: on another one, letters may come from other fonts.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// The most pixels that a picture has: 400 megabytes of memory.
const PIXELS: f64 = 100_000_000.0;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// It isn't SVG.
    #[error("no SVG: {0}")]
    NotSvg(String),
    /// No font was found, and what is written would be missing.
    #[error("no font is installed: write SVG, or install one")]
    NoFonts,
    /// It would have more than a hundred million pixels.
    #[error("the picture has too many pixels for PNG: write SVG, or draw less")]
    TooLarge,
    /// It couldn't be written.
    #[error("PNG can't be written: {0}")]
    Encoding(String),
}

crate::error::faulty!(PngError);

/// A picture in SVG as PNG, each of its pixels `scale` pixels wide: 2 for screens with small pixels and for print.
///
/// # Errors
///
/// [`PngError`] says which.
///
/// # Example
///
/// ```
/// use citegraph::view::png::{PngError, png};
///
/// let picture = r#"<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>"#;
/// match png(picture, 2.0) {
///     Ok(bytes) => assert!(bytes.starts_with(b"\x89PNG")),
///     Err(error) => assert_eq!(error, PngError::NoFonts),
/// }
/// ```
pub fn png(svg: &str, scale: f64) -> Result<Vec<u8>, PngError> {
    let fonts = fonts();
    if fonts.is_empty() {
        return Err(PngError::NoFonts);
    }
    let options = Options { fontdb: Arc::clone(fonts), font_family: family(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| PngError::NotSvg(error.to_string()))?;
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (f64::from(side) * scale).ceil());
    if width * height > PIXELS {
        return Err(PngError::TooLarge);
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(PngError::TooLarge)?;
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Encoding(error.to_string()))
}

/// The system's fonts, looked for once.
fn fonts() -> &'static Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        if let Some(family) = sans_serif(&fonts) {
            fonts.set_sans_serif_family(family);
        }
        Arc::new(fonts)
    })
}

/// What stands for "sans-serif" on this system: one of those that look most like Helvetica, else the first by name.
fn sans_serif(fonts: &fontdb::Database) -> Option<String> {
    const LIKE: [&str; 6] = ["Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "Noto Sans", "DejaVu Sans"];
    let mut names: Vec<&str> =
        fonts.faces().flat_map(|face| &face.families).map(|(family, _)| family.as_str()).collect();
    names.sort_unstable();
    let like = LIKE.into_iter().find(|name| names.binary_search(name).is_ok());
    like.or_else(|| names.first().copied()).map(str::to_owned)
}

fn family(fonts: &fontdb::Database) -> String {
    fonts.family_name(&fontdb::Family::SansSerif).to_owned()
}
