# plots/nondifferentiable_model.gp -- what a network with steps learns, by where its slope comes from.
#: title  A model that is not differentiable
#: study  nondifferentiable_model questions
#: head   WITH last AS (SELECT name, quantile(value, 0.5) AS x FROM measured m WHERE claim =
#:           'dead_backprop' AND trial = 'network' AND rep < 20 AND at = (SELECT max(at) FROM measured k WHERE
#:           k.claim = m.claim AND k.trial = m.trial AND k.name = m.name) GROUP BY name)
#:         SELECT coalesce((SELECT printf('The true derivative learns %.3g %%, a pretended one %.3g %%, smooth units %.3g %%',
#:           100 * a.x, 100 * b.x, 100 * c.x) FROM last a, last b, last c WHERE a.name = 'true' AND
#:           b.name = 'straight-through' AND c.name = 'sigmoid'), 'Not measured yet') AS headline,
#:         'Accuracy on 400 rows of exclusive or, a 2-8-1 network: best point so far, median (and quartiles) of '
#:           || (SELECT count(DISTINCT rep) FROM measured WHERE claim = 'dead_backprop' AND
#:           trial = 'network' AND at = 10) || ' data sets. Hidden units are steps, but for the sigmoids' AS subline
#: data curves  WITH mode(name, line, label) AS (VALUES ('sigmoid', 1, 'sigmoids instead'), ('sigmoid''s derivative', 2,
#:           'a sigmoid''s derivative'), ('straight-through', 3, 'straight-through'), ('evolution', 5, '(1+1)-ES'),
#:           ('true', 7, 'true derivative, 0'))
#:         SELECT o.line, m.at AS calls, quantile(m.value, 0.25) AS low, quantile(m.value, 0.5) AS mid,
#:           quantile(m.value, 0.75) AS high, count(*) AS runs, o.label FROM measured m JOIN mode o USING (name)
#:         WHERE m.claim = 'dead_backprop' AND m.trial = 'network' AND m.rep < 20
#:         GROUP BY m.name, m.at ORDER BY o.line, m.at
#: data labels  WITH mode(name, line, label) AS (VALUES ('sigmoid', 1, 'sigmoids instead'), ('sigmoid''s derivative', 2,
#:           'a sigmoid''s derivative'), ('straight-through', 3, 'straight-through'), ('evolution', 5, '(1+1)-ES'),
#:           ('true', 7, 'true derivative, 0')),
#:         e AS (SELECT o.line, o.label, max(m.at) AS calls FROM measured m JOIN mode o USING (name) WHERE
#:           m.claim = 'dead_backprop' AND m.trial = 'network' GROUP BY o.line),
#:         y AS (SELECT e.line, e.label, e.calls, quantile(m.value, 0.5) AS y FROM e JOIN mode o USING (line)
#:           JOIN measured m ON m.name = o.name AND m.at = e.calls AND m.claim = 'dead_backprop' AND
#:           m.trial = 'network' WHERE m.rep < 20 GROUP BY e.line),
#:         t AS (SELECT *, row_number() OVER (ORDER BY y) AS turn FROM y)
#:         SELECT line, label, calls, y, max(y - turn * 0.034) OVER (ORDER BY y) + turn * 0.034 AS apart
#:         FROM t ORDER BY line
#: how    All modes of a data set begin at the same random weights. A call is one gradient of all
#:         rows, or one value; a (1+1)-ES had 6000, the others 3000. Guessing is right half of the time:
#:         with the true derivative, which is 0, the hidden layer never moves, and what is learned is
#:         learned by the output layer from random features.
load "style.gp"
W = 820; H = 488
load "open.gp"
set lmargin at screen X(66); set rmargin at screen X(612)
set tmargin at screen Y(84); set bmargin at screen Y(H - 66)
CURVES = 0
stats "curves.tsv" using (CURVES = CURVES + 1, 1) nooutput
set logscale x; set xrange [1:6500]; set yrange [0.4:1.02]
set xtics ("{/*0.85 1}" 1, "{/*0.85 10}" 10, "{/*0.85 100}" 100, "{/*0.85 1000}" 1000, "{/*0.85 6000}" 6000)
set ytics ("{/*0.85 40 %%}" 0.4, "{/*0.85 50 %%}" 0.5, "{/*0.85 60 %%}" 0.6, "{/*0.85 70 %%}" 0.7, "{/*0.85 80 %%}" 0.8, "{/*0.85 90 %%}" 0.9, "{/*0.85 100 %%}" 1)
set xlabel "{/*0.85 gradients or values}" offset 0,0.3
if (CURVES == 0) { set label 5 "not measured" at graph 0.5,0.5 center tc rgb MUTED }
set arrow 1 from graph 0, first 0.5 to graph 1, first 0.5 nohead lc rgb SOFT lw 1.4
set label 2 "{/*0.85 guessing}" at 5800,0.485 right tc rgb MUTED
array LINES[5] = [7, 5, 3, 2, 1]; array BANDS[3] = [7, 3, 1]
plot for [j=1:3] "curves.tsv" using ($1==BANDS[j] ? $2 : NaN):3:5 with filledcurves fc rgb band(BANDS[j], 0.15), \
     for [j=1:5] "curves.tsv" using ($1==LINES[j] ? $2 : NaN):4 with linespoints lt LINES[j], \
     for [j=1:5] "labels.tsv" using ($1==LINES[j] ? 6490 : NaN):5:(bold(strcol(2)).sprintf("  %.3g %%", 100 * $4)) with labels left offset 0.9,0 tc rgb txt(LINES[j])
