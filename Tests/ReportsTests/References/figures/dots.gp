# Draws dots.svg from the CSV files beside this script: gnuplot -d dots.gp
set encoding utf8
set terminal svg noenhanced size 1080,228 font 'Arial,13' background rgb 'white' name 'layer'
set output 'dots.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.0740740740741
set rmargin at screen 0.977777777778
set tmargin at screen 0.894736842105
set bmargin at screen 0.280701754386
set label '' at screen 0.0960277777778, screen 0.938596491228 point pt 7 ps 0.8 lc rgb '#0072b2'
set label 'AVH' at screen 0.107138888889, screen 0.938596491228 left textcolor rgb '#202020' front
set label '' at screen 0.164398148148, screen 0.938596491228 point pt 5 ps 0.8 lc rgb '#d55e00'
set label 'confidence' at screen 0.175509259259, screen 0.938596491228 left textcolor rgb '#202020' front
set multiplot
set border 1
unset ytics
set grid noytics
set yrange [2.5:-0.5]
set lmargin at screen 0.0904722222222
set rmargin at screen 0.590555911681
set tmargin at screen 0.675438596491
set bmargin at screen 0.228070175439
set xrange [-0.039:0.819]
set xtics ('0' 0, '.1' 0.1, '.2' 0.2, '.3' 0.3, '.4' 0.4, '.5' 0.5, '.6' 0.6, '.7' 0.7, '.8' 0.8)
set label 'resnet_50' at screen 0.0793611111111, first 0 right textcolor rgb '#202020' front
set label 'vgg & co' at screen 0.0793611111111, first 1 right textcolor rgb '#202020' front
set label 'none' at screen 0.0793611111111, first 2 right textcolor rgb '#202020' front
set label 'Spearman correlation' at screen 0.0904722222222, screen 0.815789473684 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'strength' at screen 0.340514066952, screen 0.030701754386 center textcolor rgb '#202020' front
set object 1 rectangle from first 0.73, graph 0 to first 0.78, graph 1 fc rgb '#ffe9b8' fs solid noborder behind
set label 'noise ceiling' at screen 0.553253631815, screen 0.719298245614 center textcolor rgb '#7a5a00' font ',12' front
set arrow from first 0, graph 0 to first 0, graph 1 nohead dt 2 lw 1.2 lc rgb '#606060'
plot 'dots.csv' using ($1==0 && $2==0 && $7==1 ? $4 : NaN):3:5:6 with xerrorbars pt 7 ps 0.8 lw 1.8 lc rgb '#0072b2', \
     'dots.csv' using ($1==0 && $2==1 && $7==1 ? $4 : NaN):3:5:6 with xerrorbars pt 5 ps 0.8 lw 1.8 lc rgb '#d55e00'
unset label
unset arrow
unset object
set lmargin at screen 0.610926282051
set rmargin at screen 0.827777777778
set tmargin at screen 0.675438596491
set bmargin at screen 0.228070175439
set xrange [-0.0846:0.0166]
set xtics ('−.05' -0.05, '0' 0)
set label 'AVH less confidence' at screen 0.610926282051, screen 0.815789473684 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'difference' at screen 0.719352029915, screen 0.030701754386 center textcolor rgb '#202020' front
set arrow from first 0, graph 0 to first 0, graph 1 nohead dt 2 lw 1.2 lc rgb '#606060'
set label '−.025 [−.047, −.003]' at graph 1.05, first 0 left textcolor rgb '#202020' front
set label '.000 [−.080, .012]' at graph 1.05, first 1 left textcolor rgb '#202020' front
plot 'dots.csv' using ($1==1 && $2==0 && $7==1 ? $4 : NaN):3:5:6 with xerrorbars pt 7 ps 0.8 lw 1.8 lc rgb '#202020', \
     'dots.csv' using ($1==1 && $2==0 && $7==0 ? $4 : NaN):3:5:6 with xerrorbars pt 6 ps 0.8 lw 1.8 lc rgb '#808080'
unset label
unset arrow
unset object
unset multiplot
