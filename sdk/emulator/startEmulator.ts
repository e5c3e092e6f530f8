import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { administer } from "./administer";
import { checkRequest } from "./checkRequest";
import { createClock } from "./clock";
import { DOWNLOADS, download } from "./downloads";
import type { Emulator, LoggedRequest } from "./emulator";
import { createFaults } from "./faults";
import { OPERATIONS } from "./operations/operations";
import { readFaults } from "./reading/readFaults";
import { readScenario } from "./reading/readScenario";
import { readTaskChange, readTasks } from "./reading/readTasks";
import { Refusal } from "./refusal";
import { knownRefusal } from "./refusals";
import type { EmulatedCredentials, ExportRules, Scenario } from "./scenario";
import { sendAnswer } from "./sendAnswer";
import { createTaskStore } from "./taskStore";

/** What `startEmulator` may be told. */
export interface EmulatorOptions {
  /** The initial state. Default: no tasks, and the access key `test-key` with the secret `test-secret`. */
  scenario?: Scenario;
  /** Port on 127.0.0.1. Default: 0, which means any free port. */
  port?: number;
  /**
   * Returns the time in milliseconds since the epoch, before `advance` moves it. Requests are refused if their time stamps
   * are more than 15 minutes off it. Default: `Date.now`.
   */
  now?: () => number;
}

/** The identities of a scenario that names none. */
const TEST_CREDENTIALS: readonly EmulatedCredentials[] = [{ accessKeyId: "test-key", accessKeySecret: "test-secret" }];

/**
 * Starts an emulated DBS service on 127.0.0.1. It runs until `close`.
 * @throws Error if the port is in use, or that names the field of the scenario with the problem
 */
export async function startEmulator({
  scenario: given = {},
  port = 0,
  now: base = Date.now,
}: EmulatorOptions = {}): Promise<Emulator> {
  const scenario = readScenario(given);
  const clock = createClock(base);
  const { now } = clock;
  const store = createTaskStore(now);
  const faults = createFaults();
  const log: LoggedRequest[] = [];
  const nonces = new Set<string>();
  let started = 0;
  const newTask = () => {
    started += 1;
    const { lives = [] } = rules;
    return { taskId: `dt-started-${started}`, ...lives[Math.min(started, lives.length) - 1] };
  };
  let credentials: readonly EmulatedCredentials[];
  let rules: ExportRules;
  const reset = () => {
    clock.reset();
    credentials = scenario.credentials ?? TEST_CREDENTIALS;
    rules = scenario.exports ?? {};
    store.clear();
    store.add(scenario.tasks ?? []);
    faults.clear();
    faults.add(scenario.faults ?? []);
    log.length = 0;
    started = 0;
  };
  reset();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://emulator");
    if (path.startsWith("/_admin/")) {
      const { status, value } = administer(request.method ?? "GET", path, body.toString(), emulator);
      await sendAnswer(response, status, {}, JSON.stringify(value, null, 2));
      return;
    }
    if (path.startsWith(`${DOWNLOADS}/`)) {
      const file = download(path, query, now());
      await sendAnswer(response, file.status, { "content-type": "text/plain" }, file.body);
      return;
    }
    const action = String(request.headers["x-acs-action"]);
    const fault = faults.next(action);
    if (fault?.add !== undefined) store.add(fault.add);
    for (const taskId of fault?.remove ?? []) store.remove(taskId);
    for (const taskId of fault?.renew ?? []) store.update(taskId, { createdIn: 0 });
    if (scenario.latency) await new Promise((resolve) => setTimeout(resolve, scenario.latency));
    const { clockAhead = 0 } = fault ?? {};
    const serviceNow = now() + clockAhead;
    const signedNow = clock.signedNow() + clockAhead;
    const requestId = randomUUID().toUpperCase();
    const parameters = Object.fromEntries(query);
    const entry: LoggedRequest = {
      at: now(),
      action,
      parameters,
      done: false,
      signatureValid: false,
      status: 200,
      code: "Success",
    };
    log.push(entry);
    let value: Record<string, unknown>;
    try {
      const signed = { method: request.method ?? "", path, query, headers: request.headers, body };
      const { denied = [], largestPage = 100, lies = {} } = scenario;
      const checks = { now: serviceNow, signedNow, credentials, denied, actions: Object.keys(OPERATIONS), nonces };
      const caller = checkRequest(signed, checks);
      Object.assign(entry, { accessKeyId: caller.accessKeyId, signatureValid: true });
      if (fault?.refuse !== undefined) throw knownRefusal(fault.refuse, { status: fault.status });
      // In a success captured in 2024-07, both codes are "Success".
      value = { RequestId: requestId, Success: "true", Code: "Success", ErrCode: "Success" };
      if (!fault?.undone) {
        const listing = { largestPage, lies, keep: fault?.keep };
        const service = { store, rules, now: serviceNow, listing, url: emulator.url, newTask };
        Object.assign(value, OPERATIONS[action]?.(parameters, service));
        entry.done = true;
      }
    } catch (error) {
      const { status, code, message, more } =
        error instanceof Refusal ? error : new Refusal(500, "InternalError", String(error));
      Object.assign(entry, { status, code });
      value =
        status === 200
          ? { RequestId: requestId, Success: "false", Code: code, ErrCode: code, Message: message, ErrMessage: message }
          : { RequestId: requestId, HostId: "dbs-api.cn-hangzhou.aliyuncs.com", Code: code, Message: message, ...more };
    }
    const headers = { date: new Date(signedNow).toUTCString(), "x-acs-request-id": requestId, ...fault?.headers };
    const faulty = fault?.body ?? (fault?.status === undefined || fault.refuse !== undefined ? value : "");
    const text = typeof faulty === "string" ? faulty : JSON.stringify(faulty);
    await sendAnswer(response, fault?.status ?? entry.status, headers, text, fault);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const emulator: Emulator = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now,
    advance: clock.advance,
    addTasks: (tasks) => store.add(readTasks(tasks)),
    removeTask: store.remove,
    updateTask: (taskId, change) => {
      const { createdIn, ...others } = change;
      readTaskChange(others);
      return store.update(taskId, change);
    },
    taskIds: () => store.all().map(({ taskId }) => taskId),
    addFaults: (added) => faults.add(readFaults(added)),
    setExportRules: (changed) => {
      rules = readScenario({ exports: changed }).exports ?? {};
    },
    credentials: () => credentials,
    setCredentials: (changed) => {
      credentials = readScenario({ credentials: changed }).credentials ?? [];
    },
    requests: () => [...log],
    clearRequests: () => {
      log.length = 0;
    },
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return emulator;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
