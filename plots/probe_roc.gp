# plots/probe_roc.gp -- how well values tell kinks and jumps from smooth functions, and where that ends.
#: title  What the probe sees, and where it is blind
#: study  probe questions
#: head   WITH one AS (SELECT t.trial, t.point, n.value FROM main.trial t JOIN main.number n ON n.trial = t.id
#:           WHERE t.claim = 'probe_rates' AND n.name = 'flagged'),
#:         seen AS (SELECT sum(value) AS flagged, count(*) AS runs FROM one WHERE trial = 'kink' AND point >= 18),
#:         false AS (SELECT sum(value) AS flagged, count(*) AS runs FROM one WHERE trial = 'smooth')
#:         SELECT 'Values alone find ' || printf('%d of %d', seen.flagged, seen.runs) || ' kinks of 10⁷ times the noise or more, and call '
#:           || printf('%d of %d', false.flagged, false.runs) || ' smooth functions kinked' AS headline,
#:         'Area under the ROC curve of the roughness that is left at short steps: 1 tells all apart, ½ is blind. Dotted: the limit foretold for kinks.' AS subline
#:         FROM seen, false WHERE seen.runs > 0
#: data area  WITH s AS (SELECT t.trial, t.point, n.value FROM main.trial t JOIN main.number n ON n.trial = t.id
#:           WHERE t.claim = 'probe_rates' AND n.name = 'score' AND t.trial IN ('smooth', 'kink', 'jump')),
#:         cells AS (SELECT DISTINCT trial, point FROM s WHERE trial <> 'smooth'),
#:         both AS (SELECT c.trial, c.point, 1 AS broken, s.value FROM cells c JOIN s USING (trial, point)
#:           UNION ALL SELECT c.trial, c.point, 0, s.value FROM cells c JOIN s ON s.trial = 'smooth' AND s.point = c.point % 3),
#:         ranked AS (SELECT trial, point, broken, rank() OVER (PARTITION BY trial, point ORDER BY value)
#:           + (count(*) OVER (PARTITION BY trial, point, value) - 1) / 2.0 AS place FROM both)
#:         SELECT iif(trial = 'kink', 1, 2) AS panel, point % 3 + 1 AS noise, pow10(point / 3 + 1) AS ratio,
#:           (sum(place * broken) - sum(broken) * (sum(broken) + 1) / 2.0) / (sum(broken) * (count(*) - sum(broken))) AS area,
#:           sum(broken) AS broken, count(*) - sum(broken) AS smooth
#:         FROM ranked GROUP BY trial, point ORDER BY panel, noise, ratio
#: data limits  WITH e(noise, e) AS (VALUES (1, 2.220446e-16), (2, 1e-10), (3, 1e-6))
#:         SELECT noise, pow10(5 / 6.0 * log10(243.2 * e) + 0.5) / e AS ratio FROM e
#: data strip  SELECT 11 - t.point AS place, CASE t.point WHEN 0 THEN '⌊3x⌋' WHEN 1 THEN '√|x|' WHEN 2 THEN '|x|' WHEN 3 THEN 'max(0, x)'
#:           WHEN 4 THEN '|x|¹·⁵' WHEN 5 THEN 'Huber, 0.1' WHEN 6 THEN 'x |x|' WHEN 7 THEN '1 / (1 + 25x²)' WHEN 8 THEN '3'
#:           WHEN 9 THEN 'exp 3x' WHEN 10 THEN '1000 x⁵' ELSE '√(x² + 10⁻⁶)' END AS name,
#:           coalesce(min(max(quantile(n.value, 0.5), 0), 6), 6) AS exponent, CASE CAST(quantile(s.value, 0.5) AS INTEGER) WHEN 0 THEN 'flat' WHEN 1
#:           THEN 'smooth' WHEN 2 THEN 'unknown' WHEN 3 THEN 'C1' WHEN 4 THEN 'kink' WHEN 5 THEN 'cusp' ELSE 'jump' END AS verdict,
#:           count(n.value) > 0 AS shown
#:         FROM main.trial t JOIN main.number n ON n.trial = t.id AND n.name = 'exponent' JOIN main.number s ON s.trial = t.id AND
#:         s.name = 'sight' WHERE t.claim = 'probe_rates' AND t.trial = 'named' GROUP BY t.point ORDER BY place
#: how    Left and middle: random functions with a breach of the given size against random smooth ones. The limit,
#:         (243 e)^(5/6) f₆^(1/6) for noise e and sixth derivatives of about 1000, is where the kink stands out of noise and of smooth
#:         bends alike. Right: roughness falls as this power of the step; what falls into the noise at once, or faster than the 6th power, stands at 6.
load "style.gp"
W = 1080; H = 480
load "open.gp"
array SHADE[3] = [RAMP[2], RAMP[4], RAMP[6]]
array KEY_X[3] = [88, 188, 308]
array NAMES[3] = ["rounding", "noise 10⁻¹⁰", "noise 10⁻⁶"]
set logscale x 10; set xrange [10:1e8]; set yrange [0.4:1.03]
set xtics 100; set format x "{/*0.85 10^{%L}}"; set format y "{/*0.85 %g}"; set ytics 0.1
unset mxtics
set tics scale 0.3,0; set border 3 lc rgb SOFT lw 1
set tmargin at screen Y(128); set bmargin at screen Y(H - 66)
set multiplot
do for [p=1:2] {
  x0 = p == 1 ? 56 : 408
  set lmargin at screen X(x0); set rmargin at screen X(x0 + 312)
  set xrange [10:(p == 1 ? 1e8 : 1e6)]
  set label 1 bold(p == 1 ? "kinks" : "jumps") at screen X(x0),Y(108) left tc rgb INK
  set xlabel p == 1 ? "{/*0.85 change of slope / noise}" : "{/*0.85 height / noise}" offset 0,0.4
  do for [i=1:3] {
    set label (10 + i) NAMES[i] at screen X(KEY_X[i]),Y(84) left tc rgb INK
    set arrow (10 + i) from screen X(KEY_X[i] - 28),Y(84) to screen X(KEY_X[i] - 8),Y(84) nohead lc rgb SHADE[i] lw 3
  }
  set arrow 20 from graph 0, first 0.5 to graph 1, first 0.5 nohead lc rgb SOFT lw 1 back
  plot for [i=1:3] "limits.tsv" using ($1==i && p==1 ? $2 : NaN):(0.4):(0):(0.63) with vectors nohead lc rgb SHADE[i] lw 1.4 dt (2,4), \
       for [i=1:3] "area.tsv" using ($1==p && $2==i ? $3 : NaN):4 with linespoints lc rgb SHADE[i] lw 2.2 dt solid pt 7 ps 0.6*PSC
  unset label 100; unset label 101
  do for [i=1:3] { unset label (10 + i); unset arrow (10 + i) }
}
unset arrow 20
unset logscale x
set label 1 bold("power p with which roughness falls") at screen X(762),Y(108) left tc rgb INK
set lmargin at screen X(762); set rmargin at screen X(1064)
set xrange [-4:8.2]; set yrange [-0.6:11.6]
set xtics (0, "½" 0.5, 1, 2, 6); set format x "{/*0.85 %g}"
unset ytics; unset grid
do for [x in "0 0.5 1 2 6"] { set arrow from real(x), graph 0 to real(x), graph 1 nohead lc rgb GRID lw 0.9 back }
unset border
unset xlabel
plot "strip.tsv" using 3:($5 > 0 ? $1 : NaN) with points lc rgb C[1] pt 7 ps 0.9*PSC, \
     "" using 3:($5 > 0 ? NaN : $1) with points lc rgb C[1] pt 6 ps 0.9*PSC, \
     "" using (-0.5):1:(sprintf("{/*0.85 %s}", strcol(2))) with labels right tc rgb INK, \
     "" using (6.5):1:(sprintf("{/*0.85 %s}", strcol(4))) with labels left tc rgb MUTED
unset multiplot
