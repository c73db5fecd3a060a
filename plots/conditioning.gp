# plots/conditioning.gp -- what a stretched bowl costs: a (1+1)-ES, which pays, and CMA-ES, which learns.
#: title  Condition and dimension
#: study  scaling
#: head   WITH need(cell, share) AS (VALUES ('halves', pow10(-8)), ('sphere', pow10(-10)),
#:           ('ellipsoid', pow10(-10))),
#:         cost AS (SELECT d.cell, d.at, a.n, coalesce((SELECT min(m.value) FROM main.mark m
#:           WHERE m.run = d.run AND m.f - a.bottom <= l.share * a.first_gap), 9e999) AS cost
#:           FROM designed d JOIN need l USING (cell) JOIN attempt a ON a.id = d.run
#:           WHERE d.claim = 'conditioning')
#:         SELECT 'A (1+1)-ES pays like the condition to the power ' || printf('%.2f',
#:           (SELECT slope_value(at, cost) FROM cost WHERE cell = 'halves'))
#:           || '; CMA-ES learns the shape: like n to the ' || printf('%.2f', (SELECT
#:           slope_value(n, cost) FROM cost WHERE cell = 'sphere')) || ' (sphere) to '
#:           || printf('%.2f', (SELECT slope_value(n, cost) FROM cost WHERE cell = 'ellipsoid'
#:           AND n >= 8)) || ' (ellipsoid)' AS headline,
#:         'Evaluations to ' || power(-8) || ' (left) and ' || power(-10) || ' (right) of the first gap; medians and '
#:           || 'quartiles. Left: n = 10, two curvatures. Right: condition ' || power(6)
#:           || '; thick: the tutorial''s settings, thin: this suite''s.' AS subline
#:         FROM (SELECT 1) WHERE EXISTS (SELECT 1 FROM cost)
#: split points  WITH line(cell, place, share) AS (VALUES ('mild', 1, pow10(-8)), ('halves', 1, pow10(-8)),
#:           ('sphere', 2, pow10(-10)), ('cigar', 3, pow10(-10)), ('ellipsoid', 4, pow10(-10)),
#:           ('our sphere', 5, pow10(-10)), ('our cigar', 6, pow10(-10)), ('our ellipsoid', 7, pow10(-10))),
#:         cost AS (SELECT l.place, iif(l.place = 1, d.at, a.n) AS x, d.cell, coalesce((SELECT min(m.value)
#:           FROM main.mark m WHERE m.run = d.run AND m.f - a.bottom <= l.share * a.first_gap), 9e999) AS y
#:           FROM designed d JOIN line l USING (cell) JOIN attempt a ON a.id = d.run
#:           WHERE d.claim = 'conditioning')
#:         SELECT place, x, quantile(y, 0.25) AS low, quantile(y, 0.5) AS mid,
#:         min(quantile(y, 0.75), 1e9) AS high, cell FROM cost GROUP BY place, x
#:         HAVING mid < 9e999 ORDER BY place, x
#: data labels  WITH line(cell, place, name, least, share) AS (VALUES
#:           ('halves', 1, '(1+1)-ES', 30, pow10(-8)), ('sphere', 2, 'sphere', 1, pow10(-10)),
#:           ('cigar', 3, 'cigar', 1, pow10(-10)), ('ellipsoid', 4, 'ellipsoid', 8, pow10(-10))),
#:         cost AS (SELECT l.place, l.name, l.least, iif(l.place = 1, d.at, a.n) AS x,
#:           coalesce((SELECT min(m.value) FROM main.mark m WHERE m.run = d.run
#:           AND m.f - a.bottom <= l.share * a.first_gap), 9e999) AS y FROM designed d
#:           JOIN line l USING (cell) JOIN attempt a ON a.id = d.run WHERE d.claim = 'conditioning')
#:         SELECT place, name, slope_value(x, y) AS slope, max(x) AS x, (SELECT quantile(e.y, 0.5)
#:         FROM cost e WHERE e.place = c.place AND e.x = (SELECT max(x) FROM cost m
#:         WHERE m.place = c.place)) AS y FROM cost c WHERE x >= least GROUP BY place ORDER BY place
#: how    A straight line is a power, its exponent the steepness. Left, the exponent is that from a
#:         condition of 30 on. Right, the ellipsoid bends upwards: a full matrix of shape has n² / 2
#:         numbers to learn, and that order is not yet reached; its exponent is that from n = 8 on.
load "style.gp"
array NAME[4]; array SLOPE[4]; array LX[4]; array LY[4]
do for [k=1:4] { NAME[k] = ""; SLOPE[k] = 0; LX[k] = 1; LY[k] = 1 }
stats "labels.tsv" using (k = int($1), NAME[k] = strcol(2), SLOPE[k] = $3, LX[k] = $4, LY[k] = $5, 1) nooutput
W = 1000; H = 506; TOP = 84; BOTTOM = H - 66
load "open.gp"
there(i) = system(sprintf("test -e points.%d.tsv && echo 1", i)) eq "1"
source(i) = there(i) ? sprintf("points.%d.tsv", i) : "labels.tsv"
TONE2 = RAMP[3]; TONE3 = RAMP[4]; TONE4 = RAMP[6]
tone(i) = i == 2 || i == 5 ? TONE2 : i == 3 || i == 6 ? TONE3 : TONE4
set logscale xy
set format y "10^{%L}"; unset mytics; unset mxtics
set tmargin at screen Y(TOP); set bmargin at screen Y(BOTTOM)
set multiplot
set lmargin at screen X(64); set rmargin at screen X(410)
set xrange [2.4:1300]; set yrange [100:200000]
set xtics (3, 10, 30, 100, 300, 1000)
set xlabel "condition number k" offset 0,0.2
TEXT = txt(5)
if (NAME[1] ne "") { set label 11 sprintf("%s  k^{%.2f}", bold(NAME[1]), SLOPE[1]) at LX[1] * 0.75, LY[1] * 1.25 right tc rgb TEXT }
plot source(1) using (there(1) ? $2 : NaN):4 with lines lt 5, \
     source(1) using (there(1) ? $2 : NaN):4:3:5 with yerrorbars lt 5 dt solid lw 1.1
unset label 100; unset label 101; unset label 11
set lmargin at screen X(510); set rmargin at screen X(W - 130)
set xrange [1.8:72]; set xtics (2, 4, 8, 16, 32, 64)
set xlabel "dimension n" offset 0,0.2
do for [k=2:4] {
  said = sprintf("%s  n^{%.2f}", bold(NAME[k]), SLOPE[k])
  place = LX[k] * 1.15
  height = LY[k] * (k == 4 ? 1.05 : k == 3 ? 1.15 : 0.95)
  if (NAME[k] ne "") { set label 10+k said at place, height left tc rgb INK }
}
plot for [i=5:7] source(i) using (there(i) ? $2 : NaN):4 with lines lc rgb tone(i) lw 1 dt (2,4), \
     for [i=5:7] source(i) using (there(i) ? $2 : NaN):4 with points lc rgb tone(i) pt 7 ps 0.35*PSC, \
     for [i=2:4] source(i) using (there(i) ? $2 : NaN):4 with lines lc rgb tone(i) lw 2.4 dt (9,4), \
     for [i=2:4] source(i) using (there(i) ? $2 : NaN):4:3:5 with yerrorbars lc rgb tone(i) pt 7 ps 0.7*PSC dt solid lw 1.1
unset multiplot
