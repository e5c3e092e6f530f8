import type { Emulator } from "../../sdk/emulator/emulator";
import type { EmulatedTask, Scenario } from "../../sdk/emulator/scenario";
import { type EmulatorOptions, startEmulator } from "../../sdk/emulator/startEmulator";
import { type CallOptions, signedCall } from "./signedCall";

/** Time on the emulator's clock when a test begins, in milliseconds since the epoch. */
export const NOW = Date.UTC(2026, 10, 24);

export const task = (taskId: string, createdIn: number, more: Partial<EmulatedTask> = {}): EmulatedTask => ({
  taskId,
  instanceName: "rm-1",
  createdIn,
  ...more,
});

const SCENARIO: Scenario = {
  credentials: [
    { accessKeyId: "key", accessKeySecret: "secret" },
    { accessKeyId: "sts", accessKeySecret: "secret", securityToken: "token", expiresAt: NOW + 1000 },
    { accessKeyId: "poor", accessKeySecret: "secret" },
    { accessKeyId: "reader", accessKeySecret: "secret" },
  ],
  denied: ["poor", { accessKeyId: "reader", actions: ["CreateDownload", "RetryDownloadTask"] }],
  largestPage: 50,
};

/**
 * Starts an emulator for the tests of a `describe`. It is reset before each test, and the tests set its clock.
 * @param options - default: a scenario with a few identities, and the clock of the tests
 */
export function useEmulator(options?: EmulatorOptions) {
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
    used.emulator = await startEmulator(options ?? { scenario: SCENARIO, now: () => used.now });
  });
  after(() => used.emulator.close());
  beforeEach(() => {
    used.now = NOW;
    used.emulator.reset();
  });
  return used;
}
