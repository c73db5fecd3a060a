/* losses/bbob/schaffers.c -- Schaffer's F7 in the coordinates of BBOB, well and ill conditioned. */
#include "losses/bbob/schaffers.h"

#include "losses/bbob/elementary.h"
#include "losses/bbob/transform.h"

static const double beta = 0.5;
static const double slant = 10; /* of the penalty */

enum {
    Y,
    LOG,
    TURNED,
    LEANT,
    Z,
    ROOT,
    TENTH,
    TERM
}; /* rooms; Y is where gg_bbob_shifted puts it */

gg_status gg_bbob_schaffers_build(gg_problem *p, int function, double condition)
{
    gg_bbob *b = gg_bbob_open(p, function, 2);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_bbob_rotate(b, 1, GG_BBOB_Q, 1, sqrt(condition));
    /* With only two coordinates the square takes away what the root makes steep. */
    p->smoothness = p->n == 2 ? GG_LIPSCHITZ : GG_CONTINUOUS;
    return GG_OK;
}

/* root = S^(1/4), tenth = S^(1/10) of S = z_i^2 + z_(i+1)^2, which is in root at first; and
 * what is added up. */
static inline void ripple(bool quick, size_t count, double *restrict root,
                          double *restrict tenth, double *restrict term)
{
    for (size_t i = 0; i < count; i++) {
        const double l = quick ? gg_bbob_log_real(root[i]) : log(root[i]);
        root[i] = quick ? gg_bbob_exp_real(0.25 * l) : exp(0.25 * l);
        tenth[i] = quick ? gg_bbob_exp_real(0.1 * l) : exp(0.1 * l);
        const double s = quick ? gg_bbob_sin_real(50 * tenth[i]) : sin(50 * tenth[i]);
        term[i] = root[i] * (1 + s * s);
    }
}

static void ripple_real(size_t count, double root[], double tenth[], double term[])
{
    if (gg_bbob_tame(count, root))
        ripple(true, count, root, tenth, term);
    else
        ripple(false, count, root, tenth, term);
}

static void ripple_complex(size_t count, double complex root[], double complex tenth[],
                           double complex term[])
{
    for (size_t i = 0; i < count; i++) {
        const double complex l = gg_bbob_log_complex(root[i]);
        root[i] = gg_bbob_exp_complex(0.25 * l);
        tenth[i] = gg_bbob_exp_complex(0.1 * l);
        const double complex s = gg_bbob_sin_complex(50 * tenth[i]);
        term[i] = root[i] * (1 + s * s);
    }
}

#define VALUE                                                                       \
    const gg_bbob *b = p->data;                                                     \
    const size_t n = b->n;                                                          \
    number *const turned = gg_bbob_room(b, x, TURNED);                              \
    number *const logs = gg_bbob_room(b, x, LOG);                                   \
    number *const leant = gg_bbob_room(b, x, LEANT);                                \
    number *const z = gg_bbob_room(b, x, Z);                                        \
    number *const root = gg_bbob_room(b, x, ROOT);                                  \
    number *const term = gg_bbob_room(b, x, TERM);                                  \
    number total;                                                                   \
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), turned);                             \
    gg_bbob_logs(n, turned, logs);                                                  \
    gg_bbob_lean(b, beta, turned, logs, leant);                                     \
    gg_bbob_times(b, 1, leant, z);                                                  \
    for (size_t i = 0; i + 1 < n; i++) root[i] = z[i] * z[i] + z[i + 1] * z[i + 1]; \
    GG_BBOB_OF(x, ripple)(n - 1, root, gg_bbob_room(b, x, TENTH), term);            \
    GG_BBOB_SUM(total, n - 1, i, term[i]);                                          \
    total /= (double)n - 1;                                                         \
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

/* The derivatives of the sum by S, in `slope`; 0 where S is. */
static void descend(size_t count, const double *restrict z, const double *restrict root,
                    const double *restrict tenth, double *restrict slope)
{
    for (size_t i = 0; i < count; i++) {
        const double S = z[i] * z[i] + z[i + 1] * z[i + 1];
        const double s = gg_bbob_sin_real(50 * tenth[i]);
        const double c = gg_bbob_cos_real(50 * tenth[i]);
        const double own = root[i] / S * ((1 + s * s) / 4 + 10 * s * c * tenth[i]);
        slope[i] = S > 0 ? own : 0;
    }
}

double gg_bbob_schaffers_gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double *z = b->room[Z];
    double *slope = b->room[TERM];
    double *h = b->room[Y]; /* what is in Y and Z is not needed any more */
    double *k = b->room[Z];
    const double f = gg_bbob_schaffers(p, x);
    double total;
    GG_SUM(total, n - 1, i, slope[i]);
    const double outer = 2 * total / (((double)n - 1) * ((double)n - 1));
    descend(n - 1, z, b->room[ROOT], b->room[TENTH], slope);
    for (size_t i = 0; i < n; i++)
        h[i] = 2 * outer * z[i] * ((i + 1 < n ? slope[i] : 0) + (i ? slope[i - 1] : 0));
    gg_bbob_back(b, 1, h, k);
    gg_bbob_lean_back(b, beta, b->room[TURNED], b->room[LOG], b->room[LEANT], k);
    gg_bbob_back(b, 0, k, g);
    gg_bbob_penalty_back(n, 5, slant, x, g);
    return f;
}
