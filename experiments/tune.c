/* experiments/tune.c -- drawing configurations. */
#include "experiments/tune.h"

#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/suite.h"
#include "optimizers/method.h"

enum { ROOM = 1024, PATIENCE = 50 }; /* draws in a row that bring nothing new */

/* The i-th of the words in text[length], which `separator` parts; NULL if there are less. */
static const char *word_at(const char *text, size_t length, char separator, size_t i,
                           size_t *size)
{
    const char *const end = text + length;
    for (; text <= end; i--) {
        const char *stop = memchr(text, separator, (size_t)(end - text));
        if (!stop) stop = end;
        *size = (size_t)(stop - text);
        if (i == 0) return text;
        text = stop + 1;
    }
    return NULL;
}

static size_t count_words(const char *text, size_t length, char separator)
{
    size_t count = 1;
    for (size_t i = 0; i < length; i++) count += text[i] == separator;
    return count;
}

/* Does the specification set this option itself? */
static bool is_given(const gg_settings *s, const char *key, size_t length)
{
    for (size_t i = 0; i < s->count; i++) {
        const char *name = gg_settings_row(s, i)->name;
        if (strlen(name) == length && memcmp(name, key, length) == 0) return s->given[i];
    }
    return false;
}

/* spec, and a drawn value for every option of `tune` that is open -> canonical, owned */
static gg_status draw(char **out, const char *spec, const gg_method *m, gsl_rng *rng)
{
    char text[ROOM];
    size_t used = (size_t)snprintf(text, sizeof text, "%s", spec);
    size_t size = 0;
    const char *tune = m->table->tune ? m->table->tune : "";
    for (size_t i = 0; *tune && word_at(tune, strlen(tune), ':', i, &size); i++) {
        const char *row = word_at(tune, strlen(tune), ':', i, &size);
        const size_t key = strcspn(row, "=");
        const char *values = row + key + 1;
        const size_t length = size - key - 1;
        if (is_given(&m->settings, row, key) || used >= sizeof text) continue;
        const size_t pick = gsl_rng_uniform_int(rng, count_words(values, length, '|'));
        const char *value = word_at(values, length, '|', pick, &size);
        used += (size_t)snprintf(text + used, sizeof text - used, "%c%.*s=%.*s", ':', (int)key,
                                 row, (int)size, value);
    }
    if (used >= sizeof text) return gg_fail(GG_BAD_INPUT, "%s is too long to be tuned", spec);
    gg_method drawn;
    GG_TRY(gg_method_open(&drawn, text));
    *out = gg_optimizer_spec(drawn.table, &drawn.settings);
    gg_method_close(&drawn);
    return *out ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a specification");
}

/* Is it the canonical text of one that is there? */
static bool is_known(char *const list[], size_t count, const char *spec)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], spec) == 0) return true;
    return false;
}

static gg_status fill(char **list, size_t count, const gg_method *m, gsl_rng *rng)
{
    size_t done = 0;
    list[done] = gg_optimizer_spec(m->table, &m->settings);
    if (!list[done]) return gg_fail(GG_NO_MEMORY, "no memory for a specification");
    const char *spec = list[done++];
    for (int vain = 0; done < count && vain < PATIENCE; vain++) {
        char *drawn = NULL;
        GG_TRY(draw(&drawn, spec, m, rng));
        if (is_known(list, done, drawn)) {
            free(drawn);
            continue;
        }
        list[done++] = drawn;
        vain = -1;
    }
    return GG_OK;
}

gg_status gg_tune_configurations(char ***out, const char *spec, size_t count, uint64_t seed)
{
    gg_method m;
    GG_TRY(gg_method_open(&m, spec));
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    char **list = calloc(count + 2, sizeof *list);
    gg_status status = GG_OK;
    if (rng && list) {
        gg_random_open(rng, GG_TUNING_SEEDS + seed, GG_SEARCH, 0);
        status = fill(list, count ? count : 1, &m, rng);
    } else {
        status = gg_fail(GG_NO_MEMORY, "no memory for %zu configurations", count);
    }
    if (rng) gsl_rng_free(rng);
    gg_method_close(&m);
    if (status == GG_OK)
        *out = list;
    else
        gg_list_close(list);
    return status;
}
