/** Matches the script with which the Pulumi CLI starts a Node.js program. */
const RUNNER = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]|$)/;

/**
 * Tells whether the Pulumi CLI started this process to run one program. Otherwise it is a process of the user's own,
 * such as a server that uses the Automation API.
 */
export function startedByCli(): boolean {
  return RUNNER.test(process.argv[1] ?? "");
}
