-- plots/profiles.sql -- who is near the best, how often, and by how much: profiles, mean ranks.
--
-- Made from curves.sql, for figures. tests/test_curves.c holds it against profile.c, ranking.c.

-- Profiles: every run against 1e-3 of its first gap. A problem is a loss, n and instance; in how
-- many times the calls of the cheapest of all optimizers does one get there?
CREATE TEMP VIEW class_size AS
SELECT class, CASE class WHEN 'smooth' THEN 1 WHEN 'kinked' THEN 2 ELSE 3 END AS place,
       count(*) AS problems, count(DISTINCT loss) AS losses
FROM (SELECT DISTINCT class, loss, n, seed, rep FROM attempt) GROUP BY class;

CREATE TEMP VIEW performance AS
WITH one AS (SELECT * FROM instance WHERE kind = 'relative' AND level = pow10(-3) AND hit),
best AS (SELECT loss, n, seed, rep, min(cost) AS cost FROM one GROUP BY loss, n, seed, rep),
step AS MATERIALIZED (
    SELECT o.class, o.optimizer, ceil(24 * log10(o.cost / b.cost) - 1e-9) AS i, count(*) AS new
    FROM one o JOIN best b USING (loss, n, seed, rep)
    WHERE o.optimizer IN (SELECT optimizer FROM shown)
    GROUP BY o.class, o.optimizer, i)
SELECT c.place, c.class, s.optimizer, pow10(slot.i / 24.0) AS x,
       sum(coalesce(k.new, 0)) OVER (PARTITION BY c.class, s.optimizer ORDER BY slot.i) * 1.0
           / c.problems AS share
FROM class_size c CROSS JOIN shown s JOIN slot ON slot.i BETWEEN 0 AND 60
LEFT JOIN step k ON k.class = c.class AND k.optimizer = s.optimizer AND k.i = slot.i;

-- Pairs: the method with gradients that hits most targets against each other one that is shown,
-- on problems that both can run on.
CREATE TEMP VIEW duel AS
WITH a AS (SELECT s.optimizer, s.label FROM shown s WHERE s.family = 'gradient'
           ORDER BY (SELECT sum(hits) FROM score k WHERE k.optimizer = s.optimizer) DESC LIMIT 1),
pair AS (
    SELECT a.optimizer AS a, a.label AS a_label, s.optimizer AS b, s.label AS b_label,
           row_number() OVER (ORDER BY s.linetype) AS place
    FROM a JOIN shown s ON s.optimizer <> a.optimizer),
one AS (SELECT * FROM instance WHERE kind = 'relative' AND level = pow10(-3)),
met AS (
    SELECT p.*, x.cost AS cost_a, y.cost AS cost_b, min(x.cost, y.cost) AS least
    FROM pair p JOIN one x ON x.optimizer = p.a JOIN one y ON y.optimizer = p.b
      AND y.loss = x.loss AND y.n = x.n AND y.seed = x.seed AND y.rep = x.rep),
times AS (
    SELECT place, a, b, a_label, b_label, a AS optimizer,
           cost_a / coalesce(least, cost_a) AS times FROM met
    UNION ALL
    SELECT place, a, b, a_label, b_label, b, cost_b / coalesce(least, cost_b) FROM met)
SELECT place, a, b, a_label, b_label, optimizer, ceil(24 * log10(times) - 1e-9) AS i,
       count(times) AS new, count(*) AS runs,
       sum(count(*)) OVER (PARTITION BY place, optimizer) AS problems,
       1.0 * count(iif(times = 1, 1, NULL)) / sum(count(*)) OVER (PARTITION BY place, optimizer)
           AS ahead
FROM times GROUP BY place, optimizer, i;

CREATE TEMP VIEW duel_line AS
WITH d AS MATERIALIZED (SELECT * FROM duel)
SELECT e.place, e.optimizer, pow10(slot.i / 24.0) AS x,
       sum(coalesce(k.new, 0)) OVER (PARTITION BY e.place, e.optimizer ORDER BY slot.i) * 1.0
           / e.problems AS share
FROM (SELECT DISTINCT place, optimizer, problems FROM d) e JOIN slot ON slot.i BETWEEN 0 AND 60
LEFT JOIN d k ON k.place = e.place AND k.optimizer = e.optimizer AND k.i = slot.i;

-- Data profiles of one class: evaluations over n + 1 to a part tau of the first gap, with a
-- gradient at n + 1 (w = 1) and as measured (w = 2).
CREATE TEMP VIEW data_profile AS
WITH w AS (SELECT column1 AS w FROM (VALUES (1), (2))),
tau AS (SELECT column1 AS tau FROM (VALUES (1), (3), (5), (7))),
unit AS (
    SELECT a.class, w.w, t.tau, h.optimizer, ceil(12 * log10(max(0.1,
               (h.value + h.prox + h.gradient * iif(w.w = 1, h.n + 1.0, max(1.0, coalesce(
               c.measured, 5.0)))) / (h.n + 1)))) AS i
    FROM tau t JOIN hit h ON h.kind = 'relative' AND h.level = pow10(-t.tau) AND h.hit
    JOIN attempt a ON a.id = h.run
    JOIN charge c ON c.loss = h.loss AND c.n = h.n JOIN w
    WHERE h.optimizer IN (SELECT optimizer FROM shown)),
step AS MATERIALIZED (SELECT class, w, tau, optimizer, i, count(*) AS new FROM unit
                      GROUP BY class, w, tau, optimizer, i)
SELECT z.class, 4 * (w.w - 1) + (t.tau + 1) / 2 AS place, w.w, t.tau, s.optimizer,
       pow10(slot.i / 12.0) AS x,
       sum(coalesce(k.new, 0)) OVER (PARTITION BY z.class, w.w, t.tau, s.optimizer
                                     ORDER BY slot.i) * 1.0 / z.problems AS share
FROM class_size z JOIN w JOIN tau t JOIN shown s
JOIN slot ON slot.i BETWEEN -12 AND (SELECT max(i) FROM step)
LEFT JOIN step k ON k.class = z.class AND k.w = w.w AND k.tau = t.tau
  AND k.optimizer = s.optimizer AND k.i = slot.i;

-- Mean ranks of the methods shown by their median calls to 1e-3 of the first gap, over all
-- problems (a loss in one n; row 1) and over those of each class; who cannot run or misses is
-- last. Problems that nobody solves rank nobody.
CREATE TEMP VIEW mean_rank AS
WITH cell AS (
    SELECT loss, n, optimizer, quantile(coalesce(cost, 9e999), 0.5) AS cost FROM instance
    WHERE kind = 'relative' AND level = pow10(-3) AND optimizer IN (SELECT optimizer FROM shown)
    GROUP BY loss, n, optimizer),
full AS (
    SELECT a.class, a.loss, a.n, s.optimizer, coalesce(c.cost, 9e999) AS cost
    FROM (SELECT class, loss, n FROM attempt GROUP BY loss, n) a CROSS JOIN shown s
    LEFT JOIN cell c ON c.loss = a.loss AND c.n = a.n AND c.optimizer = s.optimizer),
alive AS (SELECT *, min(cost) OVER (PARTITION BY loss, n) AS least FROM full),
ranked AS (
    SELECT class, optimizer, rank() OVER (PARTITION BY loss, n ORDER BY cost)
           + (count(*) OVER (PARTITION BY loss, n, cost) - 1) / 2.0 AS rank
    FROM alive WHERE least < 9e999),
grouped AS (
    SELECT 1 AS row, 'All' AS name, * FROM ranked
    UNION ALL SELECT CASE class WHEN 'smooth' THEN 2 WHEN 'kinked' THEN 3 ELSE 4 END,
           upper(substr(class, 1, 1)) || substr(class, 2), * FROM ranked)
SELECT row, name, optimizer, avg(rank) AS mean, count(*) AS problems,
       count(*) OVER (PARTITION BY row) AS methods,
       row_number() OVER (PARTITION BY row ORDER BY avg(rank), optimizer) AS turn,
       critical_difference(count(*) OVER (PARTITION BY row), count(*)) AS apart
FROM grouped GROUP BY row, optimizer;

-- Methods whose mean ranks are not apart: from the first to the last of each such company.
CREATE TEMP VIEW alike AS
WITH m AS MATERIALIZED (SELECT * FROM mean_rank),
reach AS (
    SELECT DISTINCT a.row, a.mean AS first, max(b.mean) AS last
    FROM m a JOIN m b ON b.row = a.row AND b.mean BETWEEN a.mean AND a.mean + a.apart
    GROUP BY a.row, a.optimizer)
SELECT row, first, last, row_number() OVER (PARTITION BY row ORDER BY first) AS level
FROM reach r WHERE last > first AND NOT EXISTS (
    SELECT 1 FROM reach q WHERE q.row = r.row AND q.first < r.first AND q.last >= r.last);
