# plots/convergence_seconds.gp -- how fast the gap closes, against the clock; one small panel a loss.
#: title  Convergence against the clock
#: study  convergence run
#: each   SELECT suffix, sheet, page, label FROM sheet ORDER BY sheet = 0, sheet, page
#: head   SELECT CASE WHEN sum(won) = 0 THEN label || ', by the clock: nobody comes within ' || power(-4) ||
#:           ' of a minimum'
#:         ELSE label || ', by the clock: gradients come first within ' || power(-4) || ' of the minimum on '
#:           || sum(won = 1) || ' of ' || count(*) || ' losses, methods without on ' || sum(won = 2)
#:           || iif(sum(won = 0), ', nobody on ' || sum(won = 0), '') END AS headline,
#:         'f − f* against seconds'
#:           || '. Line: median of ' || (SELECT max(runs) FROM score) || ' runs; band: quartiles.'
#:           || iif(sum(NOT known), ' Where f* is unknown: f − best found.', '') AS subline
#:         FROM (SELECT :label AS label, CASE w.by_seconds WHEN 'gradient' THEN 1 WHEN 'nobody'
#:           THEN 0 ELSE 2 END AS won, (SELECT min(known) FROM attempt a WHERE a.loss = p.loss
#:           AND a.n = p.n) AS known
#:         FROM panel p JOIN winner w ON w.loss = p.loss AND w.n = p.n AND w.kind = 'absolute'
#:           AND w.level = pow10(-4) WHERE p.sheet = :sheet AND p.page = :page)
#: split lines  SELECT p.place, s.linetype, c.x, max(c.low, 1e-9) AS low,
#:         max(c.mid, 1e-9) AS mid, max(c.high, 1e-9) AS high
#:         FROM curve c JOIN panel p ON p.loss = c.loss AND p.n = c.n JOIN shown s USING (optimizer)
#:         WHERE c.clock = 'seconds' AND p.sheet = :sheet AND p.page = :page
#:         ORDER BY p.place, s.linetype, c.x
#: data panels  SELECT place, name, rest, loss, n FROM panel
#:         WHERE sheet = :sheet AND page = :page ORDER BY place
#: data scale  SELECT pow10(floor(log10(min(x)))) AS x_low, pow10(ceil(log10(max(x)))) AS x_high,
#:         1e-9 AS y_low, pow10(ceil(log10(max(10.0, max(mid))))) AS y_high
#:         FROM curve JOIN panel p USING (loss, n)
#:         WHERE clock = 'seconds' AND p.sheet = :sheet AND p.page = :page
#: data key  SELECT linetype, label, optimizer FROM shown WHERE optimizer IN (SELECT a.optimizer FROM attempt a
#:         JOIN panel p ON p.loss = a.loss AND p.n = a.n AND p.sheet = :sheet AND p.page = :page)
#:         ORDER BY linetype
#: how    Down is better, left is sooner: a line that falls early found a small value with little
#:         time. Solid, cool colours use gradients; dashed, warm ones do not. A flat line is a
#:         method that no longer improves. All panels have the same axes.
W = 1100; COLUMNS = 6; PANEL_H = 128; BANDS = 1; SHARES = 0
XTITLE = "seconds"
load "panels.gp"
