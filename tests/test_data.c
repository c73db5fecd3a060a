/* tests/test_data.c -- tables that ship, a user's files, and files that are wrong. */
#include <gsl/gsl_test.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "losses/csv.h"
#include "losses/data.h"

static const char *const path = "test_data.csv"; /* in the folder where tests run */

static void write_file(const char *text, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, size, file) != size || fclose(file) != 0) {
        printf("FAIL: cannot write %s\n", path);
        exit(EXIT_FAILURE);
    }
}

/* A file that is wrong is refused with a message that begins with the place and says why. */
static void refuse(const char *text, size_t size, const char *place, const char *why)
{
    char begin[64];
    const gg_data *d = NULL;
    snprintf(begin, sizeof begin, "%s:%s", path, place);
    write_file(text, size);
    const gg_status status = gg_data_open(&d, path);
    gsl_test(status != GG_BAD_INPUT || d, "%s is refused", why);
    gsl_test(strncmp(gg_message(), begin, strlen(begin)) != 0 || !strstr(gg_message(), why),
             "its message begins '%s' and says '%s': %s", begin, why, gg_message());
    gsl_test(strchr(gg_message(), '\n') != NULL, "its message is one line");
}

static void test_wrong_files_are_refused_with_their_place(void)
{
    const struct {
        const char *text, *place, *why;
    } rows[] = {
        {"a,b\n1,nan\n", "2:3:", "not a finite number"},
        {"a,b\n1,2\n3,-INF\n", "3:3:", "not a finite number"},
        {"a,b\n1e999,2\n", "2:1:", "not a finite number"},
        {"a,b\r\n1,2\r\n3,inf\r\n", "3:3:", "not a finite number"},
        {"a,b\n1,2\n3\n", "3:2:", "1 cells, but the header has 2"},
        {"a,b\n1,2,3\n", "2:5:", "more cells"},
        {"", "1:1:", "empty"},
        {"\n\n", "3:1:", "empty"},
        {"a,b\n", "2:1:", "no rows"},
        {"a,b\n1,\"x\n2,3\n", "2:3:", "quote that is not closed"},
        {"a,b\n1,x\"y\n", "2:3:", "quote inside"},
        {"a,a\n1,2\n", "1:3:", "two columns"},
        {"a,,c\n1,2,3\n", "1:3:", "without a name"},
        {"\"a\nb\",\"a\nb\"\n1,2\n", "2:4:", "two columns are named 'a?b'"},
        {"a,b\n1,2\n\"x\ny\",3,4\n", "4:6:", "more cells"},
        {"a,b\n1,2\n\"x\ny\"\n", "4:3:", "1 cells, but the header has 2"},
        {"\xEF\xBB\xBF"
         "a,b\n1\n",
         "2:2:", "1 cells"},
        {"a,b\r1,2\r3,nan\r", "3:3:", "not a finite number"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuse(rows[i].text, strlen(rows[i].text), rows[i].place, rows[i].why);
    refuse("a,b\n1,2\0\n", 9, "2:4:", "NUL byte");
}

static void test_a_file_that_is_too_wide_is_refused(void)
{
    enum { WIDE = 5000 };
    char *text = malloc((size_t)6 * WIDE);
    size_t end = 0;
    for (int i = 0; text && i < WIDE; i++)
        end += (size_t)sprintf(text + end, "%sc%d", i ? "," : "", i);
    refuse(text, end, "1:", "more than 4096 columns");
    free(text);
}

static void test_a_cell_without_end_is_refused(void)
{
    enum { LONG = 70000 };
    char *text = malloc(LONG);
    if (!text) exit(EXIT_FAILURE);
    memset(text, 'x', LONG);
    memcpy(text, "a,b\n1,\"", 7);
    refuse(text, LONG, "2:3:", "a cell of more than 65536 bytes");
    free(text);
}

static void test_a_file_that_is_too_long_is_refused_unread(void)
{
    const gg_data *d = NULL;
    write_file("a,b\n1,2\n", 8);
    gsl_test(truncate(path, (off_t)GG_CSV_BYTES + 1) != 0, "a sparse file of 256 MiB is made");
    gsl_test(gg_data_open(&d, path) != GG_BAD_INPUT || !strstr(gg_message(), "256 MiB"),
             "a file above 256 MiB is refused: %s", gg_message());
}

static void test_what_is_no_file_is_named(void)
{
    const gg_data *d = NULL;
    gsl_test(gg_data_open(&d, "./none.csv") != GG_NOT_FOUND ||
                 !strstr(gg_message(), "./none.csv"),
             "a missing file is named: %s", gg_message());
    gsl_test(gg_data_open(&d, "./") != GG_IO || !strstr(gg_message(), "./"),
             "a directory is not read: %s", gg_message());
    gsl_test(gg_data_open(&d, "/dev/null") != GG_IO, "a device is not read: %s", gg_message());
    gsl_test(gg_data_open(&d, "stacklos") != GG_NOT_FOUND ||
                 !strstr(gg_message(), "'stackloss'"),
             "the nearest set is offered: %s", gg_message());
    gsl_test(gg_data_open(&d, "nothing_like_it") != GG_NOT_FOUND, "an unknown set is refused");
}

static void read_and_compare(const char *text, const char *what)
{
    const gg_data *d = NULL;
    write_file(text, strlen(text));
    const gg_status status = gg_data_open(&d, path);
    gsl_test(status != GG_OK, "%s is read (%s)", what, status == GG_OK ? "" : gg_message());
    if (status != GG_OK) return;
    gsl_test(d->rows != 2 || d->columns != 2, "%s: two rows, two columns", what);
    gsl_test(strcmp(d->column[0], "a") != 0 || strcmp(d->column[1], "b c") != 0,
             "%s: names are as written", what);
    gsl_test(d->cell[0] != 1 || d->cell[1] != -2.5 || d->cell[2] != 3 || d->cell[3] != 1e-3,
             "%s: numbers are as written", what);
    gsl_test(d->text[0] || d->text[1] || d->label[0], "%s: no column is text", what);
    gsl_test(strcmp(gg_data_target(d), "b c") != 0, "%s: the last column is the target", what);
    gg_data_close(d);
}

static void test_ways_of_writing_the_same_table(void)
{
    read_and_compare("a,b c\n1,-2.5\n3,1e-3\n", "a plain file");
    read_and_compare("a,b c\n1,-2.5\n3,1e-3", "a file without its last newline");
    read_and_compare("a,b c\r\n1,-2.5\r\n3,1e-3\r\n", "a file with CR LF");
    read_and_compare("\"a\",\"b c\"\n\"1\",\"-2.5\"\n3,1e-3\n", "a quoted file");
    read_and_compare("a, b c \n 1 ,-2.5\n\n3, 1e-3\n", "a file with blanks");
    read_and_compare("\xEF\xBB\xBF"
                     "a,b c\n1,-2.5\n3,1e-3\n",
                     "a file with a byte order mark");
}

static void test_text_and_numbers_are_told_apart(void)
{
    const gg_data *d = NULL;
    const char *text = "x,kind\n1,\"a, \"\"b\"\"\"\n2,7\n";
    write_file(text, strlen(text));
    gsl_test(gg_data_open(&d, path) != GG_OK, "a mixed file is read");
    if (!d) return;
    gsl_test(d->text[0] || !d->text[1], "one word makes a column text");
    gsl_test(!isnan(d->cell[1]) || !isnan(d->cell[3]), "a text column has no numbers");
    gsl_test(strcmp(d->label[1], "a, \"b\"") != 0 || strcmp(d->label[3], "7") != 0,
             "its labels are as written");
    gsl_test(gg_data_column(d, "kind") != 1 || gg_data_column(d, "none") != 2,
             "a column is found by its name");
    gg_data_close(d);
}

/* Row and column counts, and sums that the papers' tables give. */
static void test_sets_that_ship_are_whole(void)
{
    const struct {
        const char *name, *column;
        size_t rows, columns;
        double sum;
    } sets[] = {
        {"stackloss", "stack.loss", 21, 4, 368},    /* mean 17.524: Brownlee 1965 */
        {"iris", "Sepal.Length", 150, 5, 876.5},    /* mean 5.8433: Fisher 1936   */
        {"engel", "income", 235, 2, 235 * 982.473}, /* mean as in quantreg        */
        {"cars", "dist", 50, 2, 50 * 42.98},        /* mean as in R's summary     */
        {"longley", "Employed", 16, 7, 1045.072},   /* mean 65317 thousand: NIST  */
        {"breast_cancer", "mean_radius", 569, 31, 569 * 14.127292}, /* as in UCI's table */
        {"wine", "alcohol", 178, 14, 178 * 13.000618},
        {"digits", "digit", 1797, 65,
         0 * 178 + 182 + 2 * 177 + 3 * 183 + 4 * 181 + 5 * 182 + 6 * 181 + 7 * 179 + 8 * 174 +
             9 * 180}, /* Alpaydin */
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const gg_data *d = NULL;
        gsl_test(gg_data_open(&d, sets[i].name) != GG_OK, "%s is there", sets[i].name);
        if (!d) continue;
        gsl_test(d->rows != sets[i].rows || d->columns != sets[i].columns,
                 "%s has %zu rows and %zu columns", sets[i].name, sets[i].rows,
                 sets[i].columns);
        const size_t j = gg_data_column(d, sets[i].column);
        double sum = 0;
        for (size_t k = 0; j < d->columns && k < d->rows; k++)
            sum += d->cell[k * d->columns + j];
        gsl_test_rel(sum, sets[i].sum, 1e-6, "%s: %s adds up", sets[i].name, sets[i].column);
        gg_data_close(d);
    }
    for (const gg_dataset *s = gg_datasets; s->name; s++) {
        const gg_data *d = NULL;
        gsl_test(gg_data_open(&d, s->name) != GG_OK, "%s is read", s->name);
        if (!d) continue;
        gsl_test(gg_data_column(d, s->target) == d->columns, "%s has its target '%s'", s->name,
                 s->target);
        gsl_test(strcmp(gg_data_target(d), s->target) != 0, "%s names its target", s->name);
        gsl_test(!*s->title || !*s->source, "%s says what it is and whence", s->name);
        gg_data_close(d);
    }
}

static void test_a_table_is_shared_while_it_is_open(void)
{
    const gg_data *a = NULL;
    const gg_data *b = NULL;
    gsl_test(gg_data_open(&a, "iris") != GG_OK || gg_data_open(&b, "iris") != GG_OK,
             "iris opens twice");
    if (!a || !b) return;
    gsl_test(a != b, "opened again it is the same table");
    gg_data_close(a);
    gsl_test(b->rows != 150 || strcmp(b->label[4], "setosa") != 0,
             "it stays while somebody uses it");
    gg_data_close(b);
    gg_data_close(NULL);
    write_file("a\n1\n", 4);
    gsl_test(gg_data_open(&a, path) != GG_OK || a->rows != 1, "a file of one row is read");
    gg_data_close(a);
    write_file("a\n1\n2\n", 6);
    gsl_test(gg_data_open(&a, path) != GG_OK || a->rows != 2,
             "a file that was closed is read anew");
    gg_data_close(a);
}

int main(void)
{
    test_wrong_files_are_refused_with_their_place();
    test_a_file_that_is_too_wide_is_refused();
    test_a_cell_without_end_is_refused();
    test_a_file_that_is_too_long_is_refused_unread();
    test_what_is_no_file_is_named();
    test_ways_of_writing_the_same_table();
    test_text_and_numbers_are_told_apart();
    test_sets_that_ship_are_whole();
    test_a_table_is_shared_while_it_is_open();
    unlink(path);
    return gsl_test_summary();
}
