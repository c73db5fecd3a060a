/* optimizers/optimizer.h -- a memory and a step. */
#ifndef GG_OPTIMIZERS_OPTIMIZER_H
#define GG_OPTIMIZERS_OPTIMIZER_H

#include <math.h>

#include "losses/oracle.h"

typedef enum gg_verdict {
    GG_GO_ON,
    GG_DONE,  /* the method's own test says that it has arrived */
    GG_STUCK, /* the method cannot go on; o->why says why */
} gg_verdict;

/* Changes of a problem that a method does not see: its whole way changes with them. A set. */
enum {
    GG_UNDER_MONOTONE = 1 << 0, /* f -> an increasing function of f: it only compares; bits */
    GG_UNDER_SCALING = 1 << 1,  /* f -> 2^k f; bit for bit */
    GG_UNDER_UNITS = 1 << 2,    /* x and the box -> 2^k x, f(2^k x); bit for bit */
    GG_UNDER_TRANSLATION = 1 << 3, /* x, start and box shifted; up to rounding */
    GG_UNDER_ROTATION = 1 << 4,    /* x and start turned, whatever the box; up to rounding, and
                                      of methods that draw, in distribution */
};

/* A method sees its options, its state and the oracle. It does not loop, stop, count, time,
 * log or allocate: one loop, elsewhere, does that for all of them alike.
 * Constant; one per file: optimizers/<drawer>/<name>.c defines gg_optimizer_<name>. */
typedef struct gg_optimizer {
    const char *name;    /* as the file */
    const char *title;   /* for figures: "Nelder-Mead" */
    const char *summary; /* one line */
    const char *source;  /* author, year, title, algorithm, doi */
    unsigned needs;      /* set of GG_VALUE ... GG_ROUNDING, with default options, ... */
    unsigned (*needs_of)(const double opt[]); /* ... and with these. NULL: always the same */
    unsigned invariant;                       /* set of GG_UNDER_MONOTONE ... */
    bool searches_box; /* it asks inside the box only; the others go where it leads them */
    const char *calls, *flops, *memory; /* of a step, as functions of n (memory: doubles), in
                                           words: "1", "m n", "n^2 + 5 n" */
    const char *tune; /* values worth trying: "edge=0.05|0.1|0.2:metric=box|none"; NULL: none */
    const gg_option *options;
    /* Points in a population with these options, for restarts that double it through the option
     * `population`. NULL: it has none. */
    double (*population)(const double opt[], size_t n);
    /* Refuse, in words, what cannot be: a step rule that needs an unknown. NULL: takes all. */
    gg_status (*check)(const double opt[], const gg_oracle *o);
    /* Bytes of state, given zeroed. No pointers inside: its bytes are a checkpoint. */
    size_t (*state_size)(const double opt[], size_t n);
    void (*start)(const double opt[], void *state, gg_oracle *o); /* at o->start; may ask */
    gg_verdict (*step)(const double opt[], void *state, gg_oracle *o);
    /* What to draw: *points = rows of n doubles inside the state, the first the one that the
     * method stands at -> how many rows. */
    size_t (*points)(const void *state, size_t n, const double **points);
    /* Of a method that is somebody else's: gives back what its state points to; such a state is
     * no checkpoint. NULL: it points to nothing. */
    void (*close)(void *state);
} gg_optimizer;

/* A method's last words: static text -> the verdict, or, as silence is no verdict, GG_GO_ON. */
static inline gg_verdict gg_end(gg_oracle *o, gg_verdict verdict, const char *why)
{
    if (o->silent) return GG_GO_ON;
    o->why = why;
    return verdict;
}

/* Is an L or a mu a number to make a step of? Unknown ones are NaN. */
static inline bool gg_is_known(double constant)
{
    return constant > 0 && isfinite(constant);
}

/* Written by the build from the files; NULL ends them. drawers[i]: the folder of the i-th. */
extern const gg_optimizer *const gg_optimizers[];
extern const char *const gg_optimizer_drawers[];

/* fails GG_NOT_FOUND (the nearest name is offered) */
gg_status gg_optimizer_find(const char *name, const gg_optimizer **out);

/* "genetic:population=200:crossover=sbx" -> the table and its settings, the common ones
 * (optimizers/method.h) after its own; caller closes those.
 * fails GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_optimizer_open(const gg_optimizer **out, gg_settings *settings, const char *spec);

/* The specification in canonical form. -> owned by the caller (free); NULL without memory */
char *gg_optimizer_spec(const gg_optimizer *m, const gg_settings *settings);

/* What it needs with these options; NULL: the default ones. */
unsigned gg_optimizer_needs(const gg_optimizer *m, const double opt[]);

/* The first of some needs in words, the rarest first: "a gradient". */
const char *gg_needs_in_words(unsigned needs);

/* "gradient" if it needs a derivative of any kind, else "gradient-free". */
const char *gg_optimizer_family(const gg_optimizer *m, const double opt[]);

#endif
