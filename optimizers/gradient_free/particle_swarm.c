/* optimizers/gradient_free/particle_swarm.c -- particles drawn to what they and others found. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/fold.h"
#include "optimizers/optimizer.h"
#include "optimizers/variation.h"

enum { POPULATION, MOVE, W, C, TOPOLOGY, INFORMED, RADIUS, REBOUND };
enum { BALL, COORDINATES, BOTH };
enum { ADAPTIVE, RING, ALL };
enum { LINEAR, VOLUME };

static const gg_option options[] = {
    {"population", GG_WHOLE, 40, 2, 1e6, "particles", NULL},
    {"move", GG_CHOICE, COORDINATES, BALL, BOTH,
     "to a point of a ball about the mean pull; by coordinates pulled each by chance; either",
     "ball|coordinates|both"},
    {"w", GG_REAL, 0.7213475204444817, 0, 1, "share of the velocity that is kept; 1/(2 ln 2)",
     NULL},
    {"c", GG_REAL, 1.1931471805599454, 0, 4, "pull of what was found; 1/2 + ln 2", NULL},
    {"topology", GG_CHOICE, ADAPTIVE, ADAPTIVE, ALL,
     "who informs whom: drawn anew after a step that was in vain; both neighbours; everybody",
     "adaptive|ring|all"},
    {"informed", GG_WHOLE, 3, 1, 1000, "adaptive: draws of whom a particle informs", NULL},
    {"radius", GG_CHOICE, LINEAR, LINEAR, VOLUME,
     "law of the distance from the centre: u, or u^(1/n), uniform in the ball",
     "linear|volume"},
    {"rebound", GG_REAL, 0.5, 0, 1, "share of a velocity that a wall throws back", NULL},
    {0},
};

typedef struct memory {
    size_t size;
    double best_f;
    size_t best;    /* the particle that has found the least f */
    size_t quiet;   /* steps in a row in which no particle found better */
    size_t in_vain; /* 1: the last step did not lower the least f */
    double row[];
} memory;

/* state: memory; then rows of n doubles: the best point of all, where the particles are, their
 * best points, their velocities, a centre, a direction; then f[size] of the best points;
 * leader[size], who has found the best among those who inform this one, and
 * informed[size][draws], whom each one informs. */
typedef struct swarm {
    memory *m;
    size_t n, size, draws;
    double *first, *x, *found, *v, *centre, *way, *f;
    size_t *leader, *informed;
} swarm;

/* Steps in a row in which no particle found better, after which a swarm that has gathered
 * within this share of the box has no more to find. */
static const size_t PATIENCE = 100;
static const double GATHERED = 1e-6;

static size_t draws_of(const double opt[])
{
    return opt[TOPOLOGY] == ADAPTIVE ? (size_t)opt[INFORMED] : 0;
}

static double population(const double opt[], size_t n)
{
    (void)n;
    return opt[POPULATION];
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t size = (size_t)opt[POPULATION];
    return sizeof(memory) + ((3 * size + 3) * n + size) * sizeof(double) +
           size * (1 + draws_of(opt)) * sizeof(size_t);
}

static swarm open_swarm(const double opt[], void *state, size_t n)
{
    swarm s = {.m = state, .n = n, .size = (size_t)opt[POPULATION], .draws = draws_of(opt)};
    s.first = s.m->row;
    s.x = s.first + n;
    s.found = s.x + s.size * n;
    s.v = s.found + s.size * n;
    s.centre = s.v + s.size * n;
    s.way = s.centre + n;
    s.f = s.way + n;
    s.leader = (size_t *)(void *)(s.f + s.size);
    s.informed = s.leader + s.size;
    return s;
}

static void note_best(const swarm *s)
{
    memory *m = s->m;
    for (size_t k = 0; k < s->size; k++)
        if (s->f[k] < s->f[m->best]) m->best = k;
    m->in_vain = !(s->f[m->best] < m->best_f);
    m->best_f = s->f[m->best];
    gg_copy(s->n, s->found + m->best * s->n, s->first);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const swarm s = open_swarm(opt, state, o->n);
    s.m->size = s.size;
    for (size_t k = 0; k < s.size; k++) {
        double *x = s.x + k * s.n;
        double *v = s.v + k * s.n;
        for (size_t i = 0; i < s.n; i++) {
            const double side = o->upper[i] - o->lower[i];
            x[i] = k == 0 ? gg_clamp(o->start[i], o->lower[i], o->upper[i])
                          : o->lower[i] + side * gsl_rng_uniform(o->rng);
            v[i] = o->lower[i] + side * gsl_rng_uniform(o->rng) - x[i];
        }
        gg_copy(s.n, x, s.found + k * s.n);
        s.f[k] = gg_value(o, x);
    }
    note_best(&s);
    s.m->in_vain = 1;
}

static void draw_informed(const swarm *s, gsl_rng *rng)
{
    for (size_t k = 0; k < s->size * s->draws; k++)
        s->informed[k] = gg_draw_below(rng, s->size);
}

static void follow(const swarm *s, size_t k, size_t who)
{
    if (s->f[who] < s->f[s->leader[k]]) s->leader[k] = who;
}

/* Everybody informs himself. */
static void choose_leaders(const double opt[], const swarm *s, gsl_rng *rng)
{
    if (opt[TOPOLOGY] == ADAPTIVE && s->m->in_vain) draw_informed(s, rng);
    for (size_t k = 0; k < s->size; k++) s->leader[k] = opt[TOPOLOGY] == ALL ? s->m->best : k;
    if (opt[TOPOLOGY] == RING)
        for (size_t k = 0; k < s->size; k++) {
            follow(s, k, (k + 1) % s->size);
            follow(s, k, (k + s->size - 1) % s->size);
        }
    for (size_t k = 0; k < s->size; k++)
        for (size_t j = 0; j < s->draws; j++) follow(s, s->informed[k * s->draws + j], k);
}

/* A point about the centre of gravity of where the particle is, a point beyond what it has
 * found and one beyond what its leader has: in a ball that has the particle on its rim. */
static void draw_in_ball(const double opt[], const swarm *s, size_t k, gsl_rng *rng)
{
    const double *x = s->x + k * s->n;
    const double *p = s->found + k * s->n;
    const double *l = s->found + s->leader[k] * s->n;
    const bool alone = s->leader[k] == k;
    const double share = opt[C] / (alone ? 2 : 3);
    for (size_t i = 0; i < s->n; i++) {
        const double pull = alone ? p[i] - x[i] : (p[i] - x[i]) + (l[i] - x[i]);
        s->centre[i] = x[i] + share * pull;
        s->way[i] = gsl_ran_gaussian_ziggurat(rng, 1);
    }
    const double u = gsl_rng_uniform(rng);
    const double radius = gg_distance(s->n, s->centre, x) *
                          (opt[RADIUS] == VOLUME ? pow(u, 1 / (double)s->n) : u);
    const double length = gg_norm(s->n, s->way);
    gg_along(s->n, s->centre, length > 0 ? radius / length : 0, s->way, s->centre);
}

/* Each coordinate is pulled by chance towards both. */
static void draw_by_coordinates(const double opt[], const swarm *s, size_t k, gsl_rng *rng)
{
    const double *x = s->x + k * s->n;
    const double *p = s->found + k * s->n;
    const double *l = s->found + s->leader[k] * s->n;
    const double c = opt[C];
    const double of_leader = s->leader[k] == k ? 0 : c;
    for (size_t i = 0; i < s->n; i++)
        s->centre[i] = x[i] + c * gg_draw_chance(rng) * (p[i] - x[i]) +
                       of_leader * gg_draw_chance(rng) * (l[i] - x[i]);
}

static void move(const double opt[], const swarm *s, size_t k, const gg_oracle *o)
{
    double *x = s->x + k * s->n;
    double *v = s->v + k * s->n;
    for (size_t i = 0; i < s->n; i++) {
        v[i] = opt[W] * v[i] + s->centre[i] - x[i];
        x[i] += v[i];
        const double held = gg_clamp(x[i], o->lower[i], o->upper[i]);
        v[i] *= held == x[i] ? 1 : -opt[REBOUND];
        x[i] = held;
    }
}

static bool has_gathered(const swarm *s, const gg_oracle *o)
{
    for (size_t k = 0; k < s->size; k++)
        for (size_t i = 0; i < s->n; i++)
            if (fabs(s->x[k * s->n + i] - s->first[i]) > GATHERED * (o->upper[i] - o->lower[i]))
                return false;
    return true;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const swarm s = open_swarm(opt, state, o->n);
    size_t improved = 0;
    choose_leaders(opt, &s, o->rng);
    for (size_t k = 0; k < s.size && !o->silent; k++) {
        const bool ball = opt[MOVE] == BOTH ? gg_draw_below(o->rng, 2) : opt[MOVE] == BALL;
        if (ball)
            draw_in_ball(opt, &s, k, o->rng);
        else
            draw_by_coordinates(opt, &s, k, o->rng);
        move(opt, &s, k, o);
        const double f = gg_value(o, s.x + k * s.n);
        if (!(f < s.f[k])) continue;
        s.f[k] = f;
        gg_copy(s.n, s.x + k * s.n, s.found + k * s.n);
        improved++;
    }
    note_best(&s);
    s.m->quiet = improved ? 0 : s.m->quiet + 1;
    if (s.m->quiet < PATIENCE || !has_gathered(&s, o)) return GG_GO_ON;
    o->why = isfinite(s.f[s.m->best]) ? "the swarm has gathered and finds nothing better"
                                      : "f is not finite where the swarm has gathered";
    return isfinite(s.f[s.m->best]) ? GG_DONE : GG_STUCK;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->row;
    return m->size + 1;
}

const gg_optimizer gg_optimizer_particle_swarm = {
    .name = "particle_swarm",
    .title = "Particle swarm",
    .summary = "particles that fly on, drawn to the best that they and their informants found",
    .source = "Kennedy & Eberhart 1995, doi:10.1109/ICNN.1995.488968; SPSO 2011: Clerc 2012, "
              "Standard particle swarm optimisation; Zambrano-Bigiarini, Clerc & Rojas 2013, "
              "doi:10.1109/CEC.2013.6557848",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .searches_box = true,
    .calls = "population",
    .flops = "20 n population",
    .memory = "(3 population + 3) n + 5 population",
    .tune = "population=20|40|80:w=0.6|0.7213|0.8:topology=adaptive|ring|all:"
            "radius=linear|volume",
    .options = options,
    .population = population,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
