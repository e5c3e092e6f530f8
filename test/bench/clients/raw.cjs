/*
 * Reads the whole list as a user would without this package: with a sequential loop over the pages and the vendor's
 * generic client, several times in a row.
 * usage: raw.cjs HOST:PORT TIMES
 */
const { rawClient } = require("./rawClient.cjs");
const { inProgram, report } = require("./report.cjs");

async function main() {
  const [endpoint, times] = process.argv.slice(2);
  inProgram();
  const read = rawClient(endpoint);
  await report(Number(times), async () => {
    const tasks = [];
    for (let page = 1; ; page++) {
      const query = { RegionCode: "cn-hangzhou", InstanceName: "rm-1", PageSize: "100", CurrentPage: String(page) };
      const data = await read(query);
      tasks.push(...data.Content.List);
      if (page >= Number(data.TotalPages)) return tasks.length;
    }
  });
}

void main();
