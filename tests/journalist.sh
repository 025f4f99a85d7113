#!/usr/bin/env bash
# Does what a journalist does on a first day, in the real window under Xvfb, with the clicks counted, and keeps pictures of the
# window at three sizes, three sizes of text, light and dark, to be looked at. Takes some four minutes.
# Usage: tests/journalist.sh PROGRAM [FOLDER-FOR-SCREENSHOTS]
set -euo pipefail
here=$(dirname "$(realpath "$0")")

source "$here/support/screen.sh"
prepare "$@"
start_screen 1920x1080
app=
trap 'kill $app 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

clicks=0 keys=0
# Starts a task: the clicks and keys of the one before are told.
task() {
  [ -z "${doing:-}" ] || printf '%-58s %2d clicks, %2d keys\n' "$doing" "$clicks" "$keys"
  doing=$1 clicks=0 keys=0
}
at() { xdotool mousemove --window "$window" "$1" "$2"; sleep 0.15; }
click() { at "$1" "$2"; xdotool click "${3:-1}"; clicks=$((clicks + 1)); sleep 0.6; }
double() { at "$1" "$2"; xdotool click --repeat 2 --delay 60 1; clicks=$((clicks + 1)); sleep 0.8; }
wheel() { at "$1" "$2"; xdotool click --repeat "$4" --delay 60 "$3"; clicks=$((clicks + 1)); sleep 0.8; }
drag() { # from x y to x y with a button
  at "$1" "$2"; xdotool mousedown "${5:-1}"; sleep 0.1
  xdotool mousemove --window "$window" $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.1
  at "$3" "$4"; xdotool mouseup "${5:-1}"; clicks=$((clicks + 1)); sleep 0.8
}
key() { for one in "$@"; do xdotool key --clearmodifiers "$one"; keys=$((keys + 1)); sleep 0.5; done; }
write() { xdotool type --delay 25 "$1"; keys=$((keys + ${#1})); sleep 0.8; }
away() { at 2 2; }
# What the picture shows now is not what it showed before.
changed() { away; shot "$2"; expect_change "$1" "$2" "$3"; }
remembers() { grep -q "$1" "$ATTACHE_CONFIG_DIR/session.json" || fail "$2"; }

start() {
  start_program "$program" "$@"
  xdotool windowactivate --sync "$window" windowsize --sync "$window" 1360 860 windowmove --sync "$window" 10 30
  sleep 1.5
}

task "See what the program is"
start
shot 01-first
click 1325 811 # Got it
changed 01-first 02-hint-away "Got it"
shot before

task "Zoom the chart to some years by the wheel, pan, reset"
wheel 650 700 4 4; changed before 03-wheel "the wheel"
drag 650 700 560 700; changed 03-wheel 04-panned "dragging"
double 650 650; changed 04-panned 05-reset "a double-click"

task "Zoom the chart with a box"
key b; drag 480 590 780 760; changed 05-reset 06-box "a box"
key b shift+Home; sleep 0.5

task "Zoom the values at their axis"
wheel 300 650 4 3; changed 05-reset 07-axis "the wheel over the value axis"
double 300 650

task "Type the years 2014 to 2019"
click 760 455; shot 08-years-open
click 778 482; key ctrl+a; write 2014; key Return Escape
changed 05-reset 09-years-typed "typed years"
key shift+Home

task "Read the labels of the 1960s"
key ctrl+1
wheel 452 400 4 9
away; shot 10-sixties
key ctrl+3 Home

task "Follow a contradiction, there and back"
key ctrl+f; write "opened in 1961"; key Escape Down; shot 11-contradiction
key alt+Left

task "Find where 15.8 comes from, and copy how"
click 462 750; shot 12-bar
key t; shot 13-calculation; expect_change 12-bar 13-calculation "T"
key Escape

task "Export the chart for a slide"
key ctrl+e; sleep 1.5; shot 14-export
key Return
for _ in $(seq 60); do [ -n "$(find "$HOME" -name '*.png' -size +1k)" ] && break; sleep 0.2; done
[ -n "$(find "$HOME" -name '*.png' -size +1k)" ] || fail "no picture was exported"
sleep 1; shot 15-exported

task "Export the timeline"
key ctrl+shift+e; sleep 1.5; shot 16-export-timeline; key Escape; key Escape

for words in soap "palm oil" "[15]"; do
  task "Search for $words"
  key ctrl+f ctrl+a; write "$words"; away; shot "17-search-${words//[^a-z0-9]/}"
  key Escape Escape
done

task "Filter to trade, and back"
click 136 153; away; shot 18-trade
click 136 153

task "Mark a finding as reviewed"
click 1302 16; shot 19-findings
click 80 382; write "Both are told in the text."; key ctrl+Return; sleep 1; away; shot 19-reviewed
expect_change 19-findings 19-reviewed "marking as reviewed"
key ctrl+z; sleep 1

task "By the keyboard: text size, theme, palette, undo"
key ctrl+plus ctrl+plus ctrl+shift+t ctrl+shift+t; sleep 1.5; shot 20-larger-dark
key ctrl+shift+p; write "link"; sleep 1; shot 21-palette; key Return
key ctrl+z ctrl+0 ctrl+shift+t

task "The guide, step by step"
key F1; away; shot 22-guide
for step in 1 2 3 4 5; do click 1281 785; done
shot 23-guide-step
key Escape
finish

task "Open a second dossier, a broken file, a table"
start "$here/sample/marks.dossier.json"; shot 24-second; finish
printf '{"format": 1, "title"' >broken.dossier.json
printf 'Year,Exports (USD),Imports (USD)\n2018,100,200\n2019,110,220\n' >table.csv
start
away; shot before-opening
# Without a desktop that has a dialog for files, the program has its own.
key ctrl+o; sleep 1; write "$PWD/broken.dossier.json"; key Return; sleep 1; shot 25-broken
expect_change before-opening 25-broken "a broken file"
key Escape Escape
key ctrl+o; sleep 1; write "$PWD/table.csv"; key Return; sleep 1.5; shot 26-table
expect_change 25-broken 26-table "a table"
finish

task "Quit, and find everything as it was"
start "$here/sample/marks.dossier.json"; key ctrl+2 Down; sleep 2; shot 27-before-quitting; finish
remembers '"main": "chart"' "the view was not remembered"
start; shot 28-as-it-was; finish
task ""

# The window as it is met: three sizes, three sizes of text, light and dark.
rm -f "$ATTACHE_CONFIG_DIR/session.json"
start
click 1325 811
key Down Down Down Down Down Down
for colours in light dark; do
  key ctrl+shift+t
  [ "$colours" = light ] || key ctrl+0
  for size in "1360 860" "1024 640" "1920 1040"; do
    # shellcheck disable=SC2086 # two numbers
    xdotool windowsize --sync "$window" $size windowmove --sync "$window" 0 0
    for percent in 100 150 200; do
      key ctrl+0
      for _ in $(seq $(((percent - 100) / 10))); do xdotool key --clearmodifiers ctrl+plus; sleep 0.15; done
      away; sleep 0.8
      import -window "$window" "$shots/window-${size/ /x}-$percent-$colours.png"
    done
    key ctrl+0
  done
done
finish
echo "journalist's day: done (screenshots in $shots)"
