/* experiments/pen.h -- a hand that writes the parameters of a statement, and sums up what it wrote. */
#ifndef GG_EXPERIMENTS_PEN_H
#define GG_EXPERIMENTS_PEN_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "losses/oracle.h"

typedef struct gg_pen {
    sqlite3_stmt *statement;
    int at;       /* parameters written so far */
    uint64_t sum; /* of what was written: the checksum of a row */
} gg_pen;

/* The text must stay until the statement has run. */
void gg_put_text(gg_pen *p, const char *text);
/* The same for a text that does not. */
void gg_put_copy(gg_pen *p, const char *text);
void gg_put_whole(gg_pen *p, uint64_t k, bool saturates);
void gg_put_real(gg_pen *p, double x); /* NaN and infinities become NULL */
void gg_put_calls(gg_pen *p, const gg_calls *used);

/* The same sum, continued over the columns from `from` on of a row that was read. */
uint64_t gg_sum_row(sqlite3_stmt *row, int from, uint64_t sum);

#endif
