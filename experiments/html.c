/* experiments/html.c -- text on a page: what comes from outside never becomes markup. */
#include "experiments/html.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "experiments/svg.h"

void gg_html(FILE *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (const char *at = format; *at;) {
        const size_t plain = strcspn(at, "%");
        fwrite(at, 1, plain, to);
        at += plain;
        if (strncmp(at, "%s", 2) == 0) {
            gg_svg_text(va_arg(arguments, const char *), to);
            at += 2;
        } else if (strncmp(at, "%zu", 3) == 0) {
            fprintf(to, "%zu", va_arg(arguments, size_t));
            at += 3;
        } else if (*at) {
            fputc('%', to);
            at += 1 + (at[1] == '%');
        }
    }
    va_end(arguments);
}

static void write_three(const unsigned char bytes[3], size_t count, FILE *to)
{
    static const char digit[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fputc(digit[bytes[0] >> 2], to);
    fputc(digit[(bytes[0] & 3) << 4 | bytes[1] >> 4], to);
    fputc(count > 1 ? digit[(bytes[1] & 15) << 2 | bytes[2] >> 6] : '=', to);
    fputc(count > 2 ? digit[bytes[2] & 63] : '=', to);
}

gg_status gg_html_base64(const char *path, FILE *to)
{
    FILE *from = fopen(path, "rb");
    if (!from) return gg_fail(GG_NOT_FOUND, "cannot open '%s': %s", path, strerror(errno));
    unsigned char bytes[3] = {0};
    size_t count;
    while ((count = fread(bytes, 1, 3, from)) > 0) {
        write_three(bytes, count, to);
        memset(bytes, 0, sizeof bytes);
    }
    const gg_status status = ferror(from)
                                 ? gg_fail(GG_IO, "cannot read '%s': %s", path, strerror(errno))
                                 : GG_OK;
    fclose(from);
    return status;
}
