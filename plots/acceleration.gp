# plots/acceleration.gp -- what momentum saves on a stretched bowl, and where no gradient gets below.
#: title  Acceleration, and its limit
#: study  rates
#: head   WITH one AS (SELECT name, slope_value(at, value) AS slope, max(at) AS most FROM measured
#:           WHERE claim = 'acceleration' GROUP BY name),
#:         last AS (SELECT m.name, m.value FROM measured m JOIN one USING (name) WHERE m.claim =
#:           'acceleration' AND m.at = one.most)
#:         SELECT coalesce('A bowl 100 times as stretched costs gradient descent '
#:           || (SELECT spelled(pow10(2 * slope)) FROM one WHERE name = 'gradient_descent')
#:           || ' times the iterations, with momentum '
#:           || (SELECT spelled(pow10(2 * slope)) FROM one WHERE name = 'nesterov')
#:           || '; no gap is less than ' || (SELECT printf('%.2f', min(gap)
#:             / (12 * 201 * 403 / (6 * 202.0) / (32 * 101.0 * 101))) FROM (SELECT r.f - r.minimum AS gap
#:             FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'first_order_floor'
#:             UNION ALL SELECT value FROM measured WHERE claim = 'first_order_floor'
#:             AND trial = 'conjugate_gradients' AND at = 100)) || ' floors', 'No race down a bowl is stored') AS headline,
#:         'Left: iterations to ' || power(-8) || ' of the first f on an ellipsoid, n = 400. Right: least '
#:           || 'gap after 100 steps on Nesterov''s chain, n = 201, over 3 L R² / (32 · 101²).' AS subline
#: data lines  SELECT CASE name WHEN 'conjugate_gradient' THEN 1 WHEN 'nesterov' THEN 2 WHEN
#:           'gradient_descent' THEN 3 ELSE 4 END AS line, at AS condition, value AS iterations
#:         FROM measured WHERE claim = 'acceleration' ORDER BY line, at
#: data labels  SELECT line, name, condition, slope, pow10(level + max(level - turn * 0.2) OVER
#:           (ORDER BY turn) + turn * 0.2 - level) AS y FROM (SELECT CASE name WHEN
#:           'conjugate_gradient' THEN 1 WHEN 'nesterov' THEN 2 WHEN 'gradient_descent' THEN 3 ELSE 4
#:           END AS line, CASE name WHEN 'conjugate_gradient' THEN 'Conjugate gradients' WHEN
#:           'nesterov' THEN 'Nesterov' WHEN 'gradient_descent' THEN 'Gradient descent' ELSE
#:           'Heavy ball' END AS name, max(at) AS condition, slope_value(at, value) AS slope,
#:           log10(max(value)) AS level, row_number() OVER (ORDER BY max(value)) AS turn
#:           FROM measured WHERE claim = 'acceleration' GROUP BY name)
#: data chain  WITH name(at, label) AS (VALUES (0, 'Gradient descent, 1/L'), (12, 'Subgradients'),
#:           (2, 'Heavy ball, 0.9'), (7, 'Barzilai–Borwein'), (3, 'Nesterov'), (10, 'Adam'), (13, 'Bundle'),
#:           (6, 'Conjugate gradients, searches paid'), (5, 'Optimized gradient method'),
#:           (14, 'BFGS for kinks'), (8, 'L-BFGS'), (9, 'BFGS')),
#:         dot AS (SELECT name.label, (r.f - r.minimum) / (12 * 201 * 403 / (6 * 202.0) / (32 * 101.0 * 101))
#:           AS ratio FROM designed d JOIN main.run r ON r.id = d.run JOIN name ON name.at = d.at
#:           WHERE d.claim = 'first_order_floor' UNION ALL SELECT 'Conjugate gradients, iterations',
#:           value / (12 * 201 * 403 / (6 * 202.0) / (32 * 101.0 * 101)) FROM measured
#:           WHERE claim = 'first_order_floor' AND trial = 'conjugate_gradients' AND at = 100)
#:         SELECT row_number() OVER (ORDER BY ratio) AS row, label, ratio FROM dot ORDER BY row
#: how    Left: both axes are logarithmic, so the steepness is the exponent of the condition number k:
#:         1 for gradient descent, about 1/2 for all that remember where they came from. Right: 1 is
#:         the floor of every method that moves along gradients; a Newton step, told the second
#:         derivatives, ends at the minimum, 0. Dots: a call counts as a step.
load "style.gp"
W = 1080; H = 500
ROWS = 0; DOTS = 0
array LABEL[20]
stats "lines.tsv" using (ROWS = ROWS + 1, 1) nooutput
stats "chain.tsv" using (DOTS = DOTS + 1, LABEL[DOTS] = strcol(2), 1) nooutput
load "open.gp"
if (ROWS == 0 || DOTS == 0) { load "nothing.gp"; exit }
set tics scale 0.3,0; unset mxtics; unset mytics
set multiplot
# --- iterations over the condition number
set lmargin at screen X(56); set rmargin at screen X(400)
set tmargin at screen Y(92); set bmargin at screen Y(H - 60)
set logscale xy
set xrange [9:11000]; set yrange [8:60000]
set format x "10^{%L}"; set format y "10^{%L}"; set xtics 10; set ytics 10
set xlabel "condition number k" offset 0,0.3
set label 1 bold("iterations") at screen X(56),Y(76) left tc rgb INK
hue(k) = k == 4 ? 2 : int(k) # the heavy ball is Nesterov's nearest relative
set style line 1 lt 1
set style line 2 lt 2
set style line 3 lt 3
set style line 4 lt 2 dt (6,3) pt 4
plot for [k=4:1:-1] "lines.tsv" using ($1==k ? $2 : NaN):3 with linespoints ls k, \
     for [k=1:4] "labels.tsv" using ($1==k ? 10999 : NaN):5:(bold(strcol(2)).sprintf("  k^{%.2f}", $4)) with labels left offset 0.6,0 tc rgb txt(hue(k))
unset label 100; unset label 101
# --- the chain's floor
set lmargin at screen X(840); set rmargin at screen X(W - 20)
set border 1; unset ytics; set grid noytics; unset logscale y
set xrange [0.7:36]; set yrange [DOTS + 0.6:0.4]
set xtics ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20)
set xlabel "1: the floor" offset 0,0.3
set label 1 bold("gap after 100 steps, over the floor") at screen X(620),Y(76) left tc rgb INK
set object 1 rectangle from 0.7, graph 0 to 1, graph 1 behind fc rgb GRID fs solid noborder
do for [k=1:DOTS] { set label 10+k LABEL[k] at screen X(828), first k right tc rgb INK }
plot "chain.tsv" using 3:1 with points pt 7 ps 1.0*PSC lc rgb C[1], \
     "chain.tsv" using 3:1:(sprintf("%.3g", $3)) with labels left offset 0.8,0 tc rgb MUTED
unset multiplot
