# plots/effective_rank.gp -- a loss of few directions among ever more variables.
#: title  Effective rank
#: study  scaling
#: head   WITH cost AS (SELECT d.cell, d.at, quantile(iif(h.hit, h.cost, 9e999), 0.5) AS y
#:           FROM designed d JOIN temp.hit h ON h.run = d.run WHERE d.claim = 'effective_rank'
#:           AND h.kind = 'relative' AND h.level = pow10(-6) GROUP BY d.cell, d.at)
#:         SELECT 'A hundred times as many variables, none of which matters, cost '
#:           || printf('%.2f', (SELECT min(m.y / f.y) FROM cost m JOIN cost f USING (cell)
#:           WHERE m.at = 100 AND f.at = 1)) || ' … ' || printf('%.2f', (SELECT max(m.y / f.y)
#:           FROM cost m JOIN cost f USING (cell) WHERE m.at = 100 AND f.at = 1))
#:           || ' times as much' AS headline,
#:         'Evaluations to ' || power(-6) || ' of the first gap on half the squared length of r coordinates; medians and '
#:           || 'quartiles. At the right edge: all coordinates count.' AS subline
#:         FROM (SELECT 1) WHERE EXISTS (SELECT 1 FROM cost)
#: split points  WITH line(cell, place, full) AS (VALUES ('RGF 5', 1, 0), ('RGF 20', 2, 0), ('ES 5', 3, 0),
#:           ('ES 20', 4, 0), ('RGF 5 full', 1, 1), ('RGF 20 full', 2, 1), ('ES 5 full', 3, 1), ('ES 20 full', 4, 1))
#:         SELECT l.place, iif(l.full, 400, d.at) AS x, quantile(iif(h.hit, h.cost, 9e999), 0.25) AS low,
#:         quantile(iif(h.hit, h.cost, 9e999), 0.5) AS mid,
#:         min(quantile(iif(h.hit, h.cost, 9e999), 0.75), 1e9) AS high, l.full, a.n, d.cell
#:         FROM designed d JOIN line l USING (cell) JOIN temp.hit h ON h.run = d.run
#:         JOIN attempt a ON a.id = d.run WHERE d.claim = 'effective_rank' AND h.kind = 'relative'
#:         AND h.level = pow10(-6) GROUP BY l.place, x HAVING mid < 9e999 ORDER BY l.place, x
#: how    A flat line says that only the directions in which the loss bends are paid for. The points
#:         behind the bar have as many variables as those before it, and all of them count. Both methods are told r.
load "style.gp"
W = 860; H = 486
load "open.gp"
set lmargin at screen X(64); set rmargin at screen X(W - 230)
set tmargin at screen Y(84); set bmargin at screen Y(H - 66)
set logscale xy
set xrange [0.75:560]; set yrange [100:300000]
set format y "10^{%L}"; unset mytics; unset mxtics
set xtics ("n = r" 1, "n = 10 r" 10, "n = 100 r" 100, "all count" 400)
set arrow 1 from 200, graph 0 to 200, graph 1 nohead lc rgb SOFT lw 1.2
there(i) = system(sprintf("test -e points.%d.tsv && echo 1", i)) eq "1"
source(i) = there(i) ? sprintf("points.%d.tsv", i) : "head.tsv"
hue(i) = i < 3 ? C[6] : C[5]
tag(i) = i < 3 ? txt(6) : txt(5)
mark(i) = i == 1 ? 8 : i == 2 ? 9 : i == 3 ? 4 : 5
name(i) = i == 1 ? "Random gradient-free, r = 5" : i == 2 ? "Random gradient-free, r = 20" : i == 3 ? "(1+1)-ES, r = 5" : "(1+1)-ES, r = 20"
plot for [i=1:4] source(i) using (there(i) && $6 == 0 ? $2 : NaN):4 with lines lc rgb hue(i) lw 2.2 dt (9,4), \
     for [i=1:4] source(i) using (there(i) ? $2 : NaN):4:3:5 with yerrorbars lc rgb hue(i) pt mark(i) ps 0.9*PSC dt solid lw 1.1, \
     for [i=1:4] source(i) using (there(i) && $6 == 1 ? 558 : NaN):($4 * (i == 4 ? 1.12 : i == 2 ? 0.88 : i == 3 ? 1.12 : 0.88)):(bold(name(i))) with labels left offset 0.6,0 tc rgb tag(i)
