import * as pulumi from "@pulumi/pulumi";
import { refusedInputs } from "../../../provider/lifecycle/refusedInput";
import type { CallSite } from "../callSite";
import { givenInputs } from "../inputs/givenInputs";
import { known } from "../inputs/known";
import { hideInLog } from "../programCaller";
import { underMocks } from "../underMocks";
import { hidingSecrets, secretsIn } from "./hidingSecrets";
import { type Reading, read } from "./read";

/**
 * Does the same as `read`, with arguments that may be outputs. In a preview, the result is unknown if an argument is
 * unknown, if an argument of its explicit provider is, or if a resource of `dependsOn` has yet to be created. No error names a secret argument.
 */
export function readOutput<Args extends object, Result>(
  reading: Reading<Args, Result>,
  args: object,
  opts: pulumi.InvokeOutputOptions | undefined,
  site: CallSite,
): pulumi.Output<Result> {
  const { dependsOn, ...invokeOptions } = opts ?? {};
  return pulumi.all([pulumi.output(givenInputs(args ?? {}, "keep")), known(dependsOn)]).apply(async ([inputs]) => {
    const secrets = await secretsIn(args ?? {});
    hideInLog(secrets);
    const shown = hidingSecrets(site, secrets);
    const issues = refusedInputs(inputs);
    if (issues.length > 0) {
      const { argumentsError } = await import("../../../provider/core/arguments/parseArguments");
      throw shown(argumentsError(`${reading.name}Output`, issues));
    }
    const result = await read(reading, inputs as unknown as Args, invokeOptions, shown);
    return isUnanswered(result) ? pulumi.output(pulumi.unknown) : result;
  }) as pulumi.Output<Result>;
}

/** Tells whether the engine could not ask, because an argument of the explicit provider is not known in this preview. */
function isUnanswered(result: unknown): boolean {
  return pulumi.runtime.isDryRun() && !underMocks() && Object.keys(result as object).length === 0;
}
