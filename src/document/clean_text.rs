//! Text without markup and line breaks, with the way back to every source byte.

use crate::Span;

/// A stretch of a document without markup and line breaks.
///
/// White space is one space wide, words that were broken over lines are whole again, and what was italic is known.
/// [`source`](Self::source) leads from every byte back to the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Unchecked"))]
pub struct CleanText {
    pub(super) text: String,
    /// Runs of bytes that stand together in the source too: (offset here, offset there), ascending in the first.
    runs: Vec<(usize, usize)>,
    pub(super) emphasis: Vec<Span>,
    /// What was raised above the line, or a link that is a number.
    pub(super) raised: Vec<Span>,
    /// Where a line break was, as offsets into `text`.
    pub(super) breaks: Vec<usize>,
}

/// What is read again, before its places are looked at.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct Unchecked {
    text: String,
    runs: Vec<(usize, usize)>,
    emphasis: Vec<Span>,
    raised: Vec<Span>,
    breaks: Vec<usize>,
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for CleanText {
    type Error = &'static str;

    fn try_from(read: Unchecked) -> Result<Self, Self::Error> {
        let Unchecked { text, runs, emphasis, raised, breaks } = read;
        let within = |span: &Span| text.get(span.start..span.end).is_some();
        let is_whole = emphasis.iter().chain(&raised).all(within) && breaks.iter().all(|at| text.is_char_boundary(*at));
        match is_whole && runs.is_sorted() {
            true => Ok(Self { text, runs, emphasis, raised, breaks }),
            false => Err("expected places within the text, in order"),
        }
    }
}

impl CleanText {
    /// Text that has no markup: itself.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), runs: vec![(0, 0)], ..Self::default() }
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The stretches that were italic or bold, in order and disjoint.
    #[must_use]
    pub fn emphasis(&self) -> &[Span] {
        &self.emphasis
    }

    /// The stretches that stood in `<sup>`, and the numbers that were links: marks of notes or citations, in order and
    /// disjoint.
    #[must_use]
    pub fn raised(&self) -> &[Span] {
        &self.raised
    }

    /// Where the byte at `offset` stands in the document. Logarithmic in the number of line breaks and marks.
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|&(here, _)| here <= offset).saturating_sub(1);
        self.runs.get(run).map_or(offset, |&(here, there)| there + offset.saturating_sub(here))
    }

    /// Where `span` stands in the document, marks and line breaks inside it included.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.source_offset(span.start);
            return Span::new(at, at);
        }
        let last = self.text[..span.end].chars().next_back().map_or(1, char::len_utf8);
        let start = self.source_offset(span.start);
        // The last character may have been one of several bytes in the source only when it was rewritten (an entity);
        // then its first byte is the end that is known.
        Span::new(start, (self.source_offset(span.end - last) + last).max(start))
    }

    /// The part under `span`, which lies on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let shift = |s: Span| Span::new(s.start.max(span.start) - span.start, s.end.min(span.end) - span.start);
        let within = |spans: &[Span]| -> Vec<Span> {
            let from = spans.partition_point(|s| s.end <= span.start);
            spans[from..].iter().take_while(|s| s.start < span.end).map(|&s| shift(s)).collect()
        };
        // All ascend: only what lies in the span is looked at, so that many slices cost no more than the whole.
        let after = self.runs.partition_point(|r| r.0 <= span.start);
        let mut runs = vec![(0, self.source_offset(span.start))];
        runs.extend(self.runs[after..].iter().take_while(|r| r.0 < span.end).map(|r| (r.0 - span.start, r.1)));
        let breaks = &self.breaks[self.breaks.partition_point(|b| *b <= span.start)..];
        Self {
            text: span.of(&self.text).to_owned(),
            runs,
            emphasis: within(&self.emphasis),
            raised: within(&self.raised),
            breaks: breaks.iter().take_while(|b| **b < span.end).map(|b| b - span.start).collect(),
        }
    }

    /// Where line breaks were.
    pub(crate) fn breaks(&self) -> &[usize] {
        &self.breaks
    }

    pub(super) fn push(&mut self, text: &str, source: usize) {
        let here = self.text.len();
        let follows = self.runs.last().is_some_and(|&(h, s)| s + (here - h) == source);
        if !follows {
            self.runs.push((here, source));
        }
        self.text.push_str(text);
    }

    /// One space, unless nothing or a space stands before it.
    pub(super) fn push_space(&mut self, source: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(" ", source);
        }
    }

    pub(super) fn pop_last(&mut self) {
        self.text.pop();
        let len = self.text.len();
        while self.runs.last().is_some_and(|r| r.0 >= len && self.runs.len() > 1) {
            self.runs.pop();
        }
        while self.breaks.last().is_some_and(|b| *b > len) {
            self.breaks.pop();
        }
    }

    /// The same text without the bytes that `drop` names (ascending, disjoint spans).
    pub(crate) fn without(&self, drop: &[Span]) -> Self {
        let mut out = Self::default();
        let mut emphasis = self.emphasis.iter().copied().peekable();
        let mut kept = |from: usize, to: usize, out: &mut Self| {
            let part = self.slice(Span::new(from, to));
            let at = out.text.len();
            for (i, &(here, there)) in part.runs.iter().enumerate() {
                let end = part.runs.get(i + 1).map_or(part.text.len(), |r| r.0);
                out.push(&part.text[here..end], there);
            }
            out.breaks.extend(part.breaks.iter().map(|b| b + at));
            out.raised.extend(part.raised.iter().map(|r| r.shifted(at)));
            while let Some(e) = emphasis.next_if(|e| e.start < to) {
                let s = Span::new(e.start.max(from) - from + at, e.end.clamp(from, to) - from + at);
                match out.emphasis.last_mut() {
                    Some(last) if last.end == s.start && at > 0 && e.start < from => last.end = s.end,
                    _ if !s.is_empty() => out.emphasis.push(s),
                    _ => {}
                }
                if e.end > to {
                    break;
                }
            }
        };
        let mut from = 0;
        for d in drop {
            kept(from, d.start, &mut out);
            from = d.end;
        }
        kept(from, self.text.len(), &mut out);
        out
    }
}
