/* losses/plugin.h -- a loss of your own, as a shared library.
 *
 * Define one object of the name GRADGAP_PLUGIN, compile, and name the file:
 *
 *     #include <gradgap/losses/plugin.h>
 *     static double value(size_t n, const double x[]) { ... }
 *     const gradgap_plugin GRADGAP_PLUGIN = {GRADGAP_PLUGIN_ABI, GRADGAP_SMOOTH, value};
 *
 *     cc -shared -fPIC -O2 mine.c -o mine.so
 *     gradgap minimize plugin:path=./mine.so nelder_mead -n 5
 *
 * Functions are called from one thread of one process at a time. This header stands alone. */
#ifndef GG_LOSSES_PLUGIN_H
#define GG_LOSSES_PLUGIN_H

#include <stddef.h>

enum { GRADGAP_PLUGIN_ABI = 1 };

enum { GRADGAP_SMOOTH, GRADGAP_KINKED, GRADGAP_DISCONTINUOUS };

typedef struct gradgap_plugin {
    int abi;   /* GRADGAP_PLUGIN_ABI; always the first member */
    int class; /* GRADGAP_SMOOTH (C1), GRADGAP_KINKED (Lipschitz) or GRADGAP_DISCONTINUOUS */
    double (*value)(size_t n, const double x[]);
    double (*gradient)(size_t n, const double x[], double g[]); /* -> f(x); NULL: none */
    size_t n;                                                   /* the one dimension; 0: any */
    const double *start;   /* [n] NULL: the middle of the box; needs n */
    const double *lower;   /* [n] NULL: -5; needs n */
    const double *upper;   /* [n] NULL: 5; needs n */
    const double *minimum; /* the least f; NULL: unknown */
    const char *title;     /* one line; may be NULL */
} gradgap_plugin;

#define GRADGAP_PLUGIN gradgap_plugin_table

extern const gradgap_plugin GRADGAP_PLUGIN;

#endif
