# plots/noisy_values.gp -- how low each way gets under noise, from a millionth of a millionth to a tenth.
#: title  How low noise lets you get
#: study  gradient_free_wins
#: head   WITH mid AS (SELECT name, at, quantile(value, 0.5) AS y FROM measured WHERE trial = 'floors' GROUP BY name, at),
#:         top AS (SELECT * FROM mid WHERE at = (SELECT max(at) FROM mid))
#:         SELECT iif(count(*) = 0, 'Nothing was measured', 'Noise of ' || spelled(max(at)) || ': tiny differences end at f = '
#:           || power(round(log10(max(iif(name = 'naive', y, 0))))) || ', CMA-ES at ' || spelled(round(max(iif(name = 'cma_es', y, 0)), 2))
#:           || ', averaged wide ones at ' || spelled(round(max(iif(name = 'averaged', y, 0)), 5))) AS headline,
#:         'f itself where each way ends after 8000 noisy values, against the noise of a value; quadratic, n = 10, '
#:           || 'condition 10. Median and quartiles of ' || (SELECT count(DISTINCT rep) FROM measured WHERE trial = 'floors')
#:           || ' starts.' AS subline FROM top
#: data floors  SELECT CASE name WHEN 'informed' THEN 1 WHEN 'averaged' THEN 2 WHEN 'naive' THEN 3 WHEN 'one_plus_one' THEN 5
#:           ELSE 6 END AS linetype, at AS sigma, quantile(value, 0.25) AS low, quantile(value, 0.5) AS mid,
#:           quantile(value, 0.75) AS high, name FROM measured WHERE trial = 'floors' AND name <> 'start'
#:           GROUP BY name, at ORDER BY 1, 2
#: data start  SELECT min(at) AS sigma, quantile(value, 0.5) AS y FROM measured WHERE trial = 'floors' AND name = 'start'
#: how    Lower is better; both axes are logarithmic. An error of a value is divided by the width of a
#:         difference, and its square is what it costs: over a tiny width the floor grows with the
#:         square of the noise. As wide as the noise asks it grows in proportion, as it does for methods
#:         that only compare; wide central differences on a quadratic have no error but the noise, so
#:         averaging gets below all of them, and out of the picture.
load "style.gp"
W = 900; H = 548
load "open.gp"
set lmargin at screen X(70); set rmargin at screen X(W - 236)
set tmargin at screen Y(76); set bmargin at screen Y(H - 66)
set logscale xy
set xrange [1e-12:1e-1]; set yrange [1e-17:1e16]
set xtics 100; set ytics 1e4; unset mxtics; unset mytics
set format x "10^{%L}"; set format y "10^{%L}"
set xlabel "noise: standard deviation of a value" offset 0,0.2
START = 0
array END[6] = [0, 0, 0, 0, 0, 0]
stats "start.tsv" using (START = $2, 1) nooutput
stats "floors.tsv" using (END[int($1)] = $4, 1) nooutput
array NAME[6] = ["as wide as the noise asks", "wide, central, averaged", "differences over 1.5·10^{−8}", "", "(1+1)-ES", "CMA-ES"]
# Names keep 0.9 decades of 33 apart: from the top, by where the lines end.
array PLACE[6] = [0.25, -0.9, 0, 0, 1.35, -0.4]
set arrow 1 from graph 0, first (START > 0 ? START : 1) to graph 1, first (START > 0 ? START : 1) nohead lc rgb SOFT lw 1.6
set label 1 "{/*0.9 f at the start}" at graph 0.02, first (START > 0 ? START * 8 : 1) left tc rgb MUTED
do for [k=1:6] {
  if (END[k] > 0) { set label 10+k bold(NAME[k]) at graph 1.015, first END[k] * 10 ** PLACE[k] left tc rgb txt(k) }
}
plot for [k=1:6] "floors.tsv" using ($1==k ? $2 : NaN):3:5 with filledcurves fc rgb band(k, 0.18), \
     for [k=1:6] "floors.tsv" using ($1==k ? $2 : NaN):4 with linespoints lt k
