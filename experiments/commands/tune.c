/* experiments/commands/tune.c -- the same number of configurations for everyone. */
#include "experiments/tune.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/suite.h"
#include "experiments/sweep.h"
#include "optimizers/method.h"

enum { NAMES_MOST = 64, ROOM = 1 << 16 };

typedef struct request {
    gg_common common;
    gg_sweep sweep;
    gg_grid grid;
    size_t configurations;
    char losses[ROOM], race[ROOM];      /* comma-separated */
    const char *optimizers[NAMES_MOST]; /* [methods] as typed */
    char **tried[NAMES_MOST];           /* [methods] its configurations, the default first */
    const char *best[NAMES_MOST];       /* [methods] one of them */
    double before[NAMES_MOST], after[NAMES_MOST]; /* [methods] scores */
    size_t methods;
} request;

static void append(char list[], const char *word)
{
    const size_t used = strlen(list);
    const size_t length = strlen(word);
    if (used + length + 2 > ROOM) gg_arguments_reject("tune: too many names");
    if (used) list[used] = ',';
    memcpy(list + used + (used > 0), word, length + 1);
}

/* A name of the optimizers' catalogue is one, any other is a loss. */
static void take_name(request *r, const char *spec)
{
    char name[64];
    const gg_optimizer *m = NULL;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(spec, ":"), spec);
    if (gg_optimizer_find(name, &m) != GG_OK) {
        append(r->losses, spec);
        return;
    }
    if (r->methods == NAMES_MOST)
        gg_arguments_reject("tune: more than %d optimizers", NAMES_MOST);
    r->optimizers[r->methods++] = spec;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &r->sweep;
        state->child_inputs[1] = state->child_inputs[2] = &r->common;
        return 0;
    case 'c': r->configurations = gg_argument_count("--configurations", argument, 2); return 0;
    case 'n': r->grid.dimensions = argument; return 0;
    case 'R': r->grid.reps = gg_argument_count("--reps", argument, 1); return 0;
    case 'e': r->grid.max_evals = gg_argument_count("--max-evals", argument, 1); return 0;
    case 'g': r->grid.target = gg_argument_number("--target", argument, 0); return 0;
    case 'd': r->grid.dare = true; return 0;
    case 'S': r->common.seed = gg_argument_seed("--seed", argument); return 0;
    case ARGP_KEY_ARG: take_name(r, argument); return 0;
    case ARGP_KEY_END:
        if (!r->methods || !*r->losses)
            gg_arguments_reject("tune: a LOSS and an OPTIMIZER are needed");
        if (!r->sweep.directory) gg_arguments_reject("tune: a folder is needed: -o DIR");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"configurations", 'c', "K", 0, "of each optimizer, its default among them (default 16)",
     1},
    {"dims", 'n', "N,...", 0, "dimensions (default 2,10)", 1},
    {"reps", 'R', "R", 0, "repetitions (default 5)", 1},
    {"max-evals", 'e', "K", 0, "calls a run (default 20000)", 1},
    {"target", 'g', "EPS", 0, "gap f - f* that ends a run (default 1e-6)", 1},
    {"dare", 'd', NULL, 0, "gradient methods also where there is no gradient", 1},
    {"seed", 'S', "S", 0, "of every random number (default 1)", 1},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_sweep_argp), GG_CHILD(gg_quiet_argp), GG_CHILD(gg_json_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "LOSS... OPTIMIZER...",
    .doc = "Give every optimizer the same number of configurations, on random numbers that no "
           "race uses, and race the best of each beside its default on those that races do. "
           "The trials are kept in DIR/tuning, the race in DIR. A configuration's score is the "
           "mean over runs of log10 of the calls to the target, ten times the budget for a "
           "miss; ties are parted by the mean rank of f.\v"
           "Examples:\n"
           "  gradgap tune rosenbrock rastrigin nelder_mead genetic -o tuned\n"
           "  gradgap summary tuned\n"
           "  gradgap show nelder_mead        the values that are tried: worth_trying",
    .children = children,
};

/* The score of every configuration that met all cells, the best first. */
static const char SCORES[] =
    "WITH scored AS (SELECT optimizer, loss, n, rep,"
    "   log10(CASE status WHEN 'target' THEN value + gradient + hessian_vector"
    "                     ELSE 10 * max_evals END) AS score,"
    "   rank() OVER (PARTITION BY loss, n, rep ORDER BY coalesce(f, 9e999)) AS place"
    " FROM run)"
    "SELECT optimizer, avg(score), avg(place) FROM scored GROUP BY optimizer"
    " HAVING count(*) = (SELECT max(c) FROM (SELECT count(*) AS c FROM scored"
    "                                        GROUP BY optimizer))"
    " ORDER BY round(avg(score), 9), avg(place), optimizer";

/* The row of the results belongs to the method that tried it; the first one is its best. */
static void take_score(request *r, const char *spec, double score)
{
    for (size_t i = 0; i < r->methods; i++)
        for (size_t k = 0; r->tried[i][k]; k++) {
            if (strcmp(r->tried[i][k], spec) != 0) continue;
            if (k == 0) r->before[i] = score;
            if (r->best[i]) continue;
            r->best[i] = r->tried[i][k];
            r->after[i] = score;
        }
}

static gg_status read_scores(request *r, const char *folder)
{
    gg_store *store = NULL;
    sqlite3_stmt *q = NULL;
    GG_TRY(gg_store_open(&store, folder, GG_STORE_READ));
    gg_status status = GG_OK;
    if (sqlite3_prepare_v2(gg_store_sql(store), SCORES, -1, &q, NULL) != SQLITE_OK)
        status = gg_fail(GG_IO, "%s: %s", folder, sqlite3_errmsg(gg_store_sql(store)));
    while (status == GG_OK && sqlite3_step(q) == SQLITE_ROW) {
        const void *spec = sqlite3_column_text(q, 0);
        take_score(r, spec, sqlite3_column_double(q, 1));
    }
    sqlite3_finalize(q);
    gg_store_close(store);
    return status;
}

static gg_status draw_configurations(request *r, char *list)
{
    for (size_t i = 0; i < r->methods; i++) {
        r->before[i] = r->after[i] = NAN;
        GG_TRY(gg_tune_configurations(&r->tried[i], r->optimizers[i], r->configurations,
                                      r->common.seed));
        for (size_t k = 0; r->tried[i][k]; k++) append(list, r->tried[i][k]);
    }
    return GG_OK;
}

/* One grid into one folder. -> exit status */
static int carry_out(request *r, const char *study, const char *optimizers, uint64_t seed,
                     const char *folder, bool *stored)
{
    gg_plan plan = {.study = study};
    gg_grid grid = r->grid;
    gg_sweep sweep = r->sweep;
    grid.losses = r->losses;
    grid.optimizers = optimizers;
    sweep.directory = folder;
    int status = GG_EXIT_CANNOT;
    if (gg_plan_add(&plan, &grid, seed) != GG_OK)
        gg_arguments_fail();
    else if (plan.count == 0)
        fputs("gradgap: tune: no pair of these can meet (--dare lifts one rule)\n", stderr);
    else
        status = gg_sweep_run(&plan, &sweep, stored);
    gg_plan_close(&plan);
    return status;
}

static int print(const request *r)
{
    json_t *rows = json_array();
    if (!r->common.json)
        printf("%-24s %5s  %8s  %8s  %s\n", "optimizer", "tried", "default", "tuned",
               "the best");
    for (size_t i = 0; i < r->methods; i++) {
        size_t tried = 0;
        while (r->tried[i][tried]) tried++;
        if (!r->common.json) {
            printf("%-24s %5zu  %8.3f  %8.3f  %s\n", r->optimizers[i], tried, r->before[i],
                   r->after[i], r->best[i] ? r->best[i] : "none met every loss");
            continue;
        }
        json_t *row = json_object();
        json_object_set_new(row, "optimizer", json_string(r->tried[i][0]));
        json_object_set_new(row, "configurations", json_integer((json_int_t)tried));
        json_object_set_new(row, "default", gg_json_number(r->before[i]));
        json_object_set_new(row, "tuned", gg_json_number(r->after[i]));
        if (r->best[i]) json_object_set_new(row, "best", json_string(r->best[i]));
        json_array_append_new(rows, row);
    }
    if (!r->common.json) {
        printf(
            "\nscore: mean log10 of calls to the target; gradgap summary %s shows the race of "
            "defaults\nand tuned ones on other random numbers\n",
            r->sweep.directory);
        json_decref(rows);
        return GG_EXIT_OK;
    }
    return gg_json_print(json_pack("{s:s, s:s, s:o}", "schema", "gradgap/tune/1", "race",
                                   r->sweep.directory, "rows", rows));
}

static int tune(request *r, char *trials)
{
    char folder[4096];
    bool stored = false;
    snprintf(folder, sizeof folder, "%s/tuning", r->sweep.directory);
    if (draw_configurations(r, trials) != GG_OK) return gg_arguments_fail();
    if (!r->sweep.dry_run && mkdir(r->sweep.directory, 0777) != 0 && errno != EEXIST) {
        gg_fail(GG_IO, "%s: %s", r->sweep.directory, strerror(errno));
        return gg_arguments_fail();
    }
    int status = carry_out(r, "tune", trials, GG_TUNING_SEEDS + r->common.seed, folder,
                           &stored);
    if (!stored) return status;
    if (read_scores(r, folder) != GG_OK) return gg_arguments_fail();
    for (size_t i = 0; i < r->methods; i++) {
        append(r->race, r->tried[i][0]);
        if (r->best[i] && r->best[i] != r->tried[i][0]) append(r->race, r->best[i]);
    }
    status = carry_out(r, "race", r->race, r->common.seed, r->sweep.directory, &stored);
    if (!stored) return status;
    const int printed = print(r);
    return printed != GG_EXIT_OK ? printed : status;
}

/* The command as it was typed, as far as it fits. */
static void join(int argc, char **argv, char out[], size_t room)
{
    size_t used = 0;
    for (int i = 0; i < argc && used < room; i++)
        used += (size_t)snprintf(out + used, room - used, "%s%s", i ? " " : "", argv[i]);
}

static int main_tune(int argc, char **argv)
{
    char command[4096] = "";
    join(argc, argv, command, sizeof command);
    request *r = calloc(1, sizeof *r);
    char *trials = calloc(1, ROOM);
    int status = GG_EXIT_CANNOT;
    if (r && trials) {
        r->common.seed = 1;
        r->configurations = 16;
        r->grid = (gg_grid){
            .dimensions = "2,10", .reps = 5, .max_evals = 20000, .target = 1e-6};
        gg_arguments_parse(&argp, argc, argv, r);
        r->sweep.quiet = r->common.quiet;
        r->sweep.command = command;
        status = tune(r, trials);
        for (size_t i = 0; i < r->methods; i++) gg_list_close(r->tried[i]);
    }
    free(trials);
    free(r);
    return status;
}

const gg_command gg_command_tune = {
    .name = "tune",
    .summary = "the best of equally many configurations of each optimizer",
    .main = main_tune,
};
