/* experiments/judge.c -- finds the rows of every claim and gives its verdict. */
#include "experiments/judge.h"

#include <dirent.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "experiments/audit.h"
#include "experiments/sql.h"

void gg_judged_close(gg_judged_list *j)
{
    if (!j) return;
    for (size_t i = 0; i < j->count; i++) gg_findings_close(&j->list[i].findings);
    free(j->list);
    *j = (gg_judged_list){0};
}

static int by_number(const void *a, const void *b)
{
    const gg_claim *x = ((const gg_judged *)a)->claim;
    const gg_claim *y = ((const gg_judged *)b)->claim;
    const int i = x->number ? x->number : 1000;
    const int k = y->number ? y->number : 1000;
    return i != k ? (i > k) - (i < k) : strcmp(x->name, y->name);
}

static gg_status open_list(gg_judged_list *out)
{
    size_t count = 0;
    while (gg_claims[count]) count++;
    out->list = calloc(count + 1, sizeof *out->list);
    if (!out->list) return gg_fail(GG_NO_MEMORY, "no memory for %zu claims", count);
    out->count = count;
    for (size_t i = 0; i < count; i++) out->list[i].claim = gg_claims[i];
    qsort(out->list, count, sizeof *out->list, by_number);
    return GG_OK;
}

/* --- one claim ---------------------------------------------------------------------------------- */

static const gg_band sound = {"runs whose rows add up and keep their budget, of all", 1, 1};

static gg_status add_audit(gg_judged *j, gg_evidence *e)
{
    size_t runs;
    size_t wrong;
    GG_TRY(gg_audit(e, &runs, &wrong, j->why, sizeof j->why));
    if (wrong == 0) return GG_OK;
    const double share = (double)(runs - wrong) / (double)runs;
    gg_find(&j->findings, &sound, gg_exactly(share), runs, "%s", j->why);
    return GG_OK;
}

static void conclude(gg_judged *j)
{
    static const int weight[] = {[GG_PASS] = 0, [GG_NOT_ENOUGH_DATA] = 1, [GG_FAIL] = 2};
    j->verdict = j->findings.count ? GG_PASS : GG_NOT_ENOUGH_DATA;
    j->decisive = 0;
    for (size_t i = 0; i < j->findings.count; i++) {
        if (weight[j->findings.list[i].verdict] <= weight[j->verdict]) continue;
        j->verdict = j->findings.list[i].verdict;
        j->decisive = i;
    }
    if (j->there < j->wanted && j->verdict == GG_PASS) j->verdict = GG_NOT_ENOUGH_DATA;
    if (j->there < j->wanted && !*j->why)
        snprintf(j->why, sizeof j->why, "%zu of %zu rows of its design are missing",
                 j->wanted - j->there, j->wanted);
}

/* A claim that lost rows is not passed, but what is there may already refute it. */
static gg_status judge(gg_judged *j, sqlite3 *db)
{
    gg_evidence e;
    GG_TRY(gg_evidence_open(&e, db, j->claim));
    j->wanted = e.wanted;
    j->there = e.there;
    if (e.there == 0) return GG_OK;
    GG_TRY(j->claim->judge(&e, &j->findings));
    GG_TRY(add_audit(j, &e));
    if (j->findings.lost) return gg_fail(GG_NO_MEMORY, "no memory for findings");
    conclude(j);
    return GG_OK;
}

/* --- one store ---------------------------------------------------------------------------------- */

static gg_status read_note(sqlite3 *db, const char *key, char out[], size_t room)
{
    sqlite3_stmt *ask = NULL;
    *out = '\0';
    GG_TRY(gg_sql_prepare(db, "SELECT value FROM note WHERE key = ?", &ask));
    sqlite3_bind_text(ask, 1, key, -1, SQLITE_STATIC);
    if (sqlite3_step(ask) == SQLITE_ROW)
        snprintf(out, room, "%s", (const char *)sqlite3_column_text(ask, 0));
    sqlite3_finalize(ask);
    return GG_OK;
}

/* -> false: the rows in this store belong to no study */
static bool read_design(sqlite3 *db, char study[64], gg_preset *preset, uint64_t *seed)
{
    char text[64];
    if (read_note(db, "study", study, 64) || !*study) return false;
    if (read_note(db, "preset", text, sizeof text) || !gg_preset_read(text, preset))
        return false;
    if (read_note(db, "seed", text, sizeof text) || !*text) return false;
    *seed = strtoull(text, NULL, 10);
    return true;
}

gg_status gg_judge_design(gg_store *store)
{
    char study[64];
    gg_preset preset = GG_QUICK;
    uint64_t seed = 0;
    if (!read_design(gg_store_sql(store), study, &preset, &seed)) *study = '\0';
    return gg_evidence_design(gg_store_sql(store), study, preset, seed);
}

/* Better grounded than what is known of the claim so far? */
static bool is_better(const gg_judged *now, const gg_judged *before)
{
    if (now->there == 0 || before->there == 0) return now->there > 0;
    if (now->preset != before->preset) return now->preset > before->preset;
    return now->own || !before->own;
}

static gg_status judge_store(gg_judged_list *all, gg_store *store, const char *folder)
{
    sqlite3 *db = gg_store_sql(store);
    char study[64];
    gg_preset preset;
    uint64_t seed;
    if (!read_design(db, study, &preset, &seed)) return GG_OK;
    GG_TRY(gg_evidence_design(db, study, preset, seed));
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && i < all->count; i++) {
        const gg_claim *claim = all->list[i].claim;
        if (!gg_claim_is_in(claim, study)) continue;
        gg_judged now = {.claim = claim,
                         .preset = preset,
                         .seed = seed,
                         .own = strcmp(claim->study, study) == 0};
        snprintf(now.folder, sizeof now.folder, "%s", folder);
        status = judge(&now, db);
        if (status == GG_OK && is_better(&now, &all->list[i])) {
            gg_findings_close(&all->list[i].findings);
            all->list[i] = now;
        } else {
            gg_findings_close(&now.findings);
        }
    }
    gg_evidence_close(db);
    return status;
}

gg_status gg_judge_store(gg_judged_list *out, gg_store *store, const char *folder)
{
    GG_TRY(open_list(out));
    const gg_status status = judge_store(out, store, folder);
    if (status != GG_OK) gg_judged_close(out);
    return status;
}

/* --- folders ------------------------------------------------------------------------------------ */

static bool has_results(const char *folder)
{
    char path[4096];
    struct stat about;
    snprintf(path, sizeof path, "%s/results.db", folder);
    return stat(path, &about) == 0;
}

static gg_status judge_one(gg_judged_list *all, const char *folder, size_t *found)
{
    gg_store *store = NULL;
    GG_TRY(gg_store_open(&store, folder, GG_STORE_READ));
    ++*found;
    const gg_status status = judge_store(all, store, folder);
    gg_store_close(store);
    return status;
}

static gg_status judge_below(gg_judged_list *all, const char *folder, int depth, size_t *found)
{
    struct dirent **entries = NULL;
    if (has_results(folder)) return judge_one(all, folder, found);
    const int count = depth ? scandir(folder, &entries, NULL, alphasort) : 0;
    gg_status status = GG_OK;
    for (int i = 0; i < count; i++) {
        char path[4096];
        struct stat about;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (status == GG_OK && entries[i]->d_name[0] != '.' && stat(path, &about) == 0 &&
            S_ISDIR(about.st_mode))
            status = judge_below(all, path, depth - 1, found);
        free(entries[i]);
    }
    free(entries);
    return status;
}

gg_status gg_judge_folders(gg_judged_list *out, const char *const folders[], size_t count)
{
    gg_judged_list all = {0};
    size_t found = 0;
    GG_TRY(open_list(&all));
    gg_status status = GG_OK;
    for (size_t i = 0; status == GG_OK && i < count; i++) {
        const size_t before = found;
        status = judge_below(&all, folders[i], 2, &found);
        if (status == GG_OK && found == before)
            status = gg_fail(GG_NOT_FOUND, "%s: no results.db in it or two folders deep",
                             folders[i]);
    }
    if (status == GG_OK)
        *out = all;
    else
        gg_judged_close(&all);
    return status;
}
