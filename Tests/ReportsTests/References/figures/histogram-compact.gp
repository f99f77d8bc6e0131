# Draws histogram-compact.svg from the CSV files beside this script: gnuplot -d histogram-compact.gp
set encoding utf8
set terminal svg noenhanced size 540,280 font 'Arial,13' background rgb 'white' name 'layer'
set output 'histogram-compact.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.148148148148
set rmargin at screen 0.955555555556
set tmargin at screen 0.914285714286
set bmargin at screen 0.228571428571
set label 'human selection frequency' at screen 0.551851851852, screen 0.0642857142857 center textcolor rgb '#202020' front
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set xrange [0:1]
set label 'images' at screen 0.0296296296296, screen 0.571428571429 center rotate by 90 textcolor rgb '#202020' front
set ytics ('0' 0, '500' 500, '1000' 1000, '1500' 1500, '2000' 2000)
set yrange [0:2313.98]
set grid noxtics
set style fill solid 1 border lc rgb 'white'
plot 'histogram-compact.csv' using (($1+$2)/2):($3/2):1:2:(0):3 with boxxyerror lc rgb '#31688e'
