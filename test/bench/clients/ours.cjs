/*
 * Reads the whole list with this package, several times in a row.
 * usage: ours.cjs HOST:PORT TIMES
 */
const { inProgram, report } = require("./report.cjs");

async function main() {
  const [host, times] = process.argv.slice(2);
  process.env.ALIBABA_CLOUD_ENDPOINT_DBS = `http://${host}`;
  process.env.ALICLOUD_ACCESS_KEY = "key";
  process.env.ALICLOUD_SECRET_KEY = "secret";
  inProgram();
  const { getDownloadTasks } = require("pulumi-alicloud-dbs");
  await report(Number(times), async () => {
    const { tasks } = await getDownloadTasks({ regionCode: "cn-hangzhou", instanceName: "rm-1" });
    return tasks.length;
  });
}

void main();
