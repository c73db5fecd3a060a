/* experiments/report.h -- folders of results as one page that needs nothing beside it. */
#ifndef GG_EXPERIMENTS_REPORT_H
#define GG_EXPERIMENTS_REPORT_H

#include <stddef.h>

#include "base/status.h"

typedef struct gg_report_request {
    const char *const *folders; /* [count] with results.db; figures/ of each is drawn anew */
    size_t count;
    const char *price;                    /* of a gradient, as in gg_results_open */
    const char *file;                     /* the page; is there whole or not at all */
    void (*progress)(const char *folder); /* called before each; NULL: nothing */
} gg_report_request;

/* fails GG_IO, GG_NO_MEMORY, and what gg_results_open, gg_figures_draw, gg_summary_read and
 *       gg_share_path fail with */
gg_status gg_report_write(const gg_report_request *request);

#endif
