import { setImmediate } from "node:timers/promises";

/** Lets the emulator, which is in this process, read what an ended process had sent before. Its bytes have arrived. */
export async function readWhatWasSent(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await setImmediate();
}
