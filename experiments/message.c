/* experiments/message.c -- packs a result and unpacks it, trusting nothing that it reads. */
#include "experiments/message.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

typedef struct head {
    uint64_t mark, size, checksum; /* size: of head and body */
} head;

static const uint64_t MARK = 0x31746c7573657267U; /* "gresult1" */
static const uint64_t ABSENT = UINT64_MAX;        /* the size of what is NULL */
static const uint64_t MOST = (uint64_t)1 << 32;   /* bytes; a longer message is a wrong one */

static uint64_t checksum_of(const unsigned char bytes[], size_t size)
{
    uint64_t sum = size;
    for (size_t i = 0; i < size; i += sizeof sum) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, size - i < sizeof word ? size - i : sizeof word);
        sum = (sum ^ word) * 0x9e3779b97f4a7c15U;
        sum ^= sum >> 32;
    }
    return sum;
}

static void write_part(FILE *to, const void *part, size_t size)
{
    const uint64_t length = part ? size : ABSENT;
    fwrite(&length, sizeof length, 1, to);
    if (part && size) fwrite(part, 1, size, to);
}

static void write_body(FILE *to, const gg_result *r)
{
    gg_result flat = *r;
    flat.loss = flat.optimizer = NULL;
    flat.x = flat.path = flat.crowd = NULL;
    flat.path_at = NULL;
    flat.trace.marks = NULL;
    flat.numbers.list = NULL;
    write_part(to, &flat, sizeof flat);
    write_part(to, r->loss, r->loss ? strlen(r->loss) + 1 : 0);
    write_part(to, r->optimizer, r->optimizer ? strlen(r->optimizer) + 1 : 0);
    write_part(to, r->x, r->n * sizeof *r->x);
    write_part(to, r->trace.marks, r->trace.count * sizeof *r->trace.marks);
    write_part(to, r->path, r->steps * r->n * sizeof *r->path);
    write_part(to, r->path_at, r->steps * sizeof *r->path_at);
    write_part(to, r->crowd, r->crowd_rows * 3 * sizeof *r->crowd);
    write_part(to, r->numbers.list, r->numbers.count * sizeof *r->numbers.list);
}

gg_status gg_result_save(const gg_result *r, unsigned char **out, size_t *size)
{
    char *text = NULL;
    size_t length = 0;
    head h = {MARK, 0, 0};
    FILE *to = open_memstream(&text, &length);
    if (!to) return gg_fail(GG_NO_MEMORY, "no memory to send a result");
    fwrite(&h, sizeof h, 1, to);
    write_body(to, r);
    const bool broken = ferror(to) != 0;
    if (fclose(to) != 0 || broken) {
        free(text);
        return gg_fail(GG_NO_MEMORY, "no memory to send a result of %zu marks", r->trace.count);
    }
    unsigned char *bytes = (unsigned char *)text;
    h.size = length;
    h.checksum = checksum_of(bytes + sizeof h, length - sizeof h);
    memcpy(bytes, &h, sizeof h);
    *out = bytes;
    *size = length;
    return GG_OK;
}

size_t gg_result_expect(const unsigned char bytes[], size_t have)
{
    head h = {0};
    memcpy(&h, bytes, have < sizeof h ? have : sizeof h);
    if (memcmp(&h.mark, &MARK, have < sizeof h.mark ? have : sizeof h.mark) != 0)
        return SIZE_MAX;
    if (have < sizeof h) return 0;
    return h.size < sizeof h || h.size > MOST ? SIZE_MAX : (size_t)h.size;
}

typedef struct reader {
    const unsigned char *at;
    size_t left;
    bool broken, no_memory;
} reader;

/* The next part: a copy that the caller owns, NULL if it is absent; its bytes in *size. */
static void *read_part(reader *r, size_t *size)
{
    uint64_t length = 0;
    *size = 0;
    if (r->broken || r->left < sizeof length) {
        r->broken = true;
        return NULL;
    }
    memcpy(&length, r->at, sizeof length);
    r->at += sizeof length;
    r->left -= sizeof length;
    if (length == ABSENT) return NULL;
    if (length > r->left) {
        r->broken = true;
        return NULL;
    }
    void *part = malloc((size_t)length + 1); /* malloc(0) may be NULL */
    if (part)
        memcpy(part, r->at, (size_t)length);
    else
        r->no_memory = true;
    *size = (size_t)length;
    r->at += length;
    r->left -= (size_t)length;
    return part;
}

static char *read_text(reader *r)
{
    size_t size;
    char *text = read_part(r, &size);
    if (text && (size == 0 || text[size - 1] != '\0')) {
        r->broken = true;
        text[size] = '\0';
    }
    return text;
}

static void *read_rows(reader *r, size_t count, size_t size)
{
    size_t bytes;
    void *rows = read_part(r, &bytes);
    if (rows && (count > SIZE_MAX / size || bytes != count * size)) r->broken = true;
    return rows;
}

static void read_body(reader *from, gg_result *r)
{
    size_t size;
    gg_result *flat = read_part(from, &size);
    if (!flat || size != sizeof *flat) {
        from->broken = true;
        free(flat);
        return;
    }
    *r = *flat;
    free(flat);
    r->reason[sizeof r->reason - 1] = '\0';
    r->loss = read_text(from);
    r->optimizer = read_text(from);
    r->x = read_rows(from, r->n, sizeof *r->x);
    r->trace.marks = read_rows(from, r->trace.count, sizeof *r->trace.marks);
    r->trace.room = r->trace.count;
    if (r->n && r->steps > SIZE_MAX / sizeof *r->path / r->n) from->broken = true;
    r->path = read_rows(from, r->steps * r->n, sizeof *r->path);
    r->path_at = read_rows(from, r->steps, sizeof *r->path_at);
    r->crowd = read_rows(from, r->crowd_rows, 3 * sizeof *r->crowd);
    if (!r->crowd) r->crowd_rows = 0;
    r->numbers.list = read_rows(from, r->numbers.count, sizeof *r->numbers.list);
    r->numbers.room = r->numbers.count;
    if (!r->numbers.list) r->numbers.count = r->numbers.room = 0;
    for (size_t i = 0; i < r->numbers.count; i++)
        r->numbers.list[i].name[sizeof r->numbers.list[i].name - 1] = '\0';
    if (!r->trace.marks) r->trace.count = r->trace.room = 0;
    if (!r->path || !r->path_at) r->steps = 0;
}

gg_status gg_result_load(gg_result *out, const unsigned char bytes[], size_t size)
{
    head h;
    if (size < sizeof h || gg_result_expect(bytes, size) != size)
        return gg_fail(GG_BAD_INPUT, "%zu bytes are not one whole result", size);
    memcpy(&h, bytes, sizeof h);
    if (h.checksum != checksum_of(bytes + sizeof h, size - sizeof h))
        return gg_fail(GG_BAD_INPUT, "a result of %zu bytes is damaged", size);
    gg_result r = {0};
    reader from = {bytes + sizeof h, size - sizeof h, false, false};
    read_body(&from, &r);
    if (!from.broken && !from.no_memory && from.left == 0) {
        *out = r;
        return GG_OK;
    }
    gg_result_close(&r);
    if (from.no_memory) return gg_fail(GG_NO_MEMORY, "no memory for %zu bytes", size);
    return gg_fail(GG_BAD_INPUT, "a result of %zu bytes does not add up", size);
}

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

/* What the catalogue says of the loss that a specification begins with; the weakest if none. */
static gg_smoothness catalogued(const char *spec)
{
    const size_t length = strcspn(spec, ":+");
    for (size_t i = 0; gg_losses[i]; i++)
        if (strlen(gg_losses[i]->name) == length &&
            strncmp(gg_losses[i]->name, spec, length) == 0)
            return gg_losses[i]->smoothness;
    return GG_DISCONTINUOUS;
}

gg_status gg_result_blank(gg_result *out, const gg_job *job, gg_stop why, const char *reason)
{
    gg_result r = {
        .why = why,
        .n = job->n,
        .loss = copy_text(job->loss),
        .optimizer = copy_text(job->optimizer),
        .smoothness = catalogued(job->loss),
        .f = NAN,
        .first = NAN,
        .minimum = NAN,
        .x = malloc((job->n + 1) * sizeof *r.x),
        .price = NAN,
        .trace = {.minimum = NAN},
    };
    if (!r.loss || !r.optimizer || !r.x) {
        gg_result_close(&r);
        return gg_fail(GG_NO_MEMORY, "no memory for a result");
    }
    snprintf(r.reason, sizeof r.reason, "%s", reason);
    gg_fill(r.n, NAN, r.x);
    *out = r;
    return GG_OK;
}
