# Draws curves.svg from the CSV files beside this script: gnuplot -d curves.gp
set encoding utf8
set terminal svg noenhanced size 825.76,460 font 'Arial,13' background rgb 'white' name 'layer'
set output 'curves.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.0968804495253
set rmargin at screen 0.76535555125
set tmargin at screen 0.904347826087
set bmargin at screen 0.139130434783
set label 'training step' at screen 0.431118000388, screen 0.0391304347826 center textcolor rgb '#202020' front
set logscale x
set xtics ('' 20 1, '' 30 1, '' 40 1, '' 50 1, '' 60 1, '' 70 1, '' 80 1, '' 90 1, '100' 100, '' 200 1, '' 300 1, '' 400 1, '' 500 1, '' 600 1, '' 700 1, '' 800 1, '' 900 1, '1000' 1000, '' 2000 1, '' 3000 1, '' 4000 1, '' 5000 1, '' 6000 1, '' 7000 1, '' 8000 1, '' 9000 1, '10000' 10000)
set xrange [16.3782372389:19049.6691096]
set label 'mean AVH' at screen 0.0193760899051, screen 0.521739130435 center rotate by 90 textcolor rgb '#202020' front
set ytics ('.03' 0.03, '.04' 0.04, '.05' 0.05, '.06' 0.06, '.07' 0.07, '.08' 0.08, '.09' 0.09, '.10' 0.1)
set yrange [0.02336:0.10784]
set arrow from screen 0.784731641155, screen 0.882608695652 to screen 0.813795776012, screen 0.882608695652 nohead lw 3 lc rgb '#440154'
set label 'HSF (0/10, 2/10]' at screen 0.821061809727, screen 0.882608695652 left textcolor rgb '#202020' front
set arrow from screen 0.784731641155, screen 0.839130434783 to screen 0.813795776012, screen 0.839130434783 nohead lw 3 lc rgb '#3e4989'
set label 'HSF (2/10, 4/10]' at screen 0.821061809727, screen 0.839130434783 left textcolor rgb '#202020' front
set arrow from screen 0.784731641155, screen 0.795652173913 to screen 0.813795776012, screen 0.795652173913 nohead lw 3 lc rgb '#26828e'
set label 'HSF (4/10, 6/10]' at screen 0.821061809727, screen 0.795652173913 left textcolor rgb '#202020' front
set arrow from screen 0.784731641155, screen 0.752173913043 to screen 0.813795776012, screen 0.752173913043 nohead lw 3 lc rgb '#35b779'
set label 'HSF (6/10, 8/10]' at screen 0.821061809727, screen 0.752173913043 left textcolor rgb '#202020' front
set arrow from screen 0.784731641155, screen 0.708695652174 to screen 0.813795776012, screen 0.708695652174 nohead lw 3 lc rgb '#b5de2b'
set label 'HSF (8/10, 10/10]' at screen 0.821061809727, screen 0.708695652174 left textcolor rgb '#202020' front
set arrow from 3900, graph 0 to 3900, graph 1 nohead dt 2 lw 1.2 lc rgb '#606060'
set label 'plateau 3,900 [1,560, 7,800]' at first 3900, graph 1.03 right textcolor rgb '#606060' font ',11' front
plot 'curves.csv' using ($6==0 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#440154', \
     'curves.csv' using ($6==1 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#440154', \
     'curves.csv' using ($6==2 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#3e4989', \
     'curves.csv' using ($6==3 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#26828e', \
     'curves.csv' using ($6==4 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#35b779', \
     'curves.csv' using ($6==5 ? $1 : NaN):3:4 with filledcurves fs transparent solid 0.18 noborder lc rgb '#b5de2b', \
     'curves.csv' using ($6==0 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#440154', \
     'curves.csv' using ($6==1 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#440154', \
     'curves.csv' using ($6==2 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#3e4989', \
     'curves.csv' using ($6==3 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#26828e', \
     'curves.csv' using ($6==4 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#35b779', \
     'curves.csv' using ($6==5 ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 lc rgb '#b5de2b'
