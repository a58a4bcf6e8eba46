//! Debugging aid.
use std::io::BufRead;
fn main() {
    let p = citegraph::reference::Parser::new();
    for l in std::io::stdin().lock().lines() {
        let l = l.unwrap();
        let r = p.parse(&l);
        let s: Vec<String> = r.segments.iter().map(|s| format!("{:?}[{}]", s.label, s.span.of(&l))).collect();
        println!("{}", s.join(" "));
    }
}
