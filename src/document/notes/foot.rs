//! Which lines are a note's: its number may stand on the line, above it, in a pile of numbers over a pile of texts, or after
//! its text, and its text may go on over the page's end.

use crate::document::lines::{Line, LineKind};

use super::number::{Candidate, opens};
use super::signs::cites;

/// A note in lines: which of them, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) start: Candidate,
    /// The lines that hold its text, the first one's number included.
    pub(super) lines: Vec<usize>,
}

/// No foot of a page is longer, in lines: past this, numbers alone aren't given texts.
const FOOT: usize = 400;
/// So many notes are matched with their texts at once.
const GROUP: usize = 64;

/// The lines of a document as notes see them.
pub(super) struct Page<'l> {
    pub(super) text: &'l str,
    pub(super) lines: &'l [Line],
    /// Lines that aren't notes': lists, title pages.
    pub(super) taken: &'l [bool],
    /// Page numbers and running heads.
    pub(super) furniture: &'l [bool],
    /// Lines under a heading that says that notes follow.
    pub(super) headed: &'l [bool],
}

impl Page<'_> {
    fn blank(&self, i: usize) -> bool {
        self.lines[i].kind == LineKind::Blank
    }

    fn body(&self, i: usize) -> &str {
        self.lines[i].text(self.text).trim()
    }

    /// Gives the notes that start at `starts`, which stand on one page that ends before `end`, their lines. `alone` are the
    /// numbers alone on a line there. Linear: numbers and texts are matched in groups of bounded size.
    pub(super) fn notes(&self, starts: &[Candidate], alone: &[Candidate], end: usize) -> Vec<Lines> {
        let mut found = Vec::with_capacity(starts.len());
        let mut rest = starts;
        while let Some(first) = rest.first() {
            let size = rest.iter().take(GROUP).take_while(|s| s.line < first.line + FOOT).count();
            let (group, after) = rest.split_at(size);
            let next = after.first().map(|s| s.line);
            if group.iter().all(|s| s.text_start.is_some()) {
                found.extend((0..group.len()).map(|n| {
                    let next = group.get(n + 1).map(|s| s.line).or(next);
                    Lines { start: group[n], lines: self.run(group[n].line, next.unwrap_or(end), next.is_some()) }
                }));
            } else {
                let until = next.unwrap_or(end);
                let from = alone.partition_point(|c| c.line < first.line);
                let to = alone.partition_point(|c| c.line < until.min(first.line + FOOT));
                found.extend(self.parted(group, &alone[from..to], until));
            }
            rest = after;
        }
        found
    }

    /// The lines of a note from its first on, up to `end`, where the next one starts if `another` follows.
    fn run(&self, first: usize, end: usize, another: bool) -> Vec<usize> {
        let mut found = vec![first];
        let mut parted = false;
        for i in first + 1..end {
            let line = &self.lines[i];
            if self.taken[i] || line.page_start || line.kind == LineKind::Heading {
                break;
            }
            if self.blank(i) {
                parted = true;
            } else if !self.furniture[i] {
                // After a blank line a note goes on only if it isn't done, or where nothing but notes stands: up to the next
                // one, and, after the last, as long as something is cited.
                let done = found.last().is_some_and(|last| is_done(self.body(*last)));
                let only_notes = self.headed[i] && (another || cites(self.body(i)));
                if parted && done && !only_notes {
                    break;
                }
                parted = false;
                found.push(i);
            }
        }
        found
    }

    /// Notes of which some have their number apart from their text.
    fn parted(&self, starts: &[Candidate], alone: &[Candidate], end: usize) -> Vec<Lines> {
        let Some((first, last)) = starts.first().zip(starts.last()) else { return Vec::new() };
        let missing = |c: &&Candidate| {
            c.line >= first.line
                && (first.number..last.number).contains(&c.number)
                && starts.iter().all(|s| s.number != c.number)
        };
        let mut members: Vec<Candidate> = starts.to_vec();
        for candidate in alone.iter().filter(missing) {
            if members.iter().all(|m| m.number != candidate.number) {
                members.push(*candidate);
            }
        }
        members.sort_by_key(|m| (m.number, m.line));
        let content = self.content(&members, first.line, end);
        let begins = self.begins(&members, &content);
        let mut found = Vec::new();
        for (n, begin) in begins.iter().enumerate() {
            let Some(begin) = *begin else { continue };
            let next = begins[n + 1..].iter().flatten().next().copied().unwrap_or(content.len());
            found.push(Lines { start: members[n], lines: content[begin..next].to_vec() });
        }
        found
    }

    /// The lines of text that belong to these notes: from the first number on, block by block, as long as numbers come, a
    /// text isn't done, or numbers have no text yet.
    fn content(&self, members: &[Candidate], first: usize, end: usize) -> Vec<usize> {
        let of_line = |i: usize| members.iter().find(|m| m.line == i);
        let last = members.iter().map(|m| m.line).max().unwrap_or(first);
        let mut content: Vec<usize> = Vec::new();
        // How many texts have begun, at most.
        let mut begun = 0;
        let mut parted = true;
        for i in first..end.min(first + FOOT) {
            if self.taken[i] || (i > first && self.lines[i].page_start) {
                break;
            }
            if self.blank(i) {
                parted = true;
                continue;
            }
            let member = of_line(i);
            if self.furniture[i] && member.is_none() {
                continue;
            }
            if member.is_some_and(|m| m.text_start.is_none()) {
                continue;
            }
            let done = content.last().is_none_or(|l| is_done(self.body(*l)));
            if parted && i > last && done && begun >= members.len() {
                break;
            }
            if done && (member.is_some() || opens(self.body(i))) {
                begun += 1;
            }
            parted = false;
            content.push(i);
        }
        content
    }

    /// For each note the index of its first line in `content`, ascending: where its number stands on or above the line, or
    /// else where a text looks as if it began. `None` for a number that finds no text.
    fn begins(&self, members: &[Candidate], content: &[usize]) -> Vec<Option<usize>> {
        /// That a number is left without a text.
        const NO_TEXT: i32 = -4;
        const NEVER: i32 = i32::MIN / 4;
        let (k, m) = (members.len(), content.len());
        // After `n` notes: the best total with the last of them before line `j`, and what was chosen there.
        let mut totals = vec![0; m + 1];
        let mut chosen: Vec<Vec<Option<usize>>> = Vec::with_capacity(k);
        let widest = content.iter().map(|i| self.body(*i).len()).max().unwrap_or(0);
        let looks: Vec<i32> = (0..m).map(|j| self.looks(content, j, widest)).collect();
        for member in members {
            let mut next = Vec::with_capacity(m + 1);
            let mut from = Vec::with_capacity(m + 1);
            // Up to line `j`, the best beginning of this one.
            let (mut best, mut at) = (NEVER, None);
            for j in 0..=m {
                if let Some(before) = j.checked_sub(1) {
                    let total = totals[before] + self.fits(member, content, before) + looks[before];
                    if total > best {
                        (best, at) = (total, Some(before));
                    }
                }
                let without = totals[j] + NO_TEXT;
                if without > best {
                    next.push(without);
                    from.push(None);
                } else {
                    next.push(best);
                    from.push(at);
                }
            }
            totals = next;
            chosen.push(from);
        }
        let mut begins = vec![None; k];
        let mut limit = m;
        for n in (0..k).rev() {
            begins[n] = chosen[n][limit];
            limit = begins[n].unwrap_or(limit);
        }
        begins
    }

    /// How well line `content[j]` fits the number of this note.
    fn fits(&self, member: &Candidate, content: &[usize], j: usize) -> i32 {
        const NEVER: i32 = -1000;
        let line = content[j];
        if member.text_start.is_some() {
            return if member.line == line { 30 } else { NEVER };
        }
        // The line above but for blank ones, and no other number between.
        let above = (member.line + 1..line).all(|i| self.blank(i));
        let follows = member.line < line && above;
        let first_after = j == 0 || content[j - 1] < member.line;
        match (follows, member.line < line && first_after) {
            (true, _) => 12,
            (_, true) => 3,
            _ => 0,
        }
    }

    /// How much line `content[j]` looks like the beginning of a note's text.
    fn looks(&self, content: &[usize], j: usize, widest: usize) -> i32 {
        let body = self.body(content[j]);
        let mut total = if opens(body) { 2 } else { -5 };
        match j.checked_sub(1) {
            None => total += 4,
            Some(before) => {
                let last = self.body(content[before]);
                total += if is_done(last) { 3 } else { -4 };
                // The first word would have had room on the line above.
                let word = body.split(' ').next().map_or(0, str::len);
                if last.len() + word + 6 < widest {
                    total += 2;
                }
                if content[j] > content[before] + 1 {
                    total += 1;
                }
            }
        }
        if SIGNALS.iter().any(|s| body.starts_with(s)) {
            total += 3;
        }
        total
    }

    /// The lines with which the note before a page's end goes on at the foot of the next page, whose first note starts at
    /// `next`: the block above it, if a blank line parts it from the page's text.
    pub(super) fn going_on(&self, last: usize, next: &Candidate, page: usize) -> Vec<usize> {
        const MOST: usize = 15;
        // A number alone, between or below the notes, is none that goes on.
        let number = self.body(last).bytes().all(|byte| byte.is_ascii_digit());
        if number || is_done(self.body(last)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut i = next.line;
        while i > page && (self.blank(i - 1) || self.furniture[i - 1]) {
            i -= 1;
        }
        while i > page && !self.blank(i - 1) && !self.taken[i - 1] && found.len() <= MOST {
            i -= 1;
            if !self.furniture[i] {
                found.push(i);
            }
        }
        let whole = i > page && self.blank(i - 1) && found.len() <= MOST;
        // There has to be text above: else the block is the page's own.
        let text_above = (page..i).any(|i| !self.blank(i) && !self.furniture[i]);
        found.reverse();
        if whole && text_above { found } else { Vec::new() }
    }
}

/// What notes often start with.
const SIGNALS: [&str; 14] =
    ["Vgl", "Siehe", "See ", "Cf.", "Ebd", "Ebenda", "Ibid", "Zu ", "Zum ", "Zur ", "Dazu ", "Für ", "For ", "On "];

/// Whether a text may end with this line.
pub(super) fn is_done(line: &str) -> bool {
    line.trim_end().ends_with(['.', '?', '!', '”', '“', '"', ')', '/', '»', '«', '’', '‘', ']'])
}
