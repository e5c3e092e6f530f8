const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs something so many times and prints what each run and the whole process cost: milliseconds and MiB. */
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
    process.stdout.write(JSON.stringify({ runs, cpu: cpu(), peak }));
  });
};
