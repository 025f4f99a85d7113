#!/usr/bin/env bash
# One export as a whole process, beside matplotlib drawing the same chart at the same size; the fastest of several runs, taken
# in turns. Needs Python 3 with venv; matplotlib is installed into a folder of its own below `target`.
# Usage: benches/matplotlib/run.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-10}
cargo build --release
program=target/release/attache
venv=target/matplotlib
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import matplotlib' 2>/dev/null || "$venv/bin/pip" install -q matplotlib
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" export --view trade --out "$work/data.csv"

ours() { "$program" export --view trade --out "$work/ours.png" --force; }
theirs() { "$venv/bin/python" benches/matplotlib/chart.py "$work/data.csv" "$work/theirs.png"; }
# Nanoseconds that a command takes.
took() {
  local start
  start=$(date +%s%N)
  "$@"
  echo $(($(date +%s%N) - start))
}
# Once unmeasured: files come into memory, and matplotlib builds its list of fonts.
ours
theirs
for _ in $(seq "$runs"); do
  echo "$(took ours) $(took theirs)"
done | awk '
  NR == 1 || $1 < ours { ours = $1 }
  NR == 1 || $2 < theirs { theirs = $2 }
  END { printf "attache %.1f ms, matplotlib %.1f ms: %.1f times as fast\n", ours / 1e6, theirs / 1e6, theirs / ours }'
