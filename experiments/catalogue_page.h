/* experiments/catalogue_page.h -- the whole catalogue as text to read: cards, or names alone. */
#ifndef GG_EXPERIMENTS_CATALOGUE_PAGE_H
#define GG_EXPERIMENTS_CATALOGUE_PAGE_H

#include <stdbool.h>
#include <stdio.h>

/* Every loss, wrapper, pointwise loss and data set as a card in Markdown, by kind and class.
 * losses/CATALOGUE.md is this. */
void gg_catalogue_cards(FILE *to);

/* A line of Markdown table for each kind and class: how many, and their names. */
void gg_catalogue_names(FILE *to);

#endif
