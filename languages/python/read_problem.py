"""
Reads a typed problem, so that it can be said in another language. Nothing of it is run: it is parsed, by the interpreter that would judge it.

Reads program.py, the program of an empty completion (the prompt, and behind it the tests), and read.json: {"entry_point": the function that is to be
written, or null where the program says it}. Writes problem.json, one of

    {"refused": {"line", "reason"}}
    {"entry_point", "parameters": [{"name", "type"}], "returns": type, "docstring": [part], "assertions": [call], "left_out": [{"line", "reason"}]}

    part     {"text": a line of the docstring} or {"example": call}, in their order
    call     {"line", "function", "arguments": [value], "expected": value}; an example may call another function, or name something: then "arguments" is null
    type     "int", "float", "str", "bool", "none", "any", or an object with one of the keys "list", "sequence" (a tuple of any length), "optional": type;
             "tuple", "union": [type]; "dict": [type of the keys, type of the values]
    value    an object with one of the keys "int": its digits, "float": as Python writes it, "str": text, "bool": true or false, "none": null,
             "list", "tuple": [value], "dict": [[key, value]]

What stands in left_out are statements of the tests that say something else than what a call gives; lines are those of program.py.
"""

import ast
import inspect
import json
import math
import warnings

PLAIN = {'int': 'int', 'float': 'float', 'str': 'str', 'bool': 'bool', 'None': 'none', 'Any': 'any', 'object': 'any'}
PROMPT, GOES_ON = '>>>', '...'
ONLY = 'only assertions that a call gives a value can be said in other languages'


class Refused(Exception):
    """What cannot be said in other languages, and where it stands."""

    def __init__(self, node, reason):
        super().__init__(reason)
        self.line = node if isinstance(node, int) else getattr(node, 'lineno', 1)
        self.reason = reason


def type_of(node):
    """The type that an annotation names."""
    if isinstance(node, ast.Constant) and node.value is None:
        return 'none'
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            inner = ast.parse(node.value.strip(), mode='eval').body
        except SyntaxError:
            raise Refused(node, f'the annotation {node.value!r} is no type') from None
        for child in ast.walk(inner):
            child.lineno = node.lineno
        return type_of(inner)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return one_of(alternatives(node))
    name = name_of(node)
    if name in PLAIN:
        return PLAIN[name]
    if name.lower() in ('list', 'tuple', 'dict'):
        return {'list': {'list': 'any'}, 'tuple': {'sequence': 'any'}, 'dict': {'dict': ['any', 'any']}}[name.lower()]
    if isinstance(node, ast.Subscript):
        return generic(node, name_of(node.value).lower())
    raise Refused(node, f'the type {ast.unparse(node)} has no counterpart')


def generic(node, name):
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == 'list' and len(parts) == 1:
        return {'list': type_of(parts[0])}
    if name == 'optional' and len(parts) == 1:
        return one_of([parts[0], ast.Constant(None)])
    if name == 'union':
        return one_of(parts)
    if name == 'dict' and len(parts) == 2:
        return {'dict': [type_of(part) for part in parts]}
    if name == 'tuple' and len(parts) == 2 and isinstance(parts[1], ast.Constant) and parts[1].value is Ellipsis:
        return {'sequence': type_of(parts[0])}
    if name == 'tuple':
        return {'tuple': [type_of(part) for part in parts]}
    raise Refused(node, f'the type {ast.unparse(node)} has no counterpart')


def alternatives(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return alternatives(node.left) + alternatives(node.right)
    return [node]


def one_of(nodes):
    """A union, each type once and None apart: what may be None is optional."""
    types = []
    for kind in map(type_of, nodes):
        nested = [kind['optional'], 'none'] if isinstance(kind, dict) and 'optional' in kind else [kind]
        for one in nested:
            types += [part for part in (one['union'] if isinstance(one, dict) and 'union' in one else [one]) if part not in types]
    others = [kind for kind in types if kind != 'none']
    union = others[0] if len(others) == 1 else {'union': others} if others else 'none'
    return {'optional': union} if 'none' in types and others else union


def name_of(node):
    """The last part of a dotted name; '' for what is none."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ''


def value_of(node):
    """The value that a literal stands for."""
    if isinstance(node, ast.Constant):
        return constant(node, node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)) and isinstance(node.operand, ast.Constant):
        number = node.operand.value
        if type(number) in (int, float):
            return constant(node, -number if isinstance(node.op, ast.USub) else number)
    if isinstance(node, (ast.List, ast.Tuple)):
        return {'list' if isinstance(node, ast.List) else 'tuple': [value_of(item) for item in node.elts]}
    if isinstance(node, ast.Dict) and None not in node.keys:
        return {'dict': [[value_of(key), value_of(item)] for key, item in zip(node.keys, node.values)]}
    raise Refused(node, f'{shortened(node)} is no value that other languages can write')


def constant(node, value):
    if value is None:
        return {'none': None}
    if isinstance(value, bool):
        return {'bool': value}
    if isinstance(value, int):
        return {'int': str(value)}
    if isinstance(value, float) and math.isfinite(value):
        return {'float': repr(value)}
    if isinstance(value, str) and not any('\ud800' <= c <= '\udfff' for c in value):
        return {'str': value}
    raise Refused(node, f'{shortened(node)} is no value that other languages can write')


def shortened(node):
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:57] + '...'


class Problem:
    def __init__(self, module, entry_point):
        self.functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
        self.module = module
        self.check = self.functions.get('check')
        self.name = entry_point or self.found_name()
        if self.name not in self.functions:
            raise Refused(1, f'{self.name} is not defined as a function')
        self.function = self.functions[self.name]
        self.left_out = []

    def found_name(self):
        """What the tests check; where they do not say, the one function that is described."""
        if self.check is not None:
            for node in ast.walk(self.module):
                if isinstance(node, ast.Call) and name_of(node.func) == 'check' and len(node.args) == 1 and isinstance(node.args[0], ast.Name):
                    return node.args[0].id
        described = [name for name, node in self.functions.items() if ast.get_docstring(node) is not None]
        if len(described) != 1:
            raise Refused(1, 'it does not say which function is to be written')
        return described[0]

    def read(self):
        parameters = self.parameters()
        if self.function.returns is None:
            raise Refused(self.function, f'{self.name} does not say what type it returns')
        document = {
            'entry_point': self.name,
            'parameters': parameters,
            'returns': type_of(self.function.returns),
            'docstring': self.docstring(),
            'assertions': self.assertions(),
            'left_out': self.left_out,
        }
        if not document['assertions']:
            raise Refused(self.left_out[0]['line'] if self.left_out else 1, self.left_out[0]['reason'] if self.left_out else 'it has no tests')
        return document

    def parameters(self):
        given = self.function.args
        if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs or given.defaults:
            raise Refused(self.function, f'{self.name} has parameters that are not plain')
        for parameter in given.args:
            if parameter.annotation is None:
                raise Refused(parameter, f'the parameter {parameter.arg} has no type')
        return [{'name': parameter.arg, 'type': type_of(parameter.annotation)} for parameter in given.args]

    def docstring(self):
        """The lines of the docstring, with its examples read."""
        first = self.function.body[0]
        text = ast.get_docstring(self.function)
        if text is None:
            return []
        if len(self.function.body) > 1:
            raise Refused(self.function.body[1], f'{self.name} has a body already')
        line, lines, parts, at = first.lineno, inspect.cleandoc(text).split('\n'), [], 0
        while at < len(lines):
            if lines[at].lstrip().startswith(PROMPT):
                example, at = self.example(lines, at, line)
                parts.append({'example': example})
            else:
                parts.append({'text': lines[at].rstrip()})
                at += 1
        return parts

    def example(self, lines, at, first):
        """An example that begins at a line, and the line behind it."""
        here = first + at
        source, at = [lines[at].lstrip()[len(PROMPT):].strip()], at + 1
        while at < len(lines) and lines[at].lstrip().startswith(GOES_ON):
            source.append(lines[at].lstrip()[len(GOES_ON):])
            at += 1
        end = at
        while end < len(lines) and lines[end].strip() and not lines[end].lstrip().startswith(PROMPT):
            end += 1
        call = called(expression('\n'.join(source), here))
        if call is None:
            raise Refused(here, 'the example is no call with values')
        call = {'line': here, 'function': call[0], 'arguments': call[1]}
        # What is printed may go over several lines; text may follow it at once.
        for behind in range(end, at, -1):
            shown = expression('\n'.join(line.strip() for line in lines[at:behind]), here)
            if shown is not None:
                return {**call, 'expected': value_of(shown)}, behind
        if end > at:
            raise Refused(here, 'what the example gives is no value')
        return {**call, 'expected': {'none': None}}, at

    def assertions(self):
        """What the tests assert, at the top and in check."""
        tests = [(node, self.name) for node in self.module.body if isinstance(node, ast.Assert)]
        if self.check is not None:
            name = self.check.args.args[0].arg if self.check.args.args else self.name
            tests += [(node, name) for node in self.check.body]
        self.refuse_others()
        found = []
        for node, name in tests:
            if says_nothing(node):
                continue
            try:
                found.append(self.assertion(node, name))
            except Refused as refused:
                self.left_out.append({'line': refused.line, 'reason': refused.reason})
        return found

    def refuse_others(self):
        """What stands beside the function and its tests may be part of either."""
        for node in self.module.body:
            harmless = (
                isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert))
                or node in (self.function, self.check)
                or (isinstance(node, ast.Expr) and isinstance(node.value, (ast.Constant, ast.Call)))
                or (isinstance(node, ast.Assign) and is_literal(node.value))
                or (isinstance(node, ast.FunctionDef) and not node.args.args and all(isinstance(part, ast.Expr) for part in node.body)))
            if not harmless:
                raise Refused(node, f'{getattr(node, "name", "a statement")} stands beside the function and its tests')

    def assertion(self, node, name):
        if not isinstance(node, ast.Assert):
            raise Refused(node, ONLY)
        test, expected = node.test, ast.Constant(True)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test, expected = test.operand, ast.Constant(False)
        elif isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
            test, expected = test.left, test.comparators[0]
            if not isinstance(test, ast.Call):
                test, expected = expected, test
        call = called(test)
        if call is None or call[0] != name or call[1] is None:
            raise Refused(node, ONLY)
        return {'line': node.lineno, 'function': self.name, 'arguments': call[1], 'expected': value_of(expected)}


def called(node):
    """The name of the function that is called with values, and these; a name alone has none; None for anything else."""
    if isinstance(node, ast.Name):
        return node.id, None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return node.func.id, [value_of(argument) for argument in node.args]
    return None


def says_nothing(node):
    """Whether a statement of the tests tests nothing: a docstring, or `assert True`."""
    if isinstance(node, ast.Assert):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def is_literal(node):
    try:
        value_of(node)
    except Refused:
        return False
    return True


def expression(text, line):
    """The expression of a text; None where it is none."""
    try:
        node = ast.parse(text, mode='eval').body
    except (SyntaxError, ValueError):
        return None
    for child in ast.walk(node):
        child.lineno = line
    return node


def read(text, entry_point):
    try:
        return Problem(ast.parse(text), entry_point).read()
    except Refused as refused:
        return {'refused': {'line': refused.line, 'reason': refused.reason}}
    except SyntaxError as error:
        return {'refused': {'line': error.lineno or 1, 'reason': f'it does not parse: {error.msg}'}}
    except (ValueError, RecursionError, MemoryError) as error:
        return {'refused': {'line': 1, 'reason': f'it does not parse: {error}'}}


def main():
    warnings.simplefilter('ignore')
    with open('read.json', encoding='utf-8') as file:
        request = json.load(file)
    with open('program.py', encoding='utf-8', newline='') as file:
        text = file.read()
    document = read(text, request.get('entry_point'))
    with open('problem.json', 'w', encoding='utf-8') as file:
        file.write(json.dumps(document))


if __name__ == '__main__':
    main()
