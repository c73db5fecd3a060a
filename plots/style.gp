# plots/style.gp -- one look for all figures: ink, identity, frame. A figure loads it, chooses W and H
# (design pixels, 1/96 in), loads open.gp, and draws. Told from outside: TERM, OUT, THEME.
FONT = "Lato"; SIZE = 10.5
# Without Lato the fall-back, DejaVu Sans, is 17 % wider: it is set smaller.
if (system("fc-match -f '%{family[0]}' Lato 2>/dev/null") ne "Lato") { FONT = "DejaVu Sans"; SIZE = 9 }
set encoding utf8
set minussign
set datafile separator tab
set datafile columnheaders

# --- ink --------------------------------------------------------------------------------------
if (THEME eq "dark") { INK="#E6E8EB"; MUTED="#9BA3AF"; GRID="#2B3038"; BG="#14171C"; SOFT="#3A414B" } \
else                 { INK="#1F2328"; MUTED="#5B6470"; GRID="#E4E7EB"; BG="#FFFFFF"; SOFT="#C9CED6" }
PSC = (TERM eq "svg") ? 0.78 : 1.0   # svg draws points larger than cairo

# --- identity: colour = optimizer, dash = family ------------------------------------------------
array C[7] = ["#0072B2","#009E73","#56B4E9","#D55E00","#E69F00","#CC79A7","#7A828E"]
array TL[7] = ["#00619A","#007A58","#1A73A8","#B24E00","#8F6200","#A2447A","#5B6470"]
array TD[7] = ["#56B4E9","#2CC79B","#8CCBF0","#FF8A3D","#F2B632","#E3A3C6","#9BA3AF"]
txt(i) = (THEME eq "dark") ? TD[int(i)] : TL[int(i)]
set linetype 1 lc rgb C[1] lw 2.4 dt solid   pt 7  ps 0.75*PSC
set linetype 2 lc rgb C[2] lw 2.4 dt solid   pt 5  ps 0.70*PSC
set linetype 3 lc rgb C[3] lw 2.4 dt solid   pt 9  ps 0.85*PSC
set linetype 4 lc rgb C[4] lw 2.4 dt (9,4)   pt 6  ps 0.75*PSC
set linetype 5 lc rgb C[5] lw 2.4 dt (9,4)   pt 4  ps 0.70*PSC
set linetype 6 lc rgb C[6] lw 2.4 dt (9,4)   pt 8  ps 0.85*PSC
set linetype 7 lc rgb C[7] lw 1.8 dt (2,4)   pt 2  ps 0.70*PSC
set linetype cycle 7
band(i,a) = sprintf("#%02X%s", int(255*(1-a)), substr(C[int(i)],2,7))   # ARGB, a = opacity
# Ordered things (dimensions, levels) are one hue, light to dark.
array RAMP[6] = ["#92C5E3","#6FB0D8","#4C9BCB","#1F74AD","#12507F","#0B2F4F"]
if (THEME eq "dark") { array RAMP[6] = ["#2B5678","#356E99","#4C9BCB","#6FB0D8","#92C5E3","#CBE5F5"] }

# --- frame ------------------------------------------------------------------------------------
set border 3 lc rgb MUTED lw 1
set tics nomirror out scale 0.55,0.28 textcolor rgb INK
set grid ytics lt -1 lc rgb GRID lw 0.9 dt solid
set key off
set style textbox opaque margins 0.25,0.15 fillcolor rgb BG noborder
set style fill transparent solid 0.18 noborder
set xlabel textcolor rgb MUTED; set ylabel textcolor rgb MUTED
X(px) = px / real(W)           # from the left edge, in design pixels
Y(px) = 1 - px / real(H)       # from the top edge
bold(t) = sprintf("{/:Bold %s}", t)
least(a, b) = a < b ? a : b
fit(t, k) = strlen(t) > k ? substr(t, 1, k - 1)."…" : t

