/* tests/test_message.c -- a result that is sent arrives as it was, or not at all. */
#include <gsl/gsl_test.h>

#include "experiments/message.h"
#include "tests/made_up.h"

static bool same_bits(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

static bool same_texts(const gg_result *a, const gg_result *b)
{
    return strcmp(a->loss, b->loss) == 0 && strcmp(a->optimizer, b->optimizer) == 0 &&
           strcmp(a->reason, b->reason) == 0;
}

static bool same_numbers(const gg_result *a, const gg_result *b)
{
    return a->why == b->why && a->n == b->n && a->smoothness == b->smoothness &&
           same_bits(&a->f, &b->f, sizeof a->f) &&
           same_bits(&a->first, &b->first, sizeof a->f) &&
           same_bits(&a->minimum, &b->minimum, sizeof a->f) &&
           same_bits(&a->price, &b->price, sizeof a->f) &&
           same_bits(&a->used, &b->used, sizeof a->used) &&
           same_bits(&a->times, &b->times, sizeof a->times) &&
           same_bits(a->x, b->x, a->n * sizeof *a->x);
}

static bool same_rows(const gg_result *a, const gg_result *b)
{
    return a->trace.count == b->trace.count && a->steps == b->steps &&
           same_bits(a->trace.marks, b->trace.marks, a->trace.count * sizeof *a->trace.marks) &&
           same_bits(a->path, b->path, a->steps * a->n * sizeof *a->path) &&
           same_bits(a->path_at, b->path_at, a->steps * sizeof *a->path_at);
}

static bool same_crowds(const gg_result *a, const gg_result *b)
{
    return a->crowd_rows == b->crowd_rows && a->numbers.count == b->numbers.count &&
           same_bits(a->crowd, b->crowd, 3 * a->crowd_rows * sizeof *a->crowd) &&
           same_bits(a->numbers.list, b->numbers.list,
                     a->numbers.count * sizeof *a->numbers.list);
}

static void test_what_arrives_is_what_was_sent(void)
{
    gg_result sent = made_up_result(5, 61, 17);
    made_up_crowd(&sent, 11, 23);
    gg_result got = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    sent.minimum = NAN;
    sent.first = INFINITY;
    sent.x[1] = -0.0;
    snprintf(sent.reason, sizeof sent.reason, "because of 'quotes' and \"more\"");
    gsl_test(gg_result_save(&sent, &bytes, &size) != GG_OK, "a result becomes bytes");
    gsl_test(gg_result_expect(bytes, size) != size, "its first bytes tell how many there are");
    gsl_test(gg_result_expect(bytes, 10) != 0, "ten bytes do not tell yet");
    gsl_test(gg_result_load(&got, bytes, size) != GG_OK, "the bytes become a result");
    gsl_test(!same_texts(&sent, &got), "texts arrive as they were");
    gsl_test(!same_numbers(&sent, &got), "numbers arrive with every bit, NaN and -0 too");
    gsl_test(!same_rows(&sent, &got), "marks and path arrive with every bit");
    gsl_test(!same_crowds(&sent, &got), "the crowd and a trial's numbers do, too");
    gsl_test(got.numbers.room < got.numbers.count || got.numbers.lost,
             "and numbers can be noted after them");
    gg_result_close(&got);
    gg_result_close(&sent);
    free(bytes);
}

static void test_absent_parts_stay_absent(void)
{
    gg_result sent = made_up_result(0, 0, 0);
    gg_result got = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    free(sent.path);
    free(sent.path_at);
    sent.path = NULL;
    sent.path_at = NULL;
    gsl_test(gg_result_save(&sent, &bytes, &size) != GG_OK,
             "a result without a path becomes bytes");
    gsl_test(gg_result_load(&got, bytes, size) != GG_OK, "the bytes become a result");
    gsl_test(got.path || got.path_at || got.steps || got.trace.count,
             "no path and no mark come out of it");
    gsl_test(got.crowd || got.crowd_rows || got.numbers.count, "no crowd and no number do");
    gg_result_close(&got);
    gg_result_close(&sent);
    free(bytes);
}

static void test_damage_is_always_noticed(void)
{
    gg_result sent = made_up_result(1, 3, 2);
    made_up_crowd(&sent, 2, 2);
    unsigned char *bytes = NULL;
    size_t size = 0;
    size_t short_ones = 0;
    size_t flipped = 0;
    gg_result_save(&sent, &bytes, &size);
    for (size_t cut = 0; cut < size; cut++) {
        gg_result got = {0};
        short_ones += gg_result_load(&got, bytes, cut) == GG_BAD_INPUT;
    }
    gsl_test(short_ones != size, "each of %zu beginnings is refused", size);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        gg_result got = {0};
        bytes[bit / 8] ^= (unsigned char)(1U << bit % 8);
        flipped += gg_result_load(&got, bytes, size) == GG_BAD_INPUT;
        bytes[bit / 8] ^= (unsigned char)(1U << bit % 8);
    }
    gsl_test(flipped != 8 * size, "each of %zu flipped bits is noticed", 8 * size);
    gg_result_close(&sent);
    free(bytes);
}

static void test_other_text_is_no_message(void)
{
    static const unsigned char text[] = "f = 3.14159 after 100 calls, says printf to a pipe";
    gsl_test(gg_result_expect(text, 1) != SIZE_MAX, "one wrong byte is enough to tell");
    gsl_test(gg_result_expect(text, sizeof text) != SIZE_MAX, "a line of text is no message");
}

static void test_a_blank_result_has_no_value_and_no_calls(void)
{
    const gg_job job = made_up_job(0);
    gg_result r = {0};
    gsl_test(gg_result_blank(&r, &job, GG_STOP_CRASHED, "signal 11") != GG_OK,
             "a blank result is made");
    gsl_test(!isnan(r.f) || !isnan(r.x[1]), "its value and its point are NaN");
    gsl_test(r.used.value + r.used.gradient != 0, "it has no calls");
    gsl_test(strcmp(r.reason, "signal 11") != 0 || strcmp(r.loss, "sphere") != 0,
             "it has the reason and the job's names");
    gsl_test(r.smoothness != GG_ANALYTIC, "its smoothness is the catalogue's");
    gg_result_close(&r);
}

int main(void)
{
    test_what_arrives_is_what_was_sent();
    test_absent_parts_stay_absent();
    test_damage_is_always_noticed();
    test_other_text_is_no_message();
    test_a_blank_result_has_no_value_and_no_calls();
    return gsl_test_summary();
}
