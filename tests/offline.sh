#!/usr/bin/env bash
# Watches what the real program asks of the system while it is used, on a dossier that means harm: it connects to
# nothing, opens no file that only the dossier names, and runs no other program.
# Usage: tests/offline.sh PROGRAM [FOLDER-FOR-SCREENSHOTS]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent
source "$here/support/screen.sh"
prepare "$@"
need strace xvfb xdotool imagemagick openbox
app=
trap 'kill $app 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

watched() { strace -f -qq -s 300 -e trace=network,%file,execve --seccomp-bpf -o "$work/calls" "$@"; }
# Calls that reach for the network, for what the dossier names, or for another program than $1. Only a person's wish to
# open a file looks for a program: the one that shows the dialog of a desktop without a portal.
trespasses() {
  grep -E 'AF_INET|canary|execve\(' "$work/calls" | grep -v -E "execve\(\"($1|[^\"]*/zenity)\"" || true
}

# A watch that sees nothing proves nothing.
watched bash -c 'exec 3<>/dev/udp/127.0.0.1/9; cat /etc/canary; true' 2>/dev/null || true
[ "$(trespasses "$(command -v bash)" | grep -c -E 'AF_INET|canary|bin/cat')" -ge 3 ] || fail "strace does not see what it should"

cp "$here/sample/hostile.dossier.json" "$work/hostile.dossier.json"
start_screen
# On its own dossier, then on the hostile one: opened from within, walked through, searched, exported.
start_program watched "$program"
sleep 1.5
xdotool key --clearmodifiers ctrl+o
sleep 2
shot offline-1-open
xdotool key --clearmodifiers ctrl+a
xdotool type --delay 20 "$work/hostile.dossier.json"
xdotool key Return
sleep 2
shot offline-2-hostile
xdotool getwindowname "$window" | grep -q '^Canary' || fail "the hostile dossier was not opened"
for _ in 1 2 3 4; do xdotool key --clearmodifiers Down; sleep 0.7; done
shot offline-3-selected
xdotool key --clearmodifiers ctrl+f
xdotool type --delay 20 "canary"
sleep 0.5
xdotool key Escape
xdotool key --clearmodifiers ctrl+e
sleep 1.5
shot offline-4-export
xdotool key Return
for _ in $(seq 100); do [ -n "$(find "$HOME" -name '*.png' -size +1k)" ] && break; sleep 0.2; done
[ -n "$(find "$HOME" -name '*.png' -size +1k)" ] || fail "no picture was exported"
finish
found=$(trespasses "$program")
[ -z "$found" ] || { echo "$found" | head -n 20 >&2; fail "the program went where it should not"; }

# The commands, too.
for command in check facts audit "cite --style apa" "export --view trade --out a.svg" "export --view timeline --out b.pdf"; do
  read -r -a words <<<"$command"
  watched "$program" "${words[@]}" hostile.dossier.json >"$work/out" 2>&1 || fail "attache $command failed"
  found=$(trespasses "$program")
  [ -z "$found" ] || { echo "$found" | head -n 20 >&2; fail "attache $command went where it should not"; }
  ! grep -q -a $'\x1b' "$work/out" || fail "attache $command steers the terminal"
done
echo "offline test: passed (screenshots in $shots)"
