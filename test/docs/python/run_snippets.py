"""
Runs programs in Python under Pulumi's mocks, each as if it were the only one. Prints, as JSON, the error of each program,
or null if it ran without one. The first argument is a file with the mocks' answers by token, the others are the programs.
"""

import json
import os
import runpy
import sys

import pulumi
from pulumi.runtime import set_all_config, set_mocks

with open(sys.argv[1], encoding="utf8") as file:
    setup = json.load(file)


class Answers(pulumi.runtime.Mocks):
    """Answers with the inputs and a sample of each output."""

    def new_resource(self, args):
        return [f"{args.name}-id", {**setup["answers"].get(args.typ, {}), **args.inputs}]

    def call(self, args):
        return setup["answers"].get(args.token, {})


def run(program: str) -> None:
    set_mocks(Answers(), project="project", preview=False)
    set_all_config({f"project:{key}": value for key, value in setup["config"].items()})
    exported: list = []
    # The program waits for its outputs, so an error in an `apply` is seen.
    export, pulumi.export = pulumi.export, lambda _name, value: exported.append(value)
    try:

        @pulumi.runtime.test
        def program_under_test():
            runpy.run_path(program, run_name="__main__")
            return pulumi.Output.all(*exported)

        program_under_test()
    finally:
        pulumi.export = export


results = {}
sys.path.insert(0, os.path.dirname(sys.argv[2]))
stdout, sys.stdout = sys.stdout, sys.stderr
for path in sys.argv[2:]:
    try:
        run(path)
        results[os.path.basename(path)] = None
    except BaseException as error:  # A program may also end itself, as an error of the others would not be seen then.
        results[os.path.basename(path)] = f"{type(error).__name__}: {error}"
print(json.dumps(results), file=stdout)
