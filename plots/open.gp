# plots/open.gp -- the sheet of W x H design pixels, with its head (headline, sub-headline) from head.tsv
# above y = 64 px.
# --- terminals: the same design pixels in all three -------------------------------------------
if (TERM eq "png") set term pngcairo size 2*W,2*H enhanced font sprintf("%s,%g",FONT,SIZE) fontscale 2.0 linewidth 2 pointscale 2 background rgb BG
if (TERM eq "svg") set term svg size W,H dynamic enhanced font sprintf("%s,%g",FONT,SIZE*96/72.) linewidth 1 background rgb BG
if (TERM eq "pdf") set term pdfcairo size W/96.,H/96. enhanced font sprintf("%s,%g",FONT,SIZE) fontscale 0.80 linewidth 1.6 background rgb BG
set output OUT

# --- head -------------------------------------------------------------------------------------
HEADLINE = ""; SUBLINE = ""
stats "head.tsv" using (HEADLINE=strcol(1), SUBLINE=strcol(2), 1) nooutput
HEAD_SIZE = least(1.22, 1.22 * (W - 24) / 9.1 / (strlen(HEADLINE) + 1))
SUB_SIZE = least(1.0, (W - 24) / 7.0 / (strlen(SUBLINE) + 1))
set label 100 sprintf("{/:Bold*%.3f %s}", HEAD_SIZE, HEADLINE) at screen X(12),Y(22) left tc rgb INK
set label 101 sprintf("{/*%.3f %s}", SUB_SIZE, SUBLINE) at screen X(12),Y(49) left tc rgb MUTED
