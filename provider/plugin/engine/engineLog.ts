import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** One line for the engine's display. */
export interface LogLine {
  severity: "debug" | "info" | "warning";
  text: string;
  /** The resource whose row shows the line. Default: the stack's row. */
  urn?: string;
  /** Whether the next line replaces it. */
  ephemeral?: boolean;
}

/** The engine's log service. Lines arrive in the order in which they are written. */
export interface EngineLog {
  /** Sends lines to this address from now on. */
  connect(address: string): void;
  /** Sends a line. A line that the engine does not take is dropped, and so is every line before `connect`. */
  write(line: LogLine): void;
  /** Resolves when the engine has every line. Call it before an answer that ends a row. */
  flushed(): Promise<void>;
  close(): void;
}

const SEVERITIES = { debug: LogSeverity.DEBUG, info: LogSeverity.INFO, warning: LogSeverity.WARNING };

/** Creates the log of a plugin. */
export function createEngineLog(): EngineLog {
  let client: EngineClient | undefined;
  let last = Promise.resolve();
  return {
    connect(address) {
      client?.close();
      client = new EngineClient(address, credentials.createInsecure());
    },
    write({ severity, text, urn = "", ephemeral = false }) {
      const to = client;
      if (to === undefined) return;
      const request = new LogRequest()
        .setSeverity(SEVERITIES[severity])
        .setMessage(text)
        .setUrn(urn)
        .setEphemeral(ephemeral);
      last = last.then(() => new Promise((resolve) => to.log(request, () => resolve())));
    },
    flushed: () => last,
    close: () => client?.close(),
  };
}
