# plots/one_knob.gp -- the same loss with an ever sharper kink: who pays, and how much.
#: title  One knob
#: study  one_knob questions
#: head   WITH dear AS (SELECT d.cell, quantile(h.cost, 0.5) FILTER (WHERE d.at = 1000)
#:           / quantile(h.cost, 0.5) FILTER (WHERE d.at = 1) AS times FROM (SELECT run, kind, level,
#:           iif(hit, cost - iif(gradient > 0, a.price, 1), 9e999) AS cost FROM temp.hit
#:           JOIN (SELECT id, price FROM attempt) a ON a.id = run) h JOIN designed d USING (run)
#:           WHERE d.claim = 'huber_homotopy' AND d.at IN (1, 1000) AND h.kind = 'absolute'
#:           AND h.level = pow10(-3) GROUP BY d.cell)
#:         SELECT 'A kink 1,000 times sharper costs gradient descent ' || spelled(round((SELECT times
#:           FROM dear WHERE cell = 'gradient descent'))) || ' times as much, Nesterov '
#:           || spelled(round((SELECT times FROM dear WHERE cell = 'Nesterov')))
#:           || ' times, CMA-ES ' || spelled((SELECT times FROM dear WHERE cell = 'CMA-ES'))
#:           || ' times' AS headline,
#:         'Evaluations to f − f* ≤ ' || power(-3) || ' after the start; ' || (SELECT words FROM charged)
#:           || '. Sum of ten Huber functions, one start; medians, quartiles where chance is in it.'
#:           AS subline FROM (SELECT 1) WHERE EXISTS (SELECT 1 FROM dear)
#: split points  WITH knob(cell, lt) AS (VALUES ('L-BFGS', 1), ('Nesterov', 2),
#:           ('gradient descent', 3), ('evolution', 5), ('CMA-ES', 6)),
#:         cost AS (SELECT k.lt, d.at, h.hit, h.cost - iif(h.gradient > 0, a.price, 1) AS cost
#:           FROM designed d JOIN knob k ON d.cell IN (k.cell, 'sharp ' || k.cell)
#:           JOIN temp.hit h ON h.run = d.run JOIN attempt a ON a.id = d.run
#:           WHERE d.claim = 'huber_homotopy' AND h.kind = 'absolute' AND h.level = pow10(-3))
#:         SELECT lt, iif(at = 0, 60000, at) AS x, quantile(iif(hit, cost, 9e999), 0.25) AS low,
#:         quantile(iif(hit, cost, 9e999), 0.5) AS mid, min(quantile(iif(hit, cost, 9e999), 0.75), 1e9) AS high,
#:         at = 0 AS sharp, sum(hit) AS hits, count(*) AS runs FROM cost GROUP BY lt, at
#:         HAVING 2 * sum(hit) > count(*) ORDER BY lt, x
#: data labels  WITH knob(cell, lt, name, least) AS (VALUES ('L-BFGS', 1, 'L-BFGS', 1),
#:           ('Nesterov', 2, 'Nesterov', 10), ('gradient descent', 3, 'Gradient descent', 1),
#:           ('evolution', 5, '(1+1)-ES', 1), ('CMA-ES', 6, 'CMA-ES', 1)),
#:         cost AS (SELECT k.lt, k.name, k.least, d.at,
#:           iif(h.hit, h.cost - iif(h.gradient > 0, a.price, 1), 9e999) AS cost
#:           FROM designed d JOIN knob k USING (cell) JOIN temp.hit h ON h.run = d.run
#:           JOIN attempt a ON a.id = d.run
#:           WHERE d.claim = 'huber_homotopy' AND h.kind = 'absolute' AND h.level = pow10(-3))
#:         SELECT lt, name, slope_value(at, cost) AS slope, max(at) AS x, (SELECT quantile(e.cost, 0.5)
#:           FROM cost e WHERE e.lt = c.lt AND e.at = (SELECT max(at) FROM cost l WHERE l.lt = c.lt))
#:           AS y, least FROM cost c WHERE at >= least GROUP BY lt ORDER BY lt
#: data walls  SELECT d.cell, count(*) AS runs, sum(h.hit) AS hits,
#:         quantile(iif(h.hit, h.cost - iif(h.gradient > 0, a.price, 1), 9e999), 0.5) AS cost
#:         FROM designed d JOIN temp.hit h ON h.run = d.run JOIN attempt a ON a.id = d.run
#:         WHERE d.claim = 'huber_homotopy' AND d.cell LIKE 'sharp %' AND h.kind = 'absolute'
#:         AND h.level = pow10(-3) GROUP BY d.cell ORDER BY d.cell
#: how    Left the loss is a smooth bowl, right it has a kink in every coordinate; minimiser,
#:         minimum, scale and start are the same all along. Both axes are logarithmic: a straight
#:         line is a power, and its exponent stands beside the name (Nesterov's from a width of 0.1
#:         on). At the far right the kink is
#:         perfectly sharp: who has a point there still arrives.
load "style.gp"
array LT[8]; array NAME[8]; array SLOPE[8]; array LX[8]; array LY[8]; array LEAST[8]
CURVES = 0
stats "labels.tsv" using (CURVES = CURVES + 1, LT[CURVES] = int($1), NAME[CURVES] = strcol(2), SLOPE[CURVES] = $3, LX[CURVES] = $4, LY[CURVES] = $5, LEAST[CURVES] = $6, 1) nooutput
STEP = 0; POLYAK = 0; EVOLUTION = ""; RANKS = 0
stats "walls.tsv" using (STEP = strcol(1) eq "sharp subgradient" ? $4 : STEP, POLYAK = strcol(1) eq "sharp Polyak" ? $4 : POLYAK, RANKS = strcol(1) eq "sharp CMA-ES" ? $4 : RANKS, EVOLUTION = strcol(1) eq "sharp evolution" ? sprintf("%d of %d", $3, $2) : EVOLUTION, 1) nooutput
W = 900; H = 546
load "open.gp"
set lmargin at screen X(64); set rmargin at screen X(W - 186)
set tmargin at screen Y(84); set bmargin at screen Y(H - 66)
set logscale xy
set xrange [0.8:100000]; set yrange [3:400000]
set format y "10^{%L}"; unset mytics; unset mxtics
set xtics ("1" 1, "10" 10, "100" 100, "1000" 1000, "10^{4}" 10000, "sharp" 60000)
set xlabel "sharpness of the kink, 1/width" offset 0,0.2
set arrow 1 from 24500, graph 0 to 24500, graph 1 nohead lc rgb SOFT lw 1.2
if (STEP > 0) { set arrow 2 from 0.8, STEP to 60000, STEP nohead lc rgb MUTED lw 1.2 dt (3,5); \
  set label 2 "{/*0.9 subgradient method at the sharp kink, step of the theory}" at 1.1, STEP * 1.45 left tc rgb MUTED }
if (POLYAK > 0) { set label 3 "{/*0.9 Polyak's step, which knows f*}" at screen X(W - 186 + 8), first POLYAK left tc rgb MUTED }
TEXT5 = txt(5); TEXT6 = txt(6)
if (EVOLUTION ne "") { set label 4 sprintf("{/*0.9 (1+1)-ES: %s arrive}", EVOLUTION) at screen X(W - 186 + 8), first 250000 left tc rgb TEXT5; \
  set label 6 "{/*1.3 ×}" at first 60000, 250000 center tc rgb TEXT5 }
if (RANKS > 0) { set label 5 "{/*0.9 CMA-ES}" at screen X(W - 186 + 8), first RANKS left tc rgb TEXT6 }
do for [k=1:CURVES] {
  inside = LX[k] > 2000 || LT[k] == 3
  label_x = LT[k] == 5 ? 8000 : LT[k] == 3 ? 850 : inside ? 20000 : LX[k] * 1.35
  label_y = LY[k] * (!inside ? 1 : LT[k] == 6 ? 1.75 : 2.2)
  hue = txt(LT[k])
  said = sprintf("%s  x^{%.2f}", bold(NAME[k]), SLOPE[k])
  if (inside) { set label 10+k said at label_x, label_y right tc rgb hue } else { set label 10+k said at label_x, label_y left tc rgb hue }
}
there(i) = system(sprintf("test -e points.%d.tsv && echo 1", i)) eq "1"
source(i) = there(i) ? sprintf("points.%d.tsv", i) : "walls.tsv"
plot for [i=1:6] source(i) using (there(i) && $6 == 0 ? $2 : NaN):4 with lines lt i, \
     for [i=1:6] source(i) using (there(i) && $5 > $3 ? $2 : NaN):4:3:($5 < 4e5 ? $5 : 4e5) with yerrorbars lt i dt solid lw 1.1, \
     for [i=1:6] source(i) using (there(i) ? $2 : NaN):4 with points lt i, \
     "walls.tsv" using (strcol(1) eq "sharp subgradient" || strcol(1) eq "sharp Polyak" ? 60000 : NaN):4 with points pt 7 ps 0.7*PSC lc rgb MUTED
