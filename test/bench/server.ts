import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/*
 * Serves a list of finished tasks, as fast as it can or after a latency. It does not check signatures, because the time
 * for that would count towards the clients' time. It prints its port and then answers until its parent process ends.
 *
 * usage: server.ts TASKS LATENCY_MS
 */

const [TASKS = 0, LATENCY = 0] = process.argv.slice(2).map(Number);
const NEWEST = Date.UTC(2026, 0, 1);
/** Milliseconds between the creation times of two tasks. */
const APART = 60_000;

/** The tasks as JSON, newest first. */
const items = Array.from({ length: TASKS }, (_, at) =>
  JSON.stringify({
    TaskId: `dt-${String(at).padStart(8, "0")}`,
    RegionCode: "cn-hangzhou",
    Format: "CSV",
    DbList: "[orders,customers]",
    BakSetId: `${1_500_000_000 + at}`,
    DownloadStatus: "finished",
    ExportDataSize: "429496729600",
    ImportDataSize: "107374182400",
    BackupSetTime: String(NEWEST - at * APART - 3_600_000),
    TargetType: "OSS",
    TargetPath: `oss://exports/2026/${at}`,
    Progress: "48/48",
    GmtCreate: String(NEWEST - at * APART),
  }),
);

/**
 * Answers that were sent before. On a machine whose cores share a processor, the server's work makes the client's slower,
 * and most so if the client asks for several pages at once.
 */
const answers = new Map<string, Buffer>();

/** Returns a page of the tasks from index `first` to before `end`. */
function answer(page: number, size: number, first: number, end: number): Buffer {
  const key = [page, size, first, end].join();
  const known = answers.get(key);
  if (known !== undefined) return known;
  const total = Math.max(0, end - first);
  const from = first + (page - 1) * size;
  const body = Buffer.from(
    `{"RequestId":"7E5A3B1C-0D2F-5E4A-9B8C-1F2E3D4C5B6A","Success":"true","Data":{"PageNumber":"${page}","PageSize":"${size}","TotalElements":"${total}","TotalPages":"${Math.ceil(total / size)}","Content":{"List":[${items.slice(from, Math.min(from + size, end)).join(",")}]}}}`,
  );
  answers.set(key, body);
  return body;
}

let lists = 0;
const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  if (request.url === "/_count") {
    response.end(String(lists));
    return;
  }
  lists += 1;
  const query = new URL(request.url ?? "/", "http://bench").searchParams;
  request.resume();
  const number = (name: string, fallback: number) => Number(query.get(name) ?? fallback);
  const size = Math.min(number("PageSize", 20), 100);
  const page = number("CurrentPage", 1);
  const first = Math.max(0, Math.ceil((NEWEST - number("EndTime", NEWEST)) / APART));
  const end = Math.min(TASKS, Math.floor((NEWEST - number("StartTime", 0)) / APART) + 1);
  const body = answer(page, size, first, end);
  if (LATENCY > 0) await sleep(LATENCY);
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
