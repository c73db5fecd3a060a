# plots/fits.gp -- the same rows of data under losses that differ in nothing but differentiability.
#: title  Fits of the same data
#: study  twins
#: each   SELECT '' AS suffix FROM fit_panel GROUP BY 1 HAVING count(*) > 1
#: head   SELECT 'With a gradient: ' || group_concat(name || ' loss, ' || words, '; ') || '.'
#:           AS headline,
#:         'The best of ' || (SELECT count(*) FROM contender) || ' optimizers, to ' || power(-2)
#:           || ' of the first gap; ' || (SELECT words FROM charged)
#:           || '. Shown: f − f* (or f − best found), median and quartiles of ' || max(runs)
#:           || ' runs.' AS subline
#:         FROM (SELECT p.name, p.runs, r.words FROM fit_panel p JOIN race r ON r.loss = p.loss
#:           AND r.n = p.n AND r.level = pow10(-2) ORDER BY p.place)
#: split lines  SELECT p.place, s.linetype, c.x, max(c.low, 1e-9) AS low,
#:         max(c.mid, 1e-9) AS mid, max(c.high, 1e-9) AS high
#:         FROM curve c JOIN fit_panel p ON p.loss = c.loss AND p.n = c.n
#:         JOIN shown s USING (optimizer)
#:         WHERE c.clock = 'calls' ORDER BY p.place, s.linetype, c.x
#: data panels  SELECT place, upper(substr(name, 1, 1)) || substr(name, 2) || ' loss' AS name,
#:         rest, loss, n FROM fit_panel ORDER BY place
#: data scale  SELECT 1 AS x_low, pow10(ceil(log10(max(x)))) AS x_high,
#:         1e-9 AS y_low, pow10(ceil(log10(max(10.0, max(mid))))) AS y_high
#:         FROM curve JOIN fit_panel USING (loss, n) WHERE clock = 'calls'
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    The same model of the same rows; only what a wrong answer costs differs: its square, its
#:         size, or one if the sign is wrong. The last has a slope of 0 almost everywhere, so a
#:         gradient method stays where it starts. A flat stretch of the last is a count of errors.
W = 900; COLUMNS = 3; PANEL_H = 230; BANDS = 1; SHARES = 0
XTITLE = "evaluations"
load "panels.gp"
