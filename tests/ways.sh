#!/usr/bin/env bash
# Goes the two ways that a newcomer goes, in the real window under Xvfb, by keys alone, and says how long each took and how many
# keys it cost: a table from UN Comtrade to an exported chart, and an article from its text to a saved dossier.
#
# Usage: tests/ways.sh PROGRAM [FOLDER-FOR-SCREENSHOTS] [ARTICLE PAIR]
#
# The time is that of the program and of the keys: a person reads on top of it. A key counts once, whatever is held with it; a text
# that is typed or pasted counts once as well. A decision is a key that accepts, changes or drops. Without ARTICLE, a short one of its
# own is read.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
article=${3:+$(realpath "$3")}
pair=${4:-NLD,SUR}

source "$here/support/screen.sh"
prepare "$@"
need xclip
start_screen
app=
trap 'kill $app 2>/dev/null || true; end_screen; rm -rf "$work"' EXIT

keys=0
decisions=0
press() { for key in "$@"; do xdotool key --clearmodifiers "$key"; keys=$((keys + 1)); sleep 0.25; done; }
type_text() { xdotool type --delay 12 "$1"; keys=$((keys + 1)); sleep 0.3; }
decide() { press "$1"; decisions=$((decisions + 1)); }
begin() { touch "$work/begun"; began=$(date +%s.%N) keys=0 decisions=0; }
# So many seconds since the way began.
took() { echo "$(date +%s.%N) - $began" | bc; }
# Waits until the screen is at rest: two pictures of it are the same.
settle() {
  for _ in $(seq 40); do
    shot rest-1
    sleep 0.4
    shot rest-2
    [ "$(printf '%.0f' "$(differ rest-1 rest-2)")" -lt 40 ] && return
  done
}
within() { [ "$(echo "$1 <= $2" | bc)" = 1 ] || fail "$3 took $1 seconds, which is more than $2"; }

# How many facts a dossier has.
facts_of() { "$program" facts "$1" --format json | grep -c '^    "id": ' || true; }
# Saves under the name that is proposed, and waits for the file.
save() {
  press ctrl+s
  settle
  press Return
  for _ in $(seq 100); do
    saved=$(find "$HOME" "$work" -name "*.dossier.json" -newer "$work/begun" 2>/dev/null | head -n 1)
    [ -n "$saved" ] && break
    sleep 0.2
  done
  [ -n "$saved" ] || fail "nothing was saved"
}
# How many proposals an import makes of a file, and in how many groups they stand.
proposals() { "$program" import "$@" --list 2>/dev/null | grep -c '^    key: '; }
groups() { "$program" import "$@" --list 2>/dev/null | awk 'BEGIN { RS = "" } /\n  / { n++ } END { print n + 0 }'; }

start() {
  start_program "$program" "$@"
  xdotool windowactivate --sync "$window" windowsize --sync "$window" 1300 800 windowmove --sync "$window" 10 30
  sleep 1.5
}

# From a table to a chart.
cp "$here/table_corpus/comtrade-35-legacy.csv" "$work/trade.csv"
of_table=(comtrade "$work/trade.csv" --pair IDN,USA)
expected=$(proposals "${of_table[@]}") groups=$(groups "${of_table[@]}")
start
begin
press ctrl+n
settle
# Enter takes the first country that is found, and the next field follows.
type_text "indonesia"; press Return
settle
type_text "united states"; press Return
shot table-1-parties
press ctrl+Return
settle
press ctrl+shift+i
settle
press ctrl+a
type_text "$work/trade.csv"
press Return
settle
shot table-2-review
# The first row says how the file was read. Each group is opened where it is folded, accepted as a whole, and folded.
press ctrl+Home
for _ in $(seq "$groups"); do
  press Down Right
  decide a
  press Left
done
shot table-3-decided
press ctrl+Return
settle
shot table-4-imported
press ctrl+e
settle
press Return
picture=
for _ in $(seq 100); do
  picture=$(find "$HOME" "$work" -name '*.png' -size +1k 2>/dev/null | head -n 1)
  [ -n "$picture" ] && break
  sleep 0.2
done
[ -n "$picture" ] || fail "no chart was exported"
seconds=$(took)
cp "$picture" "$shots/table-5-chart.png"
printf 'from a table to a chart: %.1f seconds, %d keys, %d decisions on %d facts in %d groups\n' \
  "$seconds" "$keys" "$decisions" "$expected" "$groups"
within "$seconds" 120 "the way from a table to a chart"
save
[ "$(facts_of "$saved")" = "$expected" ] || fail "the dossier has $(facts_of "$saved") facts, not the $expected that the table says"
finish

# From an article to a dossier.
if [ -z "$article" ]; then
  article="$work/article.txt"
  cat >"$article" <<'TEXT'
Netherlands–Suriname relations

Suriname became independent from the Netherlands on 25 November 1975.[1] Development aid of US$1.5 billion was promised at the same time.[2][needs update] In 1982 it was suspended.

In 2014, the Netherlands exported goods worth US$2.8 million to Suriname, down 12.5 percent on the year before.[3]
TEXT
fi
rm -rf "$saved" "$ATTACHE_CONFIG_DIR"
expected=$(proposals article "$article" --pair "$pair")
start
xclip -selection clipboard <"$article"
begin
press ctrl+shift+n
settle
press ctrl+v
settle
shot article-1-pasted
press ctrl+Return
settle
shot article-2-parties
press ctrl+Return
settle
shot article-3-review
# One key a fact: what is selected is accepted, and what is open next is selected.
for _ in $(seq "$expected"); do decide a; done
shot article-4-decided
press ctrl+Return
settle
save
seconds=$(took)
facts=$(facts_of "$saved")
shot article-5-saved
printf 'from an article to a dossier: %.1f seconds, %d keys, %d decisions on %d facts\n' "$seconds" "$keys" "$decisions" "$facts"
[ "$facts" = "$expected" ] || fail "the dossier has $facts facts, not the $expected that are proposed"
[ "$decisions" -le $((2 * facts)) ] || fail "more than two decisions a fact"
within "$seconds" 600 "the way from an article to a dossier"
"$program" check "$saved" || fail "the dossier is not sound"
finish
echo "ways: passed (screenshots in $shots)"
