// Waits in plain Node.js, without Pulumi. Ends with 0, with 75 if the exports are not ready, else with 1.
// Usage: node wait.mjs INSTANCE TIMEOUT, for example: node wait.mjs rm-bp1example 50m
import { waitForDownloadTasks } from "pulumi-alicloud-dbs";

const [instanceName, timeout] = process.argv.slice(2);
try {
  const { summary } = await waitForDownloadTasks(
    { instanceName },
    { timeout, onProgress: ({ verdict, error }) => console.log(error?.message ?? verdict?.sentence) },
  );
  console.log(summary);
} catch (error) {
  console.error(error.message);
  process.exitCode = ["timeout", "throttled", "unavailable"].includes(error.kind) ? 75 : 1;
}
