# plots/per_efold.gp -- what it costs to come nearer by a factor e, with gradients and without.
#: title  Evaluations per e-fold
#: study  zeroth_order
#: head   WITH end AS (SELECT kind, cost FROM (SELECT kind, n, quantile(cost, 0.5) AS cost FROM
#:           (SELECT iif(r.loss LIKE '%gradient%', 'differences', r.method) AS kind, r.n,
#:             2 * (r.value + r.gradient) / ln((r.first - r.minimum) / (r.f - r.minimum)) AS cost
#:             FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'comparison_floor'
#:             AND d.cell = 'field') GROUP BY kind, n) WHERE n = 128)
#:         SELECT 'A factor e nearer costs gradient descent '
#:           || (SELECT spelled(cost) FROM end WHERE kind = 'gradient_descent')
#:           || ' evaluations at n = 128, by values alone '
#:           || (SELECT spelled(min(cost)) FROM end WHERE kind <> 'gradient_descent') || ' to '
#:           || (SELECT spelled(max(cost)) FROM end WHERE kind <> 'gradient_descent')
#:           AS headline,
#:         'Sphere, random starts, to a gap of ' || power(-8)
#:           || ': evaluations per e-fold of the distance, a gradient as one. Median and quartiles of '
#:           || (SELECT count(DISTINCT r.rep) FROM designed d JOIN main.run r ON r.id = d.run
#:             WHERE d.claim = 'comparison_floor' AND d.cell = 'field') || ' runs.' AS subline WHERE EXISTS (SELECT 1 FROM end)
#: data dots  SELECT CASE kind WHEN 'differences' THEN 1 WHEN 'random_gradient_free' THEN 2
#:           WHEN 'gradient_descent' THEN 3 WHEN 'nelder_mead' THEN 4 WHEN 'genetic' THEN 5
#:           WHEN 'cma_es' THEN 6 WHEN 'one_plus_one' THEN 7 END AS linetype, n,
#:         quantile(cost, 0.25) AS low, quantile(cost, 0.5) AS mid, quantile(cost, 0.75) AS high,
#:         kind, count(*) AS runs
#:         FROM (SELECT iif(r.loss LIKE '%gradient%', 'differences', r.method) AS kind, r.n,
#:           2 * (r.value + r.gradient) / ln((r.first - r.minimum) / (r.f - r.minimum)) AS cost
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'comparison_floor'
#:           AND d.cell = 'field' AND r.method IN ('random_gradient_free', 'gradient_descent',
#:           'nelder_mead', 'genetic', 'cma_es', 'one_plus_one')) GROUP BY kind, n ORDER BY 1, n
#: data labels  SELECT linetype, name, pow10(level + max(level - turn * 0.2) OVER (ORDER BY level)
#:           + turn * 0.2 - level) AS y FROM (SELECT linetype, name, log10(mid) AS level,
#:           row_number() OVER (ORDER BY mid) AS turn FROM (SELECT CASE kind
#:           WHEN 'differences' THEN 1 WHEN 'random_gradient_free' THEN 2
#:           WHEN 'gradient_descent' THEN 3 WHEN 'nelder_mead' THEN 4 WHEN 'genetic' THEN 5
#:           WHEN 'cma_es' THEN 6 WHEN 'one_plus_one' THEN 7 END AS linetype,
#:           CASE kind WHEN 'differences' THEN 'Gradient descent by differences' ELSE title END
#:           AS name, quantile(cost, 0.5) AS mid FROM (SELECT iif(r.loss LIKE '%gradient%',
#:           'differences', r.method) AS kind, r.title, r.n,
#:           2 * (r.value + r.gradient) / ln((r.first - r.minimum) / (r.f - r.minimum)) AS cost
#:           FROM designed d JOIN main.run r ON r.id = d.run WHERE d.claim = 'comparison_floor'
#:           AND d.cell = 'field' AND r.method IN ('random_gradient_free', 'gradient_descent',
#:           'nelder_mead', 'genetic', 'cma_es', 'one_plus_one')) WHERE n = 128 GROUP BY kind))
#:         ORDER BY y
#: how    Two worlds: with gradients the line is flat, without them it rises as n or faster. Into the
#:         shaded zone nobody comes who only compares, for a comparison is one bit; differences use
#:         the size of values and may. The lines are the (1+1)-ES with the best of all step sizes in
#:         many dimensions, 4.94 n, and the best weighted recombination of many children, 2 n.
#:         Gradient descent takes three quarters of the best step; with all of it the sphere is
#:         solved at once.
load "style.gp"
W = 900; H = 538
load "open.gp"
set lmargin at screen X(56); set rmargin at screen X(W - 230)
set tmargin at screen Y(76); set bmargin at screen Y(H - 66)
set logscale x 2; set logscale y 10
set xrange [1.85:138]; set yrange [0.3:20000]
set xtics ("2" 2, "4" 4, "8" 8, "16" 16, "32" 32, "64" 64, "128" 128)
set ytics 10; set format y "10^{%L}"; unset mytics
set xlabel "dimension n" offset 0,0.4
set style fill solid 1 noborder
FLOOR(x) = x / log(2)
set label 1 "closed to whoever only compares: below 1.44 n" at 14,0.5 left front tc rgb MUTED
set label 2 "4.94 n: (1+1)-ES, the best of all steps, n → ∞" at 14,3.4 left front tc rgb MUTED
set label 3 "2 n: recombination of many children, n → ∞" at 14,2 left front tc rgb MUTED
set arrow 2 from 11,3.4 to 13.2,3.4 nohead front lt -1 lw 1.4 dt (6,3) lc rgb MUTED
set arrow 3 from 11,2 to 13.2,2 nohead front lt -1 lw 1.4 dt (2,3) lc rgb MUTED
plot [1.85:138] FLOOR(x) with filledcurves y1=0.3 fc rgb GRID, \
     4.94 * x with lines lt -1 lw 1.4 dt (6,3) lc rgb MUTED, 2 * x with lines lt -1 lw 1.4 dt (2,3) lc rgb MUTED, \
     for [i=7:1:-1] "dots.tsv" using ($1==i ? $2 : NaN):4 with lines lt i lw 2.4, \
     for [i=7:1:-1] "dots.tsv" using ($1==i ? $2 : NaN):4:3:5 with yerrorbars lt i dt solid lw 1.2, \
     for [i=1:7] "labels.tsv" using ($1==i ? 137.9 : NaN):3:(bold(strcol(2))) with labels left offset 0.8,0 tc rgb txt(i)
