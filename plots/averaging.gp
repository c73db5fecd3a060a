# plots/averaging.gp -- the floor of a mean of kinks over their number; errors from drawn data over steps.
#: title  Averages smooth
#: study  loss_statistics
#: head   WITH walks AS (SELECT name, at, avg(value * value) AS square FROM measured WHERE claim =
#:           'averaging_smooths' AND trial = 'noise' GROUP BY name, at),
#:         last AS (SELECT max(square) FILTER (WHERE name = 'absolute') AS absolute, max(square) FILTER (WHERE
#:           name = 'square') AS square FROM walks WHERE at = (SELECT max(at) FROM walks)),
#:         floors AS (SELECT at, quantile(value, 0.5) AS floor FROM measured WHERE claim = 'averaging_smooths' AND
#:           trial = 'floor' GROUP BY at)
#:         SELECT 'With ' || spelled(max(at) / min(at)) || ' times the data the kinks’ floor is ' || spelled(max(floor) / min(floor))
#:           || ' times lower; with noise a kink costs a factor ' || printf('%.2f', (SELECT absolute / square FROM last)) AS headline,
#:         'Left: median of 20 tables of normal data. Right: mean square of '
#:           || (SELECT count(*) FROM measured WHERE claim = 'averaging_smooths' AND name = 'square' AND at = 1000)
#:           || ' walks, a fresh datum each step.' AS subline FROM floors HAVING count(*) > 0
#: data floors  SELECT at AS m, quantile(value, 0.5) AS floor, 0.01 / (2 * at * at) AS foretold FROM measured
#:         WHERE claim = 'averaging_smooths' AND trial = 'floor' GROUP BY at ORDER BY at
#: data walks  SELECT at AS steps, avg(value * value) FILTER (WHERE name = 'absolute') AS absolute,
#:         avg(value * value) FILTER (WHERE name = 'square') AS square FROM measured
#:         WHERE claim = 'averaging_smooths' AND trial = 'noise' GROUP BY at ORDER BY at
#: how    Left: each of m kinks has 1/m of the weight, so that a step across one does little harm. Right:
#:         theory for both lines, π/(2T) for the median and 1/T for the mean: where the noise of drawn data
#:         limits, the smooth loss is not faster, only better by a constant.
load "style.gp"
W = 1000; H = 440; TOP = 116; PANEL_H = 264; LEFT = 62; PW = 380; SECOND = 530
load "open.gp"
set border 3 lc rgb SOFT lw 1; set tics scale 0.3,0; unset mxtics; unset mytics
set logscale xy; set format y "{/*0.85 10^{%L}}"
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + PANEL_H)
set multiplot
set lmargin at screen X(LEFT); set rmargin at screen X(LEFT + PW)
set xrange [4:630]; set yrange [1e-8:1e-3]; set ytics 10
set xtics ("{/*0.85 5}" 5, "{/*0.85 11}" 11, "{/*0.85 25}" 25, "{/*0.85 51}" 51, "{/*0.85 101}" 101, "{/*0.85 251}" 251, "{/*0.85 501}" 501)
set xlabel "{/*0.85 data m}" offset 0,0.6
set label 1 bold("Floor of equal steps h = 0.01") at screen X(LEFT),Y(TOP - 32) left tc rgb INK
set label 2 "{/*0.82 f − f* of the mean of m absolute residuals; line: foretold, h/(2m²)}" at screen X(LEFT),Y(TOP - 15) left tc rgb MUTED
plot "floors.tsv" using 1:3 with lines lt 2 lw 1.4, "floors.tsv" using 1:2 with points lt 2 pt 7 ps 1.1*PSC
unset label 100; unset label 101
set lmargin at screen X(SECOND); set rmargin at screen X(SECOND + PW)
set xrange [800:40000]; set yrange [1e-5:1e-2]
set xtics ("{/*0.85 1000}" 1000, "{/*0.85 4000}" 4000, "{/*0.85 16000}" 16000, "{/*0.85 32000}" 32000)
set xlabel "{/*0.85 steps T, one datum each}" offset 0,0.6
LAST_A = NaN; LAST_B = NaN
stats "walks.tsv" using (LAST_A = $2, LAST_B = $3, 1) nooutput
set label 1 bold("Squared error from drawn data") at screen X(SECOND),Y(TOP - 32) left tc rgb INK
set label 2 "{/*0.82 of the averaged points; lines: foretold, π/(2T) and 1/T}" at screen X(SECOND),Y(TOP - 15) left tc rgb MUTED
set label 3 bold("|x − y|") at screen X(SECOND + PW + 8),first LAST_A * 1.1 left tc rgb txt(2)
set label 4 bold("(x − y)²") at screen X(SECOND + PW + 8),first LAST_B / 1.1 left tc rgb txt(1)
plot "walks.tsv" using 1:(pi / 2 / $1) with lines lt 2 lw 1.4, "walks.tsv" using 1:(1 / $1) with lines lt 1 lw 1.4, \
     "walks.tsv" using 1:2 with points lt 2 pt 7 ps 1.1*PSC, "walks.tsv" using 1:3 with points lt 1 pt 5 ps 1.0*PSC
unset multiplot
