# Draws boxes.svg from the CSV files beside this script: gnuplot -d boxes.gp
set encoding utf8
set terminal svg noenhanced size 760,460 font 'Arial,13' background rgb 'white' name 'layer'
set output 'boxes.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.105263157895
set rmargin at screen 0.968421052632
set tmargin at screen 0.947826086957
set bmargin at screen 0.178260869565
set label 'human selection frequency' at screen 0.536842105263, screen 0.0391304347826 center textcolor rgb '#202020' front
set xtics ('(.2, .4]' 1, '(.4, .6]' 2, '(.6, .8]' 3, '(.8, 1]' 4)
set xrange [0.4:4.6]
set label 'AVH' at screen 0.0210526315789, screen 0.563043478261 center rotate by 90 textcolor rgb '#202020' front
set ytics ('.07' 0.07, '.08' 0.08, '.09' 0.09, '.10' 0.1, '.11' 0.11)
set yrange [0.060820845488:0.111683374826]
set grid noxtics
set label 'n = 3' at first 1, screen 0.0934782608696 center textcolor rgb '#606060' font ',11' front
set label 'n = 54' at first 2, screen 0.0934782608696 center textcolor rgb '#606060' font ',11' front
set label 'n = 415' at first 3, screen 0.0934782608696 center textcolor rgb '#606060' font ',11' front
set label 'n = 3528' at first 4, screen 0.0934782608696 center textcolor rgb '#606060' font ',11' front
set boxwidth 0.5
set style fill solid 1 border lc rgb '#31688e'
plot 'boxes.csv' using 1:3:2:6:5 with candlesticks lw 1.5 lc rgb '#c5dbe8' whiskerbars 0.5, \
     'boxes.csv' using 1:4:4:4:4 with candlesticks lw 3 lc rgb '#31688e'
