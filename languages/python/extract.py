"""
Takes the code out of a chat model's answer. Nothing of it is run: it is parsed, by the interpreter that will judge it.

Reads answer.txt and extract.json: {"entry_point": the name that the code must define, or null, "prompt": the code that the model was shown, or
null, "prefill": what stood in front of the answer already, such as an opened fence, or null}. Writes extracted.txt, and one line of JSON to standard output:
{"rule": how the code was found}.

    block         a fenced block that defines the entry point, or anything where there is none; of several, the last
    continuation  a block, or the whole answer, that goes on where the prompt ends
    text          the lines of the answer itself, without what stands around them
    session       an interpreter's session, without its prompts
    unparsed      nothing that can be parsed: the block that looks most like it, or the answer as it is

Of code that was found stays what the entry point needs: imports, definitions, assignments and statements that change what is
assigned, byte for byte; calls, tests, examples and what stands under `if __name__ == "__main__":` go. What it needs and only
the prompt has is put in front, and so is what else the prompt defines: tests may call it (HumanEval/50).
"""

import ast
import builtins
import json
import sys
import warnings

MOST_READ = 250_000      # characters of an answer; what is behind them is not looked at
MOST_PARSED = 1_000_000  # characters in all: where they are used up, what was found so far counts (an answer of 2,000 takes 20,000)
MOST_CUTS = 300          # how often a text is cut at an error and tried again
MOST_BLOCKS = 64         # fenced blocks that are looked at, the last ones
PYTHON = frozenset(('', 'python', 'python3', 'py', 'py3', 'python2', 'ipython', 'sage', 'starlark', 'pycon', 'code', 'copy'))
SESSION, GOES_ON = '>>>', '...'


class Parser:
    """Parses, with an end to its patience."""

    def __init__(self):
        self.left = MOST_PARSED

    def parse(self, text):
        """The module; or None, with the line of the error in self.line where there is one."""
        self.line = None
        self.left -= len(text)
        if self.left < 0:
            return None
        try:
            return ast.parse(text)
        except SyntaxError as error:
            self.line = error.lineno
        except (ValueError, RecursionError, MemoryError):
            pass
        return None


class Block:
    def __init__(self, language, lines, is_closed):
        self.language, self.lines, self.is_closed = language, lines, is_closed

    @property
    def text(self):
        return '\n'.join(self.lines)


def blocks_of(text, prefill):
    """The fenced blocks, and the lines outside of them."""
    blocks, outside, fence, block = [], [], None, None
    if prefill is not None:
        for line in prefill.split('\n'):
            fence = None if fence and closes(line, fence) else fence or opens(line)
        if fence:
            block = Block(fence[2], [], False)
    for line in text.split('\n'):
        if fence is None:
            fence = opens(line)
            if fence is None:
                outside.append(line)
            else:
                block = Block(fence[2], [], False)
        elif closes(line, fence):
            block.is_closed = True
            blocks.append(block)
            fence = block = None
        else:
            block.lines.append(without_indent(line, fence[3]))
    if block is not None:
        blocks.append(block)
    return blocks, outside


def opens(line):
    """The fence that a line opens: its character, length, language and indentation."""
    rest = line.lstrip(' \t>')
    mark = rest[:1]
    if mark not in ('`', '~') or rest[:3] != mark * 3:
        return None
    length = len(rest) - len(rest.lstrip(mark))
    info = rest[length:].strip()
    if mark == '`' and '`' in info:
        return None
    words = info.replace('{', ' ').replace('}', ' ').replace('.', ' ').replace(':', ' ').split()
    indent = line[:len(line) - len(line.lstrip(' \t'))]
    return mark, length, (words[0].lower() if words else ''), indent


def closes(line, fence):
    rest = line.strip(' \t>')
    return len(rest) >= fence[1] and rest == fence[0] * len(rest)


def without_indent(line, indent):
    return line[len(indent):] if indent and line.startswith(indent) else line


def defines(module, name):
    """Whether a module's own statements define a name."""
    return module is not None and (name is None or any(name in bound_by(node) for node in module.body))


def bound_by(node):
    """The names that a top-level statement binds."""
    names = set()
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split('.')[0] for alias in node.names)
        else:
            if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
                names.add(node.id)
            pending.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)))
    return names


def used_by(node):
    """The names that a statement reads, with those inside of what it defines."""
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)} | globals_of(node) | text_annotations_of(node)


def globals_of(node):
    return {name for child in ast.walk(node) if isinstance(child, (ast.Global, ast.Nonlocal)) for name in child.names}


def text_annotations_of(node):
    """Names in annotations that are written as texts: 'List[int]'."""
    names = set()
    for child in ast.walk(node):
        annotation = getattr(child, 'annotation', None) or getattr(child, 'returns', None)
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            names.update(word for word in ''.join(c if c.isalnum() or c == '_' else ' ' for c in annotation.value).split())
    return names


def longest(parser, lines, name):
    """The longest run of lines that is a module and defines the name: from a line that may begin one, cut at the errors behind."""
    best = []
    starts = [i for i, line in enumerate(lines) if may_begin(line)]
    for start in starts[:MOST_CUTS]:
        if len(lines) - start <= len(best) or parser.left <= 0:
            break
        run = cut_at_errors(parser, lines[start:], len(best), name)
        if len(run) > len(best):
            best = run
    return best


def may_begin(line):
    word = line.split(' ')[0].split('(')[0]
    return word in ('import', 'from', 'def', 'class', 'async') or line.startswith('@') or (line[:1].isidentifier() and '=' in line)


def cut_at_errors(parser, lines, least, name):
    for _ in range(MOST_CUTS):
        if len(lines) <= least:
            return []
        module = parser.parse('\n'.join(lines))
        if module is not None:
            return lines if defines(module, name) else []
        if parser.line is None or parser.left <= 0:
            return []
        # What is broken begins with the last line before the error that stands at the margin, or is the line itself.
        end = min(parser.line, len(lines)) - 1
        while end > 0 and (not lines[end].strip() or lines[end][:1] in ' \t)]}'):
            end -= 1
        lines = lines[:end]
    return []


def session_of(lines):
    """What was typed into an interpreter."""
    typed = []
    for line in lines:
        line = line.strip()
        for mark in (SESSION, GOES_ON):
            if line == mark or line.startswith(mark + ' '):
                typed.append(line[len(mark) + 1:])
                break
    return typed


class Extractor:
    def __init__(self, request):
        self.name = request.get('entry_point')
        self.prompt = request.get('prompt') or ''
        self.prefill = request.get('prefill')
        self.parser = Parser()

    def extract(self, answer):
        """The code, and the rule that found it."""
        answer = answer[:MOST_READ]
        blocks, outside = blocks_of(answer.replace('\r\n', '\n'), self.prefill)
        blocks = blocks[-MOST_BLOCKS:]
        ours = [block for block in blocks if block.language in PYTHON] or blocks
        for find in (self.from_blocks, self.from_continuations, self.from_text, self.from_sessions):
            found = find(ours, outside, answer)
            if found is not None:
                return found
        likely = [block for block in ours if self.name and f'def {self.name}' in block.text] or ours
        return (likely[-1].text + '\n' if likely else answer), 'unparsed'

    def from_blocks(self, blocks, outside, answer):
        sources = [self.module_lines(block.lines) for block in blocks]
        chosen = [i for i, lines in enumerate(sources) if lines]
        if not chosen:
            return None
        last = next((i for i in reversed(chosen) if self.has_body('\n'.join(sources[i]))), chosen[-1])
        others = ['\n'.join(block.lines) for i, block in enumerate(blocks[:last]) if i not in chosen or self.name is None]
        return self.needed('\n'.join(sources[last]), others), 'block'

    def module_lines(self, lines):
        """The block's lines where they are a module that defines the entry point, without what is broken behind it."""
        if not self.name:
            return lines if self.parser.parse('\n'.join(lines)) is not None and any(line.strip() for line in lines) else []
        if defines(self.parser.parse('\n'.join(lines)), self.name):
            return lines
        return longest(self.parser, lines, self.name) if any(f'def {self.name}' in line or f'{self.name} =' in line for line in lines) else []

    def from_continuations(self, blocks, outside, answer):
        if not self.prompt or not self.name:
            return None
        for lines in [block.lines for block in reversed(blocks)] + [answer.split('\n')]:
            for body in (lines, ['    ' + line if line.strip() else line for line in lines]):
                if not any(line[:1] in ' \t' and line.strip() for line in body):
                    continue
                text = self.prompt.rstrip('\n') + '\n' + '\n'.join(body)
                run = cut_at_errors(self.parser, text.split('\n'), self.prompt.rstrip('\n').count('\n') + 1, self.name)
                if run and self.has_body('\n'.join(run)):
                    return self.needed('\n'.join(run), []), 'continuation'
        return None

    def has_body(self, text):
        """Whether the entry point is more than a signature with a docstring; without one, whether anything is defined: output that was shown defines nothing."""
        module = self.parser.parse(text)
        nodes = module.body if module is not None else []
        if self.name is None:
            return any(bound_by(node) for node in nodes if not is_import(node) and not is_main(node))
        for node in nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == self.name:
                return any(not isinstance(child, ast.Expr) or not isinstance(child.value, ast.Constant) for child in node.body)
            if self.name in bound_by(node):
                return True
        return False

    def from_text(self, blocks, outside, answer):
        for lines in (outside, answer.replace('\r\n', '\n').split('\n')):
            run = longest(self.parser, lines, self.name)
            if run:
                return self.needed('\n'.join(run), []), 'text'
        return None

    def from_sessions(self, blocks, outside, answer):
        for lines in [block.lines for block in reversed(blocks)] + [answer.split('\n')]:
            run = longest(self.parser, session_of(lines), self.name)
            if run:
                return self.needed('\n'.join(run), []), 'session'
        return None

    def needed(self, text, others):
        """What the entry point needs of a module, with what it needs of other texts in front."""
        kept, missing, bound = self.keep(text, {self.name} if self.name else None)
        for other in [*reversed(others), self.prompt]:
            wanted = missing | (self.defined_by_prompt() - bound if other is self.prompt else set())
            front, still, more = self.keep(other, wanted, only=True) if wanted else ([], missing, set())
            if front:
                kept, missing, bound = front + kept, still, bound | more
        # These may only stand at the beginning.
        kept.sort(key=lambda line: not line.startswith('from __future__ '))
        return '\n'.join(kept) + '\n'

    def defined_by_prompt(self):
        """What the prompt defines beside the entry point, imports aside."""
        module = self.parser.parse(self.prompt)
        nodes = [node for node in module.body if not is_import(node)] if module is not None else []
        return {name for node in nodes for name in bound_by(node)} - {self.name}

    def keep(self, text, wanted, only=False):
        """
        The lines of the statements that some names need, the names that they need and do not define, and those that they define.
        only: nothing is kept but what the names need, imports neither.
        """
        module = self.parser.parse(text)
        if module is None:
            return [], wanted or set(), set()
        nodes = [node for node in module.body if not is_main(node)]
        if wanted is None:
            chosen = set(range(len(nodes)))
        else:
            if only:
                nodes = [node for node in nodes if self.name not in bound_by(node) or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
            chosen = reached(nodes, wanted, only)
        lines = text.split('\n')
        numbers = {number for i in chosen for number in range(first_line(nodes[i]) - 1, nodes[i].end_lineno)}
        kept = [lines[number] for number in sorted(numbers)]
        bound = set().union(*(bound_by(nodes[i]) for i in chosen)) if chosen else set()
        used = set().union(*(used_by(nodes[i]) for i in chosen)) if chosen else set()
        return kept, ((wanted or set()) | used) - bound - set(dir(builtins)), bound


def is_main(node):
    return isinstance(node, ast.If) and any(isinstance(child, ast.Name) and child.id == '__name__' for child in ast.walk(node.test))


def first_line(node):
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, 'decorator_list', []))])


def reached(nodes, wanted, only):
    """The indices of the statements that some names need."""
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    imports = (ast.Import, ast.ImportFrom)
    chosen = set() if only else {i for i, node in enumerate(nodes) if is_import(node)}
    names, grown = set(wanted), True
    variables = {name for node in nodes if not isinstance(node, definitions + imports) for name in bound_by(node)}
    while grown:
        grown = False
        for i, node in enumerate(nodes):
            if i in chosen:
                continue
            if bound_by(node) & names or (changes(node) and not isinstance(node, definitions + imports) and touched_by(node) & names & variables):
                chosen.add(i)
                names |= used_by(node)
                grown = True
    return chosen


def is_import(node):
    """An import, also one that is tried, or done under a condition."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    parts = [*getattr(node, 'body', []), *getattr(node, 'orelse', [])] if isinstance(node, (ast.Try, ast.If)) else []
    return any(is_import(part) for part in parts)


def changes(node):
    """Whether a statement may change what a variable holds: it is no plain test or output."""
    if isinstance(node, ast.Assert):
        return False
    return not (isinstance(node, ast.Expr) and not (isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute)))


def touched_by(node):
    """The variables whose parts a statement sets, or whose methods it calls."""
    names = set()
    for child in ast.walk(node):
        if isinstance(child, (ast.Attribute, ast.Subscript)):
            base = child.value
            while isinstance(base, (ast.Attribute, ast.Subscript)):
                base = base.value
            if isinstance(base, ast.Name):
                names.add(base.id)
    return names


def main():
    warnings.simplefilter('ignore')
    with open('extract.json', encoding='utf-8') as file:
        request = json.load(file)
    with open('answer.txt', encoding='utf-8', errors='surrogateescape', newline='') as file:
        answer = file.read()
    code, rule = Extractor(request).extract(answer)
    with open('extracted.txt', 'w', encoding='utf-8', errors='surrogateescape', newline='') as file:
        file.write(code)
    print(json.dumps({'rule': rule}), flush=True)


if __name__ == '__main__':
    main()
