# plots/structure.gp -- the lasso by subgradients, ISTA and FISTA, and the bounds of the last two.
#: title  Structure
#: study  structure
#: head   WITH at_1000 AS (SELECT quantile(value, 0.5) FILTER (WHERE name = 'fista') AS fista,
#:           quantile(value, 0.5) FILTER (WHERE name = 'ista') AS ista FROM measured
#:           WHERE claim = 'structure_restores' AND trial = 'lasso' AND at = 1000),
#:         best AS (SELECT quantile(least, 0.5) AS least FROM (SELECT min(value) AS least FROM measured
#:           WHERE claim = 'structure_restores' AND trial = 'lasso' AND at = 1000 AND name LIKE 'subgradient%' GROUP BY rep))
#:         SELECT 'After 1000 steps on the lasso: FISTA ' || spelled(fista) || ', ISTA ' || spelled(ista)
#:           || ', the best of six subgradient methods ' || spelled(least) AS headline,
#:         'Gap over steps: median and quartiles of ' || (SELECT count(DISTINCT rep) FROM measured WHERE claim =
#:           'structure_restores' AND trial = 'lasso') || ' tables with 80 rows and 200 columns. Dotted: the bounds of ISTA, LR²/(2k), and FISTA, 2LR²/(k + 1)².' AS subline
#:         FROM at_1000, best WHERE fista IS NOT NULL
#: split lines  WITH told AS (SELECT rep, at, iif(name LIKE 'subgradient%', 'subgradient', name) AS who,
#:           min(value) AS gap FROM measured WHERE claim = 'structure_restores' AND trial = 'lasso' AND at > 0 GROUP BY rep, at, who)
#:         SELECT CASE who WHEN 'fista' THEN 1 WHEN 'ista' THEN 3 ELSE 2 END AS place, at AS k,
#:         quantile(gap, 0.25) AS low, quantile(gap, 0.5) AS mid, quantile(gap, 0.75) AS high
#:         FROM told GROUP BY who, at ORDER BY place, at
#: data bound  SELECT at AS k, quantile(b.value, 0.5) / (2 * at) AS ista, 2 * quantile(b.value, 0.5) / ((at + 1) * (at + 1)) AS fista
#:         FROM (SELECT DISTINCT at FROM measured WHERE claim = 'structure_restores' AND trial = 'lasso' AND at > 0),
#:         (SELECT value FROM measured WHERE claim = 'structure_restores' AND trial = 'lasso' AND name = 'L R R') b GROUP BY at ORDER BY at
#: how    A solid line must stay below the dotted line of its colour, on every table and at every step. The
#:         subgradient method is shown in its favour: of six lengths of step the one that is best at that
#:         moment, which nobody knows beforehand. FISTA seems to stop at 1e-10, where f* is known no better.
load "style.gp"
W = 820; H = 452; TOP = 84; LEFT = 64; PW = 560; PANEL_H = 310
load "open.gp"
set border 3 lc rgb SOFT lw 1; set tics scale 0.3,0; unset mxtics; unset mytics
set logscale xy
set lmargin at screen X(LEFT); set rmargin at screen X(LEFT + PW)
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + PANEL_H)
set xrange [1:4000]; set yrange [1e-12:30]
set ytics 100 format "{/*0.85 10^{%L}}"; set xtics ("{/*0.85 1}" 1, "{/*0.85 10}" 10, "{/*0.85 100}" 100, "{/*0.85 1000}" 1000)
set xlabel "{/*0.85 steps k}" offset 0,0.6
set label 1 "{/*0.85 f − f*}" at screen X(12),Y(TOP - 12) left tc rgb MUTED
array NAME[3] = ["FISTA", "Subgradients", "ISTA"]; array TURN[3] = [1, 2, 3]
array LAST[3] = [NaN, NaN, NaN]
do for [p=1:3] {
  file = sprintf("lines.%d.tsv", p)
  if (system("test -e ".file." && echo 1") eq "1") {
    stats file using (LAST[p] = $4, 1) nooutput
    set label 1 + p bold(NAME[p]) at screen X(LEFT + PW + 12),first LAST[p] left tc rgb txt(p)
  }
}
THERE = system("test -e lines.3.tsv && echo 1") eq "1"
line(p) = THERE ? sprintf("lines.%d.tsv", p) : "bound.tsv"
plot for [p=3:1:-1] line(p) using (THERE ? $2 : NaN):3:5 with filledcurves fc rgb band(p, 0.15), \
     "bound.tsv" using 1:2 with lines lt 3 lw 1.4 dt (3,3), \
     "bound.tsv" using 1:3 with lines lt 1 lw 1.4 dt (3,3), \
     for [p=3:1:-1] line(p) using (THERE ? $2 : NaN):4 with lines lt p lw 2
