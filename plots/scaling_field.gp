# plots/scaling_field.gp -- every optimizer against the dimension: a row a loss, a column a group of relatives.
#: title  The field against the dimension
#: study  dimension
#: each   SELECT '' AS suffix WHERE (SELECT count(*) FROM cast_member) > 7
#: head   WITH mean AS (SELECT m.label, m.family = 'gradient' AS paid, avg(g.slope) AS slope
#:           FROM growth g JOIN cast_member m USING (optimizer)
#:           WHERE g.slope IS NOT NULL GROUP BY m.optimizer),
#:         middle AS (SELECT paid, quantile(slope, 0.5) AS slope, count(*) AS members FROM mean GROUP BY paid)
#:         SELECT coalesce('Twice the unknowns cost the median method with gradients '
#:           || (SELECT spelled(pow10(slope * log10(2.0))) FROM middle WHERE paid) || ' times as much, without '
#:           || (SELECT spelled(pow10(slope * log10(2.0))) FROM middle WHERE NOT paid),
#:           'Nobody reached the target in three dimensions') AS headline,
#:         'Evaluations to ' || power(-3) || ' of the first gap, medians of '
#:           || (SELECT max(runs) FROM growth_point) || ' runs; ' || (SELECT words FROM charged)
#:           || '. A line ends where most runs miss.' AS subline
#: split lines  SELECT (p.place - 1) * (SELECT max(col) FROM cast_column) + m.col AS place, m.tone, g.n, g.mid,
#:         g.low, g.high, g.hits, g.runs, g.loss, m.optimizer
#:         FROM growth_point g JOIN growth_panel p USING (loss) JOIN cast_member m USING (optimizer)
#:         ORDER BY 1, m.tone, m.optimizer, g.n
#: data panels  SELECT (p.place - 1) * (SELECT max(col) FROM cast_column) + k.col AS place, p.place AS row, k.col,
#:         loss_name(p.loss) AS name, loss_rest(p.loss) AS rest, p.loss
#:         FROM growth_panel p CROSS JOIN cast_column k WHERE p.place <= 8 ORDER BY 1
#: data scale  SELECT x_low, x_high, y_low, y_high FROM growth_scale
#: data columns  SELECT col, title, paid, members FROM cast_column ORDER BY col
#: data key  SELECT col, rank, tone, label, optimizer FROM cast_member ORDER BY col, rank
#: how    Each row is one loss, each column a group of relatives; all panels have the same axes.
#:         Lower is cheaper, flatter grows more slowly with the number of unknowns. Solid lines use
#:         gradients, dashed ones do not.
XTITLE = "dimension n"; POINTS = 1
load "cast.gp"
