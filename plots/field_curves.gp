# plots/field_curves.gp -- every optimizer against calls: a row a loss, a column a group of relatives.
#: title  The field, curve by curve
#: study  convergence run race
#: each   SELECT suffix || iif(part > 0, '_' || (part + 1), '') AS suffix, sheet, page, part, label
#:         FROM (SELECT DISTINCT s.suffix, s.sheet, s.page, s.label, (p.place - 1) / 8 AS part
#:         FROM sheet s JOIN panel p ON p.sheet = s.sheet AND p.page = s.page)
#:         WHERE (SELECT count(*) FROM cast_member) > 7 ORDER BY sheet = 0, sheet, page, part
#: head   SELECT :label || ': within ' || power(-4) || ' on most of ' || count(DISTINCT loss)
#:           || ' losses are, with gradients, ' || coalesce(max(iif(paid AND turn = 1, words, NULL)),
#:           'none') || ', without, ' || coalesce(max(iif(NOT paid AND turn = 1, words, NULL)), 'none')
#:           AS headline,
#:         'f − f* against evaluations, medians of ' || (SELECT max(runs) FROM score)
#:           || ' runs of ' || (SELECT count(*) FROM cast_member) || ' optimizers; '
#:           || (SELECT words FROM charged) || '.' AS subline
#:         FROM (SELECT *, label || ' (' || solved || ')' AS words,
#:           row_number() OVER (PARTITION BY paid ORDER BY solved DESC, cost) AS turn
#:         FROM (SELECT m.label, m.family = 'gradient' AS paid, s.loss,
#:           sum(2 * s.hits > s.runs) OVER (PARTITION BY m.optimizer) AS solved,
#:           sum(iif(2 * s.hits > s.runs, log10(s.cost), 0)) OVER (PARTITION BY m.optimizer) AS cost
#:         FROM score s JOIN cast_member m USING (optimizer) JOIN panel p ON p.loss = s.loss AND p.n = s.n
#:         WHERE s.kind = 'absolute' AND s.level = pow10(-4) AND p.sheet = :sheet
#:           AND p.page = :page AND (p.place - 1) / 8 = :part))
#: split lines  SELECT ((p.place - 1) % 8) * (SELECT max(col) FROM cast_column) + m.col AS place,
#:         m.tone, c.x, max(c.mid, 1e-9) AS mid, m.optimizer
#:         FROM curve c JOIN panel p ON p.loss = c.loss AND p.n = c.n
#:         JOIN cast_member m USING (optimizer)
#:         WHERE c.clock = 'calls' AND p.sheet = :sheet AND p.page = :page
#:           AND (p.place - 1) / 8 = :part ORDER BY 1, m.tone, m.optimizer, c.x
#: data panels  SELECT ((p.place - 1) % 8) * (SELECT max(col) FROM cast_column) + k.col AS place,
#:         (p.place - 1) % 8 + 1 AS row, k.col, p.name, p.rest, p.loss, p.n
#:         FROM panel p CROSS JOIN cast_column k
#:         WHERE p.sheet = :sheet AND p.page = :page AND (p.place - 1) / 8 = :part ORDER BY 1
#: data scale  SELECT pow10(floor(log10(min(x)))) AS x_low, pow10(ceil(log10(max(x)))) AS x_high,
#:         1e-9 AS y_low, pow10(ceil(log10(max(10.0, max(mid))))) AS y_high
#:         FROM curve JOIN panel p USING (loss, n)
#:         WHERE clock = 'calls' AND p.sheet = :sheet AND p.page = :page
#: data columns  SELECT col, title, paid, members FROM cast_column ORDER BY col
#: data key  SELECT m.col, m.rank, m.tone, m.label, m.optimizer FROM cast_member m ORDER BY m.col, m.rank
#: how    Each row is one loss, each column a group of relatives; all panels have the same axes.
#:         Down is better, left is sooner. Solid lines use gradients, dashed ones do not. A group
#:         that is empty in a row cannot meet that loss: proximal methods need a loss that splits,
#:         gradient methods one with a gradient.
XTITLE = "evaluations"; POINTS = 0
load "cast.gp"
