import type { Emulator } from "../../sdk/emulator/emulator";
import type { EmulatedTask } from "../../sdk/emulator/scenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { type CallOptions, signedCall } from "./signedCall";

/** Time on the emulator's clock when a test begins, in milliseconds since the epoch. */
export const NOW = Date.UTC(2026, 10, 24);

export const task = (taskId: string, createdIn: number, more: Partial<EmulatedTask> = {}): EmulatedTask => ({
  taskId,
  instanceName: "rm-1",
  createdIn,
  ...more,
});

/** Starts an emulator for the tests of a `describe`. It is reset before each test, and the tests set its clock. */
export function useEmulator() {
  const used = {
    now: NOW,
    emulator: undefined as unknown as Emulator,
    call: (parameters: Record<string, string> = {}, options: CallOptions = {}) =>
      signedCall(
        used.emulator.url,
        { RegionCode: "cn-hangzhou", InstanceName: "rm-1", ...parameters },
        { date: used.now, ...options },
      ),
    ids: async (parameters: Record<string, string>): Promise<string[]> =>
      (await used.call(parameters)).body.Data.Content.List.map(({ TaskId }: { TaskId: string }) => TaskId),
  };
  before(async () => {
    used.emulator = await startEmulator({
      now: () => used.now,
      scenario: {
        credentials: [
          { accessKeyId: "key", accessKeySecret: "secret" },
          { accessKeyId: "sts", accessKeySecret: "secret", securityToken: "token", expiresAt: NOW + 1000 },
          { accessKeyId: "poor", accessKeySecret: "secret" },
          { accessKeyId: "reader", accessKeySecret: "secret" },
        ],
        denied: ["poor", { accessKeyId: "reader", actions: ["CreateDownload", "RetryDownloadTask"] }],
        largestPage: 50,
      },
    });
  });
  after(() => used.emulator.close());
  beforeEach(() => {
    used.now = NOW;
    used.emulator.reset();
  });
  return used;
}
