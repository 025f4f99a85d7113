#!/usr/bin/env bash
# The same generated dossier in vis-timeline: load until drawn, and time per pan step, in headless Chromium. Needs npm,
# Chromium and Python 3; vis-timeline is installed into a folder of its own below `target`.
# Usage: benches/vis-timeline/run.sh [FACTS]
set -euo pipefail
cd "$(dirname "$0")/../.."
facts=${1:-1000}
folder=target/vis-timeline
cargo build --release
[ -d "$folder/node_modules/vis-timeline" ] || npm install --silent --prefix "$folder" vis-timeline@8 >/dev/null
# Chromium has no sandbox for root, as in a container.
sandbox=()
[ "$(id -u)" -ne 0 ] || sandbox=(--no-sandbox)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target/release/attache generate --facts "$facts" --seed 1 --out "$work/dossier.json"
for query in "" "?clustered"; do
  # An empty profile each time; no virtual time, which would bend the clock.
  python3 benches/vis-timeline/serve.py "$folder/node_modules/vis-timeline" "$work/dossier.json" "$query" \
    chromium --headless --disable-gpu "${sandbox[@]}" --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$work/profile$query" --window-size=1400,1000
done
