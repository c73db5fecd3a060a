/* tests/test_status.c -- messages, and the way a failure takes. */
#include <gsl/gsl_test.h>
#include <pthread.h>
#include <string.h>

#include "base/status.h"

static int reached;

static gg_status try_one(gg_status status)
{
    GG_TRY(status);
    reached++;
    return GG_OK;
}

static void test_a_failure_leaves_the_function_at_once(void)
{
    reached = 0;
    gsl_test(try_one(GG_IO) != GG_IO || reached != 0, "GG_TRY returns a failure");
    gsl_test(try_one(GG_OK) != GG_OK || reached != 1, "GG_TRY goes on after a success");
}

static void test_a_message_is_kept(void)
{
    gsl_test(gg_message()[0] != '\0', "there is no message before the first failure");
    const gg_status status = gg_fail(GG_BAD_INPUT, "n=%d not in [%d, %d]", 0, 1, 9);
    gsl_test(status != GG_BAD_INPUT, "gg_fail returns its code");
    gsl_test(strcmp(gg_message(), "n=0 not in [1, 9]") != 0, "the message is as formatted");
}

static void test_a_message_may_quote_the_last_one(void)
{
    (void)gg_fail(GG_IO, "no disk");
    (void)gg_fail(GG_IO, "results.db: %s", gg_message());
    gsl_test(strcmp(gg_message(), "results.db: no disk") != 0, "a message may quote the last");
}

static void test_a_long_message_is_cut(void)
{
    char text[5000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    (void)gg_fail(GG_IO, "%s", text);
    gsl_test(strlen(gg_message()) != 1023, "a message of 4999 letters is cut to 1023");
}

static void *other_thread(void *seen)
{
    *(int *)seen = gg_message()[0] != '\0';
    (void)gg_fail(GG_IO, "of the other thread");
    return NULL;
}

static void test_each_thread_has_its_own_message(void)
{
    int seen = -1;
    pthread_t thread;
    (void)gg_fail(GG_IO, "of the first thread");
    gsl_test(pthread_create(&thread, NULL, other_thread, &seen), "a thread begins");
    pthread_join(thread, NULL);
    gsl_test(seen != 0, "a new thread has no message");
    gsl_test(strcmp(gg_message(), "of the first thread") != 0,
             "another thread's failure leaves this thread's message alone");
}

int main(void)
{
    test_a_message_is_kept();
    test_a_failure_leaves_the_function_at_once();
    test_a_message_may_quote_the_last_one();
    test_a_long_message_is_cut();
    test_each_thread_has_its_own_message();
    return gsl_test_summary();
}
