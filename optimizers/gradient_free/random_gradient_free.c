/* optimizers/gradient_free/random_gradient_free.c -- steps along random lines, as steep as they
 * are. */
#include "base/vector.h"
#include "optimizers/normal.h"
#include "optimizers/optimizer.h"

enum { SCHEME, STEP, SHARE, CURVATURE, PROBE, DIFFERENCE };
enum { PLAIN, ACCELERATED };
enum { ADAPTIVE, FIXED };

static const gg_option options[] = {
    {"scheme", GG_CHOICE, PLAIN, PLAIN, ACCELERATED,
     "the random gradient-free RG, or the accelerated FG", "plain|accelerated"},
    {"step", GG_CHOICE, ADAPTIVE, ADAPTIVE, FIXED,
     "RG: length from the curvature that is seen along the lines; or share/((n + 4) L)",
     "adaptive|fixed"},
    {"share", GG_REAL, 0, 0, 4, "of the length; 0: fixed 0.25 as in the theory, adaptive 1.3",
     NULL},
    {"L", GG_REAL, 0, 0, 1e300, "of the gradient; 0: the loss's", NULL},
    {"probe", GG_REAL, 1e-8, 1e-15, 1,
     "length of the difference along a line, in units of the box's mean side", NULL},
    {"difference", GG_CHOICE, 0, 0, 1, "one value beside the last, or one on either side",
     "forward|central"},
    {0},
};

typedef struct memory {
    double f;           /* at x; RG only */
    double h;           /* the step: x moves by -h (g'u) u */
    double bend, slope; /* sums of s^2 u'Hu and s^2, newer lines weigh more */
    double gamma;       /* FG: as in the paper */
    double rows[];      /* x, the line u, the trial, and v of FG */
} memory;

static double length_of_probe(const double opt[], const gg_oracle *o)
{
    return opt[PROBE] * gg_distance(o->n, o->upper, o->lower) / sqrt((double)o->n);
}

static double curvature(const double opt[], const gg_oracle *o)
{
    return opt[CURVATURE] > 0 ? opt[CURVATURE] : o->L;
}

static bool adapts(const double opt[])
{
    return opt[SCHEME] == PLAIN && opt[STEP] == ADAPTIVE;
}

static double share_of(const double opt[], bool adaptive)
{
    if (opt[SHARE] > 0) return opt[SHARE];
    return adaptive ? 1.3 : 0.25;
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    const double L = curvature(opt, o);
    if (!adapts(opt) && !gg_is_known(L))
        return gg_fail(GG_BAD_INPUT, "random_gradient_free: step=fixed and scheme=accelerated "
                                     "need L=..., for the loss's is not known");
    return GG_OK;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 4 * n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    double *x = m->rows;
    gg_copy(o->n, o->start, x);
    gg_copy(o->n, o->start, x + 3 * o->n);
    m->f = opt[SCHEME] == PLAIN ? gg_value(o, x) : INFINITY;
    m->gamma = fmax(0, o->mu) > 0 ? o->mu : curvature(opt, o);
    if (!adapts(opt)) m->h = share_of(opt, false) / (((double)o->n + 4) * curvature(opt, o));
}

/* Draw u. -> the slope along it, from values at `at`, where f is known, and beside. */
static double slope_along(const double opt[], const double at[], double f, double u[],
                          double tried[], gg_oracle *o)
{
    const double mu = length_of_probe(opt, o);
    gg_normal_fill(o->rng, o->n, u);
    gg_along(o->n, at, mu, u, tried);
    const double ahead = gg_value(o, tried);
    if (opt[DIFFERENCE] == 0) return (ahead - f) / mu;
    gg_along(o->n, at, -mu, u, tried);
    return (ahead - gg_value(o, tried)) / (2 * mu);
}

/* RG of section 5. */
static gg_verdict plain_step(const double opt[], memory *m, gg_oracle *o)
{
    double *x = m->rows;
    double *u = x + o->n;
    double *tried = u + o->n;
    const double s = slope_along(opt, x, m->f, u, tried, o);
    if (o->silent || !isfinite(s)) return GG_GO_ON; /* a wall: another line */
    gg_along(o->n, x, -m->h * s, u, x);
    m->f = gg_value(o, x);
    return GG_GO_ON;
}

/* FG of section 6: theta = share^2/((n + 1)^2 L), which is the paper's at share = 1/4. */
static gg_verdict accelerated_step(const double opt[], memory *m, gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *u = x + n;
    double *tried = u + n;
    double *v = tried + n;
    const double tau = fmax(0, isnan(o->mu) ? 0 : o->mu);
    const double narrow = ((double)n + 1) / share_of(opt, false);
    const double inverse = narrow * narrow * curvature(opt, o); /* 1/theta */
    const double b = m->gamma - tau;
    const double alpha = (-b + sqrt(b * b + 4 * inverse * m->gamma)) / (2 * inverse);
    const double next = (1 - alpha) * m->gamma + alpha * tau;
    const double lambda = alpha * tau / next;
    const double beta = alpha * m->gamma / (m->gamma + alpha * tau);
    for (size_t i = 0; i < n; i++) x[i] += beta * (v[i] - x[i]); /* y */
    const double f = opt[DIFFERENCE] == 0 ? gg_value(o, x) : 0;
    const double s = slope_along(opt, x, f, u, tried, o);
    m->gamma = next;
    if (o->silent || !isfinite(s)) return GG_GO_ON;
    for (size_t i = 0; i < n; i++) {
        v[i] += lambda * (x[i] - v[i]) - s * u[i] / (inverse * alpha);
        x[i] -= m->h * s * u[i];
    }
    return GG_GO_ON;
}

/* Of all steps h the best, in expectation and on a parabola, is E s^2 / E s^2 u'Hu over lines u;
 * both are seen, for the values at x and ahead, and the slope, give the bend along u. A step
 * that leads uphill is not taken. Not in the paper, which knows L; an eighth of its calls or
 * less, on spheres and ellipsoids. */
static gg_verdict adaptive_step(const double opt[], memory *m, gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *u = x + n;
    double *tried = u + n;
    const double s = slope_along(opt, x, m->f, u, tried, o);
    if (o->silent || !isfinite(s) || s == 0) return GG_GO_ON;
    if (m->h == 0) /* moves x by a twentieth of the mean side */
        m->h = 0.05 * length_of_probe(opt, o) / opt[PROBE] / fabs(s);
    const double t = m->h * s;
    gg_along(n, x, -t, u, tried);
    const double f = gg_value(o, tried);
    if (o->silent) return GG_GO_ON;
    const double seen = 2 * (f - m->f + t * s) / (t * t);
    const double keep = 1 - 1 / (2 * (double)n + 4);
    if (isfinite(seen)) {
        m->bend = keep * m->bend + fmax(0, seen) * s * s;
        m->slope = keep * m->slope + s * s;
    }
    const double h = share_of(opt, true) * m->slope / m->bend;
    m->h = fmin(isfinite(f) && h > 0 ? h : m->h / 4, 2 * m->h);
    if (!(f <= m->f)) return GG_GO_ON;
    m->f = f;
    gg_copy(n, tried, x);
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    if (o->silent) return GG_GO_ON;
    if (opt[SCHEME] == ACCELERATED) return accelerated_step(opt, m, o);
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    return adapts(opt) ? adaptive_step(opt, m, o) : plain_step(opt, m, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_random_gradient_free = {
    .name = "random_gradient_free",
    .title = "Random gradient-free",
    .summary =
        "steps along Gaussian lines, as long as the slope is steep, which two values tell",
    .source = "Nesterov & Spokoiny 2017, Random gradient-free minimization of convex "
              "functions, sections 5 and 6, doi:10.1007/s10208-015-9296-2",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "2; 3 with central differences",
    .flops = "30 n",
    .memory = "4 n",
    .tune = "share=0.7|1|1.3|1.6:probe=1e-9|1e-8|1e-6",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
