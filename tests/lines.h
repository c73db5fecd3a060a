/* tests/lines.h -- functions of one number whose smoothness is known. */
#ifndef GG_TESTS_LINES_H
#define GG_TESTS_LINES_H

#include <math.h>

#define LINE(name, formula)                                   \
    static inline double line_##name(void *context, double t) \
    {                                                         \
        (void)context;                                        \
        return formula;                                       \
    }

LINE(absolute, fabs(t - 0.123))
LINE(hinge, fmax(0, t - 0.123))
LINE(tilted, 3 * t + 2 * fabs(t - 0.123) + sin(t))
LINE(huber, fabs(t) < 0.1 ? t * t / 2 : 0.1 * fabs(t) - 0.005)
LINE(square, (t - 0.123) * fabs(t - 0.123))
LINE(three_halves, pow(fabs(t - 0.123), 1.5))
LINE(root, sqrt(fabs(t - 0.123)))
LINE(stairs, floor(3 * t))
LINE(small_stairs, floor(1e5 * t) / 1e5)
LINE(constant, 3 + 0 * t)
LINE(exponential, exp(3 * t))
LINE(runge, 1 / (1 + 25 * t * t))
LINE(fifth_power, 1e3 * t * t * t * t * t)
LINE(rounded, sqrt(t *t + 1e-12))
LINE(wave, sin(20 * t))
LINE(three_kinks, fabs(t + 0.5) + fabs(t) + 2 * fabs(t - 0.25))
LINE(nowhere, NAN *t)
LINE(logarithm, log(t))
LINE(pole, 1 / (t - 0.123))

#endif
