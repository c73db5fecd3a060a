/* experiments/report.h -- folders of results as one page that needs no other file. */
#ifndef GG_EXPERIMENTS_REPORT_H
#define GG_EXPERIMENTS_REPORT_H

#include <stddef.h>

#include "base/status.h"

/* Draws the figures of every folder (into folder/figures) and writes the page to `path`, whole
 * or not at all.
 * price  as gg_results_open; targets of the tables, likewise
 * fails  GG_NOT_FOUND, GG_BAD_INPUT, GG_IO, GG_NO_MEMORY */
gg_status gg_report_write(const char *const folders[], size_t count, const char *price,
                          const char *targets, const char *path);

#endif
