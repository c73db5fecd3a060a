/* losses/learning/fitted.h -- the data that a model is fitted to: options that all models share. */
#ifndef GG_LOSSES_LEARNING_FITTED_H
#define GG_LOSSES_LEARNING_FITTED_H

#include "losses/learning/design.h"
#include "losses/loss.h"

/* The first rows of a model's option table, in this order. */
#define GG_FITTED_OPTIONS(usual)                                                                 \
    {"data", GG_TEXT, 0, 0, 0, "a data set, or the path of a CSV or LIBSVM file", usual},        \
        {"target", GG_TEXT, 0, 0, 0, "column of answers; the set's own, of a file the last",     \
         ""},                                                                                    \
        {"positive", GG_TEXT, 0,                                                                 \
         0,          0,       "the answer that becomes +1; of text, the last to appear",         \
         ""},                                                                                    \
        {"against", GG_TEXT, 0, 0, 0, "the one that becomes -1, other rows left out; else all",  \
         ""},                                                                                    \
        {"standardise", GG_CHOICE, 0, 0, 1, "columns to mean 0, deviation 1 over the rows used", \
         "no|yes"},                                                                              \
        {"divide", GG_REAL, 0, 0, 1e12, "all columns by this number; 0: by nothing", NULL},      \
        {"rows", GG_WHOLE, 0, 0, 1 << 24, "of synthetic data; 0: as usual", NULL},               \
        {"columns", GG_WHOLE, 0, 0, 1 << 20, "of synthetic data, features; 0: as usual", NULL},  \
    {                                                                                            \
        "data_seed", GG_WHOLE, 1, 0, 4294967295, "of synthetic data; 0: the instance's", NULL    \
    }

enum {
    GG_FITTED_DATA,
    GG_FITTED_TARGET,
    GG_FITTED_POSITIVE,
    GG_FITTED_AGAINST,
    GG_FITTED_STANDARDISE,
    GG_FITTED_DIVIDE,
    GG_FITTED_ROWS,
    GG_FITTED_COLUMNS,
    GG_FITTED_SEED,
    GG_FITTED_COUNT
};

/* p->table as the options have it. fails as gg_data_open and gg_data_make do */
gg_status gg_fitted_open(gg_problem *p);

/* What the options, and the kind of loss, ask of a design. */
gg_design_wish gg_fitted_wish(const gg_problem *p, gg_intercept intercept);

#endif
