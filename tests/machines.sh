#!/usr/bin/env bash
# Starts the real program on machines as they stand in offices: small and large screens, without OpenGL, over the network,
# without fonts, without a home that can be written to, without D-Bus, and on Wayland.
# Usage: tests/machines.sh PROGRAM [FOLDER-FOR-SCREENSHOTS]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent
source "$here/support/screen.sh"
prepare "$@"
mkdir "$work/empty"
need xvfb xdotool imagemagick openbox x11-utils sway libwayland-egl1 grim util-linux
app= compositor=
trap 'kill $app $compositor 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

# Waits until what is on the screen is the window and not one colour: many colours.
expect_drawn() {
  for _ in $(seq 60); do
    shot "machine-$1"
    [ "$(identify -format %k "$shots/machine-$1.png")" -gt 200 ] && return
    sleep 0.5
  done
  fail "$1: nothing is drawn"
}
# Starts the program, sees that it draws and that keys reach it, and closes it. NAME [PREFIX…]
use() {
  local name=$1
  shift
  rm -rf "$ATTACHE_CONFIG_DIR"
  start_program "$@" "$program"
  sleep 2
  expect_drawn "$name"
  xdotool windowactivate --sync "$window" key --clearmodifiers Down
  sleep 1
  expect_drawn "$name-selected"
  expect_change "machine-$name" "machine-$name-selected" "$name: selecting a fact"
  finish
  echo "$name: well"
}
height_of() { xwininfo -id "$window" | awk '/Height:/ {print $2}'; }

start_screen 1024x600
start_program "$program"
sleep 2
[ "$(height_of)" -lt 600 ] || fail "on a small screen the window is as high as the screen, so its foot is not to be seen"
finish
use small
end_screen

start_screen 3840x2160
use fine env WINIT_X11_SCALE_FACTOR=1.75
end_screen

start_screen 1360x860 -extension GLX
use without-glx
# No OpenGL at all: another renderer does it and says so, or it is said that nothing can draw.
nothing=(env LIBGL_DRIVERS_PATH="$work/empty" __EGL_VENDOR_LIBRARY_DIRS="$work/empty")
said() { "${nothing[@]}" timeout "$1" "$program" 2>&1 || true; }
if [ -n "$(ls /usr/share/vulkan/icd.d/*.json 2>/dev/null)" ]; then
  start_program "${nothing[@]}" "$program"
  sleep 4
  expect_drawn without-opengl
  grep -q 'drawn by wgpu; OpenGL (glow) did not start' "$work/stderr" || fail "the other renderer does not say that it draws"
  xdotool key --clearmodifiers ctrl+q
  wait "$app" || fail "the other renderer does not end well"
  echo "without-opengl: well, with the other renderer"
else
  said 20 | grep -q 'no window could be opened' || fail "it is not said that nothing can draw"
  echo "without-opengl: said"
fi
use with-the-other-renderer env ATTACHE_RENDERER=wgpu
end_screen

start_screen 1360x860 -listen tcp -ac -extension GLX -extension MIT-SHM
DISPLAY="localhost$DISPLAY" use over-the-network
end_screen

start_screen 1360x860
sed 's/"title": "[^"]*"/"title": "ไทย"/' "$here/sample/good.dossier.json" >"$work/thai.dossier.json"
cat >"$work/bare" <<EOF
mount -t tmpfs none /usr/share/fonts && mount -t tmpfs -o ro none "$HOME" && exec "\$@"
EOF
if unshare --mount true 2>/dev/null; then
  unset ATTACHE_CONFIG_DIR
  start_program unshare --mount sh "$work/bare" "$program" "$work/thai.dossier.json"
  sleep 2
  expect_drawn without-fonts-and-home
  # Exporting into a folder that cannot be written to is refused in words.
  xdotool key --clearmodifiers ctrl+e
  sleep 1
  xdotool key --clearmodifiers Return
  sleep 1.5
  expect_drawn without-fonts-and-home-export
  ! grep -q panicked "$work/stderr" || fail "without fonts something breaks"
  finish
  export ATTACHE_CONFIG_DIR="$work/config"
  echo "without-fonts-and-home: well"
else
  echo "without-fonts-and-home: not tried, since nothing may be mounted here"
fi
end_screen

# Wayland, with a scale between whole numbers, drawn without a graphics card.
export XDG_RUNTIME_DIR="$work/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
printf 'output * resolution 1920x1080 scale 1.5\n' >"$work/sway"
runner=()
if [ "$(id -u)" -eq 0 ]; then
  # It refuses to be root.
  chmod 755 "$work"
  chown nobody "$XDG_RUNTIME_DIR"
  runner=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
env -u DISPLAY HOME="$XDG_RUNTIME_DIR" WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman \
  "${runner[@]}" sway -c "$work/sway" >/dev/null 2>&1 &
compositor=$!
for _ in $(seq 50); do
  socket=$(find "$XDG_RUNTIME_DIR" -name 'wayland-*' ! -name '*.lock' -printf '%f' -quit) && [ -n "$socket" ] && break
  sleep 0.2
done
[ -n "$socket" ] || fail "no Wayland"
export WAYLAND_DISPLAY=$socket
sleep 1
env -u DISPLAY "$program" 2>"$work/stderr" &
app=$!
sleep 5
kill -0 "$app" || fail "the program ended on Wayland"
grim "$shots/machine-wayland.png"
[ "$(identify -format %k "$shots/machine-wayland.png")" -gt 200 ] || fail "nothing is drawn on Wayland"
export SWAYSOCK
SWAYSOCK=$(find "$XDG_RUNTIME_DIR" -name 'sway-ipc*' -print -quit)
swaymsg -q '[app_id="attache"] kill' || fail "the window has another name on Wayland"
wait "$app" || fail "the program does not end well on Wayland"
echo "wayland: well"
echo "machines test: passed (screenshots in $shots)"
