/* Takes requests, runs their steps, cleans up, replies. */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_STEPS 16
#define MAX_TEXTS 4096
#define LARGE (2u << 20)  /* bytes of a frame */
#define SLOW (SECOND / 2) /* a longer cleaning is worth a new container */

enum { NOTICE_LEFTOVERS = 1, NOTICE_SLOW = 2 };
enum { START_FRESH, START_WARM, START_SERVER };

static uid_t program_user;
static int signals;
static struct report reports[MAX_STEPS];
static struct file files[MAX_FILES];
static uint32_t file_count;
static char failure[1024];

void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!failure[0])
        vsnprintf(failure, sizeof failure, format, arguments);
    va_end(arguments);
}

/* A counted list of texts, NULL-terminated, as exec wants it. */
static char **read_texts(struct reader *r)
{
    uint32_t count = read_u32(r);
    if (count > MAX_TEXTS)
        r->broken = 1;
    char **texts = calloc(r->broken ? 1 : (size_t)count + 1, sizeof *texts);
    if (!texts)
        _exit(70);
    for (uint32_t i = 0; i < count && !r->broken; i++)
        texts[i] = read_text(r, NULL);
    return texts;
}

/* Folders for everybody, on the one file system that programs can write to: its size is their limit for all files. */
static int make_shared_folders(void)
{
    umask(0);
    int made = mkdir(TEMPORARY_FOLDER, 01777) == 0 && mkdir(SHARED_FOLDER, 01777) == 0 && symlink(SHARED_FOLDER, "/dev/shm") == 0;
    umask(022);
    return made ? 0 : -1;
}

static void write_capture(struct writer *w, const struct capture *c)
{
    uint64_t head = c->total < CAPTURE_HEAD ? c->total : CAPTURE_HEAD;
    uint64_t tail = c->total - head < CAPTURE_TAIL ? c->total - head : CAPTURE_TAIL;
    write_text(w, c->head, (size_t)head);
    write_u32(w, (uint32_t)tail);
    size_t start = tail < CAPTURE_TAIL ? 0 : (size_t)((c->total - CAPTURE_HEAD) % CAPTURE_TAIL); /* the oldest byte of the ring */
    write_bytes(w, c->tail + start, (size_t)tail - start);
    write_bytes(w, c->tail, start);
    write_u64(w, c->total - head - tail);
}

static void write_report(struct writer *w, const struct report *r)
{
    write_u8(w, (uint8_t)r->end);
    write_u32(w, (uint32_t)r->exit_code);
    write_u32(w, (uint32_t)r->signal);
    write_u64(w, r->wall / 1000);
    write_u64(w, r->cpu / 1000);
    write_u64(w, r->peak);
    write_capture(w, &r->out);
    write_capture(w, &r->err);
}

static void read_files(struct reader *r)
{
    file_count = read_u32(r);
    if (file_count > MAX_FILES)
        r->broken = 1;
    for (uint32_t i = 0; i < file_count && !r->broken; i++) {
        files[i].step = read_u32(r);
        files[i].name = read_text(r, NULL);
        files[i].content = read_text(r, &files[i].length);
    }
}

/* A step whose files find no room behind what earlier steps have left. */
static void no_room(struct report *report)
{
    memset(report, 0, offsetof(struct report, out));
    report->out.total = report->err.total = 0;
    report->end = END_NOT_STARTED;
    report->exit_code = -1;
    add_output(&report->err, (unsigned char *)failure, strlen(failure));
    failure[0] = 0;
}

/* A step of the server's that it gives no answer to is run like any other. Returns 0, or -1: told by fail. */
static int do_step(const struct step *step, uint32_t number, struct report *report)
{
    int compiled = step->server ? compile_warm(step, files, file_count, number, program_user, report) : 0;
    return compiled == 0 ? run_step(step, program_user, signals, report) : compiled < 0 ? -1 : 0;
}

/* Runs the request's steps up to the first that does not exit with 0. Returns how many ran, -1 after a fault of ours. */
static int run_steps(struct reader *r, uint64_t id, char **helper, char **server, char **environment, uint32_t count, int *stuck)
{
    for (uint32_t i = 0; i < count; i++) {
        struct step step = { .environment = environment };
        step.argv = read_texts(r);
        step.wall = read_u64(r) * 1000;
        step.cpu = read_u64(r) * 1000;
        step.output = read_u64(r);
        step.file_size = read_u64(r);
        uint8_t start = read_u8(r);
        step.helper = start == START_WARM ? helper : NULL;
        step.server = start == START_SERVER ? server : NULL;
        int result = -1;
        if (r->broken || !step.argv[0] || start > START_SERVER || (step.helper && !helper[0]) || (step.server && !server[0]))
            fail("the request is broken");
        else if (!put_files(files, file_count, i + 1, program_user))
            result = do_step(&step, i + 1, &reports[i]);
        else if (i > 0)
            no_room(&reports[i]), result = 0;
        if (result < 0)
            send_fault(id, "step %u could not be run: %s", i, failure);
        take_files(files, file_count, i + 1);
        free(step.argv);
        if (result < 0)
            return -1;
        *stuck |= reports[i].stuck;
        if (reports[i].end != END_EXITED || reports[i].exit_code != 0)
            return (int)i + 1;
    }
    return (int)count;
}

/* What the program was asked to leave, as far as it has and all of it is no longer than a frame may be. */
static void write_results(struct writer *w, char **results, uint64_t most)
{
    size_t count_at = w->length;
    uint32_t count = 0;
    write_u32(w, 0);
    for (; *results; results++) {
        int64_t length = write_result(w, *results, most);
        if (length < 0)
            continue;
        most -= (uint64_t)length;
        count++;
    }
    for (size_t i = 0; i < 4; i++)
        w->data[count_at + i] = (unsigned char)(count >> (8 * i));
}

/* -1: the container must not be used any more. */
static int run_request(struct reader *r, uint64_t id)
{
    static struct writer w; /* kept from request to request */
    int ran = -1, stuck = 0;
    char **helper = read_texts(r);
    char **server = read_texts(r);
    char **environment = read_texts(r);
    char **results = read_texts(r);
    uint64_t most = read_u64(r);
    failure[0] = 0;
    read_files(r);
    uint32_t steps = read_u32(r);
    if (r->broken || steps == 0 || steps > MAX_STEPS || most > MAX_FRAME / 2)
        send_fault(id, "the request is broken");
    else if (make_work_folder(program_user) < 0)
        send_fault(id, "the working folder could not be made: %s", strerror(errno));
    else if (put_files(files, file_count, 0, program_user) < 0)
        send_fault(id, "%s", failure);
    else
        ran = run_steps(r, id, helper, server, environment, steps, &stuck);

    begin_frame(&w, 'D');
    write_u64(&w, id);
    if (ran == (int)steps && reports[ran - 1].end == END_EXITED && reports[ran - 1].exit_code == 0)
        write_results(&w, results, most);
    else
        write_u32(&w, 0);
    free(results);
    free(environment);
    free(server);
    free(helper);
    /* Whatever happened, the next program finds nothing. */
    uint64_t start = now();
    uint32_t notices = stuck || remove_leftovers(program_user) < 0 ? NOTICE_LEFTOVERS : 0;
    uint64_t cleaning = now() - start;
    if (cleaning > SLOW)
        notices |= NOTICE_SLOW;
    if (ran < 0)
        return -1;
    write_u32(&w, notices);
    write_u64(&w, cleaning / 1000);
    write_u32(&w, (uint32_t)ran);
    for (int i = 0; i < ran; i++)
        write_report(&w, &reports[i]);
    send_frame(&w);
    if (w.room > LARGE) { /* programs need the memory more */
        free(w.data);
        w = (struct writer){ 0 };
        forget_peak();
    }
    return notices ? -1 : 0;
}

/* Whether a frame follows: what the host writes, it writes whole. */
static int host_has_spoken(void)
{
    struct pollfd host = { STDIN_FILENO, POLLIN, 0 };
    return poll(&host, 1, 0) == 1 && (host.revents & POLLIN);
}

/* A program is asked back by the frame right behind its own. */
static int is_recall(const struct frame *frame, uint64_t id)
{
    struct reader r = { frame->data, frame->data + frame->length, 0 };
    return frame->data && read_u8(&r) == 'B' && read_u64(&r) == id && !r.broken;
}

static void give_back(uint64_t id)
{
    struct writer w = { 0 };
    begin_frame(&w, 'B');
    write_u64(&w, id);
    send_frame(&w);
    free(w.data);
}

/*
 * The host may listen on a socket of its own: what is said there need not go through the engine. Where that cannot be
 * reached (an engine on another machine, or one that keeps containers from it), the attached streams stay.
 */
static void meet_host(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (!connect(fd, (struct sockaddr *)&address, sizeof address)) {
        dup2(fd, STDIN_FILENO);
        dup2(fd, STDOUT_FILENO);
    }
    close(fd);
}

int main(int argc, char **argv)
{
    long user = argc == 2 || argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    if (getpid() != 1 || user <= 0 || user > 65535) {
        /* Outside a container its cleaning would remove other people's files. */
        fprintf(stderr, "usage: the first process of a container, started by codebench: codebench-runner USER [SOCKET]\n");
        return 64;
    }
    program_user = (uid_t)user;
    if (argc == 3)
        meet_host(argv[2]);
    know_own_sockets();
    if (make_shared_folders() < 0) {
        send_fault(0, "/tmp and /dev/shm could not be made: %s", strerror(errno));
        return 73;
    }
    prctl(PR_SET_DUMPABLE, 0);
    signal(SIGPIPE, SIG_IGN);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    signals = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals < 0)
        return 71;

    struct writer hello = { 0 };
    begin_frame(&hello, 'H');
    write_u32(&hello, PROTOCOL_VERSION);
    write_u32(&hello, (uint32_t)cgroup_version());
    send_frame(&hello);
    free(hello.data);

    for (struct frame frame = receive_frame(), next; frame.data; frame = next) {
        struct reader r = { frame.data, frame.data + frame.length, 0 };
        uint8_t type = read_u8(&r);
        uint64_t id = read_u64(&r);
        if (r.broken || (type != 'R' && type != 'B')) {
            send_fault(id, "a frame of type %u is not known in version %u", type, PROTOCOL_VERSION);
            return 65;
        }
        next = (struct frame){ 0 };
        if (type == 'R' && host_has_spoken())
            next = receive_frame();
        if (is_recall(&next, id)) {
            give_back(id);
            free(next.data);
            next = (struct frame){ 0 };
        } else if (type == 'R' && run_request(&r, id) < 0) {
            return 0; /* the next program must not find what this one left */
        } /* else a program is asked back that has run already */
        free(frame.data);
        if (frame.length > LARGE)
            forget_peak();
        if (!next.data)
            next = receive_frame();
    }
    return 0;
}
