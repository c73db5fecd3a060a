# plots/data_profile.gp -- problems solved within a budget, for four accuracies and two prices.
#: title  Data profiles
#: study  convergence twins run
#: each   SELECT class AS suffix, class FROM class_size ORDER BY place
#: head   WITH one AS (SELECT p.w, s.family, round(100 * max(p.share)) AS share FROM data_profile p
#:           JOIN shown s USING (optimizer)
#:           WHERE p.class = :class AND p.tau = 3 AND p.x < 10.001 GROUP BY p.w, s.family),
#:         best AS (SELECT w, max(iif(family = 'gradient', share, 0)) AS a,
#:           max(iif(family = 'gradient', 0, share)) AS b FROM one GROUP BY w)
#:         SELECT upper(substr(:class, 1, 1)) || substr(:class, 2) || ', to ' || power(-3)
#:           || ' within 10 (n + 1) evaluations: ' || group_concat(spelled(a) || iif(w = 1,
#:           ' % with gradients at n + 1', ' % at their measured price'), ', ') || ', '
#:           || spelled(max(b)) || ' % without' AS headline,
#:         'Share of ' || (SELECT problems FROM class_size WHERE class = :class)
#:           || ' problems (a loss, n and instance) brought to a part τ of the first gap. Upper row: a '
#:           || 'gradient counts n + 1; lower row: as much as was measured.' AS subline FROM best
#: split lines  SELECT p.place, s.linetype, p.x, p.share AS low, p.share AS mid, p.share AS high
#:         FROM data_profile p JOIN shown s USING (optimizer) WHERE p.class = :class
#:         AND EXISTS (SELECT 1 FROM data_profile d WHERE d.class = :class AND d.share > 0)
#:         ORDER BY p.place, s.linetype, p.x
#: data panels  SELECT DISTINCT place, 'τ = ' || power(-tau) AS name, iif(w = 1,
#:         'a gradient counts n + 1', 'a gradient as measured') AS rest FROM data_profile
#:         WHERE class = :class ORDER BY place
#: data scale  SELECT 0.1 AS x_low, pow10(ceil(log10(max(10.0, max(x))))) AS x_high, 0 AS y_low,
#:         1 AS y_high FROM data_profile
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    One unit of n + 1 evaluations is what a gradient from values costs. In the upper row all
#:         pay that price for a gradient, so it asks what is left of a gradient's lead when there is
#:         no derivative; the lower row charges what a derivative took. Where a line ends flat, the
#:         rest was never solved. Source: Moré & Wild 2009.
W = 1000; COLUMNS = 4; PANEL_H = 215; BANDS = 0; SHARES = 1
XTITLE = "evaluations / (n + 1)"
load "panels.gp"
