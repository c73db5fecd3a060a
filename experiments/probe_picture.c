/* experiments/probe_picture.c -- values along one line, far and near, as rows and as a picture. */
#include "experiments/probe_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "experiments/figure.h"

enum { VALUES = 400, KEY_ROOM = 4096 };

static const double NEAR = 0.01; /* of the far view: the near one's half-width */
static const double ROOM = 4;    /* times what is not known of the place, at least */

/* The line where the worst was seen, and where on it. */
static size_t worst_line(const gg_probe *s, double *at)
{
    size_t line = 0;
    const gg_place *worst = NULL;
    *at = s->at_point ? 0 : (s->reach[0] + s->reach[1]) / 2;
    for (size_t i = 0; i < s->count; i++) {
        const gg_place *p = &s->places[i].is;
        if (p->sight != s->sight || (worst && fabs(p->size) <= fabs(worst->size))) continue;
        worst = p;
        line = s->places[i].line;
        *at = p->at;
    }
    return line;
}

static void note_values(gg_numbers *to, gg_ray_of *ray, const char *name, double from,
                        double until)
{
    for (int i = 0; i <= VALUES; i++) {
        const double t = from + (until - from) * i / VALUES;
        gg_note(to, name, t, gg_ray_value(ray, t));
    }
}

static void note_all(gg_numbers *to, const gg_probe *s, gg_ray_of *ray, double from,
                     double until, double at)
{
    const double near = fmax(NEAR * (until - from), s->at_point ? 0 : ROOM * s->width);
    const double beside = s->at_point ? 0 : fmax(s->width, 1e-12 * (until - from));
    note_values(to, ray, "far", from, until);
    note_values(to, ray, "near", fmax(from, at - near), fmin(until, at + near));
    gg_note(to, "left", at - beside, s->left);
    gg_note(to, "right", at + beside, s->right);
    gg_note(to, "left value", at - beside, gg_ray_value(ray, at - beside));
    gg_note(to, "right value", at + beside, gg_ray_value(ray, at + beside));
    gg_note(to, "verdict", at, s->sight);
    gg_note(to, "width", at, s->width);
    gg_note(to, "error", at, s->error);
    gg_note(to, "size", at, s->size);
    gg_note(to, "noise", at, s->noise);
    gg_note(to, "blind", at, s->blind);
    gg_note(to, "dimension", at, (double)s->n);
    gg_note(to, "at point", at, s->at_point);
    for (int k = 0; k <= GG_SEEN_JUMP; k++) gg_note(to, "lines", k, (double)s->seen[k]);
}

static gg_status store(const char *folder, const gg_job *job, gg_result *r)
{
    char key[KEY_ROOM];
    gg_store *store = NULL;
    if (r->numbers.lost) return gg_fail(GG_NO_MEMORY, "no memory for what was seen");
    GG_TRY(gg_store_open(&store, folder, GG_STORE_WRITE));
    gg_store_key("look", job, "", job->optimizer, key, sizeof key);
    gg_status status = GG_OK;
    if (!gg_store_has(store, key)) status = gg_store_add(store, "look", key, job, r);
    gg_store_close(store);
    return status;
}

static void tell(const char *name)
{
    fprintf(stderr, "%s\n", name);
}

static gg_status draw(const char *folder)
{
    char pictures_folder[4096];
    gg_results results;
    gg_pictures pictures;
    const gg_figure_request request = {.names = "probe",
                                       .folder = pictures_folder,
                                       .format = {true, true, true},
                                       .progress = tell};
    snprintf(pictures_folder, sizeof pictures_folder, "%s/figures", folder);
    GG_TRY(gg_results_open(&results, folder, "5", ""));
    const gg_status status = gg_figures_draw(&pictures, &results, &request);
    gg_results_close(&results);
    if (status == GG_OK) gg_pictures_close(&pictures);
    return status;
}

/* "from the point (1, 2, ...)" */
static void name_point(size_t n, const double x[], char out[], size_t room)
{
    int used = snprintf(out, room, "from the point (");
    for (size_t i = 0; i < n && i < 6; i++)
        used += snprintf(out + used, room - (size_t)used, "%s%.9g", i ? ", " : "", x[i]);
    snprintf(out + used, room - (size_t)used, "%s)", n > 6 ? ", ..." : "");
}

gg_status gg_probe_draw(const char *folder, const char *spec, gg_problem *p,
                        const gg_probe *seen, uint64_t seed)
{
    double at;
    char where[160] = "along a line through the box";
    const size_t line = worst_line(seen, &at);
    const double *d = seen->at_point ? seen->direction : seen->along + line * p->n;
    const double *x = seen->at_point ? seen->x : seen->from + line * p->n;
    double from = seen->reach[2 * line];
    double until = seen->reach[2 * line + 1];
    double *y = malloc(p->n * sizeof *y);
    if (!y) return gg_fail(GG_NO_MEMORY, "no memory for a point");
    gg_ray_of ray = {p, x, d, y};
    if (seen->at_point) {
        from = fmax(from, -seen->view);
        until = fmin(until, seen->view);
        name_point(p->n, x, where, sizeof where);
    }
    gg_result r = {.why = GG_STOP_CONVERGED};
    note_all(&r.numbers, seen, &ray, from, until, at);
    const gg_trial trial = {.name = spec, .design = where};
    const gg_job job = {
        .loss = "", .optimizer = "probe", .seed = seed, .trial = &trial, .n = p->n};
    gg_status status = store(folder, &job, &r);
    gg_numbers_close(&r.numbers);
    free(y);
    if (status == GG_OK) status = draw(folder);
    return status;
}
