/* losses/loss.h -- a formula, and a problem: a formula with dimension, options and instance. */
#ifndef GG_LOSSES_LOSS_H
#define GG_LOSSES_LOSS_H

#include <complex.h>
#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/option.h"
#include "base/status.h"
#include "losses/data.h"
#include "losses/kink.h"
#include "losses/pointwise.h"
#include "losses/smoothness.h"

enum {                         /* what a problem offers and an optimizer needs: a set of bits */
       GG_VALUE = 1 << 0,      /* f(x)                                                */
       GG_DERIVATIVE = 1 << 1, /* the derivative almost everywhere; 0 on a stair      */
       GG_SUBGRADIENT = 1 << 2,    /* one element of the Clarke subdifferential at x      */
       GG_GRADIENT = 1 << 3,       /* the gradient; offered only where f is C1            */
       GG_HESSIAN_VECTOR = 1 << 4, /* the Hessian at x times a vector                     */
       GG_SPLIT = 1 << 5,          /* f = s + r: s and its gradient, the prox of r        */
       GG_SAMPLE = 1 << 6,         /* f is a mean over rows: a gradient of some of them   */
       GG_COMPLEX = 1 << 7,        /* f at complex points, for the complex step           */
       GG_ROUNDING = 1 << 8,       /* kinks that can be rounded off, as wide as asked     */
};

typedef struct gg_problem gg_problem;

typedef struct gg_known { /* a catalogue's id for one setting of a loss */
    const char *id;       /* "MGH21"; NULL ends the table */
    const char *options;  /* "form=pairs"; "" for the defaults */
    size_t n;             /* if none is asked for; 0: the loss's own */
} gg_known;

/* A formula. Constant; one per file: losses/<drawer>/<name>.c defines gg_loss_<name>. */
typedef struct gg_loss {
    const char *name, *title, *formula;
    const char *derivative; /* the gradient, or one subgradient, as a formula */
    const char *fails;      /* where it is not differentiable; "nowhere" */
    const char *source;     /* author, year, title, equation, doi */
    gg_smoothness smoothness;
    bool convex;
    bool wraps;                      /* changes an inner problem instead of standing alone */
    size_t least_n, most_n, usual_n; /* dimensions; all 0 for a wrapper, or if `size` says */
    const gg_option *options;
    const gg_known *known; /* catalogue ids; NULL: none */

    /* A loss whose dimension follows from its options (a data set's columns) sets p->n, or
     * fails GG_BAD_INPUT if p->n is neither 0 nor that. NULL: least_n ... most_n hold. */
    gg_status (*size)(gg_problem *p);
    size_t (*data_size)(const gg_problem *p); /* bytes of p->data; NULL: none */
    /* Fill data and what is known: start, lower, upper, minimiser, minimum, L, mu, smoothness.
     * rng is the instance's stream. NULL: nothing to fill. */
    gg_status (*build)(gg_problem *p, gsl_rng *rng);
    /* Round the kinks off: p->kink says how; correct smoothness, minimum, L and set
     * p->error, the bound of |f - rounded f|. NULL: there is nothing that can be rounded. */
    gg_status (*round)(gg_problem *p);
    void (*close)(gg_problem *p); /* gives p->foreign back, which may be NULL; NULL: nothing */
    double (*value)(gg_problem *p, const double x[]);
    double (*gradient)(gg_problem *p, const double x[], double g[]); /* -> f(x); NULL: none */
    /* The formula once for both: -> f(x), and adds the gradient to g, which is 0 before, or is
     * NULL. Such a loss has .value = gg_value_by_asking, .gradient = gg_gradient_by_asking. */
    double (*ask)(gg_problem *p, const double x[], double g[]);
    double complex (*complex_value)(gg_problem *p, const double complex x[]); /* number.h */
    /* hv = H(x) v; where f is not C2, H is that of the piece in which x lies. */
    void (*hessian_vector)(gg_problem *p, const double x[], const double v[], double hv[]);
    /* f = s + r, s is C1 and r simple: s(x) and its gradient; the minimiser of
     * r(u) + |u - x|^2 / (2 t), t > 0. out may be x. */
    double (*smooth_part)(gg_problem *p, const double x[], double g[]); /* -> s(x) */
    void (*prox)(gg_problem *p, double t, const double x[], double out[]);
    /* The gradient of the mean over `count` rows (0 ... samples - 1, repeats allowed) and of the
     * penalty: its expectation over random rows is the gradient of f. -> that mean */
    double (*sample)(gg_problem *p, const size_t rows[], size_t count, const double x[],
                     double g[]);
} gg_loss;

enum { GG_FAULT_ROOM = 240 };

/* A formula with its dimension, options and random instance. It belongs to one run. */
struct gg_problem {
    const gg_loss *loss;
    gg_problem *inner; /* what it wraps, or NULL */
    size_t n;
    gg_settings settings;
    const double *opt;             /* [rows] settings.number */
    char *const *text;             /* [rows] settings.text */
    const gg_pointwise *pointwise; /* what the option `pointwise` or `name` names, or NULL */
    const double *pointwise_opt;   /* its rows within opt */
    const gg_data *table;          /* the data set that `size` opened, or NULL */
    void *foreign;                 /* a library or a program of the user's, or NULL */
    char fault[GG_FAULT_ROOM];     /* why that cannot answer any more; "" if it can */
    gg_kink kink;                  /* the policy at kinks */
    void *data;                    /* data_size bytes, zeroed, filled by build */
    /* It takes the gradient from values; NULL: the gradient is exact. */
    struct gg_difference *difference;
    double *start;            /* [n] where the literature starts; the box's middle   */
    double *lower, *upper;    /* [n] the box in which random starts are drawn        */
    double *minimiser;        /* [n] NaN where unknown                               */
    double minimum;           /* least f; NaN if unknown                             */
    double L, mu;             /* gradient Lipschitz, strong convexity; NaN: unknown  */
    double error;             /* bound on what rounding changed; 0 if nothing        */
    double sigma;             /* standard deviation of a value's noise (at the start,
                                      if it varies); 0: exact; NaN: unknown               */
    size_t samples;           /* rows that `sample` chooses from                     */
    gg_smoothness smoothness; /* of this instance: options and wrappers change it    */
    unsigned withheld;        /* what its loss offers, but this instance does not    */
    unsigned alone;           /* what a wrapper offers though its inner does not     */
    bool convex;              /* this instance                                       */
    bool bounded;             /* f is +INFINITY outside the box                      */
    bool noisy;               /* answers carry an error; scored by quiet ones        */
    bool quiet;               /* answer without noise                                */
    uint64_t seed;            /* of the instance and its noise                       */
    uint32_t rep;
};

/* Written by the build from the files; NULL ends them. drawers[i] is the folder of losses[i]. */
extern const gg_loss *const gg_losses[];
extern const char *const gg_loss_drawers[];

/* "linear:data=stackloss+rotate+noise:sigma=1e-3" in dimension n (0: the usual one), instance
 * (seed, rep). The grammar: NAME[:key=value]...[+WRAPPER[:key=value]...]..., where '+' followed
 * by a letter begins a wrapper; NAME may be a catalogue id, and bbob:function=K stands for
 * the id BBOBKK. gradient=BY and gradient_step=H among the options of a part stand for
 * +gradient:by=BY:step=H after it; gradient=exact for nothing.
 * fails GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY, GG_IO (a data file) */
gg_status gg_problem_open(gg_problem **out, const char *spec, size_t n, uint64_t seed,
                          uint32_t rep);
void gg_problem_close(gg_problem *p);

/* One wrapper more, "box:by=reflect", around all of *p but a part that takes differences. On
 * failure what stood before it is closed. fails as gg_problem_open */
gg_status gg_problem_wrap(gg_problem **p, const char *part);

/* The specification in canonical form, as gg_settings_write has it.
 * -> owned by the caller (free); NULL without memory */
char *gg_problem_spec(const gg_problem *p);

/* The innermost problem. */
const gg_problem *gg_problem_leaf(const gg_problem *p);

/* What a loss with `ask` has for value and gradient. */
double gg_value_by_asking(gg_problem *p, const double x[]);
double gg_gradient_by_asking(gg_problem *p, const double x[], double g[]);

/* What a loss of terraces has for complex_value: f at the real parts, which alone decide. */
double complex gg_value_of_real_parts(gg_problem *p, const double complex x[]);

/* Set of GG_VALUE ... GG_ROUNDING: pointers present, smooth enough, inner problems too. */
unsigned gg_problem_offers(const gg_problem *p);

/* f(x) without noise. */
double gg_problem_truth(gg_problem *p, const double x[]);

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_loss_find(const char *name, const gg_loss **out);

#endif
