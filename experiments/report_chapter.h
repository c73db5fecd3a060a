/* experiments/report_chapter.h -- a folder of results on its way into the report. */
#ifndef GG_EXPERIMENTS_REPORT_CHAPTER_H
#define GG_EXPERIMENTS_REPORT_CHAPTER_H

#include <stdio.h>

#include "experiments/figure.h"
#include "experiments/judge.h"
#include "experiments/report_tests.h"
#include "experiments/summary.h"

/* All rows of a summary at once; the strings are owned. */
typedef struct gg_summary_list {
    gg_summary_row *row;
    size_t count, room;
} gg_summary_list;

/* What the head of the report is made of, over all folders. */
enum { GG_CLASSES = 3 };
extern const char *const gg_class_names[GG_CLASSES]; /* "smooth", "kinked", "discontinuous" */

typedef struct gg_score {    /* who came within 1e-8 of a known minimum, having tried */
    size_t problems, solved; /* a loss in one n; solved: by half of the runs of some method */
    size_t runs, hits;
} gg_score;

typedef struct gg_tally {
    size_t runs, failed, studies;
    double cpu;                    /* s */
    gg_score score[GG_CLASSES][2]; /* [0] without gradients, [1] with */
} gg_tally;

typedef struct gg_chapter {
    gg_results results;
    const char *folder;
    const char *price;
    char id[16];     /* "s1": no two chapters share it */
    char title[160]; /* the study's question, or what was run */
    char study[64];
    const gg_question *questions; /* that the study answers; NULL: its title is the question */
    bool races; /* its runs are compared with each other, not only judged by claims */
    gg_pictures pictures;
    gg_summary_list rows; /* of races */
} gg_chapter;

/* Opens the folder, draws its figures, reads its summary.
 * fails what gg_results_open, gg_figures_draw and gg_summary_read fail with */
gg_status gg_chapter_open(gg_chapter *out, const char *folder, const char *price,
                          size_t number);
void gg_chapter_close(gg_chapter *c);

/* Adds the chapter's runs. */
gg_status gg_chapter_count(gg_chapter *c, gg_tally *tally);

/* A column of a query as text, "" where it is NULL. */
struct sqlite3_stmt;
const char *gg_chapter_text(struct sqlite3_stmt *q, int column);

/* Steps through a query. -> GG_OK as long as rows come: *more says so */
gg_status gg_chapter_next(gg_chapter *c, struct sqlite3_stmt *q, bool *more);

/* The claims, each with what was found, and the claim board, drawn beside `folder`. */
gg_status gg_report_claims(const gg_judged_list *judged, const char *folder, FILE *contents,
                           FILE *to);
/* The class of a verdict's mark in report.css. */
const char *gg_verdict_class(gg_judgement verdict);
/* Questions with their answers; a claim's verdict leads to its line. */
gg_status gg_report_questions(gg_chapter *c, const gg_question questions[],
                              const gg_judged_list *judged, size_t *drawn, FILE *contents,
                              FILE *to);

/* Parts of the page; each takes what it needs from the chapter. */
gg_status gg_report_figures(gg_chapter *c, size_t *drawn, FILE *contents, FILE *to);
/* One picture with its words; `id` and its file name are its address on the page. */
gg_status gg_report_figure(const gg_picture *p, const char *folder, const char *id,
                           size_t number, FILE *to);
/* Its line in the contents. */
gg_status gg_report_entry(const gg_picture *p, const char *id, FILE *to);
gg_status gg_report_tables(gg_chapter *c, gg_report_tests *tests, FILE *contents, FILE *to);
gg_status gg_report_contest(gg_chapter *c, gg_report_tests *tests, FILE *to); /* within them */
gg_status gg_report_failures(gg_chapter *c, FILE *to);
gg_status gg_report_origin(gg_chapter *c, FILE *to);
void gg_report_head(const gg_tally *tally, const gg_judged_list *judged, FILE *to);
void gg_report_method(const char *price, FILE *to);

#endif
