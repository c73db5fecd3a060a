#!/usr/bin/env bash
# tests/reproduce.sh -- what ./reproduce does again, and what not: tests/reproduce.sh TREE SCRATCH
#
# The script itself, with programs that only note that they were called: nothing is installed or
# built. A study of this test stores whatever $SCRATCH/runs says, and hangs while `hang` is there.
set -u
tree=$1 scratch=$2 failed=0

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

calls() # how often "$1" was done since the last time it was asked
{
    local count
    count=$(grep -c "^$1" "$scratch/log")
    : >"$scratch/log"
    echo "$count"
}

program() # NAME BODY
{
    printf '#!/usr/bin/env bash\nscratch=%q\n%s\n' "$scratch" "$2" >"$scratch/tree/build/bin/$1"
    chmod +x "$scratch/tree/build/bin/$1"
}

rm -rf "$scratch"
mkdir -p "$scratch/tree/build/bin" "$scratch/tree/experiments/studies" "$scratch/elsewhere"
cp -r "$tree/reproduce" "$tree/base" "$tree/plots" "$scratch/tree/"
printf 'setup() { :; }\nbuild() { :; }\n' >>"$scratch/tree/base/setup.sh"
for study in convergence dimension twins; do
    touch "$scratch/tree/experiments/studies/$study.c"
    program "$study" 'trap "exit 130" INT TERM
        while [ -e "$scratch/hang" ]; do sleep 0.1; done
        cat "$scratch/runs"'
done
program gradgap 'echo "$*" >>"$scratch/log"
    [ "$1" != report ] || echo "$*" >"${!#}"
    [ "$1" != verify ] || { echo "35 PASS"; exit $(cat "$scratch/verdict"); }'
echo "10 runs" >"$scratch/runs"
echo 0 >"$scratch/verdict"
: >"$scratch/log"
sleep 0.1 # so that what is made is newer than the programs
again() { (cd "$scratch/elsewhere" && "$scratch/tree/reproduce" "$@" 2>"$scratch/said"); }
results=$scratch/tree/results

said=$(again --quick)
claim "the first run ends well, from another directory" test $? -eq 0
claim "it prints the claims and where the report is" test "$said" = "35 PASS
$results/report.html"
claim "the claims are kept" grep -q "35 PASS" "$results/quick/claims.txt"
claim "it draws every study and writes one report" test "$(calls '[pr]')" -eq 4
again --quick >/dev/null
claim "a second run draws and writes nothing" test "$(calls '[pr]')" -eq 0
echo 1 >"$scratch/verdict"
again --quick >/dev/null
claim "a claim that fell short is told by the status" test $? -eq 1
echo 0 >"$scratch/verdict"
: >"$scratch/log"
again >/dev/null
claim "another size is drawn by itself" test "$(calls plot)" -eq 3
claim "report.html is the last run's" cmp -s "$results/report.html" "$results/standard/report.html"
again --quick >/dev/null
claim "going back redraws nothing" test "$(calls '[pr]')" -eq 0
claim "and report.html follows" cmp -s "$results/report.html" "$results/quick/report.html"
echo "20 runs" >"$scratch/runs"
again --quick >/dev/null
claim "new results are drawn and written" test "$(calls '[pr]')" -eq 4
again -o "$scratch/other" --quick >/dev/null
claim "-o puts everything there" test -s "$scratch/other/report.html"

touch "$scratch/hang"
"$scratch/tree/reproduce" --full >/dev/null 2>"$scratch/said" &
sleep 0.5
kill -TERM $!
wait $!
claim "TERM ends it with 143" test $? -eq 143
claim "it says how to go on" grep -q "go on with: .*reproduce --full" "$scratch/said"
again --jobs none >/dev/null
claim "a wrong value ends it with 2" test $? -eq 2
exit $failed
