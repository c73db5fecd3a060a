# plots/panels.gp -- small multiples of best-so-far curves, one scale for all, one row of names.
# Told by the figure: XTITLE, COLUMNS (most), PANEL_H, BANDS and SHARES (0 or 1), AGAIN (1: `low` is
# a dotted line of its own); reads panels.tsv and lines.<place>.tsv.
if (!exists("AGAIN")) { AGAIN = 0 }
load "style.gp"
array PLACE[60]; array NAME[60]; array REST[60]
PANELS = 0; PLACES = 0; X_LOW = 1; X_HIGH = 10; Y_LOW = 1e-9; Y_HIGH = 10
stats "panels.tsv" using (PANELS = PANELS + 1, PLACE[PANELS] = int($1), NAME[PANELS] = strcol(2), REST[PANELS] = strcol(3), PLACES = (PLACES < $1 ? int($1) : PLACES), 1) nooutput
stats "scale.tsv" using (X_LOW = $1, X_HIGH = $2, Y_LOW = $3, Y_HIGH = $4, 1) nooutput
NC = PLACES < COLUMNS ? PLACES : COLUMNS
if (NC <= 2) { W = 820; PANEL_H = 230 }
NR = int((PLACES + NC - 1) / NC)
TITLE_H = 42; GAP_X = 14; LEFT = 52; RIGHT = 14; FOOT = 58
load "key.gp"
H = TOP + NR * (PANEL_H + TITLE_H) + FOOT
load "open.gp"
load "key_draw.gp"
PW = (W - LEFT - RIGHT - (NC - 1) * GAP_X) / real(NC)
FITS = int(PW / 7.2)
if (SHARES) { set logscale x } else { set logscale xy }
set xrange [X_LOW:X_HIGH]; set yrange [Y_LOW:Y_HIGH]
set border 3 lc rgb SOFT lw 1
set tics scale 0.3,0
unset mxtics; unset mytics
DECADES = log10(X_HIGH / X_LOW)
STEP = 10 ** ceil(DECADES / (PW / 46))
if (SHARES) { set ytics 0.2 } else { set ytics 1000 }
set multiplot
do for [p=1:PANELS] {
  c = (PLACE[p] - 1) % NC; r = (PLACE[p] - 1) / NC
  below = 0
  do for [q=1:PANELS] { if (PLACE[q] == PLACE[p] + NC) { below = 1 } }
  x0 = LEFT + c * (PW + GAP_X); y0 = TOP + TITLE_H + r * (PANEL_H + TITLE_H)
  set lmargin at screen X(x0); set rmargin at screen X(x0 + PW)
  set tmargin at screen Y(y0); set bmargin at screen Y(y0 + PANEL_H)
  set label 1 bold(fit(NAME[p], FITS)) at screen X(x0),Y(y0 - 24) left tc rgb INK
  set label 2 sprintf("{/*0.82 %s}", fit(REST[p], int(FITS * 1.42))) at screen X(x0),Y(y0 - 9) left tc rgb MUTED
  if (c == 0) { set format y (SHARES ? "" : "{/*0.85 10^{%L}}") } else { set format y "" }
  if (SHARES && c == 0) { set ytics ("{/*0.85 0}" 0, "{/*0.85 20 %%}" 0.2, "{/*0.85 40 %%}" 0.4, "{/*0.85 60 %%}" 0.6, "{/*0.85 80 %%}" 0.8, "{/*0.85 100 %%}" 1) }
  if (SHARES && c > 0) { set ytics ("" 0, "" 0.2, "" 0.4, "" 0.6, "" 0.8, "" 1) }
  set xtics X_LOW, STEP, X_HIGH / 3.0
  if (below) { set format x ""; unset xlabel } else { set format x "{/*0.85 10^{%L}}"; set xlabel sprintf("{/*0.85 %s}", XTITLE) offset 0,0.6 tc rgb MUTED }
  file = sprintf("lines.%d.tsv", PLACE[p])
  plot for [i=7:1:-1] file using (BANDS && $1==0 || $2!=i ? NaN : $3):4:6 with filledcurves fc rgb band(i, BANDS ? 0.13 : 0.08), \
       for [i=(AGAIN ? 7 : 0):1:-1] file using ($2==i ? $3 : NaN):4 with lines lt i lw 1.1 dt (2,3), \
       for [i=7:1:-1] file using ($2==i ? $3 : NaN):5 with lines lt i lw (i == 7 ? 1.4 : 1.8)
  unset label 100; unset label 101
  do for [k=1:KEYS] { unset arrow 500+k; unset label 500+k }
}
unset multiplot
