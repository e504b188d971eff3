#!/usr/bin/env python3
"""Runs the README's first command in a real pseudo-terminal, as a new user would.

Waits until the queue is drawn, presses q, and expects exit code 0, the primary screen back, and a visible cursor.
Usage: first-command.py COMMAND...
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PATIENCE = 60.0  # seconds until the first screen; building has been done before
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"


def read_until(fd, done, patience):
    """Reads until done(bytes) or until nothing more can come."""
    seen, end = b"", time.monotonic() + patience
    while not done(seen) and time.monotonic() < end:
        if not select.select([fd], [], [], 0.2)[0]:
            continue
        try:
            chunk = os.read(fd, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not chunk:
            break
        seen += chunk
    return seen


def drawn(seen):
    """Whether a queue is on the screen: a case number after the alternate screen was entered."""
    after = seen.partition(ENTER)[2]
    plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b" ", after)
    return re.search(rb"\b1\d{3}\b", plain) is not None


def main(command):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execvp(command[0], command)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    first = read_until(fd, drawn, PATIENCE)
    if not drawn(first):
        sys.exit(f"first-command: no queue was drawn; the terminal shows {first[-2000:]!r}")
    time.sleep(0.3)
    os.write(fd, b"q")
    rest = read_until(fd, lambda _: False, 10.0)
    _, status = os.waitpid(pid, 0)
    seen = first + rest
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"first-command: exit code {code}; the terminal shows {rest[-2000:]!r}")
    if seen.rfind(LEAVE) < seen.rfind(ENTER):
        sys.exit("first-command: the primary screen did not come back")
    if seen.rfind(SHOW_CURSOR) < seen.rfind(b"\x1b[?25l"):
        sys.exit("first-command: the cursor is still hidden")
    print("first-command: the queue was drawn, q ended it, the terminal is whole")


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
