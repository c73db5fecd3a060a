/* base/status.h -- error codes and the message that goes with them. */
#ifndef GG_BASE_STATUS_H
#define GG_BASE_STATUS_H

typedef enum gg_status { GG_OK, GG_BAD_INPUT, GG_NO_MEMORY, GG_NOT_FOUND, GG_IO } gg_status;

#if defined(__GNUC__)
#define GG_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define GG_PRINTF(text, first)
#endif

/* Keep a message for this thread and return `code`: `return gg_fail(GG_IO, "%s", path);`
 * The message says what, which and what was expected, in one line, without a full stop.
 * A macro, so that whoever reads the code, people and analysers, sees what is returned. */
#define gg_fail(code, ...) gg_same_status((gg_message_keep(__VA_ARGS__), (code)))
static inline gg_status gg_same_status(gg_status code)
{
    return code;
}
void gg_message_keep(const char *format, ...) GG_PRINTF(1, 2);

/* The last message kept in this thread; "" if there was none. Valid until the next one. */
const char *gg_message(void);

/* Return the status of `call` from the calling function unless it is GG_OK. */
#define GG_TRY(call)                                      \
    do {                                                  \
        const gg_status gg_try_status = (call);           \
        if (gg_try_status != GG_OK) return gg_try_status; \
    } while (0)

#endif
