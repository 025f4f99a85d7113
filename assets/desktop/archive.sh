#!/bin/sh
# Makes an archive out of a Debian package: the same files, with a script that installs them for one user.
# Usage: archive.sh PACKAGE.deb    writes PACKAGE.tar.gz beside it
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=$1
name=$(basename "$package" .deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
dpkg-deb -x "$package" "$work/$name"
cp "$here/install.sh" "$work/$name/"
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner -czf "${package%.deb}.tar.gz" "$name"
