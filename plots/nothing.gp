# plots/nothing.gp -- stands in for a figure that has nothing to show, and says so.
load "style.gp"
W = 820; H = 180
load "open.gp"
unset border; unset tics; unset grid
set xrange [0:1]; set yrange [0:1]
set label 1 "Nothing to plot: no run in these results reached what this figure shows." at screen 0.5,0.35 center tc rgb MUTED
plot NaN
