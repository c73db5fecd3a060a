/* experiments/evidence.h -- the stored rows that a claim may be judged from. */
#ifndef GG_EXPERIMENTS_EVIDENCE_H
#define GG_EXPERIMENTS_EVIDENCE_H

#include "experiments/claim.h"

/* The rows of one claim, preset and seed: exactly those that its design asks for, as TEMP tables:
 *
 *   race(cell, at, id, loss, n, optimizer, rep, status, calls, value, gradient, prox, f, first,
 *        minimum, gap, first_gap, max_evals, target, cpu_optimizer, cpu_loss)
 *             one row a run; cell and at are the grid's .name and .at;
 *             calls = value + gradient + hessian_vector + prox
 *   marks(cell, at, run, n, rep, i, calls, value, gradient, f, gap, first_gap)
 *             its convergence curve; run = race.id
 *   measured(trial, point, rep, i, name, at, value)
 *             the numbers that its trials noted, in order; value NULL: not a finite number
 *
 * SQL has quantile(x, p), expected_time(cost, hit), pow10(x) and SQLite's own functions. */
typedef struct gg_evidence {
    struct sqlite3 *db;
    const gg_claim *claim;
    size_t wanted, there; /* rows that the design asks for; those that are stored and sound */
} gg_evidence;

/* Work out, as TEMP tables designed(run, claim, cell, at) and measured, which rows belong to the
 * claims of a study. fails GG_BAD_INPUT, GG_IO, GG_NO_MEMORY */
gg_status gg_evidence_design(struct sqlite3 *db, const char *study, gg_preset preset,
                             uint64_t seed);

/* After that: one claim's rows. A second call replaces the views of the first. */
gg_status gg_evidence_open(gg_evidence *out, struct sqlite3 *db, const gg_claim *claim);
/* `measured` is of all claims again. */
void gg_evidence_close(struct sqlite3 *db);

typedef struct gg_table {
    size_t rows, columns;
    double *of; /* [rows][columns], NULL as NaN */
} gg_table;

/* A query with numbers for its parameters ?1 ... (double each; `count` of them).
 * fails GG_BAD_INPUT (SQLite's words), GG_NO_MEMORY */
gg_status gg_evidence_ask(gg_evidence *e, gg_table *out, const char *sql, size_t count, ...);
void gg_table_close(gg_table *t);

/* A query's first number; NaN if there is no row. */
gg_status gg_evidence_number(gg_evidence *e, double *out, const char *sql, size_t count, ...);

/* One column of a query, as its own array; the caller frees *out (never NULL if GG_OK). */
gg_status gg_evidence_column(gg_evidence *e, double **out, size_t *rows, const char *sql,
                             size_t count, ...);

/* What a cell's runs spent until their gap was first <= `level` (times the first gap if
 * `relative`), ordered by at, n, rep: columns at, n, rep, cost, hit. A run that missed has
 * all that it spent as cost, and hit 0. Cost is value + price gradients + prox; a price of 0
 * counts gradients alone, as iterations of a method with one gradient an iteration. */
gg_status gg_evidence_times(gg_evidence *e, gg_table *out, const char *cell, double level,
                            bool relative, double price);

/* Slope of log median cost over log `column` (0: at, 1: n) of gg_evidence_times' table, with
 * its bootstrap interval over runs; a run that missed counts as infinite. */
gg_interval gg_times_slope(const gg_table *times, size_t column);

#endif
