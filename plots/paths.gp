# plots/paths.gp -- where four methods walk in the plane, over the same landscape with and without kinks.
#: title  Paths
#: study  twins paths
#: each   SELECT landscape AS suffix, landscape, loss_name(landscape) AS label FROM path_end
#:         GROUP BY landscape ORDER BY landscape
#: head   SELECT :label || ': ' || iif(sum(side = 1 AND arrived) = sum(side = 1), 'all arrive',
#:           sum(side = 1 AND arrived) || ' of ' || sum(side = 1) || ' arrive') || ' when smooth'
#:           || iif(sum(side = 2), ', ' || sum(side = 2 AND arrived) || ' of ' || sum(side = 2)
#:           || ' with kinks', '') || iif(sum(side = 3), ', ' || sum(side = 3 AND arrived) || ' of '
#:           || sum(side = 3) || ' in steps', '') AS headline,
#:         'Ring: start. Star: lowest point found. Cross: ended more than ' || power(-2)
#:           || ' of the first gap above it. Lines: equal f.' AS subline
#:         FROM path_end WHERE landscape = :landscape
#: split walk  SELECT place, x, y, spent FROM path_step
#:         WHERE landscape = :landscape ORDER BY place, i
#: data panels  SELECT place, label, linetype, 'f − f* = ' || spelled(gap) || ' after ' || spelled(spent)
#:         || iif(spent = 1, ' call', ' calls') AS end, arrived, sx, sy, ex, ey, side, loss, gap,
#:         status FROM path_end WHERE landscape = :landscape ORDER BY place
#: data star  SELECT x, y, gap FROM path_star WHERE landscape = :landscape
#: data scale  SELECT * FROM path_scale WHERE landscape = :landscape
#: grid field  SELECT side, i AS scan, x, y, level FROM path_field WHERE landscape = :landscape
#:         ORDER BY side, i, j
#: how    One run each from the same start (of a population, its best member is drawn). A path that ends in a cross stands still although the
#:         minimum is elsewhere: on a kink no step along one slope leads down, and on a stair there
#:         is no slope.
load "style.gp"
array LABEL[24]; array TYPE[24]; array END[24]; array PLACE[24]; array SIDE[24]; array STUCK[24]
array SX[24]; array SY[24]; array EX[24]; array EY[24]; array FIELD[3]
PANELS = 0; STAR_X = 0; STAR_Y = 0
stats "panels.tsv" using (PANELS = PANELS + 1, PLACE[PANELS] = int($1), LABEL[PANELS] = strcol(2), TYPE[PANELS] = int($3), END[PANELS] = strcol(4), STUCK[PANELS] = 1 - int($5), SX[PANELS] = $6, SY[PANELS] = $7, EX[PANELS] = $8, EY[PANELS] = $9, SIDE[PANELS] = int($10), 1) nooutput
stats "star.tsv" using (STAR_X = $1, STAR_Y = $2, 1) nooutput
stats "scale.tsv" using (X_LOW = $2, X_HIGH = $3, Y_LOW = $4, Y_HIGH = $5, ROWS = int($6), COLS = int($7), 1) nooutput
SIDE_NAME(k) = word("Smooth Kinked In_steps", k)
W = 1100; LEFT = 40; GAP = 14; TITLE_H = 46; TOP = 70; FOOT = 34
PW = (W - LEFT - 14 - (COLS - 1) * GAP) / real(COLS)
PANEL_H = PW * 0.88
H = int(TOP + ROWS * (PANEL_H + TITLE_H) + FOOT)
load "open.gp"
CL = THEME eq "dark" ? "#4A5A6C" : "#A9BDD0"
set border 15 lc rgb SOFT lw 1; unset grid; set tics scale 0 textcolor rgb MUTED
set xrange [X_LOW:X_HIGH]; set yrange [Y_LOW:Y_HIGH]
set xtics 1; set ytics 1
if (X_HIGH - X_LOW > 6) { set xtics 2; set ytics 2 }
set view map; set contour base; unset surface; set cntrparam levels incremental 0, 0.5, 3.5; set cntrparam order 4 linear
do for [k=1:3] {
  file = sprintf("field.%d.tsv", k)
  if (system("test -e ".file." && echo 1") eq "1") {
    set table sprintf("contour.%d.dat", k)
    splot file using 3:4:5
    unset table
  }
}
unset contour; set surface
# Contours come with blanks between their numbers, paths with tabs: both are white space.
set datafile separator whitespace; unset datafile columnheaders
$ONE << EOD
1
EOD
set multiplot
do for [p=1:PANELS] {
  c = (PLACE[p] - 1) % COLS; r = (PLACE[p] - 1) / COLS
  x0 = LEFT + c * (PW + GAP); y0 = TOP + TITLE_H + r * (PANEL_H + TITLE_H)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PANEL_H)
  set label 1 bold(fit(LABEL[p], 24)) at screen X(x0),Y(y0 - 26) left tc rgb txt(TYPE[p])
  set label 2 sprintf("{/*0.82 %s:  %s}", SIDE_NAME(SIDE[p]) eq "In_steps" ? "In steps" : SIDE_NAME(SIDE[p]), END[p]) at screen X(x0),Y(y0 - 10) left tc rgb MUTED
  if (c > 0) { set format y "" } else { set format y "{/*0.85 %g}" }
  if (r < ROWS - 1) { set format x "" } else { set format x "{/*0.85 %g}" }
  contour = sprintf("contour.%d.dat", SIDE[p])
  walk = sprintf("walk.%d.tsv", PLACE[p])
  plot contour using 1:2 with lines lt 1 lw 0.7 lc rgb CL dt solid, \
       walk skip 1 using 2:3 with lines lt TYPE[p] lw 1.3 dt solid, \
       walk skip 1 using 2:3 with points pt 7 ps 0.3*PSC lc rgb C[TYPE[p]], \
       $ONE using (SX[p]):(SY[p]) with points pt 6 ps 1.6*PSC lw 2 lc rgb INK, \
       $ONE using (STUCK[p] ? EX[p] : NaN):(EY[p]) with points pt 2 ps 1.5*PSC lw 3 lc rgb txt(TYPE[p]), \
       $ONE using (STAR_X):(STAR_Y):("{/*1.5 ★}") with labels tc rgb INK
  unset label 100; unset label 101; unset label 1; unset label 2
}
unset multiplot
