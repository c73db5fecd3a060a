/* optimizers/optimizer.c -- the catalogue's look-up. */
#include "optimizers/optimizer.h"

#include <stdlib.h>
#include <string.h>

#include "optimizers/method.h"

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_optimizers[i] ? gg_optimizers[i]->name : NULL;
}

gg_status gg_optimizer_find(const char *name, const gg_optimizer **out)
{
    for (size_t i = 0; gg_optimizers[i]; i++)
        if (strcmp(gg_optimizers[i]->name, name) == 0) {
            *out = gg_optimizers[i];
            return GG_OK;
        }
    const char *near = gg_nearest(name, name_at, NULL);
    if (near)
        return gg_fail(GG_NOT_FOUND, "no optimizer '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no optimizer '%s' (gradgap list optimizers shows all)", name);
}

gg_status gg_optimizer_open(const gg_optimizer **out, gg_settings *settings, const char *spec)
{
    const gg_optimizer *m = NULL;
    const size_t length = strcspn(spec, ":");
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)length, spec);
    GG_TRY(gg_optimizer_find(name, &m));
    gg_settings s;
    GG_TRY(gg_settings_open(&s, m->options, gg_common_options));
    const gg_status status = gg_settings_read(&s, m->name,
                                              spec + length + (spec[length] == ':'));
    if (status != GG_OK) {
        gg_settings_close(&s);
        return status;
    }
    *out = m;
    *settings = s;
    return GG_OK;
}

char *gg_optimizer_spec(const gg_optimizer *m, const gg_settings *settings)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    fputs(m->name, to);
    gg_settings_write(settings, to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

unsigned gg_optimizer_needs(const gg_optimizer *m, const double opt[])
{
    return m->needs_of && opt ? m->needs_of(opt) : m->needs;
}

const char *gg_optimizer_family(const gg_optimizer *m, const double opt[])
{
    const unsigned derivatives = GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT |
                                 GG_HESSIAN_VECTOR | GG_SPLIT | GG_SAMPLE | GG_ROUNDING;
    return gg_optimizer_needs(m, opt) & derivatives ? "gradient" : "gradient-free";
}

const char *gg_needs_in_words(unsigned needs)
{
    static const struct {
        unsigned need;
        const char *words;
    } rows[] = {{GG_SPLIT, "a split into a smooth part and a prox"},
                {GG_ROUNDING, "kinks that can be rounded off"},
                {GG_SAMPLE, "rows to draw from"},
                {GG_HESSIAN_VECTOR, "a Hessian"},
                {GG_GRADIENT, "a gradient"},
                {GG_SUBGRADIENT, "a subgradient"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (needs & rows[i].need) return rows[i].words;
    return "values";
}
