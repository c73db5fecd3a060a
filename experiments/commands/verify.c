/* experiments/commands/verify.c -- every claim: does it hold in these results? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/board.h"
#include "experiments/command.h"
#include "experiments/json.h"
#include "experiments/seeds.h"
#include "experiments/verdicts.h"

enum { FOLDERS_MOST = 64 };

typedef struct request {
    gg_common common;
    gg_seeds_request seeds;
    const char *folders[FOLDERS_MOST];
    size_t count;
    bool all, controls;
    const char *board; /* folder for the picture; NULL: none */
} request;

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = state->child_inputs[1] = &r->common; return 0;
    case 'a': r->all = true; return 0;
    case 'c': r->controls = true; return 0;
    case 'K': r->seeds.count = gg_argument_count("--seeds", argument, 1); return 0;
    case 'S': r->seeds.after = gg_argument_seed("--seed", argument); return 0;
    case 'j': r->seeds.workers = gg_argument_count("--jobs", argument, 1); return 0;
    case 'o': r->seeds.folder = argument; return 0;
    case 'f': r->board = argument; return 0;
    case 'p':
        if (!gg_preset_read(argument, &r->seeds.preset))
            gg_arguments_reject("--preset=%s is not one of quick, standard, full", argument);
        return 0;
    case ARGP_KEY_ARG:
        if (r->count == FOLDERS_MOST)
            gg_arguments_reject("verify: more than %d folders", FOLDERS_MOST);
        r->folders[r->count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (!r->count && !r->seeds.count)
            gg_arguments_reject("verify: DIR is missing, a folder of results");
        if (r->count && r->seeds.count)
            gg_arguments_reject(
                "verify: --seeds makes results of its own: '%s' is one too many",
                r->folders[0]);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"all", 'a', NULL, 0, "every number that was looked at, not one a claim", 0},
    {"controls", 'c', NULL, 0, "with --json: the controls, too", 0},
    {"figure", 'f', "DIR", 0, "draw the claim board into DIR, as SVG, PDF and PNG with its CSV",
     0},
    {"seeds", 'K', "K", 0, "run all claims on K fresh seeds: how often does each pass?", 1},
    {"seed", 'S', "S", 0, "with --seeds: those after S (default 1)", 1},
    {"preset", 'p', "NAME", 0, "with --seeds: quick, standard (default) or full", 1},
    {"output", 'o', "DIR", 0, "with --seeds: where their results go (default results/seeds)",
     1},
    {"jobs", 'j', "J", 0, "with --seeds: worker processes (default: one a core)", 1},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_json_argp), GG_CHILD(gg_quiet_argp), {0}};
static const struct argp argp = {
    .options = options,
    .parser = parse,
    .args_doc = "DIR...\n--seeds K",
    .doc =
        "Judge every claim from stored rows: PASS if the whole 95 % interval lies in the band "
        "that was foretold, FAIL if none of it does, else NOT ENOUGH DATA.\v"
        "Exit status 1: a claim fell short.\n\nExamples:\n"
        "  gradgap verify results\n"
        "  gradgap verify results/standard/rates --all\n"
        "  gradgap verify --seeds 10 --preset quick",
    .children = children,
};

/* Into a folder of its own; where the rows are, only its settings are read. */
static gg_status draw_board(const request *r, const gg_judged_list *judged)
{
    gg_pictures pictures;
    const gg_figure_request drawing = {.folder = r->board, .format = {true, true, true}};
    const char *store = NULL;
    for (size_t i = 0; i < judged->count; i++)
        if (*judged->list[i].folder) store = judged->list[i].folder;
    if (!store) return gg_fail(GG_NOT_FOUND, "no claim was run, so there is no board to draw");
    GG_TRY(gg_board_draw(&pictures, judged, store, &drawing));
    gg_pictures_close(&pictures);
    return GG_OK;
}

static int verify_folders(const request *r)
{
    gg_judged_list judged;
    if (gg_judge_folders(&judged, r->folders, r->count) != GG_OK) return gg_arguments_fail();
    if (r->common.json)
        gg_json_print(gg_verdicts_json(&judged, r->controls));
    else
        gg_verdicts_print(&judged, r->all, stdout);
    bool short_of = false;
    for (size_t i = 0; i < judged.count; i++)
        short_of = short_of || judged.list[i].verdict > GG_PASS;
    const gg_status drawn = r->board ? draw_board(r, &judged) : GG_OK;
    gg_judged_close(&judged);
    if (drawn != GG_OK) return gg_arguments_fail();
    return short_of ? GG_EXIT_FELL_SHORT : GG_EXIT_OK;
}

/* --- many seeds --------------------------------------------------------------------------------- */

static size_t count_passes(const gg_judged_list lists[], size_t seeds, size_t claim)
{
    size_t passes = 0;
    for (size_t s = 0; s < seeds; s++) passes += lists[s].list[claim].verdict == GG_PASS;
    return passes;
}

static json_t *seeds_json(const gg_seeds_request *q, const gg_judged_list lists[])
{
    json_t *out = json_array();
    for (size_t i = 0; i < lists[0].count; i++) {
        json_t *verdicts = json_array();
        for (size_t s = 0; s < q->count; s++) {
            const gg_judged *j = &lists[s].list[i];
            const uint64_t seed = q->after + 1 + s;
            json_array_append_new(verdicts,
                                  json_pack("{sI ss}", "seed", (json_int_t)seed, "verdict",
                                            gg_judgement_name(j->verdict)));
        }
        const gg_claim *c = lists[0].list[i].claim;
        json_array_append_new(out,
                              json_pack("{ss si ss sI sI so}", "claim", c->name, "number",
                                        c->number, "study", c->study, "passes",
                                        (json_int_t)count_passes(lists, q->count, i), "seeds",
                                        (json_int_t)q->count, "verdicts", verdicts));
    }
    return out;
}

static void print_seeds(const gg_seeds_request *q, const gg_judged_list lists[])
{
    static const char letters[] = {
        [GG_NOT_RUN] = '.', [GG_PASS] = 'P', [GG_FAIL] = 'F', [GG_NOT_ENOUGH_DATA] = 'n'};
    printf("seeds %" PRIu64 " to %" PRIu64
           ": P passed, F failed, n not enough data, . not run\n",
           q->after + 1, q->after + q->count);
    for (size_t i = 0; i < lists[0].count; i++) {
        const gg_claim *c = lists[0].list[i].claim;
        printf("%2d %-28s %zu of %zu  ", c->number, c->name, count_passes(lists, q->count, i),
               q->count);
        for (size_t s = 0; s < q->count; s++) putchar(letters[lists[s].list[i].verdict]);
        putchar('\n');
    }
    for (size_t s = 0; s < q->count; s++)
        printf("seed %" PRIu64 ": %zu PASS, %zu FAIL, %zu NOT ENOUGH DATA\n", q->after + 1 + s,
               gg_verdicts_count(&lists[s], GG_PASS), gg_verdicts_count(&lists[s], GG_FAIL),
               gg_verdicts_count(&lists[s], GG_NOT_ENOUGH_DATA));
}

static int verify_seeds(request *r)
{
    r->seeds.quiet = r->common.quiet;
    gg_judged_list *lists = calloc(r->seeds.count, sizeof *lists);
    bool judged = false;
    if (!lists) {
        gg_fail(GG_NO_MEMORY, "no memory for %zu seeds", r->seeds.count);
        return gg_arguments_fail();
    }
    int code = gg_seeds_run(&r->seeds, lists, &judged);
    if (judged) {
        if (r->common.json)
            gg_json_print(seeds_json(&r->seeds, lists));
        else
            print_seeds(&r->seeds, lists);
        for (size_t s = 0; s < r->seeds.count; s++) {
            for (size_t i = 0; i < lists[s].count; i++)
                if (lists[s].list[i].verdict > GG_PASS) code = GG_EXIT_FELL_SHORT;
            gg_judged_close(&lists[s]);
        }
    }
    free(lists);
    return code;
}

static int main_verify(int argc, char **argv)
{
    request r = {.seeds = {.after = 1, .preset = GG_STANDARD, .folder = "results/seeds"}};
    gg_arguments_parse(&argp, argc, argv, &r);
    return r.seeds.count ? verify_seeds(&r) : verify_folders(&r);
}

const gg_command gg_command_verify = {
    .name = "verify",
    .summary = "every claim: does it hold in these results?",
    .main = main_verify,
};
