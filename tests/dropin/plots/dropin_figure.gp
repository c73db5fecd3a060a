# plots/dropin_figure.gp -- how near each method of the dropped-in study came, one bar a loss.
#: title  Dropped in
#: study  dropin_question
#: head   SELECT max(runs) || ' runs of each method' AS headline,
#:         'least gap f − f*, median' AS subline
#:         FROM (SELECT count(*) AS runs FROM attempt GROUP BY loss, n, optimizer)
#: data bars  SELECT c.label || ', ' || a.loss || ', n = ' || a.n AS bar,
#:         max(quantile(a.gap, 0.5), 1e-12) AS gap
#:         FROM attempt a JOIN contender c USING (optimizer) GROUP BY a.optimizer, a.loss, a.n
#: how    Shorter bars are better.
load "style.gp"
W = 640; H = 300
load "open.gp"
set tmargin at screen Y(80); set bmargin at screen Y(H - 40)
set lmargin at screen X(230); set rmargin at screen X(W - 20)
set logscale x; set format x "10^{%L}"
set xlabel "median gap"
plot "bars.tsv" using (sqrt($2 * 1e-12)):0:(1e-12):2:($0 - 0.3):($0 + 0.3):ytic(1) \
    with boxxyerror fs solid lc rgb C[4]
