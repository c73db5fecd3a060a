/* experiments/report_tests.h -- the p values of a page: all are adjusted together, at the end. */
#ifndef GG_EXPERIMENTS_REPORT_TESTS_H
#define GG_EXPERIMENTS_REPORT_TESTS_H

#include <stdio.h>

#include "base/status.h"

typedef struct gg_report_test {
    double p; /* as its own test says; NaN is no test */
    long at;  /* the place in the part of the page at which it is to stand */
} gg_report_test;

typedef struct gg_report_tests {
    gg_report_test *list; /* in the order of their places */
    size_t count, room;
} gg_report_tests;

/* What is written to `part` next stands behind this p.
 * fails GG_NO_MEMORY, GG_IO */
gg_status gg_report_tests_add(gg_report_tests *t, double p, FILE *part);

/* Copies the part, from its beginning, with all p values in their places as cells of a table,
 * adjusted by Holm for all of them.
 * fails GG_NO_MEMORY, GG_IO */
gg_status gg_report_tests_copy(const gg_report_tests *t, FILE *part, FILE *to);
void gg_report_tests_close(gg_report_tests *t);

#endif
