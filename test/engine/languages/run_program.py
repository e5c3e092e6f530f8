"""Runs one operation with a program in Python, in place of Pulumi's host for Python. PROGRAM_RUN describes the run."""

import json
import os
import runpy
import signal
import sys

from pulumi import automation

run = json.loads(os.environ["PROGRAM_RUN"])
# Ctrl-C reaches this process too. Only the CLI and what it started may act on it.
signal.signal(signal.SIGINT, lambda *_: None)

stack = automation.create_or_select_stack(
    stack_name="test",
    project_name=run["project"],
    program=lambda: runpy.run_path(run["program"]),
)
stack.set_all_config({key: automation.ConfigValue(**value) for key, value in run["config"].items()})


def show(text: str) -> None:
    print(text, flush=True)


try:
    getattr(stack, run["operation"])(on_output=show, on_error=show)
except automation.CommandError:
    # The CLI has said why.
    sys.exit(1)
outputs = {name: output.value for name, output in stack.outputs().items()}
with open(run["outputs"], "w", encoding="utf8") as file:
    json.dump(outputs, file)
