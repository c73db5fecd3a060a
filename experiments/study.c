/* experiments/study.c -- the program that every study is. */
#include "experiments/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/claim.h"
#include "experiments/command.h"
#include "experiments/sweep.h"

static const char *name_at(const void *list, size_t i)
{
    (void)list;
    return gg_studies[i] ? gg_studies[i]->name : NULL;
}

gg_status gg_study_find(const char *name, const gg_study **out)
{
    for (size_t i = 0; gg_studies[i]; i++)
        if (strcmp(gg_studies[i]->name, name) == 0) {
            *out = gg_studies[i];
            return GG_OK;
        }
    const char *near = gg_nearest(name, name_at, NULL);
    if (near) return gg_fail(GG_NOT_FOUND, "no study '%s' (did you mean '%s'?)", name, near);
    return gg_fail(GG_NOT_FOUND, "no study '%s' (gradgap list studies shows all)", name);
}

typedef struct request {
    gg_common common;
    gg_sweep sweep;
    gg_preset preset;
    bool no_figures;
} request;

static const char *const presets[] = {"quick", "standard", "full"};

const char *gg_preset_name(gg_preset preset)
{
    return presets[preset];
}

bool gg_preset_read(const char *word, gg_preset *out)
{
    for (int i = 0; i < 3; i++)
        if (strcmp(word, presets[i]) == 0) {
            *out = (gg_preset)i;
            return true;
        }
    return false;
}

static gg_preset read_preset(const char *word)
{
    gg_preset preset;
    if (gg_preset_read(word, &preset)) return preset;
    gg_arguments_reject("--preset=%s is not one of quick, standard, full", word);
    return GG_STANDARD;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    request *r = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &r->sweep;
        state->child_inputs[1] = state->child_inputs[2] = &r->common;
        return 0;
    case 'p': r->preset = read_preset(argument); return 0;
    case 'S': r->common.seed = gg_argument_seed("--seed", argument); return 0;
    case 'f': r->no_figures = true; return 0;
    case ARGP_KEY_ARG:
        gg_arguments_reject("a study takes no operand, but '%s' is given", argument);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"preset", 'p', "NAME", 0, "quick, standard (default) or full", 1},
    {"seed", 'S', "S", 0, "of every random number (default 1)", 1},
    {"no-figures", 'f', NULL, 0, "runs and summary only", 1},
    {0}};
static const struct argp_child children[] = {
    GG_CHILD(gg_sweep_argp), GG_CHILD(gg_json_argp), GG_CHILD(gg_quiet_argp), {0}};

/* A word of the gradgap tool on the study's folder, as if it were typed with that flag. */
static int do_word(const char *word, const char *folder, const char *flag)
{
    char words[4][512] = {"gradgap"};
    snprintf(words[1], sizeof words[1], "%s", word);
    snprintf(words[2], sizeof words[2], "%s", folder);
    snprintf(words[3], sizeof words[3], "%s", flag ? flag : "");
    char *arguments[] = {words[0], words[1], words[2], flag ? words[3] : NULL, NULL};
    return gg_command_main(flag ? 4 : 3, arguments);
}

static int finish(const gg_study *study, const request *r)
{
    const char *folder = r->sweep.directory;
    const bool races = study->grids[r->preset];
    const int summary = do_word(races ? "summary" : "verify", folder,
                                r->common.json ? "--json" : NULL);
    if (r->no_figures) return summary;
    const int plot = do_word("plot", folder, r->common.quiet ? "--quiet" : NULL);
    return plot > summary ? plot : summary;
}

int gg_study_main(const gg_study *study, int argc, char **argv)
{
    char directory[256];
    char command[256];
    char doc[2048];
    snprintf(directory, sizeof directory, "results/%s", study->name);
    snprintf(doc, sizeof doc,
             "%s: %s\vExamples:\n  %s --preset quick -o results/%s\n  %s --dry-run\n"
             "  gradgap summary results/%s",
             study->title, study->question, study->name, study->name, study->name, study->name);
    const struct argp argp = {
        .options = options, .parser = parse, .doc = doc, .children = children};
    request r = {
        .common = {.seed = 1}, .sweep = {.directory = directory}, .preset = GG_STANDARD};
    gg_arguments_parse(&argp, argc, argv, &r);
    r.sweep.quiet = r.common.quiet;
    snprintf(command, sizeof command, "%s --preset %s --seed %llu", study->name,
             presets[r.preset], (unsigned long long)r.common.seed);
    r.sweep.command = command;
    r.sweep.preset = presets[r.preset];
    r.sweep.seed = r.common.seed;
    gg_plan plan = {.study = study->name};
    gg_status status = GG_OK;
    for (const gg_grid *g = study->grids[r.preset]; status == GG_OK && g && g->losses; g++)
        status = gg_plan_add(&plan, g, r.common.seed);
    for (size_t i = 0; status == GG_OK && gg_claims[i]; i++)
        if (gg_claim_is_in(gg_claims[i], study->name))
            status = gg_claim_plan(&plan, gg_claims[i], r.preset, r.common.seed);
    bool stored = false;
    int code = status == GG_OK ? gg_sweep_run(&plan, &r.sweep, &stored) : gg_arguments_fail();
    gg_plan_close(&plan);
    if (!stored) return code;
    const int finished = finish(study, &r);
    return finished > code ? finished : code;
}
