# Draws density.svg from the CSV files beside this script: gnuplot -d density.gp
set encoding utf8
set terminal svg noenhanced size 760,460 font 'Arial,13' background rgb 'white' name 'layer'
set output 'density.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.105263157895
set rmargin at screen 0.863157894737
set tmargin at screen 0.947826086957
set bmargin at screen 0.139130434783
set label 'human selection frequency' at screen 0.484210526316, screen 0.0391304347826 center textcolor rgb '#202020' front
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set xrange [0:1]
set label 'AVH' at screen 0.0210526315789, screen 0.54347826087 center rotate by 90 textcolor rgb '#202020' front
set ytics ('.05' 0.05, '.06' 0.06, '.07' 0.07, '.08' 0.08, '.09' 0.09, '.10' 0.1, '.11' 0.11)
set yrange [0.0463558671061:0.114568485734]
set palette defined (0 '#fde725', 1 '#b5de2b', 2 '#6ece58', 3 '#35b779', 4 '#1f9e89', 5 '#26828e', 6 '#31688e', 7 '#3e4989', 8 '#482878', 9 '#440154')
set logscale cb
set cbrange [1:167]
set format cb '%g'
set label 'images' at screen 0.981578947368, screen 0.54347826087 center rotate by 90 textcolor rgb '#202020' front
set colorbox user origin graph 1.03,0 size graph 0.03,1 noborder
set style fill solid 1 noborder
plot 'density.csv' using (($1+$2)/2):(($3+$4)/2):1:2:3:4:5 with boxxyerror lc palette, \
     'density-means.csv' using 1:2:3:4 with yerrorbars pt 7 ps 0.85 lw 4.5 lc rgb 'white', \
     'density-means.csv' using 1:2:3:4 with yerrorbars pt 7 ps 0.6 lw 1.8 lc rgb '#d7263d'
