# plots/performance_profile.gp -- how near each method comes to the cheapest; one panel a smoothness.
#: title  Performance profiles
#: study  convergence twins run
#: head   WITH first AS (SELECT c.place, c.class, s.family, round(100 * max(p.share)) AS share
#:           FROM performance p JOIN shown s USING (optimizer) JOIN class_size c USING (place)
#:           WHERE p.x < 10.001 GROUP BY c.place, s.family),
#:         pair AS (SELECT class, max(iif(family = 'gradient', share, 0)) AS a,
#:           max(iif(family = 'gradient', 0, share)) AS b FROM first GROUP BY place ORDER BY place)
#:         SELECT 'Solved within ten times the cheapest, with and without gradients: '
#:           || group_concat(class || ' ' || spelled(a) || ' and ' || spelled(b) || ' %', ', ')
#:           AS headline,
#:         'Share of problems (a loss, n and instance) brought to ' || power(-3)
#:           || ' of the first gap within so many times the calls of the cheapest of '
#:           || (SELECT count(*) FROM contender) || ' methods; ' || (SELECT words FROM charged)
#:           || '.' AS subline
#:         FROM pair
#: split lines  SELECT p.place, s.linetype, p.x, p.share AS low, p.share AS mid, p.share AS high
#:         FROM performance p JOIN shown s USING (optimizer)
#:         WHERE EXISTS (SELECT 1 FROM performance WHERE share > 0)
#:         ORDER BY p.place, s.linetype, p.x
#: data panels  SELECT place, upper(substr(class, 1, 1)) || substr(class, 2) AS name,
#:         losses || iif(losses = 1, ' loss, ', ' losses, ') || problems || ' problems' AS rest
#:         FROM class_size ORDER BY place
#: data scale  SELECT 1 AS x_low, 300 AS x_high, 0 AS y_low, 1 AS y_high
#: data key  SELECT linetype, label, optimizer FROM shown ORDER BY linetype
#: how    At the left edge a line says how often a method is the cheapest of all, at the right edge
#:         how often it arrives at all. Higher is better. Who is second best is not said here: that
#:         depends on who else runs, and is seen in pairs. Sources: Dolan & Moré 2002; Gould & Scott
#:         2016.
W = 1000; COLUMNS = 3; PANEL_H = 270; BANDS = 0; SHARES = 1
XTITLE = "times the cheapest"
load "panels.gp"
