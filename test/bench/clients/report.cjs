const { existsSync, readFileSync } = require("node:fs");

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Returns the peak memory of this process. Linux counts `maxRSS` from the peak of the process that started this one. */
function peakMebibytes() {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}

let atStart = 0;
let began = 0;

/**
 * Loads the Pulumi SDK, as every Pulumi program does, and starts counting time and CPU time after it. The 0.7 s for
 * loading it are not counted for any client.
 */
exports.inProgram = function inProgram() {
  require("@pulumi/pulumi");
  atStart = cpu();
  began = performance.now();
};

/**
 * Calls `run` the given number of times. At the end of the process, prints the time of each run, the time and the CPU
 * time of the first one with everything that it loads, the CPU time of all, and the peak memory, in milliseconds and MiB.
 */
exports.report = async function report(times, run) {
  const runs = [];
  let first;
  for (let at = 0; at < times; at++) {
    // Lets Node.js end what it still does after a run, such as compiling, so that it does not count for the next one.
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [cpuBefore, before] = [cpu(), performance.now()];
    const count = await run();
    runs.push({ wall: performance.now() - before, cpu: cpu() - cpuBefore, count });
    first ??= { wall: performance.now() - began, cpu: cpu() - atStart };
  }
  process.on("exit", () => {
    const peak = peakMebibytes();
    process.stdout.write(JSON.stringify({ runs, first, cpu: cpu() - atStart, peak }));
  });
};
