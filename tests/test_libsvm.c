/* tests/test_libsvm.c -- sparse text becomes a table, or is refused with its place. */
#include <gsl/gsl_test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "losses/libsvm.h"

static const char *const path = "test_libsvm.svm"; /* in the folder where tests run */

static gg_status parse(gg_data *d, const char *text, size_t size)
{
    *d = (gg_data){.name = "it"};
    return gg_libsvm_read(d, "it", (const unsigned char *)text, size, 1000);
}

static void refuse(const char *text, size_t size, const char *message)
{
    gg_data d;
    const gg_status status = parse(&d, text, size);
    gsl_test(status != GG_BAD_INPUT, "refused: %s", message);
    gsl_test(strcmp(gg_message(), message) != 0, "the message is '%s': '%s'", message,
             gg_message());
    if (status == GG_OK) gg_data_clear(&d);
}

static void test_wrong_text_is_refused_with_its_place(void)
{
    static const char *const rows[][2] = {
        {"", "it:1:1: empty: a line `label index:value ...` was expected"},
        {"# nothing\n\n", "it:1:1: empty: a line `label index:value ...` was expected"},
        {"1\n-1\n", "it:1:1: no line has an index:value"},
        {"one 1:2\n", "it:1:1: a number was expected as the label, not 'one'"},
        {"1,2 1:2\n", "it:1:1: a number was expected as the label, not '1,2'"},
        {"1 1:2\n1:2\n", "it:2:2: a blank was expected, not a colon"},
        {"nan 1:2\n", "it:1:1: not a finite number: 'nan'"},
        {"1 1:2 2:inf\n", "it:1:9: not a finite number: 'inf'"},
        {"1 1:1e999\n", "it:1:5: not a finite number: '1e999'"},
        {"1 1:2x\n", "it:1:5: a number was expected after the colon, not '2x'"},
        {"1 1:\n", "it:1:5: a number was expected after the colon, not ''"},
        {"1 1: 2\n", "it:1:5: a number was expected after the colon, not ''"},
        {"1 1:2:3\n", "it:1:6: a blank was expected, not a colon"},
        {"1 0:2\n", "it:1:3: an index from 1 was expected, not '0'"},
        {"1 2:1 2:2\n", "it:1:7: an index above the one before it was expected, not '2'"},
        {"1 3:1 2:2\n", "it:1:7: an index above the one before it was expected, not '2'"},
        {"1 5\n", "it:1:4: a colon was expected after the index '5'"},
        {"1 2 :5\n", "it:1:4: a colon was expected after the index '2'"},
        {"1 qid:3 1:2\n", "it:1:3: index:value with a whole index was expected, not 'qid'"},
        {"1 -1:2\n", "it:1:3: index:value with a whole index was expected, not '-1'"},
        {"1 1.5:2\n", "it:1:3: index:value with a whole index was expected, not '1.5'"},
        {"1 :2\n", "it:1:3: index:value with a whole index was expected, not ''"},
        {"1 2147483648:2\n", "it:1:3: an index below 1048576 was expected, not '2147483648'"},
        {"1 99999999999999999999999:2\n",
         "it:1:3: an index below 1048576 was expected, not '99999999999999999999999'"},
        {"1 1048576:2\n", "it:1:3: an index below 1048576 was expected, not '1048576'"},
        {"1 1:1\n2 1000:1\n", "it:2:3: more than 1000 cells: 2 rows by 1001 columns"},
        {"1 600:1\r\n2\r\n", "it:2:1: more than 1000 cells: 2 rows by 601 columns"},
        {"1 1:2\r2 1:x\r", "it:2:5: a number was expected after the colon, not 'x'"},
        {"\xEF\xBB\xBFx 1:2\n", "it:1:1: a number was expected as the label, not 'x'"},
        {"1 \x1b[2J:2\n", "it:1:3: index:value with a whole index was expected, not '?[2J'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i][0], strlen(rows[i][0]), rows[i][1]);
    refuse("\0", 1, "it:1:1: a NUL byte");
    refuse("1\0 1:2\n", 7, "it:1:2: a NUL byte");
    refuse("1 1:2 \0\n", 8, "it:1:7: a NUL byte");
    refuse("1 1\0:2\n", 7, "it:1:4: a NUL byte");
    refuse("1 1:2 # \0\n", 10, "it:1:9: a NUL byte");
}

static void test_a_number_without_end_is_refused(void)
{
    char text[1000] = "1 1:";
    memset(text + 4, '7', sizeof text - 5);
    gg_data d;
    gsl_test(parse(&d, text, sizeof text - 1) != GG_BAD_INPUT ||
                 !strstr(gg_message(), "it:1:5: a number of more than 126 bytes: '7777"),
             "a number of 995 digits is refused: %s", gg_message());
}

static void compare(const char *text, const char *what)
{
    static const double cells[] = {0.5, 0, -3, 1, 0, 0, 0, -1, 0, 2e3, 0, 1};
    static const char *const names[] = {"x1", "x2", "x3", "label"};
    gg_data d;
    size_t wrong = 0;
    const gg_status status = parse(&d, text, strlen(text));
    gsl_test(status != GG_OK, "%s is read (%s)", what, status == GG_OK ? "" : gg_message());
    if (status != GG_OK) return;
    gsl_test(d.rows != 3 || d.columns != 4, "%s: three rows of three features", what);
    for (size_t i = 0; d.rows == 3 && d.columns == 4 && i < 12; i++)
        wrong += d.cell[i] != cells[i];
    for (size_t j = 0; d.columns == 4 && j < 4; j++)
        wrong += strcmp(d.column[j], names[j]) != 0 || d.text[j];
    gsl_test(wrong != 0, "%s: what is named is there, the rest is 0", what);
    gg_data_clear(&d);
}

static void test_ways_of_writing_the_same_table(void)
{
    compare("1 1:0.5 3:-3\n-1\n1 2:2000\n", "a plain text");
    compare("+1 1:.5 3:-3\n-1\n1 2:2e3", "a text without its last newline");
    compare("1 1:0.5 3:-3\r\n-1 \r\n1\t2:2000\r\n", "a text with CR LF and tabs");
    compare("1 1:0.5 3:-3\r-1\r1 2:2000\r", "a text with CR");
    compare("# of three\n 1  1:0.5 3:-3 # first\n\n-1# 9:9\n  \n1 02:2000",
            "a text with comments");
    compare("\xEF\xBB\xBF"
            "1 1:0.5 3:-3\n-1\n1 2:2000\n",
            "a text with a byte order mark");
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        printf("FAIL: cannot write %s\n", name);
        exit(EXIT_FAILURE);
    }
}

static void test_a_file_is_known_by_its_ending(void)
{
    static const char *const names[] = {"test_libsvm.svm", "test_libsvm.libsvm"};
    const gg_data *d = NULL;
    for (size_t i = 0; i < 2; i++) {
        write_file(names[i], "1 2:5\n0 1:7\n");
        gsl_test(gg_data_open(&d, names[i]) != GG_OK, "%s is read", names[i]);
        if (!d) continue;
        gsl_test(strcmp(gg_data_target(d), "label") != 0, "its target is 'label'");
        gsl_test(gg_data_column(d, "x2") != 1 || d->cell[1] != 5, "its second column is x2");
        gg_data_close(d);
        unlink(names[i]);
        d = NULL;
    }
    write_file(path, "1 1:2\n1 1;2\n");
    gsl_test(gg_data_open(&d, path) != GG_BAD_INPUT ||
                 strstr(gg_message(), "test_libsvm.svm:2:3: ") != gg_message(),
             "a wrong file is named with line and column: %s", gg_message());
    unlink(path);
}

int main(void)
{
    test_wrong_text_is_refused_with_its_place();
    test_a_number_without_end_is_refused();
    test_ways_of_writing_the_same_table();
    test_a_file_is_known_by_its_ending();
    return gsl_test_summary();
}
