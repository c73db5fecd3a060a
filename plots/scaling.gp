# plots/scaling.gp -- what a target costs as the dimension grows; one panel a loss.
#: title  Scaling with the dimension
#: study  dimension
#: head   WITH one AS (SELECT c.family, c.label, avg(g.slope) AS slope, count(*) AS losses
#:           FROM growth g JOIN shown c USING (optimizer) WHERE g.slope IS NOT NULL
#:           GROUP BY g.optimizer),
#:         best AS (SELECT *, row_number() OVER (PARTITION BY family ORDER BY
#:           2 * losses > (SELECT max(losses) FROM one) DESC, slope)
#:           AS turn FROM one)
#:         SELECT coalesce('Twice the unknowns cost ' || group_concat(label || ' '
#:           || spelled(pow10(slope * log10(2.0))) || ' times as much', ', '),
#:           'Nobody reached the target in three dimensions') AS headline,
#:         'Evaluations to ' || power(-3) || ' of the first gap; ' || (SELECT words FROM charged)
#:           || '. Points: median and quartiles of ' || (SELECT max(runs) FROM growth_point)
#:           || ' runs; line: fit in both logarithms, exponent ± half its 95 % interval.' AS subline
#:         FROM best WHERE turn = 1
#: split points  SELECT p.place, s.linetype, g.n, g.low, g.mid, g.high, g.high >= 9e999 AS open,
#:         g.hits, g.runs, g.loss, s.optimizer FROM growth_point g JOIN growth_panel p USING (loss) JOIN shown s
#:         USING (optimizer) ORDER BY p.place, s.linetype, g.n
#: split fits  SELECT p.place, s.linetype, n, mid, slope, low_slope, high_slope, p.loss, s.optimizer
#:         FROM (SELECT loss, optimizer, least_n AS n, pow10(intercept + slope * log10(least_n)) AS
#:           mid, slope, low_slope, high_slope FROM growth WHERE slope IS NOT NULL UNION ALL
#:           SELECT loss, optimizer, most_n, pow10(intercept + slope * log10(most_n)), slope,
#:           low_slope, high_slope FROM growth WHERE slope IS NOT NULL)
#:         JOIN growth_panel p USING (loss) JOIN shown s USING (optimizer)
#:         ORDER BY p.place, s.linetype, n
#: split labels  SELECT place, linetype, label, n, pow10(level + max(level - turn * 0.075 * span)
#:           OVER (PARTITION BY place ORDER BY level) + turn * 0.075 * span - level) AS y,
#:         slope, half, slope IS NOT NULL AS fitted, iif(bends, last_slope, -99) AS last FROM (SELECT p.place, s.linetype, s.label || iif(g.slope IS NULL,
#:           iif(g.most_n < (SELECT x_high
#:           FROM growth_scale), ' (up to n = ' || g.most_n || ')', ' (no fit)'), '') AS label, g.end_n AS n, log10(g.end) AS level,
#:           row_number() OVER (PARTITION BY p.place ORDER BY g.end, s.linetype) AS turn, g.slope,
#:           (g.high_slope - g.low_slope) / 2 AS half, g.bends, g.last_slope,
#:           (SELECT log10(y_high / y_low) FROM growth_scale) AS span
#:         FROM growth g JOIN growth_panel p USING (loss) JOIN shown s USING (optimizer)
#:         WHERE g.end IS NOT NULL) ORDER BY place, level
#: data panels  SELECT place, loss_name(loss) AS name, loss_rest(loss) AS rest, loss
#:         FROM growth_panel ORDER BY place
#: data scale  SELECT * FROM growth_scale
#: how    Both axes are logarithmic, so a power of n is a straight line and its exponent is the
#:         steepness: n¹ doubles the work when the dimension doubles, n² makes it four times as
#:         much. Where the exponent between the two largest dimensions is apart from that of the
#:         whole line, an arrow leads to it: there the power law does not hold. Dimensions in which
#:         fewer than half of the runs arrived have no point; a bar that leaves the panel says that
#:         more than a quarter of them missed.
load "style.gp"
array PLACE[24]; array NAME[24]; array REST[24]
PANELS = 0; X_LOW = 1; X_HIGH = 10; Y_LOW = 1; Y_HIGH = 10
stats "panels.tsv" using (PANELS = PANELS + 1, PLACE[PANELS] = int($1), NAME[PANELS] = strcol(2), REST[PANELS] = strcol(3), 1) nooutput
stats "scale.tsv" using (X_LOW = $1, X_HIGH = $2, Y_LOW = $3, Y_HIGH = $4, 1) nooutput
NC = PANELS < 2 ? 1 : 2
NR = (PANELS + NC - 1) / NC
W = NC == 1 ? 820 : 1100; PANEL_H = 250; TOP = 76; TITLE_H = 42; LEFT = 56; SIDE = 225
H = TOP + NR * (PANEL_H + TITLE_H + 40) + 12
PW = W / NC - LEFT - SIDE
load "open.gp"
set logscale x 2; set logscale y 10
set xrange [X_LOW / 1.15:X_HIGH * 1.15]; set yrange [Y_LOW:Y_HIGH]
set border 3 lc rgb SOFT lw 1
set tics scale 0.3,0; unset mxtics; unset mytics
set ytics 10; set format y "{/*0.85 10^{%L}}"
set xtics X_LOW, (X_HIGH / X_LOW > 40 ? 4 : 2); set format x "{/*0.85 %g}"
set xlabel "{/*0.85 dimension n}" offset 0,0.6
set multiplot
do for [p=1:PANELS] {
  c = (p - 1) % NC; r = (p - 1) / NC
  x0 = c * W / NC + LEFT; y0 = TOP + TITLE_H + r * (PANEL_H + TITLE_H + 40)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PANEL_H)
  set label 1 bold(NAME[p]) at screen X(x0),Y(y0 - 24) left tc rgb INK
  set label 2 sprintf("{/*0.82 %s}", fit(REST[p], 60)) at screen X(x0),Y(y0 - 9) left tc rgb MUTED
  fits = sprintf("fits.%d.tsv", PLACE[p]); points = sprintf("points.%d.tsv", PLACE[p]); labels = sprintf("labels.%d.tsv", PLACE[p])
  FITTED = system("test -e ".fits." && echo 1") eq "1"
  plot for [i=7:1:-1] FITTED ? fits : points using ($2==i && FITTED ? $3 : NaN):4 with lines lt i lw 1.8, \
       for [i=7:1:-1] points using ($2==i ? $3 : NaN):5:4:($7 > 0 ? 10 * Y_HIGH : $6) with yerrorbars lt i dt solid lw 1.2, \
       for [i=1:7] labels using ($2==i ? X_HIGH * 1.149 : NaN):5:(bold(strcol(3)).($8 == 0 ? "" : $9 > -98 ? sprintf("  n^{%.2f → %.2f}", $6, $9) : sprintf("  n^{%.2f ± %.2f}", $6, $7))) with labels left offset 0.8,0 tc rgb txt(i)
  unset label 100; unset label 101
}
unset multiplot
