# plots/headline.gp -- the gap in one picture: one landscape smooth, kinked and in steps.
#: title  The gap in one picture
#: study  twins
#: each   SELECT '' AS suffix, landscape, n FROM twin GROUP BY landscape, n
#:         ORDER BY count(*) DESC, landscape, abs(n - 10) LIMIT 1
#: head   WITH said AS (SELECT t.side, r.words,
#:           (SELECT max(runs) FROM score s WHERE s.loss = t.loss AND s.n = t.n) AS runs
#:         FROM twin t JOIN race r ON r.loss = t.loss AND r.n = t.n AND r.level = pow10(-4)
#:         WHERE t.landscape = :landscape AND t.n = :n)
#:         SELECT 'With a gradient: smooth, ' || (SELECT words FROM said WHERE side = 1)
#:           || coalesce('; kinked, ' || (SELECT words FROM said WHERE side = 2), '')
#:           || coalesce('; in steps, ' || (SELECT words FROM said WHERE side = 3), '')
#:           || '.' AS headline,
#:         'The best of ' || (SELECT count(*) FROM contender) || ' optimizers, to ' || power(-4)
#:           || ' of the first gap; ' || (SELECT words FROM charged) || '. Shown: f − f*, median and quartiles of ' || max(runs) || ' runs, n = ' || :n
#:           || '.' AS subline FROM said
#: split lines  SELECT t.side AS place, s.linetype, c.x, max(c.low, 1e-9) AS low,
#:         max(c.mid, 1e-9) AS mid, max(c.high, 1e-9) AS high
#:         FROM curve c JOIN twin t ON t.loss = c.loss AND t.n = c.n JOIN shown s USING (optimizer)
#:         WHERE c.clock = 'calls' AND t.landscape = :landscape AND t.n = :n
#:         ORDER BY t.side, s.linetype, c.x
#: data panels  SELECT side AS place, CASE side WHEN 1 THEN 'Smooth' WHEN 2 THEN 'Kinked' ELSE
#:         'In steps' END AS name, loss_name(loss) || ' ' || loss_rest(loss) AS rest, loss, n
#:         FROM twin WHERE landscape = :landscape AND n = :n ORDER BY side
#: data scale  SELECT 1 AS x_low, pow10(ceil(log10(max(x)))) AS x_high,
#:         1e-9 AS y_low, pow10(ceil(log10(max(10.0, max(mid))))) AS y_high
#:         FROM curve JOIN twin t USING (loss, n)
#:         WHERE clock = 'calls' AND t.landscape = :landscape AND t.n = :n
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    Three times the same landscape: with its kinks rounded off, with kinks, and on small
#:         stairs that leave no slope at all. Solid, cool lines use gradients, dashed, warm ones do
#:         not. Down and left is better.
W = 1000; COLUMNS = 3; PANEL_H = 270; BANDS = 1; SHARES = 0
XTITLE = "evaluations"
load "panels.gp"
