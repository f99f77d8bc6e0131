# Draws density.svg from the CSV files beside this script: gnuplot -d density.gp
set encoding utf8
set terminal svg noenhanced size 800,500 font 'Arial,13' background rgb 'white' name 'layer'
set output 'density.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.1
set rmargin at screen 0.8125
set tmargin at screen 0.896
set bmargin at screen 0.128
set multiplot
set label 'human selection frequency' at screen 0.45625, screen 0.036 center textcolor rgb '#202020' front
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set xrange [0:1]
set label 'AVH' at screen 0.02, screen 0.512 center rotate by 90 textcolor rgb '#202020' front
set ytics ('.05' 0.05, '.06' 0.06, '.07' 0.07, '.08' 0.08, '.09' 0.09, '.10' 0.1, '.11' 0.11)
set yrange [0.0463558671061:0.114568485734]
set palette defined (0 '#e8eaec', 1 '#b9c7d4', 2 '#7fa1bd', 3 '#44749b', 4 '#1b3a57')
set logscale cb
set cbrange [1:167]
set format cb '%g'
set label 'images' at screen 0.9825, screen 0.512 center rotate by 90 textcolor rgb '#202020' front
set colorbox user origin graph 1.10175438596,0 size graph 0.03,1 noborder
set style fill solid 1 noborder
plot 'density.csv' using (($1+$2)/2):(($3+$4)/2):1:2:3:4:5 with boxxyerror lc palette, \
     'density-line.csv' using 1:2 with lines lw 2 lc rgb '#202020', \
     'density-means.csv' using 1:2:3:4 with yerrorbars pt 7 ps 0.85 lw 4.5 lc rgb 'white', \
     'density-means.csv' using 1:2:3:4 with yerrorbars pt 7 ps 0.6 lw 1.8 lc rgb '#d55e00'
unset label; unset xtics; unset ytics; unset border; unset grid; unset colorbox
set lmargin at screen 0.1
set rmargin at screen 0.8125
set tmargin at screen 0.984
set bmargin at screen 0.904
set yrange [0:1766]
plot 'density-columns.csv' using (($1+$2)/2):($3/2):1:2:(0):3 with boxxyerror lc rgb '#9db4c8'
set lmargin at screen 0.8175
set rmargin at screen 0.8675
set tmargin at screen 0.896
set bmargin at screen 0.128
set yrange [0.0463558671061:0.114568485734]
set xrange [0:337]
plot 'density-rows.csv' using ($3/2):(($1+$2)/2):(0):3:1:2 with boxxyerror lc rgb '#9db4c8'
unset multiplot
