# plots/smoothing_exponent.gp -- steps over 1/eps, of subgradients and of the rounded maximum.
#: title  What rounding buys
#: study  smoothing
#: head   WITH race AS (SELECT r.n, d.cell, d.at AS inverse, r.value + r.gradient - 1 AS steps FROM main.run r
#:           JOIN designed d ON d.run = r.id WHERE d.claim = 'smoothing_exponent' AND r.status = 'target'),
#:         pair AS (SELECT a.n, a.inverse, a.steps AS sharp, b.steps AS rounded FROM race a JOIN race b
#:           ON b.n = a.n AND b.cell = 'rounded' WHERE a.cell = 'sharp')
#:         SELECT 'Rounded off, the worst case of ' || max(n) || ' dimensions takes ' || (SELECT rounded FROM pair
#:           ORDER BY n DESC LIMIT 1) || ' steps instead of ' || (SELECT sharp FROM pair ORDER BY n DESC LIMIT 1) AS headline,
#:         'Steps to ε = 1/(2√n) above the minimum of a maximum of n pieces. No way around the lower bound: the rounded gradient sees all pieces, a subgradient one.' AS subline
#:         FROM pair HAVING count(*) > 0
#: data race  WITH race AS (SELECT r.n, d.cell, d.at AS inverse, r.value + r.gradient - 1 AS steps FROM main.run r
#:           JOIN designed d ON d.run = r.id WHERE d.claim = 'smoothing_exponent' AND r.status = 'target')
#:         SELECT a.n, a.inverse, a.steps AS subgradient, b.steps AS rounded,
#:         4 * a.inverse * sqrt(ln(a.n)) AS bound FROM race a JOIN race b ON b.n = a.n AND b.cell = 'rounded'
#:         WHERE a.cell = 'sharp' ORDER BY a.n
#: how    Both axes are logarithmic: the steeper line is the dearer one in the long run. Accuracy and
#:         dimension grow together, as they must for the lower bound to hold: before n steps are done a
#:         method that sees one piece a step cannot know the others.
load "style.gp"
W = 820; H = 452; TOP = 84; LEFT = 64; PW = 520; PANEL_H = 300
load "open.gp"
set border 3 lc rgb SOFT lw 1; set tics scale 0.3,0; unset mxtics; unset mytics
set logscale xy
set lmargin at screen X(LEFT); set rmargin at screen X(LEFT + PW)
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + PANEL_H)
set xrange [7:150]; set yrange [10:6000]
set ytics 10 format "{/*0.85 10^{%L}}"
set xtics ("{/*0.85 1/ε = 8}\n{/*0.7 n = 16}" 8, "{/*0.85 16}\n{/*0.7 64}" 16, "{/*0.85 32}\n{/*0.7 256}" 32, "{/*0.85 64}\n{/*0.7 1024}" 64, "{/*0.85 128}\n{/*0.7 4096}" 128)
unset xlabel
set label 1 "{/*0.85 steps}" at screen X(12),Y(TOP - 12) left tc rgb MUTED
COUNT = 0; SX = 0; SY = 0; SZ = 0; XX = 0; XY = 0; XZ = 0; LAST_X = 1; LAST_A = NaN; LAST_B = NaN; LAST_C = NaN
stats "race.tsv" using (COUNT = COUNT + 1, u = log($2), v = log($3), w = log($4 / sqrt(log($1))), SX = SX + u, SY = SY + v, SZ = SZ + w, XX = XX + u * u, XY = XY + u * v, XZ = XZ + u * w, LAST_X = $2, LAST_A = $3, LAST_B = $4, LAST_C = $5, 1) nooutput
D = COUNT * XX - SX * SX
A = D > 0 ? (COUNT * XY - SX * SY) / D : NaN
B = D > 0 ? (COUNT * XZ - SX * SZ) / D : NaN
set label 2 bold("Subgradient method") at screen X(LEFT + PW + 14),first LAST_A left tc rgb txt(2)
set label 3 sprintf("{/*0.85 (1/ε)^{%.2f}: exactly n steps}", A) at screen X(LEFT + PW + 14),first LAST_A / 1.42 left tc rgb txt(2)
set label 4 bold("Rounded, with momentum") at screen X(LEFT + PW + 14),first LAST_B left tc rgb txt(1)
set label 5 sprintf("{/*0.85 (1/ε)^{%.2f} √(ln n)}", B) at screen X(LEFT + PW + 14),first LAST_B / 1.42 left tc rgb txt(1)
set label 6 "{/*0.85 Nesterov’s bound, (4/ε) √(ln n)}" at screen X(LEFT + PW + 14),first LAST_C / 1.05 left tc rgb MUTED
plot "race.tsv" using 2:5 with lines lt 7 lw 1.2 dt (4,4), \
     "race.tsv" using 2:3 with linespoints lt 2 pt 5, \
     "race.tsv" using 2:4 with linespoints lt 1
