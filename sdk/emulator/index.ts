/*
 * An offline DBS service for tests, imported as `pulumi-alicloud-dbs/emulator`. It needs Node.js alone, and nothing else of
 * this package loads it.
 */
export type { Emulator, LoggedRequest } from "./emulator";
export { readScenario } from "./reading/readScenario";
export type { RefusalCode } from "./refusals";
export type { EmulatedCredentials, EmulatedTask, ExportRules, Fault, Lies, Scenario, TaskLife } from "./scenario";
export { type EmulatorOptions, startEmulator } from "./startEmulator";
