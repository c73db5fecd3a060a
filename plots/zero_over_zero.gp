# plots/zero_over_zero.gp -- how often r / |r| meets 0/0, and how far each cure moves the minimiser.
#: title  Zero over zero, and its cures
#: study  zero_over_zero questions
#: head   WITH share AS (SELECT at, avg(value) AS p FROM measured WHERE claim = 'nan_at_zero'
#:           AND trial = 'descent' AND name = '0/0' GROUP BY at),
#:         cure AS (SELECT name, quantile(value, 0.5) AS moved FROM measured WHERE claim = 'bias_of_cures'
#:           AND trial = 'regression' AND name IN ('denominator', 'root', 'huber') GROUP BY name)
#:         SELECT coalesce((SELECT printf('%.0f %% of descents meet 0/0 on whole numbers, %.3g %% on doubles; %d of %d cures move a regression',
#:           100 * (SELECT p FROM share ORDER BY at LIMIT 1), 100 * (SELECT p FROM share ORDER BY at DESC LIMIT 1),
#:           (SELECT sum(moved > 0) FROM cure), (SELECT count(*) FROM cure))
#:           WHERE EXISTS (SELECT 1 FROM share)), 'How often descents meet 0/0 was not measured') AS headline,
#:         'Left: share of ' || (SELECT count(*) FROM measured WHERE claim = 'nan_at_zero' AND
#:           trial = 'descent' AND name = '0/0' AND at = 0) || ' descents, by bits of the data. Right: '
#:           || 'distance of the minimiser from the exact one over epsilon, median and quartiles of data sets' AS subline
#: data shares  WITH s AS (SELECT at AS bits, avg(value) AS p, count(*) AS runs FROM measured
#:           WHERE claim = 'nan_at_zero' AND trial = 'descent' AND name = '0/0' GROUP BY at)
#:         SELECT bits, p, (p + 1.9207 / runs - 1.96 * sqrt(p * (1 - p) / runs + 0.9604 / runs / runs)) /
#:           (1 + 3.8415 / runs) AS low, (p + 1.9207 / runs + 1.96 * sqrt(p * (1 - p) / runs + 0.9604
#:           / runs / runs)) / (1 + 3.8415 / runs) AS high, runs FROM s ORDER BY bits
#: data solved  SELECT 100 * avg(value) AS percent, count(*) AS runs FROM measured WHERE claim =
#:         'nan_at_zero' AND trial = 'regression' AND name = '0/0'
#: data biases  SELECT 3 * (trial = 'regression') + CASE name WHEN 'denominator' THEN 1 WHEN 'root'
#:           THEN 2 ELSE 3 END AS line, at AS epsilon, quantile(value, 0.25) AS low,
#:           quantile(value, 0.5) AS mid, quantile(value, 0.75) AS high, count(*) AS sets, trial, name
#:         FROM measured WHERE claim = 'bias_of_cures' AND name IN ('denominator', 'root', 'huber')
#:         GROUP BY trial, name, at HAVING mid > 0 ORDER BY line, epsilon
#: data slopes  SELECT 3 * (trial = 'regression') + CASE name WHEN 'denominator' THEN 1 WHEN 'root'
#:           THEN 2 ELSE 3 END AS line, max(at) AS epsilon, slope_value(at, iif(value > 0, value, NULL)) AS slope
#:         FROM measured WHERE claim = 'bias_of_cures' AND name IN ('denominator', 'root', 'huber')
#:         GROUP BY trial, name ORDER BY line
#: how    Left: a descent stops being a number at its first residual of exactly zero, which happens
#:         where data and steps are multiples of a coarse power of 2. Right: both axes are
#:         logarithmic, so an order is a steepness. Solid: the median of 11 numbers, lengths in units of
#:         the gap to its neighbour; dashed: least absolute deviations, 31 rows and 3 coefficients.
#:         Huber's loss leaves the median exactly where it is, and has no solid line.
load "style.gp"
W = 1080; H = 480
load "open.gp"
set tmargin at screen Y(98); set bmargin at screen Y(H - 66)
hue(k) = RAMP[k == 1 || k == 4 ? 2 : k == 2 || k == 5 ? 4 : 6]
array SLOPE[6] = [0, 0, 0, 0, 0, 0]
SHARES = 0; BIASES = 0
SOLVED = -1
stats "solved.tsv" using (SOLVED = $1, 1) nooutput
stats "shares.tsv" using (SHARES = SHARES + 1, 1) nooutput
stats "biases.tsv" using (BIASES = BIASES + 1, 1) nooutput
stats "slopes.tsv" using (valid(3) ? (SLOPE[int($1)] = $3 > 0 ? $3 : 0, 1) : 1) nooutput
set multiplot
set lmargin at screen X(64); set rmargin at screen X(400)
set xrange [-5:56]; set yrange [0:1.08]
set xtics ("{/*0.85 0}" 0, "{/*0.85 4}" 4, "{/*0.85 10}" 10, "{/*0.85 23}" 23, "{/*0.85 52}" 52); unset mxtics
set ytics ("{/*0.85 0 %%}" 0, "{/*0.85 25 %%}" 0.25, "{/*0.85 50 %%}" 0.5, "{/*0.85 75 %%}" 0.75, "{/*0.85 100 %%}" 1)
set xlabel "{/*0.85 bits of the data after the point}" offset 0,0.3
set label 1 bold("runs that meet 0/0") at screen X(64),Y(82) left tc rgb INK
set label 2 "{/*0.85 half precision}" at 10.8,0.22 left tc rgb MUTED
if (SOLVED >= 0) { set label 6 sprintf("{/*0.85 %.3g %% of reweighted least squares, on}\n{/*0.85 doubles: it solves for residuals of 0}", SOLVED) at 16,0.62 left tc rgb MUTED }
set label 3 "{/*0.85 single}" at 23,0.07 center tc rgb MUTED
set label 4 "{/*0.85 double}" at 52,0.07 center tc rgb MUTED
if (SHARES == 0) { set label 5 "not measured" at graph 0.5,0.5 center tc rgb MUTED }
plot "shares.tsv" using 1:2 with lines lt 1 lc rgb RAMP[5], \
     "" using 1:2:3:4 with yerrorbars lt 1 lc rgb RAMP[5] pt 7 ps 0.9*PSC, \
     "" using ($1 > 0 && $1 < 20 ? $1 : NaN):2:(sprintf("{/*0.85 %.3g %%}", 100 * $2)) with labels left offset 0.9,0.6 tc rgb INK, \
     "" using ($1 == 0 ? $1 : NaN):2:(sprintf("{/*0.85 %.3g %%}", 100 * $2)) with labels center offset -0.6,-1 tc rgb INK
unset label 100; unset label 101; unset label 2; unset label 3; unset label 4; unset label 5; unset label 6
set lmargin at screen X(488); set rmargin at screen X(856)
set logscale xy
set xrange [5e-7:0.5]; set yrange [1e-8:10]
set xtics auto; set xtics 1e-6,10,0.1; set format x "{/*0.85 10^{%L}}"
set ytics auto; set ytics 1e-8,100,1; set mytics 1; set format y "{/*0.85 10^{%L}}"
set xlabel "{/*0.85 epsilon}" offset 0,0.3
set label 1 bold("how far the minimiser moves") at screen X(488),Y(82) left tc rgb INK
array TEXT[3] = ["r / (|r| + ε)", "r / √(r² + ε²)", "Huber's"]
slope(k) = SLOPE[k] > 0 ? sprintf("{/:Bold ε^{%.2f}}", SLOPE[k]) : k == 3 && BIASES > 0 ? "{/:Bold*0.9 none}" : "—"
if (BIASES == 0) { set label 5 "not measured" at graph 0.5,0.5 center tc rgb MUTED }
set label 10 bold("median of 11 numbers") at screen X(878),Y(126) left tc rgb INK
set label 20 bold("regression, 3 coefficients") at screen X(878),Y(236) left tc rgb INK
do for [k=1:6] {
  y = 126 + 24 * k + (k > 3 ? 38 : 0)
  if (k < 4) { set arrow 10+k from screen X(878),Y(y) to screen X(904),Y(y) nohead lc rgb hue(k) lw 2.2 dt solid } \
  else { set arrow 10+k from screen X(878),Y(y) to screen X(904),Y(y) nohead lc rgb hue(k) lw 2.2 dt (5,3) }
  set label 30+k "{/*0.9 ".TEXT[1 + (k - 1) % 3]."}" at screen X(912),Y(y) left tc rgb INK
  set label 40+k slope(k) at screen X(1006),Y(y) left tc rgb INK
}
plot for [k=1:6] "biases.tsv" using ($1==k ? $2 : NaN):4:3:5 with yerrorbars lt 1 lc rgb hue(k) lw 1.2 pt 7 ps 0.6*PSC, \
     for [k=1:3] "biases.tsv" using ($1==k ? $2 : NaN):4 with lines lt 1 lc rgb hue(k), \
     for [k=4:6] "biases.tsv" using ($1==k ? $2 : NaN):4 with lines lt 1 lc rgb hue(k) dt (5,3)
unset multiplot
