#!/usr/bin/env bash
# tests/browser.sh -- the report as readers see it: tests/browser.sh BIN SCRATCH
#
# Chromium opens a report of small studies, wide and on a phone, light and dark, and browser.js
# looks for what is broken. Then pages are broken on purpose: each must be found out. Without
# chromium it says so and exits 77.
set -u
bin=$1 scratch=$2 failed=0
here=$(cd "$(dirname "$0")" && pwd)

for browser in chromium chromium-browser google-chrome ''; do
    [ -n "$browser" ] || { echo "SKIP: no chromium" && exit 77; }
    ! command -v "$browser" >/dev/null || break
done

claim() # SENTENCE COMMAND...
{
    local sentence=$1
    shift
    if "$@"; then
        echo "PASS: $sentence"
    else
        echo "FAIL: $sentence"
        failed=1
    fi
}

# What browser.js says of PAGE in a frame of that width: lines "KIND: WORDS".
look() # PAGE WIDTH light|dark
{
    local copy=$scratch/shown.html
    { cat "$1" && echo '<script>' && cat "$here/browser.js" && echo '</script>'; } >"$copy"
    cat >"$scratch/around.html" <<END
<!DOCTYPE html><meta charset="utf-8"><pre></pre>
<script>addEventListener("message", (e) => { document.querySelector("pre").textContent = e.data; });</script>
<iframe src="shown.html" style="border: 0; width: $2px; height: 844px; color-scheme: $3"></iframe>
END
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage \
        --user-data-dir="$scratch/profile" --window-size=1400,1000 --virtual-time-budget=8000 \
        --dump-dom "file://$scratch/around.html" 2>"$scratch/chromium.log" |
        sed -n '/<pre>/,/<\/pre>/p' | sed 's/.*<pre>//; s/<\/pre>.*//; /^$/d'
}

nothing_but_end() # TEXT WIDTH SCHEME
{
    case $1 in
        "END: $2 px, $3, "[1-9]*" figures, "[1-9]*) return 0 ;;
    esac
    printf '%s\n' "$1" | head -n 20
    return 1
}

finds() # TEXT KIND
{
    grep -q "^END" <<<"$1" && grep -q "^$2: " <<<"$1"
}

rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1
"$bin/gradgap" run --losses rosenbrock,abs_sum,step+shift --dims 2,5 --reps 3 --max-evals 500 --dare \
    --optimizers gradient_descent,subgradient,nelder_mead,random_search -o sweep -q >said 2>&1 &&
    "$bin/twins" --preset quick -o twins -q >>said 2>&1 &&
    "$bin/questions" --preset quick -o questions -q >>said 2>&1 &&
    "$bin/rates" --preset quick -o rates -q >>said 2>&1 &&
    "$bin/gradgap" report sweep twins questions rates -q -o page.html >>said 2>&1 || {
    cat said
    echo "FAIL: there is no report to look at"
    exit 1
}

for width in 1280 390; do
    for scheme in light dark; do
        claim "at $width px, $scheme, there is nothing to stumble over" \
            nothing_but_end "$(look page.html $width $scheme)" $width $scheme
    done
done

# Each way of breaking the page, and the kind of finding that it must lead to.
sed '/<figure/,/<\/figure>/{/<figure/{x;s/^/x/;x};x;/^x$/{x;d};x}' page.html >broken.html
claim "a figure that is gone is missed" finds "$(look broken.html 1280 light)" figure
sed 's|<main>|<main><div style="width:3000px">wide</div>|' page.html >broken.html
claim "an element of 3000 px is too wide" finds "$(look broken.html 390 light)" wide
claim "an element of 3000 px is cut off" finds "$(look broken.html 1280 light)" cut
sed 's|<main>|<main><img alt="" src="https://gradgap.invalid/a.png">|' page.html >broken.html
claim "a picture from elsewhere is seen" finds "$(look broken.html 1280 light)" outside
sed 's|<main>|<main><p>It took NaN evaluations.</p>|' page.html >broken.html
claim "a number that is none is read" finds "$(look broken.html 1280 light)" words
sed 's|<h4>[^<]*</h4>|<h4></h4>|' page.html >broken.html
claim "a headline that is empty is missed" finds "$(look broken.html 390 light)" words
sed 's|<main>|<main><p style="color:#444">Dark on dark.</p>|' page.html >broken.html
claim "text that fades into the dark is noticed" finds "$(look broken.html 1280 dark)" contrast
exit $failed
