//! Numbers of things, as a sentence has them.

/// "1 paper", "2 papers", "2,000 papers".
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", in_thousands(count), if count == 1 { one } else { several })
}

/// "2,000".
pub(super) fn in_thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = digits.as_str();
    while rest.len() > 3 {
        let (before, last) = rest.split_at(rest.len() - 3);
        parts.push(last);
        rest = before;
    }
    parts.push(rest);
    parts.reverse();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_thousands() {
        let of = |count| counted(count, "work", "works");
        assert_eq!(
            [0, 1, 999, 1000, 1_234_567].map(of),
            ["0 works", "1 work", "999 works", "1,000 works", "1,234,567 works"]
        );
    }
}
