/*
 * The compile server of a language: a compiler that has started once and compiles for every program, as a user of its own. It
 * is handed source files and hands back what it made of them; it never sees a program's folder, and no program sees it. Whatever
 * it does that is not an answer costs it its life, and the step is done by its command in a process of its own: no program
 * can tell, except by the time. PROTOCOL.md says what is spoken on the socket.
 */
#define _GNU_SOURCE
#include "runner.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE (20 * SECOND)     /* until it is ready; the host waits longer, so that the reason reaches it */
#define LOOK (SECOND / 20)         /* the longest time between two looks at the control group */
#define SHORT_LOOKS 3              /* so many looks in a row at full memory count as out of memory */
#define IDLE 10                    /* the part of its time that a server which hangs may have worked */
#define MAX_ANSWER (64u << 20)

static struct {
    pid_t pid;                     /* 0: there is none */
    uid_t user;
    int socket, err;
    char *identity;                /* command and environment that it was started with, NUL after each */
    size_t identity_length;
} server;

enum talk { TALK_ANSWERED, TALK_LOST, TALK_WALL, TALK_CPU };

pid_t server_process(void) { return server.pid; }

void server_ended(void)
{
    close(server.socket);
    close(server.err);
    free(server.identity);
    memset(&server, 0, sizeof server);
}

static void stop_server(void)
{
    if (!server.pid)
        return;
    become_program(server.user); /* the runner has no right to signal others */
    kill(server.pid, SIGKILL);
    become_root();
    while (waitpid(server.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    server_ended();
}

/* In the child: no right of its own, and the socket. Where memory runs out programs go first, then the server, never the runner. */
static void become_server(char **command, char **environment, uid_t uid, int null, int err, int socket)
{
    if (detach(null, err, socket) < 0 || fcntl(EXTRA_FD, F_SETFD, 0) < 0 || chdir("/") < 0)
        _exit(126);
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    if (score < 0 || write(score, "500", 3) != 3 || close(score) < 0 || setgroups(0, NULL) < 0 || setresgid(uid, uid, uid) < 0
        || setresuid(uid, uid, uid) < 0 || confine() < 0)
        _exit(126);
    environ = environment;
    execvp(command[0], command);
    dprintf(STDERR_FILENO, "cannot start %s: %s", command[0], strerror(errno));
    _exit(127);
}

/* Takes the bytes of an answer as they come, without waiting. Returns 1 when all are there, -1 where there will be none. */
static int hear(struct writer *answer, size_t *length)
{
    static unsigned char buffer[64 << 10];
    for (;;) {
        ssize_t n = recv(server.socket, buffer, sizeof buffer, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return 0;
        if (n <= 0)
            return -1;
        write_bytes(answer, buffer, (size_t)n);
        if (!*length && answer->length >= 4) {
            struct reader r = { answer->data, answer->data + 4, 0 };
            *length = 4 + (size_t)read_u32(&r);
            if (*length > MAX_ANSWER)
                return -1;
        }
        if (*length && answer->length >= *length)
            return answer->length == *length ? 1 : -1;
    }
}

/* Says what there is to say, and waits for the whole answer. */
static enum talk talk(const struct writer *request, struct writer *answer, uint64_t wall, uint64_t cpu)
{
    uint64_t start = now(), cpu_before = cpu_of_container();
    size_t said = 0, length = 0;
    int short_looks = 0;
    struct stillness still;
    begin_stillness(&still);
    for (uint64_t next_look = start + LOOK;;) {
        uint64_t time = now();
        if (time - start >= wall) /* who has hardly worked in all that time does not compile: it hangs, or all stood still */
            return still.time > 0 || cpu_of_container() - cpu_before < wall / IDLE ? TALK_LOST : TALK_WALL;
        if (time >= next_look) {
            if (cpu_of_container() - cpu_before > cpu)
                return TALK_CPU;
            short_looks = memory_is_short(&still.refusals) ? short_looks + 1 : 0;
            if (short_looks >= SHORT_LOOKS)
                return TALK_LOST;
            next_look = time + LOOK;
        }
        uint64_t until = start + wall < next_look ? start + wall : next_look;
        struct pollfd fds[2] = { { server.socket, (short)(POLLIN | (said < request->length ? POLLOUT : 0)), 0 }, { STDIN_FILENO, 0, 0 } };
        if (poll(fds, 2, (int)((until - time) / 1000000) + 1) < 0 && errno != EINTR)
            return TALK_LOST;
        after_wait(&still, until);
        if (fds[1].revents & (POLLHUP | POLLERR))
            _exit(0); /* the host is gone; with PID 1 everything in the container ends */
        if (fds[0].revents & POLLOUT) {
            ssize_t n = send(server.socket, request->data + said, request->length - said, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n < 0 && errno != EAGAIN && errno != EINTR)
                return TALK_LOST;
            said += n > 0 ? (size_t)n : 0;
        }
        int heard = fds[0].revents & (POLLIN | POLLHUP | POLLERR) ? hear(answer, &length) : 0;
        if (heard)
            return heard > 0 ? TALK_ANSWERED : TALK_LOST;
    }
}

static int prepare_server(char **command, char **environment, uid_t uid)
{
    size_t length;
    char *identity = identity_of(command, environment, &length);
    char end;
    int is_there = server.pid && server.identity_length == length && !memcmp(server.identity, identity, length)
        && recv(server.socket, &end, 1, MSG_DONTWAIT | MSG_PEEK) < 0 && errno == EAGAIN;
    if (is_there) {
        free(identity);
        return 0;
    }
    stop_server();
    int sockets[2], err[2], null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0 || pipe2(err, O_CLOEXEC) < 0)
        return fail("the compile server cannot be reached: %s", strerror(errno)), -1;
    server.pid = fork();
    if (server.pid < 0) {
        server.pid = 0;
        return fail("the compile server cannot be started: %s", strerror(errno)), -1;
    }
    if (server.pid == 0)
        become_server(command, environment, uid, null, err[1], sockets[1]);
    close(null);
    close(err[1]);
    close(sockets[1]);
    server.user = uid;
    server.socket = sockets[0];
    server.err = err[0];
    server.identity = identity;
    server.identity_length = length;
    fcntl(server.err, F_SETFL, O_NONBLOCK);

    struct writer nothing = { 0 }, ready = { 0 };
    enum talk how = talk(&nothing, &ready, PATIENCE, PATIENCE);
    int is_ready = how == TALK_ANSWERED && ready.length == 5 && ready.data[4] == 'R';
    free(ready.data);
    if (is_ready)
        return 0;
    char words[512];
    last_words(server.err, words, sizeof words);
    fail("the compile server was not ready in time%s%s", words[0] ? ": " : "", words);
    stop_server();
    return -1;
}

static void say(struct writer *w, const void *text, size_t length)
{
    write_text(w, text, length);
    write_u8(w, 0);
}

static void ask(struct writer *w, const struct step *step, const struct file *files, uint32_t count, uint32_t number)
{
    uint32_t arguments = 0, sources = 0;
    while (step->argv[arguments])
        arguments++;
    for (uint32_t i = 0; i < count; i++)
        sources += files[i].step == 0 || files[i].step == number;
    begin_frame(w, 'C');
    write_u32(w, arguments);
    for (uint32_t i = 0; i < arguments; i++)
        say(w, step->argv[i], strlen(step->argv[i]));
    write_u32(w, sources);
    for (uint32_t i = 0; i < count; i++)
        if (files[i].step == 0 || files[i].step == number) {
            say(w, files[i].name, strlen(files[i].name));
            say(w, files[i].content, files[i].length);
        }
    end_frame(w);
}

static void read_stream(struct reader *r, struct capture *capture)
{
    uint32_t length;
    char *text = read_text(r, &length);
    add_output(capture, (unsigned char *)text, length);
}

/* What it made goes into the program's folder, as the program's own. */
static int accept_files(struct reader *r, uint64_t file_size, uid_t uid)
{
    uint32_t count = read_u32(r);
    for (uint32_t i = 0; i < count && !r->broken; i++) {
        struct file file = { .step = 1 };
        file.name = read_text(r, NULL);
        file.content = read_text(r, &file.length);
        if (r->broken || file.length > file_size || put_files(&file, 1, 1, uid) < 0)
            return -1;
    }
    return r->broken || r->at != r->end ? -1 : 0;
}

/* 1: the report is filled; 0: the server does not want to; -1: that was no answer. */
static int take_answer(struct writer *answer, const struct step *step, uid_t uid, struct report *report)
{
    struct reader r = { answer->data + 4, answer->data + answer->length, 0 };
    uint8_t type = read_u8(&r);
    if (type != 'E')
        return type == 'N' && r.at == r.end ? 0 : -1;
    report->exit_code = (int32_t)read_u32(&r);
    read_stream(&r, &report->out);
    read_stream(&r, &report->err);
    report->end = report->out.total > step->output || report->err.total > step->output ? END_OUTPUT : END_EXITED;
    return accept_files(&r, step->file_size, uid) < 0 ? -1 : 1;
}

int compile_warm(const struct step *step, const struct file *files, uint32_t count, uint32_t number, uid_t uid, struct report *report)
{
    struct writer request = { 0 }, answer = { 0 };
    memset(report, 0, offsetof(struct report, out));
    report->out.total = report->err.total = 0;
    if (prepare_server(step->server, step->environment, uid + 1) < 0)
        return -1;
    ask(&request, step, files, count, number);
    uint64_t start = now(), cpu_before = cpu_of_container();
    enum talk how = talk(&request, &answer, step->wall, step->cpu);
    report->wall = now() - start;
    report->cpu = cpu_of_container() - cpu_before;
    int result = how == TALK_ANSWERED ? take_answer(&answer, step, uid, report) : how == TALK_LOST ? -1 : 1;
    if (how == TALK_WALL || how == TALK_CPU) {
        report->end = how == TALK_WALL ? END_WALL : END_CPU;
        report->exit_code = -1;
        report->signal = SIGKILL;
    }
    if (result < 0 || (result > 0 && report->end != END_EXITED)) {
        stop_server();
    } else {
        static char words[512];
        last_words(server.err, words, sizeof words); /* a full pipe would hold it up some day */
        know_server_sockets();
    }
    free(request.data);
    free(answer.data);
    return result > 0;
}
