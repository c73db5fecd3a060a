/* experiments/claims/named_line.c -- from the roughest to the smoothest. */
#include "experiments/claims/named_line.h"

#include <math.h>

static double absolute(void *none, double t)
{
    (void)none;
    return fabs(t);
}
static double hinge(void *none, double t)
{
    (void)none;
    return fmax(0, t);
}
static double huber(void *none, double t)
{
    (void)none;
    return fabs(t) <= 0.1 ? t * t / 2 : 0.1 * fabs(t) - 0.005;
}
static double signed_square(void *none, double t)
{
    (void)none;
    return t * fabs(t);
}
static double power_three_halves(void *none, double t)
{
    (void)none;
    return pow(fabs(t), 1.5);
}
static double root(void *none, double t)
{
    (void)none;
    return sqrt(fabs(t));
}
static double stairs(void *none, double t)
{
    (void)none;
    return floor(3 * t);
}
static double constant(void *none, double t)
{
    (void)none;
    (void)t;
    return 3;
}
static double exponential(void *none, double t)
{
    (void)none;
    return exp(3 * t);
}
static double runge(void *none, double t)
{
    (void)none;
    return 1 / (1 + 25 * t * t);
}
static double fifth_power(void *none, double t)
{
    (void)none;
    return 1000 * t * t * t * t * t;
}
static double rounded_absolute(void *none, double t)
{
    (void)none;
    return sqrt(t * t + 1e-6);
}

double (*const gg_named_lines[GG_NAMED_LINES])(void *none, double t) = {
    stairs,        root,  absolute, hinge,       power_three_halves, huber,
    signed_square, runge, constant, exponential, fifth_power,        rounded_absolute};
