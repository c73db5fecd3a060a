/* optimizers/peers/liblbfgs.c -- limited-memory BFGS as libLBFGS has it. */
#include <limits.h>

#include "optimizers/peers/whole_run.h"

#ifdef GG_HAS_PEER
#include <lbfgs.h>
#endif

enum { MEMORY, LINE_SEARCH, EPSILON, MAX_LINE_SEARCH };

static const gg_option options[] = {
    {"m", GG_WHOLE, 6, 1, 10000, "pairs of steps and gradient changes that are kept", NULL},
    {"line_search", GG_CHOICE, 0, 0, 3, "libLBFGS's own",
     "more_thuente|backtracking_armijo|backtracking_wolfe|backtracking_strong_wolfe"},
    {"epsilon", GG_REAL, 0, 0, 1,
     "done when |g| falls to this share of max(1, |x|), 1e-5 to libLBFGS; 0: go on to rounding",
     NULL},
    {"max_line_search", GG_WHOLE, 40, 1, 1000, "trials of one line search", NULL},
    {0},
};

#ifdef GG_HAS_PEER

typedef struct window {
    gg_oracle *oracle;
    bool finite; /* the last answer was */
} window;

/* Built for SSE, libLBFGS rounds n up to a multiple of 16. */
static lbfgsfloatval_t ask(void *data, const lbfgsfloatval_t x[], lbfgsfloatval_t g[],
                           const int n, const lbfgsfloatval_t t)
{
    window *w = data;
    (void)t;
    for (size_t i = w->oracle->n; i < (size_t)n; i++) g[i] = 0;
    const double f = gg_gradient(w->oracle, x, g);
    w->finite = isfinite(f);
    return f;
}

/* Asked after each line search, which ends by itself after max_line_search trials. */
static int progress(void *data, const lbfgsfloatval_t x[], const lbfgsfloatval_t g[],
                    const lbfgsfloatval_t f, const lbfgsfloatval_t x_norm,
                    const lbfgsfloatval_t g_norm, const lbfgsfloatval_t t, int n, int k,
                    int trials)
{
    const window *w = data;
    (void)x;
    (void)g;
    (void)f;
    (void)x_norm;
    (void)g_norm;
    (void)t;
    (void)n;
    (void)k;
    (void)trials;
    return w->oracle->silent;
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    (void)opt;
    if (o->n > INT_MAX - 16)
        return gg_fail(GG_BAD_INPUT, "liblbfgs: n=%zu, and it counts up to %d", o->n,
                       INT_MAX - 16);
    return GG_OK;
}

static const char *in_words(int code)
{
    switch (code) {
    case LBFGS_SUCCESS: return "libLBFGS says: converged";
    case LBFGS_STOP: return "libLBFGS says: stopped";
    case LBFGS_ALREADY_MINIMIZED: return "libLBFGS says: the start is a minimum";
    case LBFGSERR_OUTOFMEMORY: return "libLBFGS says: out of memory";
    case LBFGSERR_OUTOFINTERVAL: return "libLBFGS says: a step out of its interval";
    case LBFGSERR_INCORRECT_TMINMAX: return "libLBFGS says: the interval became too small";
    case LBFGSERR_ROUNDING_ERROR: return "libLBFGS says: rounding hinders it";
    case LBFGSERR_MINIMUMSTEP: return "libLBFGS says: the step became too small";
    case LBFGSERR_MAXIMUMSTEP: return "libLBFGS says: the step became too large";
    case LBFGSERR_MAXIMUMLINESEARCH: return "libLBFGS says: too many trials in a line search";
    case LBFGSERR_WIDTHTOOSMALL: return "libLBFGS says: the interval became too narrow";
    case LBFGSERR_INCREASEGRADIENT: return "libLBFGS says: the direction points uphill";
    default: return "libLBFGS says: failure";
    }
}

static int run(const double opt[], window *w, double x[])
{
    static const int searches[] = {
        LBFGS_LINESEARCH_MORETHUENTE, LBFGS_LINESEARCH_BACKTRACKING_ARMIJO,
        LBFGS_LINESEARCH_BACKTRACKING_WOLFE, LBFGS_LINESEARCH_BACKTRACKING_STRONG_WOLFE};
    const size_t n = w->oracle->n;
    lbfgs_parameter_t p;
    lbfgs_parameter_init(&p);
    p.m = (int)opt[MEMORY];
    p.linesearch = searches[(size_t)opt[LINE_SEARCH]];
    p.epsilon = opt[EPSILON];
    p.max_linesearch = (int)opt[MAX_LINE_SEARCH];
    lbfgsfloatval_t *aligned = lbfgs_malloc((int)n);
    if (!aligned) return LBFGSERR_OUTOFMEMORY;
    gg_copy(n, x, aligned);
    const int code = lbfgs((int)n, aligned, NULL, ask, progress, w, &p);
    gg_copy(n, aligned, x);
    lbfgs_free(aligned);
    return code;
}

/* libLBFGS loops by itself: one step is all of it. */
static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    window w = {.oracle = o, .finite = true};
    if (o->silent) return GG_GO_ON;
    const int code = run(opt, &w, state);
    if (code >= 0 && !w.finite)
        return gg_end(o, GG_STUCK, "libLBFGS says that it has arrived, where f is not finite");
    return gg_end(o, code < 0 ? GG_STUCK : GG_DONE, in_words(code));
}

#else

static gg_status check(const double opt[], const gg_oracle *o)
{
    (void)opt;
    (void)o;
    return gg_fail(
        GG_NOT_FOUND,
        "liblbfgs: this build has no libLBFGS; install liblbfgs-dev and build again");
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    (void)state;
    return gg_end(o, GG_STUCK, "this build has no libLBFGS");
}

#endif

const gg_optimizer gg_optimizer_liblbfgs = {
    .name = "liblbfgs",
    .title = "libLBFGS",
    .summary = "libLBFGS as it is, but for its tolerance, which would end runs early",
    .source = "Okazaki & Nocedal 2010, libLBFGS: a library of limited-memory BFGS, "
              "https://github.com/chokkan/liblbfgs; linked, not built anew",
    .needs = GG_GRADIENT,
    .calls = "all of a run: libLBFGS loops by itself",
    .flops = "4 m n an iteration",
    .memory = "2 m n + 6 n",
    .tune = "m=3|6|10|20:line_search=more_thuente|backtracking_wolfe|backtracking_strong_wolfe",
    .options = options,
    .check = check,
    .state_size = gg_whole_run_size,
    .start = gg_whole_run_start,
    .step = step,
    .points = gg_whole_run_points,
};
