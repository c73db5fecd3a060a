/* tests/test_html.c -- texts that stay texts, bytes as base64. */
#include <gsl/gsl_test.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/html.h"

/* What `call` writes, read back; the caller frees it. */
#define WRITTEN(to, call)                    \
    char *text = NULL;                       \
    size_t size = 0;                         \
    FILE *to = open_memstream(&text, &size); \
    if (!to) exit(EXIT_FAILURE);             \
    call;                                    \
    fclose(to)

static void test_texts_never_become_markup(void)
{
    WRITTEN(to,
            gg_html(to, "<p title=\"%s\">%s</p>", "\" onclick='x()", "<script>1 & 2</script>"));
    gsl_test(strcmp(text, "<p title=\"&quot; onclick=&#39;x()\">"
                          "&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>") != 0,
             "markup characters in texts become entities: %s", text);
    free(text);
}

static void test_counts_and_percent_signs_are_written(void)
{
    WRITTEN(to, gg_html(to, "%zu of %zu, %s, 95 %% of all", (size_t)3, (size_t)15, "100 %s"));
    gsl_test(strcmp(text, "3 of 15, 100 %s, 95 % of all") != 0,
             "counts are numbers, a text's %% is no format: %s", text);
    free(text);
}

/* The vectors of RFC 4648, section 10. */
static void test_base64_is_that_of_the_standard(void)
{
    static const char *const vectors[][2] = {{"", ""},
                                             {"f", "Zg=="},
                                             {"fo", "Zm8="},
                                             {"foo", "Zm9v"},
                                             {"foob", "Zm9vYg=="},
                                             {"fooba", "Zm9vYmE="},
                                             {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        char path[] = "/tmp/gg_html_XXXXXX";
        const int fd = mkstemp(path);
        FILE *from = fd < 0 ? NULL : fdopen(fd, "w");
        if (!from) exit(EXIT_FAILURE);
        fputs(vectors[i][0], from);
        fclose(from);
        WRITTEN(to, gg_html_base64(path, to));
        gsl_test(strcmp(text, vectors[i][1]) != 0, "\"%s\" in base64 is \"%s\", not \"%s\"",
                 vectors[i][0], vectors[i][1], text);
        free(text);
        remove(path);
    }
}

static void test_a_file_that_is_not_there_is_named(void)
{
    const gg_status status = gg_html_base64("/tmp/gg_no_such_file", stderr);
    gsl_test(status != GG_NOT_FOUND || !strstr(gg_message(), "/tmp/gg_no_such_file"),
             "a missing file is refused by its name: %s", gg_message());
}

int main(void)
{
    test_texts_never_become_markup();
    test_counts_and_percent_signs_are_written();
    test_base64_is_that_of_the_standard();
    test_a_file_that_is_not_there_is_named();
    return gsl_test_summary();
}
