/** Number of runs after which a failure to connect is believed. */
const TRIES = 3;

/**
 * Error of a run that ended although its program never started: without an error, or with the engine's complaint about
 * what the program would have declared. The SDK's server for inline programs takes a failure to reach the engine before
 * that for the end of the run (its catch of gRPC errors in server.js).
 */
export const PROGRAM_NOT_STARTED = "the program did not start";

/**
 * What the engine and the SDK say if one of them did not reach the other in time. The engine gives a plugin and the
 * program ten seconds to answer (`pluginRPCConnectionTimeout` in its plugin.go), which a very busy machine exceeds.
 */
const NOT_CONNECTED =
  /did not begin responding to RPC connections|did not come alive|14 UNAVAILABLE: No connection|the program did not start/;

/**
 * Repeats a run of the engine that failed only because its processes did not reach each other. Such a run has created
 * no resource of the program, because the engine connects to a provider before it checks the first one.
 * @param run - gets the number of the try, from 1
 */
export async function untilConnected<Run extends { output: string; error?: Error }>(
  run: (tries: number) => Promise<Run>,
  report: (line: string) => void,
): Promise<Run> {
  for (let tries = 1; ; tries++) {
    const result = await run(tries);
    const [reason] = NOT_CONNECTED.exec(`${result.output} ${result.error?.message}`) ?? [];
    if (result.error === undefined || reason === undefined || tries === TRIES) {
      return result;
    }
    report(`the engine's processes did not reach each other ("${reason}"); running it again`);
  }
}
