# plots/twins.gp -- one landscape a row: smooth, kinked and in steps, everything else alike.
#: title  Twins: only differentiability changes
#: study  twins
#: each   SELECT 'n' || n AS suffix, n FROM twin GROUP BY n HAVING count(DISTINCT landscape) > 1
#:         ORDER BY n
#: head   SELECT 'n = ' || :n || ': a gradient method is first on ' || sum(side = 1 AND won = 1)
#:           || ' of ' || sum(side = 1) || ' smooth losses, ' || sum(side = 2 AND won = 1) || ' of '
#:           || sum(side = 2) || ' kinked ones, ' || sum(side = 3 AND won = 1) || ' of '
#:           || sum(side = 3) || ' in steps' AS headline,
#:         'First of ' || (SELECT count(*) FROM contender) || ' optimizers to ' || power(-2) || ' of the first gap. Shown: f − f* against evaluations; '
#:           || (SELECT words FROM charged) || '. Line: median of ' || max(runs)
#:           || ' runs; band: quartiles.' AS subline
#:         FROM (SELECT t.side, w.by_calls = 'gradient' AS won,
#:           (SELECT max(runs) FROM score s WHERE s.loss = t.loss AND s.n = t.n) AS runs
#:         FROM twin t JOIN winner w ON w.loss = t.loss AND w.n = t.n AND w.kind = 'relative'
#:           AND w.level = pow10(-2) WHERE t.n = :n)
#: split lines  SELECT p.place, s.linetype, c.x, max(c.low, 1e-9) AS low,
#:         max(c.mid, 1e-9) AS mid, max(c.high, 1e-9) AS high
#:         FROM curve c JOIN twin_panel p ON p.loss = c.loss AND p.n = c.n
#:         JOIN shown s USING (optimizer)
#:         WHERE c.clock = 'calls' AND p.n = :n ORDER BY p.place, s.linetype, c.x
#: data panels  SELECT place, name, rest, loss, n FROM twin_panel WHERE n = :n ORDER BY place
#: data scale  SELECT 1 AS x_low, pow10(ceil(log10(max(x)))) AS x_high,
#:         1e-9 AS y_low, pow10(ceil(log10(max(10.0, max(mid))))) AS y_high
#:         FROM curve JOIN twin_panel p USING (loss, n) WHERE clock = 'calls' AND p.n = :n
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    Read a row from left to right: the landscape stays, its derivative gets kinks and then
#:         vanishes. Solid, cool lines use gradients, dashed, warm ones do not; where a solid line
#:         no longer falls to the right, that is the gap.
W = 900; COLUMNS = 3; PANEL_H = 150; BANDS = 1; SHARES = 0
XTITLE = "evaluations"
load "panels.gp"
