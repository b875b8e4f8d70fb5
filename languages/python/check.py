"""
Compares what a solution returned with what is expected. Nothing of the solution runs here; what it left is data that may say anything.

Reads inputs.jsonl and expected.jsonl (lines of plain.py), results.jsonl as drive.py writes it, and check.json: {"oracle": how to compare,
"all": whether to go on behind an input that failed, "word": text}. Writes one line of JSON to standard output: {"statuses": a letter for each input (P passed,
W wrong, R raised, T timed out, N not run), "word": the word}; and to standard error what the first failure was. Exits with 0 where all
inputs passed or all were to be tried, else with 1.

The oracle, an object; results are compared as EvalPlus compares them:
    kind         equal (default): result == expected; set: set(result) == set(expected), also of an iterator; not_none: whether there is a result at all,
                 where expected is; root: the first argument is a polynomial, and the result a root of it; always: any result passes
    atol         the tolerance, 0 for none: then a result that is not equal passes too where it is of the same type and length, and close
                 (numpy.allclose with rtol 1e-7). It is 1e-6 from the first expected float, or list or tuple of floats, on
    accept       results that pass as well, a list
    alternative  Python that defines alternative(arguments ..): a result that is equal to what it returns passes as well
"""

import json
import math
import os
import stat
import sys

import plain

RTOL = 1e-7
FLOAT_ATOL = 1e-6
MOST_RESULTS = 256 << 20 # bytes of all results
MOST_DIGITS = 10_000     # of an integer that a solution has written in decimal
MOST_SHOWN = 300         # characters of a value in a message


class Oracle:
    def __init__(self, request, expected):
        self.kind = request.get('kind', 'equal')
        self.atol = request.get('atol') or 0
        self.accept = request.get('accept', [])
        self.alternative = self._define(request.get('alternative'))
        self._expected = expected
        if self.kind not in ('equal', 'set', 'not_none', 'root', 'always'):
            raise ValueError(f'there is no oracle {self.kind}')
        # The same text is the same value, where nothing but that decides.
        self._by_text = self.kind in ('equal', 'set')
        self._first_float = None

    @staticmethod
    def _define(text):
        if text is None:
            return None
        namespace = {}
        exec(text, namespace)
        return namespace['alternative']

    def passes(self, index, line, arguments):
        """Whether a result passes; any exception says that it does not."""
        expected_line = self._expected[index]
        if self._by_text and line == expected_line and plain.is_its_own_equal(line):
            return True
        result, expected = plain.value_of(line), plain.value_of(expected_line)
        arguments = plain.value_of(arguments)
        if self.kind == 'root':
            return abs(sum(factor * math.pow(result, power) for power, factor in enumerate(arguments[0]))) <= self.atol
        atol = self._tolerance(index)
        if self._is_right(result, expected, arguments):
            return True
        if atol == 0 or plain.type_of(line) != plain.type_of(expected_line):
            return False
        if isinstance(expected, (list, tuple)) and len(result) != len(expected):
            return False
        return is_close(result, expected, atol)

    def _is_right(self, result, expected, arguments):
        if self.kind == 'set':
            right = set(items_of(result)) == set(items_of(expected))
        elif self.kind == 'not_none':
            wanted = expected is not None
            right = result == wanted if isinstance(result, bool) else (result is not None) == wanted
        elif self.kind == 'always':
            right = True
        else:
            right = result == expected
        if not right:
            right = any(result == other for other in self.accept)
        if not right and self.alternative is not None:
            other = self.alternative(*arguments)
            right = result == other or abs(result - other) <= self.atol
        return right

    def _tolerance(self, index):
        if self.atol != 0:
            return self.atol
        if self._first_float is None:
            lines = enumerate(self._expected)
            self._first_float = next((i for i, line in lines if is_floats(plain.value_of(line))), len(self._expected))
        return FLOAT_ATOL if index >= self._first_float else 0


def items_of(value):
    return value.items if isinstance(value, plain.Iterated) else value


def is_floats(value):
    return isinstance(value, float) or (isinstance(value, (list, tuple)) and len(value) > 0 and all(isinstance(item, float) for item in value))


def is_close(result, expected, atol):
    """As numpy.allclose would say of the two as arrays; TypeError and ValueError where it would raise."""
    shape_of(result), shape_of(expected)
    return all_close(result, expected, atol)


def shape_of(value):
    if not isinstance(value, (list, tuple)):
        if not isinstance(value, (bool, int, float, complex)):
            raise TypeError('not a number')
        return ()
    shapes = {shape_of(item) for item in value}
    if len(shapes) > 1:
        raise ValueError('the lists have several lengths')
    return (len(value), *(shapes.pop() if shapes else ()))


def all_close(result, expected, atol):
    of_result, of_expected = (items if isinstance(items, (list, tuple)) else None for items in (result, expected))
    if of_result is None and of_expected is None:
        return number_is_close(result, expected, atol)
    if of_result is None or (of_expected is not None and len(of_result) == 1 != len(of_expected)):
        return all(all_close(result if of_result is None else of_result[0], item, atol) for item in of_expected)
    if of_expected is None or len(of_expected) == 1 != len(of_result):
        return all(all_close(item, expected if of_expected is None else of_expected[0], atol) for item in of_result)
    if len(of_result) != len(of_expected):
        raise ValueError('the shapes do not fit')
    return all(all_close(one, other, atol) for one, other in zip(of_result, of_expected))


def number_is_close(result, expected, atol):
    if not isinstance(result, complex) and not isinstance(expected, complex):
        result, expected = float(result), float(expected)
    if result == expected:
        return True
    difference = abs(result - expected)
    # Of two numbers that are not equal, one that is not finite is close to none.
    return math.isfinite(abs(expected)) and math.isfinite(difference) and difference <= atol + RTOL * abs(expected)


def read_results():
    """What the solution left: lines, or none where it is no plain file."""
    try:
        file = os.open('results.jsonl', os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return []
    with open(file, 'rb') as stream:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return []
        return stream.read(MOST_RESULTS).decode('ascii', 'replace').split('\n')


def read_lines(name):
    with open(name, encoding='ascii') as file:
        return file.read().splitlines()


def status_of(oracle, index, result, arguments):
    if result == 'T':
        return 'T'
    if result.startswith('!'):
        return 'R'
    if not result.startswith('='):
        return 'N'
    try:
        return 'P' if oracle.passes(index, result[1:], arguments) else 'W'
    except Exception:
        return 'W'


def shown(line):
    try:
        text = repr(plain.value_of(line))
    except Exception:
        text = line
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + ' ..'


def explain(status, arguments, expected, result):
    what = {
        'W': lambda: f'got {shown(result[1:])}',
        'R': lambda: 'raised ' + ': '.join(str(part) for part in json.loads(result[1:])),
        'T': lambda: 'ran out of time',
    }.get(status, lambda: 'was not tried')
    try:
        text = what()
    except Exception:
        text = 'left no result'
    return f'arguments {shown(arguments)}\nexpected {shown(expected)}\n{text[:MOST_SHOWN + 20]}\n'


def main():
    with open('check.json', encoding='utf-8') as file:
        request = json.load(file)
    inputs, expected, results = read_lines('inputs.jsonl'), read_lines('expected.jsonl'), read_results()
    oracle = Oracle(request['oracle'], expected)
    sys.set_int_max_str_digits(MOST_DIGITS)
    statuses, failure = [], None
    for index, arguments in enumerate(inputs):
        result = results[index] if index < len(results) else ''
        status = status_of(oracle, index, result, arguments) if failure is None or request['all'] else 'N'
        statuses.append(status)
        if status != 'P' and failure is None:
            failure = explain(status, arguments, expected[index], result)
    print(json.dumps({'statuses': ''.join(statuses), 'word': request['word']}), flush=True)
    if failure is not None:
        sys.stderr.write(failure.encode('utf-8', 'backslashreplace').decode('utf-8'))
        sys.stderr.flush()
    os._exit(0 if failure is None or request['all'] else 1)


if __name__ == '__main__':
    main()
