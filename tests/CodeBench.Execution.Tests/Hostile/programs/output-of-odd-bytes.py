# attack: Prints bytes that are no text, NULs, escape sequences for terminals, half characters and all kinds of line ends.
# defence: What is no text becomes U+FFFD; the proof is looked for in whole lines.
# expect: passed
import os

os.write(1, bytes(range(256)) * 16)
os.write(2, b'\xff\xfe\x00\x1b]0;title\x07\x1b[2J\x1b[31m\xed\xa0\x80\xf0\x9f\x98')
os.write(1, '\u2028\u2029\x85\r\v\f'.encode() + b'\xe2\x82')
