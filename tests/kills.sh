#!/usr/bin/env bash
# Kills the real program at random moments while edits are made in its window, and asks the next start for every edit that is
# older than two seconds.
# Usage: tests/kills.sh PROGRAM [KILLS] [FOLDER-FOR-SCREENSHOTS]      (10 kills where nothing is said)
set -euo pipefail
here=$(dirname "$(realpath "$0")")
kills=${2:-10}

source "$here/support/screen.sh"
prepare "$1" ${3:+"$3"}
start_screen 1360x860
app= editor=
trap 'kill $app $editor 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

# What an edit may take to reach the disk, in microseconds.
promised=2000000
dossier="$work/killed.dossier.json"
"$program" generate --facts 40 --seed 1 --out "$dossier" >/dev/null
now() { echo "${EPOCHREALTIME/./}"; }
title() { xdotool getwindowname "$window" 2>/dev/null || true; }
# Waits until the title begins with the mark of what is not saved, or no longer does.
until_unsaved() { for _ in $(seq 200); do [[ "$(title)" == "• "* ]] && return; sleep 0.05; done; return 1; }
until_saved() { for _ in $(seq 200); do [[ "$(title)" != "• "* ]] && return; sleep 0.05; done; return 1; }

# Waits until the program has worked off what it was given: it sleeps, and takes no more time.
settle() {
  local before= stat
  for _ in $(seq 200); do
    stat=$(awk '{ sub(/^.*\) /, ""); print $1, $12 + $13 }' "/proc/$app/stat" 2>/dev/null) || return 0
    [[ "$stat" == "$before" && "$stat" == S* ]] && return
    before=$stat
    sleep 0.04
  done
}

# Gives one fact after another a new title, and notes when each was made.
edit() {
  local round=$1 edit=0
  while true; do
    edit=$((edit + 1))
    xdotool key --clearmodifiers Down
    settle
    xdotool key --clearmodifiers e
    settle
    xdotool key --clearmodifiers ctrl+a
    xdotool type --delay 6 "edit $round $edit end"
    xdotool key --clearmodifiers ctrl+Return
    settle
    echo "$(now) edit $round $edit end" >>"$work/made"
  done
}

# Starts the program, restores and saves what the last kill left, and asks for the edits that must be there.
start() {
  local had_left=
  compgen -G "$ATTACHE_CONFIG_DIR/unsaved-*.ndjson" >/dev/null && had_left=yes
  start_program "$program" "$dossier"
  xdotool windowactivate --sync "$window" 2>/dev/null || true
  settle
  if [ -n "$had_left" ]; then
    # The dialog has the keyboard once it is there.
    for _ in $(seq 40); do
      xdotool key --clearmodifiers Return
      settle
      [[ "$(title)" == "• "* ]] && break
    done
    # A form that was open when the program was killed is open again.
    xdotool key --clearmodifiers Escape
    settle
    if [[ "$(title)" == "• "* ]]; then
      xdotool key --clearmodifiers ctrl+s
      until_saved || fail "what was restored is not saved: $(title)"
    fi
  fi
}

made=0 asked=0 lost=0
: >"$work/made"
start
for round in $(seq "$kills"); do
  : >"$work/made"
  edit "$round" &
  editor=$!
  for _ in $(seq 600); do [ -s "$work/made" ] && break; sleep 0.1; done
  sleep "$(awk -v seed="$RANDOM$round" 'BEGIN { srand(seed); printf "%.3f", rand() * 5 }')"
  killed=$(now)
  kill -9 "$app"
  kill "$editor"
  wait "$app" "$editor" 2>/dev/null || true
  start
  while read -r when token; do
    made=$((made + 1))
    [ $((killed - when)) -ge $promised ] || continue
    asked=$((asked + 1))
    if ! grep -qF "\"$token\"" "$dossier"; then
      lost=$((lost + 1))
      echo "kill $round: “$token”, applied $(((killed - when) / 1000)) ms before, is lost" >&2
    fi
  done <"$work/made"
  [ "$lost" -eq 0 ] || fail "$lost of $asked edits that were older than two seconds are lost, at kill $round"
  [ $((round % 25)) -ne 0 ] || echo "$round kills: $made edits, $asked of them older than two seconds, none lost"
done
[ "$asked" -gt 0 ] || fail "no edit was old enough to be asked for"
finish
echo "kills test: passed ($kills kills, $made edits, $asked of them older than two seconds, none lost)"
