#!/usr/bin/env bash
# What others do with the same edge lists, in seconds of processor time: benches/peers.sh FILE.tsv...
# Installs scipy, igraph and networkx from PyPI into a virtual environment in target/peers; the project needs none of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
peers="${CARGO_TARGET_DIR:-$here/../target}/peers"
if [ ! -x "$peers/bin/python" ]; then
    python3 -m venv "$peers"
    "$peers/bin/pip" install --quiet numpy pandas scipy igraph networkx
fi
exec "$peers/bin/python" "$here/peers.py" "$@"
