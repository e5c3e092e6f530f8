import { startServer } from "./startServer";

/*
 * The program `pulumi-resource-alicloud-dbs`. Pulumi's engine starts it, reads the port of its server from stdout, and
 * sends the address of its own services with the handshake.
 */

// The engine holds the other end of stdin as long as it lives. A plugin whose engine has died must not go on waiting.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

/** Resolves when the plugin answers. */
export const started = startServer(process.env, __dirname, (port) => process.stdout.write(`${port}\n`)).catch(
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
