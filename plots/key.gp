# plots/key.gp -- the row (or rows) of names under the head, from key.tsv: where they stand, in pixels.
# Loaded before open.gp; leaves TOP, below which panels begin. key_draw.gp draws them.
array KEY_TYPE[8]; array KEY_NAME[8]; array KEY_X[8]; array KEY_Y[8]
KEYS = 0
stats "key.tsv" using (KEYS = least(KEYS + 1, 8), KEY_TYPE[KEYS] = $1, KEY_NAME[KEYS] = fit(strcol(2), 44), 1) nooutput
TOP = 78; x = 12
do for [k=1:KEYS] {
  width = 34 + 7.3 * strlen(KEY_NAME[k])
  if (x + width > W - 8) { x = 12; TOP = TOP + 22 }
  KEY_X[k] = x; KEY_Y[k] = TOP
  x = x + width + 22
}
TOP = TOP + 14
