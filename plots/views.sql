-- plots/views.sql -- from runs and marks to numbers: costs, gaps, targets hit, expected times.
--
-- Built over an open store, in its TEMP schema, each when a query mentions it (views.c): a statement
-- ends with a semicolon at the end of a line. Before them stand three TEMP tables:
--   setting(mode, price)       what a gradient is charged: '1', 'measured', '5', 'n+1', ...
--   wanted(kind, level)        targets the reader asks for: 'absolute' or 'relative', as a gap
--   identity(method, linetype, casting, tone, place)   plots/identity.csv

-- What one gradient costs, counted in values.
CREATE TEMP TABLE charge AS
SELECT loss, n, measured,
       CASE (SELECT mode FROM setting)
           WHEN 'measured' THEN max(1.0, coalesce(measured, 5.0))
           WHEN 'n+1' THEN n + 1.0
           ELSE (SELECT price FROM setting) END AS price
FROM (SELECT loss, n, quantile(price, 0.5) FILTER (WHERE price IS NOT NULL) AS measured
      FROM main.run GROUP BY loss, n);
CREATE INDEX temp.charge_key ON charge(loss, n);

-- Runs, with the bottom that gaps are measured from: the known minimum, or the best found. Runs
-- whose paths are kept are for pictures of paths: one a loss, from a start of its own.
CREATE TEMP TABLE attempt AS
SELECT r.id, r.study, r.loss, r.class, r.n, r.optimizer, r.method, r.family, r.seed, r.rep,
       r.dare, r.status, r.reason, r.value, r.gradient + r.hessian_vector AS gradient, r.prox,
       c.price, r.value + c.price * (r.gradient + r.hessian_vector) + r.prox AS cost, r.wall,
       coalesce(r.minimum, b.best) AS bottom, r.minimum IS NOT NULL AS known,
       r.first - coalesce(r.minimum, b.best) AS first_gap,
       r.f - coalesce(r.minimum, b.best) AS gap
FROM main.run r
JOIN charge c ON c.loss = r.loss AND c.n = r.n
JOIN (SELECT loss, n, min(f) AS best FROM main.run GROUP BY loss, n) b
     ON b.loss = r.loss AND b.n = r.n
WHERE r.id NOT IN (SELECT run FROM main.step)
   OR NOT EXISTS (SELECT 1 FROM main.run WHERE id NOT IN (SELECT run FROM main.step));
CREATE UNIQUE INDEX temp.attempt_id ON attempt(id);
CREATE INDEX temp.attempt_cell ON attempt(loss, n, optimizer);

-- Optimizers: a label that tells two settings of one method apart.
CREATE TEMP TABLE contender AS
WITH named AS (
    SELECT optimizer, min(method) AS method, min(title) AS title, min(family) AS family
    FROM main.run GROUP BY optimizer)
SELECT optimizer, method, family,
       CASE WHEN count(*) OVER (PARTITION BY method) = 1 OR loss_rest(optimizer) = ''
            THEN title ELSE title || ' (' || loss_rest(optimizer) || ')' END AS label
FROM named;

-- Targets: gaps of 1 ... 1e-8, and 1e-1 ... 1e-8 of the first gap.
CREATE TEMP TABLE target AS
WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 8)
SELECT 'absolute' AS kind, pow10(-i) AS level, 'f − f* ≤ ' || power(-i) AS label FROM k
UNION ALL
SELECT 'relative', pow10(-i), power(-i) || ' of the first gap' FROM k WHERE i > 0;
INSERT INTO target
SELECT kind, level, CASE kind WHEN 'absolute' THEN 'f − f* ≤ ' || spelled(level)
                                ELSE spelled(level) || ' of the first gap' END
FROM wanted w
WHERE NOT EXISTS (SELECT 1 FROM target t
                  WHERE t.kind = w.kind AND abs(t.level - w.level) <= 1e-9 * w.level);

-- Every run against every target: what it cost, or, missed, all that was spent.
CREATE TEMP TABLE hit AS
SELECT a.id AS run, a.loss, a.n, a.optimizer, a.family, t.kind, t.level,
       m.run IS NOT NULL AS hit,
       coalesce(m.value, a.value) AS value,
       coalesce(m.gradient + m.hessian_vector, a.gradient) AS gradient,
       coalesce(m.prox, a.prox) AS prox,
       coalesce(m.value, a.value) + coalesce(m.prox, a.prox)
           + a.price * coalesce(m.gradient + m.hessian_vector, a.gradient) AS cost,
       coalesce(m.wall, a.wall) AS wall
FROM attempt a CROSS JOIN target t
LEFT JOIN main.mark m ON m.run = a.id AND m.i = (
    SELECT i FROM main.mark k WHERE k.run = a.id
    AND k.f - a.bottom <= t.level * iif(t.kind = 'relative', a.first_gap, 1.0)
    ORDER BY i LIMIT 1);
CREATE INDEX temp.hit_cell ON hit(kind, level, loss, n, optimizer, run);
CREATE INDEX temp.hit_run ON hit(run, kind, level);

-- One row for a loss, n, optimizer and target, without the (slow) intervals.
CREATE TEMP TABLE score AS
SELECT loss, n, optimizer, family, kind, level, count(*) AS runs, sum(hit) AS hits,
       avg(hit) AS rate, expected_time(cost, hit) AS cost, expected_time(wall, hit) AS wall,
       sum(value + prox) AS value, sum(gradient) AS gradient, sum(cost) AS spent
FROM hit GROUP BY kind, level, loss, n, optimizer;

-- The price of a gradient at which the best gradient-free method draws level: a gradient
-- method m is ahead while (value + price gradient) / hits < the best expected time without.
CREATE TEMP VIEW break_even AS
WITH free AS (
    SELECT loss, n, kind, level, min(cost) AS cost FROM score
    WHERE family <> 'gradient' AND hits > 0 GROUP BY loss, n, kind, level),
paid AS (
    SELECT loss, n, kind, level, max(hits) AS hits FROM score
    WHERE family = 'gradient' GROUP BY loss, n, kind, level)
SELECT p.loss, p.n, p.kind, p.level,
       CASE WHEN p.hits = 0 AND f.cost IS NULL THEN NULL
            WHEN p.hits = 0 THEN 0.0
            WHEN f.cost IS NULL THEN 9e999
            ELSE max(0.0, (SELECT max((f.cost * s.hits - s.value) / s.gradient) FROM score s
                  WHERE s.loss = p.loss AND s.n = p.n AND s.kind = p.kind
                  AND s.level = p.level AND s.family = 'gradient' AND s.hits > 0
                  AND s.gradient > 0)) END AS price
FROM paid p LEFT JOIN free f
     ON f.loss = p.loss AND f.n = p.n AND f.kind = p.kind AND f.level = p.level;

-- A run against a target, with the instance that it shares with other methods.
CREATE TEMP VIEW instance AS
SELECT h.run, a.loss, a.n, a.seed, a.rep, a.class, h.optimizer, a.family, h.kind, h.level,
       iif(h.hit, h.cost, NULL) AS cost, h.value + h.prox AS value, h.gradient, h.hit
FROM hit h JOIN attempt a ON a.id = h.run;

-- The best method with gradients against the best without, instance by instance, to 1e-2 of the
-- first gap. `times`: the expected time without over that with gradients; where one side never
-- arrives, a bound by the rule of three. `first`: the chance that a run with gradients costs less.
CREATE TEMP VIEW contest AS
WITH side AS (
    SELECT loss, n, family = 'gradient' AS paid, optimizer, hits, row_number() OVER (
           PARTITION BY loss, n, family = 'gradient' ORDER BY hits = 0, cost, optimizer) AS turn
    FROM score WHERE kind = 'relative' AND level = pow10(-2)),
best AS MATERIALIZED (
    SELECT g.loss, g.n, g.optimizer AS paid, f.optimizer AS free, c.price
    FROM side g JOIN side f ON f.loss = g.loss AND f.n = g.n AND f.turn = 1 AND NOT f.paid
    JOIN charge c ON c.loss = g.loss AND c.n = g.n
    WHERE g.turn = 1 AND g.paid AND g.hits + f.hits > 0),
met AS (
    SELECT k.loss, k.n, k.paid, k.free, x.hit AS x_hit, y.hit AS y_hit,
           x.value + x.prox + x.gradient * k.price AS x_cost,
           y.value + y.prox + y.gradient * k.price AS y_cost
    FROM best k
    CROSS JOIN hit x ON x.kind = 'relative' AND x.level = pow10(-2) AND x.loss = k.loss
      AND x.n = k.n AND x.optimizer = k.paid
    CROSS JOIN attempt a ON a.id = x.run
    CROSS JOIN attempt b ON b.loss = k.loss AND b.n = k.n AND b.optimizer = k.free
      AND b.seed = a.seed AND b.rep = a.rep
    CROSS JOIN hit y ON y.kind = 'relative' AND y.level = pow10(-2) AND y.loss = k.loss
      AND y.n = k.n AND y.optimizer = k.free AND y.run = b.id)
SELECT loss, n, paid, free, count(*) AS pairs, sum(x_hit) AS paid_hits, sum(y_hit) AS free_hits,
       CASE WHEN sum(y_hit) = 0 THEN sum(y_cost) / 3 / expected_time(x_cost, x_hit)
            WHEN sum(x_hit) = 0 THEN expected_time(y_cost, y_hit) / (sum(x_cost) / 3)
            ELSE time_ratio(y_cost, y_hit, x_cost, x_hit) END AS times,
       time_ratio_low(y_cost, y_hit, x_cost, x_hit) AS times_low,
       time_ratio_high(y_cost, y_hit, x_cost, x_hit) AS times_high,
       ahead(iif(x_hit, x_cost, 9e999), iif(y_hit, y_cost, 9e999)) AS first,
       ahead_low(iif(x_hit, x_cost, 9e999), iif(y_hit, y_cost, 9e999)) AS first_low,
       ahead_high(iif(x_hit, x_cost, 9e999), iif(y_hit, y_cost, 9e999)) AS first_high,
       signed_rank(iif(x_hit, ln(x_cost), 9e999), iif(y_hit, ln(y_cost), 9e999)) AS p
FROM met GROUP BY loss, n;

-- At most seven lines a picture: methods of identity.csv keep their own, one each; the rest
-- take what is free in their family, those that hit most targets first.
CREATE TEMP TABLE shown AS
WITH strength AS (
    SELECT c.*, i.linetype, i.place,
           (SELECT sum(hits) FROM score s WHERE s.optimizer = c.optimizer) AS hits
    FROM contender c LEFT JOIN identity i ON i.method = c.method),
own AS (
    SELECT optimizer, linetype FROM (
        SELECT optimizer, linetype, row_number() OVER (
            PARTITION BY linetype ORDER BY place, hits DESC, length(optimizer)) AS turn
        FROM strength WHERE linetype IS NOT NULL) WHERE turn = 1),
vacant AS (
    SELECT family, linetype, row_number() OVER (PARTITION BY family ORDER BY linetype) AS turn
    FROM (SELECT 'gradient' AS family, column1 AS linetype FROM (VALUES (1), (2), (3))
          UNION ALL SELECT 'gradient-free', column1 FROM (VALUES (4), (5), (6), (7)))
    WHERE linetype NOT IN (SELECT linetype FROM own)),
waiting AS (
    SELECT optimizer, family,
           row_number() OVER (PARTITION BY family ORDER BY hits DESC, optimizer) AS turn
    FROM strength WHERE optimizer NOT IN (SELECT optimizer FROM own))
SELECT c.optimizer, c.method, c.label, c.family, o.linetype
FROM contender c JOIN (
    SELECT optimizer, linetype FROM own
    UNION ALL
    SELECT w.optimizer, v.linetype FROM waiting w
    JOIN vacant v ON v.family = w.family AND v.turn = w.turn) o USING (optimizer);

-- The whole field in columns of relatives, at most seven each; who is in no column of
-- identity.csv stands in one for the rest. A column is what can be told apart in a panel.
CREATE TEMP TABLE cast_member AS
WITH ranked AS (
    SELECT c.optimizer, c.label, c.family, coalesce(i.casting, 6) AS casting, i.tone,
           row_number() OVER (PARTITION BY coalesce(i.casting, 6)
                              ORDER BY i.place IS NULL, i.place, length(c.optimizer), c.optimizer)
               - 1 AS turn,
           count(*) OVER (PARTITION BY c.method) AS variants
    FROM contender c LEFT JOIN identity i ON i.method = c.method)
SELECT optimizer, label, family, casting,
       dense_rank() OVER (ORDER BY casting, turn / 7) AS col, turn % 7 + 1 AS rank,
       CASE WHEN tone IS NULL OR max(variants) OVER (PARTITION BY casting) > 1
            THEN turn % 7 + 1 ELSE tone END AS tone
FROM ranked;

CREATE TEMP VIEW cast_column AS
SELECT col, CASE casting WHEN 1 THEN 'Along gradients' WHEN 2 THEN 'With curvature'
       WHEN 3 THEN 'For kinks' WHEN 4 THEN 'By values, directed' WHEN 5 THEN 'By values, drawn'
       ELSE 'Others' END AS title, max(family = 'gradient') AS paid, count(*) AS members
FROM cast_member GROUP BY col, casting;
