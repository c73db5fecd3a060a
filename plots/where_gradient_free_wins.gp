# plots/where_gradient_free_wins.gp -- a map: price of a gradient, dimension, and who is cheaper by how much.
#: title  Where gradient-free wins
#: study  gradient_free_wins questions
#: head   WITH one AS MATERIALIZED (
#:           SELECT iif(d.cell = 'rosenbrock', 1, 2) AS panel, h.n, h.family = 'gradient' AS paid, h.optimizer,
#:           quantile(iif(h.hit, h.value, 9e999), 0.5) AS value, quantile(iif(h.hit, h.gradient, 9e999), 0.5) AS gradient
#:           FROM designed d JOIN hit h ON h.run = d.run AND h.kind = 'relative' AND h.level = pow10(-8)
#:           WHERE d.claim = 'break_even_price' AND d.cell IN ('rosenbrock', 'rotated') GROUP BY 1, 2, 4
#:           UNION ALL SELECT 3, at, 1, 'starts', 0, sum(iif(name = 'calls', value, 0)) / iif(sum(iif(name = 'hits', value,
#:           0)) > 0, sum(iif(name = 'hits', value, 0)), 3) FROM measured WHERE claim = 'multimodal'
#:           AND trial = 'starts' GROUP BY at
#:           UNION ALL SELECT 3, r.n, 0, r.optimizer, expected_time(r.value, r.status = 'target'), 0
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'multimodal' AND d.cell = 'cma_es' GROUP BY r.n
#:           UNION ALL SELECT 4, r.n, r.family = 'gradient', r.optimizer, quantile(iif(r.status = 'target', r.value, 9e999), 0.5),
#:           quantile(iif(r.status = 'target', r.gradient, 9e999), 0.5) FROM designed d JOIN main.run r ON r.id = d.run
#:           WHERE d.claim = 'noisy_values' AND d.cell = 'price' GROUP BY r.n, r.optimizer),
#:         free AS MATERIALIZED (SELECT panel, n, min(value) AS cost FROM one WHERE NOT paid GROUP BY panel, n),
#:         row AS MATERIALIZED (SELECT f.panel, f.n, f.cost, row_number() OVER (PARTITION BY f.panel ORDER BY f.n) AS y,
#:           max((f.cost - o.value) / o.gradient) AS price FROM free f JOIN one o ON o.panel = f.panel
#:           AND o.n = f.n AND o.paid GROUP BY f.panel, f.n)
#:         SELECT iif(count(*) = 0, 'No race was run', 'At 4 values a gradient, doing without is cheaper in ' || sum(price < 4)
#:           || ' of ' || count(*) || ' cases; at n + 1 values in ' || sum(price < n + 1)) AS headline,
#:         'Cost without gradients over cost with them, to one target. Across: what a gradient costs, in values; '
#:           || 'upwards: the dimension n. Line: both cost the same.' AS subline FROM row
#: data cells  WITH one AS MATERIALIZED (
#:           SELECT iif(d.cell = 'rosenbrock', 1, 2) AS panel, h.n, h.family = 'gradient' AS paid, h.optimizer,
#:           quantile(iif(h.hit, h.value, 9e999), 0.5) AS value, quantile(iif(h.hit, h.gradient, 9e999), 0.5) AS gradient
#:           FROM designed d JOIN hit h ON h.run = d.run AND h.kind = 'relative' AND h.level = pow10(-8)
#:           WHERE d.claim = 'break_even_price' AND d.cell IN ('rosenbrock', 'rotated') GROUP BY 1, 2, 4
#:           UNION ALL SELECT 3, at, 1, 'starts', 0, sum(iif(name = 'calls', value, 0)) / iif(sum(iif(name = 'hits', value,
#:           0)) > 0, sum(iif(name = 'hits', value, 0)), 3) FROM measured WHERE claim = 'multimodal'
#:           AND trial = 'starts' GROUP BY at
#:           UNION ALL SELECT 3, r.n, 0, r.optimizer, expected_time(r.value, r.status = 'target'), 0
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'multimodal' AND d.cell = 'cma_es' GROUP BY r.n
#:           UNION ALL SELECT 4, r.n, r.family = 'gradient', r.optimizer, quantile(iif(r.status = 'target', r.value, 9e999), 0.5),
#:           quantile(iif(r.status = 'target', r.gradient, 9e999), 0.5) FROM designed d JOIN main.run r ON r.id = d.run
#:           WHERE d.claim = 'noisy_values' AND d.cell = 'price' GROUP BY r.n, r.optimizer),
#:         free AS MATERIALIZED (SELECT panel, n, min(value) AS cost FROM one WHERE NOT paid GROUP BY panel, n),
#:         row AS MATERIALIZED (SELECT f.panel, f.n, f.cost, row_number() OVER (PARTITION BY f.panel ORDER BY f.n) AS y,
#:           max((f.cost - o.value) / o.gradient) AS price FROM free f JOIN one o ON o.panel = f.panel
#:           AND o.n = f.n AND o.paid GROUP BY f.panel, f.n),
#:         across(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM across WHERE k < 59)
#:         SELECT r.panel, r.y, pow10((k + 0.5) / 20) AS c, pow10(k / 20.0) AS low, pow10((k + 1) / 20.0) AS high,
#:         max(-3.0, min(3.0, max(log10(r.cost / (o.value + pow10((k + 0.5) / 20) * o.gradient))))) AS gain, r.n
#:         FROM row r JOIN one o ON o.panel = r.panel AND o.n = r.n AND o.paid CROSS JOIN across
#:         GROUP BY r.panel, r.y, k ORDER BY r.panel, r.y, k
#: data line  WITH one AS MATERIALIZED (
#:           SELECT iif(d.cell = 'rosenbrock', 1, 2) AS panel, h.n, h.family = 'gradient' AS paid, h.optimizer,
#:           quantile(iif(h.hit, h.value, 9e999), 0.5) AS value, quantile(iif(h.hit, h.gradient, 9e999), 0.5) AS gradient
#:           FROM designed d JOIN hit h ON h.run = d.run AND h.kind = 'relative' AND h.level = pow10(-8)
#:           WHERE d.claim = 'break_even_price' AND d.cell IN ('rosenbrock', 'rotated') GROUP BY 1, 2, 4
#:           UNION ALL SELECT 3, at, 1, 'starts', 0, sum(iif(name = 'calls', value, 0)) / iif(sum(iif(name = 'hits', value,
#:           0)) > 0, sum(iif(name = 'hits', value, 0)), 3) FROM measured WHERE claim = 'multimodal'
#:           AND trial = 'starts' GROUP BY at
#:           UNION ALL SELECT 3, r.n, 0, r.optimizer, expected_time(r.value, r.status = 'target'), 0
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'multimodal' AND d.cell = 'cma_es' GROUP BY r.n
#:           UNION ALL SELECT 4, r.n, r.family = 'gradient', r.optimizer, quantile(iif(r.status = 'target', r.value, 9e999), 0.5),
#:           quantile(iif(r.status = 'target', r.gradient, 9e999), 0.5) FROM designed d JOIN main.run r ON r.id = d.run
#:           WHERE d.claim = 'noisy_values' AND d.cell = 'price' GROUP BY r.n, r.optimizer),
#:         free AS MATERIALIZED (SELECT panel, n, min(value) AS cost FROM one WHERE NOT paid GROUP BY panel, n),
#:         row AS MATERIALIZED (SELECT f.panel, f.n, f.cost, row_number() OVER (PARTITION BY f.panel ORDER BY f.n) AS y,
#:           max((f.cost - o.value) / o.gradient) AS price FROM free f JOIN one o ON o.panel = f.panel
#:           AND o.n = f.n AND o.paid GROUP BY f.panel, f.n)
#:         SELECT panel, y + side AS y, max(1.0, min(1000.0, price)) AS c, price, n
#:         FROM row CROSS JOIN (SELECT -0.5 AS side UNION ALL SELECT 0.5) ORDER BY panel, y, n
#: data rows  WITH one AS MATERIALIZED (
#:           SELECT iif(d.cell = 'rosenbrock', 1, 2) AS panel, h.n, h.family = 'gradient' AS paid, h.optimizer,
#:           quantile(iif(h.hit, h.value, 9e999), 0.5) AS value, quantile(iif(h.hit, h.gradient, 9e999), 0.5) AS gradient
#:           FROM designed d JOIN hit h ON h.run = d.run AND h.kind = 'relative' AND h.level = pow10(-8)
#:           WHERE d.claim = 'break_even_price' AND d.cell IN ('rosenbrock', 'rotated') GROUP BY 1, 2, 4
#:           UNION ALL SELECT 3, at, 1, 'starts', 0, sum(iif(name = 'calls', value, 0)) / iif(sum(iif(name = 'hits', value,
#:           0)) > 0, sum(iif(name = 'hits', value, 0)), 3) FROM measured WHERE claim = 'multimodal'
#:           AND trial = 'starts' GROUP BY at
#:           UNION ALL SELECT 3, r.n, 0, r.optimizer, expected_time(r.value, r.status = 'target'), 0
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'multimodal' AND d.cell = 'cma_es' GROUP BY r.n
#:           UNION ALL SELECT 4, r.n, r.family = 'gradient', r.optimizer, quantile(iif(r.status = 'target', r.value, 9e999), 0.5),
#:           quantile(iif(r.status = 'target', r.gradient, 9e999), 0.5) FROM designed d JOIN main.run r ON r.id = d.run
#:           WHERE d.claim = 'noisy_values' AND d.cell = 'price' GROUP BY r.n, r.optimizer),
#:         free AS MATERIALIZED (SELECT panel, n, min(value) AS cost FROM one WHERE NOT paid GROUP BY panel, n),
#:         row AS MATERIALIZED (SELECT f.panel, f.n, f.cost, row_number() OVER (PARTITION BY f.panel ORDER BY f.n) AS y,
#:           max((f.cost - o.value) / o.gradient) AS price FROM free f JOIN one o ON o.panel = f.panel
#:           AND o.n = f.n AND o.paid GROUP BY f.panel, f.n)
#:         SELECT panel, y, n, n + 1 AS differences, price FROM row ORDER BY panel, y
#: how    Blue: L-BFGS (under noise also plain descent) is cheaper at this price; orange: the best of
#:         Nelder-Mead, Powell and CMA-ES is. Backpropagation costs 3 to 5 values, so the dotted line
#:         at 4 is where most gradients are; crosses mark n + 1, the price of differences. On the egg box
#:         a cell without a single hit of L-BFGS shows the least that its cost can be.
load "style.gp"
W = 940; H = 692; PW = 368; PH = 200; LEFT = 62; GAP_X = 86; TOP = 98; GAP_Y = 92
load "open.gp"
ONFILL = "#20242A" # on coloured ground, by day and by night
array NAME[4] = ["Rosenbrock's chain", "Rotated ellipsoid, condition 1000", "Rastrigin's egg box", "Noisy quadratic"]
array REST[4] = ["to 10^{−8} of the first gap, median", "to 10^{−8} of the first gap, median", "to a gap of 10^{−8}, expected, with restarts", "to a gap of 0.3 under noise of 1, median"]
array ROWS[4] = [0, 0, 0, 0]; array SIZE[80]
stats "rows.tsv" using (ROWS[int($1)] = least(int($2), 20), SIZE[20 * (int($1) - 1) + ROWS[int($1)]] = int($3), 1) nooutput
set palette defined (-2 C[4], -0.7 "#F0B285", 0 BG, 0.7 "#8DB7DA", 2 C[1])
set cbrange [-2:2]; unset colorbox
set style textbox opaque margins 0.4,0.2 fillcolor rgb BG noborder
set label 50 bold("without gradients cheaper") at screen X(34),Y(84) left tc rgb txt(4)
set object 50 rect from screen X(12),Y(90) to screen X(28),Y(78) fc rgb C[4] fs solid noborder
set label 51 bold("with gradients cheaper") at screen X(252),Y(84) left tc rgb txt(1)
set object 51 rect from screen X(230),Y(90) to screen X(246),Y(78) fc rgb C[1] fs solid noborder
set label 52 "{/*0.9 full colour: 100 times}" at screen X(436),Y(84) left tc rgb MUTED
set label 53 "{/*0.9 dotted: 4 values, backpropagation;  × n + 1, differences}" at screen X(612),Y(84) left tc rgb MUTED
set border 15 lc rgb SOFT lw 1; unset grid
set tics scale 0,0; unset mxtics; unset mytics
set logscale x; set xrange [1:1000]
set xtics ("1" 1, "10" 10, "100" 100, "1000" 1000)
set multiplot
do for [p=1:4] {
  col = (p - 1) % 2; r = (p - 1) / 2
  x0 = LEFT + col * (PW + GAP_X); y0 = TOP + 44 + r * (PH + GAP_Y)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PH)
  set label 1 bold(NAME[p]) at screen X(x0),Y(y0 - 26) left tc rgb INK
  set label 2 sprintf("{/*0.85 %s}", REST[p]) at screen X(x0),Y(y0 - 10) left tc rgb MUTED
  set yrange [0.5:(ROWS[p] < 1 ? 1 : ROWS[p]) + 0.5]
  unset ytics; set ytics ("" 0)
  set xlabel (r == 1 ? "price of a gradient, in values" : "") offset 0,0.3
  set arrow 1 from 4, graph 0 to 4, graph 1 nohead front lc rgb ONFILL lw 1 dt (2,4)
  do for [k=1:20] { unset label 200+k }
  do for [k=1:ROWS[p]] { set label 200+k sprintf("%d", SIZE[20 * (p - 1) + k]) at screen X(x0 - 8),Y(y0 + PH * (1 - (k - 0.5) / ROWS[p])) right tc rgb INK }
  set label 220 (col == 0 ? "n" : "") at screen X(x0 - 40),Y(y0 + PH / 2.) center tc rgb MUTED
  if (ROWS[p] < 1) {
    set label 3 "nothing was run" at graph 0.5,0.5 center tc rgb MUTED
    plot NaN
  } else {
    unset label 3
    plot "cells.tsv" using ($1==p ? $3 : NaN):2:4:($5 * 1.02):($2 - 0.5):($2 + 0.5):6 with boxxyerror fs solid noborder lc palette, \
         "line.tsv" using ($1==p ? $3 : NaN):2 with lines lc rgb ONFILL lw 2.6, \
         "rows.tsv" using ($1==p ? $4 : NaN):2 with points pt 2 ps 0.75*PSC lw 1.4 lc rgb ONFILL
  }
  unset label 50; unset label 51; unset label 52; unset label 53; unset label 100; unset label 101
  unset object 50; unset object 51
}
unset multiplot
