# plots/false_convergence.gp -- gradient descent dies on a slope that falls for ever; and from which steepness on.
#: title  False convergence
#: study  nonsmooth_floors
#: head   SELECT spelled(100 * avg(value) FILTER (WHERE at > 1)) || ' % of ' || count(*) FILTER (WHERE at > 1)
#:           || ' gradient descents die on a steep enough slope, ' || spelled(100 - 100 * (SELECT avg(value) FROM
#:           measured WHERE claim = 'false_convergence' AND trial = 'bfgs' AND name = 'fell'))
#:           || ' % of ' || (SELECT count(*) FROM measured WHERE claim = 'false_convergence' AND trial = 'bfgs'
#:           AND name = 'fell') || ' BFGS runs' AS headline,
#:         'f = a|x₁| + x₂ falls for ever along x₁ = 0. Steps that meet the conditions of Armijo (c₁) and Wolfe.'
#:           AS subline
#:         FROM measured WHERE claim = 'false_convergence' AND trial = 'descent' AND name = 'died'
#:         HAVING count(*) > 0
#: split walk  WITH way AS (SELECT substr(name, 1, instr(name, ' ') - 1) AS who, substr(name, -1) AS axis, at,
#:           value FROM measured WHERE claim = 'false_convergence' AND trial = 'paths' AND name LIKE '% x_')
#:         SELECT instr('dbe', substr(a.who, 1, 1)) AS place, a.value AS x, b.value AS y, a.at AS step
#:         FROM way a JOIN way b ON b.who = a.who AND b.at = a.at WHERE a.axis = '1' AND b.axis = '2'
#:         ORDER BY place, a.at
#: split share  SELECT point / 7 + 1 AS place, at AS ratio, avg(value) AS share, count(*) AS runs
#:         FROM measured WHERE claim = 'false_convergence' AND trial = 'descent' AND name = 'died'
#:         GROUP BY point ORDER BY point
#: data bfgs  SELECT at AS ratio, 1 - avg(value) AS share, count(*) AS runs FROM measured
#:         WHERE claim = 'false_convergence' AND trial = 'bfgs' AND name = 'fell' GROUP BY at ORDER BY at
#: how    Left: the same start, three methods; gradient descent hops to and fro across the kink with steps
#:         that shrink and stops where f is far from lowest. Right: every dot is 40 random starts; right of 1
#:         theory foretells 100 %, left of it nothing.
load "style.gp"
W = 1000; H = 452; TOP = 116; PANEL_H = 276; LEFT = 52; PW = 420; SECOND = 560
load "open.gp"
A = 4
CL = THEME eq "dark" ? "#4A5A6C" : "#A9BDD0"
set border 3 lc rgb SOFT lw 1; unset grid; set tics scale 0.3,0; unset mxtics; unset mytics
array NAME[3] = ["Gradient descent", "BFGS", "CMA-ES"]; array TYPE[3] = [3, 1, 6]
THERE = system("test -e walk.1.tsv && echo 1") eq "1"
END_X = NaN; END_Y = NaN; BEGIN_X = NaN; BEGIN_Y = NaN
if (THERE) { stats "walk.1.tsv" using ($0 == 0 ? (BEGIN_X = $2, BEGIN_Y = $3) : 0, END_X = $2, END_Y = $3, 1) nooutput }
$ONE << EOD
one
1
EOD
set multiplot
set lmargin at screen X(LEFT); set rmargin at screen X(LEFT + PW)
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + PANEL_H)
set xrange [-3:3]; set yrange [-4:4]; set samples 601
set xtics 1 format "{/*0.85 %g}"; set ytics 2 format "{/*0.85 %g}"
set xlabel "{/*0.85 x₁}" offset 0,0.6; set ylabel "{/*0.85 x₂}" offset 0.6,0
set label 1 bold("Paths over 4|x₁| + x₂") at screen X(LEFT),Y(TOP - 32) left tc rgb INK
set label 2 "{/*0.82 thin lines: equal f, lower towards the bottom}" at screen X(LEFT),Y(TOP - 15) left tc rgb MUTED
set label 3 bold(NAME[1]) at 0.95,1.7 left tc rgb txt(3)
set label 4 "{/*0.85 stops here}" at END_X + 0.25,END_Y left tc rgb txt(3)
set label 5 bold(NAME[2]) at 0.12,-3.2 left tc rgb txt(1)
set label 6 bold(NAME[3]) at -0.95,-3.2 right tc rgb txt(6)
plot for [level=-4:14:2] level - A * abs(x) with lines lt 1 lw 0.7 lc rgb CL dt solid, \
     for [p=3:1:-1] (THERE ? sprintf("walk.%d.tsv", p) : "bfgs.tsv") using (THERE ? $2 : NaN):3 with linespoints lt TYPE[p] lw 1.8 dt solid pt 7 ps 0.45*PSC, \
     $ONE using (BEGIN_X):(BEGIN_Y) with points pt 6 ps 1.6*PSC lw 2 lc rgb INK, \
     $ONE using (END_X):(END_Y) with points pt 2 ps 1.5*PSC lw 3 lc rgb txt(3)
unset label; unset ylabel
set lmargin at screen X(SECOND); set rmargin at screen X(SECOND + PW - 30)
set logscale x; set xrange [0.25:12]; set yrange [-0.04:1.06]
set xtics ("{/*0.85 0.3}" 0.3, "{/*0.85 0.6}" 0.6, "{/*0.85 1}" 1, "{/*0.85 1.5}" 1.5, "{/*0.85 3}" 3, "{/*0.85 10}" 10)
set ytics ("{/*0.85 0}" 0, "{/*0.85 25 %%}" 0.25, "{/*0.85 50 %%}" 0.5, "{/*0.85 75 %%}" 0.75, "{/*0.85 100 %%}" 1)
set grid ytics lt -1 lc rgb GRID lw 0.9 dt solid
set xlabel "{/*0.85 a over its threshold, √(1/c₁ − 1)}" offset 0,0.6
set label 1 bold("Share of runs that die") at screen X(SECOND),Y(TOP - 32) left tc rgb INK
set label 2 "{/*0.82 gradient descent by c₁, light to dark 0.01, 0.1, 0.3, 0.5; squares: BFGS}" at screen X(SECOND),Y(TOP - 15) left tc rgb MUTED
set arrow 1 from 1,graph 0 to 1,graph 1 nohead lc rgb MUTED lw 1 dt (3,3)
set label 3 "{/*0.85 foretold: all}" at 1.12,0.88 left tc rgb MUTED
set label 4 bold("BFGS") at 4,0.07 left tc rgb txt(1)
RIGHT = system("test -e share.1.tsv && echo 1") eq "1"
plot for [p=1:4] (RIGHT ? sprintf("share.%d.tsv", p) : "bfgs.tsv") using (RIGHT ? $2 : NaN):3 with linespoints lt 3 lw 1.8 dt solid lc rgb RAMP[p + 1] pt 7 ps 0.8*PSC, \
     "bfgs.tsv" using 1:2 with linespoints lt 1 lw 1.8 dt solid pt 5 ps 0.8*PSC
unset multiplot
