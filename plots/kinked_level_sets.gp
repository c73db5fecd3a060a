# plots/kinked_level_sets.gp -- who arrives on a round norm and on kinked ones, as n grows.
#: title  Kinks in the level sets
#: study  zeroth_order
#: head   WITH tally AS (SELECT r.method, d.at, r.n, avg(r.f <= 1e-8 * r.first) AS share
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'kinked_level_sets'
#:           AND d.cell IN ('one_plus_one', 'cma_es') GROUP BY r.method, d.at, r.n)
#:         SELECT 'From n = 10 on at most ' || spelled(100 * max(share)) || ' % of the runs of the (1+1)-ES arrive on a kinked norm, '
#:           || (SELECT iif(min(share) < 1, 'at least ', '') || spelled(100 * min(share)) FROM tally WHERE method = 'one_plus_one' AND at = 2)
#:           || ' % on the round one' AS headline,
#:         'Share of runs that come to ' || power(-8) || ' of the first value, with its 95 % interval (Wilson), and what CMA-ES pays; '
#:           || (SELECT min(runs) FROM (SELECT count(*) AS runs FROM designed d WHERE
#:             d.claim = 'kinked_level_sets' AND d.cell IN ('one_plus_one', 'cma_es')
#:             GROUP BY d.cell, d.at, (SELECT n FROM main.run r WHERE r.id = d.run)))
#:           || ' runs or more a point.' AS subline
#:         FROM tally WHERE method = 'one_plus_one' AND at <> 2 AND n >= 10 HAVING count(*) > 0
#: data shares  SELECT norm, n, 100 * p AS share, method, runs, hits,
#:         100 * (p + z / 2 - sqrt(z * (p * (1 - p) + z / 4))) / (1 + z) AS low,
#:         100 * (p + z / 2 + sqrt(z * (p * (1 - p) + z / 4))) / (1 + z) AS high
#:         FROM (SELECT CASE d.at WHEN 2 THEN 1 WHEN 1 THEN 2 ELSE 3 END AS norm, r.n, r.method,
#:           avg(r.f <= 1e-8 * r.first) AS p, count(*) AS runs, sum(r.f <= 1e-8 * r.first) AS hits,
#:           3.841 / count(*) AS z
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'kinked_level_sets'
#:           AND d.cell = 'one_plus_one' GROUP BY 1, r.n) ORDER BY norm, n
#: data prices  SELECT CASE d.at WHEN 2 THEN 1 WHEN 1 THEN 2 ELSE 3 END AS norm, r.n,
#:         quantile(r.value, 0.25) / r.n AS low, quantile(r.value, 0.5) / r.n AS mid,
#:         quantile(r.value, 0.75) / r.n AS high, 100 * avg(r.f <= 1e-8 * r.first) AS share,
#:         r.method, count(*) AS runs
#:         FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'kinked_level_sets'
#:         AND d.cell = 'cma_es' GROUP BY 1, r.n ORDER BY 1, r.n
#: how    On a norm with kinks, where k coordinates share the maximum, a small step lowers it with
#:         probability 2^-k only: fewer than one in five succeed, and the 1/5 rule takes that for
#:         too long steps and shrinks them to nothing. CMA-ES ranks its children instead of counting
#:         successes, and arrives everywhere, a little later.
load "style.gp"
W = 1000; H = 458
load "open.gp"
array NORM[3] = ["{|x|_2}", "{|x|_1}", "{|x|_∞}"]
array SHADE[3] = [RAMP[2], RAMP[4], RAMP[6]]
array MARK[3] = [7, 5, 9]
stats "prices.tsv" using 6 name "ARRIVE" nooutput
set logscale x 2
set xrange [2.7:26.5]
set xtics ("3" 3, "6" 6, "10" 10, "16" 16, "24" 24)
set xlabel "dimension n" offset 0,0.4
set style fill solid 1 noborder
set multiplot
do for [p=1:2] {
  x0 = p == 1 ? 62 : 562
  set lmargin at screen X(x0); set rmargin at screen X(x0 + 330)
  set tmargin at screen Y(112); set bmargin at screen Y(H - 66)
  set label 1 bold(p == 1 ? "(1+1)-ES: share of runs that arrive" : sprintf("CMA-ES: evaluations / n; %g %% of runs arrive", ARRIVE_min)) at screen X(x0),Y(88) left tc rgb INK
  if (p == 1) { set yrange [-4:104]; set ytics 25; set format y "%g %%"; \
    plot for [i=1:3] "shares.tsv" using ($1==i ? $2 : NaN):3 with lines lw 2.4 lc rgb SHADE[i], \
         for [i=1:3] "shares.tsv" using ($1==i ? $2 : NaN):3:7:8 with yerrorbars pt MARK[i] ps 0.8*PSC dt solid lw 1.2 lc rgb SHADE[i], \
         for [i=1:3] "shares.tsv" using ($1==i && $2 == 24 ? 26.4 : NaN):($3 + (i == 2 ? 7 : 0)):(bold(NORM[i])) with labels left offset 0.8,0 tc rgb INK } \
  else { set yrange [0:*]; set ytics autofreq; set format y "%g"; \
    plot for [i=1:3] "prices.tsv" using ($1==i ? $2 : NaN):4 with lines lw 2.4 lc rgb SHADE[i], \
         for [i=1:3] "prices.tsv" using ($1==i ? $2 : NaN):4:3:5 with yerrorbars pt MARK[i] ps 0.8*PSC dt solid lw 1.2 lc rgb SHADE[i], \
         for [i=1:3] "prices.tsv" using ($1==i && $2 == 24 ? 26.4 : NaN):4:(bold(NORM[i])) with labels left offset 0.8,0 tc rgb INK }
  unset label 100; unset label 101
}
unset multiplot
