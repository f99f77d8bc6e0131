# Draws forest.svg from the CSV files beside this script: gnuplot -d forest.gp
set encoding utf8
set terminal svg noenhanced size 777.76,396 font 'Arial,13' background rgb 'white' name 'layer'
set output 'forest.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.202838922033
set rmargin at screen 0.781423575396
set tmargin at screen 0.888888888889
set bmargin at screen 0.161616161616
set label 'strength (Spearman, higher = agrees more with people)' at screen 0.492131248714, screen 0.0454545454545 center textcolor rgb '#202020' front
set xtics ('0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6)
set xrange [-0.0725:0.6425]
set yrange [12.6:-0.7]
unset ytics
set border 1
set grid noytics
set object 1 rectangle from first 0.56, graph 0 to first 0.61, graph 1 fc rgb '#ffe9b8' fs solid noborder behind
set label 'noise ceiling' at screen 0.734894040335, screen 0.934343434343 center textcolor rgb '#7a5a00' font ',12' front
set arrow from first 0, graph 0 to first 0, graph 1 nohead dt 2 lw 1.2 lc rgb '#606060'
set label 'resnet' at screen 0.018000411438, first 0 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'avh' at screen 0.036000822876, first 1 left textcolor rgb '#202020' front
set label '.36 [.34, .37]' at graph 1.03, first 1 left textcolor rgb '#202020' front
set label 'confidence' at screen 0.036000822876, first 2 left textcolor rgb '#202020' front
set label '.37 [.35, .39]' at graph 1.03, first 2 left textcolor rgb '#202020' front
set label 'feature_norm' at screen 0.036000822876, first 3 left textcolor rgb '#202020' front
set label '−.02 [−.04, .00]' at graph 1.03, first 3 left textcolor rgb '#202020' front
set label 'boundary_distance' at screen 0.036000822876, first 4 left textcolor rgb '#202020' front
set label 'no data' at graph 1.03, first 4 left textcolor rgb '#808080' front
set label 'densenet' at screen 0.018000411438, first 5 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'avh' at screen 0.036000822876, first 6 left textcolor rgb '#202020' front
set label '.33 [.32, .35]' at graph 1.03, first 6 left textcolor rgb '#202020' front
set label 'confidence' at screen 0.036000822876, first 7 left textcolor rgb '#202020' front
set label '.34 [.32, .36]' at graph 1.03, first 7 left textcolor rgb '#202020' front
set label 'feature_norm' at screen 0.036000822876, first 8 left textcolor rgb '#202020' front
set label '.11 [.09, .13]' at graph 1.03, first 8 left textcolor rgb '#202020' front
set label 'vgg' at screen 0.018000411438, first 9 left textcolor rgb '#202020' font 'Arial:Bold,13' front
set label 'avh' at screen 0.036000822876, first 10 left textcolor rgb '#202020' front
set label '.31 [.29, .33]' at graph 1.03, first 10 left textcolor rgb '#202020' front
set label 'confidence' at screen 0.036000822876, first 11 left textcolor rgb '#202020' front
set label '.35 [.33, .37]' at graph 1.03, first 11 left textcolor rgb '#202020' front
set label 'feature_norm' at screen 0.036000822876, first 12 left textcolor rgb '#202020' front
set label '.06 [.04, .08]' at graph 1.03, first 12 left textcolor rgb '#202020' front
plot 'forest.csv' using ($5==0 ? $2 : NaN):1:3:4 with xerrorbars pt 7 ps 0.7 lw 2 lc rgb '#0072b2', \
     'forest.csv' using ($5==1 ? $2 : NaN):1:3:4 with xerrorbars pt 7 ps 0.7 lw 2 lc rgb '#d55e00', \
     'forest.csv' using ($5==2 ? $2 : NaN):1:3:4 with xerrorbars pt 7 ps 0.7 lw 2 lc rgb '#009e73'
