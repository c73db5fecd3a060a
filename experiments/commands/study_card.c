/* experiments/commands/study_card.c -- what there is to say of a study, and of a claim. */
#include "experiments/commands/study_card.h"

#include "experiments/card.h"

enum { FIGURES_MOST = 128 };

static void put(json_t *card, const char *word, const char *text)
{
    if (text && *text) json_object_set_new(card, word, json_string(text));
}

/* Those whose cards name the study; none where the figures are not at hand. */
static void put_figures(json_t *card, const char *study)
{
    char names[FIGURES_MOST][64];
    size_t count = 0;
    json_t *list = json_array();
    if (gg_card_list(names, FIGURES_MOST, &count) != GG_OK) count = 0;
    for (size_t i = 0; i < count; i++) {
        gg_card figure;
        if (gg_card_read(&figure, names[i]) != GG_OK) continue;
        if (figure.study && gg_card_is_for(&figure, study))
            json_array_append_new(list, json_string(names[i]));
        gg_card_close(&figure);
    }
    json_object_set_new(card, "figures", list);
}

static void put_claims(json_t *card, const gg_study *study)
{
    json_t *list = json_array();
    for (size_t i = 0; gg_claims[i]; i++)
        if (gg_claim_is_in(gg_claims[i], study->name))
            json_array_append_new(list, json_string(gg_claims[i]->name));
    json_object_set_new(card, "claims", list);
}

/* "slope of ...: 0.95 ... 1.05" */
static void put_bands(json_t *card, const gg_band *bands)
{
    json_t *list = json_array();
    for (const gg_band *b = bands; b && b->what; b++) {
        char words[96];
        gg_band_words(b, words, sizeof words);
        json_array_append_new(list, json_sprintf("%s: %s", b->what, words));
    }
    json_object_set_new(card, "foretold", list);
}

void gg_claim_card(const gg_claim *claim, json_t *card)
{
    put(card, "name", claim->name);
    put(card, "kind", claim->number ? "claim" : "control");
    if (claim->number) json_object_set_new(card, "number", json_integer(claim->number));
    put(card, "study", claim->study);
    put(card, "sentence", claim->sentence);
    put(card, "design", claim->design);
    put(card, "estimator", claim->estimator);
    put_bands(card, claim->bands);
    put(card, "limits", claim->limits);
    put(card, "source", claim->source);
    put(card, "judged_in", claim->exact ? "quick, standard, full" : "standard, full");
}

void gg_study_card(const gg_study *study, json_t *card)
{
    put(card, "name", study->name);
    put(card, "kind", "study");
    put(card, "title", study->title);
    put(card, "question", study->question);
    put_figures(card, study->name);
    put_claims(card, study);
}
