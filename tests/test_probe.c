/* tests/test_probe.c -- losses of the catalogue, probed, and what is offered for them. */
#include <gsl/gsl_test.h>
#include <jansson.h>
#include <string.h>

#include "base/random.h"
#include "experiments/probe.h"
#include "experiments/probe_offer.h"
#include "tests/shell.h"

static said s;

static json_t *ask(const char *line)
{
    json_error_t error;
    shell_run(&s, line);
    json_t *document = json_loads(s.out, 0, &error);
    gsl_test(!document || s.status != 0, "%s: one document, %s%s", line, s.err,
             document ? "" : error.text);
    return document;
}

static double number(const json_t *document, const char *name)
{
    return json_number_value(json_object_get(document, name));
}

static const char *word(const json_t *document, const char *name)
{
    const char *text = json_string_value(json_object_get(document, name));
    return text ? text : "";
}

static void is_called(const char *line, const char *verdict)
{
    json_t *document = ask(line);
    gsl_test(strcmp(word(document, "verdict"), verdict) != 0, "%s: %s, got %s", line, verdict,
             word(document, "verdict"));
    json_decref(document);
}

static void test_losses_are_called_what_they_are(void)
{
    is_called("gradgap probe abs_sum --at zeros --json", "kink");
    is_called("gradgap probe abs_sum --at 1,1 --json", "smooth");
    is_called("gradgap probe abs_sum --json", "kink");
    is_called("gradgap probe abs_sum+smooth:width=1e-3 --json", "smooth");
    is_called("gradgap probe abs_sum+rotate+shift+noise:sigma=1e-8 --seed 3 --json", "kink");
    is_called("gradgap probe abs_sum+noise:sigma=1 --json", "unknown");
    is_called("gradgap probe rosenbrock --at start --json", "smooth");
    is_called("gradgap probe rosenbrock --json", "smooth");
    is_called("gradgap probe rosenbrock+stairs:height=1e-3 --json", "jump");
    is_called("gradgap probe step --json", "jump");
    is_called("gradgap probe step --at 0.1,0.2 --json", "flat");
    is_called("gradgap probe meyer --json", "smooth");
    is_called("gradgap probe network:data=iris:hidden=3:activation=relu --segments 3 --json",
              "kink");
    is_called("gradgap probe network:data=iris:hidden=3:activation=tanh --segments 2 --json",
              "smooth");
}

static void test_every_promised_member_is_there(void)
{
    static const char *const members[] = {
        "schema", "loss",  "n",     "x",           "verdict", "direction", "left",   "right",
        "error",  "noise", "blind", "evaluations", "lines",   "counts",    "places", "offers"};
    json_t *document = ask("gradgap probe abs_sum -n 3 --at zeros --json");
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        gsl_test(!json_object_get(document, members[i]), "member %s", members[i]);
    gsl_test(strcmp(word(document, "schema"), "gradgap/probe/1") != 0, "its schema");
    gsl_test_int((int)json_array_size(json_object_get(document, "x")), 3, "x has n numbers");
    gsl_test_rel(number(document, "right"), -number(document, "left"), 1e-9,
                 "|x|_1 rises alike to both sides of 0");
    gsl_test(number(document, "right") > sqrt(3) || number(document, "right") < 1,
             "by 1 ... sqrt 3, along a unit vector");
    json_decref(document);
}

static void test_equal_seeds_give_equal_answers(void)
{
    static char first[sizeof s.out];
    shell_run(&s, "gradgap probe abs_sum+noise:sigma=1e-6 --seed 5 --json");
    memcpy(first, s.out, sizeof first);
    shell_run(&s, "gradgap probe abs_sum+noise:sigma=1e-6 --seed 5 --json");
    gsl_test(strcmp(first, s.out) != 0, "to the last bit");
}

/* The largest | rounded f - f | of a specification, near the kink of |x|_1 in one dimension. */
static double furthest(const char *spec)
{
    gg_problem *rough = NULL;
    gg_problem *rounded = NULL;
    double largest = 0;
    if (gg_problem_open(&rough, "abs_sum", 1, 1, 0) != GG_OK) return NAN;
    if (gg_problem_open(&rounded, spec, 1, 1, 0) != GG_OK) return NAN;
    for (int i = -40000; i <= 40000; i++) {
        const double x = i * 1e-4;
        const double off = rounded->loss->value(rounded, &x) - rough->loss->value(rough, &x);
        largest = fmax(largest, fabs(off));
    }
    gg_problem_close(rough);
    gg_problem_close(rounded);
    return largest;
}

static void test_offers_keep_their_bound_and_reach_it(void)
{
    json_t *document = ask("gradgap probe abs_sum -n 1 --at 0 --accuracy 0.02 --json");
    const json_t *offers = json_object_get(document, "offers");
    gsl_test(json_array_size(offers) < 4, "four ways to round |u|");
    for (size_t i = 0; i < json_array_size(offers); i++) {
        const json_t *offer = json_array_get(offers, i);
        const char *spec = word(offer, "spec");
        gsl_test_rel(number(offer, "bias"), 0.01, 1e-9, "%s: half the accuracy", spec);
        gsl_test_rel(furthest(spec), number(offer, "bias"), 0.01,
                     "%s: as far off as it says, and no further", spec);
        const double width = number(offer, "width");
        const double expected = strstr(spec, "gaussian") ? 0.7978845608 / width : 1 / width;
        gsl_test_rel(number(offer, "curvature"), expected, 1e-6, "%s: its curvature", spec);
        gsl_test_rel(number(offer, "iterations"), sqrt(2 * expected / 0.02), 0.02,
                     "%s: sqrt(2 L R^2 / accuracy), R = 1", spec);
    }
    json_decref(document);
}

static void test_a_jump_gets_no_bound(void)
{
    json_t *document = ask("gradgap probe step --json");
    const json_t *offers = json_object_get(document, "offers");
    for (size_t i = 0; i < json_array_size(offers); i++)
        gsl_test(strcmp(word(json_array_get(offers, i), "bias"), "nan") != 0,
                 "no bias is promised");
    gsl_test(!strstr(word(document, "words"), "No bound"), "it says so: %s",
             word(document, "words"));
    json_decref(document);
}

static void is_refused(const char *line, const char *words)
{
    shell_run(&s, line);
    gsl_test_int(s.status, 2, "'%s' ends with 2", line);
    gsl_test(!strstr(s.err, words), "'%s' says '%s': %s", line, words, s.err);
    gsl_test_int((int)shell_lines(s.err), 1, "'%s' says it in one line", line);
}

static void test_hostile_input_is_survived(void)
{
    is_refused("gradgap probe", "LOSS is missing");
    is_refused("gradgap probe abs_sun", "did you mean 'abs_sum'?");
    is_refused("gradgap probe abs_sum --at 1,2,3", "3 numbers given");
    is_refused("gradgap probe abs_sum --segments 0", "--segments=0");
    is_refused("gradgap probe abs_sum --accuracy 0", "--accuracy=0");
    is_refused("gradgap probe abs_sum --at minimizer,1", "not a number");
    is_called("gradgap probe abs_sum --at nan,1 --json", "unknown");
    is_called("gradgap probe abs_sum --at inf,1 --json", "unknown");
    is_called("gradgap probe abs_sum --at 1e300,1e300 --json", "unknown");
    is_called("gradgap probe 'command:run=" GG_SOURCE
              "/tests/examples/sphere.pl' --segments 1 --json",
              "smooth");
}

int main(void)
{
    test_losses_are_called_what_they_are();
    test_every_promised_member_is_there();
    test_equal_seeds_give_equal_answers();
    test_offers_keep_their_bound_and_reach_it();
    test_a_jump_gets_no_bound();
    test_hostile_input_is_survived();
    return gsl_test_summary();
}
