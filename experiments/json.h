/* experiments/json.h -- numbers and documents as our --json promises them. */
#ifndef GG_EXPERIMENTS_JSON_H
#define GG_EXPERIMENTS_JSON_H

#include <jansson.h>
#include <stddef.h>

/* A number; NaN and infinities as the strings "nan", "inf", "-inf". */
json_t *gg_json_number(double x);
json_t *gg_json_vector(size_t n, const double x[]);

/* Print with 17 significant digits and a newline, and let go of it. -> exit status */
int gg_json_print(json_t *document);

#endif
