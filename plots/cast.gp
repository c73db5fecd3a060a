# plots/cast.gp -- small multiples of the whole field: a row a loss, a column a group of relatives.
# Told by the figure: XTITLE, POINTS (0: curves over tenfolds; 1: points at powers of 2, joined);
# reads panels.tsv, columns.tsv, key.tsv, scale.tsv and lines.<place>.tsv (place, tone, x, y).
load "style.gp"
array ROW[80]; array COL[80]; array NAME[80]; array REST[80]; array PLACE[80]
array TITLE[12]; array PAID[12]
PANELS = 0; ROWS = 0; COLS = 0; DEEP = 0; X_LOW = 1; X_HIGH = 10; Y_LOW = 1e-9; Y_HIGH = 10; KEYS = 0
stats "panels.tsv" using (PANELS = PANELS + 1, PLACE[PANELS] = int($1), ROW[PANELS] = int($2), COL[PANELS] = int($3), NAME[PANELS] = strcol(4), REST[PANELS] = strcol(5), ROWS = (ROWS < $2 ? int($2) : ROWS), 1) nooutput
stats "columns.tsv" using (COLS = int($1), TITLE[COLS] = strcol(2), PAID[COLS] = int($3), DEEP = (DEEP < $4 ? int($4) : DEEP), 1) nooutput
stats "scale.tsv" using (X_LOW = $1, X_HIGH = $2, Y_LOW = $3, Y_HIGH = $4, 1) nooutput
W = 1100; PANEL_H = 104; TITLE_H = 22; GAP_X = 14; LEFT = 52; RIGHT = 14; FOOT = 52
PW = (W - LEFT - RIGHT - (COLS - 1) * GAP_X) / real(COLS)
HEADS = 84; LINE = 15
TOP = HEADS + DEEP * LINE + 4
H = TOP + ROWS * (PANEL_H + TITLE_H) + FOOT
FITS = int(PW / 7.2)
load "open.gp"
left(c) = LEFT + (c - 1) * (PW + GAP_X)
do for [c=1:COLS] {
  set label 200+c bold(fit(TITLE[c], FITS)) at screen X(left(c)),Y(HEADS - 14) left tc rgb MUTED
}
array KEY_C[84]; array KEY_R[84]; array KEY_T[84]; array KEY_N[84]
stats "key.tsv" using (KEYS = least(KEYS + 1, 84), KEY_C[KEYS] = int($1), KEY_R[KEYS] = int($2), KEY_T[KEYS] = int($3), KEY_N[KEYS] = strcol(4), 1) nooutput
do for [k=1:KEYS] {
  x = left(KEY_C[k]); y = HEADS + (KEY_R[k] - 1) * LINE + 4
  if (PAID[KEY_C[k]]) { set arrow 300+k from screen X(x),Y(y) to screen X(x+22),Y(y) nohead lc rgb C[KEY_T[k]] lw 2.2 dt solid } \
  else { set arrow 300+k from screen X(x),Y(y) to screen X(x+22),Y(y) nohead lc rgb C[KEY_T[k]] lw 2.2 dt (9,4) }
  set label 300+k fit(KEY_N[k], FITS - 4) at screen X(x+28),Y(y) left tc rgb txt(KEY_T[k])
}
set logscale xy
set xrange [X_LOW:X_HIGH]; set yrange [Y_LOW:Y_HIGH]
set border 3 lc rgb SOFT lw 1
set tics scale 0.3,0
unset mxtics; unset mytics
STEP = 10 ** ceil(log10(X_HIGH / X_LOW) / (PW / 46))
set ytics POINTS ? 10 : 1000
set multiplot
do for [p=1:PANELS] {
  x0 = left(COL[p]); y0 = TOP + TITLE_H + (ROW[p] - 1) * (PANEL_H + TITLE_H)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PANEL_H)
  if (COL[p] == 1) {
    set label 1 sprintf("%s {/*0.82 %s}", bold(NAME[p]), REST[p]) at screen X(LEFT),Y(y0 - 9) left tc rgb INK
    set format y "{/*0.85 10^{%L}}"
  } else { unset label 1; set format y "" }
  if (POINTS) { set xtics X_LOW, 4, X_HIGH } else { set xtics X_LOW, STEP, X_HIGH / 3.0 }
  if (ROW[p] < ROWS) { set format x ""; unset xlabel } else { set format x (POINTS ? "{/*0.85 %g}" : "{/*0.85 10^{%L}}"); set xlabel sprintf("{/*0.85 %s}", XTITLE) offset 0,0.6 tc rgb MUTED }
  file = sprintf("lines.%d.tsv", PLACE[p])
  if (system("test -e ".file." && echo 1") eq "1") {
    if (PAID[COL[p]]) {
      plot for [i=7:1:-1] file using ($2==i ? $3 : NaN):4 with lines lc rgb C[i] lw 1.6 dt solid, \
           for [i=7:1:-1] file using (POINTS && $2==i ? $3 : NaN):4 with points pt 7 ps 0.4*PSC lc rgb C[i]
    } else {
      plot for [i=7:1:-1] file using ($2==i ? $3 : NaN):4 with lines lc rgb C[i] lw 1.6 dt (9,4), \
           for [i=7:1:-1] file using (POINTS && $2==i ? $3 : NaN):4 with points pt 6 ps 0.4*PSC lc rgb C[i]
    }
  } else {
    set label 2 "{/*0.85 none of these}" at graph 0.5,0.5 center tc rgb MUTED
    plot NaN notitle
    unset label 2
  }
  unset label 100; unset label 101
  if (p == 1) { do for [k=1:KEYS] { unset arrow 300+k; unset label 300+k }; do for [c=1:COLS] { unset label 200+c } }
}
unset multiplot
