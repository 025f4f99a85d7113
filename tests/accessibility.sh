#!/usr/bin/env bash
# Starts the real program under Xvfb with a live accessibility bus, and reads it as a screen reader does: over AT-SPI.
# Usage: tests/accessibility.sh PROGRAM
set -euo pipefail
here=$(dirname "$(realpath "$0")")
program=$(realpath "$1")
if [ -z "${ATTACHE_ON_BUS:-}" ]; then
  # A session bus of its own, which ends with the test.
  ATTACHE_ON_BUS=1 exec dbus-run-session -- "$0" "$program"
fi
work=$(mktemp -d)
shots=$work
export ATTACHE_CONFIG_DIR="$work/config" HOME="$work" LIBGL_ALWAYS_SOFTWARE=1
source "$here/support/screen.sh"
source "$here/support/bus.sh"
app= bus=
trap 'kill $app $bus 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT
start_screen
start_bus
"$program" 2>"$work/stderr" &
app=$!
# The one that Debian installs its modules for.
/usr/bin/python3 "$here/accessibility.py" || fail "see above"
