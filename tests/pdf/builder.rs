//! Small PDF files, written as the format's own tables say.

use std::fmt::Write;

/// The width and height of every page, in points.
const PAGE: (u32, u32) = (600, 800);

/// Objects of a file: the catalogue is 1, the pages 2, the font 3.
pub struct Builder {
    objects: Vec<(u32, Vec<u8>)>,
    pages: Vec<u32>,
    /// Entries of the trailer besides the root.
    pub trailer: String,
    /// Entries of each page's resources besides its font.
    pub resources: String,
}

impl Builder {
    pub fn new() -> Self {
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>";
        Self {
            objects: vec![(3, font.as_bytes().to_vec())],
            pages: Vec::new(),
            trailer: String::new(),
            resources: String::new(),
        }
    }

    /// A file of one page, with this content.
    pub fn page_of(content: &str) -> Vec<u8> {
        let mut builder = Self::new();
        builder.page(content);
        builder.finish()
    }

    pub fn object(&mut self, body: impl Into<Vec<u8>>) -> u32 {
        let number = u32::try_from(self.objects.len()).unwrap() + 3;
        self.objects.push((number, body.into()));
        number
    }

    pub fn stream(&mut self, entries: &str, data: &[u8]) -> u32 {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    pub fn page(&mut self, content: &str) {
        let content = self.stream("", content.as_bytes());
        self.page_with(content, "");
    }

    /// A page with this object for its content, and these entries besides.
    pub fn page_with(&mut self, content: u32, entries: &str) {
        let resources = format!("<< /Font << /F 3 0 R >> {} >>", self.resources);
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources {resources} /Contents {content} 0 R {entries} >>",
            PAGE.0, PAGE.1
        );
        let number = self.object(page);
        self.pages.push(number);
    }

    pub fn finish(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().fold(String::new(), |mut kids, page| {
            let _ = write!(kids, "{page} 0 R ");
            kids
        });
        let count = self.pages.len();
        self.objects.push((1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()));
        self.objects.push((2, format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>").into_bytes()));
        self.objects.sort_by_key(|o| o.0);
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (number, body) in &self.objects {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let (at, size) = (file.len(), self.objects.len() + 1);
        let trailer = &self.trailer;
        file.extend_from_slice(
            format!("xref\n0 {size}\n{table}trailer\n<< /Root 1 0 R /Size {size} {trailer} >>\n").as_bytes(),
        );
        file.extend_from_slice(format!("startxref\n{at}\n%%EOF\n").as_bytes());
        file
    }
}

/// Shows `text` in a size at a place, counted from the page's lower left corner.
pub fn at(x: f64, y: f64, size: f64, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

/// Lines of ten points, twelve apart, from this place downwards.
pub fn lines(x: f64, y: f64, lines: &[&str]) -> String {
    lines.iter().zip(0..).map(|(line, n)| at(x, y - 12.0 * f64::from(n), 10.0, line)).collect()
}
