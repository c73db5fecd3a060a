/* losses/learning/answers.h -- which rows of a table a model uses, and their answers as numbers. */
#ifndef GG_LOSSES_LEARNING_ANSWERS_H
#define GG_LOSSES_LEARNING_ANSWERS_H

#include "losses/learning/design.h"

/* The index of the column of answers; table->columns if there is no such column. */
size_t gg_answers_target(const gg_data *table, const gg_design_wish *wish);

/* Sets d->positive, d->against, d->classes, and d->y[table->rows]: NaN for a row that is left
 * out. fails as gg_design_fill does, of answers */
gg_status gg_answers_read(gg_design *d, const gg_data *table, const gg_design_wish *wish);

#endif
