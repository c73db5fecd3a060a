-- plots/curves.sql -- best-so-far curves on a grid of costs and of seconds: median, quartiles.
--
-- Made from views.sql, for figures. Grid: six points per tenfold.

-- The least gap of a run in each cell of the grid in which it improved.
CREATE TEMP TABLE improved AS
SELECT a.id AS run, 'calls' AS clock,
       ceil(6 * log10(max(1.0, m.value + m.prox + a.price * (m.gradient + m.hessian_vector))))
           AS slot,
       min(m.f) - a.bottom AS gap
FROM attempt a JOIN main.mark m ON m.run = a.id
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
WITH RECURSIVE k(i) AS (SELECT -42 UNION ALL SELECT i + 1 FROM k WHERE i < 120) SELECT i FROM k;

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
       CASE sheet WHEN 0 THEN 'Losses of their own dimension' ELSE 'n = ' || sheet END AS label
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

CREATE TEMP VIEW twin_panel AS
SELECT t.*, 3 * (r.row - 1) + t.side AS place,
       loss_name(t.loss) || CASE side WHEN 1 THEN ', smooth' WHEN 2 THEN ', kinked'
           ELSE ', in steps' END AS name, loss_rest(t.loss) AS rest
FROM twin t JOIN (
    SELECT landscape, n, row_number() OVER (PARTITION BY n ORDER BY max(sides) DESC, landscape)
        AS row FROM twin GROUP BY landscape, n) r ON r.landscape = t.landscape AND r.n = t.n;

-- Who arrives first at a part of the first gap, the best with gradients or the best without, in
-- words. Where their 95 % intervals overlap there is nothing to say but that.
CREATE TEMP VIEW arrival AS
SELECT loss, n, level, family = 'gradient' AS paid, min(cost) AS cost, low, high
FROM (SELECT loss, n, level, family, expected_time(cost, hit) AS cost,
             expected_low(cost, hit) AS low, expected_high(cost, hit) AS high
      FROM hit WHERE kind = 'relative' GROUP BY loss, n, level, optimizer, family)
WHERE cost IS NOT NULL GROUP BY loss, n, level, paid;

CREATE TEMP VIEW race AS
SELECT a.loss, a.n, a.level,
       CASE WHEN g.cost IS NULL AND f.cost IS NULL THEN 'nobody arrives'
            WHEN g.cost IS NULL THEN 'never' WHEN f.cost IS NULL THEN 'alone'
            WHEN g.low <= f.high AND f.low <= g.high THEN 'no clear difference'
            WHEN f.cost >= g.cost THEN spelled(f.cost / g.cost) || ' times sooner'
            ELSE spelled(g.cost / f.cost) || ' times later' END AS words
FROM (SELECT DISTINCT loss, n, level FROM score WHERE kind = 'relative') a
LEFT JOIN arrival g ON g.loss = a.loss AND g.n = a.n AND g.level = a.level AND g.paid = 1
LEFT JOIN arrival f ON f.loss = a.loss AND f.n = a.n AND f.level = a.level AND f.paid = 0;

-- Linear fits, from smooth to discontinuous, named for the loss of a row.
CREATE TEMP VIEW fit_panel AS
WITH fit AS (
    SELECT loss, n, max(class) AS class, max(rep) + 1 AS runs,
           iif(instr(loss, 'pointwise='), substr(loss, instr(loss, 'pointwise=') + 10), 'square:')
               || ':' AS tail
    FROM attempt WHERE loss LIKE 'linear%' GROUP BY loss, n)
SELECT loss, n, runs, replace(substr(tail, 1, instr(tail, ':') - 1), '_', '-') AS name,
       loss_rest(loss) AS rest,
       row_number() OVER (ORDER BY CASE class WHEN 'smooth' THEN 1 WHEN 'kinked' THEN 2 ELSE 3 END,
                          loss) AS place
FROM fit;

-- Runtime distributions: the share of 51 targets a loss and run, f - f* from 1e2 to 1e-8, five a
-- tenfold, that fell within x evaluations a dimension; sheets of one n. A mark stands for the
-- targets that its gap passes first. A loss that an optimizer has no runs on counts as missed.
CREATE TEMP TABLE target_fall AS
WITH passed AS (
    SELECT p.sheet, a.loss, a.optimizer, a.id AS run,
           (m.value + m.prox + a.price * (m.gradient + m.hessian_vector)) / a.n AS x,
           min(40, max(-11, iif(m.f - a.bottom > 1e-9,
                                floor(1e-9 - 5 * log10(max(1e-9, m.f - a.bottom))), 40))) AS deep,
           m.i
    FROM attempt a JOIN panel p ON p.loss = a.loss AND p.n = a.n
    JOIN main.mark m ON m.run = a.id
    WHERE p.sheet > 0 AND a.optimizer IN (SELECT optimizer FROM shown)),
beside AS (
    SELECT *, coalesce(max(deep) OVER (PARTITION BY run ORDER BY i ROWS BETWEEN UNBOUNDED
                                       PRECEDING AND 1 PRECEDING), -11) AS above FROM passed)
SELECT sheet, loss, optimizer, run, x, above, deep FROM beside WHERE deep > above;
CREATE INDEX temp.target_fall_run ON target_fall(run);

-- How far each run came, and what it spent; targets up to `sure` fell to all runs of a method on
-- a loss, those behind `most` to none.
CREATE TEMP TABLE target_run AS
SELECT *, min(deep) OVER (PARTITION BY sheet, loss, optimizer) AS sure,
       max(deep) OVER (PARTITION BY sheet, loss, optimizer) AS most,
       1 / 51.0 / count(*) OVER (PARTITION BY sheet, loss, optimizer)
           / (SELECT count(*) FROM panel q WHERE q.sheet = a.sheet) AS part
FROM (SELECT p.sheet, a.loss, a.optimizer, a.id AS run, a.cost / a.n AS spent,
             coalesce((SELECT max(deep) FROM target_fall f WHERE f.run = a.id), -11) AS deep
      FROM attempt a JOIN panel p ON p.loss = a.loss AND p.n = a.n
      WHERE p.sheet > 0 AND a.optimizer IN (SELECT optimizer FROM shown)) a;

-- `share` is what the runs did; `again` what they would do, begun again until they arrive: only
-- where some arrive and some do not is there anything to simulate. It goes on for a tenfold.
CREATE TEMP TABLE target_share AS
WITH doubtful AS (
    SELECT c.sheet, c.optimizer, c.part * count(*) AS part,
           restarted(coalesce(f.x, c.spent), f.run IS NOT NULL) AS times
    FROM target_run c JOIN slot t ON t.i > c.sure AND t.i <= c.most
    LEFT JOIN target_fall f ON f.run = c.run AND f.above < t.i AND f.deep >= t.i
    GROUP BY c.sheet, c.loss, c.optimizer, t.i),
step AS (
    SELECT sheet, optimizer, i, sum(part) AS part, sum(again) AS again FROM (
        SELECT c.sheet, c.optimizer, ceil(12 * log10(max(0.1, f.x))) AS i,
               c.part * (f.deep - f.above) AS part,
               c.part * (min(f.deep, c.sure) - min(f.above, c.sure)) AS again
        FROM target_fall f JOIN target_run c ON c.run = f.run
        UNION ALL
        SELECT d.sheet, d.optimizer, ceil(12 * log10(max(0.1, j.value))), 0,
               d.part / json_array_length(d.times)
        FROM doubtful d JOIN json_each(d.times) j)
    GROUP BY sheet, optimizer, i),
ends AS (
    SELECT sheet, optimizer, max(ceil(12 * log10(max(0.1, spent)))) AS last
    FROM target_run GROUP BY sheet, optimizer)
SELECT e.sheet, e.optimizer, pow10(slot.i / 12.0) AS x,
       iif(slot.i <= e.last, sum(coalesce(s.part, 0)) OVER (
           PARTITION BY e.sheet, e.optimizer ORDER BY slot.i), NULL) AS share,
       sum(coalesce(s.again, 0)) OVER (PARTITION BY e.sheet, e.optimizer ORDER BY slot.i)
           AS again
FROM ends e JOIN slot ON slot.i BETWEEN -12 AND e.last + 12
LEFT JOIN step s ON s.sheet = e.sheet AND s.optimizer = e.optimizer AND s.i = slot.i;

CREATE TEMP VIEW target_panel AS
SELECT sheet, row_number() OVER (ORDER BY sheet) AS place, losses
FROM (SELECT sheet, count(DISTINCT loss) AS losses FROM panel
      WHERE sheet IN (SELECT sheet FROM target_share) GROUP BY sheet ORDER BY sheet LIMIT 6);

-- Growth with the dimension: cost to 1e-3 of the first gap; a run that missed it cost infinitely
-- much.
CREATE TEMP TABLE growth_point AS
SELECT loss, n, optimizer, low, mid, high, hits, runs FROM (
    SELECT loss, n, optimizer, sum(hit) AS hits, count(*) AS runs,
           quantile(iif(hit, cost, 9e999), 0.25) AS low,
           quantile(iif(hit, cost, 9e999), 0.5) AS mid,
           quantile(iif(hit, cost, 9e999), 0.75) AS high
    FROM hit WHERE kind = 'relative' AND level = pow10(-3)
      AND loss IN (SELECT loss FROM attempt GROUP BY loss HAVING count(DISTINCT n) >= 3)
    GROUP BY loss, n, optimizer) WHERE mid < 9e999;

-- `bends`: the last step, between the two largest n, has an exponent whose interval is apart from
-- that of all; a straight line hides it.
CREATE TEMP TABLE growth AS
WITH fitted AS (
    SELECT h.loss, h.optimizer, slope_value(h.n, iif(h.hit, h.cost, 9e999)) AS slope,
           slope_low(h.n, iif(h.hit, h.cost, 9e999)) AS low_slope,
           slope_high(h.n, iif(h.hit, h.cost, 9e999)) AS high_slope,
           local_slopes(h.n, iif(h.hit, h.cost, 9e999)) AS local
    FROM hit h JOIN growth_point p ON p.loss = h.loss AND p.n = h.n AND p.optimizer = h.optimizer
    WHERE kind = 'relative' AND level = pow10(-3)
    GROUP BY h.loss, h.optimizer)
SELECT f.*, min(p.n) AS least_n, max(p.n) AS most_n,
       avg(log10(p.mid)) - f.slope * avg(log10(p.n)) AS intercept, max(p.n) AS end_n,
       (SELECT mid FROM growth_point e WHERE e.loss = f.loss AND e.optimizer = f.optimizer
        ORDER BY n DESC LIMIT 1) AS end,
       json_extract(local, '$[#-1][2]') AS last_slope,
       json_extract(local, '$[#-1][3]') > high_slope
           OR json_extract(local, '$[#-1][4]') < low_slope AS bends
FROM fitted f JOIN growth_point p ON p.loss = f.loss AND p.optimizer = f.optimizer
GROUP BY f.loss, f.optimizer;

CREATE TEMP VIEW growth_panel AS
SELECT loss, row_number() OVER (ORDER BY loss) AS place
FROM (SELECT DISTINCT loss FROM growth_point LIMIT 12);

CREATE TEMP VIEW growth_scale AS
SELECT min(n) AS x_low, max(n) AS x_high, pow10(floor(log10(min(low)) - 0.05)) AS y_low,
       pow10(ceil(log10(max(iif(high < 9e999, high, mid))))) AS y_high FROM growth_point;

CREATE TEMP VIEW price_row AS
SELECT loss, row_number() OVER (ORDER BY min(rank), loss) AS row, min(name) AS name,
       loss_rest(loss) AS rest
FROM panel WHERE loss IN (SELECT loss FROM break_even WHERE price IS NOT NULL
                          AND kind = 'relative' AND level = pow10(-2))
GROUP BY loss ORDER BY min(rank), loss LIMIT 80;

-- Paths in the plane: four methods at most, over one landscape, smooth, kinked and in steps.
CREATE TEMP TABLE path_run AS
SELECT r.id, landscape(r.loss) AS landscape, r.loss, r.optimizer, s.label, s.linetype, r.status,
       CASE r.class WHEN 'smooth' THEN 1 WHEN 'kinked' THEN 2 ELSE 3 END AS side,
       r.f - coalesce(r.minimum, (SELECT min(f) FROM main.field f WHERE f.loss = r.loss)) AS gap,
       r.first - coalesce(r.minimum, (SELECT min(f) FROM main.field f WHERE f.loss = r.loss))
           AS first_gap,
       r.value + r.gradient + r.hessian_vector + r.prox AS spent
FROM main.run r JOIN shown s USING (optimizer)
WHERE r.n = 2 AND r.id IN (SELECT min(k.id) FROM main.run k
                           WHERE k.id IN (SELECT run FROM main.step WHERE x IS NOT NULL)
                           AND k.loss IN (SELECT loss FROM main.field)
                           GROUP BY k.loss, k.optimizer);

CREATE TEMP TABLE path_end AS
WITH columns AS (
    SELECT DISTINCT landscape, optimizer,
           dense_rank() OVER (PARTITION BY landscape ORDER BY linetype IN (2, 3) DESC,
                              linetype = 3 DESC, linetype) AS col FROM path_run),
rows AS (SELECT DISTINCT landscape, side,
                dense_rank() OVER (PARTITION BY landscape ORDER BY side) AS row FROM path_run)
SELECT p.*, min(4, (SELECT max(col) FROM columns k WHERE k.landscape = p.landscape)) AS width,
       (r.row - 1) * min(4, (SELECT max(col) FROM columns k WHERE k.landscape = p.landscape))
           + c.col AS place,
       p.gap <= 1e-2 * p.first_gap AS arrived, b.x AS sx, b.y AS sy, e.x AS ex, e.y AS ey
FROM path_run p JOIN columns c ON c.landscape = p.landscape AND c.optimizer = p.optimizer
JOIN rows r ON r.landscape = p.landscape AND r.side = p.side
JOIN main.step b ON b.run = p.id AND b.i = (
    SELECT min(i) FROM main.step WHERE run = p.id AND x IS NOT NULL AND y IS NOT NULL)
JOIN main.step e ON e.run = p.id AND e.i = (
    SELECT max(i) FROM main.step WHERE run = p.id AND x IS NOT NULL AND y IS NOT NULL)
WHERE c.col <= 4;

-- Of a long path the beginning, and then about 250 points, are drawn.
CREATE TEMP VIEW path_step AS
SELECT p.landscape, p.place, s.i, s.spent, s.x, s.y, p.loss, p.optimizer
FROM path_end p JOIN main.step s ON s.run = p.id WHERE s.x IS NOT NULL AND s.y IS NOT NULL
  AND (s.i <= 100 OR s.i % (1 + (SELECT max(i) FROM main.step k WHERE k.run = p.id) / 250) = 0);

-- The field in decades above its lowest point; the star is where the best run ended.
CREATE TEMP TABLE path_ground AS
SELECT study, loss, min(f) AS least FROM main.field GROUP BY loss;

CREATE TEMP TABLE path_field AS
SELECT o.landscape, o.side, f.i, f.j, f.x, f.y, log10(max(1e-3, f.f - g.least)) AS level
FROM (SELECT landscape, side, min(loss) AS loss FROM path_end GROUP BY landscape, side) o
CROSS JOIN path_ground g ON g.loss = o.loss
CROSS JOIN main.field f ON f.study = g.study AND f.loss = g.loss;

CREATE TEMP VIEW path_scale AS
SELECT landscape, max(x_low) AS x_low, min(x_high) AS x_high, max(y_low) AS y_low,
       min(y_high) AS y_high, count(*) AS rows,
       (SELECT max(width) FROM path_end e WHERE e.landscape = f.landscape) AS width
FROM (SELECT landscape, side, min(x) AS x_low, max(x) AS x_high, min(y) AS y_low,
             max(y) AS y_high FROM path_field GROUP BY landscape, side) f
GROUP BY landscape;

-- On stairs a whole terrace is lowest, so they do not say where the star is.
CREATE TEMP VIEW path_star AS
SELECT landscape, ex AS x, ey AS y, min(iif(side = 3, 9e999, gap)) AS gap FROM path_end
GROUP BY landscape;

-- The table of the field: every optimizer on every loss, what 1e-4 costs it, and how many times
-- the cheapest of the column that is; where none arrived, what the rule of three says it exceeds.
CREATE TEMP VIEW field_cell AS
WITH cheapest AS (
    SELECT loss, n, min(iif(hits, cost, NULL)) AS best FROM score
    WHERE kind = 'absolute' AND level = pow10(-4) GROUP BY loss, n)
SELECT p.sheet, p.page, p.place, r.col,
       dense_rank() OVER (PARTITION BY p.sheet, p.page ORDER BY r.col, r.rank) AS row, r.label, r.family, r.tone, s.optimizer, s.loss, s.n,
       iif(s.hits, s.cost, NULL) AS cost, s.hits, s.runs, iif(s.hits, s.cost / c.best, NULL) AS share,
       iif(s.hits, '', '> ') || CASE WHEN s.amount < 999.5 THEN printf('%.0f', s.amount)
            WHEN s.amount < 9950 THEN printf('%.1fk', s.amount / 1e3)
            WHEN s.amount < 999500 THEN printf('%.0fk', s.amount / 1e3)
            ELSE printf('%.1fM', s.amount / 1e6) END
            || iif(s.hits AND s.hits < s.runs, ' (' || s.hits || ')', '') AS words
FROM (SELECT *, iif(hits, cost, spent / 3.0) AS amount FROM score) s
JOIN cast_member r USING (optimizer)
JOIN panel p ON p.loss = s.loss AND p.n = s.n
JOIN cheapest c ON c.loss = s.loss AND c.n = s.n
WHERE s.kind = 'absolute' AND s.level = pow10(-4);
