# plots/key_draw.gp -- draws the names that key.gp has placed.
do for [k=1:KEYS] {
  set arrow 500+k from screen X(KEY_X[k]),Y(KEY_Y[k]) to screen X(KEY_X[k]+26),Y(KEY_Y[k]) nohead lt KEY_TYPE[k]
  set label 500+k bold(KEY_NAME[k]) at screen X(KEY_X[k]+34),Y(KEY_Y[k]) left tc rgb txt(KEY_TYPE[k])
}
