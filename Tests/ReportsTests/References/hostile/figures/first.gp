# Draws first.svg from the CSV files beside this script: gnuplot -d first.gp
set encoding utf8
set terminal svg noenhanced size 1080,370 font 'Arial,13' background rgb 'white' name 'layer'
set output 'first.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.0740740740741
set rmargin at screen 0.977777777778
set tmargin at screen 0.935135135135
set bmargin at screen 0.172972972973
set label '' at screen 0.231481481481, screen 0.962162162162 point pt 7 ps 0.8 lc rgb '#0072b2'
set label 'AVH' at screen 0.242592592593, screen 0.962162162162 left textcolor rgb '#202020' front
set label '' at screen 0.299851851852, screen 0.962162162162 point pt 5 ps 0.8 lc rgb '#d55e00'
set label '100 % \input{x} $y$ #1 ~ ^' at screen 0.310962962963, screen 0.962162162162 left textcolor rgb '#202020' front
set multiplot
set border 1
unset ytics
set grid noytics
set yrange [7.5:-0.5]
set lmargin at screen 0.225925925926
set rmargin at screen 0.972222222222
set tmargin at screen 0.848648648649
set bmargin at screen 0.140540540541
set xrange [-0.05:1.05]
set xtics ('0' 0, '.1' 0.1, '.2' 0.2, '.3' 0.3, '.4' 0.4, '.5' 0.5, '.6' 0.6, '.7' 0.7, '.8' 0.8, '.9' 0.9, '1' 1)
set label '<script>alert(1)</script>' at screen 0.214814814815, first 0 right textcolor rgb '#202020' front
set label 'feature_norm & *bold* | `co…' at screen 0.214814814815, first 1 right textcolor rgb '#202020' front
set label '"quoted", it''s' at screen 0.214814814815, first 2 right textcolor rgb '#202020' front
set label 'two lines' at screen 0.214814814815, first 3 right textcolor rgb '#202020' front
set label '=cmd|''/c calc''!A1' at screen 0.214814814815, first 4 right textcolor rgb '#202020' front
set label '100 % \input{x} $y$ #1 ~ ^' at screen 0.214814814815, first 5 right textcolor rgb '#202020' front
set label '{{title}} {{{title}}}' at screen 0.214814814815, first 6 right textcolor rgb '#202020' front
set label '[link](http://x)' at screen 0.214814814815, first 7 right textcolor rgb '#202020' front
set label '<script>alert(1)</script>' at screen 0.225925925926, screen 0.886486486486 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'strength' at screen 0.599074074074, screen 0.0189189189189 center textcolor rgb '#202020' front
set arrow from first 0, graph 0 to first 0, graph 1 nohead dt 2 lw 1.2 lc rgb '#606060'
plot 'first.csv' using ($1==0 && $2==0 && $7==1 ? $4 : NaN):3:5:6 with xerrorbars pt 7 ps 0.8 lw 1.8 lc rgb '#0072b2', \
     'first.csv' using ($1==0 && $2==1 && $7==1 ? $4 : NaN):3:5:6 with xerrorbars pt 5 ps 0.8 lw 1.8 lc rgb '#d55e00'
unset label
unset arrow
unset object
unset multiplot
