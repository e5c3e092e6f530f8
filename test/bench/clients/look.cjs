/*
 * Looks once at the newest task, which is finished, with this package.
 * usage: look.cjs HOST:PORT
 */
const { inProgram, report } = require("./report.cjs");

async function main() {
  const [host] = process.argv.slice(2);
  process.env.ALIBABA_CLOUD_ENDPOINT_DBS = `http://${host}`;
  process.env.ALICLOUD_ACCESS_KEY = "key";
  process.env.ALICLOUD_SECRET_KEY = "secret";
  inProgram();
  const { waitForDownloadTasks } = require("pulumi-alicloud-dbs");
  await report(1, async () => {
    const { tasks } = await waitForDownloadTasks({ regionCode: "cn-hangzhou", instanceName: "rm-1" });
    return tasks.length;
  });
}

void main();
