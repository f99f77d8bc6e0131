# Draws histogram.svg from the CSV files beside this script: gnuplot -d histogram.gp
set encoding utf8
set terminal svg noenhanced size 760,380 font 'Arial,13' background rgb 'white' name 'layer'
set output 'histogram.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.105263157895
set rmargin at screen 0.968421052632
set tmargin at screen 0.936842105263
set bmargin at screen 0.168421052632
set label 'human selection frequency' at screen 0.536842105263, screen 0.0473684210526 center textcolor rgb '#202020' front
set xtics ('0' 0, '.1' 0.1, '.2' 0.2, '.3' 0.3, '.4' 0.4, '.5' 0.5, '.6' 0.6, '.7' 0.7, '.8' 0.8, '.9' 0.9, '1' 1)
set xrange [0:1]
set label 'images' at screen 0.0210526315789, screen 0.552631578947 center rotate by 90 textcolor rgb '#202020' front
set ytics ('0' 0, '500' 500, '1000' 1000, '1500' 1500, '2000' 2000)
set yrange [0:2313.98]
set grid noxtics
set style fill solid 1 border lc rgb 'white'
plot 'histogram.csv' using (($1+$2)/2):($3/2):1:2:(0):3 with boxxyerror lc rgb '#31688e'
