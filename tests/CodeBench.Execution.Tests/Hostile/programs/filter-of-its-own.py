# attack: Forbids itself all system calls by a filter of its own, so that it cannot even exit.
# defence: The kernel kills it: the program's own failure.
# expect: runtime_error
import ctypes

code = ctypes.create_string_buffer(b'\6\0\0\0\0\0\0\0', 8)  # return "kill"


class Filter(ctypes.Structure):
    _fields_ = [('length', ctypes.c_ushort), ('code', ctypes.c_void_p)]


ctypes.CDLL(None).prctl(22, 2, ctypes.byref(Filter(1, ctypes.addressof(code))), 0, 0)
