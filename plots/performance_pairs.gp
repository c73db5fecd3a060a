# plots/performance_pairs.gp -- performance profiles of two methods alone, pair by pair.
#: title  Performance profiles in pairs
#: study  convergence twins run
#: head   WITH says AS (SELECT b_label, a_label, max(iif(optimizer = a, ahead, 0)) AS won
#:           FROM duel WHERE b IN (SELECT optimizer FROM shown WHERE linetype IN (4, 5, 6))
#:           GROUP BY place)
#:         SELECT (SELECT a_label FROM says LIMIT 1) || ' is cheaper than '
#:           || group_concat(b_label || ' on ' || spelled(round(100 * won)) || ' %', ', than ')
#:           || ' of the problems' AS headline,
#:         'Share of problems (a loss, n and instance) brought to ' || power(-3)
#:           || ' of the first gap within so many times the calls of the better of the two; '
#:           || (SELECT words FROM charged) || '.' AS subline FROM says
#: split lines  SELECT d.place, s.linetype, d.x, d.share AS low, d.share AS mid, d.share AS high
#:         FROM duel_line d JOIN shown s USING (optimizer) ORDER BY d.place, s.linetype, d.x
#: data panels  SELECT place, b_label AS name, 'against ' || a_label || ', ' || problems
#:           || ' problems' AS rest FROM duel GROUP BY place ORDER BY place
#: data scale  SELECT 1 AS x_low, 300 AS x_high, 0 AS y_low, 1 AS y_high
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    Only two methods a panel, so that no third one can turn the order round: at the left edge,
#:         who is cheaper how often; at the right edge, who arrives at all. Problems on which one of
#:         the two cannot run are left out. Source: Gould & Scott 2016.
W = 1000; COLUMNS = 3; PANEL_H = 200; BANDS = 0; SHARES = 1
XTITLE = "times the better of the two"
load "panels.gp"
