# Draws scatter.svg from the CSV files beside this script: gnuplot -d scatter.gp
set encoding utf8
set terminal svg noenhanced size 760,460 font 'Arial,13' background rgb 'white' name 'layer'
set output 'scatter.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.105263157895
set rmargin at screen 0.968421052632
set tmargin at screen 0.947826086957
set bmargin at screen 0.139130434783
set label 'accuracy' at screen 0.536842105263, screen 0.0391304347826 center textcolor rgb '#202020' front
set xtics ('.86' 0.86, '.88' 0.88, '.90' 0.9, '.92' 0.92, '.94' 0.94)
set xrange [0.8444:0.9476]
set label 'strength of AVH (Spearman)' at screen 0.0210526315789, screen 0.54347826087 center rotate by 90 textcolor rgb '#202020' front
set ytics ('.24' 0.24, '.26' 0.26, '.28' 0.28, '.30' 0.3, '.32' 0.32, '.34' 0.34, '.36' 0.36, '.38' 0.38)
set yrange [0.2378:0.3842]
set label 'resnet' at graph 0.825427774627, graph 0.73682355015 right textcolor rgb '#202020' font ',12' front
set label 'densenet' at graph 0.881936566459, graph 0.816455138375 left textcolor rgb '#202020' font ',12' front
set label 'vgg' at graph 0.726897806769, graph 0.591045302309 left textcolor rgb '#202020' font ',12' front
set label 'mobilenet' at graph 0.571859047079, graph 0.52273929138 left textcolor rgb '#202020' font ',12' front
set label 'plain_cnn & more' at graph 0.164882302893, graph 0.249515247664 left textcolor rgb '#202020' font ',12' front
plot 'scatter.csv' using 1:2:3:4:5:6 with xyerrorbars pt 0 lw 1.5 lc rgb '#9db8c9', \
     'scatter.csv' using 1:2 with points pt 7 ps 0.8 lc rgb '#31688e'
