/*
 * The runner: PID 1 of every container. It takes programs from its standard input, one at a time, runs each as an
 * unprivileged user, removes all that it left behind, and reports what happened. PROTOCOL.md describes the frames.
 */
#ifndef RUNNER_H
#define RUNNER_H

#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/types.h>

#define PROTOCOL_VERSION 4u
#define WORK_FOLDER "/box/program"
#define TEMPORARY_FOLDER "/box/tmp"    /* where the image's /tmp leads */
#define SHARED_FOLDER "/box/shm"       /* where /dev/shm leads */
#define CAPTURE_HEAD (64u << 10)  /* bytes kept from the start of a stream */
#define CAPTURE_TAIL (64u << 10)  /* bytes kept from its end: the proof of a pass is the last line */
#define MAX_FRAME (256u << 20)
#define SECOND 1000000000ull      /* all times inside the runner are nanoseconds of CLOCK_MONOTONIC */

/* ---- frame.c: length-prefixed frames, little-endian, on standard input and output, which may be one socket ---- */

struct frame { unsigned char *data; uint32_t length; };
struct reader { unsigned char *at, *end; int broken; };
struct writer { unsigned char *data; size_t length, room; };

uint8_t read_u8(struct reader *r);
uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
char *read_text(struct reader *r, uint32_t *length); /* in place, always followed by a NUL */

void write_u8(struct writer *w, uint8_t value);
void write_u32(struct writer *w, uint32_t value);
void write_u64(struct writer *w, uint64_t value);
void write_bytes(struct writer *w, const void *data, size_t length);
void write_text(struct writer *w, const void *data, size_t length);

struct frame receive_frame(void);                    /* without data: the host is gone */
void begin_frame(struct writer *w, uint8_t type);
void end_frame(struct writer *w);                    /* its length is known */
void send_frame(struct writer *w);
void send_fault(uint64_t id, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- child.c: what every process that the runner starts is given, and what is taken from it ---- */

#define EXTRA_FD 3                     /* the one descriptor that such a process has beside its streams */

int detach(int out, int err, int extra); /* own session, streams, no other descriptor, default signals; -1: errno says why */
int confine(void);                     /* no new rights, no calls that lead outside */
void limit(int resource, uint64_t value);
void last_words(int err, char *text, size_t room); /* the end of what its standard error, a pipe without waiting, holds */

/* ---- usage.c: what the container's control group says ---- */

int slurp(const char *path, char *buffer, size_t size); /* a small file, NUL-terminated; -1 where it cannot be read */
int cgroup_version(void);              /* 0 where none can be read */
uint64_t oom_kills(void);              /* processes killed for memory since the container began */
/*
 * A command begins in the runner's memory, and the kernel takes over what that used at its highest: it is set back when the
 * runner has given a lot of it away.
 */
void forget_peak(void);
uint64_t cpu_of_container(void);       /* processor time of everything but the runner itself */
/*
 * Whether the program's own pages fill the container and the limit was hit again since the last call. Then the kernel only
 * throws out and rereads the pages of executables: the program stands still for a long time before it is killed.
 */
int memory_is_short(uint64_t *refusals);
int memory_was_refused(uint64_t refusals); /* whether the limit was hit since that count, or that cannot be told */

/* ---- still.c: whether the runner itself stood still, through no fault of a program ---- */

struct stillness {
    uint64_t time;                     /* how long; 0 where it did not */
    uint64_t waited, refusals;         /* when it was looked last; whoever looks at the memory meanwhile keeps the refusals up to date */
    long faults;
};

void begin_stillness(struct stillness *s);
void after_wait(struct stillness *s, uint64_t due); /* right after a wait that should have ended by then */

/* ---- sweep.c: nothing of one program is left for the next ---- */

void become_program(uid_t uid);        /* real and effective user; root is kept in the saved one */
void become_root(void);
/*
 * Kills until nothing but the runner, an idle helper and the compile server is left; -1: some would not die, -2: the helper does
 * not say that its program has ended. What has ended is told, with the process id 0 for the program that the helper has started.
 */
typedef void on_end(pid_t pid, int status, const struct rusage *usage);
int kill_processes(uid_t uid, int signals, on_end *ended);
pid_t reap(on_end *ended);             /* takes those that have ended; what the last wait4 said */
void know_server_sockets(void);        /* when the compile server has answered: those that it has opened for itself are not left by a program either */
void know_own_sockets(void);           /* before the first program: those of the runner's talk with the host are not left by any */
int remove_name(int folder, const char *name); /* whatever has it, a full folder too; 0 where nothing has it any more */
int remove_leftovers(uid_t uid);       /* files, shared memory, semaphores, queues; -1: something stayed */

/* ---- step.c: one command, watched ---- */

enum step_end { END_EXITED, END_SIGNALLED, END_WALL, END_CPU, END_MEMORY, END_OUTPUT, END_NOT_STARTED };

struct capture {
    unsigned char head[CAPTURE_HEAD], tail[CAPTURE_TAIL]; /* tail is a ring */
    uint64_t total;
};

struct step {
    char **argv, **environment;
    char **helper;                     /* the command of the helper that starts it; NULL for a process of its own */
    char **server;                     /* the command of the server that compiles in its place; NULL for a process of its own */
    uint64_t wall, cpu;                /* nanoseconds */
    uint64_t output, file_size;        /* bytes */
};

struct report {
    enum step_end end;
    int32_t exit_code, signal;
    uint64_t wall, cpu, peak;
    int stuck;                         /* a process of it could not be killed */
    struct capture out, err;
};

uint64_t now(void);
void add_output(struct capture *c, const unsigned char *data, size_t length);
int run_step(const struct step *step, uid_t uid, int signals, struct report *report); /* -1: our own fault, told by fail */

/* ---- helper.c: the warm helper, a process that forks for each program ---- */

enum warm_reply { WARM_NOTHING, WARM_ENDED, WARM_NOT_STARTED, WARM_FAULT, WARM_GONE };

struct warm_end { int status, reason; struct rusage usage; };

int prepare_helper(char **command, char **environment); /* starts it where it is not there yet; -1: told by fail */
int start_warm(const struct step *step, uid_t uid, int out, int err); /* -1: told by fail */
enum warm_reply hear_helper(struct warm_end *end);  /* does not wait */
void helper_ended(void);               /* it was waited for; what it said goes to fail */
pid_t helper_process(void);            /* 0: there is none */
int helper_socket(void);               /* -1: there is none */
int helper_works(void);                /* a program that it has started has not ended yet */
char *identity_of(char **command, char **environment, size_t *length); /* both in one, NUL after each; to be freed */

/* ---- file.c: files of a program ---- */

#define MAX_FILES 256

struct file { const char *name, *content; uint32_t length, step; }; /* step: the only one that it is there for, from 1; 0: for all */

int make_work_folder(uid_t uid);
int put_files(const struct file *files, uint32_t count, uint32_t step, uid_t uid); /* those of a step; -1: told by fail */
void take_files(const struct file *files, uint32_t count, uint32_t step);
/* Appends a file's name and content where it is a regular one that is no longer than so many bytes. Returns its length, -1: it is not. */
int64_t write_result(struct writer *w, const char *name, uint64_t most);

/* ---- server.c: the compile server, a process that compiles for every program ---- */

/*
 * Has the server do a compile step. 1: the report says what came of it; 0: it gave no answer and was stopped, the step is to be
 * run as a process of its own; -1: told by fail.
 */
int compile_warm(const struct step *step, const struct file *files, uint32_t count, uint32_t number, uid_t uid, struct report *report);
pid_t server_process(void);            /* 0: there is none */
void server_ended(void);               /* it was waited for */

/* ---- main.c ---- */

void fail(const char *format, ...) __attribute__((format(printf, 1, 2))); /* the first reason of a request is the one that is told */

#endif
