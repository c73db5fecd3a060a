/* optimizers/peers/nlopt.c -- the algorithms of NLopt. */
#include <string.h>

#include "optimizers/peers/whole_run.h"

#ifdef GG_HAS_PEER
#include <nlopt.h>
#endif

enum { ALGORITHM, MEMORY, X_TOLERANCE, F_TOLERANCE };

/* Places of choices: the first that needs values only, the first and the last of the global
 * ones that need no gradient, the last of all. */
enum { LN = 10, GN = 17, GD = 31, LAST = 34 };

static const gg_option options[] = {
    {"algorithm", GG_CHOICE, 0, 0, LAST,
     "NLopt's name for it: local or global, with Derivatives or Not",
     "LD_LBFGS|LD_VAR1|LD_VAR2|LD_TNEWTON|LD_TNEWTON_RESTART|LD_TNEWTON_PRECOND|"
     "LD_TNEWTON_PRECOND_RESTART|LD_MMA|LD_CCSAQ|LD_SLSQP|"
     "LN_NELDERMEAD|LN_SBPLX|LN_NEWUOA|LN_NEWUOA_BOUND|LN_BOBYQA|LN_PRAXIS|LN_COBYLA|"
     "GN_DIRECT|GN_DIRECT_L|GN_DIRECT_L_RAND|GN_DIRECT_NOSCAL|GN_DIRECT_L_NOSCAL|"
     "GN_DIRECT_L_RAND_NOSCAL|GN_ORIG_DIRECT|GN_ORIG_DIRECT_L|GN_CRS2_LM|GN_ISRES|GN_ESCH|"
     "GN_AGS|GN_MLSL|GN_MLSL_LDS|GD_MLSL|GD_MLSL_LDS|GD_STOGO|GD_STOGO_RAND"},
    {"memory", GG_WHOLE, 0, 0, 1e6,
     "gradients that LBFGS, VAR and TNEWTON keep; 0: NLopt's own choice, some 10 MB", NULL},
    {"x_tolerance", GG_REAL, 1e-15, 1e-300, 1,
     "done when a step is this share of x; not 0, for which COBYLA spins without asking", NULL},
    {"f_tolerance", GG_REAL, 0, 0, 1,
     "done when f falls by less than this share of |f|; 0: never", NULL},
    {0},
};

static unsigned needs_of(const double opt[])
{
    const double a = opt[ALGORITHM];
    return a < LN || a >= GD ? GG_GRADIENT : GG_VALUE;
}

#ifdef GG_HAS_PEER

static const nlopt_algorithm algorithms[] = {NLOPT_LD_LBFGS,
                                             NLOPT_LD_VAR1,
                                             NLOPT_LD_VAR2,
                                             NLOPT_LD_TNEWTON,
                                             NLOPT_LD_TNEWTON_RESTART,
                                             NLOPT_LD_TNEWTON_PRECOND,
                                             NLOPT_LD_TNEWTON_PRECOND_RESTART,
                                             NLOPT_LD_MMA,
                                             NLOPT_LD_CCSAQ,
                                             NLOPT_LD_SLSQP,
                                             NLOPT_LN_NELDERMEAD,
                                             NLOPT_LN_SBPLX,
                                             NLOPT_LN_NEWUOA,
                                             NLOPT_LN_NEWUOA_BOUND,
                                             NLOPT_LN_BOBYQA,
                                             NLOPT_LN_PRAXIS,
                                             NLOPT_LN_COBYLA,
                                             NLOPT_GN_DIRECT,
                                             NLOPT_GN_DIRECT_L,
                                             NLOPT_GN_DIRECT_L_RAND,
                                             NLOPT_GN_DIRECT_NOSCAL,
                                             NLOPT_GN_DIRECT_L_NOSCAL,
                                             NLOPT_GN_DIRECT_L_RAND_NOSCAL,
                                             NLOPT_GN_ORIG_DIRECT,
                                             NLOPT_GN_ORIG_DIRECT_L,
                                             NLOPT_GN_CRS2_LM,
                                             NLOPT_GN_ISRES,
                                             NLOPT_GN_ESCH,
                                             NLOPT_GN_AGS,
                                             NLOPT_G_MLSL,
                                             NLOPT_G_MLSL_LDS,
                                             NLOPT_G_MLSL,
                                             NLOPT_G_MLSL_LDS,
                                             NLOPT_GD_STOGO,
                                             NLOPT_GD_STOGO_RAND};

/* What NLopt's question needs to be answered. */
typedef struct window {
    gg_oracle *oracle;
    nlopt_opt nlopt;
    size_t asked;
    double worst; /* greatest finite answer; -INFINITY before the first */
    bool finite;  /* the last answer was; of a model, all of them */
    bool fragile; /* infinities crash it (DIRECT), or it spins (COBYLA, NEWUOA_BOUND) */
    bool models;  /* it believes in a model of f, which one infinity spoils */
} window;

static double ask(unsigned n, const double x[], double g[], void *data)
{
    window *w = data;
    gg_oracle *o = w->oracle;
    (void)n;
    const double f = g ? gg_gradient(o, x, g) : gg_value(o, x);
    /* Stopped at the very first call, ORIG_DIRECT reads what it never wrote. */
    if (o->silent && w->asked > 0) nlopt_force_stop(w->nlopt);
    w->asked++;
    w->finite = isfinite(f) && (w->finite || !w->models);
    if (isfinite(f)) {
        w->worst = fmax(w->worst, f);
        return f;
    }
    /* All of NLopt looks at force_stop before it asks again, but NEWUOA_BOUND, say, does not
     * come so far if a model has become infinite: in silence it hears what it can bear. To
     * ORIG_DIRECT nothing above 1e20 is a value. */
    const double bearable = isinf(w->worst) ? 1e18 : w->worst;
    return o->silent || w->fragile ? bearable : f;
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    (void)o;
    const char *name = nlopt_algorithm_name(algorithms[(size_t)opt[ALGORITHM]]);
    if (strstr(name, "NOT COMPILED"))
        return gg_fail(GG_NOT_FOUND, "nlopt: the NLopt of this build lacks %s", name);
    return GG_OK;
}

/* MLSL starts local searches: by NLopt's LBFGS, by BOBYQA, or by COBYLA where there is but one
 * number, which BOBYQA refuses; with the tolerances that NLopt has for MLSL of old. */
static void add_local_search(nlopt_opt nlopt, bool derivatives, unsigned n)
{
    const nlopt_algorithm a = derivatives ? NLOPT_LD_LBFGS
                              : n > 1     ? NLOPT_LN_BOBYQA
                                          : NLOPT_LN_COBYLA;
    nlopt_opt local = nlopt_create(a, n);
    if (!local) return; /* NLopt then says that it lacks one */
    nlopt_set_xtol_rel(local, 1e-7);
    nlopt_set_ftol_rel(local, 1e-15);
    nlopt_set_local_optimizer(nlopt, local);
    nlopt_destroy(local);
}

/* Local ones go where they like; global ones search the box, from a point in it. */
static void set_up(const double opt[], nlopt_opt nlopt, window *w, double x[])
{
    const gg_oracle *o = w->oracle;
    const bool global = opt[ALGORITHM] >= GN;
    const nlopt_algorithm a = nlopt_get_algorithm(nlopt);
    w->fragile = global || a == NLOPT_LN_COBYLA || a == NLOPT_LN_NEWUOA_BOUND;
    w->models = a == NLOPT_LN_BOBYQA || a == NLOPT_LN_NEWUOA || a == NLOPT_LN_NEWUOA_BOUND ||
                a == NLOPT_LN_COBYLA;
    nlopt_set_min_objective(nlopt, ask, w);
    nlopt_set_xtol_rel(nlopt, opt[X_TOLERANCE]);
    nlopt_set_ftol_rel(nlopt, opt[F_TOLERANCE]);
    nlopt_set_vector_storage(nlopt, (unsigned)opt[MEMORY]);
    nlopt_srand(gsl_rng_get(o->rng));
    if (!global) return;
    nlopt_set_lower_bounds(nlopt, o->lower);
    nlopt_set_upper_bounds(nlopt, o->upper);
    for (size_t i = 0; i < o->n; i++) x[i] = fmin(fmax(x[i], o->lower[i]), o->upper[i]);
    if (a == NLOPT_G_MLSL || a == NLOPT_G_MLSL_LDS)
        add_local_search(nlopt, opt[ALGORITHM] >= GD, (unsigned)o->n);
}

static const char *in_words(nlopt_result r)
{
    switch (r) {
    case NLOPT_SUCCESS: return "NLopt says: success";
    case NLOPT_STOPVAL_REACHED: return "NLopt says: f is low enough";
    case NLOPT_FTOL_REACHED: return "NLopt says: f no longer falls";
    case NLOPT_XTOL_REACHED: return "NLopt says: x no longer moves";
    case NLOPT_INVALID_ARGS: return "NLopt says: invalid arguments";
    case NLOPT_OUT_OF_MEMORY: return "NLopt says: out of memory";
    case NLOPT_ROUNDOFF_LIMITED: return "NLopt says: rounding hinders it";
    default: return "NLopt says: failure";
    }
}

/* NLopt loops by itself: one step is all of it. */
static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    window w = {.oracle = o, .worst = -INFINITY, .finite = true};
    if (o->silent) return GG_GO_ON;
    nlopt_result result = NLOPT_OUT_OF_MEMORY;
    w.nlopt = nlopt_create(algorithms[(size_t)opt[ALGORITHM]], (unsigned)o->n);
    if (w.nlopt) {
        double f = INFINITY;
        set_up(opt, w.nlopt, &w, state);
        result = nlopt_optimize(w.nlopt, state, &f);
        nlopt_destroy(w.nlopt);
    }
    if (result >= 0 && !w.finite)
        return gg_end(o, GG_STUCK, "NLopt says that it has arrived, after f was not finite");
    return gg_end(o, result < 0 ? GG_STUCK : GG_DONE, in_words(result));
}

#else

static gg_status check(const double opt[], const gg_oracle *o)
{
    (void)opt;
    (void)o;
    return gg_fail(GG_NOT_FOUND,
                   "nlopt: this build has no NLopt; install libnlopt-dev and build again");
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    (void)state;
    return gg_end(o, GG_STUCK, "this build has no NLopt");
}

#endif

const gg_optimizer gg_optimizer_nlopt = {
    .name = "nlopt",
    .title = "NLopt",
    .summary =
        "NLopt's algorithms as they are; local ones without bounds, global ones in the box",
    .source = "Johnson 2007, The NLopt nonlinear-optimization package, "
              "https://github.com/stevengj/nlopt; linked, not built anew",
    .needs = GG_GRADIENT,
    .needs_of = needs_of,
    .calls = "all of a run: NLopt loops by itself",
    .flops = "LBFGS: 4 m n a call; BOBYQA, NEWUOA: some 10 n^2; NELDERMEAD: n^2",
    .memory = "LBFGS: 2 m n; BOBYQA, NEWUOA: some 5 n^2; NELDERMEAD: n^2",
    .tune = "algorithm=LD_LBFGS|LD_VAR2|LD_TNEWTON_PRECOND_RESTART|LD_CCSAQ|LD_SLSQP",
    .options = options,
    .check = check,
    .state_size = gg_whole_run_size,
    .start = gg_whole_run_start,
    .step = step,
    .points = gg_whole_run_points,
};
