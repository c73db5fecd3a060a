/* optimizers/method.h -- an optimizer with its settings and its memory, as a run has it.
 *
 * What surrounds every method alike is here: when it stops by a test that the user set, and how
 * it begins again from another start. None of it asks the loss anything of its own. */
#ifndef GG_OPTIMIZERS_METHOD_H
#define GG_OPTIMIZERS_METHOD_H

#include "optimizers/optimizer.h"

/* Options of every method, after its own; where a method has one of the same name, that counts. */
enum { GG_COMMON_OPTIONS = 5 };
extern const gg_option gg_common_options[];

typedef enum gg_box {
    GG_BOX_AUTO,    /* reflect if f is +infinity outside, and the method leaves the box */
    GG_BOX_OPEN,    /* the method asks where it likes */
    GG_BOX_REFLECT, /* what it asks is reflected into the box */
    GG_BOX_PROJECT  /* what it asks is moved to the box's nearest point, with a penalty */
} gg_box;

typedef struct gg_method {
    const gg_optimizer *table;
    gg_settings settings;
    double common[GG_COMMON_OPTIONS]; /* those; 0, "off", where the method has its own */
    bool watched;                     /* any stopping test is on */
    void *state;                      /* the optimizer's own */
    size_t size;                      /* bytes of it */
    size_t restarts;
    double *start;   /* [n] where it began last, if that was drawn */
    double *best_x;  /* [n] the oracle's at the last look */
    double best;     /* the oracle's at the last fall that counts */
    size_t best_at;  /* calls by then */
    size_t began_at; /* calls spent when it began last */
} gg_method;

/* The memory that a method may take; more is refused. */
enum { GG_STATE_MOST = 1 << 29 };

/* "nelder_mead:edge=0.2:restart=random". fails GG_NOT_FOUND, GG_BAD_INPUT, GG_NO_MEMORY */
gg_status gg_method_open(gg_method *out, const char *spec);
void gg_method_close(gg_method *m);

/* What becomes of a bounded or unbounded loss's box with these settings. */
gg_box gg_method_box(const gg_method *m, bool bounded);

/* Would its state fit? fails GG_BAD_INPUT with the memory that it takes */
gg_status gg_method_fits(const gg_method *m, size_t n);

/* At o->start. fails GG_BAD_INPUT (gg_optimizer.check, gg_method_fits), GG_NO_MEMORY */
gg_status gg_method_start(gg_method *m, gg_oracle *o);

/* One step, then the stopping tests; a method that has ended begins again if it is to. */
gg_verdict gg_method_step(gg_method *m, gg_oracle *o);

#endif
