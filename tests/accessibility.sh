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
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT
start_screen
launcher=/usr/libexec/at-spi-bus-launcher
[ -x "$launcher" ] || launcher=/usr/lib/at-spi2-core/at-spi-bus-launcher
"$launcher" --launch-immediately >/dev/null 2>&1 &
pids+=($!)
sleep 2
# What a screen reader says when it starts.
dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
  string:org.a11y.Status string:ScreenReaderEnabled variant:boolean:true >/dev/null
dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
  string:org.a11y.Status string:IsEnabled variant:boolean:true >/dev/null
"$program" 2>"$work/stderr" &
pids+=($!)
# The one that Debian installs its modules for.
/usr/bin/python3 "$here/accessibility.py" || fail "see above"
