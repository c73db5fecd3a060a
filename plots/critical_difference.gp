# plots/critical_difference.gp -- mean ranks, and which of them are too near to tell apart.
#: title  Mean ranks
#: study  convergence twins run
#: head   WITH first AS (SELECT m.row, m.name, s.label FROM mean_rank m JOIN shown s USING (optimizer)
#:           WHERE m.turn = 1)
#:         SELECT 'Best mean rank: ' || group_concat(lower(name) || ' ' || label, ', ') AS headline,
#:         'By median calls to ' || power(-3) || ' of the first gap on each loss and n; '
#:           || (SELECT words FROM charged) || '. Ranks of methods under one bar are not apart at 5 % '
#:           || '(Friedman, Nemenyi).' AS subline FROM (SELECT * FROM first ORDER BY row)
#: data methods  SELECT m.row, s.linetype, s.label, m.mean, m.turn, m.methods, s.optimizer
#:         FROM mean_rank m JOIN shown s USING (optimizer) ORDER BY m.row, m.turn
#: data bars  SELECT row, first, last, level FROM alike ORDER BY row, level
#: data rows  SELECT row, name, problems || iif(problems = 1, ' problem', ' problems') AS rest, apart,
#:         methods, dense_rank() OVER (ORDER BY row) AS place FROM mean_rank GROUP BY row ORDER BY row
#: how    Rank 1 is the cheapest. Two methods whose ranks are further apart than the bar CD differ;
#:         a grey bar joins those that do not. A summary and no more: ranks depend on who else takes
#:         part, and say nothing of how far ahead one is. Whether one of two is ahead is decided by the
#:         paired tests in the tables. Source: Demšar 2006.
load "style.gp"
array NAME[4]; array REST[4]; array APART[4]; array PLACE[4]
ROWS = 0; K = 2
stats "rows.tsv" using (ROWS = ROWS + 1, PLACE[int($1)] = int($6), NAME[ROWS] = strcol(2), REST[ROWS] = strcol(3), APART[ROWS] = (valid(4) ? $4 : 0), K = int($5), 1) nooutput
HALF = (K + 1) / 2
W = 900; TOP = 112; ROW_H = 78 + 19 * HALF; H = TOP + ROWS * ROW_H - 6
LEFT = 250; RIGHT = W - 190
load "open.gp"
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:W]; set yrange [H:0]
unset border; unset tics; unset grid
RX(r) = LEFT + (r - 1) / (K - 1.0) * (RIGHT - LEFT)
AXIS(row) = TOP + (PLACE[int(row)] - 1) * ROW_H + 12
ON_LEFT(t) = t <= HALF
DROP(t) = 30 + 19 * (ON_LEFT(t) ? t : K - t + 1)
END(t) = ON_LEFT(t) ? LEFT - 14 : RIGHT + 14
do for [p=1:ROWS] {
  y = TOP + (p - 1) * ROW_H + 12
  set label 200+p bold(NAME[p]) at first 12,y left tc rgb INK
  set label 220+p sprintf("{/*0.82 %s}", REST[p]) at first 12,y+16 left tc rgb MUTED
  set arrow 10+p from first LEFT,y to first RIGHT,y nohead lc rgb MUTED lw 1
  do for [k=1:K] {
    set arrow 100+10*p+k from first RX(k),y to first RX(k),y-5 nohead lc rgb MUTED lw 1
    set label 300+10*p+k sprintf("{/*0.85 %d}", k) at first RX(k),y-14 center tc rgb MUTED
  }
  if (APART[p] > 0 && APART[p] <= K - 1) {
    set arrow 400+p from first RX(K - APART[p]),y-27 to first RIGHT,y-27 heads size 3,90 lc rgb MUTED lw 1.2
    set label 400+p "{/*0.82 CD}" at first RIGHT+8,y-27 left tc rgb MUTED
  }
}
BARS = system("test $(wc -l < bars.tsv) -gt 1 && echo 1") eq "1"
plot for [i=1:7] "methods.tsv" using ($2==i ? RX($4) : NaN):(AXIS($1)):(0):(DROP($5)) with vectors nohead lt i dt solid lw 1.1, \
     for [i=1:7] "methods.tsv" using ($2==i ? RX($4) : NaN):(AXIS($1) + DROP($5)):(END($5) - RX($4)):(0) with vectors nohead lt i dt solid lw 1.1, \
     (BARS ? "bars.tsv" : "methods.tsv") using (BARS ? RX($2) - 4 : NaN):(AXIS($1) + 10 + 8 * ((BARS ? $4 : 1) - 1)):(BARS ? RX($3) - RX($2) + 8 : 0):(0) with vectors nohead lc rgb INK lw 4, \
     for [i=1:7] "methods.tsv" using ($2==i ? RX($4) : NaN):(AXIS($1)) with points lt i ps 1.0*PSC, \
     for [i=1:7] "methods.tsv" using ($2==i && ON_LEFT($5) ? END($5) - 6 : NaN):(AXIS($1) + DROP($5)):(sprintf("{/:Bold %s}  {/*0.85 %.1f}", strcol(3), $4)) with labels right tc rgb txt(i), \
     for [i=1:7] "methods.tsv" using ($2==i && !ON_LEFT($5) ? END($5) + 6 : NaN):(AXIS($1) + DROP($5)):(sprintf("{/*0.85 %.1f}  {/:Bold %s}", $4, strcol(3))) with labels left tc rgb txt(i)
