/*
 * The warm helper of a language: a process that has done once what every program of the language would do first, and that
 * forks for each of them. It runs as root, so that no program can reach it; its children give up every right before they
 * read a byte of a program. PROTOCOL.md says what is spoken on the socket.
 */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE (10 * SECOND) /* until a helper is ready; the host waits longer, so that the reason reaches it */
#define MAX_PACKET (64u << 10)

static struct {
    pid_t pid;                   /* 0: there is none */
    int socket, out, err;
    int working;                 /* it owes the end of a program */
    char *identity;              /* command and environment that it was started with, NUL after each */
    size_t identity_length;
} helper;

static unsigned char packet[MAX_PACKET];

static void close_helper(void)
{
    close(helper.socket);
    close(helper.out);
    close(helper.err);
    free(helper.identity);
    memset(&helper, 0, sizeof helper);
}

pid_t helper_process(void) { return helper.pid; }
int helper_socket(void) { return helper.pid ? helper.socket : -1; }
int helper_works(void) { return helper.pid && helper.working; }

void helper_ended(void)
{
    /* What it said last is worth more than its status: a traceback, the reason why memory was short. */
    char words[512];
    last_words(helper.err, words, sizeof words);
    fail("the warm helper ended%s%s", words[0] ? ": " : "", words);
    close_helper();
}

static void stop_helper(void)
{
    if (!helper.pid)
        return;
    kill(helper.pid, SIGKILL);
    while (waitpid(helper.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    close_helper();
}

static size_t measure(char **texts)
{
    size_t length = 0;
    for (; *texts; texts++)
        length += strlen(*texts) + 1;
    return length;
}

static char *append(char *to, char **texts)
{
    for (; *texts; texts++)
        to = stpcpy(to, *texts) + 1;
    return to;
}

char *identity_of(char **command, char **environment, size_t *length)
{
    *length = measure(command) + 1 + measure(environment);
    char *identity = malloc(*length);
    if (!identity)
        _exit(70);
    char *end = append(identity, command);
    *end = 0;
    append(end + 1, environment);
    return identity;
}

/* In the child: as a step is started, but with root's rights, without limits of a program, and with the socket. */
static void become_helper(char **command, char **environment, int out, int err, int socket)
{
    if (detach(out, err, socket) < 0 || fcntl(EXTRA_FD, F_SETFD, 0) < 0 || chdir("/") < 0 || confine() < 0)
        _exit(126);
    environ = environment;
    execvp(command[0], command);
    dprintf(STDERR_FILENO, "cannot start %s: %s", command[0], strerror(errno));
    _exit(127);
}

/* Waits for the packet that says that it is ready. */
static int await_ready(void)
{
    uint64_t deadline = now() + PATIENCE;
    for (;;) {
        struct pollfd fds[2] = { { helper.socket, POLLIN, 0 }, { STDIN_FILENO, 0, 0 } };
        uint64_t time = now();
        if (time >= deadline)
            return fail("the warm helper was not ready in time"), -1;
        if (poll(fds, 2, (int)((deadline - time) / 1000000) + 1) < 0 && errno != EINTR)
            return fail("the warm helper cannot be waited for: %s", strerror(errno)), -1;
        if (fds[1].revents & (POLLHUP | POLLERR))
            _exit(0); /* the host is gone */
        if (!fds[0].revents)
            continue;
        ssize_t n = recv(helper.socket, packet, sizeof packet, 0);
        if (n == 1 && packet[0] == 'R')
            return 0;
        if (n > 0)
            return fail("the warm helper does not speak this protocol"), -1;
        while (waitpid(helper.pid, NULL, 0) < 0 && errno == EINTR)
            ;
        helper_ended();
        return -1;
    }
}

/* One that has died while nothing ran would cost the next program its first try. */
static int is_alive(void)
{
    char end;
    ssize_t n = helper.pid ? recv(helper.socket, &end, 1, MSG_DONTWAIT | MSG_PEEK) : 0;
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

int prepare_helper(char **command, char **environment)
{
    size_t length;
    char *identity = identity_of(command, environment, &length);
    int sockets[2], out[2], err[2];
    if (is_alive() && helper.identity_length == length && !memcmp(helper.identity, identity, length)) {
        free(identity);
        return 0;
    }
    stop_helper();
    /* Its standard output and error are pipes as a program's are: an interpreter looks once at what they are. */
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0 || pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0)
        return fail("the warm helper cannot be reached: %s", strerror(errno)), -1;
    helper.pid = fork();
    if (helper.pid < 0) {
        helper.pid = 0;
        return fail("the warm helper cannot be started: %s", strerror(errno)), -1;
    }
    if (helper.pid == 0)
        become_helper(command, environment, out[1], err[1], sockets[1]);
    close(out[1]);
    close(err[1]);
    close(sockets[1]);
    helper.socket = sockets[0];
    helper.out = out[0];
    helper.err = err[0];
    helper.identity = identity;
    helper.identity_length = length;
    fcntl(helper.out, F_SETFL, O_NONBLOCK);
    fcntl(helper.err, F_SETFL, O_NONBLOCK);
    int result = await_ready();
    if (result < 0)
        stop_helper();
    return result;
}

int start_warm(const struct step *step, uid_t uid, int out, int err)
{
    struct writer w = { 0 };
    uint32_t count = 0;
    while (step->argv[count])
        count++;
    write_u32(&w, uid);
    write_u64(&w, step->cpu / SECOND + 2); /* a second net, as for fresh processes */
    write_u64(&w, step->file_size);
    write_u32(&w, count);
    for (uint32_t i = 0; i < count; i++)
        write_bytes(&w, step->argv[i], strlen(step->argv[i]) + 1);

    union { char bytes[CMSG_SPACE(2 * sizeof(int))]; struct cmsghdr align; } control = { 0 };
    struct iovec part = { w.data, w.length };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    int streams[2] = { out, err };
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof streams);
    memcpy(CMSG_DATA(header), streams, sizeof streams);
    int result = -1;
    if (w.length > MAX_PACKET)
        fail("a command of %zu bytes is too long for a warm helper", w.length);
    else if (sendmsg(helper.socket, &message, MSG_NOSIGNAL) < 0)
        fail("the warm helper cannot be asked: %s", strerror(errno));
    else
        result = 0;
    free(w.data);
    helper.working = result == 0;
    return result;
}

enum warm_reply hear_helper(struct warm_end *end)
{
    ssize_t n = recv(helper.socket, packet, sizeof packet, MSG_DONTWAIT);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? WARM_NOTHING : WARM_GONE;
    if (n == 0)
        return WARM_GONE;
    struct reader r = { packet, packet + n, 0 };
    switch (read_u8(&r)) {
    case 'E':
        end->status = (int)read_u32(&r);
        uint64_t user = read_u64(&r), system = read_u64(&r);
        end->usage = (struct rusage){
            .ru_utime = { (time_t)(user / 1000000), (suseconds_t)(user % 1000000) },
            .ru_stime = { (time_t)(system / 1000000), (suseconds_t)(system % 1000000) },
            .ru_maxrss = (long)read_u64(&r),
        };
        helper.working = 0;
        return r.broken ? WARM_GONE : WARM_ENDED;
    case 'N':
        end->reason = (int)read_u32(&r);
        return WARM_NOT_STARTED;
    default: /* 'F' */
        fail("the warm helper could not start a program: %.*s", (int)(n - 1), (char *)packet + 1);
        return WARM_FAULT;
    }
}
