"""
Results of calls as JSON lines, and back.

A solution's results leave its process as data. Whoever reads them runs nothing of the solution: what is not data of the
standard types becomes "opaque" and equals nothing. null, true, false, numbers, texts and lists stand for themselves; all else is an
object with one member:

    {"tuple": [..]} {"set": [..]} {"frozenset": [..]} {"deque": [..]} {"range": [start, stop, step]}
    {"dict": [[key, value], ..]} {"view": [..]}                  a view of a dictionary's keys or items
    {"iterator": [..]}                                           what an iterator gave, where it was to be read out
    {"text": [SHA-256, length, beginning]}                       a long text: two of them are equal where these are
    {"floats": ["list" or "tuple", base64]}                      a long one of floats alone: doubles, compressed
    {"numbers": ["list" or "tuple", SHA-256, length]}            another long one of numbers: two of them are equal where these are
    {"items": ["list" or "tuple", length, SHA-256, SHA-256 or null]}  another long one: two of them are equal where the first hash is,
                                                                 or the second, which makes no difference between 1, 1.0 and True
    {"int": "0x.."} {"float": "nan"} {"complex": [real, imaginary]} {"decimal": ".."} {"fraction": [.., ..]}
    {"bytes": "hexadecimal"} {"bytearray": "hexadecimal"}
    {"of": [type's name, value]}                                 of a class that adds nothing to how its standard type compares
    {"opaque": [type's name, text]}
"""

import collections
import json
import sys

MOST_BITS = 4096        # longer integers are written in hexadecimal: the time for decimal digits grows with their square
MOST_CHARACTERS = 4096  # of a text that is written as it is: some solutions return many megabytes
MOST_ITEMS = 4096       # of a list that is written as it is: some solutions return millions
MOST_EXACT = 1 << 53    # integers up to this one are floats too, exactly
MOST_BYTES = 1 << 26    # of a list of floats, and of a range's items: who reads it must not be made to use up its memory
MOST_TEXT = 200         # characters of what an opaque value says of itself

# Held here: a solution may replace what stands in the modules.
_dumps = json.JSONEncoder(ensure_ascii=True, separators=(',', ':'), check_circular=False).encode
_loads = json.loads
_inf = float('inf')
_hashed_kinds = frozenset((str, type(None), tuple, list))
# What may hold a number that is none, in floats and hashed items unseen, and what equals nothing.
_unequal = ('{"opaque":', '{"float":', '{"floats":', '{"decimal":')
_name_of = type.__dict__['__name__'].__get__
_simple = frozenset((bool, type(None)))
_views = (type({}.keys()), type({}.items()))


class _Opaque(Exception):
    pass


def line_of(value):
    """A value as one line of JSON."""
    kind = type(value)
    if kind in _simple:
        return _dumps(value)
    try:
        return _dumps(_plain(value))
    except BaseException:
        # No data, too deep, or a class that raises wherever it is looked at.
        return _dumps(_opaque(value))


def value_of(line):
    """A value that line_of has written. Each call gives a new one."""
    data = _loads(line)
    return _value(data) if '{' in line else data


def type_of(line):
    """What tells a written value's type from others. A class of the solution's has the same as none of the standard ones, whatever it is called."""
    data = _loads(line)
    if type(data) is not dict:
        return type(data).__name__
    (tag, content), = data.items()
    if tag in ('of', 'opaque'):
        return tag, content[0]
    return content[0] if tag in ('floats', 'numbers', 'items') else 'str' if tag == 'text' else tag


def is_its_own_equal(line):
    """Whether two values that are written like this are equal for certain: none of what is in them differs from itself."""
    return not any(mark in line for mark in _unequal)


def _plain(value):
    kind = type(value)
    if kind in _simple:
        return value
    if kind is str:
        return value if len(value) <= MOST_CHARACTERS else {'text': _long(value)}
    if kind is int:
        return value if value.bit_length() <= MOST_BITS else {'int': hex(value)}
    if kind is float:
        return value if -_inf < value < _inf else {'float': repr(value)}
    if kind is list:
        return len(value) > MOST_ITEMS and _in_short(value) or [_plain(item) for item in value]
    if kind is tuple:
        return len(value) > MOST_ITEMS and _in_short(value) or {'tuple': [_plain(item) for item in value]}
    if kind is dict:
        return {'dict': [[_plain(key), _plain(item)] for key, item in value.items()]}
    if kind is set or kind is frozenset or kind is collections.deque:
        return {kind.__name__: [_plain(item) for item in value]}
    if kind is complex:
        return {'complex': [_plain(value.real), _plain(value.imag)]}
    if kind is bytes or kind is bytearray:
        return {kind.__name__: value.hex()}
    if kind is range:
        return {'range': [value.start, value.stop, value.step]}
    if kind in _views:
        return {'view': [_plain(item) for item in value]}
    if kind is Iterated:
        return {'iterator': [_plain(item) for item in value.items]}
    if kind is _if_loaded('decimal', 'Decimal'):
        return {'decimal': str(value)}
    if kind is _if_loaded('fractions', 'Fraction'):
        return {'fraction': [_plain(value.numerator), _plain(value.denominator)]}
    return _of_a_subclass(value, kind)


def _if_loaded(module, name):
    """A class, where there can be a value of it: loading these modules takes longer than all else that is done here."""
    return getattr(sys.modules.get(module), name, None)


def _imported(module, name):
    return getattr(__import__(module), name)


def _in_short(value):
    """A long list or tuple in short; None where it holds what cannot be told from its hash."""
    # What only few results need is loaded when they come: it takes longer to load than most solutions run.
    import array
    import binascii
    import zlib
    kinds = {type(item) for item in value}
    if kinds == {float}:
        packed = zlib.compress(array.array('d', value).tobytes(), 1)
        return {'floats': [type(value).__name__, binascii.b2a_base64(packed, newline=False).decode('ascii')]}
    if kinds <= _hashed_kinds:
        return _items_in_short(value)
    hashed = _hash_of(value, kinds)
    return hashed and {'numbers': [type(value).__name__, hashed, len(value)]}


def _items_in_short(value):
    import hashlib
    import marshal
    exact, equal = hashlib.sha256(), hashlib.sha256()
    try:
        if any(item != item for item in value):
            return None
        for item in value:
            exact.update(marshal.dumps(item, 2))  # this version writes the same bytes for the same value, whatever is shared in it
        for item in value:
            equal.update(hash(tuple(item) if type(item) is list else item).to_bytes(8, 'little', signed=True))
        equal = equal.hexdigest()
    except TypeError:
        equal = None
    except ValueError:
        return None
    return {'items': [type(value).__name__, len(value), exact.hexdigest(), equal]}


def _hash_of(value, kinds):
    if not kinds <= {int, float, bool} or any(item != item for item in value) or not -MOST_EXACT <= min(value) <= max(value) <= MOST_EXACT:
        return None
    import array
    import hashlib
    # Equal numbers have equal doubles, but for the zero below zero, which the sum takes away.
    return hashlib.sha256(array.array('d', [item + 0.0 for item in value]).tobytes()).hexdigest()


def _floats(content):
    import array
    import binascii
    import zlib
    numbers = array.array('d')
    unpacker = zlib.decompressobj()
    numbers.frombytes(unpacker.decompress(binascii.a2b_base64(content[1]), MOST_BYTES))
    if unpacker.unconsumed_tail:
        raise ValueError('the list is too long')
    return tuple(numbers) if content[0] == 'tuple' else list(numbers)


def _range(content):
    value = range(*content)
    if len(value) > MOST_BYTES >> 6:
        raise ValueError('the range is too long')
    return value


class LongItems:
    """A list or tuple of which only hashes are known."""

    __slots__ = ('kind', 'length', 'exact', 'equal')

    def __init__(self, content):
        self.kind, self.length, self.exact, self.equal = content

    def __eq__(self, other):
        return (isinstance(other, LongItems) and (self.kind, self.length) == (other.kind, other.length)
                and (self.exact == other.exact or self.equal == other.equal is not None))

    __hash__ = None

    def __len__(self):
        return self.length

    def __repr__(self):
        return f'a {self.kind} of {self.length} items'


class LongNumbers:
    """A list or tuple of numbers of which only the hash is known."""

    __slots__ = ('kind', 'hash', 'length')

    def __init__(self, content):
        self.kind, self.hash, self.length = content

    def __eq__(self, other):
        if type(other) in (list, tuple) and len(other) == self.length:
            other = LongNumbers([type(other).__name__, _hash_of(other, {type(item) for item in other}), len(other)])
        return isinstance(other, LongNumbers) and (self.kind, self.hash, self.length) == (other.kind, other.hash, other.length)

    __hash__ = None

    def __len__(self):
        return self.length

    def __repr__(self):
        return f'a {self.kind} of {self.length} numbers'


def _long(text):
    import hashlib
    return [hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest(), len(text), text[:MOST_TEXT]]


class Iterated:
    """What an iterator gave."""

    __slots__ = ('items',)

    def __init__(self, items):
        self.items = items


def _of_a_subclass(value, kind):
    for base, data in _bases:
        if isinstance(value, base):
            if kind.__eq__ is base.__eq__ or kind is collections.OrderedDict or kind is collections.Counter:
                return {'of': [_name_of(kind), _plain(data(value))]}
            break
    raise _Opaque


# Through the standard type's own methods: a class may have replaced them.
_bases = (
    (int, lambda value: int.__add__(value, 0)),
    (float, lambda value: float.__add__(value, 0.0)),
    (str, lambda value: str.__str__(value)),
    (tuple, lambda value: tuple(tuple.__iter__(value))),
    (list, lambda value: list(list.__iter__(value))),
    (dict, lambda value: dict(dict.items(value))),
    (set, lambda value: set(set.__iter__(value))),
    (frozenset, lambda value: frozenset(frozenset.__iter__(value))),
    (complex, lambda value: complex.__add__(value, 0)),
)


def _opaque(value):
    name = _name_of(type(value))
    try:
        text = repr(value)
        text = text if type(text) is str else ''
    except BaseException:
        text = ''
    return {'opaque': [name, text[:MOST_TEXT]]}


class Opaque:
    """What is no data. It equals nothing, not even itself."""

    __slots__ = ('text',)

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 0

    def __repr__(self):
        return self.text


class LongText:
    """A text of which only the hash is known."""

    __slots__ = ('hash', 'length', 'beginning')

    def __init__(self, content):
        self.hash, self.length, self.beginning = content

    def __eq__(self, other):
        if isinstance(other, str) and len(other) == self.length:
            other = LongText(_long(other))
        return isinstance(other, LongText) and (self.hash, self.length) == (other.hash, other.length)

    def __hash__(self):
        return hash(self.hash)

    def __len__(self):
        return self.length

    def __repr__(self):
        return f'{self.beginning!r}.. ({self.length} characters)'


def _value(data):
    if type(data) is list:
        return [_value(item) for item in data]
    if type(data) is not dict:
        return data
    (tag, content), = data.items()
    return _readers[tag](content)


def _items(content):
    return [_value(item) for item in content]


_readers = {
    'tuple': lambda content: tuple(_items(content)),
    'set': lambda content: set(_items(content)),
    'frozenset': lambda content: frozenset(_items(content)),
    'deque': lambda content: collections.deque(_items(content)),
    'range': lambda content: _range(content),
    'dict': lambda content: {_value(key): _value(item) for key, item in content},
    'view': lambda content: dict.fromkeys(_items(content)).keys(),
    'iterator': lambda content: Iterated(_items(content)),
    'text': LongText,
    'numbers': LongNumbers,
    'items': LongItems,
    'floats': _floats,
    'int': lambda content: int(content, 16),
    'float': float,
    'complex': lambda content: complex(*_items(content)),
    'decimal': lambda content: _imported('decimal', 'Decimal')(content),
    'fraction': lambda content: _imported('fractions', 'Fraction')(*_items(content)),
    'bytes': bytes.fromhex,
    'bytearray': bytearray.fromhex,
    'of': lambda content: _value(content[1]),
    'opaque': lambda content: Opaque(f'<{content[0]}> {content[1]}'),
}
