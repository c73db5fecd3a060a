# plots/fits.gp -- the same rows of data under losses that differ in nothing but differentiability.
#: title  Fits of the same data
#: study  twins
#: each   SELECT '' AS suffix FROM fit_panel GROUP BY 1 HAVING count(*) > 1
#: head   WITH best AS (SELECT p.place, p.name, max(p.runs) AS runs,
#:           min(iif(s.family = 'gradient' AND s.hits, s.cost, NULL)) AS g,
#:           min(iif(s.family <> 'gradient' AND s.hits, s.cost, NULL)) AS f
#:         FROM fit_panel p JOIN score s ON s.loss = p.loss AND s.n = p.n AND s.kind = 'relative'
#:           AND s.level = pow10(-2) GROUP BY p.place),
#:         said AS (SELECT *, upper(substr(name, 1, 1)) || substr(name, 2) || ' loss: '
#:           || iif(place = 1, 'gradients arrive ', '')
#:           || CASE WHEN g IS NULL AND f IS NULL THEN 'nobody' WHEN g IS NULL THEN 'never'
#:           WHEN f IS NULL THEN 'alone' WHEN f >= g THEN spelled(f / g) || ' times sooner'
#:           ELSE spelled(g / f) || ' times later' END || '.' AS words FROM best ORDER BY place)
#:         SELECT group_concat(words, ' ') AS headline,
#:         'Arrived: within ' || power(-2) || ' of the first gap; ' || (SELECT words FROM charged)
#:           || '. Shown: f − f* (or f − best found), median and quartiles of ' || max(runs)
#:           || ' runs.' AS subline FROM said
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
