#!/usr/bin/env bash
# Starts the real program in a window under Xvfb, zooms, selects, exports, closes it, and starts it again.
# Usage: tests/window.sh PROGRAM [FOLDER-FOR-SCREENSHOTS]
set -euo pipefail
here=$(dirname "$(realpath "$0")")

source "$here/support/screen.sh"
prepare "$@"
start_screen
app=
trap 'kill $app 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

start() {
  start_program "$program" "$@"
  xdotool windowactivate --sync "$window" windowsize --sync "$window" 1300 800 windowmove --sync "$window" 10 30
  sleep 1.5
}

start
shot 1-started

# Zoom: the wheel over the chart, in the lower half of the middle.
xdotool mousemove --window "$window" 620 620 click --repeat 4 --delay 60 4
sleep 1
shot 2-zoomed
expect_change 1-started 2-zoomed "the wheel over the chart"
# Fit both again with the keyboard.
xdotool key --clearmodifiers Home; xdotool key --clearmodifiers shift+Home
sleep 1

# The panels' ground follows the colours: light, dark, and back to those of the system.
expect_ground() {
  local ground
  ground=$(import -window "$window" png:- | convert png:- -format '%[hex:p{8,640}]' info:)
  [ "${ground:0:6}" = "$1" ] || fail "the ground of the list is $ground, not $1"
}
for ground in FBFAF7 1E1F23 FBFAF7; do
  xdotool key --clearmodifiers ctrl+shift+t
  sleep 1
  expect_ground "$ground"
done

# Select: the next fact, twice, with the keyboard.
xdotool key --clearmodifiers Down; sleep 0.3; xdotool key --clearmodifiers Down
sleep 1
shot 3-selected
expect_change 1-started 3-selected "selecting the next fact"

# Export: Ctrl+E opens the dialog, Enter exports what it proposes.
xdotool key --clearmodifiers ctrl+e
sleep 1
shot 4-export
expect_change 3-selected 4-export "Ctrl+E"
xdotool key --clearmodifiers Return
for _ in $(seq 100); do [ -n "$(find "$HOME" -name '*.png' -size +1k)" ] && break; sleep 0.2; done
picture=$(find "$HOME" -name '*.png' | head -n 1)
[ -n "$picture" ] || fail "no picture was exported"
identify "$picture" >/dev/null || fail "the exported picture cannot be read"
sleep 1
shot 5-exported
finish

# What was selected and how large the window was is remembered.
[ -s "$ATTACHE_CONFIG_DIR/session.json" ] || fail "nothing was remembered"
grep -q '"selected": "' "$ATTACHE_CONFIG_DIR/session.json" || fail "the selection was not remembered"
# A damaged memory is no reason not to start.
echo '{"view": [' >"$ATTACHE_CONFIG_DIR/session.json"
start
shot 6-damaged-memory
finish

# A file that changes under the window is read again; one that is saved with errors is not shown.
dossier="$work/live.dossier.json"
cp "$here/sample/good.dossier.json" "$dossier"
start "$dossier"
shot 7-live
sed 's/"title": "/"title": "New: /' "$dossier" >"$dossier.new" && mv "$dossier.new" "$dossier"
sleep 2
shot 8-live-changed
expect_change 7-live 8-live-changed "a change of the open file"
printf '{"format": 1, "title"' >"$dossier"
sleep 2
shot 9-live-broken
expect_change 8-live-changed 9-live-broken "a save with errors"
kill -0 "$app" 2>/dev/null || fail "a save with errors ended the program"
finish

# A dossier from standard input is shown under its own title, and is not what is opened the next time.
cp "$here/sample/good.dossier.json" "$dossier"
start - <"$here/sample/marks.dossier.json"
title=$(sed -n 's/.*"title": "\([^"]*\)".*/\1/p' "$here/sample/marks.dossier.json" | head -n 1)
[ "$(xdotool getwindowname "$window")" = "$title – Attaché" ] || fail "standard input is not shown"
finish
grep -q live.dossier.json "$ATTACHE_CONFIG_DIR/session.json" || fail "standard input took the place of the last file"

# A crash loses nothing: the view is written while the program runs, and a report is offered at the next start.
ATTACHE_PANIC=1 start "$dossier"
xdotool key --clearmodifiers Down
sleep 3.5
grep -q '"selected": "' "$ATTACHE_CONFIG_DIR/session.json" || fail "nothing is remembered while the program runs"
shot 10-before-crash
xdotool key --clearmodifiers ctrl+q
wait "$app" && fail "the test asked for a crash, and there was none"
report=$(find "$ATTACHE_CONFIG_DIR" -name 'crash-*.txt')
[ -s "$report" ] || fail "there is no report of the crash"
grep -q "Drawn by: OpenGL" "$report" && grep -q "Last actions: .*select next, quit" "$report" && grep -q "shell.rs" "$report" \
  || fail "the report does not say what happened: $(head -n 12 "$report")"
grep -qi "total trade\|인도네시아\|live.dossier" "$report" && fail "the report quotes the dossier"
start
shot 11-after-crash
expect_change 10-before-crash 11-after-crash "the report of the crash"
finish
grep -q "INFO  attache" "$ATTACHE_CONFIG_DIR/attache.log" || fail "there is no log"

# Where memory runs out there is no panic, and a report all the same.
cp "$here/sample/good.dossier.json" "$dossier"
start "$dossier"
"$program" generate --facts 20000 --seed 3 --out "$work/big.json"
had=$(awk '/^VmSize/ {print $2}' "/proc/$app/status")
prlimit --pid "$app" --as=$(((had + 30000) * 1024))
mv "$work/big.json" "$dossier"
wait "$app" && fail "there was memory enough"
cp "$here/sample/good.dossier.json" "$dossier"
start "$dossier"
grep -q "What: memory allocation of [0-9]* bytes failed" "$ATTACHE_CONFIG_DIR"/crash-*.txt || fail "there is no report of what memory was not there for"
finish
compgen -G "$ATTACHE_CONFIG_DIR/stderr-*.txt" >/dev/null && fail "the file of last words stays"
rm "$ATTACHE_CONFIG_DIR"/crash-*.txt

# A change is not saved until somebody saves it, outlives a kill, and is restored at the next start.
cp "$here/sample/good.dossier.json" "$dossier"
start "$dossier"
xdotool key --clearmodifiers Down
sleep 1
xdotool key --clearmodifiers e
sleep 1.5
xdotool type --delay 40 " changed"
sleep 0.5
xdotool key --clearmodifiers ctrl+Return
sleep 2
[[ "$(xdotool getwindowname "$window")" == "• "* ]] || fail "the title does not say that something is not saved"
kill -9 "$app"
wait "$app" || true
grep -q " changed" "$dossier" && fail "a change was saved by itself"
[ "$(cat "$ATTACHE_CONFIG_DIR"/unsaved-*.ndjson | wc -l)" -ge 2 ] || fail "a kill loses what is not saved"
start "$dossier"
shot 12-restore
xdotool key --clearmodifiers Return
sleep 1.5
[[ "$(xdotool getwindowname "$window")" == "• "* ]] || fail "nothing was restored"
xdotool key --clearmodifiers ctrl+s
for _ in $(seq 50); do grep -q " changed" "$dossier" && break; sleep 0.1; done
grep -q " changed" "$dossier" || fail "Ctrl+S did not save what was restored"
finish
compgen -G "$ATTACHE_CONFIG_DIR/unsaved-*.ndjson" >/dev/null && fail "what was saved is still kept"

# At rest nothing runs: ten seconds of an untouched window cost next to no processor time.
start
xdotool mousemove 2 2
sleep 2
before=$(awk '{print $14 + $15}' "/proc/$app/stat")
sleep 10
after=$(awk '{print $14 + $15}' "/proc/$app/stat")
[ $((after - before)) -le 5 ] || fail "an untouched window took $((after - before)) ticks in ten seconds"
finish
echo "window test: passed (screenshots in $shots)"
