/* losses/bbob_transform.c -- T_osz, T_asy and the penalty at the walls, forward and back. */
#include "losses/bbob_transform.h"

static const double swing = 0.049; /* 0.49 times the 0.1 of the source's exponents */

typedef struct pace { /* the two frequencies in log |y| */
    double a, b;
} pace;

static pace pace_of(double y)
{
    return y > 0 ? (pace){10, 7.9} : (pace){5.5, 3.1};
}

void gg_bbob_oscillate_real(size_t n, const double y[], double log_y[], double log_z[],
                            double z[])
{
    for (size_t i = 0; i < n; i++) {
        const pace w = pace_of(y[i]);
        const double l = log(fabs(y[i]));
        const double s = y[i] == 0 ? 0 : swing * (sin(w.a * l) + sin(w.b * l));
        log_y[i] = l;
        log_z[i] = l + s;
        z[i] = y[i] * exp(s);
    }
}

void gg_bbob_oscillate_complex(size_t n, const double complex y[], double complex log_y[],
                               double complex log_z[], double complex z[])
{
    for (size_t i = 0; i < n; i++) {
        const pace w = pace_of(creal(y[i]));
        const double complex l = clog(gg_abs_complex(y[i]));
        const double complex s = creal(y[i]) == 0 ? 0 : swing * (csin(w.a * l) + csin(w.b * l));
        log_y[i] = l;
        log_z[i] = l + s;
        z[i] = y[i] * cexp(s);
    }
}

void gg_bbob_oscillate_back(size_t n, const double y[], const double log_y[], const double z[],
                            double h[])
{
    for (size_t i = 0; i < n; i++) {
        const pace w = pace_of(y[i]);
        if (y[i] == 0) continue;
        h[i] *= z[i] / y[i] *
                (1 + swing * (w.a * cos(w.a * log_y[i]) + w.b * cos(w.b * log_y[i])));
    }
}

/* beta i / (n - 1) */
static double lean_at(size_t n, double beta, size_t i)
{
    return beta * (double)i / ((double)n - 1);
}

void gg_bbob_lean_real(size_t n, double beta, const double y[], const double log_y[],
                       double z[])
{
    for (size_t i = 0; i < n; i++)
        z[i] = y[i] > 0 ? y[i] * exp(lean_at(n, beta, i) * sqrt(y[i]) * log_y[i]) : y[i];
}

void gg_bbob_lean_complex(size_t n, double beta, const double complex y[],
                          const double complex log_y[], double complex z[])
{
    for (size_t i = 0; i < n; i++)
        z[i] = creal(y[i]) > 0 ? y[i] * cexp(lean_at(n, beta, i) * csqrt(y[i]) * log_y[i])
                               : y[i];
}

void gg_bbob_lean_back(size_t n, double beta, const double y[], const double log_y[],
                       const double z[], double h[])
{
    for (size_t i = 0; i < n; i++) {
        if (!(y[i] > 0)) continue;
        h[i] *= z[i] / y[i] * (1 + lean_at(n, beta, i) * sqrt(y[i]) * (1 + log_y[i] / 2));
    }
}

void gg_bbob_logs_real(size_t n, const double y[], double log_y[])
{
    for (size_t i = 0; i < n; i++) log_y[i] = y[i] > 0 ? log(y[i]) : 0;
}

void gg_bbob_logs_complex(size_t n, const double complex y[], double complex log_y[])
{
    for (size_t i = 0; i < n; i++) log_y[i] = creal(y[i]) > 0 ? clog(y[i]) : 0;
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
