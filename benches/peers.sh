#!/usr/bin/env bash
# The graph queries, and what others do with the same edge lists, on one thread, in seconds of processor time:
# benches/peers.sh FILE.tsv... With PEERS_LONG=1 also what takes the others minutes or gigabytes.
# Installs scipy, igraph and networkx from PyPI into a virtual environment in target/peers; the project needs none of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
peers="${CARGO_TARGET_DIR:-$here/../target}/peers"
if [ ! -x "$peers/bin/python" ]; then
    python3 -m venv "$peers"
    "$peers/bin/pip" install --quiet numpy pandas scipy igraph networkx
fi
bench() { cargo bench --quiet --manifest-path "$here/../Cargo.toml" --bench graph -- "$@"; }
for file in "$@"; do
    bench "$(realpath "$file")"
    "$peers/bin/python" "$here/peers.py" "$file"
done
