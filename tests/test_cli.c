/* tests/test_cli.c -- what a user types and what comes back. */
#include <gsl/gsl_test.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <unistd.h>

#include "tests/shell.h"

static said s;

/* A line that must end with exit status 2, one line on stderr that holds `words`, no output. */
static void is_refused(const char *line, const char *words)
{
    shell_run(&s, line);
    gsl_test_int(s.status, 2, "'%s' ends with 2", line);
    gsl_test(!strstr(s.err, words), "'%s' says '%s': %s", line, words, s.err);
    gsl_test_int((int)shell_lines(s.err), 1, "'%s' says it in one line", line);
    gsl_test(*s.out != '\0', "'%s' prints no result", line);
}

static void test_bad_input_is_one_clear_line(void)
{
    is_refused("gradgap eval rosenbrok", "no loss 'rosenbrok' (did you mean 'rosenbrock'?)");
    is_refused("gradgap eval huber", "pointwise:name=huber");
    is_refused("gradgap evil rosenbrock", "did you mean 'eval'?");
    is_refused("gradgap minimize sphere nelder_maed", "did you mean 'nelder_mead'?");
    is_refused("gradgap minimize sphere", "LOSS and an OPTIMIZER");
    is_refused("gradgap eval sphere+stiars", "did you mean 'stairs'?");
    is_refused("gradgap eval sphere+stairs:hieght=1", "did you mean 'height'?");
    is_refused("gradgap eval sphere+stairs:height=-1", "height=-1 not in");
    is_refused("gradgap eval stairs", "wrapper");
    is_refused("gradgap eval rosenbrock -n 1", "n=1 not in");
    is_refused("gradgap eval rosenbrock --at 1,2,3", "3 numbers given, n=2 expected");
    is_refused("gradgap eval rosenbrock --at 1,two", "'two' is not a number");
    is_refused("gradgap eval rosenbrock --at @missing.txt", "missing.txt");
    is_refused("gradgap eval linear:data=stacklos", "stackloss");
    is_refused("gradgap minimize sphere nelder_mead --max-evals 0", "--max-evals=0");
    is_refused("gradgap minimize sphere nelder_mead --seed x", "--seed=x");
    is_refused("gradgap minimize abs_sum gradient_descent", "--dare");
    is_refused("gradgap show rosenbrok", "did you mean 'rosenbrock'?");
    is_refused("gradgap list lossses", "did you mean 'losses'?");
    is_refused("gradgap run --losses @smoth --optimizers genetic -o /tmp/none --dry-run",
               "did you mean '@smooth'?");
    is_refused("gradgap summary /tmp/no_such_folder", "/tmp/no_such_folder");
    is_refused("gradgap plot /tmp/no_such_folder", "/tmp/no_such_folder");
    is_refused("gradgap report /tmp/no_such_folder", "/tmp/no_such_folder");
}

static char scratch[] = "/tmp/gg_cli_XXXXXX"; /* $SCRATCH in the lines that are typed */

static const char *in_scratch(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *to = fopen(in_scratch(name), "w");
    if (!to) return;
    fputs(text, to);
    fclose(to);
}

static void test_bad_data_are_named_by_line_and_column(void)
{
    static const struct {
        const char *text, *words;
    } cases[] = {{"a,b\n1,2\n3,nan\n", "bad.csv:3:3"},
                 {"a,b\n1,2\n3\n", "bad.csv:3"},
                 {"", "bad.csv"},
                 {"a,b\n", "bad.csv"},
                 {"a,b\n1,\"2\n", "bad.csv"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file("bad.csv", cases[i].text);
        is_refused("gradgap eval linear:data=$SCRATCH/bad.csv:target=b", cases[i].words);
    }
    write_file("bad.csv", "a,b\n1,2\n2,3\n4,4\n");
    is_refused("gradgap eval linear:data=$SCRATCH/bad.csv:target=c", "'c'");
    is_refused("gradgap eval linear:data=$SCRATCH/none.csv", "none.csv");
    shell_run(&s, "gradgap eval linear:data=$SCRATCH/bad.csv:target=b --at zeros");
    gsl_test(s.status != 0 || !strstr(s.out, "f = 4.83333333333333"),
             "a user's own CSV is a loss: (4 + 9 + 16) / 6");
    remove(in_scratch("bad.csv"));
}

static void test_results_that_cannot_be_read(void)
{
    char path[4096];
    snprintf(path, sizeof path, "%s", getenv("PATH"));
    shell_run(&s,
              "gradgap run --losses sphere --optimizers random_search --reps 2 --max-evals 50 "
              "-q -o $SCRATCH/results");
    gsl_test_int(s.status, 0, "a small sweep: %s", s.err);
    is_refused("gradgap plot $SCRATCH/results --figure no_such_figure", "no_such_figure");
    is_refused("gradgap plot $SCRATCH/results --format bmp", "bmp");
    setenv("PATH", "/usr/none", 1);
    is_refused("gradgap plot $SCRATCH/results", "gnuplot");
    setenv("PATH", path, 1);
    write_file("results/results.db", "this is no database, but it is long enough to be "
                                     "taken for one by somebody who does not look\n");
    is_refused("gradgap summary $SCRATCH/results", in_scratch("results"));
    remove(in_scratch("results/results.db"));
    remove(in_scratch("results/results.lock"));
    is_refused("gradgap summary $SCRATCH/results", in_scratch("results"));
    rmdir(in_scratch("results"));
}

static void test_help_and_version(void)
{
    static const char *const words[] = {"list", "show",    "eval", "minimize",
                                        "run",  "summary", "plot", "report"};
    char line[64];
    for (size_t i = 0; i < 8; i++) {
        snprintf(line, sizeof line, "gradgap %s --help", words[i]);
        shell_run(&s, line);
        gsl_test(s.status != 0 || !strstr(s.out, "Usage:") || !strstr(s.out, "Examples:"),
                 "'%s' has a usage and examples", line);
        snprintf(line, sizeof line, "gradgap %s --version", words[i]);
        shell_run(&s, line);
        gsl_test(s.status != 0 || strncmp(s.out, "gradgap ", 8) != 0, "'%s' works", line);
    }
    shell_run(&s, "gradgap --version");
    gsl_test(s.status != 0 || strncmp(s.out, "gradgap ", 8) != 0, "gradgap has a version");
    shell_run(&s, "gradgap --help");
    gsl_test(s.status != 0 || !strstr(s.out, "minimize"), "gradgap's help lists the commands");
}

/* One JSON document, or NULL with a failed test. */
static json_t *document(const char *line)
{
    shell_run(&s, line);
    json_t *d = json_loads(s.out, 0, NULL);
    gsl_test(s.status != 0 || !d, "'%s' prints one JSON document: %s", line, s.err);
    return d;
}

static double number(const json_t *d, const char *member)
{
    return json_number_value(json_object_get(d, member));
}

static void test_eval_knows_rosenbrock(void)
{
    json_t *d = document("gradgap eval rosenbrock --json --gradient --at -1.2,1");
    gsl_test_rel(number(d, "f"), 24.2, 1e-15, "f(-1.2, 1) = 24.2");
    const json_t *g = json_object_get(d, "g");
    gsl_test_rel(json_number_value(json_array_get(g, 0)), -215.6, 1e-14, "g_1 = -215.6");
    gsl_test_rel(json_number_value(json_array_get(g, 1)), -88, 1e-14, "g_2 = -88");
    gsl_test(json_array_size(json_object_get(d, "x")) != 2 || !json_object_get(d, "schema") ||
                 !json_object_get(d, "loss") || number(d, "n") != 2,
             "the document has its members");
    json_decref(d);
    d = document("gradgap eval abs_sum:at_kink=naive -n 2 --at zeros --gradient --json");
    const char *nan = json_string_value(json_array_get(json_object_get(d, "g"), 0));
    gsl_test(!nan || strcmp(nan, "nan") != 0, "NaN is the string \"nan\"");
    json_decref(d);
}

static void test_points_come_from_files_and_pipes(void)
{
    write_file("point.txt", "1\n2\n");
    json_t *d = document("gradgap eval sphere --at @$SCRATCH/point.txt --json");
    gsl_test_abs(number(d, "f"), 5, 0, "a point from a file");
    json_decref(d);
    d = document("gradgap eval sphere --at - --json <$SCRATCH/point.txt");
    gsl_test_abs(number(d, "f"), 5, 0, "a point from standard input");
    json_decref(d);
    remove(in_scratch("point.txt"));
    d = document("gradgap eval rosenbrock -n 5 --at minimizer --json");
    gsl_test_abs(number(d, "f"), 0, 0, "the minimiser by its name");
    json_decref(d);
}

static void test_minimize_reports_a_run(void)
{
    json_t *d = document("gradgap minimize sphere nelder_mead -n 2 --json");
    static const char *const members[] = {"schema",      "loss",   "optimizer", "n",
                                          "status",      "f",      "gap",       "x",
                                          "evaluations", "seconds"};
    for (size_t i = 0; i < 10; i++)
        gsl_test(!json_object_get(d, members[i]), "minimize has the member %s", members[i]);
    gsl_test(strcmp(json_string_value(json_object_get(d, "status")), "target") != 0,
             "the target is met");
    const json_t *e = json_object_get(d, "evaluations");
    gsl_test(!(number(e, "value") > 10) || !json_object_get(e, "hessian_vector") ||
                 !json_object_get(e, "prox") || !json_object_get(e, "samples"),
             "calls are counted by kind");
    json_decref(d);
    shell_run(&s, "gradgap minimize abs_sum:at_kink=naive gradient_descent --dare --start 0,1");
    gsl_test_int(s.status, 1, "a failed run ends with 1");
    gsl_test(!strstr(s.out, "failed") || !strstr(s.out, "NaN"), "and NaN is named");
}

/* The least absolute deviations of 21 rows in raw units, certified by an exact linear program.
 * A simplex closes in to rounding; steps of 1/k leave a gap of that order, as they must; a
 * population of 30 may crawl along the crease where several residuals are 0, one of 100 does not. */
static void test_stackloss_is_approached(void)
{
    static const struct {
        const char *method;
        double within;
    } cases[] = {{"nelder_mead", 1e-4},
                 {"subgradient", 1e-2},
                 {"genetic", 1},
                 {"genetic:population=100", 1e-3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[256];
        snprintf(
            line, sizeof line,
            "gradgap minimize linear:data=stackloss:pointwise=absolute:reduce=sum %s --json",
            cases[i].method);
        json_t *d = document(line);
        const double gap = number(d, "f") - 42.081159420289855;
        gsl_test(!(gap > -1e-9 && gap < cases[i].within),
                 "%s approaches 42.081159420289855 on stackloss (gap %.3g)", cases[i].method,
                 gap);
        json_decref(d);
    }
    is_refused("gradgap minimize linear:data=stackloss:pointwise=absolute gradient_descent",
               "subgradient");
}

static void test_lists_and_cards(void)
{
    json_t *d = document("gradgap list --json");
    size_t complete = 0;
    const size_t count = json_array_size(d);
    for (size_t i = 0; i < count; i++) {
        const json_t *e = json_array_get(d, i);
        complete += json_object_get(e, "name") && json_object_get(e, "kind") &&
                    json_object_get(e, "class") && json_object_get(e, "title");
    }
    gsl_test(count < 25 || complete != count, "list: %zu entries, each with its members",
             count);
    for (size_t i = 0; i < count; i++) {
        char line[128];
        const json_t *e = json_array_get(d, i);
        const bool wrapper = strcmp(json_string_value(json_object_get(e, "kind")), "suite") ==
                             0;
        snprintf(line, sizeof line, "gradgap show %s%s --json", wrapper ? "@" : "",
                 json_string_value(json_object_get(e, "name")));
        json_t *card = document(line);
        gsl_test(!json_object_get(card, "kind"), "'%s' is a card", line);
        json_decref(card);
    }
    json_decref(d);
}

static void test_a_summary_in_three_forms(void)
{
    shell_run(&s,
              "gradgap run --losses sphere,abs_sum --optimizers gradient_descent,nelder_mead "
              "--dims 2 --reps 3 --dare -q -o $SCRATCH/results");
    json_t *d = document("gradgap summary $SCRATCH/results --json --target 1e-3");
    const json_t *rows = json_object_get(d, "rows");
    gsl_test_int((int)json_array_size(rows), 4, "a row for each loss and method");
    const json_t *row = json_array_get(rows, 0);
    gsl_test(!(number(json_object_get(row, "evaluations"), "value") > 0) ||
                 number(row, "runs") != 3 || !json_object_get(d, "schema"),
             "a row says how many runs and evaluations");
    gsl_test(!(number(json_object_get(row, "average"), "value") > 0) ||
                 !(number(json_object_get(row, "sp1"), "value") > 0) ||
                 !(number(json_object_get(row, "rate"), "high") > 0),
             "and the average, SP1 and the rate");
    gsl_test(!json_is_array(json_object_get(d, "scaling")),
             "of one dimension there is an empty list of exponents");
    json_decref(d);
    shell_run(&s, "gradgap summary $SCRATCH/results --csv --target 1e-3");
    gsl_test_int((int)shell_lines(s.out), 5, "as CSV: a header and four rows");
    shell_run(&s, "gradgap summary $SCRATCH/results --target 1e-3");
    gsl_test(!strstr(s.out, "Gradient descent      *") || !strstr(s.out, "* dared"),
             "as text: what was dared is marked: %s", s.out);
    is_refused("gradgap summary $SCRATCH/results --price much", "much");
    is_refused("gradgap summary $SCRATCH/results --target none", "none");
    remove(in_scratch("results/results.db"));
    remove(in_scratch("results/results.lock"));
    rmdir(in_scratch("results"));
}

/* What stands between the two marks of README.md, and losses/CATALOGUE.md, were printed by the
 * tool, and still are. What somebody dropped in may be missing there until it is printed again:
 * a line of names may have got longer. */
static void test_readme_names_what_there_is(void)
{
    static char readme[1 << 16];
    size_t names = 0;
    shell_slurp(GG_SOURCE "/README.md", readme, sizeof readme);
    shell_run(&s, "gradgap list --names");
    char *begin = strstr(readme, "<!-- gradgap list --names -->\n");
    char *end = strstr(readme, "<!-- end -->");
    gsl_test(!begin || !end, "README.md has a catalogue");
    if (!begin || !end) return;
    *end = '\0';
    strtok(begin, "\n");
    for (const char *word = strtok(NULL, " \n"); word; word = strtok(NULL, " \n")) {
        const bool count = strspn(word, "0123456789") == strlen(word);
        if (!count)
            gsl_test(!strstr(s.out, word), "README.md's word is printed by the tool: %s", word);
        names += !count;
    }
    gsl_test(!(names > 40), "README.md names everything (%zu words)", names);
}

static void test_the_catalogue_is_what_the_tool_prints(void)
{
    static char page[1 << 19];
    size_t lines = 0;
    shell_slurp(GG_SOURCE "/losses/CATALOGUE.md", page, sizeof page);
    shell_run(&s, "gradgap list --cards");
    for (const char *line = strtok(page, "\n"); line; line = strtok(NULL, "\n"), lines++)
        gsl_test(!strstr(s.out, line), "losses/CATALOGUE.md's line is printed: %s", line);
    gsl_test(!(lines > 100), "losses/CATALOGUE.md has cards (%zu lines)", lines);
}

int main(void)
{
    if (!mkdtemp(scratch) || setenv("SCRATCH", scratch, 1) != 0) return EXIT_FAILURE;
    test_help_and_version();
    test_bad_input_is_one_clear_line();
    test_bad_data_are_named_by_line_and_column();
    test_results_that_cannot_be_read();
    test_a_summary_in_three_forms();
    test_readme_names_what_there_is();
    test_the_catalogue_is_what_the_tool_prints();
    test_eval_knows_rosenbrock();
    test_points_come_from_files_and_pipes();
    test_minimize_reports_a_run();
    test_stackloss_is_approached();
    test_lists_and_cards();
    rmdir(scratch);
    return gsl_test_summary();
}
