# plots/gradient_free_scaling.gp -- what one step nearer costs those who see values only, over n.
#: title  Without gradients, over the dimension
#: study  scaling
#: head   WITH line(cell, claim, place) AS (VALUES ('evolution', 'genetic_price', 1),
#:           ('blend', 'genetic_price', 2), ('standard', 'nelder_mead_dimension', 3),
#:           ('adaptive', 'nelder_mead_dimension', 4)),
#:         cost AS (SELECT l.place, a.n, quantile(iif(h.hit, h.cost, 9e999), 0.5) AS y
#:           FROM designed d JOIN line l USING (cell, claim) JOIN temp.hit h ON h.run = d.run
#:           JOIN attempt a ON a.id = d.run WHERE h.kind = 'relative' AND h.level = pow10(-4)
#:           GROUP BY l.place, a.n)
#:         SELECT 'Even on a sphere: at n = 16 a genetic algorithm pays ' || spelled(round((SELECT y FROM cost
#:           WHERE place = 2 AND n = 16) / (SELECT y FROM cost WHERE place = 1 AND n = 16)))
#:           || ' times what a (1+1)-ES pays, Nelder-Mead ' || spelled(round((SELECT y FROM cost
#:           WHERE place = 3 AND n = 16) / (SELECT y FROM cost WHERE place = 1 AND n = 16)))
#:           || ' times' AS headline,
#:         'Evaluations for an e-fold: to come nearer to the minimiser by the factor e; medians and quartiles of runs to '
#:           || power(-4) || ' of the first gap.' AS subline FROM (SELECT 1) WHERE EXISTS (SELECT 1 FROM cost)
#: split points  WITH line(cell, claim, lt) AS (VALUES ('evolution', 'genetic_price', 7),
#:           ('blend', 'genetic_price', 5), ('neutral blend', 'genetic_price', 2),
#:           ('blend of 50', 'genetic_price', 3), ('standard', 'nelder_mead_dimension', 4),
#:           ('adaptive', 'nelder_mead_dimension', 1), ('sphere', 'conditioning', 6))
#:         SELECT l.lt, a.n AS x, quantile(iif(h.hit, h.cost, 9e999), 0.25) / (2 * ln(10.0)) AS low,
#:         quantile(iif(h.hit, h.cost, 9e999), 0.5) / (2 * ln(10.0)) AS mid,
#:         min(quantile(iif(h.hit, h.cost, 9e999), 0.75) / (2 * ln(10.0)), 1e9) AS high, sum(h.hit) AS hits, count(*) AS runs,
#:         d.claim, d.cell FROM designed d JOIN line l USING (cell, claim) JOIN temp.hit h ON h.run = d.run
#:         JOIN attempt a ON a.id = d.run WHERE h.kind = 'relative' AND h.level = pow10(-4)
#:         GROUP BY l.lt, a.n HAVING 2 * sum(h.hit) > count(*) ORDER BY l.lt, a.n
#: data labels  WITH line(cell, claim, lt, name) AS (VALUES ('evolution', 'genetic_price', 7, '(1+1)-ES'),
#:           ('blend', 'genetic_price', 5, 'Genetic, 20 + 5 n members'),
#:           ('neutral blend', 'genetic_price', 2, 'the same, tighter blends'),
#:           ('blend of 50', 'genetic_price', 3, 'Genetic, 50 members'),
#:           ('standard', 'nelder_mead_dimension', 4, 'Nelder-Mead'),
#:           ('adaptive', 'nelder_mead_dimension', 1, 'Nelder-Mead, adaptive'),
#:           ('sphere', 'conditioning', 6, 'CMA-ES')),
#:         cost AS (SELECT l.lt, l.name, a.n, quantile(iif(h.hit, h.cost, 9e999), 0.5) / (2 * ln(10.0)) AS y
#:           FROM designed d JOIN line l USING (cell, claim) JOIN temp.hit h ON h.run = d.run
#:           JOIN attempt a ON a.id = d.run WHERE h.kind = 'relative' AND h.level = pow10(-4)
#:           GROUP BY l.lt, a.n),
#:         ends AS (SELECT lt, name, max(n) AS n, y, (SELECT max(n) FROM cost f WHERE f.lt = c.lt) AS most
#:           FROM cost c WHERE y < 9e999 GROUP BY lt),
#:         turns AS (SELECT *, row_number() OVER (ORDER BY y) AS turn FROM ends)
#:         SELECT lt, name, n, pow10(max(log10(y) - 0.235 * turn) OVER (ORDER BY turn) + 0.235 * turn) AS y,
#:         (SELECT slope_value(n, y) FROM cost s WHERE s.lt = t.lt AND s.y < 9e999) AS slope, most > n AS gone
#:         FROM turns t ORDER BY lt
#: how    Both axes are logarithmic: a straight line is a power of n. A line that ends early says
#:         that most runs did not arrive in more dimensions. The thin line is n / ln 2: no method
#:         that learns one answer of better or worse from each value can be cheaper, on average
#:         over minimisers. Start, sphere and target are the same for all.
load "style.gp"
W = 1000; H = 546
load "open.gp"
set lmargin at screen X(64); set rmargin at screen X(W - 290)
set tmargin at screen Y(84); set bmargin at screen Y(H - 66)
set logscale x 2; set logscale y 10
set xrange [1.85:69]; set yrange [1.5:100000]
set format y "10^{%L}"; unset mytics; unset mxtics
set xtics (2, 4, 8, 16, 32, 64)
set xlabel "dimension n" offset 0,0.2
there(i) = system(sprintf("test -e points.%d.tsv && echo 1", i)) eq "1"
source(i) = there(i) ? sprintf("points.%d.tsv", i) : "labels.tsv"
hue(i) = i == 1 || i == 4 ? C[4] : i == 6 ? C[6] : i == 7 ? C[7] : C[5]
tag(i) = i == 1 || i == 4 ? txt(4) : i == 6 ? txt(6) : i == 7 ? txt(7) : txt(5)
mark(i) = i == 4 ? 6 : i == 1 ? 7 : i == 5 ? 4 : i == 2 ? 5 : i == 3 ? 2 : i == 6 ? 8 : 3
set label 1 "{/*0.9 n / ln 2, the least for comparisons}" at 66, 21 right tc rgb MUTED
floor_of(n) = n / log(2.0)
plot [1.85:69] floor_of(x) with lines lc rgb SOFT lw 1.4 dt solid, \
     for [i=1:2] source(i) using (there(i) ? $2 : NaN):4 with lines lc rgb hue(i) lw 2 dt (3,4), \
     for [i=3:7] source(i) using (there(i) ? $2 : NaN):4 with lines lc rgb hue(i) lw 2.2 dt (9,4), \
     for [i=1:7] source(i) using (there(i) ? $2 : NaN):4:3:($5 < 1e5 ? $5 : $4) with yerrorbars lc rgb hue(i) pt mark(i) ps 0.8*PSC dt solid lw 1.1, \
     for [i=1:7] "labels.tsv" using ($1==i ? 68.9 : NaN):4:(sprintf("%s  n^{%.2f}%s", bold(strcol(2)), $5, $6 > 0 ? sprintf(" to n = %d", int($3)) : "")) with labels left offset 0.8,0 tc rgb tag(i)
