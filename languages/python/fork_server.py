"""The warm helper of Python: an interpreter that has started once, and forks for each program.

It does what `python3 FILE` and `python3 -c TEXT` do, from the command on; any other command is executed as it is. Standard
output, exit status, traceback, the order of everything at the end and the limit of recursion are those of a new interpreter.
The runner's src/runner/PROTOCOL.md says what is spoken on descriptor 3.
"""

# What most programs import, so that they need not; `import x` costs next to nothing where x is loaded. Every fork copies the
# map of this memory, so what few programs need is left out. None of these makes an attribute appear in a package that a
# program would not find there without us: a test compares.
import _collections_abc, abc, bisect, cmath, collections, copy, functools, heapq, itertools, math  # noqa: F401
import operator, os, re, string, time, types  # noqa: F401

import _socket
import atexit
import builtins
import ctypes
import gc
import resource
import signal
import struct
import sys

# The functions below keep the builtins as they are now: a program may replace what it likes, and still ends as it should.
__builtins__ = dict(builtins.__dict__)

SOCKET = 3
WORK_FOLDER = "/box/program"
MAX_PACKET = 64 << 10
HEAD = struct.Struct("<IQQI")  # user, seconds of processor time, bytes of a file, count of arguments
END = struct.Struct("<cIQQQ")  # 'E', wait status, microseconds as user and as system, largest resident set in KiB
PR_SET_DUMPABLE = 4


class _Program:
    """A program as `python3` would see it: what it is called, and its text."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.file = None if arguments[1] == "-c" else os.path.join(WORK_FOLDER, arguments[1])
        self.name = "<string>" if self.file is None else self.file
        self.argv = ["-c", *arguments[3:]] if self.file is None else arguments[1:]

    def read(self):
        """The text; None where `python3` itself should have a look at it."""
        if self.file is None:
            return self.arguments[2].encode("utf-8", "surrogateescape")
        try:
            with open(self.file, "rb") as file:
                text = file.read()
            text.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return None if b"\0" in text or b"coding" in b"".join(text.splitlines()[:2]) else text

    def become_main(self):
        """Puts a new module __main__ in the place of this one, as the interpreter fills it."""
        module = type(sys)("__main__")
        names = module.__dict__
        names["__builtins__"] = builtins
        names["__annotations__"] = {}
        if self.file is None:
            names["__loader__"] = sys.modules["_frozen_importlib"].BuiltinImporter
        else:
            names["__loader__"] = sys.modules["_frozen_importlib_external"].SourceFileLoader("__main__", self.file)
            names["__file__"] = self.file
            names["__cached__"] = None
        sys.modules["__main__"] = module
        sys.argv = self.argv
        sys.orig_argv = self.arguments
        sys.path[0] = "" if self.file is None else os.path.dirname(self.file)
        return names


class _Shelf:
    """A module that is loaded and put out of sight until somebody imports it, with the submodule that it brings to a
    package: `collections.abc` is there only for those who have imported it, or `typing`."""

    def __init__(self, name, package, submodule):
        before = set(sys.modules)
        __import__(name)
        self.name, self.spec, self.loader = name, sys.modules[name].__spec__, sys.modules[name].__loader__
        self.package, self.submodule = sys.modules[package], submodule
        self.full = f"{package}.{submodule}"
        self.own = {key: sys.modules.pop(key) for key in set(sys.modules) - before if key.split(".")[0] == name}
        self.value = sys.modules.pop(self.full)
        delattr(self.package, submodule)
        sys.meta_path.insert(0, self)

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        self.spec.loader = self
        return self.spec

    def create_module(self, spec):
        return self.own[self.name]

    def exec_module(self, module):
        self.spec.loader = self.loader
        sys.meta_path.remove(self)
        sys.modules.update(self.own)
        if self.full not in sys.modules:
            sys.modules[self.full] = self.value
            setattr(self.package, self.submodule, self.value)


def _levels():
    """How deep a function can call itself from here."""
    count = 0

    def down():
        nonlocal count
        count += 1
        down()

    try:
        down()
    except RecursionError:
        return count


def _lift(levels):
    """Lets the interpreter count so many levels of recursion less than there are."""
    state = ctypes.pythonapi.PyThreadState_Get
    state.restype = ctypes.POINTER(ctypes.c_int32)
    words, limit = state(), sys.getrecursionlimit()
    before = words[:32]
    sys.setrecursionlimit(limit + 1)
    after = words[:32]
    sys.setrecursionlimit(limit)
    # What is left of the limit, and the limit: both grew by one, and nothing else did.
    changed = [index for index in range(32) if after[index] != before[index]]
    if len(changed) == 2 and changed[1] == changed[0] + 1 and before[changed[1]] == limit:
        words[changed[0]] += levels
    else:
        sys.setrecursionlimit(limit + levels)


def _limit(kind, value):
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _give_up_rights(user, cpu, file_size, streams, prctl):
    """In the child, before a byte of the program is read. The rest of it (no new rights, no calls that lead outside, the
    count of open files) was done to the helper itself, and is inherited."""
    os.setsid()
    null = os.open("/dev/null", os.O_RDONLY)  # of its own: flags and locks of a shared one would outlive the program
    os.dup2(null, 0)
    os.dup2(streams[0], 1)
    os.dup2(streams[1], 2)
    os.closerange(SOCKET + 1, 1024)
    _limit(resource.RLIMIT_FSIZE, file_size)
    _limit(resource.RLIMIT_CPU, cpu)
    # When memory runs out the kernel takes the program and neither this helper nor the runner.
    score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(score, b"1000")
    os.close(score)
    os.chdir(WORK_FOLDER)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    # /proc/self belongs to the program, as that of a new process does.
    if prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) != 0:
        raise OSError("prctl")


def _begin(socket, packet, streams, prctl):
    """In the child: all up to the program's first byte. Returns its text and the names of its __main__."""
    user, cpu, file_size, count = HEAD.unpack_from(packet)
    arguments = [os.fsdecode(argument) for argument in packet[HEAD.size:].split(b"\0")[:count]]
    try:
        _give_up_rights(user, cpu, file_size, streams, prctl)
    except BaseException as failure:
        socket.send(b"F" + repr(failure).encode("utf-8", "replace"))
        os._exit(126)
    known = arguments[0] == "python3" and len(arguments) > 1 and (
        len(arguments) > 2 if arguments[1] == "-c" else not arguments[1].startswith("-"))
    program = _Program(arguments) if known else None
    text = program.read() if known else None
    if text is None:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        os.set_inheritable(SOCKET, False)
        try:
            os.execvp(arguments[0], arguments)
        except OSError as failure:
            socket.send(b"N" + struct.pack("<I", failure.errno))
            os._exit(127)
    socket.close()
    return program, text, program.become_main()


def _serve():
    """Forks for each request, and reports each end. Returns in children only."""
    prctl = ctypes.CDLL(None).prctl
    socket = _socket.socket(fileno=SOCKET)
    streams_size = _socket.CMSG_LEN(2 * struct.calcsize("i"))
    sys.path_importer_cache.pop(sys.path[0], None)
    gc.collect()
    gc.freeze()  # so that no child copies these objects only to look whether they are still in use
    socket.send(b"R")
    while True:
        packet, extra, _, _ = socket.recvmsg(MAX_PACKET, streams_size, _socket.MSG_CMSG_CLOEXEC)
        if not packet:
            os._exit(0)
        streams = struct.unpack("ii", extra[0][2])
        try:
            child = os.fork()
        except OSError as failure:
            socket.send(b"F" + repr(failure).encode("utf-8", "replace"))
            child = None
        if child == 0:
            return _begin(socket, packet, streams, prctl)
        for stream in streams:
            os.close(stream)
        if child is None:
            socket.send(END.pack(b"E", 126 << 8, 0, 0, 0))
            continue
        _, status, usage = os.wait4(child, 0)
        socket.send(END.pack(b"E", status, round(usage.ru_utime * 1e6), round(usage.ru_stime * 1e6), usage.ru_maxrss))


class _Ending:
    """How an interpreter ends. All that it needs is taken before the program runs, which may replace whatever it likes."""

    def __init__(self):
        self.exit, self.kill, self.getpid = os._exit, os.kill, os.getpid
        self.collect, self.is_collecting = gc.collect, gc.isenabled
        self.run_exit_functions = atexit._run_exitfuncs
        self.set_handler = signal.signal
        self.names, self.modules, self.show = sys.__dict__, sys.modules, sys.__excepthook__

    def tell(self, failure):
        """Says what ended the program; returns its exit status (PyErr_PrintEx)."""
        if isinstance(failure, SystemExit):
            return self.status_of(failure)
        # The first frame is this module's.
        kind, traceback = type(failure), failure.__traceback__ and failure.__traceback__.tb_next
        failure.__traceback__ = traceback
        self.names.update(last_type=kind, last_value=failure, last_traceback=traceback)
        hook = self.names.get("excepthook", self)
        if hook is self:
            self.write("sys.excepthook is missing\n")
            hook = self.show
        inner = None
        try:
            hook(kind, failure, traceback)
        except BaseException as another:
            inner = another
        if isinstance(inner, SystemExit):
            return self.status_of(inner)
        if inner is not None:
            self.write("Error in sys.excepthook:\n")
            inner.__traceback__ = inner.__traceback__ and inner.__traceback__.tb_next
            self.show(type(inner), inner, inner.__traceback__)
            self.write("\nOriginal exception was:\n")
            self.show(kind, failure, traceback)
        return 1

    def status_of(self, failure):
        code = failure.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xFF if -1 << 63 <= code < 1 << 63 else 0xFF
        try:
            self.write(str(code))
        except BaseException:
            pass
        self.write("\n")
        return 1

    def write(self, text):
        try:
            self.names["stderr"].write(text)
        except BaseException:
            pass

    def flush(self):
        """Whether both streams took all that was written (flush_std_files)."""
        return all([self.flush_one(self.names.get("stdout"), quietly=False), self.flush_one(self.names.get("stderr"), quietly=True)])

    def flush_one(self, stream, quietly):
        if stream is None or getattr(stream, "closed", False):
            return True
        try:
            stream.flush()
            return True
        except BaseException as failure:
            if not quietly:
                self.ignore(failure, stream)
            return False

    def ignore(self, failure, where):
        """Says so as the interpreter does of exceptions that nobody can catch."""
        self.write(f"Exception ignored in: {where!r}\n")
        traceback = failure.__traceback__ and failure.__traceback__.tb_next
        failure.__traceback__ = traceback
        self.show(type(failure), failure, traceback)

    def before_modules_go(self):
        """Threads, exit functions, what is buffered (the first part of Py_FinalizeEx)."""
        threading = self.modules.get("threading")
        if threading is not None:
            try:
                threading._shutdown()
            except BaseException as failure:
                self.ignore(failure, threading)
        self.run_exit_functions()
        done = self.flush()
        if self.is_collecting():
            self.collect()
        return done

    def let_objects_go(self):
        """Objects that only the program's names held end here, with their last words (finalize_modules)."""
        for name in "last_type", "last_value", "last_traceback", "last_exc":
            self.names.pop(name, None)
        for name in "stdin", "stdout", "stderr":
            self.names[name] = self.names.get(f"__{name}__")
        self.modules.pop("__main__", None)
        self.collect()
        self.flush_one(self.names["stdout"], quietly=True)

    def end(self, status, failed_by):
        """The rest of the process's life, once the program's text has been executed and its names are forgotten."""
        done = True
        try:
            done = self.before_modules_go()
        finally:
            try:
                self.let_objects_go()
            finally:
                if failed_by is KeyboardInterrupt:
                    self.set_handler(signal.SIGINT, signal.SIG_DFL)
                    self.kill(self.getpid(), signal.SIGINT)
                self.exit(status if done else 120)


_Shelf("typing", "collections", "abc")

# A program stands below this module, where a new interpreter has it at the bottom.
_below = {"levels": _levels}
exec(compile("levels = levels()", "", "exec"), _below)
_lift(_levels() - _below["levels"])

_program, _text, _names = _serve()
_ending, _trace, _profile = _Ending(), sys.settrace, sys.setprofile
_failure = None
try:
    exec(compile(_text, _program.name, "exec", dont_inherit=True), _names)
except BaseException as _reason:
    _failure = _reason
_trace(None)  # here, not in a function, whose call would be traced
_profile(None)
_text = _names = None
_status = 0 if _failure is None else _ending.tell(_failure)
_kind, _failure = type(_failure), None
_ending.end(_status, _kind)
