#!/usr/bin/env bash
# Has the exports of whole dossiers read by the programs that they are made for: TimelineJS, a browser, calendar libraries, an
# RO-Crate validator, a JSON-LD processor. Run by hand: it fetches these programs, and needs a few minutes.
#
# Usage: tests/validators.sh PROGRAM [DOSSIER…]
#
# Needs Debian's chromium, nodejs, npm, python3-venv and poppler-utils. The fetched programs are kept in $ATTACHE_VALIDATORS where
# that is set; what is exported, and the pages as pictures, are kept in $ATTACHE_VALIDATED.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
program=$(realpath "$1")
shift
dossiers=("$@")
[ ${#dossiers[@]} -gt 0 ] || dossiers=("$here/../assets/dossiers/indonesia-north-korea.dossier.json")

tools=${ATTACHE_VALIDATORS:-$(mktemp -d)}
out=${ATTACHE_VALIDATED:-$(mktemp -d)}
mkdir -p "$tools" "$out"
tools=$(realpath "$tools") out=$(realpath "$out")

failures=0
says() { printf '  %-12s %s\n' "$1" "$2"; }
wrong() { says "$1" "WRONG: $2"; failures=$((failures + 1)); }

[ -d "$tools/node_modules/@knight-lab/timelinejs" ] ||
  npm install --silent --no-fund --no-audit --prefix "$tools" @knight-lab/timelinejs@3.9 ical.js@2 jsonld@8 ro-crate@3
[ -x "$tools/py/bin/rocrate-validator" ] ||
  { python3 -m venv "$tools/py" && "$tools/py/bin/pip" install -q icalendar==6.3.1 roc-validator==0.13.0; }

# A page in Chromium without a network and without scripts, but where one is asked for.
browser() {
  chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --user-data-dir="$tools/profile" \
    --proxy-server=127.0.0.1:9 "$@" 2>"$out/browser.log"
}

timelinejs() {
  local json=$1 picture=$2 page="$out/timelinejs.html" package="$tools/node_modules/@knight-lab/timelinejs/dist" found
  {
    echo "<!DOCTYPE html><meta charset=utf-8><link rel=stylesheet href=\"file://$package/css/timeline.css\">"
    echo "<body style=margin:0><div id=t style='width:1200px;height:700px'></div><pre id=result>not run</pre>"
    echo "<script src=\"file://$package/js/timeline.js\"></script><script type=application/json id=data>"
    sed 's|</|<\\/|g' "$json"
    echo '</script><script>
      const timeline = new TL.Timeline("t", JSON.parse(document.getElementById("data").textContent), {});
      const wait = setInterval(() => {
        const config = timeline.config;
        if (!config) return;
        clearInterval(wait);
        document.getElementById("result").textContent = "errors=" + JSON.stringify(config.messages.errors) +
          " events=" + config.events.length;
      }, 50);
    </script>'
  } >"$page"
  found=$(browser --allow-file-access-from-files --virtual-time-budget=8000 --dump-dom "file://$page" |
    sed -n 's/.*\(errors=.* events=[0-9]*\).*/\1/p' | head -n 1)
  browser --allow-file-access-from-files --virtual-time-budget=8000 --window-size=1200,720 --screenshot="$picture" \
    "file://$page" >/dev/null || true
  local events
  events=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1])).events.length)' "$json")
  if [ "$found" = "errors=[] events=$events" ]; then says TimelineJS "$events events, no error"; else wrong TimelineJS "$found, $events were written"; fi
}

calendar() {
  local said
  if said=$("$tools/py/bin/python" - "$1" 2>&1 <<'PY'
import sys
from icalendar import Calendar

calendar = Calendar.from_ical(open(sys.argv[1], "rb").read())
events = calendar.walk("VEVENT")
for component in [calendar, *events]:
    assert not component.errors, component.errors
for event in events:
    missing = [name for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if name not in event]
    assert not missing, (event.get("UID"), missing)
    end = event.get("DTEND")
    assert end is None or end.dt > event["DTSTART"].dt, event["UID"]
assert len({str(event["UID"]) for event in events}) == len(events), "two events of one UID"
assert "VERSION" in calendar and "PRODID" in calendar
for line in open(sys.argv[1], "rb").read().split(b"\r\n"):
    assert len(line) <= 75 and b"\n" not in line, line
print(len(events), "events")
PY
  ); then says icalendar "$said"; else wrong icalendar "$said"; fi
  if said=$(NODE_PATH="$tools/node_modules" node --input-type=module -e "
    import { readFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    const ICAL = (await import('$tools/node_modules/ical.js/dist/ical.js')).default;
    const parsed = new ICAL.Component(ICAL.parse(readFileSync('$1', 'utf8')));
    const events = parsed.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    for (const event of events) if (!event.summary || !event.startDate) throw new Error(event.uid);
    console.log(events.length + ' events');" 2>&1); then says ical.js "$said"; else wrong ical.js "$said"; fi
}

page() {
  local html=$1 name=$2 found
  # What a page without a script says of itself: no outside address is loaded, and no script runs.
  if grep -qiE '<script|<link [^>]*href=|<img [^>]*src="https?:|@import|url\(https?:' "$html"; then wrong page "it loads something"; fi
  found=$(browser --dump-dom "file://$html" | wc -c)
  [ "$found" -gt 2000 ] || wrong page "the browser shows $found bytes of it"
  for size in 1280x1600 390x1600; do
    browser --window-size="${size/x/,}" --screenshot="$out/$name-$size.png" "file://$html" >/dev/null
  done
  browser --no-pdf-header-footer --print-to-pdf="$out/$name.pdf" "file://$html" >/dev/null
  local pages facts missing
  pages=$(pdfinfo "$out/$name.pdf" | sed -n 's/^Pages: *//p')
  pdftotext -layout "$out/$name.pdf" "$out/$name.txt"
  pdftoppm -r 50 -png "$out/$name.pdf" "$out/$name-page"
  facts=$("$program" facts "$3" --format json | node -e '
    const facts = JSON.parse(require("fs").readFileSync(0)), text = require("fs").readFileSync(process.argv[1], "utf8").replace(/\s+/g, "");
    const missing = facts.filter((fact) => !text.includes(fact.title.replace(/\s+/g, "")));
    console.log(facts.length + " " + missing.length + " " + missing.map((fact) => fact.id).join(" "));' "$out/$name.txt")
  missing=$(echo "$facts" | cut -d' ' -f2-)
  if [ "${missing%% *}" = 0 ]; then says page "$pages printed pages, all ${facts%% *} titles on them"; else wrong page "not printed: $missing"; fi
}

crate() {
  local zip=$1 folder="$out/crate" said
  rm -rf "$folder" && mkdir "$folder"
  python3 -m zipfile -e "$zip" "$folder"
  if said=$("$tools/py/bin/python" "$here/support/ro_crate.py" "$tools/node_modules/ro-crate/lib/context.json" --disable-color -y \
    validate --no-paging --skip-availability-check -v -l required "$folder" 2>&1); then
    says RO-Crate "valid"
  else
    wrong RO-Crate "$said"
  fi
}

annotations() {
  local said
  if said=$(NODE_PATH="$tools/node_modules" node - "$1" 2>&1 <<'JS'
const jsonld = require('jsonld');
const text = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const list = Array.isArray(text) ? text : (text.items || (text.first && text.first.items) || []);
const context = text['@context'] || (list[0] && list[0]['@context']);
const contexts = [].concat(context);
if (contexts[0] !== 'http://www.w3.org/ns/anno.jsonld') throw new Error('context ' + JSON.stringify(context));
// Keys that are no terms of the vocabulary have to be defined beside it.
const own = Object.assign({}, ...contexts.slice(1));
for (const one of list) {
  const target = one.target, selectors = [].concat(target && target.selector || []);
  if (one.type !== 'Annotation' || !one.id && one.id !== undefined || !target) throw new Error(JSON.stringify(one).slice(0, 200));
  for (const selector of selectors) {
    if (selector.type === 'TextQuoteSelector' && typeof selector.exact !== 'string') throw new Error('a quote without words');
    if (selector.type === 'TextPositionSelector' && !(selector.start <= selector.end)) throw new Error('a position that ends first');
  }
}
// The terms of the Web Annotation vocabulary that we use: a key that is none of them would be lost in silence.
const terms = new Set(['@context', 'id', 'type', 'total', 'label', 'first', 'items', 'startIndex', 'partOf', 'created', 'modified', 'creator',
  'generator', 'motivation', 'body', 'bodyValue', 'target', 'source', 'selector', 'exact', 'prefix', 'suffix', 'start', 'end', 'value',
  'format', 'language', 'purpose', 'state', 'sourceDate', 'name', 'homepage', 'refinedBy', 'cached', 'rights', 'canonical', 'stylesheet']);
const walk = (value, at) => {
  if (Array.isArray(value)) return value.forEach((inner) => walk(inner, at));
  if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) {
    if (!terms.has(key) && !(key in own)) throw new Error('no term of the vocabulary: ' + key);
    if (key !== '@context') walk(inner, key);
  }
};
walk(text);
const inline = JSON.parse(JSON.stringify(text), (key, value) => (key === '@context' ? {'@vocab': 'http://www.w3.org/ns/oa#', id: '@id', type: '@type', ...own} : value));
jsonld.toRDF(inline, {format: 'application/n-quads'}).then((quads) => {
  console.log(list.length + ' annotations, ' + quads.split('\n').filter(Boolean).length + ' statements');
}).catch((error) => { console.error(error.message); process.exit(1); });
JS
  ); then says annotations "$said"; else wrong annotations "$said"; fi
}

for dossier in "${dossiers[@]}"; do
  name=$(basename "$dossier" .dossier.json)
  echo "$name"
  base="$out/$name"
  "$program" export "$dossier" --view dossier --force --out "$base.html" >/dev/null 2>"$out/notes.txt"
  "$program" export "$dossier" --view dossier --force --out "$base.ics" >/dev/null 2>>"$out/notes.txt"
  "$program" export "$dossier" --view dossier --force --format timelinejs --out "$base.timelinejs.json" >/dev/null 2>>"$out/notes.txt"
  "$program" export "$dossier" --view dossier --force --format annotations --out "$base.annotations.json" >/dev/null 2>>"$out/notes.txt"
  "$program" export "$dossier" --view dossier --force --date 2026-11-27 --out "$base.zip" >/dev/null 2>>"$out/notes.txt"
  timelinejs "$base.timelinejs.json" "$base.timelinejs.png"
  calendar "$base.ics"
  page "$base.html" "$name" "$dossier"
  crate "$base.zip"
  annotations "$base.annotations.json"
done
echo "pictures and pages are in $out"
[ "$failures" -eq 0 ] || { echo "$failures things are wrong"; exit 1; }
echo "validators: all is well"
