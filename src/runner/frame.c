/* Frames: a u32 length, then that many bytes; the first is the frame's type. */
#include "runner.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t read_number(struct reader *r, size_t width)
{
    uint64_t value = 0;
    if (r->broken || (size_t)(r->end - r->at) < width) {
        r->broken = 1;
        return 0;
    }
    for (size_t i = 0; i < width; i++)
        value |= (uint64_t)r->at[i] << (8 * i);
    r->at += width;
    return value;
}

uint8_t read_u8(struct reader *r) { return (uint8_t)read_number(r, 1); }
uint32_t read_u32(struct reader *r) { return (uint32_t)read_number(r, 4); }
uint64_t read_u64(struct reader *r) { return read_number(r, 8); }

char *read_text(struct reader *r, uint32_t *length)
{
    static char empty[1];
    uint32_t count = read_u32(r);
    if (r->broken || (size_t)(r->end - r->at) <= count || r->at[count] != 0) {
        r->broken = 1;
        count = 0;
    }
    if (length)
        *length = count;
    if (r->broken)
        return empty;
    char *text = (char *)r->at;
    r->at += count + 1;
    return text;
}

void write_bytes(struct writer *w, const void *data, size_t length)
{
    if (w->room - w->length < length) {
        w->room = (w->length + length) * 2;
        w->data = realloc(w->data, w->room);
        if (!w->data)
            _exit(70); /* the host sees the stream end and replaces the container */
    }
    memcpy(w->data + w->length, data, length);
    w->length += length;
}

static void write_number(struct writer *w, uint64_t value, size_t width)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < width; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
    write_bytes(w, bytes, width);
}

void write_u8(struct writer *w, uint8_t value) { write_number(w, value, 1); }
void write_u32(struct writer *w, uint32_t value) { write_number(w, value, 4); }
void write_u64(struct writer *w, uint64_t value) { write_number(w, value, 8); }

void write_text(struct writer *w, const void *data, size_t length)
{
    write_u32(w, (uint32_t)length);
    write_bytes(w, data, length);
}

static int read_all(unsigned char *to, size_t length)
{
    while (length > 0) {
        ssize_t n = read(STDIN_FILENO, to, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        to += n;
        length -= (size_t)n;
    }
    return 0;
}

struct frame receive_frame(void)
{
    unsigned char prefix[4];
    struct frame frame = { 0 };
    if (read_all(prefix, 4) < 0)
        return frame;
    struct reader r = { prefix, prefix + 4, 0 };
    frame.length = read_u32(&r);
    if (frame.length == 0 || frame.length > MAX_FRAME)
        return frame; /* not our protocol: nothing that follows can be trusted */
    frame.data = malloc(frame.length);
    if (frame.data && read_all(frame.data, frame.length) < 0) {
        free(frame.data);
        frame.data = NULL;
    }
    return frame;
}

void begin_frame(struct writer *w, uint8_t type)
{
    w->length = 0;
    write_u32(w, 0); /* the length, known when the frame is sent */
    write_u8(w, type);
}

void end_frame(struct writer *w)
{
    size_t body = w->length - 4;
    for (size_t i = 0; i < 4; i++)
        w->data[i] = (unsigned char)(body >> (8 * i));
}

void send_frame(struct writer *w)
{
    end_frame(w);
    for (size_t done = 0; done < w->length;) {
        ssize_t n = write(STDOUT_FILENO, w->data + done, w->length - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(0); /* nobody listens any more */
        done += (size_t)n;
    }
}

void send_fault(uint64_t id, const char *format, ...)
{
    char text[512];
    struct writer w = { 0 };
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    if ((size_t)length >= sizeof text)
        length = sizeof text - 1;
    begin_frame(&w, 'F');
    write_u64(&w, id);
    write_text(&w, text, (size_t)length);
    send_frame(&w);
    free(w.data);
}
