/*
 * Reads small lists one after another over an open connection. Each query is different, so that no answer is shared.
 * usage: warm.cjs ours|raw HOST:PORT CALLS
 */
const { rawClient } = require("./rawClient.cjs");
const { inProgram } = require("./report.cjs");

async function main() {
  const [whose, host, calls] = process.argv.slice(2);
  inProgram();
  const read = whose === "ours" ? ours(host) : raw(host);
  const runs = [];
  for (let at = 0; at < Number(calls); at++) {
    const before = performance.now();
    const count = await read(`b-${at}`);
    runs.push({ wall: performance.now() - before, cpu: 0, count });
  }
  process.stdout.write(JSON.stringify({ runs, cpu: 0, peak: 0 }));
}

function ours(host) {
  process.env.ALIBABA_CLOUD_ENDPOINT_DBS = `http://${host}`;
  process.env.ALICLOUD_ACCESS_KEY = "key";
  process.env.ALICLOUD_SECRET_KEY = "secret";
  const { getDownloadTasks } = require("pulumi-alicloud-dbs");
  return async (backupSetId) =>
    (await getDownloadTasks({ regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId })).tasks.length;
}

function raw(endpoint) {
  const read = rawClient(endpoint);
  return async (BackupSetId) => {
    const query = { RegionCode: "cn-hangzhou", InstanceName: "rm-1", PageSize: "100", CurrentPage: "1", BackupSetId };
    return (await read(query)).Content.List.length;
  };
}

void main();
