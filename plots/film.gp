# plots/film.gp -- a simplex, or a population, step by step over a smooth and a kinked landscape; also as film.gif.
#: title  Film
#: study  twins paths
#: each   SELECT replace(replace(lower(p.label), ' ', '_'), '–', '_') AS suffix, p.landscape, p.optimizer, p.label
#:         FROM path_run p WHERE p.id IN (SELECT run FROM main.crowd) AND p.side <= 2
#:         GROUP BY p.landscape, p.optimizer HAVING count(DISTINCT p.side) = 2 ORDER BY p.label
#: head   SELECT :label || ' on ' || loss_name(:landscape) || ': ' || group_concat(
#:           CASE side WHEN 1 THEN 'smooth' ELSE 'with its kinks' END || ' it gets within ' || spelled(gap / first_gap)
#:           || ' of the first gap', ', ') AS headline,
#:         'All its points, after the steps that are named. Star: the lowest point that any method found. Lines: equal f.' AS subline
#:         FROM (SELECT * FROM path_run WHERE landscape = :landscape AND optimizer = :optimizer AND side <= 2 ORDER BY side)
#: data panels  WITH want(col, i) AS (VALUES (1, 0), (2, 2), (3, 5), (4, 10), (5, 20), (6, 40)),
#:         run AS (SELECT p.*, (SELECT max(i) FROM main.crowd WHERE run = p.id) AS last FROM path_run p
#:           WHERE landscape = :landscape AND optimizer = :optimizer AND side <= 2),
#:         shot AS (SELECT r.id, r.side, r.linetype, r.first_gap, w.col, min(w.i, r.last) AS i, r.loss FROM run r JOIN want w
#:           WHERE w.i <= r.last OR (SELECT max(i) FROM want v WHERE v.i <= r.last) = (SELECT max(i) FROM want v WHERE v.i < w.i))
#:         SELECT 6 * (side - 1) + col AS place, side, col, linetype, i, (SELECT spent FROM main.step s WHERE s.run = shot.id AND s.i = shot.i)
#:           AS spent, loss FROM shot ORDER BY place
#: split points  WITH want(col, i) AS (VALUES (1, 0), (2, 2), (3, 5), (4, 10), (5, 20), (6, 40)),
#:         run AS (SELECT p.*, (SELECT max(i) FROM main.crowd WHERE run = p.id) AS last FROM path_run p
#:           WHERE landscape = :landscape AND optimizer = :optimizer AND side <= 2),
#:         shot AS (SELECT r.id, r.side, w.col, min(w.i, r.last) AS i FROM run r JOIN want w
#:           WHERE w.i <= r.last OR (SELECT max(i) FROM want v WHERE v.i <= r.last) = (SELECT max(i) FROM want v WHERE v.i < w.i))
#:         SELECT 6 * (side - 1) + col AS place, c.x, c.y FROM shot JOIN main.crowd c ON c.run = shot.id AND c.i = shot.i
#:         WHERE c.x IS NOT NULL AND c.y IS NOT NULL ORDER BY place, c.k
#: split all  SELECT p.side, c.i, c.x, c.y FROM path_run p JOIN main.crowd c ON c.run = p.id
#:         WHERE p.landscape = :landscape AND p.optimizer = :optimizer AND p.side <= 2 AND c.i <= 40
#:         AND c.x IS NOT NULL AND c.y IS NOT NULL ORDER BY p.side, c.k
#: data star  SELECT x, y FROM path_star WHERE landscape = :landscape
#: data scale  SELECT x_low, x_high, y_low, y_high FROM path_scale WHERE landscape = :landscape
#: grid field  SELECT side, i AS scan, x, y, level FROM path_field WHERE landscape = :landscape AND side <= 2
#:         ORDER BY side, i, j
#: how    From left to right the same run after more steps; above the smooth landscape, below the same
#:         with its kinks. A simplex that shrinks to a line before it reaches the star has been caught by the
#:         kink; a population that shrinks there has lost its variety. The file film.gif beside it moves.
load "style.gp"
array PLACE[12]; array SIDE[12]; array COL[12]; array STEP[12]; array SPENT[12]
PANELS = 0; TYPE = 4; STAR_X = 0; STAR_Y = 0
stats "panels.tsv" using (PANELS = PANELS + 1, PLACE[PANELS] = int($1), SIDE[PANELS] = int($2), COL[PANELS] = int($3), TYPE = int($4), STEP[PANELS] = int($5), SPENT[PANELS] = int($6), 1) nooutput
stats "star.tsv" using (STAR_X = $1, STAR_Y = $2, 1) nooutput
stats "scale.tsv" using (X_LOW = $1, X_HIGH = $2, Y_LOW = $3, Y_HIGH = $4, 1) nooutput
W = 1100; LEFT = 40; GAP = 10; TITLE_H = 30; TOP = 74; FOOT = 30; COLS = 6
PW = (W - LEFT - 14 - (COLS - 1) * GAP) / real(COLS)
PANEL_H = PW
H = int(TOP + 2 * (PANEL_H + TITLE_H) + FOOT)
load "open.gp"
CL = THEME eq "dark" ? "#4A5A6C" : "#A9BDD0"
set border 15 lc rgb SOFT lw 1; unset grid; set tics scale 0 textcolor rgb MUTED
set xrange [X_LOW:X_HIGH]; set yrange [Y_LOW:Y_HIGH]
STEP_OF = X_HIGH - X_LOW > 6 ? 2 : 1
set xtics STEP_OF; set ytics STEP_OF
set view map; set contour base; unset surface; set cntrparam levels incremental 0, 0.5, 3.5; set cntrparam order 4 linear
do for [k=1:2] {
  set table sprintf("contour.%d.dat", k)
  splot sprintf("field.%d.tsv", k) using 3:4:5
  unset table
}
unset contour; set surface
set datafile separator whitespace; unset datafile columnheaders
$ONE << EOD
1
EOD
SIDE_NAME(k) = k == 1 ? "Smooth" : "Kinked"
# A simplex is filled, a population is not. Counted here: stats does not work within multiplot.
array LAST[2]
set xrange [*:*]; set yrange [*:*]
stats "points.1.tsv" skip 1 using 2 nooutput
SIMPLEX = STATS_records <= 3
do for [k=1:2] { stats sprintf("all.%d.tsv", k) skip 1 using 2 nooutput; LAST[k] = int(STATS_max) }
set xrange [X_LOW:X_HIGH]; set yrange [Y_LOW:Y_HIGH]
set multiplot
do for [p=1:PANELS] {
  x0 = LEFT + (COL[p] - 1) * (PW + GAP); y0 = TOP + TITLE_H + (SIDE[p] - 1) * (PANEL_H + TITLE_H)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PANEL_H)
  set label 1 sprintf("{/:Bold %s}{/*0.85   %d step%s, %d call%s}", COL[p] == 1 ? SIDE_NAME(SIDE[p]) : "", STEP[p], STEP[p] == 1 ? "" : "s", SPENT[p], SPENT[p] == 1 ? "" : "s") at screen X(x0),Y(y0 - 11) left tc rgb INK
  if (COL[p] > 1) { set format y "" } else { set format y "{/*0.85 %g}" }
  if (SIDE[p] < 2) { set format x "" } else { set format x "{/*0.85 %g}" }
  now = sprintf("points.%d.tsv", PLACE[p])
  plot sprintf("contour.%d.dat", SIDE[p]) using 1:2 with lines lt 1 lw 0.7 lc rgb CL dt solid, \
       $ONE using (STAR_X):(STAR_Y):("{/*1.3 ★}") with labels tc rgb INK, \
       now skip 1 using (SIMPLEX ? $2 : NaN):3 with filledcurves closed fc rgb band(TYPE, 0.35), \
       now skip 1 using 2:3 with points pt 7 ps 0.55*PSC lc rgb C[TYPE]
  unset label 100; unset label 101; unset label 1
}
unset multiplot
# The film: both landscapes side by side, a frame a step.
if (TERM eq "png") {
  unset output
  FW = 760; FH = 430
  eval sprintf('set term gif animate delay 25 loop 0 size %d,%d enhanced font "%s,%g" background "%s"', FW, FH, FONT, SIZE, BG)
  set output "film.gif"
  do for [i=0:40] {
    set multiplot
    do for [k=1:2] {
      file = sprintf("all.%d.tsv", k)
      set lmargin at screen (k == 1 ? 0.05 : 0.54); set rmargin at screen (k == 1 ? 0.48 : 0.97)
      set tmargin at screen 0.87; set bmargin at screen 0.08
      set format x "%g"; set format y "%g"
      set label 1 sprintf("{/:Bold %s}   step %d", SIDE_NAME(k), at) at graph 0,1.05 left tc rgb INK
      at = i < LAST[k] ? i : LAST[k]
      plot sprintf("contour.%d.dat", k) using 1:2 with lines lt 1 lw 0.7 lc rgb CL dt solid, \
           file skip 1 using (SIMPLEX && $2 == at ? $3 : NaN):4 with filledcurves closed fc rgb band(TYPE, 0.35), \
           $ONE using (STAR_X):(STAR_Y) with points pt 3 ps 1.6 lw 2 lc rgb INK, \
           file skip 1 using ($2 == at ? $3 : NaN):4 with points pt 7 ps 0.8 lc rgb C[TYPE]
    }
    unset multiplot
  }
}
