# plots/targets_reached.gp -- how many targets fall within a budget, one panel a dimension.
#: title  Targets reached
#: study  convergence run
#: head   WITH last AS (SELECT r.*, s.label, s.family FROM target_share r JOIN shown s USING (optimizer)
#:           WHERE sheet = (SELECT sheet FROM target_share ORDER BY sheet = 10 DESC, sheet LIMIT 1)),
#:         best AS (SELECT family, label, max(share) AS share FROM last GROUP BY family)
#:         SELECT 'n = ' || (SELECT sheet FROM last LIMIT 1) || ': ' || group_concat(label || ' '
#:           || iif(family = 'gradient', '(with gradients)', '(without)') || ' reaches '
#:           || spelled(round(100 * share)) || ' %', ', ') || ' of the targets' AS headline,
#:         'Share of all losses, runs and 51 targets (f − f* from 100 to ' || power(-8)
#:           || ', five a tenfold) reached within a budget; dotted: with restarts, simulated; ' || (SELECT words FROM charged) || '.' AS subline FROM best
#: split lines  SELECT p.place, s.linetype, r.x, r.again AS low, r.share AS mid, r.again AS high
#:         FROM target_share r JOIN target_panel p USING (sheet)
#:         JOIN shown s USING (optimizer) WHERE EXISTS (SELECT 1 FROM hit WHERE hit)
#:         ORDER BY p.place, s.linetype, r.x
#: data panels  SELECT place, 'n = ' || sheet AS name, losses || ' losses' AS rest FROM target_panel
#:         ORDER BY place
#: data scale  SELECT 0.1 AS x_low, pow10(ceil(log10(max(10.0, max(x))) - 0.01)) AS x_high, 0 AS y_low,
#:         1 AS y_high FROM target_share
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    Higher is better, further left is cheaper: what is above a line is what a method has not
#:         yet reached, over easy and hard targets alike. Where a line ends, so did the budget. The dotted
#:         line is no run but a simulation: who missed begins again, as often as it takes, and runs
#:         are drawn for that from those that were made; it is drawn for ten budgets. What no run
#:         reached stays unreached. A loss that a method cannot run on counts as missed.
#:         Source: Hansen et al. 2021, COCO.
AGAIN = 1
W = 1000; COLUMNS = 3; PANEL_H = 270; BANDS = 0; SHARES = 1
XTITLE = "evaluations / n"
load "panels.gp"
