# plots/differentiability_ladder.gp -- how a fixed step's floor sinks as a kink is turned into a bowl.
#: title  The ladder from kink to bowl
#: study  nonsmooth_floors
#: head   WITH rung AS (SELECT w.value AS p, slope_value(m.at, m.value) AS slope FROM measured m
#:           JOIN measured w USING (claim, trial, point, rep) WHERE claim = 'differentiability_ladder'
#:           AND m.name = 'floor' AND w.name = 'power' GROUP BY w.value)
#:         SELECT coalesce('Steps 10 times shorter: the floor sinks '
#:           || (SELECT spelled(pow10(slope)) FROM rung ORDER BY p LIMIT 1) || ' times at the kink p = '
#:           || (SELECT printf('%g', p) FROM rung ORDER BY p LIMIT 1) || ', '
#:           || (SELECT power(cast(round(slope) AS INTEGER)) FROM rung ORDER BY p DESC LIMIT 1)
#:           || ' times at p = ' || (SELECT printf('%g', p) FROM rung ORDER BY p DESC LIMIT 1),
#:           'No rung of the ladder is stored') AS headline,
#:         'Gradient descent with a fixed step h on |x|ᵖ stalls at a floor. Measured exponents are p / (2 − p), to '
#:           || (SELECT cast(-log10(max(1e-9, max(abs(slope * (2 - p) / p - 1)))) AS INTEGER) FROM rung)
#:           || ' digits.' AS subline
#: data dots  SELECT w.value AS p, slope_value(m.at, m.value) AS exponent, w.value / (2 - w.value) AS foretold
#:         FROM measured m JOIN measured w USING (claim, trial, point, rep)
#:         WHERE claim = 'differentiability_ladder' AND m.name = 'floor' AND w.name = 'power'
#:         GROUP BY w.value ORDER BY p
#: data floors  SELECT dense_rank() OVER (ORDER BY p) AS shade, p, h, floor FROM (SELECT w.value AS p,
#:           m.at AS h, quantile(m.value, 0.5) AS floor FROM measured m
#:           JOIN measured w USING (claim, trial, point, rep)
#:           WHERE claim = 'differentiability_ladder' AND m.name = 'floor' AND w.name = 'power'
#:           GROUP BY w.value, m.at) ORDER BY shade, h
#: data labels  SELECT shade, 'p = ' || printf('%g', p) AS label, h, pow10(min(level + (level > -8) * 2.6 + turn * 2.7)
#:           OVER (ORDER BY turn) - turn * 2.7) AS y FROM (SELECT row_number() OVER (ORDER BY
#:           min(w.value)) AS shade, w.value AS p, m.at AS h, log10(quantile(m.value, 0.5)) AS level,
#:           row_number() OVER (ORDER BY quantile(m.value, 0.5) DESC) AS turn
#:           FROM measured m JOIN measured w USING (claim, trial, point, rep)
#:           WHERE claim = 'differentiability_ladder' AND m.name = 'floor' AND w.name = 'power'
#:           AND m.at = (SELECT min(at) FROM measured WHERE claim = 'differentiability_ladder'
#:           AND name = 'floor') GROUP BY w.value) ORDER BY shade
#: how    At p = 1 the loss is |x|, a kink: a step ten times shorter lowers the floor ten times, no
#:         more. At p = 2 it is a bowl: there is no floor. Between them the derivative is continuous,
#:         but not steep enough near 0 to shorten the steps in time.
load "style.gp"
W = 1080; H = 470
ROWS = 0
stats "dots.tsv" using (ROWS = ROWS + 1, 1) nooutput
load "open.gp"
if (ROWS == 0) { load "nothing.gp"; exit }
shade(k) = RAMP[int(least(k, 6))]
set tics scale 0.3,0; unset mxtics; unset mytics
set multiplot
# --- the exponent over p
set lmargin at screen X(56); set rmargin at screen X(500)
set tmargin at screen Y(86); set bmargin at screen Y(H - 60)
set logscale y
set xrange [0.97:2.03]; set yrange [0.7:60]
set xtics 1,0.25,2; set format x "%.4g"
set ytics (1, 2, 3, 5, 10, 19, 50)
set xlabel "p: from the kink |x| to the bowl x^2" offset 0,0.3
set label 1 bold("exponent of h in the floor") at screen X(56),Y(72) left tc rgb INK
set label 2 "line: foretold, p / (2 − p)" at 1.03,5 left tc rgb MUTED
set label 3 "p = 2: no floor" at 1.985,0.85 right tc rgb MUTED
set arrow 1 from 2,0.7 to 2,60 nohead lt -1 lc rgb SOFT lw 1.2 dt (3,3)
set samples 400
plot [0.97:2.03] (x >= 1 && x < 1.985 ? x / (2 - x) : NaN) with lines lt -1 lw 1.6 lc rgb MUTED, \
     for [k=1:6] "dots.tsv" every ::k-1::k-1 using 1:2 with points pt 7 ps 1.3*PSC lc rgb shade(k), \
     "dots.tsv" using 1:2:(sprintf("%.3g", $2)) with labels left offset 0.8,-0.6 tc rgb INK
unset label 100; unset label 101; unset label 2; unset label 3; unset arrow 1
# --- the floors over h
set lmargin at screen X(600); set rmargin at screen X(W - 86)
set logscale x
set xrange [0.12:0.00085]; set yrange [1e-62:10]
set xtics ("0.1" 0.1, "0.03" 0.03, "0.01" 0.01, "0.003" 0.003, "0.001" 0.001); set format x "%g"
set ytics 1e-60,1e10,1; set format y "10^{%L}"
set xlabel "fixed step h, shorter to the right" offset 0,0.3
set label 1 bold("height of the floor, f") at screen X(600),Y(72) left tc rgb INK
plot for [k=1:6] "floors.tsv" using ($1==k ? $3 : NaN):4 with linespoints lt -1 dt solid lw 2.2 pt 7 ps 0.7*PSC lc rgb shade(k), \
     "labels.tsv" using (0.00086):4:2 with labels left offset 0.4,0 tc rgb INK
unset multiplot
