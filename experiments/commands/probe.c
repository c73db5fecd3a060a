/* experiments/commands/probe.c -- is a loss differentiable here, or anywhere? */
#include "experiments/probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "experiments/arguments.h"
#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/point.h"
#include "experiments/probe_offer.h"
#include "experiments/probe_picture.h"

enum { SHOWN = 6, PLACES_SHOWN = 12 }; /* coordinates, places that are printed */

typedef struct request {
    gg_common common;
    const char *loss, *at, *folder;
    size_t lines;
    double accuracy; /* 0: chosen */
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case 'a': r->at = argument; return 0;
    case 'K': r->lines = gg_argument_count("--segments", argument, 1); return 0;
    case 'e': r->accuracy = gg_argument_number("--accuracy", argument, 1e-300); return 0;
    case 'o': r->folder = argument; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) return ARGP_ERR_UNKNOWN;
        r->loss = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->loss) gg_arguments_reject("probe: a LOSS is missing (gradgap list losses)");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"at", 'a', "POINT", 0,
     "look there: comma-separated numbers, start, minimizer, zeros, @FILE, - for stdin; "
     "without it, along random lines through the box",
     0},
    {"segments", 'K', "K", 0, "so many lines (default 16)", 0},
    {"accuracy", 'e', "EPS", 0,
     "of f that an approximation must allow (default: 1e-3 of the first gap)", 0},
    {"output", 'o', "DIR", 0, "store what was seen there, and draw it", 0},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_problem_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "LOSS",
    .doc = "Say from values alone whether a loss is differentiable: smooth, flat, C1 (its "
           "curvature jumps), kink, cusp, jump, or unknown, where noise or infinities hide it. "
           "Then what would make it smooth, how far off, and at what price.\v"
           "Examples:\n"
           "  gradgap probe abs_sum --at zeros\n"
           "  gradgap probe linear:data=stackloss:pointwise=absolute -o results/look\n"
           "  gradgap probe rosenbrock+stairs:height=1e-3 --segments 40 --json",
    .children = children,
};

/* --- words ----------------------------------------------------------------------------------- */

static void print_vector(size_t n, const double x[])
{
    putchar('(');
    for (size_t i = 0; i < n && i < SHOWN; i++) printf("%s%.7g", i ? ", " : "", x[i]);
    fputs(n > SHOWN ? ", ...)" : ")", stdout);
}

static void print_verdict(const gg_probe *s)
{
    printf("%s", gg_sight_name(s->sight));
    if (s->sight != GG_SEEN_UNKNOWN || s->at_point) {
        fputs(" in the direction ", stdout);
        print_vector(s->n, s->direction);
    }
    if (!s->at_point && gg_sight_flags(s->sight)) {
        fputs("\nat x = ", stdout);
        print_vector(s->n, s->x);
        printf(", give or take %.1e", s->width);
    }
    if (s->at_point || gg_sight_flags(s->sight))
        printf("\nderivative to the left %.9g, to the right %.9g, give or take %.1e\n", s->left,
               s->right, s->error);
    else
        putchar('\n');
    if (s->sight == GG_SEEN_JUMP && !s->at_point) printf("height of the jump %.9g\n", s->size);
}

static void print_counts(const gg_probe *s)
{
    size_t crossed = 0;
    for (int k = GG_SEEN_C1; k <= GG_SEEN_JUMP; k++) crossed += s->seen[k];
    if (s->at_point)
        printf("%zu directions:", s->lines);
    else
        printf("%zu random lines through the box, of which %zu (%.0f %%) cross something:",
               s->lines, crossed, 100.0 * (double)crossed / (double)s->lines);
    for (int k = GG_SEEN_JUMP; k >= 0; k--)
        if (s->seen[k]) printf(" %zu %s", s->seen[k], gg_sight_name((gg_sight)k));
    putchar('\n');
}

static void print_places(const gg_probe *s)
{
    if (s->count == 0) return;
    printf("\n%4s %13s %-5s %13s %13s %13s %9s\n", "line", "at t", "what", "left", "right",
           "size", "+-");
    for (size_t i = 0; i < s->count && i < PLACES_SHOWN; i++) {
        const gg_place *p = &s->places[i].is;
        printf("%4zu %13.7g %-5s %13.6g %13.6g %13.6g %9.1e\n", s->places[i].line + 1, p->at,
               gg_sight_name(p->sight), p->left, p->right, p->size, p->width);
    }
    if (s->count > PLACES_SHOWN)
        printf("and %zu more (--json has them all)\n", s->count - PLACES_SHOWN);
}

static void print_limits(const gg_probe *s)
{
    printf("\n%zu values, their noise %.2g", s->evaluations, s->noise);
    if (isfinite(s->blind))
        printf("; a kink whose slopes differ by less than %.2g would not be seen", s->blind);
    fputs(".\n", stdout);
    if (s->at_point)
        printf("Not seen: kinks that none of the %zu directions crosses, and whether f is "
               "smooth\nbelow %.1g from here.\n",
               s->lines, s->width);
    else
        fputs("Not seen: kinks that no line crosses, such as those at a single point. "
              "Differentiable\nalmost everywhere is not differentiable.\n",
              stdout);
}

static void print_offers(const gg_offers *o)
{
    printf("\nApproximations on offer, for f to within %.3g:\n", o->accuracy);
    if (o->count)
        printf("%10s %10s %10s %11s  %s\n", "width", "bias <=", "curvature", "iterations",
               "type");
    for (size_t i = 0; i < o->count; i++) {
        const gg_offer *a = &o->list[i];
        printf("%10.3g ", a->width);
        if (isnan(a->bias))
            printf("%10s %10s %11s", "no bound", "unknown", "unknown");
        else
            printf("%10.3g %10.3g %11.3g", a->bias, a->curvature, a->iterations);
        printf("  %s\n", a->spec);
    }
    puts(o->words);
    if (o->count && !isnan(o->list[0].bias))
        printf("Iterations: sqrt(2 L R^2 / accuracy) of an accelerated gradient method, with "
               "R = %.3g.\n",
               o->radius);
}

static int print_text(const char *spec, const gg_probe *s, const gg_offers *o)
{
    printf("%s, n = %zu", spec, s->n);
    if (s->at_point) {
        fputs(", at ", stdout);
        print_vector(s->n, s->x);
    }
    fputs(": ", stdout);
    print_verdict(s);
    print_counts(s);
    print_places(s);
    print_limits(s);
    print_offers(o);
    return GG_EXIT_OK;
}

/* --- JSON ------------------------------------------------------------------------------------ */

static json_t *place_json(const gg_probe *s, const gg_probe_place *p)
{
    double *x = malloc(s->n * sizeof *x);
    if (!x) return NULL;
    for (size_t i = 0; i < s->n; i++)
        x[i] = s->from[p->line * s->n + i] + p->is.at * s->along[p->line * s->n + i];
    json_t *of = json_pack(
        "{sI ss so so so so so so so so}", "line", (json_int_t)p->line, "verdict",
        gg_sight_name(p->is.sight), "t", gg_json_number(p->is.at), "x", gg_json_vector(s->n, x),
        "width", gg_json_number(p->is.width), "left", gg_json_number(p->is.left), "right",
        gg_json_number(p->is.right), "error",
        gg_json_number(fmax(p->is.left_error, p->is.right_error)), "size",
        gg_json_number(p->is.size), "exponent", gg_json_number(p->is.exponent));
    free(x);
    return of;
}

static json_t *offer_json(const gg_offer *a)
{
    return json_pack("{ss so so so sb so}", "spec", a->spec, "width", gg_json_number(a->width),
                     "bias", gg_json_number(a->bias), "curvature", gg_json_number(a->curvature),
                     "measured", a->measured, "iterations", gg_json_number(a->iterations));
}

static int print_json(const char *spec, const gg_probe *s, const gg_offers *o, uint64_t seed)
{
    json_t *places = json_array();
    json_t *offers = json_array();
    json_t *counts = json_object();
    json_t *x = s->at_point || gg_sight_flags(s->sight) ? gg_json_vector(s->n, s->x)
                                                        : json_null();
    for (size_t i = 0; i < s->count; i++)
        json_array_append_new(places, place_json(s, &s->places[i]));
    for (size_t i = 0; i < o->count; i++)
        json_array_append_new(offers, offer_json(&o->list[i]));
    for (int k = 0; k <= GG_SEEN_JUMP; k++)
        json_object_set_new(counts, gg_sight_name((gg_sight)k),
                            json_integer((json_int_t)s->seen[k]));
    return gg_json_print(json_pack(
        "{ss ss sI sI ss so ss so so so so so so so so so sI sI so so so so ss}", "schema",
        "gradgap/probe/1", "loss", spec, "n", (json_int_t)s->n, "seed", (json_int_t)seed, "by",
        s->at_point ? "point" : "lines", "x", x, "verdict", gg_sight_name(s->sight),
        "direction", gg_json_vector(s->n, s->direction), "left", gg_json_number(s->left),
        "right", gg_json_number(s->right), "error", gg_json_number(s->error), "width",
        gg_json_number(s->width), "size", gg_json_number(s->size), "exponent",
        gg_json_number(s->exponent), "noise", gg_json_number(s->noise), "blind",
        gg_json_number(s->blind), "evaluations", (json_int_t)s->evaluations, "lines",
        (json_int_t)s->lines, "counts", counts, "places", places, "accuracy",
        gg_json_number(o->accuracy), "offers", offers, "words", o->words));
}

/* --- the command ----------------------------------------------------------------------------- */

static gg_status look(const request *r, gg_problem *p, gg_probe *seen)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    double *x = malloc(p->n * sizeof *x);
    gg_status status = rng && x ? GG_OK : gg_fail(GG_NO_MEMORY, "no memory for a point");
    if (status == GG_OK) gg_random_open(rng, r->common.seed, GG_SEARCH, 0);
    if (status == GG_OK && r->at) status = gg_point_read(p, r->at, x);
    if (status == GG_OK)
        status = r->at ? gg_probe_at(seen, p, x, rng) : gg_probe_lines(seen, p, r->lines, rng);
    free(x);
    if (rng) gsl_rng_free(rng);
    return status;
}

static int answer(const request *r, gg_problem *p, const gg_probe *seen)
{
    gg_offers offers;
    if (gg_offers_make(&offers, seen, p, r->common.seed, r->accuracy) != GG_OK)
        return gg_arguments_fail();
    char *spec = gg_problem_spec(p);
    const char *name = spec ? spec : "";
    int status = r->common.json ? print_json(name, seen, &offers, r->common.seed)
                                : print_text(name, seen, &offers);
    if (p->fault[0]) fprintf(stderr, "gradgap: warning: %s\n", p->fault);
    if (r->folder && gg_probe_draw(r->folder, name, p, seen, r->common.seed) != GG_OK)
        status = gg_arguments_fail();
    free(spec);
    gg_offers_close(&offers);
    return status;
}

static int main_probe(int argc, char **argv)
{
    request r = {.common = {.seed = 1}, .lines = 16};
    gg_problem *p = NULL;
    gg_probe seen = {0};
    gg_arguments_parse(&argp, argc, argv, &r);
    if (gg_problem_open(&p, r.loss, r.common.n, r.common.seed, 0) != GG_OK)
        return gg_arguments_fail();
    const int status = look(&r, p, &seen) == GG_OK ? answer(&r, p, &seen) : gg_arguments_fail();
    gg_probe_close(&seen);
    gg_problem_close(p);
    return status;
}

const gg_command gg_command_probe = {
    .name = "probe",
    .summary = "is a loss differentiable, at a point or along lines? From values alone",
    .main = main_probe,
};
