# plots/price_of_a_gradient.gp -- how much a gradient may cost before doing without one is cheaper.
#: title  The price of a gradient
#: study  convergence twins run
#: head   SELECT iif(count(price) = 0, 'Nobody reached the target',
#:         'A gradient at 5 evaluations pays on ' || sum(price > 5) || ' of ' || count(price)
#:           || ' cases, at n + 1 on ' || sum(price > n + 1)) AS headline,
#:         'The price (in evaluations) at which the best method without gradients draws level, to '
#:           || power(-2) || ' of the first gap. Darker: larger n; grey: a loss of its own n.' AS subline
#:         FROM break_even WHERE kind = 'relative' AND level = pow10(-2)
#: data points  SELECT d.row, b.n, min(max(b.price, 0.3), 3000) AS x, b.price,
#:         b.price >= 3000 AS beyond, b.price <= 0.3 AS below,
#:         iif(b.n IN (SELECT sheet FROM panel), 1 + (SELECT count(DISTINCT sheet) FROM panel k
#:           WHERE k.sheet < b.n AND k.sheet > 0), 0) AS shade, b.loss,
#:         (SELECT measured FROM charge c WHERE c.loss = b.loss AND c.n = b.n) AS measured
#:         FROM break_even b JOIN price_row d USING (loss)
#:         WHERE b.kind = 'relative' AND b.level = pow10(-2) AND b.price IS NOT NULL
#:         ORDER BY d.row, b.n
#: data rows  SELECT row, name, rest, loss FROM price_row ORDER BY row
#: data sizes  SELECT 1 + (SELECT count(DISTINCT sheet) FROM panel k WHERE k.sheet < p.sheet
#:         AND k.sheet > 0) AS shade, 'n = ' || sheet AS label FROM panel p WHERE sheet > 0
#:         GROUP BY sheet ORDER BY sheet
#: how    Right of a line, a gradient at that price is worth it; left of it, doing without is
#:         cheaper. At the right edge gradients win at any price (or nobody else arrived), at the
#:         left edge they lose even for nothing. Crosses: the price measured for this loss.
load "style.gp"
array LABEL[80]; array REST[80]; array SHADE[8]; array NOTE[8]
ROWS = 0; SIZES = 0
stats "rows.tsv" using (ROWS = ROWS + 1, LABEL[ROWS] = strcol(2), REST[ROWS] = strcol(3), 1) nooutput
stats "sizes.tsv" using (SIZES = least(SIZES + 1, 8), SHADE[SIZES] = $1, NOTE[SIZES] = strcol(2), 1) nooutput
W = 900; TOP = 112; ROW_H = 36; H = TOP + ROWS * ROW_H + 62
load "open.gp"
set lmargin at screen X(300); set rmargin at screen X(W - 40)
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + ROWS * ROW_H)
set logscale x
set xrange [0.22:4500]; set yrange [ROWS + 0.5:0.5]
set border 0; unset ytics
set grid xtics lt -1 lc rgb GRID lw 0.9 dt solid; set grid noytics
unset mxtics
set xtics ("at no\nprice" 0.3, "1" 1, "5" 5, "10" 10, "100" 100, "1000" 1000, "at any\nprice" 3000)
set xlabel "price of a gradient, in evaluations" offset 0,-0.6
shade(k) = k < 1 ? C[7] : RAMP[SIZES < 2 ? 4 : 1 + int(least(k - 1, SIZES - 1) * 5 / (SIZES - 1))]
do for [k=1:SIZES] {
  set object 50+k circle at screen X(306 + 86 * (k - 1)),Y(84) size screen 0.0055 fc rgb shade(SHADE[k]) fs solid noborder
  set label 50+k NOTE[k] at screen X(318 + 86 * (k - 1)),Y(84) left tc rgb MUTED
}
do for [k=1:ROWS] {
  set label 200+k bold(fit(LABEL[k], 34)) at screen X(288),Y(TOP + (k - (REST[k] eq "" ? 0.5 : 0.68)) * ROW_H) right tc rgb INK
  set label 400+k sprintf("{/*0.8 %s}", fit(REST[k], 50)) at screen X(288),Y(TOP + (k - 0.25) * ROW_H) right tc rgb MUTED
}
set arrow 1 from 5, graph 0 to 5, graph 1 nohead lc rgb SOFT lw 1.6
plot "points.tsv" using (valid(9) ? $9 : NaN):($1 + ($7 < 1 ? 0 : ($7 - (SIZES + 1) / 2.) * 0.24)) with points pt 2 ps 0.6*PSC lw 1.3 lc rgb MUTED, \
     for [k=0:6] "points.tsv" using ($7==k ? $3 : NaN):($1 + (k < 1 ? 0 : (k - (SIZES + 1) / 2.) * 0.24)) with points pt 7 ps 1.05*PSC lc rgb shade(k)
