/* experiments/sweep.c -- opens the store, carries the plan out, says how to go on. */
#include "experiments/sweep.h"

#include <gsl/gsl_version.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "experiments/landscape.h"
#include "version.h"

static error_t parse(int key, char *argument, struct argp_state *state)
{
    gg_sweep *s = state->input;
    switch (key) {
    case 'o': s->directory = argument; return 0;
    case 'j': s->workers = gg_argument_count("--jobs", argument, 1); return 0;
    case 'r': return 0; /* it always does */
    case 'y': s->dry_run = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"output", 'o', "DIR", 0, "folder of results.db and figures", 2},
    {"jobs", 'j', "J", 0, "worker processes (default: one a core)", 2},
    {"resume", 'r', NULL, 0, "go on where a run stopped (always done)", 2},
    {"dry-run", 'y', NULL, 0, "print the runs, one a line, and do nothing", 2},
    {"list-runs", 'y', NULL, OPTION_ALIAS, NULL, 2},
    {0}};
const struct argp gg_sweep_argp = {.options = options, .parser = parse};

/* The processor's name, on systems that tell it in /proc; else "". */
static void read_processor(char out[], size_t room)
{
    static const char key[] = "model name";
    char line[512];
    *out = '\0';
    FILE *from = fopen("/proc/cpuinfo", "r");
    while (from && !*out && fgets(line, sizeof line, from)) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, key, sizeof key - 1) == 0 && colon)
            snprintf(out, room, ", %.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
    }
    if (from) fclose(from);
}

/* Last bits of exp and its like differ between these. */
static gg_status note_libraries(gg_store *store)
{
    char text[256];
    char c_library[64] = "unknown C library";
#ifdef _CS_GNU_LIBC_VERSION
    confstr(_CS_GNU_LIBC_VERSION, c_library, sizeof c_library);
#endif
    snprintf(text, sizeof text, "GSL %s, SQLite %s, %s", gsl_version, sqlite3_libversion(),
             c_library);
    return gg_store_note(store, "libraries", text);
}

/* Where these numbers come from: kept beside them. */
static gg_status note_origin(gg_store *store, const char *study, const gg_sweep *sweep)
{
    struct utsname machine;
    char processor[128];
    char text[1024];
    GG_TRY(gg_store_note(store, "version", GG_VERSION));
    GG_TRY(gg_store_note(store, "commit", GG_COMMIT));
    GG_TRY(gg_store_note(store, "build", GG_BUILD));
    GG_TRY(gg_store_note(store, "command", sweep->command ? sweep->command : ""));
    GG_TRY(note_libraries(store));
    if (sweep->preset) { /* which designs the rows are to be judged by */
        snprintf(text, sizeof text, "%" PRIu64, sweep->seed);
        GG_TRY(gg_store_note(store, "seed", text));
        GG_TRY(gg_store_note(store, "preset", sweep->preset));
        GG_TRY(gg_store_note(store, "study", study));
    }
    if (uname(&machine) == 0) {
        read_processor(processor, sizeof processor);
        snprintf(text, sizeof text, "%s %s, %s%s, %ld cores", machine.sysname, machine.release,
                 machine.machine, processor, sysconf(_SC_NPROCESSORS_ONLN));
        GG_TRY(gg_store_note(store, "machine", text));
    }
    return GG_OK;
}

static void say(const gg_plan *plan, const gg_sweep *sweep, const gg_outcome *out)
{
    if (out->signal)
        fprintf(stderr,
                "gradgap: interrupted: %zu runs are stored in %s; the same command goes on\n",
                out->done + out->skipped, sweep->directory);
    else if (!sweep->quiet)
        fprintf(
            stderr,
            "%s: %zu runs done, %zu were stored already, %zu failed, %zu gave up, %zu dared "
            "ones broke down, in %s\n",
            plan->study, out->done, out->skipped, out->failed, out->stuck, out->broke_down,
            sweep->directory);
}

int gg_sweep_run(const gg_plan *plan, const gg_sweep *sweep, bool *stored)
{
    *stored = false;
    if (sweep->dry_run) {
        gg_plan_print(plan, stdout);
        if (!sweep->quiet)
            fprintf(stderr, "%s: %zu runs, %zu pairs left out\n", plan->study, plan->count,
                    plan->refused);
        return GG_EXIT_OK;
    }
    gg_store *store = NULL;
    if (gg_store_open(&store, sweep->directory, GG_STORE_WRITE) != GG_OK)
        return gg_arguments_fail();
    gg_outcome out = {0};
    gg_status status = note_origin(store, plan->study, sweep);
    if (status == GG_OK) status = gg_plan_run(plan, store, sweep->workers, sweep->quiet, &out);
    if (status == GG_OK && !out.signal) status = gg_landscapes_store(plan, store);
    gg_store_close(store);
    if (status != GG_OK) return gg_arguments_fail();
    say(plan, sweep, &out);
    if (out.signal) return 128 + out.signal;
    *stored = true;
    return out.failed ? GG_EXIT_FELL_SHORT : GG_EXIT_OK;
}
