# Draws reliability.svg from the CSV files beside this script: gnuplot -d reliability.gp
set encoding utf8
set terminal svg noenhanced size 760,480 font 'Arial,13' background rgb 'white' name 'layer'
set output 'reliability.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.105263157895
set rmargin at screen 0.968421052632
set tmargin at screen 0.95
set bmargin at screen 0.133333333333
set multiplot
set xrange [0:1]
set lmargin at screen 0.0868421052632
set rmargin at screen 0.473684210526
set tmargin at screen 0.916666666667
set bmargin at screen 0.341666666667
unset logscale y
set xtics ('' 0, '' 0.2, '' 0.4, '' 0.6, '' 0.8, '' 1)
set label 'accuracy' at screen 0.0210526315789, screen 0.629166666667 center rotate by 90 textcolor rgb '#202020' front
set label 'images' at screen 0.0210526315789, screen 0.216666666667 center rotate by 90 textcolor rgb '#202020' front
set label 'confidence' at screen 0.280263157895, screen 0.0375 center textcolor rgb '#202020' front
set label 'before' at screen 0.280263157895, screen 0.958333333333 center textcolor rgb '#202020' font ',14' front
set yrange [0:1.02]
set ytics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set style fill solid 1 border lc rgb 'white'
plot 'reliability.csv' using ($1==0 ? ($2+$3)/2 : NaN):($6/2):2:3:(0):6 with boxxyerror lc rgb '#a9c6d8', \
     x with lines dt 2 lw 1.4 lc rgb '#606060', \
     'reliability.csv' using ($1==0 ? $5 : NaN):6:7:8 with yerrorbars pt 7 ps 0.5 lw 1.5 lc rgb '#31688e'
set lmargin at screen 0.0868421052632
set rmargin at screen 0.473684210526
set tmargin at screen 0.316666666667
set bmargin at screen 0.116666666667
unset label
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set logscale y
set yrange [0.5:196608]
set ytics 1,10,196608
set format y '%.0s%c'
plot 'reliability.csv' using ($1==0 ? ($2+$3)/2 : NaN):(sqrt(0.5*$4)):2:3:(0.5):4 with boxxyerror lc rgb '#c9c9c9'
set format y '%g'
set lmargin at screen 0.586842105263
set rmargin at screen 0.973684210526
set tmargin at screen 0.916666666667
set bmargin at screen 0.341666666667
unset logscale y
set xtics ('' 0, '' 0.2, '' 0.4, '' 0.6, '' 0.8, '' 1)
set label 'accuracy' at screen 0.521052631579, screen 0.629166666667 center rotate by 90 textcolor rgb '#202020' front
set label 'images' at screen 0.521052631579, screen 0.216666666667 center rotate by 90 textcolor rgb '#202020' front
set label 'confidence' at screen 0.780263157895, screen 0.0375 center textcolor rgb '#202020' front
set label 'after (T = 1.7)' at screen 0.780263157895, screen 0.958333333333 center textcolor rgb '#202020' font ',14' front
set yrange [0:1.02]
set ytics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set style fill solid 1 border lc rgb 'white'
plot 'reliability.csv' using ($1==1 ? ($2+$3)/2 : NaN):($6/2):2:3:(0):6 with boxxyerror lc rgb '#a9c6d8', \
     x with lines dt 2 lw 1.4 lc rgb '#606060', \
     'reliability.csv' using ($1==1 ? $5 : NaN):6:7:8 with yerrorbars pt 7 ps 0.5 lw 1.5 lc rgb '#31688e'
set lmargin at screen 0.586842105263
set rmargin at screen 0.973684210526
set tmargin at screen 0.316666666667
set bmargin at screen 0.116666666667
unset label
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set logscale y
set yrange [0.5:196608]
set ytics 1,10,196608
set format y '%.0s%c'
plot 'reliability.csv' using ($1==1 ? ($2+$3)/2 : NaN):(sqrt(0.5*$4)):2:3:(0.5):4 with boxxyerror lc rgb '#c9c9c9'
set format y '%g'
unset multiplot
