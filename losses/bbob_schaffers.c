/* losses/bbob_schaffers.c -- Schaffer's F7 in the coordinates of BBOB, well and ill conditioned. */
#include "losses/bbob_schaffers.h"

#include "losses/bbob_transform.h"

static const double beta = 0.5;
static const double slant = 10; /* of the penalty */

enum { Y, LOG, TURNED, LEANT, Z, ROOT, TENTH }; /* rooms; Y is where gg_bbob_shifted puts it */

gg_status gg_bbob_schaffers_build(gg_problem *p, int function, double condition)
{
    gg_bbob *b = gg_bbob_open(p, function, 2);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_bbob_rotate(b, 1, GG_BBOB_Q, 1, sqrt(condition));
    /* With only two coordinates the square takes away what the root makes steep. */
    p->smoothness = p->n == 2 ? GG_LIPSCHITZ : GG_CONTINUOUS;
    return GG_OK;
}

/* root = S^(1/4), tenth = S^(1/10) of S = z_i^2 + z_(i+1)^2 */
#define VALUE                                               \
    const gg_bbob *b = p->data;                             \
    const size_t n = b->n;                                  \
    number *const turned = gg_bbob_room(b, x, TURNED);      \
    number *const logs = gg_bbob_room(b, x, LOG);           \
    number *const leant = gg_bbob_room(b, x, LEANT);        \
    number *const z = gg_bbob_room(b, x, Z);                \
    number *const root = gg_bbob_room(b, x, ROOT);          \
    number *const tenth = gg_bbob_room(b, x, TENTH);        \
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), turned);     \
    gg_bbob_logs(n, turned, logs);                          \
    gg_bbob_lean(n, beta, turned, logs, leant);             \
    gg_bbob_times(b, 1, leant, z);                          \
    number total = 0;                                       \
    for (size_t i = 0; i + 1 < n; i++) {                    \
        const number S = z[i] * z[i] + z[i + 1] * z[i + 1]; \
        root[i] = gg_sqrt(gg_sqrt(S));                      \
        tenth[i] = gg_exp(0.1 * gg_log(S));                 \
        const number s = gg_sin(50 * tenth[i]);             \
        total += root[i] * (1 + s * s);                     \
    }                                                       \
    total /= (double)n - 1;                                 \
    return total * total + slant * gg_bbob_penalty(n, 5, x) + b->f_opt;

double gg_bbob_schaffers(gg_problem *p, const double x[])
{
    typedef double number;
    VALUE
}

double complex gg_bbob_schaffers_complex(gg_problem *p, const double complex x[])
{
    typedef double complex number;
    VALUE
}

/* The derivatives by z, of the sum before it is squared; -> the sum */
static double descend(size_t n, const double z[], const double root[], const double tenth[],
                      double h[])
{
    double total = 0;
    gg_fill(n, 0, h);
    for (size_t i = 0; i + 1 < n; i++) {
        const double S = z[i] * z[i] + z[i + 1] * z[i + 1];
        const double s = sin(50 * tenth[i]);
        const double c = cos(50 * tenth[i]);
        total += root[i] * (1 + s * s);
        if (S == 0) continue;
        const double slope = root[i] / S * ((1 + s * s) / 2 + 20 * s * c * tenth[i]);
        h[i] += slope * z[i];
        h[i + 1] += slope * z[i + 1];
    }
    return total;
}

double gg_bbob_schaffers_gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    double *h = b->room[Y]; /* what is in Y is not needed any more */
    double *k = b->room[Z];
    const double f = gg_bbob_schaffers(p, x);
    const double total = descend(n, b->room[Z], b->room[ROOT], b->room[TENTH], h);
    const double outer = 2 * total / (((double)n - 1) * ((double)n - 1));
    gg_bbob_back(b, 1, h, k);
    for (size_t i = 0; i < n; i++) k[i] *= outer;
    gg_bbob_lean_back(n, beta, b->room[TURNED], b->room[LOG], b->room[LEANT], k);
    gg_bbob_back(b, 0, k, g);
    gg_bbob_penalty_back(n, 5, slant, x, g);
    return f;
}
