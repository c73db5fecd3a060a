/* experiments/card.h -- what a figure says about itself in the head of its .gp file. */
#ifndef GG_EXPERIMENTS_CARD_H
#define GG_EXPERIMENTS_CARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Lines that begin with "#:", up to the first line that is no comment; "#:  " goes on.
 *   #: title  what the figure is, in a few words; without it the file is no figure
 *   #: study  studies it belongs to; without it: all
 *   #: each   SELECT: one picture a row; column `suffix` names it, others are :parameters
 *   #: head   SELECT headline, subline
 *   #: data NAME   SELECT: a file NAME.tsv
 *   #: split NAME  SELECT: a file NAME.<k>.tsv for each value k of the first column
 *   #: grid NAME   as split, a blank line whenever the second column changes; too long for the
 *                table beside the picture
 *   #: how    how to read it, one or two sentences */
typedef enum gg_query_kind {
    GG_QUERY_HEAD,
    GG_QUERY_DATA,
    GG_QUERY_SPLIT,
    GG_QUERY_GRID
} gg_query_kind;

typedef struct gg_query {
    gg_query_kind kind;
    char name[32];
    char *sql;
} gg_query;

enum { GG_CARD_QUERIES = 12 };

typedef struct gg_card {
    char name[64];                     /* of the file, without .gp */
    char *title, *study, *each, *how;  /* NULL: not said */
    gg_query queries[GG_CARD_QUERIES]; /* the head first */
    size_t count;
} gg_card;

/* Reads the card of plots/<name>.gp.
 * fails GG_NOT_FOUND, GG_IO, GG_NO_MEMORY; GG_BAD_INPUT with file and line */
gg_status gg_card_read(gg_card *out, const char *name);
void gg_card_close(gg_card *c);

/* The names of all figures, sorted; room for `room` of them. */
gg_status gg_card_list(char names[][64], size_t room, size_t *count);

/* Is `study` among the comma- or blank-separated words of card->study? */
bool gg_card_is_for(const gg_card *c, const char *study);

#endif
