# plots/claim_board.gp -- every claim: what was measured against the band that was foretold.
#: title  The claim board
#: study  none
#: head   SELECT sum(verdict = 'PASS') || ' of ' || count(*) || ' claims pass'
#:           || iif(sum(verdict = 'FAIL'), ', ' || sum(verdict = 'FAIL') || ' fail', '')
#:           || iif(sum(verdict = 'NOT ENOUGH DATA'), ', ' || sum(verdict = 'NOT ENOUGH DATA')
#:              || ' cannot be decided by these runs', '')
#:           || iif(sum(verdict = 'NOT RUN'), ', ' || sum(verdict = 'NOT RUN') || ' were not run', '')
#:           AS headline,
#:         'Measured, with its 95 % interval, against the band that was fixed before the run; each row in units of its own band.'
#:           AS subline FROM verdict WHERE number > 0
#: data rows  SELECT v.place, v.number, replace(v.claim, '_', ' ') AS name,
#:         CASE v.verdict WHEN 'PASS' THEN 1 WHEN 'NOT ENOUGH DATA' THEN 2 WHEN 'FAIL' THEN 3 ELSE 4 END AS kind,
#:         f.x, f.x_low, f.x_high, coalesce(f.from_ > -9e999, 0) AS from_, coalesce(f.to_ < 9e999, 0) AS to_,
#:         CASE WHEN f.place IS NULL THEN 'not run'
#:           WHEN abs(f.value) > 1e9 THEN 'unbounded'
#:           ELSE spelled(f.value) END || '  (' || coalesce(replace(replace(replace(f.words, '...', 'to'), '>=', '≥'), '<=', '≤'), v.verdict) || ')' AS words,
#:         coalesce(f.what || iif(f.at = '', '', ', ' || f.at), '') AS what, f.value, f.low, f.high, v.verdict
#:         FROM verdict v LEFT JOIN finding f ON f.place = v.place AND f.decisive
#:         WHERE v.number > 0 ORDER BY v.place
#: data dots  SELECT place, x, CASE verdict WHEN 'PASS' THEN 1 WHEN 'NOT ENOUGH DATA' THEN 2 ELSE 3 END AS kind,
#:         claim, what, at, value, low, high FROM finding WHERE NOT decisive
#:         AND place IN (SELECT place FROM verdict WHERE number > 0) ORDER BY place
#: how    The grey field is the band that was foretold. Large mark and bar: the number that the verdict
#:         hangs on and its 95 % interval; small marks: what else the claim looked at. Outside the
#:         field distances are logarithmic. A claim passes if the whole bar is inside, fails if none of
#:         it is, and else needs more data. A band with one end goes on to the other side.
load "style.gp"
ROWS = 0
stats "rows.tsv" using (ROWS = ROWS + 1, 1) nooutput
W = 1000; ROW_H = 21; TOP = 80; LEFT = 225; RIGHT = 345
H = TOP + ROWS * ROW_H + 50
load "open.gp"
UNIT = (W - LEFT - RIGHT) / 8.6
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen Y(TOP); set bmargin at screen Y(TOP + ROWS * ROW_H)
set xrange [-4.3 - LEFT / UNIT:4.3 + RIGHT / UNIT]; set yrange [ROWS + 0.5:0.5]
set border 0; unset grid; unset ytics
set xtics ("{/*0.8 100 ×}" -3, "{/*0.8 10 ×}" -2, "" -1, "" 0, "" 1, "{/*0.8 10 ×}" 2, "{/*0.8 100 ×}" 3) scale 0
set label 1 "{/*0.85 below the band}" at -2.8,ROWS + 0.5 center offset 0,-2 tc rgb MUTED
set label 2 "{/*0.85 in the band}" at 0,ROWS + 0.5 center offset 0,-0.8 tc rgb MUTED
set label 3 "{/*0.85 above the band}" at 2.8,ROWS + 0.5 center offset 0,-2 tc rgb MUTED
array INKS[4] = [THEME eq "dark" ? "#2CC79B" : "#007A58", THEME eq "dark" ? "#F2B632" : "#8F6200", THEME eq "dark" ? "#FF8A3D" : "#B24E00", MUTED]
array MARKS[4] = [7, 5, 9, 2]
array SIGNS[4] = ["pass", "more data", "FAIL", "not run"]
clip(x) = x < -4 ? -4 : x > 4 ? 4 : x
set style fill solid 1 noborder
plot "rows.tsv" using (($8 > 0 ? -1 : -4.3)):0:(($8 > 0 ? -1 : -4.3)):(($9 > 0 ? 1 : 4.3)):($0 + 0.62):($0 + 1.38) with boxxyerror fc rgb GRID, \
     for [k=1:3] "dots.tsv" using ($3 == k ? clip($2) : NaN):1 with points pt MARKS[k] ps 0.35 lc rgb INKS[k], \
     for [k=1:4] "rows.tsv" using ($4 == k ? clip($5) : NaN):($0 + 1):(clip($6)):(clip($7)) with xerrorbars pt MARKS[k] ps 0.85*PSC lw 1.8 dt solid lc rgb INKS[k], \
     "rows.tsv" using (-4.5):($0 + 1):(sprintf("{/*0.9 %s}  {/*0.8 %2d}", strcol(3), $2)) with labels right tc rgb INK, \
     for [k=1:4] "rows.tsv" using ($4 == k ? 4.5 : NaN):($0 + 1):(sprintf("{/:Bold*0.85 %s}", SIGNS[k])) with labels left tc rgb INKS[k], \
     "rows.tsv" using (6.0):($0 + 1):(sprintf("{/*0.85 %s}", strcol(10))) with labels left tc rgb INK
