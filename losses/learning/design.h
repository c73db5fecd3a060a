/* losses/learning/design.h -- the rows of a table as a model meets them: numbers in, an answer out. */
#ifndef GG_LOSSES_LEARNING_DESIGN_H
#define GG_LOSSES_LEARNING_DESIGN_H

#include "losses/data.h"

typedef enum gg_intercept {
    GG_INTERCEPT_FIRST,
    GG_INTERCEPT_LAST,
    GG_NO_INTERCEPT
} gg_intercept;

enum { GG_MOST_CLASSES = 64 };

typedef enum gg_answers {
    GG_NUMBERS, /* as they stand in the table; text is split into signs */
    GG_SIGNS,   /* -1 and +1 */
    GG_CLASSES  /* 0 ... classes - 1 */
} gg_answers;

typedef struct gg_design_wish {
    const char *target;   /* column of answers; "": the table's own */
    const char *positive; /* the answer that becomes +1; "": see gg_design_fill */
    const char *against;  /* the one that becomes -1; "": all others */
    gg_answers answers;   /* what the model takes */
    bool standardise;     /* columns to mean 0 and standard deviation 1 (divisor rows) */
    double divide;        /* all columns by this number, before; 0: by nothing */
    gg_intercept intercept;
} gg_design_wish;

/* A coefficient a column, in the table's order, and a column of ones where the intercept is. */
typedef struct gg_design {
    size_t rows, n;                 /* rows that are used; coefficients */
    size_t classes;                 /* y is the index of one of them; 0: y is a number */
    size_t intercept;               /* the index of the intercept; n if there is none */
    const char *positive, *against; /* the answers that became +1 and -1; NULL: all others,
                                       both NULL: the answers are the table's numbers */
    double *x;                      /* [rows][n] */
    double *y;                      /* [rows] */
} gg_design;

/* The number of coefficients.
 * fails GG_NOT_FOUND no such target; GG_BAD_INPUT a column that is text; no column is left */
gg_status gg_design_count(const gg_data *table, const gg_design_wish *wish, size_t *n);

/* The number of classes among the answers; 0 unless the wish is for classes.
 * fails GG_BAD_INPUT only one class, or more than GG_MOST_CLASSES */
gg_status gg_design_classes(const gg_data *table, const gg_design_wish *wish, size_t *out);

/* doubles that x and y take together */
size_t gg_design_room(const gg_data *table, size_t n);

/* Fill `out` into memory[gg_design_room]. Answers that are text are split into +1 and -1. If
 * `positive` is not named, the class that appears last becomes +1 and the one that appears
 * last but one -1 (of iris: virginica against versicolor); rows of other classes are left out.
 * Numbers are split if `positive` names one; signs are numbers as they are if these are
 * -1 and 1, or 0 and 1. Classes are numbered as they appear, numbers from the least up; if
 * `positive` is named there are two, 1 for it and 0 for what it is against.
 * fails GG_BAD_INPUT answers that do not fit, no row of a class, a constant column that is to
 *       be standardised */
gg_status gg_design_fill(gg_design *out, const gg_data *table, const gg_design_wish *wish,
                         size_t n, double memory[]);

/* A box for the coefficients: slopes to twice what carries the range of y over the range of
 * their column, the intercept to what such slopes could ask of it. */
void gg_design_box(const gg_design *d, double lower[], double upper[]);

/* Smallest and largest eigenvalue of scale X'X + diag(l2, 0 for the intercept). Above 512
 * coefficients *least is 0 and *largest the trace, which bound them. fails GG_NO_MEMORY */
gg_status gg_design_curvature(const gg_design *d, double scale, double l2, double *least,
                              double *largest);

/* w that minimises scale/2 |y - X w|^2 + l2/2 |w|^2, the intercept not penalised; w is left
 * alone if there are fewer equations than coefficients, or more than a second's work.
 * fails GG_NO_MEMORY */
gg_status gg_design_least_squares(const gg_design *d, double scale, double l2, double w[]);

#endif
