/* experiments/audit.c -- looks for runs whose rows contradict each other. */
#include "experiments/audit.h"

#include <math.h>
#include <stdio.h>

typedef struct rule {
    const char *broken; /* in words */
    const char *sql;    /* ids of the races that break it */
} rule;

/* Rounding of f in a run that knows its minimum: a gap may be a little below zero. */
static const rule rules[] = {
    {"spent more calls than its budget", "SELECT id FROM race WHERE calls > max_evals"},
    {"has a curve that goes back in calls or up in f",
     "SELECT run FROM (SELECT run, calls < lag(calls) OVER w OR f >= lag(f) OVER w AS back"
     " FROM marks WINDOW w AS (PARTITION BY cell, at, run ORDER BY i)) WHERE back"},
    {"has a curve that does not end at its best f",
     "SELECT r.id FROM race r WHERE r.f IS NOT NULL AND r.f <> (SELECT m.f FROM main.mark m"
     " WHERE m.run = r.id ORDER BY m.i DESC LIMIT 1)"},
    {"has a curve that goes on behind its last call",
     "SELECT id FROM race WHERE calls < (SELECT max(m.calls) FROM marks m WHERE m.run = id)"},
    {"stopped at a target that it did not meet",
     "SELECT id FROM race WHERE status = 'target' AND NOT coalesce(gap <= target, 0)"},
    {"is below the minimum",
     "SELECT id FROM race WHERE gap < -1e-9 * (1 + abs(minimum) + abs(first_gap))"},
};

gg_status gg_audit(gg_evidence *e, size_t *runs, size_t *wrong, char first[], size_t room)
{
    double count = 0;
    char sql[1024];
    GG_TRY(gg_evidence_number(e, &count, "SELECT count(DISTINCT id) FROM race", 0));
    *runs = (size_t)count;
    *wrong = 0;
    *first = '\0';
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        gg_table broken;
        snprintf(sql, sizeof sql, "SELECT DISTINCT id FROM (%s)", rules[i].sql);
        if (i == 1) snprintf(sql, sizeof sql, "SELECT DISTINCT run FROM (%s)", rules[i].sql);
        GG_TRY(gg_evidence_ask(e, &broken, sql, 0));
        if (broken.rows && !*wrong)
            snprintf(first, room, "run %.0f %s", broken.of[0], rules[i].broken);
        *wrong += broken.rows;
        gg_table_close(&broken);
    }
    if (*wrong > *runs) *wrong = *runs;
    return GG_OK;
}
