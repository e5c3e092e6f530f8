"""Runs a command in a terminal of its own: terminal.py ROWS COLUMNS COMMAND [ARGUMENT ...]

What the terminal shows goes to stdout. What comes from stdin is typed into the terminal, so the byte 3 is Ctrl-C.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios


def main() -> int:
    rows, columns, *command = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))
        os.execvp(command[0], command)
    sources = [terminal, 0]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if 0 in ready:
            typed = os.read(0, 1024)
            if typed:
                os.write(terminal, typed)
            else:
                sources.remove(0)
        if terminal in ready:
            try:
                shown = os.read(terminal, 65536)
            except OSError:  # Linux says so that the command has ended.
                shown = b""
            if not shown:
                break
            os.write(1, shown)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


sys.exit(main())
