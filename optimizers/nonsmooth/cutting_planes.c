/* optimizers/nonsmooth/cutting_planes.c -- tangents, and the step that their maximum advises. */
#include "optimizers/nonsmooth/cutting_planes.h"

#include "base/vector.h"
#include "optimizers/nonsmooth/simplex_qp.h"

size_t gg_planes_room(size_t n, size_t most)
{
    return most * (n + most + 5) + gg_simplex_qp_room(most);
}

gg_planes gg_planes_open(size_t n, size_t most, size_t *count, double room[])
{
    gg_planes s = {.n = n, .most = most, .count = count, .g = room};
    s.gram = s.g + most * n;
    s.error = s.gram + most * most;
    s.far = s.error + most;
    s.cost = s.far + most;
    s.scaled = s.cost + most;
    s.w = s.scaled + most;
    s.qp = s.w + most;
    return s;
}

/* The k-th row and column of the Gram matrix. */
static void multiply(gg_planes *s, size_t k)
{
    const double *a = s->g + k * s->n;
    for (size_t i = 0; i < *s->count; i++)
        s->gram[i * s->most + k] = s->gram[k * s->most + i] = gg_dot(s->n, s->g + i * s->n, a);
}

static void put(gg_planes *s, size_t k, const double g[], double error, double far)
{
    gg_copy(s->n, g, s->g + k * s->n);
    s->error[k] = error;
    s->far[k] = far;
    multiply(s, k);
}

void gg_planes_add(gg_planes *s, const double g[], double error, double far)
{
    const size_t k = (*s->count)++;
    s->w[k] = 0;
    put(s, k, g, error, far);
}

void gg_planes_move(gg_planes *s, const double d[], double change)
{
    const double length = gg_norm(s->n, d);
    for (size_t k = 0; k < *s->count; k++) {
        s->error[k] += change - gg_dot(s->n, s->g + k * s->n, d);
        s->far[k] += length;
    }
}

/* Take the k-th out; the last takes its place. */
static void drop(gg_planes *s, size_t k)
{
    const size_t last = --*s->count;
    if (k == last) return;
    gg_copy(s->n, s->g + last * s->n, s->g + k * s->n);
    s->error[k] = s->error[last];
    s->far[k] = s->far[last];
    s->cost[k] = s->cost[last];
    s->w[k] = s->w[last];
    multiply(s, k);
}

void gg_planes_make_room(gg_planes *s, const double p[], double cost)
{
    size_t worst = s->most;
    size_t light = 0;
    for (size_t k = 0; k < *s->count; k++) {
        if (s->w[k] < s->w[light]) light = k;
        if (s->w[k] == 0 && (worst == s->most || s->cost[k] > s->cost[worst])) worst = k;
    }
    if (worst < s->most) {
        drop(s, worst);
        return;
    }
    drop(s, light);
    light = 0;
    for (size_t k = 0; k < *s->count; k++)
        if (s->w[k] < s->w[light]) light = k;
    put(s, light, p, cost, 0);
    gg_fill(*s->count, 0, s->w);
}

gg_promise gg_planes_solve(gg_planes *s, double u, double gamma, double p[])
{
    const size_t m = *s->count;
    gg_promise out = {0};
    for (size_t i = 0; i < m; i++) {
        s->cost[i] = fmax(fabs(s->error[i]), gamma * s->far[i] * s->far[i]);
        s->scaled[i] = u * s->cost[i];
    }
    gg_simplex_qp(m, s->most, s->gram, s->scaled, s->w, s->qp);
    gg_fill(s->n, 0, p);
    for (size_t i = 0; i < m; i++) {
        if (s->w[i] == 0) continue;
        gg_along(s->n, p, s->w[i], s->g + i * s->n, p);
        out.cost += s->w[i] * s->cost[i];
    }
    out.norm = gg_norm(s->n, p);
    out.v = -(out.norm * out.norm / u + out.cost);
    return out;
}
