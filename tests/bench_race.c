/* tests/bench_race.c -- how many calls optimizers take to a target, side by side. */
#include <math.h>
#include <string.h>

#include "tests/bench_race_speed.h"
#include "tests/race.h"

/* --- the table: every method of ours beside its peers -------------------------------------- */

typedef struct figures {
    double ratio[CASES];
    size_t count;  /* cases that have one */
    bool required; /* all that must be solved is */
    bool built;
} figures;

static size_t contestants(const char *const spec[])
{
    size_t count = 0;
    while (count < CONTESTANTS && spec[count]) count++;
    return count;
}

static bool is_built(const char *spec)
{
    gg_method m;
    if (gg_method_open(&m, spec) != GG_OK) return false;
    gg_method_close(&m);
    return true;
}

/* The last word of a specification, which tells it from the others of its row. */
static const char *last_word(const char *spec)
{
    const char *sign = strrchr(spec, '=');
    return sign ? sign + 1 : spec;
}

/* The entries of one case: ours, and the peers. -> how many */
static size_t enter(const race_row *row, const race_case *c, uint64_t seed, race_entry out[])
{
    const size_t ours = contestants(row->ours);
    const size_t count = ours + contestants(row->peers);
    for (size_t k = 0; k < count; k++) {
        const char *spec = k < ours ? row->ours[k] : row->peers[k - ours];
        out[k] = (race_entry){c, spec, row->target, seed, .absent = !is_built(spec)};
    }
    return count;
}

static void print_entry(const race_entry *e)
{
    const size_t hits = race_hits(e);
    const uint32_t reps = race_reps(e->on);
    if (e->absent)
        printf(" %15s", is_built(e->optimizer) ? "absent" : "not built");
    else if (hits == reps || hits == 0)
        printf(" %15.4g", race_expected(e));
    else
        printf(" %10.4g %2zu/%d", race_expected(e), hits, (int)reps);
}

static double least(const race_entry entries[], size_t count)
{
    double best = INFINITY;
    for (size_t k = 0; k < count; k++)
        if (!entries[k].absent) best = fmin(best, race_expected(entries + k));
    return best;
}

/* One case: its line, and what it adds to the row's figures. */
static void judge_case(const race_row *row, const race_case *c, const race_entry entries[],
                       figures *f)
{
    const size_t ours = contestants(row->ours);
    const size_t peers = contestants(row->peers);
    printf("%-34.34s %4zu", c->loss, c->n);
    for (size_t k = 0; k < ours + peers; k++) print_entry(entries + k);
    if (*row->quoted_from) printf(" %9.6g", c->quoted > 0 ? c->quoted : NAN);
    const double mine = least(entries, row->best_of ? ours : 1);
    double theirs = least(entries + ours, peers);
    if (c->quoted > 0) theirs = fmin(theirs, c->quoted);
    size_t hits = 0;
    for (size_t k = 0; k < (row->best_of ? ours : 1); k++)
        hits = race_hits(entries + k) > hits ? race_hits(entries + k) : hits;
    const bool enough = (double)hits >= c->must * race_reps(c);
    f->required = f->required && enough;
    if (isfinite(theirs)) {
        f->ratio[f->count++] = mine / theirs;
        printf("  %8.3g", mine / theirs);
    } else {
        printf("  %8s", "-");
    }
    if (c->must > 0)
        printf("  to be solved in %g %%: %s", 100 * c->must, enough ? "yes" : "no");
    putchar('\n');
}

static void print_head(const race_row *row)
{
    printf("\n%s to %g: ratio to the better peer at most %g in the median", row->name,
           row->target, row->median);
    if (row->worst <= 1e6) printf(", %g at worst", row->worst);
    if (row->worst > 1e6 && isfinite(row->worst)) printf(", no failure that a peer has not");
    if (*row->quoted_from) printf("; quoted: %s", row->quoted_from);
    printf("\n%-34s %4s", "loss", "n");
    for (size_t k = 0; k < contestants(row->ours); k++)
        printf(" %15.15s", last_word(row->ours[k]));
    for (size_t k = 0; k < contestants(row->peers); k++)
        printf(" %15.15s", last_word(row->peers[k]));
    printf("%s  %8s\n", *row->quoted_from ? "    quoted" : "", "ratio");
}

static void judge_row(const race_row *row, figures *f)
{
    if (!f->built) {
        printf("%s: not built\n", row->name);
        return;
    }
    double worst = 0;
    for (size_t k = 0; k < f->count; k++) worst = fmax(worst, f->ratio[k]);
    const double median = gg_quantile(f->ratio, f->count, 0.5);
    const bool met = median <= row->median && (worst <= row->worst || row->worst == INFINITY) &&
                     f->required;
    printf("%s: median %.3g, worst %.3g%s: %s\n", row->name, median, worst,
           f->required ? "" : ", not all solved that must be", met ? "met" : "missed");
}

static void run_row(const race_row *row, uint64_t seed)
{
    static race_entry entries[CASES * 2 * CONTESTANTS];
    figures f = {.required = true};
    size_t count = 0;
    size_t each = 0;
    size_t cases = 0;
    for (; cases < CASES && row->cases[cases].loss; cases++)
        count += each = enter(row, row->cases + cases, seed, entries + count);
    for (size_t k = 0; k < contestants(row->ours); k++)
        f.built = f.built || is_built(row->ours[k]);
    const double before = gg_seconds();
    print_head(row);
    race_all(entries, count);
    for (size_t i = 0; i < cases; i++) judge_case(row, row->cases + i, entries + i * each, &f);
    judge_row(row, &f);
    printf("(%.0f s)\n", gg_seconds() - before);
    fflush(stdout);
}

/* The rows that are named; all of them if none is. */
static int table(uint64_t seed, int count, char *const names[])
{
    bool found = count == 0;
    for (size_t i = 0; i < RACE_ROWS; i++) {
        bool wanted = count == 0;
        for (int k = 0; k < count; k++)
            wanted = wanted || strcmp(names[k], race_rows[i].name) == 0;
        if (wanted) run_row(race_rows + i, seed);
        found = found || wanted;
    }
    if (!found) puts("no such row");
    return found ? 0 : 2;
}

/* --- one case, any methods ------------------------------------------------------------------ */

static int usage(void)
{
    puts("bench_race [seed=K] [table [ROW...]]\n"
         "Every method beside its peers, and the bars. Minutes.\n\n"
         "bench_race speed [OPTIMIZER]\n"
         "Time inside the optimizers beside the peers'.\n\n"
         "bench_race [uniform] [seed=K] LOSS N TARGET MAX_EVALS OPTIMIZER...\n"
         "Expected calls to the target over 15 repetitions, starts the loss's own, or uniform\n"
         "in [-5, 5]^n. A fused value and gradient is one call.\n"
         "  bench_race rosenbrock 10 1e-6 100000 gradient_descent nelder_mead");
    return 2;
}

static int one_case(bool uniform, uint64_t seed, int count, char *const words[])
{
    if (count < 5) return usage();
    const race_case c = {.loss = words[0],
                         .n = strtoul(words[1], NULL, 10),
                         .max_evals = (size_t)strtod(words[3], NULL),
                         .uniform = uniform};
    if (c.n > DIMENSION_MOST) return usage();
    for (int i = 4; i < count; i++) {
        race_entry e = {&c, words[i], strtod(words[2], NULL), seed};
        race_all(&e, 1);
        if (e.absent) {
            printf("%-40s absent\n", words[i]);
            continue;
        }
        printf("%-40s %12.6g  %2zu/%d  %8.3g us\n", words[i], race_expected(&e), race_hits(&e),
               (int)race_reps(&c), gg_quantile(e.work, race_reps(&c), 0.5));
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    uint64_t seed = 1;
    bool uniform = false;
    int at = 1;
    for (; at < argc; at++) {
        if (strcmp(argv[at], "uniform") == 0)
            uniform = true;
        else if (strncmp(argv[at], "seed=", 5) == 0)
            seed = strtoull(argv[at] + 5, NULL, 10);
        else
            break;
    }
    if (at == argc) return table(seed, 0, NULL);
    if (strcmp(argv[at], "table") == 0) return table(seed, argc - at - 1, argv + at + 1);
    if (strcmp(argv[at], "speed") == 0) return speed(at + 1 < argc ? argv[at + 1] : "");
    return one_case(uniform, seed, argc - at, argv + at);
}
