/* experiments/claims/named_line.h -- twelve functions of one number that everybody knows. */
#ifndef GG_EXPERIMENTS_CLAIMS_NAMED_LINE_H
#define GG_EXPERIMENTS_CLAIMS_NAMED_LINE_H

enum { GG_NAMED_LINES = 12 };

/* floor(3 t), sqrt|t|, |t|, max(0, t), |t|^1.5, Huber's function, t |t|, Runge's, 3, exp 3t,
 * 1000 t^5 and sqrt(t^2 + 1e-6); as gg_line asks them. */
extern double (*const gg_named_lines[GG_NAMED_LINES])(void *none, double t);

#endif
