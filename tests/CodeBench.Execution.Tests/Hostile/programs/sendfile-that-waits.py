# attack: Sends a file into its standard output by sendfile, which holds the lock of the pipe, against whoever reads it, for as long as the file takes; and copies one as programs do.
# defence: Refused by the program's filter of system calls; to copy a file all the same works, byte by byte.
# expect: wrong_answer
import os
import shutil

with open("from", "wb") as file:
    file.write(b"text" * 10_000)
shutil.copyfile("from", "to")
assert os.path.getsize("to") == 40_000
try:
    with open("from", "rb") as file:
        os.sendfile(1, file.fileno(), 0, 100)
except OSError:
    assert False
print("passed over")
