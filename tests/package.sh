#!/usr/bin/env bash
# Packages a built program, checks and installs the package, opens dossiers as people do, and takes it off again.
# Usage: tests/package.sh PROFILE [FOLDER-FOR-SCREENSHOTS]    (PROFILE: dev or release, built before)
set -euo pipefail
cd "$(dirname "$0")/.."
profile=$1
shots=${2:-$(mktemp -d)}
work=$(mktemp -d)
mkdir -p "$shots"
source tests/support/screen.sh
was_installed=$(dpkg-query -W -f '${db:Status-Status}' attache 2>/dev/null || true)
manager=
end() {
  [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
  for id in $(windows 2>/dev/null); do kill "$(xdotool getwindowpid "$id")" 2>/dev/null || true; done
  end_screen
  [ "$was_installed" = installed ] || as_root dpkg --purge attache >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT

need xvfb xdotool imagemagick openbox x11-utils appstream desktop-file-utils lintian libxml2-utils man-db \
  pcmanfm xdg-utils libglib2.0-bin shared-mime-info dbus

cargo deb --version 2>/dev/null | grep -q '^3\.' || cargo install -q cargo-deb --version 3.8.0 --locked
echo "packaging"
cargo deb -q --no-build --profile "$profile" --fast -o "$work/" 2>/dev/null
package=$(ls "$work"/attache_*.deb)
lintian --allow-root --fail-on error "$package" || fail "lintian found errors"

# The same files as an archive, for those who may not install packages.
assets/desktop/archive.sh "$package"
tar -C "$work" -xzf "${package%.deb}.tar.gz"
archive=${package%.deb}

echo "installing"
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --reinstall "$package" >/dev/null
entry=/usr/share/applications/attache.desktop
desktop-file-validate "$entry"
appstreamcli validate --no-net /usr/share/metainfo/*attache.metainfo.xml >/dev/null || fail "the metadata is not valid"
xmllint --noout /usr/share/mime/packages/attache.xml
[ -z "$(man --warnings -E UTF-8 -l -Tutf8 /usr/share/man/man1/attache.1.gz 2>&1 >/dev/null)" ] || fail "the manual has faults"
# Every library that is opened at run time is there.
for library in libEGL.so.1 libGL.so.1 libxkbcommon-x11.so.0 libwayland-client.so.0 libwayland-egl.so.1 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6; do
  ldconfig -p | grep -q "$library" || fail "$library is not installed"
done

export HOME="$work/home" XDG_CURRENT_DESKTOP=LXDE LIBGL_ALWAYS_SOFTWARE=1
folder="$HOME/Documents"
mkdir -p "$folder"
file="$folder/Aland and Bland.dossier.json"
sed 's/"title": "[^"]*"/"title": "Aland and Bland"/' tests/sample/good.dossier.json >"$file"
grep -q '"Aland and Bland"' "$file" || fail "the sample has another title than was thought"
cp "$file" "$work/without-ending"
for known in "$file" "$work/without-ending"; do
  [ "$(xdg-mime query filetype "$known")" = application/x-attache-dossier+json ] || fail "$known is not taken for a dossier"
done
echo '{"$schema": "a", "name": 1}' >"$work/other.json"
[ "$(xdg-mime query filetype "$work/other.json")" != application/x-attache-dossier+json ] || fail "any JSON is claimed"
[ "$(xdg-mime query default application/x-attache-dossier+json)" = attache.desktop ] || fail "dossiers open with another program"

start_screen 1360x860
# The windows of the program.
windows() { xdotool search --onlyvisible --class '^attache$' 2>/dev/null || true; }
# Waits until there are so many windows, and names the newest.
expect_windows() {
  for _ in $(seq 150); do
    [ "$(windows | wc -l)" -eq "$1" ] && break
    sleep 0.2
  done
  [ "$(windows | wc -l)" -eq "$1" ] || fail "$2: $(windows | wc -l) windows instead of $1"
  sleep 1.5
}
expect_title() { xdotool getwindowname "$(windows | tail -n 1)" | grep -q "^$1" || fail "the window shows another dossier than $1"; }
close_all() {
  for id in $(windows); do
    xdotool windowactivate --sync "$id" key --clearmodifiers ctrl+q
    sleep 0.5
  done
  expect_windows 0 "after closing"
}

echo "from the menu"
gio launch "$entry" 2>"$work/stderr" &
expect_windows 1 "the menu entry"
expect_title "Indonesia"
xprop -id "$(windows)" WM_CLASS | grep -q ', "attache"$' || fail "the window has another class than its entry says"
xprop -id "$(windows)" 32c _NET_WM_ICON | grep -q '= 128, 128, ' || fail "the window has no icon"
close_all

echo "with xdg-open"
xdg-open "$file" 2>"$work/stderr" &
expect_windows 1 "xdg-open"
expect_title "Aland and Bland"
close_all

# A dossier with errors opens nothing, but says so in a window.
echo '{"format": 1}' >"$work/broken.dossier.json"
xdg-open "$work/broken.dossier.json" 2>"$work/stderr" &
expect_windows 1 "a dossier with errors"
shot package-0-broken
close_all

echo "with double-clicks"
pcmanfm --no-desktop "$folder" 2>"$work/stderr" &
manager=$!
for _ in $(seq 100); do
  browser=$(xdotool search --onlyvisible --class pcmanfm 2>/dev/null | tail -n 1) && [ -n "$browser" ] && break
  sleep 0.2
done
[ -n "$browser" ] || fail "the file manager did not start"
xdotool windowactivate --sync "$browser" windowsize --sync "$browser" 700 420 windowmove --sync "$browser" 640 400
sleep 1.5
shot package-1-folder
double_click() {
  xdotool windowactivate --sync "$browser" mousemove --window "$browser" 210 110 click --repeat 2 --delay 80 1
}
double_click
expect_windows 1 "a double-click"
expect_title "Aland and Bland"
shot package-2-double-clicked
double_click
expect_windows 2 "a second double-click"
shot package-3-twice
close_all

echo "taking it off"
if [ "$was_installed" != installed ]; then
  as_root dpkg --purge attache >/dev/null
  [ ! -e "$entry" ] && [ ! -e /usr/bin/attache ] || fail "the package leaves something behind"
fi
if [ "$was_installed" != installed ]; then
  echo "from the archive, without being root"
  "$archive/install.sh" >/dev/null
  gio launch "$HOME/.local/share/applications/attache.desktop" "$file" 2>"$work/stderr" &
  expect_windows 1 "the entry of the archive"
  expect_title "Aland and Bland"
  [ "$(xdg-mime query filetype "$file")" = application/x-attache-dossier+json ] || fail "the archive makes no type of files known"
  close_all
  "$archive/install.sh" --remove >/dev/null
  left=$(find "$HOME/.local/bin" "$HOME/.local/share" -iname '*attache*')
  [ -z "$left" ] || fail "the archive leaves something behind: $left"
fi
echo "package test: passed (screenshots in $shots)"
