/* tests/test_mckinnon.c -- the simplex of Nelder and Mead shrinks onto McKinnon's point. */
#include <gsl/gsl_test.h>

#include "losses/loss.h"
#include "tests/reference.h"

typedef struct vertex {
    double x[2];
    double f;
} vertex;

static gg_problem *open(const char *id)
{
    gg_problem *p = NULL;
    const gg_status status = gg_problem_open(&p, id, 2, 1, 0);
    reference_must(status == GG_OK, id);
    return p;
}

static void ask(gg_problem *p, vertex *v)
{
    v->f = p->loss->value(p, v->x);
}

/* (1 + sqrt 33) / 8 and (1 - sqrt 33) / 8 */
static double lambda(int i)
{
    return (1 + (i == 0 ? 1 : -1) * sqrt(33)) / 8;
}

static void begin(gg_problem *p, vertex s[3])
{
    s[0] = (vertex){{0, 0}, 0};
    s[1] = (vertex){{lambda(0), lambda(1)}, 0};
    s[2] = (vertex){{1, 1}, 0};
    for (int k = 0; k < 3; k++) ask(p, &s[k]);
}

static void sort(vertex s[3])
{
    for (int k = 1; k < 3; k++)
        for (int j = k; j > 0 && s[j].f < s[j - 1].f; j--) {
            const vertex other = s[j];
            s[j] = s[j - 1];
            s[j - 1] = other;
        }
}

/* middle + t (middle - worst): 1 reflects, -1/2 contracts inside */
static vertex move(gg_problem *p, const vertex s[3], double t)
{
    vertex v;
    for (int i = 0; i < 2; i++) {
        const double middle = (s[0].x[i] + s[1].x[i]) / 2;
        v.x[i] = middle + t * (middle - s[2].x[i]);
    }
    ask(p, &v);
    return v;
}

/* One step with the standard coefficients, as far as it is an inside contraction; false: it is
 * another step. */
static bool contract(gg_problem *p, vertex s[3])
{
    sort(s);
    const vertex reflected = move(p, s, 1);
    const vertex inside = move(p, s, -0.5);
    if (reflected.f < s[2].f || !(inside.f < s[2].f)) return false;
    s[2] = inside;
    return true;
}

static void test_the_worst_vertex_is_a_power(const char *id)
{
    gg_problem *p = open(id);
    vertex s[3];
    size_t other = 0;
    double off = 0;
    begin(p, s);
    for (int k = 0; k < 50; k++) {
        sort(s);
        for (int i = 0; i < 2; i++) off = fmax(off, fabs(s[2].x[i] / pow(lambda(i), k) - 1));
        other += !contract(p, s);
    }
    gsl_test(other != 0, "%s: the first 50 steps contract inside", id);
    gsl_test(!(off < 1e-8), "%s: the worst vertex of step k is (l1^k, l2^k) but for %.1e", id,
             off);
    gsl_test(s[0].x[0] != 0 || s[0].x[1] != 0 || s[0].f != 0, "%s: the best stays (0, 0)", id);
    gg_problem_close(p);
}

static void test_the_vertices_are_those_of_the_trace(void)
{
    reference r = reference_open("counterexample_traces.csv");
    gg_problem *p = open("MCK1");
    vertex s[3];
    size_t seen = 0;
    begin(p, s);
    for (size_t i = 0; i < r.rows; i++) {
        char text[512];
        double x[6] = {0};
        if (strcmp(reference_at(&r, i, "id"), "MCK1") != 0) continue;
        snprintf(text, sizeof text, "%s", reference_at(&r, i, "x"));
        for (char *bar; (bar = strchr(text, '|'));) *bar = ';';
        reference_numbers(text, 6, x);
        sort(s);
        for (size_t k = 0; k < 6; k++)
            gsl_test_abs(s[k / 2].x[k % 2], x[k], 1e-14,
                         "step %zu: coordinate %zu of vertex %zu", seen, k % 2 + 1, k / 2 + 1);
        for (size_t k = 0; k < 3; k++) {
            const double f = p->loss->value(p, x + 2 * k);
            gsl_test(!isfinite(f), "step %zu: f of vertex %zu is finite", seen, k + 1);
        }
        contract(p, s);
        seen++;
    }
    gsl_test(seen < 8, "%zu steps were compared", seen);
    gg_problem_close(p);
    reference_close(&r);
}

static void test_the_point_is_not_stationary(const char *id)
{
    gg_problem *p = open(id);
    double g[2];
    const double x[] = {0, 0};
    p->loss->gradient(p, x, g);
    gsl_test(g[1] != 1, "%s: at (0, 0) f falls along -x_2 with slope 1", id);
    gsl_test(p->loss->value(p, p->minimiser) != -0.25, "%s: its minimum is -1/4", id);
    gg_problem_close(p);
}

int main(void)
{
    static const char *const ids[] = {"MCK1", "MCK2", "MCK3"};
    for (size_t i = 0; i < 3; i++) {
        test_the_worst_vertex_is_a_power(ids[i]);
        test_the_point_is_not_stationary(ids[i]);
    }
    test_the_vertices_are_those_of_the_trace();
    return gsl_test_summary();
}
