# Draws heat-map.svg from the CSV files beside this script: gnuplot -d heat-map.gp
set encoding utf8
set terminal svg noenhanced size 717.2,484.624 font 'Arial,13' background rgb 'white' name 'layer'
set output 'heat-map.svg'
set datafile separator comma
set datafile columnheaders
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.6 textcolor rgb '#202020'
set grid back lc rgb '#e6e6e6' lt 1 lw 1
unset key
set lmargin at screen 0.185722253207
set rmargin at screen 0.854991634133
set tmargin at screen 0.966984713923
set bmargin at screen 0.22414077718
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
unset grid
unset border
set tics scale 0
set xtics ('avh' 0, 'angle' 1, 'angular_gap' 2, 'cosine' 3, 'confidence' 4, 'max_probability' 5, 'entropy' 6, 'logit_margin' 7, 'loss' 8, 'feature_norm' 9)
set xtics rotate by 45 right
set ytics ('avh' 0, 'angle' 1, 'angular_gap' 2, 'cosine' 3, 'confidence' 4, 'max_probability' 5, 'entropy' 6, 'logit_margin' 7, 'loss' 8, 'feature_norm' 9)
set palette defined (0 '#2166ac', 1 '#67a9cf', 2 '#d1e5f0', 3 '#f7f7f7', 4 '#fddbc7', 5 '#ef8a62', 6 '#b2182b')
set cbrange [-1:1]
set cbtics ('−1' -1, '−.8' -0.8, '−.6' -0.6, '−.4' -0.4, '−.2' -0.2, '0' 0, '.2' 0.2, '.4' 0.4, '.6' 0.6, '.8' 0.8, '1' 1)
set label 'Spearman correlation' at screen 0.980479643056, screen 0.595562745551 center rotate by 90 textcolor rgb '#202020' front
set colorbox user origin screen 0.874511991076, graph 0 size screen 0.0223089793642, graph 1 noborder
set style fill solid 1 noborder
set label '1.00' at first 0, first 0 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 1, first 0 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 2, first 0 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 3, first 0 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 4, first 0 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 5, first 0 center textcolor rgb '#202020' font ',11' front
set label '−.40' at first 6, first 0 center textcolor rgb '#202020' font ',11' front
set label '.07' at first 7, first 0 center textcolor rgb '#202020' font ',11' front
set label '−.05' at first 8, first 0 center textcolor rgb '#202020' font ',11' front
set label '−.10' at first 9, first 0 center textcolor rgb '#202020' font ',11' front
set label '.82' at first 0, first 1 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 1, first 1 center textcolor rgb '#ffffff' font ',11' front
set label '−.90' at first 2, first 1 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 3, first 1 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 4, first 1 center textcolor rgb '#202020' font ',11' front
set label '−.60' at first 5, first 1 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 6, first 1 center textcolor rgb '#202020' font ',11' front
set label '.20' at first 7, first 1 center textcolor rgb '#202020' font ',11' front
set label '−.30' at first 8, first 1 center textcolor rgb '#202020' font ',11' front
set label '−.05' at first 9, first 1 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 0, first 2 center textcolor rgb '#202020' font ',11' front
set label '−.90' at first 1, first 2 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 2, first 2 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 3, first 2 center textcolor rgb '#ffffff' font ',11' front
set label '−.80' at first 4, first 2 center textcolor rgb '#ffffff' font ',11' front
set label '.57' at first 5, first 2 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 6, first 2 center textcolor rgb '#202020' font ',11' front
set label '−.50' at first 7, first 2 center textcolor rgb '#202020' font ',11' front
set label '.20' at first 8, first 2 center textcolor rgb '#202020' font ',11' front
set label '.07' at first 9, first 2 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 0, first 3 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 1, first 3 center textcolor rgb '#202020' font ',11' front
set label '.82' at first 2, first 3 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 3, first 3 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 4, first 3 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 5, first 3 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 6, first 3 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 7, first 3 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 8, first 3 center textcolor rgb '#202020' font ',11' front
set label '−.40' at first 9, first 3 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 0, first 4 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 1, first 4 center textcolor rgb '#202020' font ',11' front
set label '−.80' at first 2, first 4 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 3, first 4 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 4, first 4 center textcolor rgb '#ffffff' font ',11' front
set label '−.90' at first 5, first 4 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 6, first 4 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 7, first 4 center textcolor rgb '#202020' font ',11' front
set label '−.60' at first 8, first 4 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 9, first 4 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 0, first 5 center textcolor rgb '#202020' font ',11' front
set label '−.60' at first 1, first 5 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 2, first 5 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 3, first 5 center textcolor rgb '#202020' font ',11' front
set label '−.90' at first 4, first 5 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 5, first 5 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 6, first 5 center textcolor rgb '#ffffff' font ',11' front
set label '−.80' at first 7, first 5 center textcolor rgb '#ffffff' font ',11' front
set label '.57' at first 8, first 5 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 9, first 5 center textcolor rgb '#202020' font ',11' front
set label '−.40' at first 0, first 6 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 1, first 6 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 2, first 6 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 3, first 6 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 4, first 6 center textcolor rgb '#202020' font ',11' front
set label '.82' at first 5, first 6 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 6, first 6 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 7, first 6 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 8, first 6 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 9, first 6 center textcolor rgb '#202020' font ',11' front
set label '.07' at first 0, first 7 center textcolor rgb '#202020' font ',11' front
set label '.20' at first 1, first 7 center textcolor rgb '#202020' font ',11' front
set label '−.50' at first 2, first 7 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 3, first 7 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 4, first 7 center textcolor rgb '#202020' font ',11' front
set label '−.80' at first 5, first 7 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 6, first 7 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 7, first 7 center textcolor rgb '#ffffff' font ',11' front
set label '−.90' at first 8, first 7 center textcolor rgb '#ffffff' font ',11' front
set label '.70' at first 9, first 7 center textcolor rgb '#202020' font ',11' front
set label '−.05' at first 0, first 8 center textcolor rgb '#202020' font ',11' front
set label '−.30' at first 1, first 8 center textcolor rgb '#202020' font ',11' front
set label '.20' at first 2, first 8 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 3, first 8 center textcolor rgb '#202020' font ',11' front
set label '−.60' at first 4, first 8 center textcolor rgb '#202020' font ',11' front
set label '.57' at first 5, first 8 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 6, first 8 center textcolor rgb '#202020' font ',11' front
set label '−.90' at first 7, first 8 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 8, first 8 center textcolor rgb '#ffffff' font ',11' front
set label '.82' at first 9, first 8 center textcolor rgb '#ffffff' font ',11' front
set label '−.10' at first 0, first 9 center textcolor rgb '#202020' font ',11' front
set label '−.05' at first 1, first 9 center textcolor rgb '#202020' font ',11' front
set label '.07' at first 2, first 9 center textcolor rgb '#202020' font ',11' front
set label '.32' at first 4, first 9 center textcolor rgb '#202020' font ',11' front
set label '.45' at first 5, first 9 center textcolor rgb '#202020' font ',11' front
set label '−.70' at first 6, first 9 center textcolor rgb '#202020' font ',11' front
set label '.70' at first 7, first 9 center textcolor rgb '#202020' font ',11' front
set label '.82' at first 8, first 9 center textcolor rgb '#ffffff' font ',11' front
set label '1.00' at first 9, first 9 center textcolor rgb '#ffffff' font ',11' front
plot 'heat-map.csv' using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):3 with boxxyerror lc palette
