/* tests/test_rows.c -- a run comes back as it was stored, or it is said that it does not. */
#include "base/random.h"
#include "tests/made_up_store.h"

static void test_a_run_comes_back_as_it_was(void)
{
    char folder[64];
    char deep[128];
    made_up_folder(folder);
    path_of(folder, "a/b", deep);
    gg_store *s = open_store(deep, GG_STORE_WRITE);
    gsl_test(has(s, 4), "a run that is not stored is not there");
    gsl_test(add(s, 4) != GG_OK, "a run is stored");
    gsl_test(!has(s, 4), "then it is there");
    gsl_test(has(s, 5), "and another is not");
    gsl_test(add(s, 4) == GG_OK, "the same run is not stored twice");
    gg_store_close(s);
    s = open_store(deep, GG_STORE_READ);
    gsl_test(count(s, "SELECT count(*) FROM run") != 1, "one run comes back");
    gsl_test(count(s, "SELECT count(*) FROM mark") != MARKS, "with all its marks");
    gsl_test(count(s, "SELECT count(*) FROM step") != STEPS, "and all its steps");
    gsl_test(ask(s, "SELECT f FROM run") != 1.0 / 7, "f has every bit");
    gsl_test(ask(s, "SELECT f FROM mark WHERE i = 2") != 2.0 / 3 + 1.0 / 7, "marks have, too");
    gsl_test(ask(s, "SELECT y FROM step WHERE i = 2") != 1.0 / 7 - 2, "steps have, too");
    gsl_test(ask(s, "SELECT value FROM run") != 104, "calls are counted");
    gsl_test(!isnan(ask(s, "SELECT price FROM run")), "NaN is NULL");
    gsl_test(!isnan(ask(s, "SELECT max_seconds FROM run")), "infinity is NULL");
    gsl_test(ask(s, "SELECT class = 'smooth' AND family = 'gradient-free' AND status = "
                    "'max-evals' AND method = 'random_search' AND study = 'test' AND seed = 5 "
                    "FROM run") != 1,
             "names are those of the catalogue");
    gsl_test(ask(s, "SELECT quantile(f, 0.5) FROM run") != 1.0 / 7, "the statistics are there");
    gsl_test(add(s, 6) == GG_OK, "a store that is read takes no run");
    gsl_test(ask(s, "DELETE FROM run RETURNING id") != -12345, "nor does its SQL");
    gg_store_close(s);
    made_up_folder_remove(deep);
    path_of(folder, "a", deep);
    rmdir(deep);
    made_up_folder_remove(folder);
}

/* The last run of an image, with a crowd. */
enum { CROWDED = 40, POINTS = 7 };

static void add_crowded(gg_store *s)
{
    char key[256];
    const gg_job job = made_up_job(CROWDED);
    gg_result r = made_up_result(CROWDED, MARKS, STEPS);
    key_of(CROWDED, key);
    made_up_crowd(&r, POINTS, 0);
    must(gg_store_add(s, "test", key, &job, &r));
    gg_result_close(&r);
}

static void test_a_crowd_comes_back_as_it_was(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    add_crowded(s);
    gg_store_close(s);
    s = open_store(folder, GG_STORE_READ);
    gsl_test(count(s, "SELECT count(*) FROM crowd JOIN run ON run.id = run") != POINTS,
             "all points of the crowd come back");
    gsl_test(ask(s, "SELECT x FROM crowd WHERE k = 5") != 1.0 / 43 + 5, "x has every bit");
    gsl_test(ask(s, "SELECT y FROM crowd WHERE k = 5") != 1.0 / 43 - 5, "y has, too");
    gsl_test(ask(s, "SELECT i FROM crowd WHERE k = 5") != 1, "and it is told when it was");
    gsl_test(!isnan(ask(s, "SELECT y FROM crowd WHERE k = 4")), "NaN is NULL");
    gg_store_close(s);
    made_up_folder_remove(folder);
}

static void test_a_run_without_numbers_is_stored(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gg_job job = made_up_job(0);
    gg_result r = made_up_result(0, 2, 1);
    job.seed = UINT64_MAX;
    job.max_evals = SIZE_MAX;
    r.why = GG_STOP_CRASHED;
    r.f = r.first = r.minimum = NAN;
    r.trace.marks[1].best = -INFINITY;
    r.path[0] = INFINITY;
    snprintf(r.reason, sizeof r.reason, "it's \"; DROP TABLE run; --");
    gsl_test(gg_store_add(s, "it's", "key '", &job, &r) != GG_OK, "a run of NaN is stored");
    gsl_test(ask(s, "SELECT f IS NULL AND first IS NULL AND status = 'crashed' AND reason = "
                    "'it''s \"; DROP TABLE run; --' AND study = 'it''s' FROM run") != 1,
             "its status and reason are, in every letter");
    gsl_test(!isnan(ask(s, "SELECT f FROM mark WHERE i = 1")), "minus infinity is NULL");
    gsl_test(gg_store_has(s, "key '") != true, "its key is found");
    gg_result_close(&r);
    gg_store_close(s);
    s = open_store(folder, GG_STORE_READ);
    gsl_test(count(s, "SELECT count(*) FROM run") != 1, "it passes the check of the file");
    gg_store_close(s);
    made_up_folder_remove(folder);
}

static void test_notes_are_overwritten(void)
{
    char folder[64];
    made_up_folder(folder);
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    gsl_test(gg_store_note(s, "machine", "one") != GG_OK, "a note is stored");
    gsl_test(gg_store_note(s, "machine", "two") != GG_OK, "a note is stored again");
    gsl_test(ask(s, "SELECT count(*) = 1 AND max(value) = 'two' FROM note") != 1,
             "the last one counts");
    gg_store_close(s);
    gg_store_close(NULL);
    made_up_folder_remove(folder);
}

/* Everything in the file, folded into one text; NULL if it cannot be read. */
static char *digest(const char *folder)
{
    gg_store *s = NULL;
    if (gg_store_open(&s, folder, GG_STORE_READ) != GG_OK) return NULL;
    static const char query[] =
        "SELECT (SELECT group_concat(t) FROM (SELECT key || study || loss || class || n || "
        "optimizer || method || title || family || seed || rep || dare || max_evals || status || "
        "reason || printf('%!.17g %!.17g %!.17g %!.17g %!.17g', f, first, wall, cpu, wall_loss) "
        "|| value || gradient || samples AS t FROM run ORDER BY key)) || "
        "(SELECT group_concat(t) FROM (SELECT i || value || gradient || samples || "
        "printf('%!.17g %!.17g %!.17g', wall, cpu, f) AS t FROM mark ORDER BY run, i)) || "
        "(SELECT group_concat(t) FROM (SELECT i || spent || printf('%!.17g %!.17g', x, y) AS t "
        "FROM step ORDER BY run, i)) || (SELECT group_concat(t) FROM (SELECT k || i || "
        "printf('%!.17g %!.17g', x, y) AS t FROM crowd ORDER BY run, k)) || "
        "(SELECT group_concat(key || value) FROM note)";
    sqlite3_stmt *q = NULL;
    char *copy = NULL;
    if (sqlite3_prepare_v2(gg_store_sql(s), query, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
        copy = made_up_text((const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    gg_store_close(s);
    return copy;
}

typedef struct image {
    unsigned char *bytes;
    size_t size;
    char *whole; /* digest */
} image;

static image make_image(const char *folder)
{
    char path[128];
    image m = {NULL, 0, NULL};
    gg_store *s = open_store(folder, GG_STORE_WRITE);
    for (size_t i = 0; i < CROWDED; i++) must(add(s, i));
    add_crowded(s);
    must(gg_store_note(s, "machine", "one with two cores"));
    gg_store_close(s);
    m.whole = digest(folder);
    path_of(folder, "results.db", path);
    FILE *file = fopen(path, "rb");
    if (!file || !m.whole) exit(EXIT_FAILURE);
    fseek(file, 0, SEEK_END);
    m.size = (size_t)ftell(file);
    rewind(file);
    m.bytes = made_up_rows(m.size, 1);
    if (fread(m.bytes, 1, m.size, file) != m.size) exit(EXIT_FAILURE);
    fclose(file);
    return m;
}

/* -> 0 refused, 1 read as it was, 2 read as something else */
static int judge(const char *folder, const image *m, size_t size)
{
    write_file(folder, "results.db", m->bytes, size);
    char *got = digest(folder);
    const int verdict = !got ? 0 : strcmp(got, m->whole) == 0 ? 1 : 2;
    free(got);
    return verdict;
}

static void test_damage_is_told_or_harmless(void)
{
    enum { FLIPS = 400, CUTS = 60 };
    char folder[64];
    size_t verdicts[3] = {0};
    made_up_folder(folder);
    image m = make_image(folder);
    gsl_test(judge(folder, &m, m.size) != 1, "an undamaged copy reads as it was");
    for (size_t i = 0; i < CUTS; i++) verdicts[judge(folder, &m, i * m.size / CUTS)]++;
    gsl_test(verdicts[0] != CUTS, "each of %d truncated files is refused (%zu)", CUTS,
             verdicts[0]);
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    gg_random_open(rng, 3, GG_NOISE, 0);
    memset(verdicts, 0, sizeof verdicts);
    for (size_t i = 0; i < FLIPS; i++) {
        /* Half of them anywhere, half among the headers of pages. */
        const size_t page = 4096 * gsl_rng_uniform_int(rng, m.size / 4096);
        const size_t at = i % 2 ? gsl_rng_uniform_int(rng, m.size)
                                : page + gsl_rng_uniform_int(rng, 120);
        const unsigned char bit = (unsigned char)(1U << gsl_rng_uniform_int(rng, 8));
        m.bytes[at] ^= bit;
        verdicts[judge(folder, &m, m.size)]++;
        m.bytes[at] ^= bit;
    }
    gsl_test(verdicts[2] != 0, "none of %d flipped bits changes a number in silence (%zu)",
             FLIPS, verdicts[2]);
    gsl_test(verdicts[0] < FLIPS / 4, "flipped bits are noticed (%zu of %d; %zu are harmless)",
             verdicts[0], FLIPS, verdicts[1]);
    gsl_rng_free(rng);
    free(m.bytes);
    free(m.whole);
    made_up_folder_remove(folder);
}

static void test_a_changed_number_is_told(void)
{
    static const char *const changes[] = {
        "UPDATE run SET f = f * 1.0000000000000002 WHERE id = 7",
        "UPDATE mark SET f = f + 1e-9 WHERE run = 7 AND i = 3",
        "DELETE FROM mark WHERE run = 7 AND i = 3",
        "UPDATE step SET x = 0 WHERE run = 7 AND i = 1",
        "UPDATE crowd SET y = y + 1e-9 WHERE k = 3",
        "UPDATE crowd SET i = 2 WHERE k = 3",
        "DELETE FROM crowd WHERE k = 6",
        "UPDATE note SET value = 'one with ten cores'",
    };
    char folder[64];
    made_up_folder(folder);
    image m = make_image(folder);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        write_file(folder, "results.db", m.bytes, m.size);
        change(folder, changes[i]);
        expect_refusal(folder, GG_BAD_INPUT, "is not what was stored");
    }
    free(m.bytes);
    free(m.whole);
    made_up_folder_remove(folder);
}

int main(void)
{
    test_a_run_comes_back_as_it_was();
    test_a_crowd_comes_back_as_it_was();
    test_a_run_without_numbers_is_stored();
    test_notes_are_overwritten();
    test_damage_is_told_or_harmless();
    test_a_changed_number_is_told();
    return gsl_test_summary();
}
