# Draws densities.svg from the CSV files beside this script: gnuplot -d densities.gp
set encoding utf8
set terminal svg noenhanced size 740.666666667,240 font 'Arial,13' background rgb 'white' name 'layer'
set output 'densities.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.10801080108
set rmargin at screen 0.967596759676
set tmargin at screen 0.9
set bmargin at screen 0.266666666667
set palette defined (0 '#e8eaec', 1 '#b9c7d4', 2 '#7fa1bd', 3 '#44749b', 4 '#1b3a57')
set logscale cb
set cbrange [1:369]
unset colorbox
set style fill solid 1 noborder
set multiplot
set lmargin at screen 0.0837083708371
set rmargin at screen 0.52295229523
set tmargin at screen 0.891666666667
set bmargin at screen 0.216666666667
unset label
set label 'first' at screen 0.303330333033, screen 0.95 center textcolor rgb '#202020' front
set label 'HSF' at screen 0.303330333033, screen 0.0333333333333 center textcolor rgb '#202020' front
set label 'AVH' at screen 0.010801080108, screen 0.554166666667 center rotate by 90 textcolor rgb '#202020' front
set xrange [0:1]
set yrange [0.0461293536969:0.126120669604]
set xtics ('0' 0, '.5' 0.5, '1' 1)
set ytics ('.06' 0.06, '.08' 0.08, '.10' 0.1, '.12' 0.12)
plot 'densities.csv' using ($1==0 ? ($2+$3)/2 : NaN):(($4+$5)/2):2:3:4:5:6 with boxxyerror lc palette, \
     'densities-means.csv' using ($1==0 ? $2 : NaN):3:4:5 with yerrorbars pt 7 ps 0.5 lw 1.6 lc rgb '#d55e00'
set lmargin at screen 0.541854185419
set rmargin at screen 0.981098109811
set tmargin at screen 0.891666666667
set bmargin at screen 0.216666666667
unset label
set label 'second' at screen 0.761476147615, screen 0.95 center textcolor rgb '#202020' front
set label 'HSF' at screen 0.761476147615, screen 0.0333333333333 center textcolor rgb '#202020' front
set xrange [0:1]
set yrange [0.0461293536969:0.126120669604]
set xtics ('0' 0, '.5' 0.5, '1' 1)
set ytics ('' 0.06, '' 0.08, '' 0.1, '' 0.12)
plot 'densities.csv' using ($1==1 ? ($2+$3)/2 : NaN):(($4+$5)/2):2:3:4:5:6 with boxxyerror lc palette, \
     'densities-means.csv' using ($1==1 ? $2 : NaN):3:4:5 with yerrorbars pt 7 ps 0.5 lw 1.6 lc rgb '#d55e00'
unset multiplot
