#!/bin/sh
# tests/browser.sh -- opens a report in Chromium, wide and narrow, light and dark, and looks at it.
#
# browser.sh BIN SCRATCH: runs two small studies with the programs in BIN, writes their report, and
# asks the browser. Then it breaks copies of the page, one way each, and every one must be found out.
# Exit status 77: there is no Chromium here, nothing was checked.
set -eu
bin=$1
scratch=$2
source=$(dirname "$0")

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
    echo "SKIPPED: no chromium (Debian: apt install chromium); the report was not looked at"
    exit 77
fi
if ! command -v gnuplot >/dev/null; then
    echo "SKIPPED: no gnuplot (Debian: apt install gnuplot-nox); there are no figures to look at"
    exit 77
fi

rm -rf "$scratch"
mkdir -p "$scratch"
"$bin/twins" --preset quick -q --no-figures -o "$scratch/twins" >/dev/null || [ $? -eq 1 ]
"$bin/dimension" --preset quick -q --no-figures -o "$scratch/dimension" >/dev/null || [ $? -eq 1 ]
"$bin/gradgap" report -q "$scratch/twins" "$scratch/dimension" -o "$scratch/report.html"
names=$(cd "$scratch" && ls twins/figures/*.svg dimension/figures/*.svg | sed 's|.*/||; s|\.svg$||' | tr '\n' ',')

# ask PAGE WIDTH THEME -> what browser.html found, one line
ask() {
    scheme=1
    if [ "$3" = dark ]; then scheme=0; fi
    cp "$source/browser.html" "$scratch/look.html"
    timeout 120 "$chromium" --headless --no-sandbox --disable-gpu --disable-extensions \
        --user-data-dir="$scratch/profile" --allow-file-access-from-files \
        --blink-settings=preferredColorScheme=$scheme --window-size=1400,900 \
        --virtual-time-budget=20000 --dump-dom \
        "file://$scratch/look.html?page=$1&width=$2&theme=$3&names=$names" 2>"$scratch/chromium.log" |
        sed -n 's/.*<pre id="verdict">\(.*\)<\/pre>.*/\1/p'
}

failures=0
for width in 1280 390; do
    for theme in light dark; do
        found=$(ask report.html $width $theme)
        echo "$width px, $theme: ${found:-no answer}"
        if [ "$found" != "all is well" ]; then failures=$((failures + 1)); fi
    done
done

# must_find WORD PAGE: the broken page is told from a good one, for the right reason.
must_find() {
    found=$(ask "$2" 390 light)
    echo "broken on purpose, $2: ${found:-no answer}"
    case $found in
    *"$1"*) ;;
    *) failures=$((failures + 1)) ;;
    esac
}
page=$scratch/report.html
sed 's/data-name="headline"/data-name="gone"/' "$page" >"$scratch/removed.html"
sed 's/<h1>/<div style="width:3000px">wide<\/div><h1>/' "$page" >"$scratch/overflowing.html"
sed 's/<h1>/<p>NaN<\/p><h1>/' "$page" >"$scratch/nan.html"
sed 's/<h1>/<img src="http:\/\/127.0.0.1:9\/x.png" alt=""><h1>/' "$page" >"$scratch/external.html"
sed '0,/<h3>[^<]*<\/h3>/s//<h3><\/h3>/' "$page" >"$scratch/headless.html"
sed 's/<path /<void /g; s/<polygon /<void /g' "$page" >"$scratch/inkless.html"
sed 's/prefers-color-scheme:dark/prefers-color-scheme:light/g' "$page" >"$scratch/themeless.html"
must_find "no figure headline" removed.html
must_find "wider than its window" overflowing.html
must_find "says NaN" nan.html
must_find "asks for" external.html
must_find "has no headline" headless.html
must_find "has no ink" inkless.html
must_find "is not light" themeless.html

if [ $failures -gt 0 ]; then
    echo "$failures of 11 looks went wrong"
    exit 1
fi
echo "the report looks as it should, and seven broken ones do not"
