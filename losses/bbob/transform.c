/* losses/bbob/transform.c -- T_osz, T_asy and the penalty at the walls, forward and back. */
#include "losses/bbob/transform.h"

#include "losses/bbob/elementary.h"

static const double swing = 0.049; /* 0.49 times the 0.1 of the source's exponents */

/* The loops are written once and compiled twice: `quick` is known where they are called, and
 * takes the functions of elementary.h. */
#define LOG(u) (quick ? gg_bbob_log_real(u) : log(u))
#define EXP(u) (quick ? gg_bbob_exp_real(u) : exp(u))
#define SIN(u) (quick ? gg_bbob_sin_real(u) : sin(u))
#define COS(u) (quick ? gg_bbob_cos_real(u) : cos(u))

static inline void bend(bool quick, size_t n, const double *restrict y,
                        const double *restrict log_y, double *restrict log_z,
                        double *restrict z)
{
    for (size_t i = 0; i < n; i++) {
        const double a = y[i] > 0 ? 10 : 5.5;
        const double b = y[i] > 0 ? 7.9 : 3.1;
        const double s = swing * (SIN(a * log_y[i]) + SIN(b * log_y[i]));
        log_z[i] = log_y[i] + s;
        z[i] = y[i] * (quick ? gg_bbob_exp_small(s) : exp(s));
    }
    for (size_t i = 0; !quick && i < n; i++)
        if (y[i] == 0) {
            z[i] = y[i];
            log_z[i] = log_y[i];
        }
}

static inline void logs(bool quick, size_t n, const double *restrict y, double *restrict log_y)
{
    for (size_t i = 0; i < n; i++) log_y[i] = LOG(fabs(y[i]));
}

void gg_bbob_oscillate_real(size_t n, const double y[], double log_y[], double log_z[],
                            double z[])
{
    const bool tame = gg_bbob_tame(n, y);
    if (tame && n == 2) { /* as a number that the compiler knows */
        logs(true, 2, y, log_y);
        bend(true, 2, y, log_y, log_z, z);
        return;
    }
    if (tame && n >= GG_BBOB_FEW)
        logs(true, n, y, log_y);
    else
        logs(false, n, y, log_y);
    if (tame)
        bend(true, n, y, log_y, log_z, z);
    else
        bend(false, n, y, log_y, log_z, z);
}

/* The same bits in the real part as above. */
static double complex log_of(size_t n, double complex u)
{
    if (n == 2 || n >= GG_BBOB_FEW) return gg_bbob_log_complex(u);
    return log(creal(u)) + I * (cimag(u) / creal(u));
}

void gg_bbob_oscillate_complex(size_t n, const double complex y[], double complex log_y[],
                               double complex log_z[], double complex z[])
{
    for (size_t i = 0; i < n; i++) {
        const double a = creal(y[i]) > 0 ? 10 : 5.5;
        const double b = creal(y[i]) > 0 ? 7.9 : 3.1;
        const double complex l = log_of(n, gg_abs_complex(y[i]));
        const double complex s = swing *
                                 (gg_bbob_sin_complex(a * l) + gg_bbob_sin_complex(b * l));
        const double e = gg_bbob_exp_small(creal(s));
        log_y[i] = l;
        log_z[i] = l + s;
        z[i] = creal(y[i]) == 0 ? y[i] : y[i] * (e + I * (cimag(s) * e));
    }
}

static inline void bend_back(bool quick, size_t n, const double *restrict y,
                             const double *restrict log_y, const double *restrict z,
                             double *restrict h)
{
    for (size_t i = 0; i < n; i++) {
        const double a = y[i] > 0 ? 10 : 5.5;
        const double b = y[i] > 0 ? 7.9 : 3.1;
        const double own = z[i] / y[i] *
                           (1 + swing * (a * COS(a * log_y[i]) + b * COS(b * log_y[i])));
        h[i] *= !quick && y[i] == 0 ? 1 : own;
    }
}

void gg_bbob_oscillate_back(size_t n, const double y[], const double log_y[], const double z[],
                            double h[])
{
    if (gg_bbob_tame(n, y))
        bend_back(true, n, y, log_y, z, h);
    else
        bend_back(false, n, y, log_y, z, h);
}

/* The root of y is exp(log(y) / 2), because a call for negative numbers hides in sqrt. Where y is
 * not above 0 the exponent is 0. */
static inline void lean(bool quick, size_t n, double beta, const double *restrict ramp,
                        const double *restrict y, const double *restrict log_y,
                        double *restrict z)
{
    for (size_t i = 0; i < n; i++) z[i] = y[i] > 0 ? log_y[i] : 0;
    for (size_t i = 0; i < n; i++) z[i] = y[i] * EXP(beta * ramp[i] * EXP(z[i] / 2) * z[i]);
}

void gg_bbob_lean_real(const gg_bbob *b, double beta, const double y[], const double log_y[],
                       double z[])
{
    if (gg_bbob_tame(b->n, y))
        lean(true, b->n, beta, b->ramp, y, log_y, z);
    else
        lean(false, b->n, beta, b->ramp, y, log_y, z);
}

void gg_bbob_lean_complex(const gg_bbob *b, double beta, const double complex y[],
                          const double complex log_y[], double complex z[])
{
    for (size_t i = 0; i < b->n; i++) {
        const double complex l = log_y[i];
        const double complex more = beta * b->ramp[i] * gg_bbob_exp_complex(l / 2) * l;
        z[i] = creal(y[i]) > 0 ? y[i] * gg_bbob_exp_complex(more) : y[i];
    }
}

static inline void lean_back(bool quick, size_t n, double beta, const double *restrict ramp,
                             const double *restrict y, const double *restrict log_y,
                             const double *restrict z, double *restrict h)
{
    for (size_t i = 0; i < n; i++) {
        const double l = y[i] > 0 ? log_y[i] : 0;
        const double above = y[i] > 0 ? beta : 0;
        const double own = 1 + above * ramp[i] * EXP(l / 2) * (1 + l / 2);
        h[i] *= own * (quick || y[i] != 0 ? z[i] / y[i] : 1);
    }
}

void gg_bbob_lean_back(const gg_bbob *b, double beta, const double y[], const double log_y[],
                       const double z[], double h[])
{
    if (gg_bbob_tame(b->n, y))
        lean_back(true, b->n, beta, b->ramp, y, log_y, z, h);
    else
        lean_back(false, b->n, beta, b->ramp, y, log_y, z, h);
}

void gg_bbob_logs_real(size_t n, const double y[], double log_y[])
{
    if (n >= GG_BBOB_FEW && gg_bbob_tame(n, y))
        logs(true, n, y, log_y);
    else
        logs(false, n, y, log_y);
}

void gg_bbob_logs_complex(size_t n, const double complex y[], double complex log_y[])
{
    for (size_t i = 0; i < n; i++) log_y[i] = log_of(n, gg_abs_complex(y[i]));
}

/* How far x lies beyond the wall; 0 within. */
static inline double beyond(double x, double wall)
{
    const double far = fabs(x) - wall;
    return far > 0 ? far : 0;
}

double gg_bbob_penalty_real(size_t n, double wall, const double x[])
{
    double total;
    GG_SUM(total, n, i, beyond(x[i], wall) * beyond(x[i], wall));
    return total;
}

double complex gg_bbob_penalty_complex(size_t n, double wall, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < n; i++) {
        const double complex far = gg_abs_complex(x[i]) - wall;
        if (creal(far) > 0) total += far * far;
    }
    return total;
}

void gg_bbob_penalty_back(size_t n, double wall, double weight, const double x[], double g[])
{
    for (size_t i = 0; i < n; i++) g[i] += 2 * weight * copysign(beyond(x[i], wall), x[i]);
}
