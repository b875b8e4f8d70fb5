"""
Finds out what is expected of solutions: calls a reference solution with each input and writes what it returns.

Reads program.py, the reference solution, and request.json: {"entry_point": name, "restore": an expression over `arguments` that gives
back the types which JSON could not hold, or null, "groups": {name: [list of arguments, ..], ..}}. Writes for each group NAME.inputs.jsonl and
NAME.expected.jsonl (lines of plain.py) and NAME.seconds.json, the wall time of each call.
"""

import json
import sys
import time

import plain


def tuples(value):
    """A value with every list in it, at any depth, as a tuple: for the restore expressions."""
    return tuple(tuples(item) for item in value) if isinstance(value, list) else value


def restorer(expression):
    if expression is None:
        return lambda arguments: arguments
    return eval(f'lambda arguments: {expression}', {'tuples': tuples})


def main():
    sys.set_int_max_str_digits(0)
    with open('request.json', encoding='utf-8') as file:
        request = json.load(file)
    with open('program.py', encoding='utf-8') as file:
        program = compile(file.read(), 'program.py', 'exec')
    restore = restorer(request['restore'])
    for name, inputs in request['groups'].items():
        # A solution is called in a process of its own for each group: so what it keeps from call to call must begin anew here too.
        namespace = {}
        exec(program, namespace)
        function = namespace[request['entry_point']]
        lines, expected, seconds = [], [], []
        for arguments in inputs:
            lines.append(plain.line_of(list(restore(arguments))))
            call = plain.value_of(lines[-1])
            start = time.perf_counter()
            result = function(*call)
            seconds.append(time.perf_counter() - start)
            expected.append(plain.line_of(result))
        write(f'{name}.inputs.jsonl', lines)
        write(f'{name}.expected.jsonl', expected)
        with open(f'{name}.seconds.json', 'w', encoding='ascii') as file:
            json.dump(seconds, file)


def write(name, lines):
    with open(name, 'w', encoding='ascii') as file:
        file.writelines(line + '\n' for line in lines)


if __name__ == '__main__':
    main()
