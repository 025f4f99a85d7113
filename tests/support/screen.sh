# A screen without a monitor, with a window manager, for the tests that start the real program; to be sourced.
# Needs: $work, a folder that may be filled; $shots, a folder for screenshots: `prepare` makes both.

xvfb= wm=

# Takes the arguments of a test, PROGRAM [FOLDER-FOR-SCREENSHOTS], and goes into a home of its own.
prepare() {
  program=$(realpath "$1")
  work=$(mktemp -d)
  shots=${2:-$(mktemp -d)}
  mkdir -p "$shots" "$work/home"
  shots=$(realpath "$shots")
  export ATTACHE_CONFIG_DIR="$work/config" HOME="$work/home" LIBGL_ALWAYS_SOFTWARE=1
  cd "$work"
}

fail() {
  echo "$(basename "$0" .sh) test: $*" >&2
  import -window root "$shots/failed.png" 2>/dev/null || true
  # Where the program still runs, or was killed, what it wrote stands in a file of its own.
  cat "$work/stderr" "$ATTACHE_CONFIG_DIR"/stderr-*.txt >&2 2>/dev/null || true
  exit 1
}

# Starts a screen of a size (default 1360x860) with more arguments for the X server, if any; sets DISPLAY, xvfb and wm.
start_screen() {
  local size=${1:-1360x860} line display=
  shift || true
  xvfb=
  exec 6< <(Xvfb -displayfd 1 -screen 0 "${size}x24" -nolisten tcp "$@" 2>/dev/null & echo "pid $!"; wait)
  while read -r -t 20 line <&6; do
    case "$line" in
      "pid "*) xvfb=${line#pid } ;;
      [0-9]*) display=$line ;;
    esac
    [ -n "$xvfb" ] && [ -n "$display" ] && break
  done
  [ -n "$display" ] || fail "Xvfb did not start"
  export DISPLAY=":$display"
  openbox >/dev/null 2>&1 &
  wm=$!
  # A window that is opened before the window manager is ready may never be shown.
  sleep 2
}

end_screen() { kill $wm $xvfb 2>/dev/null || true; }

# Starts a program and waits for its window; sets app and window.
start_program() {
  # What runs beside the script would otherwise read nothing.
  { "$@" <&7 2>"$work/stderr" & } 7<&0
  app=$!
  window=
  for _ in $(seq 150); do
    window=$(xdotool search --onlyvisible --class '^attache$' 2>/dev/null | tail -n 1) && [ -n "$window" ] && break
    kill -0 "$app" 2>/dev/null || fail "the program ended before its window was there"
    sleep 0.2
  done
  [ -n "$window" ] || fail "no window"
}

# The window closes by itself: with Ctrl+Q.
finish() {
  xdotool key --clearmodifiers ctrl+q
  for _ in $(seq 100); do kill -0 "$app" 2>/dev/null || break; sleep 0.1; done
  kill -0 "$app" 2>/dev/null && fail "Ctrl+Q did not close the window"
  wait "$app" || fail "the program ended with an error"
}

shot() { import -window root "$shots/$1.png"; }
# How many pixels differ between two screenshots.
differ() { compare -metric AE "$shots/$1.png" "$shots/$2.png" null: 2>&1 | sed 's/[^0-9.e+].*//' || true; }
# Waits until the screen is no more what it was in an earlier screenshot; the later one is taken anew until then.
expect_change() {
  for _ in $(seq 30); do
    [ "$(printf '%.0f' "$(differ "$1" "$2")")" -gt 500 ] && return
    sleep 0.5
    shot "$2"
  done
  fail "$3 changed nothing on the screen"
}

# Installs Debian packages that are missing.
need() {
  dpkg -s "$@" >/dev/null 2>&1 && return
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
