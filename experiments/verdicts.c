/* experiments/verdicts.c -- prints what was found beside what was foretold. */
#include "experiments/verdicts.h"

#include <string.h>

#include "experiments/json.h"

size_t gg_verdicts_count(const gg_judged_list *j, gg_judgement verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < j->count; i++)
        count += j->list[i].claim->number > 0 && j->list[i].verdict == verdict;
    return count;
}

static void write_interval(const gg_interval *is, char out[], size_t room)
{
    if (is->low == is->value && is->value == is->high)
        snprintf(out, room, "%.6g", is->value);
    else
        snprintf(out, room, "%.4g [%.4g, %.4g]", is->value, is->low, is->high);
}

static void print_finding(const gg_finding *f, FILE *to)
{
    char is[96];
    char band[96];
    write_interval(&f->is, is, sizeof is);
    gg_band_words(f->band, band, sizeof band);
    fprintf(to, "%-30s  %-18s  %s%s%s", is, band, f->band->what, *f->at ? ", " : "", f->at);
}

static void print_claim(const gg_judged *j, bool all, FILE *to)
{
    const gg_claim *c = j->claim;
    char number[16] = "";
    if (c->number) snprintf(number, sizeof number, "%d", c->number);
    fprintf(to, "%2s %-28s %-15s ", number, c->name, gg_judgement_name(j->verdict));
    if (j->findings.count && !all) print_finding(&j->findings.list[j->decisive], to);
    if (*j->why) fprintf(to, "%s%s", j->findings.count && !all ? "; " : "", j->why);
    fputc('\n', to);
    for (size_t i = 0; all && i < j->findings.count; i++) {
        const gg_finding *f = &j->findings.list[i];
        fprintf(to, "   %-28s %-15s ", "", gg_judgement_name(f->verdict));
        print_finding(f, to);
        fputc('\n', to);
    }
}

void gg_verdicts_print(const gg_judged_list *j, bool all, FILE *to)
{
    size_t claims = 0;
    size_t shown = 0;
    for (size_t i = 0; i < j->count; i++) claims += j->list[i].claim->number > 0;
    fprintf(to, "%2s %-28s %-15s %-30s  %-18s  %s\n", "#", "claim", "verdict",
            "measured, 95 % interval", "foretold", "what");
    for (size_t i = 0; i < j->count; i++)
        if (j->list[i].verdict != GG_NOT_RUN) {
            print_claim(&j->list[i], all, to);
            shown += j->list[i].claim->number > 0;
        }
    fprintf(to, "%zu PASS, %zu FAIL, %zu NOT ENOUGH DATA, %zu NOT RUN, of %zu claims\n",
            gg_verdicts_count(j, GG_PASS), gg_verdicts_count(j, GG_FAIL),
            gg_verdicts_count(j, GG_NOT_ENOUGH_DATA), claims - shown, claims);
}

/* --- JSON --------------------------------------------------------------------------------------- */

/* The band: in words, and its two ends. */
static void put_band(json_t *object, const gg_band *band)
{
    char words[96];
    gg_band_words(band, words, sizeof words);
    json_object_set_new(object, "bound", json_string(words));
    json_object_set_new(object, "from", gg_json_number(band->from));
    json_object_set_new(object, "to", gg_json_number(band->to));
}

static void put_interval(json_t *object, const gg_finding *f)
{
    json_object_set_new(object, "value", f ? gg_json_number(f->is.value) : json_null());
    json_object_set_new(object, "low", f ? gg_json_number(f->is.low) : json_null());
    json_object_set_new(object, "high", f ? gg_json_number(f->is.high) : json_null());
}

static json_t *finding_json(const gg_finding *f)
{
    json_t *finding = json_pack("{ss ss ss si}", "what", f->band->what, "at", f->at, "verdict",
                                gg_judgement_name(f->verdict), "runs", (int)f->runs);
    put_interval(finding, f);
    put_band(finding, f->band);
    return finding;
}

/* Which rows it rests on. */
static void put_rows(json_t *claim, const gg_judged *j)
{
    const bool run = j->there > 0;
    json_object_set_new(claim, "preset", json_string(run ? gg_preset_name(j->preset) : ""));
    json_object_set_new(claim, "seed", run ? json_integer((json_int_t)j->seed) : json_null());
    json_object_set_new(claim, "rows", json_integer((json_int_t)j->there));
    json_object_set_new(claim, "missing", json_integer((json_int_t)(j->wanted - j->there)));
    json_object_set_new(claim, "why", json_string(j->why));
}

static json_t *claim_json(const gg_judged *j)
{
    const gg_claim *c = j->claim;
    const gg_finding *f = j->findings.count ? &j->findings.list[j->decisive] : NULL;
    const gg_band *band = f ? f->band : c->bands;
    json_t *claim = json_pack("{ss si ss ss ss ss ss ss}", "claim", c->name, "number",
                              c->number, "study", c->study, "sentence", c->sentence, "verdict",
                              gg_judgement_name(j->verdict), "what", band->what, "at",
                              f ? f->at : "", "source", c->source);
    put_interval(claim, f);
    put_band(claim, band);
    put_rows(claim, j);
    json_t *findings = json_array();
    for (size_t i = 0; f && i < j->findings.count; i++)
        json_array_append_new(findings, finding_json(&j->findings.list[i]));
    json_object_set_new(claim, "findings", findings);
    return claim;
}

json_t *gg_verdicts_json(const gg_judged_list *j, bool controls)
{
    json_t *list = json_array();
    for (size_t i = 0; i < j->count; i++)
        if (controls || j->list[i].claim->number > 0)
            json_array_append_new(list, claim_json(&j->list[i]));
    return list;
}
