# plots/loss_statistics.gp -- which statistic a loss finds, and where bad rows move it.
#: title  What a loss computes
#: study  loss_statistics questions
#: head   WITH moved AS (SELECT name, at, quantile(value, 0.5) AS x FROM measured WHERE claim =
#:           'which_statistic' AND trial = 'contamination' GROUP BY name, at)
#:         SELECT coalesce((SELECT printf('With %.0f %% of the rows at 10⁶ the median moves to %.2f, the mean to %s',
#:           100 * a.at, a.x, spelled(b.x)) FROM moved a JOIN moved b USING (at) WHERE a.name = 'median' AND
#:           b.name = 'mean' ORDER BY at DESC LIMIT 1), 'Contamination was not measured') AS headline,
#:         'Left: location of ' || (SELECT count(*) FROM measured WHERE claim = 'which_statistic' AND
#:           trial = 'contamination' AND name = 'mean' AND at = 0.05) || ' samples of 4001 normal numbers, a share of '
#:           || 'them at 10⁶; lines: foretold. Right: how near every optimizer comes to the statistic' AS subline
#: data moved  SELECT name = 'median' AS line, at AS share, quantile(value, 0.25) AS low,
#:           quantile(value, 0.5) AS mid, quantile(value, 0.75) AS high, count(*) AS samples, name
#:         FROM measured WHERE claim = 'which_statistic' AND trial = 'contamination' GROUP BY name, at
#:         ORDER BY line, share
#: data landed  WITH v AS (SELECT point, rep, substr(name, 3) AS family, at AS first, value AS f, min(value)
#:           OVER (PARTITION BY point, rep) AS least FROM measured WHERE claim = 'which_statistic' AND
#:           trial = 'family' AND name LIKE 'f %'), d AS (SELECT point, rep, substr(name, 3) AS family,
#:           value AS gaps FROM measured WHERE claim = 'which_statistic' AND trial = 'family' AND name LIKE 'x %')
#:         SELECT point, max(gaps, 1e-16) AS gaps, f - least <= 1e-9 * (first - least) AS converged,
#:           ((row_number() OVER (PARTITION BY point ORDER BY family, rep)) * 37 % 60) / 100.0 - 0.3 AS shake, family
#:         FROM v JOIN d USING (point, rep, family) ORDER BY point, family
#: data counts  WITH v AS (SELECT point, rep, substr(name, 3) AS family, at AS first, value AS f, min(value)
#:           OVER (PARTITION BY point, rep) AS least FROM measured WHERE claim = 'which_statistic' AND
#:           trial = 'family' AND name LIKE 'f %')
#:         SELECT point, sum(f - least <= 1e-9 * (first - least)) AS arrived, count(*) AS runs,
#:           count(DISTINCT family) AS families FROM v GROUP BY point ORDER BY point
#: how    Left: the mean moves by the share times 10⁶, whatever the good rows say; the median goes to
#:         the quantile 1/(2 (1 - share)) of the good ones. Right: a dot is one run, on 101 numbers; its
#:         distance is in units of the gap between two neighbours there. Discs: runs that reached the
#:         least value any optimizer found; rings: runs that did not. At the left edge: exact.
load "style.gp"
W = 1080; H = 480
load "open.gp"
set tmargin at screen Y(98); set bmargin at screen Y(H - 66)
MOVED = 0; LANDED = 0
stats "moved.tsv" using (MOVED = MOVED + 1, 1) nooutput
stats "landed.tsv" using (LANDED = LANDED + 1, 1) nooutput
array ARRIVED[6] = [0, 0, 0, 0, 0, 0]; array RUNS[6] = [0, 0, 0, 0, 0, 0]; array FAMILIES[6] = [0, 0, 0, 0, 0, 0]
stats "counts.tsv" using (ARRIVED[$1 + 1] = $2, RUNS[$1 + 1] = $3, FAMILIES[$1 + 1] = $4, 1) nooutput
set multiplot
set lmargin at screen X(64); set rmargin at screen X(400)
set xrange [0:0.45]; set logscale y; set yrange [0.03:3e6]
set xtics ("{/*0.85 0}" 0, "{/*0.85 10 %%}" 0.1, "{/*0.85 20 %%}" 0.2, "{/*0.85 30 %%}" 0.3, "{/*0.85 40 %%}" 0.4)
unset mxtics; set mytics 1
set ytics ("{/*0.85 0.1}" 0.1, "{/*0.85 1}" 1, "{/*0.85 10}" 10, "{/*0.85 10^3}" 1e3, "{/*0.85 10^5}" 1e5, "{/*0.85 10^6}" 1e6)
set xlabel "{/*0.85 share of rows at 10^6}" offset 0,0.3
set label 1 bold("where the location moves") at screen X(64),Y(82) left tc rgb INK
set label 2 bold("mean") at 0.2,4e5 left offset 0.6,-1.4 tc rgb INK
set label 3 bold("median") at 0.2,0.2 left offset 0.6,1.6 tc rgb INK
if (MOVED == 0) { set label 5 "not measured" at graph 0.5,0.5 center tc rgb MUTED }
hue(k) = k > 0 ? RAMP[5] : RAMP[2]
set samples 200
plot 1e6 * x with lines lt 1 lc rgb RAMP[2], invnorm(1 / (2 * (1 - x))) with lines lt 1 lc rgb RAMP[5], \
     for [k=0:1] "moved.tsv" using ($1==k ? $2 : NaN):4:3:5 with yerrorbars lt 1 lc rgb hue(k) lw 1.2 pt 7 ps 0.9*PSC
unset label 100; unset label 101; unset label 2; unset label 3; unset label 5
set lmargin at screen X(610); set rmargin at screen X(930)
note(k) = FAMILIES[k] > 0 ? sprintf("{/*0.85 %d of %d runs,}\n{/*0.85 %d optimizers}", ARRIVED[k], RUNS[k], FAMILIES[k]) : ""
array CASE[6] = ["|r|: median", "r^2: mean", "quantile, τ = 0.1", "quantile, τ = 0.25", "quantile, τ = 0.9", "max |r|: middle of range"]
set xrange [5e-17:300]; set logscale x; unset logscale y; set yrange [5.6:-0.6]
set border 1; unset ytics; set grid noytics
set xtics ("{/*0.85 0}" 1e-16, "{/*0.85 10^{-12}}" 1e-12, "{/*0.85 10^{-8}}" 1e-8, "{/*0.85 10^{-4}}" 1e-4, "{/*0.85 1 gap}" 1)
set xlabel "{/*0.85 distance from the statistic}" offset 0,0.3
set label 1 bold("what the optimizers find") at screen X(440),Y(82) left tc rgb INK
do for [k=1:6] {
  set label 10+k CASE[k] at screen X(598),Y(98 + (k - 0.5) * (H - 154) / 6.) right tc rgb INK
  set label 20+k note(k) at screen X(938),Y(98 + (k - 0.5) * (H - 154) / 6.) left tc rgb MUTED
}
if (LANDED == 0) { set label 5 "not measured" at graph 0.5,0.5 center tc rgb MUTED }
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb MUTED lw 1.4
plot "landed.tsv" using ($3==0 ? $2 : NaN):($1 + $4) with points pt 6 ps 0.6*PSC lc rgb MUTED, \
     "" using ($3==1 ? $2 : NaN):($1 + $4) with points pt 7 ps 0.5*PSC lc rgb RAMP[4]
unset multiplot
