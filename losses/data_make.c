/* losses/data_make.c -- a synthetic table of a wished size. */
#include <inttypes.h>
#include <stdio.h>

#include "base/option.h"
#include "base/random.h"
#include "losses/shelf.h"
#include "losses/synthetic.h"

typedef struct wish {
    const gg_synthetic *kind;
    size_t rows, columns;
    uint64_t seed;
} wish;

/* What memory allows, and where columns are made orthogonal, what can be waited for. */
static size_t most_rows(const gg_synthetic *kind, size_t columns)
{
    const size_t kept = GG_SYNTHETIC_CELLS / (columns + 1);
    const size_t done = kind->orthogonal ? GG_SYNTHETIC_WORK / (columns * columns) : kept;
    return done < kept ? done : kept;
}

static gg_status check_size(const wish *w)
{
    const gg_synthetic *k = w->kind;
    if (w->columns < k->least_columns || w->columns > k->most_columns)
        return gg_fail(GG_BAD_INPUT, "%s: columns=%zu not in [%zu, %zu]", k->name, w->columns,
                       k->least_columns, k->most_columns);
    const size_t least = k->tall && w->columns > k->least_rows ? w->columns : k->least_rows;
    const size_t most = most_rows(k, w->columns);
    if (w->rows < least || w->rows > most)
        return gg_fail(GG_BAD_INPUT, "%s: rows=%zu not in [%zu, %zu] with columns=%zu", k->name,
                       w->rows, least, most, w->columns);
    return GG_OK;
}

static gg_status fill(gg_data *out, const void *what)
{
    const wish *w = what;
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (!rng) return gg_fail(GG_NO_MEMORY, "no memory for a random stream");
    gg_random_open(rng, w->seed, GG_DATA, (uint32_t)(w->kind - gg_synthetics));
    gg_status status = gg_data_frame(out, w->rows, w->columns, "y");
    if (status == GG_OK) {
        status = w->kind->fill(w->rows, w->columns, rng, out->cell);
        if (status != GG_OK) gg_data_clear(out);
    }
    gsl_rng_free(rng);
    return status;
}

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_synthetics[i].name;
}

static gg_status not_found(const char *name)
{
    const char *near = gg_nearest(name, name_at, NULL);
    if (near)
        return gg_fail(GG_NOT_FOUND, "no synthetic data '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no synthetic data '%s'", name);
}

gg_status gg_data_make(const gg_data **out, const char *name, size_t rows, size_t columns,
                       uint64_t seed)
{
    const gg_synthetic *kind = gg_synthetic_find(name);
    char key[128];
    if (!kind) return not_found(name);
    const wish w = {.kind = kind,
                    .rows = rows ? rows : kind->usual_rows,
                    .columns = columns ? columns : kind->usual_columns,
                    .seed = seed};
    GG_TRY(check_size(&w));
    snprintf(key, sizeof key, "%s:rows=%zu:columns=%zu:data_seed=%" PRIu64, name, w.rows,
             w.columns, seed);
    return gg_shelf_take(out, key, fill, &w);
}
