/* losses/user/command.c -- a loss that another program computes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "losses/loss.h"
#include "losses/user/subprocess.h"
#include "losses/user/trial.h"

enum { RUN, SECONDS, CLASS };

static const gg_option options[] = {
    {"run", GG_TEXT, 0, 0, 0, "the program and its arguments, as the shell reads them", ""},
    {"seconds", GG_REAL, 10, 1e-3, 1e6, "in which a question must be answered", NULL},
    {"class", GG_CHOICE, 0, 0, 2, "what the program's function is",
     "smooth|kinked|discontinuous"},
    {0},
};

enum { NUMBER_ROOM = 26 }; /* of "%.17g" and a space */

/* data: a gradient [n] that nobody asked for, then the question as text */

static gg_status size(gg_problem *p)
{
    gg_subprocess *program = NULL;
    if (!*p->text[RUN])
        return gg_fail(GG_BAD_INPUT, "command: which? write command:run=./mine.py");
    if (p->n == 0) p->n = 2;
    GG_TRY(gg_subprocess_open(&program, p->text[RUN]));
    p->foreign = program;
    return GG_OK;
}

static void close_program(gg_problem *p)
{
    gg_subprocess_close(p->foreign);
}

static size_t data_size(const gg_problem *p)
{
    return p->n * (sizeof(double) + NUMBER_ROOM) + 2;
}

/* Remembers why there is no answer: a formula cannot fail. */
static double lose(gg_problem *p, const char *why)
{
    if (!*p->fault) snprintf(p->fault, sizeof p->fault, "%s", why);
    return NAN;
}

static const char *ask(gg_problem *p, const double x[])
{
    const char *answer = NULL;
    char *line = (char *)((double *)p->data + p->n);
    size_t end = 0;
    for (size_t i = 0; i < p->n; i++)
        end += (size_t)snprintf(line + end, NUMBER_ROOM + 1, "%s%.17g", i ? " " : "", x[i]);
    strcpy(line + end, "\n");
    if (*p->fault) return NULL;
    if (gg_subprocess_ask(p->foreign, line, p->opt[SECONDS], &answer) == GG_OK) return answer;
    lose(p, gg_message());
    return NULL;
}

/* Numbers, with blanks or commas between them, into out[most]. -> how many; more than `most` if
 * there is anything else */
static size_t read_numbers(const char *text, size_t most, double out[])
{
    size_t count = 0;
    for (text += strspn(text, " ,\t\r"); *text; text += strspn(text, " ,\t\r")) {
        char *end = NULL;
        const double x = strtod(text, &end);
        if (end == text || count == most || !strchr(" ,\t\r", *end)) return most + 1;
        out[count++] = x;
        text = end;
    }
    return count;
}

/* -> the numbers of the answer: 1, f; or n + 1, f and g; or 0, and then f is NaN */
static size_t answer_of(gg_problem *p, const double x[], double *f, double g[])
{
    char why[GG_FAULT_ROOM];
    const char *text = ask(p, x);
    *f = NAN;
    if (!text) return 0;
    char *end = NULL;
    const double first = strtod(text, &end);
    const size_t more = end == text ? p->n + 1 : read_numbers(end, p->n, g);
    if (more == 0 || more == p->n) {
        *f = first;
        return 1 + more;
    }
    snprintf(why, sizeof why, "command: %.80s answered '%.40s', expected 1 or %zu numbers",
             p->text[RUN], text, p->n + 1);
    lose(p, why);
    return 0;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double f;
    gg_fill(p->n, NAN, g);
    const size_t count = answer_of(p, x, &f, g);
    if (count == 1) lose(p, "command: f came without the gradient that came at the start");
    return f;
}

static double value(gg_problem *p, const double x[])
{
    double f;
    answer_of(p, x, &f, p->data);
    return f;
}

/* The first answer tells whether a gradient comes with f. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    static const gg_smoothness classes[] = {GG_C1, GG_LIPSCHITZ, GG_DISCONTINUOUS};
    double f;
    p->smoothness = classes[(int)p->opt[CLASS]];
    const size_t count = answer_of(p, p->start, &f, p->data);
    if (*p->fault) return gg_fail(GG_BAD_INPUT, "%s", p->fault);
    if (count == 1) p->withheld = GG_DERIVATIVE | GG_SUBGRADIENT | GG_GRADIENT;
    return gg_trial(p, p->text[RUN], rng);
}

const gg_loss gg_loss_command = {
    .name = "command",
    .title = "A program of your own",
    .formula = "what the program answers to a line of n numbers: a line with f, or with f and "
               "the n numbers of the gradient",
    .derivative = "the n numbers after f, if the program gives them",
    .fails = "where `class` says: smooth nowhere, kinked somewhere, discontinuous",
    .source = "losses/user/command.c",
    .smoothness = GG_C1,
    .options = options,
    .size = size,
    .data_size = data_size,
    .close = close_program,
    .build = build,
    .value = value,
    .gradient = gradient,
};
