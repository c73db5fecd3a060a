# plots/price_of_backprop.gp -- what one gradient costs as n grows: flat going back, n + 1 by differences.
#: title  The price of backpropagation
#: study  backprop questions
#: head   SELECT iif(count(*) = 0, 'Nothing was counted', 'All slopes cost ' || spelled(round(min(value), 1)) || ' to '
#:           || spelled(round(max(value), 1)) || ' values by backpropagation, for n = ' || printf('%g', min(at)) || ' to ' || printf('%g', max(at)) || '; n + 1 by differences') AS headline,
#:         'Cost of a value with its gradient, in values, against the number n of variables. Points: measured. '
#:           || 'Dashed: the same laws, by arithmetic.' AS subline
#:         FROM measured WHERE trial = 'operations' AND name IN ('product', 'rosenbrock', 'network')
#: data counted  SELECT CASE name WHEN 'product' THEN 1 WHEN 'rosenbrock' THEN 2 ELSE 3 END AS family, at AS n,
#:         value AS cost, name FROM measured WHERE trial = 'operations'
#:         AND name IN ('product', 'rosenbrock', 'network') ORDER BY family, n
#: data timed  SELECT w.value AS n, (SELECT min(value) FROM measured m WHERE m.trial = 'seconds' AND m.at = w.at
#:           AND m.name = 'gradient') / (SELECT min(value) FROM measured m WHERE m.trial = 'seconds' AND m.at = w.at
#:           AND m.name = 'value') AS cost, w.at AS width
#:         FROM measured w WHERE w.trial = 'seconds' AND w.name = 'weights' ORDER BY n
#: data differences  SELECT at AS n, value AS cost FROM measured WHERE trial = 'differences' ORDER BY n
#: how    Both axes are logarithmic. The lower points were counted (operations, on a tape) or timed (this
#:         project's networks) and do not rise with n: reverse mode costs at most 5 times the value.
#:         The upper ones are values that one gradient by forward differences took. On the far right
#:         nothing was run: it is arithmetic for a network of 1e11 weights, 2 operations a weight and
#:         row, on a machine of 1e15 operations a second.
load "style.gp"
W = 900; H = 528
load "open.gp"
set lmargin at screen X(64); set rmargin at screen X(W - 34)
set tmargin at screen Y(78); set bmargin at screen Y(H - 66)
set logscale xy
set xrange [1:4e11]; set yrange [0.9:2e12]
set xtics 10; set ytics 100; unset mxtics; unset mytics
set format x "10^{%L}"; set format y "10^{%L}"
set xtics add ("1" 1, "10" 10); set ytics add ("1" 1)
set xlabel "variables n" offset 0,0.2
set object 1 rect from 1,0.9 to 4e11,5 fc rgb band(1,0.10) fs solid noborder behind
set arrow 1 from 1,5 to 4e11,5 nohead lc rgb SOFT lw 1.4
set label 1 "{/*0.9 at most 5: a theorem}" at 4e6,9 left tc rgb MUTED
set label 2 bold("Differences: n + 1 values") at 1.1e6,5e6 right tc rgb txt(4)
set label 3 bold("Backpropagation") at 6e4,12 left tc rgb txt(1)
set label 4 "{/:Bold 231 days} a gradient" at 3e10,1.0e11 right tc rgb txt(4)
set label 5 "{/:Bold 0.6 ms} a gradient" at 3e10,24 right tc rgb txt(1)
set label 6 "{/*0.85 10^{11} weights: arithmetic}" at 6e10,1e6 right tc rgb MUTED
set arrow 2 from 1e11,3e10 to 1e11,8 nohead lc rgb SOFT lw 1.2 dt (4,4)
beyond(x) = x >= 1e3 && x <= 1.01e11
array FAMILY[3] = ["product of n numbers", "Rosenbrock's chain", "network of tanh units"]
do for [k=1:3] {
  set label 20+k FAMILY[k]."{/*0.85  (operations)}" at screen X(98),Y(104 + 20 * k) left tc rgb MUTED point lt k ps 1.0*PSC offset 1.2,0
}
set label 24 "this project's networks{/*0.85  (seconds)}" at screen X(98),Y(184) left tc rgb MUTED point pt 6 ps 1.0*PSC lw 1.6 lc rgb INK offset 1.2,0
plot (beyond(x) ? x + 1 : NaN) with lines lc rgb C[4] lw 2 dt (9,4), \
     (beyond(x) ? 3 : NaN) with lines lc rgb C[1] lw 2 dt (9,4), \
     "differences.tsv" using 1:2 with linespoints lc rgb C[4] lw 2.4 dt solid pt 6 ps 1.0*PSC, \
     for [k=1:3] "counted.tsv" using ($1==k ? $2 : NaN):3 with linespoints lt k ps 0.95*PSC, \
     "timed.tsv" using 1:2 with points pt 6 ps 1.05*PSC lw 1.6 lc rgb INK, \
     "+" using (1e11):(1e11) every ::0::0 with points pt 7 ps 1.1*PSC lc rgb C[4], \
     "+" using (1e11):(3.0) every ::0::0 with points pt 7 ps 1.1*PSC lc rgb C[1]
