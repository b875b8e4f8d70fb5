"""
Calls a solution with each input and writes what comes of it. What is expected is not known here: a solution shares this process.

Reads program.py, inputs.jsonl (lines of plain.py: the arguments) and drive.json: {"entry_point": name, "limits": [seconds for each
input], "wall_factor": number, "all": whether to go on behind an input that failed, "oracle": how results will be compared}.
Writes results.jsonl, a line for each input that was tried: "=" and a line of plain.py; "!" and [type, message] of an
exception; or "T", out of time. Exits with 0 where the solution could be called at all.
"""

import itertools
import json
import os
import signal
import sys

import plain

MOST_ITEMS = 1_000_000   # of an iterator
MOST_MESSAGE = 300       # characters of an exception's message
AGAIN = 0.1              # seconds until a solution that has caught its end is told again


class OutOfTime(BaseException):
    pass


class Clock:
    """The limits of one call: processor time, and more of wall time for what waits."""

    def __init__(self, wall_factor):
        self.wall_factor = wall_factor
        self.fired = False
        self._set = signal.setitimer
        self._processor, self._wall = signal.ITIMER_PROF, signal.ITIMER_REAL
        signal.signal(signal.SIGPROF, self._fire)
        signal.signal(signal.SIGALRM, self._fire)

    def start(self, seconds):
        self.fired = False
        self._set(self._processor, seconds, AGAIN)
        self._set(self._wall, seconds * self.wall_factor, AGAIN)

    def stop(self):
        self._set(self._processor, 0)
        self._set(self._wall, 0)

    def _fire(self, number, frame):
        self.fired = True
        raise OutOfTime


def load(name):
    """The solution's function. What fails here is told as the interpreter would tell it, and ends the process."""
    with open('program.py', encoding='utf-8') as file:
        text = file.read()
    try:
        program = compile(text, 'program.py', 'exec')
    except BaseException as error:
        import traceback
        end_with(traceback.format_exception_only(error))
    # Without a name of its own, so that what stands under `if __name__ == "__main__":` does not run.
    namespace = {}
    try:
        exec(program, namespace)
        return namespace[name]
    except KeyError as error:
        if error.__traceback__.tb_next is None:
            end_with([f"NameError: name '{name}' is not defined\n"])
        end_with(told(error))
    except BaseException as error:
        end_with(told(error))


def told(error):
    """An exception's traceback without the frames of this file."""
    import traceback
    return traceback.format_exception(type(error), error, error.__traceback__.tb_next)


def end_with(lines):
    flush(sys.stdout)
    try:
        sys.stderr.writelines(lines)
    except BaseException:
        pass
    flush(sys.stderr)
    os._exit(1)


def flush(stream):
    try:
        stream.flush()
    except BaseException:
        pass


def is_iterator(value):
    return hasattr(type(value), '__next__')


def call(function, line, seconds, clock, iterate):
    """Calls it once. Returns the line to be written, and the exception, if any."""
    arguments = plain.value_of(line)
    try:
        try:
            clock.start(seconds)
            result = function(*arguments)
            if iterate and is_iterator(result):
                result = plain.Iterated(list(itertools.islice(result, MOST_ITEMS)))
        finally:
            clock.stop()
    except OutOfTime:
        clock.stop()
        return 'T', None
    except BaseException as error:
        return ('T', None) if clock.fired else ('!' + message_of(error), error)
    return ('T' if clock.fired else '=' + plain.line_of(result)), None


def message_of(error):
    try:
        text = str(error)
        text = text if type(text) is str else ''
    except BaseException:
        text = ''
    return plain.line_of([type(error).__name__, text[:MOST_MESSAGE]])


def main():
    with open('drive.json', encoding='utf-8') as file:
        request = json.load(file)
    with open('inputs.jsonl', encoding='ascii') as file:
        inputs = file.read().splitlines()
    limits, goes_on, iterate = request['limits'], request['all'], request['oracle'].get('kind') == 'set'
    clock, write, leave = Clock(request['wall_factor']), os.write, os._exit
    sys.set_int_max_str_digits(0)
    sys.path[0] = os.getcwd()
    function = load(request['entry_point'])
    results, first = [], None
    for line, seconds in zip(inputs, limits):
        result, error = call(function, line, seconds, clock, iterate)
        results.append(result)
        first = first or error
        if result[0] != '=' and not goes_on:
            break
    if first is not None:
        try:
            sys.stderr.writelines(told(first))
        except BaseException:
            pass
    flush(sys.stdout)
    flush(sys.stderr)
    content = ''.join(result + '\n' for result in results).encode('ascii')
    file = os.open('results.jsonl', os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    while content:
        content = content[write(file, content):]
    # All that was asked for is there: threads and exit hooks of the solution have no part in it.
    leave(0)


if __name__ == '__main__':
    main()
