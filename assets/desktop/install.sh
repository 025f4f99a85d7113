#!/bin/sh
# Installs Attaché for the user who runs it, without a package and without being root; --remove takes it off again.
# Usage: ./install.sh [--remove]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/bin/attache
icons="16x16 24x24 32x32 48x48 64x64 128x128 256x256 512x512 scalable"

remove() {
  rm -f "$program" "$data/applications/attache.desktop" "$data/mime/packages/attache.xml" \
    "$data/metainfo/invalid.attache.attache.metainfo.xml" "$data/man/man1/attache.1.gz"
  for size in $icons; do
    rm -f "$data/icons/hicolor/$size"/apps/attache.* \
      "$data/icons/hicolor/$size"/mimetypes/application-x-attache-dossier+json.*
  done
}

# Desktops that keep no such lists find the files by themselves.
tell() { command -v "$1" >/dev/null && "$@" >/dev/null 2>&1 || true; }

remove
if [ "${1:-}" != --remove ]; then
  mkdir -p "$(dirname "$program")" "$data"
  cp "$here/usr/bin/attache" "$program"
  for part in applications icons man metainfo mime; do
    cp -R "$here/usr/share/$part" "$data/"
  done
  # A menu may not look into ~/.local/bin.
  sed -e "s|^Exec=attache|Exec=\"$program\"|" -e "s|^TryExec=.*|TryExec=$program|" \
    "$here/usr/share/applications/attache.desktop" >"$data/applications/attache.desktop"
fi
mkdir -p "$data/mime/packages" "$data/applications"
tell update-mime-database "$data/mime"
tell update-desktop-database "$data/applications"
if [ "${1:-}" = --remove ]; then echo "Attaché is removed."; else echo "Attaché is installed: $program, and in the menu."; fi
