/* losses/user/plugin.c -- a loss that lives in a shared library of the user's. */
#include "losses/plugin.h"

#include "base/vector.h"
#include "losses/loss.h"
#include "losses/user/shared_library.h"
#include "losses/user/trial.h"

enum { PATH };

static const gg_option options[] = {
    {"path", GG_TEXT, 0, 0, 0, "the library, with a '/' in it: ./mine.so", ""},
    {0},
};

#define QUOTE(name) #name
#define TEXT_OF(name) QUOTE(name)

static const gradgap_plugin *table_of(const gg_problem *p)
{
    return gg_shared_library_find(p->foreign, TEXT_OF(GRADGAP_PLUGIN));
}

static gg_status check(const gg_problem *p)
{
    const gradgap_plugin *t = table_of(p);
    const char *path = p->text[PATH];
    if (!t)
        return gg_fail(GG_BAD_INPUT,
                       "plugin: %s does not define " TEXT_OF(GRADGAP_PLUGIN) " (see "
                                                                             "losses/plugin.h)",
                       path);
    if (t->abi != GRADGAP_PLUGIN_ABI)
        return gg_fail(GG_BAD_INPUT,
                       "plugin: %s has ABI number %d, expected %d: compile it "
                       "again with this gradgap's losses/plugin.h",
                       path, t->abi, GRADGAP_PLUGIN_ABI);
    if (t->class < GRADGAP_SMOOTH || t->class > GRADGAP_DISCONTINUOUS)
        return gg_fail(GG_BAD_INPUT, "plugin: %s has class %d, expected 0, 1 or 2", path,
                       t->class);
    if (!t->value) return gg_fail(GG_BAD_INPUT, "plugin: %s has no value function", path);
    if (t->n == 0 && (t->start || t->lower || t->upper))
        return gg_fail(GG_BAD_INPUT, "plugin: %s has a start or a box, but no n", path);
    return GG_OK;
}

static gg_status size(gg_problem *p)
{
    if (!*p->text[PATH])
        return gg_fail(GG_BAD_INPUT, "plugin: which? write plugin:path=./mine.so");
    GG_TRY(gg_shared_library_open(&p->foreign, p->text[PATH]));
    GG_TRY(check(p));
    const size_t n = table_of(p)->n;
    if (n != 0 && p->n != 0 && p->n != n)
        return gg_fail(GG_BAD_INPUT, "plugin: n=%zu, but %s has n=%zu", p->n, p->text[PATH], n);
    if (p->n == 0) p->n = n ? n : 2;
    return GG_OK;
}

static void close_library(gg_problem *p)
{
    gg_shared_library_close(p->foreign);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    static const gg_smoothness classes[] = {GG_C1, GG_LIPSCHITZ, GG_DISCONTINUOUS};
    const gradgap_plugin *t = table_of(p);
    p->smoothness = classes[t->class];
    if (!t->gradient) p->withheld = GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    if (t->lower) gg_copy(p->n, t->lower, p->lower);
    if (t->upper) gg_copy(p->n, t->upper, p->upper);
    for (size_t i = 0; i < p->n; i++) {
        if (!(p->lower[i] < p->upper[i]))
            return gg_fail(GG_BAD_INPUT, "plugin: %s: lower[%zu] is not below upper[%zu]",
                           p->text[PATH], i, i);
        p->start[i] = t->start ? t->start[i] : (p->lower[i] + p->upper[i]) / 2;
    }
    if (t->minimum) p->minimum = *t->minimum;
    return gg_trial(p, p->text[PATH], rng);
}

static double value(gg_problem *p, const double x[])
{
    return table_of(p)->value(p->n, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return table_of(p)->gradient(p->n, x, g);
}

const gg_loss gg_loss_plugin = {
    .name = "plugin",
    .title = "A shared library of your own",
    .formula = "what the library's value function says",
    .derivative = "what its gradient function says, if it has one",
    .fails = "where its class says: smooth nowhere, kinked somewhere, discontinuous",
    .source = "losses/plugin.h",
    .smoothness = GG_C1,
    .options = options,
    .size = size,
    .close = close_library,
    .build = build,
    .value = value,
    .gradient = gradient,
};
