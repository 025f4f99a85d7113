#!/usr/bin/env bash
# Exports every figure in every format and usual size, and has other programs look at them: what they draw must be what
# our own picture shows, and what they read must be what the figure says.
# Usage: tests/figures.sh PROGRAM [FOLDER-FOR-PICTURES]
set -euo pipefail
program=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
pictures=${2:-}
work=$(mktemp -d)
shots=${pictures:-$work}
mkdir -p "$shots"
source "$root/tests/support/screen.sh"
full=
end() {
  [ -z "$full" ] || as_root umount "$full" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
need imagemagick poppler-utils librsvg2-bin pngcheck libxml2-utils unzip fontconfig libimage-exiftool-perl qpdf

# The fonts of the figures, and no others.
cat >"$work/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$root/assets/fonts</dir><cachedir>$work/fonts</cachedir></fontconfig>
END
export FONTCONFIG_FILE="$work/fonts.conf"
cd "$work"

# Pixels, in millionths, of which a channel differs by more than two fifths once four of them are made one: edges are
# smoothed differently by every renderer, but a word out of place, a missing line or another colour is not a matter of edges.
differing() {
  local side
  for side in "$1" "$2"; do convert "$side" -background white -flatten -resize 50% "$side.half.png"; done
  local pixels
  pixels=$(compare -fuzz 40% -metric AE "$1.half.png" "$2.half.png" null: 2>&1 || true)
  awk -v n="${pixels%%[^0-9.e+]*}" -v all="$(identify -format '%[fx:w*h]' "$1.half.png")" 'BEGIN { printf "%d", n * 1e6 / all }'
}
# At most as many millionths may differ.
tolerance=500
same() {
  local millionths
  millionths=$(differing "$1" "$2")
  [ "$millionths" -le "$tolerance" ] || { cp "$1" "$2" "$shots/"; fail "$3: $millionths millionths of the pixels differ"; }
}

for view in trade timeline; do
  for preset in screen slide social column page; do
    name="$view-$preset"
    "$program" export --view "$view" --preset "$preset" --out "$name.png" --out "$name.svg" --out "$name.pdf"
    read -r width height <<<"$(identify -format '%w %h' "$name.png")"
    pngcheck -q "$name.png" || fail "$name.png is not sound"
    xmllint --noout --nonet "$name.svg" || fail "$name.svg is not sound"
    qpdf --check "$name.pdf" >"$work/qpdf" 2>&1 || fail "$name.pdf is not sound: $(cat "$work/qpdf")"
    rsvg-convert -w "$width" -h "$height" "$name.svg" -o "$name.svg.png"
    pdftoppm -png -singlefile -scale-to-x "$width" -scale-to-y "$height" "$name.pdf" "$name.pdf" 2>/dev/null
    same "$name.png" "$name.svg.png" "$name.svg as librsvg draws it"
    same "$name.png" "$name.pdf.png" "$name.pdf as poppler draws it"
  done
done
# The comparison sees a missing line of text.
"$program" export --view trade --without subtitle --out less.png
[ "$(differing trade-screen.png less.png)" -gt "$tolerance" ] || fail "the comparison sees nothing"

# Sizes on paper.
pdfinfo trade-column.pdf 2>/dev/null | grep '^Page size: *240.96 x' >/dev/null || fail "a column is not 85 mm wide in PDF"
[ "$(identify -format '%[fx:round(resolution.x*2.54)]' -units PixelsPerCentimeter trade-column.png)" = 300 ] ||
  fail "a column has not 300 dots per inch"

# What can be searched, selected and heard.
"$program" export "$root/tests/sample/good.dossier.json" --view trade --out hangul.pdf --out hangul.svg
pdftotext -layout trade-screen.pdf - 2>/dev/null | tr -s '\n ' ' ' >text.txt
for words in 'Trade between Indonesia and North Korea' 0.964 3.26 '15.48–16.05' 'not in this dossier'; do
  grep -qF -- "$words" text.txt || fail "“$words” cannot be found in the PDF"
done
pdftotext -layout hangul.pdf - 2>/dev/null | grep -F 북한 >/dev/null || fail "Hangul cannot be found in the PDF"
xmllint --xpath 'string(//*[local-name()="desc"])' hangul.svg | grep -F 북한 >/dev/null || fail "Hangul cannot be found in the SVG"
[ "$(pdffonts trade-screen.pdf 2>/dev/null | awk 'NR > 2 && $(NF-4) != "yes"' | wc -l)" = 0 ] || fail "a font is not embedded"
qpdf --qdf --object-streams=disable trade-screen.pdf - | grep -a '/Alt (\|/Alt <' >/dev/null || fail "the PDF has no alternate description"
exiftool -s3 -Description trade-screen.png | grep -F 'Lowest: 2015' >/dev/null || fail "the PNG has no description"
exiftool -s3 -Description trade-screen.pdf | grep -F 'Lowest: 2015' >/dev/null || fail "the PDF has no description"

# Each leads back; the bundle is whole.
"$program" export --view trade --out figure.zip
unzip -tq figure.zip >/dev/null || fail "the bundle is not sound"
for figure in trade-screen.png trade-screen.svg trade-screen.pdf figure.zip timeline-page.pdf; do
  [ -z "$("$program" compare "$figure")" ] || fail "$figure does not lead back"
done
mkdir again
"$program" export --view trade --preset column --out again/trade-column.png --out again/trade-column.svg --out again/trade-column.pdf
for format in png svg pdf; do cmp "trade-column.$format" "again/trade-column.$format"; done

# A disk without room: the old file stays, and nothing is left beside it.
full="$work/full"
mkdir "$full"
if as_root mount -t tmpfs -o size=32k,mode=777 none "$full" 2>/dev/null; then
  echo old >"$full/figure.png"
  ! "$program" export --view trade --out "$full/figure.png" --force 2>errors || fail "a full disk is no error"
  grep -q 'the disk is full' errors || fail "a full disk is not named: $(cat errors)"
  [ "$(cat "$full/figure.png")" = old ] && [ "$(ls -A "$full")" = figure.png ] || fail "a full disk changed the folder"
  as_root mount -o remount,ro "$full"
  ! "$program" export --view trade --out "$full/other.csv" 2>errors || fail "a folder that cannot be written to is no error"
  grep -q 'not permitted' errors || fail "a folder that cannot be written to is not named: $(cat errors)"
else
  full=
  echo "figures test: no file system could be mounted here; the full disk was not tried"
fi
odd="$work/a “b” & c;\$d\`e 김"
"$program" export --view trade --out "$odd.png"
[ -s "$odd.png" ] || fail "a name with strange characters was not written"
! "$program" export --view trade --out "$work.png" --size 20000x20000 2>errors || fail "a huge picture is no error"
grep -q 'gibibyte' errors || fail "a huge picture is not named"
echo "figures test: passed"
