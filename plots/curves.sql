-- plots/curves.sql -- best-so-far curves on a grid of costs and of seconds: median, quartiles.
--
-- Loaded after views.sql, for figures. Grid: six points per tenfold.

-- The least gap of a run in each cell of the grid in which it improved.
CREATE TEMP TABLE improved AS
SELECT a.id AS run, 'calls' AS clock,
       ceil(6 * log10(max(1.0, m.value + m.prox + a.price * (m.gradient + m.hessian_vector))))
           AS slot,
       min(m.f) - a.bottom AS gap
FROM attempt a JOIN main.mark m ON m.run = a.id
WHERE a.optimizer IN (SELECT optimizer FROM shown)
GROUP BY a.id, slot
UNION ALL
SELECT a.id, 'seconds', ceil(6 * log10(max(1e-7, m.wall))) AS slot, min(m.f) - a.bottom
FROM attempt a JOIN main.mark m ON m.run = a.id
WHERE a.optimizer IN (SELECT optimizer FROM shown)
GROUP BY a.id, slot;
CREATE INDEX temp.improved_key ON improved(clock, run, slot);

-- Where the curve of each loss, n and optimizer begins and ends.
CREATE TEMP TABLE span AS
SELECT clock, a.loss, a.n, a.optimizer,
       min(min(slot)) OVER (PARTITION BY clock, a.loss, a.n) AS first,
       CASE clock WHEN 'calls' THEN max(max(slot), ceil(6 * log10(max(1.0, max(a.cost)))))
                  ELSE max(max(slot), ceil(6 * log10(max(1e-7, max(a.wall))))) END AS last
FROM improved JOIN attempt a ON a.id = run
GROUP BY clock, a.loss, a.n, a.optimizer;

CREATE TEMP TABLE slot AS
WITH RECURSIVE k(i) AS (SELECT -42 UNION ALL SELECT i + 1 FROM k WHERE i < 60) SELECT i FROM k;

CREATE TEMP TABLE curve AS
WITH filled AS (
    SELECT s.clock, s.loss, s.n, s.optimizer, slot.i,
           coalesce(min(d.gap) OVER (PARTITION BY s.clock, a.id ORDER BY slot.i),
                    a.first_gap) AS gap
    FROM span s JOIN attempt a ON a.loss = s.loss AND a.n = s.n AND a.optimizer = s.optimizer
    JOIN slot ON slot.i BETWEEN s.first AND s.last
    LEFT JOIN improved d ON d.clock = s.clock AND d.run = a.id AND d.slot = slot.i),
middle AS (
    SELECT clock, loss, n, optimizer, i, quantile(gap, 0.25) AS low,
           quantile(gap, 0.5) AS mid, quantile(gap, 0.75) AS high, count(*) AS runs
    FROM filled WHERE gap IS NOT NULL GROUP BY clock, loss, n, optimizer, i),
beside AS (
    SELECT *, lag(low) OVER w AS a, lag(mid) OVER w AS b, lag(high) OVER w AS c,
           lead(low) OVER w AS d, lead(mid) OVER w AS e, lead(high) OVER w AS f
    FROM middle WINDOW w AS (PARTITION BY clock, loss, n, optimizer ORDER BY i))
-- Inside a flat stretch a point says nothing: it is left out.
SELECT clock, loss, n, optimizer, pow10(i / 6.0) AS x, low, mid, high, runs
FROM beside
WHERE NOT (low IS a AND mid IS b AND high IS c AND low IS d AND mid IS e AND high IS f);
CREATE INDEX temp.curve_key ON curve(clock, n, loss);

-- Sheets of small multiples: a dimension that three losses share is a sheet of its own, losses
-- of a dimension of their own share one; at most 24 panels a page, smooth losses first.
CREATE TEMP TABLE panel AS
WITH cell AS (
    SELECT loss, n, min(CASE class WHEN 'smooth' THEN 0 WHEN 'kinked' THEN 1 ELSE 2 END) AS rank
    FROM attempt GROUP BY loss, n),
sheeted AS (
    SELECT *, CASE WHEN count(*) OVER (PARTITION BY n) >= 3 THEN n ELSE 0 END AS sheet FROM cell),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY sheet ORDER BY rank, loss, n) - 1 AS turn,
           count(*) OVER (PARTITION BY sheet) AS total
    FROM sheeted)
SELECT sheet, loss, n, rank, total, turn * ((total + 23) / 24) / total AS page,
       row_number() OVER (PARTITION BY sheet, turn * ((total + 23) / 24) / total
                          ORDER BY turn) AS place,
       loss_name(loss) AS name,
       CASE WHEN sheet = 0 THEN 'n = ' || n || iif(loss_rest(loss) = '', '', ', ') ELSE '' END
           || loss_rest(loss) AS rest
FROM placed;

CREATE TEMP VIEW sheet AS
SELECT sheet, page,
       CASE sheet WHEN 0 THEN 'own' ELSE 'n' || sheet END || iif(page > 0, '_' || (page + 1), '')
           AS suffix,
       CASE sheet WHEN 0 THEN 'losses of their own dimension' ELSE 'n = ' || sheet END AS label
FROM panel GROUP BY sheet, page;

-- Which family gets to a target first, by expected evaluations and by expected seconds.
CREATE TEMP VIEW winner AS
WITH best AS (
    SELECT loss, n, kind, level, family = 'gradient' AS paid,
           min(iif(hits, cost, NULL)) AS cost, min(iif(hits, wall, NULL)) AS wall
    FROM score GROUP BY loss, n, kind, level, paid)
SELECT loss, n, kind, level,
       CASE WHEN min(cost) IS NULL THEN 'nobody'
            WHEN coalesce(min(iif(paid, cost, NULL)), 9e999)
                 <= coalesce(min(iif(paid, NULL, cost)), 9e999) THEN 'gradient'
            ELSE 'gradient-free' END AS by_calls,
       CASE WHEN min(wall) IS NULL THEN 'nobody'
            WHEN coalesce(min(iif(paid, wall, NULL)), 9e999)
                 <= coalesce(min(iif(paid, NULL, wall)), 9e999) THEN 'gradient'
            ELSE 'gradient-free' END AS by_seconds
FROM best GROUP BY loss, n, kind, level;

-- How a gradient was charged, in words for a sub-headline.
CREATE TEMP VIEW charged AS
SELECT CASE mode WHEN 'measured' THEN 'a gradient counts as much as was measured'
                 WHEN 'n+1' THEN 'a gradient counts n + 1'
                 ELSE 'a gradient counts ' || spelled(price) END AS words FROM setting;

-- Twins: one landscape, smooth, kinked and in steps, side by side.
CREATE TEMP TABLE twin AS
WITH cell AS (
    SELECT landscape(loss) AS landscape, n, loss,
           CASE class WHEN 'smooth' THEN 1 WHEN 'kinked' THEN 2 ELSE 3 END AS side,
           count(DISTINCT optimizer) AS methods
    FROM attempt GROUP BY loss, n),
one AS (
    SELECT * FROM (SELECT *, row_number() OVER (
        PARTITION BY landscape, n, side ORDER BY methods DESC, length(loss), loss) AS turn
        FROM cell) WHERE turn = 1)
SELECT landscape, n, side, loss, count(*) OVER (PARTITION BY landscape, n) AS sides FROM one;
DELETE FROM twin WHERE sides < 2;
