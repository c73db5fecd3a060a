/* optimizers/gradient_free/spsa.c -- all coordinates shaken at once, two values a gradient. */
#include "base/vector.h"
#include "optimizers/optimizer.h"

enum { MOVE, PROBE, STABILITY, ALPHA, GAMMA, BLOCKING, ESTIMATES };
enum { BY_MOVE, BY_VALUE, NONE };

static const gg_option options[] = {
    {"move", GG_REAL, 0.03, 1e-9, 10,
     "of each coordinate in the first step, in units of the box's side: sets the gain a", NULL},
    {"probe", GG_REAL, 0, 0, 10,
     "the first c in units of the side; 0: 1e-6, or 0.02 if two values at the start differ",
     NULL},
    {"stability", GG_REAL, 0.1, 0, 10, "A as a share of the steps that the budget holds", NULL},
    {"alpha", GG_REAL, 0.602, 0, 1, "a_k = a/(A + k)^alpha", NULL},
    {"gamma", GG_REAL, 0.101, 0, 1, "c_k = c/k^gamma", NULL},
    {"blocking", GG_CHOICE, BY_MOVE, BY_MOVE, NONE,
     "refuse steps, and halve a, that move a coordinate by four times `move`; or that raise f, "
     "for one call more",
     "move|value|none"},
    {"estimates", GG_WHOLE, 5, 1, 1000, "gradients at the start from which a is set", NULL},
    {0},
};

typedef struct memory {
    double a, c, A; /* gains in units of the box */
    double f;       /* at x, if blocking by value */
    double noise;   /* how far two values at the start differ */
    size_t k;       /* steps */
    double rows[];  /* x, ahead, behind, the signs */
} memory;

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 4 * n * sizeof(double);
}

/* Two values at x +- c times random signs, in units of the box. -> their slope */
static double shake(memory *m, double c, gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *ahead = x + n;
    double *behind = ahead + n;
    double *sign = behind + n;
    for (size_t i = 0; i < n; i++) {
        sign[i] = gsl_rng_uniform(o->rng) < 0.5 ? -1 : 1;
        const double by = c * sign[i] * (o->upper[i] - o->lower[i]);
        ahead[i] = x[i] + by;
        behind[i] = x[i] - by;
    }
    const double up = gg_value(o, ahead);
    return (up - gg_value(o, behind)) / (2 * c);
}

/* Spall 1998: a such that the first steps move each coordinate by `move` in the mean. The slope
 * along random signs has the size of each component of the estimate. */
static void calibrate(const double opt[], memory *m, gg_oracle *o)
{
    double sum = 0;
    double count = 0;
    const double most = fmax(1, 0.05 * (double)o->limit);
    for (size_t k = 0; k < (size_t)opt[ESTIMATES] && (double)k < most && !o->silent; k++) {
        const double slope = fabs(shake(m, m->c, o));
        if (!isfinite(slope)) continue;
        sum += slope;
        count++;
    }
    m->a = sum > 0 ? opt[MOVE] * pow(m->A + 1, opt[ALPHA]) * count / sum : 0;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    gg_copy(o->n, o->start, m->rows);
    m->f = gg_value(o, m->rows);
    m->c = opt[PROBE];
    m->A = opt[STABILITY] * (double)o->limit / (opt[BLOCKING] == BY_VALUE ? 3 : 2);
    if (m->c == 0) {
        const double again = gg_value(o, m->rows);
        m->noise = isfinite(again) && isfinite(m->f) ? fabs(again - m->f) : 0;
        m->c = m->noise > 0 ? 0.02 : 1e-6;
    }
    calibrate(opt, m, o);
}

/* behind = the next x. -> whether it may be taken */
static bool propose(const double opt[], memory *m, double gain, double slope, gg_oracle *o)
{
    const size_t n = o->n;
    const double *x = m->rows;
    double *next = m->rows + 2 * n;
    const double *sign = next + n;
    const double by = gain * slope;
    for (size_t i = 0; i < n; i++) next[i] = x[i] - by * sign[i] * (o->upper[i] - o->lower[i]);
    if (opt[BLOCKING] == NONE) return true;
    if (!(fabs(by) <= 4 * opt[MOVE])) return false;
    if (opt[BLOCKING] == BY_MOVE) return true;
    const double f = gg_value(o, next);
    if (!(f <= m->f + 2 * m->noise)) return false;
    m->f = f;
    return true;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    if (o->silent) return GG_GO_ON;
    if (m->a == 0) {
        calibrate(opt, m, o); /* the start lies on a plateau: look on */
        return GG_GO_ON;
    }
    m->k++;
    const double k = (double)m->k;
    const double gain = m->a / pow(m->A + k, opt[ALPHA]);
    const double slope = shake(m, m->c / pow(k, opt[GAMMA]), o);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(slope)) return GG_GO_ON; /* a wall: other signs */
    if (propose(opt, m, gain, slope, o))
        gg_copy(o->n, m->rows + 2 * o->n, m->rows);
    else if (!o->silent && opt[BLOCKING] == BY_MOVE)
        m->a /= 2; /* Spall leaves a as it is, and stands still where it is too large */
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_spsa = {
    .name = "spsa",
    .title = "SPSA",
    .summary = "a gradient from two values, all coordinates shaken at once; steps that fall",
    .source = "Spall 1992, Multivariate stochastic approximation using a simultaneous "
              "perturbation gradient approximation, doi:10.1109/9.119632; gains, their "
              "calibration and blocking: Spall 1998, Implementation of the simultaneous "
              "perturbation algorithm for stochastic optimization, doi:10.1109/7.705889",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "2; 3 with blocking by value",
    .flops = "20 n",
    .memory = "4 n",
    .tune = "move=0.01|0.03|0.1:blocking=move|value:stability=0.01|0.1",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
