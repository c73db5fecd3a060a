# plots/probe.gp -- what `gradgap probe` saw along one line: far, and near the place, with both slopes.
#: title  A loss along a line, and its slopes to both sides
#: study  look
#: each   SELECT printf('%d', id) AS suffix, id AS looked FROM main.trial WHERE study = 'look'
#: head   WITH said AS (SELECT max(iif(name = 'verdict', value, NULL)) AS verdict,
#:           max(iif(name = 'left', value, NULL)) AS a, max(iif(name = 'right', value, NULL)) AS b,
#:           max(iif(name = 'size', value, NULL)) AS size, max(iif(name = 'noise', value, NULL)) AS noise,
#:           max(iif(name = 'blind', value, NULL)) AS blind, max(iif(name = 'at point', value, NULL)) AS here,
#:           max(iif(name = 'dimension', value, NULL)) AS n,
#:           sum(iif(name = 'lines', value, 0)) AS lines,
#:           sum(iif(name = 'lines' AND at >= 3, value, 0)) AS crossed
#:           FROM main.number WHERE trial = :looked)
#:         SELECT trial || CASE verdict WHEN 0 THEN ': flat' WHEN 1 THEN ': smooth' WHEN 2 THEN ': unknown'
#:           WHEN 3 THEN ': C1, the curvature jumps' WHEN 4 THEN ': a kink' WHEN 5 THEN ': a cusp' ELSE ': a jump' END
#:           || CASE WHEN verdict = 6 AND NOT here THEN printf(' of %.6g', size) WHEN verdict IN (1, 2) OR a IS NULL OR b IS NULL THEN ''
#:           ELSE printf('; slope %.6g to the left, %.6g to the right', a, b) END AS headline,
#:           'f ' || design || ', n = ' || printf('%d', n) || '. ' || printf('%d of %d ', crossed, lines)
#:           || iif(here, 'directions', 'lines') || ' cross something; noise ' || printf('%.1g', noise)
#:           || coalesce(printf('; a kink below %.1g would not be seen', blind), '') || '.' AS subline
#:         FROM said, main.trial t WHERE t.id = :looked
#: data far  SELECT at AS t, value AS f FROM main.number WHERE trial = :looked AND name = 'far' ORDER BY i
#: data near SELECT at AS t, value AS f FROM main.number WHERE trial = :looked AND name = 'near' ORDER BY i
#: data sides  SELECT s.at AS t, v.value AS f, s.value AS slope, s.name AS side, (SELECT at FROM main.number WHERE
#:         trial = :looked AND name = 'verdict') AS place FROM main.number s JOIN main.number v ON v.trial = s.trial AND v.name =
#:         s.name || ' value' WHERE s.trial = :looked AND s.name IN ('left', 'right') ORDER BY s.name
#: how    Left: the loss along the line, t in the units of x. Right: a hundredth of it around the place
#:         that was found. Dashed lines are the slopes to both sides as values tell them: where they
#:         differ, the loss has no derivative.
load "style.gp"
W = 1080; H = 440
load "open.gp"
FAR_LOW = 0; FAR_HIGH = 1; NEAR_LOW = 0; NEAR_HIGH = 1
stats "far.tsv" using 1:2 name "FAR" nooutput
stats "near.tsv" using 1:2 name "NEAR" nooutput
array T[2]; array F[2]; array S[2]
SIDES = 0; PLACE = 0
do for [i=1:2] { T[i] = NaN; F[i] = NaN; S[i] = NaN }
stats "sides.tsv" using (SIDES = least(SIDES + 1, 2), T[SIDES] = $1, F[SIDES] = $2, S[SIDES] = $3, PLACE = $5, 1) nooutput
LIGHT = (THEME eq "dark") ? TD[4] : C[4]
low(a, b) = a == b ? a - 1 - abs(a) / 10 : a - 0.06 * (b - a)
high(a, b) = a == b ? b + 1 + abs(a) / 10 : b + 0.06 * (b - a)
set border 3 lc rgb SOFT lw 1
set tics scale 0.3,0
set format x "{/*0.85 %g}"; set format y "{/*0.85 %g}"
set tmargin at screen Y(112); set bmargin at screen Y(H - 52)
set multiplot
set label 1 bold("along the line") at screen X(64),Y(92) left tc rgb INK
set lmargin at screen X(64); set rmargin at screen X(520)
set xrange [FAR_min_x:FAR_max_x]; set yrange [low(FAR_min_y, FAR_max_y):high(FAR_min_y, FAR_max_y)]
set xtics autofreq
set xlabel "{/*0.85 t}" offset 0,0.4
set arrow 1 from PLACE, graph 0 to PLACE, graph 1 nohead lc rgb SOFT lw 1 dt (4,4) back
plot "far.tsv" using 1:2 with lines lt 1 lw 2
unset label 100; unset label 101
set label 1 bold("near the place") at screen X(620),Y(92) left tc rgb INK
set label 2 sprintf("{/*0.85 at t = %.9g}", PLACE) at screen X(1064),Y(92) right tc rgb MUTED
set lmargin at screen X(620); set rmargin at screen X(1064)
set arrow 1 from 0, graph 0 to 0, graph 1 nohead lc rgb SOFT lw 1 dt (4,4) back
set xrange [NEAR_min_x - PLACE:NEAR_max_x - PLACE]; set yrange [low(NEAR_min_y, NEAR_max_y):high(NEAR_min_y, NEAR_max_y)]
HALF = (NEAR_max_x - NEAR_min_x) / 2.
DECADE = 10**floor(log10(HALF)); TIC = HALF >= 5 * DECADE ? 5 * DECADE : HALF >= 2 * DECADE ? 2 * DECADE : DECADE
set xtics 0, TIC; set xtics TIC
set xlabel "{/*0.85 t, measured from the place}"
T1 = T[1]; F1 = F[1]; S1 = S[1]; T2 = T[2]; F2 = F[2]; S2 = S[2]
left(x) = x <= 0.3 * HALF ? F1 + S1 * (x + PLACE - T1) : NaN
right(x) = x >= -0.3 * HALF ? F2 + S2 * (x + PLACE - T2) : NaN
set samples 401
plot "near.tsv" using ($1 - PLACE):2 with lines lt 1 lw 2.4, \
     left(x) with lines lc rgb LIGHT lw 1.6 dt (9,4), \
     right(x) with lines lc rgb LIGHT lw 1.6 dt (9,4)
unset multiplot
