/* experiments/commands/study_card.h -- what there is to say of a study, and of a claim. */
#ifndef GG_EXPERIMENTS_COMMANDS_STUDY_CARD_H
#define GG_EXPERIMENTS_COMMANDS_STUDY_CARD_H

#include <jansson.h>

#include "experiments/claim.h"

/* Add members to a card: texts and lists of texts. */
void gg_study_card(const gg_study *study, json_t *card);
void gg_claim_card(const gg_claim *claim, json_t *card);

#endif
