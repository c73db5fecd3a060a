/* optimizers/nonsmooth/proximal_gradient.c -- gradient steps with the kinks left to a prox. */
#include "base/vector.h"
#include "optimizers/nonsmooth/forward_backward.h"
#include "optimizers/optimizer.h"

enum { STEP, CURVATURE, MEMORY };
enum { BARZILAI_BORWEIN, BACKTRACKING, FIXED };
enum { MEMORY_MOST = 50 };

static const gg_option options[] = {
    {"step", GG_CHOICE, BARZILAI_BORWEIN, BARZILAI_BORWEIN, FIXED,
     "length: from the last change of the gradient; 1/L, where L grows when it proves too "
     "small; or 1/L for ever",
     "barzilai_borwein|backtracking|fixed"},
    {"L", GG_REAL, 0, 0, 1e300,
     "of the smooth part's gradient; 0: the loss's where it is known, else as seen at the "
     "first step",
     NULL},
    {"memory", GG_WHOLE, 10, 1, MEMORY_MOST,
     "barzilai_borwein: the smooth part may rise to the largest of so many", NULL},
    {0},
};

/* rows: x, g, trial, g there */
typedef struct memory {
    double s, L;
    double last[MEMORY_MOST]; /* the smooth part at the last places, in a ring */
    size_t steps;
    gg_residuals rest;
    bool guessed; /* L is a guess, to be replaced by what the first step sees */
    double rows[];
} memory;

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[STEP] == FIXED && opt[CURVATURE] == 0 && !gg_is_known(o->L))
        return gg_fail(GG_BAD_INPUT, "proximal_gradient: step=fixed needs L=..., for the "
                                     "loss's is not known");
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
    gg_footing here = {.x = m->rows, .g = m->rows + o->n};
    gg_copy(o->n, o->start, here.x);
    gg_footing_ask(o, &here);
    m->s = m->last[0] = here.s;
    m->L = gg_curvature_first(o, opt[CURVATURE], here.g, &m->guessed);
}

/* The largest s of the last places: what a step of Barzilai and Borwein may not exceed. */
static double ceiling_of(const double opt[], const memory *m)
{
    const size_t kept = opt[STEP] == BARZILAI_BORWEIN ? (size_t)opt[MEMORY] : 1;
    double most = m->s;
    for (size_t k = 0; k < kept && k <= m->steps; k++)
        most = fmax(most, m->last[(m->steps - k) % MEMORY_MOST]);
    return most;
}

/* The inverse of the adaptive step of Zhou, Gao & Dai 2006, as Goldstein et al. have it. */
static double trial_curvature(size_t n, const gg_footing *from, const gg_footing *to, double L)
{
    double dd, dy, yy;
    GG_SUM(dd, n, i, (to->x[i] - from->x[i]) * (to->x[i] - from->x[i]));
    GG_SUM(dy, n, i, (to->x[i] - from->x[i]) * (to->g[i] - from->g[i]));
    GG_SUM(yy, n, i, (to->g[i] - from->g[i]) * (to->g[i] - from->g[i]));
    if (!(dy > 0) || !(dd > 0)) return L / 2; /* no bend is seen: be bolder */
    const double steepest = dd / dy;
    const double minimal = dy / yy;
    const double t = 2 * minimal > steepest ? minimal : steepest - minimal / 2;
    return t > 0 && isfinite(1 / t) ? 1 / t : L;
}

/* Try shorter and shorter steps until one is taken; `to` is where. */
static gg_verdict search(const double opt[], memory *m, const gg_footing *from, gg_footing *to,
                         gg_oracle *o)
{
    const double ceiling = ceiling_of(opt, m);
    double first = INFINITY; /* length of the first trial */
    while (true) {
        const double distance = gg_forward_backward(o, m->L, from, to->x);
        if (o->silent) return GG_GO_ON;
        if (isinf(first)) first = distance;
        if (distance == 0 || gg_rest_reached(&m->rest, m->L * distance))
            return gg_rest_judge(&m->rest, first, from->x, o);
        gg_footing_ask(o, to);
        const double seen = gg_curvature_between(o->n, from, to, ceiling);
        const bool held = seen <= m->L * (1 + 1e-10);
        if (opt[STEP] == FIXED && isfinite(to->s)) return GG_GO_ON;
        if (m->guessed && isfinite(seen) && seen > 0) m->L = fmax(seen, m->L / 1e6);
        if (held || o->silent) break;
        if (!m->guessed || !isfinite(seen)) m->L = gg_curvature_raised(m->L, seen);
    }
    m->guessed = false;
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    const gg_footing from = {.x = m->rows, .g = m->rows + n, .s = m->s};
    gg_footing to = {.x = m->rows + 2 * n, .g = m->rows + 3 * n};
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->s))
        return gg_end(o, GG_STUCK, "the smooth part is not finite where the method starts");
    const gg_verdict verdict = search(opt, m, &from, &to, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    if (opt[STEP] == BARZILAI_BORWEIN) m->L = trial_curvature(n, &from, &to, m->L);
    m->s = to.s;
    m->last[++m->steps % MEMORY_MOST] = to.s;
    gg_copy(n, to.x, from.x);
    gg_copy(n, to.g, from.g);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_proximal_gradient = {
    .name = "proximal_gradient",
    .title = "Proximal gradient",
    .summary = "steps down the smooth part, then the prox of the rest; step lengths from the "
               "change of the gradient",
    .source = "Beck & Teboulle 2009, A fast iterative shrinkage-thresholding algorithm, ISTA "
              "with backtracking, doi:10.1137/080716542; Barzilai-Borwein steps: Wright, "
              "Nowak & Figueiredo 2009, Sparse reconstruction by separable approximation, "
              "doi:10.1109/TSP.2009.2016892, searched on the smooth part alone as in "
              "Goldstein, Studer & Baraniuk 2014, A field guide to forward-backward splitting "
              "with a FASTA implementation, arXiv:1411.3406",
    .needs = GG_SPLIT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1, and 1 for each refusal",
    .flops = "30 n",
    .memory = "4 n",
    .tune = "step=barzilai_borwein|backtracking:memory=1|5|10|20",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
