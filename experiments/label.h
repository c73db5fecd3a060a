/* experiments/label.h -- specifications and numbers as a reader wants to see them. */
#ifndef GG_EXPERIMENTS_LABEL_H
#define GG_EXPERIMENTS_LABEL_H

#include <stddef.h>

/* "abs_sum:at_kink=zero+smooth:width=0.1" -> "Abs sum". */
void gg_label_name(const char *spec, char out[], size_t room);
/* ... -> "at kink zero + smooth, width 0.1": what is left; "" if nothing is. */
void gg_label_rest(const char *spec, char out[], size_t room);
/* ... -> "abs_sum:at_kink=zero": without what changes smoothness alone (the wrappers smooth and
 * stairs, the choice of a pointwise loss), so that twins share it. */
void gg_label_landscape(const char *spec, char out[], size_t room);
/* Three digits for people: "12,300", "0.0125", "3.2×10⁻⁷", "∞", "–" for NaN. */
void gg_label_number(double x, char out[], size_t room);
/* k -> "10⁻⁸" */
void gg_label_power(int k, char out[], size_t room);

struct sqlite3;
/* Register loss_name(spec), loss_rest(spec), landscape(spec), spelled(x) and power(k).
 * -> SQLITE_OK or SQLite's error */
int gg_label_register(struct sqlite3 *db);

#endif
