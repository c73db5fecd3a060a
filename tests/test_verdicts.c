/* tests/test_verdicts.c -- gradgap verify: what it says, in which form, and how it ends. */
#include <gsl/gsl_test.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <unistd.h>

#include "experiments/claim.h"
#include "experiments/command.h"
#include "experiments/evidence.h"
#include "tests/shell.h"

/* --- a catalogue of a few quick claims, in the place of the build's ------------------------------ */

/* With arguments, this program is gradgap and knows only these claims: one of the true ones, one
 * that fails, one that cannot be told, one that takes longer, and a control. */

static gg_status note(gg_numbers *to, const gg_trial_at *at)
{
    gg_note(to, "number", 0, at->rep ? 2 : 3);
    return GG_OK;
}

static const gg_band one_to_two[] = {{"a number, foretold as", 1, 2}, {"another", 0, 9}, {0}};
static const gg_trial twice[] = {{"twice", "Notes 3, then 2.", note, 1, 2, 0}, {0}};

static gg_status judge_miss(gg_evidence *rows, gg_findings *out)
{
    double least = NAN;
    GG_TRY(gg_evidence_number(rows, &least, "SELECT min(value) + 0.5 FROM measured", 0));
    gg_find(out, &one_to_two[1], gg_exactly(least), 2, "both");
    gg_find(out, &one_to_two[0], gg_exactly(least), 2, "both");
    return GG_OK;
}

static gg_status judge_wavering(gg_evidence *rows, gg_findings *out)
{
    double least = NAN;
    double most = NAN;
    GG_TRY(gg_evidence_number(rows, &least, "SELECT min(value) FROM measured", 0));
    GG_TRY(gg_evidence_number(rows, &most, "SELECT max(value) FROM measured", 0));
    gg_find(out, &one_to_two[0], (gg_interval){least, 2.5, most}, 2, "%s", "");
    return GG_OK;
}

#define MADE_UP(title, place, quick, how)                                                   \
    {                                                                                       \
        .name = (title), .number = (place), .study = "structure",                           \
        .sentence = "What is noted lies between 1 and 2.", .design = "Two notes.",          \
        .estimator = "As they are.", .source = "derived: for this test.",                   \
        .limits = "It is made up.", .exact = (quick), .bands = one_to_two, .trials = twice, \
        .judge = (how)                                                                      \
    }
static const gg_claim misses = MADE_UP("misses", 2, true, judge_miss);
static const gg_claim wavers = MADE_UP("wavers", 3, true, judge_wavering);
static const gg_claim later = MADE_UP("later", 5, false, judge_miss);
static const gg_claim control = MADE_UP("control_made_up", 0, true, judge_wavering);
extern const gg_claim gg_claim_gradient_descent_worst_case;

const gg_claim *const gg_claims[] = {
    &misses, &gg_claim_gradient_descent_worst_case, &control, &later, &wavers, NULL};

/* --- typing ------------------------------------------------------------------------------------- */

static said s;
static char scratch[] = "/tmp/gg_verify_XXXXXX"; /* $SCRATCH in the lines that are typed */

static void verify(const char *line, int status)
{
    char command[512];
    snprintf(command, sizeof command, "test_verdicts verify %s", line);
    shell_run(&s, command);
    gsl_test_int(s.status, status, "'verify %s' ends with %d: %s", line, status, s.err);
}

static json_t *verify_json(const char *line, int status)
{
    verify(line, status);
    json_t *d = json_loads(s.out, 0, NULL);
    gsl_test(!json_is_array(d), "'verify %s' prints one JSON array", line);
    return d;
}

static const json_t *element(const json_t *list, const char *claim)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *e = json_array_get(list, i);
        if (strcmp(json_string_value(json_object_get(e, "claim")), claim) == 0) return e;
    }
    return NULL;
}

static const char *word(const json_t *e, const char *member)
{
    const char *text = json_string_value(json_object_get(e, member));
    return text ? text : "";
}

static double number(const json_t *e, const char *member)
{
    const json_t *x = json_object_get(e, member);
    return json_is_number(x) ? json_number_value(x) : NAN;
}

/* --- on fresh seeds ------------------------------------------------------------------------------ */

/* How many rows the studies say that they did, and found done. */
static void count_done(size_t *done, size_t *skipped)
{
    *done = *skipped = 0;
    for (const char *at = s.err; (at = strstr(at, " runs done, ")) != NULL; at++) {
        const char *from = at;
        while (from > s.err && from[-1] >= '0' && from[-1] <= '9') from--;
        *done += strtoul(from, NULL, 10);
        *skipped += strtoul(at + strlen(" runs done, "), NULL, 10);
    }
}

enum { ROWS = 8 + 3 * 2 }; /* of a seed at quick: eight runs, three claims of two trials */
#define SEEDS "--seeds 2 --seed 5 --preset quick -o $SCRATCH/seeds"

static void expect_counts(size_t done, size_t skipped, const char *claim)
{
    size_t found[2];
    count_done(&found[0], &found[1]);
    gsl_test(found[0] != done || found[1] != skipped,
             "%s: %zu rows are done, %zu were there (%zu, %zu)", claim, done, skipped, found[0],
             found[1]);
}

static void test_seeds_go_on_where_they_stopped(void)
{
    char path[128];
    verify(SEEDS, 1);
    gsl_test(!strstr(s.out, "gradient_descent_worst_case  2 of 2  PP"),
             "each claim is counted: %s", s.out);
    gsl_test(!strstr(s.out, "0 of 2  FF") || !strstr(s.out, "0 of 2  nn") ||
                 !strstr(s.out, "0 of 2  .."),
             "in letters, too");
    gsl_test(!strstr(s.out, "seed 7: 1 PASS, 1 FAIL, 1 NOT ENOUGH DATA"),
             "each seed is counted, controls left out");
    expect_counts(2 * ROWS, 0, "the first time");
    verify(SEEDS, 1);
    expect_counts(0, 2 * ROWS, "the second time");
    snprintf(path, sizeof path, "%s/seeds/seed_7/rates/results.db", scratch);
    gsl_test(remove(path) != 0, "a file is taken away: %s", path);
    verify(SEEDS, 1);
    expect_counts(8, 2 * ROWS - 8, "with a file taken away");
}

static void test_seeds_as_json(void)
{
    json_t *d = verify_json(SEEDS " -q --json", 1);
    gsl_test(*s.err != '\0', "quietly: %s", s.err);
    gsl_test_int((int)json_array_size(d), 5, "all claims and controls are there");
    const json_t *e = element(d, "gradient_descent_worst_case");
    gsl_test(number(e, "passes") != 2 || number(e, "seeds") != 2 || number(e, "number") != 4 ||
                 strcmp(word(e, "study"), "rates") != 0,
             "one that passes twice");
    const json_t *second = json_array_get(json_object_get(e, "verdicts"), 1);
    gsl_test(number(second, "seed") != 7 || strcmp(word(second, "verdict"), "PASS") != 0,
             "its verdict on the second seed");
    gsl_test(number(element(d, "misses"), "passes") != 0, "one that never passes");
    json_decref(d);
}

/* --- folders of results -------------------------------------------------------------------------- */

static void test_the_exit_status_tells(void)
{
    verify("$SCRATCH/seeds/seed_6/rates", 0);
    gsl_test(!strstr(s.out, "1 PASS, 0 FAIL, 0 NOT ENOUGH DATA, 3 NOT RUN, of 4 claims"),
             "what passed is counted: %s", s.out);
    verify("$SCRATCH/seeds/seed_6/structure", 1);
    verify("$SCRATCH/seeds/seed_6/rates $SCRATCH/seeds/seed_6/structure", 1);
    gsl_test(!strstr(s.out, "1 PASS, 1 FAIL, 1 NOT ENOUGH DATA, 1 NOT RUN, of 4 claims"),
             "two folders are one list: %s", s.out);
    verify("$SCRATCH/seeds/seed_6", 1);
    gsl_test(!strstr(s.out, "1 PASS, 1 FAIL, 1 NOT ENOUGH DATA, 1 NOT RUN, of 4 claims"),
             "so is a folder of folders");
    gsl_test(strstr(s.out, "later") != NULL, "what was not run has no line");
}

static void test_all_shows_every_number(void)
{
    verify("$SCRATCH/seeds/seed_6", 1);
    const size_t few = shell_lines(s.out);
    gsl_test(!strstr(s.out, "a number, foretold as") || strstr(s.out, "another"),
             "a claim that fails shows the number that decides");
    verify("$SCRATCH/seeds/seed_6 --all", 1);
    gsl_test(shell_lines(s.out) <= few + 3 || !strstr(s.out, "another, both"),
             "--all shows them all (%zu lines after %zu)", shell_lines(s.out), few);
    gsl_test(!strstr(s.out, "2.5 [2, 3]") || !strstr(s.out, "1 ... 2"),
             "with interval and band: %s", s.out);
}

static const char *const members[] = {"claim", "number", "study",   "sentence", "verdict",
                                      "value", "low",    "high",    "bound",    "from",
                                      "to",    "what",   "at",      "source",   "preset",
                                      "seed",  "rows",   "missing", "why",      "findings"};

static void test_json_has_every_member_of_every_claim(void)
{
    json_t *d = verify_json("$SCRATCH/seeds/seed_6 --json", 1);
    gsl_test_int((int)json_array_size(d), 4, "four claims, whether they were run or not");
    for (size_t i = 0; i < json_array_size(d); i++)
        for (size_t k = 0; k < sizeof members / sizeof *members; k++)
            gsl_test(!json_object_get(json_array_get(d, i), members[k]), "claim %zu has '%s'",
                     i, members[k]);
    gsl_test(strcmp(word(json_array_get(d, 0), "claim"), "misses") != 0 ||
                 strcmp(word(json_array_get(d, 3), "claim"), "later") != 0,
             "in the order of their numbers");
    const json_t *e = element(d, "misses");
    gsl_test(strcmp(word(e, "verdict"), "FAIL") != 0 || number(e, "value") != 2.5 ||
                 number(e, "low") != 2.5 || number(e, "high") != 2.5,
             "one that failed: with its number");
    gsl_test(strcmp(word(e, "bound"), "1 ... 2") != 0 || number(e, "from") != 1 ||
                 number(e, "to") != 2 || strcmp(word(e, "at"), "both") != 0,
             "its band, in words and numbers, and where");
    gsl_test(json_array_size(json_object_get(e, "findings")) != 2 || number(e, "seed") != 6 ||
                 strcmp(word(e, "preset"), "quick") != 0 || number(e, "rows") != 2,
             "and what it rests on");
    e = element(d, "wavers");
    gsl_test(strcmp(word(e, "verdict"), "NOT ENOUGH DATA") != 0 || number(e, "low") != 2 ||
                 number(e, "high") != 3,
             "one that cannot be told: with its interval");
    e = element(d, "later");
    gsl_test(strcmp(word(e, "verdict"), "NOT RUN") != 0 ||
                 !json_is_null(json_object_get(e, "value")) || number(e, "rows") != 0 ||
                 strcmp(word(e, "bound"), "1 ... 2") != 0,
             "one that was not run: without a number, with its band");
    gsl_test(element(d, "control_made_up") != NULL, "controls are left out");
    json_decref(d);
    d = verify_json("$SCRATCH/seeds/seed_6 --json --controls", 1);
    gsl_test(json_array_size(d) != 5 || !element(d, "control_made_up"),
             "unless they are asked for");
    json_decref(d);
}

static void test_the_board_is_drawn(void)
{
    static const char *const endings[] = {"svg", "pdf", "png", "csv"};
    char path[128];
    verify("$SCRATCH/seeds/seed_6 --figure $SCRATCH/board", 1);
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/board/claim_board.%s", scratch, endings[i]);
        gsl_test(access(path, R_OK) != 0, "there is a board.%s", endings[i]);
    }
    static char csv[1 << 14];
    snprintf(path, sizeof path, "%s/board/claim_board.csv", scratch);
    shell_slurp(path, csv, sizeof csv);
    gsl_test(!strstr(csv, "misses") || !strstr(csv, "wavers"), "its table names claims: %s",
             csv);
}

/* --- bad input ----------------------------------------------------------------------------------- */

static void is_refused(const char *line, const char *words)
{
    verify(line, 2);
    gsl_test(!strstr(s.err, words), "'verify %s' says '%s': %s", line, words, s.err);
    gsl_test_int((int)shell_lines(s.err), 1, "'verify %s' says it in one line", line);
    gsl_test(*s.out != '\0', "'verify %s' prints no verdict", line);
}

static void test_bad_input_is_one_clear_line(void)
{
    is_refused("", "DIR is missing");
    is_refused("/tmp/no_such_folder", "/tmp/no_such_folder");
    is_refused("$SCRATCH", "no results.db");
    is_refused("$SCRATCH/seeds --seeds 2", "one too many");
    is_refused("--seeds 0", "--seeds=0");
    is_refused("--seeds two", "--seeds=two");
    is_refused("--seeds 1 --seed x", "--seed=x");
    is_refused("--seeds 1 --preset slow", "--preset=slow is not one of quick");
    is_refused("--seeds 1 --jobs 0", "--jobs=0");
    is_refused("--seeds 1 --preset quick -q -o /dev/null/x", "/dev/null");
}

static void test_damage_is_told(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/seeds/seed_6/rates/results.db", scratch);
    FILE *file = fopen(path, "r+b");
    if (!file) return;
    fseek(file, 63, SEEK_SET);
    fputc(2, file); /* the version's last byte */
    fclose(file);
    is_refused("$SCRATCH/seeds/seed_6", "another version: it has 2");
    file = fopen(path, "wb");
    fclose(file);
    is_refused("$SCRATCH/seeds/seed_6", "seed_6/rates/results.db");
}

/* --- what the tool itself shows of claims --------------------------------------------------------- */

static json_t *document(const char *line)
{
    shell_run(&s, line);
    json_t *d = json_loads(s.out, 0, NULL);
    gsl_test(s.status != 0 || !d, "'%s' prints one JSON document: %s", line, s.err);
    return d;
}

static void test_claims_are_listed_and_shown(void)
{
    static const char *const rows[] = {"name",      "kind",     "number",   "study",
                                       "sentence",  "design",   "source",   "limits",
                                       "estimator", "foretold", "judged_in"};
    json_t *d = document("gradgap list claims --json");
    size_t claims = 0;
    for (size_t i = 0; i < json_array_size(d); i++)
        claims += strcmp(word(json_array_get(d, i), "kind"), "claim") == 0 &&
                  *word(json_array_get(d, i), "title") != '\0';
    gsl_test(claims < 35 || claims != json_array_size(d), "%zu claims are listed", claims);
    json_decref(d);
    d = document("gradgap show gradient_descent_worst_case --kind claim --json");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        gsl_test(!json_object_get(d, rows[i]), "a claim's card has '%s'", rows[i]);
    gsl_test(strcmp(word(d, "kind"), "claim") != 0 || number(d, "number") != 4 ||
                 json_array_size(json_object_get(d, "foretold")) != 1,
             "and says whose it is");
    json_decref(d);
    shell_run(&s, "gradgap show gradient_descent_worst_case --kind claim");
    gsl_test(s.status != 0 || !strstr(s.out, "L R^2 / (4 N + 2)") || !strstr(s.out, "Drori"),
             "as text, with its sentence and source");
    shell_run(&s, "gradgap show gradient_descent_worst_cast --kind claim");
    gsl_test(s.status != 2 || !strstr(s.err, "'gradient_descent_worst_case'") ||
                 shell_lines(s.err) != 1,
             "a wrong name is told with the nearest: %s", s.err);
    shell_run(&s, "gradgap show rates --kind claim");
    gsl_test(s.status != 2 || shell_lines(s.err) != 1, "a study is no claim: %s", s.err);
}

static void clean_up(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", scratch);
    if (system(command) != 0) printf("%s is left\n", scratch);
}

int main(int argc, char **argv)
{
    if (argc > 1) return gg_command_main(argc, argv);
    if (!mkdtemp(scratch) || setenv("SCRATCH", scratch, 1) != 0) return EXIT_FAILURE;
    test_seeds_go_on_where_they_stopped();
    test_seeds_as_json();
    test_the_exit_status_tells();
    test_all_shows_every_number();
    test_json_has_every_member_of_every_claim();
    test_the_board_is_drawn();
    test_bad_input_is_one_clear_line();
    test_damage_is_told();
    test_claims_are_listed_and_shown();
    clean_up();
    return gsl_test_summary();
}
