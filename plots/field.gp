# plots/field.gp -- every optimizer on every loss: what a target costs, as a table in colours.
#: title  The field
#: study  convergence twins run race
#: each   SELECT suffix, sheet, page, label FROM sheet s WHERE (SELECT count(*) FROM cast_member) > 7
#:         ORDER BY sheet = 0, sheet, page
#: head   SELECT :label || ': ' || coalesce((SELECT group_concat(words, ', ') FROM (
#:           SELECT label || ' is cheapest on ' || count(*) AS words FROM field_cell
#:           WHERE sheet = :sheet AND page = :page AND share = 1.0 GROUP BY label
#:           ORDER BY count(*) DESC, label LIMIT 3)), 'nobody comes within ' || power(-4))
#:           || ' of ' || (SELECT max(place) FROM panel WHERE sheet = :sheet AND page = :page)
#:           || ' losses' AS headline,
#:         'Expected evaluations to f − f* ≤ ' || power(-4) || ' over '
#:           || (SELECT max(runs) FROM score) || ' runs; ' || (SELECT words FROM charged)
#:           || '. Bold: the cheapest; darker: up to ' || power(4) || ' times that.' AS subline
#: data cells  SELECT row, place AS col, coalesce(share, -1) AS share, words, optimizer, loss, n, cost, hits, runs
#:         FROM field_cell WHERE sheet = :sheet AND page = :page ORDER BY row, place
#: data rows  SELECT DISTINCT row, label, family = 'gradient' AS paid, tone, col FROM field_cell
#:         WHERE sheet = :sheet AND page = :page ORDER BY row
#: data panels  SELECT place, name || CASE WHEN count(*) OVER (PARTITION BY name) = 1 THEN ''
#:           WHEN count(*) OVER (PARTITION BY name, rank) = 1
#:           THEN CASE rank WHEN 0 THEN ', smooth' WHEN 1 THEN ', kinked' ELSE ', in steps' END
#:           ELSE ' ' || rest END AS name FROM panel
#:         WHERE sheet = :sheet AND page = :page ORDER BY place
#: how    A row is an optimizer, a column a loss. Read down a column: bold is who needs the fewest
#:         evaluations, a dark cell needs many times more, (k) says that only k runs arrived; a grey >
#:         that none did, and what is exceeded at 95 % (a third of all that was spent). An empty cell is a pair that cannot meet.
load "style.gp"
array RNAME[60]; array RPAID[60]; array ROPEN[60]; array CNAME[30]
ROWS = 0; COLS = 0
stats "rows.tsv" using (ROWS = int($1), RNAME[ROWS] = strcol(2), RPAID[ROWS] = int($3), ROPEN[ROWS] = int($5), 1) nooutput
stats "panels.tsv" using (COLS = int($1), CNAME[COLS] = strcol(2), 1) nooutput
W = 1100; LEFT = 176; RIGHT = 84; LINE = 21; TOP = 222; FOOT = 16
H = TOP + ROWS * LINE + FOOT
CW = (W - LEFT - RIGHT) / real(COLS)
if (CW > 90) { CW = 90 }
load "open.gp"
# Seven steps behind the best, which stands on the ground, as do misses. What stands on a colour
# is dark on light in both themes.
array HEAT[7] = ["#E3EDF6","#D2E2F0","#B9D2E8","#9DC1DF","#84B0D6","#6DA0CD","#5690C3"]
ONFILL = "#20242A"
hex(t) = int("0x".substr(t, 2, 7))
filled(s) = s > 1.001
shade(s) = filled(s) ? hex(HEAT[int(least(7, 1 + log10(s) * 6 / 4.0))]) : 0
unset border; unset tics; unset grid
set lmargin at screen X(LEFT); set rmargin at screen X(LEFT + COLS * CW)
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + ROWS * LINE)
set xrange [0.5:COLS+0.5]; set yrange [ROWS+0.5:0.5]
do for [r=1:ROWS] {
  set label 200+r fit(RNAME[r], 24) at screen X(LEFT - 8),Y(TOP + (r - 0.5) * LINE) right tc rgb RPAID[r] ? txt(1) : txt(4)
  if (r > 1 && ROPEN[r] != ROPEN[r - 1]) { set arrow 600+r from screen X(12),Y(TOP + (r - 1) * LINE) to screen X(LEFT + COLS * CW),Y(TOP + (r - 1) * LINE) nohead lc rgb MUTED lw 0.8 }
}
do for [c=1:COLS] {
  set label 300+c bold(fit(CNAME[c], 27)) at screen X(LEFT + (c - 0.62) * CW),Y(TOP - 8) left rotate by 48 tc rgb INK
}
plot "cells.tsv" using (filled($3) ? $2 : NaN):1:(0.49):(0.47):(shade($3)) with boxxyerror fs solid 1.0 noborder fc rgb variable, \
     "cells.tsv" using (filled($3) ? $2 : NaN):1:(sprintf("{/*0.82 %s}", strcol(4))) with labels tc rgb ONFILL, \
     "cells.tsv" using ($3 < 0 ? $2 : NaN):1:(sprintf("{/*0.82 %s}", strcol(4))) with labels tc rgb MUTED, \
     "cells.tsv" using ($3 >= 0 && !filled($3) ? $2 : NaN):1:(sprintf("{/:Bold*0.82 %s}", strcol(4))) with labels tc rgb INK
