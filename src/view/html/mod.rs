//! The explorer: a citation graph as one web page that needs nothing else.
//!
//! The page is a file. It holds the data as JSON, a script and a style sheet of our own, and asks the network for nothing:
//! its Content-Security-Policy forbids it, and allows no script but the one it was written with, known by its hash. Titles
//! and entries are data and reach the page as text alone.
//!
//! What takes thought is computed here: the two layouts, communities, PageRank, circles, self-citations, what entries
//! disagree on. What is left to the script is drawing, finding and showing.
//!
//! # Limits
//!
//! Papers are always there. Of other works, those that most papers cite come first, up to [`HtmlOptions::works`]; entries
//! and the words around citations as long as the data stays below 7.4 megabytes, those of shared works first. What is left
//! out is said at the head of the page.

mod counted;
mod evidence;
mod kept;
mod model;
mod options;

use std::fmt::Write as _;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use crate::graph::{CitationGraph, FrozenGraph};
use crate::work::Corpus;
use model::Model;
pub use options::HtmlOptions;

/// The script, module by module: each imports from those before it.
const MODULES: [&str; 13] = [
    include_str!("dom.js"),
    include_str!("data.js"),
    include_str!("state.js"),
    include_str!("filter.js"),
    include_str!("colour.js"),
    include_str!("draw.js"),
    include_str!("map.js"),
    include_str!("entry.js"),
    include_str!("panel.js"),
    include_str!("tables.js"),
    include_str!("charts.js"),
    include_str!("export.js"),
    include_str!("main.js"),
];

/// The page of a corpus and its graph. The same corpus gives the same bytes.
///
/// # Complexity
///
/// That of the queries whose answers it holds: [communities](crate::query::communities),
/// [thresholds](crate::query::thresholds) and [circles](crate::query::cycles) above all.
///
/// # Example
///
/// ```
/// use citegraph::graph::CitationGraph;
/// use citegraph::paper::Paper;
/// use citegraph::view::html::{HtmlOptions, page};
/// use citegraph::work::Corpus;
///
/// let paper = Paper::read("a", "# References\n- Roe, A. (2020). </script> and what follows. *Journal of Tests*, 3(1), 4–9.\n");
/// let corpus = Corpus::new([paper])?;
/// let page = page(&corpus, &CitationGraph::new(&corpus), &HtmlOptions::default());
/// assert!(page.starts_with("<!doctype html>"));
/// assert_eq!(page.matches("</script>").count(), 2, "those of the page's own");
/// # Ok::<(), citegraph::Error>(())
/// ```
#[must_use]
pub fn page(corpus: &Corpus, graph: &CitationGraph, options: &HtmlOptions) -> String {
    written(&Model::of_corpus(corpus, graph, options))
}

/// The page of a graph that has no papers and no evidence, as an edge list gives it: map, tables and figures.
#[must_use]
pub fn page_of_edges(graph: &FrozenGraph, options: &HtmlOptions) -> String {
    written(&Model::of_edges(graph, options))
}

fn written(model: &Model) -> String {
    let script = script();
    let style = include_str!("style.css");
    let body = include_str!("page.html");
    let data = in_script(&serde_json::to_string(model).unwrap_or_default());
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data: blob:; base-uri 'none'; form-action 'none'",
        source_hash(&script),
        source_hash(style),
    );
    let mut page = String::with_capacity(data.len() + script.len() + style.len() + body.len() + 2048);
    // Writing to a string can't fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"citegraph {version}\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n\
         {body}<script type=\"application/json\" id=\"data\">{data}</script>\n<script type=\"module\">{script}</script>\n\
         </body>\n</html>\n",
        version = env!("CARGO_PKG_VERSION"),
        title = in_text(model.title()),
    );
    page
}

/// The modules as one: what they import from each other stands above already.
fn script() -> String {
    let mut script = String::from("\n");
    for line in MODULES.iter().flat_map(|module| module.lines()) {
        if !line.starts_with("import ") {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

/// The source of a policy that allows just this text.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

/// JSON that may stand in a script element: nothing in it ends the element or opens a comment. `<` occurs in strings only,
/// where it may be escaped.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Text in the place of text.
fn in_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_ends_no_script() {
        assert_eq!(in_script(r#"{"t":"</script><!--"}"#), r#"{"t":"\u003c/script>\u003c!--"}"#);
        assert_eq!(in_text("<b> & co"), "&lt;b> &amp; co");
        assert!(!script().contains("</script"));
    }

    /// What stands in one module is seen from all others once they are one.
    #[test]
    fn no_name_is_given_twice() {
        let script = script();
        let named = script.lines().filter_map(|line| {
            let words = line.strip_prefix("async ").unwrap_or(line);
            let rest = ["function ", "const ", "let ", "class "].iter().find_map(|word| words.strip_prefix(word))?;
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
        });
        let mut names: Vec<&str> = named.filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(twice, None);
    }
}
