# plots/convergence_orders.gp -- how many steps the next digit costs, near the minimum and nearer.
#: title  Orders of convergence
#: study  rates
#: head   WITH mark AS (SELECT name, rep, at, value - lag(value) OVER w AS steps, lag(at) OVER w - at
#:           AS digits FROM measured WHERE claim = 'convergence_orders' AND trial = 'decades' AND
#:           point = 4 WINDOW w AS (PARTITION BY name, rep ORDER BY at DESC)),
#:         pace AS (SELECT name, at, quantile(steps / digits, 0.5) AS cost FROM mark
#:           WHERE digits IS NOT NULL GROUP BY name, at)
#:         SELECT coalesce('A digit more costs gradient descent ' || (SELECT spelled(cost) FROM pace
#:           WHERE name = 'gradient_descent' AND at = -90) || ' steps at any depth; BFGS '
#:           || (SELECT spelled(max(cost)) FROM pace WHERE name = 'bfgs') || ' at first, '
#:           || (SELECT spelled(cost) FROM pace WHERE name = 'bfgs' AND at = -90) || ' in the end',
#:           'No way to a minimum is stored') AS headline,
#:         'Steps for the next digit of x. Gradient descent, BFGS: bent bowl, n = 20, k = 100; '
#:           || 'Newton: logistic fits, n = 8. Medians.' AS subline
#: data lines  WITH mark AS (SELECT name, rep, at, value - lag(value) OVER w AS steps, lag(at) OVER w
#:           AS before FROM measured WHERE claim = 'convergence_orders' AND trial = 'decades' AND
#:           point = 4 WINDOW w AS (PARTITION BY name, rep ORDER BY at DESC)),
#:         error AS (SELECT rep, log10(value) AS now, lag(log10(value)) OVER w AS before,
#:           row_number() OVER (PARTITION BY rep ORDER BY at DESC) AS back FROM measured
#:           WHERE claim = 'convergence_orders' AND trial = 'newton' AND value > 1e-13
#:           WINDOW w AS (PARTITION BY rep ORDER BY at))
#:         SELECT iif(name = 'bfgs', 1, 3) AS line, -(at + before) / 2 AS digits,
#:           quantile(steps / (before - at), 0.5) AS cost, name FROM mark WHERE before IS NOT NULL
#:           GROUP BY name, at
#:         UNION ALL SELECT 2, quantile(-(now + before) / 2, 0.5), quantile(1 / (before - now), 0.5),
#:           'newton' FROM error WHERE before > now AND back <= 4 GROUP BY back
#:         ORDER BY line, digits
#: how    A method of first order pays the same for every digit: a flat line. One that is faster than
#:         linear pays ever less. Newton's step doubles the digits, so its line falls as one over the
#:         digits, until the 16 of a double are reached; the bent bowl has its minimum at 0, where
#:         doubles have digits enough.
load "style.gp"
W = 820; H = 440
ROWS = 0
stats "lines.tsv" using (ROWS = ROWS + 1, 1) nooutput
load "open.gp"
if (ROWS == 0) { load "nothing.gp"; exit }
array NAME[3] = ["BFGS", "Newton", "Gradient descent"]
set lmargin at screen X(56); set rmargin at screen X(W - 110)
set tmargin at screen Y(76); set bmargin at screen Y(H - 60)
set logscale y
set xrange [0:90]; set yrange [0.05:1000]
set tics scale 0.3,0; unset mytics
set ytics ("1/10" 0.1, "1" 1, "10" 10, "100" 100, "1000" 1000); set xtics 10
set xlabel "decimal digits of x that are right" offset 0,0.3
array END_X[3]; array END_Y[3]
do for [k=1:3] { stats "lines.tsv" using ($1==k ? (END_X[k] = $2, END_Y[k] = $3, 1) : NaN) nooutput }
do for [k=1:3] { set label 10+k bold(NAME[k]) at END_X[k],END_Y[k] left offset 0.9,0 tc rgb txt(k) front }
plot for [k=3:1:-1] "lines.tsv" using ($1==k ? $2 : NaN):3 with linespoints lt k
