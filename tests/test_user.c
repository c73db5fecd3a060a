/* tests/test_user.c -- losses that users bring: right ones serve, wrong ones say why. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <time.h>
#include <unistd.h>

#include "losses/loss.h"
#include "tests/shell.h"

#define LIBRARY(name) "plugin:path=" GG_BINARY "/examples/" name ".so"
#define PROGRAM "command:run=" GG_SOURCE "/tests/examples/sphere.pl"

static said s;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One line on stderr that says `word`, exit status 2, nothing on stdout, and soon. */
static void is_refused(const char *line, const char *word)
{
    const double before = seconds();
    shell_run(&s, line);
    gsl_test(s.status != 2 || shell_lines(s.err) != 1 || *s.out || !strstr(s.err, word),
             "%s: one line that says '%s' (%d: %s)", line, word, s.status, s.err);
    gsl_test(!(seconds() - before < 5), "%s: without waiting", line);
}

static void test_both_examples_are_the_sphere(void)
{
    static const char *const specs[] = {LIBRARY("sphere"), PROGRAM};
    const double x[] = {1, -2, 0.5, 1e-300};
    for (size_t i = 0; i < 2; i++) {
        gg_problem *p = NULL;
        double g[4];
        const gg_status status = gg_problem_open(&p, specs[i], 4, 1, 0);
        gsl_test(status != GG_OK, "%s opens: %s", specs[i], gg_message());
        if (!p) continue;
        gsl_test(p->loss->value(p, x) != 5.25, "%s: f is 5.25", specs[i]);
        gsl_test(p->loss->gradient(p, x, g) != 5.25, "%s: also with the gradient", specs[i]);
        gsl_test(g[0] != 2 || g[1] != -4 || g[2] != 1 || g[3] != 2e-300,
                 "%s: the gradient is 2x, to the last bit", specs[i]);
        gsl_test(!(gg_problem_offers(p) & GG_GRADIENT), "%s offers a gradient", specs[i]);
        gg_problem_close(p);
    }
}

static void test_both_are_minimised_rotated_and_swept(void)
{
    shell_run(&s, "gradgap minimize " LIBRARY("sphere") "+shift+rotate gradient_descent -n 3");
    gsl_test(s.status != 0 || !strstr(s.out, "status       target"), "the library: %s", s.out);
    shell_run(&s, "gradgap minimize '" PROGRAM "' nelder_mead -n 2 --start 1,2");
    gsl_test(s.status != 0 || !strstr(s.out, "status       converged"), "the program: %s",
             s.out);
    char line[2048];
    char folder[] = "/tmp/gg_user_XXXXXX";
    if (!mkdtemp(folder)) return;
    snprintf(
        line, sizeof line,
        "gradgap run --losses '" PROGRAM "," LIBRARY(
            "sphere") "' --optimizers "
                      "random_search,subgradient --dims 2 --reps 2 --max-evals 50 -q -o %s && "
                      "rm -r %s",
        folder, folder);
    shell_run(&s, line);
    gsl_test(s.status != 0, "a sweep of both: %s", s.err);
}

static void test_a_wrong_library_is_one_line(void)
{
    is_refused("gradgap eval plugin", "path");
    is_refused("gradgap eval plugin:path=./nowhere.so", "nowhere.so");
    is_refused("gradgap eval plugin:path=" GG_SOURCE "/README.md", "README.md");
    is_refused("gradgap eval " LIBRARY("abi"), "ABI number 42, expected 1");
    is_refused("gradgap eval " LIBRARY("value"), "no value function");
    is_refused("gradgap eval " LIBRARY("start"), "f at the start is NaN");
    is_refused("gradgap eval " LIBRARY("gradient"),
               "component 2 of its gradient at the start is -1, but its values say 1");
}

static void test_a_crash_costs_the_run_alone(void)
{
    shell_run(&s, "gradgap minimize " LIBRARY("crash") " nelder_mead");
    gsl_test(s.status != 1 || !strstr(s.err, "crashed"), "minimize says that it crashed: %s",
             s.err);
    shell_run(&s, "gradgap eval " LIBRARY("crash") " --at 1,1");
    gsl_test(s.status != 0, "where it does not crash, it answers: %s", s.err);
}

static void test_a_wrong_program_is_one_line(void)
{
    is_refused("gradgap eval command", "run");
    is_refused("gradgap eval 'command:run=exec sleep 20:seconds=0.2'",
               "did not answer within 0.2 s");
    is_refused("gradgap eval 'command:run=exec cat'", "expected 1 or 3 numbers");
    is_refused("gradgap eval 'command:run=while read x; do echo 1; echo 1; done'",
               "more than one line");
    is_refused("gradgap eval 'command:run=echo 1; echo 2'", "more than one line");
    is_refused("gradgap eval 'command:run=read x; exit 3'", "status 3");
    is_refused("gradgap eval 'command:run=while read x; do echo nan; done'", "NaN");
    is_refused("gradgap eval 'command:run=while read x; do echo 1 2 3 4; done'",
               "expected 1 or 3 numbers");
}

static void test_a_program_that_dies_in_a_run_fails_it(void)
{
    shell_run(&s, "gradgap minimize 'command:run=read x; echo 1; read x; echo 1; read x; "
                  "exit 4' nelder_mead");
    gsl_test(s.status != 1 || !strstr(s.out, "failed") || !strstr(s.out, "status 4"),
             "the run failed, and why is told: %s", s.out);
    shell_run(&s, "gradgap minimize 'command:run=read x; echo 1; read x; echo 1; read x; sleep "
                  "20:seconds=0.2' nelder_mead");
    gsl_test(s.status != 1 || !strstr(s.out, "did not answer"), "so when it is late: %s",
             s.out);
}

int main(void)
{
    test_both_examples_are_the_sphere();
    test_both_are_minimised_rotated_and_swept();
    test_a_wrong_library_is_one_line();
    test_a_crash_costs_the_run_alone();
    test_a_wrong_program_is_one_line();
    test_a_program_that_dies_in_a_run_fails_it();
    return gsl_test_summary();
}
