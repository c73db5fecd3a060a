/* losses/learning/kernel.h -- the inner loops over a model's rows, for each width of vector unit.
 *
 * losses/learning/kernel.c is compiled once for every machine and again for wider vectors, and the
 * widest that this processor has is chosen when the program runs. Each sum is split into lanes
 * whose number does not depend on the width, and nothing is contracted: every bit is the same
 * whichever is chosen. */
#ifndef GG_LOSSES_LEARNING_KERNEL_H
#define GG_LOSSES_LEARNING_KERNEL_H

#include <stdbool.h>
#include <stddef.h>

enum {
    GG_STRIP = 64, /* rows of a strip: column j of them is x[64 j] ... x[64 j + 63] */
    GG_LANES = 8,  /* in which sums over rows run */
    GG_ROWS = 2,   /* rows that are in the cache at a time if there are no strips */
};

typedef struct gg_kernel {
    const char *name;
    /* s[64] = the products of a strip's rows with w[n] */
    void (*strip_scores)(size_t n, const double x[], const double w[], double s[]);
    /* sums[n][8] += the columns of a strip times t[64] */
    void (*strip_add)(size_t n, const double x[], const double t[], double sums[]);
    /* s[2] = the products of two rows [2][n] with w; g[n] += both, times t[2] */
    void (*rows_scores)(size_t n, const double x[], const double w[], double s[]);
    void (*rows_add)(size_t n, const double x[], const double t[], double g[]);
    /* t = y - s, or y s of a margin: what a loss of one number is asked at */
    void (*ask)(size_t count, bool margin, const double y[], const double s[], double t[]);
    /* s = -slope, or y slope of a margin: the slopes by the scores; -> the sum of value */
    double (*answer)(size_t count, bool margin, const double y[], const double value[],
                     const double slope[], double s[]);
    /* r^2 / 2 and its slope */
    void (*square)(size_t count, const double r[], double value[], double slope[]);
    /* log(1 + exp(-m)) and its slope */
    void (*logistic)(size_t count, const double m[], double value[], double slope[]);
} gg_kernel;

extern const gg_kernel gg_kernel_plain;

/* All that this processor can run, the widest first; NULL ends them. */
const gg_kernel *const *gg_kernels(void);

#endif
