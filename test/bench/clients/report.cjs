const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let atStart = 0;

/**
 * Goes on as in a Pulumi program, which has loaded the SDK (0.7 s of CPU) whatever it reads the list with: its time is
 * nobody's here.
 */
exports.inProgram = function inProgram() {
  require("@pulumi/pulumi");
  atStart = cpu();
};

/**
 * Runs something so many times and prints what each run cost, what all of it cost with what it loads, and the process's
 * peak of memory: milliseconds and MiB.
 */
exports.report = async function report(times, run) {
  const runs = [];
  for (let at = 0; at < times; at++) {
    // Longer than this package lets one answer serve several readers.
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [cpuBefore, before] = [cpu(), performance.now()];
    const count = await run();
    runs.push({ wall: performance.now() - before, cpu: cpu() - cpuBefore, count });
  }
  process.on("exit", () => {
    const peak = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(JSON.stringify({ runs, cpu: cpu() - atStart, peak }));
  });
};
